"""`cleanse schema`."""

from __future__ import annotations

import json

from cleanse.rulefiles.schema import json_schema
from tests.cli.commands import run


def test_schema_is_that_of_a_publisher_s_file() -> None:
    """`test_schema.py` holds files against it."""
    result = run("schema")

    assert (0, json_schema()) == (result.exit_code, json.loads(result.stdout))
