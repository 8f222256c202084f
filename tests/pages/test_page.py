"""Pages: HTML of any form, parsed once, in bounds."""

from __future__ import annotations

import codecs

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.errors import PageError
from cleanse.pages import page as module
from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.decoding import read_again
from cleanse.pages.page import DEEPEST, Page

URL = "https://www.example.com/news/ferry"


def text_of(page: Page) -> str:
    """The words of a page's body."""
    return " ".join((page.body.text() or "").split())


def texts_of(page: Page) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in blocks_of(page.body)]


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize(
    "html",
    [
        "It rained.",
        "<p>It rained.",
        "<html><body><p>It rained.</p></body></html>",
        "<p>It <b>rained</i>.",
        "</div>It rained.",
    ],
)
def test_html_of_any_form_is_a_page(html: str) -> None:
    page = Page.read(html)

    assert ("It rained.", html, None) == (text_of(page), page.html, page.address)


@pytest.mark.parametrize(
    "html", ["", " ", "\0", "<", "<!--", "<![CDATA[", "<frameset><frame></frameset>", "\ufeff", "<head>"]
)
def test_pages_of_nothing_have_a_body_without_text(html: str) -> None:
    assert "" == text_of(Page(html)).strip("<\ufeff\ufffd")


@given(st.text(max_size=60) | st.text(alphabet="<>/!-pdiv= \"'&#;b", max_size=60))
def test_any_text_is_some_page(html: str) -> None:
    """Without an error, and without the parser's writing it anew."""
    page = Page.read(html)

    assert read_again(html) == page.html
    assert page.address is None
    assert texts_of(page) == texts_of(Page(page.html))


@pytest.mark.parametrize(
    "html", [f"<p>{'It rained. ' * 9}</p>" * 3000, "<br>" * 30_000, "<p>" * 30_000, "<li><td>" * 15_000]
)
def test_long_flat_pages_are_not_deep(html: str) -> None:
    """Many tags in a row, shut or not, are no depth."""
    assert html == Page(html).html


# ---------------------------------------------------------------- text, bytes, BeautifulSoup


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Żółw śpi.".encode(), None),
        ("<p>Żółw śpi.".encode("cp1250"), "windows-1250"),
        ("<meta charset=iso-8859-2><p>Żółw śpi.".encode("latin2"), None),
        (codecs.BOM_UTF16_LE + "<p>Żółw śpi.".encode("utf-16-le"), "utf-8"),
    ],
)
def test_bytes_are_decoded(data: bytes, charset: str | None) -> None:
    assert "Żółw śpi." == text_of(Page.read(data, charset))


def test_the_charset_is_of_no_use_to_text() -> None:
    assert "Żółw śpi." == text_of(Page.read("<meta charset=latin1><p>Żółw śpi.", "koi8-r"))


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
@pytest.mark.parametrize(
    "html",
    ["<p>It <b>rained</b>.</p>", "<p>3 &lt; 4 &amp; 5&nbsp;%</p>", "<p>Żółw śpi.</p><script>if (1 < 2) {}</script>"],
)
def test_a_soup_is_the_page_that_it_was_made_of(html: str, parser: str) -> None:
    assert texts_of(Page.read(html)) == texts_of(Page.read(BeautifulSoup(html, parser)))


def test_a_soup_that_was_changed_is_read_as_it_is_now() -> None:
    """And is not changed itself."""
    soup = BeautifulSoup("<p>It rained.</p><aside>Menu</aside>", "html.parser")
    aside = soup.find("aside")
    assert aside is not None
    aside.decompose()
    before = str(soup)

    assert "It rained." == text_of(Page.read(soup))
    assert before == str(soup)


def test_what_is_for_readers_without_scripts_does_not_end_the_head() -> None:
    """As in a browser: the `meta` behind it is of the head."""
    page = Page('<head><noscript><img src="x.png"><p>Menu</noscript><meta name="a"></head><body>It rained.')

    assert page.tree.css_first("head > meta") is not None
    assert ["It rained."] == texts_of(page)


# ---------------------------------------------------------------- bounds


def test_a_page_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", 1000)

    assert 1000 == len(Page("a" * 1000).html)
    with pytest.raises(PageError, match=r"^a page of 1,001 characters, more than 1,000$"):
        Page("a" * 1001)


@pytest.mark.parametrize("tag", ["div", "span", "x-box", "b"])
def test_a_page_that_is_too_deep_is_refused(tag: str) -> None:
    """Before the parser, which takes time by the square of its depth."""
    with pytest.raises(PageError, match=f"^elements nested deeper than {DEEPEST:,}$"):
        Page(f"<{tag}>" * 100_000)


@pytest.mark.parametrize("html", ["<div>" * 3900 + "It rained." + "</div>" * 3900, "<div><b>x</b></div>" * 20_000])
def test_a_page_of_some_depth_is_read(html: str) -> None:
    assert texts_of(Page(html + "<br>" * 20_000))


def test_a_bad_page_is_a_value_error() -> None:
    """So that callers who know nothing of pages can catch it."""
    assert issubclass(PageError, ValueError)


# ---------------------------------------------------------------- the address


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{URL}">',
        f"<link href={URL} rel=canonical>",
        f'<LINK REL="Canonical" HREF="{URL}">',
        f'<meta property="og:url" content="{URL}">',
        f'<meta property="OG:URL" content="{URL}">',
        f'<meta property="og:url" content="https://example.com/other"><link rel="canonical" href="{URL}">',
        f'<link rel="canonical" href="/news/ferry"><meta property="og:url" content="{URL}">',
        f'<link rel="canonical"><meta property="og:url" content="{URL}">',
        f'<link rel="canonical" href=""><meta property="og:url" content="{URL}">',
    ],
)
def test_a_page_says_where_it_stands(head: str) -> None:
    """The canonical address before the one for sharing; one that is no whole address says nothing."""
    assert URL == Page(f"<head>{head}</head><p>It rained.").address


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="canonical" href="/news/ferry">',
        '<link rel="canonical" href="//www.example.com/news/ferry">',
        '<meta property="og:url" content="javascript:void(0)">',
        f'<link rel="alternate" href="{URL}">',
        f'<meta property="og:title" content="{URL}">',
        f"<!-- <link rel=canonical href={URL}> -->",
    ],
)
def test_a_page_that_says_nothing_of_it_has_no_address(head: str) -> None:
    assert Page(f"<head>{head}</head><p>It rained.").address is None
