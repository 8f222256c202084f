"""`cleanse publishers`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import OWN, STORY, URL, lines, make, records, run
from tests.rulebooks import write_rules

CORPUS = lines({"text": OWN, "url": URL}, {"text": STORY, "url": URL}, {"text": OWN, "url": "https://example.net/1"})


def test_publishers_lists_who_is_known() -> None:
    assert ["example.com  en     3 rules  2 phrases     The Example"] == run("publishers").stdout.splitlines()


def test_publishers_writes_json(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": 'name = "Org"\ndomains = ["example.org"]\nlanguage = "cy"\n'})
    rows = records(run("publishers", "--json", "--rules", own).stdout)

    assert [("example.com", 3, 2), ("example.org", 0, 0)] == [
        (row["id"], row["rules"], len(row["furniture"])) for row in rows
    ]


def test_publishers_lists_languages() -> None:
    rows = [json.loads(line) for line in run("publishers", "--languages", "--json").stdout.splitlines()]

    assert [{"language": "en", "generic": 1, "publishers": 1, "own": 2}] == rows
    assert "en     1 generic rules    1 publishers with    2 rules\n" == run("publishers", "--languages").stdout


def test_publishers_are_measured_on_a_corpus(tmp_path: Path) -> None:
    result = run("publishers", "--measure", make(tmp_path / "corpus.jsonl", CORPUS))
    shares = ["2", "documents", "recall", "0.500", "precision", "0.500"]

    assert (0, "") == (result.exit_code, result.stderr)
    assert ["example.com", *shares, "all", *shares] == result.stdout.split()


def test_publishers_are_measured_in_json_and_by_another_field() -> None:
    corpus = lines({"text": OWN, "whose": "The Example"}, {"text": OWN})
    rows = records(run("publishers", "--measure", "-", "--field=whose", "--json", stdin=corpus).stdout)
    shares = {"documents": 1, "right": 1, "claimed": 1, "recall": 1.0, "precision": 1.0}

    assert [{"publisher": "example.com", **shares}, {"publisher": "all", **shares}] == rows


def test_a_corpus_without_publishers_measures_nothing() -> None:
    result = run("publishers", "--measure", "-", stdin=lines({"text": STORY, "url": "https://example.net/1"}))

    assert (0, "") == (result.exit_code, result.output)


def test_measuring_tells_what_cannot_be_read() -> None:
    result = run("publishers", "--measure", "-", stdin=CORPUS + "{\n")

    assert 1 == result.exit_code
    assert "all " in result.stdout
    assert result.stderr.endswith("1 document failed\n")
