"""A page's story: its blocks and its metadata, by a publisher's layouts, a site config, or a judge of blocks."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.extractors import trafilatura_blocks
from cleanse.pages.judge.counting import letters
from cleanse.pages.judge.features import Told
from cleanse.pages.judge.judge import block_judge
from cleanse.pages.layouts import marks, marks_in, region
from cleanse.pages.metadata.fields import PageFields, page_fields
from cleanse.pages.page import Page
from cleanse.rulebook.domains import host_of
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulebook.rulebook import Publisher, Rulebook

Extractor = Literal["judge", "trafilatura"]
"""What finds the story on pages of publishers that no rule file describes."""

_SMALL: Final = 300
"""Where a layout holds fewer characters, another reading of the page is looked at …"""
_LARGER: Final = 4
"""… and taken if it finds so many times as much: then the page is laid out in a new way."""


class Story(NamedTuple):
    """What was found on a page."""

    blocks: list[PageBlock]
    """From the first to the last of the story; what is marked is furniture."""
    fields: PageFields
    warnings: tuple[str, ...] = ()
    """What a reader should know of how it was found."""


def story_of(
    page: Page, url: str | None, rulebook: Rulebook, publisher: Publisher | None, extractor: Extractor
) -> Story:
    """The story of a page at this url, by this publisher if it is known."""
    rules = rulebook.page_rules(publisher.id if publisher else None)
    if publisher is None and (story := _by_config(page, url, rulebook, rules)):
        return story
    fields = page_fields(page, url, rulebook, rules.fields, publisher)
    blocks = by_layout(page, rules)
    size = _size(blocks)
    if size >= _SMALL:
        return Story(blocks, fields)
    unknown = _unknown(page, url, rulebook, rules, extractor, told_of(fields))
    if size and _size(unknown) < _LARGER * size:
        return Story(blocks, fields)
    warnings = []
    if publisher and rules.layouts:
        why = f"finds more than {size} characters of this page" if size else "fits this page"
        warnings.append(f"no layout of {publisher.id} {why}: read as an unknown page")
    return Story(unknown, fields, (*warnings, *(() if unknown else ("no story found on this page",))))


def _size(blocks: list[PageBlock]) -> int:
    """How many characters are not furniture."""
    return sum([len(block.text) for block in blocks if block.mark is None])


def _unknown(
    page: Page, url: str | None, rulebook: Rulebook, rules: PageRules, extractor: Extractor, told: Told
) -> list[PageBlock]:
    """The story of a page of which no rule file tells where it stands."""
    if extractor == "trafilatura":
        return trafilatura_blocks(page.html, url)
    return rulebook.once(block_judge).story_of(blocks_of(page.body, marks(page.body, rules)), told)


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

    found = annotated(page.html, config)
    own = layout_of(found)
    if not own.layouts:
        return None
    read = Page(found.html)
    blocks = by_layout(read, own._replace(drops=(*own.drops, *rules.drops)))
    fields = page_fields(read, url, rulebook, (), None, found.fields)
    return Story(blocks, fields) if blocks else None


def told_of(fields: PageFields) -> Told:
    """What the judge is told of a page."""
    return Told(letters(fields.title or ""), letters(fields.description or ""))
