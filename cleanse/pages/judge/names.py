"""The names that a page's makers gave its elements: the words in classes, ids and the like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

HIDDEN: Final = "*hidden"
"""Stands among the names of an element that is not shown."""
_TOKEN: Final = regex.compile(r"[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}")
_HOOKS: Final = (
    "class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label",
)  # fmt: skip
_LONGEST: Final = 200
_NOTHING: Final[Mapping[str, str | None]] = {}


def names_of(
    tag: str, attributes: Mapping[str, str | None] | None, read: dict[tuple[str | None, ...], frozenset[str]]
) -> frozenset[str]:
    """The names of an element, its tag and whether it is hidden among them; `read` keeps what was read before.

    >>> sorted(names_of("div", {"class": "storyBody", "hidden": None}, {}))
    ['*hidden', 'body', 'in:div', 'story']
    """
    attributes = attributes or _NOTHING
    hooks = [attributes.get(name) for name in _HOOKS] if attributes else ()
    key = (tag, _hidden(attributes), *hooks)
    names = read.get(key)
    if names is None:
        hidden = [HIDDEN] if key[1] else []
        names = read[key] = frozenset([*words_of(_joined(hooks)), *hidden, f"in:{tag}"])
    return names


def hook_text(attributes: Mapping[str, str | None] | None) -> str:
    """An element's class, id and the like."""
    return _joined([attributes.get(name) for name in _HOOKS]) if attributes else ""


def words_of(hooks: str) -> set[str]:
    """The words in a class, an id and the like.

    >>> sorted(words_of("storyBody main-text"))
    ['body', 'main', 'story', 'text']
    """
    return set(map(str.lower, _TOKEN.findall(hooks))) if hooks else set()


def _joined(hooks: list[str | None] | tuple[()]) -> str:
    return " ".join([hook[:_LONGEST] for hook in hooks if hook])


def _hidden(attributes: Mapping[str, str | None]) -> str | None:
    """What says that an element is not shown; None if nothing does."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return HIDDEN
    style = attributes.get("style")
    return HIDDEN if style and "display:none" in style.replace(" ", "") else None
