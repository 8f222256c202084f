"""Dolma: what goes of a document as attributes, for its mixer to take out. Needs no extra."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

import msgspec

from cleanse.article.article import Article
from cleanse.article.edits import effective
from cleanse.article.model import Edit, Policy
from cleanse.records import BadRecord, Record, article_of
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook

BREAKS: Final = {"\n\n": "paragraph_break", "\n": "line_break", " ": "space"}
"""How spans are called in whose place something stands: with the string that the mixer is to put there."""


def attributes(
    record: Mapping[str, Any],
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    publisher: str | None = None,
) -> Record:
    """The attributes of a document: `cleanse__<kind>` with the spans of its `text` that go, each with the score 1.0.

    The url is the document's, or else its metadata's. No span overlaps another, of whatever kind, because the mixer
    drops all but one of those that do. Spans in whose place a break stands are `cleanse__paragraph_break`,
    `cleanse__line_break` and `cleanse__space` instead. Nothing is repaired, which takes more than spans. A document
    that cannot be cleaned has no attributes, and `error` says why. Raises KeyError for a publisher that has no rule
    file.

    >>> attributes({"id": "7", "text": "Advertisement\\nIt rained."})
    {'id': '7', 'attributes': {'cleanse__ad': [[0, 14, 1.0]]}}
    """
    try:
        article = cleaned(record, rulebook or load_rulebook(), policy or Policy(), publisher)
    except BadRecord as error:
        return {**named(record), "attributes": {}, "error": str(error)}
    return {**named(record), "attributes": spans_of(article)}


def cleaned(record: Mapping[str, Any], rulebook: Rulebook, policy: Policy, publisher: str | None = None) -> Article:
    """The article of a document, without repairs. Raises BadRecord."""
    metadata = record.get("metadata")
    url = record.get("url") or (metadata.get("url") if isinstance(metadata, Mapping) else None)
    document = {"text": record.get("text"), "title": record.get("title"), "url": url}
    return article_of(document, rulebook, msgspec.structs.replace(policy, repair=False), publisher)


def spans_of(article: Article) -> dict[str, list[list[float]]]:
    """What goes of an article's source, as attributes."""
    spans: dict[str, list[list[float]]] = {}
    for name, start, end in _spans(article.edits):
        spans.setdefault(f"cleanse__{name}", []).append([start, end, 1.0])
    return spans


def named(record: Mapping[str, Any]) -> Record:
    """What a document and its attributes have in common."""
    return {name: record[name] for name in ("id", "source") if name in record}


def _spans(edits: Iterable[Edit]) -> Iterator[tuple[str, int, int]]:
    """What goes, in order and apart from each other: what two kinds cut is the first one's."""
    cut = sorted((edit for edit in edits if edit.cut), key=lambda edit: (edit.start, edit.end))
    holes = effective(cut)
    starts = [start for start, _, _ in holes]
    for number, inside in groupby(cut, lambda edit: bisect_right(starts, edit.start) - 1):
        done, end, insert = holes[number]
        if insert:
            yield next(name for gap, name in BREAKS.items() if gap in insert), done, end
            continue
        for edit in inside:
            if edit.end > done:
                yield edit.kind, done, edit.end
                done = edit.end
