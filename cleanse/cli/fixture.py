"""`cleanse fixture`: a page's skeleton with invented prose."""

from __future__ import annotations

import click

from cleanse.cli.options import page_of, refuse_inputs, rulebook_of
from cleanse.corpus.files import STANDARD, writing


@click.command()
@click.argument("page", type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where to write it: fixtures/<id>/<case>/source.html. Standard output by default.",
)
@click.option("--url", help="Address of the page, if the page does not declare it.")
@click.option("--rules", multiple=True, type=click.Path(exists=True), metavar="FOLDER", help="Rules of your own.")
def fixture(page: str, output: str, url: str | None, rules: tuple[str, ...]) -> None:
    """Make a test fixture of a real page, without its text.

    Elements, classes, the form of the metadata and known furniture stay. Every other sentence, name and number becomes
    an invented one of the same form. Scripts, styles and everything outside the story are left out.
    """  # fmt: skip
    from cleanse.authoring.skeletons.skeleton import skeleton  # imported late: no other command needs it

    refuse_inputs([page], output=output)
    with page_of(page) as html:
        text = skeleton(html, url, rulebook_of(rules))
    with writing(output) as file:
        file.write(text.encode())
