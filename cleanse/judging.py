"""The judge of lines: menus, lists of titles and other furniture of no fixed words, in texts that hold much of it.

An extractor that takes a page as it is leaves menus, teasers and labels between the paragraphs: lines that no rule can
name, but that stand together, do not read like a story and speak of other things than the story does. A line is judged
by the sum of the weights of its features (`rules/judge-lines.json`, made by `bench/judge_lines.py`). A text with just a
few such lines is left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from cleanse.derived import rules_folder
from cleanse.fold import Fold
from cleanse.weights import Weights, step, weights_in

NAME: Final = "judge-lines.json"
"""Of the file of weights, in the folder of the rules."""
RULE: Final = "cleanse/lines"
FEWEST: Final = 5
"""A text in which fewer lines are furniture for sure is left alone: it is a text with short lines."""
SURE: Final = 1.0
"""How much more than is needed must speak against a line for it to count as sure."""
_DOUBT: Final = 1.0
"""So much more must speak against a line that reads like a story."""
_SHORT: Final = 8
_LONGEST: Final = 100
"""A line of more characters is not short."""
_PROSE: Final = 12
_CORE: Final = 20
"""A line of the story's core has so many words."""
_COMMON: Final = 0.35
"""A line of the story's core has such a share of its words in common with the other lines of the story."""
_STEM: Final = 6
"""Words that begin with the same so many letters count as the same."""
_WORDS: Final = (0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50)
_SIZES: Final = (0, 3, 8, 15, 30)
_SHARES: Final = (0.0, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98)
_COUNTS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_SHORT_SHARES: Final = (0.0, 0.05, 0.15, 0.3, 0.45, 0.6, 0.8)
_COMMONS: Final = (0.0, 0.01, 0.15, 0.3, 0.45, 0.6, 0.8, 0.999)
_AWAY: Final = (0, 1, 2, 3, 5, 8, 13)
_BESIDE: Final = ((-3, "-3"), (-2, "-2"), (-1, "-1"), (1, "+1"), (2, "+2"), (3, "+3"))
_ENDING: Final = frozenset(".!?…।؟。")
_CLOSING: Final = "\"')] "
_STOP: Final = regex.compile(r"[.!?…।؟。](?:[\"')\]]|\s|$)|[。！？]")
_BULLETS: Final = frozenset("•-*·›>")
_PAIRED: Final = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Letters of which words are written without a space, or as one."""
_WORDS_OF: Final = regex.compile(rf"[^\W\d_{_PAIRED}]{{4,}}")
_PAIRS_OF: Final = regex.compile(rf"[{_PAIRED}]{{2}}")


def may_hold_menus(text: str) -> bool:
    """Whether a text has as many short lines as a menu; else there is no need to look closer.

    >>> may_hold_menus("It rained.\\nIt stopped.")
    False
    """
    short = [line for line in text.splitlines() if 0 < len(line) <= _LONGEST]
    return len(short) >= FEWEST


class Line(NamedTuple):
    """A line of a text, and what is counted of it."""

    text: str
    words: int
    ends: bool
    """Whether it ends with a sentence."""
    prose: int
    """Its words, if it reads like a story."""

    @property
    def short(self) -> bool:
        """Whether it is a label, a name or a title."""
        return self.words <= _SHORT and not self.ends

    @property
    def size(self) -> str:
        """What its neighbours see of it."""
        return f"words{step(self.words, _SIZES)}:ends{self.ends:d}"


def lines_of(fold: Fold) -> list[Line]:
    """The blocks of a fold as lines."""
    return [_line(fold, start, end) for start, end in zip(fold.starts, fold.ends, strict=True)]


def _line(fold: Fold, start: int, end: int) -> Line:
    text = fold.plain[start:end]
    words = fold.words(start, end)
    ends = text.rstrip(_CLOSING)[-1:] in _ENDING
    return Line(text, words, ends, words if words >= _PROSE and _STOP.search(text) else 0)


def features_of(lines: Sequence[Line]) -> Iterator[list[tuple[str, str]]]:
    """The features of each line: group and name."""
    count = len(lines)
    total = max(1, sum(line.prose for line in lines))
    said = Counter(line.text.lower() for line in lines)
    document = f"short lines{step(sum(line.short for line in lines) / max(1, count), _SHORT_SHARES)}"
    sizes = [line.size for line in lines]
    common = _common(lines)
    commons = ["none" if share is None else str(step(share, _COMMONS)) for share in common]
    core = _core(lines, common)
    before = 0
    for number, (line, run) in enumerate(zip(lines, _runs(lines), strict=True)):
        size = sizes[number]
        found = [("line", name) for name in _own(line, again=said[line.text.lower()] > 1)]
        share, length = step(before / total, _SHARES), step(run, _COUNTS)
        found += [
            ("place", f"prose before{share}"),
            ("place", f"prose before{share}:{size}"),
            ("place", f"run{length}:{size}"),
            ("place", f"run{length}:prose before{share}"),
            ("place", f"from start{step(number, _COUNTS)}:{size}"),
            ("place", f"from end{step(count - 1 - number, _COUNTS)}:{size}"),
            ("document", f"{document}:{size}"),
            ("common", f"{commons[number]}:{size}"),
            ("common", f"{commons[number]}:prose{line.prose > 0:d}"),
            ("common", f"before {commons[number - 1] if number else 'start'}:{size}"),
            ("common", f"after {commons[number + 1] if number + 1 < count else 'end'}:{size}"),
        ]
        found += [("core", name) for name in _to_core(number, core, line, commons[number])]
        for distance, group in _BESIDE:
            at = number + distance
            found.append((group, sizes[at] if 0 <= at < count else "none"))
        before += line.prose
        yield found


def _own(line: Line, *, again: bool) -> Iterator[str]:
    words = f"words{step(line.words, _WORDS)}"
    text = line.text
    yield f"{words}:ends{line.ends:d}"
    if text[0] in _BULLETS:
        yield f"bullet:{words}"
    if again:
        yield f"again:{words}"
    if text.isupper():
        yield f"capitals:{words}"
    if any(map(str.isdigit, text[:200])):
        yield f"digits:{words}"
    if text[-1] == ":":
        yield f"colon:{words}"
    if text[0].islower():
        yield f"small:{words}"
    if text[0] in "\"'":
        yield f"quoted:{words}"
    if "|" in text:
        yield "bar"
    if text.endswith(("…", "...")):
        yield f"excerpt:{words}"


def _stems(text: str) -> set[str]:
    """What a text speaks of: how its longer words begin, and the pairs of letters where words are not spaced."""
    text = text.lower()
    return {word[:_STEM] for word in _WORDS_OF.findall(text)}.union(_PAIRS_OF.findall(text, overlapped=True))


def _common(lines: Sequence[Line]) -> list[float | None]:
    """Of each line, the share of its words that stand in other lines that read like a story; none of a line without."""
    stems = [_stems(line.text) for line in lines]
    said = Counter(stem for line, own in zip(lines, stems, strict=True) if line.prose for stem in own)
    return [
        sum(said[stem] > (line.prose > 0) for stem in own) / len(own) if own else None
        for line, own in zip(lines, stems, strict=True)
    ]


def _core(lines: Sequence[Line], common: Sequence[float | None]) -> range:
    """From the first to the last line that is long and has much in common with the story; the whole text without."""
    of_core = [
        number
        for number, (line, share) in enumerate(zip(lines, common, strict=True))
        if line.prose >= _CORE and share is not None and share >= _COMMON
    ]
    return range(of_core[0], of_core[-1] + 1) if of_core else range(len(lines))


def _to_core(number: int, core: range, line: Line, common: str) -> Iterator[str]:
    """Where a line stands to the core of the story."""
    place = "before" if number < core.start else "in" if number < core.stop else "after"
    away = step(max(core.start - number, number - core.stop + 1, 0), _AWAY)
    yield f"{place}:{line.size}"
    yield f"{place}{away}"
    yield f"{place}:common {common}"
    yield f"{place}:common {common}:prose{line.prose > 0:d}"


def _runs(lines: Sequence[Line]) -> list[int]:
    """Of each line, how many lines without prose stand together there."""
    runs: list[int] = []
    length = 0
    for line in (*lines, None):
        if line is None or line.prose:
            runs += [length] * length
            length = 0
            if line is not None:
                runs.append(0)
        else:
            length += 1
    return runs


def listed(lines: Sequence[Line]) -> list[bool]:
    """Of each line, whether it is an item of a list that the text announces: bullets below a line that ends in a colon.

    >>> listed(lines_of(Fold("Cities\\n• Rome\\nIt has:\\n• two doors\\n• one roof\\nIt is old.")))
    [False, False, False, True, True, False]
    """
    found = [False] * len(lines)
    for number, (above, line) in enumerate(pairwise(lines), 1):
        found[number] = line.text[0] in _BULLETS and (above.text[-1] == ":" or found[number - 1])
    return found


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
        stays = listed(lines)
        return [
            (fold.starts[number], fold.ends[number])
            for number, (line, score) in enumerate(zip(lines, scores, strict=True))
            if score > self._least + _DOUBT * (line.prose > 0) and not stays[number]
        ]


@cache
def shipped_line_weights() -> Weights:
    """The weights that come with the package."""
    return weights_in(rules_folder() / NAME)
