"""Documents: the records of texts, pages, JSONL files, archives, folders and standard input, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import zstandard

from cleanse.files import STANDARD, plain_suffix, reading
from cleanse.pages.decoding import decoded
from cleanse.records import BadRecord, Record, loads
from cleanse.warc import WarcPage, pages_of

LINES: Final = (".jsonl", ".ndjson", ".json")
TEXT: Final = ".txt"
PAGE: Final = (".html", ".htm", ".xhtml")
ARCHIVE: Final = ".warc"
_READABLE: Final = (TEXT, *LINES, *PAGE, ARCHIVE)
_LISTED: Final = ".txt, .html, .jsonl or .warc"
_UNREADABLE: Final = (OSError, EOFError, zlib.error, zstandard.ZstdError)


class Failure(NamedTuple):
    """A document that could not be read or cleaned."""

    input: str
    line: int | None
    """Of a JSONL file, counted from 1."""
    error: str


class Skipped(NamedTuple):
    """A record of an archive that is no page."""

    input: str
    why: str


class Document(NamedTuple):
    """A record, and where it came from."""

    input: str
    line: int | None
    record: Record


Item = Document | Failure | Skipped


def documents(names: Iterable[str], encoding: str = "utf-8") -> Iterator[Item]:
    """The documents of these files and folders, in order, with a failure for each that cannot be read.

    `encoding` is that of .txt files; pages are decoded as the HTML standard says.
    """
    for name in names:
        path = Path(name)
        if name != STANDARD and path.is_dir():
            found = [
                file for file in sorted(path.rglob("*")) if file.is_file() and plain_suffix(file.name) in _READABLE
            ]
            if not found:
                yield Failure(name, None, f"no {_LISTED} files in this folder")
            for file in found:
                yield from _file(str(file), file.relative_to(path).as_posix(), encoding)
        else:
            yield from _file(name, path.name, encoding)


def _file(name: str, id_: str, encoding: str) -> Iterator[Item]:
    suffix = plain_suffix(name)
    if name != STANDARD and suffix not in _READABLE:
        yield Failure(name, None, f"no way to read `{suffix or name}`: give {_LISTED}, which may be .gz or .zst")
        return
    try:
        with reading(name) as stream:
            if suffix in LINES or (name == STANDARD and _begins_with(stream, b"{")):
                yield from _lines(name, stream)
            elif suffix == ARCHIVE or (name == STANDARD and _begins_with(stream, b"WARC/")):
                yield from _archive(name, stream)
            elif suffix in PAGE or (name == STANDARD and _begins_with(stream, b"<")):
                yield Document(name, None, {"id": id_, "html": decoded(stream.read())})
            else:
                yield _text(name, id_, stream.read(), encoding)
    except _UNREADABLE as error:
        yield Failure(name, None, _reason(error))


def _begins_with(stream: BinaryIO, sign: bytes) -> bool:
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(sign))


def _archive(name: str, stream: BinaryIO) -> Iterator[Item]:
    try:
        for found in pages_of(stream):
            if isinstance(found, WarcPage):
                yield Document(name, None, {"id": found.id, "url": found.url, "html": found.html})
            else:
                yield Skipped(name, found.why)
    except RuntimeError as error:
        yield Failure(name, None, _reason(error))


def _text(name: str, id_: str, data: bytes, encoding: str) -> Document | Failure:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Failure(name, line, f"not {error.encoding} at byte {error.start}: {error.reason}; try --encoding")
    return Document(name, None, {"id": id_, "text": text})


def _lines(name: str, stream: BinaryIO) -> Iterator[Item]:
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline()
        except _UNREADABLE as error:
            yield Failure(name, number, _reason(error))
            return
        if not line:
            return
        if not line.strip():
            continue
        try:
            yield Document(name, number, loads(line))
        except BadRecord as error:
            yield Failure(name, number, str(error))


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error or type(error).__name__}"
