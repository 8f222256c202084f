"""The main job for pages: HTML goes in, the article comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from cleanse.article import Article
from cleanse.cleaning import cleaned_source
from cleanse.model import Policy, Recognition
from cleanse.pages.blocks import PageBlock, blocks_of
from cleanse.pages.captions import captions_of
from cleanse.pages.extractors import trafilatura_blocks
from cleanse.pages.features import Told, letters
from cleanse.pages.judge import Judge
from cleanse.pages.layouts import PageRules, marks, region
from cleanse.pages.metadata import PageFields, page_fields
from cleanse.pages.page import Page
from cleanse.pages.source import source_of
from cleanse.passes import Asked
from cleanse.recognition import claimed_by, host_of
from cleanse.rulebook import Publisher, Rulebook, load_rulebook

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
) -> Article:
    """Clean a news page.

    `html` is text, bytes, or a BeautifulSoup that is held already; `charset` is what the transport said of the bytes.
    `url` tells the publisher; without it the page's own address does. `publisher` is an id, domain or name that
    overrides both. Raises PageError for a page that cannot be read in bounded time and memory, and KeyError for a
    publisher that has no rule file.

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
    rules = rulebook.page_rules(known.id if known else None)
    told = page_fields(page, address, rulebook, rules, known)
    found, warnings = _story(page, rules, known, rulebook.judge, told_of(told))
    source = source_of(found, policy)
    asked = Asked(rulebook, policy, address, told.title, known if publisher else None)
    cleaned = cleaned_source(source.text, asked, source.edits)
    fields = told.or_else(cleaned.fields)
    return Article(
        source=source.text,
        edits=cleaned.edits,
        recognised_by=_recognised(cleaned.recognition, told, by_page=not url),
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
        captions=(*captions_of(found), *cleaned.fields.captions),
        warnings=(*warnings, *cleaned.warnings),
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


def _story(
    page: Page, rules: PageRules, publisher: Publisher | None, judge: Judge, told: Told
) -> tuple[list[PageBlock], list[str]]:
    """The blocks of the story, and what a reader should know of how they were found."""
    for layout in rules.layouts:
        blocks = [block for root in region(page.tree, layout) for block in blocks_of(root, marks(root, rules))]
        if any(block.mark is None for block in blocks):
            return blocks, []
    warnings = []
    if publisher and rules.layouts:
        warnings.append(f"no layout of {publisher.id} fits this page: read as an unknown page")
    blocks = judge.story_of(blocks_of(page.body, marks(page.body, rules)), told)
    return blocks, warnings if blocks else [*warnings, "no story found on this page"]


def told_of(fields: PageFields) -> Told:
    """What the judge is told of a page."""
    return Told(letters(fields.title or ""), letters(fields.description or ""))
