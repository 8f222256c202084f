"""What a command tells while it runs: progress on a terminal, failures, and the exit status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Self, TypeVar

import click
import orjson

from cleanse.documents import Document, Failure, Item, Skipped
from cleanse.files import writing

T = TypeVar("T")


def _with_progress(items: Iterable[T], done: int) -> Iterable[T]:
    from tqdm import tqdm  # imported late: a pipe needs none

    return tqdm(items, unit=" documents", file=sys.stderr, initial=done)


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

    def progress(self, items: Iterable[T], done: int = 0) -> Iterable[T]:
        """Pass items on, with a progress line if standard error is a terminal; so many were `done` before."""
        return _with_progress(items, done) if sys.stderr.isatty() else items

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
            failure = {"input": name, "line": line, "error": reason}
            self._file.write(orjson.dumps(failure, option=orjson.OPT_APPEND_NEWLINE))
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
