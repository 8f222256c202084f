"""Write rules/derived.json anew: what the shipped patterns are found by. To be run when a pattern has changed."""

from __future__ import annotations

from cleanse import load_rulebook
from cleanse.rulebook.found_by import NAME, table
from cleanse.rulefiles.folder import rules_folder


def main() -> None:
    """Derive and write it."""
    path = rules_folder() / NAME
    path.write_bytes(table(rule.pattern.source for rule in load_rulebook().rules if rule.pattern))


if __name__ == "__main__":
    main()
