"""What a page declares: each way of declaring, their order, and what of it belongs to other stories."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleanse import clean_html
from cleanse.pages.metadata.declared import Declaration, Declared, declared
from cleanse.rulefiles.schema import FieldsTable

JSON_LD = '<script type="application/ld+json">{}</script>'


def graph(**fields: Any) -> str:
    """The block of JSON-LD of an article."""
    return JSON_LD.format(json.dumps({"@type": "NewsArticle", **fields}).replace("<", "\\u003c"))


def meta(name: str, content: str, key: str = "name") -> str:
    """A meta tag."""
    return f'<meta {key}="{name}" content="{content}">'


def said_of(html: str, *tables: FieldsTable) -> Declared:
    """What this page declares."""
    return declared(LexborHTMLParser(html), tables)


def told(html: str, field: str, *tables: FieldsTable) -> list[tuple[str, list[str]]]:
    """How and what a page says of a field, in the order of belief."""
    return [(said.by, said.values) for said in said_of(html, *tables).get(field, [])]


def test_a_page_without_anything_declares_nothing() -> None:
    assert said_of("") == said_of("<p>It rained.") == {}


def test_ways_are_believed_in_order() -> None:
    """A publisher's selectors, JSON-LD, OpenGraph, other meta tags, elements."""
    page = (
        "<title>Seven</title><h1 class=head>Six</h1>"
        + meta("twitter:title", "Five")
        + meta("dc.title", "Four")
        + meta("og:title", "Three", "property")
        + graph(name="Two again", headline="Two")
        + "<p class=title>One</p>"
    )

    assert told(page, "title", FieldsTable(title=".title")) == [
        ("selector", ["One"]),
        ("json-ld", ["Two"]),
        ("json-ld", ["Two again"]),
        ("opengraph", ["Three"]),
        ("meta", ["Four"]),
        ("meta", ["Five"]),
        ("element", ["Six"]),
        ("element", ["Seven"]),
    ]


@pytest.mark.parametrize(
    "parts", [["<h1>A</h1>", meta("og:title", "B", "property")], [graph(headline="C"), "<h1>A</h1>"]]
)
def test_the_order_on_the_page_means_nothing(parts: list[str]) -> None:
    assert told("".join(parts), "title") == told("".join(parts[::-1]), "title")


def test_what_is_said_is_told_with_its_field() -> None:
    assert said_of(meta("section", "Weather"))["section"] == [Declaration("section", ["Weather"], "meta")]


@pytest.mark.parametrize("empty", ["", " ", "&nbsp;", "\n"])
def test_what_says_nothing_is_left_out(empty: str) -> None:
    page = f'<title>{empty}</title><h1>{empty}</h1><html lang="{empty}">{meta("og:title", empty, "property")}'

    assert said_of(page + graph(headline=empty.replace("&nbsp;", "\xa0"))) == {}


@pytest.mark.parametrize(
    ("key", "value", "field", "expected"),
    [
        ("headline", "Rain", "title", ["Rain"]),
        ("headline", ["Rain", "Wind"], "title", ["Rain", "Wind"]),
        ("headline", {"@value": "Rain"}, "title", ["Rain"]),
        ("headline", "Wind &amp; rain", "title", ["Wind & rain"]),
        ("name", "Rain", "title", ["Rain"]),
        ("datePublished", "2024-05-03T10:00Z", "published", ["2024-05-03T10:00Z"]),
        ("dateModified", "2024-05-04", "modified", ["2024-05-04"]),
        ("articleSection", ["Weather", "North"], "section", ["Weather", "North"]),
        ("description", "It rained.", "description", ["It rained."]),
        ("inLanguage", "en-GB", "language", ["en-GB"]),
        ("inLanguage", {"@type": "Language", "name": "en"}, "language", ["en"]),
        ("isAccessibleForFree", False, "free", ["False"]),
        ("isAccessibleForFree", "true", "free", ["true"]),
        ("author", "Ada Byron", "authors", ["Ada Byron"]),
        ("author", {"@type": "Person", "name": "Ada Byron"}, "authors", ["Ada Byron"]),
        ("author", [{"name": "Ada Byron"}, {"name": ["M. M."]}, "J. D."], "authors", ["Ada Byron", "M. M.", "J. D."]),
        ("creator", ["Ada Byron"], "authors", ["Ada Byron"]),
        ("keywords", "rain, wind,, ", "tags", ["rain", "wind"]),
        ("keywords", ["rain, heavy", "wind"], "tags", ["rain, heavy", "wind"]),
        ("image", "https://example.com/a.jpg", "image", ["https://example.com/a.jpg"]),
        ("image", ["https://example.com/a.jpg", "https://example.com/b.jpg"], "image", ["https://example.com/a.jpg"]),
        ("image", [{"url": "https://example.com/a.jpg"}], "image", ["https://example.com/a.jpg"]),
        ("image", {"contentUrl": "https://example.com/a.jpg"}, "image", ["https://example.com/a.jpg"]),
        ("mainEntityOfPage", "https://example.com/1", "url", ["https://example.com/1"]),
        ("mainEntityOfPage", {"@id": "https://example.com/1"}, "url", ["https://example.com/1"]),
        ("url", "https://example.com/1", "url", ["https://example.com/1"]),
        ("publisher", {"@type": "Organization", "name": "The Example"}, "site", ["The Example"]),
    ],
)  # fmt: skip
def test_json_ld_tells_each_field(key: str, value: Any, field: str, expected: list[str]) -> None:
    assert told(graph(**{key: value}), field) == [("json-ld", expected)]


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("author", {"@type": "Person", "url": "https://example.com/ada"}, "authors"),
        ("author", {"@id": "#nobody"}, "authors"),
        ("author", [None, 7, True, {}], "authors"),
        ("image", "/a.jpg", "image"),
        ("image", {"url": {"url": "https://example.com/a.jpg"}}, "image"),
        ("mainEntityOfPage", True, "url"),
        ("url", ["7", None], "url"),
        ("keywords", {"x": "rain"}, "tags"),
        ("headline", 7, "title"),
    ],
)
def test_json_ld_of_other_shapes_tells_nothing(key: str, value: Any, field: str) -> None:
    assert told(graph(**{key: value}), field) == []


def test_references_in_json_ld_are_followed() -> None:
    things = [
        {
            "@type": "NewsArticle",
            "author": [{"@id": "#ada"}, {"@id": "#max"}],
            "publisher": {"@id": "#us"},
            "image": {"@id": "#i"},
        },
        {"@type": "Person", "@id": "#ada", "name": "Ada Byron"},
        {"@type": "Person", "@id": "#max", "name": "Max Muster"},
        {"@type": "Organization", "@id": "#us", "name": "The Example"},
        {"@type": "ImageObject", "@id": "#i", "url": "https://example.com/a.jpg"},
    ]
    found = said_of(JSON_LD.format(json.dumps({"@graph": things})))

    assert {name: said[0].values for name, said in found.items()} == {
        "authors": ["Ada Byron", "Max Muster"],
        "site": ["The Example"],
        "image": ["https://example.com/a.jpg"],
    }


def test_only_the_articles_own_json_ld_counts() -> None:
    other = {"@type": "NewsArticle", "headline": "Wind", "author": "Max Muster", "articleSection": "Sport"}
    page = graph(headline="Rain", author="Ada Byron") + JSON_LD.format(json.dumps(other))

    assert told(page, "authors") == [("json-ld", ["Ada Byron"])]
    assert told(page, "section") == []


@pytest.mark.parametrize("key", ["property", "name", "http-equiv"])
def test_meta_tags_are_read_by_any_of_their_keys(key: str) -> None:
    assert told(meta("OG:Title", "Rain", key), "title") == [("opengraph", ["Rain"])]


@pytest.mark.parametrize(
    ("name", "field", "by"),
    [
        ("og:title", "title", "opengraph"),
        ("twitter:title", "title", "meta"),
        ("author", "authors", "meta"),
        ("article:author", "authors", "opengraph"),
        ("parsely-author", "authors", "meta"),
        ("article:published_time", "published", "opengraph"),
        ("parsely-pub-date", "published", "meta"),
        ("article:modified_time", "modified", "opengraph"),
        ("article:section", "section", "opengraph"),
        ("article:tag", "tags", "opengraph"),
        ("keywords", "tags", "meta"),
        ("og:description", "description", "opengraph"),
        ("description", "description", "meta"),
        ("og:image", "image", "opengraph"),
        ("og:url", "url", "opengraph"),
        ("og:locale", "language", "opengraph"),
        ("content-language", "language", "meta"),
        ("og:site_name", "site", "opengraph"),
        ("application-name", "site", "meta"),
        ("article:content_tier", "free", "opengraph"),
    ],
)
def test_names_of_meta_tags_and_what_they_count_as(name: str, field: str, by: str) -> None:
    assert told(meta(name, "Rain"), field) == [(by, ["Rain"])]


def test_meta_tags_that_nobody_asks_for_are_passed_over() -> None:
    assert (
        said_of(meta("viewport", "width=device-width") + meta("", "Rain") + "<meta content=Rain><meta name=author>")
        == {}
    )


def test_of_a_meta_tag_said_twice_the_first_counts() -> None:
    assert told(meta("og:title", "Rain") + meta("og:title", "Wind"), "title") == [("opengraph", ["Rain"])]


def test_authors_and_tags_of_meta_tags_are_many() -> None:
    page = (
        meta("author", "Ada Byron")
        + meta("author", "Max Muster")
        + meta("article:tag", "rain")
        + meta("article:tag", "wind")
    )

    assert told(page, "authors") == [("meta", ["Ada Byron", "Max Muster"])]
    assert told(page, "tags") == [("opengraph", ["rain", "wind"])]
    assert told(meta("keywords", "rain, heavy wind,"), "tags") == [("meta", ["rain", "heavy wind"])]


def test_entities_that_are_written_twice_are_read_twice() -> None:
    assert told(meta("og:title", "Wind &amp;amp; rain &amp;#039;24"), "title") == [("opengraph", ["Wind & rain '24"])]


def test_microdata_tell_what_nothing_else_says() -> None:
    page = """<div><h2 itemprop="headline">Rain</h2><span itemprop=author>Ada Byron</span>
    <time itemprop=datePublished datetime=2024-05-03>May</time><meta itemprop=articleSection content=Weather></div>"""

    assert told(page, "title") == [("microdata", ["Rain"])]
    assert told(page, "authors") == [("microdata", ["Ada Byron"])]
    assert told(page, "published") == [("microdata", ["2024-05-03"]), ("element", ["2024-05-03"])]
    assert told(page, "section") == [("microdata", ["Weather"])]
    assert told(page + meta("section", "Sport"), "section") == [("meta", ["Sport"])]


def test_an_item_of_microdata_is_told_by_its_name() -> None:
    page = "<p itemprop=author itemscope>Written by <b itemprop=name>Ada Byron</b>, reporter</p>"

    assert told(page, "authors") == [("microdata", ["Ada Byron"])]


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("itemprop=author", id="microdata"),
        pytest.param("rel=author href=/ada", id="links"),
        pytest.param('rel="nofollow author" href=/ada', id="links with more words"),
    ],
)
def test_authors_of_other_stories_are_left_out(mark: str) -> None:
    """Those that stand with the first are the story's, the others are teasers'."""
    teasers = "".join(f"<li><h3>Wind</h3><p><a {mark}>Jean Dupont</a></p></li>" for _ in range(3))
    story = f"<article><p><a {mark}>Ada Byron</a> and <a {mark}>Max Muster</a></p><p>It rained.</p></article>"
    page = f"<body><main>{story}</main><aside><ul>{teasers}</ul></aside>"

    assert [values for _, values in told(page, "authors")] == [["Ada Byron", "Max Muster"]]


def test_a_single_author_is_found_alone() -> None:
    page = """<main><div><p><a rel=author>Ada Byron</a></p></div></main>
    <footer><div><p><a rel=author>Max Muster</a></p></div></footer>"""

    assert told(page, "authors") == [("element", ["Ada Byron"])]


def test_authors_in_elements_of_their_own_are_found_together() -> None:
    page = "<ul><li><a rel=author>Ada Byron</a></li><li><a rel=author>Max Muster</a></li></ul>"

    assert told(page, "authors") == [("element", ["Ada Byron", "Max Muster"])]


def test_a_long_list_of_authors_is_cut() -> None:
    page = "<p>" + "".join(f"<a rel=author>Ada Byron {number}</a>" for number in range(1000))

    assert [len(values) for _, values in told(page, "authors")] == [12]


def test_links_to_authors_are_believed_last() -> None:
    page = "<a rel=author>Max Muster</a>"

    assert told(page, "authors") == [("element", ["Max Muster"])]
    assert told(page + meta("author", "Ada Byron"), "authors") == [
        ("meta", ["Ada Byron"]),
        ("element", ["Max Muster"]),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<h1>Menu</h1><main><h1>Rain</h1></main>", "Rain", id="in main"),
        pytest.param("<h1>Menu</h1><article><h1>Rain</h1></article>", "Rain", id="in the article"),
        pytest.param("<h1>Rain</h1><h1>Wind</h1>", "Rain", id="the first"),
        pytest.param("<h1>Rain <b>and</b>\n wind</h1>", "Rain and wind", id="with markup"),
    ],
)
def test_the_headline_among_the_elements(page: str, expected: str) -> None:
    assert told(page, "title") == [("element", [expected])]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<time datetime=2024-05-03T10:00>May</time>", ["2024-05-03T10:00"], id="a day"),
        pytest.param("<time datetime=PT5M>5</time><time datetime=2024-05-03>", ["2024-05-03"], id="the second"),
        pytest.param("<time>2024-05-03</time>", [], id="no attribute"),
        pytest.param("<time datetime=yesterday>x</time>", [], id="no date"),
    ],
)  # fmt: skip
def test_the_first_date_among_the_elements(page: str, expected: list[str]) -> None:
    assert [values for _, values in told(page, "published")] == ([expected] if expected else [])


def test_address_and_language_of_the_elements() -> None:
    page = '<html lang=en-GB><link rel="Canonical" href=" https://example.com/1 "><link rel=canonical href=/2>'

    assert told(page, "url") == [("element", ["https://example.com/1"])]
    assert told(page, "language") == [("element", ["en-GB"])]


def test_selectors_tell_texts_and_attributes() -> None:
    table = FieldsTable(
        title="h2.head",
        author=[".by a", ".by"],
        published="time @datetime",
        modified=["time.up @datetime", "time @data-up"],
        section=".crumb:last-child",
    )
    page = """<h2 class=head> Rain\n again</h2><p class=by>By <a>Ada Byron</a>, <a>Max Muster</a></p>
    <time datetime="2024-05-03" data-up="2024-05-04">May</time>
    <p><b class=crumb>Home</b><b class=crumb>Weather</b></p>"""
    found = said_of(page, table)

    assert {name: said[0].values for name, said in found.items() if said[0].by == "selector"} == {
        "title": ["Rain again"],
        "authors": ["Ada Byron", "Max Muster"],
        "published": ["2024-05-03"],
        "modified": ["2024-05-04"],
        "section": ["Weather"],
    }


def test_of_selectors_the_first_that_finds_something_counts() -> None:
    table = FieldsTable(author=[".author", ".by", "p"])

    assert told("<p class=by>Ada Byron</p><p class=author> </p>", "authors", table)[0] == ("selector", ["Ada Byron"])


def test_selectors_of_several_tables_are_believed_in_order() -> None:
    tables = FieldsTable(title=".none"), FieldsTable(title="h2"), FieldsTable(title="h3")

    assert told("<h3>Wind</h3><h2>Rain</h2>", "title", *tables) == [("selector", ["Rain"]), ("selector", ["Wind"])]


NAMES = [
    "@type", "@id", "headline", "name", "author", "creator", "image", "publisher", "keywords", "mainEntityOfPage",
    "url", "datePublished", "dateModified", "articleSection", "inLanguage", "isAccessibleForFree", "description",
]  # fmt: skip
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.sampled_from(["NewsArticle", "#a"])
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(NAMES), values), st.sampled_from(["NewsArticle", "WebPage"]))
def test_any_value_of_any_key_of_json_ld_is_read(fields: dict[str, Any], kind: str) -> None:
    """Numbers, nulls, lists of lists: what is told are texts with something in them."""
    page = JSON_LD.format(json.dumps({"@type": kind, **fields}).replace("<", "\\u003c"))

    for field, found in said_of(page).items():
        assert all(said.field == field and said.values and all(said.values) for said in found)


@given(
    st.lists(st.tuples(st.sampled_from(["author", "og:title", "keywords", "date"]), st.text(max_size=30)), max_size=5)
)
def test_any_content_of_meta_tags_is_read(tags: list[tuple[str, str]]) -> None:
    page = "".join(meta(name, content.replace('"', "&quot;")) for name, content in tags)

    for found in said_of(page).values():
        assert all(value == " ".join(value.split()) for said in found for value in said.values)


@given(st.text(alphabet="<>/=\"' aphtimeorl", max_size=80))
def test_any_page_is_read(html: str) -> None:
    assert all(said for said in said_of(html, FieldsTable(title="a, p", author="* @rel")).values())


def test_an_endless_character_reference_costs_itself() -> None:
    html = f'<meta property="og:title" content="Rain &amp;#{"1" * 5000}; again"><p>It rained.'

    assert "Rain" in (clean_html(html).title or "")
