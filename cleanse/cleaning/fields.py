"""What furniture tells before it goes: captions, date, authors, title, section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import regex

from cleanse.article.metadata import Metadata
from cleanse.article.model import Caption
from cleanse.rulebook.rule import Match
from cleanse.text.fold import Fold

_AND: Final = regex.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b)\s*", regex.IGNORECASE)

Span = tuple[int, int]


def captions_at(fold: Fold, spans: Iterable[tuple[Span, Span]]) -> tuple[Caption, ...]:
    """The captions with their credits at these spans of the fold."""
    return tuple(Caption(_said(fold, *caption), _said(fold, *credit).strip("()[] ")) for caption, credit in spans)


def metadata_of(fold: Fold, matches: Iterable[Match], months: Mapping[str, str]) -> Metadata:
    """The metadata that these matches name; the first of each, but for captions, which are all kept."""
    first: dict[str, str] = {}
    captions: dict[str, Caption] = {}
    for match in matches:
        said = {name: _said(fold, *span) for name, span in match.groups.items()}
        if "caption" in said or (match.rule.table.kind == "caption" and "credit" in said):
            _add_caption(captions, said)
        for name, text in said.items():
            value = _day(text, months) if name in ("date", "modified") else text
            if value:
                first.setdefault(name, value)
    return Metadata(
        title=first.get("title"),
        authors=names(first.get("author", "")),
        published=first.get("date"),
        modified=first.get("modified"),
        section=first.get("section"),
        captions=tuple(caption for caption in captions.values() if caption.text),
    )


def _day(text: str, months: Mapping[str, str]) -> str | None:
    from cleanse.text.dates import parsed  # imported late: few texts tell a day

    return parsed(text, months)


def _said(fold: Fold, start: int, end: int) -> str:
    first, last = fold.source_span(start, end)
    return " ".join(fold.source[first:last].split())


def _add_caption(captions: dict[str, Caption], said: Mapping[str, str]) -> None:
    """Keep a caption once: the reading with a credit, where two rules read the same one."""
    text = said.get("caption", "")
    known = captions.get(text)
    if known is None or known.credit is None:
        captions[text] = Caption(text, said.get("credit"))


def names(line: str) -> tuple[str, ...]:
    """The people of a byline.

    >>> names("Ada Byron, Max Muster and Jean Dupont")
    ('Ada Byron', 'Max Muster', 'Jean Dupont')
    """
    return tuple(dict.fromkeys(name.strip(" .") for name in _AND.split(line) if name.strip(" .")))
