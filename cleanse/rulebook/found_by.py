"""What the shipped patterns are found by, derived once and shipped with them: deriving it takes a second.

`rules/derived.json` holds it by the digest of each pattern. `hatch_build.py` writes it when the package is built or
installed from a checkout; it is not committed. A pattern that is not in it, a caller's own or one that was changed, is
derived when it is loaded. A table that another version of this code made is not used: it can be old, never wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from cleanse.rulefiles.folder import rules_folder

NAME: Final = "derived.json"
"""Of the file, in the folder of the rules."""


class Derived(msgspec.Struct, frozen=True, array_like=True):
    """What a pattern is found by."""

    literals: tuple[str, ...]
    """One of these stands in every match."""
    first: tuple[str, ...]
    """Every match begins with one of these, if there are any."""
    last: tuple[str, ...]
    """Every match ends with one of these, if there are any."""
    needed: tuple[tuple[str, ...], ...]
    """Of each of these sets, every match holds a member too."""


class Table(msgspec.Struct, frozen=True):
    """What patterns are found by."""

    code: str
    """The digest of the code that derived it."""
    patterns: dict[str, Derived]
    """By the digest of each pattern."""


@cache
def _shipped() -> dict[str, Derived]:
    path = rules_folder() / NAME
    if not path.is_file():
        return {}
    table = msgspec.json.decode(path.read_bytes(), type=Table)
    return table.patterns if table.code == _code() else {}


def _code() -> str:
    """The digest of the code that derives."""
    return _digest(Path(__file__).with_name("literals.py").read_text(encoding="utf-8"))


@cache
def derived(pattern: str) -> Derived:
    r"""What a pattern is found by, from the shipped table or derived now. Raises re.error if it is no pattern.

    >>> derived(r"Photo by (?P<author>.+)").first
    ('photo by',)
    """
    return _shipped().get(_digest(pattern)) or fresh(pattern)


def fresh(pattern: str) -> Derived:
    """What a pattern is found by, derived now."""
    from cleanse.rulebook import literals  # imported late: the shipped patterns are in the table

    first, last = literals.edges_of(pattern)
    return Derived(tuple(sorted(literals.literals_of(pattern))), first, last, literals.also_required(pattern))


def table(patterns: Iterable[str]) -> bytes:
    """The file of these patterns, as `hatch_build.py` writes it."""
    return msgspec.json.encode(Table(_code(), {_digest(pattern): fresh(pattern) for pattern in sorted(patterns)}))


def _digest(pattern: str) -> str:
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()
