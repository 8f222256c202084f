"""`cleanse clean` on texts, records and folders."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.cli.commands import STORY, TEXT, UNKNOWN, URL, lines, make, records, run
from tests.rulebooks import EXAMPLE, LABELS, write_rules


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


def test_statistics_leave_out_what_failed(tmp_path: Path) -> None:
    result = run("clean", "-", "--stats", tmp_path / "stats.json", stdin=lines({"txt": STORY}, {"text": STORY}))

    assert (1, 1) == (result.exit_code, json.loads((tmp_path / "stats.json").read_bytes())["documents"])


# ---------------------------------------------------------------- nothing that is read is overwritten


@pytest.mark.parametrize("link", [None, "symbolic", "hard"])
@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
def test_an_input_is_no_output(tmp_path: Path, link: str | None, option: str) -> None:
    """Nor is a link to it."""
    given = tmp_path / "in.jsonl"
    given.write_bytes(b'{"text": "It rained."}\n')
    named = tmp_path / "link.jsonl" if link else given
    if link == "symbolic":
        named.symlink_to(given)
    elif link:
        named.hardlink_to(given)

    result = run("clean", given, option, named)

    assert 2 == result.exit_code
    assert "it would be overwritten" in result.output
    assert b'{"text": "It rained."}\n' == given.read_bytes()
