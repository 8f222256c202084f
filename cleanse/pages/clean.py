"""The main job for pages: HTML goes in, the article comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from cleanse.article.article import Article
from cleanse.article.model import Policy, Recognition
from cleanse.cleaning.clean import cleaned_source
from cleanse.cleaning.one_pass import Request
from cleanse.cleaning.options import Extractor, Options
from cleanse.pages.blocks.captions import captions_of
from cleanse.pages.entries import entries_of
from cleanse.pages.page import Page
from cleanse.pages.source import source_of
from cleanse.pages.story import story_of
from cleanse.rulebook.domains import claimed_by, host_of
from cleanse.rulebook.rulebook import Publisher, Rulebook

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def clean_html(
    html: str | bytes | BeautifulSoup,
    url: str | None = None,
    *,
    charset: str | None = None,
    publisher: str | None = None,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    extractor: Extractor = "judge",
) -> Article:
    """Clean a news page.

    `html` is text, bytes, or a BeautifulSoup that is held already; `charset` is what the transport said of the bytes.
    `url` tells the publisher; without it the page's own address does. `publisher` is an id, domain or name that
    overrides both. `extractor` finds the story on pages of publishers that no rule file describes. Raises PageError for
    a page that cannot be read in bounded time and memory, and UnknownPublisherError for a publisher that has no rule
    file.

    >>> page = "<h1>Rain</h1><article><p>It rained for a third day.</p><figure><figcaption>A boat</figure></article>"
    >>> article = clean_html(page)
    >>> article.text, article.title, article.captions[0].text
    ('It rained for a third day.', 'Rain', 'A boat')
    """
    return clean_page(html, Options.of(rulebook, policy, publisher, extractor), url, charset)


def clean_page(
    html: str | bytes | BeautifulSoup, options: Options, url: str | None = None, charset: str | None = None
) -> Article:
    """Clean a page with these options. Raises PageError."""
    page = Page.read(html, charset)
    address = url or page.address
    story = story_of(page, address, options.publisher or _claiming(address, options.rulebook), options)
    declared = story.declared.metadata
    entries = entries_of(story.blocks) if story.kind == "liveblog" else ()
    source = source_of(story.blocks, options.policy, entries)
    cleaned = cleaned_source(source.text, Request(options, address, declared.title, page_kind=story.kind), source.edits)
    metadata = replace(
        declared.or_else(cleaned.fields), captions=(*captions_of(story.blocks), *cleaned.fields.captions)
    )
    return Article(
        source=source.text,
        edits=cleaned.edits,
        recognised_by=_recognised(cleaned.recognition, story.declared.wire, by_page=not url),
        blocks=source.blocks,
        page_kind=story.kind,
        confidence=story.confidence,
        warnings=(*story.warnings, *cleaned.warnings),
        rulebook=options.rulebook.version,
        **(asdict(metadata) | {"url": url or metadata.url}),
    )


def _recognised(recognition: Recognition, wire: str | None, *, by_page: bool) -> Recognition:
    """The recognition, with the agency that the page names as an author where the text names none."""
    if by_page and recognition.by == "url":
        recognition = replace(recognition, by="page")
    if wire and not recognition.wire:
        recognition = replace(recognition, wire=wire, wire_evidence=("author",))
    return recognition


def _claiming(address: str | None, rulebook: Rulebook) -> Publisher | None:
    """The publisher that claims this address."""
    known = claimed_by(host_of(address) or "", rulebook.domains)
    return rulebook.publishers[known] if known else None
