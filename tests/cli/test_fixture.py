"""`cleanse fixture`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import make, records, run
from tests.webpages import ADDRESS, PAGE


def test_fixture_makes_a_page_of_invented_words(tmp_path: Path) -> None:
    """The story is another, what is known to be furniture stays, and the new page cleans as the old one does."""
    target = tmp_path / "fixtures/example.com/late/source.html"
    result = run("fixture", make(tmp_path / "a.html", PAGE), "-o", target)
    made = target.read_text(encoding="utf-8")
    (before,), (after,) = (records(run("clean", "-", stdin=page).stdout) for page in (PAGE, made))

    assert (0, "") == (result.exit_code, result.output)
    assert "ferry left" not in made
    assert "Sign up for the Example briefing" in made
    assert "example.com" == before["recognised_by"]["publisher"] == after["recognised_by"]["publisher"]
    assert [edit["rule"] for edit in before["edits"]] == [edit["rule"] for edit in after["edits"]]
    assert len(before["text"].split()) == len(after["text"].split())


def test_fixture_reads_standard_input_and_is_the_same_each_time(tmp_path: Path) -> None:
    assert run("fixture", make(tmp_path / "a.html", PAGE)).stdout == run("fixture", "-", stdin=PAGE).stdout


def test_fixture_can_be_told_the_url() -> None:
    """A page that does not say whose it is, is known by it."""
    page = PAGE.replace(f'<link rel="canonical" href="{ADDRESS}">', "")
    (record,) = records(run("clean", "-", stdin=run("fixture", "-", "--url", ADDRESS, stdin=page).stdout).stdout)

    assert "example.com" == record["publisher"]


def test_fixture_of_a_page_that_is_not_there(tmp_path: Path) -> None:
    result = run("fixture", tmp_path / "a.html")

    assert (1, f"Error: cannot read {tmp_path / 'a.html'}: ") == (result.exit_code, result.output.partition("[")[0])
