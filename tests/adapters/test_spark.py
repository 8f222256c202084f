"""Spark's data frames."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="needs the spark extra")
if not shutil.which("java"):
    pytest.skip("needs Java", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from cleanse.adapters.spark import clean_frame
from cleanse.article.model import Policy
from cleanse.records import restore_record
from cleanse.rulebook.loading import load_rulebook
from tests.adapters.engines import BAD, BOOK, PAGES, STORY, TEXT, TEXTS, URL, as_records, looped

SCHEMA = "id int, {} string, url string, title string"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Spark on this machine, with two workers."""
    builder: SparkSession.Builder = SparkSession.builder
    settings = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.master("local[2]").getOrCreate()
        yield session
        session.stop()


def frame(spark: SparkSession, rows: list[dict[str, Any]]) -> DataFrame:
    """Rows as a frame of two partitions."""
    column = "html" if "html" in rows[0] else "text"
    return spark.createDataFrame(rows, SCHEMA.format(column)).repartition(2)


def rows_of(cleaned: DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, by their ids."""
    return [row.asDict(recursive=True) for row in cleaned.orderBy("id").collect()]


def test_a_text_without_furniture_stays_as_it_is(spark: SparkSession) -> None:
    texts = ["It rained.", "", "\0\ufeff\u2028 \r\n", "“Żółw śpi,” she said."]
    told = rows_of(clean_frame(frame(spark, [{"id": n, "text": text} for n, text in enumerate(texts)]), BOOK))

    assert [(text, []) for text in texts] == [(row["text"], row["edits"]) for row in told]


def test_columns_that_were_there_stay_with_their_types(spark: SparkSession) -> None:
    row = (TEXT, URL, 7, "mine", dt.datetime(2024, 3, 5, tzinfo=dt.UTC), [1, 2], {"a": 1})
    schema = "text string, url string, publisher int, section string, at timestamp, n array<int>, m map<string, int>"
    given = spark.createDataFrame([row], schema)
    cleaned = clean_frame(given, BOOK)

    assert given.drop("text").collect() == cleaned.select([name for name in given.columns if name != "text"]).collect()
    assert given.dtypes == [kind for kind in cleaned.dtypes if kind[0] in given.columns]


@pytest.mark.parametrize("rows", [TEXTS, PAGES], ids=["texts", "pages"])
def test_a_frame_is_as_a_loop_cleans_it(spark: SparkSession, rows: list[dict[str, Any]]) -> None:
    assert looped(rows) == as_records(rows_of(clean_frame(frame(spark, rows), BOOK)))


def test_without_rules_of_its_own_the_shipped_ones_are_used(spark: SparkSession) -> None:
    assert looped(TEXTS, load_rulebook()) == as_records(rows_of(frame(spark, TEXTS).transform(clean_frame)))


def test_the_options_are_followed(spark: SparkSession) -> None:
    policy = Policy(keep={"ad"})
    [told] = rows_of(clean_frame(frame(spark, TEXTS[1:2]), BOOK, policy, publisher="The Example"))

    assert (f"Advertisement\n{STORY}", "argument") == (told["text"], told["recognised_by"]["by"])


def test_a_bad_row_costs_itself_only(spark: SparkSession) -> None:
    *others, bad = rows_of(clean_frame(frame(spark, [*TEXTS, BAD]), BOOK))

    assert (None, "no `text` and no `html`") == (bad["text"], bad["error"])
    assert looped(TEXTS) == as_records(others)


def test_a_column_without_a_type_is_filled(spark: SparkSession) -> None:
    [told] = rows_of(
        clean_frame(spark.sql("SELECT 1 AS id, 'It rained.' AS text, NULL AS authors, NULL AS mine"), BOOK)
    )

    assert ("It rained.", [], None) == (told["text"], told["authors"], told["mine"])


def test_a_frame_that_was_cleaned_is_cleaned_anew(spark: SparkSession) -> None:
    once = clean_frame(frame(spark, TEXTS), BOOK)

    assert rows_of(once) == rows_of(clean_frame(once, BOOK))


def test_the_source_comes_back(spark: SparkSession) -> None:
    told = rows_of(clean_frame(frame(spark, TEXTS), BOOK))

    assert [row["text"] for row in TEXTS] == [restore_record(row)["text"] for row in told]


def test_a_query_asks_for_rows_and_columns_behind_the_cleaning(spark: SparkSession) -> None:
    told = clean_frame(frame(spark, TEXTS), BOOK).filter(sql.col("text") == STORY).select("publisher")

    assert [("example.com",)] == [tuple(row) for row in told.collect()]


def test_a_frame_without_text_and_html_is_refused(spark: SparkSession) -> None:
    with pytest.raises(ValueError, match="no column `text` and no column `html`, but body"):
        clean_frame(spark.createDataFrame([("a",)], "body string"), BOOK)


def test_a_publisher_that_is_not_known_is_refused(spark: SparkSession) -> None:
    with pytest.raises(KeyError, match="no rule file for the publisher 'exmple"):
        clean_frame(frame(spark, TEXTS), BOOK, publisher="exmple.com")
