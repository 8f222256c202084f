"""Documents: the records of text files, JSONL files, folders and standard input, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import zstandard

from cleanse.files import STANDARD, plain_suffix, reading
from cleanse.records import BadRecord, Record, loads

LINES: Final = (".jsonl", ".ndjson", ".json")
TEXT: Final = ".txt"
_UNREADABLE: Final = (OSError, EOFError, zlib.error, zstandard.ZstdError)


class Failure(NamedTuple):
    """A document that could not be read or cleaned."""

    input: str
    line: int | None
    """Of a JSONL file, counted from 1."""
    error: str


class Document(NamedTuple):
    """A record, and where it came from."""

    input: str
    line: int | None
    record: Record


def documents(names: Iterable[str], encoding: str = "utf-8") -> Iterator[Document | Failure]:
    """The documents of these files and folders, in order, with a failure for each that cannot be read."""
    for name in names:
        path = Path(name)
        if name != STANDARD and path.is_dir():
            found = [
                file for file in sorted(path.rglob("*")) if file.is_file() and plain_suffix(file.name) in (TEXT, *LINES)
            ]
            if not found:
                yield Failure(name, None, "no .txt or .jsonl files in this folder")
            for file in found:
                yield from _file(str(file), file.relative_to(path).as_posix(), encoding)
        else:
            yield from _file(name, path.name, encoding)


def _file(name: str, id_: str, encoding: str) -> Iterator[Document | Failure]:
    suffix = plain_suffix(name)
    if name != STANDARD and suffix not in (TEXT, *LINES):
        yield Failure(name, None, f"no way to read `{suffix or name}`: give .txt or .jsonl, which may be .gz or .zst")
        return
    try:
        with reading(name) as stream:
            if suffix in LINES or (name == STANDARD and _looks_like_lines(stream)):
                yield from _lines(name, stream)
            else:
                yield _text(name, id_, stream.read(), encoding)
    except _UNREADABLE as error:
        yield Failure(name, None, _reason(error))


def _looks_like_lines(stream: BinaryIO) -> bool:
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(64).lstrip()[:1] == b"{")


def _text(name: str, id_: str, data: bytes, encoding: str) -> Document | Failure:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Failure(name, line, f"not {error.encoding} at byte {error.start}: {error.reason}; try --encoding")
    return Document(name, None, {"id": id_, "text": text})


def _lines(name: str, stream: BinaryIO) -> Iterator[Document | Failure]:
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
