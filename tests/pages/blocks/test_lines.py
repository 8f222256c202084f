"""Lines: white space squeezed as browsers do, breaks, cells, and the parts of a line that are marked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.model import Mark
from cleanse.pages.blocks.lines import BREAK, CELL, Owner, Span, marked_lines, plain_lines, preformatted

SHARE = Mark("example.com/page/share", "share")
MORE = Mark("example.com/page/more", "related")

Part = tuple[str, Owner]


def lines(*parts: Part) -> list[tuple[str, Owner, list[Span]]]:
    """The lines of a text that is gathered of these parts."""
    return list(marked_lines(*_gathered(parts)))


def _gathered(parts: Sequence[Part]) -> tuple[str, list[Owner]]:
    return "".join(text for text, _ in parts), [owner for text, owner in parts for _ in text]


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize("text", ["", " ", "\n\t", BREAK, f" {BREAK} {BREAK}", CELL, f"{CELL} {CELL}"])
def test_white_space_breaks_and_cells_alone_are_no_line(text: str) -> None:
    assert [] == list(plain_lines(text))
    assert [] == list(marked_lines(text, [SHARE] * len(text)))
    assert [] == list(preformatted(text.replace(CELL, ""), [None] * len(text.replace(CELL, ""))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It  rained \n\there.", ["It rained here."]),
        ("3\xa0\xa0% of\u2003all\u2028", ["3\xa0\xa0% of\u2003all"]),
        ("It\x0brained\x02\x1f.", ["It\x0brained\x02\x1f."]),
        ("One\0Two", ["One\nTwo"]),
        (" One \0 Two ", ["One\nTwo"]),
        ("\0One\0", ["One"]),
        ("One\0 \0Two\0\0\0Three", ["One", "Two", "Three"]),
        ("\x011 \x01\n2\x01", ["1\t2"]),
        ("\x011\0one\x012", ["1\none\t2"]),
    ],
)
def test_lines_are_those_of_a_browser(text: str, expected: list[str]) -> None:
    """Marked or not."""
    assert expected == list(plain_lines(text))
    assert [(line, None, []) for line in expected] == lines((text, None))
    assert [(line, SHARE, []) for line in expected] == lines((text, SHARE))


@pytest.mark.parametrize(
    ("text", "expected"), [("a\n  b\t", "a\n  b"), ("\n a\0\0b", "a\n\nb"), ("a  b", "a  b"), ("\n\na", "a")]
)
def test_preformatted_text_is_one_line_with_all_its_white_space(text: str, expected: str) -> None:
    assert [(expected, None, [])] == list(preformatted(text, [None] * len(text)))


# ---------------------------------------------------------------- marked parts


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("It ", None), ("just", SHARE), (" rained.", None)], [("It just rained.", [(3, 7, SHARE)])]),
        ([("It ", None), (" just ", SHARE), (" rained.", None)], [("It just rained.", [(3, 7, SHARE)])]),
        ([("Share", SHARE), ("More", MORE)], [("ShareMore", [(0, 5, SHARE), (5, 9, MORE)])]),
        ([("Sh", SHARE), ("are", SHARE), (" It rained.", None)], [("Share It rained.", [(0, 5, SHARE)])]),
        ([("It\0", None), ("Share", SHARE)], [("It\nShare", [(3, 8, SHARE)])]),
        ([("1\x01", None), ("up", SHARE)], [("1\tup", [(2, 4, SHARE)])]),
        ([("It", None), ("\0Share\0\0More", SHARE)], [("It\nShare", [(2, 8, SHARE)]), ("More", SHARE)]),
    ],
)
def test_a_marked_part_lies_where_its_text_lies(
    parts: list[Part], expected: list[tuple[str, list[tuple[int, int, Mark]] | Mark]]
) -> None:
    """What parts of one mark follow each other are one; a line of one mark is marked as a whole."""
    found = [(line, mark or [(*span,) for span in spans]) for line, mark, spans in lines(*parts)]

    assert expected == found


@pytest.mark.parametrize("parts", [[(" ", None), ("Share", SHARE)], [("Share", SHARE), (" \0 ", None)]])
def test_white_space_around_a_marked_part_is_no_line_of_its_own(parts: list[Part]) -> None:
    assert [("Share", SHARE, [])] == lines(*parts)


def test_marked_parts_of_preformatted_text_leave_its_white_space() -> None:
    parts = [("\nCopy", SHARE), ("\n  a  b", None), ("\0", None), ("More", MORE), ("\n", None)]

    assert [("Copy\n  a  b\nMore", None, [Span(0, 4, SHARE), Span(12, 16, MORE)])] == list(
        preformatted(*_gathered(parts))
    )


# ---------------------------------------------------------------- properties

TEXTS = st.text(st.sampled_from(["a", "ż", ".", " ", "\n", "\t", "\xa0", BREAK]), max_size=12)
ROWS = st.text(st.sampled_from(["a", "ż", " ", CELL]), max_size=12)
PARTS = st.lists(st.tuples(TEXTS, st.sampled_from([None, None, SHARE, MORE])), max_size=6)


@given(st.one_of(TEXTS, ROWS))
def test_marks_move_no_line(text: str) -> None:
    """Both ways of making lines are one."""
    assert list(plain_lines(text)) == [line for line, _, _ in lines((text, None))]


@given(PARTS)
def test_every_letter_keeps_its_mark(parts: list[Part]) -> None:
    """Through all squeezing, in its order."""
    text, owners = _gathered(parts)
    expected = [(letter, owner) for letter, owner in zip(text, owners, strict=True) if letter in "aż."]

    for found in (lines(*parts), list(preformatted(text, owners))):
        assert expected == [(line[at], owner) for line, at, owner in _characters(found) if line[at] in "aż."]


def _characters(found: list[tuple[str, Owner, list[Span]]]) -> list[tuple[str, int, Owner]]:
    return [
        (line, at, mark or next((span.mark for span in spans if span.start <= at < span.end), None))
        for line, mark, spans in found
        for at in range(len(line))
    ]


@given(PARTS)
def test_parts_are_in_order_apart_and_not_empty(parts: list[Part]) -> None:
    """And a line that is marked as a whole has none."""
    for line, mark, spans in lines(*parts):
        edges = [edge for span in spans for edge in (span.start, span.end)]

        assert edges == sorted(edges)
        assert all(0 <= span.start < span.end <= len(line) for span in spans)
        assert line == line.strip() != ""
        assert not (mark and spans)
