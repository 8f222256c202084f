"""The first look: how much speaks for each block by names and simple measures, each block by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import Final

import numpy as np

from cleanse.pages.judge.survey import NO_HEADING, Column, Survey

_NEAR: Final = 4
"""The names of an element and of so many less one around it count for the blocks in it."""
_WORDS: Final = np.array([1, 2, 4, 6, 9, 13, 19, 27, 41, 71.0])
_LINKS: Final = np.array([0.001, 0.05, 0.3, 0.8])
_SIZES: Final = np.array([4, 10, 25.0])
_SHARES: Final = np.array([0.001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95])
_BEFORE: Final = np.array([0.001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95, 0.999])
_BEHIND: Final = np.array([1, 2, 3, 5, 8, 13, 21, 40, 200.0])
_MOST_KNOWN: Final = 50_000
FAR: Final = 300.0
"""Stands for a distance to something that the page does not have."""

TABLES: Final[Mapping[str, int]] = {
    "words and links": 55, "element and words": 68, "alike: share of prose": 11, "alike: purity": 11,
    "family: share of prose": 11, "family: purity": 11, "prose before": 12, "blocks behind headline": 10,
    "ends and long": 4, "match": 5, "kind": 10, "declared": 4,
}  # fmt: skip
"""Of each measure, into how many steps it is divided."""


def steps(survey: Survey) -> list[Column]:
    """Of each measure in `TABLES`, the step that each block is on."""
    total = max(1.0, survey.prose.sum())
    words = np.searchsorted(_WORDS, survey.words, "right")
    links = np.searchsorted(_LINKS, survey.linked / survey.characters, "right")
    result = [words * 5 + links, survey.meant.astype(int) * 4 + np.searchsorted(_SIZES, survey.words, "right")]
    for group in (survey.alike, survey.family):
        prose = np.bincount(group, survey.prose, survey.groups)
        size = np.maximum(1, np.bincount(group, survey.words, survey.groups))
        result += [np.searchsorted(_SHARES, values, "right")[group] for values in (prose / total, prose / size)]
    before = (np.cumsum(survey.prose) - survey.prose) / total
    result += [
        np.searchsorted(_BEFORE, before, "right"),
        np.searchsorted(_BEHIND, distance_behind(survey.level == 1), "right"),
        (survey.ends * 2 + (survey.words > 12)).astype(int),
        survey.match.astype(int),
        survey.kind.astype(int),
        (survey.declared * 2 + 1).astype(int).clip(0, 3),
    ]
    return result


def distance_behind(there: Column) -> Column:
    """Of each block, how many blocks behind the last one that is `there` it stands; FAR if none was before."""
    numbers = np.arange(len(there))
    last = np.maximum.accumulate(np.where(there, numbers, -1))
    return np.where(last < 0, FAR, np.minimum(FAR, numbers - last))


def near_names(names: Sequence[frozenset[str]], parents: Sequence[int], element: int) -> frozenset[str]:
    """The names of an element and of the next few around it."""
    near = names[element]
    for _ in range(_NEAR - 1):
        if element == 0:
            break
        element = parents[element]
        near |= names[element]
    return near


def is_heading(survey: Survey) -> Column:
    """Which blocks are headings."""
    return survey.level < NO_HEADING


class FirstLook:
    """A linear model of single blocks."""

    def __init__(
        self,
        names: Mapping[str, Mapping[str, float]],
        tables: Mapping[str, Sequence[float]],
        start: float,
    ) -> None:
        """A model of these weights: of names by group (`near`, `tag`, `short`), and of the steps of each measure."""
        self._near, self._tag, self._short = (names[group] for group in ("near", "tag", "short"))
        self._known: dict[frozenset[str], frozenset[str]] = {}
        """Of the names of an element, those that have a weight."""
        self._tables = [np.array(tables[name]) for name in TABLES]
        self._start = start

    def scores(self, survey: Survey) -> Column:
        """How much speaks for each block, as a logit."""
        scores = np.array(self._of_elements(survey)) + self._start
        scores += np.fromiter(self._of_words(survey), float, len(survey))
        for table, step in zip(self._tables, steps(survey), strict=True):
            scores += table[step]
        return scores

    def _of_elements(self, survey: Survey) -> list[float]:
        """What the names around each block say; blocks in elements alike are looked at once."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        names, parents = [self._weighted(each) for each in survey.names], survey.parent.tolist()
        seen: dict[tuple[frozenset[str], str, int], float] = {}
        result = []
        for element in survey.place.tolist():
            key = (names[element], survey.tag[element], parents[element])
            score = seen.get(key)
            if score is None:
                around = near_names(names, parents, element)
                # The exact sum does not depend on the order, which differs from process to process.
                score = fsum([self._near[name] for name in around]) + self._tag.get(survey.tag[element], 0.0)
                seen[key] = score
            result.append(score)
        return result

    def _weighted(self, names: frozenset[str]) -> frozenset[str]:
        known = self._known.get(names)
        if known is None:
            known = self._known[names] = frozenset(name for name in names if name in self._near)
        return known

    def _of_words(self, survey: Survey) -> Iterator[float]:
        weights = self._short
        for words in survey.short:
            yield fsum([weights[word] for word in set(words) if word in weights]) if words else 0.0
