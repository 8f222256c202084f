"""DuckDB: functions for SQL that clean texts and pages. Needs the `duckdb` extra."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from cleanse.arrow import cleaned_batch, cleaned_schema
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.rulebook.rulebook import Rulebook


def register(
    connection: duckdb.DuckDBPyConnection,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    *,
    name: str = "cleanse",
    publisher: str | None = None,
    extractor: Extractor = "judge",
) -> None:
    """Let a connection know the functions `cleanse(text, url)` and `cleanse_html(html, url)`.

    Both give a struct of the columns of `cleanse.arrow.clean_batch`: `text`, `title` and so on, and `error` where there
    is nothing to clean. `url`, which may be NULL, tells the publisher. `name` stands for `cleanse` in both names.
    Raises UnknownPublisherError for a publisher that has no rule file, and duckdb.Error for a name that is taken.

    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.sql("SELECT cleanse('Advertisement\\nIt rained.', NULL).text").fetchall()
    [('It rained.',)]
    """
    database: Any = connection  # its types ask for enums, whose module has another name in each version
    clean = partial(cleaned_batch, options=Options.of(rulebook, policy, publisher, extractor))
    for function, column in ((name, "text"), (f"{name}_html", "html")):
        given = pa.schema({column: pa.string(), "url": pa.string()})
        columns = pa.schema([field for field in cleaned_schema(given) if column == "html" or field.name != "url"])
        types = connection.from_arrow(columns.empty_table()).types
        database.create_function(
            function,
            _function(clean, given, columns.names),
            ["VARCHAR", "VARCHAR"],
            connection.struct_type(dict(zip(columns.names, types, strict=True))),
            type="arrow",
            null_handling="special",
        )


def _function(
    clean: Callable[[pa.RecordBatch], pa.RecordBatch], given: pa.Schema, columns: list[str]
) -> Callable[[Any, Any], Any]:
    """The function of two columns that DuckDB calls, which reads its parameters from the signature."""

    def cleaned(texts: pa.ChunkedArray, urls: pa.ChunkedArray) -> pa.ChunkedArray:
        batches = pa.table([texts, urls], schema=given).to_batches()
        return pa.Table.from_batches(map(clean, batches), cleaned_schema(given)).select(columns).to_struct_array()

    return cleaned
