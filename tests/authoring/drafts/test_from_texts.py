"""Drafts of rule files."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanse.authoring.drafts.from_texts import draft
from cleanse.rulebook.domains import host_name
from cleanse.rulebook.linting import rule_problems
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulefiles.schema import PublisherFile
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import WORDS, ship, write_rules

FOLLOW = "Follow the Example on every network"


def drafted(*texts: str, host: str = "example.com") -> PublisherFile:
    """The draft of these texts, read as a rule file."""
    return msgspec.convert(tomllib.loads(draft(host, [{"text": text} for text in texts])), PublisherFile)


def phrases(*texts: str) -> list[str]:
    """What is proposed."""
    return [str(rule.text) for rule in drafted(*texts).rule]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="no texts"),
        pytest.param([FOLLOW], id="one text"),
        pytest.param([f"{FOLLOW}\n{FOLLOW}"], id="twice in one text"),
        pytest.param(["One story.", "Another story."], id="nothing shared"),
        pytest.param(["* * *\n1 2 3", "* * *\n1 2 3"], id="no letters"),
        pytest.param(["x" * 401] * 2, id="long lines"),
        pytest.param(["", " \n "] * 2, id="empty texts"),
    ],
)
def test_nothing_is_proposed(texts: list[str]) -> None:
    assert [] == phrases(*texts)


@pytest.mark.parametrize("record", [{}, {"text": None}, {"text": 5}, {"html": FOLLOW}])
def test_records_without_text_are_passed_over(record: dict[str, object]) -> None:
    assert FOLLOW not in draft("example.com", [record, record])


def test_a_file_without_proposals_shows_how_a_rule_is_written() -> None:
    """What it shows is a comment, and a valid rule without the comment signs."""
    text = draft("example.com", [])
    shown = text.replace("\n# ", "\n").replace("Phrases of these", "# Phrases of these")

    assert [] == tomllib.loads(text).get("rule", [])
    assert ["newsletter"] == [rule.id for rule in msgspec.convert(tomllib.loads(shown), PublisherFile).rule]


def test_lines_that_texts_share_are_proposed() -> None:
    """Those in most texts first, with how many they are."""
    texts = [f"Story {n}.\n{FOLLOW}" + "\nSign up here today" * (n > 0) for n in range(3)]
    rules = drafted(*texts).rule

    assert [(FOLLOW, "Stands in 3 of 3 articles."), ("Sign up here today", "Stands in 2 of 3 articles.")] == [
        (rule.text, rule.why) for rule in rules
    ]
    assert ["line-1", "line-2"] == [rule.id for rule in rules]


def test_lines_are_shared_whatever_their_quotes_and_spaces() -> None:
    """And are written plainly."""
    assert ["Join the Example's forum"] == phrases(
        "Join the Example’s forum", "  JOIN the  Example's forum", "Join the Example's forum"
    )


def test_records_of_other_hosts_are_passed_over() -> None:
    urls = ["https://www.example.com/1", "https://sport.example.com/2", "https://other.org/3", None]
    text = draft("https://example.com/x", [{"text": FOLLOW, "url": url} for url in urls])

    assert "Stands in 3 of 3 articles." in text


@pytest.mark.parametrize(
    "line",
    [
        'He said "no" to C:\\new',
        "Tab\there",
        "A bell \a rang",
        "Soft\xadhyphen and \x7f",
        "A tag \U000e0001 of a language",
        "Private \U0010fffd letters",
        "A lone \ud800 surrogate",
        "'''Quotes'''",
        "市議会 続きを読む",
        "[[rule]] # no table",
    ],
    ids=[
        "escapes",
        "tab",
        "bell",
        "soft hyphen",
        "beyond 16 bits",
        "private",
        "surrogate",
        "quotes",
        "Japanese",
        "TOML",
    ],
)
def test_any_line_can_be_written(line: str) -> None:
    """The draft is TOML, and says the line as the fold does."""
    plain = line.replace("\t", " ").replace("\ud800", "\ufffd")

    assert [plain] == phrases(line, line)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=12), max_size=6))
def test_every_draft_can_be_loaded(lines: list[str]) -> None:
    """Whatever the lines are, what is proposed is a valid file."""
    content = drafted("\n".join(lines), "\n".join(lines))

    assert [] == list(rule_problems(content, Vocabulary(WORDS), generic=False))


def test_a_draft_can_be_loaded_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(tmp_path / "shipped", monkeypatch, {})
    text = draft("www.example.co.uk", [{"text": FOLLOW}] * 2, name='The "Example"', language="cy")
    rulebook = load_rulebook(write_rules(tmp_path / "own", {"example.co.uk": text}))

    assert ('The "Example"', "cy", FOLLOW) == (
        rulebook.publishers["example.co.uk"].name,
        rulebook.publishers["example.co.uk"].language,
        rulebook.rules[0].table.text,
    )


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("https://www.example.co.uk/news/1", "example.co.uk"),
        ("news.example.com", "example.com"),
        ("EXAMPLE.com", "example.com"),
        ("co.uk", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_the_host_s_registered_domain(host: str, name: str | None) -> None:
    assert name == host_name(host)
