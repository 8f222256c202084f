"""`cleanse explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import STORY, TEXT, URL, lines, make, records, run
from tests.webpages import PAGE
from tests.webpages import TEXT as LEFT


@pytest.fixture
def corpus_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, of which the first holds a German label; cleaned by the rules that really ship."""
    monkeypatch.undo()
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        json.dumps({"id": "one", "text": f"Anzeige\n\n{STORY}"}) + "\n" + json.dumps({"id": "two", "text": STORY})
    )
    return path


def test_explain_shows_a_text_without_furniture_as_it_is() -> None:
    assert f"@ -:1\n  {STORY}\n" == run("explain", "-", stdin=lines({"text": STORY})).stdout


def test_explain_shows_what_goes_and_why() -> None:
    result = run("explain", "-", stdin=lines({"text": TEXT, "url": URL, "id": "story-1"}))

    assert [
        "@ story-1  publisher example.com by url (www.example.com)",
        "- Advertisement",
        "    ad, generic/ad/label: Label over an advertisement.",
        f"  {STORY}",
        "- The ferry at the quay (AFP)",
        "    caption, example.com/caption: Picture caption with its agency, as a paragraph of its own.",
        "- Sign up for the Example briefing",
        "    newsletter, example.com/newsletter: Sign-up line below the story.",
        "@ warning: removed 55 % of the text",
    ] == result.stdout.splitlines()


def test_explain_is_what_clean_does() -> None:
    """One path: the lines that it shows as kept are the cleaned text."""
    given = lines({"text": TEXT, "url": URL})
    shown = [
        line[2:]
        for line in run("explain", "--full", "-", stdin=given).stdout.splitlines()
        if line.startswith("  ") and line[2] != " "
    ]

    assert records(run("clean", "-", stdin=given).stdout)[0]["text"].splitlines() == shown


def test_explain_writes_json() -> None:
    (told,) = records(run("explain", "--json", "-", stdin=lines({"text": TEXT, "url": URL, "id": "story-1"})).stdout)

    assert ("story-1", "example.com") == (told["id"], told["publisher"])
    assert ["Label over an advertisement."] == [edit["why"] for edit in told["edits"] if edit["kind"] == "ad"]


def test_explain_goes_on_past_bad_records() -> None:
    result = run("explain", "-", stdin=lines({"txt": STORY}, {"text": STORY}))

    assert (1, f"@ -:2\n  {STORY}\n") == (result.exit_code, result.stdout)
    assert "-:1: no `text` and no `html`\n1 document failed\n" == result.stderr


def test_explain_shows_what_goes_of_a_page(paged: tuple[str, Path]) -> None:
    """The page's own rules and the engine's, each with its reason."""
    shown = run("explain", "-", *paged, stdin=PAGE).stdout

    assert "@ -  publisher example.com by page (www.example.com)  wire AFP (author)\n" in shown
    for line in (
        "- A boat at sea (AFP)\n    caption, example.com/page/figure: Picture with its caption.\n",
        "- More stories\n    related, example.com/page/more: Links to other stories inside the body.\n",
        "- Share\n    ui, cleanse/control: The label of a button.\n",
        "  “Late,” she said.\n",
    ):
        assert line in shown


def test_explain_shows_the_documents_of_a_rule(corpus_of_two: Path) -> None:
    """By the id of the rule, or by one that it had before."""
    for rule in ("generic/ad/label-de", "generic/all.de/ad-label"):
        shown = run("explain", "--rule", rule, str(corpus_of_two)).stdout

        assert "@ one" in shown
        assert "@ two" not in shown
    assert (
        "no such rule: 'generic/ad/nothing'"
        in run("explain", "--rule", "generic/ad/nothing", str(corpus_of_two)).stderr
    )


def test_explain_shows_a_sample() -> None:
    """So many documents, in their order, and the same each time."""
    given = lines(*({"text": f"{number}. {STORY}", "id": number} for number in range(40)))
    shown = [run("explain", "-", "--sample", "5", stdin=given).stdout for _ in range(2)]
    numbers = [int(line[2:]) for line in shown[0].splitlines() if line.startswith("@")]

    assert (shown[0], 5, sorted(numbers)) == (shown[1], len(set(numbers)), numbers)


@pytest.mark.parametrize("count", ["2", "9"])
def test_a_sample_of_more_than_there_are_is_all(count: str) -> None:
    given = lines({"text": STORY}, {"text": f"Advertisement\n{STORY}"})

    assert run("explain", "-", stdin=given).stdout == run("explain", "-", "--sample", count, stdin=given).stdout


def test_explain_shows_what_is_kept_of_a_page(tmp_path: Path) -> None:
    shown = run("explain", "--full", make(tmp_path / "a.html", PAGE)).stdout.splitlines()
    kept = [line[2:] for line in shown if line.startswith("  ") and line[2] != " "]

    assert LEFT.replace("\n\n", "\n").splitlines() == kept
    assert "@ a.html  publisher example.com by page (www.example.com)  wire AFP (author)" == shown[0]


def test_explain_of_a_page_without_publishers_rules() -> None:
    (told,) = records(run("explain", "--json", "--generic", "-", stdin=PAGE).stdout)

    assert {"generic", "cleanse"} >= {edit["rule"].split("/")[0] for edit in told["edits"]}
    assert "" not in {edit["why"] for edit in told["edits"]}
