"""Edits over a source: apply them, undo them, follow them."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from cleanse.article.kinds import REPAIR
from cleanse.article.model import Edit

Hole = tuple[int, int, str]
"""A span of a source that goes, and what stands there instead."""


def united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching spans as one, in order.

    >>> united([(5, 9), (0, 3), (2, 4), (9, 12)])
    [(0, 4), (5, 12)]
    """
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def effective(edits: Iterable[Edit]) -> list[Hole]:
    """What the cut edits do to the source, in order and apart from each other: removals that touch are one.

    >>> effective([Edit(4, 4, "x/a", "repair", " "), Edit(0, 4, "x/b", "ad"), Edit(9, 12, "x/b", "ad")])
    [(0, 4, ' '), (9, 12, '')]
    """
    result: list[Hole] = []
    for start, end, insert in sorted((edit.start, edit.end, edit.insert) for edit in edits if edit.cut):
        if result and start <= result[-1][1]:
            first, last, before = result[-1]
            result[-1] = (first, max(end, last), before + insert)
        else:
            result.append((start, end, insert))
    return result


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source with the cut edits applied.

    >>> apply("Advertisement\\nIt rained.", [Edit(0, 14, "generic/ad/label", "ad")])
    'It rained.'
    """
    parts: list[str] = []
    done = 0
    for start, end, insert in effective(edits):
        parts += (source[done:start], insert)
        done = end
    parts.append(source[done:])
    return "".join(parts)


def restore(text: str, removals: Iterable[tuple[int, str, str]]) -> str:
    """Give the source back, from a cleaned text and `(start, removed, insert)` of every cut edit.

    Raises ValueError when they do not fit the text.

    >>> restore("It rained.", [(0, "Advertisement\\n", "")])
    'Advertisement\\nIt rained.'
    """
    removals = sorted(removals)
    edits = [Edit(start, start + len(removed), "", "", insert) for start, removed, insert in removals]
    parts: list[str] = []
    written = read = 0
    texts = iter(removals)
    pending = next(texts, None)
    for start, end, insert in effective(edits):
        kept = text[read : read + start - written]
        read += len(kept)
        if len(kept) != start - written or not text.startswith(insert, read):
            raise ValueError(f"edits do not fit the text at character {start} of the source")
        read += len(insert)
        parts.append(kept)
        written = start
        while pending is not None and pending[0] <= end:
            fresh = pending[1][written - pending[0] :]
            parts.append(fresh)
            written += len(fresh)
            pending = next(texts, None)
    parts.append(text[read:])
    return "".join(parts)


def composed(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits over the source that do what `first` and then, over its text, `second` do, with the marks of both.

    >>> first = [Edit(0, 3, "x/a", "ad")]
    >>> composed(first, [Edit(0, 2, "x/b", "ui")])
    (Edit(start=0, end=3, rule='x/a', kind='ad', ...), Edit(start=3, end=5, ...))
    """
    pieces = list(_pieces(first))
    gaps = list(_gaps(pieces, effective(second)))
    starts = [start for start, _, _ in gaps]
    members: list[list[Edit]] = [[] for _ in gaps]
    moved = list(_moved(pieces, second))
    for edit in (*first, *moved):
        at = bisect_right(starts, edit.start) - 1
        if edit.cut and at >= 0 and edit.end <= gaps[at][1]:  # else it does nothing
            members[at].append(edit)
    kept = [edit for edit in (*first, *moved) if not edit.cut]
    done = [edit for gap, group in zip(gaps, members, strict=True) for edit in _with_insert(gap[2], group)]
    return tuple(sorted((*kept, *done), key=lambda edit: (edit.start, edit.end, edit.rule)))


def in_source(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the text stands in the source: from its first character to its last, cuts between included.

    >>> in_source([Edit(0, 14, "generic/ad/label", "ad")], 3, 9)
    (17, 23)
    """
    (moved,) = _moved(list(_pieces(edits)), [Edit(start, end, "", "")])
    return moved.start, moved.end


def in_text(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the source stands in the text: what is left of it.

    >>> in_text([Edit(0, 14, "generic/ad/label", "ad")], 10, 23)
    (0, 9)
    """
    holes = effective(edits)
    first = _after(start, [hole for hole in holes if hole[0] <= start])
    return first, max(first, _after(end, [hole for hole in holes if hole[0] < end]))


def _after(at: int, holes: Iterable[Hole]) -> int:
    """Where a place in the source, or the end of the hole that it lies in, is in the text."""
    return at + sum(len(insert) - (min(end, at) - start) for start, end, insert in holes)


class _Piece(NamedTuple):
    """A stretch of the text that edits made: kept from the source, or put in."""

    start: int
    """In the text."""
    source: int
    """Where it stands in the source, or where it was put in."""
    length: int
    inserted: str = ""


def _pieces(edits: Iterable[Edit]) -> Iterator[_Piece]:
    """The stretches of the text, the last one without an end."""
    at = done = 0
    for start, end, insert in effective(edits):
        if start > done:
            yield _Piece(at, done, start - done)
            at += start - done
        if insert:
            yield _Piece(at, end, len(insert), insert)
            at += len(insert)
        done = end
    yield _Piece(at, done, sys.maxsize - at)


def _gaps(pieces: Sequence[_Piece], holes: Sequence[Hole]) -> Iterator[Hole]:
    """What is missing between the stretches of the source that are left, and what stands there instead."""
    done, between = 0, ""
    for source, length, inserted in _left(pieces, holes):
        if inserted:
            between += inserted
            continue
        if source > done or between:
            yield done, source, between
        done, between = source + length, ""


def _left(pieces: Sequence[_Piece], holes: Sequence[Hole]) -> Iterator[tuple[int, int, str]]:
    """The stretches without the holes: where each stands in the source, how long it is, or what was put in."""
    remaining = iter(holes)
    hole = next(remaining, None)
    for piece in pieces:
        at, end = piece.start, piece.start + piece.length
        while hole and hole[0] < end:
            yield from _part(piece, at, max(at, hole[0]))
            if hole[2] and hole[0] >= piece.start:
                yield 0, 0, hole[2]
            at = max(at, min(hole[1], end))
            if hole[1] > end:
                break
            hole = next(remaining, None)
        yield from _part(piece, at, end)


def _part(piece: _Piece, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if end > start:
        offset = start - piece.start
        if piece.inserted:
            yield piece.source, 0, piece.inserted[offset : offset + end - start]
        else:
            yield piece.source + offset, end - start, ""


def _moved(pieces: Sequence[_Piece], edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits over the source: what they take of it, all that was cut in between included."""
    starts = [piece.start for piece in pieces]
    for edit in edits:
        first = pieces[bisect_right(starts, edit.start) - 1]
        last = pieces[bisect_right(starts, max(edit.start, edit.end - 1)) - 1]
        start = first.source if first.inserted else first.source + edit.start - first.start
        end = start if edit.end == edit.start else last.source if last.inserted else last.source + edit.end - last.start
        yield replace(edit, start=start, end=max(start, end))


def _with_insert(insert: str, edits: list[Edit]) -> Iterator[Edit]:
    """The edits of one gap, of which just one puts in what stands there instead: a repair, if there is one."""
    bearer = max(range(len(edits)), key=lambda number: (edits[number].kind == REPAIR, -number), default=0)
    for number, edit in enumerate(edits):
        text = insert if number == bearer else ""
        if text or edit.end > edit.start:
            yield edit if edit.insert == text else replace(edit, insert=text)
