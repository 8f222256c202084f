"""What is not shown: no text of the page, unless a reader opens it."""

from __future__ import annotations

import time

import pytest

from cleanse.article.model import Mark
from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.page import Page

STORY = "The town has asked its ferry company for a later boat on Saturdays, after a summer of late guests. " * 4


def texts(html: str) -> list[str]:
    """The texts of a page's blocks."""
    return [block.text for block in blocks_of(Page(html).body)]


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize(
    "html",
    [
        "<p>It rained.",
        "<p style='display:block'>It rained.",
        "<p style='display: inline; visibility: visible'>It rained.",
        "<p style='overflow:hidden'>It rained.",
        "<p style='--display:none'>It rained.",
        "<p style='opacity:0'>It rained.",
        "<p style>It rained.",
        "<p class='hidden'>It rained.",
        "<p hidden=until-found>It rained.",
        "<p hidden='UNTIL-FOUND'>It rained.",
        "<p data-hidden aria-hidden=false>It rained.",
        "<p aria-hidden=true>It rained.",
        "<p aria-hidden>It rained.",
        "<p>It <span aria-hidden=true>rained</span>.",
        "<p><span aria-hidden=true>It rained.</span><span></span>",
        "<details><p>It rained.</details>",
    ],
)
def test_what_is_shown_or_may_be_stays(html: str) -> None:
    assert ["It rained."] == texts(html)


@pytest.mark.parametrize("how", ["hidden", "hidden=hidden", "style='display:none'", "style='visibility: hidden'"])
@pytest.mark.parametrize(
    "html",
    [
        "<div role=tabpanel {}>It rained.</div>",
        "<div role=region {}>It rained.</div>",
        "<div aria-labelledby=b1 {}>It rained.</div>",
        "<div class=accordion__panel {}>It rained.</div>",
        "<div class=accordion><div><p {}>It rained.</div></div>",
        "<div id=faq-answer-1 {}>It rained.</div>",
        "<div class='read-more' {}>It rained.</div>",
        "<span class=moreText {}>It rained.</span>",
        "<div class=collapse {}>It rained.</div>",
        "<div class='story__body' {}>It rained.</div>",
        "<div class=paywall {}>It rained.</div>",
        "<div id='S:1a' {}>It rained.</div>",
        "<div id=x1 {}>It rained.</div><button aria-controls='x1'></button>",
        "<div id=x1 {}>It rained.</div><a data-target='#x1'></a>",
        "<a data-bs-target='#x1 #x2'></a><div id=x2 {}>It rained.</div>",
        "<details><div {}>It rained.</div></details>",
        "<h3> </h3><div {}>It rained.</div>",
        "<h3><i aria-expanded=false></i></h3> <div {}>It rained.</div>",
        "<div><div role=button></div></div>\n<div {}>It rained.</div>",
        "<dl><dt></dt><dd {}>It rained.</dd></dl>",
        "<div data-theme-key=collapsible-section {}>It rained.</div>",
    ],
)
def test_panels_that_a_reader_opens_are_text(html: str, how: str) -> None:
    assert ["It rained."] == texts(html.format(how))


@pytest.mark.parametrize(
    "html", ["<p style='visibility:hidden'>{}", "<div style='height:0;visibility:hidden'><p>{}</div>"]
)
def test_a_sentence_that_keeps_its_place_may_unfold(html: str) -> None:
    assert [STORY[:98]] == texts(html.format(STORY[:98]))


def test_what_stands_behind_a_whole_story_is_opened_by_no_heading_in_it() -> None:
    assert [STORY.strip()] == texts(f"<article><h2></h2><p>{STORY}</p></article><div hidden>Never.</div>")


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "style='visibility:hidden'"])
@pytest.mark.parametrize(
    "html", ["<div {}>{}</div>", "<div {}><p>{}</p></div>", "<div {}><div hidden><p>{}</div></div>"]
)
def test_what_is_as_long_as_a_story_is_text(how: str, html: str) -> None:
    """In doubt: a script shows it."""
    assert [STORY.strip()] == texts(html.format(how, STORY))


def test_what_is_asked_for_is_read_although_it_is_hidden() -> None:
    body = Page("<div hidden>It rained.</div>").body
    node = body.css_first("div")

    assert node is not None
    assert ["It rained."] == [block.text for block in blocks_of(node)]


@pytest.mark.parametrize(("mark", "expected"), [(None, ["It rained."]), (Mark("example.com/page/x", "ad"), [])])
def test_what_is_said_to_stay_is_read_although_it_is_hidden(mark: Mark | None, expected: list[str]) -> None:
    """But not what is said to be furniture."""
    body = Page("<p hidden>It rained.</p>").body
    marks = {node.mem_id: mark for node in body.css("p")}

    assert expected == [block.text for block in blocks_of(body, marks)]


# ---------------------------------------------------------------- what is not shown


@pytest.mark.parametrize(
    "how",
    [
        "hidden",
        "hidden=''",
        "hidden=true",
        "style='display:none'",
        "style='Display : NONE !important'",
        "style='color:red;display:none;'",
        "style='visibility:hidden'",
        "hidden aria-hidden=true",
    ],
)
@pytest.mark.parametrize(
    "html",
    [
        "<p>It rained.<p {}>Never.",
        "<div {}>Never.<p>Never.</p></div>It rained.",
        "<p>It <span {}>never </span>rained.",
        "<p>It <a href='/' {}>never </a>rained.",
        "<p>It <b {}><i>never</i></b>rained.",
        "<p>It rained.</p><ul {}><li>Never<li>Never</ul>",
        "<p>It rained.<p {}>" + "<script>never()</script>" * 99,
        "<p>It rained.<p {}>雨は降らない。",
        "It <div {}></div>rained.",
        "It rained.<div {}>Never.</div>",
        "<div><h3></h3>It rained.</div><p></p><div {}>Never.</div>",
        "<article class=article-body><p>It rained.<div class='notice hide' {}>Never.</div></article>",
    ],
)
def test_what_is_hidden_is_no_text(html: str, how: str) -> None:
    """And parts nothing."""
    assert ["It rained."] == texts(html.format(how))


def test_hidden_cells_are_no_cells() -> None:
    assert ["1\t2"] == texts("<table><tr><td>1<td hidden>never<td>2</table>")


@pytest.mark.parametrize(
    "html",
    [
        "<span aria-hidden=true>It rained.</span><span class=sr-only>It rained.</span>",
        "<span class=sr-only>It rained.</span><span aria-hidden=true>It rained.</span>",
        "<span>It rained.</span> <!-- --> <span aria-hidden='TRUE'>It <b>rai</b>ned.</span>",
        "<span>It rained.</span><span aria-hidden=true><i>I</i><i>t</i> <i>r</i><i>a</i><i>i</i><i>n</i>ed.</span>",
        "It rained.<span aria-hidden=true>It rained.</span>",
        "<h2>It rained.</h2><a aria-hidden=true href='/'>It rained.</a>",
        "<math><mtext>It rained.</mtext><annotation>x</annotation></math><i aria-hidden=true>It\u200b rained.</i>",
        "<h2>It rained.<a class=anchor aria-hidden=true href='#it'>#</a></h2>",
        "<h2><a aria-hidden=true href='#it'>¶</a>It rained.</h2>",
    ],
)
def test_a_twin_for_those_who_see_is_said_once(html: str) -> None:
    assert ["It rained."] == texts(html)


@pytest.mark.parametrize(
    "html",
    [
        "<i aria-hidden=true>It rained.</i><i aria-hidden=true>It rained.</i>",
        "<span aria-hidden=true>It rained.</span><span>It did.</span>",
        "<span>It <i aria-hidden=true>–</i> rained</span>",
        "<p>It rained.<p>It did.<p aria-hidden=true>It rained.",
        f"<p>{STORY}<p aria-hidden=true>{STORY}",
    ],
)
def test_what_is_not_read_out_stays_where_it_is_no_twin(html: str) -> None:
    shown = html.replace(" aria-hidden=true", "")

    assert texts(shown) == texts(html)


@pytest.mark.long
@pytest.mark.parametrize(
    "html", ["<div hidden>", "<div hidden><b>", "<i aria-hidden=true>x</i>", "<p hidden>x", "<p hidden></p><div>"]
)
def test_what_is_hidden_is_found_in_linear_time(html: str) -> None:
    def seconds(count: int) -> float:
        body = Page(f"{html * count}{STORY}").body
        start = time.perf_counter()
        blocks_of(body)
        return time.perf_counter() - start

    assert seconds(3200) < 16 * seconds(400) + 0.5
