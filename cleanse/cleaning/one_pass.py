"""One pass over a text: what its furniture is, whose it is, and the edits that follow."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanse.article.edits import effective, united
from cleanse.article.engine_rules import CAPTION, DUPLICATE, HEADLINE
from cleanse.article.kinds import CUT_KINDS
from cleanse.article.metadata import Metadata
from cleanse.article.model import Edit, PageKind, Recognition
from cleanse.cleaning.cutting import Removal, edits_of
from cleanse.cleaning.fields import Named, captions_at, metadata_of
from cleanse.cleaning.furniture import furniture
from cleanse.cleaning.headlines import headlines
from cleanse.cleaning.options import Options
from cleanse.cleaning.people import bylines_of
from cleanse.cleaning.recognition import by_furniture, with_wire
from cleanse.cleaning.repairs import repairs_of
from cleanse.cleaning.repeats import doubled_captions, duplicates
from cleanse.rulebook.domains import claimed_by, host_of, registered_domain
from cleanse.rulebook.index import Index, Scan
from cleanse.rulebook.rule import Match
from cleanse.rulebook.rulebook import Rulebook
from cleanse.text.fold import Fold, fold_characters
from cleanse.text.lost_lines import lost_its_lines
from cleanse.text.prose import story_start

_NOTHING: Final = Metadata()
_NEAR: Final = 400
"""A phrase that stands across a gap is looked for among so many characters on either side."""


class Request(NamedTuple):
    """How a document is to be cleaned, and what the caller knows of it besides its text."""

    options: Options
    url: str | None = None
    title: str | None = None
    page_kind: PageKind | None = None
    """What kind of page the text is the story of; None for a text that is no page's."""


class Passed(NamedTuple):
    """What one pass over a text found."""

    edits: tuple[Edit, ...]
    recognition: Recognition
    fields: Metadata
    warnings: tuple[str, ...]
    settled: bool
    """Whether another pass over what is left would find nothing."""


def one_pass(text: str, request: Request, known: Recognition | None = None) -> Passed:
    """Clean a text once; `known` says whose it is when its furniture has gone in an earlier pass."""
    rulebook = request.options.rulebook
    fold = Fold(text)
    if fold.unlined:
        fold.opener = rulebook.opener
    scan = rulebook.index.scan(fold)
    recognition, rivals = _recognised(fold, scan, request)
    if known and known.by == "furniture" and recognition.by != "furniture":
        recognition = known
    matched = furniture(fold, scan, rulebook.owners(recognition.publisher))
    matches = matched.matches
    fields, author_wire = _named(fold, matches, rulebook, recognition)
    items = [Removal(match.start, match.end, match.rule.mark, match.rule.table.scope == "inline") for match in matches]
    claimed = united((match.start, match.end) for match in matches if match.rule.table.kind in CUT_KINDS)
    items += [
        Removal(start, end, DUPLICATE.mark)
        for start, end in duplicates(fold, claimed, posts=request.page_kind == "forum")
    ]
    doubled = list(doubled_captions(fold, rulebook.credit))
    items += [Removal(caption.start, caption.end, CAPTION.mark) for caption in doubled]
    if doubled:
        captions = captions_at(fold, [(caption.caption, caption.credit) for caption in doubled])
        fields = fields.or_else(Metadata(captions=captions))
    titles, later = _headlines(fold, matches, request)
    items += [Removal(start, end, HEADLINE.mark) for start, end in titles]
    if titles and fields.title is None:
        first, last = fold.source_span(*titles[0])
        fields = replace(fields, title=text[first:last])
    edits = edits_of(fold, items, request.options.policy)
    mended = _repairs(text, edits, rulebook) if request.options.policy.repair else []
    edits = sorted((*edits, *mended), key=_place) if mended else edits
    changes = any(edit.cut for edit in edits)
    settled = not changes or (not (rivals or matched.loose or later) and _untouched(fold, edits, rulebook.index))
    recognition = with_wire(recognition, fold, matches, rulebook.wires)
    if author_wire and not recognition.wire:
        recognition = replace(recognition, wire=author_wire, wire_evidence=("author",))
    return Passed(tuple(edits), recognition, fields, tuple(matched.warnings), settled)


def _named(fold: Fold, matches: list[Match], rulebook: Rulebook, recognition: Recognition) -> Named:
    """What the named groups of the matches tell."""
    if not any(match.groups for match in matches):
        return Named(_NOTHING)
    publisher = rulebook.publishers.get(recognition.publisher or "")
    outlets = (publisher.name, *publisher.domains) if publisher else ()
    return metadata_of(fold, matches, rulebook.months, rulebook.once(bylines_of), outlets)


def _untouched(fold: Fold, edits: list[Edit], index: Index) -> bool:
    """Whether every block that stays is as it was, and no phrase stands across a gap: then no rule finds more."""
    holes = effective(edits)
    source = fold.source
    if not holes:
        return True
    if fold.unlined or any(insert or not _between_lines(source, start, end) for start, end, insert in holes):
        return False
    gone = sum(end - start for start, end, _ in holes)
    lines = sum(source.count("\n", start, end) for start, end, _ in holes)
    if lost_its_lines(2 * (len(source) - gone), len(fold.starts) - lines):
        return False
    edges = [0, *(edge for start, end, _ in holes for edge in (start, end)), len(source)]
    kept = [source[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return not any(
        index.stands_across(left[-_NEAR:], right[:_NEAR]) or _said_again(left.rstrip(), right)
        for left, right in pairwise(filter(str.strip, kept))
    )


def _said_again(left: str, right: str) -> bool:
    """Whether the first line of a text begins with the last line of another: they may be a caption, and its credit."""
    last, first = left.splitlines()[-1].split(), right.lstrip().splitlines()[0].split()
    return fold_characters(" ".join(first)).startswith(fold_characters(" ".join(last)))


def _between_lines(source: str, start: int, end: int) -> bool:
    """Whether a hole takes whole lines."""
    opens = start == 0 or source[start - 1] == "\n" or source[start] == "\n"
    return opens and (end == len(source) or source[end - 1] == "\n" or source[end] == "\n")


def _place(edit: Edit) -> tuple[int, int, str]:
    return edit.start, edit.end, edit.rule


def _recognised(fold: Fold, scan: Scan, request: Request) -> tuple[Recognition, bool]:
    """Whose text it is: by argument, else by a url that a rule file claims, else by furniture, else by the url alone.

    And whether another publisher's furniture stands there too.
    """
    if request.options.publisher:
        return Recognition(request.options.publisher.id, "argument", (request.options.publisher.id,)), False
    host = host_of(request.url)
    if host and (publisher := claimed_by(host, request.options.rulebook.domains)):
        return Recognition(publisher, "url", (host,)), False
    recognition, rivals = by_furniture(
        fold, scan, request.options.rulebook.publishers, request.options.rulebook.generic
    )
    if recognition.publisher is None and host and (domain := registered_domain(host)):
        return Recognition(domain, "url", (host,)), rivals
    return recognition, rivals


def _headlines(fold: Fold, matches: list[Match], request: Request) -> tuple[list[tuple[int, int]], bool]:
    """Where the title is said again before the story gets going, and whether it is said later too."""
    repeated = list(headlines(fold, request.title, request.url, request.options.rulebook.joiners))
    if not repeated:
        return [], False
    claimed = united((match.start, match.end) for match in matches if match.rule.table.at != "end")
    start = story_start(fold, claimed)
    return [span for span in repeated if span[0] <= start], repeated[-1][0] > start


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
