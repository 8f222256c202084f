"""A supervised worker process: it makes its function once, then answers what it is given until its line is closed.

Everything that starts a process in this package starts it here. A worker that hangs or dies can be told from one that
works, and ended, without harm to others. It ends by itself when its parent has gone.

This is our own and not Pebble's pool (LGPL): that one hands out items one by one, which costs ten times as much for
each (6 kB items that take no work: 9,800 a second against 120,000), or loses a whole chunk when one of its items hangs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

START: Final = 60.0
"""Seconds that a worker may take to start."""
_FLUSH: Final = 0.05
"""Seconds after which a worker sends what it has."""
DIED: Final = "its worker process died"
"""Why an item has no result whose worker ended without a word."""


class Lost(NamedTuple):
    """What stands in the place of a result: the item killed its worker, or took too long."""

    why: str


def too_long(seconds: float) -> Lost:
    """What stands in the place of the result of an item that took longer than so many seconds."""
    return Lost(f"took longer than {seconds:g} seconds")


class WorkerError(RuntimeError):
    """A worker that did not come up: its process ended, or took too long, before it had its function."""


class Worker(Generic[T, R]):
    """A process, and the line to it.

    `start` makes the function that does the work, in the process; it, the items and the results are pickled. Starting
    writes `start` to the process and may wait for it: an event loop does that in a thread.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]]) -> None:
        """Start the process; it is not yet known whether it comes up."""
        context = multiprocessing.get_context("spawn")  # a fork would take locks and open files along
        self.line, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, start), daemon=True)
        self.process.start()
        other.close()
        self.heard = time.monotonic() + START
        """When it last said something; a new one is given the time to start."""

    @property
    def alive(self) -> bool:
        """Whether the process is up."""
        return self.process.is_alive()

    def give(self, items: Sequence[T], *, careful: bool = False) -> bool:
        """Send items; whether there was somebody to take them. A careful worker sends each result by itself."""
        try:
            self.line.send((items, careful))
        except (OSError, ValueError):
            return False
        self.heard = max(self.heard, time.monotonic())
        return True

    def hear(self) -> list[R] | None:
        """The results that it sends next, waiting for them; None if it has died."""
        try:
            results: list[R] = self.line.recv()
        except (EOFError, OSError):
            return None
        self.heard = time.monotonic()
        return results

    def wait_until_up(self) -> None:
        """Wait until it has its function. Raises WorkerError if it does not come to that."""
        if not self._speaks_within(START) or self.hear() is None:
            self.stop()
            raise WorkerError("a worker process ended before it was up, or did not come up in time")

    def do(self, item: T, seconds: float) -> R | Lost:
        """The result of one item, waited for so many seconds at most; a worker that loses it is of no more use."""
        if not self.give([item], careful=True):
            return Lost(DIED)
        if not self._speaks_within(seconds):
            return too_long(seconds)
        results = self.hear()
        return results[0] if results else Lost(DIED)

    def _speaks_within(self, seconds: float) -> bool:
        try:
            return self.line.poll(seconds)
        except (OSError, ValueError):  # the line was closed, by whoever ended the worker
            return True

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.line.close()


def _serve(line: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when it is over
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work = start()
    with suppress(EOFError, OSError):  # the parent has gone
        line.send([])
        while True:
            items, careful = line.recv()
            done: list[Any] = []
            since = time.monotonic()
            for item in items:
                done.append(work(item))
                if careful or time.monotonic() - since > _FLUSH:
                    line.send(done)
                    done, since = [], time.monotonic()
            if done:
                line.send(done)


def _end_with_parent() -> None:
    """End this process when its parent has gone without a word, even in the middle of an item."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
