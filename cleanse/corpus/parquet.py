"""Parquet files of cleaned records. Needs the `arrow` extra when one is written."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Final, Self

from cleanse.corpus.rows import row_of
from cleanse.records import Record, dumps, loads

ROWS: Final = 10_000
"""So many rows make a row group."""
MORE: Final = "more"
"""The column of what has no column of its own, as JSON."""


_UNFIT: Final = (ValueError, TypeError, OverflowError, NotImplementedError)
"""What Arrow raises, besides its own errors, for values that do not fit a type."""


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
        self._waiting.append(row_of(loads(line)))
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
            except (ArrowException, *_UNFIT):
                continue
        if kind != null() and name != MORE and not _holds_nothing(kind):
            fields.append(field(name, kind))
    return schema([*fields, field(MORE, string())])


def _fitted(row: Record, schema: Any) -> Record:
    """A row whose values fit their columns; the others are in `more`."""
    from pyarrow import ArrowException, scalar, types

    from cleanse.corpus.columns import COLUMNS

    result: Record = {}
    more: Record = {}
    for name, value in row.items():
        kind = None if name == MORE or name not in schema.names else schema.field(name).type
        if kind is None or (isinstance(value, str) and types.is_nested(kind)):  # Arrow takes a text for its letters
            more[name] = value
            continue
        try:
            held = scalar(value, type=kind).as_py()
        except (ArrowException, *_UNFIT):
            more[name] = value
            continue
        if name in COLUMNS or _filled(held) == _filled(value):
            result[name] = value
        else:
            more[name] = value  # Arrow rounds large numbers, and drops keys that the first rows had not
    more = {name: value for name, value in more.items() if value is not None}
    return {**result, MORE: dumps(more).decode().rstrip("\n")} if more else result


def _holds_nothing(kind: Any) -> bool:
    """Whether a type is one of objects without a key somewhere, which Parquet cannot hold."""
    inner = [kind.field(number).type for number in range(kind.num_fields)]
    return (not inner and str(kind).startswith("struct")) or any(map(_holds_nothing, inner))


def _filled(value: Any) -> Any:
    """A value without the keys that have none: to Arrow, a missing key and one without a value are the same."""
    if isinstance(value, dict):
        return {name: _filled(item) for name, item in value.items() if item is not None}
    return [_filled(item) for item in value] if isinstance(value, list) else value
