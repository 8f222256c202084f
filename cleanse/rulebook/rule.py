"""Rules, ready to be matched: one piece of furniture each, and the matches it finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanse.article.kinds import KIND_TABLE
from cleanse.article.model import Mark, Source
from cleanse.rulebook.again import AGAIN, AgainPattern
from cleanse.rulebook.found_by import derived
from cleanse.rulebook.pattern import Groups, Pattern, Place
from cleanse.rulebook.phrase import Phrase, as_sentence, beside_others, whole, with_stop
from cleanse.rulebook.run import Run
from cleanse.rulefiles.schema import RuleTable, listed
from cleanse.rulefiles.vocabulary import expanded
from cleanse.text.boundaries import begins_anew, sentence_start
from cleanse.text.fold import Fold
from cleanse.text.marks import CLOSING_OR_SPACE
from cleanse.text.prose import is_last_part

_LABEL: Final = 3
"""A label that is told from the story without a line break has at least so many spaces."""
_MANY: Final = 6
"""Names with a stop behind them have fewer spaces."""
MAX_WORDS: Final = 120
"""The most words that a match takes, unless its rule says otherwise."""


class Match(NamedTuple):
    """Furniture that a rule found: a span of the fold."""

    start: int
    end: int
    rule: Rule
    groups: Groups
    label: bool = False
    """Whether it counts only beside other furniture."""


class Rule:
    """A rule of a rule file, compiled."""

    __slots__ = (
        "_above",
        "_fields",
        "_phrases",
        "_run",
        "_scope",
        "id",
        "mark",
        "most_characters",
        "owner",
        "pattern",
        "table",
    )

    def __init__(self, table: RuleTable, owner: str, vocabulary: dict[str, str], source: Source = "generic") -> None:
        """Compile a rule; patterns are compiled when they are first tried."""
        self.table = table
        self.owner = owner
        """The publisher or group it belongs to; `generic` if it holds for all."""
        self.id = f"{owner}/{table.id}"
        self.mark = Mark(self.id, table.kind, source)
        """As edits name it."""
        self._scope = table.scope or ("block" if table.pattern else "sentence")
        self._phrases = [Phrase(text) for text in listed(table.text)]
        self.pattern = self._pattern(expanded(table.pattern, vocabulary)) if table.pattern else None
        self._above = [Phrase(text) for text in listed(table.above)]
        self.most_characters = self.pattern.most_characters if self.pattern else 0
        """No match of its pattern is longer than this."""
        self._fields = Pattern(expanded(table.fields, vocabulary), "inline") if table.fields else None
        self._run = None
        if table.opening:
            words = table.max_words or MAX_WORDS
            self._run = Run(listed(table.opening), listed(table.closing), table.also, table.sentences, words)

    def _pattern(self, source: str) -> Pattern:
        if AGAIN in source:
            return AgainPattern(source, self.max_words)
        return Pattern(source, self._scope, self.max_words)

    @property
    def max_words(self) -> int:
        """The most words that one match may take."""
        return self.table.max_words or MAX_WORDS

    @property
    def found_by_edges(self) -> bool:
        """Whether it is a pattern of whole blocks with literals at its edges: blocks' edges tell where to try it."""
        if self.pattern is None or self._scope != "block" or self.table.shape or self.table.above:
            return False
        return any(self.pattern.edges)

    def literals(self) -> Iterator[tuple[str, int]]:
        """What the rule is found by: each literal in the fold's letters, and the part of the rule it belongs to.

        A pattern that is found by edges or by shape has none.
        """
        if self._above:
            yield from ((phrase.needle, part) for part, phrase in enumerate(self._above))
        elif self.pattern and not self.found_by_edges and not self.table.shape:
            yield from ((literal, 0) for literal in derived(self.pattern.source).literals)
        for part, phrase in enumerate(self._run.phrases if self._run else self._phrases):
            yield phrase.needle, part

    def find(self, fold: Fold, hits: list[Place]) -> Iterator[Match]:
        """The rule's matches near these hits, wherever in the text they stand."""
        if self.table.rest and fold.unlined:
            yield from self._rests(fold, hits)
        if self._above:
            yield from self._standing_above(fold, hits)
        elif self.pattern:
            for start, end, groups in self.pattern.find(fold, hits):
                if not (fold.unlined and self._runs_on(fold, start, end)):
                    yield Match(start, end, self, groups, label=fold.unlined and self._is_label(fold, start, end))
        elif self._run:
            for start, end in self._run.find(fold, [(part, start) for part, start, _ in hits]):
                yield Match(start, end, self, self._read_fields(fold, start, end))
        else:
            yield from self._texts(fold, hits)

    def _standing_above(self, fold: Fold, hits: list[Place]) -> Iterator[Match]:
        """The blocks that match right above a block that is one of the phrases of `above`."""
        assert self.pattern is not None
        for part, at, _ in hits:
            span = self._above[part].at(fold, at)
            block = fold.block_at(at)
            if span and block and whole(fold, span):
                match = self.pattern.covering(fold, block - 1)
                if match:
                    yield Match(match[0], match[1], self, match[2])

    def _rests(self, fold: Fold, hits: list[Place]) -> Iterator[Match]:
        """The rest of a text that has lost its line breaks, from where a label of several words opens a sentence."""
        for part, at, _ in hits:
            start = sentence_start(fold, at)
            if self.pattern:
                label = self.pattern.opening(fold, start)
            else:
                span = self._phrases[part].at(fold, at)
                label = with_stop(fold, self._phrases[part], span[1]) if span and span[0] == start else start
            distinct = fold.plain.count(" ", start, label) >= _LABEL and begins_anew(fold, label)
            if distinct and is_last_part(fold, start, label, self.max_words):
                yield Match(start, len(fold.plain), self, {})

    def _stands(self, fold: Fold, phrase: Phrase, start: int, end: int) -> bool:
        """Whether a phrase is told from the story where it stands."""
        if whole(fold, (start, end)) or (fold.unlined and _distinct(fold, start, end)):
            return True
        return self._scope == "sentence" and as_sentence(fold, phrase, (start, end))

    def _runs_on(self, fold: Fold, start: int, end: int) -> bool:
        """Whether a match that should be names or a title ends as a sentence does: it took one of the story along."""
        if (
            self._scope == "inline"
            or not KIND_TABLE[self.table.kind].names
            or fold.plain.count(" ", start, end) < _MANY
            or whole(fold, (start, end))
        ):
            return False
        return fold.plain[start:end].rstrip(CLOSING_OR_SPACE).endswith(".")

    def _is_label(self, fold: Fold, start: int, end: int) -> bool:
        """Whether a match is so short that it counts beside other furniture alone where the line breaks are lost."""
        return (
            self._scope == "block" and fold.plain.count(" ", start, end) < _LABEL - 1 and not whole(fold, (start, end))
        )

    def _read_fields(self, fold: Fold, start: int, end: int) -> Groups:
        if self._fields is None:
            return {}
        match = self._fields.compiled.search(fold.plain[start:end])
        if match is None:
            return {}
        spans = ((name, match.span(number)) for name, number in match.re.groupindex.items())
        return {name: (start + a, start + b) for name, (a, b) in spans if b > a >= 0}

    def _texts(self, fold: Fold, hits: list[Place]) -> Iterator[Match]:
        for part, at, _ in hits:
            phrase = self._phrases[part]
            span = phrase.at(fold, at)
            if span is None:
                continue
            start, end = span
            if self._scope == "inline":
                yield Match(start, end, self, {})
                continue
            end = with_stop(fold, phrase, end)
            if self._stands(fold, phrase, start, end):
                yield Match(start, end, self, {})
            elif phrase.label and self._scope == "sentence":
                alone = fold.unlined and beside_others(fold, (start, end))
                yield Match(start, end, self, {}, label=not alone)


def _distinct(fold: Fold, start: int, end: int) -> bool:
    """Whether a phrase is long enough to be told from the story wherever it stands, with a beginning on either side."""
    return fold.plain.count(" ", start, end) > _LABEL and fold.plain[start].isupper() and begins_anew(fold, end)
