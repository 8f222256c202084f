"""The main job: a news text goes in, the article comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from msgspec.structs import asdict

from cleanse.article.article import Article
from cleanse.article.edits import apply, composed, effective
from cleanse.article.engine_rules import LINES
from cleanse.article.metadata import Metadata
from cleanse.article.model import Edit, Policy, Recognition
from cleanse.cleaning.confidence import confidence_of
from cleanse.cleaning.cutting import Removal, edits_of
from cleanse.cleaning.line_judge import is_whole_page, line_judge
from cleanse.cleaning.one_pass import Request, one_pass
from cleanse.cleaning.options import Options
from cleanse.rulebook.rulebook import Rulebook
from cleanse.text.fold import Fold

MUCH: Final = 0.5
"""A warning is given when a larger share of the text than this was removed."""
_PASSES: Final = 12
"""A cleaned text is cleaned again until nothing changes: once in most cases, and no text at hand needed six passes."""


def clean(
    text: str,
    url: str | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    before: tuple[Edit, ...] = (),
) -> Article:
    r"""Clean an already-extracted news text.

    `url` tells the publisher and, by its words, the headline; `title` tells the headline; `publisher` is an id, domain
    or name that overrides what url and text tell; `before` are edits that were made already, and stay. Raises
    UnknownPublisherError for a publisher that has no rule file.

    >>> article = clean("Advertisement\n\nThe river rose for a third day.")
    >>> article.text
    'The river rose for a third day.'
    >>> [(edit.rule, edit.kind) for edit in article.edits]
    [('generic/ad/label', 'ad')]
    """
    return clean_text(text, Request(Options.of(rulebook, policy, publisher), url, title), before)


def clean_text(text: str, request: Request, before: tuple[Edit, ...] = ()) -> Article:
    """Clean a text as the request says; `before` are edits that were made already, and stay."""
    cleaned = cleaned_source(text, request, before)
    known = request.options.rulebook.publishers.get(cleaned.recognition.publisher or "")
    declared = Metadata(title=request.title, language=known.language if known else None)
    confidence = confidence_of(text, apply(text, cleaned.edits), whole_page=cleaned.whole_page)
    return Article(
        source=text,
        edits=cleaned.edits,
        recognised_by=cleaned.recognition,
        confidence=confidence,
        warnings=cleaned.warnings,
        rulebook=request.options.rulebook.version,
        url=request.url,
        **asdict(cleaned.fields.or_else(declared)),
    )


class Cleaned(NamedTuple):
    """What cleaning a source found."""

    edits: tuple[Edit, ...]
    recognition: Recognition
    fields: Metadata
    warnings: tuple[str, ...]
    whole_page: bool
    """Whether the source was a page as it is, with menus before and behind the story."""


def cleaned_source(source: str, request: Request, before: tuple[Edit, ...] = ()) -> Cleaned:
    """Clean a source of which something was cut `before`, until nothing more is found."""
    first = passed = one_pass(apply(source, before), request)
    edits = composed(before, first.edits) if before else first.edits
    fields = first.fields
    warnings = list(first.warnings)
    whole_page = is_whole_page(source)
    for _ in range(_PASSES):
        if passed.settled:
            judged = _judged(apply(source, edits), request, whole_page=whole_page)
            if not judged:
                break
            edits = composed(edits, judged)
        passed = one_pass(apply(source, edits), request, first.recognition)
        edits = composed(edits, [edit for edit in passed.edits if edit.cut])
        fields = fields.or_else(passed.fields)
    else:
        warnings.append(f"still changing after {_PASSES} passes: cleaning the text again may remove more")
    return Cleaned(edits, first.recognition, fields, (*warnings, *_much_removed(source, edits, before)), whole_page)


def _judged(text: str, request: Request, *, whole_page: bool) -> list[Edit]:
    """The edits of lines that no rule names and that are no story's, once the rules find nothing more.

    `whole_page` says whether the text was a page as it is before anything was cut.
    """
    if request.page_kind or not request.options.policy.cuts_by(LINES.mark) or not (whole_page or is_whole_page(text)):
        return []
    fold = Fold(text)
    items = [
        Removal(start, end, LINES.mark) for start, end in request.options.rulebook.once(line_judge).furniture(fold)
    ]
    return edits_of(fold, items, request.options.policy)


def _much_removed(source: str, edits: Iterable[Edit], before: Iterable[Edit]) -> Iterator[str]:
    total = len(source) - _size(before)
    removed = _size(edits) - _size(before)
    if removed > MUCH * total:
        yield f"removed {100 * removed // total} % of the text"


def _size(edits: Iterable[Edit]) -> int:
    return sum(end - start for start, end, _ in effective(edits))
