"""Word lists, as parts of patterns and as names."""

from __future__ import annotations

import pytest
import re2

from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import WORDS

WORDY = Vocabulary(WORDS)


def test_an_empty_vocabulary_has_nothing() -> None:
    assert ({}, [], {}) == (
        Vocabulary({}).alternatives,
        Vocabulary({}).words_of("agency"),
        Vocabulary({}).keys_of("agency"),
    )


@pytest.mark.parametrize("name", ["no-such-list", ""])
def test_a_list_that_is_not_there_is_empty(name: str) -> None:
    assert [] == WORDY.words_of(name)
    assert {} == WORDY.keys_of(name)


@pytest.mark.parametrize(
    "word", ["A.P.", "AP (Photo)", "C++", "[sic]", "a|b", "{x}", "5$", "^", "P-A", "Jack\\Jill", "?", "*"]
)
def test_words_match_as_they_are_written(word: str) -> None:
    """What means something to a pattern is escaped."""
    pattern = Vocabulary({"agency": {"it": [word]}}).alternatives["agency"]

    assert re2.fullmatch(pattern, word)
    assert not re2.fullmatch(pattern, word + "x")
    assert not re2.fullmatch(pattern, "x" * len(word))


def test_the_longest_spelling_comes_first() -> None:
    """Else `AFP` would be taken where `AFP Photo` stands."""
    pattern = Vocabulary({"agency": {"a": ["AP", "AP Photo"], "b": ["AFP via AP"]}}).alternatives["agency"]

    assert "(?:AFP via AP|AP Photo|AP)" == pattern


def test_a_spelling_said_twice_stands_once() -> None:
    assert "(?:AP)" == Vocabulary({"agency": {"a": ["AP"], "b": ["AP"]}}).alternatives["agency"]


def test_spellings_are_reported_as_their_key() -> None:
    assert {"afp": "AFP", "agence france-presse": "AFP", "reuters": "Reuters"} == WORDY.keys_of("agency")


def test_the_words_of_all_keys() -> None:
    assert ["AFP", "Agence France-Presse", "Reuters"] == WORDY.words_of("agency")
