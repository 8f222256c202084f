"""Hold the dev figures against the floors in .ci/floors.json, which only rise.

floors.py SHARED
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cleanse
from cleanse.records import clean_record, dumps
from cleanse.rulebook import Rulebook

FLOORS = Path(__file__).parent.parent / ".ci" / "floors.json"


def main() -> None:
    """Measure, print, and end with an error if a figure falls short."""
    shared, floors = Path(sys.argv[1]), json.loads(FLOORS.read_text())
    control, removed = _control_unchanged(shared), _gold_words_removed(shared)
    print(f"control texts unchanged: {control:.4f}, at least {floors['control_unchanged']}")
    print(f"words of gold bodies removed: {removed:.5f}, at most {floors['gold_words_removed']}")
    rulebook = cleanse.load_rulebook()
    texts, pages = shared / "texts" / "texts.jsonl.gz", shared / "pages" / "pages.jsonl.gz"
    fine = [
        _held("texts", shared, texts, rulebook, floors["texts"]),
        _held("texts, generic rules only", shared, texts, rulebook.generic_only, floors["texts_generic"]),
        _held("pages", shared, pages, rulebook, floors["pages"], floors["metadata"]),
        _held("pages, generic rules only", shared, pages, rulebook.generic_only, floors["pages_generic"]),
    ]
    if control < floors["control_unchanged"] or removed > floors["gold_words_removed"] or not all(fine):
        sys.exit("falls short")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def _control_unchanged(shared: Path) -> float:
    texts: list[str] = [row["text"] for row in _rows(shared / "corpus" / "control.jsonl.gz")]
    return sum(cleanse.clean(text).text == text for text in texts) / len(texts)


def _gold_words_removed(shared: Path) -> float:
    words: int = 0
    removed: int = 0
    for row in _rows(shared / "pages" / "gold.jsonl"):
        article = cleanse.clean("\n\n".join(row["body"]), row["url"])
        words += len(article.source.split())
        removed += sum(len(article.removed(edit).split()) for edit in article.edits if edit.cut)
    return float(removed / words)


def _held(
    name: str, shared: Path, rows: Path, rulebook: Rulebook, floors: list[str], metadata: list[str] | None = None
) -> bool:
    """Clean these rows, let the scorers print, and say whether all floors hold."""
    print(f"{name}:", flush=True)
    gold = ["--gold", str(shared / "pages" / "gold.jsonl")]
    given = ["--input", str(rows)] if "texts" in rows.name else []
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        for row in _rows(rows):
            out.write(dumps(clean_record(row, rulebook, cleanse.Policy())))
        out.flush()
        runs = [[str(shared / "eval" / "score.py"), *gold, *given, out.name, "--floor", *floors]]
        if metadata:
            runs.append([str(shared / "eval" / "metadata.py"), *gold, out.name, "--floor", *metadata])
        codes = [subprocess.run([sys.executable, *run], check=False).returncode for run in runs]
        return not any(codes)


if __name__ == "__main__":
    main()
