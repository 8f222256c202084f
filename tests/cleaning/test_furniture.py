"""What a match takes along: the rest of a text below a label, where its rule says that no story follows."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanse
from cleanse.authoring.examples import alone
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import WORDS, table_of

STORY = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
    "The council met on Friday behind closed doors. Nobody would say what was decided there, or by whom it was.",
]
TEASER = "Old mill sold to a baker\nThe mill at the end of the quay has a new owner, who will bake there from May on."
LABEL = "More from the harbour"
REST = alone(table_of(f'text = "{LABEL}"\nrest = true\nmax_words = 60\nremoves = ["{LABEL}"]\n'), Vocabulary(WORDS))


def cleaned(*parts: str, rulebook: cleanse.Rulebook = REST) -> str:
    """What the rule leaves of a text."""
    return cleanse.clean("\n\n".join(parts), rulebook=rulebook, policy=cleanse.Policy(keep={"duplicate"})).text


def test_a_label_above_the_story_takes_itself_only() -> None:
    assert "\n\n".join(STORY) == cleaned(LABEL, *STORY)


def test_a_label_with_more_below_it_than_above_takes_itself_only() -> None:
    assert "\n\n".join(STORY) == cleaned(STORY[0], LABEL, *STORY[1:])


def test_a_label_with_more_below_it_than_its_rule_allows_takes_itself_only() -> None:
    long = "\n".join(f"Boat {number} was lost, and the crew of boat {number} was not." for number in range(9))

    assert "\n\n".join((*STORY, *STORY[:2], long)).count("Boat") == cleaned(*STORY, *STORY[:2], LABEL, long).count(
        "Boat"
    )


@pytest.mark.parametrize("sentence", [f"{LABEL} came in June.", f"There was {LABEL.lower()} master."])
def test_words_of_the_story_take_nothing(sentence: str) -> None:
    text = "\n\n".join((*STORY, sentence, STORY[0].replace("ferry", "tram")))

    assert text == cleaned(text)


def test_what_stands_below_the_label_goes() -> None:
    assert "\n\n".join(STORY) == cleaned(*STORY, LABEL, TEASER)


def test_the_rest_is_one_edit_that_is_explained_and_restored() -> None:
    article = cleanse.clean("\n\n".join((*STORY, LABEL, TEASER)), rulebook=REST)
    (edit,) = article.edits

    assert ("example/example", f"\n\n{LABEL}\n\n{TEASER}") == (edit.rule, article.removed(edit))
    assert article.source == cleanse.clean(article.source, rulebook=REST).source


UNBROKEN = " ".join([*STORY] * 6)
"""A story that has lost its line breaks."""


@pytest.mark.parametrize("label", [LABEL, f"{LABEL}:"])
def test_the_rest_goes_where_the_line_breaks_are_lost(label: str) -> None:
    assert UNBROKEN == cleaned(f"{UNBROKEN} {label} {TEASER}".replace("\n", " "))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{UNBROKEN} There was {LABEL} Masters to come, he said.", id="inside a sentence"),
        pytest.param(f"{UNBROKEN} {LABEL} came to light in May.", id="a sentence of the story"),
    ],
)
def test_where_the_line_breaks_are_lost_words_of_the_story_take_nothing(text: str) -> None:
    assert text == cleaned(text)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("", UNBROKEN, id="too much below"),
        pytest.param(UNBROKEN, "Boats were lost. " * 30, id="more than the rule allows"),
    ],
)
def test_where_the_line_breaks_are_lost_a_label_may_take_itself_only(above: str, below: str) -> None:
    left = cleaned(f"{above} {LABEL} {below}")

    assert left.startswith(above)
    assert left.strip().endswith(below.strip())


def test_a_short_label_tells_nothing_where_the_line_breaks_are_lost() -> None:
    short = alone(
        table_of('text = "More news"\nrest = true\nmax_words = 60\nremoves = ["More news"]\n'), Vocabulary(WORDS)
    )

    assert cleanse.clean(f"{UNBROKEN} More news Came to light in May.", rulebook=short).text.endswith("light in May.")


def test_a_pattern_opens_the_rest_as_a_phrase_does() -> None:
    pattern = alone(
        table_of("pattern = 'more from the \\w+'\nrest = true\nmax_words = 60\nremoves = ['x']\nkeeps = ['y']\n"),
        Vocabulary(WORDS),
    )

    assert UNBROKEN == cleaned(f"{UNBROKEN} More from the quay {TEASER}".replace("\n", " "), rulebook=pattern)


def rule_of(keys: str, kind: str = "ad") -> cleanse.Rulebook:
    """A rulebook of one rule."""
    table = table_of(f"{keys}\nremoves = ['x']\nkeeps = ['y']\n")
    return alone(msgspec.structs.replace(table, kind=kind), Vocabulary(WORDS))


def test_a_name_that_runs_on_into_a_sentence_stays_where_the_line_breaks_are_lost() -> None:
    bylines = rule_of("pattern = 'by \\w+ \\w+.*'", "byline")
    text = f"By Ada Byron Ferries left the harbour an hour late. {UNBROKEN}"

    assert text == cleaned(text, rulebook=bylines)
    assert UNBROKEN == cleaned(f"By Ada Byron and Jo Marlow. {UNBROKEN}", rulebook=bylines)
    assert cleaned("By Ada Byron of the harbour office at the old quay of Ormouth.", rulebook=bylines) == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("tide Tell us what you think of tides We sailed", "tide We sailed", id="five words"),
        pytest.param("tide Tell us more We sailed", "tide Tell us more We sailed", id="too few to be told"),
        pytest.param("They tell us what you think of tides We", "They tell us what you think of tides We", id="small"),
        pytest.param("Tell us what you think of tides and", "Tell us what you think of tides and", id="goes on"),
    ],
)
def test_a_long_phrase_is_told_from_the_story_where_the_line_breaks_are_lost(text: str, left: str) -> None:
    book = rule_of("text = ['Tell us what you think of tides', 'Tell us more']")

    assert cleaned(f"{UNBROKEN} {text} {UNBROKEN}", rulebook=book) == f"{UNBROKEN} {left} {UNBROKEN}"


@given(st.lists(st.sampled_from([*STORY, LABEL, *TEASER.split("\n")]), max_size=9))
def test_what_is_cleaned_stays_as_it_is(parts: list[str]) -> None:
    once = cleaned(*parts)

    assert once == cleaned(once)
