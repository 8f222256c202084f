"""Reading and writing: plain, .gz and .zst, standard streams, whole or not at all."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, cast

import zstandard

STANDARD: Final = "-"
"""The name of standard input and output."""
PACKED: Final = (".gz", ".zst")
_CHUNK: Final = 1 << 18


def plain_suffix(name: str) -> str:
    """A file name's suffix without that of its compression.

    >>> plain_suffix("news.jsonl.gz"), plain_suffix("a.TXT")
    ('.jsonl', '.txt')
    """
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in PACKED else path.suffix


@contextmanager
def reading(name: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input, for its unpacked bytes. Raises OSError."""
    if name == STANDARD:
        yield _unpacked(sys.stdin.buffer)
        return
    with Path(name).open("rb") as file:
        yield _unpacked(file)


def _unpacked(file: BinaryIO) -> BinaryIO:
    """The stream behind its compression, which its first bytes tell."""
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", file))
    magic = buffered.peek(4)[:4]
    if magic[:2] == b"\x1f\x8b":
        return cast("BinaryIO", gzip.GzipFile(fileobj=buffered, mode="rb"))
    if magic == b"\x28\xb5\x2f\xfd":
        return cast("BinaryIO", io.BufferedReader(_ZstdReader(buffered)))
    return cast("BinaryIO", buffered)


class _ZstdReader(io.RawIOBase):
    """The frames of a .zst stream, unpacked; one that is cut off raises EOFError, as gzip does."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed = packed
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            chunk = self._packed.read(_CHUNK)
            if not chunk:
                if self._frame is not None:
                    raise EOFError("compressed file ended before the end of its last frame")
                return 0
            self._left = self._unpack(chunk)
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count

    def _unpack(self, chunk: bytes) -> bytes:
        parts = []
        while chunk:
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            parts.append(self._frame.decompress(chunk))
            chunk = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        return b"".join(parts)


@contextmanager
def writing(name: str) -> Iterator[IO[bytes]]:
    """Open a file, or standard output, to be written whole: it appears under its name only when all went well.

    Raises OSError.
    """
    if name == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file, _packed(file, target.suffix.lower()) as stream:
            yield stream
        # mkstemp makes files that only their owner may read.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def _packed(file: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0, compresslevel=6) as packed:
            yield cast("IO[bytes]", packed)
    elif suffix == ".zst":
        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as writer:
            yield cast("IO[bytes]", writer)
    else:
        yield file
