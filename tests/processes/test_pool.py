"""The pool of workers for an event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanse.processes.pool import Pool
from cleanse.processes.worker import DIED, Lost, WorkerError, too_long
from tests.processes.jobs import dangerous, doubling, dying
from tests.processes.test_worker import until


class Flaky:
    """Makes a worker's function, but for the second process, which ends while it starts; large when it is pickled."""

    def __init__(self, marks: Path) -> None:
        """It leaves a mark in this folder for each process."""
        self.marks = marks
        self.ballast = bytes(5_000_000)

    def __call__(self) -> Callable[[int], int]:
        """The function, or the end of the process."""
        number = len(list(self.marks.iterdir()))
        (self.marks / str(number)).touch()
        return dying() if number == 1 else doubling()


def test_jobs_are_done_side_by_side_and_each_gets_its_own_result() -> None:
    async def results() -> list[int | Lost]:
        async with Pool(doubling, 2, 60) as pool:
            return await asyncio.gather(*map(pool.do, range(10)))

    assert [2 * job for job in range(10)] == asyncio.run(results())


def test_a_job_that_hangs_or_kills_costs_itself_only() -> None:
    async def results() -> list[int | Lost]:
        async with Pool(dangerous, 2, 1.0) as pool:
            return await asyncio.gather(*map(pool.do, [1, 17, 13, 2, 3]))

    assert [2, too_long(1.0), Lost(DIED), 4, 6] == asyncio.run(results())


def test_a_pool_whose_workers_do_not_come_up_is_an_error() -> None:
    async def begun() -> None:
        async with Pool(dying, 2, 60):
            pass

    with pytest.raises(WorkerError):
        asyncio.run(begun())


def test_a_worker_that_dies_while_it_starts_is_replaced_and_nothing_freezes(tmp_path: Path) -> None:
    """The loop goes on meanwhile: it is never busy with starting or waiting for a process."""

    async def story() -> tuple[int | Lost, float]:
        longest, last = 0.0, time.monotonic()

        async def beat() -> None:
            nonlocal longest, last
            while True:
                await asyncio.sleep(0.01)
                longest, last = max(longest, time.monotonic() - last), time.monotonic()

        async with Pool(Flaky(tmp_path), 1, 60) as pool:
            beating = asyncio.create_task(beat())
            os.kill(pool.processes[0], signal.SIGKILL)  # the next process dies while it starts, the one after it works
            result = await pool.do(21)
            beating.cancel()
        return result, longest

    result, longest = asyncio.run(story())
    assert 42 == result
    assert longest < 10  # not the seconds that processes take to start and end


def test_processes_that_are_dead_are_not_counted() -> None:
    async def counted() -> list[int]:
        async with Pool(doubling, 2, 60) as pool:
            os.kill(pool.processes[0], signal.SIGKILL)
            assert until(lambda: 1 == len(pool.processes))
            return pool.processes

    assert 1 == len(asyncio.run(counted()))


def test_whoever_waits_hears_that_the_pool_ends() -> None:
    async def story() -> list[int | Lost]:
        async with Pool(dangerous, 1, 60) as pool:
            waiting = [asyncio.create_task(pool.do(job)) for job in (17, 1, 2)]
            await asyncio.sleep(0.5)
        return await asyncio.wait_for(asyncio.gather(*waiting), 20)

    assert all(isinstance(result, Lost) for result in asyncio.run(story()))
