"""Worker processes: items in, results out in the same order; one that kills or hangs its process costs itself only.

The parent hands out chunks and takes results as they come. A worker that dies, or says nothing for too long, is
replaced; what it had not sent goes to another one item by item, so that it is known which item it was.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Final, Generic, TypeVar

from cleanse.processes.worker import DIED, Lost, Worker, too_long

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = 64
"""So many items at most go to a worker at once."""
AHEAD: Final = 4
"""So many chunks for each worker are read ahead at most: memory does not grow with the input."""


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


class _Hand(Generic[T, R]):
    """A worker, and the chunk that it works on."""

    def __init__(self, start: Callable[[], Callable[[T], R]]) -> None:
        self.worker: Worker[T, R] = Worker(start)
        self.chunk: Chunk[T, R] | None = None

    def give(self, chunk: Chunk[T, R]) -> bool:
        """Send what is left of a chunk; whether there was somebody to take it."""
        if not self.worker.give(chunk.left, careful=chunk.careful):
            return False
        self.chunk = chunk
        return True


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
    crew: list[_Hand[T, R]] = []
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
        for hand in crew:
            hand.worker.stop()


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
    crew: list[_Hand[T, R]], waiting: deque[Chunk[T, R]], workers: int, start: Callable[[], Callable[[T], R]]
) -> None:
    """Give chunks to those that have none; there are no more workers than chunks."""
    while waiting:
        free = next((hand for hand in crew if hand.chunk is None), None)
        if free is None:
            if len(crew) == workers:
                return
            free = _Hand(start)
            crew.append(free)
        if free.give(waiting[0]):
            waiting.popleft()
        else:
            free.worker.stop()
            crew.remove(free)


def _listen(crew: list[_Hand[T, R]], waiting: deque[Chunk[T, R]], seconds: float) -> None:
    """Wait for a worker to say something, to die, or to be silent for too long."""
    busy = {hand.worker.line: hand for hand in crew if hand.chunk}
    until = min(hand.worker.heard for hand in busy.values()) + seconds
    ready = wait(busy, timeout=max(until - time.monotonic(), 0.0))
    now = time.monotonic()
    for line, hand in busy.items():
        if line in ready:
            _hear(hand, crew, waiting)
        elif now - hand.worker.heard > seconds:
            _lose(hand, crew, waiting, too_long(seconds), hung=True)


def _hear(hand: _Hand[T, R], crew: list[_Hand[T, R]], waiting: deque[Chunk[T, R]]) -> None:
    results = hand.worker.hear()
    if results is None:
        _lose(hand, crew, waiting, Lost(DIED))
        return
    assert hand.chunk is not None
    hand.chunk.results += results
    if not hand.chunk.left:
        hand.chunk = None


def _lose(
    hand: _Hand[T, R], crew: list[_Hand[T, R]], waiting: deque[Chunk[T, R]], lost: Lost, *, hung: bool = False
) -> None:
    """Replace a worker: what it had not sent is done anew item by item.

    If it was so already, the first item is to blame: at once if it hung, or when a second worker dies with it, since a
    worker may be killed from without.
    """
    hand.worker.stop()
    crew.remove(hand)
    chunk = hand.chunk
    assert chunk is not None
    first = len(chunk.results)
    if chunk.careful and (hung or chunk.suspect == first):
        chunk.results.append(lost)
    elif chunk.careful:
        chunk.suspect = first
    chunk.careful = True
    if chunk.left:
        waiting.appendleft(chunk)
