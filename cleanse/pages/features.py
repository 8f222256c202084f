"""What the judge looks at: each block of a page as a list of named features.

A feature is a name that a block has or has not, so a judgement is the sum of the weights of its names, and the file of
weights can be read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from cleanse.fold import UNSPACED
from cleanse.pages.blocks import PageBlock, Place

_TOKEN: Final = regex.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_STOP: Final = regex.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』]|\s|$)")
_HOOKS: Final = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label")
_LONGEST_HOOK: Final = 200
_NEAR: Final = 4
"""The vocabulary of so many elements around a block counts as near, that of the others as far."""
_WORDS: Final = (0, 1, 3, 5, 8, 12, 18, 26, 40, 70)
_SHARES: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95)
_COUNTS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_PROSE: Final = 12
"""A block of so many words that holds a sentence's end reads like a story …"""
_LINKED: Final = 0.4
"""… unless so much of it is links."""
_SHORT: Final = 20
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
    return count if text.isascii() else max(count, len(UNSPACED.findall(text)) // 2)


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
    return Counted(block, words, links, _STOP.search(text[-3:]) is not None, prose)


class Kinds:
    """How much of a page's words, and of its prose, stands in elements of each kind."""

    def __init__(self, items: Sequence[Counted]) -> None:
        """Count the blocks of a page."""
        self.total = max(1, sum(item.prose for item in items))
        self._words: Counter[str] = Counter()
        self._prose: Counter[str] = Counter()
        for item in items:
            for kind in kinds_of(item.block.place):
                self._words[kind] += item.words
                self._prose[kind] += item.prose

    def features(self, place: Place) -> Iterator[str]:
        """What share of the prose stands in such elements as this, and how pure it is there."""
        for name, kind in zip(("alike", "family"), kinds_of(place), strict=True):
            prose = self._prose[kind]
            yield f"{name}:prose{step(prose / self.total, _SHARES)}"
            yield f"{name}:pure{step(prose / max(1, self._words[kind]), _SHARES)}"


def kinds_of(place: Place) -> tuple[str, str]:
    """What a block's element has in common with others: tags and classes, with its own and without."""
    above = place.above
    around = above.above if above else None
    family = f"{_tag_and_class(above)} {_tag_and_class(around)}"
    return f"{_tag_and_class(place)} {_tag_and_class(above)}", family


def _tag_and_class(place: Place | None) -> str:
    return f"{place.tag}.{place.attributes.get('class')}" if place else ""


class Vocabulary:
    """The words of the elements around blocks, each element read once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._hooks: dict[int, frozenset[str]] = {}
        self._ways: dict[int, frozenset[str]] = {0: frozenset()}

    def features(self, place: Place) -> Iterator[str]:
        """The features that all blocks of an element share."""
        near: set[str] = set()
        at: Place | None = place
        for _ in range(_NEAR):
            if at is None:
                break
            near |= self._own(at)
            at = at.above
        yield f"tag:{place.tag}"
        yield from near
        yield from self._far(at)

    def _own(self, place: Place) -> frozenset[str]:
        """The words of an element, its tag and whether it is hidden, as features of what is near."""
        found = self._hooks.get(place.number)
        if found is None:
            words = [f"near:{word}" for word in hooks(place)]
            hidden = ["hidden"] if _hidden(place) else []
            found = self._hooks[place.number] = frozenset([*words, *hidden, f"in:{place.tag}"])
        return found

    def _far(self, place: Place | None) -> frozenset[str]:
        """The words of an element and of all around it, as features of what is far."""
        way: list[Place] = []
        while place is not None and place.number not in self._ways:
            way.append(place)
            place = place.above
        found = self._ways[place.number] if place else frozenset()
        for element in reversed(way):
            own = [f"far:{word}" for word in hooks(element)]
            found = self._ways[element.number] = found.union(own, [f"in:{element.tag}"])
        return found


def hooks(place: Place) -> set[str]:
    """The words of an element's class, id and the like.

    >>> sorted(hooks(Place(None, "div", {"class": "storyBody main-text"}, None, "div", 1, 1)))
    ['body', 'main', 'story', 'text']
    """
    attributes = place.attributes
    if not attributes:
        return set()
    said = " ".join([value[:_LONGEST_HOOK] for name in _HOOKS if (value := attributes.get(name))])
    return set(map(str.lower, _TOKEN.findall(said)))


def _hidden(place: Place) -> bool:
    attributes = place.attributes
    if not attributes:
        return False
    style = attributes.get("style") or ""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style.replace(" ", "")


def block_features(item: Counted, told: Told) -> Iterator[str]:
    """The features of a block by itself."""
    block = item.block
    meant = block.place.meant
    words = step(item.words, _WORDS)
    yield f"words:{words}"
    yield f"{meant}:words{words}"
    yield f"links:{step(item.links, _SHARES)}"
    yield f"words{words}:links{step(item.links, (0, 0.05, 0.3, 0.8))}"
    yield f"words{words}:ends{item.ends:d}"
    yield f"{meant}:ends{item.ends:d}"
    if block.mark:
        yield f"mark:{block.mark.kind}"
    yield from _told_features(block.text, told)


def _told_features(text: str, told: Told) -> Iterator[str]:
    said = letters(text)
    if not said:
        yield "letters:none"
    elif said == told.title:
        yield "is:title"
    elif len(said) > _SHORT and told.description and said[:80] == told.description[:80]:
        yield "is:description"


def neighbour_features(items: Sequence[Counted], number: int) -> Iterator[str]:
    """The features of the two blocks on either side."""
    above = items[number].block.place.above
    for distance in (-2, -1, 1, 2):
        at = number + distance
        if 0 <= at < len(items):
            other = items[at]
            place = other.block.place
            yield f"{distance:+d}:words{step(other.words, (0, 3, 8, 18, 40))}:links{step(other.links, (0, 0.3, 0.8))}"
            yield f"{distance:+d}:{place.meant}"
            yield f"{distance:+d}:same{place.above is above:d}:prose{other.prose > 0:d}"
        else:
            yield f"{distance:+d}:none"


def _order_features(items: Sequence[Counted], total: int) -> Iterator[tuple[str, str]]:
    """Where each block stands: among the prose, and behind the headline."""
    prose = since = 0
    headline = False
    for item in items:
        is_headline = item.block.place.meant == "h1"
        since = 0 if is_headline else since + 1
        headline = headline or is_headline
        behind = step(since, _COUNTS) if headline else "no"
        yield f"prose before:{step(prose / total, _SHARES)}", f"behind headline:{behind}"
        prose += item.prose


class Features:
    """The features of a page's blocks: those that a block shares with all of its element, and its own."""

    def __init__(self, blocks: Sequence[PageBlock], told: Told) -> None:
        """Look at a page."""
        self._items = [counted(block) for block in blocks]
        self._told = told
        self._kinds = Kinds(self._items)
        self._vocabulary = Vocabulary()

    def of_element(self, place: Place) -> Iterator[str]:
        """The features that all blocks of an element share."""
        yield from self._vocabulary.features(place)
        yield from self._kinds.features(place)

    def of_blocks(self) -> Iterator[list[str]]:
        """The other features of each block."""
        for number, (item, order) in enumerate(zip(self._items, _order_features(self._items, self._kinds.total), strict=True)):
            yield [*block_features(item, self._told), *neighbour_features(self._items, number), *order]
