"""Authors: one reader of bylines, for texts and pages. People only: agencies are the wire, outlets the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.vocabulary import Vocabulary

_MARKS: Final = r"[,;|/•·、，]|\s[-–—]\s|&(?!\w)"
"""Marks between names."""
_AFTER_NAME: Final = regex.compile(r"\s*(?:\(.*|\[.*|<.*|\b(?:for|of|at) (?:the )?\p{Lu}.*|\b[Ii]n \p{Lu}[\p{L} ]*)$")
_NO_NAME: Final = regex.compile(r"[@<>{}=#*:!?…]|https?|www\.|\.\p{L}{2,4}$|\d")
_BEGINNING: Final = regex.compile(r"^(?:https?://)?(?:www\d?\.)?")
_ENDING: Final = regex.compile(r"\.(?:com?|org|net|de|at|ch|fr|es|it|[a-z]{2})(?:\.[a-z]{2})?/?$")
_ARTICLE: Final = regex.compile(r"^(?:the|der|die|das|le|la|el|il|de)\s+|[^\p{L}\p{N}]+")
_WORDS: Final = regex.compile(r"[\s-]+")
_UNSPACED: Final = regex.compile(r"^[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\s・ー]+$")
_LONGEST: Final = 50
_LONGEST_LINE: Final = 400
"""Of a longer byline, only so many characters are read."""
_MOST_WORDS: Final = 6
_UNSEEN: Final = regex.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|(?<!\p{L})[\u200c\u200d]+|[\u200c\u200d]+(?!\p{L})"
)
"""Characters of no width. Joiners that stand within a word are letters' own in some scripts."""
_COMPOUND: Final = 7
"""Of so many letters, a role ends compounds too: `Wirtschaftsredakteur`."""


class People(NamedTuple):
    """Who wrote an article."""

    names: tuple[str, ...] = ()
    wire: str | None = None
    """The agency, if one stands among them."""


NOBODY: Final = People()


class Bylines:
    """Reads bylines.

    >>> lists = {"agency": {"AFP": ["AFP"]}, "byline": {"by": ["by"]}, "outlet": {"staff": ["staff"]}}
    >>> words = Vocabulary({**lists, "joiner": {"between": ["and"]}})
    >>> Bylines(words).people(["By Ada Byron and Max Muster", "AFP", "Example Staff"], ["The Example"])
    People(names=('Ada Byron', 'Max Muster'), wire='AFP')
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Bylines with this vocabulary's agencies, outlets and by-words."""
        self._wires: Mapping[str, str] = vocabulary.keys_of("agency")
        self._outlet = frozenset(vocabulary.keys_of("outlet"))
        self._newsroom = frozenset(vocabulary.keys_of("newsroom"))
        self._roles = frozenset(vocabulary.keys_of("role"))
        by, behind = _any_of(vocabulary.keys_of("byline")), _any_of(vocabulary.keys_of("title_behind"))
        self._behind = regex.compile(rf"\s*(?:{behind})$")
        self._by_words = frozenset(vocabulary.keys_of("byline"))
        self._by = regex.compile(rf"^(?:(?:{by})(?:\s*[:：]\s*|\s+))+", regex.IGNORECASE)
        self._positions = frozenset(vocabulary.keys_of("position"))
        self._experts = frozenset(vocabulary.keys_of("expert"))
        self._compounds = tuple(word for word in sorted(self._positions) if len(word) >= _COMPOUND)
        self._split = _splitter(vocabulary.lists.get("joiner", {}))
        self._joiners = frozenset(vocabulary.keys_of("joiner"))

    def people(self, bylines: Iterable[str], outlets: Iterable[str]) -> People:
        """The people among these names, without those that are one of the outlets."""
        known = {key for outlet in outlets if (key := outlet_key(outlet))}
        names: dict[str, str] = {}
        newsrooms: dict[str, str] = {}
        wire: str | None = None
        for text in bylines:
            line = self._by.sub("", _line(text))
            if outlet_key(line) in known:
                continue  # what an outlet is called may hold a word that joins names
            for part in self._split.split(line):
                name = self._behind.sub("", self._by.sub("", _AFTER_NAME.sub("", part))).strip(" .-–—")
                if agency := self._wires.get(name.lower()):
                    wire = wire or agency
                elif (bare := self._without_role(name)) and self._is_person(bare, known):
                    names.setdefault(bare.casefold(), bare)
                elif self._is_newsroom(name):
                    newsrooms.setdefault(name.casefold(), name)
        # Behind a name, "Staff Writer" is what that one is; alone it stands for people who are not named.
        return People(tuple((names or newsrooms).values()), wire)

    def introduced(self, line: str) -> str | None:
        """What stands behind the word `by` that a line begins with; None if it begins with none."""
        text = _line(line)
        if text.lower().rstrip(" :：") in self._by_words:
            return ""
        match = self._by.match(text)
        return text[match.end() :] if match else None

    def joins(self, line: str) -> bool:
        """Whether a line holds nothing but what stands between two names: `, and`."""
        return all(word.strip(",;&|/·•") in self._joiners for word in line.lower().split() if word.strip(",;&|/·•"))

    def has_role(self, name: str) -> bool:
        """Whether a word of a name says what someone is."""
        return name.lower() in self._roles or any(map(self._is_role, name.split()))

    def is_account(self, name: str, outlets: Iterable[str]) -> bool:
        """Whether a single word that is marked as an author may be what one calls oneself: `harbourbot`."""
        lowered = name.lower()
        return (
            name.isalnum()
            and not name.isdecimal()
            and 3 < len(name) <= _LONGEST
            and not any(lowered in words for words in (self._outlet, self._roles, self._newsroom, self._by_words))
            and not self._is_role(name)
            and outlet_key(name) not in {outlet_key(outlet) for outlet in outlets}
        )

    def _without_role(self, name: str) -> str:
        """A name without the role that stands before or behind it; of a role alone, nothing."""
        words = name.split()
        roles = [number for number, word in enumerate(words) if self._is_role(word)]
        if not roles:
            return "" if self._is_newsroom(name) else name
        behind = words[roles[-1] + 1 :]
        if len(behind) > 1 or (behind and _UNSPACED.match(behind[0])):
            return " ".join(behind)
        # "Daily Bugle Reporter" and "Home Safety Expert" name nobody: behind a name stands what one person alone is.
        before, alone = words[: roles[0]], all(self._is_position(words[number]) for number in roles)
        return " ".join(before) if len(before) > 1 and alone else ""

    def _is_role(self, word: str) -> bool:
        lowered = _last(word)
        return lowered in self._experts or lowered in self._newsroom or self._is_position(word)

    def _is_position(self, word: str) -> bool:
        lowered = _last(word)
        return lowered in self._positions or lowered.endswith(self._compounds)

    def _is_person(self, name: str, outlets: set[str]) -> bool:
        if (
            not any(map(str.isalpha, name))
            or len(name) > _LONGEST
            or _NO_NAME.search(name)
            or outlet_key(name) in outlets
        ):
            return False
        if _UNSPACED.match(name):
            return len(name) > 1
        words = name.split()
        lowered = [word.lower().strip(".'’") for word in words]
        if (
            name.lower() in self._by_words
            or len(words) > _MOST_WORDS
            or not self._outlet.isdisjoint(lowered)
            or name.lower() in self._roles
        ):
            return False
        return len(words) > 1 or _known_alone(name)

    def _is_newsroom(self, name: str) -> bool:
        """Whether it is the byline of an outlet's people, who are not named: `Guardian staff reporter`."""
        words = _WORDS.split(name.lower())
        few = 1 < len(words) <= _MOST_WORDS
        return few and name.lower() not in self._roles and not self._newsroom.isdisjoint(words)


def _splitter(joiners: Mapping[str, list[str]]) -> regex.Pattern[str]:
    """What stands between two names: a mark or a word such as `and`.

    A word that names hold too (Ortega y Gasset) parts two names only before another name of two words.
    """
    inside = _any_of(joiners.get("inside", ()))
    # As a line writes it, or in capitals: "Dan" is a name, "dan" joins two.
    plain = _any_of({spelling for word in joiners.get("between", ()) for spelling in (word, word.upper())})
    return regex.compile(
        rf"\s*(?:{_MARKS}|(?<=\s)(?-i:{plain})(?=\s))\s*|\s+(?:{inside})\s+(?=(?-i:\p{{Lu}})\S+\s+(?-i:\p{{Lu}}))",
        regex.IGNORECASE,
    )


def _last(word: str) -> str:
    """What a compound is a kind of: `redakteur` of `Ormouth-Redakteur`."""
    return word.lower().strip(".,:").rpartition("-")[2]


def _line(text: str) -> str:
    """A byline on one line, without what cannot be seen."""
    return " ".join(_UNSEEN.sub("", text[:_LONGEST_LINE]).split()).strip("()（）[] ")


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first; of none, one that matches nothing."""
    return "|".join(map(regex.escape, sorted(words, key=len, reverse=True))) or r"\b\B"


def _known_alone(name: str) -> bool:
    """Whether a single word can be a name: capitalised, no acronym and no user name."""
    return len(name) > 3 and name[0].isupper() and name[1:].islower()


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """What of an outlet's name counts when names are compared.

    >>> outlet_key("The Example"), outlet_key("www.example.com")
    ('example', 'example')
    """
    plain = _ENDING.sub("", _BEGINNING.sub("", name.casefold()))
    return _ARTICLE.sub("", plain)


def bylines_of(rulebook: Rulebook) -> Bylines:
    """The reader of bylines with a rulebook's words."""
    return Bylines(rulebook.files.vocabulary)
