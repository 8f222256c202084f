"""Runs: furniture from a known opening to a known ending, with the sentences that are known between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from cleanse.rulebook.phrase import Phrase, as_sentence, whole
from cleanse.text.boundaries import closes_block, glued_before, opens_block, opens_sentence
from cleanse.text.fold import Fold

_ALONE: Final = 4
"""A known sentence of a run with more words than this goes where it stands alone."""
_CUT_OFF: Final = 12
"""A sentence that is cut off must show so many characters."""

_CUT_MARK: Final = regex.compile(r" ?(?:\[\+\d+ chars\]|\[\.\.\.\]|\[…\])$")
"""What some feeds print where they cut a text off."""

Span = tuple[int, int]


class Run:
    """An opening, an ending, and what is known to stand between them.

    `find` takes `(phrase, start)` pairs: the number of a phrase in `phrases` and the offset of its needle.
    """

    __slots__ = ("_also", "_closing", "_opening", "max_words", "phrases")

    def __init__(
        self, opening: Sequence[str], closing: Sequence[str], also: Sequence[str], sentences: Sequence[str], words: int
    ) -> None:
        """Fold the phrases; openings come first in `phrases`, then endings, then the other sentences."""
        self.phrases = [Phrase(text) for text in (*opening, *closing, *sentences)]
        self._opening = len(opening)
        self._closing = len(opening) + len(closing)
        self._also = sorted((Phrase(text).text for text in also), key=len, reverse=True)
        self.max_words = words

    def find(self, fold: Fold, hits: list[tuple[int, int]]) -> Iterator[Span]:
        """The runs, and the known sentences outside of them."""
        known: list[tuple[Span, int]] = []
        for number, start in hits:
            span = self.phrases[number].at(fold, start)
            if span and self._begins(fold, span[0]):
                known.append((span, number))
        known.sort()
        runs = list(self._runs(fold, known))
        for run in runs:
            yield self._with_labels(fold, run)
        alone = [span for span, number in known if self._alone(fold, number, span) and not _inside(span, runs)]
        yield from self._joined(fold, alone)

    @staticmethod
    def _begins(fold: Fold, start: int) -> bool:
        return opens_sentence(fold, start) or glued_before(fold, start) or fold.plain[start].isupper()

    def _runs(self, fold: Fold, known: list[tuple[Span, int]]) -> Iterator[Span]:
        endings = [span for span, number in known if self._opening <= number < self._closing]
        done = at = 0
        for (start, end), number in known:
            if number >= self._opening or start < done:
                continue
            while at < len(endings) and endings[at][0] < end:
                at += 1
            if at < len(endings) and fold.words(start, endings[at][1]) <= self.max_words:
                done = endings[at][1]
                yield start, done

    def _alone(self, fold: Fold, number: int, span: Span) -> bool:
        phrase = self.phrases[number]
        return whole(fold, span) or (phrase.text.count(" ") >= _ALONE and as_sentence(fold, phrase, span))

    def _joined(self, fold: Fold, spans: list[Span]) -> Iterator[Span]:
        """Known sentences that follow each other as one, with labels and with what is cut off at either end."""
        group: Span | None = None
        for start, end in spans:
            if group and start <= self._with_labels(fold, group)[1] + 1:
                group = (group[0], max(end, group[1]))
                continue
            if group:
                yield self._with_rests(fold, self._with_labels(fold, group))
            group = (start, end)
        if group:
            yield self._with_rests(fold, self._with_labels(fold, group))

    def _with_labels(self, fold: Fold, span: Span) -> Span:
        """A span with the labels that stand directly before or behind it."""
        start, end = span
        while label := next((a for a in self._also if _behind(fold, end, a)), None):
            end += fold.lower.startswith(" ", end) + len(label)
        while label := next((a for a in self._also if _before(fold, start, a)), None):
            start -= fold.lower.endswith(" ", 0, start) + len(label)
        return start, end

    def _with_rests(self, fold: Fold, span: Span) -> Span:
        """A span with the beginning or the end of a known sentence that is cut off by its block's edge."""
        start, end = span
        first, last = fold.starts[fold.block_at(start)], fold.ends[fold.block_at(end - 1)]
        rest = _CUT_MARK.sub("", fold.lower[end : min(last, end + 600)]).strip(" .…")
        if len(rest) >= _CUT_OFF and any(phrase.text.startswith(rest) for phrase in self.phrases):
            end = last
        head = fold.lower[max(first, start - 600) : start].strip(" .…")
        if len(head) >= _CUT_OFF and any(phrase.text.rstrip(".").endswith(head) for phrase in self.phrases):
            start = first
        return start, end


def _inside(span: Span, runs: list[Span]) -> bool:
    at = bisect_right(runs, (span[0], len(runs) and runs[-1][1])) - 1
    return at >= 0 and span[1] <= runs[at][1]


def _behind(fold: Fold, end: int, label: str) -> bool:
    start = end + fold.lower.startswith(" ", end)
    if not fold.lower.startswith(label, start):
        return False
    stop = start + len(label)
    following = fold.plain[stop : stop + 2].strip(" ")[:1]
    return not following.islower() or closes_block(fold, stop)


def _before(fold: Fold, start: int, label: str) -> bool:
    stop = start - fold.lower.endswith(" ", 0, start)
    begin = stop - len(label)
    return (
        begin >= 0
        and fold.lower.startswith(label, begin)
        and (opens_block(fold, begin) or opens_sentence(fold, begin) or glued_before(fold, begin))
    )
