"""A page's story: its blocks and its metadata, by a publisher's layouts, a site config, or a judge of blocks."""

from __future__ import annotations

from typing import Final, NamedTuple

from cleanse.article.metadata import PageMetadata
from cleanse.cleaning.options import Options
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.extractors import trafilatura_blocks
from cleanse.pages.judge.counting import letters
from cleanse.pages.judge.features import PageWords
from cleanse.pages.judge.judge import block_judge
from cleanse.pages.layouts import marks, marks_in, region
from cleanse.pages.metadata.fields import Declared, page_fields
from cleanse.pages.page import Page
from cleanse.rulebook.domains import host_of
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulebook.rulebook import Publisher, Rulebook

_SMALL: Final = 300
"""Where a layout holds fewer characters, another reading of the page is looked at …"""
_LARGER: Final = 4
"""… and taken if it finds so many times as much: then the page is laid out in a new way."""


class Story(NamedTuple):
    """What was found on a page."""

    blocks: list[PageBlock]
    """From the first to the last of the story; what is marked is furniture."""
    declared: Declared
    warnings: tuple[str, ...] = ()
    """What a reader should know of how it was found."""


def story_of(page: Page, url: str | None, publisher: Publisher | None, options: Options) -> Story:
    """The story of a page at this url, by this publisher if it is known."""
    rulebook = options.rulebook
    rules = rulebook.page_rules(publisher.id if publisher else None)
    if publisher is None and (story := _by_config(page, url, rulebook, rules)):
        return story
    declared = page_fields(page, url, rulebook, rules.fields, publisher)
    blocks = by_layout(page, rules)
    size = _size(blocks)
    if size >= _SMALL:
        return Story(blocks, declared)
    unknown = _unknown(page, url, rules, options, page_words(declared.metadata))
    if size and _size(unknown) < _LARGER * size:
        return Story(blocks, declared)
    warnings = []
    if publisher and rules.layouts:
        why = f"finds more than {size} characters of this page" if size else "fits this page"
        warnings.append(f"no layout of {publisher.id} {why}: read as an unknown page")
    return Story(unknown, declared, (*warnings, *(() if unknown else ("no story found on this page",))))


def _size(blocks: list[PageBlock]) -> int:
    """How many characters are not furniture."""
    return sum([len(block.text) for block in blocks if block.mark is None])


def _unknown(page: Page, url: str | None, rules: PageRules, options: Options, words: PageWords) -> list[PageBlock]:
    """The story of a page of which no rule file tells where it stands."""
    if options.extractor == "trafilatura":
        return trafilatura_blocks(page.html, url)
    return options.rulebook.once(block_judge).story_of(blocks_of(page.body, marks(page.body, rules)), words)


def by_layout(page: Page, rules: PageRules) -> list[PageBlock]:
    """The blocks of the first layout that fits; none if none does."""
    for layout in rules.layouts:
        roots = region(page.tree, layout)
        furniture = marks_in(roots, rules)
        blocks = [block for root in roots for block in blocks_of(root, furniture)]
        if any(block.mark is None for block in blocks):
            return blocks
    return []


def _by_config(page: Page, url: str | None, rulebook: Rulebook, rules: PageRules) -> Story | None:
    """The story by the site config of the url's host, if there is one and it fits."""
    host = host_of(url)
    config = rulebook.configs.for_host(host) if rulebook.configs and host else None
    if config is None:
        return None
    from cleanse.pages.site_configs import annotated, layout_of  # imported late: it needs lxml, other pages don't

    annotation = annotated(page.html, config)
    own = layout_of(annotation)
    if not own.layouts:
        return None
    read = Page(annotation.html)
    blocks = by_layout(read, own._replace(drops=(*own.drops, *rules.drops)))
    declared = page_fields(read, url, rulebook, (), None, annotation.fields)
    return Story(blocks, declared) if blocks else None


def page_words(fields: PageMetadata) -> PageWords:
    """What the judge is told of a page."""
    return PageWords(letters(fields.title or ""), letters(fields.description or ""))
