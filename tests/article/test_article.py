"""The article: a source, its edits, and the text as a view of both."""

from __future__ import annotations

import pickle

import pytest

from cleanse import Article, Caption, Edit, Recognition

SOURCE = "Advertisement\nIt rained.Then it poured. (AFP)"
AD = Edit(0, 14, "generic/ad/label", "ad")
BREAK = Edit(24, 24, "cleanse/lost-break", "repair", "\n\n")
CREDIT = Edit(39, 45, "generic/credit/afp", "credit")


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param((), id="no edits"),
        pytest.param((Edit(0, 14, "x", "dateline", cut=False),), id="only marked"),
        pytest.param((Edit(5, 5, "x", "ad"),), id="nothing taken"),
    ],
)
def test_the_source_is_the_text(edits: tuple[Edit, ...]) -> None:
    assert SOURCE == Article(source=SOURCE, edits=edits).text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        pytest.param((AD,), "It rained.Then it poured. (AFP)", id="a removal"),
        pytest.param((BREAK,), "Advertisement\nIt rained.\n\nThen it poured. (AFP)", id="a repair"),
        pytest.param((AD, BREAK, CREDIT), "It rained.\n\nThen it poured.", id="all of them"),
        pytest.param((AD, Edit(5, 20, "x", "ad")), "ned.Then it poured. (AFP)", id="removals that overlap"),
        pytest.param((Edit(0, 45, "x", "ad"), BREAK), "\n\n", id="a repair inside of a removal stands in its place"),
    ],
)
def test_the_text_is_the_source_with_its_edits(edits: tuple[Edit, ...], text: str) -> None:
    article = Article(source=SOURCE, edits=edits)

    assert (text, SOURCE) == (article.text, article.source)


@pytest.mark.parametrize(
    ("edit", "removed"),
    [(AD, "Advertisement\n"), (BREAK, ""), (CREDIT, " (AFP)"), (Edit(14, 16, "x", "ad", cut=False), "It")],
)
def test_what_an_edit_took_or_marks(edit: Edit, removed: str) -> None:
    assert removed == Article(source=SOURCE, edits=(edit,)).removed(edit)


def test_publisher_and_wire_are_as_recognised() -> None:
    known = Recognition("example.com", "url", ("example.com",), "AFP", ("(AFP)",))

    assert ("example.com", "AFP") == (Article("", recognised_by=known).publisher, Article("", recognised_by=known).wire)
    assert (None, None) == (Article("").publisher, Article("").wire)


def test_articles_of_the_same_fields_are_equal() -> None:
    """Whether their text was asked for or not."""
    one, two = (Article(source=SOURCE, edits=(AD,), captions=(Caption("The quay"),)) for _ in range(2))
    assert one.text

    assert one == two
    assert one != Article(source=SOURCE)


def test_an_article_comes_through_a_pickle() -> None:
    article = Article(source=SOURCE, edits=(AD, BREAK), title="It rained", authors=("Ada Byron",))
    copy = pickle.loads(pickle.dumps(article))

    assert (article, article.text) == (copy, copy.text)


def test_an_article_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Article(source=SOURCE).source = ""  # type: ignore[misc]
