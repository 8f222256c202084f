"""The installed program: pipes, status, help and completion."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cleanse
from tests.archives import packed, response
from tests.cli.commands import PROGRAM, STORY, lines, make, records, run, start

COMMANDS = ["clean", "explain", "restore", "check", "new", "publishers", "schema"]


def test_the_package_runs_as_the_command() -> None:
    result = subprocess.run([sys.executable, "-m", "cleanse", "--version"], capture_output=True, check=True, text=True)

    assert result.stdout.startswith("cleanse, version ")


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
