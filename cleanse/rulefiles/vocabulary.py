"""Word lists that patterns and repairs refer to: agencies, months, credit words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import msgspec
import regex

Lists = dict[str, dict[str, list[str]]]

_SPECIAL: Final = regex.compile(r"([\\.+*?()|\[\]{}^$-])")


class Vocabulary(msgspec.Struct, frozen=True, dict=True):
    """The lists of `rules/vocabulary.toml`, by name.

    >>> words = Vocabulary({"agency": {"AP": ["AP", "Associated Press"]}})
    >>> words.alternatives["agency"], words.keys_of("agency")["associated press"]
    ('(?:Associated Press|AP)', 'AP')
    """

    lists: Lists

    @cached_property
    def alternatives(self) -> dict[str, str]:
        """Each list as a part of a pattern, the longest words first."""
        return {name: _any_of(self.words_of(name)) for name in self.lists}

    def words_of(self, name: str) -> list[str]:
        """All spellings in a list."""
        return [word for spellings in self.lists.get(name, {}).values() for word in spellings]

    def keys_of(self, name: str) -> Mapping[str, str]:
        """What each spelling of a list, in lower case, is reported as."""
        return {word.lower(): key for key, spellings in self.lists.get(name, {}).items() for word in spellings}


def _any_of(words: list[str]) -> str:
    longest_first = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_SPECIAL.sub(r"\\\1", word) for word in longest_first) + ")"


def expanded(pattern: str, vocabulary: dict[str, str]) -> str:
    """A pattern with `{agency}` and its like replaced by the vocabulary's words.

    >>> expanded("({agency})", {"agency": "(?:AFP|AP)"})
    '((?:AFP|AP))'
    """
    for word, alternatives in vocabulary.items():
        pattern = pattern.replace("{" + word + "}", alternatives)
    return pattern
