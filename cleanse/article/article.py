"""The article: what cleaning makes of a document."""

from __future__ import annotations

from functools import cached_property

from cleanse.article.edits import apply
from cleanse.article.metadata import PageMetadata
from cleanse.article.model import Block, Edit, PageKind, Recognition


class Article(PageMetadata, frozen=True, dict=True):
    """The article: the source, every edit of it, and the metadata.

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
    blocks: tuple[Block, ...] = ()
    """Of a page: its blocks, with the element that each stood in."""
    page_kind: PageKind | None = None
    """Of a page: what kind of page it is."""
    confidence: float | None = None
    """How much of the story is expected to be here and nothing else, from 0 to 1 (the f1 of its words)."""
    warnings: tuple[str, ...] = ()
    """What a reader should look at: much text removed, a match beyond its rule's bound."""
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
