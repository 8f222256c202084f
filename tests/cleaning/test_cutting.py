"""Cutting: what goes takes its white space along, and leaves the rest as if it had never been there."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.edits import apply, effective, restore
from cleanse.article.model import Edit, Mark, Policy
from cleanse.cleaning.cutting import Removal, edits_of
from cleanse.text.boundaries import separator
from cleanse.text.fold import Fold

ONE, TWO, AD = "The river rose.", "It fell again.", "Read more here"


def furniture(fold: Fold, *pieces: str, inline: bool = False, kind: str = "ad") -> list[Removal]:
    """These pieces of a text as furniture, wherever they stand."""
    return [
        Removal(at, at + len(piece), Mark("generic/ad/label", kind, "generic"), inline)
        for piece in pieces
        for at in range(len(fold.plain))
        if fold.plain.startswith(piece, at)
    ]


def without(source: str, *pieces: str, inline: bool = False) -> str:
    fold = Fold(source)
    return apply(source, edits_of(fold, furniture(fold, *pieces, inline=inline), Policy()))


@pytest.mark.parametrize("source", ["", " ", ONE, f"\n{ONE}\n\n\n {TWO} \n"])
def test_without_furniture_nothing_goes(source: str) -> None:
    assert edits_of(Fold(source), [], Policy()) == []


@pytest.mark.parametrize("kind", ["dateline", "ad"])
def test_what_the_policy_keeps_is_only_marked(kind: str) -> None:
    source = f"{ONE} {AD} {TWO}"
    fold = Fold(source)
    edits = edits_of(fold, furniture(fold, AD, kind=kind), Policy(keep={"ad"}))

    assert [Edit(16, 30, "generic/ad/label", kind, cut=False, source="generic")] == edits
    assert source == apply(source, edits)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(AD, "", id="the only one"),
        pytest.param(f"  {AD}\n\n", "", id="the only one, with white space around"),
        pytest.param(f"{AD}\n\n{ONE}", ONE, id="first"),
        pytest.param(f"\n {AD} \n\n  {ONE}\n", f"{ONE}\n", id="first, with white space around"),
        pytest.param(f"{ONE}\n\n{AD}", ONE, id="last"),
        pytest.param(f"{ONE}\n\n {AD} \n", f"{ONE} \n", id="last, with white space around"),
        pytest.param(f"{ONE}\n{AD}\n{TWO}", f"{ONE}\n{TWO}", id="middle, lines"),
        pytest.param(f"{ONE}\n\n{AD}\n\n{TWO}", f"{ONE}\n\n{TWO}", id="middle, paragraphs"),
        pytest.param(f"{ONE}\n\n{AD}\n{TWO}", f"{ONE}\n\n{TWO}", id="the larger break is before"),
        pytest.param(f"{ONE}\n{AD}\n\n{TWO}", f"{ONE}\n\n{TWO}", id="the larger break is behind"),
        pytest.param(f"{ONE}\r\n\r\n{AD}\r\n{TWO}", f"{ONE}\r\n\r\n{TWO}", id="Windows line ends"),
        pytest.param(f"{ONE}\n \n{AD}\n{TWO}", f"{ONE}\n \n{TWO}", id="a break with white space in it"),
        pytest.param(f"{ONE}\n\n{AD}\n\n{AD}\n\n{TWO}", f"{ONE}\n\n{TWO}", id="two in a row"),
        pytest.param(f"{AD}\n{ONE}\n{AD}\n{TWO}\n{AD}", f"{ONE}\n{TWO}", id="first, middle and last"),
        pytest.param(f"{ONE}\n- {AD} >>\n{TWO}", f"{ONE}\n{TWO}", id="with marks around"),
        pytest.param(f"{ONE}\n{AD} | {AD}\n{TWO}", f"{ONE}\n{TWO}", id="two in a line with a mark between"),
    ],
)
def test_whole_blocks_go_with_the_smaller_break(source: str, expected: str) -> None:
    assert expected == without(source, AD)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"{AD} {ONE}", ONE, id="first"),
        pytest.param(f"{ONE} {AD}", ONE, id="last"),
        pytest.param(f"{ONE} {AD} {TWO}", f"{ONE} {TWO}", id="middle"),
        pytest.param(f"{ONE}  {AD}   {TWO}", f"{ONE}  {TWO}", id="middle, with wide spaces"),
        pytest.param(f"{ONE}{AD} {TWO}", f"{ONE} {TWO}", id="glued to what stands before"),
        pytest.param(f"{ONE} {AD}{TWO}", f"{ONE} {TWO}", id="glued to what follows"),
        pytest.param(f"{AD}{ONE}", ONE, id="first and glued"),
        pytest.param(f"{ONE}{AD}", ONE, id="last and glued"),
        pytest.param(f"{ONE}{AD}{TWO}", f"{ONE} {TWO}", id="glued on both sides"),
        pytest.param(f"{TWO}\n\n{ONE}{AD}{TWO}", f"{TWO}\n\n{ONE}\n\n{TWO}", id="glued on both sides, paragraphs"),
        pytest.param(f"{TWO}\n{ONE}{AD}{TWO}", f"{TWO}\n{ONE}\n{TWO}", id="glued on both sides, lines"),
        pytest.param(f"- {AD} {ONE}", ONE, id="a bullet before it"),
        pytest.param(f"{ONE} {AD} >>", f"{ONE}", id="an arrow behind it"),
        pytest.param(f"The river {AD}, which rose.", "The river, which rose.", id="a comma clings to the word before"),
        pytest.param(f"{ONE} {AD} {AD} {TWO}", f"{ONE} {TWO}", id="two in a row"),
        pytest.param(f"{AD} {ONE} {AD} {TWO} {AD}", f"{ONE} {TWO}", id="first, middle and last"),
        pytest.param(f"{ONE}{AD}{AD}{TWO}", f"{ONE} {TWO}", id="two, all glued"),
    ],
)
def test_part_of_a_block_goes_with_its_white_space(source: str, expected: str) -> None:
    assert expected == without(source, AD)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"The river {AD} rose.", "The river rose.", id="between words"),
        pytest.param(f"The river{AD}Rose.\n\n{TWO}", f"The river Rose.\n\n{TWO}", id="glued: a space, not a break"),
        pytest.param(f"The river {AD}.", "The river.", id="the stop of its sentence stays"),
        pytest.param(f"The river {AD}, it rose.", "The river, it rose.", id="a comma stays"),
        pytest.param(f"The river {AD}", "The river", id="last"),
    ],
)
def test_what_is_spliced_into_a_sentence_leaves_the_sentence(source: str, expected: str) -> None:
    assert expected == without(source, AD, inline=True)


def test_furniture_over_several_blocks_leaves_what_is_not_its_own() -> None:
    source = f"{ONE} Your support\n\nhelps us.\nIt does. {TWO}"

    assert f"{ONE}\n\n{TWO}" == without(source, "Your support helps us. It does.")


def test_pieces_that_overlap_go_together() -> None:
    source = f"{ONE} Read more here now. {TWO}"

    assert f"{ONE} {TWO}" == without(source, "Read more here", "more here now.")


def test_pieces_that_overlap_over_two_blocks_leave_the_break_between_them() -> None:
    source = f"{ONE} Your support\n\nhelps us. {TWO}"

    assert f"{ONE}\n\n{TWO}" == without(source, "Your support helps us.")
    assert f"{ONE}\n\n{TWO}" == without(source, "Your support helps", "support helps us.")


def test_of_two_pieces_one_inside_another_the_outer_one_is_named() -> None:
    fold = Fold(f"{ONE}\n{AD}\n{TWO}")
    inner = Removal(21, 25, Mark("generic/ad/label", "ad", "generic"))
    edits = edits_of(fold, [inner, Removal(16, 30, Mark("generic/related/more", "related", "generic"))], Policy())

    assert [edit.rule for edit in edits] == ["generic/related/more"]


def test_of_two_pieces_at_one_place_the_publishers_is_named() -> None:
    fold = Fold(AD)
    marks = [
        Mark("generic/ad/label", "ad", "generic"),
        Mark("example.com/ad", "ad", "publisher"),
        Mark("example.com/more", "ad", "publisher"),
    ]
    items = [Removal(0, 14, mark) for mark in marks]

    assert [edit.rule for edit in edits_of(fold, items, Policy())] == ["example.com/ad"]


def test_each_piece_of_a_hole_has_its_edit() -> None:
    source = f"{ONE}\n\nAdvertisement\n\n{AD}\n\n{TWO}"
    fold = Fold(source)
    items = [*furniture(fold, "Advertisement"), *furniture(fold, AD, kind="related")]
    edits = edits_of(fold, items, Policy())

    assert [("ad", "Advertisement\n\n"), ("related", f"{AD}\n\n")] == [
        (edit.kind, source[edit.start : edit.end]) for edit in edits
    ]


@pytest.mark.parametrize(
    ("source", "expected"), [("", " "), (ONE, " "), ("One.\nTwo.", "\n"), ("One.\nTwo.\n\nThree.", "\n\n")]
)
def test_paragraphs_are_parted_as_the_source_parts_them(source: str, expected: str) -> None:
    assert expected == separator(source)


@st.composite
def furnished(draw: st.DrawFn) -> tuple[str, list[Removal]]:
    """A text of any shape, and any spans of it as furniture."""
    parts = []
    for piece in draw(st.lists(st.sampled_from([ONE, TWO, AD, "市議会。", "- x", "“A”", "…", "a,b"]), max_size=6)):
        parts += [piece, draw(st.sampled_from(["\n\n", "\n", " ", "", "  ", "\r\n", " \n \n"]))]
    source = "".join(parts)
    length = len(Fold(source).plain)
    items = []
    for number in range(draw(st.integers(0, 4)) if length else 0):
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, min(length, start + 30)))
        items.append(
            Removal(
                start, end, Mark(f"generic/ad/{number}", draw(st.sampled_from(["ad", "dateline"]))), draw(st.booleans())
            )
        )
    return source, items


@given(furnished())
def test_all_that_is_claimed_goes_and_of_the_rest_only_white_space_and_marks(case: tuple[str, list[Removal]]) -> None:
    source, items = case
    fold = Fold(source)
    edits = edits_of(fold, items, Policy())
    claimed = {fold.source_offset(at) for item in items if item.mark.kind == "ad" for at in range(item.start, item.end)}
    gone = {at for edit in edits if edit.cut for at in range(edit.start, edit.end)}

    assert {at for at in claimed if not source[at].isspace()} <= gone
    assert not any(source[at].isalnum() for at in gone - claimed)


@given(furnished())
def test_the_words_on_either_side_stay_apart(case: tuple[str, list[Removal]]) -> None:
    """No cut glues two letters that were not neighbours."""
    source, items = case
    for start, end, insert in effective(edits_of(Fold(source), items, Policy())):
        assert insert or not (source[:start][-1:].isalnum() and source[end : end + 1].isalnum())


@given(furnished())
def test_the_edits_cover_their_holes_and_can_be_undone(case: tuple[str, list[Removal]]) -> None:
    source, items = case
    edits = edits_of(Fold(source), items, Policy())
    removals = [(edit.start, source[edit.start : edit.end], edit.insert) for edit in edits if edit.cut]

    assert source == restore(apply(source, edits), removals)
    assert edits == sorted(edits, key=lambda edit: (edit.start, edit.end, edit.rule))


@given(furnished(), st.randoms(use_true_random=False))
def test_the_order_of_furniture_means_nothing(case: tuple[str, list[Removal]], order: random.Random) -> None:
    source, items = case
    shuffled = [*items]
    order.shuffle(shuffled)

    assert edits_of(Fold(source), items, Policy()) == edits_of(Fold(source), shuffled, Policy())
