"""Texts that have lost their line breaks: where their lines may have begun."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.text.boundaries import sentence_edges
from cleanse.text.fold import Fold
from cleanse.text.lost_lines import line_opener

OPENER = line_opener(["The", "In", "El"], ["Privacy Policy", "here"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ferry firm to build a boat |The firm said so", id="a word that opens sentences"),
        pytest.param("Aumentan las mareas en el puerto |El alcalde lo dijo", id="another language"),
        pytest.param("The boat (Getty Images) |In May it sank", id="behind a bracket"),
        pytest.param("You agree to our Privacy Policy |Mareike Sand was there", id="what lines of furniture end with"),
        pytest.param("Sign up here |Mareike Sand was there", id="another one"),
        pytest.param("Follow him @olsen |Mareike Sand was there", id="behind an account"),
        pytest.param('Photo: Olsen |"We sailed on," she said', id="a quote"),
        pytest.param("Tides |- Ferries |- Boats", id="hyphens"),
        pytest.param("Tides |• Ferries |• 12 boats", id="bullets"),
        pytest.param("Stand: 12.05.2024, 09:30 Uhr |Mareike Sand war dort", id="behind a time"),
        pytest.param("May 13, 2024 |Mareike Sand war dort", id="behind a day"),
        pytest.param("有料会員になると読めます |地震がありました", id="a script without spaces"),
    ],
)
def test_where_a_line_may_have_begun(text: str) -> None:
    parts = text.split("|")
    fold = Fold("".join(parts))
    fold.opener = OPENER

    assert parts == [fold.plain[start:end] for start, end in pairwise(sentence_edges(fold, 0))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He sailed with the boat in May", id="small letters"),
        pytest.param("Copyright 2024 The Example, © 2024 The Example", id="who holds the rights"),
        pytest.param("He said: The boat, and In", id="behind a mark"),
        pytest.param("Theodor said that Ingrid left", id="the beginning of a word"),
        pytest.param("She was here in May, and nowhere Olsen", id="no capital, and the end of a word"),
        pytest.param('He called it "a boat" and left', id="a quote inside a sentence"),
        pytest.param("the well-known boat - a ferry - sank", id="dashes inside a sentence"),
    ],
)
def test_where_no_line_began(text: str) -> None:
    fold = Fold(text)
    fold.opener = OPENER

    assert sentence_edges(fold, 0) == [0, len(fold.plain)]


def test_no_words_open_no_line() -> None:
    fold = Fold("Ferry firm to build a boat The firm said so")
    fold.opener = line_opener([])

    assert sentence_edges(fold, 0) == [0, len(fold.plain)]


@given(st.text(alphabet="The boat. In-•()©2024:Uhr \n有", max_size=80))
def test_dividing_only_adds(text: str) -> None:
    fold, divided = Fold(text), Fold(text)
    divided.opener = OPENER

    for block in range(len(fold.starts)):
        edges = sentence_edges(divided, block)
        assert set(sentence_edges(fold, block)) <= set(edges)
        assert edges == sorted(set(edges))
