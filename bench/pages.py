"""Speed and accuracy of reading pages, side by side in one run with what it is compared with.

pages.py PAGES.jsonl.gz GOLD.jsonl [--eval FOLDER] [--rounds 2] [--every 1]

Prints pages/s, the rate as a multiple of trafilatura's, f1, precision and recall of the bodies for:

  cleanse, known                `cleanse.clean_html` with the shipped rules
  cleanse, unknown              the same with publishers' rules left out (the judge was trained on these pages: see
                                bench/judge.py for figures with each page's publisher left out of that)
  trafilatura (several ways), resiliparse, newspaper4k, readability-lxml

and, where a tool gives metadata, the share of right titles, days and authors. FOLDER holds the scorers `score.py` and
`metadata.py`. The rounds are interleaved and the best processor time of each counts, since the machine's speed drifts.
Needs the `bench` extra; what is not installed is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import cleanse

Row = dict[str, Any]


class Reading(NamedTuple):
    """What a tool makes of a page."""

    text: str
    title: str | None = None
    published: str | None = None
    authors: list[str] | None = None


Tool = Callable[[Row], Reading]


def main() -> None:
    """Measure and print the tables."""
    args = _arguments()
    sys.path.insert(0, str(args.eval))
    gold = {row["id"]: row for row in _rows(args.gold)}
    rows = [row for row in _rows(args.pages) if row["id"] in gold][:: args.every]
    times: dict[str, float] = {}
    readings: dict[str, list[Reading]] = {}
    tools = dict(_tools())
    for _ in range(args.rounds):
        for name, tool in tools.items():
            start = time.process_time()
            readings[name] = [_tried(tool, row) for row in rows]
            seconds = time.process_time() - start
            times[name] = min(seconds, times.get(name, seconds))
    print(f"{len(rows)} pages, {sum(len(row['html']) for row in rows) / 1e6:.1f} MB")
    for name in tools:
        _print_row(name, times, [gold[row["id"]] for row in rows], readings[name], len(rows))


def _tried(tool: Tool, row: Row) -> Reading:
    try:
        return tool(row)
    except Exception as error:  # noqa: BLE001  # another tool's failure is its result
        print(f"{row['id']}: {type(error).__name__}: {error}".splitlines()[0], file=sys.stderr)
        return Reading("")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--eval", type=Path, help="the folder of the scorers; by default beside that of the gold")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="take every so many pages only")
    args = parser.parse_args()
    args.eval = args.eval or args.gold.resolve().parent.parent / "eval"
    return args


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _print_row(name: str, times: dict[str, float], gold: list[Row], readings: list[Reading], pages: int) -> None:
    from metadata import CHECKS  # type: ignore[import-not-found]  # of the folder that was named
    from score import prf  # type: ignore[import-not-found]

    scores = [prf("\n".join(row["body"]), item.text) for row, item in zip(gold, readings, strict=True)]
    precision, recall, f1 = (fmean(column) for column in zip(*scores, strict=True))
    ratio = times[_MEASURE] / times[name]
    line = f"{name:28} {pages / times[name]:8.1f} pages/s {ratio:6.2f} x"
    line += f"  f1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}"
    if any(item.authors is not None for item in readings):
        for field, right in CHECKS.items():
            marks = [right(row, item._asdict()) for row, item in zip(gold, readings, strict=True)]
            line += f"  {field} {fmean(mark for mark in marks if mark is not None):.4f}"
    print(line, flush=True)


_MEASURE = "trafilatura"


def _tools() -> Iterator[tuple[str, Tool]]:
    rulebook = cleanse.load_rulebook()
    yield "cleanse, known", lambda row: _of_article(cleanse.clean_html(row["html"], row["url"], rulebook=rulebook))
    unknown = rulebook.generic_only
    yield "cleanse, unknown", lambda row: _of_article(cleanse.clean_html(row["html"], row["url"], rulebook=unknown))
    for tools in (_trafilatura, _resiliparse, _newspaper, _readability):
        try:
            yield from tools()
        except ImportError as error:
            print(f"not measured: {error.name} is not installed", file=sys.stderr)


def _of_article(article: cleanse.Article) -> Reading:
    return Reading(article.text, article.title, article.published, list(article.authors))


def _trafilatura() -> Iterator[tuple[str, Tool]]:
    import trafilatura

    def with_metadata(row: Row) -> Reading:
        document: Any = trafilatura.bare_extraction(row["html"], url=row["url"], with_metadata=True)
        if document is None:
            return Reading("", authors=[])
        authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
        return Reading(document.text or "", document.title, document.date, authors)

    yield _MEASURE, lambda row: Reading(trafilatura.extract(row["html"]) or "")
    yield (
        "trafilatura, no comments",
        lambda row: Reading(trafilatura.extract(row["html"], include_comments=False) or ""),
    )
    yield "trafilatura, fast", lambda row: Reading(trafilatura.extract(row["html"], fast=True) or "")
    yield "trafilatura, with metadata", with_metadata


def _resiliparse() -> Iterator[tuple[str, Tool]]:
    from resiliparse.extract.html2text import extract_plain_text

    yield "resiliparse, main content", lambda row: Reading(extract_plain_text(row["html"], main_content=True))


def _newspaper() -> Iterator[tuple[str, Tool]]:
    import newspaper

    def read(row: Row) -> Reading:
        article = newspaper.Article(row["url"], fetch_images=False)
        article.download(input_html=row["html"])
        article.parse()
        day = article.publish_date.isoformat() if article.publish_date else None
        return Reading(article.text, article.title, day, list(article.authors))

    yield "newspaper4k", read


def _readability() -> Iterator[tuple[str, Tool]]:
    from lxml import html
    from readability import Document

    def read(row: Row) -> Reading:
        summary = Document(row["html"]).summary()
        return Reading(" ".join(html.fromstring(summary).itertext()))

    yield "readability-lxml", read


if __name__ == "__main__":
    main()
