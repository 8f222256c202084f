"""The writer of a skeleton's body: which of a page's elements are in it, and what their attributes say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Any, Final

import regex
from selectolax.lexbor import LexborNode

from cleanse.authoring.skeletons.characters import Characters, children_of
from cleanse.authoring.skeletons.inventing import LABEL, MOST_AUTHORS, Inventor
from cleanse.authoring.skeletons.selectors import Selectors
from cleanse.authoring.skeletons.words import NUMBER, runs
from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.blocks.elements import HEADINGS, INLINE
from cleanse.pages.page import Page

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_GONE: Final = frozenset(
    [
        "applet", "base", "embed", "link", "noscript", "object", "param", "script", "source", "style", "svg",
        "template", "title", "track",
    ]
)  # fmt: skip
"""Elements that a skeleton leaves out."""
_ADDRESSES: Final = frozenset(["action", "cite", "data-href", "data-src", "data-url", "href", "poster", "src"])
_PROSE: Final = frozenset(
    ["alt", "aria-description", "aria-label", "content", "datetime", "label", "placeholder", "summary", "title"]
)
"""Attributes that hold words of the page."""
_HOOKS: Final = frozenset(
    [
        "class", "colspan", "dir", "hidden", "id", "itemid", "itemprop", "itemscope", "itemtype", "lang", "name",
        "property", "rel", "role", "rowspan", "type",
    ]
)  # fmt: skip
"""Attributes that name an element."""
_ATTRIBUTE: Final = regex.compile(r"[a-z][a-z0-9_:.-]*")
_LONGEST: Final = 60
"""A value of more characters is no name, …"""
_CUT: Final = 30
"""… and so much of it is invented."""
_LONGEST_PROSE: Final = 300
_YES_OR_NO: Final = frozenset(["true", "false", "yes", "no"])
_SPACES: Final = regex.compile(r"[ \t\n\r\f]+")
MOST: Final = 12
"""So many elements of a kind in a row are kept, the first ones and the last …"""
FEW: Final = 4
"""… and so many of furniture, and of elements that show nothing."""
_NO_BLOCK: Final = ("-text", "-comment", "br")


class Writer:
    """Writes a page's elements with invented words."""

    def __init__(self, page: Page, text: Characters, inventor: Inventor, selectors: Selectors) -> None:
        """A writer for a page, of which stay the characters that are kept and what selectors ask for."""
        self._text = text
        self._inventor = inventor
        self._selectors = selectors
        self._wanted: dict[int, int] = {}
        """How many of a kind in a row are written, of each element that is."""
        self._way: set[int] = set()
        """The elements around those."""
        texts = [" ".join(node.text() or "" for node in page.tree.css("title, h1"))]
        texts += (block.text for block in blocks_of(page.body))
        self._runs = {run for text in texts for run in runs(text)}
        """What no attribute may say."""

    def want(self, nodes: Iterable[LexborNode], most: int) -> None:
        """Write these elements, unless they hold what is written already."""
        for node in nodes:
            if node.mem_id not in self._way:
                self._wanted.setdefault(node.mem_id, most)
            above = node.parent
            while above is not None and above.mem_id not in self._way:
                self._way.add(above.mem_id)
                above = above.parent

    def written(self, body: LexborNode) -> str:
        """The body, with what is wanted of it."""
        parts: list[str] = []
        stack: list[str | tuple[LexborNode, int]] = [(body, 0)]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
                continue
            node, most = item
            tag = node.tag or "-"
            if tag == "-text":
                parts.append(self._words(node))
            elif tag[0] != "-" and tag not in _GONE:
                parts.append(self.opened(node))
                if tag not in _VOID:
                    most = most or self._wanted.get(node.mem_id, 0)
                    stack.append(f"</{tag}>")
                    stack += ((child, most) for child in reversed(self._inside(node, most)))
        return "".join(parts)

    def _inside(self, node: LexborNode, most: int) -> list[LexborNode]:
        """What is written of what stands in an element."""
        children = children_of(node)
        if not most:
            children = [child for child in children if child.mem_id in self._wanted or child.mem_id in self._way]
        gone = self._left_out(children, most or MOST)
        result: list[LexborNode] = []
        behind = False
        for child in children:
            if child.mem_id in gone:
                behind = True
            elif not behind or self._text.is_shown(child) or child.tag != "-text":
                behind = False
                result.append(child)
        return result

    def _left_out(self, children: list[LexborNode], most: int) -> set[int]:
        """Of many elements of a kind in a row, those in the middle; and most of many that show nothing."""
        kinds = [
            (child, self._kind(child)) for child in children if child.tag not in INLINE and child.tag not in _NO_BLOCK
        ]
        gone: set[int] = set()
        shown = [item for item in kinds if self._text.is_shown(item[0])]
        for (*_, furniture), group in groupby(shown, key=lambda item: item[1]):
            half = min(most, FEW if furniture else most) // 2
            gone.update(child.mem_id for child, _ in list(group)[half:-half])
        counts: Counter[Any] = Counter()
        for child, kind in kinds:
            counts[kind] += 1
            if counts[kind] > FEW and not self._text.is_shown(child):
                gone.add(child.mem_id)
        return gone

    def _kind(self, node: LexborNode) -> tuple[str | None, str, frozenset[str], bool]:
        return node.tag, NUMBER.sub("", node.attributes.get("class") or ""), *self._text.rules_in(node)

    def _words(self, node: LexborNode) -> str:
        text = node.text_content or ""
        heading = node.parent is not None and node.parent.tag in HEADINGS
        text = self._inventor.text(text, self._text.kept(node, text), names=heading, labels=0 if heading else LABEL)
        if node.parent is None or node.parent.tag != "pre":
            text = _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text)
        return escape(text, quote=False)

    def opened(self, node: LexborNode) -> str:
        """The start of an element, with the attributes that name it."""
        tag = node.tag or ""
        parts = [part for name, value in node.attributes.items() if (part := self._attribute(tag, name, value))]
        return f"<{' '.join([tag, *parts])}>"

    def _attribute(self, tag: str, name: str, value: str | None) -> str | None:
        known = name in _HOOKS or name in _ADDRESSES or name in _PROSE or name in self._selectors.names
        if not (known or name.startswith(("data-", "aria-"))) or not _ATTRIBUTE.fullmatch(name):
            return None
        if value is None:
            return name
        if name == "style" or name.endswith("srcset"):
            selectors = self._inventor.selectors(value)
            return f'{name}="{escape(selectors)}"' if selectors else None
        return f'{name}="{escape(self._value(tag, name, value))}"'

    def _value(self, tag: str, name: str, value: str) -> str:
        inventor, selectors = self._inventor, self._selectors
        if value.lower() in _YES_OR_NO:
            return value
        if name in _ADDRESSES or (name != "itemtype" and value.startswith(("http://", "https://", "/"))):
            return inventor.url(value)
        if name in _PROSE or name in selectors.attributes:
            tells = name == "datetime" or name in selectors.attributes
            return inventor.shown(value[:_LONGEST_PROSE], labels=MOST_AUTHORS if tells else 0)
        if self._names_it(tag, name, value):
            return value
        return inventor.value(value if name in selectors.names or name in _HOOKS else value[:_CUT])

    def _names_it(self, tag: str, name: str, value: str) -> bool:
        """Whether a value names its element, and says nothing of the page."""
        if (name == "id" and tag in HEADINGS) or not self._runs.isdisjoint(runs(value)):
            return False
        return name in _HOOKS or (len(value) <= _LONGEST and value.isascii() and not _SPACES.search(value))
