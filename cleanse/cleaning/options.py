"""Options: how documents are cleaned, as one thing that travels from the caller to the engine."""

from __future__ import annotations

from typing import Literal

import msgspec

from cleanse.article.model import Policy, is_rule
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

        `publisher` is an id, a domain or a name. Raises UnknownPublisherError for one that has no rule file, and
        UnknownRuleError for a policy that names a rule which does not exist.
        """
        rulebook = rulebook or load_rulebook()
        known = rulebook.publisher(publisher) if publisher else None
        return cls(rulebook, _resolved(policy or Policy(), rulebook), known, extractor)


def _resolved(policy: Policy, rulebook: Rulebook) -> Policy:
    """A policy whose rules have the ids that they have now."""
    if not any(map(is_rule, (*policy.keep, *policy.cut))):
        return policy
    keep, cut = (
        frozenset(rulebook.rule_id(name) if is_rule(name) else name for name in names)
        for names in (policy.keep, policy.cut)
    )
    return Policy(keep, cut, policy.repair)
