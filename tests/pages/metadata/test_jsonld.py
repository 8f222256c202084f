"""JSON-LD: the things that a page declares, however broken the JSON, and the article among them."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleanse.pages.metadata.jsonld import Graph, Thing, texts, types

ARTICLE = '{"@type": "NewsArticle", "headline": "Rain"}'
READ = {"@type": "NewsArticle", "headline": "Rain"}


def script(text: str, kind: str = "application/ld+json") -> str:
    """A page's block of JSON-LD."""
    return f'<script type="{kind}">{text}</script>'


def graph(*blocks: str) -> Graph:
    """The graph of a page with these blocks."""
    return Graph(LexborHTMLParser("".join(map(script, blocks))))


def article(*values: Any) -> Thing:
    """The article of a page that declares these values."""
    return graph(*map(json.dumps, values)).article


def test_a_page_without_json_ld_declares_nothing() -> None:
    assert ([], {}) == (graph().things, graph().article)


@pytest.mark.parametrize("kind", ["application/ld+json", "Application/LD+JSON", "application/ld+json; charset=utf-8"])
def test_the_type_of_the_script_tells_json_ld(kind: str) -> None:
    assert READ == Graph(LexborHTMLParser(script(ARTICLE, kind))).article


@pytest.mark.parametrize("kind", ["application/json", "text/javascript", ""])
def test_other_scripts_are_no_json_ld(kind: str) -> None:
    assert Graph(LexborHTMLParser(script(ARTICLE, kind))).article == {}


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"\ud83c\udf88", "🎈"),
        (r"\\ud800", r"\ud800"),
        (r"\ud800 falls", "\ufffd falls"),
        (r"\uDFFF\uD83C\uDF88", "\ufffd🎈"),
        (r"\ud83c\ud83c\udf88", "\ufffd🎈"),
        (r"\\\ud800", "\\\ufffd"),
    ],
)
def test_half_a_pair_of_surrogates_is_a_character_that_can_be_written(escaped: str, read: str) -> None:
    """A page cut off in an emoji is no reason that its record cannot be written."""
    assert {**READ, "headline": f"Rain {read}"} == graph(ARTICLE.replace("Rain", f"Rain {escaped}")).article


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARTICLE, id="as it should be"),
        pytest.param(f"\n  {ARTICLE}\n", id="white space around"),
        pytest.param(f"[{ARTICLE}]", id="a list"),
        pytest.param(f"[[{ARTICLE}], 7, null]", id="a list of lists"),
        pytest.param('{"@graph": [' + ARTICLE + "]}", id="a graph"),
        pytest.param('{"@context": "https://schema.org", "@graph": {"x": [' + ARTICLE + "]}}", id="an inner object"),
        pytest.param(ARTICLE[:-1] + ",}", id="a trailing comma"),
        pytest.param(f"[{ARTICLE} ,\n]", id="a trailing comma in a list"),
        pytest.param(f"<!-- {ARTICLE} -->", id="an HTML comment"),
        pytest.param(f"<!--\n{ARTICLE[:-1]},}}\n-->", id="a comment and a comma"),
        pytest.param(f"//<![CDATA[\n{ARTICLE}\n//]]>", id="CDATA behind slashes"),
        pytest.param(f"// <![CDATA[\n{ARTICLE}\n// ]]>", id="CDATA behind slashes and spaces"),
        pytest.param(f"<![CDATA[{ARTICLE}]]>", id="CDATA"),
        pytest.param(f"<![CDATA[{ARTICLE}]]>;", id="CDATA and a semicolon"),
        pytest.param(ARTICLE.replace('"', "&quot;"), id="quotes as entities"),
        pytest.param(ARTICLE.replace('"', "&#34;"), id="quotes as numbers"),
    ],
)
def test_common_mistakes_are_forgiven(text: str) -> None:
    assert graph(text).article == READ


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        pytest.param("Ra\nin", ["Ra in"], id="a line break"),
        pytest.param("Ra\tin\x01", ["Ra in\x01"], id="control characters"),
        pytest.param("Rain &amp; wind", ["Rain & wind"], id="an entity"),
        pytest.param("Rain \\ud83c\\udf27", ["Rain 🌧"], id="a pair of surrogates"),
        pytest.param("Rain \\ud800", ["Rain \ufffd"], id="a lone surrogate"),
        pytest.param("  ", [], id="white space"),
    ],
)
def test_texts_are_read_whatever_is_in_them(headline: str, expected: list[str]) -> None:
    read = graph(ARTICLE.replace("Rain", headline)).article

    assert expected == texts(read["headline"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("  \n", id="white space"),
        pytest.param("null", id="null"),
        pytest.param("7", id="a number"),
        pytest.param('"Rain"', id="a text"),
        pytest.param("[]", id="an empty list"),
        pytest.param("{}", id="an empty object"),
        pytest.param('{"headline": "Rain"}', id="no type"),
        pytest.param('{"@type": null, "headline": "Rain"}', id="a type that is none"),
        pytest.param('{"@type": [[7]], "headline": "Rain"}', id="a type of numbers"),
        pytest.param('{"@type": "BreadcrumbList", "headline": "Rain"}', id="another type"),
        pytest.param("{'@type': 'NewsArticle'}", id="single quotes"),
        pytest.param('{"@type": "NewsArticle", "headline": "Rain', id="cut short"),
        pytest.param("var x = 7;", id="a script"),
        pytest.param("{" * 9 + ARTICLE, id="too many brackets"),
        pytest.param("[" * 100_000, id="brackets without end"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="a hundred thousand brackets"),
        pytest.param('{"a":' * 100_000 + "1" + "}" * 100_000, id="a hundred thousand objects"),
        pytest.param("1" * 100_000, id="a long number"),
    ],
)
def test_what_is_no_article_is_passed_over(text: str) -> None:
    """And what stands in other blocks is read."""
    assert graph(text).article == {}
    assert graph(text, ARTICLE).article == READ


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"/*<![CDATA[*/{ARTICLE}/*]]>*/",
            id="CDATA in comments",
        ),
        pytest.param(f"{ARTICLE};", id="a semicolon"),
        pytest.param(f"\ufeff{ARTICLE}", id="a byte order mark"),
    ],
)
def test_wrappers_that_are_not_forgiven_yet(text: str) -> None:
    assert graph(text).article == READ


def test_forgiving_a_comma_leaves_texts_as_they_are() -> None:
    assert graph('{"@type": "NewsArticle", "headline": "Rain (again, ] and so on)",}').article["headline"] == (
        "Rain (again, ] and so on)"
    )


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Review",
        "schema:NewsArticle", "http://schema.org/NewsArticle", "https://schema.org/Article", ["Thing", "NewsArticle"],
        [7, "schema:Article"],
    ],
)  # fmt: skip
def test_types_of_articles(kind: Any) -> None:
    thing = {"@type": kind, "headline": "Rain"}

    assert thing == article({"@type": "Organization", "name": "The Example"}, thing)


@pytest.mark.parametrize("kind", ["WebPage", "ItemPage", "VideoObject", "CreativeWork"])
def test_a_page_stands_for_an_article_that_is_not_declared(kind: str) -> None:
    page = {"@type": kind, "name": "Rain"}

    assert page == article(page)
    assert article(page, READ) == READ


def test_the_first_article_with_a_headline_is_the_article() -> None:
    bare = {"@type": "NewsArticle", "url": "https://example.com/1"}
    dated = {"@type": "NewsArticle", "datePublished": "2024-05-03"}

    assert READ == article(bare, READ, {**READ, "headline": "Wind"})
    assert dated == article(bare, dated, READ)
    assert bare == article(bare, {"@type": "WebPage", "headline": "Rain"})


def test_an_article_may_lie_within_other_things() -> None:
    assert article({"@type": "WebPage", "mainEntity": {"x": [READ]}}) == READ


def test_comments_are_not_looked_into() -> None:
    assert graph('{"@type": "Person", "comment": [' + ARTICLE + "]}").article == {}


def test_what_lies_too_deep_is_not_looked_for() -> None:
    deep = "[" * 14 + ARTICLE + "]" * 14

    assert graph(deep).article == {}


PERSON = {"@type": "Person", "@id": "#ada", "name": "Ada Byron"}


def test_a_reference_is_resolved_within_the_page() -> None:
    found = graph(json.dumps([{**READ, "author": {"@id": "#ada"}}, PERSON]))

    assert found.resolved(found.article["author"]) == PERSON


def test_a_thing_with_a_name_needs_no_other() -> None:
    found = graph(json.dumps(PERSON))

    assert found.resolved({"@id": "#ada", "name": "A. B."}) == {"@id": "#ada", "name": "A. B."}
    assert found.resolved({"@id": "#ada", "url": "https://example.com/ada"})["name"] == "Ada Byron"


@pytest.mark.parametrize("value", [None, 7, "Ada", [], ["#ada"], {}, {"@id": 7}, {"@id": "#max"}, {"@id": ["#ada"]}])
def test_what_refers_to_nothing_is_itself(value: Any) -> None:
    assert value == graph(json.dumps(PERSON)).resolved(value)


def test_a_reference_to_itself_is_no_loop() -> None:
    found = graph('{"@type": "Person", "@id": "#ada", "author": {"@id": "#ada"}}')

    assert found.resolved({"@id": "#ada"})["author"] == {"@id": "#ada"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, [], id="null"),
        pytest.param(7, [], id="a number"),
        pytest.param(True, [], id="a flag"),
        pytest.param("", [], id="an empty text"),
        pytest.param(" Ada \n Byron ", ["Ada Byron"], id="a text"),
        pytest.param(["Ada Byron", ["Max Muster", [7]], None], ["Ada Byron", "Max Muster"], id="lists"),
        pytest.param({"name": "Ada Byron", "url": "https://example.com"}, ["Ada Byron"], id="a name"),
        pytest.param({"name": "", "url": "https://example.com"}, ["https://example.com"], id="a url"),
        pytest.param({"@id": "#ada"}, ["#ada"], id="an id"),
        pytest.param({"@value": "Ada Byron"}, ["Ada Byron"], id="a value"),
        pytest.param({"name": {"name": ["Ada Byron"]}}, ["Ada Byron"], id="a name of a name"),
        pytest.param({"x": "Ada Byron"}, [], id="an object without a name"),
        pytest.param("Byron &amp; Muster", ["Byron & Muster"], id="an entity"),
    ],
)
def test_the_texts_of_a_value(value: Any, expected: list[str]) -> None:
    assert expected == texts(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("[" * 1000 + '"Rain"' + "]" * 1000, id="lists"),
        pytest.param('{"name": ' * 1000 + '"Rain"' + "}" * 1000, id="names"),
    ],
)
def test_the_texts_of_a_deep_value_are_no_crash(value: str) -> None:
    found = graph(f'{{"@type": "NewsArticle", "headline": {value}}}').article

    assert texts(found.get("headline", "Rain")) in (["Rain"], [])


KEYS = ["@type", "@id", "@graph", "headline", "name", "url", "author", "comment", "datePublished", "x"]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["NewsArticle", "WebPage", "#a", "#b", "https://example.com/1"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=4)), inner, max_size=5),
    ),
    max_leaves=20,
)


@given(st.lists(values, max_size=3))
def test_any_json_is_read(blocks: list[Any]) -> None:
    """Whatever stands where: the article is an object that was declared, and its values have texts."""
    found = graph(*(json.dumps(block).replace("<", "\\u003c") for block in blocks))
    article = found.article

    assert article == {} or article in found.things
    for value in article.values():
        assert all(text and text == " ".join(text.split()) for text in texts(found.resolved(value)))


@given(
    st.lists(st.one_of(st.text(max_size=40), st.sampled_from([ARTICLE, ",", "]]>", "-->", "{", "[", "//"])), max_size=6)
)
def test_any_text_is_read(pieces: list[str]) -> None:
    things = graph("".join(pieces)).things

    assert all("@type" in thing for thing in things)


@given(values)
def test_types_are_local_names(value: Any) -> None:
    assert all("/" not in name and ":" not in name for name in types({"@type": value}))


@pytest.mark.parametrize("piece", ["[", "<!--", "//  <![CDATA[", "]]>", ", ", "[1,\n\n", "/*", "*/", "--> ", "&quot;"])
def test_long_blocks_that_are_no_json_are_read_in_bounded_time(piece: str) -> None:
    assert graph(piece * 50_000).things == []


@pytest.mark.long
def test_white_space_behind_a_wrapper_is_read_in_linear_time() -> None:
    start = time.process_time()

    assert graph("[1]]>" + " " * 20_000 + "x").things == []
    assert time.process_time() - start < 0.3
