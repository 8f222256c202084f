"""The judge of lines: what it sees of a line, which texts it leaves alone, and that menus go and stories stay."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanse
from cleanse import load_rulebook
from cleanse.article.engine_rules import ENGINE_RULES, LINES
from cleanse.article.model import Policy
from cleanse.cleaning.line_features import content_of, features_of, lines_of
from cleanse.cleaning.line_judge import FEWEST, SURE, LineJudge
from cleanse.rulefiles.weights import Weights
from cleanse.text.fold import Fold
from tests.rulebooks import rulebook_of

STORY = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "The bridge opens in May, the mayor said, and the tram will cross it in June of the year that follows the fair.",
    "“We have waited for this bridge for thirty years,” Ada Byron told the council. “And now the rain is in the way.”",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
    "The council met on Friday behind closed doors. Nobody would say what was decided there, or by whom it was.",
    "Two boats were lost in the night, and a third one was found on the lawn of the school at the end of the quay.",
    "The drains of the lower town are older than anyone on the council, and the pumps were bought second-hand.",
    "It may rain again on Sunday, and the ferry will not leave before the wind has turned, the harbour master said.",
]
MENU = ["Home", "News", "Local news", "Sport", "Weather", "Opinion", "Letters", "Harbour life", "Jobs", "Cars", "Homes"]
TITLES = [
    "Ten places to go to when it rains",
    "Bridge of Quayton to close for a year",
    "How to grow leeks by the sea",
    "Old mill sold to a baker",
    "Ferry fares to rise again in May",
    "Lost dog found on the last boat",
    "School to stay shut until Thursday",
    "A day with the keeper of the light",
]
NO_RULES = rulebook_of({})
JUDGE = LineJudge(load_rulebook().line_weights)
LABELS = Weights(0.0, {"line": {"words2:ends0": 2.0}})
"""Lines of two words without a stop are furniture, and nothing else."""


def furniture(*lines: str, judge: LineJudge = JUDGE) -> list[str]:
    """The lines that are judged to be furniture."""
    fold = Fold("\n".join(lines))
    return [fold.plain[start:end] for start, end in judge.furniture(fold)]


def features(*lines: str) -> list[set[tuple[str, str]]]:
    """The features of each line."""
    return [set(found) for found in features_of(lines_of(Fold("\n".join(lines))))]


# ---------------------------------------------------------------- what is seen of a line


@pytest.mark.parametrize(
    ("text", "words", "ends", "prose", "short"),
    [
        pytest.param("News", 1, False, 0, True, id="a label"),
        pytest.param("It rained.", 2, True, 0, False, id="a short sentence"),
        pytest.param("“It rained.”", 2, True, 0, False, id="in quotation marks"),
        pytest.param("Will it rain? ", 3, True, 0, False, id="a question"),
        pytest.param("Ten places to go to when it rains", 8, False, 0, True, id="a title"),
        pytest.param("Ten places to go to on the quay when it rains", 11, False, 0, False, id="a long title"),
        pytest.param(STORY[0], 22, True, 22, False, id="a paragraph"),
        pytest.param("a " * 30, 30, False, 0, False, id="many words without a stop"),
    ],
)
def test_what_is_counted_of_a_line(text: str, words: int, ends: bool, prose: int, short: bool) -> None:
    (line,) = lines_of(Fold(text))

    assert (words, ends, prose, short) == (line.words, line.ends, line.prose, line.short)


def test_blank_lines_are_no_lines() -> None:
    assert ["One", "Two"] == [line.text for line in lines_of(Fold("One\n\n \nTwo\n"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour life", "words2:ends0"),
        ("It rained.", "words2:ends1"),
        ("• News", "bullet:words2"),
        ("HARBOUR LIFE", "capitals:words2"),
        ("24 hours", "digits:words2"),
        ("Read on:", "colon:words2"),
        ("news", "small:words1"),
        ("“Late”", "quoted:words1"),
        ("News | Sport", "bar"),
        ("It rained…", "excerpt:words2"),
        ("It rained...", "excerpt:words2"),
    ],
)
def test_features_of_a_line_itself(text: str, name: str) -> None:
    (found,) = features(text)

    assert ("line", name) in found


def test_a_line_that_stands_there_again_is_seen() -> None:
    again = ("line", "again:words1")

    assert [True, False, True] == [again in found for found in features("News", "Sport", "NEWS")]


def test_a_line_sees_its_neighbours() -> None:
    """Three on either side, and where there are none."""
    first, second, third = features("News", "It rained.", STORY[0])

    assert {("-1", "none"), ("+1", "words0:ends1"), ("+2", "words3:ends1"), ("+3", "none")} <= first
    assert {("-1", "words0:ends0"), ("+1", "words3:ends1")} <= second
    assert {("-1", "words0:ends1"), ("-2", "words0:ends0"), ("+1", "none")} <= third


def test_a_line_sees_how_much_of_the_story_stands_above_it() -> None:
    above, between, below = (features("News", *STORY, "Sport", *STORY, "Jobs")[at] for at in (0, 9, -1))

    assert [("place", "prose before0"), ("place", "prose before4"), ("place", "prose before7")] == [
        max(found & {("place", f"prose before{step}") for step in range(8)}) for found in (above, between, below)
    ]


def test_every_weight_that_ships_is_of_a_feature_that_a_line_can_have() -> None:
    size, words, common = r"words[0-4]:ends[01]", r"words(?:\d|1[01])", "(?:[0-7]|none)"
    forms = {
        "line": rf"{words}:ends[01]|(?:bullet|again|capitals|digits|colon|small|quoted|excerpt):{words}|bar",
        "place": rf"prose before[0-7](?::{size})?|run[0-8]:(?:{size}|prose before[0-7])|from (?:start|end)[0-8]:{size}",
        "document": rf"short lines[0-6]:{size}",
        "common": rf"{common}:(?:{size}|prose[01])|(?:before (?:{common}|start)|after (?:{common}|end)):{size}",
        "core": rf"(?:before|in|after)(?:[0-6]|:(?:{size}|common {common}(?::prose[01])?))",
        **dict.fromkeys(("-3", "-2", "-1", "+1", "+2", "+3"), rf"none|{size}"),
    }
    weights = load_rulebook().line_weights.weights

    assert forms.keys() == weights.keys()
    assert [] == [name for group in weights for name in weights[group] if not regex.fullmatch(forms[group], name)]
    assert set() == {group for found in features(*MENU, *STORY, *TITLES) for group, _ in found} - forms.keys()


def test_a_line_sees_what_it_has_in_common_with_the_story() -> None:
    """The share of its longer words that stand in other lines of the story, however they end."""
    menu, teaser, *_ = features("Harbour leeks", "Leeks by the sea", *STORY)

    assert {("common", "4:words0:ends0"), ("common", "after 0:words0:ends0")} <= menu
    assert {("common", "0:words1:ends0"), ("common", "before 4:words1:ends0")} <= teaser


def test_words_without_spaces_are_compared_by_pairs_of_letters() -> None:
    story = "港のフェリーは火曜日に一時間遅れて出港したが、乗客は潮を待つことを気にしていないようだった。"
    of_it, other = (features(title, story, story)[0] for title in ("港のフェリー", "新米記者"))

    assert ("common", "7:words0:ends0") in of_it
    assert ("common", "0:words0:ends0") in other


def test_a_line_sees_where_it_stands_to_the_core_of_the_story() -> None:
    """From the first to the last long line that has much in common with the others."""
    core = [STORY[0], STORY[0].replace("Tuesday", "Friday")]
    found = features("News", *core, "Sport", core[0], "Weather", "Jobs")

    assert [
        ("core", place) in names
        for names, place in zip(found, ("before1", "in0", "in0", "in0", "in0", "after1", "after2"), strict=True)
    ] == [True] * 7


# ---------------------------------------------------------------- what is content whatever it looks like


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The town has:", "• two doors", "• one roof", "It is old."], [False, True, True, False]),
        (["• News", "• Sport"], [False, False]),
        (["Follow us:", "News", "• Sport"], [False, False, False]),
        (["Ormouth 3 1 4", "12 May 2024", "1. Ormouth, 2. Fell"], [True, False, False]),
        (["-0.5 12% 3:1"], [True]),
        (["***", "* News"], [True, False]),
        ([], []),
    ],
)
def test_announced_lists_and_rows_of_numbers_are_content(lines: list[str], expected: list[bool]) -> None:
    assert expected == content_of(lines_of(Fold("\n".join(lines))))


def test_content_stays_where_menus_go() -> None:
    everything = LineJudge(Weights(-9.0, {}))
    gone = furniture(*MENU, "The town has:", "• two doors", "Ormouth 3 1 4", *STORY, judge=everything)

    assert not {"• two doors", "Ormouth 3 1 4"} & set(gone)
    assert {*MENU, "The town has:"} <= set(gone)


# ---------------------------------------------------------------- which texts are left alone


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (FEWEST - 1, 0), (FEWEST, FEWEST), (20, 20)])
def test_a_few_lines_are_left_alone(count: int, expected: int) -> None:
    lines = [f"Harbour {number}" for number in range(count)]

    assert lines[:expected] == furniture(*lines, *STORY, judge=LineJudge(LABELS))


@pytest.mark.parametrize(("least", "expected"), [(2.0 - SURE - 0.01, 9), (2.0 - SURE, 0), (1.9, 0), (2.0, 0)])
def test_lines_that_are_not_sure_are_left_alone(least: float, expected: int) -> None:
    judge = LineJudge(Weights(least, LABELS.weights))

    assert expected == len(furniture(*["Harbour life"] * 9, *STORY, judge=judge))


def test_where_some_are_sure_the_less_sure_go_too() -> None:
    judge = LineJudge(Weights(0.0, {"line": {"words2:ends0": 2.0, "words1:ends0": 0.1}}))

    assert ["News", *["Harbour life"] * 5] == furniture("News", *["Harbour life"] * 5, *STORY, judge=judge)


@pytest.mark.parametrize("text", ["", "\n", "News", "It rained.", *STORY, "\n\n".join(STORY)])
def test_a_text_without_menus_passes_untouched(text: str) -> None:
    assert text == cleanse.clean(text, rulebook=NO_RULES).text


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["BYRON:", "When does the bridge open?", "LOVELACE:", "In May, if it is dry."] * 6, id="speakers"),
        pytest.param(["A: The bridge opens in May.", "B: And who pays for it?", "A: The county."] * 6, id="transcript"),
        pytest.param(
            [f"{town} {n} 1 0 {3 * n}" for n, town in enumerate(["Ormouth", "Fell", "Hythe"] * 4)], id="table"
        ),
        pytest.param([f"{name} | {n} | 0" for n, name in enumerate(["Ormouth", "Fell", "Hythe"] * 2)], id="with bars"),
        pytest.param(["Ada Byron", "Bob Bell", "Cy Young", "Dora Maar", "Eve Arden", "Fay Wray"], id="names"),
        pytest.param(["Ada Byron, 43", "Bob Bell, 21", "Cy Young, 54", "Dora Maar, 60", "Eve Arden, 39"], id="ages"),
        pytest.param(["The rain came", "and the river", "went over the wall", "of the lower town"], id="a poem"),
    ],
)
def test_short_lines_of_a_story_stay(lines: list[str]) -> None:
    text = "\n".join([*STORY[:4], *lines, *STORY[4:]])

    assert furniture(text) == []
    assert all(line in cleanse.clean(text, rulebook=NO_RULES).text for line in lines)


# ---------------------------------------------------------------- menus go


@pytest.mark.parametrize("joint", ["\n", "\n\n", "\r\n", "\n \n"])
def test_menus_above_and_below_go_and_the_story_stays(joint: str) -> None:
    text = joint.join([*MENU, *STORY, *TITLES])
    article = cleanse.clean(text, rulebook=NO_RULES)
    left = {line.strip() for line in article.text.splitlines()} - {""}

    assert set(STORY) == left & set(STORY)
    assert len(left - set(STORY)) <= 0.2 * len(MENU + TITLES)
    assert {LINES.mark[:2]} == {(edit.rule, edit.kind) for edit in article.edits}
    assert LINES.mark.rule in ENGINE_RULES


def test_lines_stay_where_the_caller_keeps_them() -> None:
    text = "\n".join([*MENU, *STORY, *TITLES])

    assert text == cleanse.clean(text, rulebook=NO_RULES, policy=Policy(keep={"ui"})).text


@pytest.mark.long
def test_the_judge_takes_linear_time() -> None:
    taken = []
    for times in (10, 80):
        fold = Fold("\n".join([*MENU, *STORY, *TITLES] * times))
        start = time.process_time()
        JUDGE.furniture(fold)
        taken.append(time.process_time() - start)

    assert taken[1] < 8 * 4 * taken[0]


menus = st.lists(st.sampled_from([*MENU, *TITLES, "BYRON:", "3-1", "• Log in", "It rained."]), max_size=20)
stories = st.lists(st.sampled_from(STORY), max_size=8, unique=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(menus, stories, menus, st.sampled_from(["\n", "\n\n"]), st.booleans())
def test_twice_is_once(above: list[str], story: list[str], below: list[str], joint: str, ruled: bool) -> None:
    book = cleanse.load_rulebook() if ruled else NO_RULES
    between = [line for pair in zip(story, [*above, *below], strict=False) for line in pair]
    for text in (joint.join([*above, *story, *below]), joint.join(between)):
        once = cleanse.clean(text, rulebook=book).text

        assert once == cleanse.clean(once, rulebook=book).text
