"""Records: JSON objects in and out, and the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rulebooks import FILES, rulebook_of

from cleanse.model import Policy
from cleanse.records import BadRecord, clean_record, dumps, loads, restore_record, source_of

BOOK = rulebook_of(FILES)
TEXT = "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/ferry"


def cleaned(record: dict[str, Any], policy: Policy | None = None) -> dict[str, Any]:
    """A record cleaned with a few rules."""
    return clean_record(record, BOOK, policy or Policy())


def through(record: dict[str, Any]) -> dict[str, Any]:
    """A record as it is after it was written and read."""
    return loads(dumps(record))


@pytest.mark.parametrize(
    "record",
    [
        {"text": "It rained."},
        {"text": ""},
        {"text": "It rained.", "id": None, "n": [1, {"a": 1.5}], "ü": "ß"},
        {"text": "\0\ufeff\u2028 \r\n"},
    ],
    ids=["text", "no text", "other fields", "odd characters"],
)
def test_a_record_without_furniture_keeps_all_that_it_has(record: dict[str, Any]) -> None:
    assert record == {name: value for name, value in cleaned(record).items() if name in record}


def test_what_a_record_tells() -> None:
    out = through(cleaned({"text": TEXT, "url": URL}))

    assert "The ferry left an hour late." == out["text"]
    assert ("example.com", "en", "0123456789ab") == (out["publisher"], out["language"], out["rulebook"])
    assert [{"text": "The ferry at the quay", "credit": "AFP"}] == out["captions"]
    assert {
        "publisher": "example.com",
        "by": "url",
        "evidence": ["www.example.com"],
        "wire": None,
        "wire_evidence": [],
    } == (out["recognised_by"])
    assert {
        "start": 0,
        "end": 14,
        "rule": "generic/ad/label",
        "kind": "ad",
        "cut": True,
        "removed": "Advertisement\n",
        "insert": "",
    } == (out["edits"][0])
    assert [
        "text",
        "url",
        "title",
        "authors",
        "published",
        "modified",
        "section",
        "language",
        "publisher",
        "wire",
        "recognised_by",
        "captions",
        "edits",
        "warnings",
        "rulebook",
    ] == list(out)


@pytest.mark.parametrize(
    "name",
    ["title", "authors", "published", "modified", "section", "language", "publisher", "wire", "captions", "warnings"],
)
@pytest.mark.parametrize("value", ["mine", "", 0, False, [], {"a": 1}])
def test_a_value_that_the_caller_had_is_never_overwritten(name: str, value: object) -> None:
    """Not even an empty one; what we know of the publisher is in `recognised_by` all the same."""
    out = cleaned({"text": TEXT, "url": URL, name: value})

    assert value == out[name]
    assert "example.com" == out["recognised_by"]["publisher"]


def test_a_field_without_a_value_is_filled() -> None:
    assert "example.com" == cleaned({"text": TEXT, "url": URL, "publisher": None})["publisher"]


def test_the_callers_record_is_not_changed() -> None:
    record = {"text": TEXT, "url": URL, "html": "<p>"}
    before = dict(record)
    cleaned(record)

    assert before == record


def test_html_is_left_out() -> None:
    """It would double the size, and its furniture is all there."""
    assert "html" not in cleaned({"text": TEXT, "html": "<p>It rained.</p>"})


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no `text` and no `html`"),
        ({"text": None}, "no `text` and no `html`"),
        ({"text": 5}, "`text` is not text but int"),
        ({"text": ["a"]}, "`text` is not text but list"),
        ({"text": "a", "edits": []}, "has a field `edits` of its own: rename it"),
        ({"text": "a", "rulebook": "mine"}, "has a field `rulebook` of its own: rename it"),
        ({"text": "a", "recognised_by": None}, "has a field `recognised_by` of its own: rename it"),
        ({"text": "a", "edits": [{}], "rulebook": "0"}, "cannot be restored: 'cut'"),
        ({"edits": [], "rulebook": "0"}, "not a cleaned record: it needs `text` and `edits`"),
    ],
)
def test_records_that_cannot_be_cleaned(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadRecord) as caught:
        cleaned(record)

    assert reason == str(caught.value)


@pytest.mark.parametrize("name", ["url", "title"])
@pytest.mark.parametrize("value", [5, [], {}, True])
def test_a_url_or_title_that_is_no_text_is_of_no_use(name: str, value: object) -> None:
    """And stays as it is."""
    out = cleaned({"text": TEXT, name: value})

    assert (value, None) == (out[name], out["publisher"])


@pytest.mark.parametrize(
    "policy", [Policy(), Policy(keep={"caption"}), Policy(repair=False)], ids=["default", "keep", "no repairs"]
)
def test_cleaning_a_cleaned_record_is_cleaning_its_source(policy: Policy) -> None:
    """With another policy, too: it is restored first."""
    record = {"text": TEXT, "url": URL, "id": 7}
    again = cleaned(through(cleaned(record)), policy)

    assert through(cleaned(record, policy)) == through(again)


def test_what_was_found_under_another_rulebook_is_not_kept() -> None:
    """The captions of today's rules, not those of the rules that cleaned it first."""
    record = {"text": TEXT, "url": URL}
    first = through(clean_record(record, rulebook_of({}), Policy()))

    assert through(cleaned(record)) == through(cleaned(first))


@pytest.mark.parametrize("policy", [Policy(), Policy(keep={"ad"}), Policy(keep={"caption"}, cut={"dateline"})])
@pytest.mark.parametrize(
    "text", [TEXT, "", "Advertisement", "It rained late Sunday.Police came.", "Advertisement\ud800\nIt 🎈 rained."]
)
def test_the_source_comes_back(text: str, policy: Policy) -> None:
    """From what was written alone."""
    out = through(cleaned({"text": text, "url": URL}, policy))

    assert text == source_of(out) == restore_record(out)["text"]


def test_a_restored_record_has_nothing_of_the_cleaning() -> None:
    restored = restore_record(cleaned({"text": TEXT, "url": URL, "id": 7, "note": "mine"}))

    assert {"text": TEXT, "url": URL, "id": 7, "note": "mine"}.items() <= restored.items()
    assert set() == {"recognised_by", "edits", "rulebook", "captions", "warnings", "wire"} & restored.keys()


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": "a"},
        {"text": "a", "edits": None},
        {"text": 5, "edits": []},
        {"text": "a", "edits": [5]},
        {"text": "a", "edits": [{"cut": True}]},
        {"text": "a", "edits": [{"cut": True, "start": 9, "removed": "b", "insert": ""}]},
        {"text": "a", "edits": [{"cut": True, "start": "0", "removed": "b", "insert": ""}]},
        {"text": "a", "edits": [{"cut": True, "start": 0, "removed": "b", "insert": "c"}]},
    ],
)
def test_records_that_cannot_be_restored(record: dict[str, Any]) -> None:
    """Whatever is wrong with them, they are answered with a reason."""
    with pytest.raises(BadRecord):
        source_of(record)


@pytest.mark.parametrize(
    "line",
    [
        '{"text":"It rained."}',
        '{"text":"a","n":9223372036854775807}',
        '{"text":"a","n":18446744073709551615}',
        '{"text":"a","n":18446744073709551617}',
        '{"text":"a","n":-9223372036854775809}',
        '{"text":"a","n":123456789012345678901234567890}',
        '{"text":"a","n":[1.5,-0.0,1e-9]}',
        '{"text":"a","n":true,"m":null}',
        '{"text":"\\ud800"}',
        '{"\\udfff":"a"}',
        '{"text":"\\u0000"}',
    ],
    ids=[
        "text",
        "63 bits",
        "64 bits",
        "65 bits",
        "-65 bits",
        "30 digits",
        "floats",
        "words",
        "surrogate",
        "name",
        "NUL",
    ],
)
def test_what_is_read_is_written(line: str) -> None:
    """Whatever else a record holds comes out as it came in."""
    assert json.loads(line) == json.loads(dumps(loads(line.encode())))


def test_a_line_is_one_line() -> None:
    data = dumps({"text": "One.\nTwo.\u2028Three.\x85", "odd": "\ud800\n"})

    assert 1 == data.count(b"\n")
    assert data.endswith(b"\n")


def test_text_is_written_as_utf_8() -> None:
    assert '{"text":"Żółw"}\n'.encode() == dumps({"text": "Żółw"})


@pytest.mark.parametrize("line", [b"", b"{", b"nonsense", b"\xff", b'{"text": "\xff"}', b"[" * 99_999, b"[]", b"1"])
def test_lines_that_hold_no_record(line: bytes) -> None:
    with pytest.raises(BadRecord):
        loads(line)
