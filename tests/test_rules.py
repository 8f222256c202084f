"""The rules that ship: every file is in order, and every example of every rule comes true, a test each."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest

from cleanse import Rulebook, load_rulebook
from cleanse.authoring.examples import alone, repeated, wrong_keeps, wrong_removes
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rule import Rule

RULES: Final = {rule.id: rule for rule in load_rulebook().rules}
VOCABULARY: Final = load_rulebook().files.vocabulary
REMOVES: Final = [(rule.id, number) for rule in RULES.values() for number in range(len(rule.table.removes))]
KEEPS: Final = [(rule.id, number) for rule in RULES.values() for number in range(len(rule.table.keeps))]


@cache
def rulebook_of(rule: Rule) -> Rulebook:
    """A rulebook of this rule alone."""
    return alone(rule.table, VOCABULARY)


def named(value: object) -> str:
    """The id of an example: the rule and the number."""
    return str(value)


@pytest.mark.parametrize(("rule", "number"), REMOVES, ids=named)
def test_a_rule_removes_what_it_says(rule: str, number: int) -> None:
    table = RULES[rule].table

    assert "" == wrong_removes(table.removes[number], rulebook_of(RULES[rule]))


@pytest.mark.parametrize(("rule", "number"), KEEPS, ids=named)
def test_a_rule_keeps_what_it_says(rule: str, number: int) -> None:
    table = RULES[rule].table

    assert "" == wrong_keeps(table.keeps[number], rulebook_of(RULES[rule]))


def test_every_file_that_ships_is_in_order() -> None:
    """Its form, its patterns and its selectors: a RulebookError lists what is wrong."""
    files = read_rules([], check_all=True).files

    assert {rule.owner for rule in RULES.values()} <= {file.id for file in files}


@pytest.mark.parametrize("file", load_rulebook().files.files, ids=lambda file: file.id)
def test_no_file_looks_for_the_same_words_twice(file: object) -> None:
    assert [] == list(repeated(file.content.rule))  # type: ignore[attr-defined]  # a RuleFile
