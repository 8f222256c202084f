"""How the judge of blocks reads pages that its weights have not seen: by the committed weights of each fold.

    left_out.py SHARED [--lockbox]

`bench/folds/` holds the weights of each fold, made by bench/judge.py, and beside them the registered domains that the
fold left out. Every page is read by the weights that have not seen its domain. --lockbox counts the shipped weights on
the lockbox instead.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Final, NamedTuple

from page_examples import FOLDS, KnownPage, Scores, known_pages, left_pages, scores_of
from training import words_of

import cleanse
from cleanse.rulebook.rulebook import JudgeWeights, Rulebook
from cleanse.rulefiles.weights import BlockWeights, block_weights_file, block_weights_in

FOLDER: Final = Path(__file__).parent / "folds"


class Measured(NamedTuple):
    """What the whole product makes of a page."""

    page: KnownPage
    scores: Scores
    kind: str
    confidence: float


def measured(pages: Sequence[KnownPage], weights: BlockWeights | None = None) -> list[Measured]:
    """What the whole product, without publishers' rules, makes of pages with these weights or the shipped ones."""
    rulebook = Rulebook(cleanse.load_rulebook().files, weights=JudgeWeights(blocks=weights)).generic_only
    result = []
    for page in pages:
        article = cleanse.clean_html(page.html, page.url or None, rulebook=rulebook)
        scores = scores_of(Counter(words_of(article.text)), Counter(words_of(page.body)))
        result.append(Measured(page, scores, article.page_kind or "", article.confidence or 0.0))
    return result


def measured_by_folds(pages: Sequence[KnownPage], folder: Path = FOLDER) -> list[Measured]:
    """What the product makes of these pages with the weights of the fold that left each one's domain out."""
    result = []
    for fold in range(FOLDS):
        weights = block_weights_in(_weights_file(folder, fold))
        domains = frozenset(json.loads(_domains_file(folder, fold).read_text()))
        result += measured([page for page in pages if page.domain in domains], weights)
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


def print_table(title: str, results: Sequence[Measured]) -> None:
    """Print the mean scores by kind of page, with the standard error of f1."""
    print(title)
    for kind, mean in means_of(results).items():
        each = [result.scores.f1 for result in results if result.page.kind == kind]
        error = stdev(each) / len(each) ** 0.5 if len(each) > 1 else 0.0
        row = f"  {kind:14} {len(each):4} pages  precision {mean.precision:.4f}  recall {mean.recall:.4f}"
        print(f"{row}  f1 {mean.f1:.4f} ± {error:.4f}")


def print_confidence(results: Sequence[Measured]) -> None:
    """Print the f1 by confidence: a fifth of the pages a line, the least confident first."""
    ordered = sorted(results, key=lambda result: result.confidence)
    bad = sum(result.scores.f1 < 0.8 for result in ordered)
    for fifth in range(5):
        part = ordered[fifth * len(ordered) // 5 : (fifth + 1) * len(ordered) // 5]
        share = sum(result.scores.f1 < 0.8 for result in part) / max(1, bad)
        mean = fmean(result.scores.f1 for result in part)
        least, most = part[0].confidence, part[-1].confidence
        print(f"  {least:.3f} to {most:.3f}: f1 {mean:.3f}, and {share:.0%} of the pages with an f1 under 0.8")


def print_kinds(results: Sequence[Measured]) -> None:
    """Print which kinds of page were taken for which."""
    taken = Counter((result.page.kind, result.kind) for result in results)
    for kind in sorted({kind for kind, _ in taken}):
        row = "  ".join(f"{got} {count}" for (is_kind, got), count in taken.most_common() if is_kind == kind)
        print(f"  {kind:14} {row}")


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
    pages = known_pages(options.shared)
    if options.lockbox:
        print_table("lockbox:", measured([page for page in pages if page.part == "lockbox"]))
        return
    results = measured_by_folds(left_pages(pages))
    for part in ("open", "reading"):
        print_table(f"domains left out, {part}:", [result for result in results if result.page.part == part])
    print_table("domains left out:", results)
    print("kinds of page:")
    print_kinds([result for result in results if result.page.folder == "web"])
    print("confidence:")
    print_confidence(results)


if __name__ == "__main__":
    main()
