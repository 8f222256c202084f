"""Where blocks and sentences begin and end in a fold.

Every look is bounded by a few characters, so that a block of any length costs the same.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from cleanse.text.fold import Fold, is_letter
from cleanse.text.marks import CLOSINGS, ENDINGS, OPENINGS, SENTENCE

MARKS: Final = 12
"""So many characters without a letter or digit may stand between a match and the edge of its block."""


def blank(text: str) -> bool:
    """Whether a text holds no letter or digit."""
    return not any(map(is_letter, text))


def opens_block(fold: Fold, start: int) -> bool:
    """Whether nothing but marks (a bullet, a quote) stands before this offset in its block.

    >>> opens_block(Fold("One.\\n- Share"), 7)
    True
    """
    first = fold.starts[fold.block_at(start)]
    return start - first <= MARKS and blank(fold.plain[first:start])


def closes_block(fold: Fold, end: int) -> bool:
    """Whether nothing but marks (a stop, an arrow) stands behind this offset in its block.

    >>> closes_block(Fold("Share >>"), 5), closes_block(Fold("Share this"), 5)
    (True, False)
    """
    last = fold.ends[fold.block_at(max(end - 1, 0))]
    return last - end <= MARKS and blank(fold.plain[end:last])


def opens_sentence(fold: Fold, start: int) -> bool:
    """Whether a sentence or a block begins at this offset, with or without white space before it.

    >>> fold = Fold('It rained.Share this. He said "Share it".')
    >>> [opens_sentence(fold, fold.plain.index(w)) for w in ("Share t", "this", "Share i")]
    [True, False, False]
    """
    if opens_block(fold, start):
        return True
    before = fold.plain[max(0, start - 3) : start].rstrip(" ")
    if not before:
        return False
    mark = before[-1]
    if mark in CLOSINGS:
        return len(before) > 1 and before[-2] != " "
    return mark in ENDINGS


def closes_sentence(fold: Fold, end: int) -> bool:
    """Whether what ends at this offset ends with a stop, and something new follows.

    >>> fold = Fold("Support us.Charlie ran. Visit bbc.com today")
    >>> [closes_sentence(fold, fold.plain.index(w)) for w in ("Charlie", "com")]
    [True, False]
    """
    if closes_block(fold, end):
        return True
    return (fold.plain[end - 1] in ENDINGS or fold.plain[end - 1] in CLOSINGS) and begins_anew(fold, end)


def begins_anew(fold: Fold, end: int) -> bool:
    """Whether what follows this offset looks like a beginning: a capital, a digit, an opening mark."""
    after = fold.plain[end : end + 2].lstrip(" ")
    if not after:
        return True
    if after[0] in OPENINGS or not after[0].isalnum():
        return fold.plain[end : end + 1] == " " or after[0] in OPENINGS
    glued = fold.plain[end] != " "
    return after[0].isupper() or (not after[0].islower() and (not glued or not after[0].isdigit()))


def glued_before(fold: Fold, start: int) -> bool:
    """Whether a capital follows a small letter or digit without white space: `storyRead more`."""
    if start == 0:
        return False
    before = fold.plain[start - 1]
    return (before.islower() or before.isdigit()) and fold.plain[start].isupper()


def glued_behind(fold: Fold, end: int) -> bool:
    """Whether a capital follows the small letter that ends here: `our emailsCharlie`."""
    return fold.plain[end - 1].islower() and fold.plain[end : end + 1].isupper()


def at_words(fold: Fold, start: int, end: int) -> bool:
    """Whether a span begins and ends at word boundaries, or where words are glued by their case.

    >>> at_words(Fold("your appetite"), 2, 8)
    False
    """
    plain = fold.plain
    if start and plain[start].isalnum() and plain[start - 1].isalnum() and not glued_before(fold, start):
        return _unspaced(plain[start])
    if end < len(plain) and plain[end].isalnum() and plain[end - 1].isalnum() and not glued_behind(fold, end):
        return _unspaced(plain[end - 1])
    return True


def _unspaced(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or "\u0e00" <= character <= "\u0eff"


def sentence_start(fold: Fold, offset: int) -> int:
    """Where the sentence begins that holds this offset.

    >>> sentence_start(Fold("It rained. He left (AFP) The end."), 14)
    11
    """
    edges = sentence_edges(fold, fold.block_at(offset))
    return edges[max(bisect_right(edges, offset) - 1, 0)]


def sentence_edges(fold: Fold, block: int) -> list[int]:
    """Where the sentences of a block begin, and what follows a bracket; at last where the block ends.

    >>> sentence_edges(Fold("It rained. He left (AFP) The end."), 0)
    [0, 11, 25, 33]
    """
    edges = fold.sentences.get(block)
    if edges is None:
        start, end = fold.starts[block], fold.ends[block]
        inner = [match.end() for match in SENTENCE.finditer(fold.plain, start, end)]
        if fold.opener:
            inner = sorted({*inner, *(match.end() for match in fold.opener.finditer(fold.plain, start, end))})
        edges = fold.sentences[block] = [start, *(edge for edge in inner if edge < end), end]
    return edges


def separator(source: str) -> str:
    """What parts the paragraphs of a source: a blank line, a line break, or just a space.

    >>> separator("One.\\n\\nTwo."), separator("One. Two.")
    ('\\n\\n', ' ')
    """
    return next((gap for gap in ("\n\n", "\n") if gap in source), " ")
