"""The main job: a news text goes in, the article comes out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanse.article import Article
from cleanse.cutting import Furniture, edits_of
from cleanse.edits import apply, composed, united
from cleanse.fold import Fold
from cleanse.index import Scan
from cleanse.matching import furniture
from cleanse.metadata import NO_FIELDS, Fields, fields_of
from cleanse.model import Edit, Policy, Recognition
from cleanse.recognition import by_furniture, claimed_by, host_of, registered_domain, with_wire
from cleanse.repairs import repairs_of
from cleanse.repeats import duplicates, headlines
from cleanse.rulebook import Publisher, Rulebook, load_rulebook
from cleanse.rules import Match
from cleanse.zones import story_start

MUCH: Final = 0.5
"""A warning is given when a larger share of the text than this was removed."""
_PASSES: Final = 8
"""A cleaned text is cleaned again until nothing changes; two passes nearly always do, and no text needed four."""
_DEFAULT: Final = Policy()
NOBODY: Final = Recognition()


def clean(
    text: str,
    url: str | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
) -> Article:
    r"""Clean an already-extracted news text.

    `url` tells the publisher and, by its words, the headline; `title` tells the headline; `publisher` is an id, domain
    or name that overrides what url and text tell. Raises KeyError for a publisher that has no rule file.

    >>> article = clean("Advertisement\n\nThe river rose for a third day.")
    >>> article.text
    'The river rose for a third day.'
    >>> [(edit.rule, edit.kind) for edit in article.edits]
    [('generic/ad/label', 'ad')]
    """
    rulebook = rulebook or load_rulebook()
    asked = _Asked(rulebook, policy or _DEFAULT, url, title, rulebook.publisher(publisher) if publisher else None)
    passed = first = _pass(text, asked)
    edits = first.edits
    fields = first.fields
    warnings = first.warnings
    for _ in range(_PASSES):
        if not any(edit.cut for edit in passed.edits):
            break
        passed = _pass(apply(text, edits), asked, first.recognition)
        edits = composed(edits, [edit for edit in passed.edits if edit.cut])
        fields = fields.or_else(passed.fields)
    removed = len(text) - len(apply(text, edits))
    if removed > MUCH * len(text):
        warnings = (*warnings, f"removed {100 * removed // len(text)} % of the text")
    known = rulebook.publishers.get(first.recognition.publisher or "")
    return Article(
        source=text,
        edits=tuple(edits),
        recognised_by=first.recognition,
        title=fields.title or title,
        authors=fields.authors,
        published=fields.published,
        modified=fields.modified,
        section=fields.section,
        language=known.language if known else None,
        url=url,
        captions=fields.captions,
        warnings=warnings,
        rulebook=rulebook.version,
    )


class _Asked(NamedTuple):
    """What the caller said besides the text."""

    rulebook: Rulebook
    policy: Policy
    url: str | None
    title: str | None
    publisher: Publisher | None


class _Passed(NamedTuple):
    """What one pass over a text found."""

    edits: tuple[Edit, ...]
    recognition: Recognition
    fields: Fields
    warnings: tuple[str, ...]


def _pass(text: str, asked: _Asked, known: Recognition = NOBODY) -> _Passed:
    """Clean a text once; `known` says whose it is when its furniture has gone in an earlier pass."""
    rulebook = asked.rulebook
    fold = Fold(text)
    scan = rulebook.index.scan(fold)
    recognition = _recognised(fold, scan, asked)
    if recognition.publisher is None:
        recognition = known
    matches, warnings = furniture(fold, scan, rulebook.owners(recognition.publisher))
    fields = fields_of(fold, matches, rulebook.months) if any(match.groups for match in matches) else NO_FIELDS
    items = [
        Furniture(match.start, match.end, match.rule.id, match.rule.table.kind, match.rule.table.scope == "inline")
        for match in matches
    ]
    items += [Furniture(start, end, "cleanse/duplicate", "duplicate") for start, end in duplicates(fold)]
    if asked.title or asked.url:
        found = [Furniture(start, end, "cleanse/headline", "headline") for start, end in _headlines(fold, matches, asked)]
        items += found
        if found and fields.title is None:
            first, last = fold.source_span(found[0].start, found[0].end)
            fields = fields._replace(title=text[first:last])
    edits = edits_of(fold, items, asked.policy)
    mended = _repairs(text, edits, rulebook) if asked.policy.repair else []
    edits = sorted((*edits, *mended), key=_place) if mended else edits
    return _Passed(tuple(edits), with_wire(recognition, fold, matches, rulebook.wires), fields, tuple(warnings))


def _place(edit: Edit) -> tuple[int, int, str]:
    return edit.start, edit.end, edit.rule


def _recognised(fold: Fold, scan: Scan, asked: _Asked) -> Recognition:
    """By argument, else by a url that a rule file claims, else by furniture, else by the url alone."""
    if asked.publisher:
        return Recognition(asked.publisher.id, "argument", (asked.publisher.id,))
    host = host_of(asked.url)
    if host and (publisher := claimed_by(host, asked.rulebook.domains)):
        return Recognition(publisher, "url", (host,))
    found = by_furniture(fold, scan, asked.rulebook.publishers)
    if found.publisher is None and host and (domain := registered_domain(host)):
        return Recognition(domain, "url", (host,))
    return found


def _headlines(fold: Fold, matches: list[Match], asked: _Asked) -> Iterator[tuple[int, int]]:
    claimed = united((match.start, match.end) for match in matches if match.rule.table.at != "end")
    return headlines(fold, story_start(fold, claimed), asked.title, asked.url)


def _repairs(text: str, edits: list[Edit], rulebook: Rulebook) -> list[Edit]:
    """The repairs that do not touch what is cut."""
    repairs = list(repairs_of(text, rulebook.repair_words))
    if not repairs:
        return []
    cut = united((edit.start, edit.end) for edit in edits if edit.cut)
    starts = [start for start, _ in cut]

    def free(place: int) -> bool:
        at = bisect_right(starts, place) - 1
        return at < 0 or cut[at][1] < place

    return [repair for repair in repairs if free(repair.start)]
