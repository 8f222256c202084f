"""JSON-LD: what a page says of its article in schema.org's words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

import orjson
import regex
from selectolax.lexbor import LexborHTMLParser

Thing = Mapping[str, Any]

_OPENINGS: Final = ("\ufeff", "<!--", "/*<![CDATA[*/", "//<![CDATA[", "// <![CDATA[", "<![CDATA[")
_CLOSINGS: Final = (";", "-->", "/*]]>*/", "//]]>", "// ]]>", "]]>")
"""What some pages wrap their JSON in."""
_TEXT_OR_COMMA: Final = regex.compile(r'"(?:[^"\\]|\\.)*+"|(,)(?=\s*+[}\]])', regex.DOTALL)
_ESCAPE: Final = regex.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", regex.DOTALL
)
"""An escape, with half a pair of surrogates as a group: no text can hold it that is written as UTF-8."""
_DEEPEST: Final = 12
_PAGES: Final = frozenset(["WebPage", "ItemPage", "VideoObject", "CreativeWork"])
"""Types that stand for the article where no article is declared."""


class Graph:
    """The things that a page declares.

    >>> html = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rain"}</script>'
    >>> Graph(LexborHTMLParser(html)).article["headline"]
    'Rain'
    """

    def __init__(self, tree: LexborHTMLParser) -> None:
        """Read every block of JSON-LD; what is no JSON is passed over."""
        self.things: list[Thing] = []
        for script in tree.css('script[type*="ld+json" i]'):
            self.things += _things(_parsed(script.text() or ""), 0)
        self._named = {
            thing["@id"]: thing for thing in self.things if isinstance(thing.get("@id"), str) and len(thing) > 2
        }

    @property
    def article(self) -> Thing:
        """The article: the first thing that is one and has a headline, else a page; empty if there is none."""
        articles = [thing for thing in self.things if any(map(_is_article, types(thing)))]
        full = [thing for thing in articles if thing.get("headline") or thing.get("datePublished")]
        pages = (thing for thing in self.things if not _PAGES.isdisjoint(types(thing)))
        return next(iter(full or articles), None) or next(pages, {})

    def resolved(self, value: Any) -> Any:
        """A value, or what it refers to by `@id`, with what it says itself."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            return {**self._named.get(value["@id"], {}), **value}
        return value


def types(thing: Thing) -> list[str]:
    """The types of a thing, without their namespace.

    >>> types({"@type": ["schema:NewsArticle", 7]})
    ['NewsArticle']
    """
    kinds = thing.get("@type")
    return [_local(name) for name in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(name, str)]


def _local(name: str) -> str:
    return name.rpartition("/")[2].rpartition(":")[2]


def _is_article(name: str) -> bool:
    return name.endswith(("Article", "Posting")) or name in ("Report", "Review", "ClaimReview")


def _parsed(text: str) -> Any:
    """The value of a JSON-LD block; its common mistakes are forgiven."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass  # the slower parser forgives more
    bare = _ESCAPE.sub(lambda escape: r"\ufffd" if escape[1] else escape[0], _unwrapped(text))
    for candidate in (bare, _TEXT_OR_COMMA.sub(lambda escape: "" if escape[1] else escape[0], bare), unescape(bare)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """The JSON in a comment or the like."""
    text = text.strip()
    for opening in _OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return text


def _things(value: Any, depth: int) -> Iterator[Thing]:
    """Every object of a value that has a type, the outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, inner in value.items():
            if name != "comment" and isinstance(inner, (dict, list)):
                yield from _things(inner, depth + 1)


def texts(value: Any, depth: int = 0) -> list[str]:
    """The texts of a value: itself, its members', or the name of a thing. What lies deep in it is none.

    >>> texts([{"name": "Ada Byron"}, "Max Muster", 7])
    ['Ada Byron', 'Max Muster']
    """
    if isinstance(value, str):
        text = " ".join(unescape(value).split())
        return [text] if text else []
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [text for item in value for text in texts(item, depth + 1)]
    if isinstance(value, dict):
        return texts(next((value[key] for key in ("name", "url", "@id", "@value") if value.get(key)), None), depth + 1)
    return []
