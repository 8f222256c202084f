"""Markdown: an article's blocks, each as what it stood in on the page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.article import Article
from cleanse.article.markdown import kept_blocks, markdown
from cleanse.article.model import Edit, Mark, Policy
from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.source import source_of

CUT = "> "
"""Before a text that is furniture."""


def article(*blocks: tuple[str, str], edits: Sequence[Edit] = ()) -> Article:
    """An article of these elements and texts, of which those behind a sign are cut."""
    found = []
    for element, text in blocks:
        mark = Mark("example.com/page/x", "ui") if text.startswith(CUT) else None
        found.append(PageBlock(text.removeprefix(CUT), Place(None, element, {}, element, 1, 1, 0), mark=mark))
    source = source_of(found, Policy())
    return Article(source=source.text, blocks=source.blocks, edits=(*source.edits, *edits))


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize("text", ["", "It rained.\n\nTwice.", "# Rain\n- 1. > +", "\ufeff \r\n", "| a |\n```"])
def test_an_article_of_plain_text_is_given_back_as_it_is(text: str) -> None:
    assert text == markdown(Article(source=text))


def test_and_so_is_what_is_left_of_it() -> None:
    assert "It rained." == markdown(Article(source="Ad\nIt rained.", edits=(Edit(0, 3, "generic/ad/label", "ad"),)))


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "“Żółw śpi,” she said – twice…",
        "市議会は承認した。",
        "3 > 2, and 1 - 1 + 0 # is nothing",
        "#rain and +more",
        "-5 degrees",
        "1.5 million",
        "2024 was wet",
    ],
)
@pytest.mark.parametrize("element", ["p", "div", "figcaption", "dt", "dd", "summary"])
def test_a_paragraph_is_its_text(text: str, element: str) -> None:
    assert f"{text}\n" == markdown(article((element, text)))


def test_paragraphs_are_the_article_s_text() -> None:
    """With a line break at the end of the last, as files have it."""
    made = article(("p", "One."), ("p", "> Menu"), ("div", "Two."), ("p", "Three."))

    assert made.text + "\n" == markdown(made)


# ---------------------------------------------------------------- elements


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([("h1", "Rain")], "# Rain\n"),
        ([("h6", "Rain")], "###### Rain\n"),
        ([("h2", "Rain\nagain")], "## Rain again\n"),
        ([("h2", "Rain"), ("p", "It rained.")], "## Rain\n\nIt rained.\n"),
        ([("li", "One"), ("li", "Two")], "- One\n- Two\n"),
        ([("li", "One\nmore"), ("li", "Two")], "- One\n  more\n- Two\n"),
        ([("p", "Two:"), ("li", "One"), ("p", "Three")], "Two:\n\n- One\n\nThree\n"),
        ([("blockquote", "Late\nagain")], "> Late\n> again\n"),
        ([("pre", "a\n  b\n# c")], "```\na\n  b\n# c\n```\n"),
        ([("p", "One\nTwo")], "One  \nTwo\n"),
        ([("tr", "a\tb"), ("tr", "1\t2")], "| a | b |\n| --- | --- |\n| 1 | 2 |\n"),
        ([("tr", "a"), ("p", "x"), ("tr", "b")], "| a |\n| --- |\n\nx\n\n| b |\n| --- |\n"),
        ([("tr", "a|b\tc")], "| a\\|b | c |\n| --- | --- |\n"),
        ([("p", "One"), ("tr", "a\tb"), ("p", "Two")], "One\n\n| a | b |\n| --- | --- |\n\nTwo\n"),
    ],
)
def test_every_element_has_its_form(blocks: list[tuple[str, str]], expected: str) -> None:
    """Headings, items, quotations, code, lines and rows; items and rows follow each other line by line."""
    assert expected == markdown(article(*blocks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Rain", "\\# Rain\n"),
        ("- One", "\\- One\n"),
        ("+ One", "\\+ One\n"),
        ("One\n- Two", "One  \n\\- Two\n"),
    ],
)
def test_what_looks_like_a_form_at_the_start_of_a_line_is_escaped(text: str, expected: str) -> None:
    assert expected == markdown(article(("p", text)))


# ---------------------------------------------------------------- what is left of blocks


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([("p", "> Menu"), ("p", "One")], "One\n"),
        ([("p", "One"), ("p", "> Menu")], "One\n"),
        ([("li", "One"), ("li", "> Menu"), ("li", "Two")], "- One\n- Two\n"),
        ([("li", "One"), ("p", "> Menu"), ("li", "Two")], "- One\n- Two\n"),
        ([("tr", "> Town\tRain"), ("tr", "1\t2"), ("tr", "3\t4")], "| 1 | 2 |\n| --- | --- |\n| 3 | 4 |\n"),
        ([("h2", "> Menu")], ""),
        ([], ""),
    ],
)
def test_what_is_cut_is_not_shown(blocks: list[tuple[str, str]], expected: str) -> None:
    assert expected == markdown(article(*blocks))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(0, 3, "x", "ui"), ["rained.", "Twice."]),
        (Edit(2, 9, "x", "ui"), ["It.", "Twice."]),
        (Edit(8, 12, "x", "ui"), ["It raine", "Twice."]),
        (Edit(5, 15, "x", "ui"), ["It ra", "ce."]),
        (Edit(0, 12, "x", "ui"), ["Twice."]),
        (Edit(0, 18, "x", "ui"), []),
        (Edit(10, 18, "x", "ui"), ["It rained."]),
        (Edit(2, 2, "x", "repair", "\n\n"), ["It\n\n rained.", "Twice."]),
        (Edit(2, 3, "x", "repair", "\n"), ["It\nrained.", "Twice."]),
        (Edit(10, 10, "x", "repair", " "), ["It rained.", "Twice."]),
        (Edit(12, 12, "x", "repair", " "), ["It rained.", "Twice."]),
        (Edit(0, 3, "x", "ui", cut=False), ["It rained.", "Twice."]),
    ],
)
def test_blocks_are_what_the_edits_leave_of_them(edit: Edit, expected: list[str]) -> None:
    """Parts, the ends of two, whole ones, with what repairs put in."""
    made = article(("p", "It rained."), ("p", "Twice."), edits=[edit])

    assert [("p", text) for text in expected] == list(kept_blocks(made))


TEXTS = st.text(st.characters(categories=["L", "N", "Zs"]) | st.just("\n"), min_size=1, max_size=9).filter(str.strip)
ELEMENTS = st.sampled_from(["p", "li", "tr", "h2", "blockquote", "pre", "div"])


@given(st.lists(st.tuples(ELEMENTS, TEXTS.map(str.strip)), min_size=1, max_size=5), st.data())
def test_the_blocks_together_are_the_text(blocks: list[tuple[str, str]], data: st.DataObject) -> None:
    """Every letter that the edits leave, in its order, and no other."""
    made = article(*blocks)
    places = st.integers(0, len(made.source))
    spans = data.draw(st.lists(st.tuples(places, places), max_size=4))
    made = Article(
        source=made.source, blocks=made.blocks, edits=tuple(Edit(min(s), max(s), "x", "ui") for s in sorted(spans))
    )

    assert "".join(made.text.split()) == "".join("".join(text.split()) for _, text in kept_blocks(made))


@given(st.lists(st.tuples(ELEMENTS, TEXTS.map(str.strip)), max_size=5))
def test_markdown_holds_the_words_of_the_text(blocks: list[tuple[str, str]]) -> None:
    made = article(*blocks)
    letters = [letter for letter in markdown(made) if letter.isalpha()]

    assert letters == [letter for letter in made.text if letter.isalpha()]


# ---------------------------------------------------------------- what text is not to become


@pytest.mark.parametrize(("text", "expected"), [("1. Rain", "1\\. Rain\n"), ("12) Rain", "12\\) Rain\n")])
def test_what_looks_like_a_numbered_item_is_escaped(text: str, expected: str) -> None:
    assert expected == markdown(article(("p", text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* Rain", "\\* Rain\n"),
        ("## Rain", "\\## Rain\n"),
        ("---", "\\---\n"),
        (">Rain", "\\>Rain\n"),
        (">>>", "\\>>>\n"),
        ("***", "\\***\n"),
        ("Rain\n===", "Rain  \n\\===\n"),
        ("```", "\\```\n"),
    ],
)
def test_every_form_at_the_start_of_a_line_is_escaped(text: str, expected: str) -> None:
    assert expected == markdown(article(("p", text)))


def test_the_paragraphs_of_a_quotation_stay_paragraphs() -> None:
    assert "> One\n>\n> Two\n" == markdown(article(("blockquote", "One"), ("blockquote", "Two")))


def test_a_row_is_one_line() -> None:
    assert 2 == markdown(article(("tr", "a\tb\nc"))).count("\n")


def test_a_fence_in_code_does_not_end_it() -> None:
    shown = markdown(article(("pre", "a\n```\nb"))).splitlines()

    assert shown[0] == shown[-1]
    assert shown[0] not in shown[1:-1]
