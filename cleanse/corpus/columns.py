"""The Arrow columns that cleaning fills, with types made from the fields of a record. Needs the `arrow` extra."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from cleanse.article.fields import FIELDS

_PLAIN: Final = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), float: pa.float64()}


def arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of values of a Python type. Raises TypeError for one that no field has.

    >>> arrow_type(tuple[str, ...])
    ListType(list<item: string>)
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        return pa.struct({name: arrow_type(hints[name]) for name in kind.__struct_fields__})
    values = [value for value in get_args(kind) if value not in (NoneType, ...)]
    if get_origin(kind) is tuple:
        return pa.list_(arrow_type(values[0]))
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        return pa.map_(arrow_type(values[0]), arrow_type(values[1]))
    if values and all(isinstance(value, str) for value in values):  # a Literal
        return pa.string()
    if len(values) == 1:  # or None
        return arrow_type(values[0])
    raise TypeError(f"no Arrow type for {kind}")


OF_TEXTS: Final[Mapping[str, pa.DataType]] = {
    **{name: arrow_type(field.type) for name, field in FIELDS.items() if not field.of_page},
    "error": pa.string(),
}
"""The columns that cleaning adds to texts."""
OF_PAGES: Final[Mapping[str, pa.DataType]] = {
    name: arrow_type(field.type) for name, field in FIELDS.items() if field.of_page
}
"""The columns that it adds to pages besides."""
COLUMNS: Final[Mapping[str, pa.DataType]] = {"text": pa.string(), **OF_TEXTS, **OF_PAGES}
"""What cleaning fills, with its type."""
