"""Tables in Markdown of how pages are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Final

from left_out import Measured, standard_error
from page_examples import NEWS, Scores
from scorers import FIELDS

BAD: Final = 0.8
"""A page with a lower f1 was read badly."""
_PARTS: Final = 5


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown.

    >>> print(table(["tool", "f1"], [["cleanse", "0.9"]]))
    | tool | f1 |
    |---|---|
    | cleanse | 0.9 |
    """
    lines = [head, *rows]
    first, *others = ("| " + " | ".join(line) + " |" for line in lines)
    return "\n".join([first, "|" + "---|" * len(head), *others])


def bodies(title: str, tools: Mapping[str, Sequence[Scores]]) -> str:
    """Mean precision, recall and f1 of each tool; all have read the same pages."""
    rows = []
    for tool, scores in tools.items():
        precision, recall, f1 = (fmean(column) for column in zip(*scores, strict=True))
        error = standard_error([score.f1 for score in scores])
        rows.append([tool, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f} ± {error:.3f}"])
    return table([title, "precision", "recall", "f1"], rows)


def kinds(results: Sequence[Measured]) -> str:
    """Which kinds of page were taken for which."""
    taken = Counter((result.page.kind, result.kind) for result in results)
    found = sorted({kind for _, kind in taken})
    rows = []
    for kind in sorted({kind for kind, _ in taken}):
        counts = [taken[kind, other] for other in found]
        right = taken[kind, "article" if kind == NEWS else kind]
        rows.append([kind, *(str(count or "") for count in counts), f"{right / sum(counts):.0%}"])
    return table(["is, and is taken for", *found, "right"], rows)


def confidence(results: Sequence[Measured]) -> str:
    """The f1 by confidence: a fifth of the pages a line, the least confident first."""
    ordered = sorted(results, key=lambda result: result.confidence)
    rows = []
    for number in range(_PARTS):
        part = ordered[number * len(ordered) // _PARTS : (number + 1) * len(ordered) // _PARTS]
        scores = [result.scores.f1 for result in part]
        between = f"{part[0].confidence:.3f} to {part[-1].confidence:.3f}"
        mean = fmean(result.confidence for result in part)
        bad = sum(score < BAD for score in scores) / len(scores)
        rows.append([between, f"{mean:.3f}", f"{fmean(scores):.3f}", f"{bad:.0%}"])
    return table(["confidence", "on average", "f1", f"pages with an f1 under {BAD}"], rows)


def metadata(title: str, tools: Mapping[str, Sequence[Mapping[str, bool | None]]]) -> str:
    """The share of right answers of each tool, by field; all have read the same pages."""
    rows = [[tool, *(_share(marks, field) for field in FIELDS)] for tool, marks in tools.items()]
    return table([title, *FIELDS], rows)


def _share(marks: Sequence[Mapping[str, bool | None]], field: str) -> str:
    given = list(_given(marks, field))
    return f"{fmean(given):.3f} of {len(given)}" if given else ""


def _given(marks: Sequence[Mapping[str, bool | None]], field: str) -> Iterator[bool]:
    return (mark for each in marks if (mark := each[field]) is not None)
