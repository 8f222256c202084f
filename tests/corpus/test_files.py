"""Reading and writing: packed or not, whole or not at all."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import zstandard

from cleanse.corpus.files import plain_suffix, reading, writing

DATA = "Żółw. 続き.\n".encode() * 1000


def read(path: Path) -> bytes:
    """All of a file, unpacked."""
    with reading(str(path)) as stream:
        return stream.read()


def write(path: Path, data: bytes) -> None:
    """All of a file, packed as its name asks for."""
    with writing(str(path)) as stream:
        stream.write(data)


def fail(path: Path, error: type[BaseException]) -> None:
    """Part of a file, and then this error."""
    with writing(str(path)) as stream:
        stream.write(DATA)
        raise error


@pytest.mark.parametrize(
    "data",
    [b"", b"\x1f", b"\x28\xb5", b"{}", DATA, b"\0" * 9],
    ids=["none", "1 byte", "2 bytes", "JSON", "text", "NUL"],
)
def test_what_is_not_packed_is_read_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert data == read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.txt.gz", "a.jsonl.zst", "A.TXT.GZ", "a", "a.jsonl.gz.bak"])
@pytest.mark.parametrize("data", [b"", DATA], ids=["empty", "text"])
def test_what_is_written_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    write(path, data)

    assert data == read(path)


@pytest.mark.parametrize(
    ("name", "magic"),
    [("a.jsonl.gz", b"\x1f\x8b"), ("a.jsonl.zst", b"\x28\xb5\x2f\xfd"), ("a.jsonl", DATA[:4]), ("a.GZ", b"\x1f\x8b")],
)
def test_the_suffix_tells_how_it_is_packed(tmp_path: Path, name: str, magic: bytes) -> None:
    write(tmp_path / name, DATA)

    assert (tmp_path / name).read_bytes().startswith(magic)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "a.jsonl.zst"])
def test_the_first_bytes_tell_how_to_read_it(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    """A wrong suffix does no harm."""
    (tmp_path / name).write_bytes(pack(DATA))

    assert DATA == read(tmp_path / name)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
def test_files_of_several_members_are_read_to_their_end(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """As `cat a.gz b.gz` makes them."""
    (tmp_path / "a").write_bytes(pack(b"one\n") + pack(DATA) + pack(b"") + pack(b"two\n"))

    assert b"one\n" + DATA + b"two\n" == read(tmp_path / "a")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
@pytest.mark.parametrize("part", [0.5, 0.98])
def test_a_file_that_is_cut_off_is_an_error(tmp_path: Path, pack: Callable[[bytes], bytes], part: float) -> None:
    """What is missing must not be passed over in silence."""
    data = pack(os.urandom(100_000))
    (tmp_path / "a").write_bytes(data[: int(len(data) * part)])

    with pytest.raises((EOFError, zstandard.ZstdError)):
        read(tmp_path / "a")


def test_packed_files_are_the_same_every_time(tmp_path: Path) -> None:
    """No time stamps, no names: the same records give the same bytes."""
    write(tmp_path / "a.gz", DATA)
    write(tmp_path / "b.gz", DATA)

    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_nothing(tmp_path: Path, name: str, error: type[BaseException]) -> None:
    """Neither half a file nor a temporary one."""
    with pytest.raises(error):
        fail(tmp_path / name, error)

    assert [] == list(tmp_path.iterdir())


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    with pytest.raises(InterruptedError):
        fail(path, InterruptedError)

    assert (b"before", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with writing(str(path)) as stream:
        stream.write(DATA)
        stream.flush()
        assert not path.exists()

    assert [path] == list(tmp_path.iterdir())


def test_a_file_may_be_written_over_the_one_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    with reading(str(path)) as source, writing(str(path)) as target:
        target.writelines(line.upper() for line in source)

    assert "ŻÓŁW".encode() not in DATA
    assert DATA.upper() == path.read_bytes()


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    write(tmp_path / "a/b/c.txt", DATA)

    assert DATA == (tmp_path / "a/b/c.txt").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    """As with any file: not only its owner, as temporary files are made."""
    umask = os.umask(0o027)
    try:
        write(tmp_path / "a.txt", DATA)
    finally:
        os.umask(umask)

    assert 0o640 == stat.S_IMODE((tmp_path / "a.txt").stat().st_mode)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gz", "zst"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]) -> None:
    """Packed or not, as its first bytes tell."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pack(DATA))))

    assert DATA == read(Path("-"))


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(Path("-"), DATA)

    assert DATA == capfdbinary.readouterr().out


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.jsonl", ".jsonl"),
        ("a.jsonl.gz", ".jsonl"),
        ("b/a.TXT.ZST", ".txt"),
        ("a.gz", ""),
        ("a", ""),
        ("-", ""),
        ("a.b/c", ""),
        (".gz", ""),
        ("a.tar.xz", ".xz"),
    ],
)
def test_the_suffix_without_that_of_the_packing(name: str, suffix: str) -> None:
    assert suffix == plain_suffix(name)
