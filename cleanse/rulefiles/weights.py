"""Weights: what the judges know, in files that scripts in bench/ make and people can read."""

from __future__ import annotations

import gzip
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


class Trees(msgspec.Struct, frozen=True):
    """Decision trees: columns of numbers, a row for each node of all trees."""

    features: list[str]
    """The features that the nodes look at, by name."""
    roots: list[int]
    """The first node of each tree."""
    feature: list[int]
    """Of each node, the number of the feature that it looks at; -1 of a leaf."""
    threshold: list[float]
    left: list[int]
    """Where rows go whose feature is not above the threshold."""
    right: list[int]
    """Where the others go."""
    value: list[float]
    """What a leaf adds to the answer."""
    classes: int = 1
    """Trees answer for so many classes in turn."""


class BlockWeights(msgspec.Struct, frozen=True):
    """What the judge of blocks knows."""

    names: dict[str, dict[str, float]]
    """What each name speaks for: `near` and `tag` are of the elements around, `short` is of words in a block."""
    tables: dict[str, list[float]]
    """What each step of a measure speaks for."""
    start: float
    """What is added to the sum of these."""
    kinds: Trees
    """What kind of page it is."""
    blocks: Trees
    """Which blocks are the story."""
    least: float
    """The least probability of a block of the story."""
    confidence: Trees
    """How much of the story is read rightly."""


def step(value: float, edges: Sequence[float]) -> int:
    """The number of the last edge that a value reaches.

    >>> step(4, (0, 1, 3, 5))
    2
    """
    return bisect_right(edges, value) - 1


def weights_in(path: Path) -> Weights:
    """The weights of a file. Raises OSError, and msgspec.MsgspecError or UnicodeDecodeError for any other file."""
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def block_weights_in(path: Path) -> BlockWeights:
    """The weights of a file, packed by gzip or not; raises what `weights_in` raises."""
    content = path.read_bytes()
    return msgspec.json.decode(gzip.decompress(content) if path.suffix == ".gz" else content, type=BlockWeights)


def block_weights_file(weights: BlockWeights) -> bytes:
    """The file of these weights: a line for each name and column, in order."""
    return msgspec.json.format(msgspec.json.encode(weights), indent=0) + b"\n"


def weights_file(weights: Weights) -> bytes:
    """The file of these weights: a line for each feature, in order."""
    groups = [f'    "{group}": {{\n{_lines(names)}\n    }}' for group, names in sorted(weights.weights.items())]
    return (f'{{\n  "least": {weights.least:.3f},\n  "weights": {{\n' + ",\n".join(groups) + "\n  }\n}\n").encode()


def _lines(names: Mapping[str, float]) -> str:
    return ",\n".join(f"      {msgspec.json.encode(name).decode()}: {names[name]:.3f}" for name in sorted(names))
