"""Edits over a source: apply them, undo them, follow them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from cleanse.model import Edit


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


def effective(edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
    """What the cut edits do to the source: `(start, end, insert)`, in order and apart from each other.

    Removals that overlap are united. An insertion inside a removal goes with it.
    """
    cuts = [edit for edit in edits if edit.cut]
    inserts = {edit.start: edit.insert for edit in cuts if edit.insert}
    result: list[tuple[int, int, str]] = []
    for start, end in united((edit.start, edit.end) for edit in cuts):
        # An empty span is an insertion by itself; a removal may carry one at either edge.
        insert = inserts.get(start, "") or (inserts.get(end, "") if end > start else "")
        result.append((start, end, insert))
    return result


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source with the cut edits applied.

    >>> apply("Advertisement\\nIt rained.", [Edit(0, 14, "generic/ad/label", "ad")])
    'It rained.'
    """
    parts, done = [], 0
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


class Track:
    """Finds places of a source in the text that edits made of it, backwards.

    >>> Track([Edit(0, 14, "generic/ad/label", "ad")]).span(3, 9)
    (17, 23)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        """Lay the stretches of the text side by side with the source."""
        self._ends: list[int] = []  # where each stretch ends in the text
        self._shifts: list[int] = []  # what to add there to reach the source
        self._inserted: dict[int, int] = {}  # stretches that no source character stands behind: where they went
        length = done = 0
        for start, end, insert in effective(edits):
            length += start - done
            self._add(length, start - length)
            if insert:
                length += len(insert)
                self._inserted[len(self._ends)] = start
                self._add(length, 0)
            done = end
        self._shift = done - length

    def _add(self, end: int, shift: int) -> None:
        self._ends.append(end)
        self._shifts.append(shift)

    def source(self, offset: int) -> int:
        """Where in the source the character at this offset of the text stands."""
        stretch = bisect_right(self._ends, offset)
        if stretch == len(self._ends):
            return offset + self._shift
        return self._inserted.get(stretch, offset + self._shifts[stretch])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source a stretch of the text stands, with all that was cut inside it."""
        first = self.source(start)
        return first, max(first, self.source(end - 1) + 1 if end > start else first)


def composed(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits over the source that do what `first` and then, over its text, `second` do."""
    track = Track(first)
    return tuple(sorted((*first, *_moved(track, second)), key=lambda edit: (edit.start, edit.end, edit.rule)))


def _moved(track: Track, edits: Iterable[Edit]) -> Iterator[Edit]:
    for edit in edits:
        start, end = track.span(edit.start, edit.end)
        yield Edit(start, end, edit.rule, edit.kind, edit.insert, edit.cut)
