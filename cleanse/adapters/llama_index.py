"""LlamaIndex: a transformation of an ingestion pipeline. Needs the `llama-index` extra."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import field_serializer
from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

from cleanse.adapters.metadata import PLAIN, text_of, with_found
from cleanse.article.model import Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook


class CleanNodes(TransformComponent):
    """Cleans nodes before they are split; `metadata["url"]` tells the publisher, `metadata["title"]` the headline.

    What was found goes to the metadata, where it says nothing of that name: of a record's fields those that are asked
    for, such as `edits`, and by default those that are text. Embeddings and models do not see the rulebook's version.
    The nodes that are given stay as they are. A pipeline's cache knows rules and options.

    >>> from llama_index.core.schema import Document
    >>> node = Document(text="Advertisement\\nIt rained.", metadata={"url": "https://www.independent.co.uk/news/rain"})
    >>> (cleaned,) = CleanNodes()([node])
    >>> cleaned.get_content(), cleaned.metadata["publisher"]
    ('It rained.', 'independent.co.uk')
    """

    rulebook: Rulebook | None = None
    """The rules, or else the shipped ones, which a worker loads for itself."""
    policy: Policy = Policy()
    found: tuple[str, ...] = PLAIN
    """The fields that metadata gets."""
    url_key: str = "url"
    """The metadata that is the url."""

    @classmethod
    def class_name(cls) -> str:
        """The name that the pipeline's cache knows it by."""
        return "CleanseCleanNodes"

    @field_serializer("rulebook")
    def _version(self, rulebook: Rulebook | None) -> str:
        return (rulebook or load_rulebook()).version

    @field_serializer("policy")
    def _kinds(self, policy: Policy) -> list[Any]:
        return [sorted(policy.keep), sorted(policy.cut), policy.repair]

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[BaseNode]:  # noqa: ARG002  # LlamaIndex's signature
        """The nodes, cleaned."""
        return [self._cleaned(node) for node in nodes]

    def _cleaned(self, node: BaseNode) -> BaseNode:
        text = node.get_content(MetadataMode.NONE)
        if not text:  # a picture
            return node
        url, title = text_of(node.metadata, self.url_key), text_of(node.metadata, "title")
        article = clean(text, url, title=title, rulebook=self.rulebook, policy=self.policy)
        hidden = {
            name: [*keys, "rulebook"]
            for name in ("excluded_embed_metadata_keys", "excluded_llm_metadata_keys")
            if "rulebook" not in (keys := getattr(node, name)) and "rulebook" not in node.metadata
        }
        result = node.model_copy(update={"metadata": with_found(node.metadata, article, self.found), **hidden})
        result.set_content(article.text)
        return result
