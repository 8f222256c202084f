"""A sample of documents, drawn at random but the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Final, TypeVar

_SEED: Final = 20
T = TypeVar("T")


def drawn(items: Iterable[T], count: int) -> list[T]:
    """So many of the items, each with the same chance, in their order; memory holds no more than these.

    >>> drawn(range(3), 5)
    [0, 1, 2]
    """
    chance = random.Random(_SEED)  # noqa: S311  # nothing is kept secret by it
    kept: list[tuple[int, T]] = []
    for number, item in enumerate(items):
        if len(kept) < count:
            kept.append((number, item))
        elif (place := chance.randrange(number + 1)) < count:
            kept[place] = (number, item)
    return [item for _, item in sorted(kept, key=lambda pair: pair[0])]
