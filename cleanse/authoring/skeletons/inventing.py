"""Invented words: an `Inventor` swaps those of a page, always the same one for the same one."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from html import unescape
from itertools import count
from typing import Final
from urllib.parse import unquote

import regex

from cleanse.article.edits import united
from cleanse.authoring.skeletons.known import Known
from cleanse.authoring.skeletons.selectors import Selectors
from cleanse.authoring.skeletons.words import NUMBER, WORD, Span, any_of, apart, cased, key_of, letters_for, spans_of
from cleanse.rulebook.domains import host_name
from cleanse.text.marks import UNSPACED

LABEL: Final = 8
"""A line of names or dates in a text has at most so many words …"""
MOST_AUTHORS: Final = 60
"""… and a list of authors in the metadata so many."""
_TRIES: Final = 40
"""So many words of one length are tried before longer ones."""
_SMALL: Final = ((0, 0, 1, 9), (1, 9, 1, 9), (10, 12, 10, 12), (13, 23, 13, 23), (24, 28, 24, 28), (29, 31, 24, 28))
_YEARS: Final = ((1900, 1989, 1900, 1989), (1990, 2029, 1990, 2029), (2030, 2099, 2030, 2099))
_RANGES: Final = {1: _SMALL, 2: (*_SMALL, (32, 59, 32, 59), (60, 99, 60, 99)), 4: _YEARS}
"""By its length, from and to which numbers one is swapped: days, months, hours, minutes and years stay such."""
_STAMP: Final = regex.compile(r"(\d{4})(.)(\d\d)(.)(\d\d)(?:(.)(\d\d):(\d\d)(?::(\d\d))?(.*))?")
_DAYS: Final = (400, 2400)
"""A date is moved by so many days, every one of a page by as many, so that their order stays."""
_IN_STAMPS: Final = ("T", "Z")
"""What stands between and behind the numbers of a stamp."""
_PLAIN: Final = frozenset(
    ["http", "https", "www", "com", "org", "net", "html", "htm", "php", "gmt", "utc", "cet", "cest"]
)
"""Words of addresses and zones, which say nothing of a page."""
_URL: Final = regex.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)([^/?#]*)(.*)", regex.DOTALL)
_LONGEST_URL: Final = 160


class Inventor:
    """Swaps the words of a page for invented ones: the same for the same word, and none that stands on the page."""

    def __init__(self, html: str, host: str | None, selectors: Selectors, known: Known, salt: int = 0) -> None:
        """An inventor for a page of a host, of which stays what selectors ask for. Another `salt` makes other words."""
        self._seed = blake2b(html.encode(errors="surrogatepass"), digest_size=32, salt=bytes([salt])).digest()
        self._page = frozenset(map(key_of, WORD.findall(unescape(html))))
        self._taken = {key_of(word) for text in known.taken for word in WORD.findall(text)}
        self._new: dict[str, str] = {}
        self._host = host_name(host or "")
        self._phrases = any_of(selectors.phrases)
        self._values = any_of(selectors.values)
        self._names = any_of(known.names, whole=True)
        self._labels = any_of(known.labels, whole=True)

    def text(self, text: str, kept: Iterable[Span] = (), *, names: bool = False, labels: int = 0) -> str:
        """A text with invented words, but for what is kept, the publisher's `names`, and labels.

        `labels` says of how many words a text may be for them to stay.
        """
        spans = [*kept, *spans_of(self._phrases, text)]
        if names:
            spans += spans_of(self._names, text)
        if text.count(" ") < labels:
            spans += apart(text, spans_of(self._labels, text))
        return self._around(text, united(spans))

    def shown(self, value: str, *, labels: int) -> str:
        """What an attribute tells, but for what selectors ask for."""
        return self.text(value, spans_of(self._values, value), names=True, labels=labels)

    def value(self, value: str) -> str:
        """The value of an attribute with invented words, but for what selectors ask for."""
        return self._around(value, united(spans_of(self._values, value)))

    def selectors(self, value: str) -> str:
        """What selectors ask for of a value."""
        return ";".join(self._values.findall(value))

    def url(self, url: str) -> str:
        """An address with invented words; the page's own host stays."""
        if match := _URL.match(url):
            scheme, host, path = match.groups()
            own = self._host is not None and host_name(host) == self._host
            return scheme + (host if own else self.value(host)) + self.value(unquote(path)[:_LONGEST_URL])
        if url.startswith(("data:", "javascript:", "blob:")):
            return "#"
        return self.value(unquote(url)[:_LONGEST_URL])

    def _around(self, text: str, kept: Iterable[Span]) -> str:
        parts: list[str] = []
        at = 0
        for start, end in kept:
            parts += (WORD.sub(self._swap, text[at:start]), text[start:end])
            at = end
        return "".join([*parts, WORD.sub(self._swap, text[at:])])

    def _swap(self, match: regex.Match[str]) -> str:
        word = match[0]
        if word.isdecimal():
            return self._number(word)
        if stamp := _STAMP.fullmatch(word):
            return self._moved(stamp) or NUMBER.sub(lambda part: self._number(part[0]), word)
        if "\ud800" <= word <= "\udfff":
            return ""
        if word in _IN_STAMPS and match.start() and match.string[match.start() - 1].isdecimal():
            return word
        key = key_of(word)
        if key not in self._new:
            self._new[key] = key if key in _PLAIN else self._invented(key)
        return cased(self._new[key], word)

    def _invented(self, key: str) -> str:
        letters, single = letters_for(key), UNSPACED.match(key) is not None
        for attempt in count():
            digest = self._digest(f"{attempt} {key}")
            length = 1 if single else len(key) + attempt // _TRIES
            new = "".join(letters[at % 2][digest[at % len(digest)] % len(letters[at % 2])] for at in range(length))
            if new not in self._page and (single or new not in self._taken):
                break
            if single and attempt > _TRIES:
                break  # every letter of the list stands on the page
        self._taken.add(new)
        return new

    def _number(self, digits: str) -> str:
        zero = ord(digits[0]) - unicodedata.digit(digits[0])
        plain = "".join(str(unicodedata.digit(c)) for c in digits)
        parts = [plain] if len(plain) < 5 else [plain[:4], *(plain[at : at + 2] for at in range(4, len(plain), 2))]
        return "".join(chr(zero + int(c)) for part in parts for c in self._part(part))

    def _moved(self, stamp: regex.Match[str]) -> str | None:
        """A date of the same form that lies some time before; None for what is no date."""
        year, mark, month, other, day, part, hour, minute, second, rest = stamp.groups()
        low, high = _DAYS
        moved = low + int.from_bytes(self._seed[:4]) % (high - low)
        try:
            clock = dt.time(int(hour or 0), int(minute or 0), int(second or 0))
            when = dt.datetime.combine(dt.date(int(year), int(month), int(day)), clock)
            when -= dt.timedelta(days=moved, minutes=moved % 60 + 1 if hour else 0, seconds=7 if second else 0)
        except (ValueError, OverflowError):
            return None
        shown = f"{part}{when:%H:%M:%S}" if second else f"{part}{when:%H:%M}" if hour else ""
        return f"{when.year:04}{mark}{when:%m}{other}{when:%d}{shown}{rest or ''}"

    def _part(self, plain: str) -> str:
        """Other digits for up to four."""
        value, end = int(plain), 10 ** len(plain)
        first = 0 if plain[0] == "0" else end // 10
        ranges = (*_RANGES.get(len(plain), ()), (first, end - 1, first, end - 1))
        low, _, to, last = next(bounds for bounds in ranges if bounds[0] <= value <= bounds[1])
        shift = 1 + int.from_bytes(self._digest(f"{to} {last}")[:4]) % (last - to)
        return str(to + (value - low + shift) % (last - to + 1)).zfill(len(plain))

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self._seed).digest()
