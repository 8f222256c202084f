"""The nouns: small frozen types that every other module speaks in."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import force_setattr

from cleanse.article.errors import UnknownKindError
from cleanse.article.hints import did_you_mean
from cleanse.article.kinds import CUT_KINDS, KINDS, REPAIR

Source = Literal["", "publisher", "group", "generic", "site-config", "engine"]
"""Where a rule comes from: a publisher's file, a group's, a generic one, another tool's site config, or the engine."""

PageKind = Literal["article", "liveblog", "forum", "documentation", "service", "product", "listing", "stub", "empty"]
"""What kind of page it is; a `stub` asks for consent or a subscription instead of showing the story."""


class Mark(NamedTuple):
    """A rule as edits name it: whose it is, and what it says a piece of furniture is.

    >>> Mark("generic/ad/label", "ad", "generic").kind
    'ad'
    """

    rule: str
    """The full id of the rule."""
    kind: str
    """What the furniture is: one of `KINDS`, or `repair`."""
    source: Source = ""
    """Where the rule comes from."""
    of_page: bool = False
    """Whether the furniture can only be told by a page's elements."""


class Noun(msgspec.Struct, frozen=True):
    """A frozen value: two with the same fields are equal."""


class Edit(Noun, frozen=True):
    """One change to the source: `source[start:end]` is replaced by `insert`.

    >>> Edit(start=0, end=4, rule="generic/ad/label", kind="ad")
    Edit(start=0, end=4, rule='generic/ad/label', kind='ad', insert='', cut=True, source='', of_page=False)
    """

    start: int
    """Where it begins, in characters of the source."""
    end: int
    """Where it ends (exclusive), in characters of the source."""
    rule: str
    """The full id of the rule: `example.com/appeal-2024`, `generic/ad/label`, `cleanse/headline`."""
    kind: str
    """What the furniture is: one of `KINDS`, or `repair`."""
    insert: str = ""
    """What stands there instead: nothing for a removal, a break or a space for a repair."""
    cut: bool = True
    """False when the furniture is only marked and stays in the text."""
    source: Source = ""
    """Where the rule comes from: `publisher`, `group`, `generic`, `site-config` or `engine`."""
    of_page: bool = False
    """Whether it was told by a page's elements, and not by the text."""

    @classmethod
    def by(cls, mark: Mark, start: int, end: int, insert: str = "", *, cut: bool = True) -> Edit:
        """The edit that a rule makes at this span of the source.

        >>> Edit.by(Mark("generic/ad/label", "ad", "generic"), 0, 4).rule
        'generic/ad/label'
        """
        return cls(start, end, mark.rule, mark.kind, insert, cut, mark.source, mark.of_page)


class Block(Noun, frozen=True, array_like=True):
    """A line or paragraph of the source of a page, with the element that it stood in.

    >>> Block(start=0, end=10, element="h2").element
    'h2'
    """

    start: int
    """Where it begins, in characters of the source."""
    end: int
    """Where it ends (exclusive), in characters of the source."""
    element: str
    """`p`, `h1` to `h6`, `li`, `dt`, `dd`, `blockquote`, `tr`, `pre`, `figcaption`; `div` for text in none of these."""
    entry: int = 0
    """On a live blog, the number of the entry that it belongs to, counted from 1; 0 outside of entries."""
    time: str | None = None
    """When that entry was written: ISO 8601, or the clock time that it shows."""


class Caption(Noun, frozen=True):
    """A picture caption that was lifted out of the text.

    >>> Caption(text="The striker at training", credit="Getty Images").credit
    'Getty Images'
    """

    text: str
    credit: str | None = None


class Recognition(Noun, frozen=True):
    """Whose furniture a text carries, and how that is known.

    >>> Recognition(publisher="example.com", by="url", evidence=("example.com",)).by
    'url'
    """

    publisher: str | None = None
    """The publisher's id, which is a registered domain."""
    by: str | None = None
    """`argument`, `url`, `page` (the address that a page declares) or `furniture`."""
    evidence: tuple[str, ...] = ()
    """The argument, the host, or the furniture as it stands in the text."""
    wire: str | None = None
    """The agency that wrote the article, by its name in `rules/vocabulary.toml`."""
    wire_evidence: tuple[str, ...] = ()
    """The credits or datelines that name the agency, as they stand in the text."""


class Policy(Noun, frozen=True):
    """What is cut: kinds of furniture, and single rules by their ids. All other furniture is only marked.

    What is said of a rule counts more than what is said of its kind, and `cut` more than `keep`. Raises
    UnknownKindError for a kind that does not exist.

    >>> policy = Policy(keep={"caption", "example.com/appeal-2024"}, cut={"dateline"})
    >>> policy.cuts("caption"), policy.cuts("dateline"), policy.cuts("ad")
    (False, True, True)
    >>> policy.cuts("appeal"), policy.cuts("appeal", "example.com/appeal-2024")
    (True, False)
    """

    keep: Set[str] = frozenset()
    """Kinds and rules that stay in the text although they are cut by default."""
    cut: Set[str] = frozenset()
    """Kinds and rules that are cut although they are only marked by default."""
    repair: bool = True
    """Whether broken joins are mended."""

    def __post_init__(self) -> None:
        """Refuse kinds that do not exist; rules are known by the rulebook alone."""
        for name in ("keep", "cut"):
            force_setattr(self, name, frozenset(getattr(self, name)))
        for kind in sorted(name for name in {*self.keep, *self.cut} if not is_rule(name) and name not in KINDS):
            raise UnknownKindError(f"no such kind: {kind!r}{did_you_mean(kind, KINDS)}")

    def cuts(self, kind: str, rule: str = "") -> bool:
        """Whether edits of this kind, made by this rule, change the text."""
        if kind == REPAIR:
            return self.repair
        if rule in self.cut or rule in self.keep:
            return rule in self.cut
        return kind in self.cut or (kind in CUT_KINDS and kind not in self.keep)

    def cuts_by(self, mark: Mark) -> bool:
        """Whether edits of this rule change the text."""
        return self.cuts(mark.kind, mark.rule)


def is_rule(name: str) -> bool:
    """Whether a name in a policy is that of a rule, which holds a slash, and not of a kind.

    >>> is_rule("example.com/appeal-2024"), is_rule("appeal")
    (True, False)
    """
    return "/" in name
