"""Statistics of a run: what is counted, of which rule and of whom."""

from __future__ import annotations

import json
from typing import Any

import cleanse
from cleanse.article.article import Article
from cleanse.article.model import Edit, Policy, Recognition
from cleanse.corpus.stats import Stats
from tests.rulebooks import FILES, rulebook_of

BOOK = rulebook_of(FILES)
STORY = "The ferry left an hour late."
TEXT = f"Advertisement\n{STORY}\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/1"


def told(*articles: Article) -> dict[str, Any]:
    """The counts of these articles."""
    stats = Stats()
    for article in articles:
        stats.add(article)
    return stats.told(rule.id for rule in BOOK.rules)


def edited(source: str, *edits: Edit, publisher: str | None = None) -> Article:
    """An article of this source with these edits."""
    return Article(source=source, edits=edits, recognised_by=Recognition(publisher=publisher))


def test_of_no_articles_nothing_is_told() -> None:
    assert {
        "documents": 0,
        "changed": 0,
        "characters": 0,
        "removed_share": 0.0,
        "kinds": {},
        "rules": {},
        "publishers": {},
        "never_fired": [],
    } == Stats().told()


def test_hits_are_counted_by_rule_and_kind() -> None:
    found = told(*(cleanse.clean(TEXT, URL, rulebook=BOOK) for _ in range(3)), cleanse.clean(STORY, rulebook=BOOK))

    assert (4, 3, 3 * len(TEXT) + len(STORY)) == (found["documents"], found["changed"], found["characters"])
    assert {"ad": 3, "caption": 3, "newsletter": 3} == found["kinds"]
    assert {"generic/ad/label", "example.com/caption", "example.com/newsletter"} == found["rules"].keys()
    assert {3} == {counts["hits"] for counts in found["rules"].values()}


def test_the_most_frequent_come_first() -> None:
    rare, common = Edit(0, 1, "a/rare", "ad"), Edit(2, 3, "b/common", "ui")
    found = told(edited("abcd", rare, common), edited("abcd", common, publisher="example.com"), edited("abcd"))

    assert (["b/common", "a/rare"], ["ui", "ad"]) == ([*found["rules"]], [*found["kinds"]])
    assert ["unknown", "example.com"] == [*found["publishers"]]


def test_publishers_are_told_apart() -> None:
    """Whose a text is, nobody may know."""
    found = told(cleanse.clean(TEXT, URL, rulebook=BOOK), cleanse.clean(STORY, rulebook=BOOK))["publishers"]

    assert {"documents": 1, "changed": 0, "removed_share": 0.0} == found["unknown"]
    assert (1, 1) == (found["example.com"]["documents"], found["example.com"]["changed"])
    assert round(1 - len(STORY) / len(TEXT), 4) == found["example.com"]["removed_share"]


def test_what_two_rules_take_is_removed_once() -> None:
    """The share is of what went; each rule is told what it would take alone."""
    found = told(edited("a" * 10, Edit(0, 4, "x/a", "ad"), Edit(2, 6, "x/b", "ad")))

    assert 0.6 == found["removed_share"]
    assert [4, 4] == [counts["characters"] for counts in found["rules"].values()]


def test_what_is_only_marked_is_a_hit_that_takes_nothing() -> None:
    article = cleanse.clean("Advertisement", rulebook=BOOK, policy=Policy(keep={"ad"}))
    found = told(article)

    assert (0, 0.0) == (found["changed"], found["removed_share"])
    assert {"generic/ad/label": {"hits": 1, "characters": 0}} == found["rules"]


def test_an_insertion_changes_a_text_and_takes_nothing() -> None:
    found = told(edited("ab", Edit(1, 1, "cleanse/lost-break", "repair", "\n\n")))

    assert (1, 0.0, {"repair": 1}) == (found["changed"], found["removed_share"], found["kinds"])
    assert {"cleanse/lost-break": {"hits": 1, "characters": 0}} == found["rules"]


def test_shares_are_rounded_to_four_places() -> None:
    found = told(edited("abc", Edit(0, 1, "x/a", "ad")))

    assert 0.3333 == found["removed_share"] == found["publishers"]["unknown"]["removed_share"]


def test_an_empty_text_has_no_share() -> None:
    found = told(edited(""))

    assert (1, 0, 0.0) == (found["documents"], found["changed"], found["removed_share"])


def test_rules_that_never_fired_are_named_in_order() -> None:
    assert ["example.com/caption", "example.com/newsletter", "groups/example-group/follow"] == told(
        cleanse.clean("Advertisement", rulebook=BOOK)
    )["never_fired"]


def test_rules_of_the_engine_are_counted_and_never_missed() -> None:
    """No file names them, so they are no rules that never fired."""
    found = told(cleanse.clean(f"{STORY * 3}\n{STORY * 3}", rulebook=BOOK))

    assert 1 == found["rules"]["cleanse/duplicate"]["hits"]
    assert 4 == len(found["never_fired"])


def test_what_is_told_can_be_written() -> None:
    found = told(cleanse.clean(TEXT, URL, rulebook=BOOK))

    assert found == json.loads(json.dumps(found))


def test_telling_does_not_end_the_count() -> None:
    stats = Stats()
    for documents in (1, 2, 3):
        stats.add(edited("abc"))
        assert documents == stats.told()["documents"] == stats.told()["documents"]
