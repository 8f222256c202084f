"""The fold: characters become plain one to one, and every offset leads back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.text.fold import FOLDED, Fold, fold_characters, fold_phrase, is_letter, lower

ODD = [old for olds in FOLDED.values() for old in olds]
texts = st.text(
    alphabet=st.one_of(st.sampled_from([*ODD, "a", "É", "İ", "Σ", " ", "\n", "市", "\ud800", "🎈"]), st.characters())
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("The river rose (again): \"yes\", 'so' - really?!", id="plain marks"),
        pytest.param("One.\n\nTwo.", id="line breaks"),
        pytest.param("Ärger in São Paulo, 市議会, وقالت", id="letters of every script"),
        pytest.param("a·b…c•d", id="marks that have no plain form"),
        pytest.param("🎈 1/2 €", id="symbols"),
    ],
)
def test_plain_characters_stay(text: str) -> None:
    assert text == fold_characters(text)


@pytest.mark.parametrize("text", ["The river rose.", "Größe 5", "İstanbul"])
def test_one_clean_line_is_its_own_fold(text: str) -> None:
    assert text == Fold(text).plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("‘It’s’", "'It's'", id="single quotes"),
        pytest.param("“yes” „ja“ «oui»", '"yes" "ja" "oui"', id="double quotes"),
        pytest.param("3–1 — no‑break", "3-1 - no-break", id="dashes"),
        pytest.param("a\xa0b\tc\u200bd\u3000e", "a b c d e", id="white space"),
        pytest.param("a\r\nb\u2028c", "a\n\nb\nc", id="line ends"),
        pytest.param("记者：王（摄）！", "记者:王(摄)!", id="full width"),
        pytest.param("a\ud800b“", 'a\ufffdb"', id="lone surrogate"),
    ],
)
def test_each_odd_character_becomes_a_plain_one(text: str, expected: str) -> None:
    assert expected == fold_characters(text)


@given(texts)
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold_characters(text)

    assert len(text) == len(folded) == len(lower(folded))
    assert folded == fold_characters(folded)
    assert set(ODD).isdisjoint(folded)


@given(texts)
def test_every_character_of_the_fold_leads_back_to_the_one_it_was_made_of(text: str) -> None:
    fold = Fold(text)
    characters = fold_characters(text)
    for start, end in zip(fold.starts, fold.ends, strict=True):
        for offset in range(start, end):
            assert fold.plain[offset] == characters[fold.source_offset(offset)]


@given(texts)
def test_no_letter_is_lost(text: str) -> None:
    """The fold leaves out nothing but white space."""
    characters = fold_characters(text)

    assert characters.replace(" ", "").replace("\n", "") == Fold(text).plain.replace(" ", "")


@given(texts)
def test_blocks_are_the_lines_that_hold_something(text: str) -> None:
    fold = Fold(text)
    lines = [line.strip(" ") for line in fold_characters(text).split("\n")]

    assert [" ".join(line.split()) for line in lines if line] == [
        " ".join(fold.plain[start:end].split()) for start, end in zip(fold.starts, fold.ends, strict=True)
    ]
    assert "  " not in fold.plain
    assert len(fold.plain) == len(fold.lower)


@given(texts, st.data())
def test_a_span_covers_in_the_source_what_it_covers_in_the_fold(text: str, data: st.DataObject) -> None:
    fold = Fold(text)
    if not fold.starts:
        return
    block = data.draw(st.integers(0, len(fold.starts) - 1))
    start = data.draw(st.integers(fold.starts[block], fold.ends[block] - 1))
    end = data.draw(st.integers(start + 1, fold.ends[block]))
    first, last = fold.source_span(start, end)
    squeezed = fold_characters(text[first:last])
    while "  " in squeezed:
        squeezed = squeezed.replace("  ", " ")

    assert fold.plain[start:end] == squeezed


def test_an_empty_span_stays_empty() -> None:
    assert Fold(" One  two").source_span(4, 4) == (6, 6)


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\u200b\n\xa0"])
def test_a_text_without_anything_has_no_blocks(text: str) -> None:
    fold = Fold(text)

    assert (fold.plain, fold.starts, fold.ends, fold.unlined) == ("", [], [], False)


def test_blocks_know_their_numbers_and_ends() -> None:
    source = "  One.  \n\n Two  words. \nThree"
    fold = Fold(source)

    assert fold.plain == "One. Two words. Three"
    assert [fold.block_at(fold.plain.index(word)) for word in ("One", "Two", "words", "Three")] == [0, 1, 1, 2]
    assert [source.index("One"), source.index("Two"), source.index("Three")] == fold.source_starts
    assert [source[start : fold.source_end(block)] for block, start in enumerate(fold.source_starts)] == [
        "One.",
        "Two  words.",
        "Three",
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("sign up now", "sign up now", id="folded already"),
        pytest.param("  Sign   UP\xa0now ", "sign up now", id="white space and case"),
        pytest.param("Readers’ “Forum” – here", 'readers\' "forum" - here', id="quotes and dashes"),
        pytest.param("Ada Byron \n  Editor", "ada byron\neditor", id="where blocks meet"),
        pytest.param("\n\nShare\n", "share", id="breaks at the edges"),
        pytest.param("İZLE", "izle", id="the one capital that would grow"),
    ],
)
def test_phrases_are_folded_like_texts(phrase: str, expected: str) -> None:
    assert expected == fold_phrase(phrase)


@given(texts)
def test_a_folded_phrase_is_the_fold_of_its_text(phrase: str) -> None:
    """So a phrase is always found in a text that is that phrase."""
    assert Fold(phrase).lower == fold_phrase(phrase).replace("\n", " ")


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        *((character, True) for character in ("a", "É", "7", "市", "\u093e", "\u0301")),
        *((character, False) for character in ("-", " ", "“", "…", "\ufffd", "🎈", "\ufe0f")),
    ],
)
def test_letters_are_letters_digits_and_their_signs(character: str, *, expected: bool) -> None:
    assert expected == is_letter(character)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("rain", 1, id="one"),
        pytest.param("Rain fell on the town", 5, id="spaces between"),
        pytest.param("“Größe” — fünf", 3, id="not ASCII"),
        pytest.param("市議会は火曜日橋の建設計画を承認", 8, id="two characters of a script without spaces"),
    ],
)
def test_words_are_counted(text: str, expected: int) -> None:
    fold = Fold(text)

    assert expected == fold.words(0, len(fold.plain))


def test_a_text_with_far_too_few_line_breaks_is_known() -> None:
    sentence = "The river rose again. "
    long, alone = sentence * 160, sentence * 20

    assert [Fold(text).unlined for text in (f"{long}\nIt fell.", f"{alone}\nIt fell.")] == [True, False]
    assert [Fold(text).unlined for text in (alone, sentence, "")] == [True, False, False]
