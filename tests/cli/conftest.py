"""What the tests of the commands share: a few rules in place of those that ship, and a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook
from tests.cli.commands import CONFIG, make
from tests.rulebooks import GROUP, LABELS, ship, write_rules
from tests.webpages import PAGED

SHIPPED = {"publishers/example.com": PAGED, "groups/example-group": GROUP, "generic/ad": LABELS}


@pytest.fixture(autouse=True)
def _shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rules in place of those that ship: in this process; programs that are started have the real ones."""
    ship(tmp_path_factory.mktemp("shipped"), monkeypatch, SHIPPED)
    monkeypatch.setattr("cleanse.rulebook.loading._shipped", lambda: Rulebook(read_rules([])))


@pytest.fixture
def paged(tmp_path: Path) -> tuple[str, Path]:
    """Options that bring a publisher's page rules: those of the shipped file, whose text rules stay as they are."""
    return "--rules", write_rules(tmp_path / "paged", {"publishers/example.com": PAGED})


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    """A folder of site configs."""
    make(tmp_path / "configs/example.net.txt", CONFIG)
    make(tmp_path / "configs/example.com.txt", CONFIG)
    return tmp_path / "configs"
