"""Zones: where the story gets going and where it ends, measured from the running prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.edits import united
from cleanse.text.fold import Fold
from cleanse.text.prose import is_prose, story_end, story_start, titles_behind

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LABEL = "Share this story"
TITLE = "Ten places to go to with your children when it rains"


def claims(fold: Fold, pieces: list[str]) -> list[tuple[int, int]]:
    """The spans of these pieces, wherever they stand."""
    return united((at, at + len(p)) for p in pieces for at in range(len(fold.plain)) if fold.plain.startswith(p, at))


def starts_with(text: str, *claimed: str) -> str:
    """What stands from the start of the story on."""
    fold = Fold(text)
    return fold.plain[story_start(fold, claims(fold, [*claimed])) :]


def ends_with(text: str, *claimed: str) -> str:
    """What stands up to the end of the story."""
    fold = Fold(text)
    return fold.plain[: story_end(fold, claims(fold, [*claimed]))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="a sentence"),
        pytest.param(
            "“We have waited for this bridge for thirty years, and now it is here,” the mayor said.", id="quote"
        ),
        pytest.param(
            "The mayor said the bridge, which was late, would open in the spring (of this year)", id="bracket"
        ),
        pytest.param(
            "It rained. " + "The river rose again in the lower town and the school was closed " * 2, id="inside"
        ),
        pytest.param(
            "Er sagte, die Brücke werde im Frühjahr eröffnet; die Kosten trage zur Hälfte das Land.", id="German"
        ),
        pytest.param("市議会は火曜日の夜、新しい橋の建設計画を全会一致で承認した。", id="no spaces"),
        pytest.param("وقالت البلدية إن الجسر سيفتح أمام حركة المرور في الربيع المقبل بعد سنوات.", id="right to left"),
    ],
)
def test_paragraphs_are_prose(text: str) -> None:
    assert is_prose(Fold(text).plain)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LABEL, id="a label"),
        pytest.param(TITLE, id="a title"),
        pytest.param("It rained in the whole of the town.", id="a short sentence"),
        pytest.param("Ten places to go to when it rains on the whole of the town and its harbour", id="a long title"),
        pytest.param("a " * 40, id="many words without a stop"),
        pytest.param("橋が開いた。", id="a short sentence without spaces"),
        pytest.param("- - - - - - - - - - - - - - - -", id="marks"),
    ],
)
def test_lines_are_not_prose(text: str) -> None:
    assert not is_prose(Fold(text).plain)


@pytest.mark.parametrize("text", ["", f"{LABEL}\n{TITLE}"])
def test_a_text_without_prose_has_no_story(text: str) -> None:
    """Everything is before its start, and everything is behind its end."""
    fold = Fold(text)

    assert (len(fold.plain), 0) == (story_start(fold, []), story_end(fold, []))


def test_a_text_of_only_prose_is_all_story() -> None:
    text = f"{PROSE}\n\n{MORE}"
    fold = Fold(text)

    assert (0, len(fold.plain)) == (story_start(fold, []), story_end(fold, []))


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_the_story_lies_between_the_first_and_the_last_prose(lines: int) -> None:
    around = "\n".join([LABEL, TITLE] * lines)
    text = f"{around}\n{PROSE}\n{TITLE}\n{MORE}\n{around}"

    assert starts_with(text).startswith(PROSE)
    assert ends_with(text).endswith(MORE)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        pytest.param(f"{PROSE}\n{MORE}", [PROSE], id="a paragraph of furniture"),
        pytest.param(f"{PROSE} {MORE}", [PROSE], id="furniture in the same line"),
        pytest.param(f"{PROSE}{MORE}", [PROSE], id="furniture that is glued to it"),
        pytest.param(f"- {PROSE} – {MORE}", [PROSE], id="marks around it"),
        pytest.param(f"{LABEL}\n{PROSE}\n{PROSE} {MORE}", [PROSE, LABEL], id="several"),
        pytest.param(f"{LABEL} {PROSE} {MORE}", [LABEL, PROSE], id="several in a line"),
    ],
)
def test_claimed_prose_before_the_story_is_no_story(text: str, claimed: list[str]) -> None:
    assert starts_with(text, *claimed).lstrip(" -") == MORE


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        pytest.param(f"{MORE}\n{PROSE}", [PROSE], id="a paragraph of furniture"),
        pytest.param(f"{MORE} {PROSE}", [PROSE], id="furniture in the same line"),
        pytest.param(f"{MORE}{PROSE}", [PROSE], id="furniture that is glued to it"),
        pytest.param(f"{MORE} {PROSE} >>", [PROSE], id="marks around it"),
        pytest.param(f"{MORE} {PROSE}\n{PROSE}\n{LABEL}", [PROSE, LABEL], id="several"),
        pytest.param(f"{MORE} {PROSE} {LABEL}", [LABEL, PROSE], id="several in a line"),
    ],
)
def test_claimed_prose_behind_the_story_is_no_story(text: str, claimed: list[str]) -> None:
    assert ends_with(text, *claimed).rstrip(" ") == MORE


def test_furniture_inside_a_paragraph_does_not_end_it() -> None:
    text = f"{PROSE} {LABEL}. {MORE}"

    assert Fold(text).plain == starts_with(text, LABEL) == ends_with(text, LABEL)


@pytest.mark.parametrize(
    "claimed",
    [
        pytest.param(["mayor said, and the tram will cross it in June of the year after."], id="most of a paragraph"),
        pytest.param(["The bridge opens in May, the mayor said, and the tram"], id="the beginning of it"),
    ],
)
def test_what_is_left_of_a_paragraph_must_be_prose_itself(claimed: list[str]) -> None:
    fold = Fold(f"{PROSE}\n{MORE}")

    assert (0, len(PROSE)) == (story_start(fold, claims(fold, claimed)), story_end(fold, claims(fold, claimed)))


@given(st.lists(st.sampled_from([PROSE, MORE, LABEL, TITLE, "市議会は", "“"]), max_size=8), st.data())
def test_the_story_begins_and_ends_outside_of_claims(lines: list[str], data: st.DataObject) -> None:
    fold = Fold("\n".join(lines))
    edges = st.integers(0, len(fold.plain))
    claimed = united(
        (min(a, b), max(a, b)) for a, b in data.draw(st.lists(st.tuples(edges, edges), max_size=4)) if a != b
    )
    start, end = story_start(fold, claimed), story_end(fold, claimed)

    assert 0 <= start <= len(fold.plain)
    assert 0 <= end <= len(fold.plain)
    assert all(not first <= start < last for first, last in claimed)
    assert all(not first < end <= last for first, last in claimed)


def test_the_story_is_found_in_linear_time() -> None:
    """A thousand claims in one line are gone through once."""
    fold = Fold(f"{LABEL} x " * 5000)
    claimed = claims(fold, [LABEL])

    assert (len(fold.plain), 0) == (story_start(fold, claimed), story_end(fold, claimed))


@pytest.mark.parametrize(
    "following",
    [
        pytest.param("", id="nothing"),
        pytest.param(f"{PROSE}\n{TITLE}", id="prose"),
        pytest.param("It rained in the whole of the town.", id="a short sentence"),
        pytest.param("“We left”", id="a quotation"),
        pytest.param("Ten places to go to:", id="a colon"),
        pytest.param("ten " * 30, id="too many words"),
    ],
)
def test_what_is_no_title_stays(following: str) -> None:
    fold = Fold(f"Read more\n{following}")

    assert len("Read more") == titles_behind(fold, len("Read more"), 8)


@pytest.mark.parametrize(
    ("following", "most", "expected"),
    [
        pytest.param([TITLE], 8, 1, id="one"),
        pytest.param([TITLE] * 3, 8, 3, id="several"),
        pytest.param([TITLE] * 9, 8, 8, id="no more than the rule says"),
        pytest.param([TITLE, TITLE, "Why it rained?"], 8, 3, id="a question"),
        pytest.param([TITLE, PROSE], 8, 1, id="one before prose"),
        pytest.param([TITLE, TITLE, PROSE], 8, 2, id="long ones before prose"),
        pytest.param([TITLE, "The new bridge", PROSE], 8, 1, id="the last may be the prose's subhead"),
        pytest.param([TITLE, "The new bridge"], 8, 2, id="no prose follows"),
        pytest.param([TITLE, PROSE, TITLE], 8, 1, id="titles behind prose"),
    ],
)
def test_titles_behind_furniture_go_with_it(following: list[str], most: int, expected: int) -> None:
    lines = ["Read more", *following]
    fold = Fold("\n".join(lines))

    assert fold.ends[expected] == titles_behind(fold, len("Read more"), most)
