"""What the selectors of page rules ask for, which a skeleton must keep for the rules to apply to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from cleanse.rulebook.page_rules import PageRules
from cleanse.rulefiles.schema import listed

_SELECTED: Final = regex.compile(r"""\[\s*([\w-]+)\s*(?:[*^$~|]?=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]"']+)))?""")
_CONTAINS: Final = regex.compile(r"""lexbor-contains\(\s*["']([^"']+)""")
"""Attributes in selectors, and phrases …"""
_HAS: Final = regex.compile(r":has\(\s*[>+~]?\s*([^()]+)\)")
"""… and what stands inside or behind of what is selected."""
_FROM: Final = regex.compile(r" @([\w-]+)$")
"""The attribute that a field is read from."""


class Selectors(NamedTuple):
    """What the selectors of page rules ask for."""

    phrases: Sequence[str] = ()
    """Of texts."""
    names: frozenset[str] = frozenset()
    """Of attributes."""
    values: Sequence[str] = ()
    """Parts of their values."""
    attributes: frozenset[str] = frozenset()
    """The attributes that tell metadata."""

    @classmethod
    def by(cls, rules: PageRules) -> Selectors:
        """What these rules ask for."""
        selectors = [*(drop.select for drop in rules.drops), *rules.keep, *_layout_selectors(rules)]
        fields = _field_selectors(rules)
        matches = [match for selector in (*selectors, *fields) for match in _SELECTED.findall(selector)]
        phrases = [phrase for selector in (*selectors, *fields) for phrase in _CONTAINS.findall(selector)]
        attributes = frozenset(name for selector in fields for name in _FROM.findall(selector))
        names = frozenset(name for name, *_ in matches) | attributes
        return cls(phrases, names, ["".join(values) for _, *values in matches], attributes)


def selectors_beside(rules: PageRules) -> list[str]:
    """The selectors of what the publisher's rules ask for outside of the story."""
    drops = [drop.select for drop in rules.drops if drop.mark.source != "generic"]
    whens = [layout.when for layout in rules.layouts if layout.when]
    inside = [selector for whole in _layout_selectors(rules) for selector in _HAS.findall(whole)]
    fields = [_FROM.sub("", selector) for selector in _field_selectors(rules)]
    return [*drops, *whens, *inside, *fields]


def _layout_selectors(rules: PageRules) -> list[str]:
    tables = [(layout.body, layout.lead, layout.when) for layout in rules.layouts]
    return [selector for table in tables for selectors in table for selector in listed(selectors)]


def _field_selectors(rules: PageRules) -> list[str]:
    tables = [(table.title, table.author, table.published, table.modified, table.section) for table in rules.fields]
    return [selector for table in tables for selectors in table for selector in listed(selectors)]
