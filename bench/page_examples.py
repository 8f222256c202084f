"""Pages with known stories, as the judge of blocks sees them, parted so that no figure is of a page that taught it."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from alignment import shares_of
from training import rows_of, words_of

import cleanse
from cleanse.pages.judge.page_words import PageWords
from cleanse.pages.judge.signals import Signals
from cleanse.pages.judge.survey import MEANT, Survey
from cleanse.pages.metadata.fields import page_fields
from cleanse.pages.page import Page
from cleanse.pages.unknown import page_words_of, signals_of, visible_blocks
from cleanse.rulebook.domains import host_of, registered_domain
from cleanse.rulebook.rulebook import Rulebook

FOLDS: Final = 5
FOLDERS: Final = ("pages", "web")
WITHOUT_LISTS: Final = "pages"
"""The golds of this folder leave out list items and tables: those within the story count as unknown."""
NEWS: Final = "news"
"""The kind of pages whose gold says none: articles."""
_ITEMS: Final = [MEANT[name] for name in ("li", "tr", "dt", "dd")]
_STORY: Final = 0.5
"""A block is the story's if so large a share of it stands in the known body."""
_UNCLEAR: Final = 0.2, 0.8
_DOUBT: Final = 0.3
"""So much less counts a block whose share is unclear, or a copy."""
_REGION: Final = 0.8
"""The story's element holds so much of the known story."""


class KnownPage(NamedTuple):
    """A page with its known story."""

    id: str
    folder: str
    kind: str
    """`article`, `forum` …, as the gold says, or `NEWS`."""
    part: str
    domain: str
    url: str
    html: str
    body: str


class Example(NamedTuple):
    """What the judge sees of a page that shows blocks, and what it should say."""

    page: KnownPage
    survey: Survey
    page_words: PageWords
    signals: Signals
    texts: list[str]
    shares: Any
    """Of each block, what share of it is the story."""
    unknown: Any
    """Of which blocks the gold says nothing."""

    @property
    def wanted(self) -> Any:
        """Of each block, 1 if it is the story's."""
        return (self.shares >= _STORY).astype(float)

    def weights(self, most_words: int) -> Any:
        """How much each block counts in training: by its words, but by no more than these."""
        share = np.abs(self.shares)
        doubt = np.where((share >= _UNCLEAR[0]) & (share < _UNCLEAR[1]), _DOUBT, 1.0)
        doubt *= np.where(self.shares < 0, _DOUBT, 1.0) * np.where(self.unknown, 0.0, 1.0)
        return np.sqrt(np.minimum(self.survey.words, most_words)) * doubt

    def f1_of(self, chosen: Any) -> float:
        """The f1 of the words of these blocks."""
        got: Counter[str] = Counter()
        for number in np.flatnonzero(chosen & ~self.unknown):
            got.update(words_of(self.texts[number]))
        return scores_of(got, Counter(words_of(self.page.body))).f1


class Scores(NamedTuple):
    """Scores of the words of a page."""

    precision: float
    recall: float
    f1: float


def scores_of(got: Counter[str], wanted: Counter[str]) -> Scores:
    """The scores of some words against those that are wanted."""
    hit = (got & wanted).total()
    if not hit:
        return Scores(0.0, 0.0, 0.0)
    precision, recall = hit / got.total(), hit / wanted.total()
    return Scores(precision, recall, 2 * precision * recall / (precision + recall))


def known_pages(shared: Path) -> list[KnownPage]:
    """Every page with a known story, the lockbox too."""
    result = []
    for folder in FOLDERS:
        golds = {row["id"]: row for row in rows_of(shared / folder / "gold.jsonl")}
        for row in rows_of(shared / folder / "pages.jsonl.gz"):
            if gold := golds.get(row["id"]):
                url = row["url"] or ""
                domain = registered_domain(host_of(url) or "") or gold.get("domain") or gold["publisher"]
                body = "\n".join(gold["body"])
                kind = gold.get("kind") or NEWS
                result.append(KnownPage(row["id"], folder, kind, gold["part"], domain, url, row["html"], body))
    return result


def left_pages(pages: Sequence[KnownPage]) -> list[KnownPage]:
    """The pages outside of the lockbox whose registered domain is not in it either."""
    locked = {page.domain for page in pages if page.part == "lockbox"}
    return [page for page in pages if page.domain not in locked]


def fold_of(domain: str, folds: int = FOLDS, salt: str = "") -> int:
    """The fold of a registered domain, the same on every machine."""
    return hashlib.sha256(f"{salt}{domain}".encode()).digest()[0] % folds


def examples_of(pages: Sequence[KnownPage]) -> Iterator[Example]:
    """What the judge sees of these pages, read by the shipped code; pages without a block teach nothing."""
    sys.setrecursionlimit(20_000)
    with Pool() as pool:
        yield from filter(None, pool.imap(_example, pages, chunksize=8))


@cache
def _rulebook() -> Rulebook:
    return cleanse.load_rulebook().generic_only


def _example(known: KnownPage) -> Example | None:
    rulebook = _rulebook()
    page = Page(known.html)
    metadata = page_fields(page, known.url, rulebook, (), None).metadata
    blocks, _ = visible_blocks(page, rulebook.page_rules(None))
    if not blocks:
        return None
    page_words = page_words_of(metadata, page.declared_body)
    survey = Survey(blocks, page_words)
    texts = [block.text for block in blocks]
    shares = np.array(shares_of(texts, known.body))
    unknown = _unknown(survey, shares) if known.folder == WITHOUT_LISTS else np.zeros(len(texts), dtype=bool)
    return Example(known, survey, page_words, signals_of(page, known.url, metadata), texts, shares, unknown)


def _unknown(survey: Survey, shares: Any) -> Any:
    """Items of lists and tables that are not in a gold without lists, in the element that holds the story."""
    to_known = np.concatenate([[0.0], np.cumsum(np.where(shares >= _STORY, survey.words, 0))])
    if not to_known[-1]:
        return np.zeros(len(shares), dtype=bool)
    inside = to_known[survey.last] - to_known[survey.first]
    holding = np.flatnonzero(inside >= _REGION * to_known[-1])
    region = holding[np.argmax(survey.depth[holding])]
    numbers = np.arange(len(shares))
    in_region = (numbers >= survey.first[region]) & (numbers < survey.last[region])
    return np.isin(survey.meant, _ITEMS) & (shares < _STORY) & in_region
