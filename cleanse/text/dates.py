"""Dates as news text writes them, where only one reading is possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Final

import regex

_ISO: Final = regex.compile(r"\b(\d{4})(?:[-/.]|\. )(\d{1,2})(?:[-/.]|\. )(\d{1,2})(?!\d)")
_CJK: Final = regex.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2})")
_DOTTED: Final = regex.compile(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b")
_SLASHED: Final = regex.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAY_FIRST: Final = regex.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?,? (?:de |of )?(\p{L}+)\.?,? (?:de )?(\d{4})\b")
_MONTH_FIRST: Final = regex.compile(r"\b(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")

_STAMP: Final = regex.compile(
    r"(?<!\d)([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\d)"
    r"(?:[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?\s?(Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?",
    regex.IGNORECASE,
)
_HALF: Final = regex.compile(r"\d\s?[ap]\.?m\b", regex.IGNORECASE)
_FIRST, _LAST = 1900, 2200
"""Years between which articles were written."""
_DIGITS: Final = 8
"""Of a date without marks: 20240503."""


def parsed(text: str, months: Mapping[str, str]) -> str | None:
    """The first date of a text as ISO 8601, or None; `months` are names in lower case with their numbers.

    >>> [parsed(text, {"may": "5"}) for text in ("3 May 2024", "May 3, 2024", "03.05.2024", "05/03/2024")]
    ['2024-05-03', '2024-05-03', '2024-05-03', None]
    """
    return min(_dates(text, months), default=(0, None))[1]


def dates_in(text: str, months: Mapping[str, str]) -> list[tuple[int, str]]:
    """Every date of a text, with the place where it begins.

    >>> dates_in("Published 3 May 2024, updated 2024-05-04", {"may": "5"})
    [(10, '2024-05-03'), (30, '2024-05-04')]
    """
    return sorted(_dates(text, months))


def _dates(text: str, months: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    dates = ((place, _iso(*numbers)) for place, *numbers in _readings(text, months))
    return ((place, date) for place, date in dates if date)


def _readings(text: str, months: Mapping[str, str]) -> Iterator[tuple[int, str, str, str]]:
    """Place, year, month and day of everything that may be a date."""
    for match in (*_ISO.finditer(text), *_CJK.finditer(text)):
        yield match.start(), match[1], match[2], match[3]
    for match in _DOTTED.finditer(text):
        yield match.start(), match[3], match[2], match[1]
    for match in _SLASHED.finditer(text):
        # Which is the month, only the one can tell that is no day; where both are the same, either may be.
        if int(match[1]) > 12 or int(match[1]) == int(match[2]):
            yield match.start(), match[3], match[2], match[1]
        elif int(match[2]) > 12:
            yield match.start(), match[3], match[1], match[2]
    for match in _DAY_FIRST.finditer(text):
        yield match.start(), match[3], months.get(match[2].lower(), "0"), match[1]
    for match in _MONTH_FIRST.finditer(text):
        yield match.start(), match[3], months.get(match[1].lower(), "0"), match[2]


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def timestamp(text: str, months: Mapping[str, str]) -> str | None:
    """A time as ISO 8601, with its zone where it is stated; None if it cannot be read in one way.

    >>> [timestamp(text, {"may": "5"}) for text in ("2024-05-03T15:47:42.389Z", "May 3, 2024 5 pm", "1/2/2024")]
    ['2024-05-03T15:47:42+00:00', '2024-05-03', None]
    """
    text = " ".join(text.split())
    if stamp := _STAMP.search(text):
        return _of_stamp(*stamp.groups())
    if text.isascii() and text.isdecimal() and len(text) == _DIGITS:
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif not _HALF.search(text):  # neither of these readers knows afternoons
        for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
            with suppress(ValueError, TypeError, IndexError, OverflowError):
                return _plausible(read(text))
    return parsed(text, months)


def _of_stamp(day: str, time: str | None, zone: str | None) -> str | None:
    """The time of the parts of a time stamp; the day alone where it tells no time."""
    named = "+00:00" if zone and zone.upper() in ("Z", "UTC", "GMT") else zone or ""
    try:
        when = dt.datetime.fromisoformat(f"{day}T{time}{named}" if time else day)
    except ValueError:
        return None
    return _plausible(when) if time else day if _plausible(when) else None


def _plausible(when: dt.datetime) -> str | None:
    return when.replace(microsecond=0).isoformat() if _FIRST < when.year < _LAST else None
