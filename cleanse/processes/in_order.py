"""Worker processes: items in, results out in the same order; one that kills or hangs its process costs itself only.

The parent hands out chunks and takes results as they come. A worker that dies, or says nothing for too long, is
replaced; what it had not sent goes to another one item by item, so that it is known which item it was.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = 64
"""So many items at most go to a worker at once."""
AHEAD: Final = 4
"""So many chunks for each worker are read ahead at most: memory does not grow with the input."""
_START: Final = 60.0
"""Seconds that a worker may take to start."""
_FLUSH: Final = 0.05
"""Seconds after which a worker sends what it has."""


class Lost(NamedTuple):
    """What stands in the place of a result: the item killed its worker, or took too long."""

    why: str


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Chunk(Generic[T, R]):
    """Items that go to a worker together, and what came of them so far."""

    def __init__(self, items: list[T]) -> None:
        """A chunk that no worker has seen."""
        self.items = items
        self.results: list[R | Lost] = []
        self.careful = False
        """Whether each result is sent by itself, because a worker died or hung with it."""
        self.suspect = -1
        """The number of the item with which a worker died when it was so."""

    @property
    def left(self) -> list[T]:
        """The items without a result."""
        return self.items[len(self.results) :]


class _Worker(Generic[T, R]):
    """A process, the line to it, and the chunk that it works on."""

    def __init__(self, start: Callable[[], Callable[[T], R]]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take locks and open files along
        self.line, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, start), daemon=True)
        self.process.start()
        other.close()
        self.chunk: Chunk[T, R] | None = None
        self.heard = time.monotonic() + _START
        """When it last said something; a new one is given the time to start."""

    def give(self, chunk: Chunk[T, R]) -> bool:
        """Send what is left of a chunk; whether there was somebody to take it."""
        try:
            self.line.send((chunk.left, chunk.careful))
        except OSError:
            return False
        self.chunk = chunk
        self.heard = max(self.heard, time.monotonic())
        return True

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.line.close()


def _serve(line: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker does: make its function once, then work until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when it is over
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


def in_order(
    start: Callable[[], Callable[[T], R]], items: Iterable[T], workers: int, seconds: float
) -> Iterator[tuple[T, R | Lost]]:
    """Each item with its result, in order, worked out by so many processes.

    `start` makes the function that does the work, in each process once; it, the items and the results are pickled. An
    item may take so many `seconds`; if it takes longer, or its process dies, its result is `Lost`.
    """
    chunks = _chunks(items)
    waiting: deque[Chunk[T, R]] = deque()  # read, and in order; the first one is given out next
    unfinished: deque[Chunk[T, R]] = deque()  # given out or not, in order of the items
    crew: list[_Worker[T, R]] = []
    try:
        while True:
            while len(unfinished) < AHEAD * workers and (chunk := next(chunks, None)):
                unfinished.append(chunk)
                waiting.append(chunk)
            if not unfinished:
                return
            _give_out(crew, waiting, workers, start)
            _listen(crew, waiting, seconds)
            while unfinished and not unfinished[0].left:
                done = unfinished.popleft()
                yield from zip(done.items, done.results, strict=True)
    finally:
        for worker in crew:
            worker.stop()


def _chunks(items: Iterable[T]) -> Iterator[Chunk[T, Any]]:
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield Chunk(chunk)
            chunk = []
    if chunk:
        yield Chunk(chunk)


def _give_out(
    crew: list[_Worker[T, R]], waiting: deque[Chunk[T, R]], workers: int, start: Callable[[], Callable[[T], R]]
) -> None:
    """Give chunks to those that have none; there are no more workers than chunks."""
    while waiting:
        free = next((worker for worker in crew if worker.chunk is None), None)
        if free is None:
            if len(crew) == workers:
                return
            free = _Worker(start)
            crew.append(free)
        if free.give(waiting[0]):
            waiting.popleft()
        else:
            free.stop()
            crew.remove(free)


def _listen(crew: list[_Worker[T, R]], waiting: deque[Chunk[T, R]], seconds: float) -> None:
    """Wait for a worker to say something, to die, or to be silent for too long."""
    busy = {worker.line: worker for worker in crew if worker.chunk}
    until = min(worker.heard for worker in busy.values()) + seconds
    ready = wait(busy, timeout=max(until - time.monotonic(), 0.0))
    now = time.monotonic()
    for line, worker in busy.items():
        if line in ready:
            _hear(worker, crew, waiting)
        elif now - worker.heard > seconds:
            _lose(worker, crew, waiting, f"took longer than {seconds:g} seconds", hung=True)


def _hear(worker: _Worker[T, R], crew: list[_Worker[T, R]], waiting: deque[Chunk[T, R]]) -> None:
    try:
        results = worker.line.recv()
    except (EOFError, OSError):
        _lose(worker, crew, waiting, "its worker process died")
        return
    assert worker.chunk is not None
    worker.chunk.results += results
    worker.heard = time.monotonic()
    if not worker.chunk.left:
        worker.chunk = None


def _lose(
    worker: _Worker[T, R], crew: list[_Worker[T, R]], waiting: deque[Chunk[T, R]], why: str, *, hung: bool = False
) -> None:
    """Replace a worker: what it had not sent is done anew item by item.

    If it was so already, the first item is to blame: at once if it hung, or when a second worker dies with it, since a
    worker may be killed from without.
    """
    worker.stop()
    crew.remove(worker)
    chunk = worker.chunk
    assert chunk is not None
    first = len(chunk.results)
    if chunk.careful and (hung or chunk.suspect == first):
        chunk.results.append(Lost(why))
    elif chunk.careful:
        chunk.suspect = first
    chunk.careful = True
    if chunk.left:
        waiting.appendleft(chunk)
