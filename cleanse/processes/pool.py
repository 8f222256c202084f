"""A pool of workers for an event loop: a job that hangs or kills its process costs itself only."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from cleanse.processes.worker import DIED, Lost, Worker, WorkerError

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

_PAUSE: Final = 1.0
"""Seconds between two tries to start a worker."""
_LOG: Final = logging.getLogger(__name__)


class Pool(Generic[T, R]):
    """So many workers, from `async with` on until its end.

    `start` makes the function that does the work, in each process once; it, the jobs and the results are pickled. What
    waits for a process waits in a thread, so that the event loop goes on.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]], workers: int, seconds: float) -> None:
        """A pool whose jobs may take so many seconds; no process is started yet."""
        self._start = start
        self.size = workers
        self._seconds = seconds
        self._free: asyncio.Queue[Worker[T, R] | None] = asyncio.Queue()
        """Workers without a job; None once the pool ends."""
        self._crew: set[Worker[T, R]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing = False
        self._threads = ThreadPoolExecutor(2 * workers, "cleanse-pool")

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that are up."""
        return [worker.process.pid for worker in self._crew if worker.alive and worker.process.pid is not None]

    async def __aenter__(self) -> Self:
        """Start the processes. Raises WorkerError if they do not come up."""
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
            worker = await self._free_worker()
            if worker is None:
                return Lost("the workers are being ended")
            result = await asyncio.shield(self._later(self._done(worker, job)))
            if result != Lost(DIED):
                break
        return result

    async def _free_worker(self) -> Worker[T, R] | None:
        """A worker that is free, or None once the pool ends; those that died while they waited are replaced."""
        while True:
            worker = await self._free.get()
            if worker is None:
                self._free.put_nowait(None)  # for the others who wait
                return None
            if worker.alive:
                return worker
            self._replace(worker)

    async def _done(self, worker: Worker[T, R], job: T) -> R | Lost:
        result = await self._in_thread(worker.do, job, self._seconds)
        if isinstance(result, Lost):
            self._replace(worker)
        else:
            self._free.put_nowait(worker)
        return result

    def _replace(self, worker: Worker[T, R]) -> None:
        self._crew.discard(worker)
        self._later(self._rehire(worker))

    async def _rehire(self, old: Worker[T, R]) -> None:
        await self._in_thread(old.stop)
        while not self._closing:
            try:
                await self._hire()
            except WorkerError:
                _LOG.error("a worker process could not be started")  # it printed its own traceback
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _hire(self) -> None:
        worker = await self._in_thread(Worker, self._start)
        self._crew.add(worker)
        try:
            await self._in_thread(worker.wait_until_up)
        except WorkerError:
            self._crew.discard(worker)
            raise
        self._free.put_nowait(worker)

    async def _in_thread(self, work: Callable[..., S], *arguments: Any) -> S:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _later(self, work: Coroutine[Any, Any, S]) -> asyncio.Task[S]:
        """Begin what goes on by itself; the loop alone would forget it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _close(self) -> None:
        """End all processes; whatever waits for one hears at once that it has died."""
        self._closing = True
        while not self._free.empty():
            self._free.get_nowait()
        self._free.put_nowait(None)
        while self._crew:
            for worker in self._crew:
                worker.process.kill()
            gone, self._crew = self._crew, set()
            for worker in gone:
                await asyncio.to_thread(worker.process.join)
            await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)
