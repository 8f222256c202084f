"""One scan over a text for the literals of all rules and all recognition phrases at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleanse.boundaries import sentence_edges
from cleanse.fold import Fold
from cleanse.patterns import Place, before_marks, past_marks, unlined
from cleanse.phrases import Phrase
from cleanse.rules import Rule


class Furniture(NamedTuple):
    """A phrase that identifies a publisher."""

    publisher: str
    phrase: Phrase


class Index:
    """All literals, and who is found by each."""

    def __init__(self, rules: Sequence[Rule], furniture: Iterable[Furniture]) -> None:
        """Build the automaton."""
        self._users: dict[str, tuple[list[tuple[Rule, int]], list[Furniture]]] = {}
        for rule in rules:
            for literal, part in rule.literals():
                self._user(literal)[0].append((rule, part))
        for item in furniture:
            self._user(item.phrase.needle)[1].append(item)
        self._edges = Edges(rule for rule in rules if rule.found_by_edges)
        self._literals = list(self._users)
        self._found = list(self._users.values())
        # A contiguous NFA takes 25 ms to build for 5,000 literals, a DFA 300 ms and is slower to run (cache misses).
        self._automaton = BytesAhoCorasick(
            [literal.encode() for literal in self._literals], implementation=Implementation.ContiguousNFA
        )

    def _user(self, literal: str) -> tuple[list[tuple[Rule, int]], list[Furniture]]:
        return self._users.setdefault(literal, ([], []))

    def scan(self, fold: Fold) -> Scan:
        """Find every literal in a text."""
        rules: dict[Rule, list[Place]] = {}
        furniture: list[tuple[Furniture, int]] = []
        for number, start, end in self._occurrences(fold):
            users, items = self._found[number]
            for rule, part in users:
                rules.setdefault(rule, []).append((part, start, end))
            for item in items:
                furniture.append((item, start))
        for rule, start, end in self._edges.hits(fold):
            rules.setdefault(rule, []).append((0, start, end))
        return Scan(rules, furniture)

    def _occurrences(self, fold: Fold) -> Iterator[tuple[int, int, int]]:
        data = fold.lower.encode()
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        if len(data) == len(fold.lower):
            yield from found
            return
        # Bytes to characters in one walk: overlapping matches come in the order of their ends.
        done = characters = 0
        for number, _, end in found:
            characters += len(data[done:end].decode())
            done = end
            yield number, characters - len(self._literals[number]), characters


class Scan(NamedTuple):
    """What a scan found: each rule's hits, and the furniture phrases with their offsets."""

    rules: dict[Rule, list[Place]]
    furniture: list[tuple[Furniture, int]]


_KEYS = (2, 3)
"""So many characters of an edge are looked up."""


class Edges:
    """Patterns of whole blocks that begin or end with one of a few strings, found by the edges of blocks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Sort the patterns by what they begin with, or else by what they end with."""
        self._first: dict[str, list[Rule]] = {}
        self._last: dict[str, list[Rule]] = {}
        for rule in rules:
            assert rule.pattern is not None
            first, last = rule.pattern.edges
            for key in {string[: _KEYS[-1]] for string in first}:
                self._first.setdefault(key, []).append(rule)
            for key in {string[-_KEYS[-1] :] for string in last} if not first else ():
                self._last.setdefault(key, []).append(rule)

    def hits(self, fold: Fold) -> Iterator[tuple[Rule, int, int]]:
        """The rules that a block's first or last letters may belong to, with those letters' place."""
        text = fold.lower
        for start, end in self._spans(fold):
            opening, closing = past_marks(text, start, end), before_marks(text, start, end)
            for length in _KEYS:
                for rule in self._first.get(text[opening : opening + length], ()):
                    yield rule, opening, min(opening + length, end)
                for rule in self._last.get(text[closing - length : closing], ()) if closing >= length else ():
                    yield rule, max(closing - length, start), closing

    @staticmethod
    def _spans(fold: Fold) -> Iterator[tuple[int, int]]:
        """The blocks; of a text that has lost its line breaks, the sentences too."""
        yield from zip(fold.starts, fold.ends, strict=True)
        if unlined(fold):
            for block in range(len(fold.starts)):
                yield from pairwise(sentence_edges(fold, block))
