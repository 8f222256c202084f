"""What a rule file may say: its tables as typed structs, from which checks and the JSON Schema are derived."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from cleanse.article.kinds import KINDS

Scope = Literal["block", "sentence", "inline"]
Shape = Literal["brackets", "capitals", "digits", "glued", "slashes"]
Place = Literal["anywhere", "start", "end"]
if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[tuple(sorted(KINDS))]  # the table of kinds decides, which no type checker can read

Phrase = Annotated[str, Meta(min_length=1)]
Phrases = Phrase | list[Phrase]
Pair = Annotated[list[str], Meta(min_length=2, max_length=2)]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$", description="ISO 639 code")]
Identifier = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]

GROUPS: Final = frozenset({"date", "author", "title", "caption", "credit", "wire", "place", "section", "modified"})
"""Names of pattern groups that feed the metadata."""


class RuleTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"opening": "from", "closing": "to"}):
    """One piece of furniture: how to find it, what kind it is, why it is there, and examples that prove it."""

    id: Identifier
    """Unique in its file."""
    kind: Kind
    why: Phrase
    """Where and how it is printed, in a sentence."""
    removes: Annotated[list[str | Pair], Meta(min_length=1)]
    """Texts that go whole, or pairs of before and after."""
    keeps: list[str] = []
    """Near misses that stay whole."""
    since: dt.date | None = None
    """When it was first seen: `cleanse explain` prints it behind the reason."""
    at: Place = "anywhere"
    languages: list[Language] = []
    """What its phrases are written in: `cleanse publishers --languages` counts by it."""
    text: Phrases | None = None
    """Literal phrases."""
    pattern: Phrase | None = None
    """A regular expression (RE2) over one block."""
    shape: Shape | None = None
    """What the whole blocks look like that a pattern is tried on, where it has no words to be found by."""
    above: Phrases | None = None
    """What the block below the match is, as a whole: a pattern without words of its own is found by that."""
    opening: Phrases | None = None
    """`from`: how a run of text begins."""
    closing: Phrases | None = None
    """`to`: how that run ends."""
    sentences: list[Phrase] = []
    """Sentences of the run that nobody else prints."""
    also: list[Phrase] = []
    """Labels glued to either end of the run."""
    fields: Phrase | None = None
    """A pattern that is searched in the removed run for its named groups."""
    scope: Scope | None = None
    """How much of a block a match must cover."""
    max_words: Annotated[int, Meta(gt=0)] | None = None
    """The most words that one match may take."""
    tail: Annotated[int, Meta(gt=0, le=40)] = 0
    """Up to so many blocks after the match that read like link titles go too."""
    rest: bool = False
    """All that follows to the end of the text goes too, if it is no more than `max_words` and no more than stands
    before."""
    identifies: bool = False
    """Whether a match recognises the publisher."""


Select = Phrase | Annotated[list[Phrase], Meta(min_length=1)]
"""CSS selectors; a list is one of alternatives, like a comma in CSS."""


class DropTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Furniture among a page's elements."""

    id: Identifier
    """Unique among the drops of its file; shown as `example.com/page/more-stories`."""
    select: Select
    kind: Kind
    why: Phrase
    """Where it is printed, in a sentence."""
    since: dt.date | None = None
    """When it was first seen: `cleanse explain` prints it behind the reason."""


class LayoutTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layout of a publisher's pages: a page has it when `body`, and `when` if given, are there."""

    body: Select
    """The elements that hold the story."""
    lead: Select | None = None
    """The standfirst, where it stands outside of `body`."""
    when: Phrase | None = None
    """What else must be on the page."""
    since: dt.date | None = None
    """When it was first seen."""


class FieldsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a page prints its metadata: CSS, with ` @name` behind it for an attribute."""

    title: Select | None = None
    author: Select | None = None
    published: Select | None = None
    modified: Select | None = None
    section: Select | None = None


class PageTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publisher's pages: where the story stands, and what in it is furniture."""

    body: Select | None = None
    """The first layout's."""
    lead: Select | None = None
    """The first layout's."""
    keep: Select | None = None
    """What stays although a drop selects it."""
    drop: list[DropTable] = []
    layout: list[LayoutTable] = []
    """Further layouts, in the order in which they are tried."""
    fields: FieldsTable | None = None


class SharedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A generic file or a group: rules of no single publisher."""

    name: Phrase | None = None
    page: PageTable | None = None
    rule: list[RuleTable] = []


class PublisherFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One publisher: its names, what identifies it in plain text, and its rules."""

    name: Phrase
    """The name that people know."""
    domains: Annotated[list[Phrase], Meta(min_length=1)]
    """Registered domains, each claimed by one file."""
    language: Language
    use: list[Identifier] = []
    """Groups whose rules apply here too."""
    furniture: list[Phrase] = []
    """Phrases printed by nobody else."""
    page: PageTable | None = None
    rule: list[RuleTable] = []


def listed(phrases: Phrases | None) -> list[str]:
    """One phrase or several, as a list."""
    if phrases is None:
        return []
    return [phrases] if isinstance(phrases, str) else list(phrases)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a publisher's rule file, for editors.

    >>> json_schema()["$ref"]
    '#/$defs/PublisherFile'
    """
    schema = msgspec.json.schema(PublisherFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
