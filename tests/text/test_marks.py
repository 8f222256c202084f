"""Marks and words: the one place that says what ends a sentence and what is a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.text.boundaries import sentence_edges
from cleanse.text.fold import Fold
from cleanse.text.marks import ENDINGS, ENDS_INSIDE, ends_sentence, word_count
from cleanse.text.prose import is_prose


@pytest.mark.parametrize(
    "text", ["", "Rain", "Rain,", "(Rain)", "Rain: ", "雨", "「雨」", "3.5", "www.example.com", "बारिश", "مطر"]
)
def test_what_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "Did it?",
        "It did!",
        "So…",
        '"It rained."',
        "(It rained.) ",
        "“It rained.”",
        "雨が降った。",
        "「雨だ。」",
        "क्या बारिश हुई?",
        "बारिश हुई।",
        "هل أمطرت؟",
        "بارش ہوئی۔",
    ],
)
def test_what_ends_a_sentence_in_every_script(text: str) -> None:
    assert ends_sentence(text)
    assert ENDS_INSIDE.search(text)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("It rained. It stopped.", "It stopped."),
        ("هل أمطرت؟ نعم أمطرت", "نعم أمطرت"),
        ("بارش ہوئی۔ پھر رکی", "پھر رکی"),
        ("बारिश हुई। फिर रुकी", "फिर रुकी"),
        ("雨が降った。止んだ", "止んだ"),
    ],
)
def test_a_sentence_begins_behind_the_end_of_another_in_every_script(text: str, second: str) -> None:
    fold = Fold(text)

    assert text.index(second) in sentence_edges(fold, 0)


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_every_ending_makes_prose_of_a_long_line(ending: str) -> None:
    line = "Rain fell on the town for the third day in a row and the river rose"

    assert is_prose(line + ending)
    assert not is_prose(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 1), ("Rain", 1), ("It rained again.", 3), ("雨が降った", 2), ("ฝนตก", 2), ("Rain 雨", 2), ("дождь шёл", 2)],
)
def test_how_many_words_a_text_has(text: str, expected: int) -> None:
    assert expected == word_count(text)


@given(st.text(max_size=40))
def test_a_text_has_no_fewer_words_than_spaces(text: str) -> None:
    assert word_count(text) > text.count(" ")
