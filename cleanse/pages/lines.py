"""From gathered text to lines: white space squeezed as browsers do, breaks, cells, and marked parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

BREAK, CELL, OPEN, SHUT = "\0", "\1", "\2", "\3"
"""Stand for `<br>`, for the edge of a cell, and for the edges of a marked part while a block is gathered."""
SIGNS: Final = regex.compile("[\0-\3]")
_SPACES: Final = regex.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_LINE: Final = regex.compile(r" ?\0 ?")
_EDGES: Final = regex.compile("([\2\3])")
_CELLS: Final = regex.compile(r"[ \x01]*\x01[ \x01]*")


class Mark(NamedTuple):
    """Why an element's text is not the article's."""

    rule: str
    kind: str


class Span(NamedTuple):
    """A part of a block's text that is not the article's."""

    start: int
    end: int
    mark: Mark


def squeezed(text: str) -> str:
    """The text with a single space for each run of HTML's white space."""
    return _SPACES.sub(" ", text)


def lined(text: str) -> str:
    """The text with single spaces, a line break for each `<br>` and a tab between cells."""
    text = squeezed(text)
    if BREAK in text:
        text = _LINE.sub("\n", text.strip(" \0"))
    return _CELLS.sub("\t", text.strip(" \1")) if CELL in text else text


def unmarked(text: str, marks: Iterator[Mark], mark: Mark | None) -> tuple[str, list[Span], Mark | None]:
    """The text without the signs, the parts of it that stood between them, and the mark that is still open."""
    if mark is None and OPEN not in text:
        return text, [], None
    pieces: list[str] = []
    spans: list[Span] = []
    at = start = 0
    for piece in _EDGES.split(text):
        if piece == OPEN:
            mark, start = next(marks, None), at
        elif piece == SHUT:
            if mark and at > start:
                spans.append(Span(start, at, mark))
            mark = None
        else:
            pieces.append(piece)
            at += len(piece)
    if mark and at > start:
        spans.append(Span(start, at, mark))
    return "".join(pieces), spans, mark
