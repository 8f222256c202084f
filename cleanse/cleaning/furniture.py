"""From a scanned text to the furniture in it: the matches of all rules that apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Final, NamedTuple

from cleanse.article.edits import united
from cleanse.article.kinds import CUT_KINDS
from cleanse.cleaning.proof import with_proof
from cleanse.rulebook.index import Scan
from cleanse.rulebook.rule import Match
from cleanse.text.boundaries import begins_anew, closes_block, opens_block, opens_sentence
from cleanse.text.fold import Fold
from cleanse.text.prose import is_last_part, story_end, story_start, titles_behind

_SURE: Final = ("ad",)
"""A word of these kinds is no heading."""


class Matched(NamedTuple):
    """The furniture of a text."""

    matches: list[Match]
    """In order of place."""
    warnings: list[str]
    """What was longer than its rule allows, and stays."""
    loose: bool
    """Whether something was passed over for where it stands: a text that is shorter may decide otherwise."""


def furniture(fold: Fold, scan: Scan, owners: Set[str]) -> Matched:
    """The furniture that the rules of these owners find."""
    candidates: list[Match] = []
    warnings: list[str] = []
    for rule in scan.rules:
        if rule.owner not in owners:
            continue
        for match in scan.matches(rule):
            longer = match.end - match.start > rule.max_words  # each word has a character: most need no count
            if longer and (words := fold.words(match.start, match.end)) > rule.max_words:
                warnings.append(f"{rule.id} matched {words} words, more than its {rule.max_words}; kept")
            else:
                candidates.append(match)
    settled = sorted(_settled(fold, list(with_proof(fold, candidates))), key=_place)
    matches = [_with_what_follows(fold, match) for match in _in_their_zones(fold, settled)]
    matches = list(_without_headings(fold, matches))
    loose = len(matches) < len(candidates) or any(
        match.rule.table.opening or match.rule.table.rest for match in matches
    )
    return Matched(matches, warnings, loose)


def _place(match: Match) -> tuple[int, int, str]:
    return match.start, match.end, match.rule.id


def _settled(fold: Fold, matches: list[Match]) -> Iterable[Match]:
    """The matches without the labels that stand beside no other furniture."""
    if not any(match.label for match in matches):
        return matches
    return _beside_furniture(fold, sorted(matches, key=_place))


def _beside_furniture(fold: Fold, matches: list[Match]) -> Iterator[Match]:
    yield from (match for match in matches if match.rule.table.kind not in CUT_KINDS and not match.label)
    for chain in _chains(fold, matches):
        sure = [match for match in chain if not match.label]
        start, end = chain[0].start, max(match.end for match in chain)
        first, last = opens_block(fold, start), closes_block(fold, end)
        if (first and last) or (sure and (first or opens_sentence(fold, start)) and (last or begins_anew(fold, end))):
            yield from (match._replace(label=False) for match in chain)
        else:
            yield from sure


def _chains(fold: Fold, matches: list[Match]) -> Iterator[list[Match]]:
    """Matches that stand in one block with nothing but marks between them; what is only marked is no neighbour."""
    matches = [match for match in matches if match.rule.table.kind in CUT_KINDS]
    chain: list[Match] = []
    end = 0
    for match in matches:
        between = fold.plain[end : match.start]
        same = chain and fold.block_at(match.start) == fold.block_at(max(end - 1, 0))
        if chain and not (same and len(between) < 5 and not any(map(str.isalnum, between))):
            yield chain
            chain, end = [], 0
        chain.append(match)
        end = max(end, match.end)
    if chain:
        yield chain


def _in_their_zones(fold: Fold, matches: list[Match]) -> list[Match]:
    """The matches without those of `start` and `end` rules that stand elsewhere."""
    places = {match.rule.table.at for match in matches}
    if places <= {"anywhere"}:
        return matches
    start = story_start(fold, _claims(matches, "start")) if "start" in places else 0
    end = story_end(fold, _claims(matches, "end")) if "end" in places else 0

    def stands(match: Match) -> bool:
        if match.rule.table.at == "start":
            return match.start < start
        return match.rule.table.at == "anywhere" or match.end > end

    return [match for match in matches if stands(match)]


def _without_headings(fold: Fold, matches: list[Match]) -> Iterator[Match]:
    """The matches without single words between paragraphs, by generic rules: such a word may be a heading.

    Beside other furniture, and before and behind the story, it is a label.
    """
    words = {_place(match) for match in matches if _is_single_word(fold, match)}
    if not words:
        yield from matches
        return
    claimed = united((match.start, match.end) for match in matches if match.rule.table.kind in CUT_KINDS)
    start, end = story_start(fold, claimed), story_end(fold, claimed)
    blocks = {fold.block_at(match.start) for match in matches if match.rule.table.kind in CUT_KINDS}
    sure = {fold.block_at(match.start) for match in matches if _place(match) not in words}
    for match in matches:
        block = fold.block_at(match.start)
        inside = start < match.start and match.end < end
        if _place(match) not in words or not inside or block in sure or not blocks.isdisjoint((block - 1, block + 1)):
            yield match


def _is_single_word(fold: Fold, match: Match) -> bool:
    """Whether a match of a generic rule is one word, alone in its block, that is no advertisement's label."""
    if not match.rule.owner.startswith("generic/") or match.rule.table.kind in _SURE:
        return False
    text = fold.plain[match.start : match.end].strip(" ")
    return text.isalpha() and opens_block(fold, match.start) and closes_block(fold, match.end)


def _claims(matches: Iterable[Match], at: str) -> list[tuple[int, int]]:
    return united((match.start, match.end) for match in matches if match.rule.table.at in ("anywhere", at))


def _with_what_follows(fold: Fold, match: Match) -> Match:
    """A match with the link titles below it, or all the rest of the text, if its rule says so."""
    table, is_generic = match.rule.table, match.rule.owner.startswith("generic/")
    if not (table.tail or table.rest) or not closes_block(fold, match.end):
        return match
    if table.rest and is_last_part(fold, match.start, match.end, match.rule.max_words):
        return match._replace(end=len(fold.plain))
    return match._replace(end=titles_behind(fold, match.end, table.tail, sure=not is_generic)) if table.tail else match
