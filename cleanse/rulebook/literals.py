"""Literals that a regular expression cannot match without: what a rule is found by.

A pattern is tried only where one of its literals occurs, so every pattern must have some. They are read off its
syntax tree: the exact set of strings of each part that has a small one, joined with its neighbours' while they fit.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2

# The parser is private to `re`, but its tree is the same from 3.11 to 3.14, and the tests hold it to that.
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

import regex

from cleanse.text.fold import fold_characters, is_letter, lower

MOST: Final = 512
"""The most literals that one pattern may be found by."""
ENOUGH: Final = 10
"""A literal of so many characters is rare enough; longer ones are no better."""
_CLASS: Final = 64
"""A character class with more members than this is no literal."""
_PROPERTY: Final = regex.compile(r"\\[pP](?:\{[^}]*\}|[A-Z])")
_FEW: Final = 24
"""A further set is looked for when it has so few members."""
_EDGE: Final = 12
"""So many characters of an edge are looked at."""
_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_FREQUENT: Final = frozenset(" .,:;'\"-()?!")
_NOTHING: Final = frozenset({""})
_SPACE: Final = frozenset({" "})

Strings = frozenset[str]
Walked = tuple[Strings | None, list[Strings]]
"""The strings that a part matches, where they are few; and sets of which every match holds a member."""


@lru_cache(maxsize=10_000)
def literals_of(pattern: str) -> Strings:
    r"""The best literals to find a pattern by, in lower case; none if there are none of two characters.

    >>> sorted(literals_of(r"(?P<caption>.+?) ?\( ?(?P<credit>AFP|Getty)\)"))
    ['( afp)', '( getty)', '(afp)', '(getty)']
    >>> literals_of(r"\d+ \d+")
    frozenset()
    """
    return _best(_required(pattern))


def _required(pattern: str) -> list[Strings]:
    exact, required = _walk(_tree(pattern))
    return [exact, *required] if exact else required


@lru_cache(maxsize=10_000)
def also_required(pattern: str) -> tuple[tuple[str, ...], ...]:
    r"""Sets besides the best one of which every match holds a member too, small ones only.

    >>> also_required(r"(?:get|download) .*for your phone")
    (('download', 'get'),)
    """
    best = literals_of(pattern)
    sets = (_best([strings], _FEW) for strings in _required(pattern))
    return tuple(dict.fromkeys(tuple(sorted(strings)) for strings in sets if strings and strings != best))


@lru_cache(maxsize=10_000)
def edges_of(pattern: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    r"""What every match begins with, and what every match ends with, one of each: in lower case, without marks.

    Nothing where there is no small set of such strings.

    >>> edges_of(r"\W{0,3}(?:Photo|Image) by .+? ?\((?:AFP|AP)\)")
    (('image by', 'photo by'), ('afp', 'ap'))
    """
    tree = list(_tree(pattern))
    # Marks are left out, since a block's own marks are passed over before it is compared.
    first = {_without_marks(string) for string in _edge(tree, -1)[0]}
    last = {_without_marks(string) for string in _edge(tree, 1)[0]}
    return _shortened(first, 1), _shortened(last, -1)


def _without_marks(string: str) -> str:
    letters = [place for place, character in enumerate(string) if is_letter(character)]
    return string[letters[0] : letters[-1] + 1] if letters else ""


def _shortened(strings: set[str], side: int) -> tuple[str, ...]:
    """The strings cut to a few characters, where all of them have some."""
    cut = {string[:_EDGE] if side > 0 else string[-_EDGE:] for string in strings}
    return () if min(map(len, cut)) < 2 else tuple(sorted(cut))


def _edge(tree: Any, side: int) -> tuple[Strings, bool]:
    """What a sequence begins (side -1) or ends with, and whether that is all of it."""
    run: Strings = _NOTHING
    for kind, value in tree if side < 0 else reversed(list(tree)):
        strings, whole = _edge_node(kind, value, side)
        joined = _join(run, strings) if side < 0 else _join(strings, run)
        if joined is None:
            return run, False
        run = joined
        if not whole:
            return run, False
    return run, True


def _edge_node(kind: Any, value: Any, side: int) -> tuple[Strings, bool]:
    if kind is op.SUBPATTERN:
        return _edge(value[3], side)
    if kind is op.BRANCH:
        ways = [_edge(tree, side) for tree in value[1]]
        union = frozenset[str]().union(*(strings for strings, _ in ways))
        return (union, all(whole for _, whole in ways)) if len(union) <= MOST else (_NOTHING, False)
    if kind in _REPEATS:
        least, most, inner = value
        if list(inner) == [(op.IN, [(op.CATEGORY, op.CATEGORY_NOT_WORD)])]:
            return _NOTHING, True  # marks, which do not count here
        strings, whole = _edge(inner, side)
        return (strings if least else strings | _NOTHING), whole and most == 1
    exact, _ = _node(kind, value)
    return (exact, True) if exact is not None else (_NOTHING, False)


def _tree(pattern: str) -> Any:
    """The syntax tree, with the classes of RE2 that `re` lacks replaced by ones that are no narrower."""
    return _parser.parse(_PROPERTY.sub(lambda _: r"\w", pattern).replace(r"\z", r"\Z"))


def _best(sets: list[Strings], most: int = MOST) -> Strings:
    """The set that tells most: long members, up to what is enough, and few of them."""
    stripped = [frozenset(string.strip() for string in strings) for strings in sets if len(strings) <= most]
    usable = [strings for strings in stripped if min(map(weight, strings)) >= 2]
    return max(usable, key=lambda s: min(*map(weight, s), ENOUGH) - 0.7 * log2(len(s)), default=frozenset())


_EVERYWHERE: Final = frozenset({"the", "and", "that", "this", "with"})
"""Words that stand in every paragraph of English: to be found by one costs more than all other rules do."""


@lru_cache(maxsize=100_000)
def weight(string: str) -> int:
    """How much a string tells: its characters, but those of other scripts, and rare symbols, counted twice.

    A small word such as `by` or `the` tells less: it stands in every text.
    """
    if string in _EVERYWHERE:
        return 1
    total = sum(1 if c.isascii() and (c.isalnum() or c in _FREQUENT) else 2 for c in string)
    return total - 1 if total <= 3 and string.isalnum() and string.isascii() else total


def _walk(tree: Any) -> Walked:
    run: Strings = _NOTHING
    required: list[Strings] = []
    whole = True
    for kind, value in tree:
        strings, inner = _node(kind, value)
        if inner:
            required += inner
        joined = _join(run, strings) if strings is not None else None
        if joined is None:
            whole = False
            required.append(run)
        run = joined or strings or _NOTHING
    required.append(run)
    return (run if whole else None), required


def _join(left: Strings, right: Strings) -> Strings | None:
    if right is _NOTHING or left is _NOTHING:
        return left if right is _NOTHING else right
    if len(left) * len(right) > MOST:
        return None
    return frozenset(a + b for a in left for b in right)


def _node(kind: Any, value: Any) -> Walked:  # noqa: PLR0911 - a kind of node each
    if kind is op.LITERAL:
        return _character(value), []
    if kind is op.AT:
        return _NOTHING, []
    if kind is op.IN:
        return _members(value), []
    if kind is op.SUBPATTERN:
        return _walk(value[3])
    if kind is op.ATOMIC_GROUP:
        return _walk(value)
    if kind is op.BRANCH:
        return _branch([_walk(tree) for tree in value[1]])
    if kind in _REPEATS:
        return _repeat(*value)
    return None, []


def _members(items: list[tuple[Any, Any]]) -> Strings | None:
    """The characters of a class, if it lists a few; a space for white space, which the fold has squeezed."""
    if items == [(op.CATEGORY, op.CATEGORY_SPACE)]:
        return _SPACE
    if len(items) > _CLASS or any(kind is not op.LITERAL for kind, _ in items):
        return None
    return frozenset[str]().union(*(_character(code) for _, code in items))


@lru_cache(maxsize=10_000)
def _character(code: int) -> Strings:
    return frozenset({lower(fold_characters(chr(code)))})


def _branch(ways: list[Walked]) -> Walked:
    whole = all(exact for exact, _ in ways)
    union = frozenset[str]().union(*(exact for exact, _ in ways if exact))
    required = next(filter(None, (_one_of_each(ways, most) for most in (MOST, 32, 8))), None)
    return (union if whole and len(union) <= MOST else None), ([required] if required else [])


def _one_of_each(ways: list[Walked], most: int) -> Strings | None:
    """A set for each way, all together, if each has one and they are not too many."""
    needed: Strings = frozenset()
    for exact, required in ways:
        best = _best([exact, *required] if exact else required, most)
        if not best:
            return None
        needed |= best
    return needed if len(needed) <= MOST else None


def _repeat(least: int, most: int, tree: Any) -> Walked:
    exact, required = _walk(tree)
    once = exact if exact is not None and (most == 1 or exact == _SPACE) else None
    if least == 0:
        return (once | _NOTHING if once else None), []
    return once, required if exact is None else [*required, exact]
