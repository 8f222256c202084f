"""Hints about what is misspelt."""

from __future__ import annotations

import pytest

from cleanse.article.hints import did_you_mean
from cleanse.article.kinds import KINDS


@pytest.mark.parametrize(
    ("word", "known"),
    [("xyz", ["pattern", "text"]), ("pattern", []), ("", ["pattern"]), ("PATTERN", ["pattern"])],
    ids=["nothing near", "nothing known", "no word", "capitals"],
)
def test_no_hint_where_nothing_is_near(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known) == ""


@pytest.mark.parametrize(
    ("word", "meant"), [("newsleter", "newsletter"), ("captions", "caption"), ("foto", "photo"), ("adds", "ad")]
)
def test_the_nearest_is_named(word: str, meant: str) -> None:
    assert f" (did you mean `{meant}`?)" == did_you_mean(word, {*KINDS, "photo"})


def test_the_hint_does_not_depend_on_the_order_of_what_is_known() -> None:
    """Sets come in any order; two that are as near must not take turns."""
    assert did_you_mean("bat", ["cat", "rat", "hat"]) == did_you_mean("bat", ["hat", "rat", "cat"])
