"""The main job for pages: HTML goes in, the article comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from cleanse.article.article import Article
from cleanse.article.model import Policy, Recognition
from cleanse.cleaning.clean import cleaned_source
from cleanse.cleaning.one_pass import Asked
from cleanse.pages.blocks.captions import captions_of
from cleanse.pages.metadata.fields import PageFields
from cleanse.pages.page import Page
from cleanse.pages.source import source_of
from cleanse.pages.story import Extractor, story_of
from cleanse.rulebook.domains import claimed_by, host_of
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Publisher, Rulebook

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DEFAULT: Final = Policy()


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
    a page that cannot be read in bounded time and memory, and KeyError for a publisher that has no rule file.

    >>> page = "<h1>Rain</h1><article><p>It rained for a third day.</p><figure><figcaption>A boat</figure></article>"
    >>> article = clean_html(page)
    >>> article.text, article.title, article.captions[0].text
    ('It rained for a third day.', 'Rain', 'A boat')
    """
    rulebook = rulebook or load_rulebook()
    policy = policy or _DEFAULT
    page = Page.read(html, charset)
    address = url or page.address
    known = rulebook.publisher(publisher) if publisher else _claiming(address, rulebook)
    story = story_of(page, address, rulebook, known, extractor)
    asked = Asked(rulebook, policy, address, story.fields.title, known if publisher else None)
    source = source_of(story.blocks, policy)
    cleaned = cleaned_source(source.text, asked, source.edits)
    fields = story.fields.or_else(cleaned.fields)
    return Article(
        source=source.text,
        edits=cleaned.edits,
        recognised_by=_recognised(cleaned.recognition, fields, by_page=not url),
        title=fields.title,
        authors=fields.authors,
        published=fields.published,
        modified=fields.modified,
        section=fields.section,
        language=fields.language,
        url=url or fields.url,
        tags=fields.tags,
        description=fields.description,
        image=fields.image,
        site=fields.site,
        paywalled=fields.paywalled,
        evidence=fields.evidence,
        blocks=source.blocks,
        captions=(*captions_of(story.blocks), *cleaned.fields.captions),
        warnings=(*story.warnings, *cleaned.warnings),
        rulebook=rulebook.version,
    )


def _recognised(recognition: Recognition, told: PageFields, *, by_page: bool) -> Recognition:
    """The recognition, with the agency that the page names as an author where the text names none."""
    if by_page and recognition.by == "url":
        recognition = structs.replace(recognition, by="page")
    if told.wire and not recognition.wire:
        recognition = structs.replace(recognition, wire=told.wire, wire_evidence=("author",))
    return recognition


def _claiming(address: str | None, rulebook: Rulebook) -> Publisher | None:
    """The publisher that claims this address."""
    known = claimed_by(host_of(address) or "", rulebook.domains)
    return rulebook.publishers[known] if known else None
