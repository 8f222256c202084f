"""`cleanse clean` on pages and archives, and the Markdown it writes of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.archives import packed, response
from tests.cli.commands import STORY, UNKNOWN, URL, lines, make, records, run
from tests.webpages import ADDRESS, MARKDOWN, PAGE, SOURCE
from tests.webpages import TEXT as LEFT


@pytest.mark.parametrize("name", ["out.xml", "out.html", "out.csv.gz"])
def test_clean_refuses_outputs_that_it_cannot_write(tmp_path: Path, name: str) -> None:
    result = run("clean", make(tmp_path / "a.txt", STORY), "-o", tmp_path / name)

    assert 2 == result.exit_code
    assert "give .jsonl, .parquet, .txt, .md or a folder" in result.stderr
    assert not (tmp_path / name).exists()


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


def test_an_archive_that_is_broken_is_a_failure(tmp_path: Path) -> None:
    """And what comes after it is cleaned."""
    make(tmp_path / "a.warc", "It rained.\n")
    make(tmp_path / "b.html", UNKNOWN)
    result = run("clean", tmp_path)

    assert (1, 1) == (result.exit_code, len(records(result.stdout)))
    assert f"{tmp_path / 'a.warc'}: cannot be read: " in result.stderr


def test_clean_writes_statistics(tmp_path: Path) -> None:
    given = lines({"text": f"Advertisement\n{STORY}", "url": URL}, {"text": STORY}, {"html": PAGE})
    result = run("clean", "-", "--stats", tmp_path / "stats.json", stdin=given)
    told = json.loads((tmp_path / "stats.json").read_bytes())

    assert (0, 3) == (result.exit_code, len(records(result.stdout)))
    assert (3, 2) == (told["documents"], told["changed"])
    assert {"hits": 2, "characters": 29} == told["rules"]["generic/ad/label"]
    assert {"example.com": 2, "unknown": 1} == {name: row["documents"] for name, row in told["publishers"].items()}
    assert ["groups/example-group/follow"] == [rule for rule in told["never_fired"] if rule.startswith("groups/")]
    assert not {"example.com/page/more", "example.com/page/figure"} & {*told["never_fired"]}
