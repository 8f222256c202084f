"""From elements to blocks: the text of a page, line by line, each line with the element that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from cleanse.article.engine_rules import CONTROL
from cleanse.article.model import Mark
from cleanse.pages.blocks.elements import CODE_LINES, INLINE, MEANT, OUTRANKS, SILENT
from cleanse.pages.blocks.hidden import unseen
from cleanse.pages.blocks.initials import with_initials
from cleanse.pages.blocks.lines import BREAK, CELL, Span, marked_lines, plain_lines, preformatted, squeezed
from cleanse.pages.blocks.place import PageBlock, Place

__all__ = ["PageBlock", "Place", "blocks_of"]

_LONG_CELL: Final = 120
"""A table whose cells hold more characters than this on average lays out a page; it is no table of data."""

_BOLD: Final = ("b", "strong")
_CODE: Final = frozenset(tag for tag, meant in MEANT.items() if meant == "pre")
_SPECIAL: Final = _CODE | {"table", "tr", "button"}
_NOTHING, _PLAIN, _LINE, _BLOCK, _MARKED = 0, 1, 2, 4, 8
_KINDS: Final = {
    **dict.fromkeys(INLINE, _PLAIN),
    **dict.fromkeys((*_BOLD, "a", "br"), _LINE),
    **dict.fromkeys(SILENT, _NOTHING),
    **dict.fromkeys(("", "-text", "-comment", "-document", "-doctype", "-undef"), _NOTHING),
}
"""What a node is here: an inline element that says nothing of its text, or one that does; all others begin a block."""


def blocks_of(root: LexborNode, marks: Mapping[int, Mark | None] | None = None) -> list[PageBlock]:
    """The blocks under an element.

    `marks` says by `mem_id` which elements' text is not the article's, and which is in spite of the elements around.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = LexborHTMLParser("<div><h2>Rain</h2>It <b>rained</b>.<p>It<br><br>stopped.</div>")
    >>> [(block.text, block.place.meant) for block in blocks_of(page.body)]
    [('Rain', 'h2'), ('It rained.', 'div'), ('It', 'p'), ('stopped.', 'p')]
    """
    marks = marks or {}
    gatherer = _Gatherer(marks)
    gatherer.walk(root, unseen(root, marks))
    return with_initials(gatherer.blocks)


_Open = tuple[LexborNode, str, int]
"""An open element, its name, and what it is here."""
_Begun = tuple[str, LexborNode, int, bool, bool]
"""An open element that begins a block, its number, whether it stands in what is marked, and whether it is a row."""


class _Gatherer:
    """Gathers the text of one block after the other, as a page's elements begin and end."""

    def __init__(self, marks: Mapping[int, Mark | None]) -> None:
        self.blocks: list[PageBlock] = []
        self._marks = marks
        self._marking: list[Mark | None] = []
        """The marks of the open elements that have one, or that stay in spite of others."""
        self._mark: Mark | None = None
        """The one that counts."""
        self._begun: list[_Begun] = []
        self._places = [Place(None, "", {}, "div", 0, 0, 0)]
        """That of the page, and those of the outermost elements that began a block; the others hold no text so far."""
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

    def walk(self, root: LexborNode, gone: set[int]) -> None:
        """Gather the text of an element, but not of those that are gone: node by node, without recursion."""
        parts, known = self._parts, gone.union(self._marks)
        above: list[_Open] = []
        node: LexborNode | None = root
        while node is not None:
            text = node.text_content
            if text is not None:
                if parts or not text.isspace():
                    self._text(text)
                following = node.next if above else None
            else:
                tag = node.tag or ""
                kind = _KINDS.get(tag, _BLOCK)
                if kind and known and (number := node.mem_id) in known:
                    kind = _NOTHING if number in gone else kind + _MARKED
                if kind:
                    if kind != _PLAIN:
                        self._begin(node, tag, kind)
                    above.append((node, tag, kind))
                    following = node.first_child
                else:
                    following = node.next if above else None
            while following is None and above:
                node, tag, kind = above.pop()
                if kind != _PLAIN:
                    self._end(tag, kind)
                following = node.next if above else None
            node = following
        self._flush()

    def _text(self, text: str) -> None:
        """Add text to the block."""
        self._parts.append(text.replace(CELL, "") if CELL in text else text)
        self._owners.append(self._mark)
        if self._in_link or self._in_bold:
            length = len(text.strip())
            self._links += length * (self._in_link > 0)
            self._bold += length * (self._in_bold > 0)

    def _add(self, sign: str) -> None:
        self._parts.append(sign)
        self._owners.append(self._mark)

    def _begin(self, node: LexborNode, tag: str, kind: int) -> None:
        """Begin an element."""
        if kind & _BLOCK:
            if self._in_row or self._in_code or tag in _SPECIAL:
                self._begin_special(node, tag)
            elif self._parts:
                self._flush()
        elif tag == "br":
            self._add(BREAK)
        elif tag == "a":
            self._in_link += 1
        elif tag in _BOLD:
            self._in_bold += 1
        if kind & _MARKED:
            self._begin_mark(self._marks[node.mem_id])
        if kind & _BLOCK:
            if tag == "button":
                self._begin_mark(self._mark or (None if kind & _MARKED else CONTROL.mark))
            self._count += 1
            self._begun.append((tag, node, self._count, self._mark is not None, self._in_row == 1))

    def _end(self, tag: str, kind: int) -> None:
        """End an element."""
        if kind & _BLOCK:
            if self._in_row or self._in_code or tag in _SPECIAL:
                self._end_special(tag)
            elif self._parts:
                self._flush()
            if len(self._places) > len(self._begun):
                self._places.pop()
            self._begun.pop()
        elif tag == "a":
            self._in_link -= 1
        elif tag in _BOLD:
            self._in_bold -= 1
        if kind & _MARKED:
            self._end_mark()

    def _begin_mark(self, own: Mark | None) -> None:
        """Of two marks the outer one counts, but for what stays and for a caption's credit."""
        self._mark = self._mark if own and self._mark and own.kind != "credit" else own
        self._marking.append(self._mark)

    def _end_mark(self) -> None:
        self._marking.pop()
        self._mark = self._marking[-1] if self._marking else None

    def _begin_special(self, node: LexborNode, tag: str) -> None:
        """Begin a table, preformatted text, or an element in a row of data or in preformatted text."""
        if tag == "table":
            self._tables.append(not self._in_row and not self._in_code and _is_data(node))
        if self._in_row:
            self._add(CELL if tag in ("td", "th") else " ")
        elif self._in_code and tag in CODE_LINES:
            self._end_line()
        else:
            self._flush()
        if self._in_row or (tag == "tr" and self._tables and self._tables[-1]):
            self._in_row += 1
        if self._in_code or tag in _CODE:
            self._in_code += 1

    def _end_special(self, tag: str) -> None:
        if self._in_row > 1:
            self._add(" ")
        elif self._in_code > 1 and tag in CODE_LINES:
            self._end_line()
        else:
            self._flush()
        self._in_row -= self._in_row > 0
        self._in_code -= self._in_code > 0
        if tag == "button":
            self._end_mark()
        elif tag == "table":
            self._tables.pop()

    def _end_line(self) -> None:
        """End a line of preformatted text, if one was begun."""
        if self._parts and not self._parts[-1].endswith((BREAK, "\n")):
            self._add(BREAK)

    def _flush(self) -> None:
        """End the block that was gathered."""
        text = "".join(self._parts)
        if text and not text.isspace():
            self._finish(text)
        self._parts.clear()
        self._owners.clear()
        self._links = self._bold = 0

    def _finish(self, text: str) -> None:
        place, links, bold = self._place(), self._links, self._bold
        for line, mark, spans in _lines(text, self._parts, self._owners, place.meant):
            block = PageBlock(line, place, links, bold, mark, spans)
            if (links or bold) and len(line) < len(text):
                share = len(line) / len(text)
                block.links, block.bold = round(links * share), round(bold * share)
            self.blocks.append(block)

    def _place(self) -> Place:
        """The innermost element that began a block."""
        places = self._places
        above = places[-1]
        for tag, node, number, is_marked, is_row in self._begun[len(places) - 1 :]:
            own = "tr" if is_row else MEANT.get(tag, "div")
            meant = above.meant if above.meant in OUTRANKS and own not in ("tr", "pre") else own
            figure = number if tag == "figure" else above.figure or (number if is_marked else 0)
            above = Place(above, tag, node, meant, len(places), number, figure)
            places.append(above)
        return above


def _lines(
    text: str, parts: list[str], owners: list[Mark | None], meant: str
) -> Iterable[tuple[str, Mark | None, Sequence[Span]]]:
    """The lines of a gathered text, each with its mark or its marked parts."""
    first = owners[0]
    if owners.count(first) < len(owners):
        each = [owner for part, owner in zip(parts, owners, strict=True) for _ in range(len(part))]
        return (preformatted if meant == "pre" else marked_lines)(text, each)
    if meant == "pre":
        line = text.replace(BREAK, "\n").strip()
    elif BREAK in text or CELL in text:
        return [(line, first, ()) for line in plain_lines(text)]
    else:
        line = squeezed(text).strip()
    return ((line, first, ()),) if line else ()


def _is_data(table: LexborNode) -> bool:
    """Whether a table holds data, and not a page's layout: no table within, cells of a few words, no lines of code."""
    if len(table.css("table")) > 1 or table.css_first("h1, article, form") is not None:
        return False
    if any("\n" in pre.text_lexbor().strip() for pre in table.css("pre")):
        return False
    cells = len(table.css("td, th"))
    return cells > 1 and len(table.text_lexbor() or "") <= _LONG_CELL * cells
