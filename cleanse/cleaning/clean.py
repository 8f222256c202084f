"""The main job: a news text goes in, the article comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cleanse.article.article import Article
from cleanse.article.edits import apply, composed, effective
from cleanse.article.model import Edit, Policy, Recognition
from cleanse.cleaning.cutting import Furniture, edits_of
from cleanse.cleaning.fields import Fields
from cleanse.cleaning.line_judge import RULE as LINES
from cleanse.cleaning.line_judge import line_judge, may_hold_menus
from cleanse.cleaning.one_pass import Asked, one_pass
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.text.fold import Fold

MUCH: Final = 0.5
"""A warning is given when a larger share of the text than this was removed."""
_PASSES: Final = 12
"""A cleaned text is cleaned again until nothing changes: once in most cases, and no text at hand needed six passes."""
_DEFAULT: Final = Policy()


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
    or name that overrides what url and text tell; `before` are edits that were made already, and stay. Raises KeyError
    for a publisher that has no rule file.

    >>> article = clean("Advertisement\n\nThe river rose for a third day.")
    >>> article.text
    'The river rose for a third day.'
    >>> [(edit.rule, edit.kind) for edit in article.edits]
    [('generic/ad/label', 'ad')]
    """
    rulebook = rulebook or load_rulebook()
    asked = Asked(rulebook, policy or _DEFAULT, url, title, rulebook.publisher(publisher) if publisher else None)
    cleaned = cleaned_source(text, asked, before)
    fields, recognition = cleaned.fields, cleaned.recognition
    known = rulebook.publishers.get(recognition.publisher or "")
    return Article(
        source=text,
        edits=cleaned.edits,
        recognised_by=recognition,
        title=fields.title or title,
        authors=fields.authors,
        published=fields.published,
        modified=fields.modified,
        section=fields.section,
        language=known.language if known else None,
        url=url,
        captions=fields.captions,
        warnings=cleaned.warnings,
        rulebook=rulebook.version,
    )


class Cleaned(NamedTuple):
    """What cleaning a source found."""

    edits: tuple[Edit, ...]
    recognition: Recognition
    fields: Fields
    warnings: tuple[str, ...]


def cleaned_source(source: str, asked: Asked, before: tuple[Edit, ...] = ()) -> Cleaned:
    """Clean a source of which something was cut `before`, until nothing more is found."""
    first = passed = one_pass(apply(source, before), asked)
    edits = composed(before, first.edits) if before else first.edits
    fields = first.fields
    for _ in range(_PASSES):
        if passed.settled:
            judged = _judged(apply(source, edits), asked)
            if not judged:
                break
            edits = composed(edits, judged)
        passed = one_pass(apply(source, edits), asked, first.recognition)
        edits = composed(edits, [edit for edit in passed.edits if edit.cut])
        fields = fields.or_else(passed.fields)
    return Cleaned(edits, first.recognition, fields, (*first.warnings, *_much_removed(source, edits, before)))


def _judged(text: str, asked: Asked) -> list[Edit]:
    """The edits of lines that no rule names and that are no story's, once the rules find nothing more."""
    if not asked.policy.cuts("ui") or not may_hold_menus(text):
        return []
    fold = Fold(text)
    items = [Furniture(start, end, LINES, "ui") for start, end in asked.rulebook.once(line_judge).furniture(fold)]
    return edits_of(fold, items, asked.policy)


def _much_removed(source: str, edits: Iterable[Edit], before: Iterable[Edit]) -> Iterator[str]:
    total = len(source) - _size(before)
    removed = _size(edits) - _size(before)
    if removed > MUCH * total:
        yield f"removed {100 * removed // total} % of the text"


def _size(edits: Iterable[Edit]) -> int:
    return sum(end - start for start, end, _ in effective(edits))
