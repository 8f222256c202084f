"""What the shipped patterns are found by, derived once and shipped with them: deriving it takes a second.

`rules/derived.json` holds it by the digest of each pattern. A pattern that is not in there, a caller's own or one that
was changed, is derived when it is loaded; so the file can be old, but never wrong. `bench/derive.py` writes it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
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


_Table = dict[str, Derived]


@cache
def _shipped() -> _Table:
    path = rules_folder() / NAME
    return msgspec.json.decode(path.read_bytes(), type=_Table) if path.is_file() else {}


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
    """The table of these patterns, as it is shipped: a line each, in the order of their digests."""
    rows = {_digest(pattern): fresh(pattern) for pattern in patterns}
    lines = [f'"{key}":{msgspec.json.encode(rows[key]).decode()}' for key in sorted(rows)]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _digest(pattern: str) -> str:
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()
