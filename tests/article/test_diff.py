"""An article as a diff of its source."""

from __future__ import annotations

import pytest

import cleanse
from cleanse.article.article import Article
from cleanse.article.diff import Line, diff, head
from cleanse.article.model import Edit, Policy, Recognition
from tests.rulebooks import FILES, rulebook_of

BOOK = rulebook_of(FILES)
REASONS = BOOK.reasons


def lines(article: Article, *, full: bool = False) -> list[str]:
    """The diff as it is printed."""
    return [f"{line.sign} {line.text}" for line in diff(article, REASONS, full=full)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("", []), (" \n\n ", []), ("It rained.", ["  It rained."]), ("One.\n\n  Two.\n", ["  One.", "  Two."])],
    ids=["no text", "white space", "a line", "paragraphs"],
)
def test_what_stays_is_shown_line_by_line(source: str, expected: list[str]) -> None:
    assert expected == lines(Article(source=source))


def test_what_goes_is_shown_with_its_reason() -> None:
    text = "It rained.\nSign up for the Example briefing\nThen it poured."

    assert [
        "  It rained.",
        "- Sign up for the Example briefing",
        "# newsletter, example.com/newsletter: Sign-up line below the story.",
        "  Then it poured.",
    ] == lines(cleanse.clean(text, publisher="example.com", rulebook=BOOK))


def test_what_is_only_marked_is_shown_and_stays() -> None:
    article = cleanse.clean("Advertisement\nIt rained.", rulebook=BOOK, policy=Policy(keep={"ad"}))

    assert [
        "? Advertisement",
        "# ad, generic/ad/label: Label over an advertisement.",
        "  Advertisement",
        "  It rained.",
    ] == lines(article)


@pytest.mark.parametrize(("insert", "shown"), [("\n\n", "+ (paragraph break)"), (" ", "+ (space)")])
def test_repairs_are_shown_where_they_are(insert: str, shown: str) -> None:
    article = Article(source="It rained.Then it poured.", edits=(Edit(10, 10, "cleanse/lost-break", "repair", insert),))

    assert [
        "  It rained.",
        shown,
        "# repair, cleanse/lost-break: A break between sentences that extraction lost.",
        "  Then it poured.",
    ] == lines(article)


def test_a_removal_of_several_lines() -> None:
    article = Article(source="One.\n\nTwo.\nThree.", edits=(Edit(0, 10, "x", "ad"),))

    assert ["- One.", "- Two.", "# ad, x: ", "  Three."] == lines(article)


def test_removals_that_overlap_show_no_text_twice_as_kept() -> None:
    article = Article(source="One two three four", edits=(Edit(0, 8, "x", "ad"), Edit(4, 14, "y", "ui")))

    assert ["- One two", "# ad, x: ", "- two three", "# ui, y: ", "  four"] == lines(article)


def test_long_lines_are_shortened_unless_asked_for_in_full() -> None:
    text = "It rained all day. " * 20
    article = Article(source=text)

    assert [f"  {text[:98]} …"] == lines(article)
    assert [f"  {text.strip()}"] == lines(article, full=True)


def test_what_goes_is_never_shortened() -> None:
    text = "Advertisement " * 20

    assert f"- {text.strip()}" == lines(Article(source=text, edits=(Edit(0, len(text), "x", "ad"),)))[0]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Recognition(), "story-1"),
        (
            Recognition("example.com", "url", ("www.example.com",)),
            "story-1  publisher example.com by url (www.example.com)",
        ),
        (Recognition(wire="AFP", wire_evidence=("(AFP)", "(Afp)")), "story-1  wire AFP ((AFP); (Afp))"),
        (Recognition("a.com", "furniture", ("x" * 70,)), f"story-1  publisher a.com by furniture ({'x' * 58} …)"),
    ],
    ids=["nobody", "publisher", "agency", "long evidence"],
)
def test_the_head_says_whose_text_it_is(known: Recognition, expected: str) -> None:
    assert Line("@", expected) == head(Article(source="", recognised_by=known), "story-1")
