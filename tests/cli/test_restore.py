"""`cleanse restore`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import STORY, TEXT, URL, lines, make, records, run


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
