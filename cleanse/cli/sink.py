"""Where documents go: a JSONL stream, a Parquet file, one text or Markdown file, or a folder of them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Final, Self

import click

from cleanse.article.errors import BadRecord
from cleanse.corpus.documents import LINES, TABLE, TEXT
from cleanse.corpus.files import STANDARD, plain_suffix, writing
from cleanse.corpus.parquet import Rows
from cleanse.corpus.run import Output

FORMATS: Final = ("text", "markdown", "dolma")
MARKDOWN: Final = ".md"


class Sink:
    """Writes documents as the output's name asks for."""

    def __init__(self, output: str, form: str | None = None) -> None:
        """Choose by the suffix: .jsonl, .parquet, .txt, .md, or a folder; `form` is one of `FORMATS`."""
        suffix = plain_suffix(output)
        self._output = output
        self._table = suffix == TABLE
        self._text = suffix in (TEXT, MARKDOWN)
        self._folder = None if output == STANDARD or suffix in (*LINES, TABLE, TEXT, MARKDOWN) else Path(output)
        if self._folder and suffix and not self._folder.is_dir():
            reason = f"no way to write `{suffix}`: give .jsonl, .parquet, .txt, .md or a folder"
            raise click.BadParameter(reason, param_hint="-o")
        if form == "dolma" and (self._text or self._folder or self._table):
            raise click.BadParameter("dolma is written as .jsonl", param_hint="--format")
        self.output: Output = "dolma" if form == "dolma" else "text" if self._text or self._folder else "records"
        """What of a document is written here."""
        self.markdown = form == "markdown" or (form is None and suffix == MARKDOWN)
        """Whether it is Markdown."""
        self._names: set[str] = set()
        self._written = 0
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        self._rows: Rows | None = None

    def __enter__(self) -> Self:
        """Open the file, if it is one."""
        if self._folder is None:
            self._file = self._stack.enter_context(writing(self._output))
        if self._table and self._file:
            try:
                self._rows = self._stack.enter_context(Rows(self._file))
            except ImportError as error:
                raise click.ClickException("writing Parquet needs the extra `cleanse-news[arrow]`") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or drop it if the command failed."""
        self._stack.__exit__(kind, error, trace)

    def write(self, data: bytes, id_: str | None) -> None:
        """Write a document of this id. Raises BadRecord if it has no place here."""
        self._written += 1
        if self._folder is not None:
            name = self._file_name(id_)
            if name in self._names:
                raise BadRecord(f"{self._output} has a {name} already: the ids of two documents are the same")
            self._names.add(name)
            with writing(str(self._folder / name)) as file:
                file.write(data)
            return
        if self._rows is not None:
            self._rows.write(data)
            return
        assert self._file is not None
        if self._text and self._written > 1:
            raise BadRecord(f"{self._output} holds one text: name a .jsonl file or a folder")
        self._file.write(data)

    def _file_name(self, id_: str | None) -> str:
        """A document's id as a file's name below the folder, or its number."""
        parts = PurePosixPath(id_ or str(self._written)).parts
        safe = [part for part in parts if part not in ("/", "..", ".") and "\0" not in part] or [str(self._written)]
        name = "/".join(safe)
        suffix = MARKDOWN if self.markdown else TEXT
        return name if plain_suffix(name) == suffix else f"{name}{suffix}"
