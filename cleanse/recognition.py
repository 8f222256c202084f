"""Whose furniture a text carries: by argument, else by url, else by furniture in the text. And who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import regex

from cleanse.boundaries import at_words
from cleanse.fold import Fold
from cleanse.model import Recognition
from cleanse.rules import Match

if TYPE_CHECKING:
    from cleanse.index import Scan


_SCHEME: Final = regex.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")


def host_of(url: str | None) -> str | None:
    """The host of a url in lower case, or None if there is none.

    >>> host_of("https://www.Example.co.uk:443/news/1"), host_of("example.com/a"), host_of("not a url")
    ('www.example.co.uk', 'example.com', None)
    """
    if not url:
        return None
    try:
        host = urlsplit(url if _SCHEME.match(url) else f"//{url}").hostname
    except ValueError:
        return None
    if not host or "." not in host.strip(".") or " " in host:
        return None
    return host.strip(".")


def registered_domain(host: str) -> str | None:
    """The registered domain of a host, by the public suffix list that its package bundles.

    >>> registered_domain("news.example.co.za")
    'example.co.za'
    """
    if host.rpartition(".")[2].isdecimal():
        return None  # an address, not a name
    domain: str | None = _suffix_list().privatesuffix(host)
    return domain


@cache
def _suffix_list() -> Any:
    # Imported late: reading the list takes longer than everything else together, and known hosts need none.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def claimed_by(host: str, domains: Mapping[str, str]) -> str | None:
    """The publisher that claims a host or a domain above it.

    >>> claimed_by("sport.example.com", {"example.com": "example.com"})
    'example.com'
    """
    labels = host.split(".")
    names = (".".join(labels[i:]) for i in range(len(labels) - 1))
    return next((domains[name] for name in names if name in domains), None)


def by_furniture(fold: Fold, scan: Scan, publishers: Container[str]) -> tuple[Recognition, bool]:
    """The publisher whose furniture a text carries: the one with the most evidence, or none when two have as much.

    And whether there were several.
    """
    evidence: dict[str, dict[str, tuple[int, int]]] = {}
    for item, start in scan.furniture:
        span = item.phrase.at(fold, start)
        if span is not None and at_words(fold, *span):
            evidence.setdefault(item.publisher, {}).setdefault(item.phrase.text, span)
    for rule, hits in scan.rules.items():
        if rule.table.identifies and rule.owner in publishers:
            for match in rule.find(fold, hits):
                if not match.label:
                    evidence.setdefault(rule.owner, {}).setdefault(rule.id, (match.start, match.end))
    ranked = Counter({publisher: len(phrases) for publisher, phrases in evidence.items()}).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return Recognition(), bool(ranked)
    publisher = ranked[0][0]
    quotations = tuple(dict.fromkeys(_quoted(fold, span) for span in sorted(evidence[publisher].values())))
    return Recognition(publisher, "furniture", quotations), len(ranked) > 1


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
