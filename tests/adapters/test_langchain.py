"""The LangChain document transformer."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any, Final

import pytest

import cleanse
from cleanse.article.fields import fields
from cleanse.article.model import Policy
from cleanse.records import clean_record, restore_record
from tests.rulebooks import FILES, rulebook_of

pytest.importorskip("langchain_core", reason="needs the langchain extra")

from langchain_core.documents import Document

from cleanse.adapters.langchain import CleanDocuments
from cleanse.adapters.metadata import PLAIN

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"


def cleaned(document: Document, **options: Any) -> Document:
    """A document, cleaned with a few rules."""
    (out,) = CleanDocuments(BOOK, **options).transform_documents([document])
    return out


@pytest.mark.parametrize("text", ["", "It rained.", "\0\ufeff\u2028 \r\n"])
def test_a_document_without_furniture_keeps_all_that_it_has(text: str) -> None:
    out = cleaned(Document(text, id="7", metadata={"source": "rain.txt", "page": 3, "note": None, "n": [{"a": 1}]}))

    assert (text, "7") == (out.page_content, out.id)
    assert {"source": "rain.txt", "page": 3, "note": None, "n": [{"a": 1}]}.items() <= out.metadata.items()


@pytest.mark.parametrize("policy", [None, Policy(keep={"caption"})], ids=["default", "keep"])
@pytest.mark.parametrize("url", [URL, None, "ferry.txt", 7])
def test_documents_are_cleaned_as_in_the_loop(policy: Policy | None, url: object) -> None:
    """The source, where it is a url, tells the publisher; what was found is told, where there is something to tell."""
    out = cleaned(Document(TEXT, metadata={"source": url}), policy=policy)
    article = cleanse.clean(TEXT, url if isinstance(url, str) else None, rulebook=BOOK, policy=policy)
    told = {name: value for name, value in fields(article).items() if name in PLAIN and value is not None}

    assert article.text == out.page_content
    assert {"source": url, **told} == out.metadata


def test_all_metadata_that_is_added_is_text() -> None:
    """Vector stores refuse lists."""
    assert {str} == {type(value) for value in cleaned(Document(TEXT, metadata={"source": URL})).metadata.values()}


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("value", ["mine", "", 0, False, [], {"a": 1}])
def test_metadata_that_is_there_stays(name: str, value: object) -> None:
    assert value == cleaned(Document(TEXT, metadata={"source": URL, name: value})).metadata[name]


def test_metadata_without_a_value_is_filled() -> None:
    assert "example.com" == cleaned(Document(TEXT, metadata={"source": URL, "publisher": None})).metadata["publisher"]


def test_a_title_tells_the_headline() -> None:
    document = Document("Ferry late again\nIt rained.", metadata={"title": "Ferry late again"})

    assert "It rained." == cleaned(document).page_content


def test_the_url_may_have_another_name() -> None:
    out = cleaned(Document(TEXT, metadata={"source": "ferry.txt", "link": URL}), url_key="link")

    assert ("example.com", "ferry.txt") == (out.metadata["publisher"], out.metadata["source"])


def test_the_fields_that_restore_the_source_can_be_asked_for() -> None:
    record = clean_record({"text": TEXT, "url": URL}, BOOK, Policy())
    out = cleaned(Document(TEXT, metadata={"source": URL}), fields={"edits", "rulebook"})

    assert {"source": URL, "edits": record["edits"], "rulebook": record["rulebook"]} == out.metadata
    assert TEXT == restore_record({"text": out.page_content, **out.metadata})["text"]


def test_the_caller_s_documents_are_not_changed() -> None:
    document = Document(TEXT, metadata={"source": URL})
    cleaned(document)

    assert Document(TEXT, metadata={"source": URL}) == document


def test_cleaning_twice_is_cleaning_once() -> None:
    once = cleaned(Document(TEXT, metadata={"source": URL}))

    assert once == cleaned(once)


def test_documents_can_be_awaited() -> None:
    documents = [Document(TEXT, metadata={"source": URL}), Document("It rained.")]
    cleaner = CleanDocuments(BOOK)

    assert cleaner.transform_documents(documents) == asyncio.run(cleaner.atransform_documents(documents))


def test_it_can_be_pickled() -> None:
    cleaner = pickle.loads(pickle.dumps(CleanDocuments(BOOK, Policy(keep={"ad"}))))

    assert cleanse.clean(TEXT, rulebook=BOOK, policy=Policy(keep={"ad"})).text == (
        cleaner.transform_documents([Document(TEXT)])[0].page_content
    )
