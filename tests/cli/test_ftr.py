"""Options that read pages of other sites: site configs and the extractor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import STORY, TEXT, UNKNOWN, URL, lines, make, records, run
from tests.webpages import PAGE

FOREIGN = (
    f"<nav>Menu</nav><h1>Rain</h1><h2>Ferry late</h2><div class='text'><p>{STORY} <em>Buy</em></p></div><p>{STORY}</p>"
)


def test_generic_leaves_publishers_out(paged: tuple[str, Path]) -> None:
    """Of texts and of pages; what holds for all stays."""
    given = lines({"text": TEXT, "url": URL}, {"html": PAGE})
    text, page = records(run("clean", "-", "--generic", *paged, stdin=given).stdout)

    assert TEXT.removeprefix("Advertisement\n") == text["text"]
    assert {"generic/ad/label"} == {edit["rule"] for edit in text["edits"]}
    assert "nobody minded." in page["text"]
    assert not any(edit["rule"].startswith("example.com") for edit in page["edits"])
    assert ["example.com", "example.com"] == [text["publisher"], page["publisher"]]


def test_generic_goes_with_no_publisher() -> None:
    result = run("clean", "-", "--generic", "--publisher", "example.com", stdin=STORY)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "no rule file for the publisher 'example.com'" in result.stderr


def test_ftr_reads_the_pages_of_other_sites(configs: Path) -> None:
    """By the site config of their host."""
    given = lines({"html": FOREIGN, "url": "https://example.net/a"})
    (out,) = records(run("clean", "-", "--ftr", configs, stdin=given).stdout)
    (edit,) = out["edits"]

    assert (STORY, "Ferry late", "example.net") == (out["text"], out["title"], out["publisher"])
    assert "Buy" == edit["removed"].strip()
    assert edit["rule"].startswith("ftr/")


def test_ftr_changes_nothing_of_other_hosts(configs: Path, paged: tuple[str, Path]) -> None:
    """Nor of publishers that a rule file describes, although there is a config for them; nor of texts."""
    given = lines(
        {"html": UNKNOWN, "url": "https://example.org/a"},
        {"html": PAGE},
        {"text": TEXT, "url": "https://example.net/a"},
    )

    assert (
        run("clean", "-", *paged, stdin=given).stdout == run("clean", "-", *paged, "--ftr", configs, stdin=given).stdout
    )


def test_ftr_and_generic_go_together(configs: Path, paged: tuple[str, Path]) -> None:
    """Then the config reads the pages of known publishers too."""
    given = lines({"html": FOREIGN, "url": URL})
    (out,) = records(run("clean", "-", "--ftr", configs, "--generic", *paged, stdin=given).stdout)

    assert (STORY, "Ferry late") == (out["text"], out["title"])


def test_the_cleaned_pages_of_configs_come_back(configs: Path, tmp_path: Path) -> None:
    given = make(tmp_path / "in.jsonl", lines({"html": FOREIGN, "url": "https://example.net/a"}))
    run("clean", given, "--ftr", configs, "-o", tmp_path / "out.jsonl")
    (again,) = records(run("clean", tmp_path / "out.jsonl").stdout)
    (restored,) = records(run("restore", tmp_path / "out.jsonl").stdout)

    assert (STORY, f"{STORY} Buy") == (again["text"], restored["text"])


def test_the_extractor_can_be_chosen() -> None:
    """For pages that no rule file describes: trafilatura knows one kind of heading."""
    elements = {}
    for extractor in ("judge", "trafilatura"):
        (out,) = records(run("clean", "-", "--extractor", extractor, stdin=UNKNOWN).stdout)
        elements[extractor] = [element for _, _, element, *_ in out["blocks"]]
        assert f"{STORY}\n\nWhat next\n\n{STORY[:-1]} again." == out["text"]

    assert {"judge": ["p", "h3", "p"], "trafilatura": ["p", "h2", "p"]} == elements


@pytest.mark.parametrize("extractor", ["judge", "trafilatura"])
def test_the_extractor_is_not_asked_where_rules_are(extractor: str, paged: tuple[str, Path]) -> None:
    given = lines({"html": PAGE}, {"text": TEXT, "url": URL})

    assert (
        run("clean", "-", *paged, stdin=given).stdout
        == run("clean", "-", "--extractor", extractor, *paged, stdin=given).stdout
    )


def test_the_judge_is_the_extractor_unless_told_otherwise() -> None:
    assert run("clean", "-", stdin=UNKNOWN).stdout == run("clean", "-", "--extractor", "judge", stdin=UNKNOWN).stdout
