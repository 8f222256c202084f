"""Speed of cleaning plain text, side by side in one run with what it is compared with.

text.py CORPUS.jsonl[.gz] [--documents 2000] [--rounds 3]

Prints documents/s, MB/s and the cost as a multiple of an orjson copy, for:

  orjson copy            reading and writing the same rows: the floor of any JSONL run
  the fold               what a text looks like to the rules: each text is folded once at least
  the fold and the scan  and where the literals of all rules stand in it: what a text costs in which no rule is tried
  cleanse, N publishers  `cleanse.clean` with the shipped rules
  cleanse, 1000          the same with generated publishers besides, 1,000 in all
  plain loop             the same patterns and phrases, tried one after another on every line
  C4QualityFilter        datatrove's line filter, which this replaces (needs the `bench` extra)

The rounds are interleaved and the best processor time of each is printed, since the machine's speed drifts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import re2

import cleanse
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.schema import listed
from cleanse.text.fold import Fold

Row = dict[str, Any]
Run = Callable[[], object]


def main() -> None:
    """Measure and print the table."""
    args = _arguments()
    with gzip.open(args.corpus, "rt") if args.corpus.suffix == ".gz" else args.corpus.open() as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(args.documents), strict=False)]
    size = sum(len(row["text"].encode()) for row in rows)
    shipped = cleanse.load_rulebook()
    with tempfile.TemporaryDirectory() as folder:
        many = cleanse.load_rulebook(_generated(Path(folder), 1000 - len(shipped.publishers)))
    runs: dict[str, Run] = {
        "orjson copy": lambda: [orjson.dumps(orjson.loads(line)) for line in copied],
        "the fold": lambda: [Fold(row["text"]) for row in rows],
        "the fold and the scan": lambda: [shipped.index.scan(Fold(row["text"])) for row in rows],
        f"cleanse, {len(shipped.publishers)} publishers": lambda: _clean(rows, shipped),
        f"cleanse, {len(many.publishers)} publishers": lambda: _clean(rows, many),
        **_c4(rows),
    }
    copied = [orjson.dumps(row) for row in rows]
    times = _times(runs, args.rounds)
    loop = _plain_loop(rows[: max(1, len(rows) // 50)], shipped)
    times["plain loop"] = _times({"plain loop": loop}, 1)["plain loop"] * 50
    floor = times["orjson copy"]
    print(f"{len(rows)} documents, {size / 1e6:.1f} MB of text, {len(shipped.rules)} rules shipped")
    for name, seconds in times.items():
        rate, mb = len(rows) / seconds, size / 1e6 / seconds
        print(f"{name:26} {rate:10.0f} documents/s {mb:8.2f} MB/s {seconds / floor:9.1f} x the orjson copy")
    few, lot = (times[f"cleanse, {len(book.publishers)} publishers"] for book in (shipped, many))
    print(f"{len(many.publishers)} publishers cost {lot / few:.2f} times what {len(shipped.publishers)} cost")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _times(runs: dict[str, Run], rounds: int) -> dict[str, float]:
    """The best processor time of each, in seconds, after one run that is not counted."""
    best: dict[str, float] = {}
    for counted in range(rounds + 1):
        for name, run in runs.items():
            start = time.process_time()
            run()
            seconds = time.process_time() - start
            if counted or name == "plain loop":
                best[name] = min(seconds, best.get(name, seconds))
    return best


def _clean(rows: list[Row], rulebook: Rulebook) -> None:
    for row in rows:
        _ = cleanse.clean(row["text"], row["url"], rulebook=rulebook).text


def _generated(folder: Path, count: int) -> Path:
    """Rule files of invented publishers, each as large as a shipped one."""
    words = random.Random(1)
    for number in range(count):
        name = f"{_word(words)}{number}"
        rules = "".join(_rule(words, name, rule) for rule in range(15))
        head = f'name = "{name}"\ndomains = ["{name}.example"]\nlanguage = "en"\n'
        furniture = f'furniture = ["Follow the {name} on every {_word(words)}"]\n'
        (folder / f"{name}.example.toml").write_text(head + furniture + rules)
    return folder


def _rule(words: random.Random, name: str, number: int) -> str:
    phrase = " ".join(_word(words) for _ in range(6)).capitalize()
    way = f'text = "{phrase}"' if number % 2 else f"pattern = '''{phrase} (?P<author>.+)'''"
    removes = phrase if number % 2 else f"{phrase} Ada Byron"
    return (
        f'\n[[rule]]\nid = "r{number}"\nkind = "newsletter"\nwhy = "Invented, for {name}."\n{way}\n'
        f'removes = ["{removes}"]\nkeeps = ["It rained."]\n'
    )


def _word(words: random.Random) -> str:
    return "".join(words.choice("bdfgklmnprstvz") + words.choice("aeiou") for _ in range(words.randint(2, 4)))


def _plain_loop(rows: list[Row], rulebook: Rulebook) -> Run:
    """What a script of regular expressions does: every rule on every line."""
    patterns = [rule.pattern.compiled for rule in rulebook.rules if rule.pattern]
    phrases = [
        re2.compile(re.escape(text).replace("\\ ", " ")) for rule in rulebook.rules for text in listed(rule.table.text)
    ]

    def run() -> None:
        for row in rows:
            for line in row["text"].split("\n"):
                for pattern in patterns:
                    pattern.fullmatch(line)
                for phrase in phrases:
                    phrase.search(line)

    return run


def _c4(rows: list[Row]) -> dict[str, Run]:
    try:
        from datatrove.data import Document
        from datatrove.pipeline.filters import C4QualityFilter
    except ImportError:
        print("C4QualityFilter: not measured, install the `bench` extra")
        return {}
    step = C4QualityFilter()

    def documents() -> Iterator[Any]:
        for row in rows:
            yield Document(text=row["text"], id=row["id"])

    return {"C4QualityFilter": lambda: [step.filter(document) for document in documents()]}


if __name__ == "__main__":
    main()
