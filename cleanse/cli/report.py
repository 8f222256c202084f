"""What a command tells while it runs: progress on a terminal, failures, and the exit status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypeVar

import click

from cleanse.corpus.documents import Document, Failure, Item, Skipped, dumps_failure
from cleanse.corpus.files import STANDARD, found_files, is_remote, writing

T = TypeVar("T")


class Meter:
    """How much of its inputs a command has read."""

    def __init__(self, inputs: Iterable[str]) -> None:
        """Measure the files on this machine; others are as good as empty."""
        files = [
            Path(file) for name in inputs if name != STANDARD and not is_remote(name) for file in found_files(name)[0]
        ]
        self.total = sum(file.stat().st_size for file in files if file.is_file())
        self.seen = 0

    def add(self, count: int) -> None:
        """So many bytes more were read."""
        self.seen += count


def _with_progress(items: Iterable[T], meter: Meter | None) -> Iterator[T]:
    from tqdm import tqdm  # imported late: a pipe needs none

    if meter is None or not meter.total:
        yield from tqdm(items, unit=" documents", file=sys.stderr)
        return
    with tqdm(total=meter.total, unit="B", unit_scale=True, file=sys.stderr) as bar:
        for number, item in enumerate(items, 1):
            yield item
            bar.set_postfix_str(f"{number} documents", refresh=False)
            bar.update(min(meter.seen, meter.total) - bar.n)


class Report:
    """Counts documents and failures; writes failures to a file, or else to standard error."""

    def __init__(self, errors: str | None) -> None:
        """Report failures to this file, if one is named."""
        self.errors = errors
        """Where failures are written."""
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        self.failures = 0
        """How many documents failed so far."""
        self.skipped: Counter[str] = Counter()
        """How many records of archives were no pages, by why."""

    def __enter__(self) -> Self:
        """Open the file of failures."""
        if self.errors:
            self._file = self._stack.enter_context(writing(self.errors))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._stack.__exit__(kind, error, trace)

    def progress(self, items: Iterable[T], meter: Meter | None = None) -> Iterable[T]:
        """Pass items on, with a progress line if standard error is a terminal; a meter tells how long it will take."""
        return _with_progress(items, meter) if sys.stderr.isatty() else items

    def documents(self, items: Iterable[Item]) -> Iterator[Document]:
        """Pass the documents on, and keep the failures; with a progress line if standard error is a terminal."""
        for item in self.progress(items):
            if isinstance(item, Failure):
                self.failed(*item)
            elif isinstance(item, Skipped):
                self.skipped[item.why] += 1
            else:
                yield item

    def failed(self, name: str, line: int | None, reason: str) -> None:
        """Report a document that could not be read, cleaned or restored."""
        self.failures += 1
        if self._file:
            self._file.write(dumps_failure(Failure(name, line, reason)))
        else:
            place = name if line is None else f"{name}:{line}"
            click.echo(f"{place}: {reason}", err=True)

    def exit(self) -> None:
        """End the command: with status 1 if documents failed."""
        if self.skipped:
            reasons = ", ".join(f"{count} {why}" for why, count in self.skipped.most_common())
            click.echo(f"skipped {self.skipped.total()} records of archives: {reasons}", err=True)
        if self.failures:
            where = f", see {self.errors}" if self.errors else ""
            click.echo(f"{self.failures} document{'s' * (self.failures != 1)} failed{where}", err=True)
            sys.exit(1)
