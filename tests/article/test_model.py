"""The nouns, and the policy that says what is cut."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import cleanse
from cleanse.article.kinds import CUT_KINDS, KINDS, MARKED_KINDS, REPAIR
from cleanse.article.model import Caption, Edit, Policy, Recognition

NOUNS = [
    Edit(0, 4, "generic/ad/label", "ad"),
    Caption("The quay", "AFP"),
    Recognition("example.com", "url", ("example.com",)),
    Policy(keep=frozenset({"caption"})),
]


@pytest.mark.parametrize("kind", sorted(CUT_KINDS))
def test_furniture_is_cut(kind: str) -> None:
    assert Policy().cuts(kind)
    assert not Policy(keep={kind}).cuts(kind)


@pytest.mark.parametrize("kind", sorted(MARKED_KINDS))
def test_what_the_author_said_is_only_marked(kind: str) -> None:
    assert not Policy().cuts(kind)
    assert Policy(cut={kind}).cuts(kind)


def test_each_kind_is_either_cut_or_marked() -> None:
    assert KINDS == CUT_KINDS ^ MARKED_KINDS


def test_repairs_are_switched_by_themselves() -> None:
    """No rule may use their kind, so no list of kinds names it."""
    assert (True, False) == (Policy().cuts(REPAIR), Policy(repair=False).cuts(REPAIR))
    assert REPAIR not in KINDS


def test_cutting_wins_over_keeping() -> None:
    assert Policy(keep={"caption"}, cut={"caption"}).cuts("caption")


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("captions", " (did you mean `caption`?)"),
        ("xyz", ""),
        ("", ""),
        ("repair", ""),
        ("Caption", " (did you mean `caption`?)"),
    ],
)
@pytest.mark.parametrize("list_", ["keep", "cut"])
def test_a_kind_that_does_not_exist_is_refused(list_: str, kind: str, hint: str) -> None:
    lists: dict[str, Any] = {list_: {kind}}
    with pytest.raises(ValueError, match="no such kind") as caught:
        Policy(**lists)

    assert f"no such kind: {kind!r}{hint}" == str(caught.value)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_nouns_are_frozen_values(noun: Any) -> None:
    """Equal by their fields, the same after a pickle, hashable, and not to be changed."""
    copy = pickle.loads(pickle.dumps(noun))

    assert (noun, hash(noun)) == (copy, hash(copy))
    with pytest.raises(AttributeError):
        setattr(noun, noun.__struct_fields__[0], None)


def test_the_public_names_are_there() -> None:
    assert all(hasattr(cleanse, name) for name in cleanse.__all__)
    assert len(set(cleanse.__all__)) == len(cleanse.__all__)


def test_what_is_said_of_a_rule_counts_more_than_what_is_said_of_its_kind() -> None:
    policy = Policy(keep={"ad", "example.com/caption-old"}, cut={"example.com/ad-box"})

    assert policy.cuts("caption", "example.com/caption")
    assert not policy.cuts("caption", "example.com/caption-old")
    assert policy.cuts("ad", "example.com/ad-box")
    assert not policy.cuts("ad", "example.com/ad")


@pytest.mark.parametrize("kinds", [["caption"], ("caption",), {"caption": 1}, iter(["caption"])])
def test_any_collection_of_kinds_is_taken(kinds: Any) -> None:
    assert Policy(keep=kinds) == Policy(keep={"caption"})
