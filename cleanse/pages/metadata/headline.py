"""The headline: which of a page's titles an editor would call it, without the site's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from cleanse.pages.metadata.declared import Declaration, unescaped
from cleanse.pages.metadata.place import Heading

_SEPARATOR: Final = regex.compile(r"\s+[|\-–—•·»*:]\s+|\s*[|｜ㅣ]\s*")
_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_WORD: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+")
_LONGEST_TITLE, _SHORTEST_TITLE = 400, 15
"""A longer title is left as it is, and a shorter part of one is none."""
_FEWEST_WORDS, _MOST_WORDS = 3, 30
"""What is shorter is seldom a headline that other titles leave out, and what is longer is a text."""
_ALIKE, _ALIKE_OF_MANY = 0.25, 0.4
"""So many of its words a headline has in common with another title of its page, or where there are many headings."""
_MOSTLY: Final = 0.8
_NO_WORDS: Final = regex.compile(r"\W*(?:\p{L}+:|[\d\s\p{P}]*(?:\p{L}{3,9}\.?,? ?[\d\s\p{P}]+)+|\(.*)\W*|[\W\d]*")
"""What a heading may hold besides a headline: a label, a day, a source, a number."""


class Titles:
    """The titles of a page.

    >>> titles = Titles([Declaration("title", ["The Example"], "opengraph")], ["example.com", "The Example"])
    >>> titles.headline([Declaration("title", ["Rain - The Example"], "element")]).values
    ['Rain']
    """

    def __init__(self, declarations: Iterable[Declaration], sites: Iterable[str], sections: Iterable[str] = ()) -> None:
        """What is declared, in the order in which it is believed, and what the site and its sections are called."""
        self._declared = list(declarations)
        self._sites = {key for site in sites if (key := _letters(site))}
        self._sections = {key for section in sections if (key := _letters(section))}
        self._values = [unescaped(said.values[0]) for said in self._declared]

    def headline(self, printed: Iterable[Declaration] = ()) -> Declaration | None:
        """The first title that is not the site's name; `printed` are those that the page shows."""
        every = [*self._declared, *printed]
        values = [unescaped(said.values[0]) for said in every]
        for said, value in zip(every, values, strict=True):
            text = self.without_site(value, [other for other in values if other != value])
            if text and _letters(text) not in self._sites:
                return said._replace(values=[self.spelled(text)])
        return None

    def heading(self, candidates: list[Heading]) -> Heading | None:
        """The heading that has most in common with the other titles; the first where there are none."""
        shown = [found for found in candidates if _letters(found.text) not in self._sites]
        others = self._others({found.text for found in candidates})
        if not shown or not others:
            return shown[0] if shown else None
        best = max(shown, key=lambda found: _alike(found.text, others))
        return best if _alike(best.text, others) >= (_ALIKE if len(shown) == 1 else _ALIKE_OF_MANY) else None

    def _others(self, shown: set[str]) -> list[set[str]]:
        """The words of each title that is no heading of the page."""
        values = [said.values[0] for said in self._declared]
        heading = next((n for n, said in enumerate(self._declared) if said.by == "element" and values[n] in shown), -1)
        return [_words(value) for number, value in enumerate(self._values) if number != heading]

    def says_more(self, text: str, title: str) -> bool:
        """Whether a heading is a headline besides a declared title: not the same, in capitals or with a label."""
        if same(text, title) or not _FEWEST_WORDS <= len(_words(text)) <= _MOST_WORDS:
            return False
        if text.isupper() and not title.isupper() and _share(_words(text), _words(title)) > _MOSTLY:
            return False
        head, found, tail = text.partition(title)
        return not (found and _NO_WORDS.fullmatch(head.strip()) and _NO_WORDS.fullmatch(tail.strip()))

    def spelled(self, text: str) -> str:
        """A title as the declared one spells it that has the same letters: line breaks may have glued its words."""
        plain = (self.without_site(value, ()) for value in self._values)
        return next((value for value in plain if same(value, text) and len(value.split()) > len(text.split())), text)

    def without_site(self, title: str, others: Iterable[str]) -> str:
        """A title without what precedes or follows it: the site's name, or what `others` leave out."""
        if len(title) > _LONGEST_TITLE:
            return title
        known = {_letters(other) for other in others} - {""}
        shorter = self._shorter(title, known)
        while shorter != title:
            title, shorter = shorter, self._shorter(shorter, known)
        return title

    def _shorter(self, title: str, known: set[str]) -> str:
        """A title without a name at one end, or as it is `known` from elsewhere."""
        for place in _SEPARATOR.finditer(title):
            head, tail = title[: place.start()], title[place.end() :]
            end = _letters(tail)
            if end in self._sites or (
                len(head) > _SHORTEST_TITLE and (_letters(head) in known or end in self._sections)
            ):
                return head.strip()
            if _letters(head) in self._sites:
                return tail.strip()
        return title.strip()


def same(one: str, other: str) -> bool:
    """Whether two titles have the same letters and digits.

    >>> same("Wind & Rain", "Wind and rain")
    True
    """
    return _letters(one.replace("&", "and")) == _letters(other.replace("&", "and"))


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _alike(text: str, others: list[set[str]]) -> float:
    words = _words(text)
    return max(_share(words, other) for other in others)


def _share(words: set[str], others: set[str]) -> float:
    return len(words & others) / max(1, min(len(words), len(others)))
