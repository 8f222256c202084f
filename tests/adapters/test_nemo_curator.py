"""The modifier for NeMo Curator, called as its `Modify` stage calls: the framework itself is not needed."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from typing import Any, Final

import pytest

import cleanse
from cleanse.adapters.nemo_curator import CleanseModifier
from cleanse.article.model import Policy
from tests.rulebooks import FILES, rulebook_of

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"


def modified(function: Callable[..., Any], rows: list[dict[str, Any]], fields: list[str]) -> list[Any]:
    """What the stage writes: of one field, it gives the value, and of several, the values by their names."""
    assert function.__name__  # the stage is named after it
    if len(fields) == 1:
        return [function(row[fields[0]]) for row in rows]
    return [function(**{name: row[name] for name in fields}) for row in rows]


@pytest.mark.parametrize("text", [None, math.nan, 7, "", "It rained."])
def test_what_is_no_text_or_has_no_furniture_passes_as_it_is(text: object) -> None:
    assert text is CleanseModifier(BOOK).modify_document(text)


@pytest.mark.parametrize("policy", [None, Policy(keep={"ad"})], ids=["default", "keep"])
def test_documents_are_cleaned_as_in_the_loop(policy: Policy | None) -> None:
    """With a url and without; one that is missing, as pandas writes it, is none."""
    rows: list[dict[str, Any]] = [{"text": TEXT, "url": URL}, {"text": TEXT, "url": math.nan}]
    function = CleanseModifier(BOOK, policy).modify_document
    texts = [cleanse.clean(TEXT, url, rulebook=BOOK, policy=policy).text for url in (URL, None)]

    assert texts == modified(function, rows, ["text", "url"])
    assert texts[1:] * 2 == modified(function, rows, ["text"])


def test_it_can_be_sent_to_workers() -> None:
    function = pickle.loads(pickle.dumps(CleanseModifier(BOOK, Policy(keep={"ad"})).modify_document))

    assert cleanse.clean(TEXT, URL, rulebook=BOOK, policy=Policy(keep={"ad"})).text == function(TEXT, URL)


def test_the_shipped_rules_are_not_sent() -> None:
    """A worker has them."""
    assert len(pickle.dumps(CleanseModifier())) < 1000
