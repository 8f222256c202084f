"""Wrong rule files: each is wrong in one way, and is told so where it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanse.authoring.examples import check_problems
from cleanse.rulebook.loading import load_rulebook, read_rules
from cleanse.rulefiles.problems import Problem, RulebookError
from tests.rulebooks import GROUP, ship

FOLDER = Path(__file__).parent.parent / "fixtures" / "bad-rules"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.toml"))
BY_CHECKING = {name for name in FILES if name.startswith(("removes-", "takes-"))}
"""Files whose examples are wrong, which loading does not try."""
NOT_TEXT = "not-utf-8.example.toml"
SHIPPED = {
    "publishers/bbc.co.uk": 'name = "BBC"\ndomains = ["bbc.co.uk", "bbc.com"]\nlanguage = "en"\n',
    "groups/example-group": GROUP,
}

_EXPECTED = re.compile(r"# (\d+): (.*)")


@pytest.fixture(autouse=True)
def _shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(tmp_path_factory.mktemp("shipped"), monkeypatch, SHIPPED)


def expected_of(name: str, path: Path) -> list[Problem]:
    """The problems that a file's first lines announce, at the path where it lies."""
    if name == NOT_TEXT:
        return [Problem(str(path), 1, "not UTF-8: invalid start byte")]
    return sorted(Problem(str(path), int(line), message) for line, message in _announced(path))


def _announced(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = _EXPECTED.fullmatch(line)
        if match is None:
            return
        yield match[1], match[2]


def problems_of(path: Path) -> list[Problem]:
    """All that loading tells of a file or folder."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(path)
    return caught.value.problems


@pytest.mark.parametrize("name", [name for name in FILES if "/" not in name and name not in BY_CHECKING])
def test_a_wrong_file_is_refused_with_its_place(name: str) -> None:
    """Each by itself, with exactly the message that it announces."""
    path = FOLDER / name

    assert expected_of(name, path) == problems_of(path)


@pytest.mark.parametrize("name", [name for name in FILES if "/" in name])
def test_a_wrong_file_in_its_folder_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    """What is no publisher's file is told by its folder."""
    path = tmp_path / name
    path.parent.mkdir()
    shutil.copy(FOLDER / name, path)

    assert expected_of(name, path) == problems_of(tmp_path)


@pytest.mark.parametrize("name", sorted(BY_CHECKING))
def test_an_example_that_does_not_come_true_is_found_by_checking(name: str) -> None:
    """The file loads, and its example is told as wrong."""
    path = FOLDER / name

    assert expected_of(name, path) == sorted(check_problems(read_rules([path], check_all=True)))


def test_all_problems_of_all_files_are_told_together() -> None:
    """Nobody has to mend one file to hear of the next."""
    expected = [problem for name in FILES if name not in BY_CHECKING for problem in expected_of(name, FOLDER / name)]

    assert sorted(expected) == problems_of(FOLDER)


def test_the_error_lists_them_as_compilers_do() -> None:
    """A count, and then `path:line: message` on a line each."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(FOLDER)
    problems = caught.value.problems

    assert f"{len(problems)} problems in the rule files" == str(caught.value).split("\n", 1)[0]
    assert [f"{p.path}:{p.line}: {p.message}" for p in problems] == str(caught.value).split("\n")[1:]


@pytest.mark.parametrize("name", [name for name in FILES if name != NOT_TEXT])
def test_every_file_announces_one_problem(name: str) -> None:
    """A file that is wrong in two ways would not tell which of them is found."""
    assert len(expected_of(name, FOLDER / name)) == 1
