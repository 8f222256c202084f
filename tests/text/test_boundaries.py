"""Boundaries: where blocks and sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.text.boundaries import (
    MARKS,
    at_words,
    begins_anew,
    blank,
    closes_block,
    closes_sentence,
    glued_before,
    glued_behind,
    opens_block,
    opens_sentence,
    sentence_edges,
)
from cleanse.text.fold import Fold


def at(text: str) -> tuple[Fold, int]:
    """The fold of a text, and the offset that a `|` in it points to."""
    before, _, behind = text.partition("|")
    fold = Fold(before + behind)
    return fold, len(Fold(before + "x").plain) - 1


def span(text: str) -> tuple[Fold, int, int]:
    """The fold of a text, and the span between two `|` in it."""
    before, inside, behind = text.split("|")
    fold = Fold(before + inside + behind)
    return fold, len(before), len(before) + len(inside)


def sentences(text: str) -> list[str]:
    fold = Fold(text)
    edges = sentence_edges(fold, 0)
    return [fold.plain[start:end].strip(" ") for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bridge opens in May", id="no stop"),
        pytest.param("He paid 3.50 euros at bbc.com today", id="stops inside numbers and addresses"),
        pytest.param("J. R. Olsen met T. Berg", id="initials"),
        pytest.param("It rose … and fell again", id="an ellipsis before a small letter"),
        pytest.param("It cost £3.5m (and more)", id="a bracket at the end"),
        pytest.param("“Why?” she asked", id="a question inside"),
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert [Fold(text).plain] == sentences(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. He left.", ["It rained.", "He left."], id="stop"),
        pytest.param("Did it rain? Yes! It did…", ["Did it rain?", "Yes!", "It did…"], id="question and exclamation"),
        pytest.param("“It rained.” He left.", ['"It rained."', "He left."], id="a quote mark behind the stop"),
        pytest.param("It rained. “We left.”", ["It rained.", '"We left."'], id="a quote mark before the capital"),
        pytest.param("It rained.He left.", ["It rained.", "He left."], id="glued"),
        pytest.param("The mayor ( AFP ) The bridge opened.", ["The mayor ( AFP )", "The bridge opened."], id="bracket"),
        pytest.param("橋が開いた。雨が降った。", ["橋が開いた。", "雨が降った。"], id="no spaces"),
        pytest.param("انتهى المطر. عاد الناس.", ["انتهى المطر.", "عاد الناس."], id="no capitals"),
    ],
)
def test_sentences_begin_behind_stops(text: str, expected: list[str]) -> None:
    assert expected == sentences(text)


@given(st.text(alphabet="aB. \n!?()\"'市。1", max_size=60))
def test_sentences_are_the_whole_block(text: str) -> None:
    """The edges of a block's sentences begin and end with the block, and go up."""
    fold = Fold(text)
    for block, (start, end) in enumerate(zip(fold.starts, fold.ends, strict=True)):
        edges = sentence_edges(fold, block)

        assert (start, end) == (edges[0], edges[-1])
        assert edges == sorted(set(edges))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("|Share", True, id="at once"),
        pytest.param("One.\n|Share", True, id="second block"),
        pytest.param("- |Share", True, id="behind a bullet"),
        pytest.param("“|Share", True, id="behind a quote mark"),
        pytest.param("▶️ |Share", True, id="behind an emoji"),
        pytest.param("One. |Share", False, id="behind a sentence"),
        pytest.param("1 |Share", False, id="behind a digit"),
        pytest.param("-" * (MARKS + 1) + "|Share", False, id="behind a long line of marks"),
    ],
)
def test_what_opens_a_block(text: str, *, expected: bool) -> None:
    assert expected == opens_block(*at(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Share|", True, id="at once"),
        pytest.param("Share|\nOne.", True, id="first block"),
        pytest.param("Share| >>", True, id="before an arrow"),
        pytest.param("Share| this", False, id="before a word"),
        pytest.param("Share| 2", False, id="before a digit"),
        pytest.param("Share|" + "-" * (MARKS + 1), False, id="before a long line of marks"),
    ],
)
def test_what_closes_a_block(text: str, *, expected: bool) -> None:
    assert expected == closes_block(*at(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. |Share this", True, id="behind a stop"),
        pytest.param("It rained.|Share this", True, id="glued to a stop"),
        pytest.param("Did it? |Share this", True, id="behind a question"),
        pytest.param("“It rained.” |Share this", True, id="behind a closed quotation"),
        pytest.param("He left (AFP) |Share this", True, id="behind a bracket"),
        pytest.param("لماذا؟ |شارك", True, id="behind an Arabic question mark"),
        pytest.param("|Share this", True, id="at the start of its block"),
        pytest.param("We |share this", False, id="behind a word"),
        pytest.param("the so, |Share", False, id="behind a comma"),
        pytest.param("He said “|Share it", False, id="behind an opening mark"),
        pytest.param("He said ' |Share it", False, id="behind a lone mark"),
    ],
)
def test_what_opens_a_sentence(text: str, *, expected: bool) -> None:
    assert expected == opens_sentence(*at(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Share this.| It rained", True, id="a capital follows"),
        pytest.param("Share this.|It rained", True, id="a capital follows, glued"),
        pytest.param("Share this.| 12 men left", True, id="a number follows"),
        pytest.param("Share this.| “It rained”", True, id="a quotation follows"),
        pytest.param("Share this|", True, id="the block ends"),
        pytest.param("Share this| It rained", False, id="no stop"),
        pytest.param("See bbc.|com today", False, id="inside an address"),
        pytest.param("It cost 3.|5 million", False, id="inside a number"),
        pytest.param("Share this.| and that", False, id="a small letter follows"),
    ],
)
def test_what_closes_a_sentence(text: str, *, expected: bool) -> None:
    assert expected == closes_sentence(*at(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Share| It", True, id="capital"),
        pytest.param("Share|It", True, id="glued capital"),
        pytest.param("Share| 12", True, id="digit"),
        pytest.param("Share| “it", True, id="opening mark"),
        pytest.param("Share| 市", True, id="a letter of a script without case"),
        pytest.param("Share|", True, id="nothing"),
        pytest.param("Share| it", False, id="small letter"),
        pytest.param("Share|12", False, id="glued digit"),
        pytest.param("Share|, it", False, id="comma"),
    ],
)
def test_what_begins_anew(text: str, *, expected: bool) -> None:
    assert expected == begins_anew(*at(text))


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        pytest.param("story|Read", True, True, id="small letter and capital"),
        pytest.param("2024|Read", True, False, id="digit and capital"),
        pytest.param("story| Read", False, False, id="a space between"),
        pytest.param("story|read", False, False, id="small letters"),
        pytest.param("BBC|News", False, False, id="capitals"),
        pytest.param("story.|Read", False, False, id="a stop between"),
    ],
)
def test_what_is_glued_by_its_case(text: str, *, before: bool, behind: bool) -> None:
    assert (before, behind) == (glued_before(*at(text)), glued_behind(*at(text)))


def test_nothing_is_glued_to_the_edges_of_a_text() -> None:
    fold = Fold("Read")

    assert (glued_before(fold, 0), glued_behind(fold, 4)) == (False, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("|app|", True, id="the whole text"),
        pytest.param("the |app| store", True, id="a word"),
        pytest.param("(|app|)", True, id="between marks"),
        pytest.param("story|Read more|Charlie", True, id="glued by case"),
        pytest.param("最新|記事|一覧", True, id="a script without spaces"),
        pytest.param("|app|etite", False, id="the beginning of a word"),
        pytest.param("wh|app|", False, id="the end of a word"),
        pytest.param("|2024|5", False, id="part of a number"),
    ],
)
def test_what_stands_at_words(text: str, *, expected: bool) -> None:
    assert expected == at_words(*span(text))


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), (" - …>>", True), ("a", False), (" 7 ", False), ("市", False)]
)
def test_what_is_blank(text: str, *, expected: bool) -> None:
    assert expected == blank(text)
