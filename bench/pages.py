"""How pages are read, beside other tools in one run: bodies, kinds of page, confidence, metadata and speed.

    pages.py SHARED [--every 10] [--rounds 3] [--lockbox] [--write]

Every page is read by weights that have not seen its registered domain (bench/folds, made by bench/judge.py), and by the
whole product: but for what is said to be in-sample, no rule file of a publisher is used. Pages that show no block
count, with nothing found. --lockbox counts the shipped weights on the lockbox instead, --every takes every so many
pages only, and --write puts the tables into docs/quality.md and docs/performance.md. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import page_tables
from left_out import Measured, measured, measured_by_folds
from page_examples import NEWS, WITHOUT_LISTS, KnownPage, Scores, known_pages, left_pages
from page_speed import speed
from peers import PEERS, metadata_of, texts_of, versions
from scorers import Scorers

DOCS: Final = Path(__file__).parent.parent / "docs"
_KINDS: Final = ("article", "documentation", "forum", "service", "listing", NEWS)
_NO_RULES: Final = "cleanse, without publishers' rules"
_BODIES: Final = (
    "Means over pages of the scores of their words, ± the standard error. Pages without a block count too. The `news`"
    " pages are those of `pages/`, the others those of `web/`. The gold of `pages/` leaves out lists and tables: their"
    " items within the story count as unknown."
)
_ABOUT_KINDS: Final = (
    "`page_kind` of the same pages, without publishers' rules. `news` pages are articles; no gold says `liveblog`,"
    " `product` or `empty`."
)
_WITH_RULES: Final = "cleanse, with them (in-sample)"


def main() -> None:
    """Measure, and print the tables."""
    options = _arguments()
    pages, scorers = known_pages(options.shared), Scorers(options.shared)
    if options.lockbox:
        chosen = [page for page in pages if page.part == "lockbox"][:: options.every]
        results = measured(chosen, scorers.scores)
        what = "The lockbox, read by the shipped weights."
    else:
        chosen = left_pages(pages)[:: options.every]
        results = measured_by_folds(chosen, scorers.scores)
        what = "Each page is read by weights that have not seen its registered domain."
    quality = _quality(results, scorers, what)
    print(quality, flush=True)
    if options.lockbox:
        return
    performance = _performance(chosen, options.rounds)
    print(f"\n{performance}")
    if options.write:
        _write(DOCS / "quality.md", quality)
        _write(DOCS / "performance.md", performance)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every so many pages only")
    parser.add_argument("--rounds", type=int, default=3, help="of the timing; the best counts")
    parser.add_argument("--lockbox", action="store_true", help="count the shipped weights on the lockbox instead")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/")
    options = parser.parse_args()
    if options.write and (options.lockbox or options.every > 1):
        parser.error("--write needs all pages outside of the lockbox")
    return options


def _measured_on() -> str:
    return f"Measured on {datetime.now(UTC).date()} by `bench/pages.py`, beside {versions()}."


# ---------------------------------------------------------------- quality


def _quality(results: Sequence[Measured], scorers: Scorers, what: str) -> str:
    in_sample = measured([r.page for r in results if r.page.folder == WITHOUT_LISTS], scorers.scores, generic=False)
    parts = [
        f"{_measured_on()} {what}",
        "### Bodies",
        _BODIES,
        *_bodies(results, scorers),
        "The same `news` pages with the rule files of their publishers, which were written from them: **in-sample**.",
        page_tables.bodies("news", {_WITH_RULES: [result.scores for result in in_sample]}),
        "### Kinds of page",
        _ABOUT_KINDS,
        page_tables.kinds(results),
        "### Confidence",
        "All these pages, by the `confidence` that was given without publishers' rules: a fifth of the pages a line.",
        page_tables.confidence(results),
        "### Metadata",
        "Shares of right answers. Authors count where the gold names people; all names must be right.",
        *_metadata(results, in_sample, scorers),
    ]
    return "\n\n".join(parts)


def _bodies(results: Sequence[Measured], scorers: Scorers) -> list[str]:
    pages = [result.page for result in results]
    peers = {
        name: [scorers.scores(page, text) for page, text in zip(pages, texts_of(peer, pages), strict=True)]
        for name, peer in PEERS.items()
    }
    tools: Mapping[str, Sequence[Scores]] = {_NO_RULES: [result.scores for result in results], **peers}
    tables = []
    for kind in _KINDS:
        of_kind = [page.kind == kind for page in pages]
        if any(of_kind):
            scores = {
                tool: [score for score, is_of_kind in zip(each, of_kind, strict=True) if is_of_kind]
                for tool, each in tools.items()
            }
            tables.append(page_tables.bodies(f"{kind}, {sum(of_kind)} pages", scores))
    return tables


def _metadata(results: Sequence[Measured], in_sample: Sequence[Measured], scorers: Scorers) -> list[str]:
    tables = []
    for kind in (NEWS, "article"):
        ours = [result for result in results if result.page.kind == kind]
        tools = {
            _NO_RULES: [_marks(result, scorers) for result in ours],
            **({_WITH_RULES: [_marks(result, scorers) for result in in_sample]} if kind == NEWS else {}),
            "trafilatura": [scorers.marks(result.page, metadata_of(result.page)) for result in ours],
        }
        if ours:
            tables.append(page_tables.metadata(f"{kind}, {len(ours)} pages", tools))
    return tables


def _marks(result: Measured, scorers: Scorers) -> dict[str, bool | None]:
    article = result.article
    answer = {"title": article.title, "published": article.published, "authors": article.authors}
    return scorers.marks(result.page, answer)


# ---------------------------------------------------------------- the rest


def _performance(pages: Sequence[KnownPage], rounds: int) -> str:
    size = sum(len(page.html) for page in pages) / len(pages) / 1000
    how = (
        "All that `clean_html` does, metadata included, and what finds the story alone, the metadata given."
        f" Processor time in one process; the tools take turns on each page, and the best of {rounds} rounds counts. Of"
        f" each folder every so many pages are timed; a page has {size:.0f} kB on average."
    )
    return f"{_measured_on()} {how}\n\n{speed(pages, rounds)}"


def _write(path: Path, tables: str) -> None:
    """Put the tables where they were: between the two marks in a file."""
    text, count = re.subn(
        r"(?s)(<!-- made by bench/pages\.py -->\n).*(<!-- as far as this -->)",
        lambda match: f"{match[1]}\n{tables}\n\n{match[2]}",
        path.read_text(),
    )
    if count != 1:
        raise SystemExit(f"no place for tables in {path.name}")
    path.write_text(text)


if __name__ == "__main__":
    main()
