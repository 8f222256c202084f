"""Documents: the records of texts, pages, archives, folders and standard input."""

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

from cleanse.corpus.documents import Document, Failure, Item, Skipped, documents
from tests.archives import DATE, URL, packed, record, response

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


def make(folder: Path, name: str, data: str | bytes) -> str:
    """A file of this content, packed as its name asks for; gives its name back."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = data.encode() if isinstance(data, str) else data
    path.write_bytes(PACK.get(path.suffix, bytes)(raw))
    return str(path)


def texts(items: Iterable[Item]) -> list[str]:
    """The text or page of each document, and the reason of each failure or omission behind a mark."""
    return [_shown(item) for item in items]


def _shown(item: Item) -> str:
    if isinstance(item, Document):
        return str(item.record.get("text", item.record.get("html")))
    return f"! {item.error}" if isinstance(item, Failure) else f"? {item.why}"


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
        ("a.pdf", "no way to read `.pdf`: give .txt, .html, .jsonl, .parquet or .warc, which may be .gz or .zst"),
        ("a.pdf.gz", "no way to read `.pdf`: give .txt, .html, .jsonl, .parquet or .warc, which may be .gz or .zst"),
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
    reason = "no .txt, .html, .jsonl, .parquet or .warc files there"

    assert [Failure(str(tmp_path), None, reason)] == list(documents([str(tmp_path)]))


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


# ---------------------------------------------------------------- pages

PAGE = "<p>Żółw śpi."
ID = "<urn:uuid:00000000-0000-0000-0000-000000000001>"


@pytest.mark.parametrize("html", ["", " \n", "It rained.", '{"text": "It rained."}', PAGE, "<p>\r\n\0</p>\n"])
def test_a_page_comes_as_it_is(tmp_path: Path, html: str) -> None:
    """As HTML, not as a text, whatever stands in it."""
    path = make(tmp_path, "a.html", html)

    assert [Document(path, None, {"id": "a.html", "html": html})] == list(documents([path]))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a.HTML", "a.html.gz", "a.htm.zst", "A.Htm.GZ"])
def test_a_page_is_a_document(tmp_path: Path, name: str) -> None:
    """Its file's name is the record's id."""
    data = PAGE.encode()
    path = make(tmp_path, name, data if name[-2:] != "GZ" else gzip.compress(data))

    assert [Document(path, None, {"id": name, "html": PAGE})] == list(documents([path]))


@pytest.mark.parametrize(
    ("page", "encoding"),
    [("<meta charset=iso-8859-2><p>Żółw śpi.", "latin2"), ("\ufeff<p>Żółw śpi.", "utf-16-le"), (PAGE, "utf-8")],
)
def test_pages_tell_their_encoding_themselves(tmp_path: Path, page: str, encoding: str) -> None:
    """`--encoding` is that of texts."""
    path = make(tmp_path, "a.html", page.encode(encoding))

    assert [page.removeprefix("\ufeff")] == texts(documents([path], "koi8-r"))


def test_a_folder_of_pages_and_texts(tmp_path: Path) -> None:
    """In order, each with its path as its id."""
    for name in ("b.html", "a/z.htm", "a/a.html.gz", "c.txt", "style.css", "page.html.bak", "no.php"):
        make(tmp_path, name, name)
    items = list(documents([str(tmp_path)]))

    assert ["a/a.html.gz", "a/z.htm", "b.html", "c.txt"] == texts(items)
    assert [
        {"id": "a/a.html.gz", "html": "a/a.html.gz"},
        {"id": "a/z.htm", "html": "a/z.htm"},
        {"id": "b.html", "html": "b.html"},
        {"id": "c.txt", "text": "c.txt"},
    ] == [item.record for item in items if isinstance(item, Document)]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_page_that_is_cut_off_is_no_document(tmp_path: Path, suffix: str) -> None:
    path = Path(make(tmp_path, f"a.html{suffix}", os.urandom(9000).hex()))
    path.write_bytes(path.read_bytes()[:-1000])
    (item,) = documents([str(path)])

    assert isinstance(item, Failure)


def test_lines_with_pages_come_as_they_are(tmp_path: Path) -> None:
    path = make(tmp_path, "a.jsonl", '{"html": "<p>One", "url": "x"}\n{"html": "<p>Two", "text": null}\n')

    assert [
        Document(path, 1, {"html": "<p>One", "url": "x"}),
        Document(path, 2, {"html": "<p>Two", "text": None}),
    ] == list(documents([path]))


@pytest.mark.parametrize("html", ["<!DOCTYPE html><p>It rained.", " \n<p>It rained.", "<p>It rained.", "<!-- c -->"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gz", "zst"])
def test_standard_input_that_begins_with_a_tag_is_a_page(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes], html: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pack(html.encode()))))

    assert [Document("-", None, {"id": "-", "html": html})] == list(documents(["-"]))


def test_standard_input_that_begins_with_a_byte_order_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xef\xbb\xbf<p>It rained.")))

    assert [Document("-", None, {"id": "-", "html": "<p>It rained."})] == list(documents(["-"]))


def test_a_page_that_names_no_encoding_stops_nothing(tmp_path: Path) -> None:
    names = [make(tmp_path, "a.html", "<meta charset=base64><p>One"), make(tmp_path, "b.html", "<p>Two")]

    assert ["<meta charset=base64><p>One", "<p>Two"] == texts(documents(names))


# ---------------------------------------------------------------- archives


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.WARC.zst"])
def test_the_pages_of_an_archive_are_documents(tmp_path: Path, name: str) -> None:
    """With the record's name, the page's address, and when it was fetched."""
    path = make(tmp_path, name, response(PAGE.encode()))

    assert [Document(path, None, {"id": ID, "url": URL, "date": DATE, "html": PAGE})] == list(documents([path]))


def test_records_packed_one_by_one(tmp_path: Path) -> None:
    """As crawlers write them."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(response(f"<p>{number}".encode(), number) for number in range(9)))

    assert [f"<p>{number}" for number in range(9)] == texts(documents([str(path)]))


def test_what_is_no_page_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """Requests and the like without a word."""
    data = [
        record(b"software: x", "warcinfo", url=None),
        response(b"<p>One"),
        response(b"<p>no", status="404 Not Found"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        response(b"%PDF", type_="application/pdf"),
        response(b"<p>Two"),
    ]
    path = make(tmp_path, "a.warc", b"".join(data))
    items = list(documents([path, make(tmp_path, "b.txt", "Three")]))

    assert ["<p>One", "? status 404", "? application/pdf, not HTML", "<p>Two", "Three"] == texts(items)
    assert Skipped(path, "status 404") in items


@pytest.mark.parametrize("data", [b"It rained.\n", b"\x00" * 99], ids=["text", "NULs"])
def test_what_claims_to_be_an_archive_and_is_not(tmp_path: Path, data: bytes) -> None:
    *_, bad, last = documents([make(tmp_path, "a.warc", data), make(tmp_path, "b.txt", "Next.")])

    assert ["Next."] == texts([last])
    assert isinstance(bad, Failure)
    assert bad.error.startswith("cannot be read: ")


def test_an_archive_without_records_has_no_documents(tmp_path: Path) -> None:
    assert [] == list(documents([make(tmp_path, "a.warc", b""), make(tmp_path, "b.warc.gz", b"")]))


def test_a_packed_archive_that_is_cut_off(tmp_path: Path) -> None:
    """What can be read is read, and what is missing is said."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(response(os.urandom(200_000).hex().encode(), number) for number in range(3))[:-1000])
    *read, bad, last = documents([str(path), make(tmp_path, "b.txt", "Next.")])

    assert ["Next."] == texts([last])
    assert isinstance(bad, Failure)
    assert len(read) in (1, 2)
    assert all(isinstance(item, Document) for item in read)


@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, zstandard.compress],
    ids=["plain", "gz", "zst"],
)
def test_standard_input_can_be_an_archive(monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]) -> None:
    data = response(b"<p>One", 1) + response(b"", 2, status="404 Not Found") + response(b"<p>Two", 3)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pack(data))))

    assert ["<p>One", "? status 404", "<p>Two"] == texts(documents(["-"]))


def test_a_pipe_can_be_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """In which there is no way back."""
    read, write = os.pipe()
    with os.fdopen(read, "rb") as source, os.fdopen(write, "wb") as target:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
        target.write(response(b"<p>One", 1) + response(b"<p>Two", 2))
        target.close()

        assert ["<p>One", "<p>Two"] == texts(documents(["-"]))
