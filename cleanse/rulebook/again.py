"""Patterns in which `{again}` stands for the word right before the match: furniture that repeats what it stands behind.

RE2 has no back-reference. So each word that may be the one is replaced by a stand-in where it stands again, and the
pattern, which has the same stand-in for the placeholder, is tried right behind the word. A word may be the one if it is
capitalised and stands again within a few characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

import regex

from cleanse.rulebook.found_by import derived
from cleanse.rulebook.pattern import Pattern, PatternMatch, Place, compiled_pattern
from cleanse.text.boundaries import at_words
from cleanse.text.fold import Fold

AGAIN: Final = "{again}"
"""The placeholder."""
_WORD: Final = regex.compile(r"\p{Lu}[\p{L}'-]{1,39}\p{Ll}")
"""A word that may be said again: a capital and two letters more, the last one small. In capitals any word might be."""
_NEAR: Final = 80
"""The word stands again within so many characters, or it is another one."""
_REACH: Final = 1000
"""A match begins at most so many characters before its literal."""
_STAND_IN: Final = "A\uffffa"
"""Stands for the word in the pattern and in the text. It begins and ends as a word does, and no text holds it."""
_ANY: Final = r"\p{Lu}[\p{L}'-]+"
"""What the placeholder may be, for finding the literals of the pattern."""


class AgainPattern(Pattern):
    """A pattern with `{again}`, tried behind each word that stands again.

    >>> pattern = AgainPattern(r"(?-i: (?:\\p{Lu}\\w+ )*{again}[^.]* MORE)")
    >>> text = "Mayor Jane Doe Jane Ann DoeDoe opens bridge MORE said so."
    >>> [text[start:end] for start, end, _ in pattern.find(Fold(text), [(0, 44, 48)])]
    [' Jane Ann DoeDoe opens bridge MORE']
    """

    __slots__ = ("_template",)

    def __init__(self, source: str, max_words: int = 1000) -> None:
        """Keep the source; it is compiled when a text may hold a match."""
        super().__init__(source.replace(AGAIN, _ANY), "inline", max_words)
        self._template = source

    @cached_property
    def _with_stand_in(self) -> Any:
        return compiled_pattern(self._template.replace(AGAIN, _STAND_IN))

    def find(self, fold: Fold, hits: list[Place]) -> Iterator[PatternMatch]:
        """Matches that end with one of these occurrences of the pattern's literals."""
        ends = sorted({end for _, _, end in hits})
        done = 0
        for end in ends:
            block = fold.block_at(end - 1)
            first = max(done, fold.starts[block], end - _REACH)
            if end > done and (match := self._ending_at(fold, first, end)):
                yield match
                done = match[1]

    def _ending_at(self, fold: Fold, first: int, end: int) -> PatternMatch | None:
        """The match that ends here and begins nearest to here: a name may hold the words of a longer name before it."""
        text = fold.plain[first:end]
        if not all(any(map(text.lower().__contains__, strings)) for strings in derived(self.source).needed):
            return None
        if _STAND_IN in text or not self.compiled.search(text):
            return None  # most texts hold no match, whatever the word
        for at, again, behind in reversed(list(words_again(text))):
            tried = f"{text[at:again]}{_STAND_IN}{text[behind:]}"
            if self._with_stand_in.fullmatch(tried) and at_words(fold, first + at, end):
                return first + at, end, {}
        return None


def words_again(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each capitalised word ends, and where it starts and ends again; words glued by their case are parted."""
    for match in _WORD.finditer(text):
        glued = (at for at in range(match.start() + 3, match.end()) if text[at - 1].islower() and text[at].isupper())
        for end in (*glued, match.end()):
            word = text[match.start() : end]
            again = text.find(word, end, end + _NEAR)
            while again >= 0:
                yield end, again, again + len(word)
                again = text.find(word, again + 1, end + _NEAR)
