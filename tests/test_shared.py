"""What must hold on the shared material: the owner's inputs, the clean texts, the gold bodies, the news corpus."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import cleanse
from cleanse.cli import main
from cleanse.records import clean_record, dumps, loads, source_of

Rows = Callable[[Path], Iterator[dict[str, Any]]]


def test_the_seeds_come_out_as_expected(shared: Path) -> None:
    """The command gives the owner's two inputs back as they must be: text byte for byte, publisher, date, captions."""
    expected = json.loads((shared / "seeds" / "expected.json").read_text())
    result = CliRunner().invoke(main, ["clean", *(str(shared / "seeds" / name) for name in sorted(expected))])
    records = {record["id"]: record for record in map(json.loads, result.stdout.splitlines())}

    assert result.exit_code == 0
    assert expected == {name: {key: records[name][key] for key in expected[name]} for name in expected}


def test_clean_texts_stay_clean(shared: Path, rows: Rows) -> None:
    """At least 99.5 % of the clean texts are byte-identical."""
    texts = [row["text"] for row in rows(shared / "corpus" / "control.jsonl.gz")]

    assert sum(text != cleanse.clean(text).text for text in texts) <= 0.005 * len(texts)


def test_gold_bodies_stay_whole(shared: Path, rows: Rows) -> None:
    """At most 0.2 % of the words of gold bodies, given with their urls, are removed."""
    words = removed = 0
    for row in rows(shared / "pages" / "gold.jsonl"):
        article = cleanse.clean("\n\n".join(row["body"]), row["url"])
        words += len(article.source.split())
        removed += sum(len(article.removed(edit).split()) for edit in article.edits if edit.cut)

    assert removed <= 0.002 * words


def test_every_source_comes_back(shared: Path, rows: Rows) -> None:
    """Each text of the news corpus is restored from its written record, byte for byte."""
    rulebook, policy = cleanse.load_rulebook(), cleanse.Policy()
    for row in rows(shared / "corpus" / "news.jsonl.gz"):
        assert row["text"] == source_of(loads(dumps(clean_record(row, rulebook, policy)))), row["id"]


def test_twice_is_once_on_extracted_texts(shared: Path, rows: Rows) -> None:
    """Cleaning a cleaned text changes nothing, with its url and without, lined and on one line."""
    for row in rows(shared / "texts" / "texts.jsonl.gz"):
        for text in (row["text"], " ".join(row["text"].split())):
            for url in (row["url"], None):
                once = cleanse.clean(text, url).text
                assert once == cleanse.clean(once, url).text, row["id"]
