"""The fold: what a text looks like to the rules, with the way back to the source.

Characters are folded one to one (curly quotes, dashes, no-break spaces), then each block (line) is stripped and
the blocks are joined by single spaces. So a phrase matches whatever its quotes look like and whatever line breaks
lie in it, and every offset of the fold leads back to an offset of the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final
from unicodedata import category

import regex

from cleanse.text.lost_lines import lost_its_lines
from cleanse.text.marks import word_count

FOLDED: Final = {
    "'": "‘’‚‛′`´",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    " ": "\t\x1f\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u2060\u3000\ufeff",
    "\n": "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
}
"""What is folded: the plain character, and those that become it."""

_NARROW: Final = tuple((old, new) for new, olds in FOLDED.items() for old in olds if ord(old) < 0x80)
_WIDE: Final = tuple((old, new) for new, olds in FOLDED.items() for old in olds)
_SPACES: Final = regex.compile(" {2,}")
_SURROGATES: Final = regex.compile("[\ud800-\udfff]")


_SELECTORS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Marks that choose how the sign before them looks."""


def fold_characters(text: str) -> str:
    """Fold characters one to one, letter case kept; the length stays the same.

    >>> fold_characters("“It’s”\\xa0–\\r\\nso")
    '"It\\'s" -\\n\\nso'
    """
    for old, new in _NARROW if text.isascii() else _WIDE:
        text = text.replace(old, new)
    if not text.isascii():
        text = _without_surrogates(text)
    return text


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def lower(text: str) -> str:
    """Lower case, one character to one: `İ`, the only one that would grow, becomes `i`; a sigma is a sigma.

    >>> lower("İZMİR")
    'izmir'
    """
    return text.replace("İ", "i").lower().replace("ς", "σ")


def fold_phrase(phrase: str) -> str:
    r"""Fold a phrase of a rule as the text is folded: lower case, single spaces, `\n` kept where blocks meet.

    >>> fold_phrase("Tessa  Marlow\n“Editor”")
    'tessa marlow\n"editor"'
    """
    lines = (" ".join(line.split()) for line in lower(fold_characters(phrase)).split("\n"))
    return "\n".join(line for line in lines if line)


def is_letter(character: str) -> bool:
    """Whether a character is a letter, a digit, or a sign that belongs to one (as Hindi's vowel signs do).

    >>> [is_letter(character) for character in ("a", "7", "\u093e", "-")]
    [True, True, True, False]
    """
    return character.isalnum() or (
        character > "\u02ff" and category(character)[0] == "M" and character not in _SELECTORS
    )


class Fold:
    """A text as the rules see it.

    >>> fold = Fold(" One  “two”\\n\\nThree")
    >>> fold.plain
    'One "two" Three'
    >>> fold.source_span(4, 9), fold.block_at(10)
    ((6, 11), 1)
    """

    __slots__ = (
        "_squeezed",
        "ends",
        "lower",
        "opener",
        "plain",
        "sentences",
        "source",
        "source_starts",
        "starts",
        "unlined",
    )

    def __init__(self, source: str) -> None:
        """Fold a source and find its blocks."""
        self.source = source
        self.sentences: dict[int, list[int]] = {}
        """Where the sentences of a block begin: a cache that `boundaries.sentence_edges` fills."""
        self.opener: regex.Pattern[str] | None = None
        """Where lines may have begun, if the line breaks are lost: `sentence_edges` counts these places too."""
        self._squeezed: dict[int, list[tuple[int, int]]] = {}
        self.starts: list[int] = []
        """Where each block begins in the fold."""
        self.source_starts: list[int] = []
        """Where each block begins in the source."""
        blocks: list[str] = []
        offset = length = 0
        for line in fold_characters(source).split("\n"):
            block = line.strip(" ")
            if block:
                indent = 0 if line[0] != " " else len(line) - len(line.lstrip(" "))
                self.source_starts.append(offset + indent)
                self.starts.append(length)
                if "  " in block:
                    self._squeezed[len(blocks)] = _squeezes(block)
                    block = _SPACES.sub(" ", block)
                blocks.append(block)
                length += len(block) + 1
            offset += len(line) + 1
        self.plain = " ".join(blocks)
        """The folded blocks, joined by single spaces, letter case kept."""
        self.lower = lower(self.plain)
        """The same in lower case."""
        self.ends: list[int] = [start - 1 for start in self.starts[1:]]
        """Where each block ends in the fold."""
        if blocks:
            self.ends.append(len(self.plain))
        self.unlined = lost_its_lines(len(self.plain), len(blocks))
        """Whether the text has lost its line breaks: it has far too few for its length."""

    def block_at(self, offset: int) -> int:
        """The number of the block that holds this offset of the fold."""
        return bisect_right(self.starts, offset) - 1

    def source_offset(self, offset: int) -> int:
        """The source offset of a character of the fold."""
        block = self.block_at(offset)
        within = offset - self.starts[block]
        if block in self._squeezed:
            runs = self._squeezed[block]
            within += runs[bisect_left(runs, (within, 0)) - 1][1]
        return self.source_starts[block] + within

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a span of the fold."""
        first = self.source_offset(start)
        if end == start:
            return first, first
        if self.plain[end - 1] == " " and end not in (len(self.plain), self.starts[self.block_at(end)]):
            return first, self.source_offset(end)  # white space that was squeezed goes as a whole
        return first, self.source_offset(end - 1) + 1

    def source_end(self, block: int) -> int:
        """Where a block ends in the source."""
        return self.source_offset(self.ends[block] - 1) + 1

    def words(self, start: int, end: int) -> int:
        """How many words a span of the fold holds; two characters of a script without spaces count as one.

        >>> Fold("Three small words").words(0, 17)
        3
        """
        return word_count(self.plain[start:end])


def _squeezes(block: str) -> list[tuple[int, int]]:
    """The places of a squeezed block behind which characters are missing, and how many are missing so far."""
    result, missing = [(-1, 0)], 0
    for run in _SPACES.finditer(block):
        place = run.start() - missing
        missing += run.end() - run.start() - 1
        result.append((place, missing))
    return result
