"""spaCy's tokenizer, wrapped."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any, Final

import pytest

import cleanse
from cleanse.article.fields import fields
from cleanse.article.model import Policy
from tests.rulebooks import FILES, rulebook_of

pytest.importorskip("spacy", reason="needs the spacy extra")

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cleanse.adapters.spacy import CleaningTokenizer

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nNobody minded.Police came.\n"
    "Sign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"
KEEP: Final = Policy(keep={"caption"})


def pipeline(policy: Policy | None = None) -> Language:
    """A small pipeline that cleans."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.tokenizer = CleaningTokenizer(nlp.tokenizer, BOOK, policy)
    return nlp


def tokens(doc: Doc) -> list[str]:
    """The words of a Doc."""
    return [token.text for token in doc]


@pytest.mark.parametrize("text", ["", " ", "It rained.\n\n“Late,” she said.", "\ufeff\0\n 🎈"])
def test_a_text_without_furniture_makes_the_doc_that_it_made_before(text: str) -> None:
    doc = pipeline()(text)

    assert tokens(spacy.blank("en")(text)) == tokens(doc)
    assert (text, text, []) == (doc.text, doc._.cleanse["source"], doc._.cleanse["edits"])
    assert [(token.idx, token.idx + len(token)) for token in doc] == [
        doc[token.i : token.i + 1]._.in_source for token in doc
    ]


@pytest.mark.parametrize("policy", [None, KEEP, Policy(repair=False)], ids=["default", "keep", "no repairs"])
@pytest.mark.parametrize("url", [None, URL])
def test_the_text_of_a_doc_is_that_of_the_loop(policy: Policy | None, url: str | None) -> None:
    """And it tells the same."""
    nlp = pipeline(policy)
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    (doc,) = nlp.pipe([nlp.tokenizer(TEXT, url)])
    article = cleanse.clean(TEXT, url, rulebook=BOOK, policy=policy)

    assert article.text == doc.text
    assert {"source": TEXT, **fields(article)} == doc._.cleanse
    assert doc.has_annotation("SENT_START")


def test_a_title_tells_the_headline() -> None:
    nlp = pipeline()
    assert isinstance(nlp.tokenizer, CleaningTokenizer)

    assert "It rained." == nlp.tokenizer("Ferry late again\nIt rained.", title="Ferry late again").text


@pytest.mark.parametrize("policy", [None, KEEP], ids=["default", "keep"])
def test_every_word_is_found_in_the_source(policy: Policy | None) -> None:
    nlp = pipeline(policy)
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    doc = nlp.tokenizer(TEXT, URL)
    spans = [doc[number : number + 1] for number in range(len(doc)) if not doc[number].is_space]

    assert [span.text for span in spans] == [TEXT[slice(*span._.in_source)] for span in spans]


def test_a_span_around_a_cut_reaches_around_it_in_the_source() -> None:
    nlp = pipeline()
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    doc = nlp.tokenizer(TEXT, URL)
    start, end = doc[:]._.in_source

    assert TEXT[start:end] == TEXT.removeprefix("Advertisement\n").removesuffix("\nSign up for the Example briefing")


def test_a_span_of_another_doc_is_where_it_is() -> None:
    assert (3, 9) == spacy.blank("en")("It rained.")[1:2]._.in_source


def test_what_is_marked_is_a_span() -> None:
    """With its kind as label and its rule as id; where furniture before it went, it stands where it stands now."""
    nlp = pipeline(KEEP)
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    doc = nlp.tokenizer(TEXT, URL)

    assert [("The ferry at the quay (AFP)", "caption", "example.com/caption")] == [
        (span.text, span.label_, span.id_) for span in doc.spans["cleanse"]
    ]


def test_spans_and_what_was_found_outlast_writing() -> None:
    nlp = pipeline(KEEP)
    assert isinstance(nlp.tokenizer, CleaningTokenizer)
    doc = nlp.tokenizer(TEXT, URL)
    read = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert [span.text for span in doc.spans["cleanse"]] == [span.text for span in read.spans["cleanse"]]
    assert doc._.cleanse["source"] == read._.cleanse["source"]
    assert [doc[n : n + 1]._.in_source for n in range(len(doc))] == [
        read[n : n + 1]._.in_source for n in range(len(doc))
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_pipes_give_what_single_texts_give(processes: int) -> None:
    nlp = pipeline()
    texts = [TEXT, "It rained.", "", TEXT + "\n\nLate."]

    assert [nlp(text).text for text in texts] == [doc.text for doc in nlp.pipe(texts, n_process=processes)]
    assert texts == [doc._.cleanse["source"] for doc in nlp.pipe(texts, n_process=processes)]
    assert [nlp(text).text for text in texts] == [doc.text for doc in nlp.tokenizer.pipe(texts)]  # type: ignore[union-attr]  # it is ours


@pytest.mark.parametrize("through", [lambda it: pickle.loads(pickle.dumps(it)), copy.copy, copy.deepcopy])
def test_it_can_be_pickled_and_copied(through: Any) -> None:
    tokenizer = through(CleaningTokenizer(spacy.blank("en").tokenizer, BOOK, KEEP))

    assert cleanse.clean(TEXT, URL, rulebook=BOOK, policy=KEEP).text == tokenizer(TEXT, URL).text


def test_a_pipeline_can_be_saved(tmp_path: Path) -> None:
    """What is loaded has the tokenizer that was wrapped."""
    nlp = pipeline()
    nlp.tokenizer.add_special_case("lateish", [{"ORTH": "late"}, {"ORTH": "ish"}])  # type: ignore[union-attr]  # it is asked of the wrapped one
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")

    assert TEXT == loaded(TEXT).text
    assert ["late", "ish"] == tokens(loaded("lateish"))
