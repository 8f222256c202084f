"""What a text says twice: blocks that stand in it again, and captions that are said again with their credit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import regex

from cleanse.text.fold import Fold
from cleanse.text.marks import CLOSING_OR_SPACE, word_count
from cleanse.text.prose import PROSE, Span, is_prose

LONG: Final = 60
"""A paragraph of so many characters that is said again may be a duplicate; shorter ones may be a refrain."""
_LISTED: Final = regex.compile(r"(?:[-•·*–—▪◦●■]|\d{1,3}[.):]|[^.!?:]{2,40}: ) ?")
"""How the item of a list begins, a value behind its label, and who says something: it may be said of several things."""
_ASKS: Final = "?？؟:"
"""What a question ends with, which several people may be asked."""
_RUN: Final = 3
"""So many paragraphs that are said again in the same order are a second copy of the story."""
_CREDIT: Final = 120
"""A credit has at most so many characters."""
_CAPTION: Final = 2
"""A caption has more spaces than this, or as many."""


def duplicates(fold: Fold, claimed: Sequence[Span] = (), *, posts: bool = False) -> list[Span]:
    """Paragraphs that stand in the text a second time, outside of the story; where both may be needed, both stay.

    Blocks that are covered by `claimed` (spans, united and in order) count as gone. `posts` says that the text is a
    thread of posts, which quote each other: there each block that is said again goes.

    >>> fold = Fold("\\n".join(["The river rose for a third day, and the lower town was closed to all."] * 2))
    >>> duplicates(fold)
    [(70, 139)]
    """
    lengths = [end - start for start, end in zip(fold.starts, fold.ends, strict=True) if end - start >= LONG]
    if len(set(lengths)) == len(lengths):
        return []
    blocks = [span for span in zip(fold.starts, fold.ends, strict=True) if not _covered(span, claimed)]
    result: list[Span] = []
    while again := _round(fold, blocks, posts=posts):
        result += again
        gone = set(again)
        blocks = [span for span in blocks if span not in gone]
    return sorted(result)


def _covered(span: Span, claimed: Sequence[Span]) -> bool:
    at = bisect_right(claimed, span[0], key=itemgetter(0)) - 1
    return at >= 0 and claimed[at][1] >= span[1]


def _round(fold: Fold, blocks: Sequence[Span], *, posts: bool) -> list[Span]:
    """The paragraphs that are said again: at once, at the end of the text, or as a second copy of the story."""
    long = [number for number, (start, end) in enumerate(blocks) if end - start >= LONG]
    texts = [fold.lower[slice(*blocks[number])] for number in long]
    firsts: dict[str, int] = {}
    first = [firsts.setdefault(text, at) for at, text in enumerate(texts)]
    again = [at for at, text in enumerate(texts) if first[at] < at and (posts or _is_paragraph(text))]
    if not again:
        return []
    last_new = max(at for at, text in enumerate(texts) if first[at] == at and is_prose(text))
    copies = _copies(again, first)

    def goes(at: int) -> bool:
        if posts or at in copies or long[at] == long[first[at]] + 1:
            return True
        if first[at] == 0 and at == 1:  # the standfirst, with the byline between
            return True
        return at > last_new and long[at - 1] == long[at] - 1 and _is_paragraph(texts[at - 1])

    return [blocks[long[at]] for at in again if goes(at)]


def _copies(again: Sequence[int], first: Sequence[int]) -> set[int]:
    """Those of several paragraphs in a row that say several paragraphs in a row again."""
    copies: set[int] = set()
    run: list[int] = []
    for at in again:
        if run and (at != run[-1] + 1 or first[at] != first[run[-1]] + 1):
            run = []
        run.append(at)
        if len(run) >= _RUN:
            copies.update(run)
    return copies


def _is_paragraph(text: str) -> bool:
    """Whether a block is running prose, no item of a list, and no question."""
    return is_prose(text) and not _LISTED.match(text) and text.rstrip(CLOSING_OR_SPACE)[-1:] not in _ASKS


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
        if credit.match(following) and word_count(following.strip(" ")) < PROSE:
            at = last - len(following.lstrip(" .,"))
            yield Doubled(start, last, (start, end), (at, last))
