"""Words that are nobody's, as the publisher's name and what rules and bylines are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from cleanse.rulebook.rulebook import Publisher, Rulebook
from cleanse.rulefiles.schema import listed

_SMALL: Final = ("for", "in")
"""What stands in a byline besides names and joiners."""
_LABEL_WORDS: Final = ("byline", "joiner", "agency", "month", "weekday", "outlet", "newsroom", "role", "title_behind")
"""The vocabulary's lists that tell what a line of names or dates says."""
_ESCAPES: Final = regex.compile(r"\(\?P<\w+>|\\p\{\w+\}|\\.")
"""What is no word in a pattern."""


class Known(NamedTuple):
    """Words that are nobody's."""

    names: Sequence[str] = ()
    """What the publisher is called."""
    labels: Sequence[str] = ()
    """What bylines and dates are written with."""
    taken: Sequence[str] = ()
    """Texts with words that rules find furniture by: an invented one would be taken for it."""

    @classmethod
    def of(cls, rulebook: Rulebook, publisher: Publisher | None) -> Known:
        """What a rulebook knows."""
        vocabulary = rulebook.files.vocabulary
        names = [publisher.name, *publisher.domains] if publisher else []
        labels = [*_SMALL, *(word for label in _LABEL_WORDS for word in vocabulary.words_of(label))]
        taken = [word for words in vocabulary.lists for word in vocabulary.words_of(words)]
        for table in (rule.table for rule in rulebook.rules):
            phrases = (table.text, table.opening, table.closing, table.also, table.sentences)
            taken += (
                literal(table.pattern or ""),
                *(phrase for part in phrases for phrase in listed(part)),
            )
        return cls(names, labels, taken)


def literal(pattern: str) -> str:
    """A pattern without its escapes and the names of its groups, which are no words."""
    return _ESCAPES.sub(" ", pattern)
