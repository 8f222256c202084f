"""A line of a page's text, and the element that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleanse.article.model import Mark
from cleanse.pages.blocks.lines import Span


class Place(NamedTuple):
    """An element that begins a block, and the ones around it."""

    above: Place | None
    tag: str
    attributes: Mapping[str, str | None]
    meant: str
    """What a block that stands here is: `p`, `h2`, `li`, `tr`, `figcaption` …"""
    depth: int
    number: int
    """Counted in the order of the page."""
    figure: int
    """The number of the figure around it, or else of the outermost marked element; 0 if there is none."""


class PageBlock:
    """A line of a page's text, with where it stands."""

    __slots__ = ("bold", "links", "mark", "place", "spans", "text")

    def __init__(
        self,
        text: str,
        place: Place,
        links: int = 0,
        bold: int = 0,
        mark: Mark | None = None,
        spans: Sequence[Span] = (),
    ) -> None:
        """A block of this text."""
        self.text = text
        self.place = place
        self.links = links
        """How many of its characters are link text, white space aside, before it was squeezed."""
        self.bold = bold
        """How many are bold."""
        self.mark = mark
        """Why it is not the article's."""
        self.spans = spans
        """What of it is not the article's, where it is not marked as a whole."""
