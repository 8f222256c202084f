"""`cleanse new`: a rule file to start from."""

from __future__ import annotations

import click

from cleanse.cli.report import Report
from cleanse.documents import documents
from cleanse.drafting import draft, host_name
from cleanse.files import STANDARD, writing


@click.command()
@click.argument("host", metavar="HOST")
@click.argument("texts", nargs=-1, type=click.Path(allow_dash=True), metavar="[TEXTS]...")
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write it: rules/publishers/<id>.toml. Standard output by default.",
)
@click.option("--name", help="The name that people know the publisher by.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="ISO 639.")
def new(host: str, texts: tuple[str, ...], output: str, name: str | None, language: str) -> None:
    """Draft a rule file for the publisher of a host or url.

    TEXTS are .txt or .jsonl files of its articles. Lines that stand in several of them are proposed as rules, which you
    then read, sort and prove; JSONL records of other hosts are passed over.
    """  # fmt: skip
    if host_name(host) is None:
        raise click.BadParameter(f"not a host or url: {host!r}", param_hint="HOST")
    with Report(None) as report:
        found = (item.record for item in report.documents(documents(texts)))
        text = draft(host, found, name=name, language=language)
    with writing(output) as file:
        file.write(text.encode())
    report.exit()
