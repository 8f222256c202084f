"""Rule files: read strictly, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import regex
import tomli  # the standard library's tomllib, compiled: 60 ms less at every start

from cleanse.article.hints import did_you_mean
from cleanse.article.model import Source
from cleanse.rulefiles.folder import rules_folder
from cleanse.rulefiles.keys import plainly, shape_problems
from cleanse.rulefiles.problems import Lines, Problem, RulebookError
from cleanse.rulefiles.schema import PublisherFile, SharedFile
from cleanse.rulefiles.vocabulary import Lists, Vocabulary

_log = logging.getLogger("cleanse")
_ERROR_LINE: Final = regex.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_VOCABULARY: Final = "vocabulary.toml"
_SHARED: Final[Mapping[str, Source]] = {"groups": "group", "generic": "generic"}
"""The folders of rules that belong to no single publisher, and the source that their rules have."""


Content = PublisherFile | SharedFile
Place = tuple[str, int]
"""A table of a file, and its number among those of its name."""
Lint = Callable[[Content, Vocabulary, bool], Iterable[tuple[Place | None, str, str]]]
"""Names the problems of a file: the table (None: the head), the key, the message. The flag says that it is generic."""


class RuleFile(msgspec.Struct, frozen=True):
    """One file of rules, as read."""

    id: str
    """`example.com` for a publisher, else `groups/reach` or `generic/ad`."""
    path: str
    content: PublisherFile | SharedFile
    source: Source = "publisher"
    """Where its rules come from: `publisher`, `group` or `generic`, by its folder."""


class RuleFiles(msgspec.Struct, frozen=True):
    """All rule files, and the vocabulary that they share."""

    files: tuple[RuleFile, ...]
    vocabulary: Vocabulary
    digest: str
    """Of all of them: the version of the rules."""


class _Read(NamedTuple):
    """A file that is TOML, with what is needed to say where its problems are."""

    id: str
    path: Path
    data: dict[str, Any]
    text: str
    source: Source
    """By the folder that it lies in."""
    own: bool
    """Whether the caller brought it: then its rules are checked; shipped ones were, before they were shipped."""


def read_files(folders: Iterable[Path], lint: Lint, *, check_all: bool = False) -> RuleFiles:
    """Read the shipped rules and these folders or files; a file of the same id replaces the earlier one.

    `lint` names what is wrong with a file whose keys and types are right. It looks at the caller's files; the shipped
    ones were checked before they were shipped, which takes a second: `check_all` checks them again.

    Raises RulebookError with every problem of every file.
    """
    problems: list[Problem] = []
    reads: dict[str, _Read] = {}
    lists: Lists = {}
    sources = [(rules_folder(), check_all), *((folder, True) for folder in folders)]
    for folder, own in sources:
        for name, path, source in _rule_paths(folder, problems):
            read = _read(name, path, source, own, problems)
            if read is None:
                continue
            if name == _VOCABULARY:
                lists |= _lists(read, problems)
                continue
            if name in reads and not path.samefile(reads[name].path):
                _log.warning("%s replaces %s", path, reads[name].path)
            reads[name] = read
    vocabulary = Vocabulary(lists)
    files = [file for read in reads.values() if (file := _checked(read, vocabulary, lint, problems))]
    problems += _conflicts(files, reads)
    if problems:
        raise RulebookError(problems)
    return RuleFiles(tuple(files), vocabulary, _digest(reads.values(), lists))


def _digest(reads: Iterable[_Read], lists: Lists) -> str:
    digest = hashlib.sha256(msgspec.json.encode(lists, order="sorted"))
    for read in sorted(reads):
        digest.update(f"{read.id}\0{read.text}\0".encode())
    return digest.hexdigest()[:12]


def _rule_paths(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Path, Source]]:
    """The id, path and source of each rule file in a folder; one by itself or at the folder's top is a publisher's."""
    if folder.is_file():
        yield (_VOCABULARY if folder.name == _VOCABULARY else folder.stem), folder, "publisher"
        return
    if not folder.is_dir():
        problems.append(Problem(str(folder), 1, "no such folder or file"))
        return
    for path in sorted(folder.rglob("*.toml")):
        parent = path.parent.relative_to(folder).as_posix()
        if path.name == _VOCABULARY:
            yield _VOCABULARY, path, "publisher"
        elif parent in (".", "publishers"):
            yield path.stem, path, "publisher"
        elif parent in _SHARED:
            yield f"{parent}/{path.stem}", path, _SHARED[parent]
        else:
            known = ("publishers", *_SHARED)
            problems.append(Problem(str(path), 1, f"no place for rules: `{parent}`{did_you_mean(parent, known)}"))


def _read(name: str, path: Path, source: Source, own: bool, problems: list[Problem]) -> _Read | None:
    try:
        text = path.read_bytes().decode()
        return _Read(name, path, tomli.loads(text), text, source, own)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(str(path), line, f"not UTF-8: {error.reason}"))
    except tomli.TOMLDecodeError as error:
        place = _ERROR_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problems.append(Problem(str(path), line, f"not TOML: {_ERROR_LINE.sub('', str(error)).lower()}"))
    except OSError as error:
        problems.append(Problem(str(path), 1, f"cannot be read: {error.strerror}"))
    return None


def _lists(read: _Read, problems: list[Problem]) -> Lists:
    try:
        return msgspec.convert(read.data, Lists)
    except msgspec.ValidationError as error:
        problems.append(Problem(str(read.path), 1, plainly(error)))
        return {}


def _checked(read: _Read, vocabulary: Vocabulary, lint: Lint, problems: list[Problem]) -> RuleFile | None:
    """The file as typed tables, if it has no problem of its own."""
    kind: type[Content] = PublisherFile if read.source == "publisher" else SharedFile
    try:
        content = msgspec.convert(read.data, kind)
    except msgspec.ValidationError:
        problems.extend(shape_problems(read.data, kind, str(read.path), Lines(read.text)))
        return None
    own_problems = list(_file_problems(read, content, vocabulary, lint)) if read.own else []
    problems += own_problems
    return None if own_problems else RuleFile(read.id, str(read.path), content, read.source)


def _file_problems(read: _Read, content: Content, vocabulary: Vocabulary, lint: Lint) -> Iterator[Problem]:
    lines = Lines(read.text)
    for place, key, message in lint(content, vocabulary, read.source == "generic"):
        yield Problem(str(read.path), lines.of(*(place or ("", 0)), key), message)
    if isinstance(content, PublisherFile) and read.id not in content.domains:
        message = f"the file is named `{read.id}`, which is not among its domains"
        yield Problem(str(read.path), lines.of(key="domains"), message)


def _conflicts(files: list[RuleFile], reads: dict[str, _Read]) -> Iterator[Problem]:
    """Domains that two publishers claim, and groups that do not exist."""
    claims: dict[str, str] = {}
    groups = {name.removeprefix("groups/") for name in reads if name.startswith("groups/")}
    for file in files:
        if not isinstance(file.content, PublisherFile):
            continue
        for domain in file.content.domains:
            other = claims.setdefault(domain.lower(), file.id)
            if other != file.id:
                line = Lines(reads[file.id].text).of(key="domains")
                yield Problem(file.path, line, f"`{domain}` is claimed by `{other}` already")
        for group in file.content.use:
            if group not in groups:
                line = Lines(reads[file.id].text).of(key="use")
                yield Problem(file.path, line, f"no such group: `{group}`{did_you_mean(group, groups)}")
