"""A page's characters by number: which of them stay as they are, and which ones edits take."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable
from itertools import accumulate
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from cleanse.article.article import Article
from cleanse.authoring.skeletons.furniture import KnownWords
from cleanse.authoring.skeletons.words import Span
from cleanse.pages.blocks.elements import SILENT

_SIGNS: Final = regex.compile("[\1-\3]")
_MOST_RULES: Final = 12
"""So many of the edits in an element tell its kind: all of them would take time by the square of the depth."""


class Characters:
    """The characters of a page's text, white space aside, by number: which stay, and where edits begin."""

    def __init__(self, body: LexborNode, unseen: Container[int] = ()) -> None:
        """The characters of a page's body, before any edit; those of the elements that are not shown do not count."""
        self.spans: dict[int, Span] = {}
        """From where to where each element and text goes, by its `mem_id`."""
        at = hidden = 0
        stack: list[LexborNode | Span] = [body]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                self.spans[node[0]] = (node[1], at)
                hidden -= node[0] in unseen
                continue
            hidden += node.mem_id in unseen
            stack.append((node.mem_id, at))
            at += size(node.text_content or "") if node.tag == "-text" and not hidden else 0
            stack += reversed(children_of(node))
        self._kept = bytearray(at)
        self._edits: list[tuple[int, str]] = []
        self._taken: list[int] = []
        """How many of the characters before each one edits take."""

    def within(self, body: LexborNode, start: int, end: int) -> list[LexborNode]:
        """The outermost elements and texts that lie between two characters."""
        spans = []
        stack = [body]
        while stack:
            node = stack.pop()
            first, last = self.spans[node.mem_id]
            if start <= first < last <= end or start < first == last < end:
                spans.append(node)
            elif last > start and first < end:
                stack += reversed(children_of(node))
        return spans

    def note(self, article: Article, roots: Iterable[LexborNode], furniture: KnownWords) -> None:
        """Note where the edits are of an article that stands in these elements, and what of its furniture stays."""
        places = (at for root in roots for at in range(*self.spans[root.mem_id]))
        place_of = dict(zip(shown_in(article.source), places, strict=True))
        taken = bytearray(len(self._kept))
        for edit in sorted(article.edits, key=lambda edit: edit.rule not in furniture.tables):
            own = [(at, place_of[at]) for at in range(edit.start, edit.end) if at in place_of]
            self._edits += [(place, edit.rule) for _, place in own[:1]]
            flags = furniture.flags(edit.rule, article.removed(edit))
            for at, place in own:
                taken[place] = 1
                if flags[at - edit.start]:
                    self._kept[place] = 1
                elif edit.cut and edit.rule not in furniture.tables:
                    self._kept[place] = 0  # it lies within a run of furniture, and is none of it
        self._edits.sort()
        self._taken = list(accumulate(taken, initial=0))

    def kept(self, node: LexborNode, text: str) -> list[Span]:
        """What of a text stays."""
        flags = self._kept[slice(*self.spans[node.mem_id])]
        return [(at, at + 1) for at, flag in zip(shown_in(text), flags, strict=True) if flag] if any(flags) else []

    def is_shown(self, node: LexborNode) -> bool:
        """Whether an element shows any text."""
        start, end = self.spans[node.mem_id]
        return start < end

    def rules_in(self, node: LexborNode) -> tuple[frozenset[str], bool]:
        """The rules of the first edits that begin in an element, and whether all of it is edited."""
        start, end = self.spans[node.mem_id]
        first, last = (bisect_left(self._edits, (at, "")) for at in (start, end))
        some = self._edits[first : min(last, first + _MOST_RULES)]
        return frozenset(rule for _, rule in some), start < end == start + self._taken[end] - self._taken[start]


def size(text: str) -> int:
    """How many characters a text has, white space aside."""
    return len(_SIGNS.sub("", "".join(text.split())))


def shown_in(text: str) -> list[int]:
    """Where those characters stand."""
    return [at for at, c in enumerate(text) if not c.isspace() and not "\1" <= c <= "\3"]


def children_of(node: LexborNode) -> list[LexborNode]:
    """What stands in an element and shows."""
    return [] if (node.tag or "-")[0] == "-" or node.tag in SILENT else list(node.iter(include_text=True))
