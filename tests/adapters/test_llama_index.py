"""The transformation of LlamaIndex' ingestion pipelines."""

from __future__ import annotations

import asyncio
import json
import pickle
from typing import Any, Final

import pytest

import cleanse
from cleanse.article.fields import fields
from cleanse.article.model import Policy
from cleanse.records import clean_record, restore_record
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

pytest.importorskip("llama_index.core", reason="needs the llama-index extra")

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, Document, ImageDocument, MetadataMode, TextNode

from cleanse.adapters.llama_index import CleanNodes
from cleanse.adapters.metadata import PLAIN

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"


def cleaned(node: BaseNode, **options: Any) -> BaseNode:
    """A node, cleaned with a few rules."""
    (out,) = CleanNodes(rulebook=BOOK, **options)([node])
    return out


@pytest.mark.parametrize("kind", [Document, TextNode])
@pytest.mark.parametrize("text", ["", "It rained.", "\0\ufeff\u2028 \r\n"])
def test_a_node_without_furniture_keeps_all_that_it_has(kind: Any, text: str) -> None:
    node = kind(text=text, id_="7", metadata={"page": 3, "note": None}, excluded_llm_metadata_keys=["page"])
    out = cleaned(node)

    assert (text, "7", kind) == (out.get_content(), out.node_id, type(out))
    assert {"page": 3, "note": None}.items() <= out.metadata.items()
    assert "page" in out.excluded_llm_metadata_keys
    assert node.relationships == out.relationships


def test_a_picture_passes_as_it_is() -> None:
    picture = ImageDocument(image="aGk=", metadata={"url": URL})

    assert picture is cleaned(picture)


@pytest.mark.parametrize("kind", [Document, TextNode])
@pytest.mark.parametrize("policy", [Policy(), Policy(keep={"caption"})], ids=["default", "keep"])
@pytest.mark.parametrize("url", [URL, None, "ferry.txt", 7])
def test_nodes_are_cleaned_as_in_the_loop(kind: Any, policy: Policy, url: object) -> None:
    """The url tells the publisher; what was found is told, where there is something to tell."""
    out = cleaned(kind(text=TEXT, metadata={"url": url}), policy=policy)
    article = cleanse.clean(TEXT, url if isinstance(url, str) else None, rulebook=BOOK, policy=policy)
    told = {name: value for name, value in fields(article).items() if name in PLAIN and value is not None}

    assert article.text == out.get_content()
    assert {"url": url, **told} == out.metadata


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("value", ["mine", "", 0, False])
def test_metadata_that_is_there_stays(name: str, value: object) -> None:
    assert value == cleaned(Document(text=TEXT, metadata={"url": URL, name: value})).metadata[name]


@pytest.mark.parametrize("mode", [MetadataMode.EMBED, MetadataMode.LLM])
def test_the_version_of_the_rules_is_not_embedded(mode: MetadataMode) -> None:
    """Else new rules would move every vector; whoever has a field of that name keeps it as it is."""
    out = cleaned(Document(text=TEXT, metadata={"url": URL}))
    theirs = cleaned(Document(text=TEXT, metadata={"rulebook": "mine"}))

    assert BOOK.version == out.metadata["rulebook"]
    assert BOOK.version not in out.get_content(mode)
    assert "mine" in theirs.get_content(mode)


def test_the_caller_s_nodes_are_not_changed() -> None:
    node = Document(text=TEXT, metadata={"url": URL})
    before = node.to_dict()
    cleaned(node)

    assert before == node.to_dict()


def test_a_title_tells_the_headline() -> None:
    node = Document(text="Ferry late again\nIt rained.", metadata={"title": "Ferry late again"})

    assert "It rained." == cleaned(node).get_content()


def test_the_url_may_have_another_name() -> None:
    out = cleaned(Document(text=TEXT, metadata={"url": "mine", "link": URL}), url_key="link")

    assert ("example.com", "mine") == (out.metadata["publisher"], out.metadata["url"])


def test_the_fields_that_restore_the_source_can_be_asked_for() -> None:
    record = clean_record({"text": TEXT, "url": URL}, BOOK, Policy())
    out = cleaned(Document(text=TEXT, metadata={"url": URL}), found=("edits", "rulebook"))

    assert {"url": URL, "edits": record["edits"], "rulebook": record["rulebook"]} == out.metadata
    assert TEXT == restore_record({"text": out.get_content(), **out.metadata})["text"]


def test_nodes_can_be_awaited() -> None:
    nodes = [TextNode(text=TEXT, metadata={"url": URL}), TextNode(text="It rained.")]
    cleaner = CleanNodes(rulebook=BOOK)

    assert [node.to_dict() for node in cleaner(nodes)] == [node.to_dict() for node in asyncio.run(cleaner.acall(nodes))]


@pytest.mark.parametrize("rulebook", [None, BOOK], ids=["shipped", "own"])
def test_it_can_be_pickled(rulebook: Any) -> None:
    """With its rules and its policy."""
    policy = Policy(keep={"ad"}, cut={"dateline"}, repair=False)
    cleaner = CleanNodes(rulebook=rulebook, policy=policy, url_key="link")
    after = pickle.loads(pickle.dumps(cleaner))

    assert cleaner.to_dict() == after.to_dict()
    assert policy == after.policy
    assert cleaner([TextNode(text=TEXT)])[0].get_content() == after([TextNode(text=TEXT)])[0].get_content()


def pipeline(cleaner: CleanNodes) -> IngestionPipeline:
    """A pipeline that cleans before it splits."""
    splitter = SentenceSplitter(chunk_size=200, chunk_overlap=0)
    return IngestionPipeline(transformations=[cleaner, splitter], disable_cache=False)


DOCUMENTS: Final = [Document(text=TEXT, metadata={"url": URL}), Document(text="It rained."), Document(text=TEXT)]
TEXTS: Final = [cleanse.clean(doc.text, doc.metadata.get("url"), rulebook=BOOK).text for doc in DOCUMENTS]


def test_a_pipeline_splits_the_texts_of_the_loop() -> None:
    nodes = pipeline(CleanNodes(rulebook=BOOK)).run(documents=DOCUMENTS)

    assert TEXTS == [node.get_content() for node in nodes]
    assert [document.id_ for document in DOCUMENTS] == [node.ref_doc_id for node in nodes]


def test_workers_give_what_the_loop_gives() -> None:
    """With the rules that they were given; splitters of LlamaIndex 0.14 do not outlast the way to a worker."""
    running = IngestionPipeline(transformations=[CleanNodes(rulebook=BOOK)], disable_cache=True)
    nodes = running.run(documents=DOCUMENTS, num_workers=2)

    assert TEXTS == [node.get_content() for node in nodes]


def test_a_pipeline_s_cache_is_used_until_rules_or_options_change() -> None:
    """Not those of other rules."""
    documents = [Document(text=TEXT, metadata={"url": URL})]
    running = pipeline(CleanNodes(rulebook=BOOK))
    (first,) = running.run(documents=documents)
    (again,) = running.run(documents=documents)
    running.transformations[0] = CleanNodes(rulebook=BOOK, policy=Policy(keep={"ad"}))
    (kept,) = running.run(documents=documents)

    assert first.node_id == again.node_id
    assert "Advertisement" in kept.get_content()


def test_what_the_cache_knows_a_cleaner_by() -> None:
    """Rules, policy and fields, in the same words in every run."""
    policy = Policy(keep={"caption", "ad", "bio"})
    cleaners = [
        CleanNodes(),
        CleanNodes(rulebook=BOOK),
        CleanNodes(policy=policy),
        CleanNodes(policy=Policy(repair=False)),
        CleanNodes(url_key="link"),
    ]

    assert len(cleaners) == len({cleaner.to_json() for cleaner in cleaners})
    assert [["ad", "bio", "caption"], [], True] == json.loads(cleaners[2].to_json())["policy"]
    assert BOOK.version == json.loads(cleaners[1].to_json())["rulebook"]
    assert EXAMPLE not in cleaners[1].to_json()
