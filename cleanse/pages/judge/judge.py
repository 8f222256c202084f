"""The judge: which blocks of a page are its story, where no rule file says so.

A block is judged by the sum of the weights of its features. The weights lie in `rules/judge.json`, a line each, and
`bench/judge.py` makes them from pages with known stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, inf
from typing import Final

from cleanse.article.engine_rules import JUDGE
from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.blocks.elements import HEADINGS
from cleanse.pages.judge.features import Features, PageWords
from cleanse.pages.judge.surroundings import far_from, hook_text, words_of
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.weights import Weights
from cleanse.text.marks import ENDINGS

_MOSTLY: Final = 0.5
"""A block that is link text by more than this share is a link to something else."""
_REACH: Final = 16
"""The caption of the lead picture stands at most so many blocks before the story."""
_LEVELS: Final = 5
"""So many elements around a block may tell by their names what kind of furniture it is."""


class Judge:
    """Judges blocks by weights."""

    def __init__(self, weights: Weights, kinds: Mapping[str, str]) -> None:
        """A judge with these weights; `kinds` says what furniture an element holds by a word of its class or id."""
        self._weights = defaultdict(dict, weights.weights)
        self._least = weights.least
        self._kinds = kinds

    def story_of(self, blocks: Sequence[PageBlock], page_words: PageWords) -> list[PageBlock]:
        """The blocks from the first to the last one of the story; those between that are not of it are marked."""
        scores = self.scores(blocks, page_words)
        good = _with_subheads(blocks, [score > self._least for score in scores])
        if not any(good):
            return _few_lines(blocks)
        first, last = _extent(blocks, good)
        return [
            block if story or block.mark else self._marked(block)
            for block, story in zip(blocks[first:last], good[first:last], strict=True)
        ]

    def scores(self, blocks: Sequence[PageBlock], page_words: PageWords) -> list[float]:
        """How much speaks for each block; of one that is marked, nothing does."""
        features = Features(blocks, page_words)
        near: dict[int, float] = {}
        far: dict[int, float] = {}
        scores = []
        for number, block in enumerate(blocks):
            if block.mark:
                scores.append(-inf)
                continue
            place, around = block.place, far_from(block.place)
            if place.number not in near:
                near[place.number] = self._sum("near", features.near(place))
            distant = around.number if around else 0
            if distant not in far:
                far[distant] = self._sum("far", features.far(around))
            beside = sum([self._weights[group].get(name, 0.0) for group, name in features.neighbours(number)])
            scores.append(near[place.number] + far[distant] + self._sum("block", features.block(number)) + beside)
        return scores

    def _sum(self, group: str, names: Iterable[str]) -> float:
        """The sum of the weights of these names; their order, which differs from process to process, does not count."""
        weights = self._weights[group]
        return fsum([weights[name] for name in names if name in weights])

    def _marked(self, block: PageBlock) -> PageBlock:
        mark = JUDGE.mark._replace(kind=self._kind(block))
        return PageBlock(block.text, block.place, block.links, block.bold, mark)

    def _kind(self, block: PageBlock) -> str:
        """What furniture it is, by the names of the elements around it."""
        place: Place | None = block.place
        for _ in range(_LEVELS):
            if place is None:
                break
            kinds = sorted({self._kinds[word] for word in words_of(hook_text(place)) if word in self._kinds})
            if kinds:
                return kinds[0]
            place = place.above
        return "related" if block.links > _MOSTLY * len(block.text) else "ui"


def _extent(blocks: Sequence[PageBlock], good: Sequence[bool]) -> tuple[int, int]:
    """Where the story begins and ends, with the captions between headline and story, and those right behind it."""
    first, last = good.index(True), len(good) - good[::-1].index(True)
    for at in range(first - 1, max(-1, first - _REACH), -1):
        if blocks[at].place.meant == "h1":
            break
        if _is_caption(blocks[at]):
            first = at
    while last < len(blocks) and _is_caption(blocks[last]):
        last += 1
    return first, last


def _is_caption(block: PageBlock) -> bool:
    return block.mark is not None and block.mark.kind == "caption"


def _with_subheads(blocks: Sequence[PageBlock], good: Sequence[bool]) -> list[bool]:
    """The story with the subheads in it: a heading between two of its blocks, all three in the same element."""
    result = list(good)
    for number in range(1, len(blocks) - 1):
        before, block, behind = blocks[number - 1 : number + 2]
        if not good[number] and good[number - 1] and good[number + 1] and _is_subhead(block):
            result[number] = before.place.above is block.place.above is behind.place.above
    return result


def _is_subhead(block: PageBlock) -> bool:
    return block.place.meant in HEADINGS and not block.mark and block.links <= _MOSTLY * len(block.text)


def _few_lines(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The story of a page of a few lines, for which little speaks: from the first sentence to the last."""
    sentences = [_is_sentence(block) for block in blocks]
    if not any(sentences):
        return []
    first, last = _extent(blocks, sentences)
    return list(blocks[first:last])


def _is_sentence(block: PageBlock) -> bool:
    return not block.mark and block.links <= _MOSTLY * len(block.text) and block.text[-1] in ENDINGS


def block_judge(rulebook: Rulebook) -> Judge:
    """The judge with a rulebook's weights and its words for what furniture an element holds."""
    return Judge(rulebook.block_weights, rulebook.files.vocabulary.keys_of("hook"))
