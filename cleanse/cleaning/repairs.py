"""Repairs: breaks that extraction lost. Nothing else is touched; spelling and punctuation are the author's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from cleanse.article.engine_rules import LOST_BREAK
from cleanse.article.model import Edit
from cleanse.rulebook.rulebook import Words
from cleanse.text.boundaries import separator
from cleanse.text.marks import CASED_ENDINGS

_QUOTES: Final = '"“”„«»'
_LOOK: Final = 80
"""How far a join is looked at on either side, in characters."""
_WORD: Final = 24
"""The last word before a join is looked for among so many characters."""
_SENTENCE: Final = 3
"""What stands before a join must have so many spaces, or it may be a name."""
_WORD_BEFORE: Final = regex.compile(r"(?:\p{L}[\p{L}'’-]+\p{Ll}\p{Ll}|(?<!\p{L})\p{Ll}{3}|[)\]”\"%])$")
"""A shorter word, and a short name, may be an abbreviation: `Dkt.`, `им.`"""
_STOPS: Final = CASED_ENDINGS.replace("…", "")
"""Behind an ellipsis, a capital often goes on with the same sentence or title."""
_CODE: Final = regex.compile(r"[{}]|:=|\(\)|;(?:\s*$|\s*//)|=>|->|</|\w = \w")
"""A line with such a sign is code, in which a stop joins names: `os.Create`."""
_WORD_BEHIND: Final = regex.compile(r"(\p{Lu}[\p{Ll}'’]+|[IA])(?=[\s,;:'’.!?-]|$)")
_ADDRESS: Final = regex.compile(r"[/@\\=_#&<>{}|]|www|http|\.\w+\.")
_PARAGRAPH: Final = 1500
"""Quotes are counted over so many characters on either side of a join at the most."""


def repairs_of(source: str, words: Words) -> Iterator[Edit]:
    """Insertions that part what was joined: `late Sunday.Police say`, `form."In the past`.

    >>> words = Words({"dr"}, {"com"})
    >>> source = "It rained until late Sunday.Police say so."
    >>> [(edit.start, edit.insert) for edit in repairs_of(source, words)]
    [(28, ' ')]
    """
    gap = separator(source)
    for join in _joins(source):
        place = _break_at(source, join, words)
        if place is not None:
            yield Edit.by(LOST_BREAK.mark, place, place, gap)


def _joins(source: str) -> list[int]:
    """Offsets of stops that a capital or a double quote follows at once."""
    joins = []
    for stop in _STOPS:
        at = source.find(stop)
        while at >= 0:
            following = source[at + 1 : at + 2]
            if following.isupper() or (following and following in _QUOTES):
                joins.append(at)
            at = source.find(stop, at + 1)
    return sorted(joins)


def _break_at(source: str, stop: int, words: Words) -> int | None:
    """Where the break belongs that was lost behind this stop, or None if none was."""
    behind = source[stop + 1 : stop + 1 + _LOOK]
    marks = len(behind) - len(behind.lstrip(_QUOTES))
    if marks > 2 or not behind[marks : marks + 1].isupper():
        return None
    behind = behind.partition("\n")[0]
    before = source[max(0, stop - _LOOK) : stop].rpartition("\n")[2]
    if _CODE.search(before + behind) or before.count(" ") < _SENTENCE or not _WORD_BEFORE.search(before[-_WORD:]):
        return None
    if not _WORD_BEHIND.match(behind, marks) or _is_name(before, behind, words):
        return None
    if marks == 0:
        return stop + 1
    if marks == 2:
        return stop + 2
    return stop + 1 if _opens_quotation(source, stop + 1) else stop + 2


def _is_name(before: str, behind: str, words: Words) -> bool:
    """Whether the join lies inside an address, a file name or an abbreviated name."""
    head = before.rpartition(" ")[2]
    tail = behind.partition(" ")[0]
    last = head.rpartition("-")[2].strip(_QUOTES + "(").lower()
    first = tail.strip(_QUOTES + ".,;:!?").lower()
    return bool(_ADDRESS.search(f"{head}.{tail}")) or last in words.abbreviations or first in words.address_endings


def _opens_quotation(source: str, mark: int) -> bool:
    """Whether the quote mark between two glued sentences opens the second, and does not close the first.

    In a quotation that is carried on paragraph by paragraph, each paragraph opens with a mark and only the last one
    closes. So the mark opens where the quotation is not open, where the rest closes one, or where the next paragraph
    goes on with it.
    """
    character = source[mark]
    if character in "“„«":
        return True
    if character in "”»":
        return False
    start = max(0, mark - _PARAGRAPH)
    start = max(start, source.rfind("\n", start, mark) + 1)
    limit = min(len(source), mark + _PARAGRAPH)
    end = source.find("\n", mark, limit)
    end = limit if end < 0 else end
    if _quotes(source, start, mark) % 2 == 0:
        return True
    rest = _quotes(source, mark + 1, end)
    if rest:
        return rest % 2 == 1
    following = source[end : end + _PARAGRAPH].lstrip().partition("\n")[0].rstrip()
    return source[start] in _QUOTES and _is_quotation(following)


def _quotes(source: str, start: int, end: int) -> int:
    return sum(source.count(mark, start, end) for mark in _QUOTES)


def _is_quotation(paragraph: str) -> bool:
    """Whether a paragraph is a quotation from end to end, still open or just closed."""
    quotes = _quotes(paragraph, 0, len(paragraph))
    return paragraph[:1] in (*_QUOTES,) and (quotes == 1 or (quotes == 2 and paragraph[-1] in _QUOTES))
