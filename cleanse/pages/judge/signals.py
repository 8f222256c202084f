"""What tells what kind of page it is: what it declares, the words of its address, and what its blocks add up to."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from cleanse.pages.judge.features import Mass, probabilities
from cleanse.pages.judge.first import is_heading
from cleanse.pages.judge.survey import MEANT, Column

_OPENGRAPH: Final = ("article", "website", "product", "profile", "video", "blog")
_THINGS: Final = (
    "NewsArticle", "Article", "BlogPosting", "TechArticle", "ReportageNewsArticle", "Product", "Offer",
    "CollectionPage", "ItemList", "DiscussionForumPosting", "QAPage", "FAQPage", "Service", "LocalBusiness", "Person",
    "BreadcrumbList", "WebPage", "SoftwareApplication", "Recipe", "VideoObject", "LiveBlogPosting",
)  # fmt: skip
_PATHS: Final = (
    "/tag", "/categor", "/topic", "/forum", "/thread", "/product", "/shop", "/docs", "/wiki", "/blog", "/news",
    "/article", "/service", "/collection", "/search", "/question", "/t/", "/help", "/support", "/20", "viewtopic",
    "showthread", "/discussion", "/comments/", "/post", "/guide", "/jobs",
)  # fmt: skip
_HOSTS: Final = (
    "docs.", "forum", "community", "blog", "shop", "support", "help", "developer", "boards", "discuss", "learn",
)  # fmt: skip
_TOOLS: Final = (
    "discourse", "phpbb", "xenforo", "vbulletin", "invision", "vanilla", "wordpress", "docusaurus", "sphinx", "mkdocs",
    "shopify",
)  # fmt: skip
"""What makes pages, as they name it."""
_THREADS: Final = frozenset(["DiscussionForumPosting", "QAPage"])
_FORUM_TOOLS: Final = (
    "discourse", "phpbb", "xenforo", "vbulletin", "invision", "vanilla forums", "mybb", "simple machines", "flarum",
    "nodebb",
)  # fmt: skip
"""What makes forums, and nothing else."""


class Signals(NamedTuple):
    """What a page says of what it is."""

    opengraph: str = ""
    """Its `og:type`, in lower case."""
    things: Set[str] = frozenset()
    """The types of the things that it declares in JSON-LD and in microdata."""
    tool: str = ""
    """What made it, in lower case."""
    dated: bool = False
    """Whether it declares a day of publication."""
    url: str = ""

    @property
    def is_forum(self) -> bool:
        """Whether it says itself that it is a thread of posts, or what made it makes nothing else.

        >>> Signals(things={"DiscussionForumPosting"}).is_forum, Signals(tool="phpbb").is_forum, Signals().is_forum
        (True, True, False)
        """
        says_so = not _THREADS.isdisjoint(self.things) and "NewsArticle" not in self.things
        return says_so or any(name in self.tool for name in _FORUM_TOOLS)


def signals_of(signals: Signals) -> Iterator[tuple[str, float]]:
    """What a page says of itself, as named numbers.

    >>> dict(signals_of(Signals("article", url="https://example.com/news/rain-again")))["path: dashes"]
    1.0
    """
    for name in _OPENGRAPH:
        yield f"opengraph: {name}", float(signals.opengraph.startswith(name))
    yield "opengraph: none", float(not signals.opengraph)
    for name in _THINGS:
        yield f"thing: {name}", float(name in signals.things)
    for name in _TOOLS:
        yield f"tool: {name}", float(name in signals.tool)
    yield "dated", float(signals.dated)
    yield from _of_address(signals.url)


def _of_address(url: str) -> Iterator[tuple[str, float]]:
    try:
        address = urlsplit(url)
        host = address.hostname or ""
    except ValueError:
        address, host = urlsplit(""), ""
    path = address.path.lower()
    parts = [part for part in path.split("/") if part]
    last = parts[-1] if parts else ""
    yield "path: parts", float(len(parts))
    yield "path: length", float(len(last))
    yield "path: dashes", float(last.count("-") + last.count("_"))
    yield "path: digits", float(sum(map(str.isdigit, last)))
    yield "path: folder", float(path.endswith("/"))
    yield "path: query", float(bool(address.query))
    yield "path: dot", float("." in last)
    yield from ((f"path: {word}", float(word in path)) for word in _PATHS)
    yield from ((f"host: {word}", float(host.startswith(word))) for word in _HOSTS)


def totals_of(mass: Mass) -> Iterator[tuple[str, float]]:
    """What a page's blocks add up to, as named numbers."""
    survey = mass.survey
    words, prose, weight = survey.words.sum(), survey.prose.sum(), mass.all_words
    chosen = mass.scores > 0
    yield "blocks", len(survey)
    yield "words", words
    yield "prose", prose
    yield "share of prose", prose / max(1, words)
    yield "mass", mass.all
    yield "mean", mass.all / max(1, weight)
    for name in ("p", "li", "div", "pre", "tr"):
        yield f"mass in {name}", mass.mass[survey.meant == MEANT[name]].sum() / mass.total
    yield "mass in prose", mass.mass[survey.prose > 0].sum() / mass.total
    yield "mass in links", (mass.mass * mass.links).sum() / mass.total
    yield "chosen", chosen.sum()
    yield "chosen words", mass.mass.sum() / max(1, chosen.sum())
    yield "sure", np.minimum(6, np.abs(mass.scores)).mean()
    yield "copies", survey.copies.mean()
    yield "alike", (np.bincount(survey.alike)[survey.alike] * mass.mass).sum() / mass.total
    yield "headings", is_heading(survey).sum()
    yield "articles", survey.articles
    yield "declared", (survey.declared > 0.6).sum()


def outcome_of(mass: Mass, story: Column, least: float) -> Iterator[tuple[str, float]]:
    """What the second look's probabilities say of how sure the reading is, as named numbers."""
    survey = mass.survey
    words, chosen = mass.words, story > least
    found = float(words[chosen].sum())
    prose = float(survey.prose.sum())
    yield "found: words", found
    yield "found: blocks", chosen.sum()
    yield "found: share of page", found / max(1.0, mass.all_words)
    yield "found: share of prose", float(survey.prose[chosen].sum()) / max(1.0, prose)
    yield "found: prose", float(survey.prose[chosen].sum()) / max(1.0, found)
    yield "found: links", float((survey.linked * chosen).sum()) / max(1.0, float((survey.characters * chosen).sum()))
    yield "found: mean", float((words * story * chosen).sum()) / max(1.0, found)
    yield "unsure", float((words * np.minimum(story, 1 - story)).sum()) / max(1.0, found)
    yield "left: mean", float((words * story * ~chosen).sum()) / max(1.0, found)
    changes = float(np.abs(np.diff(chosen.astype(float))).sum())
    yield "found: runs", changes
    yield "found: blocks a run", float(chosen.sum()) / max(1.0, changes)
    yield "found: copies", float((words * chosen * (survey.copy > 1)).sum()) / max(1.0, found)
    yield "otherwise", float((words * np.abs(story - probabilities(mass.scores))).sum()) / max(1.0, found)
