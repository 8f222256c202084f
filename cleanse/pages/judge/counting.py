"""What is counted of a page's blocks: words, links, prose."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from cleanse.pages.blocks.blocks import PageBlock
from cleanse.text.marks import ENDS_INSIDE, ends_sentence, word_count
from cleanse.text.prose import PROSE

_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_LINKED: Final = 0.4
"""A block of which so large a share is links does not read like a story."""


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what is compared.

    >>> letters("It rained — again.")
    'itrainedagain'
    """
    return _LETTERS.sub("", text.casefold())


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
    prose = words if words >= PROSE and links < _LINKED and not block.mark and ENDS_INSIDE.search(text) else 0
    return Counted(block, words, links, ends_sentence(text), prose)
