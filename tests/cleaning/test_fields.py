"""Metadata: what the named groups of furniture tell before it goes."""

from __future__ import annotations

import pytest

from cleanse import clean, load_rulebook
from cleanse.article.metadata import Metadata
from cleanse.article.model import Caption
from cleanse.authoring.examples import alone
from cleanse.cleaning.fields import metadata_of
from cleanse.cleaning.people import bylines_of
from cleanse.rulebook.rule import Match, Rule
from cleanse.rulefiles.schema import Kind, RuleTable
from cleanse.rulefiles.vocabulary import Vocabulary
from cleanse.text.fold import Fold

MONTHS = {"may": "5", "june": "6"}
BYLINES = load_rulebook().once(bylines_of)


def rule(kind: Kind = "caption") -> Rule:
    table = RuleTable(id="x", kind=kind, why="None.", removes=["x"], text="A phrase that nobody says")
    return Rule(table, "generic/example", {})


def fields(source: str, *said: dict[str, str], kind: Kind = "caption") -> Metadata:
    """The fields of matches whose groups are these pieces of the source."""
    fold = Fold(source)
    matches = []
    for groups in said:
        spans = {name: (at := fold.plain.index(text), at + len(text)) for name, text in groups.items()}
        matches.append(Match(0, len(fold.plain), rule(kind), spans))
    return metadata_of(fold, matches, MONTHS, BYLINES).metadata


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="no matches"),
        pytest.param([{}], id="no groups"),
        pytest.param([{"place": "London"}, {"wire": "AFP"}], id="groups that are no fields"),
        pytest.param([{"date": "last week"}], id="a date that cannot be read"),
        pytest.param([{"date": "05/06/2024"}], id="a date of two readings"),
    ],
)
def test_what_tells_nothing(said: list[dict[str, str]]) -> None:
    assert fields("London, last week, 05/06/2024 (AFP)", *said, kind="timestamp") == Metadata()


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("title", "River rises", Metadata(title="River rises")),
        ("author", "Ada Byron", Metadata(authors=("Ada Byron",))),
        ("date", "3 May 2024", Metadata(published="2024-05-03")),
        ("modified", "4 May 2024", Metadata(modified="2024-05-04")),
        ("section", "Sport", Metadata(section="Sport")),
        ("caption", "The bridge", Metadata(captions=(Caption("The bridge"),))),
    ],
)
def test_each_group_feeds_its_field(group: str, text: str, expected: Metadata) -> None:
    assert expected == fields(f"It says: {text}!", {group: text})


def test_what_is_told_is_as_the_source_has_it() -> None:
    """Quotes and dashes are the source's, white space is single spaces."""
    source = "“Ada’s –\xa0 bridge”\nin\tthe rain"

    assert fields(source, {"title": Fold(source).plain}).title == "“Ada’s – bridge” in the rain"


@pytest.mark.parametrize("group", ["title", "section"])
def test_the_first_of_several_is_told(group: str) -> None:
    told = fields("One and two", {group: "One"}, {group: "two"})

    assert getattr(told, group) == "One"


def test_a_date_that_cannot_be_read_makes_way() -> None:
    assert fields("last week, 3 May 2024", {"date": "last week"}, {"date": "3 May 2024"}).published == "2024-05-03"


def test_all_captions_are_told_once_and_with_their_credits() -> None:
    told = fields(
        "The bridge (AFP) The town (EPA) The mayor",
        {"caption": "The bridge"},
        {"caption": "The bridge", "credit": "AFP"},
        {"caption": "The town", "credit": "EPA"},
        {"caption": "The town"},
        {"caption": "The mayor"},
    )

    assert (Caption("The bridge", "AFP"), Caption("The town", "EPA"), Caption("The mayor")) == told.captions


def test_a_credit_without_a_caption_is_no_caption() -> None:
    assert fields("Photo: AFP", {"credit": "AFP"}).captions == ()
    assert fields("Photo: AFP", {"credit": "AFP"}, kind="credit").captions == ()


def test_a_field_is_filled_from_elsewhere_where_there_is_none() -> None:
    mine = Metadata(title="One", authors=("Ada Byron",), captions=(Caption("A"),))
    other = Metadata(title="Two", published="2024-05-03", captions=(Caption("B", "AFP"), Caption("A")))

    assert mine.or_else(other) == Metadata(
        title="One", authors=("Ada Byron",), published="2024-05-03", captions=(Caption("A"), Caption("B", "AFP"))
    )
    assert mine == mine.or_else(Metadata()) == Metadata().or_else(mine)


@pytest.mark.parametrize(
    ("line", "people", "wire"),
    [
        pytest.param("Ada Byron and Max Muster", ("Ada Byron", "Max Muster"), None, id="two people"),
        pytest.param("Ada Byron and Reuters", ("Ada Byron",), "Reuters", id="an agency is the wire"),
        pytest.param("The Example", (), None, id="an outlet is no author of its own"),
    ],
)
def test_a_byline_is_read_as_that_of_a_page(line: str, people: tuple[str, ...], wire: str | None) -> None:
    fold = Fold(line)
    match = Match(0, len(line), rule("byline"), {"author": (0, len(line))})
    found = metadata_of(fold, [match], MONTHS, BYLINES, ["The Example"])

    assert (people, wire) == (found.metadata.authors, found.wire)
    assert BYLINES.people([line], ["The Example"]).names == found.metadata.authors


def test_an_article_tells_what_its_furniture_told() -> None:
    table = RuleTable(
        id="byline",
        kind="byline",
        why="Author and date.",
        removes=["By Ada Byron, 3 May 2024"],
        keeps=["By 3 May 2024 it was over."],
        pattern=r"By (?P<author>\p{Lu}\p{L}+ \p{Lu}\p{L}+), (?P<date>\d{1,2} [a-z]+ \d{4})",
    )
    rulebook = alone(table, Vocabulary({"month": {"5": ["May"]}}))
    article = clean("By Ada Byron, 3 May 2024\n\nThe river rose.", rulebook=rulebook)

    assert (article.text, article.authors, article.published) == ("The river rose.", ("Ada Byron",), "2024-05-03")
