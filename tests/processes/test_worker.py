"""A supervised worker process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from cleanse.processes.worker import DIED, Lost, Worker, WorkerError, too_long
from tests.processes.jobs import dangerous, dying


@pytest.fixture
def worker() -> Iterator[Worker[int, int]]:
    """A worker that is up."""
    worker = Worker(dangerous)
    worker.wait_until_up()
    yield worker
    worker.stop()


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_a_worker_answers_what_it_is_given(worker: Worker[int, int]) -> None:
    assert [4, 6] == [worker.do(2, 60), worker.do(3, 60)]
    assert worker.alive


def test_an_item_that_kills_its_worker_is_lost(worker: Worker[int, int]) -> None:
    assert Lost(DIED) == worker.do(13, 60)
    assert until(lambda: not worker.alive)
    assert Lost(DIED) == worker.do(2, 60)


def test_an_item_that_takes_too_long_is_lost_and_its_worker_can_be_ended(worker: Worker[int, int]) -> None:
    assert too_long(0.2) == worker.do(17, 0.2)
    worker.stop()
    assert not worker.alive


def test_a_worker_that_dies_while_it_starts_is_an_error_at_once() -> None:
    worker = Worker(dying)
    with pytest.raises(WorkerError, match="did not come up"):
        worker.wait_until_up()
    assert not worker.alive


SCRIPT = """
import sys, time
from tests.processes.jobs import dangerous
from cleanse.processes.worker import Worker
if __name__ == "__main__":
    worker = Worker(dangerous)
    worker.wait_until_up()
    print(worker.process.pid, flush=True)
    worker.do(17, 600)
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM], ids=lambda sign: sign.name)
def test_a_worker_ends_with_its_parent_even_inside_an_item(sign: signal.Signals) -> None:
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        parent.send_signal(sign)

    assert until(lambda: not is_alive(process))
