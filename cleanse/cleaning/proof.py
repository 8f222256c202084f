"""What speaks against a caption or a byline that a rule has found: then it is the story's, and stays.

Agencies sign their texts as they sign their pictures, credits are glued to paragraphs where line breaks are lost, and
lists of books name authors as bylines do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from cleanse.article.edits import united
from cleanse.rulebook.rule import Match
from cleanse.text.fold import Fold
from cleanse.text.marks import ends_sentence, word_count
from cleanse.text.prose import PROSE, Span, is_prose, story_end

_SPEECH: Final = 18
"""A caption of fewer words may quote somebody; a paragraph that does is longer."""
_SAYS: Final = regex.compile(r'[,!?]["”»]|["”»],|[:,] ?["“„«]')
"""Where direct speech meets who says it."""
_PHOTO: Final = regex.compile(r"(?i)\p{L}*(?:photo|foto|picture|image|bild\b|bilde|imagem|imagen|zdj|фото|写真|사진)")
"""A credit with such a word is of a picture."""
_PARTY: Final = regex.compile(r" ?\( ?\p{Lu}{2,6} ?[/-] ?\p{Lu}{2} ?\)")
"""A party and a state in brackets, "(PMDB/AP)", which look like a photographer and an agency."""
_GARBLED: Final = regex.compile(r"[\x80-\x9f]|(?:[ÂÃÐÑØÙ][^\x00-\x7f]){4}")
"""What a text in UTF-8 looks like that was read as Latin-1."""
_TAG: Final = regex.compile(r"(?<=[.!?…。！？][\"'”’»)]?) ?(?:\(c\)|\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,3})$")
"""What belongs to the credit behind the last sentence of a caption: a sign, an agency, a name."""
_BEHIND: Final = 6
"""So many words behind a credit are a sentence of their own."""
_CREDIT: Final = 6
"""A credit with more spaces has taken a sentence along, where the line breaks are lost."""
_LIST: Final = 2
"""So many authors may be those of a list."""


def with_proof(fold: Fold, matches: Sequence[Match]) -> Iterator[Match]:
    """These matches without those that are the story's; of a caption that is a paragraph of it, the credit alone."""
    listed = _listed_authors(fold, matches)
    matches = [match for match in matches if _place(match) not in listed] if listed else matches
    if not any(map(_may_be_a_paragraph, matches)):
        yield from matches
        return
    claimed = united((match.start, match.end) for match in matches if "caption" not in match.groups)
    last = fold.block_at(max(story_end(fold, claimed) - 1, 0))
    for match in matches:
        if _may_be_a_paragraph(match):
            yield from _judged(fold, match, last)
        else:
            yield match


def _place(match: Match) -> tuple[int, int, str]:
    return match.start, match.end, match.rule.id


def _listed_authors(fold: Fold, matches: Sequence[Match]) -> frozenset[tuple[int, int, str]]:
    """The places of the bylines of a list: of several people, behind a sentence, with prose between them."""
    bylines = [m for m in matches if "author" in m.groups and m.rule.owner.startswith("generic/")]
    if len({fold.lower[slice(*match.groups["author"])] for match in bylines}) < _LIST:
        return frozenset()
    lines = list(zip(fold.starts, fold.ends, strict=True))
    sentences = (
        end for start, end in lines if ends_sentence(fold.plain[start:end]) and fold.words(start, end) >= _BEHIND
    )
    first = next(sentences, len(fold.plain))
    inside = sorted((match for match in bylines if match.start > first), key=lambda match: match.start)
    between = [fold.plain[start:end] for start, end in lines if inside and inside[0].end <= start < inside[-1].start]
    return frozenset(map(_place, inside)) if any(map(is_prose, between)) else frozenset()


def _may_be_a_paragraph(match: Match) -> bool:
    """Whether a match is a caption that no label before it proves, by no rule of its publisher."""
    return match.rule.owner.startswith("generic/") and match.groups.get("caption", (-1,))[0] == match.start


def _judged(fold: Fold, match: Match, last: int) -> Iterator[Match]:
    """A caption as it was found, its credit alone, or nothing."""
    start, end = match.groups["caption"]
    if end == match.end:
        yield match  # the pattern says itself what in the caption makes it one
        return
    if tag := _TAG.search(fold.plain, start, end):
        end = tag.start()
    caption, behind = fold.plain[start:end], fold.plain[end : match.end]
    if _GARBLED.search(caption) or _PARTY.fullmatch(behind.rstrip(".")):
        return
    credit_start, credit_end = match.groups.get("credit", (end, match.end))
    is_name = fold.plain[credit_start : credit_start + 1] not in "\"'"
    if not is_name or (fold.unlined and fold.plain.count(" ", credit_start, credit_end) > _CREDIT):
        return
    rest = fold.plain[credit_end : match.end]
    glued = word_count(rest) >= _BEHIND and ends_sentence(rest)
    if glued or _tells_speech(caption) or _is_a_sentence(fold, (start, end), behind, last):
        first = end + len(behind) - len(behind.lstrip(" .|"))
        groups = {name: span for name, span in match.groups.items() if name == "credit"}
        yield match._replace(start=first, end=credit_end if glued else match.end, groups=groups)
    else:
        yield match


def _tells_speech(caption: str) -> bool:
    """Whether a caption quotes somebody as a paragraph does."""
    return word_count(caption) >= _SPEECH and _SAYS.search(caption) is not None


def _is_a_sentence(fold: Fold, span: Span, credit: str, last: int) -> bool:
    """Whether a caption is a sentence of the story: the last paragraph, which the agency has signed.

    In a text that has lost its line breaks, it may be the sentence that a credit was glued to.
    """
    start, end = span
    caption = fold.plain[start:end] + credit.lstrip(" ")[:1]
    if word_count(caption) < PROSE or not (ends_sentence(caption) or ends_sentence(caption[:-1])):
        return False
    return fold.unlined or (fold.block_at(end - 1) >= last and not _PHOTO.search(credit))
