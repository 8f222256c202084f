"""Cleaning a page: HTML goes in, the article comes out, with where each field was taken from."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

import cleanse
from cleanse.article.errors import PageError
from cleanse.article.model import Block, Caption, Recognition
from tests.rulebooks import FILES, WORDS, rulebook_of
from tests.webpages import ADDRESS, PAGE, PAGED, SOURCE, TEXT

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LAST = "Her lawyer said on Tuesday that she would read the report first, and then say what she thinks of it."
STORY = f"<p>{PROSE}<p>{MORE}<p>{LAST}"
OTHER = "https://www.example.org/1"
BOOK = rulebook_of({**FILES, "example.com": PAGED}, {**WORDS, "byline": {"by": ["by"]}})


def article(html: str | bytes = PAGE, url: str | None = None, publisher: str | None = None) -> cleanse.Article:
    """The article of a page, by the small rulebook."""
    return cleanse.clean_html(html, url, publisher=publisher, rulebook=BOOK)


def test_a_page_of_a_known_publisher_becomes_its_article() -> None:
    found = article()

    assert (found.source, found.text) == (SOURCE, TEXT)
    assert {edit.kind: found.removed(edit).strip().split("\n")[-1] for edit in found.edits if edit.cut} == {
        "headline": "Ferry late",
        "caption": "A boat at sea (AFP)",
        "ad": "Advertisement",
        "related": "More stories",
        "ui": "Share",
        "newsletter": "Sign up for the Example briefing",
    }


def test_each_field_is_told_with_where_it_was_taken_from() -> None:
    found = article()

    assert (found.title, found.authors, found.section, found.language) == ("Ferry late", ("Ada Byron",), "News", "en")
    assert (found.published, found.modified) == ("2024-03-05T06:00:00+00:00", "2024-03-05T09:30:00+01:00")
    assert (found.tags, found.description, found.site) == (("Ferries", "Harbour"), "A ferry was late.", "The Example")
    assert (found.url, found.image, found.paywalled) == (ADDRESS, "https://www.example.com/ferry.jpg", True)
    assert found.captions == (Caption("A boat at sea", "AFP"),)
    assert found.rulebook == BOOK.version
    assert (
        found.evidence.items()
        >= {
            "title": "element",
            "authors": "meta",
            "published": "opengraph",
            "modified": "opengraph",
            "section": "opengraph",
            "tags": "opengraph",
            "description": "opengraph",
            "image": "opengraph",
            "site": "opengraph",
            "url": "element",
            "language": "element",
        }.items()
    )


def test_blocks_are_spans_of_the_source() -> None:
    found = article()
    shown = [(found.source[block.start : block.end], block.element) for block in found.blocks]

    assert shown[:3] == [
        ("Ferry late", "h1"),
        ("The ferry left the harbour an hour late, and nobody minded.", "p"),
        ("A boat at sea (AFP)", "figcaption"),
    ]
    assert ("In Harde.", "li") in shown


@pytest.mark.parametrize(
    ("url", "publisher", "expected"),
    [
        pytest.param(None, None, Recognition("example.com", "page", ("www.example.com",)), id="the page's own address"),
        pytest.param(
            "https://m.example.co.uk/1", None, Recognition("example.com", "url", ("m.example.co.uk",)), id="the url"
        ),
        pytest.param(None, "The Example", Recognition("example.com", "argument", ("example.com",)), id="the argument"),
        pytest.param(
            OTHER, "example.co.uk", Recognition("example.com", "argument", ("example.com",)), id="over the url"
        ),
        pytest.param(OTHER, None, Recognition("example.org", "url", ("www.example.org",)), id="another's url"),
    ],
)
def test_whose_page_it_is(url: str | None, publisher: str | None, expected: Recognition) -> None:
    told = article(url=url, publisher=publisher).recognised_by

    assert (told.publisher, told.by, told.evidence) == (expected.publisher, expected.by, expected.evidence)


def test_furniture_tells_whose_page_it_is_where_no_address_does() -> None:
    html = f"<article>{STORY} Join the Example readers' forum.</article>"

    assert article(html).recognised_by.by == "furniture"
    assert article(f"<article>{STORY}</article>").recognised_by == Recognition()


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel=canonical href="{ADDRESS}">',
        f'<meta property=og:url content="{ADDRESS}">',
        f'<link rel=canonical href="/ferry"><meta property=og:url content="{ADDRESS}">',
    ],
)
def test_a_page_tells_its_own_address(head: str) -> None:
    found = article(f"{head}<main>{STORY}<aside>More</aside></main>")

    assert (found.publisher, found.recognised_by.by) == ("example.com", "page")
    assert "More" not in found.text


def test_the_url_that_is_given_is_the_articles() -> None:
    url = "https://www.example.com/2"

    assert article(url=url).url == url
    assert article(f"<main>{STORY}</main>").url is None


def test_an_unknown_publisher_by_name_is_an_error_with_a_hint() -> None:
    with pytest.raises(KeyError, match=r"exmaple\.com.*did you mean `example\.com`"):
        article(publisher="exmaple.com")


def test_the_agency_is_told_by_the_author_where_the_text_names_none() -> None:
    found = article().recognised_by

    assert (found.wire, found.wire_evidence) == ("AFP", ("author",))


def test_captions_stay_where_the_policy_keeps_them() -> None:
    kept = cleanse.clean_html(PAGE, rulebook=BOOK, policy=cleanse.Policy(keep={"caption"}))

    assert "A boat at sea (AFP)" in kept.text
    assert [edit.cut for edit in kept.edits if edit.kind == "caption"] == [False, False]
    assert kept.captions[0] == Caption("A boat at sea", "AFP")
    assert kept.source == SOURCE


def test_a_known_publisher_whose_layout_does_not_fit_warns_and_is_read_as_unknown() -> None:
    html = f"<article>{STORY}</article>"
    found = article(html, ADDRESS)

    assert found.text == f"{PROSE}\n\n{MORE}\n\n{LAST}"
    assert found.warnings == ("no layout of example.com fits this page: read as an unknown page",)
    assert found.publisher == "example.com"


def test_generic_only_ignores_publishers() -> None:
    found = cleanse.clean_html(PAGE, rulebook=BOOK.generic_only)

    assert found.recognised_by.publisher == "example.com"
    assert found.recognised_by.by == "page"
    assert not any(edit.rule.startswith("example.com/") for edit in found.edits)
    with pytest.raises(KeyError):
        cleanse.clean_html(PAGE, rulebook=BOOK.generic_only, publisher="example.com")


def test_a_page_without_a_story_gives_an_empty_article_that_says_so() -> None:
    found = article("")

    assert (found.source, found.text, found.edits, found.blocks) == ("", "", (), ())
    assert found.warnings == ("no story found on this page",)


def test_furniture_that_takes_most_of_the_text_is_warned_of() -> None:
    labels = "".join(f"<p>{label}" for label in ["Advertisement", "Story continues below"] * 9)
    found = article(f"<main><p>{PROSE[:50]}.{labels}</main>", ADDRESS)

    assert any(warning.startswith("removed ") for warning in found.warnings)


def test_the_kinds_of_input_give_the_same_article() -> None:
    expected = article()

    assert expected == article(PAGE.encode())
    assert expected == article(PAGE.encode("utf-16"))
    for parser in ("html.parser", "lxml"):
        found = cleanse.clean_html(BeautifulSoup(PAGE, parser), rulebook=BOOK)
        assert (expected.source, expected.text, expected.title) == (found.source, found.text, found.title)


def test_the_transports_charset_is_believed() -> None:
    html = "<main><p>Die Brücke wurde für den Verkehr gesperrt, und der Bus fährt seit Montag über Harde.</main>"

    assert "Brücke" in cleanse.clean_html(html.encode("cp1252"), charset="iso-8859-1", rulebook=BOOK).text
    assert "Br\ufffdcke" in cleanse.clean_html(html.encode("cp1252"), charset="utf-8", rulebook=BOOK).text


def test_trafilatura_reads_unknown_pages_where_it_is_asked_for() -> None:
    html = f"<html><body><article>{STORY}</article></body></html>"
    found = cleanse.clean_html(html, rulebook=BOOK, extractor="trafilatura")

    assert found.text == f"{PROSE}\n\n{MORE}\n\n{LAST}"
    assert Block(0, len(PROSE), "p") == found.blocks[0]


def test_a_page_beyond_all_bounds_is_an_error_with_a_reason() -> None:
    with pytest.raises(PageError, match="elements nested deeper than"):
        article("<div>" * 100_000)


def test_the_text_tells_fields_that_the_page_does_not() -> None:
    byline = """
[[rule]]
id = "byline"
kind = "byline"
why = "Author and date."
pattern = '''By (?P<author>\\p{Lu}\\p{L}+ \\p{Lu}\\p{L}+), (?P<date>\\d{1,2} [a-z]+ \\d{4})'''
removes = ["By Ada Byron, 3 May 2024"]
keeps = ["By 3 May 2024 it was over."]
"""
    book = rulebook_of({**FILES, "example.com": PAGED + byline})
    found = cleanse.clean_html(f"<main><p>By Ada Byron, 3 May 2024</p>{STORY}</main>", ADDRESS, rulebook=book)

    assert (found.authors, found.published) == (("Ada Byron",), "2024-05-03")
    assert (found.evidence["authors"], found.evidence["published"]) in (("text", "text"), ("text", "htmldate"))
    assert found.text.startswith(PROSE)
