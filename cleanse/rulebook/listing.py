"""Who is known: what is told of each publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

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
