"""A page's story: its blocks and its metadata, by a publisher's layouts, a site config, or a judge of blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanse.article.model import PageKind
from cleanse.cleaning.options import Options
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.extractors import trafilatura_blocks
from cleanse.pages.layouts import marks_in, region
from cleanse.pages.metadata.fields import Declared, page_fields
from cleanse.pages.metadata.jsonld import types
from cleanse.pages.page import Page
from cleanse.rulebook.domains import host_of
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulebook.rulebook import Publisher, Rulebook

_SMALL: Final = 300
"""Where a layout holds fewer characters, another reading of the page is looked at …"""
_LARGER: Final = 4
"""… and taken if it finds so many times as much: then the page is laid out in a new way."""


_STUB: Final = 600
"""A paywalled page that shows fewer characters of its story is a stub."""
LAYOUT_CONFIDENCE: Final = 0.98
"""The mean f1 on the pages that layouts were written from (in-sample)."""
NO_STORY: Final = "no story found on this page"


class Story(NamedTuple):
    """What was found on a page."""

    blocks: list[PageBlock]
    """From the first to the last of the story; what is marked is furniture."""
    declared: Declared
    kind: PageKind = "article"
    """What kind of page it is."""
    confidence: float | None = LAYOUT_CONFIDENCE
    """How much of it is expected to be read rightly: the f1 of its words; None where that was not measured."""
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
        return Story(blocks, declared, _kind_of_layout(page, blocks, declared))
    unknown = _unknown(page, url, rules, options, declared)
    if size and _size(unknown.blocks) < _LARGER * size:
        return Story(blocks, declared, _kind_of_layout(page, blocks, declared))
    warnings = []
    if publisher and rules.layouts:
        why = f"finds more than {size} characters of this page" if size else "fits this page"
        warnings.append(f"no layout of {publisher.id} {why}: read as an unknown page")
    return unknown._replace(warnings=(*warnings, *unknown.warnings))


def _kind_of_layout(page: Page, blocks: Iterable[PageBlock], declared: Declared) -> PageKind:
    """The kind of a page that a layout fits: rule files describe articles."""
    if declared.metadata.paywalled and _size(blocks) < _STUB:
        return "stub"
    is_live = any("LiveBlogPosting" in types(thing) for thing in page.graph.things)
    return "liveblog" if is_live else "article"


def _size(blocks: Iterable[PageBlock]) -> int:
    """How many characters these blocks have that are not furniture."""
    return sum([len(block.text) for block in blocks if block.mark is None])


def _unknown(page: Page, url: str | None, rules: PageRules, options: Options, declared: Declared) -> Story:
    """The story of a page of which no rule file tells where it stands."""
    if options.extractor == "trafilatura":
        blocks = trafilatura_blocks(page.html, url)
        return Story(blocks, declared, "article" if blocks else "empty", None, () if blocks else (NO_STORY,))
    from cleanse.pages.unknown import unknown_story  # imported late: pages of known publishers do without numpy

    found = unknown_story(page, url, options.rulebook, rules, declared.metadata)
    if found.evidence:
        evidence = {**declared.metadata.evidence, "text": found.evidence}
        declared = declared._replace(metadata=replace(declared.metadata, evidence=evidence))
    return Story(found.blocks, declared, found.kind, found.confidence, found.warnings)


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
    return Story(blocks, declared, _kind_of_layout(page, blocks, declared), None) if blocks else None
