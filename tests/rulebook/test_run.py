"""Runs: from a known opening to a known ending, or what is known of them where they stand."""

from __future__ import annotations

import pytest

from cleanse import clean
from cleanse.authoring.examples import alone
from cleanse.rulebook.run import Run
from cleanse.rulefiles.schema import RuleTable
from cleanse.rulefiles.vocabulary import Vocabulary
from cleanse.text.fold import Fold

OPENING = "Your support helps us to tell the story"
KNOWN = "It is when the story breaks that we are needed."
ENDING = "Your support makes all the difference."
PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June."

RUN = Run([OPENING], [ENDING], ["Read more", "Support now"], [KNOWN], 60)
RULES = alone(
    RuleTable(
        id="appeal",
        kind="appeal",
        why="Fund-raising box.",
        removes=[f"{OPENING} {ENDING}"],
        opening=OPENING,
        closing=ENDING,
        also=["Read more", "Support now"],
        sentences=[KNOWN],
        max_words=60,
    ),
    Vocabulary({}),
)


def found(run: Run, text: str) -> list[str]:
    """What a run finds in a text."""
    fold = Fold(text)
    hits = [
        (number, at)
        for number, phrase in enumerate(run.phrases)
        for at in range(len(fold.lower))
        if fold.lower.startswith(phrase.needle, at)
    ]
    return [fold.plain[start:end] for start, end in run.find(fold, hits)]


def cleaned(text: str) -> str:
    return clean(text, rulebook=RULES).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param(f"He said that your support helps us to tell the story of it. {PROSE}", id="inside a sentence"),
        pytest.param(f"“{OPENING} of the harbour,” she said. {PROSE}", id="a quotation that goes on"),
        pytest.param("Your support helps us. It makes all the difference.", id="half of the phrases"),
        pytest.param(f"Read more\n{PROSE}\nSupport now", id="labels alone"),
        pytest.param(f"{PROSE} That is what your support makes all the difference.", id="an ending inside a sentence"),
    ],
)
def test_prose_stays(text: str) -> None:
    assert text == cleaned(text)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(" ", id="nothing between"),
        pytest.param(". It costs. ", id="sentences between"),
        pytest.param("\n\n", id="a break between"),
        pytest.param(".\nIt costs.\n \nPlease give.\r\n", id="several lines between"),
        pytest.param(f".\n\n{KNOWN} ", id="a known sentence between"),
        pytest.param(". " + "It costs us a lot. " * 8, id="almost too much between"),
    ],
)
def test_from_and_to_go_with_what_is_between(between: str) -> None:
    furniture = f"{OPENING}{between}{ENDING}"

    assert [Fold(furniture).plain] == found(RUN, furniture)
    assert cleaned(furniture) == ""
    assert f"{PROSE}\n\n{MORE}" == cleaned(f"{PROSE}\n\n{furniture}\n\n{MORE}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{PROSE} {OPENING}. X. {ENDING} {MORE}", f"{PROSE} {MORE}", id="in one line"),
        pytest.param(f"{OPENING}. X. {ENDING}{MORE}", MORE, id="glued to what follows"),
        pytest.param(f"{PROSE}{OPENING}. X. {ENDING}", PROSE, id="glued to what stands before"),
        pytest.param(f"the wait{OPENING}. X. {ENDING}\n{MORE}", f"the wait\n{MORE}", id="glued by its capital"),
        pytest.param(f"{PROSE}\n{OPENING}. X.\n{ENDING}{MORE}", f"{PROSE}\n{MORE}", id="over lines, glued at the end"),
    ],
)
def test_a_run_inside_a_line_goes_alone(text: str, expected: str) -> None:
    assert expected == cleaned(text)


def test_each_of_two_runs_goes_and_what_is_between_them_stays() -> None:
    run = f"{OPENING}. X. {ENDING}"

    assert [run, run] == found(RUN, f"{run}\n{PROSE}\n{run}")


def test_an_opening_said_twice_begins_one_run() -> None:
    text = f"{OPENING}. {OPENING}. X. {ENDING}"

    assert [text] == found(RUN, text)


def test_the_nearest_ending_ends_a_run() -> None:
    assert [f"{OPENING}. X. {ENDING}", ENDING] == found(RUN, f"{OPENING}. X. {ENDING}\n{PROSE}\n{ENDING}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{OPENING}.\n\n{PROSE}", [OPENING], id="the end is missing"),
        pytest.param(f"{PROSE}\n\n{ENDING}", [ENDING], id="the opening is missing"),
        pytest.param(f"{ENDING}\n\n{PROSE}\n\n{OPENING}", [ENDING, OPENING], id="the wrong way round"),
        pytest.param(f"{OPENING}.\n{PROSE * 5}\n{ENDING}", [OPENING, ENDING], id="too far apart"),
        pytest.param(f"{PROSE}\n{KNOWN}\n{MORE}", [KNOWN], id="a known sentence alone"),
        pytest.param(f"{PROSE} {KNOWN} {MORE}", [KNOWN], id="a known sentence in a line"),
        pytest.param(f"{PROSE}\n{KNOWN} {ENDING}", [f"{KNOWN} {ENDING}"], id="known sentences in a row"),
        pytest.param(f"{KNOWN}\n\n{ENDING}\n{MORE}", [f"{KNOWN} {ENDING}"], id="known sentences on lines in a row"),
    ],
)
def test_only_what_is_known_goes_where_an_end_is_missing(text: str, expected: list[str]) -> None:
    assert expected == [span.rstrip(".") if span.startswith(OPENING) else span for span in found(RUN, text)]


@pytest.mark.parametrize("words", [19, 20])
def test_a_run_is_no_longer_than_its_rule_allows(words: int) -> None:
    text = f"{OPENING} one two three four five six. {ENDING}"
    run = Run([OPENING], [ENDING], [], [], words)

    assert Fold(text).words(0, len(text)) == 20
    assert ([text] if words == 20 else [ENDING]) == found(run, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{PROSE}\n{KNOWN} Your support makes all", PROSE, id="behind a known sentence"),
        pytest.param(f"{PROSE}\n{KNOWN} Your support makes all …", PROSE, id="with dots"),
        pytest.param(
            f"{PROSE}\nthe story breaks that we are needed. {ENDING}\n{MORE}", f"{PROSE}\n{MORE}", id="before"
        ),
        pytest.param(f"{KNOWN} Your\n{MORE}", f"Your\n{MORE}", id="too little to tell"),
        pytest.param(
            f"{KNOWN} Your support was seen.\n{MORE}", f"Your support was seen.\n{MORE}", id="another sentence"
        ),
        pytest.param(f"{KNOWN} {PROSE}\n{MORE}", f"{PROSE}\n{MORE}", id="prose"),
    ],
)
def test_a_known_sentence_that_is_cut_off_goes_too(text: str, expected: str) -> None:
    assert expected == cleaned(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{OPENING}. X. {ENDING} Read more {MORE}", MORE, id="behind"),
        pytest.param(f"{OPENING}. X. {ENDING}Read more{MORE}", MORE, id="behind, glued at both sides"),
        pytest.param(f"{PROSE} Read more {OPENING}. X. {ENDING}", PROSE, id="before"),
        pytest.param(f"{PROSE}Read more{OPENING}. X. {ENDING}", PROSE, id="before, glued at both sides"),
        pytest.param(f"{OPENING}. X. {ENDING}\nRead more\nSupport now\n{MORE}", MORE, id="two on lines of their own"),
        pytest.param(f"{OPENING}. X. {ENDING}Support nowRead more\n{MORE}", MORE, id="two in another order"),
        pytest.param(f"{KNOWN} Support now\n{MORE}", MORE, id="behind a known sentence"),
        pytest.param(
            f"{OPENING}. X. {ENDING} Read more news here.\n{MORE}",
            f"Read more news here.\n{MORE}",
            id="the beginning of a sentence is no label",
        ),
        pytest.param(
            f"{PROSE} They can read more {OPENING}. X. {ENDING}",
            f"{PROSE} They can read more",
            id="the end of a sentence is no label",
        ),
        pytest.param(
            f"{OPENING}. X. {ENDING}\nRead moreover of it.\n{MORE}",
            f"Read moreover of it.\n{MORE}",
            id="part of a word",
        ),
    ],
)
def test_labels_at_either_end_go_too(text: str, expected: str) -> None:
    assert expected == cleaned(text)


def test_several_openings_and_endings() -> None:
    run = Run([OPENING, "Please help us"], [ENDING, "Give now."], [], [], 60)
    text = f"Please help us. It costs. Give now.\n{PROSE}\n{OPENING}. X. Give now."

    assert ["Please help us. It costs. Give now.", f"{OPENING}. X. Give now."] == found(run, text)


def test_a_known_sentence_inside_a_run_is_not_found_twice() -> None:
    text = f"{OPENING}. {KNOWN} {ENDING}"

    assert [text] == found(RUN, text)


def test_a_short_sentence_goes_only_as_a_block() -> None:
    """A known sentence of a few words may be anybody's inside a paragraph."""
    run = Run([OPENING], [ENDING], [], ["Every pound helps."], 60)

    assert found(run, f"{PROSE} Every pound helps. {MORE}") == []
    assert found(run, f"{PROSE}\nEvery pound helps.\n{MORE}") == ["Every pound helps."]


def test_text_without_line_breaks_gives_the_same() -> None:
    lines = f"{PROSE}\n\n{OPENING}.\n\nX.\n\n{ENDING}\n\nRead more\n\n{MORE}"

    assert cleaned(lines).split() == cleaned(" ".join(lines.split())).split() == f"{PROSE} {MORE}".split()
