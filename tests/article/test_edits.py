"""Edits: what they make of a source, and the way back."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse import clean
from cleanse.article.edits import apply, composed, effective, in_source, in_text, restore, united
from cleanse.article.model import Edit
from cleanse.authoring.examples import alone
from cleanse.rulefiles.schema import RuleTable
from cleanse.rulefiles.vocabulary import Vocabulary

WORDS = Vocabulary({})
SOURCE = "One. Two. Three."


def cut(start: int, end: int, insert: str = "") -> Edit:
    return Edit(start, end, "generic/ad/label", "ad", insert)


@st.composite
def edits_over(draw: st.DrawFn, length: int, inserts: st.SearchStrategy[str]) -> list[Edit]:
    """Edits in any order: overlapping, touching, empty, said twice, marked only."""
    edits = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, length))
        end = draw(st.integers(start, min(length, start + 8)))
        kept = draw(st.integers(0, 4)) == 0
        edits.append(Edit(start, end, f"generic/ad/{draw(st.integers(0, 3))}", "ad", draw(inserts), cut=not kept))
    return edits


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A source and edits of it, whose insertions are one and the same gap, as a document has only one."""
    source = draw(st.text(max_size=40))
    gap = draw(st.sampled_from(["\n\n", "\n", " "]))
    return source, draw(edits_over(len(source), st.sampled_from(["", gap])))


@st.composite
def edited_anyhow(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A source and edits of it that insert anything."""
    source = draw(st.text(max_size=40))
    return source, draw(edits_over(len(source), st.text(alphabet="ab \n", max_size=3)))


def removals(source: str, edits: list[Edit]) -> list[tuple[int, str, str]]:
    """What a written record holds of the cut edits."""
    return [(edit.start, source[edit.start : edit.end], edit.insert) for edit in edits if edit.cut]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([], id="no edits"),
        pytest.param([Edit(0, 5, "generic/ad/label", "ad", cut=False)], id="marked only"),
        pytest.param([Edit(5, 5, "generic/ad/label", "ad", "\n", cut=False)], id="an insertion that is off"),
        pytest.param([cut(3, 3)], id="nothing for nothing"),
        pytest.param([cut(0, 0), cut(16, 16)], id="nothing at the edges"),
    ],
)
def test_what_is_not_cut_stays(edits: list[Edit]) -> None:
    assert apply(SOURCE, edits) == SOURCE
    assert restore(SOURCE, removals(SOURCE, edits)) == SOURCE


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([cut(0, 5)], "Two. Three.", id="first"),
        pytest.param([cut(4, 9)], "One. Three.", id="middle"),
        pytest.param([cut(9, 16)], "One. Two.", id="last"),
        pytest.param([cut(0, 16)], "", id="all"),
        pytest.param([cut(0, 7), cut(5, 10)], "Three.", id="overlapping"),
        pytest.param([cut(0, 10), cut(2, 4)], "Three.", id="one inside another"),
        pytest.param([cut(5, 10), cut(0, 5)], "Three.", id="touching, in any order"),
        pytest.param([cut(0, 5), cut(0, 5)], "Two. Three.", id="twice the same"),
        pytest.param([cut(4, 4, "\n")], "One.\n Two. Three.", id="an insertion"),
        pytest.param([cut(4, 5, "\n")], "One.\nTwo. Three.", id="a removal that inserts"),
        pytest.param(
            [cut(4, 10), cut(6, 6, "\n")], "One.\nThree.", id="an insertion inside a removal stands in its place"
        ),
        pytest.param([cut(4, 10), cut(10, 10, "\n")], "One.\nThree.", id="an insertion behind a removal stays"),
        pytest.param([cut(4, 10), cut(4, 4, "\n")], "One.\nThree.", id="an insertion before a removal stays"),
        pytest.param([cut(16, 16, "\n")], SOURCE + "\n", id="an insertion at the end"),
    ],
)
def test_edits_are_applied_and_undone(edits: list[Edit], expected: str) -> None:
    assert expected == apply(SOURCE, edits)
    assert restore(expected, removals(SOURCE, edits)) == SOURCE


@given(edited())
def test_restoring_gives_the_source_back(case: tuple[str, list[Edit]]) -> None:
    source, edits = case

    assert source == restore(apply(source, edits), removals(source, edits))


@given(edited_anyhow())
def test_restoring_gives_the_source_back_whatever_was_inserted(case: tuple[str, list[Edit]]) -> None:
    source, edits = case

    assert source == restore(apply(source, edits), removals(source, edits))


@given(edited_anyhow(), st.randoms(use_true_random=False))
def test_the_order_of_edits_means_nothing(case: tuple[str, list[Edit]], order: random.Random) -> None:
    source, edits = case
    shuffled = [*edits]
    order.shuffle(shuffled)

    assert apply(source, edits) == apply(source, shuffled)


@given(edited())
def test_what_is_outside_of_all_cuts_stays_and_nothing_else(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    bare = [cut(edit.start, edit.end) for edit in edits if edit.cut]
    gone = {place for edit in bare for place in range(edit.start, edit.end)}

    assert "".join(letter for place, letter in enumerate(source) if place not in gone) == apply(source, bare)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("It", [(3, "rained.", "")], id="a text that is too short"),
        pytest.param("It rained.", [(2, "", "\n")], id="an insertion that is not there"),
        pytest.param("It rained.", [(2, " has", "\n")], id="a removal whose insertion is not there"),
        pytest.param("", [(1, "x", "")], id="an empty text"),
    ],
)
def test_edits_of_another_text_are_refused(text: str, written: list[tuple[int, str, str]]) -> None:
    with pytest.raises(ValueError, match="edits do not fit the text"):
        restore(text, written)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(0, 3), (4, 6)], [(0, 3), (4, 6)], id="apart"),
        pytest.param([(4, 6), (0, 3)], [(0, 3), (4, 6)], id="in order"),
        pytest.param([(0, 4), (4, 6)], [(0, 6)], id="touching"),
        pytest.param([(0, 5), (3, 6)], [(0, 6)], id="overlapping"),
        pytest.param([(0, 9), (3, 4), (9, 9)], [(0, 9)], id="one inside another"),
        pytest.param([(2, 2)], [(2, 2)], id="an empty one"),
    ],
)
def test_spans_are_united(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert expected == united(spans)


@given(edited_anyhow())
def test_effective_edits_are_in_order_and_apart(case: tuple[str, list[Edit]]) -> None:
    stretches = effective(case[1])

    assert all(before[1] < after[0] for before, after in pairwise(stretches))


def test_edits_of_a_text_that_was_edited_are_moved_to_the_source() -> None:
    first = [cut(0, 5), cut(9, 9, "\n")]
    text = apply(SOURCE, first)
    second = [cut(0, 4)]

    assert text == "Two.\n Three."
    assert "\n Three." == apply(text, second) == apply(SOURCE, composed(first, second))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(cut(0, 10), "Police say so.", id="a sentence and the whole break behind it"),
        pytest.param(cut(0, 9), "\nPolice say so.", id="a sentence and a part of the break"),
        pytest.param(cut(8, 24), "It fell.", id="the break and the sentence behind it"),
        pytest.param(cut(8, 10), "It fell.Police say so.", id="the break alone"),
        pytest.param(cut(0, 8), "\n\nPolice say so.", id="all but the break"),
    ],
)
def test_a_cut_that_reaches_into_an_insertion_takes_no_letter_more(second: Edit, expected: str) -> None:
    source, first = "It fell.Police say so.", [cut(8, 8, "\n\n")]

    assert expected == apply(apply(source, first), [second])
    assert expected == apply(source, composed(first, [second]))


def test_a_paragraph_that_a_repair_laid_bare_goes_without_the_next_letter() -> None:
    """The second pass cuts the line and the break that the first one put in, and none of what follows."""
    table = RuleTable(id="x", kind="credit", why="x", removes=["x"], pattern="photo: .{3,42}")
    text = "The river fell.\n\nPhoto: the harbour at the end of late Sunday.Police say so.\n\nIt rained."

    assert clean(text, rulebook=alone(table, WORDS)).text == "The river fell.\n\nPolice say so.\n\nIt rained."


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A source, edits of it, and edits of what they make of it."""
    source, first = draw(edited())
    second = draw(edits_over(len(apply(source, first)), st.sampled_from(["", "\n"])))
    return source, first, second


@given(edited_twice())
def test_one_after_the_other_is_both_at_once_where_nothing_is_inserted(
    case: tuple[str, list[Edit], list[Edit]],
) -> None:
    source, first, second = case
    first = [edit for edit in first if not edit.insert]
    second = [cut(edit.start, edit.end) for edit in second if edit.cut and edit.end <= len(apply(source, first))]

    assert apply(apply(source, first), second) == apply(source, composed(first, second))


@given(edited_twice())
def test_one_after_the_other_is_both_at_once(case: tuple[str, list[Edit], list[Edit]]) -> None:
    """Whatever the second edits take or put in, the first one's insertions included."""
    source, first, second = case
    second = [edit for edit in second if edit.cut]

    assert apply(apply(source, first), second) == apply(source, composed(first, second))


@given(edited_twice())
def test_what_was_edited_twice_can_be_restored(case: tuple[str, list[Edit], list[Edit]]) -> None:
    source, first, second = case
    both = [*composed(first, [edit for edit in second if edit.cut])]

    assert source == restore(apply(source, both), removals(source, both))


def marked(start: int, end: int, rule: str = "x/mark") -> Edit:
    return Edit(start, end, rule, "dateline", cut=False)


@pytest.mark.parametrize(
    ("first", "second", "start", "end"),
    [
        pytest.param([], marked(5, 9), 5, 9, id="nothing was cut"),
        pytest.param([cut(9, 16)], marked(0, 4), 0, 4, id="before a cut"),
        pytest.param([cut(0, 5)], marked(0, 4), 5, 9, id="behind a cut"),
        pytest.param([cut(0, 5)], marked(0, 11), 5, 16, id="to the end"),
        pytest.param([cut(5, 10)], marked(0, 11), 0, 16, id="around a cut: what went in between is marked with it"),
        pytest.param([cut(4, 4, "\n\n")], marked(7, 11), 5, 9, id="behind an insertion"),
        pytest.param([cut(4, 4, "\n\n")], marked(0, 11), 0, 9, id="around an insertion"),
        pytest.param([cut(4, 4, "\n\n")], marked(4, 6), 4, 4, id="an insertion alone"),
        pytest.param([cut(0, 5), cut(9, 10, "\n")], marked(5, 11), 10, 16, id="behind two"),
    ],
)
def test_marks_in_a_text_that_was_edited_are_moved_to_the_source(
    first: list[Edit], second: Edit, start: int, end: int
) -> None:
    (mark,) = [edit for edit in composed(first, [second]) if not edit.cut]

    assert (start, end, second.rule, second.kind) == (mark.start, mark.end, mark.rule, mark.kind)


def test_marks_of_both_stay_beside_each_other() -> None:
    """Those of the first as they are, and nothing of the text changes by them."""
    first = [marked(5, 9, "x/first"), cut(0, 5)]
    both = composed(first, [marked(0, 4, "x/second"), cut(4, 5)])

    assert [(5, 9, "x/first"), (5, 9, "x/second")] == [(e.start, e.end, e.rule) for e in both if not e.cut]
    assert "Two.Three." == apply(SOURCE, both)


def test_what_both_say_alike_is_said_by_both() -> None:
    assert [marked(0, 4), marked(0, 4)] == [*composed([marked(0, 4)], [marked(0, 4)])]


@given(edited_twice())
def test_marks_change_nothing_of_a_text_edited_twice(case: tuple[str, list[Edit], list[Edit]]) -> None:
    source, first, second = case
    cuts = [[edit for edit in edits if edit.cut] for edits in (first, second)]

    assert apply(source, composed(*cuts)) == apply(source, composed(first, second))


@given(edited_twice())
def test_every_mark_of_both_is_there_and_lies_in_the_source(case: tuple[str, list[Edit], list[Edit]]) -> None:
    source, first, second = case
    marks = [edit for edit in composed(first, second) if not edit.cut]

    assert [*sorted(e.rule for e in (*first, *second) if not e.cut)] == sorted(edit.rule for edit in marks)
    assert all(0 <= edit.start <= edit.end <= len(source) for edit in marks)


@given(edited_twice())
def test_a_mark_of_the_second_covers_the_letters_that_it_marked(case: tuple[str, list[Edit], list[Edit]]) -> None:
    """Where nothing was put in, they are a part of what it covers in the source, in their order."""
    source, first, second = case
    first = [edit for edit in first if not edit.insert and edit.cut]
    text = apply(source, first)
    for number, edit in enumerate(edit for edit in second if edit.end <= len(text)):
        mark = marked(edit.start, edit.end, f"x/{number}")
        (moved,) = [found for found in composed(first, [mark]) if not found.cut]
        inside = [
            cut(max(e.start, moved.start) - moved.start, min(e.end, moved.end) - moved.start)
            for e in first
            if e.end > moved.start and e.start < moved.end
        ]

        assert text[edit.start : edit.end] == apply(source[moved.start : moved.end], inside)


# ---------------------------------------------------------------- places


@given(edited(), st.data())
def test_a_stretch_of_the_text_is_found_in_the_source_and_back(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    """It begins and ends there with the same letters."""
    source, edits = case
    edits = [Edit(edit.start, edit.end, edit.rule, edit.kind, "", edit.cut) for edit in edits]
    start = data.draw(st.integers(0, len(source)))
    text = apply(source, edits)[start:][: data.draw(st.integers(1, 9))]
    first, last = in_source(edits, start, start + len(text))

    if text:
        assert (start, start + len(text)) == in_text(edits, first, last)
        assert (text[0], text[-1]) == (source[first], source[last - 1])


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ("One.", "One."),
        ("Two.", ""),
        ("e. Tw", "e."),
        ("wo. Three.", " Three."),
        (" Th", " Th"),
        (SOURCE, "One. Three."),
    ],
)
def test_what_is_left_of_a_stretch_of_the_source_is_found_in_the_text(stretch: str, expected: str) -> None:
    """A cut went through it, or all of it went."""
    edits = [cut(4, 9)]
    at = SOURCE.index(stretch)
    start, end = in_text(edits, at, at + len(stretch))

    assert expected == apply(SOURCE, edits)[start:end]


def test_places_behind_an_insertion_are_found() -> None:
    edits = [cut(4, 10, "\n")]

    assert (5, 11) == in_text(edits, 10, 16)
    assert (10, 16) == in_source(edits, 5, 11)
    assert "Three." == apply(SOURCE, edits)[5:11]
