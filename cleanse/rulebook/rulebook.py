"""The rulebook: all rule files, loaded, checked and compiled once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

import msgspec
import regex

from cleanse.article.engine_rules import ENGINE_RULES
from cleanse.article.errors import UnknownPublisherError, UnknownRuleError
from cleanse.article.hints import did_you_mean
from cleanse.rulebook.index import Identifier, Index
from cleanse.rulebook.page_rules import PageRules, page_rules
from cleanse.rulebook.phrase import Phrase
from cleanse.rulebook.rule import Rule
from cleanse.rulefiles.folder import rules_folder
from cleanse.rulefiles.reading import RuleFiles
from cleanse.rulefiles.schema import DropTable, PublisherFile, RuleTable
from cleanse.rulefiles.weights import BlockWeights, Weights, block_weights_in, weights_in
from cleanse.text.lost_lines import line_opener

if TYPE_CHECKING:  # what only pages need is imported when a page comes: texts are cleaned sooner
    from cleanse.rulefiles.site_configs import Configs


T = TypeVar("T")

BLOCK_WEIGHTS: Final = "judge.json"
LINE_WEIGHTS: Final = "judge-lines.json"


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


class Words(NamedTuple):
    """Words of the vocabulary that repairs must know."""

    abbreviations: Set[str]
    """What ends in a full stop without ending a sentence, in lower case."""
    address_endings: Set[str]
    """What ends a host name or a file name, in lower case."""


class JudgeWeights(NamedTuple):
    """Weights to judge with instead of the shipped ones; None where the shipped ones stay."""

    blocks: BlockWeights | None = None
    lines: Weights | None = None


class Rulebook:
    """Compiled rules; picklable, and the same for the same files.

    >>> import cleanse
    >>> rulebook = cleanse.load_rulebook()
    >>> rulebook.publisher("independent.co.uk").name
    'The Independent'
    """

    def __init__(self, files: RuleFiles, configs: Configs | None = None, weights: JudgeWeights | None = None) -> None:
        """Compile rule files.

        `configs` are site configs for pages of sites that no file describes. `weights` replace those that ship.
        """
        self.files = files
        self.configs = configs
        self._weights = weights or JudgeWeights()
        self._made: dict[Callable[[Rulebook], Any], Any] = {}
        self.version = files.digest
        """A digest of the files: 12 hexadecimal digits."""
        vocabulary = files.vocabulary
        alternatives = vocabulary.alternatives
        self.rules = [
            Rule(table, file.id, alternatives, file.source) for file in files.files for table in file.content.rule
        ]
        """Every rule."""
        self.generic = frozenset(file.id for file in files.files if file.source == "generic")
        """The generic files, whose rules apply to every text."""
        self.publishers: Mapping[str, Publisher] = {
            file.id: _publisher(file.id, file.content, self.generic)
            for file in files.files
            if isinstance(file.content, PublisherFile)
        }
        """Every publisher by its id."""
        self.domains = {domain.lower(): p.id for p in self.publishers.values() for domain in p.domains}
        """Who claims which domain."""
        self._pages = {file.id: (file.source, file.content.page) for file in files.files if file.content.page}
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
                Identifier(name, Phrase(phrase))
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
        return line_opener(*map(vocabulary.words_of, ("opener", "closer", "joins_on")))

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Small words that no line ends with."""
        return frozenset(self.files.vocabulary.words_of("joins_on"))

    @cached_property
    def block_weights(self) -> BlockWeights:
        """The weights of the judge of blocks, for the pages of publishers that no file describes."""
        return self._weights.blocks or block_weights_in(rules_folder() / BLOCK_WEIGHTS)

    @cached_property
    def line_weights(self) -> Weights:
        """The weights of the judge of lines, for texts that hold menus and lists of titles."""
        return self._weights.lines or weights_in(rules_folder() / LINE_WEIGHTS)

    def once(self, make: Callable[[Rulebook], T]) -> T:
        """What `make` makes of this rulebook, made once: what other rooms derive from the rules and keep with them.

        >>> import cleanse
        >>> cleanse.load_rulebook().once(lambda rulebook: len(rulebook.version))
        12
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def generic_only(self) -> Rulebook:
        """The same rulebook without publishers and groups: every text and page is an unknown publisher's.

        >>> import cleanse
        >>> cleanse.load_rulebook().generic_only.publishers
        {}
        """
        shared = tuple(file for file in self.files.files if file.id in self.generic)
        return Rulebook(msgspec.structs.replace(self.files, files=shared), self.configs, self._weights)

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why each rule is there, page rules and the engine's own included, by its full id."""
        drops = {
            f"{owner}/page/{drop.id}": _reason(drop) for owner, (_, page) in self._pages.items() for drop in page.drop
        }
        engine = {id_: rule.why for id_, rule in ENGINE_RULES.items()}
        return {rule.id: _reason(rule.table) for rule in self.rules} | drops | engine

    def __reduce__(self) -> tuple[type[Rulebook], tuple[RuleFiles, Configs | None, JudgeWeights]]:
        """Pickle by the files, which are compiled anew."""
        return Rulebook, (self.files, self.configs, self._weights)

    def publisher(self, name: str) -> Publisher:
        """The publisher of this id, domain or name. Raises UnknownPublisherError with a hint if there is none."""
        id_ = self.domains.get(name.lower()) or next(
            (p.id for p in self.publishers.values() if p.name.lower() == name.lower()), None
        )
        if id_ is None:
            raise UnknownPublisherError(f"no rule file for the publisher {name!r}{did_you_mean(name, self.publishers)}")
        return self.publishers[id_]

    def rule_id(self, name: str) -> str:
        """The full id of a rule, given that or an id that it had before (`rules/renamed.json`).

        Raises UnknownRuleError with a hint if there is none.

        >>> import cleanse
        >>> cleanse.load_rulebook().rule_id("generic/all.de/related-heading")
        'generic/related/heading-de'
        """
        if name in self.reasons:
            return name
        renamed = _renamed().get(name, "")
        if renamed in self.reasons:
            return renamed
        raise UnknownRuleError(f"no such rule: {name!r}{did_you_mean(name, self.reasons)}")

    def owners(self, publisher: str | None) -> frozenset[str]:
        """Whose rules apply to a text of this publisher."""
        known = self.publishers.get(publisher or "")
        return known.owners if known else self.generic

    def page_rules(self, publisher: str | None) -> PageRules:
        """The page rules that apply to a publisher's pages: its own, its groups', the generic ones."""
        known = self.publishers.get(publisher or "")
        name = known.id if known else ""
        if name not in self._page_rules:
            owners = (*((known.id, *known.groups) if known else ()), *sorted(self.generic))
            self._page_rules[name] = page_rules(
                (owner, *self._pages[owner]) for owner in owners if owner in self._pages
            )
        return self._page_rules[name]


def _reason(table: RuleTable | DropTable) -> str:
    """Why a rule is there, and since when its furniture has been seen, where the file says so."""
    return f"{table.why} First seen in {table.since:%B %Y}." if table.since else table.why


def _publisher(name: str, content: PublisherFile, generic: frozenset[str]) -> Publisher:
    groups = tuple(f"groups/{group}" for group in content.use)
    owners = generic | {name, *groups}
    return Publisher(name, content.name, content.language, tuple(content.domains), owners, groups)


@cache
def _renamed() -> Mapping[str, str]:
    """The ids that shipped rules had before, and their ids now."""
    return msgspec.json.decode((rules_folder() / "renamed.json").read_bytes(), type=dict[str, str])
