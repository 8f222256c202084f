"""web-poet and scrapy-poet: a processor of the field `articleBody`. Needs the `web-poet` extra."""

from __future__ import annotations

from typing import Any

from web_poet import ItemPage

from cleanse.article.model import Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook


class CleanText:
    """A processor of a field that is an article's text; the url of the page object tells the publisher.

    A value that is no text passes as it is, as it does with other processors.

    >>> from web_poet import HttpResponse, WebPage, field
    >>> class ArticlePage(WebPage):
    ...     @field(out=[CleanText()])
    ...     def articleBody(self):
    ...         return "Advertisement\\nIt rained."
    >>> ArticlePage(HttpResponse("https://www.example.com/rain", b"")).articleBody
    'It rained.'
    """

    def __init__(self, rulebook: Rulebook | None = None, policy: Policy | None = None) -> None:
        """Clean with these rules and this policy, or with the shipped rules."""
        self.rulebook, self.policy = rulebook or load_rulebook(), policy or Policy()

    def __call__(self, value: Any, page: ItemPage[Any] | None = None) -> Any:
        """The cleaned text of a value."""
        if not isinstance(value, str):
            return value
        url = getattr(page, "url", None)
        known = url if isinstance(url, str) else None
        return clean(value, known, rulebook=self.rulebook, policy=self.policy).text
