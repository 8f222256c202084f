"""datatrove's documents, cleaned by a step of its pipelines."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datatrove", reason="needs the datatrove extra")

import pyarrow as pa
import pyarrow.parquet as pq
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from cleanse.adapters.datatrove import Cleanse
from cleanse.arrow import cleaned_schema
from cleanse.article.model import Policy
from cleanse.corpus.rows import row_of
from cleanse.pages import page as pages
from cleanse.records import clean_record, dumps, loads, restore_record
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from tests.archives import packed, response
from tests.rulebooks import FILES, rulebook_of
from tests.webpages import ADDRESS, PAGE, PAGED

BOOK = rulebook_of({**FILES, "example.com": PAGED})
URL = "https://www.example.com/news/ferry"
TEXT = "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
TEXTS = [TEXT, "It rained late Sunday.Police came.", "“Żółw śpi,” she said.", "Advertisement\ud800\nIt 🎈 rained."]


def run(texts: Iterable[Any], url: str | None = URL, **options: Any) -> list[Document]:
    """Documents of these texts, cleaned with a few rules."""
    step = Cleanse(BOOK, **options)
    return list(step(Document(text, str(n), metadata={"url": url}) for n, text in enumerate(texts)))


def through(record: dict[str, Any]) -> dict[str, Any]:
    """A record as it is after it was written and read."""
    return loads(dumps(record))


def looped(texts: Iterable[str], name: str = "text", rulebook: Rulebook = BOOK) -> list[dict[str, Any]]:
    """What a loop gives: records, with blocks as Parquet can hold them."""
    records = [through(clean_record({"url": URL, name: text}, rulebook, Policy())) for text in texts]
    for record in records:
        if "blocks" in record:
            record["blocks"] = row_of(record)["blocks"]
    return records


def as_records(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Documents as records."""
    return [through({**document.metadata, "text": document.text}) for document in documents]


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize("text", ["It rained.", "\0\ufeff\u2028 \r\n", "“Żółw śpi,” she said.\n\nIt was late."])
def test_a_text_without_furniture_stays_as_it_is(text: str) -> None:
    [document] = run([text])

    assert (text, "0", [], []) == (document.text, document.id, document.media, document.metadata["edits"])


@pytest.mark.parametrize("name", ["title", "authors", "language", "publisher", "captions", "date", "text", "html"])
@pytest.mark.parametrize("value", ["mine", "", 0, [], {"a": 1}])
def test_a_value_that_was_there_stays(name: str, value: object) -> None:
    [document] = Cleanse(BOOK)([Document(TEXT, "7", metadata={"url": URL, name: value})])

    assert (value, "The ferry left an hour late.") == (document.metadata[name], document.text)


@pytest.mark.parametrize("value", ["mine", [], [[1, 2]], [["a"]]])
def test_blocks_that_were_there_stay(value: object) -> None:
    [document] = Cleanse(BOOK, html=True)([Document(PAGE, "7", metadata={"blocks": value})])

    assert value == document.metadata["blocks"]


# ---------------------------------------------------------------- the loop


def test_texts_are_as_a_loop_cleans_them() -> None:
    """With all their fields."""
    assert looped(TEXTS) == as_records(run(TEXTS))


def test_pages_are_as_a_loop_cleans_them() -> None:
    assert looped([PAGE], "html") == as_records(run([PAGE], html=True))


def test_without_rules_of_its_own_the_shipped_ones_are_used() -> None:
    [document] = Cleanse()([Document(TEXT, "7", metadata={"url": URL})])

    assert looped([TEXT], rulebook=load_rulebook()) == as_records([document])


def test_the_url_tells_the_publisher() -> None:
    [known], [unknown] = run([TEXT]), run([TEXT], url=None)

    assert ("example.com", None) == (known.metadata["publisher"], unknown.metadata["publisher"])


def test_the_publisher_can_be_told() -> None:
    [document] = run([TEXT], url=None, publisher="The Example")

    assert "argument" == document.metadata["recognised_by"]["by"]


def test_a_publisher_that_is_not_known_is_told_when_it_runs() -> None:
    with pytest.raises(KeyError, match="no rule file for the publisher 'exmple"):
        run([], publisher="exmple.com")


def test_the_policy_is_followed() -> None:
    [document] = run([TEXT], policy=Policy(keep={"ad"}))

    assert document.text.startswith("Advertisement\n")


def test_the_source_comes_back() -> None:
    assert TEXTS == [restore_record(record)["text"] for record in as_records(run(TEXTS))]


def test_twice_is_once() -> None:
    once = run(TEXTS)

    assert as_records(copy.deepcopy(once)) == as_records(Cleanse(BOOK)(once))


def test_a_page_that_was_cleaned_is_a_text_that_was_cleaned() -> None:
    names = ("blocks", "captions", "wire", "authors", "tags")
    once = run([PAGE], html=True)
    [before] = copy.deepcopy(once)
    [after] = Cleanse(BOOK)(once)

    assert before.text == after.text
    assert [before.metadata[name] for name in names] == [after.metadata[name] for name in names]


# ---------------------------------------------------------------- what cannot be cleaned


@pytest.mark.parametrize(
    ("text", "metadata", "reason"),
    [
        (5, {}, "`text` is not text but int"),
        (None, {}, "no `text` and no `html`"),
        ("It rained.", {"edits": 3}, "has a field `edits` of its own: rename it"),
        ("It rained.", {"edits": [{}], "rulebook": "0"}, "cannot be restored: 'cut'"),
    ],
)
def test_a_text_that_cannot_be_cleaned_costs_itself_only(text: Any, metadata: dict[str, Any], reason: str) -> None:
    """It stays as it is, with the reason; datatrove itself asks how long a text is."""
    step = Cleanse(BOOK)
    step.update_doc_stats = lambda _document: None
    bad, good = step([Document(text, "0", metadata=dict(metadata)), Document(TEXT, "1")])

    assert (text, {**metadata, "error": reason}) == (bad.text, bad.metadata)
    assert ("The ferry left an hour late.", 1) == (good.text.split("\n")[0], step.stats["error"].total)


def test_a_page_that_cannot_be_read_is_dropped_with_the_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page is no text, so it must not go on as one."""
    monkeypatch.setattr(pages, "MOST_CHARACTERS", len(PAGE))
    step = Cleanse(BOOK, html=True, exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
    long = PAGE + "<p>"
    [good] = step([Document(long, "0"), Document(PAGE, "1")])
    [excluded] = map(json.loads, (tmp_path / "00000.jsonl").read_text().splitlines())

    assert ("1", long) == (good.id, excluded["text"])
    assert {
        "error": f"a page of {len(long):,} characters, more than {len(PAGE):,}",
        "filter_reason": "unreadable",
    } == excluded["metadata"]
    assert (1, 1, 1) == tuple(step.stats[name].total for name in ("forwarded", "dropped", "dropped_unreadable"))


@pytest.mark.parametrize(("text", "html"), [("Advertisement", False), ("<nav><a href='/'>Home</a></nav>", True)])
def test_what_has_no_text_left_is_dropped(tmp_path: Path, text: str, html: bool) -> None:
    """As datatrove's extractors do, for its filters divide by the length; what it was goes to the writer."""
    step = Cleanse(BOOK, html=html, exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
    assert [] == list(step([Document(text, "0")]))
    [excluded] = map(json.loads, (tmp_path / "00000.jsonl").read_text().splitlines())

    assert (text, {"filter_reason": "no_text"}) == (excluded["text"], excluded["metadata"])
    assert 1 == step.stats["dropped_no_text"].total


# ---------------------------------------------------------------- statistics


def test_hits_of_each_rule_are_counted() -> None:
    step = Cleanse(BOOK)
    list(step(Document(TEXT, str(n), metadata={"url": URL}) for n in range(3)))
    rules = ("generic/ad/label", "example.com/caption", "example.com/newsletter")

    assert [3, 3, 3] == [step.stats[rule].total for rule in rules]
    assert 3 * (len(TEXT) - len("The ferry left an hour late.")) == step.stats["removed"].total


# ---------------------------------------------------------------- executors


def test_a_step_can_be_pickled() -> None:
    step = pickle.loads(pickle.dumps(Cleanse(BOOK, Policy(keep={"ad"}))))
    [document] = step([Document(TEXT, "0", metadata={"url": URL})])

    assert "Advertisement\nThe ferry left an hour late." == document.text


def write_texts(folder: Path, files: int = 4) -> list[str]:
    """A folder of texts in several files; gives the texts back."""
    folder.mkdir()
    texts = [f"Advertisement\nThe ferry {n} left late.\nSign up for the Example briefing" for n in range(5 * files)]
    for n in range(files):
        lines = [json.dumps({"id": text, "text": text, "url": URL}) for text in texts[n::files]]
        (folder / f"{n}.jsonl").write_text("\n".join(lines))
    return texts


def pipeline(folder: Path, **options: Any) -> list[Any]:
    """Reads texts, cleans them with a few rules, and writes records."""
    out = JsonlWriter(str(folder / "out"), expand_metadata=True, compression=None)
    return [JsonlReader(str(folder / "in")), Cleanse(BOOK, **options), out]


def written(folder: Path) -> dict[str, dict[str, Any]]:
    """The records that were written, by their sources; without the path of their input."""
    lines = (line for path in (folder / "out").iterdir() for line in path.read_text().splitlines())
    records = {record.pop("id"): record for record in map(json.loads, lines)}
    for record in records.values():
        del record["file_path"]
    return records


@pytest.mark.parametrize(("tasks", "workers"), [(1, 1), (4, 2)], ids=["one process", "two processes"])
def test_the_local_executor_gives_what_a_loop_gives(tmp_path: Path, tasks: int, workers: int) -> None:
    texts = write_texts(tmp_path / "in")
    stats = LocalPipelineExecutor(pipeline(tmp_path), tasks, workers, logging_dir=str(tmp_path / "logs")).run()

    assert dict(zip(texts, looped(texts), strict=True)) == written(tmp_path)
    assert len(texts) == stats.stats[1]["example.com/newsletter"].total
    assert len(texts) == stats.stats[1]["forwarded"].total


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    """Tasks that are done are remembered, whatever rules the step holds."""
    write_texts(tmp_path / "in")
    for _ in range(2):
        again = LocalPipelineExecutor(pipeline(tmp_path), 2, 1, logging_dir=str(tmp_path / "logs")).run()

    assert again is None


def test_the_ray_executor_gives_what_a_loop_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ray = pytest.importorskip("ray", reason="needs the ray extra")
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")  # or it writes a token into the home folder
    texts = write_texts(tmp_path / "in", 2)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        executor = RayPipelineExecutor(pipeline(tmp_path), 2, 2, logging_dir=str(tmp_path / "logs"), mem_per_cpu_gb=0.5)
        executor.run()
    finally:
        ray.shutdown()

    assert dict(zip(texts, looped(texts), strict=True)) == written(tmp_path)


# ---------------------------------------------------------------- archives and Parquet

OTHER = (
    "<!DOCTYPE html><main><p>The ferry left the harbour an hour late, and nobody on board minded the wait.</p></main>"
)
COLUMNS = {"id": pa.string(), "html": pa.string(), "url": pa.string(), "date": pa.string()}


def test_from_an_archive_to_parquet(tmp_path: Path) -> None:
    """The first page tells little, so a schema guessed from it would lose what the second tells."""
    (tmp_path / "in").mkdir()
    responses = [response(OTHER.encode(), 1, url=URL), response(PAGE.encode(), 2, url=ADDRESS)]
    (tmp_path / "in" / "a.warc.gz").write_bytes(packed(responses))
    schema = cleaned_schema(pa.schema(COLUMNS))
    steps = [
        WarcReader(str(tmp_path / "in")),
        Cleanse(BOOK, html=True),
        ParquetWriter(str(tmp_path / "out"), schema=schema, expand_metadata=True),
    ]
    LocalPipelineExecutor(steps, logging_dir=str(tmp_path / "logs")).run()
    [path] = (tmp_path / "out").iterdir()
    table = pq.read_table(path)

    assert schema.names == table.column_names
    for expected, row in zip(looped([OTHER, PAGE], "html"), table.to_pylist(maps_as_pydicts="strict"), strict=True):
        assert {**expected, "url": row["url"]} == {name: value for name, value in row.items() if name in expected}


def test_behind_trafilatura() -> None:
    """An extractor of datatrove makes the text, and the step cleans it."""
    paragraph = "<p>The ferry left the harbour an hour late on Monday, and nobody on board minded the wait at all.</p>"
    page = f"<html><body><article>{paragraph * 3}<p>Sign up for the Example briefing</p></article></body></html>"
    metadata = {"url": URL}
    extracted = list(Trafilatura(timeout=60, deduplicate=False)([Document(page, "0", metadata=dict(metadata))]))
    [source] = [document.text for document in extracted]
    [document] = Cleanse(BOOK)(extracted)

    assert source.endswith("Sign up for the Example briefing")
    assert [document.text] == [record["text"] for record in looped([source])]
    assert source == document.text + document.metadata["edits"][-1]["removed"]
