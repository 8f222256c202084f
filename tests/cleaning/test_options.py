"""Options: what a caller chooses, checked before anything is cleaned."""

from __future__ import annotations

import pytest

from cleanse import Policy, UnknownPublisherError, UnknownRuleError, clean, load_rulebook
from cleanse.cleaning.options import Options

TEXT = "Anzeige\n\nThe river rose for a third day, and the lower town was closed to all traffic."


def test_without_a_word_the_shipped_rules_and_the_default_policy_hold() -> None:
    options = Options.of()

    assert (load_rulebook(), Policy(), None, "judge") == tuple(
        getattr(options, name) for name in ("rulebook", "policy", "publisher", "extractor")
    )


def test_a_policy_of_kinds_stays_as_it_is() -> None:
    policy = Policy(keep={"caption"})

    assert Options.of(policy=policy).policy is policy


@pytest.mark.parametrize("rule", ["generic/ad/label-de", "generic/all.de/ad-label"])
def test_a_rule_is_kept_by_its_id_and_by_the_one_that_it_had_before(rule: str) -> None:
    assert not clean(TEXT).text.startswith("Anzeige")
    assert TEXT == clean(TEXT, policy=Policy(keep={rule})).text


def test_a_rule_that_does_not_exist_is_an_error_with_a_hint() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean `generic/ad/label-de`"):
        Options.of(policy=Policy(keep={"generic/ad/label-dd"}))


def test_a_publisher_without_a_rule_file_is_an_error() -> None:
    with pytest.raises(UnknownPublisherError, match=r"no rule file for the publisher 'example\.com'"):
        Options.of(publisher="example.com")
