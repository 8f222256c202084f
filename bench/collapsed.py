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
from typing import Final

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
        found = grams(words, n)
        return sum(gram in self._grams[n] for gram in found) / len(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--extractor", default="trafilatura")
    args = parser.parse_args()
    gold = {row["id"]: "\n".join(row["body"]) for row in rows_of(args.gold)}
    tallies = {"with line breaks": Counter[str](), "on one line": Counter[str]()}
    for row in rows_of(args.texts):
        page, _, extractor = row["id"].partition("#")
        if extractor == args.extractor:
            lined, collapsed = row["text"], " ".join(row["text"].split())
            sentences = [words for part in _END.split(lined) if (words := words_of(part))]
            for (_, tally), text in zip(tallies.items(), (lined, collapsed), strict=True):
                _count(tally, sentences, Known(gold[page]), Known(cleanse.clean(text, row["url"]).text))
    for name, tally in tallies.items():
        junk, lost = tally["junk taken"] / tally["junk"], tally["gold taken"] / tally["gold"]
        print(f"{name:18} junk removed {junk:.4f}, gold lost {lost:.5f}")


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
