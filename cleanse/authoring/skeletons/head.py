"""The head of a skeleton: what the page declares, meta tags and JSON-LD, with invented words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from cleanse.authoring.skeletons.inventing import MOST_AUTHORS, Inventor
from cleanse.authoring.skeletons.words import RUN, WORD
from cleanse.pages.metadata.declared import declared
from cleanse.pages.metadata.jsonld import Graph
from cleanse.pages.page import Page
from cleanse.rulebook.page_rules import PageRules

_READ: Final = frozenset(
    [
        "@id", "@type", "@value", "headline", "name", "author", "creator", "datePublished", "dateModified",
        "articleSection", "description", "inLanguage", "isAccessibleForFree", "keywords", "image", "mainEntityOfPage",
        "url", "contentUrl", "publisher",
    ]
)  # fmt: skip
"""The keys of JSON-LD that are read."""
_STATED: Final = frozenset(["@type", "inLanguage", "isAccessibleForFree"])
"""Those whose values are words of schema.org."""
_DEEPEST: Final = 6
_MOST: Final = 12
"""So many meta tags that say the same thing are kept, and so many items of a list."""


def head_of(page: Page, address: str | None, inventor: Inventor, rules: PageRules) -> Iterator[str]:
    """What the page declares, in other words."""
    yield '<meta charset="utf-8">'
    for node in page.tree.css("title")[:1]:
        yield f"<title>{escape(inventor.text(' '.join((node.text() or '').split()), names=True), quote=False)}</title>"
    if address:
        yield f'<link rel="canonical" href="{escape(inventor.url(address))}">'
    counts: Counter[str] = Counter()
    for node in page.tree.css("meta[content]"):
        names = ("property", "name", "http-equiv", *(["itemprop"] if node.parent and node.parent.tag == "head" else []))
        names_of_tag = "".join(f'{key}="{escape(value)}" ' for key in names if (value := node.attributes.get(key)))
        counts[names_of_tag] += 1
        content = unescape(node.attributes.get("content") or "")
        invented = _content(names_of_tag, content, inventor, rules) if counts[names_of_tag] <= _MOST else None
        if invented is not None:
            yield f'<meta {names_of_tag}content="{escape(invented)}">'
    if linked := _linked(Graph(page.tree), inventor):
        data = json.dumps(linked, ensure_ascii=False, indent=1).replace("</", "<\\/")
        yield f'<script type="application/ld+json">\n{data}\n</script>'


def _content(names_of_tag: str, content: str, inventor: Inventor, rules: PageRules) -> str | None:
    """What a meta tag of these attributes says, if it is one that is read."""
    tree = LexborHTMLParser(f'<meta {names_of_tag}content="{escape(content)}">')
    field = next(iter(declared(tree, rules.fields)), None)
    if field is None or field in ("language", "free"):
        return content if field else None
    return inventor.url(content) if field in ("image", "url") else _of_field(field, content, inventor)


def _of_field(field: str, text: str, inventor: Inventor) -> str:
    """What is said of a field, in other words: as the page's own text does for the description and the title."""
    labels = 0 if field in ("description", "title", "headline") else MOST_AUTHORS
    return inventor.text(text, names=field != "description", labels=labels)


def _linked(graph: Graph, inventor: Inventor) -> Any:
    """The article of a page's JSON-LD, and the things that it refers to."""
    article = graph.article
    values = [article.get(key) for key in ("author", "creator", "publisher", "image")]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    others = [thing for part in parts if isinstance(part, dict) and (thing := graph.resolved(part)) != part]
    things = [{"@context": "https://schema.org", **_of_value(thing, "", inventor, 0)} for thing in (article, *others)]
    return things if others else things[0] if article else None


def _of_value(value: Any, key: str, inventor: Inventor, depth: int) -> Any:
    """A value of JSON-LD in other words, with the keys that are read."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if key in _STATED:
            return value if len(WORD.findall(value)) < RUN else ""
        is_address = key in ("@id", "url", "contentUrl") or value.startswith("http")
        return inventor.url(value) if is_address else _of_field(key, unescape(value), inventor)
    if isinstance(value, list) and depth < _DEEPEST:
        invented = (_of_value(item, key, inventor, depth + 1) for item in value[:_MOST])
        return [item for item in invented if item is not None]
    if isinstance(value, dict) and depth < _DEEPEST:
        items = ((name, _of_value(inner, name, inventor, depth + 1)) for name, inner in value.items() if name in _READ)
        return {name: item for name, item in items if item is not None}
    return None
