"""What is counted of a page's blocks: words, links, prose."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from cleanse.pages.blocks.blocks import PageBlock
from cleanse.text.fold import UNSPACED

_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_STOP: Final = regex.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』]|\s|$)")
_ENDING: Final = frozenset(".!?…。！？।؟")
_CLOSING: Final = "\"'”’»)]」』 "
_WIDE: Final = 1.5
"""A text of scripts without spaces takes more bytes than this for a character."""
_PROSE: Final = 12
"""A block of so many words that holds a sentence's end reads like a story …"""
_LINKED: Final = 0.4
"""… unless so much of it is links."""


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what is compared.

    >>> letters("It rained — again.")
    'itrainedagain'
    """
    return _LETTERS.sub("", text.casefold())


def word_count(text: str) -> int:
    """How many words a text has; two characters of a script without spaces count as one.

    >>> word_count("It rained again."), word_count("雨が降った")
    (3, 2)
    """
    count = text.count(" ") + 1
    if text.isascii() or len(text.encode(errors="replace")) < _WIDE * len(text):
        return count  # bytes are counted faster than the characters of some scripts
    return max(count, len(UNSPACED.findall(text)) // 2)


class Counted(NamedTuple):
    """A block, and what is counted of it."""

    block: PageBlock
    words: int
    links: float
    """The share of its characters that are link text."""
    ends: bool
    """Whether it ends with a sentence."""
    prose: int
    """Its words, if it reads like a story."""


def counted(block: PageBlock) -> Counted:
    """Count what there is to count of a block."""
    text = block.text
    words = word_count(text)
    links = min(1.0, block.links / len(text))
    prose = words if words >= _PROSE and links < _LINKED and not block.mark and _STOP.search(text) else 0
    return Counted(block, words, links, _ends(text), prose)


def _ends(text: str) -> bool:
    """Whether a text ends with a sentence, closing marks aside."""
    return text.rstrip(_CLOSING)[-1:] in _ENDING
