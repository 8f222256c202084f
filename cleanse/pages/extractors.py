"""Other extractors' blocks, for callers who ask for them by name and for comparing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cleanse.pages.blocks.blocks import PageBlock, Place

_MEANT: Final = {"head": "h2", "item": "li", "quote": "blockquote", "row": "tr", "code": "pre", "p": "p", "ab": "p"}
"""What trafilatura's elements stand for."""


def trafilatura_blocks(html: str, url: str | None) -> list[PageBlock]:
    """The blocks of the body that trafilatura finds, without comments.

    >>> page = "<article><h2>Rain</h2>" + "<p>It rained for a third day in Ormouth, and the river rose.</p>" * 5
    >>> sorted({block.place.meant for block in trafilatura_blocks(page, None)})
    ['h2', 'p']
    """
    from trafilatura import bare_extraction  # imported late: it takes a second

    document: Any = bare_extraction(html, url=url, include_comments=False, with_metadata=False)
    body = document.body if document is not None else None
    return [] if body is None else _blocks(body)


def _blocks(body: Any) -> list[PageBlock]:
    blocks: list[PageBlock] = []
    for number, (element, meant) in enumerate(_lines(body, None), 1):
        text = " ".join(" ".join(element.itertext()).split())
        if text:
            blocks.append(PageBlock(text, Place(None, element.tag, {}, meant, 1, number, 0)))
    return blocks


def _lines(element: Any, around: str | None) -> Iterator[tuple[Any, str]]:
    """The elements that hold a line of text each, and what they stand for; `around` is what they all stand in."""
    for child in element:
        holds_others = child.tag in ("quote", "div") and len(child) and not (child.text or "").strip()
        if child.tag in ("list", "table") or holds_others:
            yield from _lines(child, "blockquote" if child.tag == "quote" else around)
        else:
            yield child, around or _MEANT.get(child.tag, "div")
