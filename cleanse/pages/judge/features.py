"""The second look's features: what the first look's scores add up to around each block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from cleanse.pages.judge.first import distance_behind, is_heading
from cleanse.pages.judge.survey import TITLE, Column, Survey

_MOST_WORDS: Final = 80.0
"""A block counts by its words, but by no more than these."""
_SHARES: Final = (0.5, 0.8, 0.95)
"""A region is the deepest element that holds such a share of the mass."""
_LEVELS: Final = 5
"""So many elements around a block are looked at."""
_MOST_SCORE: Final = 12.0
_ALMOST: Final = 1e-9


def probabilities(scores: Column) -> Column:
    """The probabilities of logits."""
    return 1 / (1 + np.exp(-np.clip(scores, -_MOST_SCORE, _MOST_SCORE)))


def sums(values: Column) -> Column:
    """The sums of all values before each one, and of all: their differences are sums of runs."""
    result = np.zeros(len(values) + 1)
    np.cumsum(values, out=result[1:])
    return result


class Mass:
    """What the scores of a page's blocks add up to. A block's mass is its words times its probability."""

    def __init__(self, survey: Survey, scores: Column) -> None:
        """Add up the scores of the blocks of a survey."""
        self.survey = survey
        self.scores = scores
        self.words = np.minimum(survey.words, _MOST_WORDS)
        self.mass = self.words * probabilities(scores)
        self.links = survey.linked / survey.characters
        self._to_mass, to_words = sums(self.mass), sums(self.words)
        to_linked, to_characters = sums(survey.linked), sums(survey.characters)
        first, last = survey.first, survey.last
        self._mass_in = self._to_mass[last] - self._to_mass[first]
        """Of each element, the mass of the blocks in it."""
        self._words_in = to_words[last] - to_words[first]
        self._links_in = (to_linked[last] - to_linked[first]) / (to_characters[last] - to_characters[first])
        self._mean_in = self._mass_in / np.maximum(1, self._words_in)
        self.all = float(self._to_mass[-1])
        self.total = max(1.0, self.all)
        self.all_words = float(to_words[-1])

    def columns(self) -> dict[str, Column]:
        """Every feature by its name, a number for each block or one for all."""
        ways = (self._block(), self._page(), self._groups(), self._containers(), self._regions(), self._sections())
        return {name: values for way in ways for name, values in way}

    def _block(self) -> Iterator[tuple[str, Column]]:
        survey = self.survey
        yield "score", self.scores
        yield "words", survey.words
        yield "links", self.links
        yield "meant", survey.meant
        yield "copies", survey.copies
        yield "copy", survey.copy
        yield "declared", survey.declared
        yield "behind title", distance_behind(survey.match == TITLE)
        yield "behind heading", distance_behind(is_heading(survey))
        yield "mass before", self._to_mass[:-1] / self.total

    def _page(self) -> Iterator[tuple[str, Column]]:
        words, prose = self.survey.words.sum(), self.survey.prose.sum()
        yield "page: blocks", len(self.survey)
        yield "page: words", words
        yield "page: prose", prose
        yield "page: share of prose", prose / max(1, words)
        yield "page: mass", self.all
        yield "page: mean", self.all / max(1, self.all_words)

    def _groups(self) -> Iterator[tuple[str, Column]]:
        for name, group in (("alike", self.survey.alike), ("family", self.survey.family)):
            mass = np.bincount(group, self.mass, self.survey.groups)
            words = np.bincount(group, self.words, self.survey.groups)
            yield f"{name}: mean", (mass / np.maximum(1, words))[group]
            yield f"{name}: share", mass[group] / self.total
            yield f"{name}: words", words[group]
            yield f"{name}: blocks", np.bincount(group, minlength=self.survey.groups)[group]

    def _containers(self) -> Iterator[tuple[str, Column]]:
        at = self.survey.place
        for level in range(_LEVELS):
            yield f"around {level}: mean", self._mean_in[at]
            yield f"around {level}: share", self._mass_in[at] / self.total
            at = self.survey.parent[at]

    def _regions(self) -> Iterator[tuple[str, Column]]:
        survey = self.survey
        numbers = np.arange(len(survey))
        branches: dict[int, tuple[Column, Column]] = {}
        for share in _SHARES:
            region = self._region(share)
            if region not in branches:
                branches[region] = self._branches(region)
            branch, top = branches[region]
            first, last = survey.first[region], survey.last[region]
            behind = np.where(numbers < last, 0, numbers - last + 1)
            yield f"region {share}: outside", np.where(numbers < first, numbers - first, behind)
            yield f"region {share}: way up", survey.depth[region] - survey.depth[top]
            yield f"region {share}: mean", self._mean_in[region]
            yield f"region {share}: branch mean", self._mean_in[branch]
            yield f"region {share}: branch links", self._links_in[branch]
            yield f"region {share}: branch blocks", survey.last[branch] - survey.first[branch]

    def _region(self, share: float) -> int:
        """The deepest element that holds such a share of the mass; of several, the last."""
        holding = np.flatnonzero(self._mass_in >= share * self.all - _ALMOST)
        depths = self.survey.depth[holding]
        return int(holding[np.flatnonzero(depths == depths.max())[-1]])

    def _branches(self, region: int) -> tuple[Column, Column]:
        """Of each block, the branch in which it leaves the way from the page to a region, and where it leaves it."""
        parent = self.survey.parent
        on_way = np.zeros(len(parent), dtype=bool)
        element = region
        while not on_way[element]:
            on_way[element] = True
            element = int(parent[element])
        stops = on_way | on_way[parent]
        branch = self.survey.place.copy()
        while not (there := stops[branch]).all():
            branch = np.where(there, branch, parent[branch])
        return branch, np.where(on_way[branch], branch, parent[branch])

    def _sections(self) -> Iterator[tuple[str, Column]]:
        survey = self.survey
        inside = survey.article >= 0
        mass = np.bincount(np.clip(survey.article, 0, None), np.where(inside, self.mass, 0), max(1, survey.articles))
        yield "article: share", np.where(inside, mass[survey.article] / self.total, -1)
        heading = is_heading(survey)
        section = np.cumsum(heading)
        yield "section: words", np.bincount(section, np.where(heading, 0, self.words))[section]
        numbers = np.arange(len(survey))
        above = np.maximum.accumulate(np.where(heading, numbers, -1))
        yield "heading: score", np.where(above >= 0, self.scores[above], -1.0)
