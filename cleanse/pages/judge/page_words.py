"""What a page says of its story elsewhere than in the story."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_COMPARED: Final = 80
_ENOUGH: Final = 8
"""Fewer letters may stand anywhere."""


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what is compared.

    >>> letters("It rained — again.")
    'itrainedagain'
    """
    return _LETTERS.sub("", text.casefold())


class PageWords(NamedTuple):
    """The page's title and description, and the story's text if the page declares it, as `letters`."""

    title: str = ""
    description: str = ""
    body: str = ""

    def declares(self, text: str) -> float:
        """Whether the declared body holds this text: 1 or 0, and 0.5 of a text that is too short to tell.

        >>> PageWords(body="itrainedforathirdday").declares("Rained for a third …")
        1.0
        """
        head = letters(text[:_COMPARED])
        if len(head) < _ENOUGH:
            return 0.5
        return float(head in self.body)
