"""Which blocks of a page are its story, by a known body: blocks are aligned with the body in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from training import words_of

_GRAM: Final = 3
_MOST_PLACES, _MOST_DIAGONALS, _MOST_CANDIDATES = 40, 40, 30
_NEARBY, _SLACK = 3, 12
_EXACT: Final = 6
"""A block of no more words must stand in the body as it is."""
_LEAST: Final = 0.25
_OUT_OF_ORDER, _SHARED = 6, 0.6


class _Candidate(NamedTuple):
    """A place in the body where a block may stand."""

    score: float
    block: int
    start: int
    end: int
    share: float
    before: int
    """The candidate before it in the chain; -1 if there is none."""


class _Best:
    """The best chain that ends before a place: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self._size = size + 2
        self._best = [(0.0, -1)] * (self._size + 1)

    def add(self, place: int, score: float, number: int) -> None:
        place += 1
        while place <= self._size:
            self._best[place] = max(self._best[place], (score, number))
            place += place & -place

    def before(self, place: int) -> tuple[float, int]:
        place = min(place + 1, self._size)
        best = (0.0, -1)
        while place > 0:
            best = max(best, self._best[place])
            place -= place & -place
        return best


def shares_of(texts: Sequence[str], body: str) -> list[float]:
    """Of each block, what share of it stands in the body, at its place in the order.

    Below 0: it is in the body as another copy of a text that stands there already.
    """
    words = words_of(body)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for length in range(1, _GRAM + 1):
        for at in range(len(words) - length + 1):
            index[tuple(words[at : at + length])].append(at)
    blocks = [words_of(text) for text in texts]
    shares, covered = _chain(blocks, index, len(words))
    for number, block in enumerate(blocks):
        if shares[number] == 0 and len(block) >= _OUT_OF_ORDER:
            shares[number] = _elsewhere(block, index, covered)
    return shares


Index = dict[tuple[str, ...], list[int]]


def _chain(blocks: Sequence[list[str]], index: Index, length: int) -> tuple[list[float], np.ndarray]:
    """The heaviest chain of places in order: the share of each block in it, and which words it covers."""
    shares = [0.0] * len(blocks)
    covered = np.zeros(length + 1, dtype=bool)
    tree = _Best(length + 1)
    candidates: list[_Candidate] = []
    for number, block in enumerate(blocks):
        slack = 2 if len(block) > 10 else 0
        new = []
        for score, start, end, share in _places(block, index, length):
            best, before = tree.before(start + slack)
            new.append(_Candidate(best + score, number, start, end, share, before))
        for candidate in new:  # a block stands once in a chain
            candidates.append(candidate)
            tree.add(candidate.end, candidate.score, len(candidates) - 1)
    at = max(range(len(candidates)), key=lambda each: candidates[each].score, default=-1)
    while at >= 0:
        candidate = candidates[at]
        shares[candidate.block] = max(shares[candidate.block], candidate.share)
        covered[candidate.start : candidate.end] = True
        at = candidate.before
    return shares, covered


def _places(block: list[str], index: Index, length: int) -> list[tuple[float, int, int, float]]:
    """Where a block may stand in the body: a score, the start and end, and the share of its runs of words there."""
    if not block:
        return []
    size = min(_GRAM, len(block))
    runs = len(block) - size + 1
    votes: Counter[int] = Counter()
    for offset in range(runs):
        for place in index.get(tuple(block[offset : offset + size]), ())[:_MOST_PLACES]:
            votes[place - offset] += 1
    result: list[tuple[float, int, int, float]] = []
    taken: list[int] = []
    for diagonal, count in votes.most_common(_MOST_DIAGONALS):
        near = bisect_left(taken, diagonal - _NEARBY)
        if len(block) > _EXACT and near < len(taken) and taken[near] <= diagonal + _NEARBY:
            continue
        taken.insert(bisect_left(taken, diagonal), diagonal)
        slack = _SLACK if len(block) > _EXACT else 0
        hits = min(runs, count + sum(votes[diagonal + by] for by in range(-slack, slack + 1) if by))
        share = hits / runs
        if share >= _LEAST and len(result) < _MOST_CANDIDATES:
            score = (hits + size - 1) * min(1, share + 0.1)
            result.append((score, max(0, diagonal), min(length, diagonal + len(block)), share))
    return result


def _elsewhere(block: list[str], index: Index, covered: np.ndarray) -> float:
    """The share of a long block that stands in the body out of order; below 0 if that is told already."""
    runs = [tuple(block[at : at + _GRAM]) for at in range(len(block) - _GRAM + 1)]
    share = sum(run in index for run in runs) / len(runs)
    if share < _SHARED:
        return 0.0
    places = [place for run in runs for place in index.get(run, ())[:3]]
    if np.mean(~covered[places]) <= 0.5:
        return -share
    covered[places] = True
    return share
