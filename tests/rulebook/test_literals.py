"""Literals: no text that a pattern matches lacks them."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleanse.rulebook.literals import ENOUGH, MOST, also_required, edges_of, literals_of, weight
from cleanse.rulebook.pattern import Pattern, before_marks, past_marks
from cleanse.text.fold import Fold

PATTERNS = [
    r"Photo: (?P<credit>.+)",
    r"(?P<caption>.{3,60}?) ?\( ?(?P<credit>AFP|Getty Images|EPA-EFE) ?\)\.?",
    r"\W{0,3}(?:Photo|Image|Picture)s? (?:by|credit:) (?P<credit>\p{Lu}\p{L}+)",
    r"(?:[-•*>] ?)?(?:Mehr zu(?:m| diesem) Thema(?: NEU)?|Auch (?:interessant|spannend)) ?:? ?.{0,30}",
    r"(?:(?-i:\p{Lu})[^!?\"]+ contributed reporting(?: from [^!?\"]+)?|Reporting was contributed by .+)\.?",
    r"(?-i:READ(?::| MORE)) [^a-z]+[^.!:,a-z]",
    r"(?:[Pp]or|POR):? (?P<author>\p{Lu}[\p{L}.'-]+(?: \p{L}+){0,3})",
    r"(?:Updated|Published)(?: on)? ?:? ?(?P<date>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} \p{L}+ \d{4})",
    r"\W{0,3}(?:last )?(?:updated|posted) (?:\d{1,3}|an?|one) (?:minutes?|hours?|days?) ago\W{0,2}",
    r"(?:Don't|Do not) miss (?:out|it)[.!]+",
    r"(?:Follow (?:us|@\w{2,10}) on (?:Twitter|X)[ .]*){1,3}",
    r"(?:комментари(?:и|ев|й) ?:? ?\d{1,3}|\d{1,3} комментари(?:ев|й|я))",
    r"(?:記者|編輯)[:：]? ?\p{L}{2,4} ?/ ?(?:報導|編譯)",
    r"Für (?:Sie|dich) (?:empfohlen|ausgewählt)[: -]*.*",
    r"(?P<author>\p{Lu}\p{L}+ \p{Lu}\p{L}+) (?:is|are) an? [^.]{0,20}(?:reporter|editor)s? (?:for|at) .+",
    r"(?:a|b)?c? ?read more",
    r"(?:ha){2,3} read (?:this|that)",
    r"© ?(?:19|20)\d\d .{2,30}",
    r"[\[(]?(?:advertisement|anzeige)[\])]? ?",
    r"(?:See|View) [a-f1-3]{2} (?:photos|videos) ?[»>→]",
    r"→ ?Weiterlesen: .+",
    r"(?:… )?lire la suite …",
    r"(?:\d+ )?shares?|share (?:this )?(?:article|story)",
    r"^by .{3,20}, staff writer$",
    r"Sign up\b.{0,10}\bfor (?:our|the) [-\p{L} ]+ newsletter",
    r"(?:Share|Tweet|Post|Pin|Mail|Print)(?:[ |/](?:Share|Tweet|Post|Pin|Mail|Print)){1,5}",
]
"""Patterns of the shapes that rule files hold."""

_MARKS = " .,:;!?'\"%&…éäöüßÄÖÜжЖ記報市"
ALPHABET = "".join(sorted({*string.ascii_letters, *string.digits, *_MARKS, *"".join(PATTERNS)}))
_PROPERTIES = {r"\p{Lu}": "A-EÄÖÜЖ", r"\p{L}": "a-zA-EäöüßжЖ記報"}
_CLASS = re.compile(r"(\[\^?(?:\\.|[^\]\\])*\])|(\\p\{Lu?\})")
_DRESS = {"'": "’", '"': "”", "-": "–", " ": "\xa0 ", ":": "：", "(": "（"}
"""Other ways to write a character."""


def for_re(pattern: str) -> re.Pattern[str]:
    """A pattern in Python's syntax, to make strings that match: with a few letters for the classes of RE2."""

    def translated(match: re.Match[str]) -> str:
        text = match[0]
        for name, letters in _PROPERTIES.items():
            text = text.replace(name, letters)
        return text if match[1] else f"[{text}]"

    return re.compile(_CLASS.sub(translated, pattern), re.IGNORECASE)


@st.composite
def matched(draw: st.DrawFn) -> tuple[str, Fold]:
    """A pattern, and the fold of a line that it matches, in letters and marks as texts have them."""
    pattern = draw(st.sampled_from(PATTERNS))
    line = draw(st.from_regex(for_re(pattern), fullmatch=True, alphabet=ALPHABET))
    if draw(st.booleans()):
        line = "".join(_DRESS.get(letter, letter) for letter in line)
    fold = Fold(draw(st.sampled_from([line, line.upper(), line.lower(), line.swapcase()])))
    assume(Pattern(pattern, "block").compiled.fullmatch(fold.plain))
    return pattern, fold


law = settings(max_examples=400, deadline=None)


@law
@given(matched())
def test_every_match_holds_one_of_the_literals(case: tuple[str, Fold]) -> None:
    pattern, fold = case

    assert any(literal in fold.lower for literal in literals_of(pattern))


@law
@given(matched())
def test_every_match_holds_one_of_each_further_set(case: tuple[str, Fold]) -> None:
    pattern, fold = case

    assert all(any(literal in fold.lower for literal in literals) for literals in also_required(pattern))


@law
@given(matched())
def test_every_match_begins_and_ends_with_the_edges(case: tuple[str, Fold]) -> None:
    pattern, fold = case
    first, last = edges_of(pattern)
    text = fold.lower

    assert not first or text.startswith(first, past_marks(text, 0, len(text)))
    assert not last or text.endswith(last, 0, before_marks(text, 0, len(text)))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_of_the_table_can_be_found(pattern: str) -> None:
    """Its literals are usable ones: folded, stripped, not too many, none too small."""
    literals = literals_of(pattern)

    assert 0 < len(literals) <= MOST
    assert literals == {Fold(literal).lower for literal in literals}
    assert all(weight(literal) >= 2 for literal in literals)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\d+:\d+", id="digits"),
        pytest.param(".{3,80}", id="anything"),
        pytest.param(r"\p{Lu}\p{L}+ \p{L}+", id="letters"),
        pytest.param("[a-z]+ [a-z]+", id="ranges"),
        pytest.param("(?:photo)?", id="an option"),
        pytest.param("(?:photo by )*.+", id="a repeat that may be missing"),
        pytest.param("photo|.+", id="an alternative without any"),
        pytest.param("a .+", id="a single letter"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_has_no_literal(pattern: str) -> None:
    assert frozenset() == literals_of(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("Photo: .+", {"photo:"}, id="lower case, without its space"),
        pytest.param("(?:Photo|Bild): .+", {"photo:", "bild:"}, id="alternatives"),
        pytest.param("Photos?: .+", {"photo:", "photos:"}, id="options"),
        pytest.param("[Pp]hoto .+", {"photo"}, id="a class of a few"),
        pytest.param("L’heure – ici", {"l'heure - ici"}, id="marks folded"),
        pytest.param(".+ says the (?:newsletter)", {"says the newsletter"}, id="groups"),
        pytest.param(r"\d+ shares", {"shares"}, id="what stands behind digits"),
        pytest.param(r"photo\s+by .+", {"photo by"}, id="white space"),
        pytest.param("(?:photo ){2}.*", {"photo"}, id="repeats"),
        pytest.param("(?P<credit>AFP|dpa)", {"afp", "dpa"}, id="a named group"),
        pytest.param(r"\p{L}+ ?記者", {"記者"}, id="another script"),
    ],
)
def test_which_literals_a_pattern_is_found_by(pattern: str, expected: set[str]) -> None:
    assert expected == literals_of(pattern)


@pytest.mark.parametrize(
    ("pattern", "first", "last"),
    [
        pytest.param(".+ photo .+", (), (), id="none at either edge"),
        pytest.param("(?:Photo)? ?.+", (), (), id="an option only"),
        pytest.param("a .+ b", (), (), id="single letters"),
        pytest.param("Photo: .+", ("photo",), (), id="the beginning"),
        pytest.param(r".+ \(AFP\)\.?", (), ("afp",), id="the end, without marks"),
        pytest.param("(?:Foto|Bild): .+ (?:AFP|dpa)", ("bild", "foto"), ("afp", "dpa"), id="both"),
        pytest.param("(?:a )?photo .+", ("a photo", "photo"), (), id="an option before it"),
        pytest.param("Subscription offers .+", ("subscription",), (), id="no more than a few characters"),
        pytest.param("→ Watch: .+ …", ("watch",), (), id="symbols are marks too"),
    ],
)
def test_what_a_pattern_begins_and_ends_with(pattern: str, first: tuple[str, ...], last: tuple[str, ...]) -> None:
    assert (first, last) == edges_of(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param("Πηγές: .+", "ΠΗΓΈΣ: ΑΠΕ", id="small letters in the pattern"),
        pytest.param("ΠΗΓΈΣ: .+", "Πηγές: ΑΠΕ", id="capitals in the pattern"),
    ],
)
def test_the_two_small_sigmas_are_one_letter(pattern: str, text: str) -> None:
    fold = Fold(text)

    assert Pattern(pattern, "block").compiled.fullmatch(fold.plain)
    assert any(literal in fold.lower for literal in literals_of(pattern))


@pytest.mark.parametrize(
    ("literal", "expected"),
    [("newsletter", 10), ("by", 1), ("the", 1), ("afp", 2), ("記者", 4), ("фото", 8), ("©", 2), ("(x)", 3), ("", 0)],
)
def test_how_much_a_string_tells(literal: str, expected: int) -> None:
    assert expected == weight(literal)


def test_a_longer_literal_is_no_better_than_a_rare_one() -> None:
    """Of two sets whose members are long enough, the smaller one is taken."""
    pattern = "(?:subscription|registration) offers.*unsubscribes"

    assert len("subscription") > ENOUGH
    assert {"unsubscribes"} == literals_of(pattern)
