"""From elements to blocks: the text of a page, line by line, each line with the element that it stands in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from cleanse.article.engine_rules import CONTROL
from cleanse.article.model import Mark
from cleanse.pages.blocks.elements import CODE_LINES, INLINE, MEANT, OUTRANKS, SILENT
from cleanse.pages.blocks.hidden import unseen
from cleanse.pages.blocks.initials import with_initials
from cleanse.pages.blocks.lines import BREAK, CELL, Span, marked_lines, plain_lines, preformatted
from cleanse.pages.blocks.place import PageBlock, Place

__all__ = ["PageBlock", "Place", "blocks_of"]

_LONG_CELL: Final = 120
"""A table whose cells hold more characters than this on average lays out a page; it is no table of data."""


def blocks_of(root: LexborNode, marks: Mapping[int, Mark | None] | None = None) -> list[PageBlock]:
    """The blocks under an element.

    `marks` says by `mem_id` which elements' text is not the article's, and which is in spite of the elements around.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = LexborHTMLParser("<div><h2>Rain</h2>It <b>rained</b>.<p>It<br><br>stopped.</div>")
    >>> [(block.text, block.place.meant) for block in blocks_of(page.body)]
    [('Rain', 'h2'), ('It rained.', 'div'), ('It', 'p'), ('stopped.', 'p')]
    """
    gatherer = _Gatherer(marks or {}, unseen(root, marks or {}))
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
    return with_initials(gatherer.blocks)


class _Gatherer:
    """Gathers the text of one block after the other, as a page's elements begin and end."""

    def __init__(self, marks: Mapping[int, Mark | None], unseen_: Container[int]) -> None:
        self.blocks: list[PageBlock] = []
        self._marks = marks
        self._unseen = unseen_
        self._marking: list[Mark | None] = []
        """The marks of the open elements that have one, or that stay in spite of others."""
        self._place = Place(None, "", {}, "div", 0, 0, 0)
        self._count = 0
        self._parts: list[str] = []
        self._owners: list[Mark | None] = []
        """The mark of each part."""
        self._links = self._bold = 0
        self._in_link = self._in_bold = 0
        self._in_row = 0
        """How many elements are open in a row of data, itself included."""
        self._in_code = 0
        """How many are open in preformatted text, itself included."""
        self._tables: list[bool] = []
        """Of each open table, whether it is one of data."""

    def text(self, text: str) -> None:
        """Add text to the block."""
        if not self._parts and text.isspace():
            return
        self._add(text.replace(CELL, "") if CELL in text else text)
        if self._in_link or self._in_bold:
            length = len(text.strip())
            self._links += length * (self._in_link > 0)
            self._bold += length * (self._in_bold > 0)

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._owners.append(self._marking[-1] if self._marking else None)

    def _end_line(self) -> None:
        """End a line of preformatted text, if one was begun."""
        if self._parts and not self._parts[-1].endswith((BREAK, "\n")):
            self._add(BREAK)

    def enter(self, tag: str, node: LexborNode) -> bool:
        """Begin an element; whether to look into it."""
        if self._unseen and node.mem_id in self._unseen:
            return False
        if tag in INLINE:
            self._enter_inline(tag, node)
        elif tag == "br":
            self._add(BREAK)
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
        if self._marks:
            self._begin_mark(node)

    def _begin_mark(self, node: LexborNode) -> None:
        """Of two marks the outer one counts, but for what stays and for a caption's credit."""
        number = node.mem_id
        if number in self._marks:
            own, outer = self._marks[number], self._marking[-1] if self._marking else None
            self._marking.append(outer if own and outer and own.kind != "credit" else own)

    def _end_mark(self, node: LexborNode) -> None:
        if node.mem_id in self._marks:
            self._marking.pop()

    def _enter_block(self, tag: str, node: LexborNode) -> None:
        if tag == "table":
            self._tables.append(not self._in_row and not self._in_code and _is_data(node))
        if self._in_row:
            self._add(CELL if tag in ("td", "th") else " ")
            self._in_row += 1
        elif self._in_code and tag in CODE_LINES:
            self._end_line()
        else:
            self.flush()
            self._in_row = int(tag == "tr" and bool(self._tables) and self._tables[-1])
        if self._in_code or MEANT.get(tag) == "pre":
            self._in_code += 1
        if self._marks:
            self._begin_mark(node)
        if tag == "button":
            self._marking.append((self._marking[-1] if self._marking else None) or self._control(node))
        above = self._place
        self._count += 1
        meant = "tr" if self._in_row else above.meant if above.meant in OUTRANKS else MEANT.get(tag, "div")
        marked = self._count if self._marking and self._marking[-1] else 0
        figure = self._count if tag == "figure" else above.figure or marked
        self._place = Place(above, tag, node.attributes, meant, above.depth + 1, self._count, figure)

    def _control(self, node: LexborNode) -> Mark | None:
        """A button's mark, unless it is said to stay."""
        return None if node.mem_id in self._marks else CONTROL.mark

    def leave(self, tag: str, node: LexborNode) -> None:
        """End an element."""
        if tag in INLINE:
            self._leave_inline(tag, node)
            return
        if tag == "br":
            return
        if self._in_row > 1:
            self._add(" ")
        elif self._in_code > 1 and tag in CODE_LINES:
            self._end_line()
        else:
            self.flush()
        if tag == "button":
            self._marking.pop()
        if self._marks:
            self._end_mark(node)
        self._in_row = max(0, self._in_row - 1)
        self._in_code = max(0, self._in_code - 1)
        if tag == "table":
            self._tables.pop()
        self._place = self._place.above or self._place

    def _leave_inline(self, tag: str, node: LexborNode) -> None:
        if tag == "a":
            self._in_link -= 1
        elif tag in ("b", "strong"):
            self._in_bold -= 1
        if self._marks:
            self._end_mark(node)

    def flush(self) -> None:
        """End the block that was gathered."""
        if not self._parts:
            return
        parts, owners = self._parts, self._owners
        self._parts, self._owners = [], []
        text = "".join(parts)
        if text and not text.isspace():
            self._finish(text, parts, owners)
        self._links = self._bold = 0

    def _finish(self, text: str, parts: list[str], owners: list[Mark | None]) -> None:
        length = max(1, len(text))
        for line, mark, spans in self._lines(text, parts, owners):
            share = min(1.0, len(line) / length)
            links, bold = (self._links, self._bold) if share == 1 else (self._links * share, self._bold * share)
            self.blocks.append(PageBlock(line, self._place, round(links), round(bold), mark, spans))

    def _lines(
        self, text: str, parts: list[str], owners: list[Mark | None]
    ) -> Iterable[tuple[str, Mark | None, Sequence[Span]]]:
        first = owners[0]
        same = owners.count(first) == len(owners)
        if self._place.meant == "pre" and same:
            return [(line, first, ()) for line in [text.replace(BREAK, "\n").strip()] if line]
        if same and text.isascii() and BREAK not in text and CELL not in text:
            return [(" ".join(text.split()), first, ())]  # Python's white space is HTML's here, but for rare signs
        if same:
            return [(line, first, ()) for line in plain_lines(text)]
        each = [owner for part, owner in zip(parts, owners, strict=True) for _ in range(len(part))]
        return (preformatted if self._place.meant == "pre" else marked_lines)(text, each)


def _is_data(table: LexborNode) -> bool:
    """Whether a table holds data, and not a page's layout: no table within, and cells of a few words."""
    if len(table.css("table")) > 1 or table.css_first("h1, article, form") is not None:
        return False
    cells = len(table.css("td, th"))
    if any("\n" in pre.text_lexbor().strip() for pre in table.css("pre")):
        return False
    return cells > 1 and len(table.text_lexbor() or "") <= _LONG_CELL * cells
