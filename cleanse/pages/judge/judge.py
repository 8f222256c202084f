"""The judge: which blocks of a page are its story, where no rule file says so, and what kind of page it is.

It looks twice. The first look scores each block by itself, by names and simple measures. The second asks decision trees
about what these scores add up to around the block: among blocks alike, in its containers, in the region of the story
and on the page. The weights lie in `rules/judge.json`; `bench/judge.py` makes them from pages with known stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from cleanse.article.engine_rules import JUDGE
from cleanse.article.model import Mark, PageKind
from cleanse.pages.blocks.blocks import PageBlock, Place
from cleanse.pages.blocks.elements import HEADINGS
from cleanse.pages.judge.apart import comments_behind, further_stories, links_elsewhere
from cleanse.pages.judge.features import Mass, probabilities
from cleanse.pages.judge.first import FirstLook
from cleanse.pages.judge.names import hook_text, words_of
from cleanse.pages.judge.page_words import PageWords
from cleanse.pages.judge.signals import Signals, outcome_of, signals_of, totals_of
from cleanse.pages.judge.survey import MEANT, Column, Survey
from cleanse.pages.judge.trees import Trees
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.weights import BlockWeights
from cleanse.text.marks import ends_sentence

KINDS: Final[tuple[PageKind, ...]] = ("article", "documentation", "forum", "listing", "service")
"""The kinds of page that the judge was taught, in the order of its trees."""
HOPELESS: Final = -6.0
"""The second look is not asked about blocks for which the first finds less."""
NO_CHANCE: Final = 0.0001
"""Their probability."""
_SOME: Final = 0.2
"""A paragraph of which a smaller share is link text is prose with links in it."""
_MOSTLY: Final = 0.5
"""A block that is link text by more than this share is a link to something else."""
_LEAST_ELSEWHERE: Final = 0.35
"""The least probability of a block of the story on pages that are no articles."""
_SURE, _LEAST_PROSE = 0.6, 0.3
"""With less confidence, or a smaller share of the page's prose found, the judge is not sure of its reading …"""
_LEAST_UNSURE: Final = 0.25
"""… and keeps blocks of the story of no more than this probability."""
UNSURE: Final = "not sure which part of this page is the story: more of it was kept"
_HELD: Final = tuple(MEANT[name] for name in ("dt", "dd", "tr", "pre", "summary", "blockquote"))
"""What a block is that stands between paragraphs as a part of the story."""
_SURE_KIND: Final = 0.5
"""With a smaller probability it is not sure that a page is of another kind than an article."""
_LEAST_SIBLING: Final = 0.2
"""The least probability of a paragraph that stands in the same element as most of the story."""
_SMALL: Final = 24
"""A page of no more words is too small to judge: its story is what lies between its sentences."""
_PERHAPS_FORUM: Final = 0.2
"""What readers wrote stays where the page is a forum with such a probability."""
_REACH: Final = 16
"""The caption of the lead picture stands at most so many blocks before the story."""
_LEVELS: Final = 5
"""So many elements around a block may tell by their names what kind of furniture it is."""


class Judgement(NamedTuple):
    """What the judge thinks of a page."""

    story: Column
    """Of each block, the probability that it is the story's."""
    kinds: Column
    """Of each of `KINDS`, the probability that the page is one."""
    confidence: float
    """How much of the story is expected to be read rightly, from 0 to 1: the f1 of its words."""


class Reading(NamedTuple):
    """A page's story as the judge reads it."""

    blocks: list[PageBlock]
    """From the first to the last one of the story; those between that are not of it are marked."""
    kind: PageKind
    """One of `KINDS`, or `empty`."""
    confidence: float
    warnings: tuple[str, ...] = ()


class Judge:
    """Judges blocks by weights."""

    def __init__(self, weights: BlockWeights, kinds: Mapping[str, str]) -> None:
        """A judge with these weights; `kinds` says what furniture an element holds by a word of its class or id."""
        self._first = FirstLook(weights.names, weights.tables, weights.start)
        self._page_kinds, self._second = Trees(weights.kinds), Trees(weights.blocks)
        self._confidence = Trees(weights.confidence)
        self._least = weights.least
        self._kinds = kinds

    def reading_of(self, blocks: Sequence[PageBlock], page_words: PageWords, signals: Signals) -> Reading:
        """The story of a page with these blocks."""
        if not blocks:
            return Reading([], "empty", 0.0)
        survey = Survey(blocks, page_words)
        judgement = self.judgement_of(survey, signals)
        kind = "forum" if signals.is_forum else KINDS[int(judgement.kinds.argmax())]
        of_readers = kind == "forum" or judgement.kinds[KINDS.index("forum")] > _PERHAPS_FORUM
        chosen = self._chosen(survey, judgement, kind, of_readers=of_readers)
        good = [
            is_chosen and _may_be_story(block.mark, of_readers=of_readers)
            for block, is_chosen in zip(blocks, chosen.tolist(), strict=True)
        ]
        is_small = survey.words.sum() <= _SMALL
        story = _few_lines(blocks) if is_small or not any(good) else []
        if not story and any(good):
            story = self._story(blocks, good)
        if not story:
            return Reading([], "empty", 0.0)
        warnings = () if is_sure(survey, judgement) else (UNSURE,)
        return Reading(story, kind, round(judgement.confidence, 3), warnings)

    def _chosen(self, survey: Survey, judgement: Judgement, kind: PageKind, *, of_readers: bool) -> Column:
        """Which blocks are the story's, by their probabilities and by what no article holds."""
        least = self._least if kind == "article" else _LEAST_ELSEWHERE
        chosen = judgement.story > (least if is_sure(survey, judgement) else _LEAST_UNSURE)
        chosen |= (judgement.story > _LEAST_SIBLING) & beside_story(survey, chosen)
        if kind == "article":
            chosen |= held_by_story(survey, chosen)
        if not of_readers:
            chosen &= ~comments_behind(survey, chosen, self._kinds)
        if kind == "article":
            chosen &= ~further_stories(survey)
        if kind == "article" or judgement.kinds.max() < _SURE_KIND:
            chosen &= ~links_elsewhere(survey)
        return chosen

    def judgement_of(self, survey: Survey, signals: Signals) -> Judgement:
        """What it thinks of a page with this survey."""
        mass = Mass(survey, self._first.scores(survey))
        page = dict(signals_of(signals)) | dict(totals_of(mass))
        kinds = shares(self._page_kinds.answers(page, 1)[0])
        page_kinds = {f"kind: {name}": value for name, value in zip(KINDS, kinds.tolist(), strict=True)}
        story = np.full(len(survey), NO_CHANCE)
        asked = mass.scores >= HOPELESS
        if asked.any():
            columns = {
                name: values[asked] if isinstance(values, np.ndarray) else values
                for name, values in mass.columns().items()
            }
            story[asked] = probabilities(self._second.answers(columns | page_kinds, int(asked.sum()))[:, 0])
        outcome = page | page_kinds | dict(outcome_of(mass, story, self._least))
        return Judgement(story, kinds, float(np.clip(self._confidence.answers(outcome, 1)[0, 0], 0, 1)))

    def _story(self, blocks: Sequence[PageBlock], good: Sequence[bool]) -> list[PageBlock]:
        good = _with_subheads(blocks, good)
        first, last = _extent(blocks, good)
        return [
            _without_mark(block) if story else block if block.mark else self._marked(block)
            for block, story in zip(blocks[first:last], good[first:last], strict=True)
        ]

    def _marked(self, block: PageBlock) -> PageBlock:
        mark = JUDGE.mark._replace(kind=self._kind(block))
        return PageBlock(block.text, block.place, block.links, block.bold, mark)

    def _kind(self, block: PageBlock) -> str:
        """What furniture it is, by the names of the elements around it."""
        place: Place | None = block.place
        for _ in range(_LEVELS):
            if place is None:
                break
            words = words_of(hook_text(place.attributes))
            kinds = sorted({self._kinds[word] for word in words if word in self._kinds})
            if kinds:
                return kinds[0]
            place = place.above
        return "related" if block.links > _MOSTLY * len(block.text) else "ui"


def _may_be_story(mark: Mark | None, *, of_readers: bool) -> bool:
    """Whether a block with this mark may be the story all the same.

    A generic rule says what such elements are on most pages: a form may hold the whole page, and the posts of a forum
    are comments. Rules of publishers know their pages, and a caption is a caption.
    """
    if mark is None:
        return True
    if mark.source != "generic" or mark.kind == "caption":
        return False
    return mark.kind != "comments" or of_readers


def _without_mark(block: PageBlock) -> PageBlock:
    return PageBlock(block.text, block.place, block.links, block.bold, None, block.spans) if block.mark else block


def is_sure(survey: Survey, judgement: Judgement) -> bool:
    """Whether the judge is sure of its reading: confident, and with a good part of the page's prose found."""
    found = survey.prose[judgement.story > _LEAST_ELSEWHERE].sum()
    return judgement.confidence >= _SURE and bool(found >= _LEAST_PROSE * survey.prose.sum())


def beside_story(survey: Survey, chosen: Column) -> Column:
    """Which blocks are paragraphs of running prose in the element that most of the chosen prose stands in."""
    prose = (survey.prose > 0) & (survey.meant == MEANT["p"]) & (survey.linked < _SOME * survey.characters)
    around = survey.parent[survey.place]
    element = _element_of(survey, chosen & prose)
    result: Column = prose & (around == element)
    return result


def held_by_story(survey: Survey, chosen: Column) -> Column:
    """Which blocks are definitions, rows, code or details between paragraphs of the story, in its element."""
    result = np.zeros(len(survey), dtype=bool)
    element = _element_of(survey, chosen & (survey.prose > 0) & (survey.meant == MEANT["p"]))
    story = np.flatnonzero(chosen & (survey.parent[survey.place] == element) & (survey.prose > 0))
    if element < 0 or len(story) < 2:
        return result
    inside = slice(story[0], story[-1])
    fits = (survey.kind == 0) & (survey.linked < _SOME * survey.characters)
    around = survey.parent[survey.place]
    of_details = np.isin(around, around[inside][survey.meant[inside] == MEANT["summary"]])
    result[inside] = (fits & (np.isin(survey.meant, _HELD) | (of_details & (around != element))))[inside]
    return result


def _element_of(survey: Survey, prose: Column) -> int:
    """The element that most of this prose stands in, or -1 if none holds most of it."""
    words = np.bincount(survey.parent[survey.place], np.where(prose, survey.words, 0))
    element = int(words.argmax())
    return element if words[element] > _MOSTLY * words.sum() else -1


def shares(answers: Column) -> Column:
    """The probabilities of classes, by the answers that trees give for each."""
    powers = np.exp(answers - answers.max())
    result: Column = powers / powers.sum()
    return result


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
    return not block.mark and block.links <= _MOSTLY * len(block.text) and ends_sentence(block.text)


def block_judge(rulebook: Rulebook) -> Judge:
    """The judge with a rulebook's weights and its words for what furniture an element holds."""
    return Judge(rulebook.block_weights, rulebook.files.vocabulary.keys_of("hook"))
