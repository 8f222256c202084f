"""What workers do in tests; `spawn` imports these, so they stand in a module."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable


def doubling() -> Callable[[int], int]:
    """A worker's function: the double of a number."""
    return lambda item: 2 * item


def dangerous() -> Callable[[int], int]:
    """The same, but 13 kills its process, and 17 takes for ever."""

    def work(item: int) -> int:
        if item == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == 17:
            time.sleep(600)
        return 2 * item

    return work


def naming() -> Callable[[int], int]:
    """Who worked: the id of the process."""
    return lambda _: os.getpid()


def dying() -> Callable[[int], int]:
    """No function: the process ends while it starts."""
    os._exit(3)
