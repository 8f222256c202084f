"""What goes of a document as spans of its source, in the form of Dolma's attributes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from cleanse.article.article import Article
from cleanse.article.edits import effective
from cleanse.article.errors import BadRecord
from cleanse.article.model import Edit
from cleanse.cleaning.options import Options
from cleanse.records import Record, article_of

BREAKS: Final = {"\n\n": "paragraph_break", "\n": "line_break", " ": "space"}
"""How spans are called in whose place something stands: with the string that the mixer is to put there."""


def attributes_of(record: Mapping[str, object], options: Options) -> tuple[Record, Article | None]:
    """The line of a document's attributes, and its article; a line with an `error` where there is none."""
    try:
        article = cleaned(record, options)
    except BadRecord as error:
        return {**_named(record), "attributes": {}, "error": str(error)}, None
    return {**_named(record), "attributes": spans_of(article)}, article


def cleaned(record: Mapping[str, object], options: Options) -> Article:
    """The article of a document, without repairs. Raises BadRecord."""
    metadata = record.get("metadata")
    url = record.get("url") or (metadata.get("url") if isinstance(metadata, Mapping) else None)
    document = {"text": record.get("text"), "title": record.get("title"), "url": url}
    return article_of(document, replace(options, policy=replace(options.policy, repair=False)))


def spans_of(article: Article) -> dict[str, list[list[float]]]:
    """What goes of an article's source, as attributes."""
    spans: dict[str, list[list[float]]] = {}
    for name, start, end in _spans(article.edits):
        spans.setdefault(f"cleanse__{name}", []).append([start, end, 1.0])
    return spans


def _named(record: Mapping[str, object]) -> Record:
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
