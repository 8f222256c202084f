"""A line of a page's text, and the element that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from cleanse.article.model import Mark
from cleanse.pages.blocks.lines import Span


class Place:
    """An element that begins a block, and the ones around it."""

    __slots__ = ("_attributes", "above", "depth", "figure", "meant", "node", "number", "tag")

    def __init__(
        self,
        above: Place | None,
        tag: str,
        element: LexborNode | Mapping[str, str | None],
        meant: str,
        depth: int,
        number: int,
        figure: int,
    ) -> None:
        """An element, or one of these attributes."""
        self.above = above
        self.tag = tag
        self.node = element if isinstance(element, LexborNode) else None
        """The element, if the page is held."""
        self._attributes = None if isinstance(element, LexborNode) else element
        self.meant = meant
        """What a block that stands here is: `p`, `h2`, `li`, `tr`, `figcaption` …"""
        self.depth = depth
        self.number = number
        """Counted in the order of the page."""
        self.figure = figure
        """The number of the figure around it, or else of the outermost marked element; 0 if there is none."""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """Its attributes, read when they are first asked for."""
        if self._attributes is None:
            self._attributes = self.node.attributes if self.node is not None else {}
        return self._attributes


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
