"""Trees: every row reaches one leaf of each tree, whatever its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.pages.judge.trees import Trees
from tests.pages.judge.judges import above, constant


@given(st.lists(st.floats(allow_nan=False, width=32), min_size=1, max_size=20), st.floats(-9, 9, width=32))
def test_a_number_goes_its_way(numbers: list[float], threshold: float) -> None:
    answers = Trees(above("words", threshold, 2.0, 1.0)).answers({"words": np.array(numbers)}, len(numbers))

    assert [[2.0 if number > threshold else 1.0] for number in numbers] == answers.tolist()


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_leaf_alone_answers_everything(rows: int) -> None:
    assert Trees(constant(1.0, 2.0)).answers({}, rows).tolist() == [[1.0, 2.0]] * rows
