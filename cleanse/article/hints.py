"""Hints for messages about something that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word, ready to be put behind a message; nothing if none is near.

    >>> did_you_mean("patern", ["pattern", "text"])
    ' (did you mean `pattern`?)'
    >>> did_you_mean("xyz", ["pattern", "text"])
    ''
    """
    near = get_close_matches(word, sorted(known), n=1)
    return f" (did you mean `{near[0]}`?)" if near else ""
