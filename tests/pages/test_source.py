"""The source of a page's article: its blocks joined, and the edits that the page's own rules make."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.edits import apply, restore
from cleanse.article.kinds import CUT_KINDS, KINDS
from cleanse.article.model import Block, Mark, Policy
from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.blocks.lines import Span
from cleanse.pages.source import PageSource, source_of

MORE = Mark("example.com/page/more", "related")
CAPTION = Mark("example.com/page/figure", "caption")
DATELINE = Mark("example.com/page/dateline", "dateline")


def block(text: str, element: str = "p", mark: Mark | None = None, spans: Sequence[Span] = ()) -> PageBlock:
    """A block of this text."""
    return PageBlock(text, Place(None, element, {}, element, 1, 1, 0), mark=mark, spans=list(spans))


def paragraphs(*texts: str | tuple[str, Mark]) -> list[PageBlock]:
    """Paragraphs of these texts, some of them with a mark."""
    return [block(text) if isinstance(text, str) else block(text[0], mark=text[1]) for text in texts]


def left(source: PageSource) -> str:
    """What the edits leave."""
    return apply(source.text, source.edits)


# ---------------------------------------------------------------- what must not change


def test_no_blocks_make_an_empty_source() -> None:
    assert PageSource("", (), ()) == source_of([], Policy())


@pytest.mark.parametrize("policy", [Policy(), Policy(keep=CUT_KINDS), Policy(cut=KINDS - CUT_KINDS, repair=False)])
@pytest.mark.parametrize(
    "text", ["It rained.", "Żółw śpi –\n“twice”\u200b", "a\tb", "\u200b", "\ufeff\u2060", "🎈\ud800"]
)
def test_blocks_without_marks_are_joined_and_no_more(text: str, policy: Policy) -> None:
    """Whatever the policy."""
    source = source_of(paragraphs(text, "It stopped."), policy)

    assert (f"{text}\n\nIt stopped.", ()) == (source.text, source.edits)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_the_policy_keeps_is_only_marked(kind: str) -> None:
    mark = Mark("example.com/page/x", kind)
    found = [block("One", mark=mark), block("Two"), block("Three four", spans=[Span(0, 5, mark)])]
    source = source_of(found, Policy(keep=CUT_KINDS))

    assert "One\n\nTwo\n\nThree four" == source.text == left(source)
    assert [("One", False), ("Three", False)] == [(source.text[e.start : e.end], e.cut) for e in source.edits]


# ---------------------------------------------------------------- joints


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        (["p", "p"], "0\n\n1"),
        (["li", "li"], "0\n1"),
        (["tr", "tr"], "0\n1"),
        (["dt", "dt"], "0\n1"),
        (["dd", "dd"], "0\n1"),
        (["dt", "dd"], "0\n\n1"),
        (["p", "li", "li", "p"], "0\n\n1\n2\n\n3"),
        (["blockquote", "blockquote"], "0\n\n1"),
        (["figcaption", "figcaption"], "0\n\n1"),
        (["h2", "p"], "0\n\n1"),
        (["div"], "0"),
    ],
)
def test_items_and_rows_follow_line_by_line(elements: list[str], expected: str) -> None:
    """And everything else with a blank line between."""
    source = source_of([block(str(number), element) for number, element in enumerate(elements)], Policy())

    assert expected == source.text
    assert [Block(expected.index(str(n)), expected.index(str(n)) + 1, e) for n, e in enumerate(elements)] == [
        *source.blocks
    ]


# ---------------------------------------------------------------- furniture


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("Menu", MORE), "One", "Two"], "One\n\nTwo"),
        (["One", ("Menu", MORE), "Two"], "One\n\nTwo"),
        (["One", "Two", ("Menu", MORE)], "One\n\nTwo"),
        ([("Menu", MORE), ("Menu", CAPTION), "One", ("Menu", MORE), ("Menu", MORE)], "One"),
        (["One", ("Menu", MORE), ("A boat", CAPTION), ("Menu", MORE), "Two"], "One\n\nTwo"),
        ([("Menu", MORE)], ""),
        ([("Menu", MORE), ("A boat", CAPTION)], ""),
        (["One", ("Menu\nof two lines", MORE), "Two"], "One\n\nTwo"),
    ],
)
def test_blocks_go_with_one_of_the_breaks_around_them(texts: list[str | tuple[str, Mark]], expected: str) -> None:
    assert expected == left(source_of(paragraphs(*texts), Policy()))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([block("1", "li"), block("x", "li", MORE), block("2", "li")], "1\n2"),
        ([block("1", "li"), block("x", "p", MORE), block("2", "li")], "1\n\n2"),
        ([block("0"), block("x", "li", MORE), block("1", "li"), block("2", "li")], "0\n\n1\n2"),
        ([block("1", "li"), block("2", "li"), block("x", "li", MORE), block("3")], "1\n2\n\n3"),
        ([block("1", "li"), block("x", "li", MORE)], "1"),
    ],
)
def test_the_larger_break_stays(found: list[PageBlock], expected: str) -> None:
    assert expected == left(source_of(found, Policy()))


def test_every_block_that_goes_has_an_edit_of_its_own() -> None:
    """With its rule and its kind."""
    source = source_of(paragraphs("One", ("Menu", MORE), ("A boat", CAPTION), "Two"), Policy())

    assert [("Menu", *MORE[:2]), ("A boat", *CAPTION[:2])] == [
        (source.text[edit.start : edit.end].strip(), edit.rule, edit.kind) for edit in source.edits
    ]


def test_what_stays_keeps_its_breaks_beside_what_goes() -> None:
    """A kind that is only marked, between two that are cut."""
    source = source_of(paragraphs(("Menu", MORE), ("Ormouth —", DATELINE), ("Menu", MORE), "It rained."), Policy())

    assert "Ormouth —\n\nIt rained." == left(source)
    assert [True, False, True] == [edit.cut for edit in source.edits]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("It just rained.", [(3, 7)], "It rained."),
        ("Share It rained.", [(0, 5)], "It rained."),
        ("It rained. Share", [(11, 16)], "It rained."),
        ("It rained.\nShare", [(11, 16)], "It rained."),
        ("It just so rained.", [(3, 7), (8, 10)], "It rained."),
        ("It rained.Share", [(10, 15)], "It rained."),
        ("1up\t2", [(1, 3)], "1\t2"),
        ("Share\t2", [(0, 5)], "2"),
        ("It just\nso rained.", [(3, 10)], "It rained."),
    ],
)
def test_a_part_goes_with_the_space_that_would_be_left(text: str, spans: list[tuple[int, int]], expected: str) -> None:
    found = [block(text, spans=[Span(start, end, MORE) for start, end in spans])]

    assert expected == left(source_of(found, Policy()))
    assert f"0\n\n{expected}\n\n1" == left(source_of([block("0"), *found, block("1")], Policy()))


@pytest.mark.parametrize(
    ("text", "spans"), [("Share", [(0, 5)]), ("Share  this", [(0, 5), (7, 11)]), (" Share ", [(1, 6)])]
)
def test_a_block_of_which_nothing_is_left_goes_whole(text: str, spans: list[tuple[int, int]]) -> None:
    found = [block("0"), block(text, spans=[Span(start, end, MORE) for start, end in spans]), block("1")]

    assert "0\n\n1" == left(source_of(found, Policy()))


@pytest.mark.parametrize(
    "text", ["\u200b", "\ufeff", "\u2060\u200b", "Share\u200b", "\u200bShare", "\xa0", "…", "\x1f"]
)
def test_blocks_of_next_to_nothing_can_be_furniture(text: str) -> None:
    """Marks that are no white space to Python, but are to the rules."""
    assert "0\n\n1" == left(source_of(paragraphs("0", (text, MORE), "1"), Policy()))
    assert "" == left(source_of(paragraphs((text, MORE)), Policy()))


def test_an_edit_says_where_its_rule_comes_from_and_that_the_page_told_it() -> None:
    mark = Mark("example.com/page/more", "related", "publisher", of_page=True)
    source = source_of(paragraphs("One", ("Menu", mark)), Policy())

    assert [("publisher", True)] == [(edit.source, edit.of_page) for edit in source.edits]


@pytest.mark.parametrize("text", ["It rained here.", "It rained here, twice."])
def test_no_space_is_left_before_a_stop(text: str) -> None:
    found = block(text, spans=[Span(10, 14, MORE)])

    assert text.replace(" here", "") == left(source_of([found], Policy()))


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(MORE, DATELINE, "two"), (DATELINE, MORE, "One")], ids=["cut first", "cut last"]
)
def test_parts_that_cover_a_block_go_by_their_own_kinds(first: Mark, second: Mark, expected: str) -> None:
    found = block("One two", spans=[Span(0, 3, first), Span(4, 7, second)])

    assert expected == left(source_of([found], Policy()))


# ---------------------------------------------------------------- properties

MARKS = st.sampled_from([None, None, MORE, CAPTION, DATELINE])
ELEMENTS = st.sampled_from(["p", "li", "tr", "div", "h2", "dt", "dd"])
TEXTS = st.text(min_size=1, max_size=12).filter(str.strip).map(str.strip)
POLICIES = st.sampled_from([Policy(), Policy(keep={"caption"}), Policy(cut={"dateline"}), Policy(keep=CUT_KINDS)])


@st.composite
def page_blocks(draw: st.DrawFn) -> PageBlock:
    """A block that is marked as a whole, in parts, or not at all."""
    text, mark = draw(TEXTS), draw(MARKS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4))) if mark is None else []
    spans = [Span(start, end, MORE) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    return block(text, draw(ELEMENTS), mark, spans)


@given(st.lists(page_blocks(), max_size=6), POLICIES)
def test_blocks_lie_where_the_source_says(found: list[PageBlock], policy: Policy) -> None:
    source = source_of(found, policy)

    assert [(b.text, b.place.meant) for b in found] == [
        (source.text[b.start : b.end], b.element) for b in source.blocks
    ]
    assert source.text.split() == [word for b in found for word in b.text.split()]


@given(st.lists(page_blocks(), max_size=6), POLICIES)
def test_edits_are_in_order_and_apart(found: list[PageBlock], policy: Policy) -> None:
    """They lie in the source, put nothing in, and are cut as the policy says of their kind."""
    source = source_of(found, policy)
    edges = [edge for edit in source.edits for edge in (edit.start, edit.end)]

    assert edges == sorted(edges)
    assert all(0 <= edit.start < edit.end <= len(source.text) for edit in source.edits)
    assert [(policy.cuts(edit.kind), "") for edit in source.edits] == [(edit.cut, edit.insert) for edit in source.edits]


@given(st.lists(page_blocks(), max_size=6), POLICIES)
def test_the_source_comes_back(found: list[PageBlock], policy: Policy) -> None:
    source = source_of(found, policy)
    removed = [(e.start, source.text[e.start : e.end], e.insert) for e in source.edits if e.cut]

    assert source.text == restore(left(source), removed)


@given(st.lists(st.builds(block, TEXTS, ELEMENTS, MARKS), max_size=6), POLICIES)
def test_the_blocks_that_stay_are_left_as_they_are(found: list[PageBlock], policy: Policy) -> None:
    """Each whole, parted by the breaks that part blocks, and nothing else."""
    stay = [block.text for block in found if not (block.mark and policy.cuts(block.mark.kind))]
    text = left(source_of(found, policy))

    for number, kept in enumerate(stay):
        assert text.startswith(kept)
        text = text.removeprefix(kept)
        gap = text[: len(text) - len(text.lstrip("\n"))][:2] if number + 1 < len(stay) else ""
        assert gap in (("\n", "\n\n") if number + 1 < len(stay) else ("",))
        text = text.removeprefix(gap)
    assert text == ""


@given(st.lists(page_blocks(), max_size=6))
def test_no_letter_that_is_marked_is_left(found: list[PageBlock]) -> None:
    """And every other letter is."""
    policy = Policy(cut={"dateline"})
    expected = [
        letter
        for b in found
        for at, letter in enumerate(b.text)
        if letter.isalnum() and not b.mark and not any(span.start <= at < span.end for span in b.spans)
    ]

    assert expected == [letter for letter in left(source_of(found, policy)) if letter.isalnum()]
