"""What is taken from texts that have lost their line breaks, sentence by sentence, and from the same texts with them.

    python bench/collapsed.py TEXTS.jsonl.gz GOLD.jsonl [--extractor trafilatura]

TEXTS has `id` (a page's id, `#`, an extractor's name), `url`, `text`; GOLD has `id`, `body` (paragraphs). A sentence is
the story's when at least 0.8 of its runs of three words stand in the body, furniture when less than 0.2 do.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from training import grams, rows_of, words_of

import cleanse

_END: Final = re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+|\n+")


class Known:
    """The runs of one, two and three words of a text."""

    def __init__(self, text: str) -> None:
        """Cut a text into its runs."""
        words = words_of(text)
        self._grams = {n: set(grams(words, n)) for n in (1, 2, 3)}

    def share(self, words: list[str]) -> float:
        """How much of these words stands in the text."""
        n = min(3, len(words))
        grams_of_line = grams(words, n)
        return sum(gram in self._grams[n] for gram in grams_of_line) / len(grams_of_line)


class Shares(NamedTuple):
    """Of the words that one form of the texts holds."""

    junk_removed: float
    gold_lost: float


def shares_of(texts: Path, gold: Path, extractor: str = "trafilatura") -> tuple[Shares, Shares]:
    """What is taken with line breaks, and what on one line."""
    bodies = {row["id"]: "\n".join(row["body"]) for row in rows_of(gold)}
    lined, collapsed = Counter[str](), Counter[str]()
    for row in rows_of(texts):
        page, _, made_by = row["id"].partition("#")
        if made_by == extractor:
            sentences = [words for part in _END.split(row["text"]) if (words := words_of(part))]
            for tally, text in ((lined, row["text"]), (collapsed, " ".join(row["text"].split()))):
                _count(tally, sentences, Known(bodies[page]), Known(cleanse.clean(text, row["url"]).text))
    return _shares(lined), _shares(collapsed)


def _shares(tally: Counter[str]) -> Shares:
    return Shares(tally["junk taken"] / tally["junk"], tally["gold taken"] / tally["gold"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--extractor", default="trafilatura")
    args = parser.parse_args()
    forms = shares_of(args.texts, args.gold, args.extractor)
    for name, shares in zip(("with line breaks", "on one line"), forms, strict=True):
        print(f"{name:18} junk removed {shares.junk_removed:.4f}, gold lost {shares.gold_lost:.5f}")
    print(f"on one line, of what goes with line breaks: {forms[1].junk_removed / forms[0].junk_removed:.3f}")


def _count(tally: Counter[str], sentences: list[list[str]], known: Known, left: Known) -> None:
    for words in sentences:
        share = known.share(words)
        if share >= 0.8:
            tally["gold"] += len(words)
            tally["gold taken"] += len(words) * (left.share(words) < 0.8)
        elif share < 0.2:
            tally["junk"] += len(words)
            tally["junk taken"] += len(words) * (left.share(words) < 0.5)


if __name__ == "__main__":
    main()
