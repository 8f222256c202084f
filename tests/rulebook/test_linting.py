"""What can be wrong with a rule although its keys and types are right. The whole list is in fixtures/bad-rules."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from cleanse.rulebook.linting import rule_problems
from cleanse.rulefiles.schema import PublisherFile, SharedFile
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import EXAMPLE, GROUP, LABELS, WORDS

HEAD = 'name = "The Example"\ndomains = ["example.com"]\nlanguage = "en"\n'
RULE = '[[rule]]\nid = "x"\nkind = "ui"\nwhy = "x"\n'
TEXT = 'text = "Sign up for the briefing"\nremoves = ["x"]\n'
RUN = 'from = "Your support keeps us"\nto = "Every pound helps."\nmax_words = 90\nremoves = ["x"]\n'
PROOF = 'removes = ["x"]\nkeeps = ["y"]\n'


def problems(text: str, *, generic: bool = False) -> list[tuple[int, str, str]]:
    """What is wrong with the rules of a file; of a publisher's if it has a head."""
    kind: type[PublisherFile | SharedFile] = PublisherFile if "domains" in text else SharedFile
    content = msgspec.convert(tomllib.loads(text), kind)
    return list(rule_problems(content, Vocabulary(WORDS), generic=generic))


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        pytest.param(HEAD, False, id="no rules"),
        pytest.param(EXAMPLE, False, id="text and pattern"),
        pytest.param(GROUP, False, id="a group without languages"),
        pytest.param(LABELS, True, id="generic"),
        pytest.param(HEAD + RULE + RUN, False, id="from and to"),
        pytest.param(
            HEAD + RULE + RUN + 'also = ["More"]\nsentences = ["We need you."]\nfields = "by (?P<author>.+)"',
            False,
            id="all that goes with from and to",
        ),
        pytest.param(
            HEAD + RULE + TEXT + "tail = 4\nrest = true\nmax_words = 9\nidentifies = true\nscope = 'inline'",
            False,
            id="all that goes with text",
        ),
        pytest.param(HEAD + RULE + PROOF + "pattern = 'photo by .+'\nscope = 'sentence'", False, id="a literal first"),
        pytest.param(HEAD + RULE + PROOF + "pattern = '{agency} .+'", False, id="a list of the vocabulary"),
        pytest.param(
            HEAD + RULE + PROOF + r"pattern = '\p{Lu}\p{L}{2,9} reports'", False, id="letters of every script"
        ),
        pytest.param(HEAD + RULE + PROOF + r"pattern = '.{1,40} \((?-i:AFP)\)\z'", False, id="what only RE2 has"),
        pytest.param(HEAD + RULE + TEXT + RULE.replace('"x"', '"y"') + TEXT, False, id="one phrase in two rules"),
    ],
)
def test_rules_that_nothing_is_wrong_with(text: str, generic: bool) -> None:
    assert [] == problems(text, generic=generic)


@pytest.mark.parametrize(
    "name", ["date", "author", "title", "caption", "credit", "wire", "place", "section", "modified"]
)
def test_named_groups_that_feed_the_metadata(name: str) -> None:
    assert [] == problems(HEAD + RULE + PROOF + f"pattern = 'photo by (?P<{name}>.+)'")


@pytest.mark.parametrize("phrase", ["第", "新", "続きを読む", "и", "더보기"])
def test_phrases_of_other_scripts_may_be_short(phrase: str) -> None:
    """A character tells more where there are thousands of them."""
    assert [] == problems(HEAD + RULE + f'text = "{phrase}"\nremoves = ["x"]\n')


@pytest.mark.parametrize("phrase", ["a", "7", "by", "-", "  "])
def test_phrases_that_stand_in_every_text(phrase: str) -> None:
    assert [(0, "text", f"`{phrase}` has no word to be found by")] == problems(
        HEAD + RULE + f'text = ["Sign up for the briefing", "{phrase}"]\nremoves = ["x"]\n'
    )


@pytest.mark.parametrize("key", ["from", "to", "sentences"])
def test_phrases_of_runs_are_looked_at_too(key: str) -> None:
    rule = {"from": '"Your support"', "to": '"Every pound helps."', "sentences": '["We need you."]', key: '["—"]'}
    keys = "".join(f"{name} = {value}\n" for name, value in rule.items())

    assert [(0, key, "`—` has no word to be found by")] == problems(
        HEAD + RULE + keys + 'max_words = 9\nremoves = ["x"]\n'
    )


@pytest.mark.parametrize(
    "phrase", [r"{name}\\nEditor", r"Editor\\n{name}", "By {name} today", r"By\\n{name}\\n{name}\\nEditor"]
)
def test_a_name_stands_between_two_lines(phrase: str) -> None:
    assert [(0, "text", "`{name}` stands as a line of its own between two others")] == problems(
        HEAD + RULE + f'text = "{phrase}"\nremoves = ["x"]\n'
    )


@pytest.mark.parametrize(
    "pattern", [r"\\d+:\\d+", ".+", r"\\w+ by \\w+", "(?:photo)? .+", "[a-z]+", "(?:photo by .+|.+)"]
)
def test_patterns_that_would_have_to_be_tried_everywhere(pattern: str) -> None:
    message = "no literal to find it by: every match must hold one of a few words"

    assert [(0, "pattern", message)] == problems(HEAD + RULE + PROOF + f'pattern = "{pattern}"')


@pytest.mark.parametrize(
    "pattern", ["photo (", "photo [", "photo **", "photo (?=x)", "photo (?<!x)y", r"(photo)\1", "photo{2,1}"]
)
def test_patterns_that_do_not_compile(pattern: str) -> None:
    """Nor is anything let through that RE2 does not know, such as look-around."""
    text = HEAD + RULE + PROOF + f"pattern = '{pattern}'"

    assert [(0, "pattern")] == [(number, key) for number, key, _ in problems(text)]
    assert problems(text)[0][2].startswith("`pattern` does not compile: ")


def test_every_wrong_rule_of_a_file_is_told_by_its_number() -> None:
    text = HEAD + RULE + TEXT + RULE + TEXT + RULE.replace('"x"', '"z"') + "pattern = 'photo by .+'\nremoves = ['x']\n"

    assert [
        (1, "id", "`x` is the id of another rule of this file"),
        (2, "pattern", "a pattern needs `keeps`: a near miss that stays"),
    ] == problems(text)


def test_a_rule_may_be_wrong_in_several_ways() -> None:
    text = RULE + "pattern = 'foto by {agencies} (?P<autor>.+)'\nremoves = ['x']\nidentifies = true\nalso = ['x']\n"

    assert [
        (0, "also", "`also` goes with `from` and `to`"),
        (0, "pattern", "a pattern needs `keeps`: a near miss that stays"),
        (0, "pattern", "no list `agencies` in the vocabulary (did you mean `agency`?)"),
        (0, "pattern", "no such group: `autor` (did you mean `author`?)"),
        (0, "", "a generic rule must name its `languages`"),
        (0, "identifies", "only a publisher's rule can identify it"),
    ] == problems(text, generic=True)
