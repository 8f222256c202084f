"""From a page's blocks to the source of its article, and the edits that the page's own rules make in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from cleanse.article.engine_rules import ENTRY
from cleanse.article.model import Block, Edit, Mark, Policy
from cleanse.pages.blocks.blocks import PageBlock
from cleanse.pages.entries import Entry
from cleanse.text.boundaries import blank
from cleanse.text.marks import CLINGING

_CLOSE: Final = frozenset(["li", "tr", "dt", "dd"])
"""Blocks of these follow each other line by line; others are parted by a blank line."""


class PageSource(NamedTuple):
    """The text of a page's blocks, with what of it is furniture."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]


def source_of(page_blocks: Sequence[PageBlock], policy: Policy, entries: Sequence[Entry | None] = ()) -> PageSource:
    r"""The source of these blocks, and the edits of those that are marked; `entries` tells the entry of each block.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks.blocks import blocks_of
    >>> page = LexborHTMLParser("<p>It rained.<ul><li>One<li>Two</ul><button>Share</button>")
    >>> source = source_of(blocks_of(page.body), Policy())
    >>> source.text
    'It rained.\n\nOne\nTwo\n\nShare'
    >>> source.blocks[1], source.edits[0].kind
    (Block(start=12, end=15, element='li', entry=0, time=None), 'ui')
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    before = ""
    for number, block in enumerate(page_blocks):
        element = block.place.meant
        entry = entries[number] if entries else None
        if parts:
            gap = "\n" if before == element and element in _CLOSE else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(block.text)
        of_entry = (entry.number, entry.time) if entry else (0, None)
        blocks.append(Block(at, at + len(block.text), element, *of_entry))
        at += len(block.text)
        before = element
    marks = [block.mark or _covering(block, policy) for block in page_blocks]
    if policy.cuts_by(ENTRY.mark):
        marks = [mark or (ENTRY.mark if block.entry else None) for mark, block in zip(marks, blocks, strict=True)]
    edits = (*_whole(marks, blocks, at, policy), *_parts(page_blocks, marks, blocks, policy))
    return PageSource("".join(parts), tuple(blocks), tuple(sorted(edits, key=lambda edit: (edit.start, edit.end))))


def _whole(marks: Sequence[Mark | None], blocks: Sequence[Block], length: int, policy: Policy) -> Iterator[Edit]:
    """The edits of blocks that are furniture as a whole; those that go take the break on one side along."""
    number = 0
    for cut, group in groupby(marks, key=lambda mark: mark is not None and policy.cuts_by(mark)):
        run = list(group)
        spans = (
            _spans(blocks, number, number + len(run), length)
            if cut
            else [(b.start, b.end) for b in blocks[number : number + len(run)]]
        )
        for mark, (start, end) in zip(run, spans, strict=True):
            if mark is not None:
                yield Edit.by(mark, start, end, cut=cut)
        number += len(run)


def _spans(blocks: Sequence[Block], first: int, behind: int, length: int) -> list[tuple[int, int]]:
    """What goes with the blocks of a run: the breaks behind them, or those before if the last one is the larger."""
    run = blocks[first:behind]
    before = run[0].start - (blocks[first - 1].end if first else 0)
    after = blocks[behind].start if behind < len(blocks) else length
    if first == 0 or (behind < len(blocks) and after - run[-1].end <= before):
        return list(zip([block.start for block in run], [*(block.start for block in run[1:]), after], strict=True))
    ends = [blocks[first - 1].end, *(block.end for block in run)]
    return list(pairwise(ends))


def _covering(block: PageBlock, policy: Policy) -> Mark | None:
    """Why a block goes as a whole, if parts of it go that leave no letter."""
    at = 0
    cut = [span for span in block.spans if policy.cuts_by(span.mark)]
    for span in cut:
        if not blank(block.text[at : span.start]):
            return None
        at = span.end
    return cut[0].mark if cut and blank(block.text[at:]) else None


def _parts(
    page_blocks: Sequence[PageBlock], marks: Sequence[Mark | None], blocks: Sequence[Block], policy: Policy
) -> Iterator[Edit]:
    """The edits of parts of blocks, each with a space next to it."""
    for block, mark, place in zip(page_blocks, marks, blocks, strict=True):
        for span in block.spans if mark is None else ():
            cut = policy.cuts_by(span.mark)
            start, end = _with_space(block.text, span.start, span.end) if cut else (span.start, span.end)
            yield Edit.by(span.mark, place.start + start, place.start + end, cut=cut)


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A part with the white space that would be left over."""
    before = start == 0 or text[start - 1].isspace()
    if before:
        while end < len(text) and text[end].isspace():
            end += 1
    if end == len(text) or (before and text[end] in CLINGING):
        while start and text[start - 1].isspace():
            start -= 1
    return start, end
