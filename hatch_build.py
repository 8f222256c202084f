"""Build hook: derives what the shipped patterns are found by, which takes a second, once for all users.

A wheel carries the table inside; an editable install has it in `rules/derived.json`, which git ignores. Where the table
is missing or older than a pattern, the pattern is derived when it is loaded.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
TABLE = ROOT / "rules" / "derived.json"


class DerivedTable(BuildHookInterface):
    """Writes the table before the files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Derive the table and let the wheel carry it."""
        TABLE.write_bytes(derived_table())
        build_data["artifacts"].append("rules/derived.json")


def derived_table() -> bytes:
    """The table of all shipped patterns."""
    package = ModuleType("cleanse")  # the package itself imports what a build environment does not have
    package.__path__ = [str(ROOT / "cleanse")]
    sys.modules["cleanse"] = package
    from cleanse.rulebook.found_by import table
    from cleanse.rulefiles.vocabulary import Vocabulary, expanded

    vocabulary = Vocabulary(tomllib.loads((ROOT / "rules" / "vocabulary.toml").read_text(encoding="utf-8")))
    files = [
        path for folder in ("generic", "groups", "publishers") for path in (ROOT / "rules" / folder).glob("*.toml")
    ]
    tables = [rule for path in files for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ())]
    return table(expanded(rule["pattern"], vocabulary.alternatives) for rule in tables if "pattern" in rule)
