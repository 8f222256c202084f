"""A pool of worker processes for a server: a job that hangs or kills its process costs itself only.

Each worker is an executor of one process, so that ending one leaves the others alone.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from cleanse.processes.in_order import Lost

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

_PAUSE: Final = 1.0
"""Seconds between two tries to start a worker."""
_DIED: Final = Lost("its worker process died")
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has but one way
_LOG: Final = logging.getLogger(__name__)


class Pool(Generic[T, R]):
    """So many worker processes, from `async with` on until its end.

    `start` makes the function that does the work, in each process once; it, the jobs and the results are pickled.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]], workers: int, seconds: float) -> None:
        """A pool whose jobs may take so many seconds; no process is started yet."""
        self._start = start
        self.size = workers
        self._seconds = seconds
        self._free: asyncio.Queue[_Worker[T, R]] = asyncio.Queue()
        self._crew: set[_Worker[T, R]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that are up."""
        return [worker.process for worker in self._crew if worker.process is not None]

    async def __aenter__(self) -> Self:
        """Start the processes. Raises BrokenProcessPool if they do not come up."""
        try:
            await asyncio.gather(*(self._hire() for _ in range(self.size)))
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them, whatever they do."""
        await self._close()

    async def do(self, job: T) -> R | Lost:
        """What comes of a job once a worker is free, or why nothing does.

        The time that a job waits does not count. A job whose worker dies is tried once more: somebody else may have
        killed it.
        """
        # Whoever asked may be gone by the time that the worker is done, and still it must be given back: hence a task.
        for _ in range(2):
            worker, future = await self._given(job)
            result = await asyncio.shield(self._later(self._awaited(worker, future)))
            if result is not _DIED:
                break
        return result

    async def _given(self, job: T) -> tuple[_Worker[T, R], Future[R]]:
        """Give a job to a free worker; those that died while they waited are replaced."""
        while True:
            worker = await self._free.get()
            try:
                return worker, worker.take(job)
            except BrokenProcessPool:
                self._replace(worker)

    async def _awaited(self, worker: _Worker[T, R], future: Future[R]) -> R | Lost:
        try:
            result = await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            lost = Lost(f"took longer than {self._seconds:g} seconds")
        except BrokenProcessPool:
            lost = _DIED
        else:
            self._free.put_nowait(worker)
            return result
        self._replace(worker)
        return lost

    def _replace(self, worker: _Worker[T, R]) -> None:
        self._crew.discard(worker)
        worker.stop()
        self._later(self._rehire())

    async def _rehire(self) -> None:
        while True:
            try:
                return await self._hire()
            except BrokenProcessPool:
                _LOG.error("a worker process could not be started")  # it printed its own traceback
                await asyncio.sleep(_PAUSE)

    async def _hire(self) -> None:
        worker = _Worker(self._start)
        self._crew.add(worker)
        try:
            await worker.begin()
        except BrokenProcessPool:
            self._crew.discard(worker)
            raise
        self._free.put_nowait(worker)

    def _later(self, work: Coroutine[Any, Any, S]) -> asyncio.Task[S]:
        """Begin what goes on by itself; the loop alone would forget it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _close(self) -> None:
        for worker in self._crew:
            worker.stop()
        self._crew.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Worker(Generic[T, R]):
    """One process."""

    def __init__(self, start: Callable[[], Callable[[T], R]]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take locks and open connections along
        self._executor = ProcessPoolExecutor(1, context, _begin, (start,))
        self._job: Future[R] | None = None
        self.process: int | None = None
        """Its id, once it is up."""

    async def begin(self) -> None:
        """Wait until the process is up and has its function. Raises BrokenProcessPool."""
        self.process = await asyncio.wrap_future(self._executor.submit(os.getpid))

    def take(self, job: T) -> Future[R]:
        """Begin a job. Raises BrokenProcessPool if the process has died."""
        self._job = self._executor.submit(_do, job)
        return self._job

    def stop(self) -> None:
        """End the process, by force if it has a job."""
        if self.process is not None and self._job is not None and not self._job.done():
            with suppress(ProcessLookupError):
                os.kill(self.process, _KILL)
        self._executor.shutdown(wait=False, cancel_futures=True)


_work: Callable[[Any], Any]
"""In a worker process, the function that does the work."""


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603  # a process is told once what it is for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when it is over
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = start()


def _end_with_parent() -> None:
    """End this process when its parent has gone without a word."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _do(job: Any) -> Any:
    return _work(job)
