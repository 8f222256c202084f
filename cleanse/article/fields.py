"""The fields that cleaning adds to a record, with their types: what records, Arrow, OpenAPI and HTTP are made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, get_type_hints

import msgspec

from cleanse.article.article import Article
from cleanse.article.metadata import Metadata, PageMetadata
from cleanse.article.model import Edit, Recognition, Source


class EditFields(msgspec.Struct, frozen=True):
    """What was cut or marked, by its place in the source, in characters."""

    start: int
    end: int
    rule: str
    kind: str
    cut: bool
    """False where it was only marked, and stays."""
    source: Source
    of_page: bool
    removed: str | None = None
    """What was cut; of a mark there is none."""
    insert: str | None = None
    """What stands there instead."""


class Field(NamedTuple):
    """A field of a record."""

    type: Any
    """The type of its values."""
    of_page: bool = False
    """Whether only pages have it."""


def _of(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields of a struct and their types, without those that it takes over."""
    inherited = {name for base in struct.__bases__ for name in getattr(base, "__struct_fields__", ())}
    hints = get_type_hints(struct)
    return {name: hints[name] for name in struct.__struct_fields__ if name not in inherited}


FIELDS: Final[Mapping[str, Field]] = {
    **{name: Field(kind) for name, kind in _of(Metadata).items() if name != "captions"},
    "confidence": Field(float | None),
    "publisher": Field(str | None),
    "wire": Field(str | None),
    "recognised_by": Field(Recognition),
    "captions": Field(_of(Metadata)["captions"]),
    "edits": Field(tuple[EditFields, ...]),
    "warnings": Field(tuple[str, ...]),
    "rulebook": Field(str),
    **{name: Field(kind, of_page=True) for name, kind in _of(PageMetadata).items()},
    **{name: Field(_of(Article)[name], of_page=True) for name in ("blocks", "page_kind")},
}
"""What a record tells of an article besides its text, by name.

What a record that is cleaned again gets anew stands last, so that its fields keep their order.
"""


def fields(article: Article) -> dict[str, Any]:
    """What a record tells of an article besides its text and what only pages have."""
    return {name: _VALUES.get(name, _value)(article, name) for name, field in FIELDS.items() if not field.of_page}


def page_fields(article: Article) -> dict[str, Any]:
    """What a record tells of a page besides."""
    return {name: _value(article, name) for name, field in FIELDS.items() if field.of_page}


def _value(article: Article, name: str) -> Any:
    """A value as JSON holds it."""
    value = getattr(article, name)
    if isinstance(value, tuple):
        return [item if isinstance(item, str) else msgspec.to_builtins(item) for item in value]
    return value if value is None or isinstance(value, str) else msgspec.to_builtins(value)


def _edits(article: Article, _name: str) -> list[dict[str, Any]]:
    return [edit_fields(article, edit) for edit in article.edits]


_VALUES: Final = {"edits": _edits}


def edit_fields(article: Article, edit: Edit) -> dict[str, Any]:
    """An edit as a record holds it: what it removed, or the text that it marks, and what it put there."""
    result: dict[str, Any] = {
        "start": edit.start,
        "end": edit.end,
        "rule": edit.rule,
        "kind": edit.kind,
        "cut": edit.cut,
        "source": edit.source,
        "of_page": edit.of_page,
    }
    if edit.cut:
        result["removed"] = article.removed(edit)
        result["insert"] = edit.insert
    return result
