"""What a text says twice: blocks that stand in it again, and captions that are said again with their credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from cleanse.text.fold import Fold

LONG: Final = 60
"""A block of so many characters that stands there a second time is a duplicate; shorter ones may be a refrain …"""
_ATTRIBUTION: Final = "-"
"""… and one that begins so says who is quoted, which may be the same person twice."""
_FAR: Final = 8
"""With so many other long blocks between, what is said above is a short version of the story."""
_CREDIT: Final = 120
"""A credit has at most so many characters."""
_CAPTION: Final = 2
"""A caption has more spaces than this, or as many."""
Span = tuple[int, int]


def duplicates(fold: Fold) -> Iterator[Span]:
    """Long blocks that stand in the text a second time.

    >>> fold = Fold("\\n".join(["The river rose for a third day, and the lower town was closed to all."] * 2))
    >>> list(duplicates(fold))
    [(70, 139)]
    """
    long = [(start, end) for start, end in zip(fold.starts, fold.ends, strict=True) if end - start >= LONG]
    if len({end - start for start, end in long}) == len(long):
        return
    texts = [fold.lower[start:end] for start, end in long]
    firsts: dict[str, int] = {}
    """Of each text, the number of the block that says it first."""
    distinct: list[int] = []
    """Of each block, how many texts were said up to there."""
    for number, text in enumerate(texts):
        firsts.setdefault(text, number)
        distinct.append(len(firsts))
    for number, text in enumerate(texts):
        first = firsts[text]
        far = distinct[number] - distinct[first] >= _FAR
        if first < number and not text.startswith(_ATTRIBUTION) and not (far and _in_the_story(texts, number, firsts)):
            yield long[number]


def _in_the_story(texts: Sequence[str], number: int, firsts: Mapping[str, int]) -> bool:
    """Whether a block stands among paragraphs that are said for the first time: there it is needed."""
    beside = (number - 1, number + 1)
    return beside[1] < len(texts) and all(firsts[texts[other]] == other for other in beside)


class Doubled(NamedTuple):
    """A caption that stands there twice: as the picture's alternative text, and again with its credit."""

    start: int
    end: int
    caption: Span
    credit: Span


def doubled_captions(fold: Fold, credit: regex.Pattern[str]) -> Iterator[Doubled]:
    """Blocks that are said again in the next one, which adds where the picture is from.

    >>> fold = Fold("Smoke over the old harbour\\nSmoke over the old harbour © Ada Byron\\nIt burned all night.")
    >>> found = next(doubled_captions(fold, regex.compile(" ?©")))
    >>> fold.plain[slice(*found.caption)], fold.plain[slice(*found.credit)]
    ('Smoke over the old harbour', '© Ada Byron')
    """
    blocks = list(zip(fold.starts, fold.ends, strict=True))
    for (start, end), (first, last) in pairwise(blocks):
        length = end - start
        if not (length <= last - first <= length + _CREDIT and fold.plain.count(" ", start, end) >= _CAPTION):
            continue
        if not fold.plain.startswith(fold.plain[start:end], first):
            continue
        following = fold.plain[first + length : last]
        if credit.match(following):
            at = last - len(following.lstrip(" .,"))
            yield Doubled(start, last, (start, end), (at, last))
