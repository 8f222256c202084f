"""The command line, a module for each command.

In: arguments and files.
Out: files, and messages on standard error.
Change here: options that commands share in `options`, progress and errors in `report`.
"""

from __future__ import annotations

from importlib import import_module

import click

import cleanse

COMMANDS = ("clean", "explain", "restore", "check", "new", "fixture", "publishers", "schema", "serve")
"""Each command is the function of this name in the module of this name."""


class _Group(click.Group):
    """The commands, each imported when it is asked for: no command waits for what another one imports.

    What cannot be written is an error of the command, not of the program.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it over
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"cleanse.cli.{cmd_name}"), cmd_name)
        return command

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
