"""The judge: which blocks of an unknown page are its story, and what kind of furniture the others are."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanse.article.engine_rules import JUDGE
from cleanse.article.model import Mark
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.judge.judge import Judge, block_judge
from cleanse.pages.judge.page_words import PageWords
from cleanse.pages.judge.signals import Signals
from cleanse.pages.page import Page
from cleanse.rulebook.loading import load_rulebook
from tests.pages.judge.judges import for_sentences

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LAST = "Her lawyer said on Tuesday that she would read the report first, and then say what she thinks of it."
LABEL = "Share this story"
KINDS = {"share": "share", "teaser": "related", "ad": "ad", "advert": "ad"}
CAPTION = Mark("example.com/page/figure", "caption")
OTHER = Mark("example.com/page/nav", "ui")

SENTENCES = Judge(for_sentences(), KINDS)
"""A judge to whom every long sentence is of the story, and nothing else."""
SHIPPED = block_judge(load_rulebook())


def blocks(html: str, caption: str = ".caption", other: str = ".nav") -> list[PageBlock]:
    """The blocks of a page, some of them marked."""
    body = Page(html).body
    marks: dict[int, Mark | None] = {node.mem_id: CAPTION for node in body.css(caption)}
    return blocks_of(body, marks | {node.mem_id: OTHER for node in body.css(other)})


def read(judge: Judge, found: list[PageBlock]) -> list[PageBlock]:
    """A page's story as a judge reads it."""
    return judge.reading_of(found, PageWords(), Signals()).blocks


def story(html: str, judge: Judge = SENTENCES) -> list[tuple[str, str | None]]:
    """The texts of a page's story, each with the kind of furniture that it is, if any."""
    return [(b.text, b.mark.kind if b.mark else None) for b in read(judge, blocks(html))]


def kinds(html: str) -> list[str | None]:
    """What furniture stands in the page's story, between prose before and behind."""
    return [kind for _, kind in story(f"<p>{PROSE}</p>{html}<p>{MORE}</p>")][1:-1]


def test_no_blocks_have_no_story() -> None:
    assert [] == read(SENTENCES, []) == read(SHIPPED, [])


def test_the_story_reaches_from_its_first_block_to_its_last() -> None:
    html = f"<p>{LABEL}<p>{PROSE}<p>{MORE}<p>{LABEL}"

    assert story(html) == [(PROSE, None), (MORE, None)]


def test_blocks_between_that_are_not_of_the_story_are_marked() -> None:
    assert story(f"<p>{PROSE}<p>{LABEL}<p>{MORE}") == [(PROSE, None), (LABEL, "ui"), (MORE, None)]
    marked = read(SENTENCES, blocks(f"<p>{PROSE}<p>{LABEL}<p>{MORE}"))[1].mark

    assert marked == JUDGE.mark


def test_blocks_that_are_marked_are_never_story() -> None:
    html = f"<p class=nav>{PROSE}</p><p>{MORE}</p><p class=nav>{LABEL}</p><p>{LAST}</p><p class=nav>{PROSE}</p>"

    assert story(html) == [(MORE, None), (LABEL, "ui"), (LAST, None)]


def test_marks_of_the_page_stay_as_they_are() -> None:
    found = read(SENTENCES, blocks(f"<p>{PROSE}<p class=nav>{LABEL}</p><p>{MORE}"))

    assert found[1].mark == OTHER


def test_the_blocks_themselves_are_not_changed() -> None:
    given_blocks = blocks(f"<p>{PROSE}<p>{LABEL}<p>{MORE}")
    read(SENTENCES, given_blocks)

    assert [block.mark for block in given_blocks] == [None, None, None]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<p>{LABEL}", ["ui"], id="no name"),
        pytest.param(f"<div class=share-bar>{LABEL}</div>", ["share"], id="a class"),
        pytest.param(f"<div id=storyAdvert>{LABEL}</div>", ["ad"], id="an id"),
        pytest.param(
            f"<div id=storyAd>{LABEL}</div>",
            ["ad"],
            id="a short word",
        ),
        pytest.param(f"<div data-component=teaser>{LABEL}</div>", ["related"], id="a component"),
        pytest.param(f"<div class=share><div><div>{LABEL}</div></div></div>", ["share"], id="an element around"),
        pytest.param(f"<div class=share><p class=ad>{LABEL}</p></div>", ["ad"], id="the nearest"),
        pytest.param(f"<div class='share teaser'>{LABEL}</div>", ["related"], id="the first of the alphabet"),
        pytest.param(f"<p><a href=/x>{LABEL}</a>", ["related"], id="a link"),
        pytest.param(f"<p class=share><a href=/x>{LABEL}</a>", ["share"], id="a link with a name"),
        pytest.param(f"<p>{LABEL} and <a href=/x>x</a>", ["ui"], id="some link"),
        pytest.param(f"<p class=ready>{LABEL}", ["ui"], id="a part of a word"),
        pytest.param(f"<div class=share>{'<div>' * 5}{LABEL}{'</div>' * 6}", ["ui"], id="too far around"),
    ],
)
def test_the_kind_of_furniture_is_told_by_the_elements(html: str, expected: list[str]) -> None:
    assert expected == kinds(html)


def test_the_caption_of_the_lead_picture_belongs_to_the_story() -> None:
    html = f"<h1>Rain</h1><p class=caption>A boat</p><p>{LABEL}</p><p>{PROSE}</p><p>{MORE}</p>"

    assert story(html) == [("A boat", "caption"), (LABEL, "ui"), (PROSE, None), (MORE, None)]


def test_captions_before_the_headline_belong_to_something_else() -> None:
    html = f"<p class=caption>A boat</p><h1>Rain</h1><p>{PROSE}</p><p>{MORE}</p>"

    assert story(html) == [(PROSE, None), (MORE, None)]


def test_captions_far_before_the_story_belong_to_something_else() -> None:
    html = f"<p class=caption>A boat</p>{f'<p>{LABEL}</p>' * 20}<p>{PROSE}</p>"

    assert story(html) == [(PROSE, None)]


def test_captions_right_behind_the_story_belong_to_it() -> None:
    html = (
        f"<p>{PROSE}</p><p class=caption>A boat</p><p class=caption>A quay</p><p>{LABEL}</p><p class=caption>A bus</p>"
    )

    assert story(html) == [(PROSE, None), ("A boat", "caption"), ("A quay", "caption")]


@pytest.mark.parametrize("heading", ["h2", "h3", "h6"])
def test_a_subhead_between_paragraphs_stays_with_them(heading: str) -> None:
    html = f"<div><p>{PROSE}</p><{heading}>The wait</{heading}><p>{MORE}</p></div>"

    assert story(html) == [(PROSE, None), ("The wait", None), (MORE, None)]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<div><p>{PROSE}</p></div><h2>More news</h2><p>{MORE}</p>", id="in another element"),
        pytest.param(f"<p>{PROSE}</p><h2><a href=/x>More news</a></h2><p>{MORE}</p>", id="a link"),
        pytest.param(f"<p>{PROSE}</p><h2>More news</h2><p>{LABEL}</p><p>{MORE}</p>", id="before furniture"),
        pytest.param(f"<p>{PROSE}</p><p>More news</p><p>{MORE}</p>", id="no heading"),
        pytest.param(f"<p>{PROSE}</p><h2 class=nav>More news</h2><p>{MORE}</p>", id="marked"),
    ],
)
def test_other_headings_are_no_subheads(html: str) -> None:
    assert ("More news", None) not in story(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>Menu<p>It rained.<p>Then<p>It fell!<p>Imprint", ["It rained.", "Then", "It fell!"], id="few"),
        pytest.param("<p>雨が降った。", ["雨が降った。"], id="one"),
        pytest.param("<p>Menu<p>Imprint", [], id="none"),
        pytest.param("<p><a>It rained.</a>", [], id="a link"),
        pytest.param("<p class=nav>It rained.</p>", [], id="marked"),
    ],
)  # fmt: skip
def test_a_page_for_which_little_speaks_is_read_by_its_sentences(html: str, expected: list[str]) -> None:
    assert [text for text, _ in story(html)] == expected


def test_the_shipped_judge_finds_a_plain_story() -> None:
    """Between menus, related links and a footer."""
    teasers = "".join(f"<li><a href=/{n}>Ten things to do when it rains</a></li>" for n in range(8))
    html = f"""<header><ul>{teasers}</ul></header><main><h1>Rain in Ormouth</h1><div class=article-body>
    <p>{PROSE}<p>{MORE}<div class=related><a href=/1>Ten things to do when it rains</a></div><p>{LAST}<p>{PROSE}</div>
    </main><footer><ul>{teasers}</ul><p>© The Example</footer>"""
    found = story(html, SHIPPED)

    assert {PROSE, MORE, LAST} <= {text for text, kind in found if kind is None}
    assert ("Ten things to do when it rains", "related") in found


# ---------------------------------------------------------------- properties

texts = st.one_of(st.sampled_from([PROSE, MORE, LABEL, f"<a>{LABEL}</a>", "Rain."]), st.text(max_size=40))
elements = st.builds(
    "<{}{}>{}".format,
    st.sampled_from(["p", "div", "h1", "h2", "li", "/div", "div><p"]),
    st.sampled_from(["", " class=share", " id=story", " class=caption", " class=nav"]),
    texts,
)
pages = st.lists(elements, max_size=9).map("".join).map(blocks)


@settings(deadline=None)
@given(pages, st.sampled_from([SENTENCES, SHIPPED]))
def test_a_story_is_a_part_of_the_page(found: list[PageBlock], judge: Judge) -> None:
    """Blocks that follow each other, the marked ones as marked as before, and some that are not marked."""
    result = read(judge, found)
    texts = [block.text for block in found]
    starts = [at for at in range(len(texts)) if texts[at : at + len(result)] == [block.text for block in result]]

    assert starts or not result
    assert not result or any(block.mark is None for block in result)
    assert all(
        block.mark is None or block.mark in (CAPTION, OTHER) or block.mark.rule == JUDGE.mark.rule for block in result
    )
    assert [block.text for block in result] == [block.text for block in read(judge, found)]


@pytest.mark.long
def test_judging_takes_time_by_the_number_of_blocks() -> None:
    """Ten times the page takes some ten times as long, and a quarter of a second for good measure."""

    def spent(count: int) -> float:
        found = blocks("<main>" + f"<div class=a><p>{PROSE}</p><p class=b>{LABEL}</p></div>" * count)
        gc.collect()
        start = time.process_time()
        assert read(SHIPPED, found)
        return time.process_time() - start

    # The best of three: what else the machine does is no time of ours.
    assert min(spent(3000) for _ in range(3)) < 20 * min(spent(300) for _ in range(3)) + 0.25
