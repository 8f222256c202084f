"""Reading and writing: plain, .gz and .zst, standard streams, whole or not at all."""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
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


def is_remote(name: str) -> bool:
    """Whether a name is an address that fsspec reads and writes.

    >>> is_remote("s3://news/2024.jsonl.zst"), is_remote("news.jsonl")
    (True, False)
    """
    return "://" in name


def found_files(name: str) -> tuple[list[str], str]:
    """The files of a folder, in order, or those that a glob names, with the folder that they lie in; else the name."""
    if is_remote(name):
        return _found_remote(name)
    path = Path(name)
    if path.is_dir():
        return [str(file) for file in sorted(path.rglob("*")) if file.is_file()], name
    if not path.exists() and glob.has_magic(name):
        matches = glob.iglob(name, recursive=True)  # noqa: PTH207  # Path.glob reads no pattern that begins with a root
        return sorted(file for file in matches if Path(file).is_file()), _fixed(name)
    return [name], str(path.parent) if path.parent.name else ""


def _found_remote(name: str) -> tuple[list[str], str]:
    """The same at an address; one that cannot be read is found too, and told when it is opened."""
    try:
        import fsspec  # imported late: it is an extra

        system, path = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError):
        return [name], ""
    if glob.has_magic(path):
        return [system.unstrip_protocol(file) for file in sorted(system.glob(path))], _fixed(name)
    if system.isdir(path):
        return [system.unstrip_protocol(file) for file in sorted(system.find(path))], name
    return [name], name.rpartition("/")[0]


def _fixed(pattern: str) -> str:
    """The folder of a glob that holds all that it can name."""
    parts = pattern.split("/")
    return "/".join(parts[: next(number for number, part in enumerate(parts) if glob.has_magic(part))])


Seen = Callable[[int], object]
"""Is told how many bytes were read."""


@contextmanager
def reading(name: str, seen: Seen | None = None) -> Iterator[BinaryIO]:
    """Open a file, an address, or standard input, for its unpacked bytes. Raises OSError."""
    if name == STANDARD:
        yield _unpacked(sys.stdin.buffer)
        return
    with seekable(name, seen) as file:
        yield _unpacked(file)


@contextmanager
def seekable(name: str, seen: Seen | None = None) -> Iterator[BinaryIO]:
    """Open a file or an address for its bytes as they are. Raises OSError."""
    if is_remote(name):
        with _remote(name) as file:
            yield file
        return
    with Path(name).open("rb") as file:
        yield cast("BinaryIO", io.BufferedReader(_Watched(file, seen), _CHUNK)) if seen else file


class _Watched(io.RawIOBase):
    """A file that tells what is read of it."""

    def __init__(self, file: BinaryIO, seen: Seen) -> None:
        self._file = file
        self._seen = seen

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._seen(len(data))
        return len(data)


@contextmanager
def _remote(name: str) -> Iterator[BinaryIO]:
    try:
        import fsspec
    except ImportError as error:
        raise OSError(None, "addresses need the extra `cleanse-news[remote]`", name) from error
    try:
        with fsspec.open(name, "rb") as file:
            yield cast("BinaryIO", file)
    except (ImportError, ValueError) as error:  # a store whose package is missing, or one that nobody knows
        raise OSError(None, str(error), name) from error


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


def input_at(output: str, inputs: Iterable[str]) -> str | None:
    """The input that an output would overwrite: the same file or folder, also through links; None if there is none.

    `inputs` are files, folders and patterns, as the commands take them.
    """
    if output == STANDARD or is_remote(output) or not Path(output).exists():
        return None
    for given in inputs:
        names = [given] if Path(given).exists() else sorted(glob.glob(given, recursive=True))  # noqa: PTH207  # any path
        for name in names:
            if Path(name).samefile(output):
                return name
    return None


@contextmanager
def writing(name: str) -> Iterator[IO[bytes]]:
    """Open a file, or standard output, to be written whole: it appears under its name only when all went well.

    Raises OSError.
    """
    if name == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if is_remote(name):
        with _writing_remote(name) as stream:
            yield stream
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
def _writing_remote(name: str) -> Iterator[IO[bytes]]:
    """A file on this machine, which goes to its address when all went well."""
    import fsspec

    with tempfile.TemporaryDirectory() as folder:
        local = Path(folder) / Path(name).name
        with writing(str(local)) as stream:
            yield stream
        system, path = fsspec.core.url_to_fs(name)
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.put_file(str(local), path)


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
