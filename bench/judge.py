"""Make the weights of the judge of blocks from pages with known stories, and say how it does on hosts it never saw.

    judge.py SHARED [--write] [--folds FOLDER] [--lockbox]

SHARED holds `pages/` and `web/`, each with pages.jsonl.gz and gold.jsonl. Pages are parted by registered domain into
folds. The judge of a fold learns from the open pages of the other folds alone, and reads the open and the reading pages
of its own: no figure is of a page, a host or a domain that its weights have seen. Pages whose domain is in the lockbox
too are left aside. --folds writes the weights of each fold, with the domains that it left out; --write writes those of
all open pages to rules/judge.json; --lockbox counts these on the lockbox. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import lightgbm
import numpy as np
from left_out import Measured, measured, print_table, write_fold
from page_examples import FOLDS, Example, examples_of, fold_of, known_pages, left_pages
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from scorers import Scorers

from cleanse.pages.judge.features import Mass
from cleanse.pages.judge.first import TABLES, near_names, steps
from cleanse.pages.judge.judge import HOPELESS, KINDS, NO_CHANCE
from cleanse.pages.judge.signals import outcome_of, signals_of, totals_of
from cleanse.pages.judge.survey import Survey
from cleanse.rulebook.rulebook import BLOCK_WEIGHTS
from cleanse.rulefiles.weights import BlockWeights, Trees, block_weights_file

DOMAINS: Final = 5
"""A name that fewer domains have is not learnt: it would be theirs."""
STRENGTH: Final = 0.05
"""Of the first look's fit against the wish for small weights."""
SMALLEST: Final = 0.03
"""Smaller weights of names are left out."""
LEAST: Final = 0.42
"""The least probability of a block of the story."""
_ROUNDS: Final = 80
_FIRST_WORDS, _SECOND_WORDS = 60, 100
"""A block counts by its words in each look's training, but by no more than these."""
_ALWAYS: Final = {"verbose": -1, "seed": 1, "num_threads": 2, "deterministic": True}
_BLOCKS: Final = {
    "objective": "binary", "learning_rate": 0.09, "num_leaves": 16, "min_data_in_leaf": 60, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "lambda_l2": 5, "num_iterations": 130,
}  # fmt: skip
_KINDS: Final = {
    "objective": "multiclass", "num_class": len(KINDS), "learning_rate": 0.1, "num_leaves": 6, "min_data_in_leaf": 12,
    "feature_fraction": 0.4, "lambda_l2": 2, "num_iterations": 40,
}  # fmt: skip
_CONFIDENCE: Final = {
    "objective": "regression", "learning_rate": 0.05, "num_leaves": 5, "min_data_in_leaf": 15, "feature_fraction": 0.5,
    "lambda_l2": 2, "num_iterations": 80,
}  # fmt: skip

Array = Any
Name = tuple[str, str]


# ---------------------------------------------------------------- the first look


class Names:
    """The names and steps of all blocks, as a sparse matrix with a column for each."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Read the names that blocks of enough domains have."""
        numbers: dict[Name, int] = {}
        rows: list[list[int]] = []
        domains: dict[int, set[str]] = defaultdict(set)
        for example in examples:
            for names in _names(example.survey):
                rows.append([numbers.setdefault(name, len(numbers)) for name in names])
                for number in rows[-1]:
                    domains[number].add(example.page.domain)
        kept = [number for number in numbers.values() if len(domains[number]) >= DOMAINS]
        self.names = [name for name, number in numbers.items() if len(domains[number]) >= DOMAINS]
        column = np.full(len(numbers), -1)
        column[kept] = np.arange(len(kept))
        columns = [column[row][column[row] >= 0] for row in rows]
        ends = np.cumsum([0, *map(len, columns)])
        of_names = csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), shape=(len(rows), len(kept)))
        measures = [np.concatenate(each) for each in zip(*(steps(e.survey) for e in examples), strict=True)]
        of_steps = [
            csr_matrix((np.ones(len(rows)), (np.arange(len(rows)), step)), shape=(len(rows), count))
            for step, count in zip(measures, TABLES.values(), strict=True)
        ]
        self.matrix = hstack([of_names, *of_steps]).tocsr()

    def fitted(self, rows: Array, wanted: Array, weights: Array) -> Array:
        """The weight of each column, and what is added to their sum: a logistic regression of these rows."""
        matrix, sign, weights = self.matrix[rows], 2 * wanted[rows] - 1, weights[rows]
        transposed = matrix.T.tocsr()

        def loss(fit: Array) -> tuple[float, Array]:
            margin = (matrix @ fit[:-1] + fit[-1]) * sign
            pull = -sign * weights / (1 + np.exp(np.clip(margin, -500, 500)))
            cost = (np.logaddexp(0, -margin) * weights).sum() + 0.5 / STRENGTH * (fit[:-1] @ fit[:-1])
            return cost, np.concatenate([transposed @ pull + fit[:-1] / STRENGTH, [pull.sum()]])

        begin = np.zeros(matrix.shape[1] + 1)
        return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x

    def shipped(self, fit: Array) -> Array:
        """A fit as it is shipped: rounded, without small weights of names."""
        rounded = fit.round(3)
        of_names = rounded[: len(self.names)]
        of_names[np.abs(of_names) < SMALLEST] = 0
        return rounded

    def scores(self, fit: Array) -> Array:
        """What a fit says of every block."""
        return self.matrix @ fit[:-1] + fit[-1]

    def groups(self, fit: Array) -> dict[str, dict[str, float]]:
        """The weights of names, by group."""
        groups: dict[str, dict[str, float]] = {"near": {}, "tag": {}, "short": {}}
        for (group, name), weight in sorted(zip(self.names, fit, strict=False)):
            if weight:
                groups[group][name] = float(weight)
        return groups

    def tables(self, fit: Array) -> dict[str, list[float]]:
        """The weights of the steps of each measure."""
        ends = len(self.names) + np.cumsum([0, *TABLES.values()])
        return {name: fit[ends[at] : ends[at + 1]].tolist() for at, name in enumerate(TABLES)}


def _names(survey: Survey) -> list[list[Name]]:
    """The names of each block."""
    parents = survey.parent.tolist()
    of_element = {
        element: [
            *(("near", name) for name in near_names(survey.names, parents, element)),
            ("tag", survey.tag[element]),
        ]
        for element in set(survey.place.tolist())
    }
    return [
        [*of_element[element], *(("short", word) for word in set(words))]
        for element, words in zip(survey.place.tolist(), survey.short, strict=True)
    ]


# ---------------------------------------------------------------- trees


def grown(parameters: dict[str, Any], columns: Sequence[dict[str, Array]], wanted: Array, weights: Array) -> Any:
    """Trees that answer what is wanted of these rows, each given as a column for each name."""
    names = sorted(columns[0])
    rows = np.concatenate([_rows(each, names) for each in columns])
    used = weights > 0
    data = lightgbm.Dataset(rows[used], wanted[used], weight=weights[used])
    return lightgbm.train(_ALWAYS | parameters, data)


def _rows(columns: dict[str, Array], names: Sequence[str]) -> Array:
    length = max(np.size(values) for values in columns.values())
    return np.stack([np.broadcast_to(columns[name], length) for name in names], 1).astype(np.float32)


def answers(booster: Any, columns: dict[str, Array]) -> Array:
    """What trees answer to these rows, as probabilities where they were grown for classes."""
    return booster.predict(_rows(columns, sorted(columns)))


def shipped_trees(booster: Any, columns: dict[str, Array], classes: int = 1) -> Trees:
    """Grown trees as they are shipped."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(node: dict[str, Any]) -> int:
        number = len(nodes)
        nodes.append((-1, 0.0, number, number, round(float(node.get("leaf_value", 0.0)), 5)))
        if "left_child" in node:
            ways = add(node["left_child"]), add(node["right_child"])
            nodes[number] = (node["split_feature"], _below(node["threshold"]), *ways, 0.0)
        return number

    model = booster.dump_model()
    roots = [add(tree["tree_structure"]) for tree in model["tree_info"]]
    feature, threshold, left, right, value = (list(column) for column in zip(*nodes, strict=True))
    used = sorted({number for number in feature if number >= 0})
    names = sorted(columns)
    place = {number: at for at, number in enumerate(used)} | {-1: -1}
    looked_at = [place[number] for number in feature]
    return Trees([names[number] for number in used], roots, looked_at, threshold, left, right, value, classes)


def _below(threshold: float) -> float:
    """The largest number of single precision that is not above a threshold, in few digits."""
    single = np.float32(threshold)
    if float(single) > threshold:
        single = np.nextafter(single, np.float32(-np.inf))
    return float(str(single))


# ---------------------------------------------------------------- the whole


class _Blocks(NamedTuple):
    """The blocks of all examples in a row."""

    wanted: Array
    first_weights: Array
    second_weights: Array
    page: Array
    """Of each block, the number of its example."""

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Blocks:
        page = np.repeat(np.arange(len(examples)), [len(example.texts) for example in examples])
        first = np.concatenate([example.weights(_FIRST_WORDS) for example in examples])
        second = np.concatenate([example.weights(_SECOND_WORDS) for example in examples])
        totals = np.bincount(page, first)
        # A long page counts no more than two others, and in the second look no more than any other.
        first *= np.minimum(1, 2 * np.median(totals) / np.maximum(totals, 1e-9))[page]
        totals = np.bincount(page, second)
        second *= (np.median(totals) / np.maximum(totals, 1e-9))[page]
        wanted = np.concatenate([example.wanted for example in examples])
        return cls(wanted, first, second / second.mean(), page)


def trained(examples: Sequence[Example]) -> BlockWeights:
    """The weights that these pages teach.

    What the second look learns from are scores of pages that the first has not learnt from, and so on: each step
    learns from answers of the step before to pages of other domains.
    """
    blocks, names = _Blocks.of(examples), Names(examples)
    folds = np.array([fold_of(example.page.domain, salt="inner") for example in examples])

    def first(pages: Array) -> Array:
        rows = pages[blocks.page] & (blocks.first_weights > 0)
        return names.shipped(names.fitted(rows, blocks.wanted, blocks.first_weights))

    scores = np.zeros(len(blocks.page))
    for fold in range(FOLDS):
        mine = (folds == fold)[blocks.page]
        scores[mine] = names.scores(first(folds != fold))[mine]
    masses = [Mass(example.survey, scores[blocks.page == at]) for at, example in enumerate(examples)]
    pages = [dict(signals_of(e.signals)) | dict(totals_of(mass)) for e, mass in zip(examples, masses, strict=True)]
    kinds = np.array([KINDS.index(example.page.kind) if example.page.kind in KINDS else 0 for example in examples])
    even = np.ones(len(examples))
    of_kinds = _out_of_fold(_KINDS, pages, kinds, even, folds)
    pages = [page | kind_columns(shares) for page, shares in zip(pages, of_kinds, strict=True)]
    columns = [
        mass.columns() | {name: value for name, value in page.items() if name.startswith("kind: ")}
        for mass, page in zip(masses, pages, strict=True)
    ]
    second_weights = np.where(scores >= HOPELESS, blocks.second_weights, 0)
    stories = _out_of_fold(_BLOCKS, columns, blocks.wanted, second_weights, folds, blocks.page)
    stories = np.where(scores >= HOPELESS, stories, NO_CHANCE)
    outcomes, results = [], []
    for at, (example, mass, page) in enumerate(zip(examples, masses, pages, strict=True)):
        story = stories[blocks.page == at]
        outcomes.append(page | dict(outcome_of(mass, story, LEAST)))
        results.append(example.f1_of(story > LEAST))
    fit = first(np.ones(len(examples), dtype=bool))
    without_kinds = [{n: v for n, v in page.items() if not n.startswith("kind: ")} for page in pages]
    return BlockWeights(
        names=names.groups(fit),
        tables=names.tables(fit),
        start=float(fit[-1]),
        kinds=shipped_trees(grown(_KINDS, without_kinds, kinds, even), without_kinds[0], len(KINDS)),
        blocks=shipped_trees(grown(_BLOCKS, columns, blocks.wanted, second_weights), columns[0]),
        least=LEAST,
        confidence=shipped_trees(grown(_CONFIDENCE, outcomes, np.array(results), even), outcomes[0]),
    )


def kind_columns(shares: Array) -> dict[str, float]:
    """The probabilities of the kinds of page, by name."""
    return {f"kind: {name}": float(share) for name, share in zip(KINDS, shares, strict=True)}


def _out_of_fold(
    parameters: dict[str, Any],
    columns: Sequence[dict[str, Array]],
    wanted: Array,
    weights: Array,
    folds: Array,
    page: Array | None = None,
) -> Array:
    """What trees answer that have not learnt from the fold of a row; `page` tells the page of a row."""
    rows_fold = folds if page is None else folds[page]
    result: Array = None
    for fold in range(FOLDS):
        others = [each for each, other in zip(columns, folds, strict=True) if other != fold]
        mine = [each for each, other in zip(columns, folds, strict=True) if other == fold]
        if not mine:
            continue
        booster = grown(parameters, others, wanted[rows_fold != fold], weights[rows_fold != fold])
        said = np.concatenate([answers(booster, each) for each in mine])
        if result is None:
            result = np.zeros((len(rows_fold), *said.shape[1:]))
        result[rows_fold == fold] = said
    return result


def main() -> None:
    """Train, measure, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all open pages to rules/judge.json")
    parser.add_argument("--folds", type=Path, help="write the weights of each fold into this folder")
    parser.add_argument("--lockbox", action="store_true", help="count the weights of all open pages on the lockbox")
    options = parser.parse_args()
    pages, scoring = known_pages(options.shared), Scorers(options.shared).scores
    left = left_pages(pages)
    taught = list(examples_of([page for page in left if page.part == "open"]))
    print(f"{len(taught)} open pages with {sum(len(example.texts) for example in taught):,} blocks", flush=True)
    results: list[Measured] = []
    for fold in range(FOLDS):
        weights = trained([example for example in taught if fold_of(example.page.domain) != fold])
        own = [page for page in left if fold_of(page.domain) == fold]
        results += measured(own, scoring, weights)
        if options.folds:
            write_fold(options.folds, fold, weights, sorted({page.domain for page in own}))
        print(f"fold {fold}: {len(own)} pages left out", flush=True)
    for part in ("open", "reading"):
        print_table(f"domains left out, {part}:", [result for result in results if result.page.part == part])
    if options.write or options.lockbox:
        weights = trained(taught)
        if options.write:
            path = Path(__file__).parent.parent / "rules" / BLOCK_WEIGHTS
            path.write_bytes(block_weights_file(weights))
            print(f"wrote {path.name}")
        if options.lockbox:
            locked = [page for page in pages if page.part == "lockbox"]
            print_table("lockbox, by the weights of all open pages:", measured(locked, scoring, weights))


if __name__ == "__main__":
    main()
