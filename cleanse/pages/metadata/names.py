"""The names under which pages declare their metadata: facts of schema.org, OpenGraph and common meta tags."""

from __future__ import annotations

from typing import Final

GRAPH: Final = {
    "title": "headline",
    "published": "datePublished",
    "modified": "dateModified",
    "section": "articleSection",
    "description": "description",
    "language": "inLanguage",
    "free": "isAccessibleForFree",
}
"""Of each field, the name in JSON-LD."""

MICRODATA: Final = {
    "title": "headline",
    "authors": "author",
    "published": "datePublished",
    "modified": "dateModified",
    "section": "articleSection",
    "free": "isAccessibleForFree",
}
"""Of each field, the name in microdata."""

OPENGRAPH: Final = ("og:", "article:")
"""How the names of OpenGraph begin."""

META: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title", "parsely-title", "dc.title", "twitter:title"),
    "authors": (
        "parsely-author", "article:author_name", "author", "article:author", "dc.creator", "dcterms.creator", "byl",
        "sailthru.author", "cxenseparse:author", "cxenseparse:author_name", "twitter:creator:name",
    ),
    "published": (
        "article:published_time", "og:article:published_time", "parsely-pub-date", "date", "datepublished",
        "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "sailthru.date", "publish-date", "pubdate",
        "publication_date", "published", "published_at", "published_date", "publish_date", "date_published",
        "article_date_original", "originalpublicationdate", "dcterms.issued", "citation_publication_date",
        "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "article.published",
        "last-modified",
    ),
    "modified": ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "lastmod"),
    "section": ("article:section", "parsely-section", "section", "cxenseparse:section"),
    "tags": ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"),
    "description": ("og:description", "description", "twitter:description"),
    "image": ("og:image", "twitter:image", "og:image:url"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "language", "dc.language"),
    "site": ("og:site_name", "application-name", "dc.publisher"),
    "free": ("article:content_tier",),
}  # fmt: skip
"""Of each field, the names of meta tags, in the order in which they are believed."""
