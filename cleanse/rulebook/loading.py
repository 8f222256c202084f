"""Loads rulebooks: the shipped rules, and the caller's on top of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from os import PathLike
from pathlib import Path

from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.reading import Content, Place, RuleFiles, read_files
from cleanse.rulefiles.vocabulary import Vocabulary


def read_rules(folders: Iterable[Path], *, check_all: bool = False) -> RuleFiles:
    """Read the shipped rules and these folders or files; a file of the same id replaces the earlier one.

    The caller's rules are checked and their patterns compiled; `check_all` checks the shipped ones again. Raises
    RulebookError with every problem of every file.
    """
    return read_files(folders, _lint, check_all=check_all)


def _lint(content: Content, vocabulary: Vocabulary, generic: bool) -> Iterator[tuple[Place | None, str, str]]:
    from cleanse.rulebook.linting import file_problems  # imported late: the shipped rules were checked before

    yield from file_problems(content, vocabulary, generic)


def load_rulebook(*folders: str | PathLike[str], ftr: str | PathLike[str] | None = None) -> Rulebook:
    """The shipped rules, and those of these folders or files.

    A file with the id of an earlier one replaces it, which is said in the log. `ftr` is a folder of FiveFilters site
    configs: they read the pages of sites that no rule file describes. Raises RulebookError with every problem of every
    rule file, and OSError for a folder of configs that cannot be read; a line of a config that is wrong costs itself
    only, and `cleanse check --ftr` tells it.

    >>> len(load_rulebook().version)
    12
    """
    if not folders and ftr is None:
        return _shipped()
    files = read_rules([Path(folder) for folder in folders])
    if ftr is None:
        return Rulebook(files)
    from cleanse.rulefiles.site_configs import load_configs  # imported late: few runs have site configs

    return Rulebook(files, load_configs(Path(ftr)))


@cache
def _shipped() -> Rulebook:
    return Rulebook(read_rules([]))
