"""Weights: the file that they are kept in, and what is no such file."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse import load_rulebook
from cleanse.rulefiles.weights import Weights, weights_file, weights_in

WEIGHTS = Weights(-0.5, {"place": {"run2": 1.0, "run1": -0.25}, "line": {"bar": 2.5}})
FILE = """\
{
  "least": -0.500,
  "weights": {
    "line": {
      "bar": 2.500
    },
    "place": {
      "run1": -0.250,
      "run2": 1.000
    }
  }
}
"""

numbers = st.integers(-9999, 9999).map(lambda thousandths: thousandths / 1000)
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
groups = st.text(alphabet="abcdefghij +-0123456789", max_size=8)


def written(folder: Path, data: bytes | str) -> Path:
    """A file of this content."""
    path = folder / "weights.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read_again(weights: Weights) -> Weights:
    """What the file of these weights holds."""
    return msgspec.json.decode(weights_file(weights), type=Weights)


def test_a_feature_stands_in_a_line_of_its_own() -> None:
    """Groups and names in order, so that two files can be compared by eye."""
    assert FILE.encode() == weights_file(WEIGHTS)


def test_the_order_in_which_features_were_found_means_nothing() -> None:
    turned = {group: dict(reversed(named.items())) for group, named in reversed(WEIGHTS.weights.items())}

    assert weights_file(WEIGHTS) == weights_file(Weights(-0.5, turned))


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    assert WEIGHTS == weights_in(written(tmp_path, weights_file(WEIGHTS)))


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param(Weights(0.0, {}), id="no groups"),
        pytest.param(Weights(0.0, {"line": {}}), id="a group without features"),
        pytest.param(Weights(0.0, {"line": {'a "quoted" \\ name\n': 1.0, "": 2.0, "ż市": 3.0}}), id="odd names"),
    ],
)
def test_odd_weights_are_written_and_read(weights: Weights) -> None:
    assert weights == read_again(weights)


@given(numbers, st.dictionaries(groups, st.dictionaries(names, numbers, max_size=4), max_size=3))
def test_weights_of_three_decimals_are_the_same_when_read_again(
    least: float, weights: dict[str, dict[str, float]]
) -> None:
    assert Weights(least, weights) == read_again(Weights(least, weights))


def test_further_decimals_are_rounded() -> None:
    """They would mean nothing, and the file would be half as easy to read."""
    assert Weights(0.123, {"line": {"bar": 1.0}}) == read_again(Weights(0.1234, {"line": {"bar": 0.9999}}))


def test_a_written_file_is_the_same_when_written_again() -> None:
    assert weights_file(WEIGHTS) == weights_file(read_again(WEIGHTS))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param("{}", "missing required field `least`", id="nothing in it"),
        pytest.param('{"least": 1.0}', "missing required field `weights`", id="no weights"),
        pytest.param('{"least": "1", "weights": {}}', "Expected `float`, got `str`", id="a text for a number"),
        pytest.param('{"least": 1, "weights": []}', "Expected `object`, got `array`", id="a list of groups"),
        pytest.param('{"least": 1, "weights": {"line": 2}}', "Expected `object`, got `int`", id="a group of a number"),
        pytest.param(
            '{"least": 1, "weights": {"line": {"bar": null}}}', "Expected `float`, got `null`", id="no weight"
        ),
        pytest.param("[]", "Expected `object`, got `array`", id="a list"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(data: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(msgspec.ValidationError, match=message):
        weights_in(written(tmp_path, data))


@pytest.mark.parametrize("data", [b"", b'{"least": 1', b"weights", b'{"least": 1, "weights": {}} x'])
def test_a_file_that_is_no_json_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(msgspec.DecodeError):
        weights_in(written(tmp_path, data))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        weights_in(tmp_path / "weights.json")


def test_the_weights_of_lines_that_ship_are_as_they_would_be_written() -> None:
    """Every group has features, and every feature speaks for something."""
    weights = load_rulebook().line_weights
    assert weights == read_again(weights)
    assert all(json.loads(weights_file(weights))["weights"].values())
