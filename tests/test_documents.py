"""Documents: the records of files, folders and standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
import zstandard

from cleanse.documents import Document, Failure, documents

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


def make(folder: Path, name: str, data: str | bytes) -> str:
    """A file of this content, packed as its name asks for; gives its name back."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = data.encode() if isinstance(data, str) else data
    path.write_bytes(PACK.get(path.suffix, bytes)(raw))
    return str(path)


def texts(items: Iterable[Document | Failure]) -> list[str]:
    """The text of each document, and the reason of each failure behind a mark."""
    return [f"! {item.error}" if isinstance(item, Failure) else item.record["text"] for item in items]


@pytest.mark.parametrize("data", ["", "\n", " \n\n\r\n"], ids=["empty", "a line break", "blank lines"])
def test_blank_lines_are_no_documents(tmp_path: Path, data: str) -> None:
    assert [] == list(documents([make(tmp_path, "a.jsonl", data)]))


def test_no_inputs_no_documents() -> None:
    assert [] == list(documents([]))


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.jsonl.gz", "a.JSONL.zst"])
def test_each_line_is_a_document(tmp_path: Path, name: str) -> None:
    """With its number, blank lines counted."""
    path = make(tmp_path, name, '{"text": "One"}\n\n{"text": "Two", "id": 7}')

    assert [Document(path, 1, {"text": "One"}), Document(path, 3, {"text": "Two", "id": 7})] == list(documents([path]))


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.TXT.zst"])
def test_a_text_file_is_a_document(tmp_path: Path, name: str) -> None:
    """Whole, its line breaks as they are; its name is the record's id."""
    path = make(tmp_path, name, "One.\r\n\r\nTwo.\n")

    assert [Document(path, None, {"id": name, "text": "One.\r\n\r\nTwo.\n"})] == list(documents([path]))


def test_an_empty_text_file_is_a_document(tmp_path: Path) -> None:
    assert [""] == texts(documents([make(tmp_path, "a.txt", "")]))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: "),
        ("It rained.", "not JSON: "),
        ('{"text": "a"} {"text": "b"}', "not JSON: "),
        ("[1, 2]", "not a JSON object but list"),
        ('"text"', "not a JSON object but str"),
        ("null", "not a JSON object but NoneType"),
        (b'{"text": "M\xfcnchen"}', "not UTF-8 at byte 11: "),
        ("[" * 100_000, "not JSON: "),
    ],
    ids=["open", "text", "two on a line", "list", "string", "null", "latin-1", "deep"],
)
def test_a_bad_line_stops_nothing(tmp_path: Path, line: str | bytes, reason: str) -> None:
    """It is a failure with its number, and the lines after it are read."""
    raw = line.encode() if isinstance(line, str) else line
    path = make(tmp_path, "a.jsonl", b'{"text": "One"}\n' + raw + b'\n{"text": "Two"}\n')
    one, bad, two = documents([path])

    assert isinstance(bad, Failure)
    assert (path, 2) == (bad.input, bad.line)
    assert bad.error.startswith(reason)
    assert ["One", "Two"] == texts([one, two])


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_off(tmp_path: Path, suffix: str) -> None:
    """What can be read is read, and what is missing is said."""
    lines = b"".join(b'{"text": "%s"}\n' % os.urandom(64).hex().encode() for _ in range(2000))
    path = Path(make(tmp_path, f"a.jsonl{suffix}", lines))
    path.write_bytes(path.read_bytes()[:-1000])
    *read, last = documents([str(path), make(tmp_path, "b.txt", "Next.")])

    assert ["Next."] == texts([last])
    assert [True] == [isinstance(item, Failure) for item in read if isinstance(item, Failure)]
    assert "cannot be read: " in texts(read)[-1]
    assert len(read) < 2000


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_text_that_is_cut_off_is_no_document(tmp_path: Path, suffix: str) -> None:
    """Half an article is none."""
    path = Path(make(tmp_path, f"a.txt{suffix}", os.urandom(9000).hex()))
    path.write_bytes(path.read_bytes()[:-1000])
    (item,) = documents([str(path)])

    assert isinstance(item, Failure)


def test_what_claims_to_be_packed_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b"\x1f\x8b no, it is not")
    (item,) = documents([str(path)])

    assert isinstance(item, Failure)
    assert item.error.startswith("cannot be read: ")


def test_a_text_of_another_encoding(tmp_path: Path) -> None:
    """Is not guessed at: the line is told, and what may help."""
    path = make(tmp_path, "a.txt", "Regen.\nMünchen.".encode("latin-1"))

    assert [Failure(path, 2, "not utf-8 at byte 8: invalid start byte; try --encoding")] == list(documents([path]))
    assert ["Regen.\nMünchen."] == texts(documents([path], "latin-1"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", "no way to read `.pdf`: give .txt, .html, .jsonl or .warc, which may be .gz or .zst"),
        ("a.pdf.gz", "no way to read `.pdf`: give .txt, .html, .jsonl or .warc, which may be .gz or .zst"),
        ("missing.txt", "cannot be read: No such file or directory"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    if "missing" not in name:
        make(tmp_path, name, "x")

    assert [Failure(str(tmp_path / name), None, reason)] == list(documents([str(tmp_path / name)]))


def test_a_folder_s_files_in_order(tmp_path: Path) -> None:
    """Those of folders in it too, each with its path as its id; others are passed over."""
    for name, data in {
        "b.txt": "B",
        "a/z.txt": "Z",
        "a/a.txt.gz": "A",
        "c.jsonl": '{"text": "C1"}\n{"text": "C2"}',
        "notes.md": "no",
        "page.pdf": "no",
    }.items():
        make(tmp_path, name, data)
    items = list(documents([str(tmp_path)]))

    assert ["A", "Z", "B", "C1", "C2"] == texts(items)
    assert ["a/a.txt.gz", "a/z.txt", "b.txt"] == [
        item.record["id"] for item in items if isinstance(item, Document) and "id" in item.record
    ]


def test_a_folder_without_files(tmp_path: Path) -> None:
    assert [Failure(str(tmp_path), None, "no .txt, .html, .jsonl or .warc files in this folder")] == list(documents([str(tmp_path)]))


def test_inputs_come_in_their_order(tmp_path: Path) -> None:
    names = [make(tmp_path, name, name) for name in ("b.txt", "a.txt")]

    assert ["b.txt", "a.txt", "b.txt"] == texts(documents([*names, names[0]]))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"text": "One"}\n{"text": "Two"}\n', ["One", "Two"]),
        ('\n  {"text": "One"}', ["One"]),
        ("It rained.\nThen it poured.", ["It rained.\nThen it poured."]),
        ("[1] says the footnote.", ["[1] says the footnote."]),
        ("", [""]),
    ],
    ids=["records", "blank lines first", "text", "bracket", "nothing"],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gz", "zst"])
def test_standard_input_tells_by_its_beginning_what_it_is(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes], data: str, expected: list[str]
) -> None:
    """JSON lines if it begins with a brace, else one text."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pack(data.encode()))))

    assert expected == texts(documents(["-"]))


def test_documents_come_one_by_one(tmp_path: Path) -> None:
    """The first is there before the second file exists."""
    found = documents([make(tmp_path, "a.txt", "One"), str(tmp_path / "b.txt")])
    first = next(found)
    make(tmp_path, "b.txt", "Two")

    assert ["One", "Two"] == texts([first, *found])


def test_lines_come_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record is handed on before all of the input was read."""
    read, write = os.pipe()
    with os.fdopen(read, "rb") as source, os.fdopen(write, "wb", buffering=0) as target:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
        target.write(b'{"text": "One"}\n')
        found = documents(["-"])
        first = next(found)
        target.write(b'{"text": "Two"}\n')
        target.close()

        assert ["One", "Two"] == texts([first, *found])
