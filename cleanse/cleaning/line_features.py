"""What the judge of lines sees of a text: its lines, and the features of each, by group and name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from cleanse.rulefiles.weights import step
from cleanse.text.fold import Fold
from cleanse.text.marks import ENDS_INSIDE, ends_sentence
from cleanse.text.prose import PROSE

_SHORT: Final = 8
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
_NUMBER: Final = regex.compile(r"(?<!\S)[+-]?\d[\d.,:%]*(?!\S)")
_ROW: Final = 3
"""A row of a table of numbers has so many."""
_AWAY: Final = (0, 1, 2, 3, 5, 8, 13)
_BESIDE: Final = ((-3, "-3"), (-2, "-2"), (-1, "-1"), (1, "+1"), (2, "+2"), (3, "+3"))
_BULLETS: Final = frozenset("•-*·›>")
_PAIRED: Final = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Letters of which words are written without a space, or as one."""
_WORDS_OF: Final = regex.compile(rf"[^\W\d_{_PAIRED}]{{4,}}")
_PAIRS_OF: Final = regex.compile(rf"[{_PAIRED}]{{2}}")


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
    ends = ends_sentence(text)
    return Line(text, words, ends, words if words >= PROSE and ENDS_INSIDE.search(text) else 0)


def features_of(lines: Sequence[Line]) -> Iterator[list[tuple[str, str]]]:
    """The features of each line: group and name."""
    count = len(lines)
    total = max(1, sum(line.prose for line in lines))
    repeats = Counter(line.text.lower() for line in lines)
    document = f"short lines{step(sum(line.short for line in lines) / max(1, count), _SHORT_SHARES)}"
    sizes = [line.size for line in lines]
    common = _common(lines)
    commons = ["none" if share is None else str(step(share, _COMMONS)) for share in common]
    core = _core(lines, common)
    before = 0
    for number, (line, run) in enumerate(zip(lines, _runs(lines), strict=True)):
        size = sizes[number]
        names = [("line", name) for name in _own(line, again=repeats[line.text.lower()] > 1)]
        share, length = step(before / total, _SHARES), step(run, _COUNTS)
        names += [
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
        names += [("core", name) for name in _to_core(number, core, line, commons[number])]
        for distance, group in _BESIDE:
            at = number + distance
            names.append((group, sizes[at] if 0 <= at < count else "none"))
        before += line.prose
        yield names


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
    told_stems = Counter(stem for line, own in zip(lines, stems, strict=True) if line.prose for stem in own)
    return [
        sum(told_stems[stem] > (line.prose > 0) for stem in own) / len(own) if own else None
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


def content_of(lines: Sequence[Line]) -> list[bool]:
    """Of each line, whether it is content whatever it looks like: listed, a row of numbers, or a divider without words.

    A list is announced by the text: bullets stand below a line that ends in a colon.

    >>> content_of(lines_of(Fold("Cities\\n• Rome\\nIt has:\\n• two doors\\n• one roof\\nRome 3 1 4\\nIt is old.")))
    [False, False, False, True, True, True, False]
    """
    rows = [len(_NUMBER.findall(line.text)) >= _ROW or not any(map(str.isalnum, line.text)) for line in lines]
    listed = False
    for number, (above, line) in enumerate(pairwise(lines), 1):
        listed = line.text[0] in _BULLETS and (above.text[-1] == ":" or listed)
        rows[number] = rows[number] or listed
    return rows
