"""Rulebooks and shipped rules of a few lines, so that a test says all that it depends on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import pytest

from cleanse.article.model import Source
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.reading import RuleFile, RuleFiles
from cleanse.rulefiles.schema import PublisherFile, RuleTable, SharedFile
from cleanse.rulefiles.vocabulary import Lists, Vocabulary

WORDS: Final[Lists] = {
    "agency": {"AFP": ["AFP", "Agence France-Presse"], "Reuters": ["Reuters"]},
    "month": {"5": ["May", "Mai"]},
    "abbreviation": {"title": ["Mr"]},
}
"""A vocabulary."""

LABELS: Final = """
[[rule]]
id = "label"
kind = "ad"
why = "Label over an advertisement."
languages = ["en"]
text = ["Advertisement", "Story continues below"]
removes = ["Advertisement"]
"""
"""A generic file."""

EXAMPLE: Final = """
name = "The Example"
domains = ["example.com", "example.co.uk"]
language = "en"
use = ["example-group"]
furniture = ["Join the Example readers' forum", "Printed on the Example's own presses"]

[[rule]]
id = "newsletter"
kind = "newsletter"
why = "Sign-up line below the story."
text = "Sign up for the Example briefing"
removes = ["Sign up for the Example briefing."]

[[rule]]
id = "caption"
kind = "caption"
why = "Picture caption with its agency, as a paragraph of its own."
pattern = '''(?P<caption>.+?) ?\\( ?(?P<credit>{agency}) ?\\)'''
removes = ["The striker at training (AFP)"]
keeps = ["AFP sued the company (which denies it)."]
"""
"""A publisher's file."""

GROUP: Final = """
[[rule]]
id = "follow"
kind = "share"
why = "Where the titles of the group are found elsewhere."
text = "Follow the Example titles on every network"
removes = ["Follow the Example titles on every network"]
"""
"""A group's file."""

FILES: Final = {"generic/ad": LABELS, "groups/example-group": GROUP, "example.com": EXAMPLE}
"""A small set of rule files by their ids."""


def rule_file(name: str, text: str) -> RuleFile:
    """A rule file of this id and content."""
    kind: type[PublisherFile | SharedFile] = SharedFile if "/" in name else PublisherFile
    return RuleFile(name, f"{name}.toml", msgspec.convert(tomllib.loads(text), kind), _source(name))


def _source(name: str) -> Source:
    return "generic" if name.startswith("generic/") else "group" if "/" in name else "publisher"


def rulebook_of(files: Mapping[str, str], words: Lists | None = None) -> Rulebook:
    """A rulebook of these files alone, by their ids."""
    read = tuple(rule_file(name, text) for name, text in files.items())
    return Rulebook(RuleFiles(read, Vocabulary(WORDS if words is None else words), "0123456789ab"))


def table_of(text: str) -> RuleTable:
    """The rule of these keys, with an id, a kind and a reason."""
    head = 'id = "example"\nkind = "ui"\nwhy = "An example."\n'
    return msgspec.convert(tomllib.loads(head + text), RuleTable)


def write_rules(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder of rule files, each at its path; gives the folder back."""
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ship(folder: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str]) -> Path:
    """Let these files be the shipped rules until the test ends; `load_rulebook` must be given a folder besides."""
    lists = "\n".join(
        f"[{name}]\n" + "".join(f'"{key}" = {words}\n' for key, words in table.items()) for name, table in WORDS.items()
    )
    write_rules(folder, {**files, "vocabulary": lists})
    monkeypatch.setattr("cleanse.rulefiles.reading.rules_folder", lambda: folder)
    return folder
