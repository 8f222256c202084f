"""`cleanse new`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from cleanse.rulebook.linting import rule_problems
from cleanse.rulefiles.schema import PublisherFile
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.cli.commands import LONG, lines, make, records, run
from tests.rulebooks import WORDS

LONG_PAGE = (
    '<html lang="en"><head><meta property="og:site_name" content="The Ormouth Courier"></head><body>'
    "<nav><ul><li><a href='/'>News</a></li><li><a href='/s'>Sport</a></li></ul></nav><h1>Rain in Ormouth</h1>"
    f"<div class='story-body'>{''.join(f'<p>{text}</p>' for text in LONG)}</div><footer><p>Imprint.</p></footer>"
    "</body></html>"
)


def test_new_drafts_a_file_that_loads(tmp_path: Path) -> None:
    source = make(tmp_path / "in.jsonl", lines(*({"text": f"Story {n}.\nFollow us on the quay"} for n in range(3))))
    target = tmp_path / "rules/publishers/example.org.toml"
    result = run("new", "https://www.example.org/x", source, "-o", target, "--name", "Org", "--language", "cy")
    content = msgspec.convert(tomllib.loads(target.read_text()), PublisherFile)

    assert (0, "") == (result.exit_code, result.output)
    assert ("Org", ["example.org"], "cy") == (content.name, content.domains, content.language)
    assert ["Follow us on the quay"] == [rule.text for rule in content.rule]
    assert [] == list(rule_problems(content, Vocabulary(WORDS), generic=False))


def test_new_needs_no_texts() -> None:
    result = run("new", "example.org")

    assert (0, {"example.org"}) == (result.exit_code, set(tomllib.loads(result.stdout)["domains"]))


@pytest.mark.parametrize("host", ["nonsense", "co.uk", "http://"])
def test_new_refuses_what_is_no_host(host: str) -> None:
    result = run("new", host)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"no host or url: {host!r}" in result.stderr


def test_new_drafts_page_rules_of_a_page(tmp_path: Path) -> None:
    page = make(tmp_path / "a.html", LONG_PAGE)
    result = run("new", page, "--url", "https://www.courier-of-ormouth.com/rain-1")
    draft = tomllib.loads(result.stdout)
    head = {"name": "The Ormouth Courier", "domains": ["courier-of-ormouth.com"], "language": "en"}

    assert (0, "") == (result.exit_code, result.stderr)
    assert head.items() <= draft.items()
    assert "story-body" in str(draft["page"]["body"])


def test_what_new_drafts_reads_the_page(tmp_path: Path) -> None:
    url = "https://courier-of-ormouth.com/rain-1"
    run("new", make(tmp_path / "a.html", LONG_PAGE), "--url", url, "-o", tmp_path / "rules/courier-of-ormouth.com.toml")
    cleaned = run("clean", "-", "--rules", tmp_path / "rules", stdin=lines({"html": LONG_PAGE, "url": url}))

    assert (0, "") == (cleaned.exit_code, cleaned.stderr)
    assert "\n\n".join(LONG) == records(cleaned.stdout)[0]["text"]


def test_a_draft_does_not_overwrite_what_was_edited(tmp_path: Path) -> None:
    target = tmp_path / "example.com.toml"
    assert run("new", "example.com", "-o", target).exit_code == 0
    target.write_text("edited by hand")

    refused = run("new", "example.com", "-o", target)

    assert (2, "edited by hand") == (refused.exit_code, target.read_text())
    assert "--force writes over it" in refused.output
    assert run("new", "example.com", "-o", target, "--force").exit_code == 0
    assert target.read_text() != "edited by hand"
