"""Worker processes: results in order, and an item that kills or hangs its process costs itself only."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from cleanse.processes.in_order import AHEAD, CHUNK, cores, in_order
from cleanse.processes.worker import Lost
from tests.processes.jobs import dangerous, doubling, naming


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, 3 * CHUNK + 1])
def test_every_item_has_its_result_in_order(count: int) -> None:
    assert [(item, 2 * item) for item in range(count)] == list(in_order(doubling, range(count), 2, 60))


def test_work_is_done_by_several_other_processes() -> None:
    found = {result for _, result in in_order(naming, range(20 * CHUNK), 2, 60)}

    assert os.getpid() not in found
    assert 2 == len(found)


def test_an_item_that_kills_its_process_costs_itself_only() -> None:
    count = 4 * CHUNK
    results = dict(in_order(dangerous, [item for item in range(count) if item != 17], 2, 60))

    assert Lost("its worker process died") == results.pop(13)
    assert {item: 2 * item for item in range(count) if item not in (13, 17)} == results


def test_an_item_that_takes_too_long_costs_itself_only() -> None:
    count = 2 * CHUNK
    results = dict(in_order(dangerous, [item for item in range(count) if item != 13], 2, 0.5))

    assert Lost("took longer than 0.5 seconds") == results.pop(17)
    assert {item: 2 * item for item in range(count) if item not in (13, 17)} == results


def test_several_of_them_in_one_chunk() -> None:
    results = [result for _, result in in_order(dangerous, [1, 13, 13, 2, 17, 3], 1, 0.5)]

    died, late = Lost("its worker process died"), Lost("took longer than 0.5 seconds")
    assert [2, died, died, 4, late, 6] == results


def test_no_more_is_read_ahead_than_the_workers_need() -> None:
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            read += 1
            yield read

    results = in_order(doubling, endless(), 2, 60)
    for _ in range(3):
        next(results)

    assert read <= 2 * AHEAD * CHUNK + CHUNK
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    results = in_order(naming, range(20 * CHUNK), 2, 60)
    _, process = next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator

    with pytest.raises(ProcessLookupError):
        os.kill(int(str(process)), 0)


def test_a_killed_worker_is_replaced() -> None:
    results = in_order(naming, range(40 * CHUNK), 1, 60)
    _, first = next(results)
    os.kill(int(str(first)), signal.SIGKILL)
    rest = [result for _, result in results]

    assert 40 * CHUNK - 1 == len(rest)
    assert not any(isinstance(result, Lost) for result in rest)
    assert {first} < {first, *rest}


def test_there_is_a_core() -> None:
    assert cores() >= 1
