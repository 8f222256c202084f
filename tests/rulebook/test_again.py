"""Patterns in which `{again}` stands for the word right before the match."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cleanse import Policy, clean
from cleanse.authoring.examples import alone
from cleanse.rulebook import again
from cleanse.rulebook.again import AgainPattern
from cleanse.rulebook.pattern import compiled_pattern
from cleanse.rulefiles.vocabulary import Vocabulary
from cleanse.text.fold import Fold
from tests.rulebooks import table_of

CARD = r"(?-i: ?(?:[\p{Lu}(][\p{L}'()-]* ){0,4}{again}(?:[\p{Lu}][^.]*?)? ?MORE)"
RULES = alone(
    table_of(f"pattern = '''{CARD}'''\nscope = 'inline'\nremoves = ['x']\nkeeps = ['y']\nmax_words = 60"),
    Vocabulary({}),
)


def cleaned(text: str) -> str:
    return clean(text, rulebook=RULES, policy=Policy(repair=False)).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sen. Jane Doe wants MORE of it.", id="no card"),
        pytest.param("Sen. Jane Doe said Poll: Race tightens MORE of it.", id="the name does not stand again"),
        pytest.param("The mayor spoke. Jane Ann DoePoll: Race tightens MORE of it.", id="another word before it"),
        pytest.param("Sen. Jane Doe Jane Ann DoePoll: Race tightens. He wants MORE of it.", id="a sentence ends in it"),
        pytest.param("sen. jane doe jane ann doePoll: Race tightens MORE of it.", id="no capitals"),
        pytest.param("SEN. DOE JANE DOEPOLL TIGHTENS MORE OF IT.", id="all in capitals"),
        pytest.param("Doe " + "rain " * 40 + "DoePoll: Race tightens MORE of it.", id="again, but far away"),
    ],
)
def test_what_stays(text: str) -> None:
    assert text == cleaned(text)


@pytest.mark.parametrize(
    "card",
    [
        " Jane Ann DoePoll: Race tightens MORE",
        " Jane (Jan) DoePoll: Race tightens Doe skips hearing MORE",
        "Jane DoePoll: Race tightens MORE",
        " Doe MORE",
        " Jane DoeMORE",
    ],
)
def test_what_is_said_again_goes_from_the_name_to_the_ending(card: str) -> None:
    assert "Sen. Jane Doe (D) left." == cleaned(f"Sen. Jane Doe{card} (D) left.")


def test_each_of_two_cards_goes() -> None:
    text = "Doe Jane DoePoll: Race tightens MORE and Roe Max RoeRoe leaves town MORE agreed."

    assert "Doe and Roe agreed." == cleaned(text)


def test_the_longer_name_before_a_card_stays_whole() -> None:
    """Any of its words stands again; the last one is right before the card."""
    assert "Rep. Jane Lee Doe left." == cleaned("Rep. Jane Lee Doe Jane Lee DoePoll: Race tightens MORE left.")


def test_work_grows_no_faster_than_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a word stands again, each literal is tried with the words of a bounded stretch before it."""
    tried = 0
    words_again = again.words_again

    def counted(text: str) -> Iterator[tuple[int, int, int]]:
        nonlocal tried
        for place in words_again(text):
            tried += 1
            yield place

    monkeypatch.setattr(again, "words_again", counted)
    counts = []
    for times in (50, 500):
        tried = 0
        text = "Doe Jane Doe Poll MORE " * times
        hits = [(0, at, at + 4) for at in range(len(text)) if text.startswith("MORE", at)]
        list(AgainPattern(CARD).find(Fold(text), hits))
        counts.append(tried)

    assert 0 < counts[1] <= 12 * counts[0]


def test_words_share_one_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of many names costs no compilation for each."""
    compiled = []

    def counted(source: str) -> object:
        compiled.append(source)
        return compiled_pattern(source)

    monkeypatch.setattr(again, "compiled_pattern", counted)
    pattern = AgainPattern(CARD)
    for name in ("Doe", "Roe", "Müller", "O'Hara"):
        text = f"Sen. {name} Jane {name}Poll: Race tightens MORE"
        assert [(5 + len(name), len(text), {})] == list(pattern.find(Fold(text), [(0, len(text) - 4, len(text))]))

    assert 1 == len(compiled)


def test_the_word_has_borders_like_any_other() -> None:
    text = "Sen. Doe Jane Doe: Race tightens MORE"
    pattern = AgainPattern(r"(?-i: Jane \b{again}\b[^.]* MORE)")

    assert [(8, len(text), {})] == list(pattern.find(Fold(text), [(0, len(text) - 4, len(text))]))


@pytest.mark.parametrize("word", ["A\uffffa", "DOE", "doe"])
def test_nothing_else_passes_for_the_word(word: str) -> None:
    """Neither the stand-in, where a text holds it, nor the word in other letters."""
    text = f"Sen. Doe Jane Doe ran, and {word}Poll: Race tightens MORE"

    assert [] == list(AgainPattern(r"(?-i: {again}Poll[^.]* MORE)").find(Fold(text), [(0, len(text) - 4, len(text))]))
