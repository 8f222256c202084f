"""The judge of lines: menus, lists of titles and other furniture of no fixed words, in texts that hold much of it.

An extractor that takes a page as it is leaves menus, teasers and labels: lines that no rule can name, but that stand
together, do not read like a story and speak of other things than the story does. The judge looks at such texts alone:
those with a menu before the first paragraph and another behind the last. In an article, a list of names is the story.
A line is judged by the sum of the weights of its features (`rules/judge-lines.json`, made by `bench/judge_lines.py`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import regex

from cleanse.cleaning.line_features import content_of, features_of, lines_of
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.weights import Weights
from cleanse.text.fold import Fold
from cleanse.text.marks import ends_sentence, word_count
from cleanse.text.prose import is_prose

FEWEST: Final = 5
"""A text in which fewer lines are furniture for sure is left alone: it is a text with short lines."""
SURE: Final = 1.0
"""How much more than is needed must speak against a line for it to count as sure."""
_DOUBT: Final = 1.0
"""So much more must speak against a line that reads like a story."""
_LABEL: Final = 8
"""A label of a menu has no more words."""
_VALUE: Final = regex.compile(r"\W*[\d$€£%][\d.,%$€£ ]*|(?:pros|cons)\W*", regex.IGNORECASE)
"""A figure, and a heading over what speaks for and against something: more often of a table than of a menu."""
_LEAST_LABELS, _LABELS = 3, 15
"""A whole page has so many labels before the first paragraph and behind the last one, and so many in all."""


def is_whole_page(text: str) -> bool:
    r"""Whether a text is a page as it is, with a menu before the story and another behind it.

    >>> menu = "News\nSport\nWeather\nTravel\nJobs\nSign in\nSubscribe\nSearch\n"
    >>> story = "The river rose for a third day in Ormouth, and took the bridge with it.\n"
    >>> is_whole_page(menu + story + menu), is_whole_page(story + menu)
    (True, False)
    """
    if text.count("\n") < _LABELS:
        return False
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    prose = [number for number, line in enumerate(lines) if is_prose(line)]
    if not prose:
        return False
    before, behind = sum(map(_is_label, lines[: prose[0]])), sum(map(_is_label, lines[prose[-1] :]))
    return min(before, behind) >= _LEAST_LABELS and before + behind >= _LABELS


def _is_label(line: str) -> bool:
    return word_count(line) <= _LABEL and not ends_sentence(line)


class LineJudge:
    """Judges the lines of a text by weights."""

    def __init__(self, weights: Weights) -> None:
        """A judge with these weights."""
        self._weights = defaultdict(dict, weights.weights)
        self._least = weights.least

    def furniture(self, fold: Fold) -> list[tuple[int, int]]:
        """The spans of the fold that are furniture before and behind the story; none if there are just a few."""
        lines = lines_of(fold)
        if sum(line.short for line in lines) < FEWEST:
            return []
        scores = [sum([self._weights[group].get(name, 0.0) for group, name in names]) for names in features_of(lines)]
        if sum(score > self._least + SURE for score in scores) < FEWEST:
            return []
        furniture = [
            score > self._least + _DOUBT * (line.prose > 0) and not content
            for line, score, content in zip(lines, scores, content_of(lines), strict=True)
        ]
        prose = [number for number, line in enumerate(lines) if line.prose]
        story = [number for number in prose if not furniture[number]] or prose
        if not story:
            return []
        return [
            (fold.starts[number], fold.ends[number])
            for number in (*range(story[0]), *range(story[-1] + 1, len(lines)))
            if furniture[number] and not _VALUE.fullmatch(fold.plain, fold.starts[number], fold.ends[number])
        ]


def line_judge(rulebook: Rulebook) -> LineJudge:
    """The judge with a rulebook's weights."""
    return LineJudge(rulebook.line_weights)
