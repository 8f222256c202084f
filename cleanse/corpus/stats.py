"""What cleaning did to a corpus: hits by rule, by kind and by publisher, and the rules that never fired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cleanse.article.article import Article
from cleanse.article.edits import effective


class Counts(NamedTuple):
    """What is counted of an article."""

    publisher: str
    changed: bool
    characters: int
    removed: int
    edits: tuple[tuple[str, str, int], ...]
    """Of each edit its rule, its kind and how many characters it took."""


def counts_of(article: Article) -> Counts:
    """What is counted of an article."""
    return Counts(
        article.publisher or "",
        article.text != article.source,
        len(article.source),
        sum(end - start for start, end, _ in effective(article.edits)),
        tuple((edit.rule, edit.kind, (edit.end - edit.start) * edit.cut) for edit in article.edits),
    )


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
        self.count(counts_of(article))

    def count(self, counts: Counts) -> None:
        """Add the counts of an article."""
        publisher = counts.publisher
        self._documents[publisher] += 1
        self._changed[publisher] += counts.changed
        self._characters[publisher] += counts.characters
        self._removed[publisher] += counts.removed
        for rule, kind, taken in counts.edits:
            self._hits[rule] += 1
            self._kinds[kind] += 1
            self._taken[rule] += taken

    def summary(self, most: int = 10) -> str:
        """What was done, in a few lines, with the rules that had the most hits.

        >>> import cleanse
        >>> stats = Stats()
        >>> stats.add(cleanse.clean("Advertisement\\n\\nIt rained."))
        >>> print(stats.summary())
        1 documents, 1 changed, 60.0 % of their characters removed
                 1  generic/ad/label
        """
        share = 100 * _share(self._removed.total(), self._characters.total())
        head = f"{self._documents.total()} documents, {self._changed.total()} changed"
        hits = [f"{count:10}  {rule}" for rule, count in self._hits.most_common(most)]
        return "\n".join([f"{head}, {share:.1f} % of their characters removed", *hits])

    def kept(self) -> dict[str, dict[str, int]]:
        """The bare counts, to be kept and added again."""
        return {name: dict(counter) for name, counter in vars(self).items()}

    def add_kept(self, kept: Mapping[str, Mapping[str, int]]) -> None:
        """Add counts that were kept."""
        for name, counter in kept.items():
            vars(self)[name].update(counter)

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
