"""The Arrow kernel: a batch of texts or pages in, the same batch cleaned out. Needs the `arrow` extra.

Every engine that speaks Arrow (Ray Data, Spark, Polars, DuckDB) calls this function behind an adapter of a few lines,
so that all of them give what a loop over `clean` gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyarrow as pa

from cleanse.article.errors import BadRecord, ColumnsError
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.corpus.columns import COLUMNS, OF_PAGES, OF_TEXTS
from cleanse.corpus.rows import record_of, row_of
from cleanse.records import Record, article_of, with_article
from cleanse.rulebook.rulebook import Rulebook

_FOR_US: Final = frozenset({"html", *COLUMNS})


def cleaned_schema(schema: pa.Schema) -> pa.Schema:
    """The columns of cleaned batches: the given ones without `html`, then those that tell what was found.

    A given column that has one of these names keeps its type, unless it has none (`null`). Raises ColumnsError
    without a `text` or `html`.

    >>> given = pa.schema({"id": pa.int64(), "html": pa.binary()})
    >>> cleaned_schema(given).names[:4]
    ['id', 'text', 'title', 'authors']
    """
    if not {"text", "html"} & set(schema.names):
        raise ColumnsError(f"no column `text` and no column `html`, but {', '.join(schema.names) or 'none'}")
    ours = {"text": pa.string(), **OF_TEXTS, **(OF_PAGES if "html" in schema.names else {})}
    kept = [
        field.with_type(ours.get(field.name, field.type)) if pa.types.is_null(field.type) else field
        for field in schema
        if field.name != "html"
    ]
    new = [pa.field(name, kind) for name, kind in ours.items() if name not in schema.names]
    return pa.schema([*kept, *new], metadata=schema.metadata)


def clean_batch(
    batch: pa.RecordBatch,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    *,
    publisher: str | None = None,
    extractor: Extractor = "judge",
) -> pa.RecordBatch:
    """Clean a batch of texts (a column `text`) or pages (`html`, text or bytes).

    `url` and `title` are used where they are given. Every other column stays, and a value that a row has is never
    overwritten, but for `text`. A row that cannot be cleaned keeps what it has, and `error` says why. Raises
    ColumnsError for a batch without `text` and `html`, and UnknownPublisherError for a publisher that has no rule file.

    >>> batch = pa.RecordBatch.from_pydict({"id": [1, 2], "text": ["Advertisement\\nIt rained.", None]})
    >>> cleaned = clean_batch(batch)
    >>> cleaned["text"].to_pylist(), cleaned["error"].to_pylist()
    (['It rained.', None], [None, 'no `text` and no `html`'])
    """
    return cleaned_batch(batch, Options.of(rulebook, policy, publisher, extractor))


def cleaned_batch(batch: pa.RecordBatch, options: Options) -> pa.RecordBatch:
    """The same with options that were made once, for whoever cleans many batches."""
    schema = cleaned_schema(batch.schema)
    given = [name for name in batch.schema.names if name in _FOR_US]
    rows = [_cleaned(row, options) for row in batch.select(given).to_pylist()]
    return pa.RecordBatch.from_arrays([_column(field, batch, rows) for field in schema], schema=schema)


def _cleaned(row: Record, options: Options) -> Record:
    record = record_of({name: value for name, value in row.items() if value is not None})
    try:
        return row_of(with_article(record, article_of(record, options)))
    except BadRecord as error:
        return {**row, "error": str(error)}


def _column(field: pa.Field, batch: pa.RecordBatch, rows: Iterable[Record]) -> pa.Array:
    """A column of the cleaned batch: as given, unless it is one that cleaning fills."""
    given = field.name in batch.schema.names and field.name != "text"
    if given and COLUMNS.get(field.name) != _narrow(field.type):
        return batch[field.name]
    return pa.array([row.get(field.name) for row in rows], type=field.type)


def _narrow(kind: pa.DataType) -> pa.DataType:
    """A type with offsets of 32 bits, as ours have: engines that write others mean the same."""
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_large_list(kind) or pa.types.is_list(kind):
        return pa.list_(_narrow(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct({field.name: _narrow(field.type) for field in kind})
    return kind
