"""The Arrow kernel on the types that engines bring."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="needs the arrow extra")

import pyarrow as pa

from cleanse.arrow import clean_batch

ROW = {"text": "Advertisement\nIt rained.", "title": None, "authors": None, "url": "https://www.bbc.co.uk/news/1"}
SMALL = pa.schema({"text": pa.string(), "title": pa.string(), "authors": pa.list_(pa.string()), "url": pa.string()})
WIDE = pa.schema(
    {
        "text": pa.large_string(),
        "title": pa.large_string(),
        "authors": pa.large_list(pa.large_string()),
        "url": pa.large_string(),
    }
)


def test_wide_types_stay_and_are_filled_as_ours_are() -> None:
    """Polars and pandas write texts with offsets of 64 bits."""
    small, wide = (clean_batch(pa.RecordBatch.from_pylist([ROW], schema=schema)) for schema in (SMALL, WIDE))

    assert small.to_pylist() == wide.to_pylist()
    assert [field.type for field in WIDE] == [wide.schema.field(field.name).type for field in WIDE]
    assert [] == wide["authors"][0].as_py()


def test_a_column_without_values_is_filled_as_a_field_without_a_value_is() -> None:
    """Engines that guess types from values have none for it; that of another name stays so."""
    row = {"text": None, "html": "<h1>Rain</h1><article><p>It rained.</p></article>", "title": None, "mine": None}
    cleaned = clean_batch(pa.RecordBatch.from_pylist([row]))

    assert ["It rained.", "Rain", None] == [cleaned[name][0].as_py() for name in ("text", "title", "mine")]
    assert pa.null() == cleaned.schema.field("mine").type


def test_a_batch_that_was_cleaned_is_cleaned_anew_whatever_the_width_of_its_types() -> None:
    """Its edits are those of this cleaning, not the ones that came in."""
    cleaned = clean_batch(pa.RecordBatch.from_pylist([ROW], schema=SMALL)).to_pylist()
    cleaned[0] |= {"text": "Late rain.", "edits": [], "warnings": ["old"]}
    edit = pa.struct({"start": pa.int64(), "end": pa.int64(), "removed": pa.large_string()})
    names = ("text", "rulebook", "edits", "warnings")
    kinds = (pa.large_string(), pa.large_string(), pa.large_list(edit), pa.large_list(pa.large_string()))
    again = clean_batch(pa.RecordBatch.from_pylist(cleaned, schema=pa.schema(dict(zip(names, kinds, strict=True)))))

    assert ([[]], [[]]) == (again["warnings"].to_pylist(), again["edits"].to_pylist())


def test_a_page_with_half_a_pair_of_surrogates_does_not_stop_the_batch() -> None:
    html = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rain \\ud800"}</script>'
    cleaned = clean_batch(pa.RecordBatch.from_pydict({"html": [html]}))

    assert ["Rain \ufffd"] == cleaned["title"].to_pylist()
