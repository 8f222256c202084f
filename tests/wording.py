"""Words of any script, counted by tests."""

from __future__ import annotations

import regex


def words(text: str) -> list[str]:
    """The words of a text; each character of a script without spaces is one."""
    return regex.findall(
        r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]+",
        text.lower(),
        flags=regex.VERSION1,
    )
