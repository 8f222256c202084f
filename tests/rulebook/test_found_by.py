"""What the shipped patterns are found by is derived from them as they are."""

from __future__ import annotations

import pytest

from cleanse.rulebook.found_by import Derived, derived, fresh, table
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulefiles.folder import rules_folder


def test_a_pattern_that_is_not_shipped_is_derived_when_it_is_asked_for() -> None:
    """Nothing but the pattern decides."""
    pattern = r"Nobody ships (?:this|that) pattern by .+"

    assert fresh(pattern) == derived(pattern)
    assert Derived(("nobody ships",), ("nobody ships",), (), ()).first[0][:6] == derived(pattern).first[0][:6]


def test_no_pattern_is_an_error() -> None:
    """A pattern that does not parse is told, not passed over."""
    with pytest.raises(Exception, match=r"unterminated|missing"):
        derived("(")


def test_the_shipped_table_is_up_to_date() -> None:
    """If this fails: python bench/derive.py."""
    patterns = [rule.pattern.source for rule in load_rulebook().rules if rule.pattern]

    assert table(patterns) == (rules_folder() / "derived.json").read_bytes()
