"""Parquet out and in: columns for what is alike, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

import cleanse
from cleanse.cli import main
from cleanse.corpus.parquet import ROWS, Rows
from tests.webpages import PAGE


def written(path: Path, records: list[dict[str, Any]]) -> pa.Table:
    """The table of a Parquet file of these records."""
    with path.open("wb") as file, Rows(file) as rows:
        for record in records:
            rows.write(json.dumps(record).encode())
    return parquet.read_table(path)


def run(*arguments: str | Path) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_fields_become_columns(tmp_path: Path) -> None:
    table = written(tmp_path / "a.parquet", [{"id": 1, "text": "A"}, {"id": None, "text": "B", "tags": ["x"]}])

    assert [{"id": 1, "text": "A", "tags": None}, {"id": None, "text": "B", "tags": ["x"]}] == table.drop(
        ["more"]
    ).to_pylist()
    assert [None, None] == table["more"].to_pylist()


def test_what_has_no_column_is_kept_as_json(tmp_path: Path) -> None:
    """Fields of several types, fields that come later, and fields that do not fit."""
    first: list[dict[str, Any]] = [{"id": 1, "mixed": 1}, {"id": 2, "mixed": "two"}]
    later = [{"id": 3} for _ in range(ROWS - 2)]
    table = written(tmp_path / "a.parquet", [*first, *later, {"id": "four", "new": True}])

    assert ["id", "more"] == table.schema.names
    assert [{"mixed": 1}, {"mixed": "two"}] == [json.loads(value) for value in table["more"].to_pylist()[:2]]
    assert (None, {"id": "four", "new": True}) == (table["id"][ROWS].as_py(), json.loads(table["more"][ROWS].as_py()))


def test_blocks_and_evidence_of_the_caller_s_own_are_kept(tmp_path: Path) -> None:
    table = written(tmp_path / "a.parquet", [{"text": "A", "blocks": ["mine"], "evidence": 7}])

    assert {"blocks": ["mine"], "evidence": 7} == json.loads(table["more"][0].as_py())


@pytest.mark.parametrize(
    "own",
    [
        {"authors": "Ada Byron", "tags": "ferries, river"},
        {"n": 2**63},
        {"n": 2**70 + 1},
        {"meta": {}},
        {"meta": {"desk": {}}},
        {"note": "a lone \ud800 half"},
    ],
    ids=[
        "texts in columns of lists",
        "a large integer",
        "a huge integer",
        "no key",
        "no key inside",
        "half a character",
    ],
)
def test_a_value_that_a_column_cannot_hold_comes_as_it_was(tmp_path: Path, own: dict[str, Any]) -> None:
    """Each was seen to be changed, or to end the run."""
    table = written(tmp_path / "a.parquet", [{"id": 1, "text": "A", **own}, {"id": 2, "text": "B"}])

    (row, other) = table.to_pylist()
    held = {name: value for name, value in row.items() if value is not None} | json.loads(row["more"] or "{}")
    assert own == {name: held[name] for name in own}
    assert (2, "B") == (other["id"], other["text"])


def test_a_key_that_comes_late_inside_an_object_is_kept(tmp_path: Path) -> None:
    first = [{"id": number, "meta": {"desk": "city"}} for number in range(ROWS)]
    table = written(tmp_path / "a.parquet", [*first, {"id": ROWS, "meta": {"desk": "city", "page": 4}}])

    assert {"meta": {"desk": "city", "page": 4}} == json.loads(table["more"][ROWS].as_py())
    assert {"desk": "city"} == table["meta"][0].as_py()


def test_a_table_of_nothing_can_be_read(tmp_path: Path) -> None:
    assert 0 == written(tmp_path / "a.parquet", []).num_rows


def test_a_file_that_failed_is_not_finished(tmp_path: Path) -> None:
    def fail() -> None:
        with (tmp_path / "a.parquet").open("wb") as file, Rows(file) as rows:
            rows.write(b"{}")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(pa.ArrowInvalid):
        parquet.read_table(tmp_path / "a.parquet")


def test_the_command_reads_and_writes_parquet(tmp_path: Path) -> None:
    """And gives what it gives from JSONL; what a page tells comes along."""
    page = (
        "<html><head><title>Rain</title></head><body><p>It rained all day in the town, and nobody went out.</p></body>"
    )
    rows: list[dict[str, Any]] = [
        {"id": 1, "html": page.encode(), "url": None},
        {"id": 2, "html": page.encode(), "url": "https://www.bbc.com/news/1"},
    ]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    lines = "".join(json.dumps({**row, "html": page}) + "\n" for row in rows)
    (tmp_path / "in.jsonl").write_text(lines)
    for name in ("parquet", "jsonl"):
        assert 0 == run("clean", tmp_path / f"in.{name}", "-o", tmp_path / f"{name}.jsonl").exit_code
    run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet")
    texts = [json.loads(line)["text"] for line in (tmp_path / "jsonl.jsonl").read_bytes().splitlines()]

    of_jsonl, of_parquet = (
        [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_bytes().splitlines()]
        for name in ("jsonl", "parquet")
    )

    assert of_jsonl == of_parquet
    assert texts == parquet.read_table(tmp_path / "out.parquet")["text"].to_pylist()
    assert pa.types.is_map(parquet.read_table(tmp_path / "out.parquet").schema.field("evidence").type)


def test_only_the_named_columns_are_read(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": [1], "text": ["It rained."], "heavy": ["x"]}), tmp_path / "in.parquet")
    run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl", "--columns", "id,text")

    assert "heavy" not in json.loads((tmp_path / "out.jsonl").read_bytes())


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_bytes(b"no parquet at all, but long enough")
    result = run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl")

    assert 1 == result.exit_code
    assert "in.parquet:1: cannot be read: Parquet magic bytes not found" in result.stderr


def test_values_that_json_does_not_have_are_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": ["It rained."], "raw": [b"\xff"]}), tmp_path / "in.parquet")
    result = run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl")

    assert 1 == result.exit_code
    assert "in.parquet:1: cannot be written as JSON: " in result.stderr


def test_a_table_of_pages_is_cleaned_again_to_the_same_and_restored(tmp_path: Path) -> None:
    """What its rows hold is what the lines of a JSONL file would."""
    (tmp_path / "page.html").write_text(PAGE)
    run("clean", tmp_path / "page.html", "-o", tmp_path / "once.parquet")
    run("clean", tmp_path / "once.parquet", "-o", tmp_path / "twice.parquet")
    for name in ("once.parquet", "page.html"):
        run("clean", tmp_path / name, "-o", tmp_path / f"{name}.jsonl")
    run("restore", tmp_path / "once.parquet", "-o", tmp_path / "restored.jsonl")
    once, twice = (parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()[0] for name in ("once", "twice"))
    of_table, of_page, restored = (
        json.loads((tmp_path / f"{name}.jsonl").read_bytes()) for name in ("once.parquet", "page.html", "restored")
    )

    # the page told the agency
    assert {name for name in once if once[name] != twice[name]} <= {"recognised_by", "warnings"}
    assert {name for name in of_page if of_page[name] != of_table[name]} <= {"recognised_by", "warnings"}
    assert cleanse.clean_html(PAGE).source == restored["text"]
