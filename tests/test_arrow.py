"""The Arrow kernel: what comes of a batch is what a loop over its rows gives."""

from __future__ import annotations

import pickle
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanse
from cleanse.arrow import clean_batch, cleaned_schema
from cleanse.corpus.columns import COLUMNS
from cleanse.records import clean_record, dumps, loads
from tests.rulebooks import FILES, rulebook_of
from tests.webpages import ADDRESS, PAGE

BOOK = rulebook_of(FILES)
RAIN = "It rained."
LINES = [RAIN, "Advertisement", "The striker at training (AFP)", "Sign up for the Example briefing", "Ⅻ “雨”", "", " "]
TEXTS = st.lists(st.sampled_from(LINES), max_size=6).map("\n".join)


def batch(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    """A batch of these rows."""
    return pa.RecordBatch.from_pylist(rows)


def test_what_is_no_furniture_stays() -> None:
    given_ = batch([{"text": RAIN}, {"text": ""}])

    assert given_["text"].to_pylist() == clean_batch(given_, BOOK)["text"].to_pylist()


def test_columns_that_are_none_of_ours_stay_as_they_are() -> None:
    given_ = pa.RecordBatch.from_arrays(
        [pa.array([1, None], pa.int8()), pa.array([RAIN, RAIN]), pa.array([[1.5], []])], ["id", "text", "scores"]
    )
    cleaned = clean_batch(given_, BOOK)

    assert ["id", "text", "scores"] == cleaned.schema.names[:3]
    assert (given_["id"], given_["scores"]) == (cleaned["id"], cleaned["scores"])


def test_a_value_that_was_there_stays() -> None:
    rows: list[dict[str, Any]] = [
        {"text": "Advertisement", "title": "Mine", "authors": ["Ada"]},
        {"text": RAIN, "title": None, "authors": None},
    ]
    cleaned = clean_batch(batch(rows), BOOK)

    assert ["Mine", None] == cleaned["title"].to_pylist()
    assert [["Ada"], []] == cleaned["authors"].to_pylist()


def test_a_column_of_our_name_and_another_type_stays() -> None:
    cleaned = clean_batch(batch([{"text": "Advertisement", "authors": "Ada"}]), BOOK)

    assert (["Ada"], [""]) == (cleaned["authors"].to_pylist(), cleaned["text"].to_pylist())


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_keep_their_type(kind: pa.DataType) -> None:
    cleaned = clean_batch(pa.RecordBatch.from_arrays([pa.array(["Advertisement\n" + RAIN], kind)], ["text"]), BOOK)

    assert (kind, [RAIN]) == (cleaned["text"].type, cleaned["text"].to_pylist())


def test_a_row_that_cannot_be_cleaned_costs_itself_only() -> None:
    cleaned = clean_batch(batch([{"id": 1, "text": None}, {"id": 2, "text": "Advertisement\n" + RAIN}]), BOOK)

    assert [None, RAIN] == cleaned["text"].to_pylist()
    assert ["no `text` and no `html`", None] == cleaned["error"].to_pylist()


def test_a_batch_without_texts_and_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="no column `text` and no column `html`, but id"):
        clean_batch(batch([{"id": 1}]), BOOK)


def test_a_publisher_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError, match="no rule file"):
        clean_batch(batch([{"text": RAIN}]), BOOK, publisher="nobody.example")


@pytest.mark.parametrize("html", [PAGE, PAGE.encode()], ids=["text", "bytes"])
def test_pages_are_cleaned_as_alone(html: str | bytes) -> None:
    cleaned = clean_batch(batch([{"url": ADDRESS, "html": html}]), BOOK).to_pylist()[0]
    article = cleanse.clean_html(html, ADDRESS, rulebook=BOOK)

    assert "html" not in cleaned
    assert (article.text, article.title, list(article.authors)) == (
        cleaned["text"],
        cleaned["title"],
        cleaned["authors"],
    )
    assert [(block.start, block.end, block.element, block.entry, block.time) for block in article.blocks] == [
        tuple(block.values()) for block in cleaned["blocks"]
    ]
    assert dict(article.evidence) == dict(cleaned["evidence"])


def test_what_was_cleaned_is_cleaned_again_to_the_same() -> None:
    once = clean_batch(batch([{"url": ADDRESS, "html": PAGE}, {"url": None, "html": None}]), BOOK)

    twice = clean_batch(once, BOOK)

    told_by_the_page = {"error", "recognised_by", "warnings"}
    assert [] == [name for name in once.schema.names if once[name] != twice[name] and name not in told_by_the_page]


def test_the_schema_is_known_before() -> None:
    given_ = batch([{"id": 1, "text": RAIN}])

    assert cleaned_schema(given_.schema) == clean_batch(given_, BOOK).schema
    assert {"id", "text", *COLUMNS} == {*cleaned_schema(pa.schema({"id": pa.int64(), "html": pa.string()})).names}


def test_batches_can_be_handed_on() -> None:
    cleaned = clean_batch(batch([{"text": "Advertisement\n" + RAIN}]), BOOK)

    assert cleaned == pickle.loads(pickle.dumps(cleaned))


@given(st.lists(TEXTS, max_size=4))
def test_a_batch_gives_what_a_loop_gives(texts: list[str]) -> None:
    """Law 7."""
    rows = [{"id": number, "text": text} for number, text in enumerate(texts)]
    given_ = pa.RecordBatch.from_pylist(rows, schema=pa.schema({"id": pa.int64(), "text": pa.string()}))
    alone = [loads(dumps(clean_record(row, BOOK, cleanse.Policy()))) for row in rows]

    assert [{"error": None, **record} for record in alone] == [
        {name: row[name] for name in ("error", *record)}
        for row, record in zip(clean_batch(given_, BOOK).to_pylist(), alone, strict=True)
    ]
