"""Hold the dev figures against the floors in .ci/floors.json, which only rise.

floors.py SHARED
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from collapsed import shares_of

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
    print(f"control texts unchanged: {control:.4f}, at least {floors['control_unchanged']}")
    print(f"words of gold bodies removed: {removed:.5f}, at most {floors['gold_words_removed']}")
    print(f"rules that are too broad: {len(broad)}", *broad, sep="\n  ")
    rulebook = cleanse.load_rulebook()
    texts, pages = shared / "texts" / "texts.jsonl.gz", shared / "pages" / "pages.jsonl.gz"
    fine = [
        _held("texts", shared, texts, rulebook, floors["texts"]),
        _held("texts, generic rules only", shared, texts, rulebook.generic_only, floors["texts_generic"]),
        _held("texts, without their urls", shared, texts, rulebook, floors["texts_without_urls"], urls=False),
        _held("pages", shared, pages, rulebook, floors["pages"], floors["metadata"]),
        _held("pages, generic rules only", shared, pages, rulebook.generic_only, floors["pages_generic"]),
    ]
    lined, collapsed = shares_of(texts, shared / "pages" / "gold.jsonl")
    share = collapsed.junk_removed / lined.junk_removed
    print(f"furniture that goes with line breaks goes on one line: {share:.3f}, at least {floors['on_one_line']}")
    print(f"words of the story that go then: {collapsed.gold_lost:.5f}, at most {floors['on_one_line_gold_lost']}")
    fine.append(share >= floors["on_one_line"] and collapsed.gold_lost <= floors["on_one_line_gold_lost"])
    if control < floors["control_unchanged"] or removed > floors["gold_words_removed"] or broad or not all(fine):
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
    print(f"{name}:", flush=True)
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


if __name__ == "__main__":
    main()
