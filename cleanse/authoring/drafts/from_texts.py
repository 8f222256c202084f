"""Drafts of rule files: the head, and a proposal for each line that several articles share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from cleanse.rulebook.domains import host_name
from cleanse.rulebook.linting import wordless
from cleanse.text.fold import Fold

_MOST: Final = 40
"""So many proposals at the most, those that stand in most articles."""
_LONGEST: Final = 400
_RULE: Final = """
[[rule]]
id = "line-{number}"                # name it by what it is
kind = "ui"                    # TODO: see docs/rules.md for the kinds
why = "Stands in {count} of {total} articles."
text = {phrase}
removes = [{phrase}]
"""
_HEAD_END: Final = """\
# Phrases of these rules that nobody else prints identify the publisher in plain text:
furniture = []
"""
_EXAMPLE: Final = """
# [[rule]]
# id = "newsletter"
# kind = "newsletter"
# why = "Sign-up line below the story."
# at = "end"
# text = "Sign up for our morning briefing"
# removes = ["Sign up for our morning briefing."]
# keeps = ["She told readers to sign up for our morning briefing or miss out."]
"""


def draft(host: str, records: Iterable[dict[str, Any]], *, name: str | None = None, language: str = "en") -> str:
    r"""The text of a rule file for this host, with the lines that at least two of the records share.

    >>> records = [{"text": f"Story {n} begins here.\nFollow the Example"} for n in range(3)]
    >>> print(draft("example.com", records).split("[[rule]]")[0])
    name = "example.com"
    domains = ["example.com"]
    language = "en"
    # Phrases of these rules that nobody else prints identify the publisher in plain text:
    furniture = []
    <BLANKLINE>
    <BLANKLINE>
    """
    domain = host_name(host) or host
    counts, spelling, total = _shared_lines(domain, records)
    parts = [
        f'name = {_quoted(name or domain)}\ndomains = ["{domain}"]\nlanguage = "{language}"\n{_HEAD_END}',
    ]
    shared = [(line, count) for line, count in counts.most_common(_MOST) if count > 1]
    parts += [
        _RULE.format(number=number, count=count, total=total, phrase=_quoted(spelling[line]))
        for number, (line, count) in enumerate(shared, 1)
    ]
    return "".join(parts) if shared else parts[0] + _EXAMPLE


def _shared_lines(domain: str, records: Iterable[dict[str, Any]]) -> tuple[Counter[str], dict[str, str], int]:
    """In how many texts of this domain each line stands, how it is spelt, and how many texts there are."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    total = 0
    for record in records:
        url, text = record.get("url"), record.get("text")
        if not isinstance(text, str) or (isinstance(url, str) and host_name(url) not in (None, domain)):
            continue
        total += 1
        fold = Fold(text)
        lines = {
            fold.lower[start:end]: fold.plain[start:end]
            for start, end in zip(fold.starts, fold.ends, strict=True)
            if end - start <= _LONGEST
            and any(map(str.isalpha, fold.plain[start:end]))
            and not wordless(fold.plain[start:end])
        }
        counts.update(lines.keys())
        spelling |= lines
    return counts, spelling, total


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
