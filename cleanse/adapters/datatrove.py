"""datatrove: a pipeline step that cleans documents, under its local, Slurm and Ray executors.

Needs the `datatrove` extra.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints
from msgspec.structs import asdict

from cleanse.article.article import Article
from cleanse.article.edits import effective
from cleanse.article.errors import BadRecord
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.records import Record, article_of, with_article
from cleanse.rulebook.rulebook import Rulebook


class Cleanse(PipelineStep):  # type: ignore[misc]  # datatrove ships no types
    """Cleans the text of each document; with `html`, the text is a page, as `WarcReader` gives it.

    `metadata["url"]` tells the publisher. What is found goes into the metadata; a value that is there stays. Statistics
    count the hits of each rule and the characters removed. A text that cannot be cleaned stays, and `metadata["error"]`
    says why. A document that has no text then (a page without a story, a page that cannot be read) is dropped, as
    datatrove's extractors do, and goes to `exclusion_writer`. Raises UnknownPublisherError for a publisher that has no
    rule file, when it runs.

    >>> from datatrove.data import Document
    >>> step = Cleanse()
    >>> [document] = step([Document("Advertisement\\nIt rained.", id="7", metadata={"url": "https://example.org/a"})])
    >>> document.text, document.metadata["edits"][0]["removed"], step.stats["generic/ad/label"].total
    ('It rained.', 'Advertisement\\n', 1)
    """

    type = "✂️ - FORMAT"  # as datatrove calls what changes a text
    name = "🧹 Cleanse"

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        policy: Policy | None = None,
        *,
        html: bool = False,
        publisher: str | None = None,
        extractor: Extractor = "judge",
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        """Keep the options: the shipped rules are loaded where the step runs, once in each process."""
        super().__init__()
        self.rulebook = rulebook
        self.policy = policy
        self.html = html
        self.publisher = publisher
        self.extractor = extractor
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        # datatrove's signature
        """Yield the documents, cleaned, in order."""
        options = Options.of(self.rulebook, self.policy, self.publisher, self.extractor)
        with self.exclusion_writer or contextlib.nullcontext() as excluded:
            for document in data or ():
                self.stat_update(StatHints.total)
                with self.track_time():
                    reason = self._clean(document, options)
                if not reason:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, f"dropped_{reason}")
                if excluded:
                    document.metadata["filter_reason"] = reason
                    excluded.write(document, rank)

    def _clean(self, document: Document, options: Options) -> str | None:
        """Clean a document in place. Gives the reason to drop it, if there is one."""
        fields = {name: value for name, value in document.metadata.items() if name not in {"text", "html"}}
        record: Record = {**fields, "html" if self.html else "text": document.text}
        try:
            article = article_of(record, options)
        except BadRecord as error:
            document.metadata["error"] = str(error)
            self.stat_update("error")
            return "unreadable" if self.html else None
        self._count(article)
        if not article.text:
            return "no_text"
        result = with_article(record, article)
        document.text = result.pop("text")
        if article.blocks and document.metadata.get("blocks") is None:
            # Parquet holds no lists of numbers and texts.
            result["blocks"] = [asdict(block) for block in article.blocks]
        document.metadata |= result
        return None

    def _count(self, article: Article) -> None:
        for edit in article.edits:
            self.stat_update(edit.rule)
        self.stat_update("removed", value=sum(end - start for start, end, _ in effective(article.edits)))
