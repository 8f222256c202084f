"""FiveFilters site configs, read as they are: where the story stands on a site's pages, and what in it is furniture.

Their format: https://help.fivefilters.org/full-text-rss/site-patterns.html. `ftr_pages` applies them to pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
import regex
from msgspec import structs

from cleanse.article.hints import did_you_mean
from cleanse.rulefiles.problems import Problem

ALTERNATIVES: Final = ("body", "title", "author", "date")
"""Directives whose lines are XPaths that are tried in order."""
STRIPS: Final = ("strip", "strip_id_or_class", "strip_image_src")
"""Directives that name furniture; all of their lines are applied, in this order."""
FOLLOWED: Final = frozenset([*ALTERNATIVES, *STRIPS, "find_string", "replace_string", "autodetect_on_failure"])
NOT_FOLLOWED: Final = frozenset([
    "autodetect_next_page", "convert_double_br_tags", "dissolve", "footnotes", "http_header", "if_page_contains",
    "insert_detected_image", "login_extra_fields", "login_password_field", "login_uri", "login_username_field",
    "move_into", "native_ad_clue", "next_page_link", "not_logged_in_xpath", "parser", "post_strip_attr", "prune",
    "requires_login", "single_page_link", "single_page_link_in_feed", "skip_id_or_class", "skip_json_ld",
    "src_lazy_load_attr", "strip_attr", "strip_comments", "tidy", "wrap_in",
])  # fmt: skip
"""Directives that say how to fetch, parse or dress a page, which is not done here."""
TESTS: Final = frozenset(["test_contains", "test_url"])
"""Directives that say how to try the config."""
GLOBAL: Final = "global"
"""The config that is added to every other one."""
_DIRECTIVE: Final = regex.compile(r"([\w-]+)\s*(?:\((.*?)\)\s*)?:\s*(.*)")


class Directive(msgspec.Struct, frozen=True):
    """A line that is followed."""

    config: str
    """The config that it stands in."""
    line: int
    name: str
    value: str
    argument: str | None = None
    """What stands in brackets behind the name."""


class SiteConfig(msgspec.Struct, frozen=True):
    """What a config says of its site's pages."""

    id: str
    """Its file's name without the suffix."""
    directives: tuple[Directive, ...] = ()
    replacements: tuple[tuple[str, str], ...] = ()
    """Strings of the HTML and what to put there instead, before it is parsed."""
    autodetect_on_failure: bool = True
    """Whether to look for the story elsewhere when no `body` fits, and whether the global config is added."""

    def of(self, *names: str) -> list[Directive]:
        """The directives of these names: name by name, in the order of the file."""
        return [directive for name in names for directive in self.directives if directive.name == name]

    def joined(self, other: SiteConfig) -> SiteConfig:
        """The same config, with the directives of another one behind its own."""
        directives = self.directives + other.directives
        return structs.replace(self, directives=directives, replacements=self.replacements + other.replacements)


class Configs(msgspec.Struct, frozen=True):
    """All configs of a folder."""

    by_name: Mapping[str, SiteConfig]
    """By the host, or by a dot and the domain whose subdomains are meant."""
    problems: tuple[Problem, ...]
    """Lines that were left out, and why. Whether an XPath compiles is not looked at: see `check_configs`."""
    not_followed: Mapping[str, int]
    """How many lines hold which known directive that is not followed."""

    def for_host(self, host: str) -> SiteConfig | None:
        """The config of a host: its own, else that of its nearest domain whose subdomains are meant.

        As FiveFilters has it, the global config is added, unless the host's says `autodetect_on_failure: no`.
        """
        config = next((self.by_name[name] for name in _names(host.lower()) if name in self.by_name), None)
        shared = self.by_name.get(GLOBAL)
        return config.joined(shared) if config and shared and config.autodetect_on_failure else config


def _names(host: str) -> Iterator[str]:
    """What a host's config may be called.

    >>> list(_names("www.news.example.com"))
    ['www.news.example.com', 'news.example.com', '.news.example.com', '.example.com', '.com']
    """
    yield host
    if host.startswith("www."):
        yield host.removeprefix("www.")
    parent = host
    while "." in parent:
        parent = parent.partition(".")[2]
        yield f".{parent}"


def load_configs(folder: Path) -> Configs:
    """The configs of a folder: the `.txt` files that are named like hosts, and `global.txt`.

    A line that cannot be followed costs that line only. Raises OSError for a folder or file that cannot be read.
    """
    reader = _Reader()
    by_name = {path.stem.lower(): reader.config(path) for path in sorted(folder.iterdir()) if _is_config(path)}
    return Configs(by_name, tuple(sorted(reader.problems)), dict(sorted(reader.not_followed.items())))


def _is_config(path: Path) -> bool:
    """Whether a file is a config: a LICENSE.txt may lie beside them."""
    return path.suffix == ".txt" and ("." in path.stem or path.stem == GLOBAL)


class _Reader:
    """Reads one config after the other, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.not_followed: Counter[str] = Counter()

    def config(self, path: Path) -> SiteConfig:
        """The config of a file."""
        lines = [self._directive(path, number, line) for number, line in self._lines(path)]
        directives = tuple(filter(None, lines))
        switches = [directive.value for directive in directives if directive.name == "autodetect_on_failure"]
        autodetect = not switches or switches[-1] in ("yes", "true")
        return SiteConfig(path.stem, directives, self._replacements(path, directives), autodetect)

    def _lines(self, path: Path) -> Iterator[tuple[int, str]]:
        """The numbered lines that say something."""
        for number, raw in enumerate(path.read_bytes().splitlines(), 1):
            try:
                line = raw.decode("utf-8-sig").strip()
            except UnicodeDecodeError as error:
                self._wrong(path, number, f"not UTF-8: {error.reason}")
                continue
            if line and not line.startswith("#"):
                yield number, line

    def _directive(self, path: Path, number: int, line: str) -> Directive | None:
        """The directive of a line, if it is one that is followed."""
        parts = _DIRECTIVE.fullmatch(line)
        if parts is None:
            self._wrong(path, number, "no directive: a line is `name: value`, or a comment that begins with `#`")
            return None
        name, argument, value = parts.groups()
        if fault := _fault(name, argument, value):
            self._wrong(path, number, fault)
            return None
        self.not_followed.update({name} & NOT_FOLLOWED)
        return Directive(path.stem, number, name, value, argument) if name in FOLLOWED else None

    def _replacements(self, path: Path, directives: Iterable[Directive]) -> tuple[tuple[str, str], ...]:
        """The strings to find with those to put there, in the order of the file."""
        replacements = [line for line in directives if line.name in ("find_string", "replace_string")]
        at_once = [(line.line, line.argument or "", line.value) for line in replacements if line.argument is not None]
        lines = [line for line in replacements if line.argument is None]
        pairs = _pairs(lines)
        for line in lines:
            if not any(line in pair for pair in pairs):
                self._wrong(path, line.line, f"`{line.name}` without its other half")
        in_turn = [(find.line, find.value, replace.value) for find, replace in pairs]
        return tuple((find, replace) for _, find, replace in sorted([*at_once, *in_turn]))

    def _wrong(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(str(path), line, message))


def _fault(name: str, argument: str | None, value: str) -> str | None:
    """What is wrong with a directive."""
    if name in NOT_FOLLOWED or name in TESTS:
        return None
    if name not in FOLLOWED:
        return f"unknown directive `{name}`{did_you_mean(name, FOLLOWED | NOT_FOLLOWED | TESTS)}"
    if name == "replace_string":
        return "`replace_string()` has nothing to find in its brackets" if argument == "" else None
    if argument is not None:
        return f"`{name}` takes nothing in brackets"
    plain = value.strip("'\" ") if name in STRIPS else value
    return None if plain else f"nothing stands behind `{name}:`"


def _pairs(lines: list[Directive]) -> list[tuple[Directive, Directive]]:
    """Each `find_string` with its `replace_string`: in turn, or where one is missing, those that follow each other."""
    finds = [line for line in lines if line.name == "find_string"]
    replaces = [line for line in lines if line.name == "replace_string"]
    if len(finds) == len(replaces):
        return list(zip(finds, replaces, strict=True))
    return [pair for pair in pairwise(lines) if [line.name for line in pair] == ["find_string", "replace_string"]]
