"""Attributes for Dolma's mixer."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanse
from cleanse.adapters.dolma import attributes
from cleanse.article.model import Edit, Policy
from cleanse.cli import main
from cleanse.corpus.spans import BREAKS
from tests.rulebooks import FILES, rulebook_of

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"
SOURCES: Final = sorted((Path(__file__).parents[2] / "fixtures").glob("*/*/source.txt"))
NAMES: Final = {f"cleanse__{name}": gap for gap, name in BREAKS.items()}


def spans_of(told: dict[str, Any]) -> list[tuple[int, int, str]]:
    """The spans of all attributes in order, each with what the mixer is to put in its place."""
    return sorted(
        (start, end, NAMES.get(name, "")) for name, spans in told["attributes"].items() for start, end, _ in spans
    )


def mixed(text: str, told: dict[str, Any]) -> str:
    """The text as the mixer leaves it."""
    for start, end, gap in reversed(spans_of(told)):
        text = text[:start] + gap + text[end:]
    return text


@pytest.mark.parametrize("text", ["", "It rained.", "It rained late Sunday.Police came.", "\0\ufeff\u2028 \r\n"])
def test_a_document_without_furniture_has_no_attributes(text: str) -> None:
    """Also where a join is broken: that is a repair."""
    assert {"id": "7", "attributes": {}} == attributes({"id": "7", "text": text}, BOOK)


def test_what_a_document_s_attributes_are() -> None:
    assert {
        "id": "7",
        "source": "news",
        "attributes": {
            "cleanse__ad": [[0, 14, 1.0]],
            "cleanse__caption": [[42, 71, 1.0]],
            "cleanse__newsletter": [[71, 103, 1.0]],
        },
    } == attributes(
        {"id": "7", "source": "news", "text": TEXT, "metadata": {"url": URL}, "attributes": {"a": []}}, BOOK
    )


@pytest.mark.parametrize("record", [{"url": URL}, {"metadata": {"url": URL}}, {"url": None, "metadata": {"url": URL}}])
def test_the_url_tells_the_publisher(record: dict[str, Any]) -> None:
    """Where it stands in the document, or in its metadata."""
    assert "cleanse__newsletter" in attributes({"text": TEXT, **record}, BOOK)["attributes"]
    assert "cleanse__newsletter" not in attributes({"text": TEXT}, BOOK)["attributes"]


@pytest.mark.parametrize("metadata", [None, 7, [], {"url": 7}, {"url": None}])
def test_metadata_without_a_url_is_of_no_use(metadata: object) -> None:
    assert attributes({"text": TEXT}, BOOK) == attributes({"text": TEXT, "metadata": metadata}, BOOK)


def test_a_publisher_can_be_named() -> None:
    assert "cleanse__newsletter" in attributes({"text": TEXT}, BOOK, publisher="The Example")["attributes"]


@pytest.mark.parametrize("text", [None, 7, ["a"]])
def test_a_bad_document_costs_itself_only(text: object) -> None:
    """It has a line all the same: the mixer reads documents and attributes side by side."""
    told = attributes({"id": "7", "text": text, "html": "<p>It rained."}, BOOK)

    assert ("7", {}) == (told["id"], told["attributes"])
    assert "text" in told["error"]


def test_what_a_policy_keeps_is_no_attribute() -> None:
    told = attributes({"text": TEXT, "url": URL}, BOOK, Policy(keep={"caption"}))

    assert {"cleanse__ad", "cleanse__newsletter"} == told["attributes"].keys()


def test_the_document_is_not_changed() -> None:
    record = {"text": TEXT, "url": URL, "edits": [], "rulebook": "mine"}
    attributes(record, BOOK)

    assert {"text": TEXT, "url": URL, "edits": [], "rulebook": "mine"} == record


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}")
def test_the_mixer_leaves_the_text_of_the_loop(path: Path) -> None:
    """Of every fixture, without repairs; no span overlaps another."""
    text, url = path.read_text(), f"https://{path.parts[-3]}/news"
    told = json.loads(json.dumps(attributes({"id": "7", "text": text, "url": url})))
    spans = spans_of(told)

    assert cleanse.clean(text, url, policy=Policy(repair=False)).text == mixed(text, told)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)


@settings(deadline=None)
@given(st.data())
def test_whatever_the_edits_the_mixer_applies_them(data: st.DataObject) -> None:
    """They overlap, touch and put in a break; marks change nothing."""
    text = data.draw(st.text("ab \n", min_size=1, max_size=40))
    gap = data.draw(st.sampled_from(sorted(BREAKS)))
    edits: list[Edit] = []
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        kind = data.draw(st.sampled_from(["ad", "share", "dateline"]))
        edits.append(Edit(start, end, f"x/{kind}", kind, "", kind != "dateline"))
    cuts = [edit for edit in edits if edit.cut]
    if cuts and data.draw(st.sampled_from([False, True])):
        edits.append(Edit(cuts[0].start, cuts[0].end, "x/glued", "ad", gap))
    article = cleanse.Article(text, tuple(edits))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleanse.corpus.spans.article_of", lambda *_: article)
        told = attributes({"text": text}, BOOK)

    assert article.text == mixed(text, told)
    assert all(first[1] <= second[0] for first, second in pairwise(spans_of(told)))


def test_a_break_that_must_stand_there_is_told() -> None:
    """Else two sentences would be glued."""
    article = cleanse.Article("One.Advertisement\n\nTwo.", (Edit(4, 19, "x/ad", "ad", "\n\n"),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleanse.corpus.spans.article_of", lambda *_: article)

        assert {"cleanse__paragraph_break": [[4, 19, 1.0]]} == attributes({"text": ""}, BOOK)["attributes"]


def test_the_command_writes_attributes_for_every_document(tmp_path: Path) -> None:
    """In the order of the documents, whatever is wrong with one of them."""
    documents = tmp_path / "documents.jsonl"
    rows: list[dict[str, Any]] = [
        {"id": "1", "text": "Advertisement\nIt rained."},
        {"id": "2", "text": None},
        {"id": "3", "text": "It rained."},
    ]
    documents.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = ["clean", str(documents), "-o", str(tmp_path / "attributes.jsonl.gz"), "--format", "dolma"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)

    assert 0 == result.exit_code
    with gzip.open(tmp_path / "attributes.jsonl.gz") as lines:
        assert [attributes(row) for row in rows] == [json.loads(line) for line in lines]


def test_the_command_writes_attributes_as_jsonl_alone(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["clean", "-", "-o", str(tmp_path / "a.txt"), "--format", "dolma"])

    assert 2 == result.exit_code
    assert "dolma is written as .jsonl" in result.stderr
