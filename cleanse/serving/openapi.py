"""The HTTP service, described for programs: OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

import cleanse
from cleanse.article.fields import FIELDS
from cleanse.article.kinds import KINDS, REPAIR

JSON: Final = "application/json"
TEXT: Final = "text/plain"
PAGE: Final = "text/html"
LINES: Final = "application/x-ndjson"

Schema = dict[str, Any]


def description() -> Schema:
    """The document of OpenAPI.

    >>> description()["openapi"], list(description()["paths"])
    ('3.1.0', ['/clean', '/publishers', '/health', '/openapi.json'])
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cleanse",
            "version": cleanse.__version__,
            "summary": "Strips publishers' boilerplate from news texts and pages.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/clean": {"post": _CLEAN},
            "/publishers": {"get": _get("publishers", "Who is known: a line of JSON for each publisher.", LINES)},
            "/health": {
                "get": _get(
                    "health", "The versions of program and rules.", JSON, "Health", {"503": "No worker process is up."}
                )
            },
            "/openapi.json": {"get": _get("openapi", "This description.", JSON, "Description")},
        },
        "components": {"schemas": _SCHEMAS},
    }


def _content(schema: str, *media: str) -> Schema:
    return {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}} for kind in media}


def _get(name: str, summary: str, media: str, schema: str = "Lines", other: Mapping[str, str] | None = None) -> Schema:
    responses = {"200": summary, **(other or {})}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {
            status: {"description": why, "content": _content(schema, media)} for status, why in responses.items()
        },
    }


def _option(name: str, about: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema}


_KIND: Final[Schema] = {"type": "string", "enum": sorted(KINDS)}
_STRING: Final[Schema] = {"type": "string"}
_MAYBE: Final[Schema] = {"type": ["string", "null"]}

_CLEAN: Final[Schema] = {
    "operationId": "clean",
    "summary": "Clean a news text or page, or a stream of them.",
    "description": (
        "A stream is answered line by line, in order, while more of it comes. A line that cannot be cleaned has an"
        " error in its place. Lines without content are passed over. A client that sends a long stream must read the"
        " answers meanwhile, for no more is read of it than it takes."
    ),
    "parameters": [
        _option("keep", "Kinds to leave in the text.", {"type": "array", "items": _KIND}),
        _option("cut", "Kinds to cut that are only marked by default.", {"type": "array", "items": _KIND}),
        _option("publisher", "Whose texts they are, by id, domain or name.", _STRING),
        _option("generic", "Whether publishers' rules are left out.", {"type": "boolean", "default": False}),
        _option("url", f"Where it was published. Of {TEXT} and {PAGE} alone: a record says it itself.", _STRING),
        _option("title", f"Its headline. Of {TEXT} and {PAGE} alone.", _STRING),
    ],
    "requestBody": {
        "required": True,
        "content": {**_content("Document", JSON), **_content("Text", TEXT, PAGE), **_content("Lines", LINES)},
    },
    "responses": {
        "200": {
            "description": "The record, cleaned; to a stream, a line to each line.",
            "content": {**_content("Cleaned", JSON), **_content("Lines", LINES)},
        },
        **{
            status: {"description": why, "content": _content("Error", JSON)}
            for status, why in {
                "400": "A query option that does not exist, or a value that it cannot have.",
                "413": "The body is too large.",
                "415": "The body is of a type that is not read.",
                "422": "The body is no record that can be cleaned.",
                "500": "Cleaning failed.",
                "503": "Cleaning took too long, or its process died.",
            }.items()
        },
    },
}


def _of_fields() -> tuple[Schema, Schema]:
    """The schema of each field of a record, and the schemas that they refer to."""
    schemas, referred = msgspec.json.schema_components(
        [field.type for field in FIELDS.values()], ref_template="#/components/schemas/{name}"
    )
    edit = referred["EditFields"]
    edit["properties"]["kind"] = {"type": "string", "enum": [*sorted(KINDS), REPAIR]}
    edit["additionalProperties"] = False
    for schema in referred.values():
        schema["description"] = schema["description"].partition("\n")[0]
    return dict(zip(FIELDS, schemas, strict=True)), msgspec.json.decode(msgspec.json.encode(referred))


_FIELD_SCHEMAS, _RECORD_SCHEMAS = _of_fields()

_SURE: Final = ("recognised_by", "edits", "rulebook")
"""The fields that no caller may bring, so that their types are sure."""
_SCHEMAS: Final[Schema] = {
    "Text": _STRING,
    "Lines": {
        "type": "string",
        "description": "Lines of JSON. Of streams to be cleaned each is a Document, and of their answers each is a"
        " Cleaned or a FailedLine.",
    },
    "Description": {"type": "object"},
    "Document": {
        "type": "object",
        "description": "A record with a `text` or an `html`, and anything else, all of which stays but `html`.",
        "properties": {
            "text": {**_MAYBE, "description": "An extracted text."},
            "html": {**_MAYBE, "description": "A page; not read where there is a text that is not blank."},
            "url": {"description": "Where it was published; tells whose it is."},
            "title": {"description": "Its headline."},
        },
        "anyOf": [
            {"required": ["text"], "properties": {"text": _STRING}},
            {"required": ["html"], "properties": {"html": _STRING}},
        ],
        "additionalProperties": True,
    },
    **_RECORD_SCHEMAS,
    "Fields": {
        "type": "object",
        "description": "The fields that cleaning adds where the record has no value of that name.",
        "properties": _FIELD_SCHEMAS,
    },
    "Cleaned": {
        "type": "object",
        "description": "What came in, with its text cleaned, and what is in Fields. A value that it had is never"
        " overwritten, so that only `text`, `recognised_by`, `edits` and `rulebook` are sure to be of their type.",
        "properties": {"text": _STRING, **{name: _FIELD_SCHEMAS[name] for name in _SURE}},
        "required": ["text", *(name for name, field in FIELDS.items() if not field.of_page)],
        "additionalProperties": True,
    },
    "Error": {
        "type": "object",
        "properties": {"error": {**_STRING, "description": "The reason."}},
        "required": ["error"],
        "additionalProperties": False,
    },
    "FailedLine": {
        "type": "object",
        "properties": {
            "error": {**_STRING, "description": "The reason."},
            "line": {"type": "integer", "minimum": 1, "description": "Which line of the stream it was."},
        },
        "required": ["error", "line"],
        "additionalProperties": False,
    },
    "Health": {
        "type": "object",
        "properties": {
            "status": _STRING,
            "version": _STRING,
            "rulebook": {**_STRING, "description": "The version of the rules."},
            "workers": {"type": "integer", "minimum": 0, "description": "How many processes are up."},
        },
        "required": ["status", "version", "rulebook", "workers"],
        "additionalProperties": False,
    },
}  # fmt: skip
