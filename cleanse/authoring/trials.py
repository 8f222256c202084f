"""Rules tried on texts at hand: those that take something from clean texts, and those that find nothing anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cleanse.article.article import Article
from cleanse.rulefiles.problems import Lines, Problem
from cleanse.rulefiles.reading import RuleFile, RuleFiles

BROAD: Final = 2
"""A rule that takes something from so many clean texts is too broad: of one, the text may be to blame."""
_SHOWN: Final = 60


def too_broad(files: RuleFiles, clean_texts: Iterable[Article]) -> Iterator[Problem]:
    """The rules that take something from several of the texts, of which nothing may go."""
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for article in clean_texts:
        for rule, text in {edit.rule: article.removed(edit) for edit in article.edits if edit.cut}.items():
            taken[rule].append(text)
    for rule, place in _places(files):
        texts = taken[rule]
        if len(texts) >= BROAD:
            first = " ".join(texts[0].split())[:_SHOWN]
            yield _problem(place, f"`{rule}` is too broad: it takes from {len(texts)} clean texts, first {first!r}")


def never_fired(files: RuleFiles, articles: Iterable[Article]) -> Iterator[Problem]:
    """The rules that find nothing in any of the articles."""
    fired = {edit.rule for article in articles for edit in article.edits}
    for rule, place in _places(files):
        if rule not in fired:
            yield _problem(place, f"`{rule}` finds nothing in these texts")


_Place = tuple[RuleFile, str, int]


def _places(files: RuleFiles) -> Iterator[tuple[str, _Place]]:
    """The full id of each rule, with its file, its table there, and its number."""
    for file in files.files:
        for number, rule in enumerate(file.content.rule):
            yield f"{file.id}/{rule.id}", (file, "rule", number)
        for number, drop in enumerate(file.content.page.drop if file.content.page else ()):
            yield f"{file.id}/page/{drop.id}", (file, "page.drop", number)


def _problem(place: _Place, message: str) -> Problem:
    file, table, number = place
    line = Lines(Path(file.path).read_text(encoding="utf-8")).of(table, number, "id")
    return Problem(file.path, line, message)
