"""`cleanse check`: every problem of every rule file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from cleanse.checking import example_problems
from cleanse.loading import read_rules
from cleanse.problems import Problem, RulebookError
from cleanse.schema import PublisherFile


@click.command()
@click.argument("rules", nargs=-1, type=click.Path(), metavar="[RULES]...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON lines.")
def check(rules: tuple[str, ...], as_json: bool) -> None:
    """Check rule files: their form, their patterns, and every example in them.

    RULES are folders or files of your own, checked together with the shipped rules; without any, the shipped rules are
    checked. Prints each problem as `path:line: message`, and ends with status 1 if there are any.
    """
    problems: list[Problem] = []
    try:
        files = read_rules(map(Path, rules), check_all=True)
    except RulebookError as error:
        problems = error.problems
    else:
        problems = sorted(example_problems(files))
    for problem in problems:
        click.echo(msgspec.json.encode(problem).decode() if as_json else str(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}", err=True)
        sys.exit(1)
    count = sum(len(file.content.rule) for file in files.files)
    publishers = sum(isinstance(file.content, PublisherFile) for file in files.files)
    click.echo(f"{count} rules, {publishers} publishers: no problems", err=as_json)
