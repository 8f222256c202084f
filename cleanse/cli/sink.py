"""Where records go: a JSONL stream, one text or Markdown file, or a folder of them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Final, Self

import click

from cleanse.article import Article
from cleanse.documents import LINES, TEXT
from cleanse.files import STANDARD, plain_suffix, writing
from cleanse.records import BadRecord, Record, dumps
from cleanse.rendering import markdown

FORMATS: Final = ("text", "markdown")
MARKDOWN: Final = ".md"


class Sink:
    """Writes records as the output's name asks for."""

    def __init__(self, output: str, form: str | None = None) -> None:
        """Choose by the suffix: .jsonl, .txt, .md, or a folder; `form` is one of `FORMATS`."""
        suffix = plain_suffix(output)
        self._output = output
        self._folder = None if output == STANDARD or suffix in (*LINES, TEXT, MARKDOWN) else Path(output)
        if self._folder and suffix and not self._folder.is_dir():
            raise click.BadParameter(f"no way to write `{suffix}`: give .jsonl, .txt, .md or a folder", param_hint="-o")
        self._text = suffix in (TEXT, MARKDOWN)
        self._markdown = form == "markdown" or (form is None and suffix == MARKDOWN)
        self._names: set[str] = set()
        self._written = 0
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Open the file, if it is one."""
        if self._folder is None:
            self._file = self._stack.enter_context(writing(self._output))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or drop it if the command failed."""
        self._stack.__exit__(kind, error, trace)

    def write(self, record: Record, article: Article | None = None) -> None:
        """Write a record, made of this article. Raises BadRecord if it cannot be written in this form."""
        shown = markdown(article) if article and self._markdown else str(record["text"])
        self._written += 1
        if self._folder is not None:
            name = self._file_name(record)
            if name in self._names:
                raise BadRecord(f"{self._output} has a {name} already: the ids of two documents are the same")
            self._names.add(name)
            with writing(str(self._folder / name)) as file:
                file.write(_bytes(shown))
            return
        assert self._file is not None
        if self._text and self._written > 1:
            raise BadRecord(f"{self._output} holds one text: name a .jsonl file or a folder")
        if self._markdown and not self._text and record.get("markdown") is None:
            record = {**record, "markdown": shown}
        self._file.write(_bytes(shown) if self._text else dumps(record))

    def _file_name(self, record: Record) -> str:
        """A record's id as a file's name below the folder, or its number."""
        parts = PurePosixPath(str(record.get("id") or self._written)).parts
        safe = [part for part in parts if part not in ("/", "..", ".") and "\0" not in part] or [str(self._written)]
        name = "/".join(safe)
        suffix = MARKDOWN if self._markdown else TEXT
        return name if plain_suffix(name) == suffix else f"{name}{suffix}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
