"""`cleanse check`: every problem of every rule file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from cleanse.checking import check_problems
from cleanse.loading import read_rules
from cleanse.pages.ftr import load_configs
from cleanse.problems import Problem, RulebookError
from cleanse.schema import PublisherFile


@click.command()
@click.argument("rules", nargs=-1, type=click.Path(), metavar="[RULES]...")
@click.option(
    "--ftr",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Check FiveFilters site configs instead: what is wrong in them, and what of them is not followed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON lines.")
def check(rules: tuple[str, ...], ftr: str | None, as_json: bool) -> None:
    """Check rule files: their form, their patterns, every example in them, and words that are looked for twice.

    RULES are folders or files of your own, checked together with the shipped rules; without any, the shipped rules are
    checked. Prints each problem as `path:line: message`, and ends with status 1 if there are any.
    """
    if ftr is not None:
        _check_configs(Path(ftr), as_json=as_json)
        return
    problems: list[Problem] = []
    try:
        files = read_rules(map(Path, rules), check_all=True)
    except RulebookError as error:
        problems = error.problems
    else:
        problems = sorted(check_problems(files))
    _tell(problems, as_json=as_json)
    count = sum(len(file.content.rule) for file in files.files)
    publishers = sum(isinstance(file.content, PublisherFile) for file in files.files)
    pages = sum(len(file.content.page.drop) for file in files.files if file.content.page)
    click.echo(f"{count} rules, {pages} page rules, {publishers} publishers: no problems", err=as_json)


def _check_configs(folder: Path, *, as_json: bool) -> None:
    from cleanse.pages.ftr_pages import check_configs  # imported late: it needs lxml, rule files don't

    try:
        configs, problems = load_configs(folder), check_configs(folder)
    except OSError as error:
        raise click.ClickException(f"cannot read {error.filename}: {error.strerror}") from error
    for name, count in sorted(configs.not_followed.items(), key=lambda item: -item[1]):
        click.echo(f"not followed: {count} lines of `{name}`", err=as_json)
    click.echo(f"{len(configs.by_name)} site configs loaded", err=as_json)
    _tell(problems, as_json=as_json)


def _tell(problems: list[Problem], *, as_json: bool) -> None:
    """Print problems, and end the command if there are any."""
    for problem in problems:
        click.echo(msgspec.json.encode(problem).decode() if as_json else str(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}", err=True)
        sys.exit(1)
