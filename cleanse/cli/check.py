"""`cleanse check`: every problem of every rule file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from cleanse.article.article import Article
from cleanse.article.errors import BadRecord
from cleanse.authoring.examples import check_problems
from cleanse.authoring.trials import never_fired, too_broad
from cleanse.cleaning.options import Options
from cleanse.cli.report import Report
from cleanse.corpus.documents import documents
from cleanse.records import article_of
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.problems import Problem, RulebookError
from cleanse.rulefiles.reading import RuleFiles
from cleanse.rulefiles.schema import PublisherFile
from cleanse.rulefiles.site_configs import load_configs

_TEXTS = click.Path(exists=True)


@click.command()
@click.argument("rules", nargs=-1, type=click.Path(), metavar="[RULES]...")
@click.option(
    "--ftr",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Check FiveFilters site configs instead: wrong lines, and directives that are not supported.",
)
@click.option(
    "--keeps",
    multiple=True,
    type=_TEXTS,
    metavar="TEXTS",
    help="Texts without furniture. A rule that removes something from two of them is a problem.",
)
@click.option(
    "--removes",
    multiple=True,
    type=_TEXTS,
    metavar="TEXTS",
    help="Texts and pages with furniture. Rules that match nothing in them are named; that is no problem yet.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON lines.")
def check(
    rules: tuple[str, ...], ftr: str | None, keeps: tuple[str, ...], removes: tuple[str, ...], as_json: bool
) -> None:
    """Check rule files: their keys, their patterns, every example, and phrases that a file lists twice.

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
        problems = sorted((*check_problems(files), *too_broad(files, _articles(keeps, files))))
    _tell(problems, as_json=as_json)
    for note in never_fired(files, _articles(removes, files)) if removes else ():
        click.echo(msgspec.json.encode(note).decode() if as_json else f"{note.path}:{note.line}: note: {note.message}")
    count = sum(len(file.content.rule) for file in files.files)
    publishers = sum(isinstance(file.content, PublisherFile) for file in files.files)
    pages = sum(len(file.content.page.drop) for file in files.files if file.content.page)
    click.echo(f"{count} rules, {pages} page rules, {publishers} publishers: no problems", err=as_json)


def _articles(names: tuple[str, ...], files: RuleFiles) -> Iterator[Article]:
    """The articles of files of texts and pages, as these rules clean them; what cannot be read ends the command."""
    rulebook = Rulebook(files)
    with Report(None) as report:
        for item in report.documents(documents(names)):
            try:
                yield article_of(item.record, Options(rulebook))
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
    report.exit()


def _check_configs(folder: Path, *, as_json: bool) -> None:
    from cleanse.pages.site_configs import check_configs  # imported late: it needs lxml, rule files don't

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
