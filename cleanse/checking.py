"""The rules' own examples: each rule, by itself, must remove what it says it removes and keep what it says it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleanse.boundaries import blank
from cleanse.cleaning import clean
from cleanse.loading import RuleFile, RuleFiles
from cleanse.model import MARKED_KINDS, REPAIR, Policy
from cleanse.problems import Lines, Problem
from cleanse.rulebook import Rulebook
from cleanse.schema import RuleTable, SharedFile
from cleanse.vocabulary import Vocabulary

_POLICY = Policy(cut=MARKED_KINDS)


def example_problems(files: RuleFiles) -> Iterator[Problem]:
    """Every example that does not come true, with its place."""
    for file in files.files:
        lines: Lines | None = None
        for number, table in enumerate(file.content.rule):
            for key, message in wrong_examples(table, files.vocabulary):
                lines = lines or Lines(Path(file.path).read_text(encoding="utf-8"))
                yield Problem(file.path, lines.of("rule", number, key), f"`{table.id}` {message}")


def wrong_examples(table: RuleTable, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The examples of a rule that do not come true: the key, and what happened instead."""
    rulebook = alone(table, vocabulary)
    for example in table.removes:
        before, after = (example, "") if isinstance(example, str) else example
        text = clean(before, rulebook=rulebook, policy=_POLICY).text
        if text != after and not (after == "" and blank(text)):
            yield "removes", f"leaves {text!r} of {before!r}" + (f", not {after!r}" if after else "")
    for example in table.keeps:
        article = clean(example, rulebook=rulebook, policy=_POLICY)
        gone = [article.removed(edit) for edit in article.edits if edit.kind != REPAIR]
        if gone:
            yield "keeps", f"takes {gone[0]!r} from {example!r}"


def alone(table: RuleTable, vocabulary: Vocabulary) -> Rulebook:
    """A rulebook of this one rule, which applies to every text."""
    file = RuleFile("generic/example", "", SharedFile(rule=[table]))
    return Rulebook(RuleFiles((file,), vocabulary, ""))
