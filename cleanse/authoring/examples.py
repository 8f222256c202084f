"""What only `cleanse check` looks for: examples that do not come true, and words that a file looks for twice.

Each rule, by itself, must remove what it says it removes and keep what it says it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cleanse.article.kinds import MARKED_KINDS, REPAIR
from cleanse.article.model import Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.problems import Lines, Problem
from cleanse.rulefiles.reading import RuleFile, RuleFiles
from cleanse.rulefiles.schema import RuleTable, SharedFile, listed
from cleanse.rulefiles.vocabulary import Vocabulary
from cleanse.text.boundaries import blank

_POLICY = Policy(cut=MARKED_KINDS)
_WAY: Final = ("at", "above", "languages", "shape", "scope", "max_words", "tail", "rest", "identifies")
"""What, beside its words, says where a rule finds something."""


def check_problems(files: RuleFiles) -> Iterator[Problem]:
    """Every example that does not come true, and all that is looked for twice, with its place."""
    for file in files.files:
        lines: Lines | None = None
        wrong = [
            (number, key, f"`{table.id}` {message}")
            for number, table in enumerate(file.content.rule)
            for key, message in wrong_examples(table, files.vocabulary)
        ]
        for number, key, message in [*wrong, *repeated(file.content.rule)]:
            lines = lines or Lines(Path(file.path).read_text(encoding="utf-8"))
            yield Problem(file.path, lines.of("rule", number, key), message)


def repeated(rules: Iterable[RuleTable]) -> Iterator[tuple[int, str, str]]:
    """What a file looks for twice in the same way, in one rule or in two: the rule's number, the key, the message."""
    known: dict[tuple[str, ...], str] = {}
    for number, rule in enumerate(rules):
        way = [str(getattr(rule, key)) for key in _WAY]
        for key, phrases in (("text", rule.text), ("pattern", rule.pattern)):
            for phrase in listed(phrases):
                if (phrase, *way) in known:
                    yield number, key, f"`{phrase}` is looked for already, by `{known[phrase, *way]}`"
                known[phrase, *way] = rule.id


def wrong_examples(table: RuleTable, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The examples of a rule that do not come true: the key, and what happened instead."""
    rulebook = alone(table, vocabulary)
    for example in table.removes:
        if wrong := wrong_removes(example, rulebook):
            yield "removes", wrong
    for text in table.keeps:
        if wrong := wrong_keeps(text, rulebook):
            yield "keeps", wrong


def wrong_removes(example: str | list[str], rulebook: Rulebook) -> str:
    """What is wrong with an example of what goes, by a rulebook of its rule alone; nothing if it comes true."""
    before, after = (example, "") if isinstance(example, str) else example
    text = clean(before, rulebook=rulebook, policy=_POLICY).text
    if text == after or (after == "" and blank(text)):
        return ""
    return f"leaves {text!r} of {before!r}" + (f", not {after!r}" if after else "")


def wrong_keeps(example: str, rulebook: Rulebook) -> str:
    """What is wrong with an example of what stays, by a rulebook of its rule alone; nothing if it comes true."""
    article = clean(example, rulebook=rulebook, policy=_POLICY)
    gone = [article.removed(edit) for edit in article.edits if edit.kind != REPAIR]
    return f"takes {gone[0]!r} from {example!r}" if gone else ""


def alone(table: RuleTable, vocabulary: Vocabulary) -> Rulebook:
    """A rulebook of this one rule, which applies to every text; its captions need no proof beyond the rule."""
    file = RuleFile("example", "", SharedFile(rule=[table]), "generic")
    return Rulebook(RuleFiles((file,), vocabulary, ""))
