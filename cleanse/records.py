"""Records: JSON objects in, with their `text` or `html` cleaned, and the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast, get_args

import orjson

from cleanse.article.article import Article
from cleanse.article.edits import restore
from cleanse.article.errors import BadRecord, PageError
from cleanse.article.fields import fields, page_fields
from cleanse.article.model import Edit, PageKind, Policy
from cleanse.cleaning.clean import clean_text
from cleanse.cleaning.one_pass import Request
from cleanse.cleaning.options import Extractor, Options
from cleanse.pages.clean import clean_page
from cleanse.rulebook.rulebook import Rulebook

Record = dict[str, Any]

_OURS: Final = ("recognised_by", "edits", "rulebook")
"""Fields that no caller may bring: without them a record cannot be restored."""
_OF_THIS_CLEANING: Final = ("captions", "warnings", "wire")
"""Fields that a record which was cleaned before gets anew."""
_HUGE: Final = 2.0**63


def loads(line: bytes) -> Record:
    """The record of a line. Raises BadRecord.

    >>> loads(b'{"text": "It rained."}')
    {'text': 'It rained.'}
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        record = _loads_slowly(line)
    if _has_huge_number(record):
        record = _loads_slowly(line)  # orjson reads integers of more than 64 bits as floats
    if not isinstance(record, dict):
        raise BadRecord(f"not a JSON object but {type(record).__name__}")
    return record


def _has_huge_number(value: Any) -> bool:
    if isinstance(value, float):
        return abs(value) >= _HUGE
    if isinstance(value, dict):
        return any(map(_has_huge_number, value.values()))
    return isinstance(value, list) and any(map(_has_huge_number, value))


def _loads_slowly(line: bytes) -> Any:
    """Read what orjson refuses but JSON allows: lone surrogates, and numbers of any size."""
    try:
        return json.loads(line)
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8 at byte {error.start}: {error.reason}") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"not JSON: {error}") from error


def dumps(record: Mapping[str, Any]) -> bytes:
    """The line of a record, with its line break. Raises BadRecord for values that JSON does not have."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        pass
    try:  # lone surrogates and numbers of any size, which orjson does not write
        return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    except (TypeError, ValueError) as error:
        raise BadRecord(f"cannot be written as JSON: {error}") from error


def clean_record(
    record: Record,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    publisher: str | None = None,
    extractor: Extractor = "judge",
) -> Record:
    """A record with its text or page cleaned, and what is known of it beside the text.

    A value that the record already had is never overwritten, but for `text`. A record that was cleaned before is
    restored first. `html` is left out. Raises BadRecord for a record that cannot be cleaned, and UnknownPublisherError
    for a publisher that has no rule file.

    >>> record = clean_record({"id": 7, "text": "Advertisement\\nIt rained."})
    >>> record["id"], record["text"], record["edits"][0]["removed"]
    (7, 'It rained.', 'Advertisement\\n')
    """
    return cleaned_record(record, Options.of(rulebook, policy, publisher, extractor))


def cleaned_record(record: Record, options: Options) -> Record:
    """The same with options that were made once, for whoever cleans many records. Raises BadRecord."""
    return with_article(record, article_of(record, options))


def article_of(record: Record, options: Options) -> Article:
    """The article of a record's `text`, or of its `html` where the text is missing or blank. Raises BadRecord."""
    url, title = (value if isinstance(value := record.get(name), str) else None for name in ("url", "title"))
    request = Request(options, url, title)
    if _was_cleaned(record):
        return _cleaned_again(record, request._replace(page_kind=_page_kind(record)))
    if taken := [name for name in _OURS if name in record]:
        raise BadRecord(f"has a field `{taken[0]}` of its own: rename it")
    text, html = record.get("text"), record.get("html")
    if isinstance(text, str) and not is_page(record):
        return clean_text(text, request)
    if is_page(record) and isinstance(html, str | bytes):
        try:
            return clean_page(html, options, url)
        except PageError as error:
            raise BadRecord(str(error)) from error
    name, value = ("html", html) if text is None and html is not None else ("text", text)
    raise BadRecord("no `text` and no `html`" if value is None else f"`{name}` is not text but {type(value).__name__}")


def is_page(record: Record) -> bool:
    """Whether a record is cleaned as a page: it has `html`, and no `text` or a blank one.

    >>> is_page({"html": "<p>It rained."}), is_page({"text": " ", "html": "<p>It rained."})
    (True, True)
    >>> is_page({"text": "It rained.", "html": "<p>It rained."})
    False
    """
    text = record.get("text")
    is_blank = text is None or (isinstance(text, str) and not text.strip())
    return is_blank and isinstance(record.get("html"), str | bytes) and not _was_cleaned(record)


def _page_kind(record: Record) -> PageKind | None:
    """What kind of page a record's text is the story of; None for a text that is no page's."""
    kind = record.get("page_kind")
    return cast(PageKind, kind) if kind in get_args(PageKind) else None


def _cleaned_again(record: Record, request: Request) -> Article:
    """The article of a record that was cleaned before: of its source, less what only its page could tell."""
    policy = request.options.policy
    before = tuple(
        Edit(
            edit["start"],
            edit["end"],
            edit["rule"],
            edit["kind"],
            edit.get("insert", ""),
            policy.cuts(edit["kind"], edit["rule"]),
            edit.get("source", ""),
            of_page=True,
        )
        for edit in record["edits"]
        if edit.get("of_page")
    )
    return clean_text(source_of(record), request, before)


def with_article(record: Record, article: Article) -> Record:
    """A record with an article's text and fields; values that it had stay."""
    gone = ("html", *_OURS, *(_OF_THIS_CLEANING if _was_cleaned(record) else ()))
    result = {name: value for name, value in record.items() if name not in gone}
    result["text"] = article.text
    if isinstance(record.get("blocks"), list):  # its page is gone, and with it what only elements tell
        result |= {
            name: record[name] for name in ("captions", "wire") if record.get(name) and not getattr(article, name)
        }
    for name, value in (fields(article) | (page_fields(article) if is_page(record) else {})).items():
        if result.get(name) is None:
            result[name] = value
    return result


def _was_cleaned(record: Record) -> bool:
    return isinstance(record.get("edits"), list) and isinstance(record.get("rulebook"), str)


def source_of(record: Record) -> str:
    """The source text of a cleaned record. Raises BadRecord.

    >>> source_of({"text": "It rained.", "edits": [{"start": 0, "removed": "Ad\\n", "insert": "", "cut": True}]})
    'Ad\\nIt rained.'
    """
    text, edits = record.get("text"), record.get("edits")
    if not isinstance(text, str) or not isinstance(edits, list):
        raise BadRecord("not a cleaned record: it needs `text` and `edits`")
    try:
        return restore(text, ((edit["start"], edit["removed"], edit["insert"]) for edit in edits if edit["cut"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadRecord(f"cannot be restored: {error}") from error


def restore_record(record: Record) -> Record:
    """A cleaned record with its source text, and without what was said of the cleaning. Raises BadRecord."""
    gone = (*_OURS, *_OF_THIS_CLEANING)
    return {name: value for name, value in record.items() if name not in gone} | {"text": source_of(record)}
