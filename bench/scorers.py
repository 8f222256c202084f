"""The scorers of the shared material: of bodies, and of titles, days and authors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from page_examples import FOLDERS, WITHOUT_LISTS, KnownPage, Scores
from training import rows_of

Scoring = Callable[[KnownPage, str], Scores]
"""Scores a text against the known story of a page."""
FIELDS: Final = ("title", "published", "authors")


class Scorers:
    """What SHARED/eval says of texts and metadata."""

    def __init__(self, shared: Path) -> None:
        """The scorers and the golds of this folder."""
        sys.path.append(str(shared / "eval"))
        self._score, self._metadata = import_module("score"), import_module("metadata")
        self._golds = {row["id"]: row for folder in FOLDERS for row in rows_of(shared / folder / "gold.jsonl")}
        self._unknown: dict[str, tuple[Any, Any]] = {}

    def scores(self, page: KnownPage, text: str) -> Scores:
        """The scores of a text.

        Where the gold leaves out lists and tables, their items within the story count as unknown (`score.py --lists`).
        """
        if page.folder == WITHOUT_LISTS:
            if page.id not in self._unknown:
                known = self._score.Known(*self._golds[page.id]["body"])
                items = self._score.Known(*self._score.unknown_items(page.html, known))
                self._unknown[page.id] = items, known
            text = self._score.without_items(text, *self._unknown[page.id])
        return Scores(*self._score.prf(page.body, text))

    def marks(self, page: KnownPage, answer: Mapping[str, object]) -> dict[str, bool | None]:
        """Which of `FIELDS` an answer has right; None where the gold says nothing, or its authors are no people."""
        gold = self._golds[page.id]
        marks = {field: self._metadata.CHECKS[field](gold, answer) for field in FIELDS}
        return marks if self._metadata.people(gold["authors"]) else marks | {"authors": None}
