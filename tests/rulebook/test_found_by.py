"""What the shipped patterns are found by is derived from them as they are."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cleanse.rulebook.found_by import NAME, Derived, Table, _shipped, derived, fresh, table
from cleanse.rulebook.loading import load_rulebook


def test_a_pattern_that_is_not_shipped_is_derived_when_it_is_asked_for() -> None:
    """Nothing but the pattern decides."""
    pattern = r"Nobody ships (?:this|that) pattern by .+"

    assert fresh(pattern) == derived(pattern)
    assert Derived(("nobody ships",), ("nobody ships",), (), ()).first[0][:6] == derived(pattern).first[0][:6]


def test_no_pattern_is_an_error() -> None:
    """A pattern that does not parse is told, not passed over."""
    with pytest.raises(Exception, match=r"unterminated|missing"):
        derived("(")


def test_a_table_holds_what_is_derived_from_each_pattern() -> None:
    patterns = [rule.pattern.source for rule in load_rulebook().rules if rule.pattern]
    made = msgspec.json.decode(table(patterns), type=Table)

    assert len(set(patterns)) == len(made.patterns)
    assert {derived(pattern) for pattern in patterns} == set(made.patterns.values())


def test_a_table_of_other_code_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns are derived anew then, and found by the same."""
    pattern = "Photo by (?P<author>.+)"
    wrong = Table(
        "0" * 16,
        {key: Derived(("never",), (), (), ()) for key in msgspec.json.decode(table([pattern]), type=Table).patterns},
    )
    (tmp_path / NAME).write_bytes(msgspec.json.encode(wrong))
    monkeypatch.setattr("cleanse.rulebook.found_by.rules_folder", lambda: tmp_path)
    monkeypatch.setattr("cleanse.rulebook.found_by._shipped", _shipped.__wrapped__)

    assert fresh(pattern) == derived.__wrapped__(pattern)
