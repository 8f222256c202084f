"""Problems of rule files, each with its place: `path:line: message`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex

from cleanse.article.errors import CleanseError

_HEADER = regex.compile(r"\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = regex.compile(r"""\s*(["']?)([A-Za-z0-9_-]+)\1\s*=""")
_TOKEN = regex.compile(r"""\"{3}|'{3}|"(?:\\.|[^"\\])*"|'[^']*'|\#.*""")


class Problem(msgspec.Struct, frozen=True, order=True):
    """Something wrong in a rule file.

    >>> str(Problem("example.com.toml", 3, "unknown key `patern` (did you mean `pattern`?)"))
    'example.com.toml:3: unknown key `patern` (did you mean `pattern`?)'
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """The problem as compilers print theirs."""
        return f"{self.path}:{self.line}: {self.message}"


class RulebookError(CleanseError, ValueError):
    """Rule files that cannot be used, with every problem of every file.

    >>> error = RulebookError([Problem("a.toml", 1, "no `name`"), Problem("b.toml", 9, "no `removes`")])
    >>> print(error)
    2 problems in the rule files
    a.toml:1: no `name`
    b.toml:9: no `removes`
    """

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, in order of path and line."""
        self.problems = sorted(problems)
        count = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
        super().__init__("\n".join([f"{count} in the rule files", *map(str, self.problems)]))

    def __reduce__(self) -> tuple[type[RulebookError], tuple[list[Problem]]]:
        """Pickle by the problems, from which the message is made anew."""
        return RulebookError, (self.problems,)


class Lines:
    """Where the tables and keys of a TOML text stand: its parser does not tell.

    >>> lines = Lines('name = "x"\\n[[rule]]\\nid = "a"\\n[[rule]]\\nid = "b"')
    >>> lines.of(), lines.of("rule", 1), lines.of("rule", 1, "id")
    (1, 4, 5)
    """

    def __init__(self, text: str) -> None:
        """Find every table header and key, those inside multi-line strings left out."""
        self._places: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        table, index = "", 0
        for number, line in _plain_lines(text):
            if header := _HEADER.match(line):
                table = header[1]
                index = counts[table] = counts.get(table, -1) + 1
                self._places[table, index, ""] = number
            elif key := _KEY.match(line):
                self._places.setdefault((table, index, key[2]), number)

    def of(self, table: str = "", index: int = 0, key: str = "") -> int:
        """The line of a key, else of its table, else the first."""
        return self._places.get((table, index, key)) or self._places.get((table, index, "")) or 1


def _plain_lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that begin outside of a multi-line string."""
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            yield number, line
        inside = _quotes_left_open(line, inside)


def _quotes_left_open(line: str, inside: str) -> str:
    """The quotes of a multi-line string that is open behind a line, which began inside of these or of none."""
    at = 0
    while True:
        if inside:
            end = line.find(inside, at)
            if end < 0:
                return inside
            at, inside = end + 3, ""
        token = _TOKEN.search(line, at)
        if token is None:
            return ""
        at = token.end()
        if token[0] in ('"""', "'''"):
            inside = token[0]
