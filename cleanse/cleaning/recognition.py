"""Whose furniture a text carries: by argument, else by url, else by furniture in the text. And who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Final

from cleanse.article.edits import united
from cleanse.article.kinds import KIND_TABLE
from cleanse.article.model import Recognition
from cleanse.rulebook.pattern import Place
from cleanse.rulebook.rule import Match, Rule
from cleanse.text.boundaries import at_words
from cleanse.text.fold import Fold

if TYPE_CHECKING:
    from cleanse.rulebook.index import Scan

Span = tuple[int, int]

_FEWEST: Final = 2
"""So many of its rules must find something, if none of them identifies a publisher by itself."""
_TELLING: Final = 5
"""Shorter literals stand in most texts."""


def by_furniture(
    fold: Fold, scan: Scan, publishers: Container[str], generic: Container[str]
) -> tuple[Recognition, bool]:
    """The publisher whose furniture a text carries: the one with the most evidence, or none when two have as much.

    And whether others may be recognised once its furniture is gone.
    """
    evidence: dict[str, dict[str, Span]] = {}
    for item, start in scan.furniture:
        span = item.phrase.at(fold, start)
        if span is not None and at_words(fold, *span):
            evidence.setdefault(item.publisher, {}).setdefault(item.phrase.text, span)
    for rule in scan.rules:
        if rule.table.identifies and rule.owner in publishers:
            for match in scan.matches(rule):
                if not match.label:
                    evidence.setdefault(rule.owner, {}).setdefault(rule.id, (match.start, match.end))
    own, candidates = _own_rules(scan, publishers, generic)
    evidence = evidence or own
    contenders = {*candidates, *evidence}
    ranked = Counter({publisher: len(phrases) for publisher, phrases in evidence.items()}).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return Recognition(), bool(contenders)
    publisher = ranked[0][0]
    quotations = tuple(dict.fromkeys(_quoted(fold, span) for span in sorted(evidence[publisher].values())))
    return Recognition(publisher, "furniture", quotations), contenders != {publisher}


def _own_rules(
    scan: Scan, publishers: Container[str], generic: Container[str]
) -> tuple[dict[str, dict[str, Span]], Set[str]]:
    """What the rules of each publisher find of which at least two find something that no other file knows.

    No single one identifies its publisher, or it would say so; two different ones do. And whose rules find as much,
    though others know it too: where some of that is gone, the answer may be another one.
    """
    rules: dict[str, list[Rule]] = {}
    for rule, hits in scan.rules.items():
        if rule.owner in publishers and _tells(rule, hits):
            rules.setdefault(rule.owner, []).append(rule)
    spans_by_publisher = {publisher: _spans(scan, own) for publisher, own in rules.items() if len(own) >= _FEWEST}
    spans_by_publisher = {publisher: spans for publisher, spans in spans_by_publisher.items() if len(spans) >= _FEWEST}
    if not spans_by_publisher:
        return {}, frozenset()
    known = Counter(span for spans in spans_by_publisher.values() for span in set(spans.values()))
    for rule in scan.rules:
        if rule.owner in generic:
            known.update((match.start, match.end) for match in scan.matches(rule))
    alone = {
        publisher: {rule: span for rule, span in spans.items() if known[span] == 1}
        for publisher, spans in spans_by_publisher.items()
    }
    alone = {publisher: spans for publisher, spans in alone.items() if len(united(spans.values())) >= _FEWEST}
    return alone, spans_by_publisher.keys()


def _spans(scan: Scan, rules: Sequence[Rule]) -> dict[str, Span]:
    """What each rule finds first, of those that find something; nothing once there cannot be enough of them."""
    spans: dict[str, Span] = {}
    for left, rule in zip(range(len(rules), 0, -1), sorted(rules, key=lambda rule: len(scan.rules[rule])), strict=True):
        if len(spans) + left < _FEWEST:
            return {}
        match = next((match for match in scan.matches(rule) if not match.label), None)
        if match:
            spans[rule.id] = match.start, match.end
    return spans


def _tells(rule: Rule, hits: Iterable[Place]) -> bool:
    """Whether agencies do not send a rule's furniture along, and what it was found by is rare enough for a look."""
    if KIND_TABLE[rule.table.kind].agency:
        return False
    return rule.found_by_edges or any(end - start >= _TELLING for _, start, end in hits)


def _quoted(fold: Fold, span: tuple[int, int]) -> str:
    start, end = fold.source_span(*span)
    return " ".join(fold.source[start:end][:200].split())


def with_wire(recognition: Recognition, fold: Fold, matches: Iterable[Match], names: Mapping[str, str]) -> Recognition:
    """The recognition with the agency that the matches' `wire` groups name most often."""
    evidence: dict[str, list[str]] = {}
    for match in matches:
        if "wire" in match.groups:
            start, end = match.groups["wire"]
            name = names.get(fold.lower[start:end], _quoted(fold, (start, end)))
            evidence.setdefault(name, []).append(_quoted(fold, (match.start, match.end)))
    if not evidence:
        return recognition
    wire = max(evidence, key=lambda name: len(evidence[name]))
    return Recognition(
        recognition.publisher, recognition.by, recognition.evidence, wire, tuple(dict.fromkeys(evidence[wire]))
    )
