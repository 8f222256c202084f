"""What the judge looks at: the named features of each block of a page.

A feature is a name that a block has or has not, in one of a few groups. So a judgement is the sum of the weights of its
names, and the file of weights can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.judge.counting import Counted, counted, letters
from cleanse.pages.judge.surroundings import SHARES, Kinds, Vocabulary, far_from
from cleanse.rulefiles.weights import step

_WORDS: Final = (0, 1, 3, 5, 8, 12, 18, 26, 40, 70)
_COUNTS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_SIZES: Final = (0, 3, 8, 18, 40)
_LINKS: Final = (0, 0.05, 0.3, 0.8)
_DISTANCES: Final = ((-2, "-2"), (-1, "-1"), (1, "+1"), (2, "+2"))
_COMPARED: Final = 400
"""So much of a block is compared with the title and the description."""
_HEAD: Final = 12
"""So much of it is compared first."""
_SHORT: Final = 25
"""So few letters say little."""


class PageWords(NamedTuple):
    """What the page says of its story elsewhere, as `letters`."""

    title: str = ""
    description: str = ""


def _title_feature(text: str, page_words: PageWords) -> str | None:
    head = letters(text[:_HEAD])
    if not head:
        return None if len(text) > _HEAD else "letters:none"
    if page_words.title.startswith(head) and letters(text[:_COMPARED]) == page_words.title:
        return "is:title"
    if (
        page_words.description.startswith(head)
        and len(text) > _SHORT
        and letters(text[:_COMPARED])[:80] == page_words.description[:80]
    ):
        return "is:description"
    return None


class Beside(NamedTuple):
    """What a block's neighbours see of it."""

    size: str
    meant: str
    reads: str
    """Whether it reads like a story."""
    above: Place | None


def _beside(item: Counted) -> Beside:
    place = item.block.place
    size = f"words{step(item.words, _SIZES)}:links{step(item.links, _LINKS)}"
    return Beside(size, place.meant, f":prose{item.prose > 0:d}", place.above)


class Features:
    """The features of a page's blocks."""

    def __init__(self, blocks: Sequence[PageBlock], page_words: PageWords) -> None:
        """Look at a page."""
        self.items = [counted(block) for block in blocks]
        self._page_words = page_words
        self._kinds = Kinds(self.items)
        self._vocabulary = Vocabulary()
        self._beside = [_beside(item) for item in self.items]
        self._order = list(self._orders())

    def near(self, place: Place) -> set[str]:
        """What all blocks of an element share: its words, and how much of the prose stands in such elements."""
        names = self._vocabulary.near(place)
        names.update(self._kinds.features(place))
        return names

    def far(self, place: Place | None) -> frozenset[str]:
        """What all blocks share that lie deep in an element."""
        return self._vocabulary.far(place)

    def block(self, number: int) -> list[str]:
        """A block's own: its size, its links, its end, and its place among the prose and behind the headline."""
        item = self.items[number]
        words = step(item.words, _WORDS)
        meant = item.block.place.meant
        names = [
            f"words:{words}",
            f"{meant}:words{words}",
            f"links:{step(item.links, SHARES)}",
            f"words{words}:links{step(item.links, _LINKS)}",
            f"words{words}:ends{item.ends:d}",
            f"{meant}:ends{item.ends:d}",
            *self._order[number],
        ]
        if page_words := _title_feature(item.block.text, self._page_words):
            names.append(page_words)
        return names

    def neighbours(self, number: int) -> Iterator[tuple[str, str]]:
        """What stands two before, just before, just behind and two behind: the group, and the name."""
        above = self._beside[number].above
        for distance, group in _DISTANCES:
            at = number + distance
            if 0 <= at < len(self._beside):
                other = self._beside[at]
                yield group, other.size
                yield group, other.meant
                yield group, ("same" if other.above is above else "other") + other.reads
            else:
                yield group, "none"

    def names(self, number: int) -> set[tuple[str, str]]:
        """All features of a block."""
        place = self.items[number].block.place
        near = {("near", name) for name in self.near(place)}
        far = {("far", name) for name in self.far(far_from(place))}
        block = {("block", name) for name in self.block(number)}
        return near | far | block | set(self.neighbours(number))

    def _orders(self) -> Iterator[tuple[str, str]]:
        """Where each block stands: among the prose, and behind the headline."""
        prose = since = 0
        headline = False
        for item in self.items:
            is_headline = item.block.place.meant == "h1"
            since = 0 if is_headline else since + 1
            headline = headline or is_headline
            behind = step(since, _COUNTS) if headline else "no"
            yield f"prose before:{step(prose / self._kinds.total, SHARES)}", f"behind headline:{behind}"
            prose += item.prose
