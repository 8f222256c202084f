"""How tests run a command, and what they give it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cleanse.cli import main

STORY = "The ferry left the harbour an hour late, and nobody minded."
TEXT = f"Advertisement\n{STORY}\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/1"
PROGRAM = str(Path(sys.executable).parent / "cleanse")
UNKNOWN = (
    f"<!DOCTYPE html><html><title>Late</title><body><article><p>{STORY}</p>"
    f"<h3>What next</h3><p>{STORY[:-1]} again.</p></article>"
)
CONFIG = "body: //div[@class='text']\ntitle: //h2\nstrip: //em\n"
OWN = f"{STORY}\nJoin the Example readers' forum\nPrinted on the Example's own presses"
LONG = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "The bridge opens in May, the mayor said, and the tram will cross it in June of the year that follows the fair.",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
]


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


def start(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command, as a program of its own behind pipes."""
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env={**os.environ, **environment}, timeout=120
    )


def make(path: Path, text: str) -> Path:
    """A text file of this content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def lines(*records: Any) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def records(text: str) -> list[dict[str, Any]]:
    """The records of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]
