"""Options that several commands share, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cleanse.cli import main
from tests.archives import packed, response
from tests.cli.commands import STORY, UNKNOWN, lines, make, run
from tests.rulebooks import write_rules


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--publisher", "exmple.com"], "no rule file for the publisher 'exmple.com' (did you mean `example.com`?)"),
        (["--keep", "captions"], "no such kind: 'captions' (did you mean `caption`?)"),
        (["--cut", "repair"], "no such kind: 'repair'"),
        (["--rules", "no/such/folder"], "Path 'no/such/folder' does not exist"),
        (["--no-such-option"], "--no-such-option"),
        (["--encoding", "utf-9"], "utf-9"),
    ],
    ids=["publisher", "keep", "cut", "rules", "option", "encoding"],
)
def test_options_that_are_refused(command: str, options: list[str], message: str, tmp_path: Path) -> None:
    """With status 2, a reason, and nothing done."""
    result = CliRunner().invoke(main, [command, str(make(tmp_path / "a.txt", STORY)), *options])

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in result.stderr.replace("\n", " ")


@pytest.mark.parametrize("command", ["clean", "explain", "restore"])
def test_something_to_read_is_required(command: str) -> None:
    result = run(command)

    assert 2 == result.exit_code
    assert "Missing argument 'INPUT...'" in result.stderr


@pytest.mark.parametrize("command", ["clean", "explain", "publishers"])
def test_wrong_rules_are_told_all_at_once(command: str, tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": "name = 'X'\nlanguage = 'en'\n", "example.net": "x ="})
    inputs = [] if command == "publishers" else ["-"]
    result = run(command, *inputs, "--rules", own, stdin=STORY)

    assert (1, "") == (result.exit_code, result.stdout)
    assert [
        "Error: 2 problems in the rule files",
        f"{own}/example.net.toml:1: not TOML: invalid value",
        f"{own}/example.org.toml:1: no `domains`",
    ] == result.stderr.splitlines()


@pytest.mark.parametrize("command", ["clean", "restore"])
def test_an_output_that_cannot_be_written_is_told(command: str, tmp_path: Path) -> None:
    """In a line, not in a traceback."""
    source = make(tmp_path / "a.jsonl", lines({"text": STORY, "edits": [], "rulebook": ""}))
    result = CliRunner().invoke(main, [command, str(source), "-o", str(source / "out.jsonl")])

    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Error: " in result.stderr


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_records_of_archives_that_are_no_pages_are_counted(tmp_path: Path, command: str) -> None:
    """On standard error, the most frequent reason first; they are no failures."""
    data = [
        response(b"", 1, status="404 Not Found"),
        response(b"%PDF", 2, type_="application/pdf"),
        response(UNKNOWN.encode(), 3),
        response(b"%PDF", 4, type_="application/pdf"),
        response(b"%PDF", 5, type_="application/pdf"),
        response(b"", 6, status="404 Not Found"),
        response(b"", 7, status="301 Moved"),
    ]
    for number in (1, 2):
        (tmp_path / f"{number}.warc.gz").write_bytes(packed(data))
    result = run(command, tmp_path)

    assert 0 == result.exit_code
    assert "skipped 12 records of archives: 6 application/pdf, not HTML, 4 status 404, 2 status 301\n" == result.stderr


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--extractor", "boilerpipe"], "'boilerpipe' is not one of"),
        (["--ftr", "no/such/folder"], "'no/such/folder' does not exist"),
        (["--ftr", __file__], "is a file"),
    ],
    ids=["extractor", "no folder", "a file"],
)
def test_options_for_pages_that_are_refused(command: str, options: list[str], message: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [command, str(make(tmp_path / "a.html", UNKNOWN)), *options])

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in " ".join(result.stderr.split())


def test_a_format_that_does_not_exist_is_refused() -> None:
    result = run("clean", "-", "--format", "html", stdin=STORY)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "'html' is not one of 'text', 'markdown'" in result.stderr


@pytest.mark.parametrize("command", ["fixture", "new"])
def test_a_page_that_is_too_deep_is_an_error_of_the_command(command: str, tmp_path: Path) -> None:
    page = make(tmp_path / "deep.html", "<div>" * 30_000 + STORY)
    result = run(command, page)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {page}: ")


def test_a_sample_of_no_documents_is_refused() -> None:
    assert 2 == run("explain", "-", "--sample", "0", stdin=STORY).exit_code
