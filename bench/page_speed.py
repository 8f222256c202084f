"""What reading a page costs, beside trafilatura: processor time, page by page in turns."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from page_examples import KnownPage
from page_tables import table
from peers import PEERS, TRAFILATURA, with_metadata

import cleanse
from cleanse.article.metadata import PageMetadata
from cleanse.pages.metadata.fields import page_fields
from cleanse.pages.page import Page
from cleanse.pages.unknown import unknown_story

Task = Callable[[KnownPage], object]
_MOST: Final = 200
"""So many pages of a folder are timed at most."""


def speed(pages: Sequence[KnownPage], rounds: int) -> str:
    """The milliseconds of each task a page, and how many times as much that is as trafilatura takes."""
    folders: dict[str, list[KnownPage]] = defaultdict(list)
    for page in pages:
        folders[page.folder].append(page)
    costs = {}
    for folder, each in folders.items():
        timed = each[:: -(-len(each) // _MOST)]
        costs[f"{folder}/, {len(timed)} pages"] = _costs(timed, _tasks(timed), rounds)
    tasks = next(iter(costs.values()))
    rows = [[task, *(cell for cost in costs.values() for cell in _cells(cost, task))] for task in tasks]
    head = [cell for title in costs for cell in (f"{title}: ms a page", "times trafilatura")]
    return table(["", *head], rows)


def _cells(cost: Mapping[str, float], task: str) -> tuple[str, str]:
    return f"{1000 * cost[task]:.1f}", f"{cost[task] / cost[TRAFILATURA]:.2f}"


def _costs(pages: Sequence[KnownPage], tasks: Mapping[str, Task], rounds: int) -> dict[str, float]:
    """The seconds a page of each task: all tasks in turn on each page, and of each the best of the rounds."""
    best: dict[str, list[float]] = {name: [] for name in tasks}
    for page in pages:
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(rounds):
            for name, task in tasks.items():
                start = time.process_time()
                task(page)
                times[name].append(time.process_time() - start)
        for name in tasks:
            best[name].append(min(times[name]))
    return {name: sum(each) / len(pages) for name, each in best.items()}


def _tasks(pages: Sequence[KnownPage]) -> dict[str, Task]:
    known = cleanse.load_rulebook()
    unknown = known.generic_only
    rules = unknown.page_rules(None)
    metadata: dict[str, PageMetadata] = {
        page.id: page_fields(Page.read(page.html), page.url, unknown, (), None).metadata for page in pages
    }

    def reading(page: KnownPage) -> object:
        return unknown_story(Page.read(page.html), page.url, unknown, rules, metadata[page.id])

    return {
        "cleanse, without publishers' rules": lambda page: cleanse.clean_html(page.html, page.url, rulebook=unknown),
        "the same, finding the story alone": reading,
        "cleanse, with publishers' rules": lambda page: cleanse.clean_html(page.html, page.url, rulebook=known),
        TRAFILATURA: lambda page: PEERS[TRAFILATURA](page.html),
        f"{TRAFILATURA}, with metadata": lambda page: with_metadata(page.html, page.url),
    }
