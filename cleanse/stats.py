"""What cleaning did to a corpus: hits by rule, by kind and by publisher, and the rules that never fired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cleanse.article import Article
from cleanse.edits import effective


class Stats:
    """Counts what is done to articles.

    >>> import cleanse
    >>> stats = Stats()
    >>> stats.add(cleanse.clean("Advertisement\\n\\nIt rained."))
    >>> stats.told()["rules"]
    {'generic/ad/label': {'hits': 1, 'characters': 15}}
    """

    def __init__(self) -> None:
        """Count from nothing."""
        self._documents: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        self._removed: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._hits: Counter[str] = Counter()
        self._taken: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """Count an article."""
        publisher = article.publisher or ""
        self._documents[publisher] += 1
        self._changed[publisher] += article.text != article.source
        self._characters[publisher] += len(article.source)
        self._removed[publisher] += sum(end - start for start, end, _ in effective(article.edits))
        for edit in article.edits:
            self._hits[edit.rule] += 1
            self._kinds[edit.kind] += 1
            self._taken[edit.rule] += (edit.end - edit.start) * edit.cut

    def told(self, rules: Iterable[str] = ()) -> dict[str, Any]:
        """The counts; `rules` are the ids of all rules, of which those that never fired are named."""
        return {
            "documents": self._documents.total(),
            "changed": self._changed.total(),
            "characters": self._characters.total(),
            "removed_share": _share(self._removed.total(), self._characters.total()),
            "kinds": dict(self._kinds.most_common()),
            "rules": {rule: {"hits": hits, "characters": self._taken[rule]} for rule, hits in self._hits.most_common()},
            "publishers": {
                name or "unknown": {
                    "documents": documents,
                    "changed": self._changed[name],
                    "removed_share": _share(self._removed[name], self._characters[name]),
                }
                for name, documents in self._documents.most_common()
            },
            "never_fired": sorted(set(rules) - self._hits.keys()),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
