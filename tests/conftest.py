"""What several test files need: the shared material, where it is there."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("suite", deadline=None)  # machines differ, and a slow one is no fault of the code
settings.load_profile("suite")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared material; tests that ask for it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared material beside the project, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def rows() -> Callable[[Path], Iterator[dict[str, Any]]]:
    """Reads the records of a JSONL file."""

    def read(path: Path) -> Iterator[dict[str, Any]]:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            yield from map(json.loads, lines)

    return read
