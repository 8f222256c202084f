"""Polars frames, eager and lazy."""

from __future__ import annotations

from typing import Literal

import pytest

pytest.importorskip("polars", reason="needs the polars extra")

import polars as pl

from cleanse.adapters.polars import clean_frame
from cleanse.article.model import Policy
from cleanse.records import restore_record
from cleanse.rulebook.loading import load_rulebook
from tests.adapters.engines import BAD, BOOK, PAGES, STORY, TEXT, TEXTS, URL, as_records, looped


@pytest.mark.parametrize("text", ["It rained.", "", "\0\ufeff\u2028 \r\n", "“Żółw śpi,” she said."])
def test_a_text_without_furniture_stays_as_it_is(text: str) -> None:
    cleaned = clean_frame(pl.DataFrame({"text": [text]}), BOOK)

    assert ([text], [[]]) == (cleaned["text"].to_list(), cleaned["edits"].to_list())


def test_columns_that_were_there_stay_with_their_types() -> None:
    given = {
        "n": pl.Series([1], dtype=pl.UInt8),
        "kind": pl.Series(["a"], dtype=pl.Categorical),
        "when": pl.Series([0], dtype=pl.Datetime("ms", "UTC")),
        "publisher": pl.Series([7]),
        "authors": pl.Series([["mine"]]),
    }
    cleaned = clean_frame(pl.DataFrame({**given, "text": TEXT, "url": URL}), BOOK)

    assert pl.DataFrame(given).equals(cleaned.select(*given))
    assert {name: series.dtype for name, series in given.items()}.items() <= cleaned.schema.items()


@pytest.mark.parametrize("rows", [TEXTS, PAGES], ids=["texts", "pages"])
def test_a_frame_is_as_a_loop_cleans_it(rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows)

    assert looped(rows) == as_records(clean_frame(frame, BOOK).to_dicts())
    assert looped(rows) == as_records(clean_frame(frame.lazy(), BOOK).collect().to_dicts())


def test_without_rules_of_its_own_the_shipped_ones_are_used() -> None:
    assert looped(TEXTS, load_rulebook()) == as_records(pl.DataFrame(TEXTS).pipe(clean_frame).to_dicts())


def test_the_policy_is_followed() -> None:
    policy = Policy(keep={"ad"})

    assert looped(TEXTS, policy=policy) == as_records(clean_frame(pl.DataFrame(TEXTS), BOOK, policy).to_dicts())


def test_pages_may_be_bytes() -> None:
    rows = [{**row, "html": str(row["html"]).encode()} for row in PAGES]

    assert looped(PAGES) == as_records(clean_frame(pl.DataFrame(rows), BOOK).to_dicts())


def test_a_bad_row_costs_itself_only() -> None:
    cleaned = clean_frame(pl.DataFrame([BAD, *TEXTS]), BOOK)

    assert ([None], ["no `text` and no `html`"]) == (cleaned[:1]["text"].to_list(), cleaned[:1]["error"].to_list())
    assert looped(TEXTS) == as_records(cleaned[1:].to_dicts())


def test_a_frame_that_was_cleaned_is_cleaned_anew() -> None:
    """With another policy, that of the source."""
    policy = Policy(keep={"ad"})
    once = clean_frame(pl.DataFrame(TEXTS), BOOK)

    assert clean_frame(pl.DataFrame(TEXTS), BOOK, policy).equals(clean_frame(once, BOOK, policy))


def test_the_source_comes_back() -> None:
    rows = clean_frame(pl.DataFrame(TEXTS), BOOK).to_dicts()

    assert [row["text"] for row in TEXTS] == [restore_record(row)["text"] for row in rows]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame_is_cleaned_whole_whatever_is_asked_of_it(engine: Literal["in-memory", "streaming"]) -> None:
    """Rows and columns that a query leaves out are left out behind the cleaning, which needs them."""
    frame = pl.LazyFrame(TEXTS * 500).pipe(clean_frame, BOOK)
    kept = frame.filter(pl.col("text") == STORY, pl.col("publisher") == "example.com").select("text")

    assert [STORY] * 500 == kept.collect(engine=engine)["text"].to_list()
    assert [1, 2] == frame.head(2).collect(engine=engine)["id"].to_list()


def test_a_lazy_frame_tells_its_columns_before_it_is_cleaned() -> None:
    frame = pl.LazyFrame(PAGES).pipe(clean_frame, BOOK)

    assert frame.collect_schema() == frame.collect().schema


@pytest.mark.parametrize("frame", [pl.DataFrame({"body": ["a"]}), pl.LazyFrame({"body": ["a"]})])
def test_a_frame_without_text_and_html_is_refused(frame: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="no column `text` and no column `html`, but body"):
        clean_frame(frame, BOOK)


def test_a_publisher_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError, match="no rule file for the publisher 'exmple"):
        clean_frame(pl.DataFrame(TEXTS).lazy(), BOOK, publisher="exmple.com")
