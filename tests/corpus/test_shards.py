"""Runs in shards: whatever ends one, it goes on where it was, and nothing is lost or done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner, Result

from cleanse.cli import main
from cleanse.corpus.shards import MANIFEST

TEXTS = [f"Advertisement\nThe ferry left {number} minutes late, and nobody minded." for number in range(25)]
PROGRAM = str(Path(sys.executable).parent / "cleanse")


def corpus(folder: Path, texts: list[Any]) -> Path:
    """A JSONL file of these texts."""
    path = folder / "corpus.jsonl"
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def clean(*arguments: str | Path | int) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, ["clean", *map(str, arguments)], catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    """The files of a run, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def told(folder: Path) -> list[dict[str, Any]]:
    """The manifest, line by line."""
    return [json.loads(line) for line in (folder / MANIFEST).read_bytes().splitlines()]


def texts_of(folder: Path) -> list[str]:
    """The texts of all shards, in order."""
    data = b"".join(
        zstandard.ZstdDecompressor().stream_reader(path.open("rb")).read() for path in sorted(folder.glob("*.zst"))
    )
    return [json.loads(line)["text"] for line in data.splitlines()]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """An undisturbed run of three shards."""
    result = clean(corpus(tmp_path, TEXTS), "-o", tmp_path / "whole", "--shard", 10)
    assert 0 == result.exit_code
    return tmp_path / "whole"


def test_shards_hold_what_one_file_would(tmp_path: Path, whole: Path) -> None:
    clean(tmp_path / "corpus.jsonl", "-o", tmp_path / "one.jsonl")
    data = b"".join(
        zstandard.ZstdDecompressor().stream_reader(path.open("rb")).read() for path in sorted(whole.glob("*.zst"))
    )

    assert (tmp_path / "one.jsonl").read_bytes() == data


def test_the_manifest_tells_the_run_its_shards_and_its_end(whole: Path) -> None:
    head, *shards, end = told(whole)

    assert 10 == head["documents"]
    assert ["00000.jsonl.zst", "00001.jsonl.zst", "00002.jsonl.zst"] == [shard["shard"] for shard in shards]
    assert [10, 10, 5] == [shard["written"] for shard in shards]
    assert {"finished": True, "items": 25, "written": 25, "failed": 0} == end


def test_a_folder_that_holds_a_run_is_not_overwritten(tmp_path: Path, whole: Path) -> None:
    before = files(whole)
    result = clean(tmp_path / "corpus.jsonl", "-o", whole, "--shard", 10)

    assert 1 == result.exit_code
    assert "holds a run already: --resume goes on with it" in result.stderr
    assert before == files(whole)


def test_resuming_a_run_that_is_whole_changes_nothing(tmp_path: Path, whole: Path) -> None:
    before = files(whole)
    result = clean(tmp_path / "corpus.jsonl", "-o", whole, "--shard", 10, "--resume")

    assert (0, before) == (result.exit_code, files(whole))


def test_a_first_run_may_be_told_to_resume(tmp_path: Path, whole: Path) -> None:
    clean(tmp_path / "corpus.jsonl", "-o", tmp_path / "again", "--shard", 10, "--resume")

    assert files(whole) == files(tmp_path / "again")


@pytest.mark.parametrize("lines", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("torn", [b"", b'{"shard": "000'], ids=["between lines", "inside a line"])
def test_a_run_goes_on_behind_what_its_manifest_tells(tmp_path: Path, whole: Path, lines: int, torn: bytes) -> None:
    """Half-written shards go, and a line that was not finished counts as none."""
    cut = tmp_path / "cut"
    cut.mkdir()
    kept = (whole / MANIFEST).read_bytes().splitlines(keepends=True)[:lines]
    for path in whole.glob("*.zst"):
        if any(path.name.encode() in line for line in kept):
            (cut / path.name).write_bytes(path.read_bytes())
    (cut / ".00001.jsonl.zst.abc").write_bytes(b"half of a sha")
    (cut / MANIFEST).write_bytes(b"".join(kept) + torn)
    result = clean(tmp_path / "corpus.jsonl", "-o", cut, "--shard", 10, "--resume")

    assert 0 == result.exit_code
    assert files(whole) == files(cut)


def test_a_shard_that_has_changed_is_told(tmp_path: Path, whole: Path) -> None:
    (whole / "00001.jsonl.zst").write_bytes(b"")
    result = clean(tmp_path / "corpus.jsonl", "-o", whole, "--shard", 10, "--resume")

    assert 1 == result.exit_code
    assert f"{whole}/00001.jsonl.zst is not as {MANIFEST} says" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told_"),
    [(("--shard", 5), "`documents` was 10 and is 5"), (("--shard", 10, "--generic"), "`options` was")],
    ids=["another size", "other options"],
)
def test_a_run_is_resumed_with_what_it_was_begun_with(
    tmp_path: Path, whole: Path, arguments: tuple[str | int, ...], told_: str
) -> None:
    result = clean(tmp_path / "corpus.jsonl", "-o", whole, "--resume", *arguments)

    assert 1 == result.exit_code
    assert told_ in result.stderr


@pytest.mark.parametrize("output", ["-", "out.jsonl", "s3://news/run"])
def test_shards_need_a_folder(tmp_path: Path, output: str) -> None:
    result = clean(corpus(tmp_path, TEXTS), "-o", output, "--shard", 10)

    assert 2 == result.exit_code
    assert "shards need a folder on this machine" in result.stderr


def test_what_fails_is_told_beside_its_shard(tmp_path: Path) -> None:
    """And counts as a document of it, so that shards begin at the same place whatever fails."""
    result = clean(corpus(tmp_path, [*TEXTS[:3], None, 7, *TEXTS[3:]]), "-o", tmp_path / "run", "--shard", 10)
    first, second, third = told(tmp_path / "run")[1:4]

    assert 1 == result.exit_code
    assert (8, 2, "00000.errors.jsonl") == (first["written"], first["failed"], first["errors"])
    assert [(10, None), (7, None)] == [(shard["written"], shard["errors"]) for shard in (second, third)]
    errors = [json.loads(line) for line in (tmp_path / "run" / "00000.errors.jsonl").read_bytes().splitlines()]
    assert [(4, "no `text` and no `html`"), (5, "`text` is not text but int")] == [
        (e["line"], e["error"]) for e in errors
    ]


def test_counts_are_those_of_all_shards_after_resuming_too(tmp_path: Path, whole: Path) -> None:
    clean(tmp_path / "corpus.jsonl", "-o", whole, "--shard", 10, "--resume", "--stats", tmp_path / "resumed.json")
    clean(tmp_path / "corpus.jsonl", "-o", tmp_path / "one.jsonl", "--stats", tmp_path / "one.json")

    assert json.loads((tmp_path / "one.json").read_text()) == json.loads((tmp_path / "resumed.json").read_text())


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet"])
def test_other_suffixes(tmp_path: Path, suffix: str) -> None:
    clean(corpus(tmp_path, TEXTS), "-o", tmp_path / "run", "--shard", 10, "--suffix", suffix)
    clean(*sorted((tmp_path / "run").glob("0*")), "-o", tmp_path / "again.jsonl")

    assert [f"The ferry left {number} minutes late, and nobody minded." for number in range(25)] == [
        json.loads(line)["text"] for line in (tmp_path / "again.jsonl").read_bytes().splitlines()
    ]


def test_a_run_that_is_killed_again_and_again_comes_to_the_same_end(tmp_path: Path) -> None:
    """The whole program, killed at moments that nobody chose, then left alone."""
    path = corpus(tmp_path, TEXTS * 40)
    command = [PROGRAM, "clean", str(path), "-o", "RUN", "--shard", "50", "--workers", "2", "--resume"]
    run, undisturbed = tmp_path / "run", tmp_path / "undisturbed"
    subprocess.run([*command[:4], str(undisturbed), *command[5:]], check=True, capture_output=True)
    command[4] = str(run)
    for wait in (0.6, 1.1, 1.6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, capture_output=True)

    assert files(undisturbed) == files(run)
