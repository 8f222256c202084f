"""The main job for pages: HTML goes in, the article comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleanse.article import Article
from cleanse.cleaning import cleaned_source
from cleanse.model import Policy
from cleanse.pages.blocks import PageBlock, blocks_of
from cleanse.pages.layouts import marks, page_rules, region
from cleanse.pages.page import Page
from cleanse.pages.source import source_of
from cleanse.passes import Asked
from cleanse.recognition import claimed_by, host_of
from cleanse.rulebook import Rulebook, load_rulebook

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
    """Clean a news page."""
    rulebook = rulebook or load_rulebook()
    policy = policy or _DEFAULT
    page = Page.read(html, charset)
    known = rulebook.publisher(publisher) if publisher else None
    whose = known.id if known else claimed_by(host_of(url) or "", rulebook.domains)
    found, warnings = _found(page, whose, rulebook)
    source = source_of(found, policy)
    cleaned = cleaned_source(source.text, Asked(rulebook, policy, url, None, known), source.edits)
    fields = cleaned.fields
    return Article(
        source=source.text,
        edits=cleaned.edits,
        blocks=source.blocks,
        recognised_by=cleaned.recognition,
        title=fields.title,
        authors=fields.authors,
        published=fields.published,
        url=url,
        captions=fields.captions,
        warnings=(*warnings, *cleaned.warnings),
        rulebook=rulebook.version,
    )


def _found(page: Page, publisher: str | None, rulebook: Rulebook) -> tuple[list[PageBlock], list[str]]:
    rules = page_rules(rulebook.page_tables(publisher))
    furniture = marks(page.tree, rules)
    for layout in rules.layouts:
        blocks = [block for root in region(page.tree, layout) for block in blocks_of(root, furniture)]
        if any(block.place.mark is None for block in blocks):
            return blocks, []
    warnings = [f"no layout of {publisher} fits this page; read as an unknown page"] if rules.layouts else []
    return blocks_of(page.body, furniture), warnings
