"""What furniture tells before it goes: captions, date, authors, title, section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleanse.article.metadata import Metadata
from cleanse.article.model import Caption
from cleanse.cleaning.people import NOBODY, Bylines
from cleanse.rulebook.rule import Match
from cleanse.text.fold import Fold

Span = tuple[int, int]


def captions_at(fold: Fold, spans: Iterable[tuple[Span, Span]]) -> tuple[Caption, ...]:
    """The captions with their credits at these spans of the fold."""
    return tuple(Caption(_text_at(fold, *caption), _text_at(fold, *credit).strip("()[] ")) for caption, credit in spans)


class Named(NamedTuple):
    """What the named groups of matches tell."""

    metadata: Metadata
    wire: str | None = None
    """The agency among the authors."""


def metadata_of(
    fold: Fold, matches: Iterable[Match], months: Mapping[str, str], bylines: Bylines, outlets: Iterable[str] = ()
) -> Named:
    """The metadata that these matches name; the first of each, but for captions, which are all kept.

    `outlets` are names of the publisher, which is no author of its own articles.
    """
    first: dict[str, str] = {}
    captions: dict[str, Caption] = {}
    for match in matches:
        groups = {name: _text_at(fold, *span) for name, span in match.groups.items()}
        if "caption" in groups or (match.rule.table.kind == "caption" and "credit" in groups):
            _add_caption(captions, groups)
        for name, text in groups.items():
            value = _day(text, months) if name in ("date", "modified") else text
            if value:
                first.setdefault(name, value)
    people = bylines.people([first["author"]], outlets) if "author" in first else NOBODY
    metadata = Metadata(
        title=first.get("title"),
        authors=people.names,
        published=first.get("date"),
        modified=first.get("modified"),
        section=first.get("section"),
        captions=tuple(caption for caption in captions.values() if caption.text),
    )
    return Named(metadata, people.wire)


def _day(text: str, months: Mapping[str, str]) -> str | None:
    from cleanse.text.dates import parsed  # imported late: few texts tell a day

    return parsed(text, months)


def _text_at(fold: Fold, start: int, end: int) -> str:
    first, last = fold.source_span(start, end)
    return " ".join(fold.source[first:last].split())


def _add_caption(captions: dict[str, Caption], groups: Mapping[str, str]) -> None:
    """Keep a caption once: the reading with a credit, where two rules read the same one."""
    text = groups.get("caption", "")
    known = captions.get(text)
    if known is None or known.credit is None:
        captions[text] = Caption(text, groups.get("credit"))
