"""The examples of docs/pipelines.md print what the page says that they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).parents[2]
_PARTS: Final = re.compile(
    r"pip install 'cleanse-news(?:\[(?P<extra>[\w-]+)\])?'"
    r"|<!-- examples/(?P<file>\w+\.py) -->\n```python\n(?P<program>.*?)```\n\n```text\n(?P<printed>.*?)```",
    re.DOTALL,
)
PACKAGES: Final = {
    "arrow": "pyarrow",
    "llama-index": "llama_index",
    "langchain": "langchain_core",
    "spark": "pyspark",
    "web-poet": "web_poet",
}
"""What is imported of an extra, where it has another name."""


class Example(NamedTuple):
    """A program of the page, the extra that it needs, and what it prints."""

    extra: str | None
    file: str
    program: str
    printed: str


def examples() -> list[Example]:
    """The programs of the page, in order."""
    found: list[Example] = []
    extra = None
    text = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    for match in _PARTS.finditer(text):
        if match["program"] is None:
            extra = match["extra"]
        else:
            found.append(Example(extra, match["file"], match["program"], match["printed"]))
    return found


def test_the_page_has_an_example_for_every_adapter() -> None:
    adapters = {path.stem for path in (ROOT / "cleanse" / "adapters").glob("*.py")} - {"__init__", "metadata"}
    shown = {name for example in examples() for name in re.findall(r"cleanse\.adapters\.(\w+)", example.program)}

    assert adapters == shown


def test_every_example_is_a_file_and_stands_on_the_page() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.py")}

    assert files == {example.file: example.program for example in examples()}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.file)
def test_an_example_prints_what_the_page_says(example: Example) -> None:
    package = PACKAGES.get(example.extra or "cleanse", example.extra or "cleanse")
    if find_spec(package) is None:
        pytest.skip(f"needs the {example.extra} extra")
    result = subprocess.run(
        [sys.executable, str(ROOT / "examples" / example.file)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert (0, example.printed) == (result.returncode, result.stdout), result.stderr[-2000:]
