"""From elements to blocks: the text of a page, line by line, each line with the element that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborNode

from cleanse.pages.elements import INLINE, MEANT, OUTRANKS, SILENT
from cleanse.pages.lines import BREAK, CELL, OPEN, SHUT, SIGNS, Mark, Span, lined, squeezed, unmarked

_PARAGRAPH: Final = regex.compile(r"\0[ \2\3]*\0[ \0\2\3]*")
_LONG_CELL: Final = 120
"""A table whose cells hold more characters than this on average lays out a page; it is no table of data."""


CONTROL: Final = Mark("cleanse/control", "ui")
"""Why a button's text is not the article's."""


class Place(NamedTuple):
    """An element that begins a block, and the ones around it."""

    above: Place | None
    tag: str
    attributes: Mapping[str, str | None]
    mark: Mark | None
    meant: str
    """What a block that stands here is: `p`, `h2`, `li`, `tr`, `figcaption` …"""
    depth: int
    number: int
    """Counted in the order of the page."""


class PageBlock:
    """A line of a page's text, with where it stands."""

    __slots__ = ("bold", "links", "place", "spans", "text")

    def __init__(self, text: str, place: Place, links: int, bold: int, spans: list[Span]) -> None:
        """A block of this text."""
        self.text = text
        self.place = place
        self.links = links
        """How many of its characters are link text, white space aside, before it was squeezed."""
        self.bold = bold
        """How many are bold."""
        self.spans = spans
        """What of it is marked, where it is not marked as a whole."""

    @property
    def mark(self) -> Mark | None:
        """Why the block as a whole is not the article's."""
        return self.place.mark


def blocks_of(root: LexborNode, marks: Mapping[int, Mark | None] | None = None) -> list[PageBlock]:
    """The blocks under an element.

    `marks` says by `mem_id` which elements' text is not the article's, and which is in spite of the elements around.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = LexborHTMLParser("<div><h2>Rain</h2>It <b>rained</b>.<p>It<br><br>stopped.</div>")
    >>> [(block.text, block.place.meant) for block in blocks_of(page.body)]
    [('Rain', 'h2'), ('It rained.', 'div'), ('It', 'p'), ('stopped.', 'p')]
    """
    gatherer = _Gatherer(marks or {})
    node: LexborNode | None = root
    above: list[LexborNode] = []
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            gatherer.text(node.text_content or "")
        elif tag not in SILENT and gatherer.enter(tag, node):
            child = node.first_child
            if child is not None:
                above.append(node)
                node = child
                continue
            gatherer.leave(tag, node)
        following = node.next if above else None
        while following is None and above:
            node = above.pop()
            gatherer.leave(node.tag or "", node)
            following = node.next if above else None
        node = following
    gatherer.flush()
    return gatherer.blocks


class _Gatherer:
    """Gathers the text of one block after the other, as a page's elements begin and end."""

    def __init__(self, marks: Mapping[int, Mark | None]) -> None:
        self.blocks: list[PageBlock] = []
        self._marks = marks
        self._place = Place(None, "", {}, None, "div", 0, 0)
        self._count = 0
        self._parts: list[str] = []
        self._links = self._bold = 0
        self._in_link = self._in_bold = 0
        self._in_row = 0
        """How many elements are open in a row of data, itself included."""
        self._tables: list[bool] = []
        """Of each open table, whether it is one of data."""
        self._inline_marks: list[Mark] = []
        self._found: list[Mark] = []
        """The mark of each marked part, in order."""

    def text(self, text: str) -> None:
        """Add text to the block."""
        if not self._parts and text.isspace():
            return
        self._parts.append(text)
        if self._in_link or self._in_bold:
            length = len(text.strip())
            self._links += length * (self._in_link > 0)
            self._bold += length * (self._in_bold > 0)

    def enter(self, tag: str, node: LexborNode) -> bool:
        """Begin an element; whether to look into it."""
        if tag in INLINE:
            self._enter_inline(tag, node)
        elif tag == "br":
            self._parts.append(BREAK)
        elif not tag or tag[0] == "-":
            return False  # a comment, or no element at all
        else:
            self._enter_block(tag, node)
        return True

    def _enter_inline(self, tag: str, node: LexborNode) -> None:
        if tag == "a":
            self._in_link += 1
        elif tag in ("b", "strong"):
            self._in_bold += 1
        if self._marks and (mark := self._marks.get(node.mem_id)):
            if not self._inline_marks:
                self._parts.append(OPEN)
                self._found.append(mark)
            self._inline_marks.append(mark)

    def _enter_block(self, tag: str, node: LexborNode) -> None:
        if tag == "table":
            self._tables.append(not self._in_row and _is_data(node))
        if self._in_row:
            self._parts.append(CELL if tag in ("td", "th") else " ")
            self._in_row += 1
        else:
            self.flush()
            self._in_row = int(tag == "tr" and bool(self._tables) and self._tables[-1])
        above = self._place
        self._count += 1
        mark = above.mark
        if self._marks and (number := node.mem_id) in self._marks:
            own = self._marks[number]
            mark = mark or own if own else None
        if tag == "button":
            mark = mark or CONTROL
        meant = "tr" if self._in_row else above.meant if above.meant in OUTRANKS else MEANT.get(tag, "div")
        self._place = Place(above, tag, node.attributes, mark, meant, above.depth + 1, self._count)

    def leave(self, tag: str, node: LexborNode) -> None:
        """End an element."""
        if tag in INLINE:
            self._leave_inline(tag, node)
            return
        if tag == "br":
            return
        if self._in_row > 1:
            self._parts.append(" ")
        else:
            self.flush()
        self._in_row = max(0, self._in_row - 1)
        if tag == "table":
            self._tables.pop()
        self._place = self._place.above or self._place

    def _leave_inline(self, tag: str, node: LexborNode) -> None:
        if tag == "a":
            self._in_link -= 1
        elif tag in ("b", "strong"):
            self._in_bold -= 1
        if self._inline_marks and self._marks.get(node.mem_id):
            self._inline_marks.pop()
            if not self._inline_marks:
                self._parts.append(SHUT)

    def flush(self) -> None:
        """End the block that was gathered."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts = []
        if text and not text.isspace():
            self._finish(text)
        self._links = self._bold = 0
        self._found = self._inline_marks[:1]
        if self._inline_marks:
            self._parts.append(OPEN)

    def _finish(self, text: str) -> None:
        if self._is_plain(text):
            text = " ".join(text.split())
            self.blocks.append(PageBlock(text, self._place, self._links, self._bold, []))
            return
        marks = iter(self._found)
        length = max(1, len(text))
        open_mark: Mark | None = None
        paragraphs = [text] if self._place.meant == "pre" or BREAK not in text else _PARAGRAPH.split(squeezed(text))
        for paragraph in paragraphs:
            shown = paragraph.replace(BREAK, "\n") if self._place.meant == "pre" else lined(paragraph)
            shown, spans, open_mark = unmarked(shown.strip(), marks, open_mark)
            if shown:
                share = min(1.0, len(paragraph) / length)
                links, bold = round(self._links * share), round(self._bold * share)
                self.blocks.append(PageBlock(shown, self._place, links, bold, spans))

    def _is_plain(self, text: str) -> bool:
        """Whether it is one line of letters that Python's white space is HTML's for."""
        return not self._found and text.isascii() and not SIGNS.search(text) and self._place.meant != "pre"


def _is_data(table: LexborNode) -> bool:
    """Whether a table holds data, and not a page's layout: no table within, and cells of a few words."""
    if len(table.css("table")) > 1 or table.css_first("h1, article, form") is not None:
        return False
    cells = len(table.css("td, th"))
    return cells > 1 and len(table.text_lexbor() or "") <= _LONG_CELL * cells
