"""Documents: the records of texts, pages, JSONL files, archives, folders and standard input, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final, NamedTuple

import orjson
import zstandard

from cleanse.article.errors import BadRecord
from cleanse.corpus.files import STANDARD, Seen, found_files, plain_suffix, reading, seekable
from cleanse.corpus.rows import record_of
from cleanse.corpus.warc import WarcPage, pages_of
from cleanse.pages.decoding import decoded
from cleanse.records import Record, loads

LINES: Final = (".jsonl", ".ndjson", ".json")
TEXT: Final = ".txt"
PAGE: Final = (".html", ".htm", ".xhtml")
ARCHIVE: Final = ".warc"
TABLE: Final = ".parquet"
_READABLE: Final = (TEXT, *LINES, *PAGE, ARCHIVE, TABLE)
_LISTED: Final = ".txt, .html, .jsonl, .parquet or .warc"
_ROWS: Final = 1000
_UNREADABLE: Final = (OSError, EOFError, zlib.error, zstandard.ZstdError)


class Failure(NamedTuple):
    """A document that could not be read or cleaned."""

    input: str
    line: int | None
    """Of a JSONL file, counted from 1."""
    error: str


def dumps_failure(failure: Failure) -> bytes:
    """The line of a failure in a file of errors."""
    return orjson.dumps(failure._asdict(), option=orjson.OPT_APPEND_NEWLINE)


class Skipped(NamedTuple):
    """A record of an archive that is no page."""

    input: str
    why: str


class Document(NamedTuple):
    """A record, and where it came from."""

    input: str
    line: int | None
    record: Record


class Line(NamedTuple):
    """A line of a JSONL file that was not read yet."""

    input: str
    line: int
    data: bytes

    @property
    def record(self) -> Record:
        """The record of the line. Raises BadRecord."""
        return loads(self.data)


Item = Document | Failure | Skipped
Unread = Item | Line


def documents(names: Iterable[str], encoding: str = "utf-8", columns: Sequence[str] | None = None) -> Iterator[Item]:
    """The documents of these files, folders and globs, in order, with a failure for each that cannot be read.

    `encoding` is that of .txt files; pages are decoded as the HTML standard says. `columns` are those of Parquet files
    to read. Addresses such as `s3://` are read with fsspec.
    """
    for item in unread(names, encoding, columns):
        if not isinstance(item, Line):
            yield item
            continue
        try:
            yield Document(item.input, item.line, item.record)
        except BadRecord as error:
            yield Failure(item.input, item.line, str(error))


def unread(
    names: Iterable[str], encoding: str = "utf-8", columns: Sequence[str] | None = None, seen: Seen | None = None
) -> Iterator[Unread]:
    """The same with the lines of JSONL files as they stand: who works on them may be another process.

    `seen` is told how many bytes of files on this machine were read.
    """
    for name in names:
        if name == STANDARD:
            yield from _file(name, name, encoding, columns, seen)
            continue
        try:
            files, root = found_files(name)
        except OSError as error:
            yield Failure(name, None, _reason(error))
            continue
        readable = [file for file in files if file == name or plain_suffix(file) in _READABLE]
        if not readable:
            yield Failure(name, None, f"no {_LISTED} files there")
        for file in readable:
            yield from _file(file, file.removeprefix(root).lstrip("/\\"), encoding, columns, seen)


def _file(name: str, id_: str, encoding: str, columns: Sequence[str] | None, seen: Seen | None) -> Iterator[Unread]:
    suffix = plain_suffix(name)
    if name != STANDARD and suffix not in _READABLE:
        yield Failure(name, None, f"no way to read `{suffix or name}`: give {_LISTED}, which may be .gz or .zst")
        return
    try:
        if suffix == TABLE:
            yield from _table(name, columns, seen)
            return
        with reading(name, seen) as stream:
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


def _table(name: str, columns: Sequence[str] | None, seen: Seen | None) -> Iterator[Item]:
    """The rows of a Parquet file, a row group after the other."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield Failure(name, None, "reading Parquet needs the extra `cleanse-news[arrow]`")
        return
    row = 0
    try:
        with seekable(name, seen) as stream:
            for batch in ParquetFile(stream).iter_batches(_ROWS, columns=list(columns) if columns else None):
                for record in batch.to_pylist():
                    row += 1
                    yield Document(name, row, record_of(record))
    except ArrowException as error:
        yield Failure(name, row + 1, f"cannot be read: {' '.join(str(error).split())}")


def _begins_with(stream: BinaryIO, sign: bytes) -> bool:
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(sign))


def _archive(name: str, stream: BinaryIO) -> Iterator[Item]:
    try:
        for entry in pages_of(stream):
            if isinstance(entry, WarcPage):
                date = {"date": entry.date} if entry.date else {}
                yield Document(name, None, {"id": entry.id, "url": entry.url, **date, "html": entry.html})
            else:
                yield Skipped(name, entry.why)
    except RuntimeError as error:
        yield Failure(name, None, _reason(error))


def _text(name: str, id_: str, data: bytes, encoding: str) -> Document | Failure:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Failure(name, line, f"not {error.encoding} at byte {error.start}: {error.reason}; try --encoding")
    return Document(name, None, {"id": id_, "text": text})


def _lines(name: str, stream: BinaryIO) -> Iterator[Line | Failure]:
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
        if line.strip():
            yield Line(name, number, line)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error or type(error).__name__}"
