"""The article: what came of a document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from cleanse.article.edits import apply
from cleanse.article.model import Block, Caption, Edit, Recognition


class Article(msgspec.Struct, frozen=True, dict=True):
    """A source, every edit of it, and what its furniture told.

    >>> article = Article(source="Advertisement\\nIt rained.", edits=(Edit(0, 14, "generic/ad/label", "ad"),))
    >>> article.text, article.removed(article.edits[0])
    ('It rained.', 'Advertisement\\n')
    """

    source: str
    """What came in, unchanged."""
    edits: tuple[Edit, ...] = ()
    """Every removal, mark and repair, in order of place."""
    recognised_by: Recognition = Recognition()
    """Whose furniture it carries and who wrote it, with the evidence."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601."""
    modified: str | None = None
    """ISO 8601."""
    section: str | None = None
    language: str | None = None
    """ISO 639: the page's, or else the publisher's."""
    url: str | None = None
    """As given, or else as the page says."""
    tags: tuple[str, ...] = ()
    """Of a page: its keywords."""
    description: str | None = None
    """Of a page: what it says of itself in a sentence or two."""
    image: str | None = None
    """Of a page: the address of its lead picture."""
    site: str | None = None
    """Of a page: what the site calls itself."""
    paywalled: bool | None = None
    """Of a page: whether reading it takes a subscription; None where the page does not say."""
    evidence: Mapping[str, str] = {}
    """Of a page: where each field was taken from, as `json-ld`, `opengraph`, `meta`, `microdata`, `selector`,
    `element`, `htmldate` or `text`."""
    blocks: tuple[Block, ...] = ()
    """Of a page: its blocks, with the element that each stood in."""
    captions: tuple[Caption, ...] = ()
    """Pictures' captions with their credits."""
    warnings: tuple[str, ...] = ()
    """What a reader should look at: much text removed, a rule that went beyond its bound."""
    rulebook: str = ""
    """The version of the rules."""

    @property
    def publisher(self) -> str | None:
        """The publisher's id, which is a registered domain."""
        return self.recognised_by.publisher

    @property
    def wire(self) -> str | None:
        """The agency that wrote it."""
        return self.recognised_by.wire

    @cached_property
    def text(self) -> str:
        """The source with the cut edits applied."""
        return apply(self.source, self.edits)

    def removed(self, edit: Edit) -> str:
        """What an edit took from the source, or marks in it."""
        return self.source[edit.start : edit.end]
