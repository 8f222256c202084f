"""Options that several commands share."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, get_args

import click

from cleanse.article.errors import PageError, UnknownPublisherError, UnknownRuleError
from cleanse.article.hints import did_you_mean
from cleanse.article.kinds import KINDS
from cleanse.article.model import Policy, is_rule
from cleanse.cleaning.options import Extractor, Options
from cleanse.corpus.files import input_at, reading
from cleanse.pages.decoding import decoded
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.problems import RulebookError

Decorated = Callable[..., Any]

EXTRACTORS = get_args(Extractor)


def _kinds_or_rules(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse kinds that do not exist; the rulebook is asked for rules later."""
    for value in values:
        if value not in KINDS and not is_rule(value):
            hint = did_you_mean(value, KINDS) or f"; the kinds are {', '.join(sorted(KINDS))}"
            raise click.BadParameter(f"no such kind: {value!r}{hint}")
    return values


def _kinds(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[str]:
    """The kinds that begin so, for shells that complete."""
    return [kind for kind in sorted(KINDS) if kind.startswith(incomplete)]


def _known(_context: click.Context, _option: click.Parameter, value: str) -> str:
    try:
        codecs.lookup(value)
    except LookupError as error:
        raise click.BadParameter(str(error)) from error
    return value


def inputs(command: Decorated) -> Decorated:
    """What to read."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(allow_dash=True))(
        command
    )


_HOW: Final = {
    "rules": click.option("--rules", multiple=True, type=click.Path(exists=True), metavar="FOLDER",
                          help="A folder of your own rules, on top of the shipped ones. May be given several times."),
    "ftr": click.option("--ftr", type=click.Path(exists=True, file_okay=False), metavar="FOLDER",
                        help="A folder of FiveFilters site configs, for pages of sites without a rule file."),
    "generic": click.option("--generic", is_flag=True,
                            help="Use generic rules only: every publisher is unknown."),
    "extractor": click.option("--extractor", type=click.Choice(EXTRACTORS), default=EXTRACTORS[0], show_default=True,
                              help="What finds the story on pages of publishers without a rule file."),
    "publisher": click.option("--publisher", metavar="ID", help="Publisher id; overrides detection."),
    "keep": click.option("--keep", multiple=True, callback=_kinds_or_rules, shell_complete=_kinds, metavar="KIND|RULE",
                         help="A kind to leave in the text, or a rule by its id. May be given several times."),
    "cut": click.option("--cut", multiple=True, callback=_kinds_or_rules, shell_complete=_kinds, metavar="KIND|RULE",
                        help="A kind or rule to cut that is only marked by default."),
    "no_repair": click.option("--no-repair", is_flag=True, help="Leave lost line breaks as they are."),
    "encoding": click.option("--encoding", default="utf-8", show_default=True, callback=_known,
                             help="Encoding of .txt files (pages declare their own)."),
}  # fmt: skip


def cleaning(command: Decorated) -> Decorated:
    """How to clean."""
    return _with(command, _HOW)


def serving(command: Decorated) -> Decorated:
    """How to clean, but for what each request says of itself."""
    return _with(command, [name for name in _HOW if name not in {"generic", "publisher", "encoding"}])


def _with(command: Decorated, names: Iterable[str]) -> Decorated:
    for name in reversed(list(names)):
        command = _HOW[name](command)
    return command


def rulebook_of(rules: tuple[str, ...], ftr: str | None = None, *, generic: bool = False) -> Rulebook:
    """The rulebook of these folders, or an error that lists every problem."""
    try:
        rulebook = load_rulebook(*rules, ftr=ftr)
    except RulebookError as error:
        raise click.ClickException(str(error)) from error
    return rulebook.generic_only if generic else rulebook


def options_of(
    rulebook: Rulebook,
    keep: tuple[str, ...],
    cut: tuple[str, ...],
    publisher: str | None = None,
    extractor: Extractor = "judge",
    *,
    no_repair: bool,
) -> Options:
    """How to clean by these options, or an error for a publisher or rule that does not exist."""
    policy = Policy(keep=frozenset(keep), cut=frozenset(cut), repair=not no_repair)
    try:
        return Options.of(rulebook, policy, publisher, extractor)
    except UnknownPublisherError as error:
        raise click.BadParameter(str(error), param_hint="--publisher") from error
    except UnknownRuleError as error:
        raise click.BadParameter(str(error), param_hint="--keep or --cut") from error


def refuse_inputs(inputs: Iterable[str], **outputs: str | None) -> None:
    """Refuse outputs, by the names of their options, that would overwrite what is read. Raises BadParameter."""
    inputs = list(inputs)
    for option, output in outputs.items():
        if output and (name := input_at(output, inputs)):
            raise click.BadParameter(
                f"{output} is an input ({name}): it would be overwritten", param_hint=f"--{option}"
            )


def rules_of(rulebook: Rulebook, names: tuple[str, ...]) -> list[str]:
    """The ids of these rules, or an error for one that does not exist."""
    try:
        return [rulebook.rule_id(name) for name in names]
    except UnknownRuleError as error:
        raise click.BadParameter(str(error), param_hint="--rule") from error


@contextmanager
def page_of(name: str) -> Iterator[str]:
    """The HTML of a file, or an error of the command for what cannot be read as a page."""
    try:
        with reading(name) as stream:
            html = decoded(stream.read())
    except (OSError, EOFError) as error:
        raise click.ClickException(f"cannot read {name}: {error}") from error
    try:
        yield html
    except PageError as error:
        raise click.ClickException(f"{name}: {error}") from error
