"""Hold the dev figures against the floors in .ci/floors.json. They rise; the commit that lowers one says why.

floors.py SHARED

Floors `regression_…` are in-sample: rules were written, and judges taught, with these texts and pages in view. They say
that nothing has become worse, and not how good it is. Those of `left_out` are of pages that the weights have not seen,
by kind of page: bench/folds holds the weights.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from collapsed import shares_of
from left_out import means_of, measured_by_folds, print_table
from page_examples import known_pages, left_pages
from scorers import Scorers

import cleanse
from cleanse.article.article import Article
from cleanse.authoring.trials import too_broad
from cleanse.records import clean_record, dumps
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook

FLOORS = Path(__file__).parent.parent / ".ci" / "floors.json"


def main() -> None:
    """Measure, print, and end with an error if a figure falls short."""
    shared, floors = Path(sys.argv[1]), json.loads(FLOORS.read_text())
    texts_that_stay = [cleanse.clean(row["text"]) for row in _rows(shared / "corpus" / "control.jsonl.gz")]
    stories = [cleanse.clean("\n\n".join(row["body"]), row["url"]) for row in _rows(shared / "pages" / "gold.jsonl")]
    control, removed = _unchanged(texts_that_stay), _words_removed(stories)
    broad = list(too_broad(read_rules([]), (*texts_that_stay, *stories)))
    least_control, most_removed = floors["regression_control_unchanged"], floors["regression_gold_words_removed"]
    print(f"control texts unchanged (in-sample): {control:.4f}, at least {least_control}")
    print(f"words of gold bodies removed (in-sample): {removed:.5f}, at most {most_removed}")
    print(f"rules that are too broad: {len(broad)}", *broad, sep="\n  ")
    rulebook = cleanse.load_rulebook()
    texts, pages = shared / "texts" / "texts.jsonl.gz", shared / "pages" / "pages.jsonl.gz"
    fine = [
        _held("texts", shared, texts, rulebook, floors["regression_texts"]),
        _held("texts, generic rules only", shared, texts, rulebook.generic_only, floors["regression_texts_generic"]),
        _held(
            "texts, without their urls", shared, texts, rulebook, floors["regression_texts_without_urls"], urls=False
        ),
        _held("pages", shared, pages, rulebook, floors["regression_pages"], floors["regression_metadata"]),
        _held_left_out(shared, floors["left_out"]),
    ]
    lined, collapsed = shares_of(texts, shared / "pages" / "gold.jsonl")
    share = collapsed.junk_removed / lined.junk_removed
    least_share, most_lost = floors["regression_on_one_line"], floors["regression_on_one_line_gold_lost"]
    print(f"furniture that goes with line breaks goes on one line (in-sample): {share:.3f}, at least {least_share}")
    print(f"words of the story that go then (in-sample): {collapsed.gold_lost:.5f}, at most {most_lost}")
    fine.append(share >= least_share and collapsed.gold_lost <= most_lost)
    if control < least_control or removed > most_removed or broad or not all(fine):
        sys.exit("falls short")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def _unchanged(articles: Sequence[Article]) -> float:
    return sum(article.text == article.source for article in articles) / len(articles)


def _words_removed(articles: Sequence[Article]) -> float:
    words = sum(len(article.source.split()) for article in articles)
    cuts = (article.removed(edit) for article in articles for edit in article.edits if edit.cut)
    return sum(len(cut.split()) for cut in cuts) / words


def _held(
    name: str,
    shared: Path,
    rows: Path,
    rulebook: Rulebook,
    floors: list[str],
    metadata: list[str] | None = None,
    *,
    urls: bool = True,
) -> bool:
    """Clean these rows, with their urls or without, let the scorers print, and say whether all floors hold."""
    print(f"{name} (in-sample):", flush=True)
    gold = ["--gold", str(shared / "pages" / "gold.jsonl")]
    given = ["--input", str(rows)] if "texts" in rows.name else []
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        for row in _rows(rows):
            record = row if urls else {key: value for key, value in row.items() if key != "url"}
            out.write(dumps(clean_record(record, rulebook, cleanse.Policy())))
        out.flush()
        runs = [[str(shared / "eval" / "score.py"), *gold, *given, out.name, "--floor", *floors]]
        if metadata:
            runs.append([str(shared / "eval" / "metadata.py"), *gold, out.name, "--floor", *metadata])
        codes = [subprocess.run([sys.executable, *run], check=False).returncode for run in runs]
        return not any(codes)


def _held_left_out(shared: Path, floors: Mapping[str, Mapping[str, float]]) -> bool:
    """Read pages by weights that have not seen their domains, and say whether all floors of their kinds hold."""
    results = measured_by_folds(left_pages(known_pages(shared)), Scorers(shared).scores)
    print_table("pages, without publishers' rules, by weights that left their domains out:", results)
    means = means_of(results)
    short = [
        f"{kind} {name}={least}: {getattr(means[kind], name):.4f}"
        for kind, figures in floors.items()
        for name, least in figures.items()
        if getattr(means[kind], name) < least
    ]
    if short:
        print("falls short: " + "; ".join(short))
    return not short


if __name__ == "__main__":
    main()
