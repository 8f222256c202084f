"""`cleanse explain`: the same run as a diff."""

from __future__ import annotations

import click

from cleanse.article.diff import Line, diff, head
from cleanse.article.errors import BadRecord
from cleanse.article.fields import fields
from cleanse.cleaning.options import Extractor
from cleanse.cli.options import cleaning, inputs, options_of, rulebook_of, rules_of
from cleanse.cli.report import Report
from cleanse.cli.sampling import drawn
from cleanse.corpus.documents import documents
from cleanse.records import article_of, dumps

_COLOURS = {"-": "red", "+": "green", "?": "yellow", "@": "cyan", "#": "bright_black"}


@click.command()
@inputs
@click.option("--json", "as_json", is_flag=True, help="Print JSON: each article's fields and edits, with the reasons.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show a random sample of N documents, the same each time.",
)
@click.option(
    "--rule",
    "only",
    multiple=True,
    metavar="ID",
    help="Show only documents in which this rule made an edit. May be given several times.",
)
@click.option("--full", is_flag=True, help="Show kept text in full.")
@cleaning
def explain(
    inputs: tuple[str, ...],
    as_json: bool,
    sample: int | None,
    only: tuple[str, ...],
    full: bool,
    rules: tuple[str, ...],
    ftr: str | None,
    generic: bool,
    extractor: Extractor,
    publisher: str | None,
    keep: tuple[str, ...],
    cut: tuple[str, ...],
    no_repair: bool,
    encoding: str,
) -> None:
    """Show what would be removed from news texts and pages, by which rule, and why. Takes the inputs of `clean`.

    Lines begin with - for a removal, ? for furniture that is only marked, + for a repair, a space for kept text.
    """  # fmt: skip
    rulebook = rulebook_of(rules, ftr, generic=generic)
    options = options_of(rulebook, keep, cut, publisher, extractor, no_repair=no_repair)
    wanted = frozenset(rules_of(rulebook, only))
    reasons = rulebook.reasons
    with Report(None) as report:
        items = report.documents(documents(inputs, encoding))
        for item in drawn(items, sample) if sample else items:
            try:
                article = article_of(item.record, options)
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
                continue
            if wanted and wanted.isdisjoint(edit.rule for edit in article.edits):
                continue
            name = str(item.record.get("id") or f"{item.input}:{item.line}")
            if as_json:
                record = fields(article)
                for edit in record["edits"]:
                    edit["why"] = reasons.get(edit["rule"], "")
                click.echo(dumps({"id": name, **record}).decode(), nl=False)
            else:
                _show(head(article, name))
                for line in diff(article, reasons, full=full):
                    _show(line)
                for warning in article.warnings:
                    _show(Line("@", f"warning: {warning}"))
    report.exit()


def _show(line: Line) -> None:
    text = line.text.encode("utf-8", "replace").decode()
    shown = f"    {text}" if line.sign == "#" else f"{line.sign} {text}"
    click.secho(shown, fg=_COLOURS.get(line.sign))
