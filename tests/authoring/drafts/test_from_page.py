"""Drafts of page rules: what is proposed for a page."""

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
from cleanse.authoring.drafts.from_page import draft_page
from cleanse.pages.page import Page
from cleanse.pages.story import by_layout
from cleanse.rulebook.page_rules import page_rules
from cleanse.rulefiles.schema import PageTable, PublisherFile

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
    '<meta property="og:type" content="article">'
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
    link = '<li class="t"><a href="/x">Ten places to go to when it rains in the hills of Ormouth</a></li>'
    teaser = f'<ul class="related">{link * 4}</ul>'
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
    assert "/caption: “A boat in the harbour”" in text


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
        blocks = by_layout(Page(row["html"]), page_rules([(file.domains[0], "publisher", file.page or PageTable())]))
        said = {word for block in blocks if block.mark is None for word in block.text.split()}
        words = gold[row["id"]]
        shares.append(sum(word in said for word in words) / max(1, len(words)))

    assert sum(shares) >= 0.97 * len(shares)
