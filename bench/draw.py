"""Draw removals to be read one by one, and count what the readers found.

    draw.py SHARED --seed 7 [--part reading] [--generic 300] [--publisher 300] [--engine 100] > SHEET.jsonl
    draw.py --tally READING.jsonl...

A draw takes removals of the texts of corpus/wild.jsonl.gz and web/texts.jsonl.gz, each with 200 characters on either
side, evenly over languages, within them over sources, and within these over documents. One repeated removal (the same
words by the same rule in the same source) is drawn once. A sheet's line holds `id`, `start`, `end`, `rule`, `group`,
`language`, `source`, and `before`, `removed`, `behind`.

A reader writes lines of `id`, `start`, `end`, `rule`, `group`, `language`, `source`, `verdict` and `reader`, without
the text; `bench/readings/` keeps them. The verdict is `right` (furniture), `wrong` (the story's) or `arguable`. --tally
counts `wrong`, and half of `arguable`, with Wilson's interval of 95 %; where two have read the same removal, it counts
those that they judged differently too.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Final

from training import rows_of

import cleanse
from cleanse.article.article import Article
from cleanse.article.model import Edit

Row = dict[str, Any]
_AROUND: Final = 200
FILES: Final = ("corpus/wild.jsonl.gz", "web/texts.jsonl.gz")
_ENGINE: Final = {
    "cleanse/lines": "judge of lines",
    "cleanse/lost-break": "repairs",
    "cleanse/duplicate": "duplicates",
    "cleanse/caption": "duplicates",
    "cleanse/headline": "headlines",
}
GROUPS: Final = ("publisher", "generic", *dict.fromkeys(_ENGINE.values()))
_RULES: Final = ("publisher", "generic")
_Z: Final = 1.96
"""The normal deviate of a 95 % interval."""


def removals(shared: Path, part: str) -> Iterator[Row]:
    """Every removal in the texts of a part, once for each source."""
    parts, rulebook, known = parts_of(shared), cleanse.load_rulebook(), set()
    golds = {gold["id"]: gold for gold in rows_of(shared / "web" / "gold.jsonl")}
    for name in FILES:
        for row in rows_of(shared / name):
            gold = golds.get(row["id"].split("#")[0], row)
            url, source = row.get("url") or gold.get("url"), parts.source_of(gold)
            if parts.part(gold) != part:
                continue
            article = cleanse.clean(row["text"], url, rulebook=rulebook)
            for edit in article.edits:
                drawn = _drawn(article, edit, row["id"], source, row.get("language") or gold.get("language") or "en")
                key = source, edit.rule, drawn["removed"].strip() or (drawn["before"][-20:], drawn["behind"][:20])
                if (edit.cut or edit.insert) and key not in known:
                    known.add(key)
                    yield drawn


def group_of(rule: str) -> str:
    """Who removes something: publishers' rules, generic ones, or a part of the engine."""
    return _ENGINE.get(rule, "generic" if rule.startswith("generic/") else "publisher")


def parts_of(shared: Path) -> Any:
    """What says which part a document is in."""
    sys.path.append(str(shared / "eval"))
    return import_module("parts")


def _drawn(article: Article, edit: Edit, name: str, source: str, language: str) -> Row:
    text = article.source
    return {
        "id": name,
        "start": edit.start,
        "end": edit.end,
        "rule": edit.rule,
        "group": group_of(edit.rule),
        "language": language,
        "source": source,
        "before": text[max(0, edit.start - _AROUND) : edit.start],
        "removed": text[edit.start : edit.end],
        "behind": text[edit.end : edit.end + _AROUND],
    }


def draw(rows: Iterable[Row], sizes: dict[str, int], seed: int) -> Iterator[Row]:
    """So many removals of each group, evenly over languages and, within them, over sources."""
    dice = random.Random(seed)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    for group in GROUPS:
        yield from _evenly(groups[group], sizes[group], dice)


def _evenly(rows: Sequence[Row], size: int, dice: random.Random) -> Iterator[Row]:
    """One of each language in turn, within a language one of each source, within a source one of each document."""
    tree: dict[str, dict[str, dict[str, list[Row]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in dice.sample(list(rows), len(rows)):
        tree[row["language"]][row["source"]][row["id"].split("#")[0]].append(row)
    languages = [in_turn(map(in_turn, map(dict.values, sources.values()))) for _, sources in sorted(tree.items())]
    return islice(in_turn(languages), size)


def in_turn(many: Iterable[Iterable[Row]]) -> Iterator[Row]:
    """The first of each, the second of each, and so on, until all are through."""
    left = [iter(rows) for rows in many]
    while left:
        rows = [(rows, next(rows, None)) for rows in left]
        yield from (row for _, row in rows if row is not None)
        left = [rest for rest, row in rows if row is not None]


def tally(readings: Iterable[Row]) -> Iterator[str]:
    """The lines of a table: by group, and by language for what rules remove."""
    by_place: dict[tuple[str, int, int, str], list[Row]] = defaultdict(list)
    for row in readings:
        by_place[row["id"], row["start"], row["end"], row["rule"]].append(row)
    read = list(by_place.values())
    yield "| removals by | read | wrong | arguable | wrong, of a hundred (95 %) |"
    yield "|---|---|---|---|---|"
    for group in GROUPS:
        yield _row(group, [rows for rows in read if rows[0]["group"] == group])
    for language in sorted({rows[0]["language"] for rows in read}):
        yield _row(f"rules, {language}", [r for r in read if r[0]["language"] == language and r[0]["group"] in _RULES])
    twice = [rows for rows in read if len({row["reader"] for row in rows}) > 1]
    differ = sum(len({row["verdict"] for row in rows}) > 1 for rows in twice)
    yield f"\nRead by two: {len(twice)}; judged differently: {differ}."


def _row(name: str, read: Sequence[Sequence[Row]]) -> str:
    verdicts = Counter(_verdict(rows) for rows in read)
    wrong, total = verdicts["wrong"] + verdicts["arguable"] / 2, len(read)
    if not total:
        return f"| {name} | 0 | | | |"
    low, high = interval(wrong, total)
    share = f"{100 * wrong / total:.1f} ({100 * low:.1f} to {100 * high:.1f})"
    return f"| {name} | {total} | {verdicts['wrong']} | {verdicts['arguable']} | {share} |"


def _verdict(rows: Sequence[Row]) -> str:
    """What the readers of a removal found; `arguable` where they differ."""
    verdicts = {row["verdict"] for row in rows}
    return verdicts.pop() if len(verdicts) == 1 else "arguable"


def interval(wrong: float, total: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share.

    >>> [round(bound, 3) for bound in interval(2, 100)]
    [0.006, 0.07]
    """
    share, square = wrong / total, _Z * _Z / total
    middle, half = share + square / 2, _Z * (share * (1 - share) / total + square / (4 * total)) ** 0.5
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def main() -> None:
    """Draw, or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="SHARED | READING.jsonl")
    parser.add_argument("--tally", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=["open", "reading"], default="reading")
    parser.add_argument("--publisher", type=int, default=300)
    parser.add_argument("--generic", type=int, default=300)
    parser.add_argument("--engine", type=int, default=100)
    options = parser.parse_args()
    if options.tally:
        print(*tally(row for path in options.paths for row in rows_of(path)), sep="\n")
        return
    sizes = dict.fromkeys(GROUPS, options.engine) | {"publisher": options.publisher, "generic": options.generic}
    for row in draw(removals(options.paths[0], options.part), sizes, options.seed):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
