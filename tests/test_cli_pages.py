"""The command line on pages, and what it measures, samples and checks besides texts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleanse.cli import main
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook
from tests.rulebooks import GROUP, LABELS, ship
from tests.webpages import ADDRESS, PAGE, PAGED
from tests.webpages import TEXT as LEFT

STORY = "The ferry left the harbour an hour late, and nobody minded."
OWN = f"{STORY}\nJoin the Example readers' forum\nPrinted on the Example's own presses"
URL = "https://www.example.com/news/1"
LONG = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "The bridge opens in May, the mayor said, and the tram will cross it in June of the year that follows the fair.",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
]
UNKNOWN = (
    '<html lang="en"><head><meta property="og:site_name" content="The Ormouth Courier"></head><body>'
    "<nav><ul><li><a href='/'>News</a></li><li><a href='/s'>Sport</a></li></ul></nav><h1>Rain in Ormouth</h1>"
    f"<div class='story-body'>{''.join(f'<p>{text}</p>' for text in LONG)}</div><footer><p>Imprint.</p></footer>"
    "</body></html>"
)
SHIPPED = {"publishers/example.com": PAGED, "groups/example-group": GROUP, "generic/ad": LABELS}


@pytest.fixture(autouse=True)
def _shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rules in place of those that ship."""
    ship(tmp_path_factory.mktemp("shipped"), monkeypatch, SHIPPED)
    monkeypatch.setattr("cleanse.rulebook.loading._shipped", lambda: Rulebook(read_rules([])))


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


def make(path: Path, text: str) -> Path:
    """A text file of this content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def lines(*records: Any) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def records(text: str) -> list[Any]:
    """The records of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


# ---------------------------------------------------------------- fixture


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


@pytest.mark.parametrize("command", ["fixture", "new"])
def test_a_page_that_is_too_deep_is_an_error_of_the_command(command: str, tmp_path: Path) -> None:
    page = make(tmp_path / "deep.html", "<div>" * 30_000 + STORY)
    result = run(command, page)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {page}: ")


def test_fixture_of_a_page_that_is_not_there(tmp_path: Path) -> None:
    result = run("fixture", tmp_path / "a.html")

    assert (1, f"Error: cannot read {tmp_path / 'a.html'}: ") == (result.exit_code, result.output.partition("[")[0])


# ---------------------------------------------------------------- new


def test_new_drafts_page_rules_of_a_page(tmp_path: Path) -> None:
    page = make(tmp_path / "a.html", UNKNOWN)
    result = run("new", page, "--url", "https://www.courier-of-ormouth.com/rain-1")
    draft = tomllib.loads(result.stdout)
    head = {"name": "The Ormouth Courier", "domains": ["courier-of-ormouth.com"], "language": "en"}

    assert (0, "") == (result.exit_code, result.stderr)
    assert head.items() <= draft.items()
    assert "story-body" in str(draft["page"]["body"])


def test_what_new_drafts_reads_the_page(tmp_path: Path) -> None:
    url = "https://courier-of-ormouth.com/rain-1"
    run("new", make(tmp_path / "a.html", UNKNOWN), "--url", url, "-o", tmp_path / "rules/courier-of-ormouth.com.toml")
    cleaned = run("clean", "-", "--rules", tmp_path / "rules", stdin=lines({"html": UNKNOWN, "url": url}))

    assert (0, "") == (cleaned.exit_code, cleaned.stderr)
    assert "\n\n".join(LONG) == records(cleaned.stdout)[0]["text"]


# ---------------------------------------------------------------- publishers --measure

CORPUS = lines({"text": OWN, "url": URL}, {"text": STORY, "url": URL}, {"text": OWN, "url": "https://example.net/1"})


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


# ---------------------------------------------------------------- explain


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


def test_a_sample_of_no_documents_is_refused() -> None:
    assert 2 == run("explain", "-", "--sample", "0", stdin=STORY).exit_code


def test_explain_shows_what_is_kept_of_a_page(tmp_path: Path) -> None:
    shown = run("explain", "--full", make(tmp_path / "a.html", PAGE)).stdout.splitlines()
    kept = [line[2:] for line in shown if line.startswith("  ") and line[2] != " "]

    assert LEFT.replace("\n\n", "\n").splitlines() == kept
    assert "@ a.html  publisher example.com by page (www.example.com)  wire AFP (author)" == shown[0]


def test_explain_of_a_page_without_publishers_rules() -> None:
    (told,) = records(run("explain", "--json", "--generic", "-", stdin=PAGE).stdout)

    assert {"generic", "cleanse"} >= {edit["rule"].split("/")[0] for edit in told["edits"]}
    assert "" not in {edit["why"] for edit in told["edits"]}


# ---------------------------------------------------------------- clean --stats


def test_clean_writes_statistics(tmp_path: Path) -> None:
    given = lines({"text": f"Advertisement\n{STORY}", "url": URL}, {"text": STORY}, {"html": PAGE})
    result = run("clean", "-", "--stats", tmp_path / "stats.json", stdin=given)
    told = json.loads((tmp_path / "stats.json").read_bytes())

    assert (0, 3) == (result.exit_code, len(records(result.stdout)))
    assert (3, 2) == (told["documents"], told["changed"])
    assert {"hits": 2, "characters": 29} == told["rules"]["generic/ad/label"]
    assert {"example.com": 2, "unknown": 1} == {name: row["documents"] for name, row in told["publishers"].items()}
    assert ["groups/example-group/follow"] == [rule for rule in told["never_fired"] if rule.startswith("groups/")]
    assert not {"example.com/page/more", "example.com/page/figure"} & {*told["never_fired"]}


def test_statistics_leave_out_what_failed(tmp_path: Path) -> None:
    result = run("clean", "-", "--stats", tmp_path / "stats.json", stdin=lines({"txt": STORY}, {"text": STORY}))

    assert (1, 1) == (result.exit_code, json.loads((tmp_path / "stats.json").read_bytes())["documents"])


# ---------------------------------------------------------------- check --ftr


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
