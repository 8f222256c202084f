"""The command line, a module for each command.

In: arguments and files.
Out: files, and messages on standard error.
Change here: options that commands share in `options`, progress and errors in `report`.
"""

from __future__ import annotations

import click

import cleanse
from cleanse.cli.check import check
from cleanse.cli.clean import clean
from cleanse.cli.explain import explain
from cleanse.cli.fixture import fixture
from cleanse.cli.new import new
from cleanse.cli.publishers import publishers
from cleanse.cli.restore import restore
from cleanse.cli.schema import schema
from cleanse.cli.serve import serve


class _Group(click.Group):
    """The commands; what cannot be written is an error of the command, not of the program."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # click ends quietly
        except OSError as error:
            raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(cleanse.__version__, package_name="cleanse-news")
def main() -> None:
    """Strip publishers' boilerplate from news text, and account for every character taken out."""


for command in (clean, explain, restore, check, new, fixture, publishers, schema, serve):
    main.add_command(command)
