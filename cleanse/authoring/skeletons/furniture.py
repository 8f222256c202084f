"""What in a text is known furniture: the words that the rule which took it knows it by."""

from __future__ import annotations

from typing import Final

import regex

from cleanse.article.kinds import MARKED_KINDS
from cleanse.article.model import Policy
from cleanse.authoring.examples import alone
from cleanse.authoring.skeletons.inventing import Inventor
from cleanse.authoring.skeletons.known import literal
from cleanse.authoring.skeletons.words import any_of, spans_of
from cleanse.cleaning.clean import clean
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.schema import RuleTable, listed
from cleanse.rulefiles.vocabulary import expanded
from cleanse.text.boundaries import blank
from cleanse.text.marks import UNSPACED

_LETTERS_ONLY: Final = regex.compile(r"[\p{L}\p{M}]+")
_EVERYTHING: Final = Policy(cut=MARKED_KINDS)


class KnownWords:
    """What text rules know of the furniture that they find."""

    def __init__(self, rulebook: Rulebook, inventor: Inventor) -> None:
        """The furniture that a rulebook knows, on a page whose words are swapped by this inventor."""
        self.tables = {rule.id: rule.table for rule in rulebook.rules}
        self._vocabulary = rulebook.files.vocabulary
        self._inventor = inventor
        self._literals: dict[str, regex.Pattern[str]] = {}

    def flags(self, rule: str, text: str) -> bytes:
        """Which characters of a text that a rule took are furniture.

        That is all of it, but that a pattern, or the titles behind a label, may be anything: of that the rule's own
        words are, if the rule still takes the rest when it is invented.
        """
        table = self.tables.get(rule)
        if table is None:
            return bytes(len(text))
        if not table.pattern and not table.tail:
            return b"\1" * len(text)
        spans = spans_of(self._found_by(rule, table), text)
        left = clean(self._inventor.text(text, spans), rulebook=alone(table, self._vocabulary), policy=_EVERYTHING).text
        flags = bytearray(len(text))
        for start, end in spans if blank(left) else [(0, len(text))]:
            flags[start:end] = b"\1" * (end - start)
        return bytes(flags)

    def _found_by(self, rule: str, table: RuleTable) -> regex.Pattern[str]:
        if rule not in self._literals:
            plain = literal(expanded(table.pattern or "", self._vocabulary.alternatives))
            words = [word for word in _LETTERS_ONLY.findall(plain) if len(word) > 1 or UNSPACED.search(word)]
            phrases = (*listed(table.text), *listed(table.opening), *listed(table.closing))
            self._literals[rule] = any_of([*words, *phrases], whole=True)
        return self._literals[rule]
