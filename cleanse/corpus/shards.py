"""A run in shards: a folder of files of so many documents each, and a manifest that tells which of them are whole.

A shard appears under its name when it is whole, and its line in the manifest after it. So whatever ends a run, at any
moment, what the manifest tells is there, and the run can go on behind it: nothing is lost, and nothing is done twice.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import msgspec

from cleanse.article.errors import ManifestError
from cleanse.corpus.documents import TABLE, Failure, Skipped, Unread, dumps_failure
from cleanse.corpus.files import plain_suffix, writing
from cleanse.corpus.parquet import Rows
from cleanse.corpus.run import Done
from cleanse.corpus.stats import Stats

MANIFEST: Final = "manifest.jsonl"
"""The name of the manifest in its folder."""
_BLOCK: Final = 1 << 20


class Shard(msgspec.Struct, frozen=True):
    """What the manifest tells of a shard."""

    shard: str
    """The file's name."""
    sha256: str
    """Of the file."""
    items: int
    """Of the input: documents, and what was passed over."""
    written: int
    failed: int
    """How many documents could not be cleaned; `errors` says why."""
    errors: str | None
    """The file's name."""
    skipped: dict[str, int]
    """Records of archives that are no pages, by why."""
    counts: dict[str, dict[str, int]]
    """Hits of rules and the like."""


class Shards:
    """Writes a run into a folder, or goes on with one."""

    def __init__(
        self, folder: Path, size: int, suffix: str, settings: Mapping[str, Any], *, resume: bool = False
    ) -> None:
        """A run in shards of `size` documents, in files of this suffix.

        `settings` identifies the run (inputs, options, rules). Raises ManifestError if the folder holds a run already
        and this is none to be resumed, if that run has other settings, or if one of its shards has changed.
        """
        self.folder = folder
        self._size = size
        self._suffix = suffix
        self._settings = msgspec.json.decode(msgspec.json.encode({**settings, "documents": size, "suffix": suffix}))
        self.whole: list[Shard] = []
        """The shards that are there."""
        self.stats = Stats()
        self.finished = False
        """Whether the run has come to its end."""
        folder.mkdir(parents=True, exist_ok=True)
        self.manifest = folder / MANIFEST
        """Tells the run, and each shard that is whole."""
        if self.manifest.exists():
            if not resume:
                raise ManifestError(f"{folder} holds a run already: --resume goes on with it")
            self._take_up()
        else:
            self._record(self._settings)
        self._begin()

    @property
    def items(self) -> int:
        """How many items of the input are done."""
        return sum(shard.items for shard in self.whole)

    @property
    def failed(self) -> int:
        """How many documents could not be cleaned."""
        return sum(shard.failed for shard in self.whole)

    @property
    def written(self) -> int:
        """How many documents were written."""
        return sum(shard.written for shard in self.whole)

    def _take_up(self) -> None:
        """Read what is there, and check it; what a killed run left half-written goes."""
        data = self.manifest.read_bytes()
        end = data.rfind(b"\n") + 1
        if end < len(data):
            with self.manifest.open("r+b") as file:
                file.truncate(end)
        lines = [msgspec.json.decode(line) for line in data[:end].splitlines()]
        if not lines:
            self._record(self._settings)
            lines = [self._settings]
        different = [name for name in self._settings if lines[0].get(name) != self._settings[name]]
        if different:
            difference = f"`{different[0]}` was {lines[0].get(different[0])!r} and is {self._settings[different[0]]!r}"
            raise ManifestError(f"{self.folder} holds another run: {difference}")
        for line in lines[1:]:
            if line.get("finished"):
                self.finished = True
                continue
            shard = msgspec.convert(line, Shard)
            if not _is_as_recorded(self.folder / shard.shard, shard.sha256):
                raise ManifestError(
                    f"{self.folder / shard.shard} is not as {MANIFEST} says: remove both, or put it back"
                )
            self.whole.append(shard)
            self.stats.add_kept(shard.counts)
        for left in self.folder.glob(f".*{self._suffix}.*"):
            left.unlink()

    def _record(self, line: Mapping[str, Any] | Shard) -> None:
        with self.manifest.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _begin(self) -> None:
        """Begin the next shard; its file is made when there is something to write."""
        self._name = f"{len(self.whole):05}{self._suffix}"
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        self._rows: Rows | None = None
        self._counts = Stats()
        self._items = self._written = 0
        self._failures: list[Failure] = []
        self._skipped: Counter[str] = Counter()

    def __enter__(self) -> Self:
        """Go on where the manifest ends."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop what is half-written."""
        self._stack.__exit__(kind or GeneratorExit, error or GeneratorExit(), trace)

    def finish(self) -> None:
        """Close the last shard, and tell that the run came to its end."""
        if self._items:
            self._close()
        self._record({"finished": True, "items": self.items, "written": self.written, "failed": self.failed})
        self.finished = True

    def take(self, item: Unread, result: Done | Failure | None) -> None:
        """Write what came of an item, or keep why nothing did."""
        self._items += 1
        if isinstance(item, Skipped):
            self._skipped[item.why] += 1
        elif isinstance(result, Done):
            self._write(result)
        else:
            failure = item if isinstance(item, Failure) else result
            assert failure is not None
            self._failures.append(failure)
        if self._written + len(self._failures) == self._size:
            self._close()

    def _write(self, done: Done) -> None:
        file = self._file or self._open()
        if self._rows is not None:
            self._rows.write(done.data)
        else:
            file.write(done.data)
        self._written += 1
        self._counts.count(done.counts)
        self.stats.count(done.counts)

    def _open(self) -> IO[bytes]:
        self._file = self._stack.enter_context(writing(str(self.folder / self._name)))
        if plain_suffix(self._name) == TABLE:
            self._rows = self._stack.enter_context(Rows(self._file))
        return self._file

    def _close(self) -> None:
        """Let the shard appear, then tell it."""
        path = self.folder / self._name
        if self._file is None:
            self._open()  # all failed: an empty shard says so
        self._stack.close()
        errors = f"{len(self.whole):05}.errors.jsonl" if self._failures else None
        if errors:
            with writing(str(self.folder / errors)) as file:
                file.writelines(map(dumps_failure, self._failures))
        totals = (self._items, self._written, len(self._failures), errors, dict(self._skipped), self._counts.kept())
        shard = Shard(self._name, _digest(path), *totals)
        self._record(shard)
        self.whole.append(shard)
        self._begin()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        os.fsync(file.fileno())
        blocks: Iterable[bytes] = iter(lambda: file.read(_BLOCK), b"")
        for block in blocks:
            digest.update(block)
    return digest.hexdigest()


def _is_as_recorded(path: Path, sha256: str) -> bool:
    return path.is_file() and _digest(path) == sha256
