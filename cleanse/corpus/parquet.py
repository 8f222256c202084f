"""Parquet files of cleaned records. Needs the `arrow` extra when one is written."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Final, Self

import orjson

from cleanse.corpus.rows import row_of
from cleanse.records import Record

ROWS: Final = 10_000
"""So many rows make a row group."""
MORE: Final = "more"
"""The column of what has no column of its own, as JSON."""


class Rows:
    """Writes records as rows of a Parquet file.

    There is a column for each field that cleaning fills, and for each other one that has the same type in all of the
    first rows. A value that has no column or does not fit it is not lost: it goes into `more`, as JSON.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Write into an open file. Raises ImportError without pyarrow."""
        from pyarrow.parquet import ParquetWriter  # imported late: it is an extra

        self._writer_of = ParquetWriter
        self._file = file
        self._writer: Any = None
        self._schema: Any = None
        self._waiting: list[Record] = []

    def __enter__(self) -> Self:
        """Nothing is written yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, and the end of the file; nothing if it failed."""
        if kind is None:
            self._flush()
            self._writer.close()

    def write(self, line: bytes) -> None:
        """Add the record of a line."""
        self._waiting.append(row_of(orjson.loads(line)))
        if len(self._waiting) == ROWS:
            self._flush()

    def _flush(self) -> None:
        from pyarrow import Table

        if self._writer is None:
            self._schema = _schema_of(self._waiting)
            self._writer = self._writer_of(self._file, self._schema, compression="zstd")
        if self._waiting:
            rows = [_fitted(row, self._schema) for row in self._waiting]
            self._writer.write_table(Table.from_pylist(rows, schema=self._schema))
        self._waiting = []


def _schema_of(rows: Sequence[Record]) -> Any:
    """The columns for these rows."""
    from pyarrow import ArrowException, array, field, null, schema, string

    from cleanse.corpus.columns import COLUMNS

    names = dict.fromkeys(name for row in rows for name in row)
    fields = []
    for name in names:
        kind = COLUMNS.get(name)
        if kind is None:
            try:
                kind = array([row.get(name) for row in rows]).type
            except (ArrowException, TypeError):
                continue
        if kind != null() and name != MORE:
            fields.append(field(name, kind))
    return schema([*fields, field(MORE, string())])


def _fitted(row: Record, schema: Any) -> Record:
    """A row whose values fit their columns; the others are in `more`."""
    from pyarrow import ArrowException, scalar

    result: Record = {}
    more: Record = {}
    for name, value in row.items():
        if name == MORE or name not in schema.names:
            more[name] = value
            continue
        try:
            scalar(value, type=schema.field(name).type)
            result[name] = value
        except (ArrowException, TypeError, ValueError, OverflowError):
            more[name] = value
    more = {name: value for name, value in more.items() if value is not None}
    return {**result, MORE: orjson.dumps(more).decode()} if more else result
