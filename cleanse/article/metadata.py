"""The metadata of an article. This is the one list of its fields.

A field that is added here reaches records, Arrow and Parquet, the OpenAPI description and HTTP by itself; see
`cleanse.article.fields`. What reads it off texts is `cleanse.cleaning.fields`, and off pages
`cleanse.pages.metadata.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import msgspec
from msgspec.structs import asdict, replace

from cleanse.article.model import Caption


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article besides its text, whether it came as text or as a page.

    >>> Metadata(title="Rain").or_else(Metadata(title="Rain again", section="Weather"))
    Metadata(title='Rain', authors=(), published=None, modified=None, section='Weather', ...)
    """

    title: str | None = None
    """The headline."""
    authors: tuple[str, ...] = ()
    """People by name, or the newsroom where nobody else is named. Agencies are the `wire`, outlets the `site`."""
    published: str | None = None
    """When it was published: ISO 8601, a day or a time."""
    modified: str | None = None
    """When it was last changed: ISO 8601, a day or a time."""
    section: str | None = None
    """The section of the paper or site."""
    language: str | None = None
    """ISO 639: the page's, or else the publisher's."""
    captions: tuple[Caption, ...] = ()
    """Pictures' captions with their credits."""

    def or_else(self, other: Metadata) -> Self:
        """These values, and the other's where one is missing; the captions of both."""
        captions = tuple(dict.fromkeys((*self.captions, *other.captions)))
        return replace(self, **_missing(self, other), captions=captions)


class PageMetadata(Metadata, frozen=True, kw_only=True):
    """What is known of an article that came as a page."""

    url: str | None = None
    """As given, or else as the page says."""
    tags: tuple[str, ...] = ()
    """The page's keywords."""
    description: str | None = None
    """What the page says of itself in a sentence or two."""
    image: str | None = None
    """The address of the lead picture."""
    site: str | None = None
    """What the site calls itself."""
    paywalled: bool | None = None
    """Whether reading it takes a subscription; None where the page does not say."""
    evidence: Mapping[str, str] = {}
    """Where each field was taken from: `json-ld`, `opengraph`, `meta`, `microdata`, `selector`, `element`, `htmldate`
    or `text`."""

    def or_else(self, other: Metadata) -> Self:
        """These values, and where one is missing that of the text, which `evidence` says."""
        missing = dict.fromkeys(_missing(self, other), "text")
        return replace(super().or_else(other), evidence={**self.evidence, **missing})


def _missing(one: Metadata, other: Metadata) -> dict[str, Any]:
    """The values of another that this one lacks, captions aside."""
    return {
        name: value
        for name, value in asdict(other).items()
        if name != "captions" and value and not getattr(one, name, True)
    }
