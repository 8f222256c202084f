"""The entries of a live blog: elements alike that follow each other, each with the time at which it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborNode

from cleanse.pages.blocks.blocks import PageBlock, Place

_FEWEST: Final = 3
"""Fewer elements alike are no entries."""
_MOST_UNTIMED: Final = 0.2
"""Of the entries, at most such a share may lack a time."""
_CLOCK: Final = regex.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)(?:\s*(?:[ap]\.?m\.?|uhr|h)\b)?", regex.IGNORECASE
)
_LONGEST_LABEL: Final = 40
"""A line of more characters is no label with a time."""
_DATETIME: Final = regex.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")


class Entry(NamedTuple):
    """An entry of a live blog."""

    number: int
    """Counted from 1, in the order of the page."""
    time: str | None
    """When it was written: ISO 8601, or the clock time that it shows; None if it shows none."""


def entries_of(blocks: Sequence[PageBlock]) -> list[Entry | None]:
    """Of each block, the entry that it belongs to; None of blocks outside of the entries.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks.blocks import blocks_of
    >>> html = "<p>Rain.</p>" + "".join(f"<div class=e><time>1{n}:05</time><p>It rained.</p></div>" for n in range(3))
    >>> entries_of(blocks_of(LexborHTMLParser(html).body))[:3]
    [None, Entry(number=1, time='10:05'), Entry(number=1, time='10:05')]
    """
    times = {place.number: _time_of(place) for place in _entry_elements(blocks)}
    entries = {number: Entry(at, time) for at, (number, time) in enumerate(times.items(), 1)}
    return [next((entries[place.number] for place in _outward(block.place) if place.number in entries), None)
            for block in blocks]  # fmt: skip


def _entry_elements(blocks: Sequence[PageBlock]) -> list[Place]:
    """The largest group of elements alike in one element that have a time each."""
    groups: dict[tuple[int, str, str], dict[int, Place]] = {}
    sizes: dict[tuple[int, str, str], int] = {}
    for block in blocks:
        for place in _outward(block.place):
            key = (place.above.number if place.above else 0, place.tag, place.attributes.get("class") or "")
            groups.setdefault(key, {})[place.number] = place
            sizes[key] = sizes.get(key, 0) + len(block.text)
    large = sorted((key for key in groups if len(groups[key]) >= _FEWEST), key=lambda key: -sizes[key])
    for key in large:
        places = list(groups[key].values())
        untimed = sum(_time_of(place) is None for place in places)
        if untimed <= _MOST_UNTIMED * len(places):
            return places
    return []


def _outward(place: Place) -> Iterator[Place]:
    at: Place | None = place
    while at is not None:
        yield at
        at = at.above


def _time_of(place: Place) -> str | None:
    """The first time in an element: what a `time` declares or shows, or a clock time in its first short line."""
    node = place.node
    if node is None:
        return None
    for time in node.css("time, [datetime]")[:1]:
        if found := _declared(time):
            return found
    text = node.text(separator="\n", strip=True) or ""
    label = text.partition("\n")[0]
    clock = _CLOCK.search(label) if len(label) <= _LONGEST_LABEL else None
    return clock[0] if clock else None


def _declared(time: LexborNode) -> str | None:
    attributes: Mapping[str, str | None] = time.attributes
    stamp = _DATETIME.match(attributes.get("datetime") or "")
    if stamp:
        return stamp[0]
    clock = _CLOCK.search(time.text() or "")
    return clock[0] if clock else None
