"""One scan over a text for the literals of all rules and all recognition phrases at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex
from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleanse.rulebook.pattern import Place, before_marks, past_marks
from cleanse.rulebook.phrase import Phrase
from cleanse.rulebook.rule import Match, Rule
from cleanse.rulefiles.schema import Shape
from cleanse.text.boundaries import sentence_edges
from cleanse.text.fold import Fold
from cleanse.text.marks import NEXT_SENTENCE


class Identifier(NamedTuple):
    """A phrase that identifies a publisher."""

    publisher: str
    phrase: Phrase


class Index:
    """All literals, and who is found by each."""

    def __init__(self, rules: Sequence[Rule], furniture: Iterable[Identifier]) -> None:
        """Build the automaton."""
        self._users: dict[str, tuple[list[tuple[Rule, int]], list[Identifier]]] = {}
        for rule in rules:
            for literal, part in rule.literals():
                self._user(literal)[0].append((rule, part))
        for item in furniture:
            self._user(item.phrase.needle)[1].append(item)
        self._below = frozenset(literal for rule in rules if rule.table.above for literal, _ in rule.literals())
        self._edges = Edges(rule for rule in rules if rule.found_by_edges)
        self._shaped = {shape: [rule for rule in rules if rule.table.shape == shape] for shape in _SHAPES}
        self._literals = list(self._users)
        self._found = list(self._users.values())
        # A contiguous NFA takes 25 ms to build for 5,000 literals, a DFA 300 ms and is slower to run (cache misses).
        self._automaton = BytesAhoCorasick(
            [literal.encode() for literal in self._literals], implementation=Implementation.ContiguousNFA
        )

    def _user(self, literal: str) -> tuple[list[tuple[Rule, int]], list[Identifier]]:
        return self._users.setdefault(literal, ([], []))

    def scan(self, fold: Fold) -> Scan:
        """Find every literal in a text."""
        rules: dict[Rule, list[Place]] = {}
        furniture: list[tuple[Identifier, int]] = []
        for number, start, end in self._occurrences(fold):
            users, items = self._found[number]
            for rule, part in users:
                rules.setdefault(rule, []).append((part, start, end))
            furniture += [(item, start) for item in items]
        for rule, start, end in self._edges.hits(fold):
            rules.setdefault(rule, []).append((0, start, end))
        for shape, shaped in self._shaped.items():
            if shaped and (places := _blocks_of(fold, _SHAPES[shape])):
                rules.update(dict.fromkeys(shaped, places))
        return Scan(fold, rules, furniture)

    def stands_across(self, left: str, right: str) -> bool:
        """Whether a literal stands across the gap between two stretches of text.

        Or the second one begins with a line that a rule with `above` looks for: what stands above it is new.
        """
        before, behind = Fold(left), Fold(right)
        if behind.ends and any(behind.lower.find(literal, 0, behind.ends[0]) >= 0 for literal in self._below):
            return True
        data, gap = f"{before.lower} {behind.lower}".encode(), len(before.lower.encode())
        occurrences = self._automaton.find_matches_as_indexes(data, overlapping=True)
        return any(start < gap < end for _, start, end in occurrences)

    def _occurrences(self, fold: Fold) -> Iterator[tuple[int, int, int]]:
        data = fold.lower.encode()
        occurrences = self._automaton.find_matches_as_indexes(data, overlapping=True)
        if len(data) == len(fold.lower):
            yield from occurrences
            return
        # Bytes to characters in one walk: overlapping matches come in the order of their ends.
        done = characters = 0
        for number, _, end in occurrences:
            characters += len(data[done:end].decode())
            done = end
            yield number, characters - len(self._literals[number]), characters


def _in_brackets(block: str) -> bool:
    """Whether a block is a short word or two in round brackets."""
    return len(block) <= _BRACKETS and block[0] == "(" and block[-1] == ")"


def _mostly_digits(block: str) -> bool:
    """Whether a block is short, begins with a digit, and has more digits than letters."""
    if len(block) > _STAMP or not block[0].isdecimal():
        return False
    return sum(map(str.isdecimal, block)) > sum(map(str.isalpha, block))


def _is_glued(block: str) -> bool:
    """Whether a block holds many words that are glued to the next one, as in a menu: `NewsSportCulture`."""
    if len(block) > _MENU or len(block) < _LONG_WORDS * (block.count(" ") + 1):
        return False
    return len(_JOINT.findall(block)) >= _JOINTS and not NEXT_SENTENCE.search(block)


def _has_slashes(block: str) -> bool:
    """Whether a block is one short word with slashes in it: initials."""
    return len(block) <= _STAMP and "/" in block and " " not in block


_STAMP: Final = 40
_MENU: Final = 1000
_LONG_WORDS: Final = 7.5
"""Words that are glued are longer than this on average."""
_JOINTS: Final = 6
_JOINT: Final = regex.compile(r"\p{Ll}\p{Lu}\p{Ll}")
_BRACKETS: Final = 12
_SHAPES: Final[Mapping[Shape, Callable[[str], bool]]] = {
    "brackets": _in_brackets,
    "capitals": str.isupper,
    "digits": _mostly_digits,
    "glued": _is_glued,
    "slashes": _has_slashes,
}
"""What the whole blocks look like that the patterns of a shape are tried on."""


def _blocks_of(fold: Fold, is_so: Callable[[str], bool]) -> list[Place]:
    blocks = zip(fold.starts, fold.ends, strict=True)
    return [(0, start, end) for start, end in blocks if is_so(fold.plain[start:end])]


class Scan:
    """What a scan found: each rule's hits, and the furniture phrases with their offsets."""

    __slots__ = ("_fold", "_matches", "furniture", "rules")

    def __init__(self, fold: Fold, rules: dict[Rule, list[Place]], furniture: list[tuple[Identifier, int]]) -> None:
        """Keep what was found in a text."""
        self.rules = rules
        """Each rule that has a hit, and its hits."""
        self.furniture = furniture
        """The phrases that identify a publisher, and where they stand."""
        self._fold = fold
        self._matches: dict[Rule, list[Match]] = {}

    def matches(self, rule: Rule) -> list[Match]:
        """The matches of a rule near its hits, looked for once."""
        matches = self._matches.get(rule)
        if matches is None:
            matches = self._matches[rule] = list(rule.find(self._fold, self.rules[rule]))
        return matches


_KEYS: Final = (3, 2)
"""So many characters of an edge are looked up, the more where it has them, before the whole of it is compared."""

_Table = dict[str, list[tuple[Rule, tuple[str, ...]]]]


class Edges:
    """Patterns of whole blocks that begin or end with one of a few strings, found by the edges of blocks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Sort the patterns by what they begin with, or else by what they end with."""
        self._first: _Table = {}
        self._last: _Table = {}
        for rule in rules:
            assert rule.pattern is not None
            first, last = rule.pattern.edges
            table, edges = (self._first, first) if first else (self._last, last)
            keyed: dict[str, list[str]] = {}
            for edge in edges:
                keyed.setdefault(edge[: _KEYS[0]] if first else edge[-_KEYS[0] :], []).append(edge)
            for key, same in keyed.items():
                table.setdefault(key, []).append((rule, tuple(same)))

    def hits(self, fold: Fold) -> Iterator[tuple[Rule, int, int]]:
        """The rules that a block's first or last letters may belong to, with a letter of theirs."""
        text = fold.lower
        for start, end in self._spans(fold):
            opening = start if text[start].isalnum() else past_marks(text, start, end)
            closing = end if text[end - 1].isalnum() else before_marks(text, start, end)
            for length in _KEYS:
                for rule, edges in self._first.get(text[opening : opening + length], ()):
                    if end - start <= rule.most_characters and text.startswith(edges, opening):
                        yield rule, opening, opening + 1
                for rule, edges in self._last.get(text[max(start, closing - length) : closing], ()):
                    if end - start <= rule.most_characters and text.endswith(edges, start, closing):
                        yield rule, closing - 1, closing

    @staticmethod
    def _spans(fold: Fold) -> Iterator[tuple[int, int]]:
        """The blocks; of a text that has lost its line breaks, the sentences too."""
        yield from zip(fold.starts, fold.ends, strict=True)
        if fold.unlined:
            for block in range(len(fold.starts)):
                yield from pairwise(sentence_edges(fold, block))
