"""`cleanse clean`: documents in, articles out."""

from __future__ import annotations

import click

from cleanse.cli.options import cleaning, inputs, policy_of, publisher_of, rulebook_of
from cleanse.cli.report import Report
from cleanse.cli.sink import Sink
from cleanse.documents import documents
from cleanse.files import STANDARD
from cleanse.records import BadRecord, clean_record


@click.command()
@inputs
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="OUT",
    help="A .jsonl file, which may be .gz or .zst; a .txt file for one document; a folder for a .txt file each;"
    " or - for JSONL on standard output (the default).",
)
@click.option(
    "--errors",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write what could not be cleaned, as JSON with line number and reason.",
)
@cleaning
def clean(
    inputs: tuple[str, ...],
    output: str,
    errors: str | None,
    rules: tuple[str, ...],
    publisher: str | None,
    keep: tuple[str, ...],
    cut: tuple[str, ...],
    no_repair: bool,
    encoding: str,
) -> None:
    """Clean news texts: .txt or .jsonl files (.gz, .zst), folders of them, or - for standard input.

    A JSONL record has a `text`, and may have `url`, `title`, `id` and anything else, all of which stay. The command
    goes on past bad records and ends with status 1 if there were any.
    """  # fmt: skip
    rulebook = rulebook_of(rules)
    publisher = publisher_of(rulebook, publisher)
    policy = policy_of(keep, cut, no_repair=no_repair)
    with Report(errors) as report, Sink(output) as sink:
        for item in report.documents(documents(inputs, encoding)):
            try:
                sink.write(clean_record(item.record, rulebook, policy, publisher))
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
    report.exit()
