"""From matches to edits: source spans with the white space that goes with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cleanse.article.edits import united
from cleanse.article.model import Edit, Mark, Policy
from cleanse.text.boundaries import MARKS, blank, separator
from cleanse.text.fold import Fold
from cleanse.text.marks import CLINGING

_CLINGING: Final = CLINGING | {"'"}
"""What clings to the word before it; in a fold an apostrophe too, as in a genitive."""


class Removal(NamedTuple):
    """A span of the fold that is to go or to be marked."""

    start: int
    end: int
    mark: Mark
    """The rule that asks for it."""
    inline: bool = False
    """Whether it is spliced into a sentence, whose words are then parted by a space and not by a break."""


def edits_of(fold: Fold, items: Iterable[Removal], policy: Policy) -> list[Edit]:
    """The edits that make these removals or mark them, in order."""
    goes: list[Removal] = []
    stays: list[Removal] = []
    for item in sorted(items):
        (goes if policy.cuts_by(item.mark) else stays).append(item)
    cut = _outermost(goes)
    marked = _outside(cut, stays)
    edits = list(_cut_edits(fold, cut))
    for item in marked:
        start, end = fold.source_span(item.start, item.end)
        edits.append(Edit.by(item.mark, start, end, cut=False))
    return sorted(edits, key=lambda edit: (edit.start, edit.end, edit.rule))


def _outermost(items: Iterable[Removal]) -> list[Removal]:
    """The items without those that lie inside another; of two with the same span, the publisher's own."""
    result: list[Removal] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end, item.mark.source == "generic", item.mark.rule)):
        if not result or item.end > result[-1].end:
            result.append(item)
    return result


def _outside(cut: Sequence[Removal], items: Iterable[Removal]) -> list[Removal]:
    """The items that do not lie inside of what is cut."""
    starts = [item.start for item in cut]

    def inside(item: Removal) -> bool:
        at = bisect_right(starts, item.start) - 1
        return at >= 0 and item.end <= cut[at].end

    return [item for item in items if not inside(item)]


class Hole(NamedTuple):
    """A source span that goes, and what is put in its place."""

    start: int
    end: int
    insert: str = ""


def _cut_edits(fold: Fold, items: Sequence[Removal]) -> Iterator[Edit]:
    """Edits that together cover the holes exactly: one for each item in each of its holes."""
    holes = list(_holes(fold, items))
    inside: list[list[tuple[int, int, Removal]]] = [[] for _ in holes]
    ends = [hole.end for hole in holes]
    for item in items:
        start, end = fold.source_span(item.start, item.end)
        at = bisect_right(ends, start)
        while at < len(holes) and holes[at].start < end:
            inside[at].append((start, end, item))
            at += 1
    for hole, spans in zip(holes, inside, strict=True):
        yield from _edits_in(hole, spans)


def _edits_in(hole: Hole, spans: Sequence[tuple[int, int, Removal]]) -> Iterator[Edit]:
    """The edits of one hole; what lies between two pieces of furniture goes with the one before."""
    starts = [hole.start, *(max(start, hole.start) for start, _, _ in spans[1:])]
    ends = [min(end, hole.end) for _, end, _ in spans]
    furthest = 0
    for number in range(1, len(spans)):
        ends[furthest] = max(ends[furthest], starts[number])
        if ends[number] >= ends[furthest]:
            furthest = number
    ends[furthest] = hole.end
    for number, (_, _, item) in enumerate(spans):
        yield Edit.by(item.mark, starts[number], ends[number], "" if number else hole.insert)


def _holes(fold: Fold, items: Sequence[Removal]) -> Iterator[Hole]:
    """What goes of the source: whole blocks with the break on one side, parts of blocks with their white space."""
    gone: list[int] = []
    for block, spans in _by_block(fold, items):
        if gone and block != gone[-1] + 1:
            yield _blocks_hole(fold, gone[0], gone[-1])
            gone = []
        if _nothing_left(fold, block, spans):
            gone.append(block)
            continue
        if gone:
            yield _blocks_hole(fold, gone[0], gone[-1])
            gone = []
        yield from (_part_hole(fold, block, *span) for span in spans)
    if gone:
        yield _blocks_hole(fold, gone[0], gone[-1])


Part = tuple[int, int, bool]


def _by_block(fold: Fold, items: Sequence[Removal]) -> Iterator[tuple[int, list[Part]]]:
    """The spans that go of each block, with whether each is spliced into a sentence."""
    current, parts = -1, list[Part]()
    for start, end, inline in _united(items):
        for block in range(fold.block_at(start), fold.block_at(end - 1) + 1):
            if block != current:
                if parts:
                    yield current, parts
                current, parts = block, []
            first, last = max(start, fold.starts[block]), min(end, fold.ends[block])
            if parts and blank(fold.plain[parts[-1][1] : first]):
                parts[-1] = (parts[-1][0], last, parts[-1][2] and inline)
            elif first < last:
                parts.append((first, last, inline))
    if parts:
        yield current, parts


def _united(items: Iterable[Removal]) -> Iterator[Part]:
    inline = [(item.start, item.end) for item in items if item.inline]
    at = 0
    for start, end in united((item.start, item.end) for item in items):
        while at < len(inline) and inline[at][0] < start:
            at += 1
        yield start, end, at < len(inline) and inline[at][0] < end


def _nothing_left(fold: Fold, block: int, parts: Sequence[Part]) -> bool:
    at = fold.starts[block]
    for start, end, _ in parts:
        if not blank(fold.plain[at:start]):
            return False
        at = end
    return blank(fold.plain[at : fold.ends[block]])


def _blocks_hole(fold: Fold, first: int, last: int) -> Hole:
    """Whole blocks, with the smaller of the breaks on either side."""
    start, end = fold.source_starts[first], fold.source_end(last)
    if first == 0:
        following = fold.source_starts[last + 1] if last + 1 < len(fold.starts) else len(fold.source)
        return Hole(0, following)
    before = fold.source_end(first - 1)
    if last + 1 == len(fold.starts):
        return Hole(before, end)
    following = fold.source_starts[last + 1]
    if _lines(fold, before, start) >= _lines(fold, end, following):
        return Hole(start, following)
    return Hole(before, end)


def _lines(fold: Fold, start: int, end: int) -> int:
    return len(fold.source[start:end].splitlines())


def _part_hole(fold: Fold, block: int, start: int, end: int, inline: bool) -> Hole:
    """Part of a block, with the white space that would be left over."""
    first, last = fold.starts[block], fold.ends[block]
    plain = fold.plain
    if start - first <= MARKS and blank(plain[first:start]):
        start = first
    if not inline and last - end <= MARKS and blank(plain[end:last]):
        end = last
    insert = ""
    if start == first:
        end += plain.startswith(" ", end)
    elif end == last or (plain[start - 1] == " " and plain[end] in _CLINGING):
        start -= plain.endswith(" ", 0, start)
    elif plain[start - 1] == " ":
        end += plain.startswith(" ", end)
    elif plain[end] not in _CLINGING and plain[end] != " ":
        insert = " " if inline else separator(fold.source)
    return Hole(*fold.source_span(start, end), insert)
