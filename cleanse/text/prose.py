"""Where the story gets going and where it ends, measured from the running prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleanse.text.fold import Fold
from cleanse.text.marks import CLOSINGS, ENDINGS, NEXT_SENTENCE, ends_sentence, word_count

PROSE: Final = 12
"""A paragraph of so many words that ends with a stop is running prose; of twice so many with a stop inside, too."""
TITLE: Final = 25
"""A link title has at most so many words."""
_SUBHEAD: Final = 8
"""A line of fewer words may as well be a subhead."""

Span = tuple[int, int]


def is_prose(text: str) -> bool:
    """Whether a folded text reads like a paragraph of the story.

    >>> is_prose("Rain fell on the town for the third day in a row, and the river rose again.")
    True
    >>> is_prose("Rain on the town"), is_prose("Ten places to go to when it rains on the whole of the town")
    (False, False)
    """
    text = text.rstrip(" ")
    words = word_count(text)
    if words < PROSE:
        return False
    if text[-1] in ENDINGS or text[-1] in CLOSINGS:
        return True
    return words >= 2 * PROSE and NEXT_SENTENCE.search(text) is not None


def story_start(fold: Fold, claimed: Sequence[Span]) -> int:
    """The offset of the first prose that no rule claims, or the end of a text that has none.

    `claimed` are the spans that rules claim, united and in order.
    """
    item = 0
    at = 0
    for first, last in zip(fold.starts, fold.ends, strict=True):
        at = max(at, first)
        while item < len(claimed) and claimed[item][1] <= at:
            item += 1
        while item < len(claimed) and claimed[item][0] < last and _blank(fold, at, claimed[item][0]):
            at = max(at, claimed[item][1])
            item += 1
        if at < last and is_prose(_unclaimed(fold, (at, last), claimed, item)):
            return at
    return len(fold.plain)


def story_end(fold: Fold, claimed: Sequence[Span]) -> int:
    """The offset behind the last prose that no rule claims, or 0 in a text that has none."""
    item = len(claimed) - 1
    at = len(fold.plain)
    for first, last in zip(reversed(fold.starts), reversed(fold.ends), strict=True):
        at = min(at, last)
        while item >= 0 and claimed[item][0] >= at:
            item -= 1
        while item >= 0 and claimed[item][1] > first and _blank(fold, claimed[item][1], at):
            at = min(at, claimed[item][0])
            item -= 1
        if at > first:
            low = item
            while low > 0 and claimed[low - 1][1] > first:
                low -= 1
            if is_prose(_unclaimed(fold, (first, at), claimed, max(low, 0))):
                return at
    return 0


def _blank(fold: Fold, start: int, end: int) -> bool:
    return end - start <= PROSE and not any(map(str.isalnum, fold.plain[start:end]))


def _unclaimed(fold: Fold, span: Span, claimed: Sequence[Span], item: int) -> str:
    """The text of a span without what is claimed in it, from the claim of this number on."""
    at, end = span
    parts = []
    while item < len(claimed) and claimed[item][0] < end:
        parts.append(fold.plain[at : max(at, claimed[item][0])])
        at = max(at, claimed[item][1])
        item += 1
    parts.append(fold.plain[at:end])
    return " ".join(filter(None, (part.strip(" ") for part in parts)))


def is_last_part(fold: Fold, start: int, end: int, most: int) -> bool:
    """Whether what follows a span is at most so many words, and no more than stand before it."""
    following = fold.words(end, len(fold.plain)) if end < len(fold.plain) else 0
    return following <= most and following <= fold.words(0, start)


def titles_behind(fold: Fold, end: int, most: int, *, sure: bool = True) -> int:
    """The end of the blocks that read like link titles behind this offset, at most so many of them.

    The last of several before running prose may be the subhead of that prose, so it stays. So does a single one where
    it is not `sure` that titles follow.
    """
    block = fold.block_at(end - 1)
    last = block
    while last + 1 < len(fold.starts) and last - block < most and _is_title(_text(fold, last + 1)):
        last += 1
    if last - block > sure and last + 1 < len(fold.starts) and is_prose(_text(fold, last + 1)):
        last -= _text(fold, last).count(" ") < _SUBHEAD
    return fold.ends[last] if last > block else end


def _text(fold: Fold, block: int) -> str:
    return fold.plain[fold.starts[block] : min(fold.ends[block], fold.starts[block] + 1000)]


def _is_title(text: str) -> bool:
    words = text.count(" ") + 1
    is_sentence = is_prose(text) and (ends_sentence(text) or NEXT_SENTENCE.search(text) is not None)
    return words <= TITLE and text[-1] not in ".,;:" and not is_sentence and text[0] not in "\"'"
