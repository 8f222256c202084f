"""One scan over a text for everything that anyone is found by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleanse.rulebook.index import Index
from cleanse.rulebook.rule import Rule
from cleanse.text.fold import Fold
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

HEAD = 'name = "The Example"\ndomains = ["example.com"]\nlanguage = "en"\n'
BOOK = rulebook_of(FILES)


def rule_of(keys: str) -> Rule:
    """The rule of these keys."""
    text = f'{HEAD}[[rule]]\nid = "x"\nkind = "ui"\nwhy = "x"\nremoves = ["x"]\nkeeps = ["y"]\n{keys}\n'
    return rulebook_of({"example.com": text}).rules[0]


def found(index: Index, text: str) -> dict[str, list[str]]:
    """What was found for each rule, as it stands in the fold."""
    fold = Fold(text)
    return {rule.id: [fold.lower[start:end] for _, start, end in hits] for rule, hits in index.scan(fold).rules.items()}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "The ferry left an hour late.", "Advertise", "🎈" * 5, "\ud800"])
def test_nothing_is_found_where_nothing_stands(text: str) -> None:
    scan = BOOK.index.scan(Fold(text))

    assert ({}, []) == (scan.rules, scan.furniture)


def test_an_index_of_nothing_finds_nothing() -> None:
    assert {} == found(rulebook_of({}).index, "Advertisement")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "It rained. ",
        "Żółw śpi. ",
        "市議会は火曜日。",
        "🎈🎈 ",
        "وقالت البلدية. ",
        "\ud800 ",
        "İİİ ",
        "a\u0301e\u0301 ",
        "a   b ",
    ],
    ids=[
        "nothing",
        "ascii",
        "2 bytes",
        "3 bytes",
        "4 bytes",
        "right to left",
        "surrogate",
        "dotted I",
        "combining",
        "spaces",
    ],
)
def test_offsets_are_characters_of_the_fold(before: str) -> None:
    """The scan runs over bytes, of which characters take one to four."""
    text = f"{before}Sign up for the Example briefing 🎈 Join the Example readers’ forum {before}"
    fold = Fold(text)
    scan = BOOK.index.scan(fold)
    spans = {rule.id: [fold.lower[start:end] for _, start, end in hits] for rule, hits in scan.rules.items()}

    assert {"example.com/newsletter": ["sign up for the example briefing"]} == spans
    assert [("example.com", "join the example readers' forum")] == [
        (item.publisher, fold.lower[start : start + len(item.phrase.needle)]) for item, start in scan.furniture
    ]


def test_every_occurrence_is_found() -> None:
    text = "Advertisement, advertisement and ADVERTISEMENT; it is said żółw advertisement again."

    assert {"generic/ad/label": ["advertisement"] * 4} == found(BOOK.index, text)


def test_literals_that_overlap_are_all_found() -> None:
    """One within another, and one that begins before another ends."""
    rule = rule_of('text = ["ferry at the quay", "ferry at the quay side", "the quay side of"]')
    expected = ["ferry at the quay", "ferry at the quay side", "the quay side of"]

    assert {rule.id: expected} == found(Index([rule], []), "The ferry at the quay side of town")


def test_rules_that_share_a_literal_are_both_found() -> None:
    one, two = rule_of('text = "Sign up today please"'), rule_of('text = ["Sign up today please"]')

    assert {one, two} == Index([one, two], []).scan(Fold("Sign up today please")).rules.keys()


def test_a_phrase_may_be_a_rule_s_and_furniture() -> None:
    both = rulebook_of(
        {"example.com": EXAMPLE.replace("Join the Example readers' forum", "Sign up for the Example briefing")}
    )
    scan = both.index.scan(Fold("Sign up for the Example briefing"))

    assert (["example.com/newsletter"], ["example.com"]) == (
        [rule.id for rule in scan.rules],
        [item.publisher for item, _ in scan.furniture],
    )


def test_the_parts_of_a_run_are_told_apart() -> None:
    """Openings come first, then endings, then sentences."""
    rule = rule_of(
        'from = "Your support keeps us"\nto = "Every pound helps."\nsentences = ["We need you now."]\nmax_words = 50'
    )
    text = "Every pound helps. We need you now. Your support keeps us going."

    assert [1, 2, 0] == [part for part, _, _ in Index([rule], []).scan(Fold(text)).rules[rule]]


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_letter_case_makes_no_difference(case: Callable[[str], str]) -> None:
    assert ["example.com/newsletter"] == list(found(BOOK.index, case("Sign up for the Example briefing")))


def test_line_breaks_make_no_difference() -> None:
    assert ["example.com/newsletter"] == list(found(BOOK.index, "Sign up\nfor the \r\n\tExample\xa0briefing"))


@pytest.mark.parametrize(
    "text",
    ["Photo by Max Muster", "  • Photo by Max Muster", "It rained.\nphoto by Ann", "“Photo by Max Muster”"],
    ids=["bare", "bullet", "second block", "quotes"],
)
def test_a_pattern_of_whole_blocks_is_found_by_its_edge(text: str) -> None:
    rule = rule_of("pattern = 'photo by .{2,40}'")

    assert [rule] == list(Index([rule], []).scan(Fold(text)).rules)


def test_a_pattern_is_found_by_its_last_letters_too() -> None:
    rule = rule_of("pattern = '.{2,40} reports from the quay'")

    assert [rule] == list(Index([rule], []).scan(Fold("It rained.\nMax Muster reports from the quay.")).rules)


def test_an_edge_inside_a_block_is_none() -> None:
    """A pattern that must match the whole block is not tried in the middle of one."""
    rule = rule_of("pattern = 'photo by .{2,40}'")

    assert {} == Index([rule], []).scan(Fold("He gave her a photo by a painter of the town.")).rules


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        ("brackets", "(tma)\n(tma) is late\nnot (tma)\n(twelve marks)\n()", ["(tma)", "()"]),
        ("capitals", "HARBOUR NEWS\nIt rained.\nÅ 3\n17:59", ["harbour news", "å 3"]),
        (
            "digits",
            "10.11.2025 17:59\nIt rained on 10.11.2025\n2 boats\n17:59 Uhr\n1",
            ["10.11.2025 17:59", "17:59 uhr", "1"],
        ),
        ("digits", "1" * 41, []),
        ("digits", "٣.٤.٢٠٢٥", ["٣.٤.٢٠٢٥"]),
        ("digits", "", []),
    ],
)
def test_a_pattern_of_a_shape_is_tried_on_blocks_of_that_shape(shape: str, text: str, expected: list[str]) -> None:
    index = Index([rule_of(f"shape = '{shape}'\npattern = '.+'")], [])

    assert expected == found(index, text).get("example.com/x", [])
