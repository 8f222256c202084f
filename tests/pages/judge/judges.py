"""Judges for tests, whose weights can be read at a glance."""

from __future__ import annotations

from cleanse.pages.judge.first import TABLES
from cleanse.pages.judge.judge import KINDS
from cleanse.rulefiles.weights import BlockWeights, Trees

SENTENCES_FOR = 5.0


def constant(*values: float) -> Trees:
    """Trees that give these answers to everything, one for each class."""
    count = len(values)
    return Trees([], list(range(count)), [-1] * count, [0.0] * count, [0] * count, [0] * count, list(values), count)


def above(feature: str, threshold: float, high: float = 3.0, low: float = -3.0) -> Trees:
    """One tree, for what is above a threshold."""
    return Trees([feature], [0], [0, -1, -1], [threshold, 0, 0], [1, 0, 0], [2, 0, 0], [0, low, high])


def weights(
    *, tables: dict[str, list[float]] | None = None, kind: str = "article", blocks: Trees | None = None
) -> BlockWeights:
    """Weights that look at these steps, and find each page to be of this kind."""
    empty = {name: [0.0] * steps for name, steps in TABLES.items()}
    return BlockWeights(
        names={"near": {}, "tag": {}, "short": {}},
        tables=empty | (tables or {}),
        start=0.0,
        kinds=constant(*(float(name == kind) for name in KINDS)),
        blocks=blocks or above("score", 0.0),
        least=0.5,
        confidence=constant(0.75),
    )


def for_sentences(kind: str = "article") -> BlockWeights:
    """Weights for which long blocks that end with a sentence are the story, and nothing else."""
    return weights(tables={"ends and long": [-5.0, -5.0, -5.0, SENTENCES_FOR]}, kind=kind)
