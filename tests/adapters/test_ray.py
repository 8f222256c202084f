"""Ray Data's batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray.data", reason="needs the ray extra")

import pyarrow as pa
import ray

from cleanse.adapters.ray import Cleanse
from cleanse.arrow import cleaned_schema
from cleanse.article.model import Policy
from cleanse.records import restore_record
from cleanse.rulebook.loading import load_rulebook
from tests.adapters.engines import BAD, BOOK, PAGES, STORY, TEXT, TEXTS, URL, as_records, looped


@pytest.fixture(scope="module", autouse=True)
def _cluster() -> Iterator[None]:
    """Ray on this machine."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RAY_AUTH_MODE", "disabled")  # or it writes a token into the home folder
        # Two actors hold a CPU each, and what reads and splits needs one besides.
        ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield
        ray.shutdown()


def cleaned(rows: list[dict[str, Any]], parts: int = 2, **options: Any) -> list[dict[str, Any]]:
    """Rows cleaned by two actors."""
    options = {"rulebook": BOOK, **options}
    data = ray.data.from_arrow(pa.Table.from_pylist(rows)).repartition(parts)
    told = data.map_batches(Cleanse, batch_format="pyarrow", concurrency=2, fn_constructor_kwargs=options)
    return sorted(told.take_all(), key=lambda row: int(row["id"]))


def test_a_text_without_furniture_stays_as_it_is() -> None:
    texts = ["It rained.", "", "\0\ufeff\u2028 \r\n", "“Żółw śpi,” she said."]
    told = cleaned([{"id": n, "text": text} for n, text in enumerate(texts)])

    assert [(text, []) for text in texts] == [(row["text"], row["edits"]) for row in told]


@pytest.mark.parametrize("rows", [TEXTS, PAGES], ids=["texts", "pages"])
def test_rows_are_as_a_loop_cleans_them(rows: list[dict[str, Any]]) -> None:
    assert looped(rows) == as_records(cleaned(rows))


def test_without_rules_of_its_own_the_shipped_ones_are_used() -> None:
    assert looped(TEXTS, load_rulebook()) == as_records(cleaned(TEXTS, rulebook=None))


def test_the_options_are_followed() -> None:
    policy = Policy(keep={"ad"})
    [told] = cleaned([{"id": 1, "text": TEXT}], 1, policy=policy, publisher="The Example")

    assert (f"Advertisement\n{STORY}", "argument") == (told["text"], told["recognised_by"]["by"])


def test_a_value_that_was_there_stays() -> None:
    [told] = cleaned([{"id": 1, "text": TEXT, "url": URL, "publisher": "mine", "n": [1, 2]}], 1)

    assert ("mine", [1, 2], STORY) == (told["publisher"], list(told["n"]), told["text"])


def test_a_bad_row_costs_itself_only() -> None:
    *others, bad = cleaned([*TEXTS, BAD])

    assert (None, "no `text` and no `html`") == (bad["text"], bad["error"])
    assert looped(TEXTS) == as_records(others)


def test_the_source_comes_back() -> None:
    assert [row["text"] for row in TEXTS] == [restore_record(row)["text"] for row in cleaned(TEXTS)]


def test_a_dataset_without_rows_is_a_dataset() -> None:
    data = ray.data.from_arrow(pa.Table.from_pylist(TEXTS).slice(0, 0))

    assert 0 == data.map_batches(Cleanse, batch_format="pyarrow", concurrency=1).count()


def test_batches_may_be_large_and_in_parts() -> None:
    """A batch of more rows than are cleaned at a time, and one of several chunks."""
    table = pa.Table.from_pylist(TEXTS * 500)
    whole, parts = Cleanse(BOOK)(table), Cleanse(BOOK)(pa.concat_tables([table[:7], table[7:]]))

    assert looped(TEXTS) * 500 == as_records(whole.to_pylist()) == as_records(parts.to_pylist())
    assert cleaned_schema(table.schema) == whole.schema


def test_what_is_cleaned_can_be_written_as_parquet(tmp_path: Path) -> None:
    data = ray.data.from_arrow(pa.Table.from_pylist(PAGES)).repartition(2)
    data.map_batches(Cleanse, batch_format="pyarrow", concurrency=1, fn_constructor_args=[BOOK]).write_parquet(
        str(tmp_path)
    )
    told = sorted(ray.data.read_parquet(str(tmp_path)).take_all(), key=lambda row: int(row["id"]))

    assert looped(PAGES) == as_records(told)
