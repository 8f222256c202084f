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

FLOORS = Path(__file__).parent.parent / ".ci" / "floors.json"


def main() -> None:
    """Measure, print, and end with an error if a figure falls short."""
    shared, floors = Path(sys.argv[1]), json.loads(FLOORS.read_text())
    control, gold = _control_unchanged(shared), _gold_words_removed(shared)
    print(f"control texts unchanged: {control:.4f}, at least {floors['control_unchanged']}")
    print(f"words of gold bodies removed: {gold:.5f}, at most {floors['gold_words_removed']}")
    _score(shared, floors["texts"])
    if control < floors["control_unchanged"] or gold > floors["gold_words_removed"]:
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


def _score(shared: Path, floors: list[str]) -> None:
    texts = shared / "texts" / "texts.jsonl.gz"
    rulebook, policy = cleanse.load_rulebook(), cleanse.Policy()
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        for row in _rows(texts):
            out.write(dumps(clean_record(row, rulebook, policy)))
        out.flush()
        score = [sys.executable, str(shared / "eval" / "score.py"), "--gold", str(shared / "pages" / "gold.jsonl")]
        subprocess.run([*score, "--input", str(texts), out.name, "--floor", *floors], check=True)


if __name__ == "__main__":
    main()
