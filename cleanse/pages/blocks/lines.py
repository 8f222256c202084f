"""From gathered text to lines: white space squeezed as browsers do, breaks, cells, and marked parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import regex

from cleanse.article.model import Mark

BREAK, CELL = "\0", "\1"
"""Stand for `<br>` and for the edge of a cell while a block is gathered; no text holds them."""
_WHITE: Final = frozenset(" \t\n\r\f")
_PARAGRAPH: Final = regex.compile(r"\0[ ]*\0[ \0]*")
_LINE: Final = regex.compile(r" ?\0 ?")
_CELLS: Final = regex.compile(r"[ \x01]*\x01[ \x01]*")


class Span(NamedTuple):
    """A part of a block's text that is not the article's."""

    start: int
    end: int
    mark: Mark


Owner = Mark | None
"""The mark of a character."""


def squeezed(text: str) -> str:
    r"""A text in which each run of HTML's white space is one space, and none stands at either end.

    >>> squeezed(" It\n  rained\xa0. ")
    'It rained\xa0.'
    """
    text = text.strip(" \n\t\r\f")
    for white in "\n\t\r\f":
        if white in text:
            text = text.replace(white, " ")
    return " ".join(filter(None, text.split(" "))) if "  " in text else text


def plain_lines(text: str) -> Iterator[str]:
    """The paragraphs of a gathered text, with a line break for each `<br>` and a tab between cells.

    >>> list(plain_lines("It\\0rained. \\0 \\0 It  stopped."))
    ['It\\nrained.', 'It stopped.']
    """
    text = squeezed(text)
    for paragraph in _PARAGRAPH.split(text) if BREAK in text else (text,):
        line = _LINE.sub("\n", paragraph.strip(" \0")) if BREAK in paragraph else paragraph
        line = (_CELLS.sub("\t", line.strip(" \1")) if CELL in line else line).strip()
        if line:
            yield line


def marked_lines(text: str, owners: Sequence[Owner]) -> Iterator[tuple[str, Owner, list[Span]]]:
    """The same of a text of which parts are marked: each paragraph, its mark if it has one, or else its marked parts.

    >>> share = Mark("x/share", "share")
    >>> list(marked_lines("Share\\0\\0It rained.", [*[share] * 5, None, None, *[None] * 10]))
    [('Share', Mark(rule='x/share', kind='share', ...), []), ('It rained.', None, [])]
    """
    yield from _marked(_paragraphs(zip(text, owners, strict=True)))


def preformatted(text: str, owners: Sequence[Owner]) -> Iterator[tuple[str, Owner, list[Span]]]:
    r"""The same of preformatted text, whose white space stays as it is.

    >>> list(preformatted("It  rained.\0 Twice.", [None] * 19))
    [('It  rained.\n Twice.', None, [])]
    """
    yield from _marked([list(zip(text.replace(BREAK, "\n"), owners, strict=True))])


_Characters = list[tuple[str, Owner]]


def _marked(paragraphs: Iterable[_Characters]) -> Iterator[tuple[str, Owner, list[Span]]]:
    for paragraph in paragraphs:
        line = _stripped(paragraph)
        if line:
            letters = {owner for character, owner in line if not character.isspace()}
            whole = next(iter(letters)) if len(letters) == 1 else None
            yield "".join([character for character, _ in line]), whole, [] if whole else list(_spans(line))


def _paragraphs(characters: Iterable[tuple[str, Owner]]) -> Iterator[_Characters]:
    """The characters with white space squeezed, parted where two breaks follow each other."""
    out: _Characters = []
    for character, owner in characters:
        last = out[-1][0] if out else ""
        if character in _WHITE:
            if last == " ":
                out[-1] = (" ", out[-1][1] if owner else None)
            elif last not in ("", "\n", "\t"):
                out.append((" ", owner))
        elif character == BREAK:
            _drop_space(out)
            if out and out[-1][0] == "\n":
                yield out
                out = []
            elif out:
                out.append(("\n", owner))
        elif character == CELL:
            _drop_space(out)
            if out and out[-1][0] != "\t":
                out.append(("\t", owner))
        else:
            out.append((character, owner))
    yield out


def _drop_space(out: _Characters) -> None:
    if out and out[-1][0] == " ":
        out.pop()


def _stripped(line: _Characters) -> _Characters:
    first, last = 0, len(line)
    while first < last and line[first][0].isspace():
        first += 1
    while first < last and line[last - 1][0].isspace():
        last -= 1
    return line[first:last]


def _spans(line: _Characters) -> Iterator[Span]:
    at = 0
    for owner, group in groupby(line, key=lambda item: item[1]):
        length = len(list(group))
        if owner:
            yield Span(at, at + length, owner)
        at += length
