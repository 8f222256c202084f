"""Where documents come from: globs, addresses, and files that are broken in every way at once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result

from cleanse.cli import main
from cleanse.corpus.documents import Document, Failure, documents
from tests.archives import response

GOOD = [{"id": f"good-{number}", "text": f"It rained for {number} days."} for number in range(99)]


def run(*arguments: str | Path) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def ids(path: Path) -> list[str]:
    """The ids of the records of a file."""
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def test_globs_name_files_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/3.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It rained.")

    found = list(documents([str(tmp_path / "**" / "*")]))
    assert ["a/1.txt", "b/2.txt"] == [item.record["id"] for item in found if isinstance(item, Document)]
    assert 2 == len(found)


def test_a_glob_that_names_nothing_is_told(tmp_path: Path) -> None:
    name = str(tmp_path / "*.jsonl")

    assert [Failure(name, None, "no .txt, .html, .jsonl, .parquet or .warc files there")] == list(documents([name]))


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("It rained.")

    assert ["a[1].txt"] == [item.record["id"] for item in documents([str(tmp_path / "a[1].txt")])]  # type: ignore[union-attr]


@pytest.fixture
def store() -> str:
    """An address in memory, with two files."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    for number in (1, 2):
        with fsspec.open(f"memory://news/{number}.jsonl.gz", "wb") as file:
            file.write(gzip.compress(json.dumps({"id": number, "text": "Advertisement\nIt rained."}).encode()))
    return "memory://news"


@pytest.mark.parametrize("name", ["", "/*.gz", "/1.jsonl.gz"])
def test_addresses_are_read(store: str, name: str) -> None:
    found = [item.record["id"] for item in documents([store + name]) if isinstance(item, Document)]

    assert [1, 2][: len(found)] == found
    assert found


def test_addresses_are_written_whole(store: str) -> None:
    assert 0 == run("clean", store, "-o", "memory://clean/out.jsonl.gz").exit_code
    with fsspec.open("memory://clean/out.jsonl.gz", "rb") as file:
        assert 2 == len(gzip.decompress(file.read()).splitlines())


@pytest.mark.parametrize("name", ["nobody://news/a.jsonl", "memory://news/missing.jsonl"])
@pytest.mark.usefixtures("store")
def test_addresses_that_cannot_be_read_are_told(name: str) -> None:
    (failure,) = documents([name])

    assert isinstance(failure, Failure)
    assert failure.error.startswith("cannot be read: ")


def test_of_a_broken_corpus_every_good_record_comes_out_and_every_bad_one_is_told(tmp_path: Path) -> None:
    """Bad JSON, wrong types, invalid UTF-8, a truncated member, a truncated archive, a wrong length."""
    good = [json.dumps(record).encode() for record in GOOD]
    bad = [b'{"text": ', b'{"text": 7}', b'{"text": "\xff"}', b"[]", b"{}", b'{"text": null, "html": []}']
    lines = [
        line for number, line in enumerate(good) for line in ([bad[number // 16], line] if number % 16 == 9 else [line])
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    whole = gzip.compress(b"\n".join(good[:9]) + b"\n")
    (tmp_path / "b.jsonl.gz").write_bytes(whole + gzip.compress(b"\n".join(good))[:-40])
    page = b"<html><body><p>It rained all day in the town, and nobody went out.</p></body></html>"
    archive = response(page) * 3
    (tmp_path / "c.warc").write_bytes(archive + response(page)[:-30])
    (tmp_path / "d.warc").write_bytes(archive.replace(b"Content-Length: ", b"Content-Length: 9", 1))
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    result = run("clean", *sorted(tmp_path.glob("?.*")), "-o", out, "--errors", errors)
    told = [json.loads(line) for line in errors.read_bytes().splitlines()]

    assert 1 == result.exit_code
    found = ids(out)
    assert [record["id"] for record in GOOD] == found[:99]
    assert [record["id"] for record in GOOD[:9]] == found[99:108]
    assert [Path(failure["input"]).name for failure in told] == ["a.jsonl"] * 6 + ["b.jsonl.gz", "c.warc", "d.warc"]
