"""Make the weights of the judge of lines from extracted texts with known stories, and say how it does on others.

    python bench/judge_lines.py TEXTS.jsonl.gz GOLD.jsonl CLEAN.jsonl.gz... [--check] [--least 0.7]

TEXTS has `id` (a page's id, `#`, an extractor's name), `url`, `text`; GOLD has `id`, `publisher`, `body` (paragraphs);
each CLEAN has `text`: texts whose menus and lists of titles are gone already, so that what the generic rules leave of
them is story, lists, transcripts and tables too. The lines are judged as the generic rules leave them. Without --check
it writes rules/judge-lines.json. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from training import grams, rows_of, weights_of, words_of

import cleanse
from cleanse.cleaning.line_features import content_of, features_of, lines_of
from cleanse.cleaning.line_judge import LineJudge
from cleanse.rulebook.rulebook import LINE_WEIGHTS, JudgeWeights
from cleanse.rulefiles.weights import Weights, weights_file
from cleanse.text.fold import Fold

PUBLISHERS: Final = 8
"""A feature that fewer publishers have is not learnt: it would be theirs."""
STRENGTH: Final = 0.2
"""Of the fit against the wish for small weights."""
STORY: Final = 3.0
"""How much worse it is to take a line of the story than to leave a line of furniture."""
FOLDS: Final = 8


class Example(NamedTuple):
    """A text as the rules leave it, and how much of each line stands in the known story."""

    group: str
    kind: str
    """The extractor; `story` for a story itself; the file's name for a clean text."""
    text: str
    features: list[list[tuple[str, str]]]
    shares: list[float]
    words: list[int]
    content: list[bool]
    """What stays whatever is learnt: known stories leave lists and tables out, though they are content."""


def examples(texts: Path, gold: Path, clean: Sequence[Path]) -> Iterator[Example]:
    """The texts with a known story, the stories themselves, and the clean texts."""
    known = {row["id"]: row for row in rows_of(gold)}
    never = JudgeWeights(lines=Weights(inf, {}))  # what is learnt from must not be judged already
    rulebook = cleanse.Rulebook(cleanse.load_rulebook().files, weights=never).generic_only
    for row in rows_of(texts):
        page, _, extractor = row["id"].partition("#")
        body = "\n".join(known[page]["body"])
        article = cleanse.clean(row["text"], row["url"], rulebook=rulebook)
        yield _example(known[page]["publisher"], extractor, article.text, body)
    for row in known.values():
        body = "\n".join(row["body"])
        yield _example(row["publisher"], "story", body, body)
    for path in clean:
        for number, row in enumerate(rows_of(path)):
            text = cleanse.clean(row["text"], row.get("url"), rulebook=rulebook).text
            group = row.get("publisher") or f"clean {number % (5 * FOLDS)}"
            yield _example(group, path.name.partition(".")[0], text, text)


def _example(group: str, kind: str, text: str, body: str) -> Example:
    known = {n: set(grams(words_of(body), n)) for n in (1, 2, 3)}
    lines = lines_of(Fold(text))
    shares, words = [], []
    for line in lines:
        line_words = words_of(line.text)
        here = grams(line_words, min(3, len(line_words))) if line_words else []
        shares.append(sum(gram in known[min(3, len(line_words))] for gram in here) / len(here) if here else 0.0)
        words.append(len(line_words))
    return Example(group, kind, text, list(features_of(lines)), shares, words, content_of(lines))


class Matrix:
    """The examples as numbers; what is looked for are lines that are furniture."""

    def __init__(self, examples_read: Sequence[Example]) -> None:
        """Count features, lines and words."""
        having: dict[tuple[str, str], set[str]] = defaultdict(set)
        for example in examples_read:
            for names in example.features:
                for name in names:
                    having[name].add(example.group)
        self.names = sorted(name for name, groups in having.items() if len(groups) >= PUBLISHERS)
        numbers = {name: number for number, name in enumerate(self.names)}
        rows: list[int] = []
        columns: list[int] = []
        for row, names in enumerate(names for example in examples_read for names in example.features):
            there = {numbers[name] for name in names if name in numbers}
            rows += [row] * len(there)
            columns += there
        self.texts = np.repeat(np.arange(len(examples_read)), [len(example.features) for example in examples_read])
        self.x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(self.texts), len(self.names)))
        shares = np.array([share for example in examples_read for share in example.shares])
        words = np.array([count for example in examples_read for count in example.words])
        self.y = (shares < 0.5).astype(int)
        unclear = (shares >= 0.2) & (shares < 0.8)
        stays = np.array([stays for example in examples_read for stays in example.content])
        self.weight = np.sqrt(np.clip(words, 1, 60)) * np.where(unclear, 0.3, 1.0) * np.where(self.y, 1.0, STORY)
        self.weight[stays] = 0.0

    def fitted(self, rows: Any) -> LogisticRegression:
        """A model of these lines."""
        model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear")
        return model.fit(self.x[rows], self.y[rows], sample_weight=self.weight[rows])


def held_out(examples_read: Sequence[Example], matrix: Matrix, least: float) -> None:
    """Print what is taken of each kind of text, judged by what was learnt from other publishers."""
    groups = np.array([example.group for example in examples_read])[matrix.texts]
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for train, test in GroupKFold(FOLDS).split(matrix.x, matrix.y, groups):
        judge = LineJudge(weights_of(matrix.names, matrix.fitted(train), least))
        for number in sorted(set(matrix.texts[test])):
            example = examples_read[number]
            fold = Fold(example.text)
            gone = {start for start, _ in judge.furniture(fold)}
            counts = tally[example.kind]
            counts[4] += bool(gone)
            for start, share, words in zip(fold.starts, example.shares, example.words, strict=True):
                if share >= 0.8 or share < 0.2:
                    counts[0 if share < 0.2 else 2] += words
                    counts[1 if share < 0.2 else 3] += words * (start in gone)
    for kind, (junk, taken, story, lost, changed) in tally.items():
        print(
            f"{kind:12} furniture taken {taken / max(1, junk):.3f}, story lost {lost / max(1, story):.5f},"
            f" {changed} texts changed"
        )


def main() -> None:
    """Measure, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("clean", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true", help="measure only")
    parser.add_argument("--least", type=float, default=0.7, help="the least probability of furniture")
    options = parser.parse_args()
    examples_read = list(examples(options.texts, options.gold, options.clean))
    matrix = Matrix(examples_read)
    print(f"{len(examples_read)} texts, {len(matrix.y)} lines, {len(matrix.names)} features")
    held_out(examples_read, matrix, options.least)
    if not options.check:
        path = Path(__file__).parent.parent / "rules" / LINE_WEIGHTS
        path.write_bytes(weights_file(weights_of(matrix.names, matrix.fitted(np.arange(len(matrix.y))), options.least)))
        print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
