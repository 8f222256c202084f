"""What stands around a page's blocks: the kinds of their elements, and the words in classes and ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from cleanse.pages.blocks.blocks import Place
from cleanse.pages.judge.counting import Counted
from cleanse.rulefiles.weights import step

SHARES: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95)
_TOKEN: Final = regex.compile(r"[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}")
_HOOKS: Final = (
    "class",
    "id",
    "itemprop",
    "role",
    "data-testid",
    "data-component",
    "data-type",
    "data-module",
    "aria-label",
)
_LONGEST_HOOK: Final = 200
_NEAR: Final = 4
"""The vocabulary of so many elements around a block counts as near, that of the others as far."""


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
        names = self._kinds.get(place.number)
        if names is None:
            above = place.above
            around = above.above if above else None
            own, first, second = map(_tag_and_class, (place, above, around))
            names = self._kinds[place.number] = f"{own} {first}", f" {first} {second}"
        return names

    def features(self, place: Place) -> Iterator[str]:
        """What share of the prose stands in such elements as this, and how pure it is there."""
        for name, kind in zip(("alike", "family"), self._kinds_of(place), strict=True):
            prose, words = self._counts[kind]
            yield f"{name}:prose{step(prose / self.total, SHARES)}"
            yield f"{name}:pure{step(prose / max(1, words), SHARES)}"


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
        names = {f"tag:{place.tag}"}
        at: Place | None = place
        for _ in range(_NEAR):
            if at is None:
                break
            names |= self._words(at)
            at = at.above
        return names

    def _words(self, place: Place) -> frozenset[str]:
        names = self._own.get(place.number)
        if names is None:
            key = (hook_text(place), place.tag, _hidden(place))
            names = self._read.get(key)
            if names is None:
                hidden = ["hidden"] if key[2] else []
                names = self._read[key] = frozenset([*words_of(key[0]), *hidden, f"in:{place.tag}"])
            self._own[place.number] = names
        return names

    def far(self, place: Place | None) -> frozenset[str]:
        """The words of an element and of all around it, and their tags."""
        way: list[Place] = []
        while place is not None and place.number not in self._ways:
            way.append(place)
            place = place.above
        names = self._ways[place.number] if place else frozenset()
        for element in reversed(way):
            names = self._ways[element.number] = names | self._words(element)
        return names


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
