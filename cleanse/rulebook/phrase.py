"""Literal phrases: found by their longest piece, then checked piece by piece."""

from __future__ import annotations

from typing import Final

import regex

from cleanse.text.boundaries import (
    at_words,
    begins_anew,
    closes_block,
    closes_sentence,
    glued_before,
    glued_behind,
    opens_block,
    opens_sentence,
)
from cleanse.text.fold import Fold, fold_phrase
from cleanse.text.marks import ENDINGS, QUESTIONS, word_count

_STOPPED: Final = ENDINGS | {":"}
"""What a phrase with a stop of its own ends in."""
_TAKEN: Final = _STOPPED - QUESTIONS
"""The stops that a phrase takes along; a question mark asks something else."""
_LABEL: Final = 3
"""A phrase of at most so many words without a stop is a label, which only whole blocks may be."""
NAME: Final = "{name}"
"""What stands in a phrase, as a line between two others, for whoever signed."""
_NAME: Final = regex.compile(r"\p{Lu}[\p{L}\p{M}.'-]*(?: \p{Lu}[\p{L}\p{M}.'-]*){1,3}")
_NAME_LENGTH: Final = 60
"""So many characters a name has at most."""


class Phrase:
    r"""A phrase of a rule; `\n` marks where white space may be missing, and `{name}` between two of them a name.

    >>> phrase = Phrase("Signed by\nThe Editor")
    >>> phrase.needle, phrase.at(Fold("Signed byThe Editor"), 9)
    ('the editor', (0, 19))
    >>> Phrase("Signed by\n{name}\nThe Editor").at(Fold("Signed by Tessa MarlowThe Editor"), 22)
    (0, 32)
    """

    __slots__ = ("_after", "_before", "label", "needle", "stopped", "text")

    def __init__(self, text: str) -> None:
        """Fold the phrase and choose the piece to find it by."""
        pieces = fold_phrase(text).split("\n")
        longest = max(range(len(pieces)), key=lambda i: pieces[i] != NAME and len(pieces[i]))
        self.text = " ".join(pieces)
        """The phrase in the fold's letters."""
        self.needle = pieces[longest]
        """The piece to find it by."""
        self._before = pieces[:longest]
        self._after = pieces[longest + 1 :]
        self.stopped = self.text[-1:] in _STOPPED
        """Whether it ends in a stop."""
        self.label = word_count(self.text) <= _LABEL and not self.stopped
        """Whether it is too short to be told from running text by itself."""

    def at(self, fold: Fold, start: int) -> tuple[int, int] | None:
        """The span of the phrase whose needle begins at this offset, or None if the rest is not there."""
        end = start + len(self.needle)
        named = False
        for piece in self._after:
            if piece == NAME:
                named = True
                continue
            begin = _behind_name(fold, end, piece) if named else end + fold.lower.startswith(" ", end)
            if not fold.lower.startswith(piece, begin):
                return None
            end, named = begin + len(piece), False
        for piece in reversed(self._before):
            if piece == NAME:
                named = True
                continue
            stop = _before_name(fold, start, piece) if named else start - fold.lower.endswith(" ", 0, start)
            start, named = stop - len(piece), False
            if start < 0 or not fold.lower.startswith(piece, start):
                return None
        return (start, end) if at_words(fold, start, end) else None


def _behind_name(fold: Fold, start: int, piece: str) -> int:
    """Where a piece begins behind the name at this offset; the end of the text if it does not."""
    limit = start + _NAME_LENGTH + len(piece)
    begin = fold.lower.find(piece, start, limit)
    while begin >= 0 and not _is_name(fold, start, begin):
        begin = fold.lower.find(piece, begin + 1, limit)
    return begin if begin >= 0 else len(fold.lower)


def _before_name(fold: Fold, end: int, piece: str) -> int:
    """Where a piece ends before the name that ends at this offset; -1 if it does not."""
    limit = max(end - _NAME_LENGTH - len(piece), 0)
    start = fold.lower.rfind(piece, limit, end)
    while start >= 0 and not _is_name(fold, start + len(piece), end):
        start = fold.lower.rfind(piece, limit, start + len(piece) - 1)
    return start + len(piece) if start >= 0 else -1


def _is_name(fold: Fold, start: int, end: int) -> bool:
    return _NAME.fullmatch(fold.plain[start:end].strip(" ")) is not None


def whole(fold: Fold, span: tuple[int, int]) -> bool:
    """Whether a span covers its blocks but for marks."""
    return opens_block(fold, span[0]) and closes_block(fold, span[1])


def with_stop(fold: Fold, phrase: Phrase, end: int) -> int:
    """The end of a phrase with the stop behind it, where the phrase has none of its own."""
    return end + 1 if not phrase.stopped and fold.plain[end : end + 1] in _TAKEN else end


def as_sentence(fold: Fold, phrase: Phrase, span: tuple[int, int]) -> bool:
    """Whether a span begins where a sentence begins and ends where one ends, glued to its neighbours or not."""
    start, end = span
    if phrase.label:
        return False
    starts = opens_sentence(fold, start) or glued_before(fold, start)
    if not starts or not (fold.plain[start].isupper() or not fold.plain[start].islower() or opens_block(fold, start)):
        return False
    if closes_sentence(fold, end):
        return True
    return begins_anew(fold, end) or glued_behind(fold, end)


def beside_others(fold: Fold, span: tuple[int, int]) -> bool:
    """Whether a label may stand for itself in a text without line breaks: capital, and a new start behind it."""
    start, end = span
    return fold.plain[start].isupper() and opens_sentence(fold, start) and begins_anew(fold, end)
