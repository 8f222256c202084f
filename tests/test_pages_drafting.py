"""Drafts of page rules: stable selectors, and what is proposed for a page."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanse
from cleanse.pages.blocks import Place, blocks_of
from cleanse.pages.drafting import draft_page, named_part, stable_hooks, stable_selector
from cleanse.pages.elements import INLINE
from cleanse.pages.layouts import page_rules
from cleanse.pages.lines import Mark
from cleanse.pages.page import Page
from cleanse.pages.story import by_layout
from cleanse.schema import PageTable, PublisherFile

Rows = Callable[[Path], Iterator[dict[str, Any]]]

RULEBOOK = cleanse.load_rulebook()
URL = "https://www.ormouth-courier.example.com/news/rain-1234"
LEAD = "The river rose for a third day and the lower town of Ormouth was closed to all traffic."
STORY = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "The bridge opens in May, the mayor said, and the tram will cross it in June of the year that follows the fair.",
    "“We have waited for this bridge for thirty years,” she told the council, “and now the water is in the way.”",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
]
HEAD = (
    '<html lang="en-GB"><head><meta property="og:site_name" content="The Ormouth Courier">'
    f'<meta property="og:title" content="Rain in Ormouth"><meta name="description" content="{LEAD}"></head>'
)


def paragraphs(wrap: str = "<p>{}</p>") -> str:
    """The story's paragraphs."""
    return "".join(wrap.format(text) for text in STORY)


def page(body: str) -> str:
    """A page of the Courier with this in its body, between a menu and a foot."""
    menu = '<nav><ul><li><a href="/">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
    return f"{HEAD}<body>{menu}<h1>Rain in Ormouth</h1>{body}<footer><p>All rights reserved.</p></footer></body></html>"


def drafted(body: str, url: str | None = URL) -> PublisherFile:
    """The draft for a page with this in its body, as a rule file."""
    return msgspec.convert(tomllib.loads(draft_page(page(body), url, RULEBOOK)), PublisherFile)


def proposed(body: str) -> PageTable:
    """The page rules of that draft."""
    found = drafted(body).page
    assert found is not None
    return found


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


# ---------------------------------------------------------------- the head of the file


def test_the_head_is_what_the_page_says() -> None:
    file = drafted(f"<article>{paragraphs()}</article>")

    assert ("The Ormouth Courier", ["example.com"], "en") == (file.name, file.domains, file.language)


def test_the_page_s_own_address_will_do() -> None:
    html = page(f"<article>{paragraphs()}</article>").replace(
        "<head>", '<head><link rel="canonical" href="https://www.ormouth.co.uk/rain">'
    )
    own, given_ = (tomllib.loads(draft_page(html, url, RULEBOOK)) for url in (None, URL))

    assert (["ormouth.co.uk"], ["example.com"]) == (own["domains"], given_["domains"])


@pytest.mark.parametrize("url", [None, "", "https://localhost/rain", "https://127.0.0.1/rain", "https://co.uk"])
def test_a_page_without_an_address_is_refused(url: str | None) -> None:
    with pytest.raises(ValueError, match=r"no registered domain in the page's address .*: give its url"):
        draft_page(page(paragraphs()), url, RULEBOOK)


def test_a_page_that_says_nothing_of_itself() -> None:
    """Its site is called by its domain, and its language is to be looked at."""
    text = draft_page(paragraphs(), URL, RULEBOOK)
    file = msgspec.convert(tomllib.loads(text), PublisherFile)

    assert ("example.com", "en") == (file.name, file.language)
    assert 'language = "en"    # TODO: the page does not say' in text


@pytest.mark.parametrize("site", ["https://www.example.com", "example.com"])
def test_an_address_is_no_name(site: str) -> None:
    html = page(paragraphs()).replace("The Ormouth Courier", site)

    assert "example.com" == tomllib.loads(draft_page(html, URL, RULEBOOK))["name"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30), st.text(max_size=60))
def test_every_draft_can_be_loaded(name: str, text: str) -> None:
    """Whatever a page says, quotes, line breaks, signs and half characters included."""
    graph = json.dumps({"@type": "NewsArticle", "headline": text, "publisher": {"name": name}}).replace("</", "<\\/")
    html = f"""<script type="application/ld+json">{graph}</script><article>{paragraphs()}
    <aside class="related">{text.encode(errors="replace").decode()}</aside></article>"""
    file = msgspec.convert(tomllib.loads(draft_page(html, URL, RULEBOOK)), PublisherFile)

    assert file.name


# ---------------------------------------------------------------- the body


@pytest.mark.parametrize(
    ("body", "selector"),
    [
        pytest.param(
            f'<article><div itemprop="articleBody">{paragraphs()}</div></article>',
            "[itemprop~=articleBody]",
            id="itemprop",
        ),
        pytest.param(f'<main><div id="story-text">{paragraphs()}</div></main>', "#story-text", id="id"),
        pytest.param(
            f'<div id="story-1234" class="story-text">{paragraphs()}</div>', ".story-text", id="no story's number"
        ),
        pytest.param(
            f'<div class="css-1x2y3 articleBody_x7Gh2">{paragraphs()}</div>', '[class*="articleBody_"]', id="CSS module"
        ),
        pytest.param(
            f'<div class="story-text"><div class="css-1x2y3">{paragraphs()}</div></div>', ".story-text", id="inner hash"
        ),
        pytest.param(
            f'<article><section class="sc-abc">{paragraphs()}</section></article>', "article", id="a landmark"
        ),
        pytest.param(
            f'<div class="css-1x2y3"><div class="dOUIUP">{paragraphs()}</div></div>',
            "body > div > div",
            id="no hook at all",
        ),
    ],
)
def test_the_body_is_the_smallest_element_that_is_known_again(body: str, selector: str) -> None:
    assert selector == proposed(body).body


def test_the_body_holds_the_whole_story_and_little_else() -> None:
    """The widest element is not taken, nor one part of the story."""
    text = "".join(f'<section class="part"><div class="text">{paragraphs()}</div></section>' for _ in range(3))

    assert (
        ".story"
        == proposed(f'<main class="page"><aside><p>Menu</p></aside><div class="story">{text}</div></main>').body
    )


def test_several_elements_where_one_holds_too_much() -> None:
    """Stories that stand beside as much furniture, element by element."""
    teaser = (
        "<ul>"
        + '<li class="t"><a href="/x">Ten places to go to when it rains in the hills of Ormouth</a></li>' * 9
        + "</ul>"
    )
    body = "".join(f'<div class="part-text"><p>{text}</p></div>{teaser}' for text in STORY)

    assert ".part-text" == proposed(f'<main class="page">{body}</main>').body


def test_a_page_without_a_story() -> None:
    """A file all the same, which says so."""
    text = draft_page(f"{HEAD}<body><nav><a href='/'>News</a></nav></body>", URL, RULEBOOK)

    assert "# TODO: no story was found on this page." in text
    assert msgspec.convert(tomllib.loads(text), PublisherFile).page == PageTable()


def test_the_proposal_says_why() -> None:
    text = draft_page(page(f'<div class="story">{paragraphs()}</div>'), URL, RULEBOOK)

    assert f"# Selects 1 of the page's elements: 100 % of the story's {sum(map(len, STORY))} characters," in text
    assert f"# Drafted from one page: {URL}" in text


# ---------------------------------------------------------------- the lead


def test_a_description_outside_of_the_body_is_the_lead() -> None:
    body = f'<p class="standfirst">{LEAD}</p><div class="story">{paragraphs()}</div>'

    assert (".story", ".standfirst") == (proposed(body).body, proposed(body).lead)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<div class="story"><p class="standfirst">{LEAD}</p>{paragraphs()}</div>', id="inside"),
        pytest.param(f'<div class="story">{paragraphs()}</div>', id="nowhere"),
        pytest.param(
            f'<p class="standfirst">{LEAD[:40]}</p><div class="story">{paragraphs()}</div>', id="another text"
        ),
        pytest.param(f'<figure>{LEAD}</figure><div class="story">{paragraphs()}</div>', id="a caption"),
    ],
)
def test_no_lead_where_none_is_needed(body: str) -> None:
    assert (".story", None) == (proposed(body).body, proposed(body).lead)


# ---------------------------------------------------------------- drops

LINK = '<a href="/a">Ten places to go to</a>'
RELATED = f'<aside class="css-1x2y3 related-stories"><h3>More</h3><ul><li>{LINK}</li></ul></aside>'
SAID = 'aria-label="Related, share, newsletter"'
"""Tells the judge what an element is, and is no hook."""
NEWSLETTER = '<div data-component="newsletter-box"><p>Our morning briefing</p><a href="/n">Join</a></div>'


def story_with(*boxes: str) -> str:
    """A story with boxes between its paragraphs."""
    parts = [
        part
        for pair in zip([f"<p>{text}</p>" for text in STORY], [*boxes, "", "", "", ""], strict=False)
        for part in pair
    ]
    return f'<div class="story">{"".join(parts)}</div>'


def test_furniture_in_the_body_is_proposed() -> None:
    """The largest element that holds nothing of the story, with the judge's kind, once for all of it."""
    drops = proposed(story_with(RELATED, NEWSLETTER, RELATED)).drop

    assert [
        ("related-stories", ".related-stories", "related"),
        ("newsletter-box", "[data-component=newsletter-box]", "newsletter"),
    ] == [(drop.id, drop.select, drop.kind) for drop in drops]
    assert all(drop.why.startswith("TODO: ") for drop in drops)


def test_what_was_seen_stands_in_a_comment() -> None:
    box = '<aside class="promo-box"><a href="/a">Nine words that one reads here, and some more</a></aside>'
    text = draft_page(page(story_with(box)), URL, RULEBOOK)

    assert "# 1 block: “Nine words that one reads here, and some …”" in text


def test_furniture_that_looks_like_the_story_is_told_by_its_place() -> None:
    """What stands in an element with the hooks of the story's own is selected by the way to it."""
    story = "".join(f'<div class="text-part"><p>{text}</p></div>' for text in STORY)
    box = f'<div class="text-part"><ul {SAID}><li>{LINK}</li></ul></div>'
    table = proposed(f'<div class="story">{story}{box}{story}</div>')

    assert [".text-part > ul"] == [drop.select for drop in table.drop]


def test_what_no_element_tells_is_left_to_text_rules() -> None:
    story = f'<div class="story">{paragraphs()}<p {SAID}>{LINK}</p>{paragraphs()}</div>'
    text = draft_page(page(story), URL, RULEBOOK)

    assert "# 1 block that no element tells from the story; a text rule may: “Ten places to go to”" in text
    assert "[[page.drop]]" not in text


def test_what_every_page_drops_is_not_proposed_again() -> None:
    """But said."""
    text = draft_page(
        page(story_with("<figure><figcaption>A boat in the harbour</figcaption></figure>")), URL, RULEBOOK
    )

    assert "[[page.drop]]" not in text
    assert "/figcaption: “A boat in the harbour”" in text


def test_the_headline_in_the_body_is_not_proposed() -> None:
    """It goes as the page's title."""
    assert [] == proposed(f'<div class="story"><h2 class="head">Rain in Ormouth</h2>{paragraphs()}</div>').drop


def test_ids_are_said_once() -> None:
    named = [("aside", "More-Box"), ("section", "more_box")]
    boxes = [f"<{tag} class='{name}'><a href='/a'>More of this</a></{tag}>" for tag, name in named]
    ids = [drop.id for drop in proposed(story_with(*boxes)).drop]

    assert ["more-box", "more-box-2"] == ids


# ---------------------------------------------------------------- the whole


def test_a_draft_works_as_it_is(tmp_path: Path) -> None:
    """Loaded as a rule file, it cleans its page to the story."""
    html = page(f'<p class="standfirst">{LEAD}</p>{story_with(RELATED, NEWSLETTER)}')
    (tmp_path / "example.com.toml").write_text(draft_page(html, URL, RULEBOOK), encoding="utf-8")
    article = cleanse.clean_html(html, URL, rulebook=cleanse.load_rulebook(tmp_path))

    assert "\n\n".join([LEAD, *STORY]) == article.text
    assert {"example.com/page/related-stories", "example.com/page/newsletter-box"} <= {
        edit.rule for edit in article.edits
    }


def test_drafts_of_real_pages_hold_their_stories(shared: Path, rows: Rows) -> None:
    """Every draft is valid, and on average holds 97 % of the gold body's words."""
    gold = {row["id"]: " ".join(row["body"]).split() for row in rows(shared / "pages" / "gold.jsonl")}
    shares = []
    for row in islice(rows(shared / "pages" / "pages.jsonl.gz"), 0, None, 12):
        file = msgspec.convert(tomllib.loads(draft_page(row["html"], row["url"], RULEBOOK)), PublisherFile)
        blocks = by_layout(Page(row["html"]), page_rules([(file.domains[0], file.page or PageTable())]))
        said = {word for block in blocks if block.mark is None for word in block.text.split()}
        words = gold[row["id"]]
        shares.append(sum(word in said for word in words) / max(1, len(words)))

    assert sum(shares) >= 0.97 * len(shares)
