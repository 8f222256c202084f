"""Make the judge's weights from pages with known stories, and say how it does on publishers that it never saw.

    python bench/judge.py PAGES.jsonl.gz GOLD.jsonl [--check] [--least 0.42]

PAGES has `id`, `url`, `html`; GOLD has `id`, `publisher`, `language`, `body` (paragraphs). Without --check it writes
rules/judge.json. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from training import grams, rows_of, weights_of, words_of

import cleanse
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.judge.features import Features
from cleanse.pages.layouts import marks
from cleanse.pages.metadata.fields import page_fields
from cleanse.pages.page import Page
from cleanse.pages.story import page_words
from cleanse.rulebook.rulebook import BLOCK_WEIGHTS, JudgeWeights
from cleanse.rulefiles.weights import weights_file
from cleanse.text.marks import word_count

PUBLISHERS: Final = 5
"""A feature that fewer publishers have is not learnt: it would be theirs."""
STRENGTH: Final = 0.2
"""Of the fit against the wish for small weights."""
FOLDS: Final = 10


Name = tuple[str, str]
"""A feature: its group, and its name there."""


class Example(NamedTuple):
    """A page, its blocks with their features, and how much of each block stands in the known story."""

    publisher: str
    language: str
    url: str
    html: str
    body: str
    blocks: list[PageBlock]
    features: list[set[Name]]
    shares: list[float]


def examples(pages: Path, gold: Path) -> Iterator[Example]:
    """The pages that have a known story."""
    known = {row["id"]: row for row in rows_of(gold)}
    rulebook = cleanse.load_rulebook().generic_only
    rules = rulebook.page_rules(None)
    for row in rows_of(pages):
        if row["id"] in known:
            story = known[row["id"]]
            page = Page(row["html"])
            blocks = blocks_of(page.body, marks(page.body, rules))
            features = Features(blocks, page_words(page_fields(page, row["url"], rulebook, (), None).metadata))
            names = [features.names(number) for number in range(len(blocks))]
            body = "\n".join(story["body"])
            yield Example(
                story["publisher"],
                story["language"] or "",
                row["url"],
                row["html"],
                body,
                blocks,
                names,
                _shares(blocks, body),
            )


def _shares(blocks: Sequence[PageBlock], body: str) -> list[float]:
    """Of each block, the share of its runs of three words that stand in the body."""
    known = {n: set(grams(words_of(body), n)) for n in (1, 2, 3)}
    result = []
    for block in blocks:
        words = words_of(block.text)
        examples_read = grams(words, min(3, len(words))) if words else []
        result.append(
            sum(gram in known[min(3, len(words))] for gram in examples_read) / len(examples_read)
            if examples_read
            else 0.0
        )
    return result


class Matrix:
    """The examples as numbers."""

    def __init__(self, examples_read: Sequence[Example]) -> None:
        """Count features, blocks and words."""
        having: dict[Name, set[str]] = defaultdict(set)
        for example in examples_read:
            for names in example.features:
                for name in names:
                    having[name].add(example.publisher)
        self.names = sorted(name for name, publishers in having.items() if len(publishers) >= PUBLISHERS)
        numbers = {name: number for number, name in enumerate(self.names)}
        rows, columns = [], []
        for row, having_names in enumerate(names for example in examples_read for names in example.features):
            there = [numbers[name] for name in having_names if name in numbers]
            rows += [row] * len(there)
            columns += there
        self.pages = np.repeat(np.arange(len(examples_read)), [len(example.blocks) for example in examples_read])
        self.x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(self.pages), len(self.names)))
        shares = np.array([share for example in examples_read for share in example.shares])
        words = np.array([word_count(block.text) for example in examples_read for block in example.blocks])
        self.y = (shares >= 0.5).astype(int)
        unclear = (shares >= 0.2) & (shares < 0.8)
        self.weight = np.sqrt(np.minimum(words, 60)) * np.where(unclear, 0.3, 1.0)

    def fitted(self, rows: Any) -> LogisticRegression:
        """A model of these blocks."""
        model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear")
        return model.fit(self.x[rows], self.y[rows], sample_weight=self.weight[rows])


def held_out(
    examples_read: Sequence[Example], matrix: Matrix, groups: Sequence[str], least: float
) -> tuple[float, float, float]:
    """Precision, recall and f1 over the pages, each judged by what was learnt from the other groups; rules included."""
    scores = []
    each = np.array(groups)[matrix.pages]
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(matrix.x, matrix.y, each):
        weights = weights_of(matrix.names, matrix.fitted(train), least)
        rulebook = cleanse.Rulebook(cleanse.load_rulebook().files, weights=JudgeWeights(blocks=weights)).generic_only
        for number in sorted(set(matrix.pages[test])):
            example = examples_read[number]
            article = cleanse.clean_html(example.html, example.url, rulebook=rulebook)
            scores.append(_prf(example.body, article.text))
    precision, recall, f1 = (fmean(column) for column in zip(*scores, strict=True))
    return precision, recall, f1


def _prf(gold: str, text: str) -> tuple[float, float, float]:
    want, got = Counter(words_of(gold)), Counter(words_of(text))
    hit = (want & got).total()
    if not hit:
        return 0.0, 0.0, 0.0
    precision, recall = hit / got.total(), hit / want.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Measure, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", action="store_true", help="measure only")
    parser.add_argument("--least", type=float, default=0.42, help="the least probability of a block of the story")
    options = parser.parse_args()
    examples_read = list(examples(options.pages, options.gold))
    matrix = Matrix(examples_read)
    print(f"{len(examples_read)} pages, {len(matrix.y)} blocks, {len(matrix.names)} features")
    for name, groups in (
        ("publishers", [example.publisher for example in examples_read]),
        ("languages", [example.language for example in examples_read]),
    ):
        row = held_out(examples_read, matrix, groups, options.least)
        print(f"{name} left out: precision {row[0]:.4f} recall {row[1]:.4f} f1 {row[2]:.4f}", flush=True)
    if not options.check:
        path = Path(__file__).parent.parent / "rules" / BLOCK_WEIGHTS
        path.write_bytes(weights_file(weights_of(matrix.names, matrix.fitted(np.arange(len(matrix.y))), options.least)))
        print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
