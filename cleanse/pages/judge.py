"""The judge: which blocks of a page are its story, where no rule file says so.

A block is judged by the sum of the weights of its features. The weights lie in `rules/judge.json`, a line each, and
`bench/judge.py` makes them from pages with known stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from cleanse.boundaries import ENDINGS
from cleanse.derived import rules_folder
from cleanse.pages.blocks import Mark, PageBlock, Place
from cleanse.pages.features import Features, Told, hooks

NAME: Final = "judge.json"
"""Of the file of weights, in the folder of the rules."""
RULE: Final = "cleanse/judge"
_MOSTLY: Final = 0.5
"""A block that is link text by more than this share is a link to something else."""
_LEVELS: Final = 5
"""So many elements around a block may tell by their names what kind of furniture it is."""


class Weights(msgspec.Struct, frozen=True):
    """What each feature speaks for (above 0) or against."""

    least: float
    """A block is of the story when the weights of its features sum up to more than this."""
    weights: dict[str, float]


class Judge:
    """Judges blocks by weights."""

    def __init__(self, weights: Weights, kinds: Mapping[str, str]) -> None:
        """A judge with these weights; `kinds` says what furniture an element holds by a word of its class or id."""
        self._weights = weights.weights
        self._least = weights.least
        self._kinds = kinds

    def story_of(self, blocks: Sequence[PageBlock], told: Told) -> list[PageBlock]:
        """The blocks from the first to the last one of the story; those between that are not of it are marked."""
        scores = self.scores(blocks, told)
        good = [score > self._least and not block.mark for block, score in zip(blocks, scores, strict=True)]
        if not any(good):
            good = [_is_sentence(block) for block in blocks]  # a page of a few lines
        if not any(good):
            return []
        first, last = good.index(True), len(good) - good[::-1].index(True)
        return [
            block if story or block.mark else self._marked(block)
            for block, story in zip(blocks[first:last], good[first:last], strict=True)
        ]

    def scores(self, blocks: Sequence[PageBlock], told: Told) -> list[float]:
        """How much speaks for each block."""
        features = Features(blocks, told)
        shared: dict[int, float] = {}
        scores = []
        for block, own in zip(blocks, features.of_blocks(), strict=True):
            place = block.place
            if place.number not in shared:
                shared[place.number] = self._sum(features.of_element(place))
            scores.append(shared[place.number] + self._sum(own))
        return scores

    def _sum(self, features: Iterable[str]) -> float:
        weights = self._weights
        return sum([weights[feature] for feature in features if feature in weights])

    def _marked(self, block: PageBlock) -> PageBlock:
        mark = Mark(RULE, self._kind(block))
        return PageBlock(block.text, block.place._replace(mark=mark), block.links, block.bold, [])

    def _kind(self, block: PageBlock) -> str:
        """What furniture it is, by the names of the elements around it."""
        place: Place | None = block.place
        for _ in range(_LEVELS):
            if place is None:
                break
            kinds = sorted({self._kinds[word] for word in hooks(place) if word in self._kinds})
            if kinds:
                return kinds[0]
            place = place.above
        return "related" if block.links > _MOSTLY * len(block.text) else "ui"


def _is_sentence(block: PageBlock) -> bool:
    return not block.mark and block.links <= _MOSTLY * len(block.text) and block.text[-1] in ENDINGS


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package."""
    return weights_in(rules_folder() / NAME)


def weights_in(path: Path) -> Weights:
    """The weights of a file. Raises OSError, and msgspec.ValidationError for a file that holds something else."""
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def weights_file(weights: Weights) -> bytes:
    """The file of these weights: a line for each feature, in order."""
    lines = [f"    {msgspec.json.encode(name).decode()}: {weights.weights[name]:.3f}" for name in sorted(weights.weights)]
    return (f'{{\n  "least": {weights.least:.3f},\n  "weights": {{\n' + ",\n".join(lines) + "\n  }\n}\n").encode()
