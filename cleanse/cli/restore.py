"""`cleanse restore`: the sources back."""

from __future__ import annotations

import click

from cleanse.article.errors import BadRecord
from cleanse.cli.options import inputs, refuse_inputs
from cleanse.cli.report import Report
from cleanse.cli.sink import Sink
from cleanse.corpus.documents import documents
from cleanse.corpus.files import STANDARD
from cleanse.records import dumps, restore_record


@click.command()
@inputs
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="OUT",
    help="Where to write, as with `clean`.",
)
@click.option(
    "--errors",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write errors, as JSON lines with input, line number and reason.",
)
def restore(inputs: tuple[str, ...], output: str, errors: str | None) -> None:
    """Give back the source texts of cleaned records, byte for byte, from the records alone."""  # fmt: skip
    refuse_inputs(inputs, output=output, errors=errors)
    with Report(errors) as report, Sink(output) as sink:
        for item in report.documents(documents(inputs)):
            try:
                record = restore_record(item.record)
                data = record["text"].encode("utf-8", "surrogatepass") if sink.output == "text" else dumps(record)
                sink.write(data, str(record["id"]) if record.get("id") else None)
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
    report.exit()
