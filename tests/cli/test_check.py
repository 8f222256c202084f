"""`cleanse check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanse.rulebook.loading import read_rules
from tests.cli.commands import make, records, run
from tests.rulebooks import LABELS, write_rules


def test_check_says_that_nothing_is_wrong() -> None:
    result = run("check")

    assert (0, "4 rules, 2 page rules, 1 publishers: no problems\n", "") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_check_tells_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": 'nam = "X"\ndomains = ["example.org"]\nlanguage = "en"\n'})
    result = run("check", own)

    assert 1 == result.exit_code
    assert [
        f"{own}/example.org.toml:1: no `name`",
        f"{own}/example.org.toml:1: unknown key `nam` (did you mean `name`?)",
    ] == result.stdout.splitlines()
    assert "2 problems\n" == result.stderr


def test_check_runs_the_examples(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"generic/more": LABELS.replace('["Advertisement"]', '["Werbung"]')})
    result = run("check", own)

    assert (1, "1 problem\n") == (result.exit_code, result.stderr)
    assert f"{own}/generic/more.toml:8: `label` leaves 'Werbung' of 'Werbung'\n" == result.stdout


def test_check_writes_json(tmp_path: Path) -> None:
    """A problem a line; and nothing on standard output when there is none."""
    own = write_rules(tmp_path, {"example.org": "x ="})
    problem = {"path": f"{own}/example.org.toml", "line": 1, "message": "not TOML: invalid value"}

    assert [problem] == records(run("check", "--json", own).stdout)
    assert "" == run("check", "--json").stdout


def test_check_tries_rules_on_clean_texts(tmp_path: Path) -> None:
    """What takes from two of them is a problem of its rule; a text that cannot be read ends the command."""
    fine, broad = tmp_path / "fine.jsonl", tmp_path / "broad.jsonl"
    fine.write_text('{"text": "It rained."}\n{"text": "Advertisement"}\n')
    broad.write_text('{"text": "Advertisement"}\n' * 2)
    result = run("check", "--keeps", broad)

    assert 0 == run("check", "--keeps", fine).exit_code
    assert (1, "1 problem\n") == (result.exit_code, result.stderr)
    assert "`generic/ad/label` is too broad: it takes from 2 clean texts, first 'Advertisement'\n" in result.stdout
    fine.write_text("{}")
    assert (1, f"{fine}:1: no `text` and no `html`\n1 document failed\n") == (
        run("check", "--keeps", fine).exit_code,
        run("check", "--keeps", fine).stderr,
    )


def test_check_names_rules_that_find_nothing(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"text": "Advertisement\\nIt rained."}')
    result = run("check", "--removes", texts)

    assert 0 == result.exit_code
    assert 5 == result.stdout.count(": note: `")
    assert "ad/label" not in result.stdout
    assert {"path", "line", "message"} == set(records(run("check", "--json", "--removes", texts).stdout)[0])


def test_check_of_the_shipped_folder_replaces_nothing(caplog: pytest.LogCaptureFixture) -> None:
    shipped = Path(read_rules([]).files[0].path).parent.parent

    assert 0 == run("check", shipped).exit_code
    assert [] == caplog.messages


def test_check_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", tmp_path / "my-rules")

    assert (1, f"{tmp_path / 'my-rules'}:1: no such folder or file\n") == (result.exit_code, result.stdout)


def test_check_of_site_configs_in_order(tmp_path: Path) -> None:
    make(tmp_path / "example.org.txt", "body: //main\nprune: no\nprune: no\n")
    result = run("check", "--ftr", tmp_path)

    assert (0, "") == (result.exit_code, result.stderr)
    assert ["not followed: 2 lines of `prune`", "1 site configs loaded"] == result.stdout.splitlines()


def test_check_tells_what_is_wrong_with_site_configs(tmp_path: Path) -> None:
    bad = make(tmp_path / "example.org.txt", "body: //main[\n# a remark\nbodie: //main\n")
    result = run("check", "--ftr", tmp_path)
    told = run("check", "--ftr", tmp_path, "--json")

    assert 1 == result.exit_code
    assert [(str(bad), 1), (str(bad), 3)] == [(problem["path"], problem["line"]) for problem in records(told.stdout)]
    assert [f"{bad}:1", f"{bad}:3"] == [line.split(": ")[0] for line in result.stdout.splitlines()[-2:]]
    assert ("2 problems\n", True) == (result.stderr, "1 site configs loaded" in told.stderr)
