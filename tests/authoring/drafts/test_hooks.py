"""Stable hooks: what of a name people made, and which selectors will be the same on other pages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanse.article.model import Mark
from cleanse.authoring.drafts.hooks import named_part, stable_hooks, stable_selector
from cleanse.pages.blocks.blocks import Place, blocks_of
from cleanse.pages.blocks.elements import INLINE
from cleanse.pages.page import Page


def element(tag: str = "div", **attributes: str) -> Place:
    """An element with these attributes: `data_x` for `data-x`."""
    return Place(None, tag, {name.replace("_", "-"): value for name, value in attributes.items()}, "div", 1, 1, 0)


def place_of(html: str, text: str) -> tuple[Page, Place]:
    """A page, and the element that its block of this text stands in."""
    read = Page(html)
    return read, next(block.place for block in blocks_of(read.body) if block.text == text)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "css-1x2y3",
        "css-1x2y3-0",
        "sc-abc",
        "sc-17mjgzb-4",
        "jss12",
        "dOUIUP",
        "kZHFgK",
        "_3fGk",
        "x7Gh2",
        "jplsz",
        "e1f4srfq0",
        "astro-di6rgtyc",
        "svelte-1a2b3c",
        "a_m_m",
        "c_iq",
        "784548",
        "post-12345",
        "menu-item-13083",
        "wp-image-438395",
        "mt-3",
        "md:w-1/2",
        "text-center",
        "flex",
        "is-full",
        "has-media",
        "js-sharing",
        "clearfix",
        "größe",
        "",
        "-",
        "_",
        "a.b",
        'a"b',
    ],
)
def test_what_was_generated_or_counted_is_no_name(name: str) -> None:
    """Hashes, numbers, and classes that say how something looks."""
    assert named_part(name) is None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("articleBody_x7Gh2", "articleBody_*"),
        ("article_header-lead__mh_Z8", "article_header-lead__*"),
        ("ArticleBody-articleBody__3fGk2", "ArticleBody-articleBody__*"),
        ("Button_button--lg__fjo4y", "Button_button--lg__*"),
        ("BodyWrapper-kufPGa", "BodyWrapper-*"),
        ("HeaderLogo__LogoWrapper-sc-36iv05-0", "HeaderLogo__LogoWrapper-*"),
        ("_title_1mw3v_21", "_title_*"),
        ("css-17o6l1h-StyledStory", "*-StyledStory"),
        ("Story-module-scss-module__BnyXaa__content", "Story-module-scss-module__*__content"),
    ],
)
def test_the_part_that_people_named_stays(name: str, part: str) -> None:
    assert part == named_part(name)


@pytest.mark.parametrize(
    "name",
    ["story", "article-body", "story__text", "articleBody", "StoryBody", "c-article__body--large", "story-v2-body"],
)
def test_words_are_names(name: str) -> None:
    assert name == named_part(name)


@settings(max_examples=300)
@given(st.text(max_size=12))
def test_a_named_part_is_made_of_the_name(name: str) -> None:
    """Its pieces stand in the name, in order."""
    at = 0
    for piece in (named_part(name) or "").split("*"):
        at = name.index(piece, at) + len(piece)


# ---------------------------------------------------------------- hooks


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(element(), id="no attributes"),
        pytest.param(element(**{"class": "css-1x2y3 sc-abc jss12 dOUIUP _3fGk"}), id="hashes"),
        pytest.param(element(id="story-1234"), id="the story's number"),
        pytest.param(element(id="when-the-rain-came-to-ormouth"), id="the story's words"),
        pytest.param(element("h2", id="rain"), id="a heading's words"),
        pytest.param(element(itemprop="12 x1y2z3"), id="no property"),
        pytest.param(element(data_id="1234", data_slug="rain-in-ormouth", data_index="body"), id="data"),
        pytest.param(element(data_testid="card-12"), id="numbered"),
        pytest.param(element(data_component="Rain in Ormouth"), id="prose"),
        pytest.param(element(data_visible=""), id="state"),
        pytest.param(element("section"), id="tag"),
    ],
)
def test_what_is_not_stable_is_no_hook(place: Place) -> None:
    assert [] == stable_hooks(place)


@pytest.mark.parametrize(
    ("place", "hooks"),
    [
        (element(itemprop="articleBody text"), ["[itemprop~=articleBody]", "[itemprop~=text]"]),
        (element(id="article-body"), ["#article-body"]),
        (element(data_testid="article-body", data_x="y"), ["[data-testid=article-body]"]),
        (element(data_article_body=""), ["[data-article-body]"]),
        (element(**{"class": "mt-3 story  story__text dOUIUP story"}), [".story", ".story__text"]),
        (element(**{"class": "articleBody_x7Gh2"}), ['[class*="articleBody_"]']),
        (
            element(**{"class": "A-module__BnyXaa__content Story"}),
            [".Story", '[class*="A-module__"][class*="__content"]'],
        ),
        (element("article"), ["article"]),
        (
            element("main", id="story", itemprop="articleBody", data_component="text", **{"class": "body_1a2b3 text"}),
            ["[itemprop~=articleBody]", "#story", "[data-component=text]", ".text", '[class*="body_"]', "main"],
        ),
    ],
)
def test_hooks_are_ranked_by_how_long_they_last(place: Place, hooks: list[str]) -> None:
    """What a page says an element is, then its id, what data name, its classes, their parts, its tag."""
    assert hooks == stable_hooks(place)


# ---------------------------------------------------------------- selectors


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        pytest.param('<div class="story"><div class="text css-1x2y3">It rained.</div></div>', ".text", id="own hook"),
        pytest.param('<div class="box text">It rained.</div>', ".text", id="a word for a story first"),
        pytest.param(
            '<p class="text">No.</p><p class="text" id="lead">It rained.</p>', "#lead", id="the fewest others"
        ),
        pytest.param('<p class="text">No.<p class="text hero">It rained.', ".hero", id="the fewest, whatever it says"),
        pytest.param("<article><section><p>It rained.</p></section></article>", "article > section > p", id="a way"),
        pytest.param(
            '<div class="css-1x2y3"><div>It rained.</div></div>', "body > div > div", id="a way from the body"
        ),
        pytest.param('<div class="story"><span><p>It rained.</p></span></div>', ".story p", id="a way with gaps"),
        pytest.param(
            '<div class="story"><p>It rained.</div><div class="story" id="more"><p>No.</div>',
            ".story > p",
            id="an anchor",
        ),
        pytest.param(
            '<div class="box text"><p>It rained.</div><div class="text"><p>No.</div>',
            ".box > p",
            id="the rarest anchor",
        ),
    ],
)
def test_an_element_is_selected_by_what_is_stable(html: str, selector: str) -> None:
    read, place = place_of(html, "It rained.")

    assert selector == stable_selector(place, read)


def test_words_that_tell_are_preferred() -> None:
    read, place = place_of('<p class="box teaser">It rained.', "It rained.")

    assert (".box", ".teaser") == (stable_selector(place, read), stable_selector(place, read, {"teaser"}))


TAGS = st.sampled_from(["div", "section", "p", "span", "article", "ul"])
CLASSES = st.sampled_from(["", "story", "text css-1x2y3", "dOUIUP", "body_1a2b3", "mt-3"])
TREES = st.recursive(
    st.just("It rained."),
    lambda inner: st.builds(
        "<{0} class='{1}'>{2}{3}</{0}>".format, TAGS, CLASSES, inner, st.sampled_from(["", "<p>No.</p>"])
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, min_size=1, max_size=4))
def test_a_selector_selects_its_element(trees: list[str]) -> None:
    """Whatever the page, each block stands in what is selected for its element."""
    read = Page("".join(trees))
    for at, block in enumerate(blocks_of(read.body)):
        selector = stable_selector(block.place, read)
        if block.place.tag == "body":
            continue
        assert selector is not None
        nodes = read.tree.css(selector)
        chosen = blocks_of(read.body, {node.mem_id: Mark("x", "ui") for node in nodes if node.tag not in INLINE})
        assert chosen[at].mark
