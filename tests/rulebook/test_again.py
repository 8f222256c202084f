"""Patterns in which `{again}` stands for the word right before the match."""

from __future__ import annotations

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

    def counted(template: str, word: str) -> object:
        nonlocal tried
        tried += 1
        return compiled_pattern(template.replace("{again}", word))

    monkeypatch.setattr(again, "_for_word", counted)
    counts = []
    for times in (50, 500):
        tried = 0
        text = "Doe Jane Doe Poll MORE " * times
        hits = [(0, at, at + 4) for at in range(len(text)) if text.startswith("MORE", at)]
        list(AgainPattern(CARD).find(Fold(text), hits))
        counts.append(tried)

    assert 0 < counts[1] <= 12 * counts[0]


def test_no_expression_is_made_for_words_where_no_word_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most texts hold words that stand again, and the literal, and no card."""
    made: list[str] = []

    def counted(template: str, word: str) -> object:
        made.append(word)
        return compiled_pattern(template.replace("{again}", word))

    monkeypatch.setattr(again, "_for_word", counted)
    text = "Sen. Jane Doe met Jane Roe, and Doe wants more."

    assert [] == list(AgainPattern(CARD).find(Fold(text), [(0, text.index("more"), text.index("more") + 4)]))
    assert [] == made
