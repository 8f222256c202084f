"""`cleanse schema`: the JSON Schema of a rule file."""

from __future__ import annotations

import click
import orjson

from cleanse.rulefiles.schema import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of a publisher's rule file, for editors."""
    click.echo(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode())
