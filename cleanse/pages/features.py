"""What the judge looks at: the named features of each block of a page.

A feature is a name that a block has or has not, in one of a few groups. So a judgement is the sum of the weights of its
names, and the file of weights can be read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from cleanse.fold import UNSPACED
from cleanse.pages.blocks import PageBlock, Place

_TOKEN: Final = regex.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_STOP: Final = regex.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』]|\s|$)")
_ENDING: Final = frozenset(".!?…。！？।؟")
_CLOSING: Final = "\"'”’»)]」』 "
_HOOKS: Final = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label")
_LONGEST_HOOK: Final = 200
_NEAR: Final = 4
"""The vocabulary of so many elements around a block counts as near, that of the others as far."""
_WORDS: Final = (0, 1, 3, 5, 8, 12, 18, 26, 40, 70)
_SHARES: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95)
_COUNTS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_WIDE: Final = 1.5
"""A text of scripts without spaces takes more bytes than this for a character."""
_PROSE: Final = 12
"""A block of so many words that holds a sentence's end reads like a story …"""
_LINKED: Final = 0.4
"""… unless so much of it is links."""
_SIZES: Final = (0, 3, 8, 18, 40)
_LINKS: Final = (0, 0.05, 0.3, 0.8)
_DISTANCES: Final = ((-2, "-2"), (-1, "-1"), (1, "+1"), (2, "+2"))
_COMPARED: Final = 400
"""So much of a block is compared with the title and the description."""
_HEAD: Final = 12
"""So much of it is compared first."""
_SHORT: Final = 25
"""So few letters say little."""


class Told(NamedTuple):
    """What the page says of its story elsewhere, as `letters`."""

    title: str = ""
    description: str = ""


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what is compared.

    >>> letters("It rained — again.")
    'itrainedagain'
    """
    return _LETTERS.sub("", text.casefold())


def step(value: float, edges: Sequence[float]) -> int:
    """The number of the last edge that a value reaches.

    >>> step(4, (0, 1, 3, 5))
    2
    """
    return bisect_right(edges, value) - 1


def word_count(text: str) -> int:
    """How many words a text has; two characters of a script without spaces count as one.

    >>> word_count("It rained again."), word_count("雨が降った")
    (3, 2)
    """
    count = text.count(" ") + 1
    if text.isascii() or len(text.encode(errors="replace")) < _WIDE * len(text):
        return count  # bytes are counted faster than the characters of some scripts
    return max(count, len(UNSPACED.findall(text)) // 2)


class Counted(NamedTuple):
    """A block, and what is counted of it."""

    block: PageBlock
    words: int
    links: float
    """The share of its characters that are link text."""
    ends: bool
    """Whether it ends with a sentence."""
    prose: int
    """Its words, if it reads like a story."""


def counted(block: PageBlock) -> Counted:
    """Count what there is to count of a block."""
    text = block.text
    words = word_count(text)
    links = min(1.0, block.links / len(text))
    prose = words if words >= _PROSE and links < _LINKED and not block.mark and _STOP.search(text) else 0
    return Counted(block, words, links, _ends(text), prose)


def _ends(text: str) -> bool:
    """Whether a text ends with a sentence, closing marks aside."""
    return text.rstrip(_CLOSING)[-1:] in _ENDING


class Kinds:
    """How much of a page's words, and of its prose, stands in elements of each kind."""

    def __init__(self, items: Sequence[Counted]) -> None:
        """Count the blocks of a page."""
        self.total = max(1, sum(item.prose for item in items))
        self._kinds: dict[int, tuple[str, str]] = {}
        """Of each element."""
        self._counts: dict[str, list[int]] = {}
        """Of each kind, its prose and its words."""
        for item in items:
            for kind in self._kinds_of(item.block.place):
                counts = self._counts.setdefault(kind, [0, 0])
                counts[0] += item.prose
                counts[1] += item.words

    def _kinds_of(self, place: Place) -> tuple[str, str]:
        """What an element has in common with others: tags and classes, with its own and without."""
        found = self._kinds.get(place.number)
        if found is None:
            above = place.above
            around = above.above if above else None
            own, first, second = map(_tag_and_class, (place, above, around))
            found = self._kinds[place.number] = f"{own} {first}", f" {first} {second}"
        return found

    def features(self, place: Place) -> Iterator[str]:
        """What share of the prose stands in such elements as this, and how pure it is there."""
        for name, kind in zip(("alike", "family"), self._kinds_of(place), strict=True):
            prose, words = self._counts[kind]
            yield f"{name}:prose{step(prose / self.total, _SHARES)}"
            yield f"{name}:pure{step(prose / max(1, words), _SHARES)}"


def _tag_and_class(place: Place | None) -> str:
    return f"{place.tag}.{place.attributes.get('class')}" if place else ""


class Vocabulary:
    """The words of the elements around blocks, each element read once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._read: dict[tuple[str, str, bool], frozenset[str]] = {}
        self._own: dict[int, frozenset[str]] = {}
        self._ways: dict[int, frozenset[str]] = {}

    def near(self, place: Place) -> set[str]:
        """The words of an element and of the next few around it, their tags, and whether one is hidden."""
        found = {f"tag:{place.tag}"}
        at: Place | None = place
        for _ in range(_NEAR):
            if at is None:
                break
            found |= self._words(at)
            at = at.above
        return found

    def _words(self, place: Place) -> frozenset[str]:
        found = self._own.get(place.number)
        if found is None:
            key = (hook_text(place), place.tag, _hidden(place))
            found = self._read.get(key)
            if found is None:
                hidden = ["hidden"] if key[2] else []
                found = self._read[key] = frozenset([*words_of(key[0]), *hidden, f"in:{place.tag}"])
            self._own[place.number] = found
        return found

    def far(self, place: Place | None) -> frozenset[str]:
        """The words of an element and of all around it, and their tags."""
        way: list[Place] = []
        while place is not None and place.number not in self._ways:
            way.append(place)
            place = place.above
        found = self._ways[place.number] if place else frozenset()
        for element in reversed(way):
            found = self._ways[element.number] = found | self._words(element)
        return found


def far_from(place: Place) -> Place | None:
    """The nearest of the elements that count as far."""
    at: Place | None = place
    for _ in range(_NEAR):
        at = at.above if at else None
    return at


def hook_text(place: Place) -> str:
    """An element's class, id and the like."""
    attributes = place.attributes
    if not attributes:
        return ""
    return " ".join([value[:_LONGEST_HOOK] for name in _HOOKS if (value := attributes.get(name))])


def words_of(hooks: str) -> set[str]:
    """The words in a class, an id and the like.

    >>> sorted(words_of("storyBody main-text"))
    ['body', 'main', 'story', 'text']
    """
    return set(map(str.lower, _TOKEN.findall(hooks)))


def _hidden(place: Place) -> bool:
    attributes = place.attributes
    if not attributes:
        return False
    style = attributes.get("style") or ""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style.replace(" ", "")


def _told_feature(text: str, told: Told) -> str | None:
    head = letters(text[:_HEAD])
    if not head:
        return None if len(text) > _HEAD else "letters:none"
    if told.title.startswith(head) and letters(text[:_COMPARED]) == told.title:
        return "is:title"
    if told.description.startswith(head) and len(text) > _SHORT and letters(text[:_COMPARED])[:80] == told.description[:80]:
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

    def __init__(self, blocks: Sequence[PageBlock], told: Told) -> None:
        """Look at a page."""
        self.items = [counted(block) for block in blocks]
        self._told = told
        self._kinds = Kinds(self.items)
        self._vocabulary = Vocabulary()
        self._beside = [_beside(item) for item in self.items]
        self._order = list(self._orders())

    def near(self, place: Place) -> set[str]:
        """What all blocks of an element share: its words, and how much of the prose stands in such elements."""
        found = self._vocabulary.near(place)
        found.update(self._kinds.features(place))
        return found

    def far(self, place: Place | None) -> frozenset[str]:
        """What all blocks share that lie deep in an element."""
        return self._vocabulary.far(place)

    def block(self, number: int) -> list[str]:
        """A block's own: its size, its links, its end, and its place among the prose and behind the headline."""
        item = self.items[number]
        words = step(item.words, _WORDS)
        meant = item.block.place.meant
        found = [
            f"words:{words}",
            f"{meant}:words{words}",
            f"links:{step(item.links, _SHARES)}",
            f"words{words}:links{step(item.links, _LINKS)}",
            f"words{words}:ends{item.ends:d}",
            f"{meant}:ends{item.ends:d}",
            *self._order[number],
        ]
        if told := _told_feature(item.block.text, self._told):
            found.append(told)
        return found

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
            yield f"prose before:{step(prose / self._kinds.total, _SHARES)}", f"behind headline:{behind}"
            prose += item.prose
