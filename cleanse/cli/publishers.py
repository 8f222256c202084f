"""`cleanse publishers`: who is known."""

from __future__ import annotations

import click
import orjson

from cleanse.authoring.measuring import Recognised, recognition_of
from cleanse.cli.options import rulebook_of
from cleanse.cli.report import Report
from cleanse.corpus.documents import documents
from cleanse.rulebook.listing import language_rows, publisher_rows
from cleanse.rulebook.rulebook import Rulebook


@click.command()
@click.option("--rules", multiple=True, type=click.Path(exists=True), metavar="FOLDER", help="Rules of your own.")
@click.option(
    "--measure",
    type=click.Path(allow_dash=True),
    metavar="CORPUS",
    help="Measure how well publishers are recognised from text alone, on a .jsonl corpus that names them.",
)
@click.option(
    "--field",
    default="url",
    show_default=True,
    help="The field of the corpus that names the publisher, by url, id or name.",
)
@click.option("--languages", is_flag=True, help="List languages instead: how many rules each has.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
def publishers(rules: tuple[str, ...], measure: str | None, field: str, languages: bool, as_json: bool) -> None:
    """List the known publishers, with the number of their rules and of the phrases that identify them in plain text."""
    rulebook = rulebook_of(rules)
    if measure:
        _measure(rulebook, measure, field, as_json=as_json)
        return
    if languages:
        _languages(rulebook, as_json=as_json)
        return
    rows = list(publisher_rows(rulebook))
    if as_json:
        for row in rows:
            click.echo(orjson.dumps(row).decode())
        return
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        evidence = f"{len(row['furniture'])} phrases" if row["furniture"] else "by url only"
        click.echo(f"{row['id']:{width}}  {row['language']:3} {row['rules']:4} rules  {evidence:12}  {row['name']}")


def _languages(rulebook: Rulebook, *, as_json: bool) -> None:
    for row in language_rows(rulebook):
        line = f"{row.language:3} {row.generic:4} generic rules {row.publishers:4} publishers with {row.own:4} rules"
        click.echo(orjson.dumps(row._asdict()).decode() if as_json else line)


def _measure(rulebook: Rulebook, corpus: str, field: str, *, as_json: bool) -> None:
    with Report(None) as report:
        records = (item.record for item in report.documents(documents([corpus])))
        measured = list(recognition_of(records, rulebook, field))
    total = (
        Recognised("all", *(sum(column) for column in zip(*(row[1:] for row in measured), strict=True)))
        if measured
        else None
    )
    for row in (*measured, *((total,) if total else ())):
        shown = {**row._asdict(), "recall": round(row.recall, 4), "precision": round(row.precision, 4)}
        line = f"{row.publisher:28} {row.documents:6} documents  recall {row.recall:.3f}  precision {row.precision:.3f}"
        click.echo(orjson.dumps(shown).decode() if as_json else line)
    report.exit()
