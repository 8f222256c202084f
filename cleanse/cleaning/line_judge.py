"""The judge of lines: menus, lists of titles and other furniture of no fixed words, in texts that hold much of it.

An extractor that takes a page as it is leaves menus, teasers and labels between the paragraphs: lines that no rule can
name, but that stand together, do not read like a story and speak of other things than the story does. A line is judged
by the sum of the weights of its features (`rules/judge-lines.json`, made by `bench/judge_lines.py`). A text with just a
few such lines is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from cleanse.cleaning.line_features import content_of, features_of, lines_of
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.weights import Weights
from cleanse.text.fold import Fold

FEWEST: Final = 5
"""A text in which fewer lines are furniture for sure is left alone: it is a text with short lines."""
SURE: Final = 1.0
"""How much more than is needed must speak against a line for it to count as sure."""
_DOUBT: Final = 1.0
"""So much more must speak against a line that reads like a story."""
_LONGEST: Final = 100
"""A line of more characters is not short."""


def may_hold_menus(text: str) -> bool:
    """Whether a text has as many short lines as a menu; else there is no need to look closer.

    >>> may_hold_menus("It rained.\\nIt stopped.")
    False
    """
    short = [line for line in text.splitlines() if 0 < len(line) <= _LONGEST]
    return len(short) >= FEWEST


class LineJudge:
    """Judges the lines of a text by weights."""

    def __init__(self, weights: Weights) -> None:
        """A judge with these weights."""
        self._weights = defaultdict(dict, weights.weights)
        self._least = weights.least

    def furniture(self, fold: Fold) -> list[tuple[int, int]]:
        """The spans of the fold that are furniture; none if there are just a few of them."""
        lines = lines_of(fold)
        if sum(line.short for line in lines) < FEWEST:
            return []
        scores = [sum([self._weights[group].get(name, 0.0) for group, name in names]) for names in features_of(lines)]
        if sum(score > self._least + SURE for score in scores) < FEWEST:
            return []
        content = content_of(lines)
        return [
            (fold.starts[number], fold.ends[number])
            for number, (line, score) in enumerate(zip(lines, scores, strict=True))
            if score > self._least + _DOUBT * (line.prose > 0) and not content[number]
        ]


def line_judge(rulebook: Rulebook) -> LineJudge:
    """The judge with a rulebook's weights."""
    return LineJudge(rulebook.line_weights)
