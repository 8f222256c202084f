"""Rule files: which are read, which replace which, and what is said when they cannot be used."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from cleanse.rulebook.loading import load_rulebook, read_rules
from cleanse.rulefiles.folder import rules_folder
from cleanse.rulefiles.problems import Problem, RulebookError
from cleanse.rulefiles.schema import PublisherFile
from tests.rulebooks import EXAMPLE, FILES, GROUP, LABELS, ship, write_rules

OWN = 'name = "Mine"\ndomains = ["{0}"]\nlanguage = "en"\n'
SHIPPED = {"publishers/example.com": EXAMPLE, "groups/example-group": GROUP, "generic/ad": LABELS}


@pytest.fixture(name="shipped")
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small set of shipped rules."""
    return ship(tmp_path / "shipped", monkeypatch, SHIPPED)


@pytest.fixture(name="own")
def _own(tmp_path: Path) -> Path:
    """A folder for the caller's rules."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def ids(*folders: Path) -> list[str]:
    """Which files are read."""
    return sorted(file.id for file in read_rules(folders).files)


def messages(*folders: Path) -> list[str]:
    """What is said of files that cannot be used, without the folder they lie in."""
    with pytest.raises(RulebookError) as caught:
        read_rules(folders)
    return [str(problem).removeprefix(f"{folders[0]}/") for problem in caught.value.problems]


@pytest.mark.parametrize("other", ["readme.md", "example.org.toml.bak", "notes.txt", "publishers/example.org.json"])
@pytest.mark.usefixtures("shipped")
def test_what_is_no_rule_file_is_passed_over(own: Path, other: str) -> None:
    path = own / other
    path.parent.mkdir(exist_ok=True)
    path.write_text("= not TOML", encoding="utf-8")

    assert sorted(FILES) == ids(own)


@pytest.mark.usefixtures("shipped")
def test_an_empty_folder_adds_nothing(own: Path) -> None:
    assert sorted(FILES) == ids(own) == ids()


@pytest.mark.parametrize(
    ("name", "id_", "text"),
    [
        ("example.org", "example.org", OWN.format("example.org")),
        ("publishers/example.org", "example.org", OWN.format("example.org")),
        ("groups/labels", "groups/labels", LABELS),
        ("generic/labels", "generic/labels", LABELS),
    ],
    ids=["the top", "publishers", "groups", "generic"],
)
@pytest.mark.usefixtures("shipped")
def test_the_folder_tells_what_a_file_is(own: Path, name: str, id_: str, text: str) -> None:
    """A publisher's at the top or in publishers/, else a group's or a generic one."""
    write_rules(own, {name: text})

    assert sorted([*FILES, id_]) == ids(own)


@pytest.mark.usefixtures("shipped")
def test_a_file_by_itself_is_a_publisher_s(own: Path) -> None:
    write_rules(own, {"example.org": OWN.format("example.org"), "example.net": OWN.format("example.net")})

    assert sorted([*FILES, "example.org"]) == ids(own / "example.org.toml")


@pytest.mark.usefixtures("shipped")
def test_several_folders(tmp_path: Path) -> None:
    folders = [write_rules(tmp_path / name, {name: OWN.format(name)}) for name in ("example.org", "example.net")]

    assert sorted([*FILES, "example.org", "example.net"]) == ids(*folders)


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("sport", "no place for rules: `sport`"),
        ("publisher", "no place for rules: `publisher` (did you mean `publishers`?)"),
        ("publishers/uk", "no place for rules: `publishers/uk` (did you mean `publishers`?)"),
    ],
)
@pytest.mark.usefixtures("shipped")
def test_other_folders_are_no_place_for_rules(own: Path, folder: str, message: str) -> None:
    """A file that lies where nobody looks is not left out in silence."""
    write_rules(own, {f"{folder}/example.org": OWN.format("example.org")})

    assert [f"{folder}/example.org.toml:1: {message}"] == messages(own)


@pytest.mark.usefixtures("shipped")
def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "my-rules"
    with pytest.raises(RulebookError) as caught:
        load_rulebook(missing)

    assert [Problem(str(missing), 1, "no such folder or file")] == caught.value.problems


def test_the_callers_file_replaces_the_shipped_one(shipped: Path, own: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The one of the same id, wholly; and the log says so."""
    write_rules(own, {"publishers/example.com": OWN.format("example.com")})
    with caplog.at_level(logging.WARNING, logger="cleanse"):
        rulebook = load_rulebook(own)

    replaced = f"{own / 'publishers/example.com.toml'} replaces {shipped / 'publishers/example.com.toml'}"
    assert [("cleanse", logging.WARNING, replaced)] == caplog.record_tuples
    assert "Mine" == rulebook.publishers["example.com"].name
    assert "example.co.uk" not in rulebook.domains
    assert {"generic/ad", "groups/example-group"} == {rule.owner for rule in rulebook.rules}


@pytest.mark.usefixtures("shipped")
def test_the_log_says_nothing_when_nothing_is_replaced(own: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_rules(own, {"example.org": OWN.format("example.org")})
    with caplog.at_level(logging.DEBUG, logger="cleanse"):
        load_rulebook(own)

    assert [] == caplog.record_tuples


@pytest.mark.usefixtures("shipped")
def test_the_last_folder_wins(tmp_path: Path) -> None:
    folders = [
        write_rules(tmp_path / name, {"example.org": OWN.format("example.org").replace("Mine", name)}) for name in "ab"
    ]

    assert "b" == load_rulebook(*folders).publishers["example.org"].name


@pytest.mark.usefixtures("shipped")
def test_a_file_that_replaces_does_not_excuse_a_wrong_one(own: Path) -> None:
    """Nor does a wrong file leave the shipped one in place."""
    write_rules(own, {"example.com": OWN.format("example.org")})

    assert ["example.com.toml:2: the file is named `example.com`, which is not among its domains"] == messages(own)


@pytest.mark.usefixtures("shipped")
def test_domains_are_claimed_by_one_file_whatever_their_case(own: Path) -> None:
    write_rules(own, {"example.org": 'name = "X"\ndomains = ["example.org", "Example.CO.UK"]\nlanguage = "en"\n'})

    assert ["example.org.toml:2: `Example.CO.UK` is claimed by `example.com` already"] == messages(own)


@pytest.mark.usefixtures("shipped")
def test_groups_may_come_with_the_caller(own: Path) -> None:
    head = OWN.format("example.org") + 'use = ["my-group"]\n'
    write_rules(own, {"publishers/example.org": head, "groups/my-group": GROUP})

    assert {"groups/my-group", "example.org", "generic/ad"} == load_rulebook(own).owners("example.org")


@pytest.mark.usefixtures("shipped")
def test_lists_of_the_caller_join_the_shipped_ones(own: Path) -> None:
    """A list of the same name replaces the shipped one; patterns of all files see it."""
    write_rules(own, {"vocabulary": '[agency]\n"AP" = ["AP"]\n[ship]\n"ferry" = ["ferry"]\n'})
    vocabulary = read_rules([own]).vocabulary

    assert (["AP"], ["ferry"], ["May", "Mai"]) == tuple(map(vocabulary.words_of, ("agency", "ship", "month")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[agency]\nAP = 1\n", "vocabulary.toml:1: expected `array`, got `int` - at `$[...][...]`"),
        ("[agency\n", "vocabulary.toml:1: not TOML: expected ']' at the end of a table declaration"),
    ],
)
@pytest.mark.usefixtures("shipped")
def test_a_wrong_vocabulary(own: Path, text: str, message: str) -> None:
    write_rules(own, {"vocabulary": text})

    assert [message] == messages(own)


@pytest.mark.usefixtures("shipped")
def test_every_wrong_key_of_a_file_is_told(own: Path) -> None:
    """Those of the head and those of each rule, in the order of their lines."""
    write_rules(own, {"example.org": 'nam = "X"\nlanguage = 5\n[[rule]]\nid = "a"\nkind = "adds"\nremove = ["x"]\n'})

    assert [
        "example.org.toml:1: no `domains`",
        "example.org.toml:1: no `name`",
        "example.org.toml:1: unknown key `nam` (did you mean `name`?)",
        "example.org.toml:2: `language`: expected `str`, got `int`",
        "example.org.toml:3: no `removes`",
        "example.org.toml:3: no `why`",
        "example.org.toml:5: no such kind: `adds` (did you mean `ad`?)",
        "example.org.toml:6: unknown key `remove` (did you mean `removes`?)",
    ] == messages(own)


@pytest.mark.usefixtures("shipped")
def test_the_line_of_bytes_that_are_no_text(own: Path) -> None:
    (own / "example.org.toml").write_bytes(b'# one\n# two\nname = "M\xfcnchen"\n')

    assert ["example.org.toml:3: not UTF-8: invalid start byte"] == messages(own)


@pytest.mark.parametrize("rule", ["[1]", '["x"]', "[[]]", "5", '"x"'])
@pytest.mark.usefixtures("shipped")
def test_rules_that_are_no_tables(own: Path, rule: str) -> None:
    """However odd a file is, it is answered with a problem."""
    write_rules(own, {"example.org": OWN.format("example.org") + f"rule = {rule}\n"})

    assert ["example.org.toml:4: `rule` must be a list of tables: write `[[rule]]`"] == messages(own)


@pytest.mark.parametrize("check_all", [True, False])
def test_shipped_patterns_are_compiled_only_when_asked(
    shipped: Path, check_all: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were when they were checked, and it takes a second."""
    compiled: list[str] = []

    def seen(source: str) -> str:
        compiled.append(source)
        return source

    monkeypatch.setattr("cleanse.rulebook.pattern.coarse", seen)
    read_rules([], check_all=check_all)

    assert shipped.is_dir()
    assert check_all == bool(compiled)


@pytest.mark.usefixtures("shipped")
def test_the_callers_patterns_are_compiled_at_once(own: Path) -> None:
    rule = "[[rule]]\nid = 'a'\nkind = 'ad'\nwhy = 'x'\npattern = 'ferry ('\nremoves = ['x']\nkeeps = ['y']\n"
    write_rules(own, {"example.org": OWN.format("example.org") + rule})

    assert ["example.org.toml:8: `pattern` does not compile: missing ): ferry ("] == messages(own)


def test_the_rules_folder_are_there() -> None:
    """Inside the package, or beside it in a source checkout."""
    assert {"publishers", "generic"} <= {path.name for path in rules_folder().iterdir()}
    assert (rules_folder() / "vocabulary.toml").is_file()


@pytest.mark.usefixtures("shipped")
def test_files_know_where_they_lie(own: Path) -> None:
    write_rules(own, {"example.org": OWN.format("example.org")})
    (file,) = (file for file in read_rules([own]).files if file.id == "example.org")

    assert str(own / "example.org.toml") == file.path
    assert isinstance(file.content, PublisherFile)
