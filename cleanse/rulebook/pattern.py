"""Patterns: RE2 expressions, anchored by the engine and tried only near their literals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

import re2
import regex

from cleanse.rulebook.found_by import derived
from cleanse.text.boundaries import at_words, sentence_edges
from cleanse.text.fold import Fold, is_letter
from cleanse.text.marks import ENDINGS, ENDS_INSIDE, ends_sentence

_OPTIONS: Final = re2.Options()
_OPTIONS.case_sensitive = False
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 32 << 20  # bytes; with the default of 8 MB, long patterns fall back to a slow automaton
STRETCH: Final = 4000
"""A longer block is looked at in stretches of so many characters …"""
WINDOW: Final = 1000
"""… and of so many on either side of each."""
_FEW: Final = 4
"""Behind a credit stand no more spaces than this, if what stands there is no sentence."""
_JOINTS: Final = frozenset("([|")
"""Marks that join a credit to its caption."""
_WORD: Final = 16
"""A word has so many characters at the most, on average."""

Place = tuple[int, int, int]
"""An occurrence of a literal: of which part of the rule it is, its start and its end."""
Groups = dict[str, tuple[int, int]]
PatternMatch = tuple[int, int, Groups]
"""A match: its start, its end, and the spans of its named groups."""


class BadPattern(ValueError):
    """A pattern that does not compile, with the reason."""


LETTERS: Final = (
    r"A-Za-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3005}-\x{3007}"
    r"\x{3031}-\x{D7FF}\x{F900}-\x{FDFF}\x{FE70}-\x{FEFC}\x{FF21}-\x{FF3A}\x{FF41}-\x{FFDC}\x{10000}-\x{3FFFF}"
)
CAPITALS: Final = (
    r"A-Z\x{C0}-\x{D6}\x{D8}-\x{DE}\x{100}-\x{24F}\x{386}-\x{3AB}\x{400}-\x{42F}\x{460}-\x{52F}\x{531}-\x{556}"
    r"\x{10A0}-\x{10C5}\x{1E00}-\x{1EFF}"
)
"""Whole Unicode blocks for `\\p{L}` and `\\p{Lu}`: RE2 takes 0.5 ms for each exact class, a hundred times as long."""
_CLASSES: Final = {r"\p{L}": LETTERS, r"\p{Lu}": CAPITALS}
_CLASS: Final = regex.compile(r"(\[\^?(?:\\.|[^\]\\])*\])|(\\p\{Lu?\})")


def coarse(source: str) -> str:
    r"""A pattern with letters and capitals as whole Unicode blocks.

    >>> coarse(r"\p{Lu}[\p{L}']+").replace(LETTERS, "<letters>").replace(CAPITALS, "<capitals>")
    "[<capitals>][<letters>']+"
    """
    return _CLASS.sub(lambda match: _widened(match[1]) if match[1] else f"[{_CLASSES[match[2]]}]", source)


def _widened(members: str) -> str:
    for name, ranges in _CLASSES.items():
        members = members.replace(name, ranges)
    return members


class Pattern:
    """A compiled pattern, and where in a block it may match.

    >>> pattern = Pattern(r"photo: (?P<credit>.+)", "block")
    >>> list(pattern.find(Fold("It rained.\\nPhoto: AFP"), [(0, 11, 16)]))
    [(11, 21, {'credit': (18, 21)})]
    """

    __slots__ = ("__dict__", "_initial", "most_characters", "scope", "source")

    def __init__(self, source: str, scope: str, max_words: int = 1000) -> None:
        """Keep the source: compiling waits until the pattern is needed."""
        self.source = source
        self.scope = scope
        self._initial = source.startswith("^")
        self.most_characters = max_words * _WORD
        """Longer spans hold more words than a match may take."""

    @cached_property
    def edges(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What every match begins with, and what it ends with."""
        edges_of = derived(self.source)
        return edges_of.first, edges_of.last

    @cached_property
    def _needed(self) -> tuple[tuple[str, ...], ...]:
        first, _ = self.edges
        needed = derived(self.source).needed
        return (*needed, first) if first and self.scope == "sentence" else needed

    @cached_property
    def compiled(self) -> Any:
        """The expression as RE2 holds it. Raises BadPattern if it does not compile."""
        return compiled_pattern(self.source)

    def find(self, fold: Fold, hits: list[Place]) -> Iterator[PatternMatch]:
        """Matches near these occurrences of the pattern's literals."""
        done = until = -1
        untried = True
        parts = self.scope == "sentence" or fold.unlined
        for _, start, end in hits:
            if start < done:
                continue
            if start >= until:
                block = fold.block_at(start)
                first, last = _stretch(fold, block, start)
                until = last
                untried = True
                if not self._may_stand(fold, block, first, last, parts=parts):
                    done = until
                    continue
            if self.scope == "inline":
                yield from self._inline(fold, block, first, last)
                done = until
                continue
            match = self._fullmatch(fold, fold.starts[block], fold.ends[block]) if untried else None
            untried = False
            if match is None and parts:
                match, done = self._sentences(fold, block, start, end)
            if match:
                yield match
                done = match[1]
            elif not parts:
                done = until

    def opening(self, fold: Fold, start: int) -> int:
        """The end of the match that begins at an offset, wherever it ends; the offset itself if there is none."""
        match = self.compiled.match(fold.plain[start : start + WINDOW])
        return start + match.end() if match else start

    def _may_stand(self, fold: Fold, block: int, first: int, last: int, *, parts: bool) -> bool:
        """Whether a stretch of a block holds, with what is near it, all that the pattern needs."""
        if self.scope != "inline" and not parts and last - first > self.most_characters:
            return False
        if not self._needed:
            return True
        text = fold.lower[max(fold.starts[block], first - WINDOW) : min(fold.ends[block], last + WINDOW)]
        return all(any(map(text.__contains__, strings)) for strings in self._needed)

    def _inline(self, fold: Fold, block: int, start: int, end: int) -> Iterator[PatternMatch]:
        """The matches that begin in a stretch of a block; they may end beyond it."""
        first, last = max(fold.starts[block], start - WINDOW), min(fold.ends[block], end + WINDOW)
        if self._initial and first != fold.starts[block]:
            return
        for match in self.compiled.finditer(fold.plain[first:last]):
            placed = _placed(match, first)
            cut_short = placed[1] == last < fold.ends[block]  # by the window, where `$` does not mean the block's end
            if start <= placed[0] < end and placed[1] > placed[0] and not cut_short and at_words(fold, *placed[:2]):
                yield placed

    def _sentences(self, fold: Fold, block: int, start: int, end: int) -> tuple[PatternMatch | None, int]:
        """One or two sentences of a block that match around a hit; and where the sentence of the hit ends."""
        edges = sentence_edges(fold, block)
        behind = bisect_right(edges, start)  # the sentence of the hit begins at the edge before this one
        until = max(behind, bisect_left(edges, end))
        for stop in edges[until : until + 2]:
            for begin in reversed(edges[max(0, behind - 2) : behind]):
                match = self._fullmatch(fold, begin, stop - (fold.plain[stop - 1] == " "))
                if match and not (fold.unlined and _takes_a_sentence(fold, match)):
                    return match, match[1]
        return None, edges[behind]

    def covering(self, fold: Fold, block: int) -> PatternMatch | None:
        """The match that covers a whole block, if there is one."""
        return self._fullmatch(fold, fold.starts[block], fold.ends[block])

    def _fullmatch(self, fold: Fold, start: int, end: int) -> PatternMatch | None:
        """The match that covers a span, if there is one; most spans are told by their length or their edges."""
        if end - start > self.most_characters:
            return None
        first, last = self.edges
        if first and not fold.lower.startswith(first, past_marks(fold.lower, start, end)):
            return None
        if last and not fold.lower.endswith(last, start, before_marks(fold.lower, start, end)):
            return None
        match = self.compiled.fullmatch(fold.plain[start:end])
        return _placed(match, start) if match else None


def compiled_pattern(source: str) -> Any:
    """An expression as RE2 holds it. Raises BadPattern if it does not compile."""
    try:
        return re2.compile(coarse(source), _OPTIONS)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise BadPattern(reason) from error


def _stretch(fold: Fold, block: int, offset: int) -> tuple[int, int]:
    """The block of an offset, or the part of a long one."""
    first, last = fold.starts[block], fold.ends[block]
    if last - first <= STRETCH:
        return first, last
    first += (offset - first) // STRETCH * STRETCH
    return first, min(first + STRETCH, last)


def _takes_a_sentence(fold: Fold, match_read: PatternMatch) -> bool:
    """Whether a caption begins with a sentence, or its credit goes on with one: that may be the story's."""
    _, end, groups = match_read
    caption, credit = groups.get("caption"), groups.get("credit")
    if not credit:
        return False
    behind = fold.plain[credit[1] : end]
    if behind.count(" ") > _FEW and ends_sentence(behind):
        return True
    if not caption or caption[1] > credit[0]:
        return False
    text, between = fold.plain[slice(*caption)].rstrip("\"' "), fold.plain[caption[1] : credit[0]]
    if text[-1:] in ENDINGS:
        return between.lstrip(" ")[:1] not in _JOINTS
    stops = [match.start() for match in ENDS_INSIDE.finditer(text)]
    return bool(stops) and not _JOINTS.intersection(text[stops[-1] :] + between)


def past_marks(text: str, start: int, end: int) -> int:
    """The first letter or digit from here on."""
    while start < end and not is_letter(text[start]):
        start += 1
    return start


def before_marks(text: str, start: int, end: int) -> int:
    """Behind the last letter or digit up to here."""
    while end > start and not is_letter(text[end - 1]):
        end -= 1
    return end


def _placed(match: Any, offset: int) -> PatternMatch:
    groups = {name: match.span(number) for name, number in match.re.groupindex.items()}
    return (
        offset + match.start(),
        offset + match.end(),
        {name: (offset + a, offset + b) for name, (a, b) in groups.items() if b > a >= 0},
    )
