"""Patterns: matched against whole blocks, sentences or anywhere, near their literals, in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cleanse.rulebook.literals import literals_of
from cleanse.rulebook.pattern import STRETCH, WINDOW, BadPattern, Pattern, PatternMatch, Place, before_marks, past_marks
from cleanse.text.fold import Fold

CREDIT = r"(?P<caption>.{3,200}?) ?\((?P<credit>AFP|Getty Images)\)"
PHOTO = r"photo: (?P<credit>[\p{Lu}][\p{L}]+)"


def places(pattern: Pattern, fold: Fold) -> list[Place]:
    """Where the literals of a pattern stand, as the scan gives them: in the order of their ends."""
    hits = []
    for literal in literals_of(pattern.source):
        at = fold.lower.find(literal)
        while at >= 0:
            hits.append((0, at, at + len(literal)))
            at = fold.lower.find(literal, at + 1)
    return sorted(hits, key=lambda hit: (hit[2], hit[1]))


def matches(pattern: Pattern, text: str) -> tuple[Fold, list[PatternMatch]]:
    fold = Fold(text)
    return fold, list(pattern.find(fold, places(pattern, fold)))


def found(source: str, scope: str, text: str) -> list[str]:
    """What a pattern finds in a text."""
    fold, items = matches(Pattern(source, scope), text)
    return [fold.plain[start:end] for start, end, _ in items]


@pytest.mark.parametrize(
    ("source", "scope", "text"),
    [
        pytest.param(PHOTO, "block", "It rained. Photo: Olsen", id="more in the block"),
        pytest.param(PHOTO, "block", "It rained\nA photo of it: Olsen\nIt fell", id="another block"),
        pytest.param(PHOTO, "sentence", "He said the photo: Olsen was wrong", id="inside a sentence"),
        pytest.param("photo: [a-z]+", "inline", "His telephoto: lens", id="inside a word"),
        pytest.param("get our app", "inline", "It will get our appetite up", id="ends inside a word"),
        pytest.param("(?-i:PHOTO): .+", "block", "Photo: Olsen", id="case that matters"),
        pytest.param("^photo: .+", "inline", "It rained. Photo: Olsen", id="not where the block begins"),
        pytest.param(CREDIT, "block", "(AFP)", id="too short"),
        pytest.param(CREDIT, "block", "He left.\n(AFP)", id="over two blocks"),
    ],
)
def test_what_does_not_match(source: str, scope: str, text: str) -> None:
    assert found(source, scope, text) == []


@pytest.mark.parametrize(
    ("source", "scope", "text", "expected"),
    [
        pytest.param(PHOTO, "block", "It rained.\nPhoto: Olsen\nIt fell.", ["Photo: Olsen"], id="a block"),
        pytest.param(PHOTO, "block", "PHOTO:  Ødegård", ["PHOTO: Ødegård"], id="case, white space, letters"),
        pytest.param(CREDIT, "block", "The bridge (AFP)\nThe town (Getty Images)", None, id="two blocks"),
        pytest.param(PHOTO, "block", "“Photo: Olsen", [], id="a mark that the pattern lacks"),
        pytest.param(
            PHOTO + r"\.?", "sentence", "It rained. Photo: Olsen. He left.", ["Photo: Olsen."], id="a sentence"
        ),
        pytest.param(CREDIT, "sentence", "The town (AFP) The mayor left.", ["The town (AFP)"], id="up to a bracket"),
        pytest.param(
            "photo: .{3,60}", "sentence", "It fell. Photo: a bridge. B. ", ["Photo: a bridge."], id="shortest"
        ),
        pytest.param(PHOTO, "inline", "It rained Photo: Olsen and fell", ["Photo: Olsen"], id="inside a sentence"),
        pytest.param("see here", "inline", "See here, and see here.", ["See here", "see here"], id="each of several"),
        pytest.param("^photo: [a-z]+", "inline", "Photo: olsen rained", ["Photo: olsen"], id="where the block begins"),
        pytest.param(r"\W{0,3}watch: .+", "block", "▶️ Watch: rain", ["▶️ Watch: rain"], id="an emoji before it"),
        pytest.param("→ watch: .+", "block", "→ Watch: rain", ["→ Watch: rain"], id="an arrow that it begins with"),
        pytest.param(".+ watch …", "block", "The rain watch …", ["The rain watch …"], id="dots that it ends with"),
        pytest.param("Bild: .+", "block", "Bild: für’s – Land", ["Bild: für's - Land"], id="folded characters"),
    ],
)
def test_what_matches(source: str, scope: str, text: str, expected: list[str] | None) -> None:
    assert (Fold(text).plain.replace(") ", ")\n").split("\n") if expected is None else expected) == found(
        source, scope, text
    )


def test_a_match_knows_its_groups() -> None:
    fold, items = matches(Pattern(CREDIT, "block"), "It rained.\nThe old bridge (AFP)")

    assert [{name: fold.plain[start:end] for name, (start, end) in groups.items()} for _, _, groups in items] == [
        {"caption": "The old bridge", "credit": "AFP"}
    ]


def test_a_group_that_took_no_part_is_left_out() -> None:
    _, items = matches(Pattern("photo: (?:(?P<credit>AFP)|(?P<author>[a-z ]+))", "block"), "Photo: Ada Byron")

    assert [list(groups) for _, _, groups in items] == [["author"]]


def test_a_match_is_no_longer_than_its_rule_allows() -> None:
    text = "Photo: " + "the harbour in the rain, " * 40

    assert matches(Pattern("photo: .+", "block", 10), text)[1] == []
    assert len(matches(Pattern("photo: .+", "block", 200), text)[1]) == 1


def test_sentences_are_tried_where_the_line_breaks_are_lost() -> None:
    """A pattern of whole blocks then takes a whole sentence; where there are lines it does not."""
    sentence = "The river rose again and the town was closed. "
    text = sentence * 30 + "Photo: Olsen. " + sentence * 30

    assert found(PHOTO + r"\.?", "block", text) == ["Photo: Olsen."]
    assert found(PHOTO + r"\.?", "block", "It rained. Photo: Olsen. He left.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The boat sank in May. Photo: Olsen.", [], id="a sentence, told from the credit by a stop alone"),
        pytest.param("The boat sank in May. (Photo: Olsen)", ["The boat sank in May. (Photo: Olsen)"], id="a bracket"),
        pytest.param("The boat sank. | Photo: Olsen.", ["The boat sank. | Photo: Olsen."], id="a bar"),
        pytest.param("The boat at sea Photo: Olsen.", ["The boat at sea Photo: Olsen."], id="no sentence"),
    ],
)
def test_a_sentence_before_a_credit_stays_where_the_line_breaks_are_lost(text: str, expected: list[str]) -> None:
    story = "The council met again and had no plan for the harbour. " * 40
    caption = r"(?P<caption>.+?)[ (|]+photo: (?P<credit>\p{Lu}\p{L}+)[).]*"

    assert expected == found(caption, "block", f"{story}{text} {story}")
    assert [text] == found(caption, "block", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It fell. Photo: a wave of 3.5 metres. He left.", "Photo: a wave of 3.5 metres.", id="a number"),
        pytest.param("It fell. Photo: J. R. Olsen, here. He left.", "Photo: J. R. Olsen, here.", id="initials"),
        pytest.param(
            "T. Olsen, photo: a bridge. He left: all did.", "T. Olsen, photo: a bridge.", id="the first initial"
        ),
    ],
)
def test_a_sentence_is_not_cut_inside_a_number_or_a_name(text: str, expected: str) -> None:
    assert [expected] == found(r"(?:[\p{L}. ]{3,20}, )?photo: [\p{L}\d., ]{3,30}\.", "sentence", text)


@pytest.mark.parametrize("source", ["(", "a(?=b)", r"(a)\1", "[z-a]", "a**"])
def test_a_pattern_that_re2_refuses_is_a_bad_one(source: str) -> None:
    with pytest.raises(BadPattern, match=r"\w"):
        _ = Pattern(source, "block").compiled


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        pytest.param(r"\p{Lu}\p{L}+", "Ödön", True, id="Latin"),
        pytest.param(r"\p{Lu}\p{L}+", "Москва", True, id="Cyrillic"),
        pytest.param(r"\p{L}+", "市議会", True, id="no case"),
        pytest.param(r"\p{L}+", "وقالت", True, id="right to left"),
        pytest.param(r"[\p{L}' ]+", "L'eau d'ici", True, id="in a class"),
        pytest.param(r"[^\p{L}]+", "12 - 3", True, id="in a negated class"),
        pytest.param(r"[^\p{L}]+", "12 a", False, id="a letter in a negated class"),
        pytest.param(r"\p{L}+", "3-1", False, id="digits are no letters"),
        pytest.param(r"(?-i:\p{Lu})+", "ødegård", False, id="small letters are no capitals"),
        pytest.param(r"(?-i:[\p{Lu} ]+)", "ÅR ÖD", True, id="capitals in a class"),
    ],
)
def test_letters_and_capitals_of_every_script(source: str, text: str, *, expected: bool) -> None:
    assert expected == bool(Pattern(source, "block").compiled.fullmatch(text))


LONG = 1_000_000
FILLER = "the river rose again and the lower town was closed "
CREDIT_INLINE = r"\( ?photo: (?P<credit>[a-z0-9]+) ?\)"


def block_of(piece: Callable[[int], str], step: int) -> tuple[str, list[str]]:
    """One block of a million characters with a numbered piece every so many characters, and all pieces."""
    parts: list[str] = []
    pieces: list[str] = []
    length = 0
    while length < LONG:
        pieces.append(piece(len(pieces)))
        parts += (pieces[-1], " ", (FILLER * (step // len(FILLER) + 1))[: step - len(pieces[-1]) - 2], "x ")
        length += sum(map(len, parts[-4:]))
    return "".join(parts), pieces


@pytest.mark.parametrize("step", [97, STRETCH - 3, STRETCH, STRETCH + WINDOW, 3 * STRETCH + 11])
def test_every_match_in_a_block_of_a_megabyte_is_found_once(step: int) -> None:
    """Whether it stands inside a stretch of the block or across two."""
    text, pieces = block_of("(photo: olsen{})".format, step)
    pattern = Pattern(CREDIT_INLINE, "inline")
    fold, items = matches(pattern, text)

    assert pieces == [fold.plain[start:end] for start, end, _ in items]
    assert [piece[8:-1] for piece in pieces] == [fold.plain[slice(*groups["credit"])] for _, _, groups in items]


def test_a_match_across_the_edge_of_a_stretch_is_found_at_every_offset() -> None:
    for before in range(STRETCH - 20, STRETCH + 3):
        text = "r" * (before - 1) + " (photo: olsen) " + FILLER * 200

        assert found(CREDIT_INLINE, "inline", text) == ["(photo: olsen)"]


def test_the_end_of_a_window_is_not_the_end_of_the_block() -> None:
    """A pattern that is anchored to the end of its block matches there only."""
    for before in range(len(FILLER)):
        text = "r" * before + " Read more " + FILLER * 200

        assert found("read more .*rose$", "inline", text) == []
        assert found(r"read more [a-z ]*\b$", "inline", text + "1.") == []


def test_sentences_in_a_block_of_a_megabyte_are_found() -> None:
    text, pieces = block_of("It fell. Photo: Olsen{}. Then".format, 5003)

    assert [piece[9:-5] for piece in pieces] == found(r"photo: olsen[0-9]+\.", "sentence", text)


HOSTILE = [
    pytest.param(r"photo (a+)+!", lambda n: "photo " + "a" * n, id="nested repeats"),
    pytest.param(r"photo (a|a)*b", lambda n: "photo " + "a" * n, id="alternatives that overlap"),
    pytest.param(r"(?:photo.*)+!", lambda n: "photo " * (n // 6), id="repeats of repeats"),
    pytest.param(r"photo(.*a){8}!", lambda n: "photo" + "a" * n, id="many ways to split"),
    pytest.param(r"(?:.+ ?)+\(photo", lambda n: "(photo a " * (n // 9), id="anything before a literal"),
]


@pytest.mark.long
@pytest.mark.parametrize("scope", ["block", "sentence", "inline"])
@pytest.mark.parametrize(("source", "make"), HOSTILE)
def test_no_pattern_is_slow_on_any_text(source: str, make: Callable[[int], str], scope: str) -> None:
    """Eight times the text takes at most some sixteen times as long, whatever the pattern repeats."""
    pattern = Pattern(source, scope, 10**6)
    folds = [Fold(make(n)) for n in (8_000, 8_000, 64_000)]
    times = []
    for fold in folds:
        hits = places(pattern, fold)
        start = time.perf_counter()
        for _ in pattern.find(fold, hits):
            pass
        times.append(time.perf_counter() - start)

    assert times[2] < 16 * times[1] + 0.3


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", (0, 0)), ("Photo", (0, 5)), ("- (Photo).", (3, 8)), ("...", (3, 0)), ("> 7", (2, 3))],
)
def test_marks_at_the_edges_are_passed_over(text: str, expected: tuple[int, int]) -> None:
    assert expected == (past_marks(text, 0, len(text)), before_marks(text, 0, len(text)))
