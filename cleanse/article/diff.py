"""An article as a diff of its source: what went, what stayed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanse.article.article import Article
from cleanse.article.model import Edit

_KEPT: Final = 100


class Line(NamedTuple):
    """A line of the diff: its sign (`-` cut, `?` marked, `+` inserted, ` ` kept, `#` why, `@` head), and its text."""

    sign: str
    text: str


def diff(article: Article, reasons: Mapping[str, str], *, full: bool = False) -> Iterator[Line]:
    """The lines of the diff; kept lines are shortened unless asked for in full.

    >>> article = Article(source="Advertisement\\nIt rained.", edits=(Edit(0, 14, "generic/ad/label", "ad"),))
    >>> for line in diff(article, {"generic/ad/label": "A label."}):
    ...     print(*line)
    - Advertisement
    # ad, generic/ad/label: A label.
      It rained.
    """
    done = 0
    for edit in article.edits:
        if edit.start > done:
            yield from _kept(article.source[done : edit.start], full=full)
            done = edit.start
        yield from _changed(article, edit)
        yield Line("#", f"{edit.kind}, {edit.rule}: {reasons.get(edit.rule, '')}")
        done = max(done, edit.end) if edit.cut else done
    yield from _kept(article.source[done:], full=full)


def _changed(article: Article, edit: Edit) -> Iterator[Line]:
    for line in filter(str.strip, article.removed(edit).split("\n")):
        yield Line("-" if edit.cut else "?", line.strip())
    if edit.insert:
        yield Line("+", "(paragraph break)" if "\n" in edit.insert else "(space)")


def _kept(text: str, *, full: bool) -> Iterator[Line]:
    for line in filter(str.strip, text.split("\n")):
        plain = line.strip()
        yield Line(" ", plain if full or len(plain) <= _KEPT else plain[: _KEPT - 2] + " …")


def head(article: Article, name: str) -> Line:
    """The line that says whose text it is, and how that is known."""
    known = article.recognised_by
    parts = [name]
    if known.publisher:
        parts.append(f"publisher {known.publisher} by {known.by} ({_listed(known.evidence)})")
    if known.wire:
        parts.append(f"wire {known.wire} ({_listed(known.wire_evidence)})")
    return Line("@", "  ".join(parts))


def _listed(evidence: tuple[str, ...]) -> str:
    return "; ".join(text if len(text) <= 60 else text[:58] + " …" for text in evidence)
