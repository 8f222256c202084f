"""Who is known: rows on publishers and on languages, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.schema import PublisherFile


def publisher_rows(rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Of each publisher, by its id, how many rules it has and by what it is recognised in plain text.

    >>> from cleanse import load_rulebook
    >>> list(next(publisher_rows(load_rulebook())))
    ['id', 'name', 'language', 'domains', 'rules', 'identifying_rules', 'furniture']
    """
    counts = Counter(rule.owner for rule in rulebook.rules)
    identifying = Counter(rule.owner for rule in rulebook.rules if rule.table.identifies)
    for file in sorted(rulebook.files.files, key=lambda file: file.id):
        if isinstance(file.content, PublisherFile):
            head = file.content
            yield {
                "id": file.id,
                "name": head.name,
                "language": head.language,
                "domains": head.domains,
                "rules": counts[file.id] + sum(counts[f"groups/{group}"] for group in head.use),
                "identifying_rules": identifying[file.id],
                "furniture": head.furniture,
            }


class LanguageRow(NamedTuple):
    """How well a language is covered."""

    language: str
    """ISO 639."""
    generic: int
    """How many generic rules have phrases in it."""
    publishers: int
    """How many publishers write in it."""
    own: int
    """How many rules these publishers have of their own."""


def language_rows(rulebook: Rulebook) -> Iterator[LanguageRow]:
    """How many rules there are for each language, those with most first.

    >>> from cleanse import load_rulebook
    >>> next(language_rows(load_rulebook())).language
    'en'
    """
    generic = Counter(
        language for rule in rulebook.rules if rule.mark.source == "generic" for language in rule.table.languages
    )
    owned = Counter(rule.owner for rule in rulebook.rules)
    publishers = Counter(publisher.language for publisher in rulebook.publishers.values())
    own: Counter[str] = Counter()
    for publisher in rulebook.publishers.values():
        own[publisher.language] += owned[publisher.id]
    for language, _ in (generic + own).most_common():
        yield LanguageRow(language, generic[language], publishers[language], own[language])
