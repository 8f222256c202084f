"""Repeats: blocks that stand there twice, and captions said again with their credits."""

from __future__ import annotations

import time

import pytest
import regex

from cleanse import Policy, clean
from cleanse.article.model import Caption
from cleanse.authoring.examples import alone
from cleanse.cleaning.repeats import LONG, doubled_captions, duplicates
from cleanse.rulefiles.schema import RuleTable
from cleanse.rulefiles.vocabulary import Vocabulary
from cleanse.text.fold import Fold
from tests.rulebooks import rulebook_of

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LABEL = alone(
    RuleTable(id="x", kind="ad", why="None.", removes=["x"], text="Advertisement of nobody at all"), Vocabulary({})
)
CAPTION = "Smoke over the old harbour"
CREDIT = regex.compile(r"[ .,]*(?:[©(|]|(?:AFP|Photo)\b)", regex.IGNORECASE)
STORY = [f"The mayor said on day {number} of the rain that the lower town would stay closed." for number in range(20)]


def repeated(text: str) -> list[str]:
    fold = Fold(text)
    return [fold.plain[start:end] for start, end in duplicates(fold)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(f"{PROSE}\n{MORE}", id="two paragraphs"),
        pytest.param("Never again!\nIt rained.\nNever again!", id="a refrain"),
        pytest.param(f"{PROSE}\n{PROSE} Yes.", id="a paragraph that goes on"),
        pytest.param(f"{PROSE} {PROSE}", id="twice in one block"),
        pytest.param(f"{PROSE}\n{PROSE.replace('late', 'more')}", id="one word is another"),
        pytest.param("\n".join(["x" * (LONG - 1)] * 2), id="a little too short"),
        pytest.param(
            "\n".join(["— Ada Byron, who was the mayor of the town for twenty years or so"] * 2), id="a speaker"
        ),
    ],
)
def test_what_is_no_duplicate(text: str) -> None:
    assert repeated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{PROSE}\n{PROSE}", [PROSE], id="at once"),
        pytest.param(f"{PROSE}\n\n{MORE}\n\n{PROSE}", [PROSE], id="later"),
        pytest.param(f"{PROSE}\n{PROSE}\n{PROSE}", [PROSE] * 2, id="three times"),
        pytest.param(f"{PROSE}\n{MORE}\n{PROSE}\n{MORE}", [PROSE, MORE], id="two of them"),
        pytest.param(
            f"{PROSE}\n  {PROSE.upper().replace(' ', '  ')}", [PROSE.upper()], id="in other white space and case"
        ),
        pytest.param(f'“{PROSE}”\n"{PROSE}"', [f'"{PROSE}"'], id="quotes"),
        pytest.param(f"{PROSE}\nBy Ada Byron\nMonday\n{PROSE}\n{MORE}", [PROSE], id="a standfirst above the byline"),
    ],
)
def test_a_long_block_that_stands_there_again_is_a_duplicate(text: str, expected: list[str]) -> None:
    assert expected == repeated(text)


ANSWER = "Yes, I would pay for a later boat, since everybody on the island needs one in the winter."


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([MORE, "Byron", ANSWER, "Babbage", ANSWER], id="the same answer of two people"),
        pytest.param([MORE, "Byron", ANSWER, "Babbage", ANSWER, PROSE], id="with more behind"),
        pytest.param(
            [MORE, "Byron", "Babbage", ANSWER, "Lovelace", PROSE, "Turing", ANSWER], id="an answer at the end"
        ),
        pytest.param(
            [MORE, *["What would you do first for the ferries of the island in your first year in office?", PROSE] * 2],
            id="a question to each",
        ),
        pytest.param(
            [MORE, *["Qu'est-ce que vous feriez d'abord pour les bateaux de l'île et du port ? »"] * 2], id="fr"
        ),
        pytest.param(
            [MORE, *["Was würden Sie als Erstes für die Fähren der Insel tun, wenn man Sie wählt:"] * 2], id="de"
        ),
        pytest.param(["• Share of households in the region that get help with food: 12.0 percent."] * 3, id="bullets"),
        pytest.param(
            [*["3. A share of the households of the region gets help with food, as it did before."] * 2], id="3."
        ),
        pytest.param(
            ["O where have you been, Lord Randal, my son? O where have you been, my young man"] * 4, id="verses"
        ),
        pytest.param([PROSE, ANSWER, STORY[0], ANSWER, STORY[1]], id="among paragraphs that are said once"),
    ],
)
def test_what_several_say_stays(lines: list[str]) -> None:
    """Answers, questions, values and verses are said of several things; what stands in the story is the story."""
    assert repeated("\n".join(lines)) == []
    assert "\n\n".join(lines) == clean("\n\n".join(lines), rulebook=LABEL).text


def test_a_second_copy_of_the_story_goes_wherever_it_stands() -> None:
    assert STORY[:5] == repeated("\n".join([*STORY[:5], MORE, *STORY[:5], PROSE]))


def test_furniture_between_two_copies_counts_as_gone() -> None:
    label = "Advertisement of nobody at all"
    text = "\n\n".join([PROSE, MORE, label, MORE, *STORY])
    assert "\n\n".join([PROSE, MORE, *STORY]) == clean(text, rulebook=LABEL).text


@pytest.mark.parametrize(
    "credit", ["(AP) ORMOUTH (AP) — {}.", "(AFP) - {} on the first day of the year, and nobody saw it."]
)
def test_a_brief_that_says_its_headline_again_is_no_caption(credit: str) -> None:
    headline = "Island official says that water is leaking from the old ferry into the harbour"
    text = f"{headline}\n\n{headline} {credit.format(headline)}"
    assert clean(text, rulebook=LABEL).text == text


def test_the_first_of_two_stays() -> None:
    assert f"{PROSE}\n\n{MORE}" == clean(f"{PROSE}\n\n{MORE}\n\n{PROSE}", rulebook=LABEL).text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([PROSE, *STORY[:12], PROSE, *STORY[12:]], [], id="far above, among the story"),
        pytest.param([PROSE, *STORY[:8], PROSE, *STORY[8:]], [], id="just far enough"),
        pytest.param([PROSE, *STORY[:2], PROSE, *STORY[2:]], [], id="near, among the story"),
        pytest.param([PROSE, *STORY, PROSE], [PROSE], id="the last one"),
        pytest.param([PROSE, *STORY, PROSE, "Read on"], [PROSE], id="the last long one"),
        pytest.param([PROSE, *["Read on"] * 20, PROSE, MORE], [PROSE], id="short lines are not counted"),
        pytest.param([PROSE, MORE, *STORY, PROSE, MORE, "x" * LONG], [PROSE, MORE], id="two together"),
        pytest.param([PROSE, MORE, *STORY[:10], PROSE, *STORY[10:], MORE], [MORE], id="two apart"),
        pytest.param([*STORY, *STORY], STORY, id="the whole story"),
    ],
)
def test_what_was_said_far_above_stays_among_paragraphs_that_were_not(lines: list[str], expected: list[str]) -> None:
    """A page prints a short version of the story above it."""
    assert expected == repeated("\n".join(lines))


def test_what_is_left_says_nothing_twice_more() -> None:
    """Twice is once: what is cut between two sayings brings them no nearer."""
    lines = [PROSE, PROSE, *STORY[:3], *STORY[:2], MORE, PROSE, STORY[4]]
    once = clean("\n".join(lines), rulebook=LABEL).text

    assert once == clean(once, rulebook=LABEL).text


@pytest.mark.long
def test_far_repetitions_are_found_in_linear_time() -> None:
    """Their neighbours are not looked for in the whole text."""
    taken = []
    for days in (1000, 8000):
        fold = Fold(
            "\n".join(f"{PROSE}\nThe mayor said on day {day} of the rain that it would end." for day in range(days))
        )
        start = time.process_time()
        list(duplicates(fold))
        taken.append(time.process_time() - start)

    assert taken[1] < 8 * 4 * taken[0]


def doubled(text: str) -> list[tuple[str, str, str]]:
    """What goes of a text as a doubled caption, with the caption and its credit."""
    fold = Fold(text)
    return [
        (fold.plain[found.start : found.end], fold.plain[slice(*found.caption)], fold.plain[slice(*found.credit)])
        for found in doubled_captions(fold, CREDIT)
    ]


@pytest.mark.parametrize(
    ("again", "credit"),
    [
        pytest.param(f"{CAPTION} © Ada Byron", "© Ada Byron", id="a sign"),
        pytest.param(f"{CAPTION}. AFP", "AFP", id="a stop and an agency"),
        pytest.param(f"{CAPTION}, Photo: Ada Byron", "Photo: Ada Byron", id="a comma and a word"),
        pytest.param(f"{CAPTION} (Ada Byron/AFP)", "(Ada Byron/AFP)", id="brackets"),
        pytest.param(f"{CAPTION}|AFP", "|AFP", id="glued"),
        pytest.param(f"{CAPTION} photo: Ada Byron", "photo: Ada Byron", id="small letters"),
    ],
)
def test_a_caption_that_is_said_again_with_its_credit_is_doubled(again: str, credit: str) -> None:
    assert [(f"{CAPTION} {again}", CAPTION, credit)] == doubled(f"{PROSE}\n{CAPTION}\n{again}\n{MORE}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(CAPTION, id="once"),
        pytest.param(f"{CAPTION}\n{CAPTION}", id="without a credit"),
        pytest.param(f"{CAPTION}\n{CAPTION} rose all night.", id="a sentence that goes on"),
        pytest.param(f"{CAPTION}\n{CAPTION} AFPs", id="a word that begins like a credit"),
        pytest.param(f"{CAPTION}\n{PROSE}\n{CAPTION} © Ada Byron", id="not the next block"),
        pytest.param(f"{CAPTION} © Ada Byron\n{CAPTION}", id="the other way round"),
        pytest.param(f"{CAPTION.upper()}\n{CAPTION} © Ada Byron", id="in other letters"),
        pytest.param("Smoke again\nSmoke again © Ada Byron", id="too short for a caption"),
        pytest.param(f"{CAPTION}\n{CAPTION} © {'Ada Byron ' * 13}", id="too long for a credit"),
    ],
)
def test_what_is_no_doubled_caption(text: str) -> None:
    assert doubled(text) == []


def test_several_captions_may_be_doubled() -> None:
    other = "The ferry at the quay"
    text = "\n".join([CAPTION, f"{CAPTION} © Ada Byron", other, f"{other} (AFP)", PROSE])

    assert [(CAPTION, "© Ada Byron"), (other, "(AFP)")] == [(caption, credit) for _, caption, credit in doubled(text)]


def test_doubled_captions_go_and_are_told() -> None:
    """Both sayings at once, and the article has the caption with its credit."""
    book = rulebook_of({}, {"photo": {"en": ["Photo"]}})
    text = f"{PROSE}\n\n{CAPTION}\n\n{CAPTION}. Photo: Ada Byron\n\n{MORE}"
    article = clean(text, rulebook=book)

    assert f"{PROSE}\n\n{MORE}" == article.text
    assert ["cleanse/caption"] == [edit.rule for edit in article.edits]
    assert (Caption(CAPTION, "Photo: Ada Byron"),) == article.captions
    assert text == clean(text, rulebook=book, policy=Policy(keep={"caption"})).text


def test_a_caption_whose_credit_comes_to_stand_below_it_goes_too() -> None:
    """What stood between went first; cleaning again takes nothing more."""
    line = "We have waited for this bridge for thirty years"
    article = clean(f"{PROSE}\n\n{line}\nAdvertisement of nobody at all\n{line} © Ada Byron\n\n{MORE}", rulebook=LABEL)

    assert f"{PROSE}\n\n{MORE}" == article.text
