"""What the tests of all engines that speak Arrow share: rows, and what a loop makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from cleanse.article.model import Policy
from cleanse.records import Record, clean_record, dumps, loads
from cleanse.rulebook.rulebook import Rulebook
from tests.rulebooks import FILES, rulebook_of
from tests.webpages import PAGE, PAGED

BOOK: Final = rulebook_of({**FILES, "example.com": PAGED})
URL: Final = "https://www.example.com/news/ferry"
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
STORY: Final = "The ferry left an hour late."
TEXTS: Final[list[Record]] = [
    {"id": 1, "text": TEXT, "url": URL, "title": None},
    {"id": 2, "text": TEXT, "url": None, "title": "mine"},
    {"id": 3, "text": "It rained late Sunday.Police came.", "url": URL, "title": None},
    {"id": 4, "text": "“Żółw śpi,” she said.\n\nIt 🎈 rained.\r\n", "url": URL, "title": None},
    {"id": 5, "text": "", "url": URL, "title": ""},
]
"""Texts with an address or a title, or without."""
PAGES: Final[list[Record]] = [
    {"id": 1, "html": PAGE, "url": None, "title": None},
    {"id": 2, "html": "<main><p>It rained.</p></main>", "url": URL, "title": "mine"},
    {"id": 3, "html": "<nav><a href='/'>Home</a></nav>", "url": URL, "title": None},
]
"""Pages, of which the last has no story."""
BAD: Final[Record] = {"id": 9, "text": None, "url": URL, "title": None}
"""A row that cannot be cleaned."""


def looped(rows: Iterable[Record], rulebook: Rulebook = BOOK, policy: Policy | None = None) -> list[Record]:
    """What a loop gives, in the order of the rows."""
    return [loads(dumps(clean_record(dict(row), rulebook, policy or Policy()))) for row in rows]


def as_records(rows: Iterable[dict[str, Any]]) -> list[Record]:
    """An engine's rows as records: what a column has and JSON leaves out is gone, and pairs are as JSON holds them."""
    return [_as_record(dict(row)) for row in rows]


def _as_record(row: Record) -> Record:
    assert row.pop("error") is None
    row["edits"] = [{name: value for name, value in edit.items() if value is not None} for edit in row["edits"]]
    if "blocks" in row:
        row["blocks"] = [list(block.values()) for block in row["blocks"]]
    if isinstance(row.get("evidence"), list):
        pairs = (pair.values() if isinstance(pair, dict) else pair for pair in row["evidence"])
        row["evidence"] = dict(map(tuple, pairs))
    return row
