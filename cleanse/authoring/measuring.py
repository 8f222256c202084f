"""How well publishers are recognised from their texts alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleanse.cleaning.clean import clean
from cleanse.rulebook.domains import claimed_by, host_of
from cleanse.rulebook.rulebook import Rulebook


class Recognised(NamedTuple):
    """How often a publisher was recognised, and rightly."""

    publisher: str
    documents: int
    right: int
    claimed: int
    """How many texts were taken for its own, rightly or not."""

    @property
    def recall(self) -> float:
        """The share of its texts that were recognised."""
        return self.right / self.documents if self.documents else 0.0

    @property
    def precision(self) -> float:
        """The share of the texts taken for its own that are."""
        return self.right / self.claimed if self.claimed else 1.0


def recognition_of(records: Iterable[dict[str, Any]], rulebook: Rulebook, field: str = "url") -> Iterator[Recognised]:
    """How each publisher is recognised by the texts of these records; `field` says whose they really are.

    Its value is a url, or a publisher's id, domain or name. Records whose publisher no file describes count only where
    they are taken for another's. The agency that wrote a text is no part of this.
    """
    documents, right, claimed = Counter[str](), Counter[str](), Counter[str]()
    for record in records:
        text, value = record.get("text"), record.get(field)
        if not isinstance(text, str) or not isinstance(value, str):
            continue
        known = _publisher(value, rulebook)
        recognised = clean(text, rulebook=rulebook).publisher
        if known:
            documents[known] += 1
            right[known] += recognised == known
        if recognised:
            claimed[recognised] += 1
    for publisher in sorted(documents.keys() | claimed.keys()):
        yield Recognised(publisher, documents[publisher], right[publisher], claimed[publisher])


def _publisher(value: str, rulebook: Rulebook) -> str | None:
    host = host_of(value)
    if host and (publisher := claimed_by(host, rulebook.domains)):
        return publisher
    try:
        return rulebook.publisher(value).id
    except KeyError:
        return None
