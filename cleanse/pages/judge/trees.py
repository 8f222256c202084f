"""Decision trees, asked about many rows at once."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cleanse.rulefiles import weights

Column = Any
"""A NumPy array of one number for each row."""
_DEEPEST: Final = 64


class Trees:
    """Trees that are ready to be asked.

    >>> table = weights.Trees(["words"], [0], [0, -1, -1], [9.5, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1.5, 1.5])
    >>> Trees(table).answers({"words": np.array([3.0, 40.0])}, 2).tolist()
    [[-1.5], [1.5]]
    """

    def __init__(self, table: weights.Trees) -> None:
        """The trees of a file. Raises ValueError for trees that are no trees."""
        self._features = table.features
        feature = np.array(table.feature, dtype=np.intp)
        leaf = feature < 0
        self._feature = np.where(leaf, 0, feature)
        self._threshold = np.where(leaf, np.inf, np.array(table.threshold)).astype(np.float32)
        itself = np.arange(len(feature))
        # Both ways out of a leaf lead back to it, so that all rows can take the same number of steps.
        self._ways = np.stack([np.where(leaf, itself, table.left), np.where(leaf, itself, table.right)], 1).ravel()
        self._value = np.array(table.value)
        self._roots = np.array(table.roots, dtype=np.intp)
        self._classes = table.classes
        self._steps = _steps(table.roots, self._ways)

    def answers(self, columns: dict[str, Column], rows: int) -> Column:
        """The sum of the leaves that each row reaches, for each class: an array of rows by classes.

        `columns` has at least the features of these trees. Trees compare numbers of single precision, as they were
        grown on.
        """
        width = len(self._features)
        values = np.empty((rows, width), dtype=np.float32)
        for number, name in enumerate(self._features):
            values[:, number] = columns[name]
        flat = values.ravel()
        first = (np.arange(rows) * width)[:, None]
        at = np.broadcast_to(self._roots, (rows, len(self._roots)))
        for _ in range(self._steps):
            at = self._ways[2 * at + (flat[first + self._feature[at]] > self._threshold[at])]
        result: Column = self._value[at].reshape(rows, len(self._roots) // self._classes, self._classes).sum(1)
        return result


def _steps(roots: list[int], ways: Column) -> int:
    """How many steps lead from the roots to the last leaf."""
    at = set(roots)
    for step in range(_DEEPEST):
        following = {int(way) for node in at for way in ways[2 * node : 2 * node + 2]}
        if following <= at:
            return step
        at = following
    raise ValueError(f"a tree is deeper than {_DEEPEST} steps")
