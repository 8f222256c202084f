"""Stories that a page holds as data for its scripts."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

import cleanse
from cleanse.pages.elsewhere import story_in_data, stream_rows

FLOOD = "The river rose for a third day and took the bridge with it. " * 6
FERRY = "The ferry left the harbour an hour late, and nobody minded at all. " * 6
SHELL = "<html><head><title>Flood</title></head><body><div id=app></div>{}</body></html>"


def push(*pieces: str) -> str:
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)


def preloaded(data: Any) -> str:
    return f'<div class=hidden data-preloaded="{html.escape(json.dumps(data))}"></div>'


def story(part: str) -> str:
    return story_in_data(LexborHTMLParser(SHELL.format(part)))


# ---------------------------------------------------------------- what is no story


@pytest.mark.parametrize(
    "part",
    [
        "",
        "<script>self.__next_f.push([0])</script>",
        push("1:I[7,[]]\n", '2:["$","html",null,{"lang":"en"}]\n'),
        push("2:Tffffffff,short"),
        push("not a row"),
        "<script>dataLayer.push({event: 'view'})</script>",
        preloaded({"topic": "{broken"}),
        preloaded([["Home", "News"] * 50]),
        "<div data-page='nonsense'></div>",
    ],
)
def test_data_without_prose_hold_no_story(part: str) -> None:
    assert not story(part)


# ---------------------------------------------------------------- what is one


def test_a_text_in_pieces_of_a_stream_is_put_together() -> None:
    row = f"<p>{FLOOD}</p><p>Größer als je: {FERRY}</p>"
    stream = f'1:I[7,[]]\n24:T{len(row.encode()):x},{row}5:{{"title":"Flood"}}\n'

    assert row == story(push(stream[:50], stream[50:400], stream[400:]))


def test_data_in_a_stream_are_read() -> None:
    assert story(push("1:" + json.dumps({"body": [{"text": FLOOD}, {"text": FERRY}]}) + "\n")) == f"{FLOOD}\n{FERRY}"


def test_rows_that_are_cut_off_end_the_stream() -> None:
    assert list(stream_rows('1:{"a":1}\n2:{"b"')) == [{"a": 1}]


def test_data_that_are_added_to_a_variable_are_read() -> None:
    assert FLOOD == story(f'<script>window["Q"] = window["Q"] || [];window["Q"].push({json.dumps([FLOOD])})</script>')


@pytest.mark.parametrize(("thing", "kind"), [("DiscussionForumPosting", "forum"), ("NewsArticle", "article")])
def test_posts_in_an_attribute_are_the_story(thing: str, kind: str) -> None:
    posts = {"topic_7": json.dumps({"posts": [{"cooked": f"<p>{FLOOD}</p>"}, {"cooked": f"<p>{FERRY}</p>"}]})}
    declared = f'<script type="application/ld+json">{{"@type": "{thing}"}}</script>'

    article = cleanse.clean_html(SHELL.format(declared + preloaded(posts)), "https://talk.example.org/t/7")

    assert (f"{FLOOD.strip()}\n\n{FERRY.strip()}", "script") == (article.text, article.evidence["text"])
    assert kind == article.page_kind
