"""`cleanse clean`: documents in, articles out."""

from __future__ import annotations

import click
import orjson

from cleanse.cli.options import cleaning, inputs, policy_of, publisher_of, rulebook_of
from cleanse.cli.report import Report
from cleanse.cli.sink import FORMATS, Sink
from cleanse.documents import documents
from cleanse.files import STANDARD, writing
from cleanse.pages.story import Extractor
from cleanse.records import BadRecord, article_of, with_article
from cleanse.stats import Stats


@click.command()
@inputs
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="OUT",
    help="A .jsonl file, which may be .gz or .zst; a .txt or .md file for one document; a folder for a file each;"
    " or - for JSONL on standard output (the default).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Of .txt and .md files, whose suffix decides unless said, and of folders: text, or markdown with headings,"
    " lists and tables as on the page. JSONL gets a field `markdown` besides.",
)
@click.option(
    "--errors",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write what could not be cleaned, as JSON with line number and reason.",
)
@click.option(
    "--stats",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write, as JSON, what was done: hits of each rule, share removed by publisher, rules never hit.",
)
@cleaning
def clean(
    inputs: tuple[str, ...],
    output: str,
    form: str | None,
    errors: str | None,
    stats: str | None,
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
    """Clean news texts and pages: .txt, .html, .jsonl or .warc files (.gz, .zst), folders, or - for standard input.

    A JSONL record has a `text` or an `html`, and may have `url`, `title`, `id` and anything else, all of which stay but
    `html`. The command goes on past bad records and ends with status 1 if there were any. Records of archives that are
    no pages are counted, with the reason.
    """  # fmt: skip
    rulebook = rulebook_of(rules, ftr, generic=generic)
    publisher = publisher_of(rulebook, publisher)
    policy = policy_of(keep, cut, no_repair=no_repair)
    counts = Stats()
    with Report(errors) as report, Sink(output, form) as sink:
        for item in report.documents(documents(inputs, encoding)):
            try:
                article = article_of(item.record, rulebook, policy, publisher, extractor)
                sink.write(with_article(item.record, article), article)
                counts.add(article)
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
    if stats:
        with writing(stats) as file:
            file.write(
                orjson.dumps(counts.told(rulebook.reasons), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            )
    report.exit()
