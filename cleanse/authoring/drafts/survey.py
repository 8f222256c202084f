"""A survey of a page: which of its blocks are the story, and which elements hold that and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Final

from cleanse.article.engine_rules import JUDGE
from cleanse.authoring.drafts.hooks import (
    HELD,
    STORY_WORDS,
    marked,
    outward,
    stable_hooks,
    stable_selector,
    telling_first,
    ways_to,
)
from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.judge.page_words import PageWords, letters
from cleanse.pages.page import Page

_MOST_ELEMENTS: Final = 4
_DEEPEST: Final = 30
"""So many elements around a block are looked at."""
_GOOD: Final = 0.8
"""Several elements are tried only where one fits no better than this: drops mend the rest."""


class Survey:
    """What a page holds: its blocks, with what is their story and what is not."""

    def __init__(self, page: Page, blocks: list[PageBlock], story: list[PageBlock], page_words_read: PageWords) -> None:
        """A survey of a page of these blocks, of which some are the story, and of what is told of it."""
        self.page = page
        self._held: dict[str, frozenset[int]] = {}
        first = blocks.index(story[0]) if story else 0
        self.blocks = [*blocks[:first], *story, *blocks[first + len(story) :]]
        texts = [letters(block.text) for block in self.blocks]
        self.titles = {at for at, text in enumerate(texts) if text and text == page_words_read.title}
        self.leads = [at for at, text in enumerate(texts) if text and text == page_words_read.description]
        inside = range(first, first + len(story))
        self.story = {at for at in inside if not self.blocks[at].mark} - {*self.leads} or {*self.leads}
        """The numbers of the blocks that are the story, but for the page's description."""
        whole = (self.blocks[at].place for at in (*self.story, *self.leads))
        self._around = {place.number for place in whole for place in outward(place)}
        """The numbers of the elements that hold any of that."""

    def held(self, selector: str) -> frozenset[int]:
        """The numbers of the blocks that stand in elements of this selector."""
        if selector not in self._held:
            elements = enumerate(marked(self.page, selector))
            self._held[selector] = frozenset(at for at, block in elements if block.mark == HELD)
        return self._held[selector]

    def weight(self, numbers: Iterable[int]) -> int:
        """How many characters these blocks have."""
        return sum(len(self.blocks[at].text) for at in numbers)

    def others(self, numbers: Iterable[int]) -> list[int]:
        """Those of these blocks that are neither the story nor what the engine takes by itself."""
        known = {*self.story, *self.leads, *self.titles}
        return [at for at in numbers if at not in known and not is_dropped(self.blocks[at])]

    def fit(self, selector: str) -> float:
        """How well a selector holds the story, and the story only: from 0 to 1, and what is lost weighs most."""
        held = self.held(selector)
        covered, more, lost = map(self.weight, (held & self.story, self.others(held), self.story - held))
        return 5 * covered / max(1, 5 * covered + more + 4 * lost)

    def body(self) -> list[str]:
        """The selectors of the elements that hold the story: of one, or of several where none holds it alone."""
        weights: Counter[int] = Counter()
        around: dict[int, Place] = {}
        for at in self.story:
            for place in outward(self.blocks[at].place):
                weights[place.number] += self.weight([at])
                around[place.number] = place
        half = self.weight(self.story) / 2
        wide = [around[number] for number, weight in weights.items() if weight >= half]
        near = sorted(wide, key=lambda place: -place.depth)[:_DEEPEST]
        named = [(place, selector) for place in near if (selector := stable_selector(place, self.page))]
        fits = [(round(self.fit(name), 2), " " not in name, place.depth, place.number, name) for place, name in named]
        if not fits:
            return []
        fit, *_, number, selector = max(fits)
        if fit >= _GOOD:
            return [selector]
        candidates = [self._several(around[number], selector, levels) for levels in (1, 2, 3)]
        best = max(candidates, key=lambda several: self.fit(", ".join(several)) if several else 0)
        return best if best and self.fit(", ".join(best)) > _GOOD else [selector]

    def _several(self, around: Place, anchor: str, levels: int) -> list[str]:
        """The selectors of the elements so many levels inside of one that hold the story."""
        candidates: dict[str, None] = {}
        for at in sorted(self.story):
            way = [place for place in outward(self.blocks[at].place) if place.depth > around.depth][::-1][:levels]
            if way and way[0].above and way[0].above.number == around.number:
                hooks = telling_first(stable_hooks(way[-1]), STORY_WORDS)
                candidates[hooks[0] if hooks else " > ".join([anchor, *(place.tag for place in way)])] = None
        return list(candidates) if len(candidates) <= _MOST_ELEMENTS else []

    def drop(self, at: int, kinds: Collection[str]) -> str | None:
        """The selector of the largest element around a block that holds nothing of the story; None if none tells it."""
        free = [place for place in outward(self.blocks[at].place) if place.number not in self._around][::-1][:_DEEPEST]
        hooks = [hook for place in free for hook in telling_first(stable_hooks(place), kinds)]
        ways = (way for place in free for way in ways_to(place, self.page, kinds))
        good = (hook for hook in chain(hooks, ways) if self.held(hook).isdisjoint((*self.story, *self.leads)))
        return next(good, None)


def is_dropped(block: PageBlock) -> bool:
    """Whether a block goes by a rule that every page has."""
    return block.mark is not None and block.mark.rule != JUDGE.mark.rule
