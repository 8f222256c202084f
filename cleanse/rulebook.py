"""The rulebook: all rule files, loaded, checked and compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import regex

from cleanse.boundaries import line_opener
from cleanse.hints import did_you_mean
from cleanse.index import Furniture, Index
from cleanse.judging import LineJudge, shipped_line_weights
from cleanse.loading import RuleFiles, read_rules
from cleanse.phrases import Phrase
from cleanse.repairs import Words
from cleanse.rules import Rule
from cleanse.schema import PublisherFile

if TYPE_CHECKING:  # what only pages need is imported when a page comes: texts are cleaned sooner
    from cleanse.pages.ftr import Configs
    from cleanse.pages.judge import Judge
    from cleanse.pages.layouts import PageRules
    from cleanse.people import Bylines


class Publisher(msgspec.Struct, frozen=True):
    """A publisher that a rule file describes."""

    id: str
    name: str
    language: str
    domains: tuple[str, ...]
    owners: frozenset[str]
    """Whose rules apply to its texts: its own, its groups' and the generic ones."""
    groups: tuple[str, ...] = ()
    """The ids of its groups' files."""


class Rulebook:
    """Compiled rules; picklable, and the same for the same files.

    >>> rulebook = load_rulebook()
    >>> rulebook.publisher("independent.co.uk").name
    'The Independent'
    """

    def __init__(self, files: RuleFiles, configs: Configs | None = None) -> None:
        """Compile rule files that were read; `configs` are site configs for pages of sites that no file describes."""
        self.files = files
        self.configs = configs
        self.version = files.digest
        """A digest of the files: 12 hexadecimal digits."""
        vocabulary = files.vocabulary
        alternatives = vocabulary.alternatives
        self.rules = [Rule(table, file.id, alternatives) for file in files.files for table in file.content.rule]
        """Every rule."""
        self.generic = frozenset(file.id for file in files.files if file.id.startswith("generic/"))
        """The generic files, whose rules apply to every text."""
        self.publishers: Mapping[str, Publisher] = {
            file.id: _publisher(file.id, file.content, self.generic)
            for file in files.files
            if isinstance(file.content, PublisherFile)
        }
        """Every publisher by its id."""
        self.domains = {domain.lower(): p.id for p in self.publishers.values() for domain in p.domains}
        """Who claims which domain."""
        self._pages = {file.id: file.content.page for file in files.files if file.content.page}
        self._page_rules: dict[str, PageRules] = {}
        self.months = vocabulary.keys_of("month")
        self.wires = vocabulary.keys_of("agency")
        self.repair_words = Words(
            frozenset(map(str.lower, vocabulary.words_of("abbreviation"))),
            frozenset(map(str.lower, vocabulary.words_of("address_ending"))),
        )

    @cached_property
    def index(self) -> Index:
        """The literals of all rules and furniture."""
        contents = [(file.id, file.content) for file in self.files.files]
        return Index(
            self.rules,
            (
                Furniture(name, Phrase(phrase))
                for name, content in contents
                if isinstance(content, PublisherFile)
                for phrase in content.furniture
            ),
        )

    @cached_property
    def credit(self) -> regex.Pattern[str]:
        """How a credit begins that is written behind a caption."""
        lists = ("agency", "picture_source", "photo")
        words = (
            "|".join(regex.escape(word) for name in lists for word in self.files.vocabulary.words_of(name)) or r"\b\B"
        )
        return regex.compile(rf"[ .,]*(?:[©(|/]|(?:{words})\b)", regex.IGNORECASE)

    @cached_property
    def opener(self) -> regex.Pattern[str]:
        """Where a line may have begun, in texts that have lost their line breaks."""
        vocabulary = self.files.vocabulary
        return line_opener(vocabulary.words_of("opener"), vocabulary.words_of("closer"))

    @cached_property
    def bylines(self) -> Bylines:
        """Reads bylines with the vocabulary's words."""
        from cleanse.people import Bylines

        return Bylines(self.files.vocabulary)

    @cached_property
    def judge(self) -> Judge:
        """Judges the pages of publishers that no file describes."""
        from cleanse.pages.judge import Judge, shipped_weights

        return Judge(shipped_weights(), self.files.vocabulary.keys_of("hook"))

    @cached_property
    def line_judge(self) -> LineJudge:
        """Judges the lines of texts that hold menus and lists of titles."""
        return LineJudge(shipped_line_weights())

    @cached_property
    def generic_only(self) -> Rulebook:
        """The same rulebook without publishers and groups: every text and page is an unknown publisher's.

        >>> load_rulebook().generic_only.publishers
        {}
        """
        shared = tuple(file for file in self.files.files if file.id in self.generic)
        return Rulebook(msgspec.structs.replace(self.files, files=shared), self.configs)

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why each rule is there, page rules included, by its full id."""
        drops = {f"{owner}/page/{drop.id}": drop.why for owner, page in self._pages.items() for drop in page.drop}
        return {rule.id: rule.table.why for rule in self.rules} | drops

    def __reduce__(self) -> tuple[type[Rulebook], tuple[RuleFiles, Configs | None]]:
        """Pickle by the files, which are compiled anew."""
        return Rulebook, (self.files, self.configs)

    def publisher(self, name: str) -> Publisher:
        """The publisher of this id, domain or name. Raises KeyError with a hint if there is none."""
        found = self.domains.get(name.lower()) or next(
            (p.id for p in self.publishers.values() if p.name.lower() == name.lower()), None
        )
        if found is None:
            raise KeyError(f"no rule file for the publisher {name!r}{did_you_mean(name, self.publishers)}")
        return self.publishers[found]

    def owners(self, publisher: str | None) -> frozenset[str]:
        """Whose rules apply to a text of this publisher."""
        known = self.publishers.get(publisher or "")
        return known.owners if known else self.generic

    def page_rules(self, publisher: str | None) -> PageRules:
        """The page rules that apply to a publisher's pages: its own, its groups', the generic ones."""
        from cleanse.pages.layouts import page_rules

        known = self.publishers.get(publisher or "")
        name = known.id if known else ""
        if name not in self._page_rules:
            owners = (*((known.id, *known.groups) if known else ()), *sorted(self.generic))
            self._page_rules[name] = page_rules((owner, self._pages[owner]) for owner in owners if owner in self._pages)
        return self._page_rules[name]


def _publisher(name: str, content: PublisherFile, generic: frozenset[str]) -> Publisher:
    groups = tuple(f"groups/{group}" for group in content.use)
    owners = generic | {name, *groups}
    return Publisher(name, content.name, content.language, tuple(content.domains), owners, groups)


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
    from cleanse.pages.ftr import load_configs

    return Rulebook(files, load_configs(Path(ftr)))


@cache
def _shipped() -> Rulebook:
    return Rulebook(read_rules([]))
