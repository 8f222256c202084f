"""The survey of a page: its blocks, and the elements around them, as columns of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import regex

from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.judge.names import names_of
from cleanse.pages.judge.page_words import PageWords, letters
from cleanse.text.marks import CLOSING_OR_SPACE, ENDINGS, ENDS_INSIDE, word_count
from cleanse.text.prose import PROSE

Column = Any
"""A NumPy array of one number for each block, element or group."""

MEANT: Final[Mapping[str, int]] = {
    name: number
    for number, name in enumerate(
        ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dt", "dd", "blockquote", "figcaption", "pre",
         "summary"]
    )
}  # fmt: skip
"""The number of what a block is."""
OTHER: Final = len(MEANT)
NO_HEADING: Final = 7
LEVELS: Final[Mapping[str, int]] = {f"h{level}": level for level in range(1, NO_HEADING)}
KINDS: Final[Mapping[str, int]] = {
    "ui": 1, "caption": 2, "credit": 2, "comments": 3, "related": 4, "share": 5, "newsletter": 6, "ad": 7, "byline": 8,
}  # fmt: skip
"""The number of the kind of furniture that a page rule takes a block for; 0 if it takes it for none."""
OTHER_KIND: Final = 9
TITLE, DESCRIPTION, PART_OF_TITLE, LIKE_DESCRIPTION = 1, 2, 3, 4
"""How a block repeats what the page says of its story."""
SHORT: Final = 12
"""The words of a block of at most so many words tell what it is."""
_LINKED: Final = 0.4
"""A block of which so large a share is link text does not read like a story."""
_COMPARED: Final = 400
_HEAD: Final = 12
_ALIKE: Final = 80, 40
"""So many letters at the beginning make a block the description, or like it."""
_LONG: Final = 25
_WORD: Final = regex.compile(r"[^\W\d_]{2,}")


class Survey:
    """A page's blocks in their order, and the elements that hold them in the order of the page.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks.blocks import blocks_of
    >>> page = LexborHTMLParser("<main><h1>Rain</h1><p>It rained.</p></main>")
    >>> survey = Survey(blocks_of(page.body), PageWords(title="rain"))
    >>> survey.words.tolist(), survey.match.tolist(), survey.parent.tolist()
    ([1.0, 2.0], [1.0, 0.0], [0, 0, 1, 2, 2])
    """

    def __init__(self, blocks: Sequence[PageBlock], page_words: PageWords) -> None:
        """Count what there is to count."""
        elements = _Elements()
        self.place = np.array([elements.number(block.place) for block in blocks], dtype=np.intp)
        self.tag = elements.tag
        self.names = elements.names
        """Of each element, the names that its class, id and the like give it."""
        self.parent = np.array(elements.parent, dtype=np.intp)
        self.depth = np.array(elements.depth, dtype=float)
        self.alike = np.array(elements.alike, dtype=np.intp)[self.place]
        """Of each block, the group of blocks whose elements have the same tags and classes, three levels up."""
        self.family = np.array(elements.family, dtype=np.intp)[self.place]
        """The same without the element's own tag and class."""
        self.groups = len(elements.groups)
        self.article = np.array(elements.article, dtype=np.intp)[self.place]
        """Of each block, the number of the `article` element around it; -1 if there is none."""
        self.articles = elements.articles
        self._columns(blocks, page_words)
        self._extents(len(blocks))

    def _columns(self, blocks: Sequence[PageBlock], page_words: PageWords) -> None:
        rows: list[tuple[float, ...]] = []
        words_of_short: list[Sequence[str]] = []
        copies: dict[str, int] = {}
        for block in blocks:
            text = block.text
            copy = copies[text] = copies.get(text, 0) + 1
            row, short = _counted(block, text, page_words)
            rows.append((*row, copy))
            words_of_short.append(short)
        columns = np.array(rows, dtype=float).reshape(len(blocks), _COLUMNS).T
        (self.words, self.characters, self.linked, self.ends, self.prose, self.meant, self.level,
         self.kind, self.match, self.declared, self.copy) = columns  # fmt: skip
        self.copies = np.array([copies[block.text] for block in blocks], dtype=float)
        self.short = words_of_short
        """Of each block, its words in lower case if it is short."""

    def _extents(self, count: int) -> None:
        """Of each element, its first block and the one behind its last."""
        first, last = [count] * len(self.parent), [0] * len(self.parent)
        for block, element in enumerate(self.place.tolist()):
            first[element] = min(first[element], block)
            last[element] = block + 1
        parents = self.parent.tolist()
        for element in range(len(parents) - 1, 0, -1):
            above = parents[element]
            first[above] = min(first[above], first[element])
            last[above] = max(last[above], last[element])
        self.first, self.last = np.array(first, dtype=np.intp), np.array(last, dtype=np.intp)

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self.place)


_COLUMNS: Final = 11


def _counted(block: PageBlock, text: str, page_words: PageWords) -> tuple[tuple[float, ...], Sequence[str]]:
    """What is counted of one block."""
    words = text.count(" ") + 1 if text.isascii() else word_count(text)
    characters, last, meant = len(text), text[-1], block.place.meant
    linked = min(characters, block.links)
    reads = words >= PROSE and linked < _LINKED * characters and ENDS_INSIDE.search(text) is not None
    row = (
        words,
        characters,
        linked,
        last in ENDINGS or (last in CLOSING_OR_SPACE and text.rstrip(CLOSING_OR_SPACE)[-1:] in ENDINGS),
        words if reads else 0,
        MEANT.get(meant, OTHER),
        LEVELS.get(meant, NO_HEADING),
        KINDS.get(block.mark.kind, OTHER_KIND) if block.mark else 0,
        _match(text, page_words) if characters <= _COMPARED else 0,
        page_words.declares(text) if page_words.body else -1,
    )
    return row, _WORD.findall(text.lower()) if words <= SHORT else ()


def _match(text: str, page_words: PageWords) -> int:
    """How a block repeats the title or the description."""
    first = text[0]
    if first.isalnum() and first.casefold() not in (page_words.title[:1], page_words.description[:1]):
        return 0
    head = letters(text[:_HEAD])
    if not head:
        return 0
    if page_words.title.startswith(head):
        whole = letters(text)
        if whole == page_words.title:
            return TITLE
        if len(whole) > _HEAD and (whole in page_words.title or page_words.title in whole):
            return PART_OF_TITLE
    if len(text) > _LONG and page_words.description.startswith(head):
        whole = letters(text)
        for length, match in zip(_ALIKE, (DESCRIPTION, LIKE_DESCRIPTION), strict=True):
            if whole[:length] == page_words.description[:length]:
                return match
    return 0


class _Elements:
    """The elements that hold blocks, numbered as they are met."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._classes: dict[tuple[str, str | None], int] = {}
        self._read: dict[object, frozenset[str]] = {}
        self._class: list[int] = []
        self.parent: list[int] = []
        self.depth: list[int] = []
        self.tag: list[str] = []
        self.names: list[frozenset[str]] = []
        self.alike: list[int] = []
        self.family: list[int] = []
        self.groups: dict[tuple[int, int, int], int] = {}
        self.article: list[int] = []
        self.articles = 0

    def number(self, place: Place) -> int:
        """The number of an element."""
        way: list[Place] = []
        at: Place | None = place
        while at is not None and at.number not in self._numbers:
            way.append(at)
            at = at.above
        number = self._numbers[at.number] if at else -1
        for element in reversed(way):
            number = self._added(element, number)
        return number

    def _added(self, place: Place, above: int) -> int:
        number = self._numbers[place.number] = len(self.parent)
        attributes, tag = place.attributes, place.tag
        self.parent.append(max(above, 0))
        self.depth.append(place.depth)
        self.tag.append(tag)
        self.names.append(names_of(tag, attributes, self._read))
        own = self._classes.setdefault((tag, attributes.get("class") if attributes else None), len(self._classes) + 1)
        self._class.append(own)
        around = (self._class[above], self._class[self.parent[above]]) if above >= 0 else (0, 0)
        self.alike.append(self.groups.setdefault((own, *around), len(self.groups)))
        self.family.append(self.groups.setdefault((0, *around), len(self.groups)))
        if tag == "article":
            self.article.append(self.articles)
            self.articles += 1
        else:
            self.article.append(self.article[above] if above >= 0 else -1)
        return number
