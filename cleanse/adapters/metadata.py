"""Metadata of documents, as frameworks of language models keep it beside a text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from cleanse.article.article import Article
from cleanse.article.fields import fields
from cleanse.records import Record

PLAIN: Final = ("title", "published", "modified", "section", "language", "publisher", "wire", "rulebook")
"""The fields that are text, which every vector store takes as metadata."""


def text_of(metadata: Mapping[str, Any], name: str) -> str | None:
    """The metadata of this name, where it is text.

    >>> text_of({"title": "Rain", "page": 3}, "title"), text_of({"title": "Rain", "page": 3}, "page")
    ('Rain', None)
    """
    value = metadata.get(name)
    return value if isinstance(value, str) else None


def with_found(metadata: Mapping[str, Any], article: Article, names: Collection[str]) -> Record:
    """Metadata with what was found of these fields; what it says already stays.

    >>> with_found({"title": "Rain"}, Article("It rained.", title="Rain!", rulebook="0123456789ab"), PLAIN)
    {'title': 'Rain', 'rulebook': '0123456789ab'}
    """
    return dict(metadata) | {
        name: value
        for name, value in fields(article).items()
        if name in names and value is not None and metadata.get(name) is None
    }
