"""An article as Markdown: its blocks, each as what it stood in on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from cleanse.article.article import Article
from cleanse.article.edits import effective

_LINE_START: Final = regex.compile(
    r"^(\s*\d*)(#+(?=\s|$)|[+*-](?=\s|$)|>|(?<=\d)[.)](?=\s)|-{3,}|\*{3,}|_{3,}|=+$|`{3,}|~{3,})", regex.MULTILINE
)
"""What would make a line something else than text."""
_FENCE: Final = regex.compile("`+")
_CLOSE: Final = frozenset(["li", "tr"])
"""Blocks of these follow each other without a blank line."""


def markdown(article: Article) -> str:
    r"""The article as Markdown; one that came of plain text is given back as it is.

    >>> import cleanse
    >>> page = "<article><p>It rained for a third day.</p><h2>Where</h2><ul><li>In Ormouth.<li>In Harde.</ul></article>"
    >>> print(markdown(cleanse.clean_html(page)))
    It rained for a third day.
    <BLANKLINE>
    ## Where
    <BLANKLINE>
    - In Ormouth.
    - In Harde.
    <BLANKLINE>
    """
    if not article.blocks:
        return article.text
    parts: list[str] = []
    before = ""
    for element, text in kept_blocks(article):
        if parts:
            same = element == before
            parts.append(
                "\n" if same and element in _CLOSE else "\n>\n" if same and element == "blockquote" else "\n\n"
            )
        parts.append(_table_row(text, first=before != "tr") if element == "tr" else _rendered(element, text))
        before = element
    return "".join(parts) + "\n" * bool(parts)


def kept_blocks(article: Article) -> Iterator[tuple[str, str]]:
    """What is left of each block of a page, with its element."""
    holes = effective(article.edits)
    number = 0
    for block in article.blocks:
        at, pieces = block.start, list[str]()
        while number < len(holes) and holes[number][1] <= block.start:
            number += 1
        ahead = number
        while ahead < len(holes) and holes[ahead][0] < block.end:
            start, end, insert = holes[ahead]
            pieces += (article.source[at : max(at, start)], insert if start > block.start else "")
            at = max(at, end)
            ahead += 1
        text = "".join([*pieces, article.source[at : block.end]]).strip()
        if text:
            yield block.element, text


def _rendered(element: str, text: str) -> str:
    if element == "pre":
        fence = "`" * max(3, 1 + max(map(len, _FENCE.findall(text)), default=0))
        return f"{fence}\n{text}\n{fence}"
    lines = _LINE_START.sub(r"\1\\\2", text).split("\n")
    if element[0] == "h" and element[1:].isdigit():
        return f"{'#' * int(element[1:])} {' '.join(lines)}"
    if element == "li":
        return "- " + "\n  ".join(lines)
    if element == "blockquote":
        return "> " + "\n> ".join(lines)
    return "  \n".join(lines)


def _table_row(text: str, *, first: bool) -> str:
    cells = [" ".join(cell.replace("|", "\\|").split()) for cell in text.split("\t")]
    row = f"| {' | '.join(cells)} |"
    return f"{row}\n|{' --- |' * len(cells)}" if first else row
