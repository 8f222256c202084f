"""The command line."""

from __future__ import annotations

import gzip
import json
import os
import select
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard
from click.testing import CliRunner, Result

import cleanse
from cleanse.cli import main
from cleanse.rulebook.linting import rule_problems
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.schema import PublisherFile, json_schema
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.archives import packed, response
from tests.rulebooks import EXAMPLE, GROUP, LABELS, WORDS, ship, write_rules
from tests.webpages import ADDRESS, MARKDOWN, PAGE, PAGED, SOURCE
from tests.webpages import TEXT as LEFT

STORY = "The ferry left the harbour an hour late, and nobody minded."
TEXT = f"Advertisement\n{STORY}\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/1"
SHIPPED = {"publishers/example.com": EXAMPLE, "groups/example-group": GROUP, "generic/ad": LABELS}
COMMANDS = ["clean", "explain", "restore", "check", "new", "publishers", "schema"]
PROGRAM = str(Path(sys.executable).parent / "cleanse")


@pytest.fixture(autouse=True)
def _shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rules in place of those that ship: in this process; programs that are started have the real ones."""
    ship(tmp_path_factory.mktemp("shipped"), monkeypatch, SHIPPED)
    monkeypatch.setattr("cleanse.rulebook.loading._shipped", lambda: Rulebook(read_rules([])))


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


def start(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command, as a program of its own behind pipes."""
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env={**os.environ, **environment}, timeout=120
    )


def make(path: Path, text: str) -> Path:
    """A text file of this content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def lines(*records: Any) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def records(text: str) -> list[dict[str, Any]]:
    """The records of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


# ---------------------------------------------------------------- clean


@pytest.mark.parametrize(
    "text",
    ["", STORY, f"{STORY}\r\n\r\n{STORY[:-1]}?\n", "\ufeffIt rained.\u2028"],
    ids=["nothing", "a story", "line breaks", "odd marks"],
)
def test_clean_leaves_a_text_without_furniture(tmp_path: Path, text: str) -> None:
    """Byte for byte, from .txt to .txt."""
    source, target = make(tmp_path / "a.txt", text), tmp_path / "out.txt"
    result = run("clean", source, "-o", target)

    assert (0, "", text.encode()) == (result.exit_code, result.output, target.read_bytes())


def test_clean_reads_standard_input_and_writes_standard_output() -> None:
    """JSON lines on one side and on the other, and nothing else on either stream."""
    result = run("clean", "-", stdin=lines({"text": TEXT, "url": URL, "id": 7}, {"text": STORY}))

    assert (0, "") == (result.exit_code, result.stderr)
    assert [(STORY, 7, "example.com"), (STORY, None, None)] == [
        (record["text"], record.get("id"), record["publisher"]) for record in records(result.stdout)
    ]


def test_clean_takes_a_text_from_standard_input() -> None:
    (record,) = records(run("clean", "-", stdin=TEXT).stdout)

    assert TEXT.removeprefix("Advertisement\n") == record["text"]


@pytest.mark.parametrize(
    ("name", "unpacked"),
    [
        ("out.jsonl", bytes),
        ("out.jsonl.gz", gzip.decompress),
        ("out.jsonl.zst", lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)),
    ],
)
def test_clean_writes_json_lines_packed_as_the_name_says(
    tmp_path: Path, name: str, unpacked: Callable[[bytes], bytes]
) -> None:
    """The same records as on standard output, in their order."""
    source = make(tmp_path / "in.jsonl", lines(*({"text": f"Advertisement\n{n}. {STORY}", "id": n} for n in range(50))))
    expected = run("clean", source).stdout

    assert 0 == run("clean", source, "-o", tmp_path / name).exit_code
    assert expected == unpacked((tmp_path / name).read_bytes()).decode()
    assert list(range(50)) == [record["id"] for record in records(expected)]


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst"])
def test_clean_reads_what_it_writes(tmp_path: Path, name: str) -> None:
    """Cleaning a cleaned file changes nothing."""
    source = make(tmp_path / "in.jsonl", lines({"text": TEXT, "url": URL}))
    run("clean", source, "-o", tmp_path / name)

    assert records(run("clean", source).stdout) == records(run("clean", tmp_path / name).stdout)


def test_clean_writes_a_folder(tmp_path: Path) -> None:
    """A .txt file for each document, named by its id or else by its number."""
    make(tmp_path / "in/a/one.txt", TEXT)
    make(
        tmp_path / "in/two.jsonl",
        lines({"text": "Two."}, {"text": "Three.", "id": "../x/three"}, {"text": "Four.", "id": 44}),
    )
    result = run("clean", tmp_path / "in", "-o", tmp_path / "out", "--publisher", "example.com")
    written = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text() for path in (tmp_path / "out").rglob("*.txt")
    }

    assert 0 == result.exit_code
    assert {"a/one.txt": STORY, "2.txt": "Two.", "x/three.txt": "Three.", "44.txt": "Four."} == written
    assert {"in", "out"} == {path.name for path in tmp_path.iterdir()}


def test_clean_loses_no_document_to_another_of_the_same_name(tmp_path: Path) -> None:
    """Both are in the folder, or the command says which is not."""
    sources = [make(tmp_path / name / "story.txt", f"{name}. {STORY}") for name in ("one", "two")]
    result = run("clean", *sources, "-o", tmp_path / "out")
    written = [path.read_text() for path in (tmp_path / "out").rglob("*.txt")]

    assert (1, ["one"]) == (result.exit_code, [text[:3] for text in written])
    assert f"{sources[1]}: {tmp_path / 'out'} has a story.txt already" in result.stderr


def test_clean_puts_one_text_into_a_text_file(tmp_path: Path) -> None:
    """A second one is a failure, and is not written behind the first."""
    source = make(tmp_path / "in.jsonl", lines({"text": "One."}, {"text": "Two."}))
    result = run("clean", source, "-o", tmp_path / "out.txt")

    assert (1, "One.") == (result.exit_code, (tmp_path / "out.txt").read_text())
    assert f"{source}:2: {tmp_path / 'out.txt'} holds one text: name a .jsonl file or a folder" in result.stderr


def test_clean_goes_on_past_bad_records(tmp_path: Path) -> None:
    """Writes the good ones, tells the others with their places, and ends with status 1."""
    source = make(tmp_path / "in.jsonl", lines({"text": "One."}) + "{\n" + lines({"html": 7}, {"text": "Two."}))
    result = run("clean", source, tmp_path / "missing.txt")

    assert 1 == result.exit_code
    assert ["One.", "Two."] == [record["text"] for record in records(result.stdout)]
    assert [
        f"{source}:2: not JSON: ",
        f"{source}:3: `html` is not text but int",
        f"{tmp_path / 'missing.txt'}: cannot be read: ",
        "3 documents failed",
    ] == [
        line[: line.index("not JSON: ") + 10] if "not JSON" in line else line.removesuffix("No such file or directory")
        for line in result.stderr.splitlines()
    ]


@pytest.mark.parametrize("name", ["errors.jsonl", "errors.jsonl.gz"])
def test_clean_writes_failures_to_a_file(tmp_path: Path, name: str) -> None:
    source = make(tmp_path / "in.jsonl", "[]\n" + lines({"text": "One."}))
    errors = tmp_path / name
    result = run("clean", source, "-o", tmp_path / "out.jsonl", "--errors", errors)
    data = errors.read_bytes()
    told = json.loads(gzip.decompress(data) if name.endswith("gz") else data)

    assert (1, f"1 document failed, see {errors}\n") == (result.exit_code, result.stderr)
    assert {"input": str(source), "line": 1, "error": "not a JSON object but list"} == told


def test_clean_writes_an_empty_file_when_nothing_failed(tmp_path: Path) -> None:
    """So that who looks there knows that it was tried."""
    result = run(
        "clean", make(tmp_path / "a.txt", STORY), "-o", tmp_path / "a.jsonl", "--errors", tmp_path / "errors.jsonl"
    )

    assert (0, b"") == (result.exit_code, (tmp_path / "errors.jsonl").read_bytes())


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ([], STORY),
        (["--keep", "ad"], f"Advertisement\n{STORY}"),
        (["--keep", "ad", "--keep", "newsletter"], f"Advertisement\n{STORY}\nSign up for the Example briefing"),
        (["--cut", "dateline"], STORY),
        (["--no-repair"], STORY),
    ],
)
def test_clean_cuts_what_it_is_told_to(options: list[str], text: str) -> None:
    (record,) = records(run("clean", "-", *options, stdin=lines({"text": TEXT, "url": URL})).stdout)

    assert text == record["text"]


@pytest.mark.parametrize(
    ("option", "text"),
    [([], "It rained late Sunday. Police came."), (["--no-repair"], "It rained late Sunday.Police came.")],
)
def test_clean_mends_breaks_unless_told_not_to(option: list[str], text: str) -> None:
    (record,) = records(run("clean", "-", *option, stdin="It rained late Sunday.Police came.").stdout)

    assert text == record["text"]


@pytest.mark.parametrize("name", ["example.com", "example.co.uk", "the example"])
def test_clean_takes_the_publisher_s_name(name: str) -> None:
    (record,) = records(run("clean", "-", "--publisher", name, stdin=TEXT).stdout)

    assert (STORY, "argument") == (record["text"], record["recognised_by"]["by"])


def test_clean_takes_rules_of_ones_own(tmp_path: Path) -> None:
    """From folders and files, several of them."""
    rule = (
        EXAMPLE.replace("example.com", "example.org")
        .replace(', "example.co.uk"', "")
        .replace("Example briefing", "Org letter")
    )
    own = write_rules(tmp_path / "own", {"publishers/example.org": rule})
    more = write_rules(tmp_path / "more", {"generic/more": LABELS.replace("Advertisement", "Reklama")})
    text = f"Reklama\n{STORY}\nSign up for the Org letter"
    (record,) = records(
        run("clean", "-", "--rules", own, "--rules", more, "--publisher", "example.org", stdin=text).stdout
    )

    assert STORY == record["text"]


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--publisher", "exmple.com"], "no rule file for the publisher 'exmple.com' (did you mean `example.com`?)"),
        (["--keep", "captions"], "no such kind: 'captions' (did you mean `caption`?)"),
        (["--cut", "repair"], "no such kind: 'repair'"),
        (["--rules", "no/such/folder"], "Path 'no/such/folder' does not exist"),
        (["--no-such-option"], "--no-such-option"),
        (["--encoding", "utf-9"], "utf-9"),
    ],
    ids=["publisher", "keep", "cut", "rules", "option", "encoding"],
)
def test_options_that_are_refused(command: str, options: list[str], message: str, tmp_path: Path) -> None:
    """With status 2, a reason, and nothing done."""
    result = CliRunner().invoke(main, [command, str(make(tmp_path / "a.txt", STORY)), *options])

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in result.stderr.replace("\n", " ")


@pytest.mark.parametrize("command", ["clean", "explain", "restore"])
def test_something_to_read_is_required(command: str) -> None:
    result = run(command)

    assert 2 == result.exit_code
    assert "Missing argument 'INPUT...'" in result.stderr


@pytest.mark.parametrize("command", ["clean", "explain", "publishers"])
def test_wrong_rules_are_told_all_at_once(command: str, tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": "name = 'X'\nlanguage = 'en'\n", "example.net": "x ="})
    inputs = [] if command == "publishers" else ["-"]
    result = run(command, *inputs, "--rules", own, stdin=STORY)

    assert (1, "") == (result.exit_code, result.stdout)
    assert [
        "Error: 2 problems in the rule files",
        f"{own}/example.net.toml:1: not TOML: invalid value",
        f"{own}/example.org.toml:1: no `domains`",
    ] == result.stderr.splitlines()


@pytest.mark.parametrize("name", ["out.xml", "out.html", "out.csv.gz"])
def test_clean_refuses_outputs_that_it_cannot_write(tmp_path: Path, name: str) -> None:
    result = run("clean", make(tmp_path / "a.txt", STORY), "-o", tmp_path / name)

    assert 2 == result.exit_code
    assert "give .jsonl, .parquet, .txt, .md or a folder" in result.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", ["clean", "restore"])
def test_an_output_that_cannot_be_written_is_told(command: str, tmp_path: Path) -> None:
    """In a line, not in a traceback."""
    source = make(tmp_path / "a.jsonl", lines({"text": STORY, "edits": [], "rulebook": ""}))
    result = CliRunner().invoke(main, [command, str(source), "-o", str(source / "out.jsonl")])

    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Error: " in result.stderr


# ---------------------------------------------------------------- clean: pages

UNKNOWN = (
    f"<!DOCTYPE html><html><title>Late</title><body><article><p>{STORY}</p>"
    f"<h3>What next</h3><p>{STORY[:-1]} again.</p></article>"
)
"""A page of a publisher that no rule file describes."""


@pytest.fixture
def paged(tmp_path: Path) -> tuple[str, Path]:
    """Options that bring a publisher's page rules: those of the shipped file, whose text rules stay as they are."""
    return "--rules", write_rules(tmp_path / "paged", {"publishers/example.com": PAGED})


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml"])
@pytest.mark.parametrize("text", [STORY, f"{STORY}\n\nŻółw śpi, said “Ms Olsen”, 44; her lawyer did not."])
def test_clean_leaves_a_page_without_furniture(tmp_path: Path, name: str, text: str) -> None:
    """Its text is what its paragraphs say."""
    html = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    source, target = make(tmp_path / name, f"<main>{html}</main>"), tmp_path / "out.txt"
    result = run("clean", source, "-o", target)

    assert (0, "", text) == (result.exit_code, result.output, target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.gz", "a.html.zst"])
def test_clean_reads_pages(tmp_path: Path, name: str, paged: tuple[str, Path]) -> None:
    """Their names are the records' ids."""
    packs: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
    (tmp_path / name).write_bytes(packs.get(Path(name).suffix, bytes)(PAGE.encode()))
    (out,) = records(run("clean", tmp_path / name, *paged).stdout)

    assert (name, LEFT, "example.com", ADDRESS) == (out["id"], out["text"], out["publisher"], out["url"])
    assert "html" not in out


def test_clean_takes_a_page_from_standard_input(paged: tuple[str, Path]) -> None:
    (out,) = records(run("clean", "-", *paged, stdin=PAGE).stdout)

    assert LEFT == out["text"]


def test_clean_reads_folders_of_pages_and_texts(tmp_path: Path, paged: tuple[str, Path]) -> None:
    """And writes a folder, a text for each."""
    make(tmp_path / "in/a/one.html", PAGE)
    make(tmp_path / "in/two.htm", UNKNOWN)
    make(tmp_path / "in/three.txt", STORY)
    make(tmp_path / "in/four.css", "p { color: red }")
    result = run("clean", tmp_path / "in", "-o", tmp_path / "out", *paged)
    written = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.*")}

    assert 0 == result.exit_code
    assert {"a/one.html.txt", "two.htm.txt", "three.txt"} == written.keys()
    assert LEFT == written["a/one.html.txt"].read_text(encoding="utf-8")


def test_clean_reads_pages_in_json_lines(paged: tuple[str, Path]) -> None:
    """`html` is left out of what comes back, all else stays; a `text` beside it is what is cleaned."""
    given = lines({"html": PAGE, "id": 7, "n": [1]}, {"html": PAGE, "text": STORY}, {"html": UNKNOWN, "url": URL})
    first, second, third = records(run("clean", "-", *paged, stdin=given).stdout)

    assert (LEFT, 7, [1]) == (first["text"], first["id"], first["n"])
    assert STORY == second["text"]
    assert (URL, "example.com") == (third["url"], third["publisher"])
    assert not any("html" in record for record in (first, second, third))


def test_clean_goes_on_past_bad_pages(tmp_path: Path) -> None:
    source = make(tmp_path / "in.jsonl", lines({"html": 7}, {"html": "<div>" * 30_000}, {"html": UNKNOWN}))
    result = run("clean", source)

    assert 1 == result.exit_code
    assert 1 == len(records(result.stdout))
    assert [
        f"{source}:1: `html` is not text but int",
        f"{source}:2: elements nested deeper than 4,000",
        "2 documents failed",
    ] == result.stderr.splitlines()


def test_clean_reads_what_it_writes_of_pages(tmp_path: Path, paged: tuple[str, Path]) -> None:
    """Cleaning a cleaned page gives the same text, and restoring it the text of its region."""
    run("clean", make(tmp_path / "a.html", PAGE), "-o", tmp_path / "once.jsonl", *paged)
    run("clean", tmp_path / "once.jsonl", "-o", tmp_path / "twice.jsonl", *paged)

    for name in ("once.jsonl", "twice.jsonl"):
        (out,) = records((tmp_path / name).read_text())
        (restored,) = records(run("restore", tmp_path / name).stdout)
        assert (LEFT, SOURCE) == (out["text"], restored["text"])


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--keep", "related"], LEFT.replace("\n\n“Late", "\n\nMore stories\n\n“Late")),
        (["--keep", "ui"], f"{LEFT}\n\nShare"),
        (["--publisher", "example.com"], LEFT),
    ],
)
def test_clean_cuts_of_a_page_what_it_is_told_to(options: list[str], text: str, paged: tuple[str, Path]) -> None:
    (out,) = records(run("clean", "-", *options, *paged, stdin=PAGE).stdout)

    assert text == out["text"]


# ---------------------------------------------------------------- clean: Markdown


def test_clean_writes_a_text_as_markdown_as_it_is(tmp_path: Path) -> None:
    """Who gives a text has its form already."""
    run("clean", make(tmp_path / "a.txt", f"# {STORY}\n\n1. * >"), "-o", tmp_path / "a.md")

    assert f"# {STORY}\n\n1. * >" == (tmp_path / "a.md").read_text()


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("a.md", [], MARKDOWN),
        ("a.md", ["--format", "markdown"], MARKDOWN),
        ("a.md", ["--format", "text"], LEFT),
        ("a.txt", ["--format", "markdown"], MARKDOWN),
        ("a.txt", ["--format", "text"], LEFT),
        ("a.txt", [], LEFT),
        ("A.MD", [], MARKDOWN),
    ],
)
def test_clean_writes_text_or_markdown(
    tmp_path: Path, name: str, options: list[str], expected: str, paged: tuple[str, Path]
) -> None:
    """As it is told, or else as the output's name says."""
    run("clean", make(tmp_path / "in.html", PAGE), "-o", tmp_path / name, *options, *paged)

    assert expected == (tmp_path / name).read_text(encoding="utf-8")


def test_clean_writes_packed_markdown(tmp_path: Path, paged: tuple[str, Path]) -> None:
    run("clean", make(tmp_path / "in.html", PAGE), "-o", tmp_path / "a.md.gz", *paged)

    assert MARKDOWN == gzip.decompress((tmp_path / "a.md.gz").read_bytes()).decode()


def test_clean_writes_a_folder_of_markdown(tmp_path: Path, paged: tuple[str, Path]) -> None:
    make(tmp_path / "in/a/one.html", PAGE)
    make(tmp_path / "in/two.txt", STORY)
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--format", "markdown", *paged)

    assert {"a/one.html.md": MARKDOWN, "two.txt.md": STORY} == {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text() for path in (tmp_path / "out").rglob("*.*")
    }


@pytest.mark.parametrize("options", [[], ["--format", "text"]])
def test_json_lines_have_markdown_only_if_asked_for(options: list[str], paged: tuple[str, Path]) -> None:
    (plain,) = records(run("clean", "-", *options, *paged, stdin=PAGE).stdout)
    (out,) = records(run("clean", "-", "--format", "markdown", *paged, stdin=PAGE).stdout)

    assert {**plain, "markdown": MARKDOWN} == out
    assert "markdown" not in plain


def test_clean_puts_one_page_into_a_markdown_file(tmp_path: Path) -> None:
    source = make(tmp_path / "in.jsonl", lines({"text": "One."}, {"text": "Two."}))
    result = run("clean", source, "-o", tmp_path / "out.md")

    assert (1, "One.") == (result.exit_code, (tmp_path / "out.md").read_text())
    assert f"{tmp_path / 'out.md'} holds one text: name a .jsonl file or a folder" in result.stderr


def test_markdown_of_a_cleaned_page_is_that_of_the_page(paged: tuple[str, Path]) -> None:
    once = run("clean", "-", "--format", "markdown", *paged, stdin=PAGE).stdout
    (out,) = records(run("clean", "-", "--format", "markdown", *paged, stdin=once).stdout)

    assert MARKDOWN == out["markdown"]


def test_markdown_that_a_record_had_stays() -> None:
    (out,) = records(run("clean", "-", "--format", "markdown", stdin=lines({"text": STORY, "markdown": "mine"})).stdout)

    assert "mine" == out["markdown"]


# ---------------------------------------------------------------- clean: archives


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_clean_reads_archives(tmp_path: Path, name: str, paged: tuple[str, Path]) -> None:
    """With the address of each page; nothing is said where every response is one."""
    data = [response(PAGE.encode(), 1), response(UNKNOWN.encode(), 2, url="https://news.example.org/a")]
    (tmp_path / name).write_bytes(packed(data) if name.endswith("gz") else b"".join(data))
    result = run("clean", tmp_path / name, *paged)
    first, second = records(result.stdout)

    assert 0 == result.exit_code
    assert "skipped" not in result.stderr
    assert (LEFT, URL, "example.com") == (first["text"], first["url"], first["publisher"])
    assert ("https://news.example.org/a", "example.org") == (second["url"], second["publisher"])


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_records_of_archives_that_are_no_pages_are_counted(tmp_path: Path, command: str) -> None:
    """On standard error, the most frequent reason first; they are no failures."""
    data = [
        response(b"", 1, status="404 Not Found"),
        response(b"%PDF", 2, type_="application/pdf"),
        response(UNKNOWN.encode(), 3),
        response(b"%PDF", 4, type_="application/pdf"),
        response(b"%PDF", 5, type_="application/pdf"),
        response(b"", 6, status="404 Not Found"),
        response(b"", 7, status="301 Moved"),
    ]
    for number in (1, 2):
        (tmp_path / f"{number}.warc.gz").write_bytes(packed(data))
    result = run(command, tmp_path)

    assert 0 == result.exit_code
    assert "skipped 12 records of archives: 6 application/pdf, not HTML, 4 status 404, 2 status 301\n" == result.stderr


def test_an_archive_that_is_broken_is_a_failure(tmp_path: Path) -> None:
    """And what comes after it is cleaned."""
    make(tmp_path / "a.warc", "It rained.\n")
    make(tmp_path / "b.html", UNKNOWN)
    result = run("clean", tmp_path)

    assert (1, 1) == (result.exit_code, len(records(result.stdout)))
    assert f"{tmp_path / 'a.warc'}: cannot be read: " in result.stderr


# ---------------------------------------------------------------- clean: who finds the story


def test_generic_leaves_publishers_out(paged: tuple[str, Path]) -> None:
    """Of texts and of pages; what holds for all stays."""
    given = lines({"text": TEXT, "url": URL}, {"html": PAGE})
    text, page = records(run("clean", "-", "--generic", *paged, stdin=given).stdout)

    assert TEXT.removeprefix("Advertisement\n") == text["text"]
    assert {"generic/ad/label"} == {edit["rule"] for edit in text["edits"]}
    assert "nobody minded." in page["text"]
    assert not any(edit["rule"].startswith("example.com") for edit in page["edits"])
    assert ["example.com", "example.com"] == [text["publisher"], page["publisher"]]


def test_generic_goes_with_no_publisher() -> None:
    result = run("clean", "-", "--generic", "--publisher", "example.com", stdin=STORY)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "no rule file for the publisher 'example.com'" in result.stderr


CONFIG = "body: //div[@class='text']\ntitle: //h2\nstrip: //em\n"
FOREIGN = (
    f"<nav>Menu</nav><h1>Rain</h1><h2>Ferry late</h2><div class='text'><p>{STORY} <em>Buy</em></p></div><p>{STORY}</p>"
)


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    """A folder of site configs."""
    make(tmp_path / "configs/example.net.txt", CONFIG)
    make(tmp_path / "configs/example.com.txt", CONFIG)
    return tmp_path / "configs"


def test_ftr_reads_the_pages_of_other_sites(configs: Path) -> None:
    """By the site config of their host."""
    given = lines({"html": FOREIGN, "url": "https://example.net/a"})
    (out,) = records(run("clean", "-", "--ftr", configs, stdin=given).stdout)
    (edit,) = out["edits"]

    assert (STORY, "Ferry late", "example.net") == (out["text"], out["title"], out["publisher"])
    assert "Buy" == edit["removed"].strip()
    assert edit["rule"].startswith("ftr/")


def test_ftr_changes_nothing_of_other_hosts(configs: Path, paged: tuple[str, Path]) -> None:
    """Nor of publishers that a rule file describes, although there is a config for them; nor of texts."""
    given = lines(
        {"html": UNKNOWN, "url": "https://example.org/a"},
        {"html": PAGE},
        {"text": TEXT, "url": "https://example.net/a"},
    )

    assert (
        run("clean", "-", *paged, stdin=given).stdout == run("clean", "-", *paged, "--ftr", configs, stdin=given).stdout
    )


def test_ftr_and_generic_go_together(configs: Path, paged: tuple[str, Path]) -> None:
    """Then the config reads the pages of known publishers too."""
    given = lines({"html": FOREIGN, "url": URL})
    (out,) = records(run("clean", "-", "--ftr", configs, "--generic", *paged, stdin=given).stdout)

    assert (STORY, "Ferry late") == (out["text"], out["title"])


def test_the_cleaned_pages_of_configs_come_back(configs: Path, tmp_path: Path) -> None:
    given = make(tmp_path / "in.jsonl", lines({"html": FOREIGN, "url": "https://example.net/a"}))
    run("clean", given, "--ftr", configs, "-o", tmp_path / "out.jsonl")
    (again,) = records(run("clean", tmp_path / "out.jsonl").stdout)
    (restored,) = records(run("restore", tmp_path / "out.jsonl").stdout)

    assert (STORY, f"{STORY} Buy") == (again["text"], restored["text"])


def test_the_extractor_can_be_chosen() -> None:
    """For pages that no rule file describes: trafilatura knows one kind of heading."""
    elements = {}
    for extractor in ("judge", "trafilatura"):
        (out,) = records(run("clean", "-", "--extractor", extractor, stdin=UNKNOWN).stdout)
        elements[extractor] = [element for _, _, element in out["blocks"]]
        assert f"{STORY}\n\nWhat next\n\n{STORY[:-1]} again." == out["text"]

    assert {"judge": ["p", "h3", "p"], "trafilatura": ["p", "h2", "p"]} == elements


@pytest.mark.parametrize("extractor", ["judge", "trafilatura"])
def test_the_extractor_is_not_asked_where_rules_are(extractor: str, paged: tuple[str, Path]) -> None:
    given = lines({"html": PAGE}, {"text": TEXT, "url": URL})

    assert (
        run("clean", "-", *paged, stdin=given).stdout
        == run("clean", "-", "--extractor", extractor, *paged, stdin=given).stdout
    )


def test_the_judge_is_the_extractor_unless_told_otherwise() -> None:
    assert run("clean", "-", stdin=UNKNOWN).stdout == run("clean", "-", "--extractor", "judge", stdin=UNKNOWN).stdout


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--extractor", "boilerpipe"], "'boilerpipe' is not one of"),
        (["--ftr", "no/such/folder"], "'no/such/folder' does not exist"),
        (["--ftr", __file__], "is a file"),
    ],
    ids=["extractor", "no folder", "a file"],
)
def test_options_for_pages_that_are_refused(command: str, options: list[str], message: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [command, str(make(tmp_path / "a.html", UNKNOWN)), *options])

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in " ".join(result.stderr.split())


def test_a_format_that_does_not_exist_is_refused() -> None:
    result = run("clean", "-", "--format", "html", stdin=STORY)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "'html' is not one of 'text', 'markdown'" in result.stderr


# ---------------------------------------------------------------- explain


def test_explain_shows_a_text_without_furniture_as_it_is() -> None:
    assert f"@ -:1\n  {STORY}\n" == run("explain", "-", stdin=lines({"text": STORY})).stdout


def test_explain_shows_what_goes_and_why() -> None:
    result = run("explain", "-", stdin=lines({"text": TEXT, "url": URL, "id": "story-1"}))

    assert [
        "@ story-1  publisher example.com by url (www.example.com)",
        "- Advertisement",
        "    ad, generic/ad/label: Label over an advertisement.",
        f"  {STORY}",
        "- The ferry at the quay (AFP)",
        "    caption, example.com/caption: Picture caption with its agency, as a paragraph of its own.",
        "- Sign up for the Example briefing",
        "    newsletter, example.com/newsletter: Sign-up line below the story.",
        "@ warning: removed 55 % of the text",
    ] == result.stdout.splitlines()


def test_explain_is_what_clean_does() -> None:
    """One path: the lines that it shows as kept are the cleaned text."""
    given = lines({"text": TEXT, "url": URL})
    shown = [
        line[2:]
        for line in run("explain", "--full", "-", stdin=given).stdout.splitlines()
        if line.startswith("  ") and line[2] != " "
    ]

    assert records(run("clean", "-", stdin=given).stdout)[0]["text"].splitlines() == shown


def test_explain_writes_json() -> None:
    (told,) = records(run("explain", "--json", "-", stdin=lines({"text": TEXT, "url": URL, "id": "story-1"})).stdout)

    assert ("story-1", "example.com") == (told["id"], told["publisher"])
    assert ["Label over an advertisement."] == [edit["why"] for edit in told["edits"] if edit["kind"] == "ad"]


def test_explain_goes_on_past_bad_records() -> None:
    result = run("explain", "-", stdin=lines({"txt": STORY}, {"text": STORY}))

    assert (1, f"@ -:2\n  {STORY}\n") == (result.exit_code, result.stdout)
    assert "-:1: no `text` and no `html`\n1 document failed\n" == result.stderr


def test_explain_shows_what_goes_of_a_page(paged: tuple[str, Path]) -> None:
    """The page's own rules and the engine's, each with its reason."""
    shown = run("explain", "-", *paged, stdin=PAGE).stdout

    assert "@ -  publisher example.com by page (www.example.com)  wire AFP (author)\n" in shown
    for line in (
        "- A boat at sea (AFP)\n    caption, example.com/page/figure: Picture with its caption.\n",
        "- More stories\n    related, example.com/page/more: Links to other stories inside the body.\n",
        "- Share\n    ui, cleanse/control: The label of a button.\n",
        "  “Late,” she said.\n",
    ):
        assert line in shown


# ---------------------------------------------------------------- restore


@pytest.mark.parametrize("text", [TEXT, STORY, "", "Advertisement", "It rained late Sunday.Police \ud800 came.\r\n"])
def test_restore_gives_the_source_back(text: str, tmp_path: Path) -> None:
    """From the written records alone."""
    given = make(tmp_path / "in.jsonl", lines({"text": text, "url": URL, "id": 7}))
    run("clean", given, "-o", tmp_path / "out.jsonl.zst")
    (record,) = records(run("restore", tmp_path / "out.jsonl.zst").stdout)

    assert {"text": text, "url": URL, "id": 7}.items() <= record.items()
    assert not {"edits", "rulebook", "recognised_by"} & record.keys()


def test_restore_writes_texts(tmp_path: Path) -> None:
    """Byte for byte the files that were cleaned."""
    source = make(tmp_path / "in/a.txt", TEXT.replace("\n", "\r\n"))
    run("clean", source, "-o", tmp_path / "out.jsonl")
    run("restore", tmp_path / "out.jsonl", "-o", tmp_path / "back")

    assert source.read_bytes() == (tmp_path / "back/a.txt").read_bytes()


def test_restore_tells_what_was_never_cleaned(tmp_path: Path) -> None:
    source = make(tmp_path / "in.jsonl", lines({"text": STORY}))
    result = run("restore", source, "--errors", tmp_path / "errors.jsonl")

    assert (1, "") == (result.exit_code, result.stdout)
    assert (
        "not a cleaned record: it needs `text` and `edits`"
        == json.loads((tmp_path / "errors.jsonl").read_bytes())["error"]
    )


def test_the_package_runs_as_the_command() -> None:
    result = subprocess.run([sys.executable, "-m", "cleanse", "--version"], capture_output=True, check=True, text=True)

    assert result.stdout.startswith("cleanse, version ")


# ---------------------------------------------------------------- check


def test_check_says_that_nothing_is_wrong() -> None:
    result = run("check")

    assert (0, "4 rules, 0 page rules, 1 publishers: no problems\n", "") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_check_tells_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": 'nam = "X"\ndomains = ["example.org"]\nlanguage = "en"\n'})
    result = run("check", own)

    assert 1 == result.exit_code
    assert [
        f"{own}/example.org.toml:1: no `name`",
        f"{own}/example.org.toml:1: unknown key `nam` (did you mean `name`?)",
    ] == result.stdout.splitlines()
    assert "2 problems\n" == result.stderr


def test_check_runs_the_examples(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"generic/more": LABELS.replace('["Advertisement"]', '["Werbung"]')})
    result = run("check", own)

    assert (1, "1 problem\n") == (result.exit_code, result.stderr)
    assert f"{own}/generic/more.toml:8: `label` leaves 'Werbung' of 'Werbung'\n" == result.stdout


def test_check_writes_json(tmp_path: Path) -> None:
    """A problem a line; and nothing on standard output when there is none."""
    own = write_rules(tmp_path, {"example.org": "x ="})
    problem = {"path": f"{own}/example.org.toml", "line": 1, "message": "not TOML: invalid value"}

    assert [problem] == records(run("check", "--json", own).stdout)
    assert "" == run("check", "--json").stdout


def test_check_tries_rules_on_clean_texts(tmp_path: Path) -> None:
    """What takes from two of them is a problem of its rule; a text that cannot be read ends the command."""
    fine, broad = tmp_path / "fine.jsonl", tmp_path / "broad.jsonl"
    fine.write_text('{"text": "It rained."}\n{"text": "Advertisement"}\n')
    broad.write_text('{"text": "Advertisement"}\n' * 2)
    result = run("check", "--keeps", broad)

    assert 0 == run("check", "--keeps", fine).exit_code
    assert (1, "1 problem\n") == (result.exit_code, result.stderr)
    assert "`generic/ad/label` is too broad: it takes from 2 clean texts, first 'Advertisement'\n" in result.stdout
    fine.write_text("{}")
    assert (1, f"{fine}:1: no `text` and no `html`\n1 document failed\n") == (
        run("check", "--keeps", fine).exit_code,
        run("check", "--keeps", fine).stderr,
    )


def test_check_names_rules_that_find_nothing(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"text": "Advertisement\\nIt rained."}')
    result = run("check", "--removes", texts)

    assert 0 == result.exit_code
    assert 3 == result.stdout.count(": note: `")
    assert "ad/label" not in result.stdout
    assert {"path", "line", "message"} == set(records(run("check", "--json", "--removes", texts).stdout)[0])


def test_check_of_the_shipped_folder_replaces_nothing(caplog: pytest.LogCaptureFixture) -> None:
    shipped = Path(read_rules([]).files[0].path).parent.parent

    assert 0 == run("check", shipped).exit_code
    assert [] == caplog.messages


def test_check_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", tmp_path / "my-rules")

    assert (1, f"{tmp_path / 'my-rules'}:1: no such folder or file\n") == (result.exit_code, result.stdout)


# ---------------------------------------------------------------- new, publishers, schema


def test_new_drafts_a_file_that_loads(tmp_path: Path) -> None:
    source = make(tmp_path / "in.jsonl", lines(*({"text": f"Story {n}.\nFollow us on the quay"} for n in range(3))))
    target = tmp_path / "rules/publishers/example.org.toml"
    result = run("new", "https://www.example.org/x", source, "-o", target, "--name", "Org", "--language", "cy")
    content = msgspec.convert(tomllib.loads(target.read_text()), PublisherFile)

    assert (0, "") == (result.exit_code, result.output)
    assert ("Org", ["example.org"], "cy") == (content.name, content.domains, content.language)
    assert ["Follow us on the quay"] == [rule.text for rule in content.rule]
    assert [] == list(rule_problems(content, Vocabulary(WORDS), generic=False))


def test_new_needs_no_texts() -> None:
    result = run("new", "example.org")

    assert (0, {"example.org"}) == (result.exit_code, set(tomllib.loads(result.stdout)["domains"]))


@pytest.mark.parametrize("host", ["nonsense", "co.uk", "http://"])
def test_new_refuses_what_is_no_host(host: str) -> None:
    result = run("new", host)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"no host or url: {host!r}" in result.stderr


def test_publishers_lists_who_is_known() -> None:
    assert ["example.com  en     3 rules  2 phrases     The Example"] == run("publishers").stdout.splitlines()


def test_publishers_writes_json(tmp_path: Path) -> None:
    own = write_rules(tmp_path, {"example.org": 'name = "Org"\ndomains = ["example.org"]\nlanguage = "cy"\n'})
    rows = records(run("publishers", "--json", "--rules", own).stdout)

    assert [("example.com", 3, 2), ("example.org", 0, 0)] == [
        (row["id"], row["rules"], len(row["furniture"])) for row in rows
    ]


def test_schema_is_that_of_a_publisher_s_file() -> None:
    """`test_schema.py` holds files against it."""
    result = run("schema")

    assert (0, json_schema()) == (result.exit_code, json.loads(result.stdout))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "-h")

    assert 0 == result.exit_code
    assert f"Usage: main {command}" in result.stdout
    assert command in run("--help").stdout


def test_a_command_that_does_not_exist() -> None:
    result = run("claen")

    assert (2, "") == (result.exit_code, result.stdout)
    assert "No such command 'claen'" in result.stderr


# ---------------------------------------------------------------- as a program, with the rules that ship


def test_the_program_behind_pipes_shows_no_progress() -> None:
    """Nothing on standard error, and on standard output only records."""
    result = start("clean", "-", stdin=lines({"text": f"Advertisement\n\n{STORY}"}).encode())

    assert (0, b"") == (result.returncode, result.stderr)
    assert [STORY] == [record["text"] for record in records(result.stdout.decode())]


def test_the_program_reads_pages_and_packed_archives_from_pipes() -> None:
    page = f"<article><p>{STORY}</p><p>{STORY[:-1]} again.</p></article>"
    for given in (page.encode(), lines({"html": page}).encode(), packed([response(page.encode())])):
        result = start("clean", "-", stdin=given)

        assert (0, b"") == (result.returncode, result.stderr)
        assert [f"{STORY}\n\n{STORY[:-1]} again."] == [record["text"] for record in records(result.stdout.decode())]


def test_the_program_reads_archives_from_pipes() -> None:
    assert 0 == start("clean", "-", stdin=response(b"<p>It rained.")).returncode


def test_a_page_that_names_no_encoding_does_not_end_the_program(tmp_path: Path) -> None:
    make(tmp_path / "a.html", "<meta charset=base64><p>It rained.")

    assert b"Traceback" not in start("clean", tmp_path).stderr


def test_the_program_tells_failures_and_its_status() -> None:
    result = start("clean", "-", stdin=b'{"text": 5}\n')

    assert (1, b"") == (result.returncode, result.stdout)
    assert b"-:1: `text` is not text but int\n1 document failed\n" == result.stderr.replace(b"\r\n", b"\n")


def test_the_program_s_output_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    """Nor on the terminal: UTF-8 in, UTF-8 out."""
    source = make(tmp_path / "story.txt", "Żółw śpi. 亀は眠る。\n")
    runs = [
        start(command, source, LC_ALL=locale, PYTHONUTF8="0")
        for command in ("clean", "explain")
        for locale in ("C", "C.UTF-8")
    ]

    assert [0] * 4 == [result.returncode for result in runs]
    assert runs[0].stdout == runs[1].stdout
    assert "Żółw śpi. 亀は眠る。\n" == json.loads(runs[0].stdout)["text"]


def test_the_program_writes_before_it_has_read_all() -> None:
    """A file of any size takes the memory of a record."""
    record = lines({"text": (STORY + "\n\n") * 4000}).encode()
    with subprocess.Popen([PROGRAM, "clean", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(record)
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], 60)
        process.stdin.close()
        (written,) = records(process.stdout.read().decode())

    assert ready
    assert len(record) > 200_000
    assert written["text"].startswith(STORY)


def test_the_program_ends_quietly_when_nobody_reads_on() -> None:
    """As with `| head`."""
    given = lines(*({"text": f"{n}. {STORY}"} for n in range(2000))).encode()
    with subprocess.Popen(
        [PROGRAM, "clean", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(given)
            process.stdin.close()
        except BrokenPipeError:
            pass
        told = process.stderr.read()

    assert b"Traceback" not in told


def test_the_program_knows_its_version() -> None:
    result = start("--version")

    assert cleanse.__version__ in result.stdout.decode()


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_program_completes_its_commands() -> None:
    """The script for the shell, and what it asks for."""
    script = start(_CLEANSE_COMPLETE="bash_source")
    asked = start(_CLEANSE_COMPLETE="bash_complete", COMP_WORDS="cleanse cl", COMP_CWORD="1")

    assert b"_CLEANSE_COMPLETE=bash_complete" in script.stdout
    assert b"plain,clean" == asked.stdout.strip()


def test_explain_shows_the_documents_of_a_rule(corpus_of_two: Path) -> None:
    """By the id of the rule, or by one that it had before."""
    for rule in ("generic/ad/label-de", "generic/all.de/ad-label"):
        shown = run("explain", "--rule", rule, str(corpus_of_two)).stdout

        assert "@ one" in shown
        assert "@ two" not in shown
    assert (
        "no such rule: 'generic/ad/nothing'"
        in run("explain", "--rule", "generic/ad/nothing", str(corpus_of_two)).stderr
    )


@pytest.fixture
def corpus_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, of which the first holds a German label; cleaned by the rules that really ship."""
    monkeypatch.undo()
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        json.dumps({"id": "one", "text": f"Anzeige\n\n{STORY}"}) + "\n" + json.dumps({"id": "two", "text": STORY})
    )
    return path


def test_publishers_lists_languages() -> None:
    rows = [json.loads(line) for line in run("publishers", "--languages", "--json").stdout.splitlines()]

    assert [{"language": "en", "generic": 1, "publishers": 1, "own": 2}] == rows
    assert "en     1 generic rules    1 publishers with    2 rules\n" == run("publishers", "--languages").stdout
