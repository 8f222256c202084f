"""What README says is true."""

from __future__ import annotations

import doctest
from pathlib import Path

import click
import pytest

from cleanse.article.kinds import CUT_KINDS, MARKED_KINDS
from cleanse.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_the_examples_run() -> None:
    """Every Python session of README prints what it says."""
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=flags).failed == 0


@pytest.mark.parametrize("kind", sorted(CUT_KINDS | MARKED_KINDS))
def test_every_kind_is_named(kind: str) -> None:
    """README and the rule format name every kind."""
    assert kind in README.split("## What is removed and what stays")[1]
    assert f"`{kind}`" in (ROOT / "docs" / "rules.md").read_text()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    """README lists every command, and no command is without help."""
    assert f"    cleanse {command} " in README
    imported = main.get_command(click.Context(main), command)
    assert imported
    assert imported.help


def test_the_fixture_of_the_first_command_is_there() -> None:
    """README's first command names a file that is shipped."""
    line = next(line for line in README.splitlines() if "cleanse explain fixtures/" in line)

    assert (ROOT / line.split("cleanse explain ")[1]).is_file()
