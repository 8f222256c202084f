"""Options: how documents are cleaned, as one thing that travels from the caller to the engine."""

from __future__ import annotations

from typing import Literal

import msgspec

from cleanse.article.model import Policy
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Publisher, Rulebook

Extractor = Literal["judge", "trafilatura"]
"""What finds the story on pages of publishers that no rule file describes."""


class Options(msgspec.Struct, frozen=True):
    """How to clean, checked: the rulebook is loaded, and the publisher has a rule file.

    >>> Options.of(publisher="The Independent").publisher.id
    'independent.co.uk'
    """

    rulebook: Rulebook
    policy: Policy = Policy()
    publisher: Publisher | None = None
    """Whose documents they are, whatever url and text tell."""
    extractor: Extractor = "judge"

    @classmethod
    def of(
        cls,
        rulebook: Rulebook | None = None,
        policy: Policy | None = None,
        publisher: str | None = None,
        extractor: Extractor = "judge",
    ) -> Options:
        """The options of a caller: the shipped rules and the default policy where none are given.

        `publisher` is an id, a domain or a name. Raises UnknownPublisherError for one that has no
        rule file.
        """
        rulebook = rulebook or load_rulebook()
        known = rulebook.publisher(publisher) if publisher else None
        return cls(rulebook, policy or Policy(), known, extractor)
