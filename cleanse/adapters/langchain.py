"""LangChain: a document transformer. Needs the `langchain` extra."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleanse.adapters.metadata import PLAIN, text_of, with_found
from cleanse.article.model import Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook


class CleanDocuments(BaseDocumentTransformer):
    """Cleans documents; `metadata["source"]`, where loaders put the url, tells the publisher, `title` the headline.

    What was found goes to the metadata, where it says nothing of that name: of a record's fields those that are asked
    for, such as `edits`, and by default those that are text. The documents that are given stay as they are.

    >>> cleaner = CleanDocuments()
    >>> document = Document("Advertisement\\nIt rained.", metadata={"source": "https://www.independent.co.uk/news/rain"})
    >>> (cleaned,) = cleaner.transform_documents([document])
    >>> cleaned.page_content, cleaned.metadata["publisher"]
    ('It rained.', 'independent.co.uk')
    """

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        policy: Policy | None = None,
        *,
        fields: Collection[str] = PLAIN,
        url_key: str = "source",
    ) -> None:
        """Clean with these rules and this policy, and tell these fields; `url_key` is the metadata that is the url."""
        self.rulebook, self.policy = rulebook or load_rulebook(), policy or Policy()
        self.fields, self.url_key = fields, url_key

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:  # noqa: ARG002  # LangChain's signature
        """The documents, cleaned."""
        return [self._cleaned(document) for document in documents]

    def _cleaned(self, document: Document) -> Document:
        given = document.metadata
        url, title = text_of(given, self.url_key), text_of(given, "title")
        article = clean(document.page_content, url, title=title, rulebook=self.rulebook, policy=self.policy)
        return document.model_copy(
            update={"page_content": article.text, "metadata": with_found(given, article, self.fields)}
        )
