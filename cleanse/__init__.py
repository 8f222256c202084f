"""Strip publishers' boilerplate from news text: a news text goes in, the article comes out.

>>> import cleanse
>>> article = cleanse.clean("The river rose for a third day.\\n\\nSign up for our newsletter")
>>> article.text
'The river rose for a third day.'

`clean` takes already-extracted text, `load_rulebook` adds rules of your own, `Policy` chooses what is cut.
"""

from typing import TYPE_CHECKING, Any

from cleanse.article.article import Article
from cleanse.article.errors import (
    BadRecord,
    CleanseError,
    ColumnsError,
    DraftError,
    ManifestError,
    PageError,
    UnknownKindError,
    UnknownPublisherError,
    UnknownRuleError,
)
from cleanse.article.kinds import KINDS
from cleanse.article.model import Block, Caption, Edit, Policy, Recognition
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.problems import Problem, RulebookError

if TYPE_CHECKING:
    from cleanse.pages.clean import clean_html

__all__ = [
    "KINDS",
    "Article",
    "BadRecord",
    "Block",
    "Caption",
    "CleanseError",
    "ColumnsError",
    "DraftError",
    "Edit",
    "ManifestError",
    "PageError",
    "Policy",
    "Problem",
    "Recognition",
    "Rulebook",
    "RulebookError",
    "UnknownKindError",
    "UnknownPublisherError",
    "UnknownRuleError",
    "clean",
    "clean_html",
    "load_rulebook",
]
__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """Import `clean_html` when it is first asked for: whoever cleans texts need not wait for what reads pages."""
    if name == "clean_html":
        from cleanse.pages.clean import clean_html

        return clean_html
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, `clean_html` among them, which is imported late."""
    return sorted([*__all__, "__version__"])
