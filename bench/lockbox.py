"""Count, by machine alone, the words that go from the lockbox's texts, by who removes them.

    lockbox.py SHARED

Nobody tunes on the lockbox or reads it, so that this cannot be tuned to: a rule that takes too much shows here. The
texts are those of corpus/wild.jsonl.gz and of web/texts.jsonl.gz. Fails above the shares of `lockbox` in
.ci/floors.json, which are words removed of a thousand words.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from draw import FILES, GROUPS, group_of, parts_of
from floors import FLOORS
from training import rows_of

import cleanse

_THOUSAND: Final = 1000


def main() -> None:
    """Count, print, and end with an error above a ceiling."""
    shared = Path(sys.argv[1])
    ceilings = json.loads(FLOORS.read_text())["lockbox"]
    fine = True
    for name in FILES:
        words, removed = _counted(shared, name)
        print(f"{name}, lockbox: {words:,} words; removed of a thousand words, by:")
        for group in GROUPS:
            share, most = _THOUSAND * removed[group] / words, ceilings[name][group]
            print(f"  {group:15} {share:6.2f}, at most {most}")
            fine &= share <= most
    if not fine:
        sys.exit("more is removed than before from texts that nobody tuned on")


def _counted(shared: Path, name: str) -> tuple[int, Counter[str]]:
    rulebook, words, removed = cleanse.load_rulebook(), 0, Counter[str]()
    for text, url in _texts(shared, name):
        article = cleanse.clean(text, url, rulebook=rulebook)
        words += len(text.split())
        for edit in article.edits:
            if edit.cut:
                removed[group_of(edit.rule)] += len(article.removed(edit).split())
    return words, removed


def _texts(shared: Path, name: str) -> Iterator[tuple[str, str | None]]:
    parts = parts_of(shared)
    golds = {gold["id"]: gold for gold in rows_of(shared / "web" / "gold.jsonl")}
    for row in rows_of(shared / name):
        gold = golds.get(row["id"].split("#")[0], row)
        if parts.part(gold) == "lockbox":
            yield row["text"], row.get("url") or gold.get("url")


if __name__ == "__main__":
    main()
