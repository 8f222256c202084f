"""Skeletons: what stays of a page, what is invented, and that it cleans as the page does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cleanse
from cleanse.article.article import Article
from cleanse.article.errors import PageError
from cleanse.authoring.skeletons.skeleton import skeleton
from cleanse.pages.metadata.jsonld import Graph
from cleanse.pages.page import Page
from tests.rulebooks import FILES, rulebook_of
from tests.wording import words

Rows = Callable[[Path], Iterator[dict[str, Any]]]

URL = "https://www.example.com/news/2024/05/rain-floods-lower-town-1234.html"
RULES = """
[page]
body = "div.story"
lead = "p.standfirst"

[[page.drop]]
id = "related"
select = ["aside.related", ".box:has(h3:lexbor-contains('Read on'))", "a[href*='/promo/']", "[data-kind=teaser-list]"]
kind = "related"
why = "Links to other stories."

[[page.layout]]
body = "article:has(> header > [data-layout=long]) > section"
"""
SHIPPED = cleanse.load_rulebook()
RULEBOOK = rulebook_of(FILES | {"example.com": FILES["example.com"] + RULES})
TITLE = "Rain floods lower town of Ormouth"
LEAD = "The river rose for a third day, and the council closed the bridge to all traffic."
MORE = [
    "The mayor of Ormouth said on Friday that the drains of the lower town were older than anyone on the council.",
    "Two boats were lost in the night, and a third one was found on the lawn of the school at the end of the quay.",
]
STORY = [
    "The ferry left the harbour an hour late on Tuesday, and nobody on board seemed to mind the wait for the tide.",
    "“We have waited for this bridge for thirty years,” Ada Byron told the council, “and now it rains.”",
    "A crew of twelve worked through the night to clear the drains, and the school will stay shut until Thursday.",
]
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "News of the lower town"}]},
        {"@type": "Person", "@id": "https://www.example.com/#/people/ada-byron", "name": "Ada Byron"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2024-05-03T15:47:42+02:00",
            "author": {"@id": "https://www.example.com/#/people/ada-byron"},
            "articleBody": " ".join(STORY),
            "isAccessibleForFree": False,
            "inLanguage": "en",
        },
    ],
}
HEAD = f"""<!DOCTYPE html><html lang="en-GB" class="page"><head><title>{TITLE} - The Example</title>
<link rel="canonical" href="{URL}"><meta property="og:title" content="{TITLE}">
<meta name="description" content="{LEAD}"><meta property="og:site_name" content="The Example">
<meta property="og:image" content="https://img.example.net/ada-byron.jpg">
<meta name="generator" content="Press 6.1"><meta property="og:locale" content="en_GB"><style>p {{ color: red }}</style>
<script>var story = "{STORY[0]}";</script><script type="application/ld+json">{json.dumps(GRAPH)}</script></head>"""


def paragraphs(texts: Iterable[str] = STORY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(story: str = "", around: str = "") -> str:
    """A page of The Example with this in its story, and this before it."""
    menu = '<nav><a href="/">All the news of Ormouth and of its lower town</a></nav>'
    byline = '<p class="by">By <a rel="author" href="/people/ada-byron">Ada Byron</a></p>'
    foot = "<footer>Printed in Ormouth by the sons of Max Muster since 1908</footer>"
    head = f'<h1>{TITLE}</h1>{byline}<p class="standfirst">{LEAD}</p>'
    story = f'<div class="story">{paragraphs()}{story}</div>'
    return f'{HEAD}<body class="single">{menu}{around}{head}{story}{foot}</body></html>'


def bare(html: str, url: str | None = URL) -> str:
    return skeleton(html, url, RULEBOOK)


def both(html: str, url: str | None = URL, rulebook: cleanse.Rulebook = RULEBOOK) -> tuple[Article, Article]:
    """What comes of a page, and of its skeleton, which must say itself whose it is."""
    return cleanse.clean_html(html, url, rulebook=rulebook), cleanse.clean_html(
        skeleton(html, url, rulebook), rulebook=rulebook
    )


def runs(text: str) -> set[tuple[str, ...]]:
    """Each four words in a row of a text, numbers alone aside."""
    said = words(text)
    found = zip(said, said[1:], said[2:], said[3:], strict=False)
    return {run for run in found if not all(word.isdecimal() for word in run)}


# ---------------------------------------------------------------- what stays of a page


def test_the_story_s_elements_stay() -> None:
    """With what names them, and what is around them."""
    html = page(
        '<div id="box" class="box css-1x2y3" data-kind="note" itemprop="text" role="note" hidden><h3>Rain</h3></div>'
    )
    tree = Page(bare(html)).tree

    assert len(STORY) == len(tree.css("html.page > body.single > div.story > p"))
    assert tree.css("#box.box.css-1x2y3[data-kind=note][itemprop=text][role=note][hidden] > h3")
    assert tree.css("p.standfirst")


def test_the_headline_and_the_byline_stay() -> None:
    tree = Page(bare(page())).tree

    assert ["h1", "a"] == [node.tag for node in tree.css("body > h1, body a[rel=author]")]


@pytest.mark.parametrize(
    "selector",
    ["nav", "footer", "style", "script:not([type])", "svg", "iframe *", "[onclick]", "[style]", "[srcset]", "[nonce]"],
)
def test_the_rest_goes(selector: str) -> None:
    """What lies outside of the story, and what shows or runs something."""
    html = page(
        '<div onclick="go()" style="color: red" nonce="abc"><svg><path d="M0"/></svg><iframe><p>No</p></iframe>'
        '<script>var x = 1</script><!-- Rain in the town --><img srcset="/a 2x" src="/a.jpg" alt="Rain"></div>'
    )
    text = bare(html)

    assert [] == Page(text).tree.css(selector)
    assert "<!--" not in text
    assert [] != Page(text).tree.css("div.story iframe, div.story img[src][alt]")


def test_furniture_that_the_publisher_s_rules_name_stays() -> None:
    """In the story and around it, some of each kind; other furniture around it goes."""
    box = '<aside class="related"><a href="/x">Ten places to go to when it rains</a></aside>'
    tree = Page(bare(page(box, around=box * 9 + '<aside class="other"><p>No.</aside>'))).tree

    assert 1 == len(tree.css(".story aside.related"))
    assert 3 == len(tree.css("body > aside.related"))
    assert [] == tree.css("aside.other")


def test_what_a_layout_depends_on_stays() -> None:
    """The elements that its selectors ask for, though they are not of the story."""
    other = f'<article><header><p data-layout="long">Rain</p></header><section>{paragraphs()}</section></article>'
    html = page().replace('class="story"', 'class="x"').replace("<footer>", f"{other}<footer>")
    before, after = both(html)

    assert len(before.blocks) == len(after.blocks) == len(STORY)
    assert () == before.warnings == after.warnings


@pytest.mark.parametrize(
    ("label", "box"),
    [
        ("Advertisement", "<p>Advertisement</p>"),
        ("Sign up for the Example briefing", "<p>Sign up for the <b>Example</b> briefing</p>"),
        ("(AFP)", "<p>The striker at training on a rainy day ( AFP )</p>"),
        ("Read on", '<div class="box"><h3>Read on</h3><a href="/x">Ten places to go to</a></div>'),
    ],
)
def test_known_furniture_keeps_its_words(label: str, box: str) -> None:
    """So that the rules find it again."""
    before, after = both(page(box))
    text = Page(bare(page(box))).body.text()

    assert label.replace(" ", "") in text.replace(" ", "")
    assert "striker" not in text
    assert [edit.rule for edit in before.edits] == [edit.rule for edit in after.edits] != []


def test_a_caption_is_invented_but_for_its_agency() -> None:
    """A rule that knows its furniture by a pattern takes any words: those are swapped."""
    before, after = both(page("<p>The striker at training on a rainy day (AFP)</p>"))

    assert ("The striker at training on a rainy day", "AFP") == (before.captions[0].text, before.captions[0].credit)
    assert ("AFP", set()) == (after.captions[0].credit, runs(before.captions[0].text) & runs(after.captions[0].text))
    assert before.wire == after.wire


# ---------------------------------------------------------------- metadata


def test_the_metadata_are_invented_alike() -> None:
    """One title in all places, one name, an address with the title's words; and what says nothing of the page stays."""
    html = bare(page())
    tree = Page(html).tree
    article = cleanse.clean_html(html, rulebook=RULEBOOK)
    graph = Graph(tree)
    title = (tree.css_first("h1") or tree.root).text()  # type: ignore[union-attr]

    assert title == article.title == graph.article["headline"]
    assert f"{title} - The Example" == tree.css_first("title").text()  # type: ignore[union-attr]
    assert (tree.css_first("[rel=author]").text(),) == article.authors  # type: ignore[union-attr]
    assert article.authors[0] == graph.resolved(graph.article["author"])["name"]
    assert set(words(article.title or "")) >= {word for word in words(article.url or "")[6:8] if word.isalpha()}
    assert ("example.com", "The Example", "en", True) == (
        article.publisher,
        article.site,
        article.language,
        article.paywalled,
    )


def test_the_metadata_keep_their_shape() -> None:
    """The same fields are told by the same evidence; what nobody reads is left out."""
    before, after = both(page())

    assert before.evidence == after.evidence
    assert [] == Page(bare(page())).tree.css("meta[name=generator]")
    assert not {"BreadcrumbList", "articleBody"} & set(words(bare(page())))
    assert {"description", "image", "published"} <= set(after.evidence)


def test_a_page_that_does_not_say_its_address_is_given_it() -> None:
    """For the publisher's rules must apply to the skeleton too."""
    html = page().replace(f'<link rel="canonical" href="{URL}">', "")

    assert "example.com" == both(html)[1].publisher
    assert None is both(html, url=None)[1].publisher


def test_json_that_cannot_be_read_is_left_out() -> None:
    html = page().replace('"@context"', "@context")

    assert 0 == bare(html).count("ld+json")


# ---------------------------------------------------------------- attributes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('class="story-box is-wide css-1x2y3" id="box-12"', r'class="story-box is-wide css-1x2y3" id="box-12"'),
        ('itemtype="https://schema.org/Person" itemscope', r'itemtype="https://schema.org/Person" itemscope'),
        ('data-kind="note" data-n="12"', r'data-kind="note" data-n="12"'),
        ('data-name="Ada Byron"', r'data-name="(?!Ada)\w+ (?!Byron)\w+"'),
        ('data-props="{&quot;a&quot;: &quot;The ferry left the harbour&quot;}"', r'data-props="(?!.*ferry)[^"]{,90}"'),
        ('data-url="https://www.example.com/ada"', r'data-url="https://www\.example\.com/(?!ada)\w+"'),
        ('aria-label="Rain in town" aria-hidden="true"', r'aria-label="(?!Rain)\w+ (?!in)\w+ \w+" aria-hidden="true"'),
        ('title="Ada Byron" onclick="x"', r'title="(?!Ada)\w+ (?!Byron)\w+"'),
        ('id="the-ferry-left-the-harbour"', r'id="(?!the)\w+(-\w+){4}"'),
        ('weird="x" :x="y" style="margin: 0"', ""),
    ],
)
def test_attributes_name_things_and_say_nothing(before: str, after: str) -> None:
    text = bare(page(f"<div {before}>Rain</div>"))
    found = regex.search(r'<div class="story">.*<div ?([^>]*)>', text, flags=regex.DOTALL)

    assert found
    assert regex.fullmatch(after, found[1]), found[1]


def test_values_that_selectors_ask_for_stay() -> None:
    """So that a drop selects the same elements."""
    box = '<p>It rained. <a href="/shop/promo/rain">Buy it</a></p><div data-kind="teaser-list"><p>Rain, again</p></div>'
    before, after = both(page(box))

    assert [edit.rule for edit in before.edits] == [edit.rule for edit in after.edits]
    assert 2 == len(after.edits)


# ---------------------------------------------------------------- shortened


def test_many_of_a_kind_in_a_row_are_shortened() -> None:
    """The first and the last are kept, twelve of prose and four of furniture; a paragraph with an edit stays."""
    texts = [
        f"It rained on day {number} of the flood, and the ferry stayed in the harbour." for number in range(5000, 5080)
    ]
    teasers = "".join(f'<li><a href="/{n}">Ten places to go to</a></li>' for n in range(30))
    story = f"{paragraphs(texts[:40])}<p>Advertisement</p>{paragraphs(texts[40:])}"
    html = page(f'{story}<aside class="related"><ul>{teasers}</ul></aside>')
    tree = Page(bare(html)).tree

    assert 12 + 1 + 12 == len(tree.css(".story > p"))
    assert 4 == len(tree.css("aside li"))
    assert {edit.rule for edit in both(html)[0].edits} == {edit.rule for edit in both(html)[1].edits}


def test_a_long_page_has_a_short_skeleton() -> None:
    """With hundreds of paragraphs and empty slots."""
    texts = [f"On day {number} the council met in the town hall, and it rained all the while." for number in range(400)]
    html = page("".join(f'<p>{text}</p><div class="ad-slot" id="slot-{n}"></div>' for n, text in enumerate(texts)))

    assert len(html) > 5 * len(bare(html))
    assert len(bare(html)) < 20_000


# ---------------------------------------------------------------- properties

PROSE = st.lists(
    st.sampled_from(
        [
            "the",
            "river",
            "rose",
            "ferry",
            "harbour",
            "mayor",
            "tram",
            "Ormouth",
            "Byron",
            "12",
            "1908",
            "рост",
            "橋",
            "雨",
        ]
    ),
    min_size=1,
    max_size=30,
).map(lambda found: " ".join(found).capitalize() + ".")
INLINES = st.one_of(
    PROSE,
    st.builds('{0} <a href="/{1}">{1}</a> {0}'.format, PROSE, PROSE),
    st.builds("{}<br><br>{}".format, PROSE, PROSE),
)
BLOCKS = st.one_of(
    st.builds("<p>{}</p>".format, INLINES),
    st.builds('<div class="box" title="{}">{}</div>'.format, PROSE, INLINES),
    st.builds("<h2>{}</h2>".format, PROSE),
    st.builds("<ul><li>{}<li>{}</ul>".format, PROSE, PROSE),
    st.builds("<table><tr><td>{}<td>{}<tr><td>a<td>b</table>".format, PROSE, PROSE),
    st.builds('<aside class="related"><a href="/a">{}</a></aside>'.format, PROSE),
    st.sampled_from(
        ["<p>Advertisement</p>", "<p>Sign up for the Example briefing</p>", "<p>A boat on the sea (AFP)</p>"]
    ),
    st.sampled_from(["<div></div>", "<hr>", "<script>x</script>", "<figure><img src=a alt='A boat'></figure>"]),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=10))
def test_no_run_of_the_story_s_words_is_left(blocks: list[str]) -> None:
    """Of what is no known furniture, four words in a row are nowhere in the skeleton: not in texts, values or JSON."""
    html = page("".join(blocks))
    before = cleanse.clean_html(html, URL, rulebook=RULEBOOK)
    furniture = {run for edit in before.edits for run in runs(before.removed(edit))}
    furniture |= runs("Sign up for the Example briefing")

    assert set() == (runs(Page(html).body.text(separator=" ")) & runs(bare(html))) - furniture


def markup(block: str) -> str:
    """A block without its words: what makes a run of the like."""
    return re.sub(r">[^<]+", ">", block)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=10))
def test_a_skeleton_cleans_as_its_page(blocks: list[str]) -> None:
    """The same rules find the same furniture, and the same blocks stay; long runs of the like are made shorter."""
    assume(all(len(list(run)) < 4 for _, run in groupby(blocks, key=markup)))
    before, after = both(page("".join(blocks)))

    assert [(edit.rule, edit.cut) for edit in before.edits] == [(edit.rule, edit.cut) for edit in after.edits]
    assert [block.element for block in before.blocks] == [block.element for block in after.blocks]
    assert before.text.count("\n\n") == after.text.count("\n\n")
    assert before.evidence == after.evidence


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(BLOCKS, max_size=6), st.text(max_size=40), st.sampled_from([URL, None, "https://unknown.example.net/a"])
)
def test_a_skeleton_is_the_same_each_time(blocks: list[str], more: str, url: str | None) -> None:
    """And can be written, whatever stands on the page, whoever published it."""
    html = page("".join(blocks)) + more
    text = bare(html, url)

    assert text == bare(html, url)
    text.encode()


@pytest.mark.parametrize(
    "html", ["", "It rained.", "<p>", "<frameset><frame></frameset>", "<html><head></head></html>"]
)
def test_any_page_has_a_skeleton(html: str) -> None:
    assert bare(html, None).startswith("<!DOCTYPE html>\n<html")


def test_a_page_of_an_unknown_publisher() -> None:
    """Its story is what the judge finds, and what lies between."""
    html = page(
        '<aside class="related-box"><a href="/x">Ten places to go to when it rains</a></aside>' + paragraphs(MORE)
    )
    before, after = both(html, "https://www.ormouth.org/rain", SHIPPED)

    assert {edit.rule for edit in before.edits} == {edit.rule for edit in after.edits}
    assert [block.element for block in before.blocks] == [block.element for block in after.blocks]
    assert [] == Page(skeleton(html, "https://www.ormouth.org/rain", SHIPPED)).tree.css("footer")


def test_a_deep_page_takes_no_longer_than_a_flat_one() -> None:
    """Nor does it hang."""
    deep = "<div>" * 1500 + paragraphs(MORE) + "</div>" * 1500

    assert 1 + len(STORY) + len(MORE) == len(both(page(deep))[1].blocks)
    with pytest.raises(PageError):
        bare("<div>" * 30_000)


# ---------------------------------------------------------------- real pages


def test_skeletons_of_real_pages_hold_none_of_their_words(shared: Path, rows: Rows) -> None:
    """No four words in a row of the gold body, known furniture and the publisher's name aside; and the same rules."""
    gold = {row["id"]: row["body"] for row in rows(shared / "pages" / "gold.jsonl")}
    sizes = []
    for row in islice(rows(shared / "pages" / "pages.jsonl.gz"), 5, None, 25):
        text = skeleton(row["html"], row["url"], SHIPPED)
        before, after = (
            cleanse.clean_html(row["html"], row["url"], rulebook=SHIPPED),
            cleanse.clean_html(text, rulebook=SHIPPED),
        )
        furniture = {run for edit in before.edits for run in runs(before.removed(edit))} | runs(before.site or "")
        body = {run for paragraph in gold[row["id"]] for run in runs(paragraph)}

        assert set() == (body & runs(text)) - furniture, row["id"]
        assert {edit.rule for edit in before.edits} == {edit.rule for edit in after.edits}, row["id"]
        assert before.publisher == after.publisher
        sizes.append(len(text.encode()))

    assert sorted(sizes)[len(sizes) // 2] < 30_000
