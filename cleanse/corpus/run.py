"""A run: how documents are cleaned, said so that other processes understand it, and what comes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple

from cleanse.article.article import Article
from cleanse.article.errors import BadRecord
from cleanse.article.markdown import markdown
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.corpus.documents import Document, Failure, Line, Skipped, Unread
from cleanse.corpus.spans import attributes_of
from cleanse.corpus.stats import Counts, counts_of
from cleanse.processes.in_order import in_order
from cleanse.processes.worker import Lost
from cleanse.records import Record, article_of, dumps, with_article
from cleanse.rulebook.loading import load_rulebook

Output = Literal["records", "text", "dolma"]
"""What is written of a document: its record, its text alone, or what goes of it as Dolma's attributes."""
SECONDS: Final = 60.0
"""A document that takes longer is given up."""
FEW: Final = 64
"""With fewer documents no process is started."""


class Done(NamedTuple):
    """A cleaned document, as it is written."""

    data: bytes
    id: str | None
    counts: Counts


class Cleaning(NamedTuple):
    """How to clean."""

    rules: tuple[str, ...] = ()
    """Folders of the caller's rules."""
    ftr: str | None = None
    """A folder of site configs."""
    generic: bool = False
    """Whether publishers' rules are left out."""
    policy: Policy = Policy()
    publisher: str | None = None
    extractor: Extractor = "judge"
    output: Output = "records"
    markdown: bool = False
    """Whether a text is written as Markdown, and a record has a field of that name."""

    def start(self) -> Callable[[Unread], Done | str | None]:
        """Make the function that cleans a document.

        It gives what is written, or why the document cannot be cleaned, or None for what is no document.
        """
        rulebook = load_rulebook(*self.rules, ftr=self.ftr)
        rulebook = rulebook.generic_only if self.generic else rulebook
        options = Options.of(rulebook, self.policy, self.publisher, self.extractor)

        def cleaned(item: Unread) -> Done | str | None:
            if isinstance(item, Failure | Skipped):
                return None
            try:
                record = item.record
                if self.output == "dolma":
                    return _attributes(record, options)
                article = article_of(record, options)
                result = with_article(record, article)
                shown = markdown(article) if self.markdown else article.text
                if self.markdown and result.get("markdown") is None:
                    result["markdown"] = shown
                data = shown.encode("utf-8", "surrogatepass") if self.output == "text" else dumps(result)
            except BadRecord as error:
                return str(error)
            except Exception as error:  # noqa: BLE001  # whatever goes wrong costs this document only
                return f"cannot be cleaned: {type(error).__name__}: {error}"
            return Done(data, str(record["id"]) if record.get("id") else None, counts_of(article))

        return cleaned


def _attributes(record: Record, options: Options) -> Done:
    """A line for every document, whatever is wrong with it: Dolma reads documents and attributes side by side."""
    id_ = str(record["id"]) if record.get("id") else None
    line, article = attributes_of(record, options)
    return Done(dumps(line), id_, counts_of(article or Article("")))


def run(
    cleaning: Cleaning, items: Iterable[Unread], workers: int, seconds: float = SECONDS
) -> Iterator[tuple[Unread, Done | Failure | None]]:
    """Each item with what came of it, in order, by so many processes; with none of them, in this one.

    A document that cannot be cleaned, that kills its process, or that takes longer than `seconds` is a failure. In this
    process no document can be given up.
    """
    if workers:
        for item, result in in_order(cleaning.start, items, workers, seconds):
            yield item, _outcome(item, result)
    else:
        clean = cleaning.start()
        for item in items:
            yield item, _outcome(item, clean(item))


def _outcome(item: Unread, result: Done | str | Lost | None) -> Done | Failure | None:
    if isinstance(result, Done) or result is None:
        return result
    assert isinstance(item, Document | Line)
    return Failure(item.input, item.line, result.why if isinstance(result, Lost) else result)
