"""What a page declares of its article, by each of the ways in which pages do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Final, NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.pages.metadata.jsonld import Graph, texts
from cleanse.pages.metadata.names import GRAPH, META, MICRODATA, OPENGRAPH
from cleanse.pages.metadata.place import is_logo
from cleanse.rulefiles.schema import FieldsTable, listed

_ENDLESS: Final = regex.compile(r"&#(?:\d{9,}|[xX][0-9a-fA-F]{8,});?")
"""A character reference of so many digits names none, and Python refuses to read the longest."""


class Declaration(NamedTuple):
    """What one way of declaring says of one field."""

    field: str
    values: list[str]
    by: str
    """`json-ld`, `opengraph`, `meta`, `microdata`, `selector` or `element`."""


Declared = dict[str, list[Declaration]]
"""What is said of each field, in the order in which it is believed."""


def declared(tree: LexborHTMLParser, tables: Iterable[FieldsTable] = (), graph: Graph | None = None) -> Declared:
    """Everything that a page declares.

    `tables` are a publisher's own selectors, which are believed first. `graph` is the page's JSON-LD if it is read.

    >>> tree = LexborHTMLParser('<meta property="og:title" content="Rain"><h1>It rains</h1>')
    >>> [(said.values, said.by) for said in declared(tree)["title"]]
    [(['Rain'], 'opengraph'), (['It rains'], 'element')]
    """
    result: Declared = {}
    ways = (
        _by_selectors(tree, tables),
        _by_graph(graph or Graph(tree)),
        _by_meta(tree),
        _by_microdata(tree, result),
        _by_elements(tree),
    )
    for way in ways:
        for declaration in way:
            values = [value for value in declaration.values if value]
            if values:
                result.setdefault(declaration.field, []).append(declaration._replace(values=values))
    return result


_SELECTED: Final = {
    "title": "title",
    "author": "authors",
    "published": "published",
    "modified": "modified",
    "section": "section",
}


def _by_selectors(tree: LexborHTMLParser, tables: Iterable[FieldsTable]) -> Iterator[Declaration]:
    for table in tables:
        for key, field in _SELECTED.items():
            selectors = listed(getattr(table, key))
            selections = (_selected(tree, selector) for selector in selectors)
            if values := next(filter(None, selections), []):
                yield Declaration(field, values, "selector")


def _selected(tree: LexborHTMLParser, selector: str) -> list[str]:
    select, _, attribute = selector.partition(" @")
    nodes = tree.css(select)
    return [value for node in nodes if (value := _attribute(node, attribute) if attribute else _text(node))]


def _text(node: LexborNode) -> str:
    return " ".join((node.text() or "").split())


def unescaped(text: str) -> str:
    """A text with its character references read; one of more digits than any character has becomes U+FFFD.

    >>> unescaped("Rain &amp; snow"), unescaped("&#" + "1" * 5000 + ";")
    ('Rain & snow', '\ufffd')
    """
    return unescape(_ENDLESS.sub("\ufffd", text))


def _attribute(node: LexborNode, name: str) -> str:
    return " ".join(unescaped(node.attributes.get(name) or "").split())


def _by_graph(graph: Graph) -> Iterator[Declaration]:
    article = graph.article
    for field, key in GRAPH.items():
        value = article.get(key)
        yield Declaration(field, texts(str(value) if isinstance(value, bool) else value), "json-ld")
    yield Declaration("title", texts(article.get("name")), "json-ld")
    yield Declaration(
        "authors", [name for key in ("author", "creator") for name in _names(graph, article.get(key))], "json-ld"
    )
    yield Declaration("tags", _tags(article.get("keywords")), "json-ld")
    yield Declaration("image", _urls(graph.resolved(article.get("image"))), "json-ld")
    yield Declaration("url", _urls(article.get("mainEntityOfPage")) or _urls(article.get("url")), "json-ld")
    yield Declaration("site", texts(graph.resolved(article.get("publisher"))), "json-ld")


def _names(graph: Graph, value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [name for person in people for name in texts(_with_a_name(graph.resolved(person)))]


def _with_a_name(person: Any) -> Any:
    """The name of a person or organisation; an address is no name."""
    return person.get("name") if isinstance(person, dict) else person


def _tags(value: Any) -> list[str]:
    parts = texts(value)
    return [tag.strip() for text in parts for tag in (text.split(",") if len(parts) == 1 else [text]) if tag.strip()]


def _urls(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    parts = (
        item.get("url") or item.get("@id") or item.get("contentUrl") if isinstance(item, dict) else item
        for item in items
    )
    return [url for url in parts if isinstance(url, str) and url.startswith("http")][:1]


_ASKED: Final = frozenset(key for keys in META.values() for key in keys)
_SEVERAL: Final = frozenset(["authors", "tags"])


def _by_meta(tree: LexborHTMLParser) -> Iterator[Declaration]:
    properties: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        for name in ("property", "name", "http-equiv"):
            key = (attributes.get(name) or "").lower()
            if key in _ASKED and (content := _attribute(node, "content")):
                properties.setdefault(key, []).append(content)
    for field, keys in META.items():
        for key in keys:
            if key in properties:
                by = "opengraph" if key.startswith(OPENGRAPH) else "meta"
                values = properties[key] if field in _SEVERAL else properties[key][:1]
                yield Declaration(field, _tags(values) if field == "tags" else values, by)


def _by_microdata(tree: LexborHTMLParser, properties: Declared) -> Iterator[Declaration]:
    """What microdata say of the fields of which nothing is `said` yet, and of authors: what was said may be nobody."""
    missing = {field: name for field, name in MICRODATA.items() if field not in properties or field == "authors"}
    if not missing or tree.css_first("[itemprop]") is None:
        return
    for field, name in missing.items():
        nodes = _together(tree.css(f'[itemprop~="{name}"]'))
        values = [_item_value(node) for node in nodes]
        yield Declaration(field, values if field in _SEVERAL else values[:1], "microdata")


def _together(nodes: list[LexborNode]) -> list[LexborNode]:
    """The first of these elements, and those that stand with it: the others belong to other stories."""
    around = nodes[0].parent if nodes else None
    for _ in range(2):
        if around is not None and around.parent is not None and sum(1 for node in nodes if _within(node, around)) < 2:
            around = around.parent
    return [node for node in nodes if around is not None and _within(node, around)][:_MOST_AUTHORS]


def _within(node: LexborNode, around: LexborNode) -> bool:
    above = node.parent
    for _ in range(4):
        if above is None or above.mem_id == around.mem_id:
            return above is not None
        above = above.parent
    return False


def _item_value(node: LexborNode) -> str:
    if name := node.css_first('[itemprop~="name"]'):
        node = name
    return _attribute(node, "content") or _attribute(node, "datetime") or _text(node)


_MOST_AUTHORS: Final = 12
_TIMES: Final = regex.compile(r"\d{4}-\d\d-\d\d")


def _by_elements(tree: LexborHTMLParser) -> Iterator[Declaration]:
    """What the page's elements show: its headline, its address, its language, its first date."""
    heading = tree.css_first("article h1, main h1") or tree.css_first("h1")
    if heading is not None and not is_logo(heading):
        yield Declaration("title", [_text(heading)], "element")
    for node in tree.css("title")[:1]:
        yield Declaration("title", [_text(node)], "element")
    yield Declaration("authors", [_text(node) for node in _together(tree.css('[rel~="author"]'))], "element")
    times = (_attribute(node, "datetime") for node in tree.css("time[datetime]"))
    yield Declaration("published", [time for time in times if _TIMES.match(time)][:1], "element")
    yield Declaration("url", [_attribute(node, "href") for node in tree.css('link[rel="canonical" i]')[:1]], "element")
    yield Declaration("language", [_attribute(node, "lang") for node in tree.css("html[lang]")[:1]], "element")
