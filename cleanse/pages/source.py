"""From a page's blocks to the source of its article, and the edits that the page's own rules make in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanse.cutting import Furniture, edits_of
from cleanse.fold import Fold
from cleanse.model import Block, Edit, Policy
from cleanse.pages.blocks import CONTROL, PageBlock
from cleanse.pages.judge import RULE as JUDGE

_CLOSE: Final = frozenset(["li", "tr", "dt", "dd"])
"""Blocks of these follow each other line by line; others are parted by a blank line."""


_OF_ENGINE: Final = frozenset([CONTROL.rule, JUDGE])


class PageSource(NamedTuple):
    """The text of a page's blocks, with what of it is furniture."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]


def source_of(found: Sequence[PageBlock], policy: Policy) -> PageSource:
    r"""The source of these blocks, and the edits of those that are marked.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks import blocks_of
    >>> page = LexborHTMLParser("<p>It rained.<ul><li>One<li>Two</ul><button>Share</button>")
    >>> source = source_of(blocks_of(page.body), Policy())
    >>> source.text
    'It rained.\n\nOne\nTwo\n\nShare'
    >>> source.blocks[1], source.edits[0].kind
    (Block(start=12, end=15, element='li'), 'ui')
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    before = ""
    for block in found:
        element = block.place.meant
        if parts:
            gap = "\n" if before == element and element in _CLOSE else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(block.text)
        blocks.append(Block(at, at + len(block.text), element))
        at += len(block.text)
        before = element
    text = "".join(parts)
    return PageSource(text, tuple(blocks), tuple(_edits(text, found, blocks, policy)))


def _edits(text: str, found: Sequence[PageBlock], blocks: Sequence[Block], policy: Policy) -> list[Edit]:
    if not any(block.place.mark or block.spans for block in found):
        return []
    fold = Fold(text)
    items = [item for block, place in zip(found, blocks, strict=True) for item in _furniture(fold, block, place.start)]
    return edits_of(fold, items, policy)


def _furniture(fold: Fold, block: PageBlock, at: int) -> Iterator[Furniture]:
    mark = block.place.mark
    spans = [(0, len(block.text), mark)] if mark else block.spans
    for first, last, why in spans:
        start, end = _without_spaces(fold.source, at + first, at + last)
        if start < end:
            yield Furniture(fold.offset_of(start), fold.offset_of(end - 1) + 1, why.rule, why.kind, inline=not mark)


def is_of_page(rule: str) -> bool:
    """Whether a rule's edits can only be made from a page's elements.

    >>> is_of_page("example.com/page/more-stories"), is_of_page("example.com/caption")
    (True, False)
    """
    return rule in _OF_ENGINE or "/page/" in rule or rule.startswith("ftr/")


def _without_spaces(source: str, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
