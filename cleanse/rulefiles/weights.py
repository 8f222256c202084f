"""Weights: what a judge knows, in a file that can be read, a line for each feature."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec


class Weights(msgspec.Struct, frozen=True):
    """What each feature speaks for (above 0) or against."""

    least: float
    """What is judged is so when the weights of its features sum up to more than this."""
    weights: dict[str, dict[str, float]]
    """By group and name."""


def step(value: float, edges: Sequence[float]) -> int:
    """The number of the last edge that a value reaches.

    >>> step(4, (0, 1, 3, 5))
    2
    """
    return bisect_right(edges, value) - 1


def weights_in(path: Path) -> Weights:
    """The weights of a file. Raises OSError, and msgspec.MsgspecError or UnicodeDecodeError for any other file."""
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def weights_file(weights: Weights) -> bytes:
    """The file of these weights: a line for each feature, in order."""
    groups = [f'    "{group}": {{\n{_lines(names)}\n    }}' for group, names in sorted(weights.weights.items())]
    return (f'{{\n  "least": {weights.least:.3f},\n  "weights": {{\n' + ",\n".join(groups) + "\n  }\n}\n").encode()


def _lines(names: Mapping[str, float]) -> str:
    return ",\n".join(f"      {msgspec.json.encode(name).decode()}: {names[name]:.3f}" for name in sorted(names))
