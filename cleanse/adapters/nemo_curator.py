"""NeMo Curator: a document modifier, by its interface alone. Needs no extra, and does not import the framework."""

from __future__ import annotations

from typing import Any

from cleanse.article.model import Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook


class CleanseModifier:
    """Cleans the text of documents; `Modify` is given its `modify_document`.

    >>> modifier = CleanseModifier()
    >>> modifier.modify_document(text="Advertisement\\nIt rained.", url="https://www.independent.co.uk/news/rain")
    'It rained.'
    """

    name = "cleanse"
    """What the stage is called where this class is registered as a DocumentModifier."""

    def __init__(self, rulebook: Rulebook | None = None, policy: Policy | None = None) -> None:
        """Clean with these rules and this policy, or with the shipped rules, which a worker loads for itself."""
        self.rulebook, self.policy = rulebook, policy or Policy()

    def modify_document(self, text: Any, url: Any = None) -> Any:
        """The cleaned text. A value that is no text passes as it is, and a url that is none is of no use."""
        if not isinstance(text, str):
            return text
        rulebook = self.rulebook or load_rulebook()
        return clean(text, url if isinstance(url, str) else None, rulebook=rulebook, policy=self.policy).text
