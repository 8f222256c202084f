"""How well publishers are recognised: what counts as right, as missed and as taken for another's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cleanse.authoring.measuring import Recognised, recognition_of
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

OTHER = 'name = "The Post"\ndomains = ["example.org"]\nlanguage = "en"\nfurniture = ["Write to the Post by pigeon"]\n'
BOOK = rulebook_of({**FILES, "example.org": OTHER})
STORY = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
OWN = f"{STORY}\nJoin the Example readers' forum\nPrinted on the Example's own presses"
POSTS = f"{STORY}\nWrite to the Post by pigeon"
URL = "https://www.example.com/news/1"


def measured(*records: dict[str, Any], field: str = "url") -> list[Recognised]:
    """How publishers are recognised in these records."""
    return [*recognition_of(records, BOOK, field)]


def test_of_no_records_nothing_is_measured() -> None:
    assert measured() == []


def test_a_text_with_the_publisher_s_furniture_is_right() -> None:
    assert [Recognised("example.com", documents=1, right=1, claimed=1)] == measured({"text": OWN, "url": URL})


def test_a_text_without_furniture_is_missed() -> None:
    """The url tells whose it is, and is not asked."""
    assert [Recognised("example.com", documents=1, right=0, claimed=0)] == measured({"text": STORY, "url": URL})


def test_a_text_with_another_s_furniture_counts_for_both() -> None:
    assert [Recognised("example.com", 1, 0, 0), Recognised("example.org", 0, 0, 1)] == measured(
        {"text": POSTS, "url": URL}
    )


@pytest.mark.parametrize("url", ["https://www.example.net/1", "nonsense", "", "http://["])
def test_a_text_of_nobody_known_counts_where_it_is_taken_for_another_s(url: str) -> None:
    assert [Recognised("example.com", 0, 0, 1)] == measured({"text": OWN, "url": url}, {"text": STORY, "url": url})


@pytest.mark.parametrize(
    "value",
    [
        "https://example.co.uk/news/1",
        "https://news.example.com/1",
        "example.com",
        "www.example.com",
        "example.co.uk",
        "The Example",
        "the example",
    ],
)
def test_a_field_may_hold_a_url_a_domain_an_id_or_a_name(value: str) -> None:
    assert [Recognised("example.com", 1, 1, 1)] == measured({"text": OWN, "whose": value}, field="whose")


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": OWN},
        {"url": URL},
        {"text": None, "url": URL},
        {"text": 5, "url": URL},
        {"text": OWN, "url": None},
        {"text": OWN, "url": ["https://example.com"]},
        {"text": OWN, "site": "example.com"},
    ],
)
def test_records_without_a_text_or_the_field_are_passed_over(record: dict[str, Any]) -> None:
    assert measured(record) == []


def test_publishers_come_in_order_with_all_their_texts() -> None:
    found = measured(
        {"text": POSTS, "url": "https://example.org/1"},
        {"text": OWN, "url": URL},
        {"text": STORY, "url": URL},
        {"text": OWN, "url": "https://example.org/2"},
        {"text": OWN, "url": URL},
    )

    assert [Recognised("example.com", 3, 2, 3), Recognised("example.org", 2, 1, 1)] == found
    assert [(0.667, 0.667), (0.5, 1.0)] == [(round(row.recall, 3), round(row.precision, 3)) for row in found]


def test_texts_with_furniture_of_two_are_nobody_s() -> None:
    """As for any text: in doubt, it is not said whose it is."""
    both = f"{STORY}\nJoin the Example readers' forum\nWrite to the Post by pigeon"

    assert [Recognised("example.com", 1, 0, 0)] == measured({"text": both, "url": URL})


def test_the_agency_that_wrote_a_text_is_no_publisher() -> None:
    assert measured({"text": f"{STORY} (AFP)", "url": "https://www.example.net/1"}) == []


@pytest.mark.parametrize(
    ("row", "recall", "precision"),
    [
        pytest.param(Recognised("a", 4, 3, 6), 0.75, 0.5, id="some"),
        pytest.param(Recognised("a", 0, 0, 2), 0.0, 0.0, id="none of its own"),
        pytest.param(Recognised("a", 2, 0, 0), 0.0, 1.0, id="nothing taken for its own"),
        pytest.param(Recognised("a", 0, 0, 0), 0.0, 1.0, id="nothing at all"),
    ],
)
def test_shares_of_a_publisher(row: Recognised, recall: float, precision: float) -> None:
    assert (recall, precision) == (row.recall, row.precision)


def test_records_are_read_one_by_one() -> None:
    """A corpus of any size takes the memory of a record."""
    alive: list[dict[str, Any]] = []

    def records() -> Iterator[dict[str, Any]]:
        for number in range(3):
            alive.append({"text": OWN, "url": URL, "id": number})
            yield alive.pop()

    assert [3] == [row.documents for row in recognition_of(records(), BOOK)]


def test_a_group_of_titles_has_one_publisher_each() -> None:
    """Furniture of a file without urls in the corpus is told of too."""
    book = rulebook_of({"example.com": EXAMPLE.replace('use = ["example-group"]\n', "")})

    assert [Recognised("example.com", 0, 0, 1)] == [*recognition_of([{"text": OWN, "url": "x"}], book)]
