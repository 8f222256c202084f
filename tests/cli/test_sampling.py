"""A sample of documents: how many, in which order, and that it is the same each time."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from cleanse.cli.sampling import drawn


class Item:
    """Something that can be seen to be held or let go."""


@given(st.integers(0, 60), st.integers(1, 20))
def test_a_sample_has_as_many_items_as_are_asked_for_or_all(size: int, count: int) -> None:
    sample = drawn(range(size), count)

    assert min(size, count) == len(sample)
    assert sorted({*sample}) == sample
    assert {*sample} <= {*range(size)}


def test_a_sample_of_no_items_is_empty() -> None:
    assert drawn([], 3) == []


def test_the_same_sample_is_drawn_each_time() -> None:
    assert drawn(range(1000), 9) == drawn(range(1000), 9)


def test_a_sample_depends_on_places_not_on_what_stands_there() -> None:
    assert drawn(range(500), 9) == [ord(letter) for letter in drawn(map(chr, range(500)), 9)]


def test_items_need_no_order_of_their_own() -> None:
    items = [{"id": number} for number in range(50)]

    assert [items.index(item) for item in drawn(items, 5)] == drawn(range(50), 5)


def test_items_that_are_alike_may_all_be_drawn() -> None:
    assert drawn(["same"] * 9, 4) == ["same"] * 4


def test_each_place_has_about_the_same_chance() -> None:
    """Neither the beginning of a corpus nor its end is drawn much more often."""
    thirds = Counter(number // 10_000 for number in drawn(range(30_000), 3000))

    assert {0, 1, 2} == thirds.keys()
    assert all(900 < count < 1100 for count in thirds.values())


def test_the_last_item_may_be_the_one_that_is_left_out() -> None:
    """Of one more than are asked for, each may be."""
    left_out = {count - (({*range(count + 1)} - {*drawn(range(count + 1), count)}).pop()) for count in range(1, 40)}

    assert 0 in left_out
    assert len(left_out) > 10


def test_memory_holds_no_more_than_the_sample() -> None:
    alive: weakref.WeakSet[Item] = weakref.WeakSet()
    most = 0

    def items() -> Iterator[Item]:
        nonlocal most
        for _ in range(200):
            item = Item()
            alive.add(item)
            most = max(most, len(alive))
            yield item

    assert len(drawn(items(), 5)) == 5
    assert most <= 5 + 2
