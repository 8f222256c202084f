"""The function for `Dataset.map`."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from cleanse.article.model import Policy
from cleanse.corpus.rows import row_of
from cleanse.records import Record, clean_record, dumps, loads, restore_record
from cleanse.rulebook.loading import load_rulebook
from tests.rulebooks import EXAMPLE, FILES, rulebook_of, write_rules
from tests.webpages import PAGE, PAGED

pytest.importorskip("datasets", reason="needs the datasets extra")

import datasets
from datasets.fingerprint import Hasher

from cleanse.adapters.datasets import CleanRows

BOOK: Final = rulebook_of({**FILES, "example.com": PAGED})
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"
TEXTS: Final[dict[str, list[Any]]] = {
    "id": [1, 2, 3, 4],
    "text": [TEXT, TEXT, None, "It rained."],
    "url": [URL, None, URL, None],
    "title": [None, "Ferry late", None, "Rain"],
}
HOW: Final[list[dict[str, Any]]] = [
    {},
    {"batched": True},
    {"batched": True, "batch_size": 1},
    {"num_proc": 2},
    {"batched": True, "num_proc": 2},
]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left of a test."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    datasets.disable_progress_bars()


def rows_of(columns: dict[str, list[Any]]) -> Any:
    """A dataset."""
    return datasets.Dataset.from_dict(columns)


def cleaned_record(record: Record) -> Record:
    """A record as the loop cleans it, after it was written and read."""
    return loads(dumps(clean_record(record, BOOK, Policy())))


def test_rows_without_furniture_keep_what_they_have() -> None:
    kinds = datasets.Features(
        {"label": datasets.ClassLabel(names=["no", "yes"]), "text": datasets.Value("large_string")}
    )
    rows = datasets.Dataset.from_dict({"label": [1, 0], "text": ["It rained.", ""]}, features=kinds)
    cleaned = rows.map(CleanRows(BOOK), batched=True)

    assert rows[:] == {name: values for name, values in cleaned[:].items() if name in rows.features}
    assert kinds.items() <= cleaned.features.items()


@pytest.mark.parametrize("how", HOW, ids=str)
def test_rows_are_cleaned_as_records_are(how: dict[str, Any]) -> None:
    """Batched or not, in one process or in two; the url tells the publisher."""
    rows = rows_of(TEXTS)
    cleaned = rows.map(CleanRows(BOOK), **how)
    expected = [cleaned_record(row) for row in rows if row["text"] is not None]

    assert [record | {"error": None} for record in expected] == [row for row in cleaned if row["text"] is not None]
    assert ["example.com", None, None, None] == cleaned["publisher"][:]


@pytest.mark.parametrize("how", HOW, ids=str)
def test_a_bad_row_costs_itself_only(how: dict[str, Any]) -> None:
    """And is told so; what it has stays."""
    cleaned = rows_of(TEXTS).map(CleanRows(BOOK), **how)

    assert [None, None, "no `text` and no `html`", None] == cleaned["error"][:]
    assert {"id": 3, "text": None, "url": URL}.items() <= cleaned[2].items()


@pytest.mark.parametrize("how", HOW, ids=str)
def test_every_row_has_the_same_columns_of_the_same_types(how: dict[str, Any]) -> None:
    """Also where the first rows have nothing to tell."""
    empty: dict[str, list[Any]] = {"text": ["It rained."] * 3, "url": [None] * 3}
    first = rows_of({name: [*values, TEXTS[name][0]] for name, values in empty.items()})
    cleaned = first.map(CleanRows(BOOK), **how)

    assert rows_of(TEXTS).map(CleanRows(BOOK)).remove_columns("id").features == cleaned.features
    assert "example.com" == cleaned[3]["publisher"]


@pytest.mark.parametrize("how", HOW, ids=str)
def test_pages_are_cleaned_as_records_are(how: dict[str, Any]) -> None:
    """Datasets have no maps, so `evidence` is a list of pairs; the other columns are those of records."""
    cleaned = rows_of({"html": [PAGE, None]}).map(CleanRows(BOOK), **how)
    page = cleaned_record({"html": PAGE})
    pairs = [{"field": name, "from": source} for name, source in page["evidence"].items()]
    blocks = row_of(page)["blocks"]

    assert page | {"evidence": pairs, "blocks": blocks, "error": None} == cleaned[0]
    assert "no `text` and no `html`" == cleaned[1]["error"]


@pytest.mark.parametrize("name", ["publisher", "title", "language"])
def test_a_value_that_a_row_has_stays(name: str) -> None:
    cleaned = rows_of({"text": [TEXT, TEXT], "url": [URL, URL], name: ["mine", ""]}).map(CleanRows(BOOK), batched=True)

    assert ["mine", ""] == cleaned[name][:]


def test_a_cleaned_row_gives_its_source_back() -> None:
    assert TEXT == restore_record(rows_of(TEXTS).map(CleanRows(BOOK))[0])["text"]


@pytest.mark.parametrize("batched", [True, False])
def test_a_stream_is_cleaned_as_a_dataset_is(batched: bool) -> None:
    rows = rows_of(TEXTS)
    stream = rows.to_iterable_dataset().with_format("arrow").map(CleanRows(BOOK), batched=batched)

    assert list(rows.map(CleanRows(BOOK))) == list(stream.with_format(None))


@pytest.mark.parametrize("rows", [rows_of(TEXTS).to_iterable_dataset(), rows_of(TEXTS).with_format("numpy")])
def test_rows_that_are_no_tables_are_refused_with_the_way_out(rows: Any) -> None:
    with pytest.raises(TypeError, match="arrow"):
        list(rows.map(CleanRows(BOOK)))


def test_rows_without_a_text_are_refused() -> None:
    with pytest.raises(ValueError, match="no column `text` and no column `html`, but body"):
        rows_of({"body": ["It rained."]}).map(CleanRows(BOOK))


def test_a_publisher_can_be_named() -> None:
    cleaned = rows_of({"text": [TEXT]}).map(CleanRows(BOOK, publisher="The Example"))

    assert "argument" == cleaned[0]["recognised_by"]["by"]
    with pytest.raises(KeyError, match="no rule file"):
        CleanRows(BOOK, publisher="nobody.example")


def test_it_can_be_pickled() -> None:
    policy = Policy(keep={"caption", "ad"}, cut={"dateline"}, repair=False)
    before = CleanRows(BOOK, policy, publisher="example.com", extractor="trafilatura")
    after = pickle.loads(pickle.dumps(before))

    assert (policy, "example.com", "trafilatura") == (after.policy, after.publisher, after.extractor)
    assert BOOK.version == after.rulebook.version


# ---------------------------------------------------------------- fingerprints

PRINT: Final = """
import sys
from datasets.fingerprint import Hasher
from cleanse import Policy, load_rulebook
from cleanse.adapters.datasets import CleanRows
policy = Policy(keep={"caption", "ad", "bio", "byline", "poll"}, cut={"dateline", "helpline"})
print(Hasher.hash(CleanRows(policy=policy)), Hasher.hash(CleanRows(load_rulebook(sys.argv[1]))))
"""


def test_the_fingerprint_is_the_same_in_every_run(tmp_path: Path) -> None:
    """However a run orders its sets."""
    rules = write_rules(tmp_path, {"publishers/example.com": EXAMPLE.replace('use = ["example-group"]', "")})
    command = [sys.executable, "-c", PRINT, str(rules)]
    runs = {
        subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert 1 == len(runs)
    assert 2 == len(set(runs.pop().split()))


@pytest.mark.parametrize("rulebook", [None, BOOK], ids=["shipped", "own"])
def test_the_fingerprint_is_the_same_after_use(rulebook: Any) -> None:
    rows = CleanRows(rulebook)
    before = Hasher.hash(rows)
    rows_of(TEXTS).map(rows)

    assert (
        before == Hasher.hash(rows) == Hasher.hash(CleanRows(rulebook)) == Hasher.hash(pickle.loads(pickle.dumps(rows)))
    )


@pytest.mark.parametrize(
    "other",
    [
        CleanRows(BOOK, Policy(keep={"ad"})),
        CleanRows(BOOK, Policy(repair=False)),
        CleanRows(BOOK, publisher="example.com"),
        CleanRows(BOOK, extractor="trafilatura"),
        CleanRows(rulebook_of(FILES)),
        CleanRows(),
    ],
)
def test_the_fingerprint_tells_whatever_changes_the_outcome(other: CleanRows) -> None:
    assert Hasher.hash(CleanRows(BOOK)) != Hasher.hash(other)


def test_the_fingerprint_tells_that_the_shipped_rules_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Hasher.hash(CleanRows())
    monkeypatch.setattr("cleanse.adapters.datasets.load_rulebook", lambda: BOOK)

    assert before != Hasher.hash(CleanRows())
    assert BOOK.version != load_rulebook().version


def test_a_second_run_takes_the_first_one_s_rows(tmp_path: Path) -> None:
    rows_of(TEXTS).save_to_disk(tmp_path / "rows")
    first, second = (datasets.load_from_disk(tmp_path / "rows").map(CleanRows(BOOK), batched=True) for _ in range(2))

    assert first.cache_files
    assert first.cache_files == second.cache_files
