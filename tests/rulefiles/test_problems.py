"""Problems and the lines of rule files that they point at."""

from __future__ import annotations

import pickle

import pytest

from cleanse.rulefiles.problems import Lines, Problem, RulebookError

RULES = """\
# [[rule]] in a comment is no table, nor is id = "x" a key
name = "The Example"

[[rule]]
id = "first"
removes = [
  "It rained.",
]

[[rule]]  # the second
"id" = "second"
"""

UNMOVED = [
    pytest.param('[[rule]]\nid = "a"\n', id="nothing before it"),
    pytest.param("[[rule]]\nwhy = '''\nid = 1\n[[rule]]\n'''\nid = 'a'\n", id="a literal string of several lines"),
    pytest.param('[[rule]]\nwhy = """\nid = 1\n[[rule]]\n"""\nid = "a"\n', id="a basic string of several lines"),
    pytest.param('[[rule]]\nwhy = """\n\'\'\'\n"""\nid = "a"\n', id="quotes of the other sort inside of it"),
    pytest.param("[[rule]]\nwhy = '''one line'''\nid = 'a'\n", id="such a string on one line"),
    pytest.param('[[rule]]\nremoves = [\n  "id = 5",\n]\nid = "a"\n', id="an example that looks like a key"),
    pytest.param('[[rule]]\nremoves = [\n  ["a", "b"],\n  [\n"[[rule]]"],\n]\nid = "a"\n', id="arrays in arrays"),
    pytest.param("[[rule]]\n# don't write '''\nid = 'a'\n", id="quotes in a comment"),
    pytest.param("[[rule]]\nwhy = \"about '''\"\nid = 'a'\n", id="quotes in a string"),
    pytest.param('[[rule]]\r\nid = "a"\r\n', id="line breaks of Windows"),
]


@pytest.mark.parametrize("text", UNMOVED)
def test_what_only_looks_like_a_key_moves_no_line(text: str) -> None:
    """The line of the rule's id is that of its key, whatever stands in strings and comments before it."""
    number = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("id = ") and line[-1] in "\"'")

    assert number == Lines(text).of("rule", 0, "id")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (1, ("", 0, "")),
        (2, ("", 0, "name")),
        (1, ("", 0, "no such key")),
        (4, ("rule", 0, "")),
        (5, ("rule", 0, "id")),
        (6, ("rule", 0, "removes")),
        (4, ("rule", 0, "no such key")),
        (10, ("rule", 1, "")),
        (11, ("rule", 1, "id")),
        (1, ("rule", 2, "id")),
        (1, ("page", 0, "body")),
    ],
)
def test_lines_of_tables_and_keys(line: int, place: tuple[str, int, str]) -> None:
    """The key's line, else its table's, else the first."""
    assert line == Lines(RULES).of(*place)


def test_a_problem_is_printed_as_compilers_do() -> None:
    assert "rules/a.toml:7: no `why`" == str(Problem("rules/a.toml", 7, "no `why`"))


def test_an_error_has_its_problems_in_order() -> None:
    """By path, then line, then message, however they were found."""
    problems = [
        Problem("b.toml", 1, "x"),
        Problem("a.toml", 10, "x"),
        Problem("a.toml", 9, "y"),
        Problem("a.toml", 9, "x"),
    ]

    assert sorted(problems) == RulebookError(problems).problems
    assert ["a.toml:9: x", "a.toml:9: y", "a.toml:10: x", "b.toml:1: x"] == str(RulebookError(problems)).split("\n")[1:]


@pytest.mark.parametrize(("count", "head"), [(1, "1 problem in the rule files"), (2, "2 problems in the rule files")])
def test_an_error_counts_its_problems(count: int, head: str) -> None:
    assert head == str(RulebookError([Problem("a.toml", 1, "x")] * count)).split("\n")[0]


def test_an_error_comes_through_a_pickle() -> None:
    """As it must from a worker process."""
    error = RulebookError([Problem("a.toml", 1, "no `name`")])
    copy = pickle.loads(pickle.dumps(error))

    assert (error.problems, str(error)) == (copy.problems, str(copy))


def test_an_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="1 problem"):
        raise RulebookError([Problem("a.toml", 1, "no `name`")])
