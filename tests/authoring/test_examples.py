"""The rules' own examples."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import cleanse
from cleanse.authoring.examples import alone, check_problems, repeated, wrong_examples
from cleanse.rulebook.loading import read_rules
from cleanse.rulefiles.problems import Problem
from cleanse.rulefiles.schema import Kind
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import EXAMPLE, GROUP, LABELS, WORDS, ship, table_of, write_rules

VOCABULARY = Vocabulary(WORDS)
SIGN_UP = 'text = "Sign up for our briefing"\n'
CREDIT = "pattern = '''(?P<caption>.{3,}?) ?\\((?P<credit>{agency})\\)'''\n"


def wrong(keys: str) -> list[tuple[str, str]]:
    """What does not come true of a rule of these keys."""
    return list(wrong_examples(table_of(keys), VOCABULARY))


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(SIGN_UP + 'removes = ["Sign up for our briefing"]', id="whole"),
        pytest.param(SIGN_UP + 'removes = ["• Sign up for our briefing »"]', id="marks may be left"),
        pytest.param(SIGN_UP + 'removes = ["SIGN UP FOR OUR BRIEFING!"]', id="letter case and a stop"),
        pytest.param(
            SIGN_UP + 'removes = [["It rained. Sign up for our briefing. It poured.", "It rained. It poured."]]',
            id="before and after",
        ),
        pytest.param(SIGN_UP + 'removes = [["It rained.", "It rained."]]', id="nothing to remove, nothing removed"),
        pytest.param(
            SIGN_UP + 'removes = ["Sign up for our briefing"]\nkeeps = ["He would sign up for our briefing or go."]',
            id="near miss",
        ),
        pytest.param(
            CREDIT + 'removes = ["The striker at training (AFP)"]\nkeeps = ["AFP sued (which it denies)."]',
            id="a list of the vocabulary",
        ),
        pytest.param(
            SIGN_UP + 'removes = ["Sign up for our briefing"]\nkeeps = ["It rained late Sunday.Police came."]',
            id="a repair takes nothing",
        ),
    ],
)
def test_examples_that_come_true(keys: str) -> None:
    assert [] == wrong(keys)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        pytest.param(
            SIGN_UP + 'removes = ["Sign up for our letter"]',
            ("removes", "leaves 'Sign up for our letter' of 'Sign up for our letter'"),
            id="nothing is removed",
        ),
        pytest.param(
            SIGN_UP + 'removes = ["It rained. Sign up for our briefing."]',
            ("removes", "leaves 'It rained.' of 'It rained. Sign up for our briefing.'"),
            id="not all is removed",
        ),
        pytest.param(
            SIGN_UP + 'removes = [["It rained. Sign up for our briefing.", "It poured."]]',
            ("removes", "leaves 'It rained.' of 'It rained. Sign up for our briefing.', not 'It poured.'"),
            id="something else is left",
        ),
        pytest.param(
            SIGN_UP + 'removes = [["Sign up for our briefing. It rained.", ""]]',
            ("removes", "leaves 'It rained.' of 'Sign up for our briefing. It rained.'"),
            id="nothing should be left",
        ),
        pytest.param(
            SIGN_UP + 'removes = ["Sign up for our briefing"]\nkeeps = ["It rained. Sign up for our briefing."]',
            ("keeps", "takes ' Sign up for our briefing.' from 'It rained. Sign up for our briefing.'"),
            id="what should stay is taken",
        ),
    ],
)
def test_examples_that_do_not(keys: str, problem: tuple[str, str]) -> None:
    assert [problem] == wrong(keys)


@pytest.mark.parametrize("kind", ["dateline", "correction", "helpline"])
def test_kinds_that_are_only_marked_are_cut_in_examples(kind: Kind) -> None:
    """What a rule finds is the same whatever is done with it."""
    table = table_of(SIGN_UP + 'removes = ["Sign up for our briefing"]')

    assert [] == list(wrong_examples(msgspec.structs.replace(table, kind=kind), VOCABULARY))


def test_a_rule_is_tried_alone() -> None:
    """What another rule would take proves nothing."""
    rulebook = alone(table_of(SIGN_UP + 'removes = ["Sign up for our briefing"]'), VOCABULARY)

    assert "Advertisement" == cleanse.clean("Sign up for our briefing\nAdvertisement", rulebook=rulebook).text


def test_problems_have_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the rule's own `removes` or `keeps`, in whichever file it stands."""
    ship(tmp_path / "shipped", monkeypatch, {"publishers/example.com": EXAMPLE, "groups/example-group": GROUP})
    late = LABELS.replace('["Advertisement"]', '["Advert"]') + "max_words = 9\n"
    own = write_rules(
        tmp_path / "own", {"generic/ad": LABELS + late.replace('"label"', '"late"') + 'keeps = ["Advertisement"]\n'}
    )
    path = str(own / "generic/ad.toml")

    assert [
        Problem(path, 16, "`late` leaves 'Advert' of 'Advert'"),
        Problem(path, 18, "`late` takes 'Advertisement' from 'Advertisement'"),
    ] == list(check_problems(read_rules([own])))


def test_good_files_have_no_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(
        tmp_path, monkeypatch, {"publishers/example.com": EXAMPLE, "groups/example-group": GROUP, "generic/ad": LABELS}
    )

    assert [] == list(check_problems(read_rules([])))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        pytest.param(["Listen now", "Share"], [], id="other words"),
        pytest.param(["Listen now", "Listen now"], [1], id="in two rules"),
        pytest.param(["Share", ["Listen now", "Share"]], [1], id="one of several"),
        pytest.param([["Share", "Listen now", "Share"]], [0], id="in one rule"),
        pytest.param(["Share", "Share", "Share"], [1, 2], id="three times"),
    ],
)
def test_words_that_are_looked_for_twice(texts: list[str | list[str]], told: list[int]) -> None:
    rules = [table_of(f"text = {text!r}\nremoves = ['x']") for text in texts]

    assert told == [number for number, _, _ in repeated(rules)]


def test_the_same_words_may_be_looked_for_in_two_ways() -> None:
    plain = table_of(SIGN_UP + 'removes = ["x"]')

    for other in ('at = "end"\n', 'scope = "sentence"\n', 'languages = ["de"]\n', "max_words = 9\n"):
        assert [] == list(repeated([plain, table_of(SIGN_UP + other + 'removes = ["x"]')]))


def test_repeated_words_have_their_place(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"generic/twice": LABELS + LABELS.replace('"label"', '"again"')})
    path = str(own / "generic/twice.toml")

    assert [
        Problem(path, 15, "`Advertisement` is looked for already, by `label`"),
        Problem(path, 15, "`Story continues below` is looked for already, by `label`"),
    ] == [problem for problem in check_problems(read_rules([own])) if problem.path == path]
