"""Dolma: what goes of a document as attributes, for its mixer to take out. Needs no extra."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleanse.article.model import Policy
from cleanse.cleaning.options import Options
from cleanse.corpus.spans import attributes_of
from cleanse.records import Record
from cleanse.rulebook.rulebook import Rulebook


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
    that cannot be cleaned has no attributes, and `error` says why. Raises UnknownPublisherError for a publisher that
    has no rule file.

    >>> attributes({"id": "7", "text": "Advertisement\\nIt rained."})
    {'id': '7', 'attributes': {'cleanse__ad': [[0, 14, 1.0]]}}
    """
    line, _ = attributes_of(record, Options.of(rulebook, policy, publisher))
    return line
