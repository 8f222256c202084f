"""Phrases: found by their longest piece, whatever white space, quotes and case the text has."""

from __future__ import annotations

import pytest

from cleanse.rulebook.phrase import Phrase, as_sentence, beside_others, whole, with_stop
from cleanse.text.fold import Fold

SIGN_UP = Phrase("Sign up for our morning briefing")


def spans(phrase: Phrase, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text."""
    fold = Fold(text)
    needles = [start for start in range(len(fold.lower)) if fold.lower.startswith(phrase.needle, start)]
    return [span for start in needles if (span := phrase.at(fold, start))]


def found(phrase: Phrase, text: str) -> list[str]:
    return [Fold(text).plain[start:end] for start, end in spans(phrase, text)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("Sign up", "Sign off", id="other words"),
        pytest.param("app", "Her appetite for apples", id="inside words"),
        pytest.param("Tessa Marlow\nEditor", "Tessa Marlow edits the paper", id="half of it"),
        pytest.param("Tessa Marlow\nEditor", "Editor Tessa Marlow", id="in the wrong order"),
        pytest.param("Ada\nTessa Marlow", "Tessa Marlow", id="the piece before is missing"),
        pytest.param("Sign up", "Sign, up", id="a comma between"),
        pytest.param("Thanks.\n{name}\nEditor", "Thanks.\nEditor", id="no name"),
        pytest.param("Thanks.\n{name}\nEditor", "Thanks.\nTessa\nEditor", id="one word is no name"),
        pytest.param("Thanks.\n{name}\nEditor", "Thanks.\nTessa marlow\nEditor", id="a small letter"),
        pytest.param("Thanks.\n{name}\nEditor", "Thanks.\nA Girl And Her Old Boat\nEditor", id="too many words"),
        pytest.param("Thanks.\n{name}\nEditor", "Thanks.\nTessa Marlow, once\nEditor", id="more than a name"),
        pytest.param(
            "Thanks.\n{name}\nThe Editor", "Tessa Marlow\nThe Editor", id="the line before the name is missing"
        ),
    ],
)
def test_what_is_no_phrase(phrase: str, text: str) -> None:
    assert found(Phrase(phrase), text) == []


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("Sign up", "Sign up", "Sign up", id="as it is"),
        pytest.param("Sign up", "SIGN  UP", "SIGN UP", id="case and white space"),
        pytest.param("Sign up", "Sign\n\nup", "Sign up", id="line breaks"),
        pytest.param('It\'s "here" - now', "It’s “here” — now", 'It\'s "here" - now', id="quotes and dashes"),
        pytest.param("Read more", "storyRead moreCharlie", "Read more", id="glued by case"),
        pytest.param("Tessa Marlow\nEditor", "Tessa MarlowEditor", "Tessa MarlowEditor", id="white space missing"),
        pytest.param("Tessa Marlow\nEditor", "Tessa Marlow\nEditor", "Tessa Marlow Editor", id="blocks"),
        pytest.param("Ed\nTessa Marlow\nX", "EdTessa Marlow X", "EdTessa Marlow X", id="longest piece in the middle"),
        pytest.param("Thanks.\n{name}\nEd", "Thanks. Tessa MarlowEd", "Thanks. Tessa MarlowEd", id="a name, glued"),
        pytest.param(
            "By\n{name}\nThe Editor", "By\nTessa J. Marlow\nThe Editor", "By Tessa J. Marlow The Editor", id="blocks"
        ),
        pytest.param(
            "By\n{name}\n, a friend", "By Tessa Ørn-Doe, a friend", "By Tessa Ørn-Doe, a friend", id="a comma"
        ),
        pytest.param("関連記事", "最新の関連記事一覧", "関連記事", id="no spaces"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, expected: str) -> None:
    assert [expected] == found(Phrase(phrase), text)


def test_a_phrase_is_found_wherever_it_stands() -> None:
    assert spans(Phrase("share"), "Share and share") == [(0, 5), (10, 15)]


@pytest.mark.parametrize(
    ("text", "label", "stopped"),
    [
        pytest.param("Share", True, False, id="one word"),
        pytest.param("Read more here", True, False, id="three words"),
        pytest.param("関連記事", True, False, id="two words of a script without spaces"),
        pytest.param("Read more about this", False, False, id="four words"),
        pytest.param("関連する記事を読みます", False, False, id="many characters of a script without spaces"),
        pytest.param("Read more:", False, True, id="a colon"),
        pytest.param("Enjoying this?", False, True, id="a question mark"),
        pytest.param("続きを読む。", False, True, id="an ideographic stop"),
    ],
)
def test_short_phrases_without_a_stop_are_labels(text: str, *, label: bool, stopped: bool) -> None:
    phrase = Phrase(text)

    assert (label, stopped) == (phrase.label, phrase.stopped)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sign up for our morning briefing", True, id="the block"),
        pytest.param("> Sign up for our morning briefing.", True, id="the block with marks"),
        pytest.param("It rained.\nSign up for our\nmorning briefing\nIt fell.", True, id="two blocks"),
        pytest.param("Sign up for our morning briefing today", False, id="a word behind it"),
        pytest.param("Please sign up for our morning briefing", False, id="a word before it"),
    ],
)
def test_whole_blocks(text: str, *, expected: bool) -> None:
    assert expected == whole(Fold(text), spans(SIGN_UP, text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. Sign up for our morning briefing. He left.", True, id="between sentences"),
        pytest.param("It rained.Sign up for our morning briefing.He left.", True, id="glued to sentences"),
        pytest.param("It rained. Sign up for our morning briefing He left.", True, id="no stop, and a capital behind"),
        pytest.param("for the dayRead on. Sign up for our morning briefing", True, id="the last sentence"),
        pytest.param("rainSign up for our morning briefingCharlie", True, id="glued by case"),
        pytest.param("She would sign up for our morning briefing. He left.", False, id="inside a sentence"),
        pytest.param("It rained. Sign up for our morning briefing or leave.", False, id="the sentence goes on"),
        pytest.param("It rained. sign up for our morning briefing. He left.", False, id="a small letter"),
        pytest.param("Others Sign up for our morning briefing. He left.", False, id="a capital inside a sentence"),
    ],
)
def test_whole_sentences(text: str, *, expected: bool) -> None:
    fold = Fold(text)
    start, end = spans(SIGN_UP, text)[0]

    assert expected == as_sentence(fold, SIGN_UP, (start, with_stop(fold, SIGN_UP, end)))


def test_labels_are_no_sentences() -> None:
    text = "It rained. Share. He left."
    phrase = Phrase("Share")

    assert not as_sentence(Fold(text), phrase, spans(phrase, text)[0])


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("Sign up now", "Sign up now, he said", "Sign up now", id="a comma stays"),
        pytest.param("Sign up now", "Sign up now", "Sign up now", id="nothing behind it"),
        pytest.param("Sign up now?", "Sign up now?!", "Sign up now?", id="it has a stop of its own"),
        pytest.param("Sign up now", "Sign up now. Yes", "Sign up now.", id="a full stop"),
        pytest.param("Sign up now", "Sign up now! Yes", "Sign up now!", id="an exclamation mark"),
        pytest.param("Sign up now", "Sign up now: Yes", "Sign up now:", id="a colon"),
    ],
)
def test_the_stop_behind_a_phrase_belongs_to_it(phrase: str, text: str, expected: str) -> None:
    fold, item = Fold(text), Phrase(phrase)
    start, end = spans(item, text)[0]

    assert expected == fold.plain[start : with_stop(fold, item, end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. Read more He left.", True, id="between sentences"),
        pytest.param("It rained. Read more news", False, id="the sentence goes on"),
        pytest.param("They would Read more He left.", False, id="inside a sentence"),
        pytest.param("It rained. read more He left.", False, id="a small letter"),
    ],
)
def test_labels_between_sentences(text: str, *, expected: bool) -> None:
    assert expected == beside_others(Fold(text), spans(Phrase("Read more"), text)[0])
