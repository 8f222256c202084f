"""`cleanse clean`: documents in, articles out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
import orjson

import cleanse
from cleanse.article.engine_rules import ENGINE_RULES
from cleanse.article.errors import BadRecord, ManifestError
from cleanse.cleaning.options import Extractor
from cleanse.cli.options import cleaning, inputs, options_of, refuse_inputs, rulebook_of
from cleanse.cli.report import Meter, Report
from cleanse.cli.sink import FORMATS, Sink
from cleanse.corpus.documents import Failure, Skipped, Unread, unread
from cleanse.corpus.files import STANDARD, is_remote, plain_suffix, writing
from cleanse.corpus.run import FEW, SECONDS, Cleaning, Done, run
from cleanse.corpus.shards import Shards
from cleanse.corpus.stats import Stats
from cleanse.processes.in_order import cores

SUFFIXES = (".jsonl.zst", ".jsonl.gz", ".jsonl", ".parquet")


@click.command()
@inputs
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="OUT",
    help="Where to write: a .jsonl file (.gz, .zst), a .parquet file, a .txt or .md file for one document, a folder for"
    " one file per document or for shards, or - for JSONL on standard output (the default).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Output format: text, markdown (headings, lists and tables as on the page; JSONL gets a field `markdown`), or"
    " dolma (attributes for Dolma's mixer). Default: by suffix.",
)
@click.option(
    "--errors",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write errors, as JSON lines with input, line number and reason. Shards have error files of their"
    " own.",
)
@click.option(
    "--stats",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write statistics as JSON: hits per rule, share removed per publisher, rules that never fired.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="Number of worker processes; 0 cleans in this process. The output keeps the order of the input. Default: one"
    " per core, but 0 for fewer than 64 documents and for standard input.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for a document in a worker process, in seconds. One that takes longer is an error.",
)
@click.option("--columns", metavar="NAME,...", help="Columns of Parquet files to read. Default: all.")
@click.option(
    "--shard",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write files of N documents each into the folder OUT, with a manifest, so that the run can be resumed.",
)
@click.option(
    "--suffix", type=click.Choice(SUFFIXES), default=SUFFIXES[0], show_default=True, help="File type of the shards."
)
@click.option(
    "--resume",
    is_flag=True,
    help="Continue an interrupted run in shards. The output is byte-identical to an uninterrupted one.",
)
@cleaning
def clean(
    inputs: tuple[str, ...],
    output: str,
    form: str | None,
    errors: str | None,
    stats: str | None,
    workers: int | None,
    timeout: float,
    columns: str | None,
    shard: int | None,
    suffix: str,
    resume: bool,
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
    """Clean news texts and pages.

    Takes .txt, .html, .jsonl, .parquet and .warc files (.gz, .zst), folders and globs of them, addresses such as s3://,
    or - for standard input.

    A JSONL record has a `text` or an `html`, and may have `url`, `title`, `id` and anything else, which is kept. `html`
    is left out of the output. The command continues past bad records, and ends with status 1 if there were any.
    Records of archives that are no pages are counted, with the reason.
    """  # fmt: skip
    if shard and (output == STANDARD or is_remote(output) or plain_suffix(output)):
        raise click.BadParameter("shards need a folder on this machine", param_hint="-o")
    refuse_inputs(inputs, output=output, errors=errors, stats=stats)
    rulebook = rulebook_of(rules, ftr, generic=generic)
    options = options_of(rulebook, keep, cut, publisher, extractor, no_repair=no_repair)
    sink = None if shard else Sink(output, form)
    how = Cleaning(
        rules=rules,
        ftr=ftr,
        generic=generic,
        policy=options.policy,
        publisher=options.publisher.id if options.publisher else None,
        extractor=extractor,
        output=sink.output if sink else "dolma" if form == "dolma" else "records",
        markdown=sink.markdown if sink else form == "markdown",
    )
    meter = Meter(inputs) if sys.stderr.isatty() else None
    items = unread(inputs, encoding, columns.split(",") if columns else None, meter.add if meter else None)
    if STANDARD in inputs and workers is None:
        workers = 0  # what comes through a pipe is written as it comes

    def results(left: Iterator[Unread]) -> Results:
        if workers is not None:
            return run(how, left, workers, timeout)
        first = list(islice(left, FEW))
        return run(how, chain(first, left), cores() if len(first) == FEW else 0, timeout)

    with Report(errors) as report:
        if sink is not None:
            with sink:
                counts = _into(sink, report, results(items), meter)
        else:
            assert shard is not None
            chosen = {"inputs": inputs, "columns": columns, "encoding": encoding, **_options(how)}
            settings = {"cleanse": cleanse.__version__, "rulebook": rulebook.version, "options": chosen}
            try:
                with Shards(Path(output), shard, suffix, settings, resume=resume) as shards:
                    left = results(islice(items, shards.items, None))
                    counts = _in_shards(shards, report, left, meter)
            except ManifestError as error:
                raise click.ClickException(str(error)) from error
    if stats:
        with writing(stats) as file:
            file.write(
                orjson.dumps(
                    counts.told(rulebook.reasons.keys() - ENGINE_RULES.keys()),
                    option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
                )
            )
    if sys.stderr.isatty():
        click.echo(counts.summary(), err=True)
    report.exit()


Results = Iterator[tuple[Unread, Done | Failure | None]]


def _into(sink: Sink, report: Report, results: Results, meter: Meter | None) -> Stats:
    """Write what comes of each document; give the counts."""
    counts = Stats()
    for item, result in report.progress(results, meter):
        if isinstance(item, Skipped):
            report.skipped[item.why] += 1
        elif isinstance(result, Done):
            try:
                sink.write(result.data, result.id)
                counts.count(result.counts)
            except BadRecord as error:
                report.failed(item.input, item.line, str(error))
        else:
            failure = item if isinstance(item, Failure) else result
            assert failure is not None
            report.failed(*failure)
    return counts


def _in_shards(shards: Shards, report: Report, results: Results, meter: Meter | None) -> Stats:
    """Write shards until the end of the input; give the counts of all of them."""
    if not shards.finished:
        for item, result in report.progress(results, meter):
            shards.take(item, result)
        shards.finish()
    for shard in shards.whole:
        report.skipped.update(shard.skipped)
    report.failures = shards.failed
    report.errors = str(shards.folder / "*.errors.jsonl")
    click.echo(f"{shards.written} documents in {len(shards.whole)} shards, told in {shards.manifest}", err=True)
    return shards.stats


def _options(how: Cleaning) -> dict[str, Any]:
    """The options that decide what is written, as a manifest holds them."""
    policy = {"keep": sorted(how.policy.keep), "cut": sorted(how.policy.cut), "repair": how.policy.repair}
    return {**how._asdict(), "rules": list(how.rules), "policy": policy}
