"""The names that a page's makers gave its elements: the words in classes, ids and the like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

HIDDEN: Final = "*hidden"
"""Stands among the names of an element that is not shown."""
_TOKEN: Final = regex.compile(r"[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}")
_HOOKS: Final = frozenset(
    ["class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label"]
)
_LONGEST: Final = 200


def names_of(
    tag: str, attributes: Mapping[str, str | None] | None, read: dict[object, frozenset[str]]
) -> frozenset[str]:
    """The names of an element, its tag and whether it is hidden among them; `read` keeps what was read before.

    >>> sorted(names_of("div", {"class": "storyBody", "hidden": None}, {}))
    ['*hidden', 'body', 'in:div', 'story']
    """
    key = (tag, *attributes.items()) if attributes else tag
    names = read.get(key)
    if names is None:
        hidden = [HIDDEN] if attributes and any(_hides(name, value) for name, value in attributes.items()) else []
        names = read[key] = frozenset([*words_of(hook_text(attributes)), *hidden, f"in:{tag}"])
    return names


def hook_text(attributes: Mapping[str, str | None] | None) -> str:
    """An element's class, id and the like."""
    if not attributes:
        return ""
    return " ".join([value[:_LONGEST] for name, value in attributes.items() if value and name in _HOOKS])


def words_of(hooks: str) -> set[str]:
    """The words in a class, an id and the like.

    >>> sorted(words_of("storyBody main-text"))
    ['body', 'main', 'story', 'text']
    """
    return set(map(str.lower, _TOKEN.findall(hooks))) if hooks else set()


def _hides(name: str, value: str | None) -> bool:
    """Whether this attribute with this value says that an element is not shown."""
    if name == "style":
        return value is not None and "display:none" in value.replace(" ", "")
    return name == "hidden" or (name == "aria-hidden" and value == "true")
