"""How the judge of blocks reads pages that its weights have not seen: by the committed weights of each fold.

    left_out.py SHARED [--lockbox]

`bench/folds/` holds the weights of each fold, made by bench/judge.py, and beside them the registered domains that the
fold left out. Every page is read by the weights that have not seen its domain. --lockbox counts the shipped weights on
the lockbox instead. bench/pages.py prints the same beside other tools, with the kinds of page and the confidence.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Final, NamedTuple

from page_examples import FOLDS, KnownPage, Scores, known_pages, left_pages
from scorers import Scorers, Scoring

import cleanse
from cleanse.article.article import Article
from cleanse.rulebook.rulebook import JudgeWeights, Rulebook
from cleanse.rulefiles.weights import BlockWeights, block_weights_file, block_weights_in

FOLDER: Final = Path(__file__).parent / "folds"


class Measured(NamedTuple):
    """What the whole product makes of a page."""

    page: KnownPage
    scores: Scores
    article: Article

    @property
    def kind(self) -> str:
        """What kind of page it is taken for."""
        return self.article.page_kind or ""

    @property
    def confidence(self) -> float:
        """How much of the story is expected to be read rightly."""
        return self.article.confidence or 0.0


def measured(
    pages: Sequence[KnownPage], scoring: Scoring, weights: BlockWeights | None = None, *, generic: bool = True
) -> list[Measured]:
    """What the whole product makes of pages with these weights or the shipped ones; `generic`: no publishers' rules."""
    rulebook = Rulebook(cleanse.load_rulebook().files, weights=JudgeWeights(blocks=weights))
    rulebook = rulebook.generic_only if generic else rulebook
    articles = [cleanse.clean_html(page.html, page.url or None, rulebook=rulebook) for page in pages]
    return [Measured(page, scoring(page, article.text), article) for page, article in zip(pages, articles, strict=True)]


def measured_by_folds(pages: Sequence[KnownPage], scoring: Scoring, folder: Path = FOLDER) -> list[Measured]:
    """What the product makes of these pages with the weights of the fold that left each one's domain out."""
    result = []
    for fold in range(FOLDS):
        weights = block_weights_in(_weights_file(folder, fold))
        domains = frozenset(json.loads(_domains_file(folder, fold).read_text()))
        result += measured([page for page in pages if page.domain in domains], scoring, weights)
    if len(result) != len(pages):
        raise SystemExit(
            f"{folder} leaves out {len(result)} of these {len(pages)} pages: make it anew, by bench/judge.py"
        )
    return result


def write_fold(folder: Path, fold: int, weights: BlockWeights, domains: Sequence[str]) -> None:
    """Write the weights of a fold, and beside them the domains that it left out."""
    folder.mkdir(exist_ok=True)
    _weights_file(folder, fold).write_bytes(gzip.compress(block_weights_file(weights), mtime=0))
    _domains_file(folder, fold).write_text(json.dumps(sorted(domains), indent=0) + "\n")


def means_of(results: Sequence[Measured]) -> dict[str, Scores]:
    """The mean scores by kind of page."""
    kinds: dict[str, list[Scores]] = defaultdict(list)
    for result in results:
        kinds[result.page.kind].append(result.scores)
    return {kind: Scores(*map(fmean, zip(*scores, strict=True))) for kind, scores in sorted(kinds.items())}


def standard_error(values: Sequence[float]) -> float:
    """The standard error of a mean."""
    return stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0


def print_table(title: str, results: Sequence[Measured]) -> None:
    """Print the mean scores by kind of page, with the standard error of f1."""
    print(title)
    for kind, mean in means_of(results).items():
        each = [result.scores.f1 for result in results if result.page.kind == kind]
        error = standard_error(each)
        row = f"  {kind:14} {len(each):4} pages  precision {mean.precision:.4f}  recall {mean.recall:.4f}"
        print(f"{row}  f1 {mean.f1:.4f} ± {error:.4f}")


def _weights_file(folder: Path, fold: int) -> Path:
    return folder / f"fold-{fold}.json.gz"


def _domains_file(folder: Path, fold: int) -> Path:
    return folder / f"fold-{fold}.domains.json"


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--lockbox", action="store_true")
    options = parser.parse_args()
    pages, scoring = known_pages(options.shared), Scorers(options.shared).scores
    if options.lockbox:
        print_table("lockbox:", measured([page for page in pages if page.part == "lockbox"], scoring))
        return
    results = measured_by_folds(left_pages(pages), scoring)
    for part in ("open", "reading"):
        print_table(f"domains left out, {part}:", [result for result in results if result.page.part == part])
    print_table("domains left out:", results)


if __name__ == "__main__":
    main()
