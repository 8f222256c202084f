"""Texts that have lost their line breaks: how they are told, and where their lines may have begun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

_UNLINED: Final = 1500
"""Blocks that hold more characters than this on average are no paragraphs …"""
_ALONE: Final = 400
"""… and a text of one block is none if it holds more than this."""


def lost_its_lines(characters: int, blocks: int) -> bool:
    """Whether a text of so many characters in so many blocks has lost its line breaks: it has far too few.

    >>> lost_its_lines(900, 1), lost_its_lines(900, 3)
    (True, False)
    """
    return characters > (_UNLINED * blocks if blocks > 1 else _ALONE)


def line_opener(openers: Iterable[str], closers: Iterable[str] = (), joiners: Iterable[str] = ()) -> regex.Pattern[str]:
    """The space at which a line may have ended.

    `openers` are words that open sentences alone, `closers` what lines end with, `joiners` words that none ends with.
    """
    opening, closing, joining = ("|".join(map(regex.escape, words)) or r"\b\B" for words in (openers, closers, joiners))
    time = r"(?:\d:\d\d|\d[./]\d{1,2}[./]\d\d(?:\d\d)?|(?:19|20)\d\d)(?: Uhr| [Mm]in| [ap]m)?"
    return regex.compile(
        rf" (?:(?=\p{{Lu}})(?:(?<=[\p{{Ll}}\p{{N}})] )(?<!\b(?:{joining}) )(?=(?:{opening}) )"
        rf"|(?<=(?:{time}|\b(?:{closing})|@\w+) )(?!(?:Uhr|Min)\b))"
        r"|(?=\"\p{Lu})(?<=[\p{L}\p{N}] )"
        r"|(?=[-•·*→▶>]+ ?[\p{Lu}\p{N}\p{Lo}'\"])(?<=[^\s)] )"
        r"|(?<=[\p{Han}\p{Hiragana}\p{Katakana}。」】] )(?=\S)"
        r")(?<!(?:©|opyright) (?:19|20)\d\d )"
    )
