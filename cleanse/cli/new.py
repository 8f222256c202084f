"""`cleanse new`: a rule file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from cleanse.authoring.drafts.from_page import draft_page
from cleanse.authoring.drafts.from_texts import draft
from cleanse.cli.options import page_of, refuse_inputs
from cleanse.cli.report import Report
from cleanse.corpus.documents import PAGE, documents
from cleanse.corpus.files import STANDARD, plain_suffix, writing
from cleanse.rulebook.domains import host_name
from cleanse.rulebook.loading import load_rulebook


@click.command()
@click.argument("source", metavar="PAGE|HOST")
@click.argument("texts", nargs=-1, type=click.Path(allow_dash=True), metavar="[TEXTS]...")
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write it: rules/publishers/<id>.toml. Standard output by default.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already, with what was edited in it.")
@click.option("--name", help="The name of the publisher. Default: as the page says.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="CODE",
    help="ISO 639 code of the publisher's language. Default: as the page says.",
)
@click.option("--url", help="Address of the page, if the page does not declare it.")
def new(
    source: str, texts: tuple[str, ...], output: str, name: str | None, language: str, url: str | None, *, force: bool
) -> None:
    """Draft a rule file for the publisher of a page, a host or a url.

    PAGE is an .html file: the draft proposes the smallest region that holds the story, and the furniture in it, with
    reasons. TEXTS are .txt or .jsonl files of articles of HOST: the draft proposes the lines that several of them share
    as rules. JSONL records of other hosts are skipped. Read the draft, keep what is furniture, and add examples.
    """  # fmt: skip
    refuse_inputs([source, *texts], output=output)
    if not force and output != STANDARD and Path(output).is_file():
        raise click.BadParameter(f"{output} is there already: --force writes over it", param_hint="--output")
    if plain_suffix(source) in PAGE and Path(source).is_file():
        with page_of(source) as html:
            try:
                text = draft_page(html, url, load_rulebook())
            except ValueError as error:
                raise click.ClickException(f"{source}: {error}") from error
        report = None
    else:
        if host_name(source) is None or plain_suffix(source) in PAGE:
            raise click.BadParameter(f"no .html file, and no host or url: {source!r}", param_hint="PAGE|HOST")
        with Report(None) as report:
            records = (item.record for item in report.documents(documents(texts)))
            text = draft(source, records, name=name, language=language)
    with writing(output) as file:
        file.write(text.encode())
    if report:
        report.exit()
