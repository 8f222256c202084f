"""What stands on articles' pages and is no part of the story."""

from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.judge.apart import comments_behind, further_stories, links_elsewhere
from cleanse.pages.judge.page_words import PageWords
from cleanse.pages.judge.survey import Survey

KINDS = {"comment": "comments", "comments": "comments", "share": "share"}


def survey_of(body: str, title: str = "") -> Survey:
    node = LexborHTMLParser(f"<body>{body}</body>").body
    assert node is not None
    return Survey(blocks_of(node), PageWords(title=title))


def behind(body: str) -> list[bool]:
    survey = survey_of(body)
    return list(map(bool, comments_behind(survey, np.ones(len(survey), dtype=bool), KINDS)))


@pytest.mark.parametrize(
    "body",
    [
        "<p>One two three.</p><p>Four five six.</p>",
        "<p>One two three.</p><p class=comment-on-law>Four five six.</p>",
        "<div class=comments><p>One two three.</p><p>Four five six.</p></div>",
        "<p>One.</p><div class=comments>" + "<p>Four five six seven eight.</p>" * 9 + "</div>",
        "<p>One two three.</p><div class=share><p>Four five six.</p></div>",
    ],
    ids=["none", "a paragraph's own class", "the whole page", "most of the page", "another kind"],
)
def test_what_is_no_place_for_comments(body: str) -> None:
    assert not any(behind(body))


def test_comments_stand_behind_the_story() -> None:
    body = "<p>One two three four five six seven.</p>" * 3 + "<div class=comments><p>So?</p><p>Yes.</p></div>"

    assert [False, False, False, True, True] == behind(body)


def test_a_further_story_has_a_headline_of_its_own() -> None:
    body = "<article><h1>Rain</h1><p>It rained.</p></article><article><h1>Snow</h1><p>It snowed.</p></article>"

    assert [False, False, True, True] == list(map(bool, further_stories(survey_of(body, "rain"))))
    assert not any(further_stories(survey_of("<article><h1>Rain</h1></article><article><p>It rained.</p></article>")))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li><a href=1>Rain</a></li><li><a href=2>Snow</a></li></ul>", [True, True]),
        ("<h3>More</h3><ul><li><a href=1>Rain</a></li><li><a href=2>Snow</a></li></ul>", [True, True, True]),
        ("<ul><li><a href=1>Rain</a></li><li>Snow in the hills</li></ul>", [False, False]),
        ("<p><a href=1>Rain in the hills</a></p>", [True]),
        ("<p><a href=1>It rained in the hills.</a></p>", [False]),
        ("<h2><a href=1>Rain</a></h2>", [False]),
    ],
)
def test_links_that_lead_elsewhere(body: str, expected: list[bool]) -> None:
    assert expected == list(map(bool, links_elsewhere(survey_of(body))))
