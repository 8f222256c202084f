"""A page's story: by the layouts of its publisher, by a site config, or by a judge of blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanse.article.metadata import PageMetadata
from cleanse.cleaning.options import Extractor, Options
from cleanse.pages.judge.page_words import PageWords
from cleanse.pages.page import Page
from cleanse.pages.story import Story, by_layout, story_of
from cleanse.pages.unknown import page_words_of
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.site_configs import load_configs
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LAST = "Her lawyer said on Tuesday that she would read the report first, and then say what she thinks of it."
LONG = f"{PROSE} {MORE} {LAST} {PROSE}"
TEASER = "Ten things to do when it rains"
URL = "https://www.example.com/weather/rain.html"

LAYOUTS = (
    EXAMPLE
    + """
[page]
body = ["main .story", "main .text"]
lead = "p.lead"
keep = ".quote"

[[page.layout]]
body = ".gallery-text"
when = "body.gallery"

[[page.layout]]
body = ".wide"

[[page.drop]]
id = "box"
select = ["aside", ".box", ".x7"]
kind = "related"
why = "Links to other stories."

[page.fields]
title = "h2.head"
author = ".by"
"""
)
ELEMENTS = """
[[page.drop]]
id = "figure"
select = "figure"
kind = "caption"
why = "A picture."
"""
"""Page rules of every page."""
BOOK = rulebook_of({**FILES, "example.com": LAYOUTS, "generic/elements": ELEMENTS})


def story(
    html: str,
    url: str | None = URL,
    rulebook: Rulebook = BOOK,
    publisher: str | None = "example.com",
    extractor: Extractor = "judge",
) -> Story:
    """The story of a page, of the Example's unless said otherwise."""
    return story_of(
        Page(html), url, rulebook.publishers[publisher] if publisher else None, Options(rulebook, extractor=extractor)
    )


def kept(found: Story) -> list[str]:
    """The texts of its blocks that are no furniture."""
    return [block.text for block in found.blocks if block.mark is None]


def marked(found: Story) -> list[tuple[str, str]]:
    """The texts of its blocks that are furniture, each with the rule that says so."""
    return [(block.text, block.mark.rule) for block in found.blocks if block.mark]


def test_a_layout_tells_where_the_story_stands() -> None:
    html = f"<nav>Menu</nav><main><h1>Rain</h1><div class=story><p>{LONG}<p>{TEASER}</div><p>{MORE}</main>"
    found = story(html)

    assert (kept(found), found.warnings) == ([LONG, TEASER], ())


def test_the_lead_stands_outside_of_the_body() -> None:
    html = f"<main><p class=lead>{PROSE}</p><p>{TEASER}</p><div class=story><p>{LONG}</div></main><p class=lead>{MORE}"

    assert kept(story(html)) == [PROSE, LONG, MORE]
    assert kept(story(f"<p class=lead>{PROSE}</p><div class=wide><p>{LONG}</div>")) == [LONG]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<main><div class=story>{LONG}</div></main><div class=wide>x {LONG}</div>", LONG, id="the first"),
        pytest.param(f"<main><div class=text>{LONG}</div></main>", LONG, id="the other body"),
        pytest.param(f"<body class=gallery><div class=gallery-text>{LONG}</div>", LONG, id="with what it asks for"),
        pytest.param(f"<div class=gallery-text>x</div><div class=wide>{LONG}</div>", LONG, id="without it"),
        pytest.param(f"<div class=wide>{LONG}</div>", LONG, id="the last"),
        pytest.param(
            f"<main><div class=story> </div></main><div class=wide>{LONG}</div>", LONG, id="the first is empty"
        ),
        pytest.param(
            f"<main><div class=story><aside>{TEASER}</aside></div></main><div class=wide>{LONG}</div>",
            LONG,
            id="the first holds only furniture",
        ),
    ],
)
def test_the_first_layout_that_fits_is_taken(html: str, expected: str) -> None:
    found = story(html)

    assert (kept(found), found.warnings) == ([expected], ())


def test_furniture_in_the_story_is_marked_by_all_rules() -> None:
    html = f"""<main><div class=story><p>{LONG}</p><aside>{TEASER}</aside><figure>A boat</figure>
    <div class=box><p>More</p><p class=quote>{MORE}</p></div></div></main>"""
    found = story(html)

    assert kept(found) == [LONG, MORE]
    assert marked(found) == [
        (TEASER, "example.com/page/box"),
        ("A boat", "generic/elements/page/figure"),
        ("More", "example.com/page/box"),
    ]


def test_keep_stays_within_a_drop() -> None:
    quote = f"<div class=quote><p>{MORE}</p><p>{LAST}</p></div>"
    html = f"<main><div class=story><p>{LONG}</p><aside>{quote}</aside></div></main>"

    assert kept(story(html)) == [LONG, MORE, LAST]


@pytest.mark.parametrize("html", [f"<article><p>{LONG}<p>{MORE}</article>", f"<main><p>{LONG}<p>{MORE}</main>"])
def test_a_page_that_no_layout_fits_is_read_as_an_unknown_one_with_a_warning(html: str) -> None:
    found = story(html)

    assert kept(found) == [LONG, MORE]
    assert found.warnings == ("no layout of example.com fits this page: read as an unknown page",)
    assert kept(story(html, publisher=None)) == [LONG, MORE]


def test_furniture_of_a_known_publisher_is_marked_on_pages_that_no_layout_fits() -> None:
    found = story(f"<article><p>{LONG}<aside><p>{MORE}</aside><p>{LAST}</article>")

    assert (kept(found), marked(found)) == ([LONG, LAST], [(MORE, "example.com/page/box")])


def test_a_layout_that_holds_little_is_given_up_where_much_more_is_found() -> None:
    html = f"<main><div class=story><p>{TEASER}.</div></main><article><p>{LONG}<p>{MORE}<p>{LAST}</article>"
    found = story(html)

    assert {LONG, MORE, LAST} <= set(kept(found))
    assert found.warnings == (
        f"no layout of example.com finds more than {len(TEASER) + 1} characters of this page: read as an unknown page",
    )


def test_a_short_story_is_a_story() -> None:
    """Where nothing else is found, a layout's few words are believed."""
    found = story(f"<main><div class=story><p>{TEASER}.</div></main><footer>Imprint</footer>")

    assert (kept(found), found.warnings) == ([f"{TEASER}."], ())


def test_a_publisher_without_layouts_is_no_reason_to_warn() -> None:
    found = story(f"<article><p>{LONG}<p>{MORE}</article>", rulebook=rulebook_of(FILES))

    assert (kept(found), found.warnings) == ([LONG, MORE], ())


@pytest.mark.parametrize("html", ["", " \n", "<p></p>", "<nav>Menu</nav>", "<frameset><frame></frameset>"])
def test_a_page_without_a_story_says_so(html: str) -> None:
    found = story(html, publisher=None)

    assert (found.blocks, found.warnings) == ([], ("no story found on this page",))
    assert story(html).warnings[-1] == "no story found on this page"


def test_rules_of_publishers_are_nothing_to_unknown_pages() -> None:
    html = f"""<main><div class=story><p>{LONG}</p><div class=x7><p>{MORE}</p></div><figure>A boat</figure>
    <p>{LAST}</p></div></main>"""
    found = story(html, publisher=None)

    assert ("A boat", "generic/elements/page/figure") in marked(found)
    assert not any(rule.startswith("example.com/") for _, rule in marked(found))
    assert (MORE, "example.com/page/box") in marked(story(html))


def test_generic_only_ignores_publishers() -> None:
    html = f"<main><div class=story><p>{LONG}<p>{MORE}</div></main>"
    rulebook = BOOK.generic_only
    found = story(html, rulebook=rulebook, publisher=None)

    assert rulebook.publishers == {}
    assert rulebook.page_rules("example.com").layouts == ()
    assert (kept(found), found.warnings) == (kept(story(html, publisher=None)), ())


def test_the_fields_are_the_publishers() -> None:
    html = (
        f"<h1>Wind</h1><main><h2 class=head>Rain</h2><p class=by>Ada Byron</p><div class=story><p>{LONG}</div></main>"
    )
    fields = story(html).declared.metadata

    assert (fields.title, fields.authors) == ("Rain", ("Ada Byron",))
    assert fields.evidence == {"title": "selector", "authors": "selector"}
    assert story(html, publisher=None).declared.metadata.title == "Wind"


def test_trafilatura_reads_unknown_pages_where_it_is_asked_for() -> None:
    html = f"<html><body><article><p>{LONG}</p><p>{MORE}</p></article></body></html>"
    found = story(html, publisher=None, extractor="trafilatura")

    assert kept(found) == [LONG, MORE]
    assert found.blocks[0].place.above is None
    assert story("", publisher=None, extractor="trafilatura").warnings == ("no story found on this page",)


def test_trafilatura_is_not_asked_where_a_layout_fits() -> None:
    html = f"<main><div class=story><p>{LONG}<aside>{TEASER}</aside></div></main>"

    assert marked(story(html, extractor="trafilatura")) == [(TEASER, "example.com/page/box")]


def test_by_layout_finds_nothing_where_none_fits() -> None:
    rules = BOOK.page_rules("example.com")

    assert by_layout(Page(f"<p>{LONG}"), rules) == []
    assert by_layout(Page(f"<div class=wide><p>{LONG}"), BOOK.page_rules(None)) == []


def test_the_judge_is_told_of_title_and_description() -> None:
    assert page_words_of(PageMetadata(title="Rain, again!", description="It rained.")) == PageWords(
        "rainagain", "itrained"
    )
    assert page_words_of(PageMetadata()) == PageWords("", "")


# ---------------------------------------------------------------- site configs


@pytest.fixture
def configured(tmp_path: Path) -> Rulebook:
    """The rulebook with a config of another site."""
    (tmp_path / "ormouthpost.com.txt").write_text(
        "title: //h3\nbody: //div[@id='x']\nstrip: //aside\n", encoding="utf-8"
    )
    return Rulebook(BOOK.files, load_configs(tmp_path))


CONFIGURED = f"<h3>Rain</h3><div id=x><p>{LONG}</p><aside>{TEASER}</aside><figure>A boat</figure></div><p>{MORE}</p>"
ADDRESS = "https://www.ormouthpost.com/1"


def test_a_site_config_reads_pages_of_its_host(configured: Rulebook) -> None:
    found = story(CONFIGURED, ADDRESS, configured, publisher=None)

    assert (kept(found), found.declared.metadata.title, found.declared.metadata.evidence["title"]) == (
        [LONG],
        "Rain",
        "selector",
    )
    assert [(text, rule.partition("/")[0]) for text, rule in marked(found)] == [(TEASER, "ftr"), ("A boat", "generic")]


@pytest.mark.parametrize("url", [None, "https://www.example.org/1", "not a url"])
def test_other_hosts_have_no_config(url: str | None, configured: Rulebook) -> None:
    found = story(CONFIGURED, url, configured, publisher=None)

    assert found.declared.metadata.title is None
    assert not any(rule.startswith("ftr/") for _, rule in marked(found))


def test_a_config_that_does_not_fit_is_passed_over(configured: Rulebook) -> None:
    html = f"<h3>Rain</h3><article><p>{LONG}</p><p>{MORE}</p></article>"
    found = story(html, ADDRESS, configured, publisher=None)

    assert (kept(found), found.declared.metadata.title) == ([LONG, MORE], None)


def test_a_known_publisher_needs_no_config(configured: Rulebook) -> None:
    html = f"<div id=x><p>{MORE}</p></div><main><div class=story><p>{LONG}</p></div></main>"

    assert kept(story(html, ADDRESS, configured, publisher="example.com")) == [LONG]
