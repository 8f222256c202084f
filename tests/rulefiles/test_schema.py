"""What a rule file may say, and the JSON Schema that says so to editors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from cleanse.article.kinds import CUT_KINDS, KINDS, MARKED_KINDS
from cleanse.rulefiles.schema import PublisherFile, RuleTable, SharedFile, json_schema
from tests.rulebooks import EXAMPLE, GROUP, LABELS, table_of

SCHEMA = json_schema()
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
RUN = """
name = "The Example"
domains = ["example.com"]
language = "en"

[[rule]]
id = "appeal-2024"
kind = "appeal"
why = "Fund-raising box printed above the story."
since = 2024-10-01
at = "start"
languages = ["en"]
from = ["Your support keeps us reporting", "Our work is only possible"]
to = "Every pound helps."
max_words = 220
also = ["Read more", "Support now"]
sentences = ["It is when the story breaks that we are needed."]
fields = '''by (?P<author>.+)'''
removes = ["Support now", ["before", "after"]]
keeps = ["Nothing."]
"""


def errors(value: Any, schema: dict[str, Any], at: str = "$") -> Iterator[str]:  # noqa: C901, PLR0912 - a word each
    """What JSON Schema holds against a value, in the words of it that are used here."""
    if "$ref" in schema:
        yield from errors(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], at)
    if "anyOf" in schema and all(any(errors(value, way)) for way in schema["anyOf"]):
        yield f"{at}: none of the ways"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not in the list"
    if "type" in schema:
        kind = TYPES[schema["type"]]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield f"{at}: not {schema['type']}"
            return
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
            yield f"{at}: {value!r}"
    elif isinstance(value, int):
        if value > schema.get("maximum", value) or value < schema.get("minimum", value):
            yield f"{at}: {value}"
        if value <= schema.get("exclusiveMinimum", value - 1):
            yield f"{at}: {value}"
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for number, item in enumerate(value):
            yield from errors(item, schema.get("items", {}), f"{at}[{number}]")
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{at}: no {key}" for key in schema.get("required", []) if key not in value)
        for key, item in value.items():
            if key in known:
                yield from errors(item, known[key], f"{at}.{key}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}: {key}"


def as_json(text: str) -> Any:
    """A TOML text as the JSON that a schema is held against: dates are text there."""
    return msgspec.json.decode(msgspec.json.encode(tomllib.loads(text)))


@pytest.mark.parametrize("text", [EXAMPLE, RUN], ids=["text and pattern", "from and to"])
def test_a_valid_file_is_valid_to_an_editor(text: str) -> None:
    """What loads is what the schema allows."""
    assert isinstance(msgspec.convert(tomllib.loads(text), PublisherFile), PublisherFile)
    assert [] == list(errors(as_json(text), SCHEMA))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "The Example"', ""),
        ('language = "en"', 'language = "English"'),
        ('domains = ["example.com"]', "domains = []"),
        ('domains = ["example.com"]', 'domains = "example.com"'),
        ('kind = "appeal"', 'kind = "apeal"'),
        ('id = "appeal-2024"', 'id = "Appeal 2024"'),
        ("max_words = 220", "max_words = 0"),
        ("max_words = 220", 'max_words = "220"'),
        ('at = "start"', 'at = "top"'),
        ("also =", "alos ="),
        ('["before", "after"]', '["before"]'),
        ('to = "Every pound helps."', 'to = ""'),
    ],
)
def test_a_wrong_file_is_wrong_to_both(old: str, new: str) -> None:
    """What the schema refuses is what does not load, and the other way round."""
    text = RUN.replace(old, new)

    assert text != RUN
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(tomllib.loads(text), PublisherFile)
    assert list(errors(as_json(text), SCHEMA))


PAGED = """
name = "The Example"
domains = ["example.com"]
language = "en"

[page]
body = ["article div.story", "main"]
lead = "p.lead"
keep = ["blockquote", "aside.fact"]

[[page.drop]]
id = "more-stories"
select = ["aside.more", "ul.stories"]
kind = "related"
why = "Links to other stories inside the body."
since = 2024-10-01

[[page.layout]]
body = "div.live"
when = "body.live"
since = 2023-01-01

[page.fields]
title = "h1"
author = [".byline a", "meta[name=author] @content"]
"""


@pytest.mark.parametrize(
    "text",
    [
        PAGED,
        PAGED.partition("[page]")[0],
        PAGED.partition("[[page.drop]]")[0],
        PAGED.partition("[page]")[0] + "[page]\n",
        PAGED.partition("[page]")[0] + '[[page.layout]]\nbody = "main"\n',
    ],
    ids=["everything", "no page", "a body", "an empty page", "a layout"],
)
def test_valid_page_rules_are_valid_to_an_editor(text: str) -> None:
    assert isinstance(msgspec.convert(tomllib.loads(text), PublisherFile), PublisherFile)
    assert [] == list(errors(as_json(text), SCHEMA))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("body = [", "bdy = ["),
        ("keep = [", "keeps = ["),
        ('"article div.story"', '""'),
        ('lead = "p.lead"', "lead = 7"),
        ("select = [", "selector = ["),
        ('why = "Links to other stories inside the body."', ""),
        ('id = "more-stories"', 'id = "More stories"'),
        ('kind = "related"', 'kind = "relatd"'),
        ('kind = "related"', 'kind = "repair"'),
        ('body = "div.live"', ""),
        ("when =", "wen ="),
        ('when = "body.live"', 'when = ["body.live"]'),
        ("author =", "authors ="),
        ('title = "h1"', "title = true"),
        ("[[page.drop]]", "[page.drop]"),
        ("[[page.layout]]", "[page.layout]"),
        ("[page.fields]", "[[page.fields]]"),
    ],
)
def test_wrong_page_rules_are_wrong_to_both(old: str, new: str) -> None:
    text = PAGED.replace(old, new)

    assert text != PAGED
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(tomllib.loads(text), PublisherFile)
    assert list(errors(as_json(text), SCHEMA))


def test_the_kinds_of_drops_are_those_of_rules() -> None:
    kinds = {name: SCHEMA["$defs"][name]["properties"]["kind"]["enum"] for name in ("DropTable", "RuleTable")}

    assert kinds["DropTable"] == kinds["RuleTable"]


def test_shared_files_have_pages_too() -> None:
    """Groups and generic files."""
    text = PAGED.partition("[page]")[1] + PAGED.partition("[page]")[2]

    assert msgspec.convert(tomllib.loads(text), SharedFile).page is not None


def test_the_schema_says_which_it_is() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"PublisherFile", "RuleTable", "PageTable", "DropTable", "LayoutTable", "FieldsTable"} <= SCHEMA[
        "$defs"
    ].keys()


def test_the_schema_uses_only_words_that_this_test_knows() -> None:
    """Else `errors` would pass over some of what the schema asks."""
    known = {
        "$ref", "anyOf", "enum", "type", "minLength", "pattern", "maximum", "minimum", "exclusiveMinimum", "minItems",
        "maxItems", "items", "properties", "required", "additionalProperties",
    }  # fmt: skip
    told = {"title", "description", "default", "format"}

    assert set() == set(_words({"anyOf": list(SCHEMA["$defs"].values())})) - known - told


def _words(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema
    for inner in (*schema.get("anyOf", ()), *schema.get("properties", {}).values()):
        yield from _words(inner)
    if isinstance(items := schema.get("items"), dict):
        yield from _words(items)


def test_the_kinds_of_rules_are_the_kinds_of_edits() -> None:
    kinds = SCHEMA["$defs"]["RuleTable"]["properties"]["kind"]["enum"]

    assert KINDS == set(kinds) == CUT_KINDS | MARKED_KINDS
    assert "repair" not in kinds


@pytest.mark.parametrize("text", [LABELS, GROUP, ""], ids=["generic", "group", "nothing in it"])
def test_shared_files_have_no_head(text: str) -> None:
    assert msgspec.convert(tomllib.loads(text), SharedFile).name is None


def test_from_and_to_are_openings_and_closings() -> None:
    """Words that Python keeps for itself have other names in it."""
    table = table_of('from = "One two"\nto = ["Three"]\nmax_words = 9\nremoves = ["One two Three"]')

    assert ("One two", ["Three"]) == (table.opening, table.closing)


def test_a_rule_is_anywhere_unless_it_says_otherwise() -> None:
    table = table_of('text = "One"\nremoves = ["One"]')

    assert ("anywhere", None, None, 0, False, False) == (
        table.at,
        table.scope,
        table.max_words,
        table.tail,
        table.rest,
        table.identifies,
    )


def test_tables_are_frozen() -> None:
    table: RuleTable = table_of('text = "One"\nremoves = ["One"]')

    with pytest.raises(AttributeError):
        table.kind = "ad"  # type: ignore[misc]
