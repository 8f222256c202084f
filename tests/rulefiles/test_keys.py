"""The shape of a rule file: every key that is unknown, missing or of the wrong type, with its line."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from cleanse.rulefiles.keys import plainly, shape_problems
from cleanse.rulefiles.problems import Lines, Problem
from cleanse.rulefiles.schema import PublisherFile, RuleTable, SharedFile

HEAD = 'name = "The Example"\ndomains = ["example.com"]\nlanguage = "en"\n'
RULE = '[[rule]]\nid = "label"\nkind = "ad"\nwhy = "A label."\nremoves = ["Advertisement"]\n'
DROP = '[[page.drop]]\nid = "more"\nselect = "aside"\nkind = "related"\nwhy = "Links."\n'


def problems(text: str, kind: type[msgspec.Struct] = PublisherFile) -> list[tuple[int, str]]:
    """What is wrong with a rule file of this text: line and message, in order."""
    found = list(shape_problems(tomllib.loads(text), kind, "a.toml", Lines(text)))
    assert {"a.toml"} >= {problem.path for problem in found}
    return sorted((problem.line, problem.message) for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD, id="a head"),
        pytest.param(HEAD + RULE + RULE, id="rules"),
        pytest.param(HEAD + '[page]\nbody = "main"\n' + DROP + '[page.fields]\ntitle = "h1"\n' + RULE, id="a page"),
        pytest.param(HEAD + '[[page.layout]]\nbody = ["main", "article"]\n', id="layouts"),
        pytest.param(HEAD + "rule = []\n", id="an empty list"),
    ],
)
def test_a_file_in_order_has_no_problems(text: str) -> None:
    assert problems(text) == []


def test_a_shared_file_needs_no_head() -> None:
    assert problems(RULE, SharedFile) == []


def test_what_is_missing_is_told_where_its_table_begins() -> None:
    assert [(1, "no `domains`"), (1, "no `language`")] == problems('name = "X"\n')
    assert [(4, "no `kind`"), (4, "no `removes`"), (4, "no `why`")] == problems(HEAD + '[[rule]]\nid = "label"\n')


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param('nam = "X"\n' + HEAD, 1, "unknown key `nam` (did you mean `name`?)", id="head"),
        pytest.param(HEAD + RULE + 'patern = "x"\n', 9, "unknown key `patern` (did you mean `pattern`?)", id="rule"),
        pytest.param(
            HEAD + RULE + RULE + 'zzz = "x"\n', 14, "unknown key `zzz`", id="the second rule, without a likely key"
        ),
        pytest.param(HEAD + RULE + 'opening = "x"\n', 9, "unknown key `opening`", id="a name that only the code has"),
        pytest.param(HEAD + '[page]\nbdy = "main"\n', 5, "unknown key `bdy` (did you mean `body`?)", id="page"),
        pytest.param(HEAD + DROP + 'slect = "a"\n', 9, "unknown key `slect` (did you mean `select`?)", id="drop"),
        pytest.param(
            HEAD + '[[page.layout]]\nbody = "main"\nwhem = "a"\n',
            6,
            "unknown key `whem` (did you mean `when`?)",
            id="layout",
        ),
        pytest.param(
            HEAD + '[page.fields]\nautor = "a"\n', 5, "unknown key `autor` (did you mean `author`?)", id="fields"
        ),
    ],
)
def test_a_key_that_nobody_knows_is_told_with_its_line_and_a_hint(text: str, line: int, message: str) -> None:
    found = problems(text)

    assert [line] == [number for number, _ in found]
    assert found[0][1].startswith(message)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(HEAD.replace('"The Example"', "5"), 1, "`name`: expected `str`, got `int`", id="a number"),
        pytest.param(HEAD.replace('["example.com"]', "[]"), 2, "`domains`: expected `array` of length >= 1", id="none"),
        pytest.param(HEAD.replace('"en"', '"English"'), 3, "`language`: expected `str` matching regex", id="a name"),
        pytest.param(HEAD + RULE + "since = 5\n", 9, "`since`: expected `date | null`, got `int`", id="a date"),
        pytest.param(HEAD + RULE + "tail = 99\n", 9, "`tail`: expected `int` <= 40", id="a number that is too high"),
        pytest.param(HEAD + RULE + 'at = "top"\n', 9, "`at`: invalid enum value 'top'", id="a place"),
        pytest.param(HEAD + RULE.replace('"label"', '"A Label"'), 5, "`id`: expected `str` matching", id="an id"),
        pytest.param(
            HEAD + RULE.replace('["Adv', '[["a", "b", "c"], "Adv'), 8, "`removes`: expected `array`", id="three texts"
        ),
        pytest.param(HEAD + DROP.replace('"aside"', "[]"), 6, "`select`: expected `array` of length >= 1", id="drop"),
        pytest.param(HEAD + "[page.fields]\ntitle = 1\n", 5, "`title`: expected ", id="fields"),
    ],
)
def test_a_value_of_the_wrong_type_is_told_with_its_line(text: str, line: int, message: str) -> None:
    found = problems(text)

    assert [line] == [number for number, _ in found]
    assert found[0][1].startswith(message)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("captoin", "no such kind: `captoin` (did you mean `caption`?)"),
        ("zzz", "no such kind: `zzz`"),
        ("repair", "no such kind: `repair`"),
    ],
)
def test_a_kind_that_does_not_exist_is_told_with_a_hint(kind: str, message: str) -> None:
    (found,) = problems(HEAD + RULE.replace('"ad"', f'"{kind}"'))

    assert (6, message) == (found[0], found[1][: len(message)])


def test_a_kind_that_is_no_text_is_of_the_wrong_type() -> None:
    ((line, message),) = problems(HEAD + RULE.replace('"ad"', "5"))

    assert (6, True) == (line, message.startswith("`kind`: expected "))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(HEAD + "rule = 5\n", 4, "`rule` must be a list of tables: write `[[rule]]`", id="a number"),
        pytest.param(HEAD + 'rule = ["a"]\n', 4, "`rule` must be a list of tables: write `[[rule]]`", id="texts"),
        pytest.param(
            HEAD + RULE.replace("[[rule]]", "[rule]"),
            4,
            "`rule` must be a list of tables: write `[[rule]]`",
            id="one table",
        ),
        pytest.param(HEAD + "page = 5\n", 4, "`page` must be a table: write `[page]`", id="a page of a number"),
        pytest.param(
            HEAD + '[[page]]\nbody = "main"\n', 4, "`page` must be a table: write `[page]`", id="a list of pages"
        ),
        pytest.param(
            HEAD + DROP.replace("[[page.drop]]", "[page.drop]"),
            4,
            "`drop` must be a list of tables: write `[[page.drop]]`",
            id="one drop",
        ),
        pytest.param(
            HEAD + '[page.layout]\nbody = "main"\n',
            4,
            "`layout` must be a list of tables: write `[[page.layout]]`",
            id="one layout",
        ),
        pytest.param(
            HEAD + '[[page.fields]]\ntitle = "h1"\n',
            4,
            "`fields` must be a table: write `[page.fields]`",
            id="a list of fields",
        ),
    ],
)
def test_a_table_of_the_wrong_form_is_told_once_with_how_to_write_it(text: str, line: int, message: str) -> None:
    assert [(line, message)] == problems(text)


def test_all_problems_are_told_at_once() -> None:
    text = 'nam = "X"\n' + HEAD.replace('"en"', "5") + RULE.replace('"ad"', '"add"') + DROP.replace('id = "more"\n', "")

    assert [1, 4, 7, 10] == [line for line, _ in problems(text)]


def test_a_problem_is_printed_with_path_and_line() -> None:
    (problem,) = shape_problems({"nam": 1}, SharedFile, "rules/a.toml", Lines("nam = 1"))

    assert Problem("rules/a.toml", 1, "unknown key `nam` (did you mean `name`?)") == problem


def test_what_an_error_says_is_a_part_of_a_sentence() -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({"id": 5}, RuleTable)

    assert "expected `str`, got `int` - at `$.id`" == plainly(caught.value)
    assert "" == plainly(msgspec.ValidationError(""))
