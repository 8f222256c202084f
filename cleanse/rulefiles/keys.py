"""The shape of a rule file: every key that is unknown, missing or of the wrong type, with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from cleanse.article.hints import did_you_mean
from cleanse.article.kinds import KINDS
from cleanse.rulefiles.problems import Lines, Problem
from cleanse.rulefiles.schema import DropTable, FieldsTable, LayoutTable, PageTable, RuleTable


def shape_problems(data: Mapping[str, Any], kind: type[msgspec.Struct], path: str, lines: Lines) -> Iterator[Problem]:
    """Every key that is unknown, missing or of the wrong type."""
    head = {key: value for key, value in data.items() if key not in ("rule", "page")}
    problems = [("", 0, key, message) for key, message in _key_problems(head, kind)]
    problems += _list_problems("rule", data.get("rule", []), RuleTable)
    problems += _page_problems(data.get("page", {}))
    for table, number, key, message in problems:
        line = (
            max(lines.of(table), lines.of(key=table)) if table and number < 0 else lines.of(table, max(number, 0), key)
        )
        yield Problem(path, line, message)


_Wrong = tuple[str, int, str, str]
"""The table, its number (-1: all of them), the key, and what is wrong."""


def _page_problems(page: object) -> Iterator[_Wrong]:
    if not isinstance(page, dict):
        yield "page", -1, "", "`page` must be a table: write `[page]`"
        return
    head = {key: value for key, value in page.items() if key not in ("drop", "layout", "fields")}
    yield from (("page", 0, key, message) for key, message in _key_problems(head, PageTable))
    yield from _list_problems("page.drop", page.get("drop", []), DropTable)
    yield from _list_problems("page.layout", page.get("layout", []), LayoutTable)
    if isinstance(fields := page.get("fields", {}), dict):
        yield from (("page.fields", 0, key, message) for key, message in _key_problems(fields, FieldsTable))
    else:
        yield "page.fields", -1, "", "`fields` must be a table: write `[page.fields]`"


def _list_problems(table: str, value: object, kind: type[msgspec.Struct]) -> Iterator[_Wrong]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        name = table.rpartition(".")[2]
        yield table, -1, "", f"`{name}` must be a list of tables: write `[[{table}]]`"
        return
    for number, row in enumerate(value):
        yield from ((table, number, key, message) for key, message in _key_problems(row, kind))


def _key_problems(table: dict[str, Any], kind: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in table.keys() - fields.keys():
        yield key, f"unknown key `{key}`{did_you_mean(key, fields)}"
    for key, field in fields.items():
        if key not in table:
            if field.required:
                yield "", f"no `{key}`"
            continue
        try:
            msgspec.convert(table[key], field.type)
        except msgspec.ValidationError as error:
            if key == "kind" and isinstance(table[key], str):
                yield key, f"no such kind: `{table[key]}`{did_you_mean(table[key], KINDS)}"
            else:
                yield key, f"`{key}`: {plainly(error)}"


def plainly(error: msgspec.ValidationError) -> str:
    """What an error says, as a part of a sentence."""
    message = str(error)
    return message[:1].lower() + message[1:]
