"""WARC archives: the pages of their responses, and why others are passed over."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.corpus.warc import PassedOver, WarcPage, pages_of
from tests.archives import DATE, URL, packed, record, response

PAGE = "<p>Żółw śpi."
ID = "<urn:uuid:00000000-0000-0000-0000-{:012}>"


def read(data: bytes) -> list[WarcPage | PassedOver]:
    """What an archive holds."""
    return list(pages_of(io.BytesIO(data)))


def html_of(data: bytes) -> list[str]:
    """The pages of an archive, or why they are none behind a mark."""
    return [found.html if isinstance(found, WarcPage) else f"! {found.why}" for found in read(data)]


# ---------------------------------------------------------------- what must not change


def test_an_archive_without_records_has_no_pages() -> None:
    assert [] == read(b"")


@pytest.mark.parametrize("kind", ["request", "metadata", "warcinfo", "revisit", "conversion", "continuation"])
def test_records_that_are_no_responses_are_passed_over_without_a_word(kind: str) -> None:
    other = record(b"HTTP/1.1 404 Not Found\r\n\r\n<p>no", kind, 2, type_="text/html")

    assert [] == read(other)
    assert [PAGE] == html_of(other + response(PAGE.encode()) + other)


@pytest.mark.parametrize("html", ["", " ", PAGE, "\0\1", "a\r\nb\r\n\r\nWARC/1.0\r\n\r\n", "<p>🎈" * 9999])
def test_a_page_comes_out_as_it_went_in(html: str) -> None:
    """With its address, and the record's name."""
    assert [WarcPage(ID.format(7), URL, html, DATE)] == read(response(html.encode(), 7))


@given(st.lists(st.text(max_size=40).filter(lambda text: not text.startswith("\ufeff")), max_size=4))
def test_pages_come_in_their_order(pages: list[str]) -> None:
    """Whatever is in them."""
    records = [response(html.encode(), number) for number, html in enumerate(pages)]
    expected = [WarcPage(ID.format(number), URL, html, DATE) for number, html in enumerate(pages)]

    assert expected == read(b"".join(records))
    assert expected == list(pages_of(cast("BinaryIO", gzip.GzipFile(fileobj=io.BytesIO(packed(records))))))


def test_pages_come_one_by_one() -> None:
    """An archive of any size takes the memory of a page."""
    source = io.BytesIO(b"".join(response(os.urandom(9000).hex().encode(), number) for number in range(99)))
    found = pages_of(source)

    assert ID.format(0) == getattr(next(found), "id", None)
    assert source.tell() < 999_999


# ---------------------------------------------------------------- what is a page


@pytest.mark.parametrize(
    "type_",
    ["text/html", "TEXT/HTML", "text/html;charset=UTF-8", " text/html ; charset = utf-8", "application/xhtml+xml"],
)
def test_html_of_every_spelling_is_a_page(type_: str) -> None:
    assert ["<meta charset=utf-8><p>Żółw śpi."] == html_of(
        response("<meta charset=utf-8><p>Żółw śpi.".encode(), type_=type_)
    )


@pytest.mark.parametrize("type_", ["application/pdf", "image/png", "text/plain", "application/json", "text/xml", "x"])
def test_what_is_no_html_is_passed_over_with_its_type(type_: str) -> None:
    expected = [PassedOver(f"{type_}, not HTML")]

    assert expected == read(response(b"x", type_=type_))
    assert expected == read(response(b"x", type_=f"{type_.upper()}; charset=utf-8"))


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Error", "206 Partial Content", "304", "204"])
def test_an_error_is_passed_over_with_its_status(status: str) -> None:
    """Whatever it is an error of."""
    expected = [PassedOver(f"status {status[:3]}")]

    assert expected == read(response(PAGE.encode(), status=status))
    assert expected == read(response(b"%PDF", status=status, type_="application/pdf"))


def test_what_is_passed_over_stops_nothing() -> None:
    data = b"".join(
        [
            response(b"<p>One", 1),
            response(b"<p>no", 2, status="404 Not Found"),
            response(b"<p>Two", 3),
            response(b"%PDF", 4, type_="application/pdf"),
            response(b"<p>Three", 5),
        ]
    )

    assert ["<p>One", "! status 404", "<p>Two", "! application/pdf, not HTML", "<p>Three"] == html_of(data)


def test_a_page_that_was_stored_as_it_is() -> None:
    """Without what the server said."""
    assert [WarcPage(ID.format(1), URL, PAGE, DATE)] == read(record(PAGE.encode(), "resource", type_="text/html"))
    assert ["! image/png, not HTML"] == html_of(record(b"x", "resource", type_="image/png"))


@pytest.mark.parametrize(("url", "expected"), [(None, None), (URL, URL), (f"<{URL}>", URL)])
def test_an_address_may_be_in_brackets_or_missing(url: str | None, expected: str | None) -> None:
    assert [WarcPage(ID.format(1), expected, "<p>One", DATE)] == read(response(b"<p>One", url=url))


# ---------------------------------------------------------------- charsets


@pytest.mark.parametrize(
    ("type_", "page", "encoding"),
    [
        ("text/html; charset=iso-8859-2", "<p>Żółw śpi.", "latin2"),
        ("text/html; charset=ISO-8859-2", "<meta charset=utf-8><p>Żółw śpi.", "latin2"),
        ('text/html; charset="iso-8859-2"', "<p>Żółw śpi.", "latin2"),
        ("text/html", "<meta charset=iso-8859-2><p>Żółw śpi.", "latin2"),
        ("text/html", "<p>Żółw śpi.", "utf-8"),
        ("text/html; charset=nonsense", "<meta charset=iso-8859-2><p>Żółw śpi.", "latin2"),
        ("text/html; charset=utf-16", "<p>Żółw śpi.", "utf-16"),
    ],
)
def test_pages_are_decoded_as_the_server_says_or_else_as_they_say(type_: str, page: str, encoding: str) -> None:
    assert [page] == html_of(response(page.encode(encoding), type_=type_))


# ---------------------------------------------------------------- what is broken


@pytest.mark.parametrize("data", [b"nonsense", b"<p>It rained.\n" * 99, b'{"text": "It rained."}\n', b"\x00" * 99])
def test_what_is_no_archive_is_an_error(data: bytes) -> None:
    with pytest.raises((OSError, EOFError, RuntimeError)):
        read(data)


@pytest.mark.parametrize("cut", [1, 10, 1000, 200_000])
def test_a_packed_archive_that_is_cut_off(cut: int) -> None:
    """What could be read is read, and then it is told."""
    pages = [os.urandom(200_000).hex() for _ in range(3)]
    data = packed(response(page.encode(), number) for number, page in enumerate(pages))
    found: list[WarcPage | PassedOver] = []
    with pytest.raises((OSError, EOFError, RuntimeError)):
        found.extend(pages_of(cast("BinaryIO", gzip.GzipFile(fileobj=io.BytesIO(data[:-cut])))))

    assert len(found) in (1, 2)
    assert [WarcPage(ID.format(number), URL, page, DATE) for number, page in enumerate(pages[: len(found)])] == found


@pytest.mark.parametrize(
    "cut",
    [
        10,
        1000,
        9050,
        pytest.param(9200, marks=pytest.mark.xfail(reason="a record without an end to its head is no record")),
        pytest.param(9300, marks=pytest.mark.xfail(reason="a record without an end to its head is no record")),
    ],
    ids=["end", "page", "head", "record", "version"],
)
def test_an_archive_that_is_cut_off_is_an_error(cut: int) -> None:
    """Half a page is none; those before it are read."""
    data = response(b"<p>One" * 1500, 1) + response(b"<p>Two" * 1500, 2)
    found = pages_of(io.BytesIO(data[:-cut]))

    assert WarcPage(ID.format(1), URL, "<p>One" * 1500, DATE) == next(found)
    with pytest.raises((OSError, EOFError, RuntimeError)):
        list(found)


# ---------------------------------------------------------------- how bodies were sent

CHUNKED = b"3\r\n<p>\r\nd\r\n" + PAGE.encode()[3:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(PAGE.encode())),
        (["Content-Encoding: deflate"], zlib.compress(PAGE.encode())),
        (["Content-Encoding: identity"], PAGE.encode()),
        (["Transfer-Encoding: chunked"], CHUNKED),
        (["Content-Length: 7"], PAGE.encode()),
        (["Content-Encoding: gzip"], b""),
    ],
    ids=["gzip", "deflate", "identity", "chunked", "wrong length", "nothing"],
)
def test_bodies_are_unpacked(headers: list[str], body: bytes) -> None:
    """Crawlers store them as they were sent."""
    assert [PAGE if body else ""] == html_of(response(body, headers=headers))


@pytest.mark.parametrize(
    "header", ["Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: x", "Transfer-Encoding: chunked"]
)
def test_a_body_that_was_unpacked_before_it_was_stored(header: str) -> None:
    """While its headers stayed as they were: as some crawlers do. Other pages are read at any rate."""
    data = response(PAGE.encode(), 1, headers=[header]) + response(b"<p>Next", 2)

    assert [PAGE, "<p>Next"] == html_of(data)


@pytest.mark.parametrize("page", [PAGE, f"\n <!DOCTYPE html>{PAGE}", "<!-- c -->"])
def test_a_response_that_names_no_type_is_a_page_if_it_looks_like_one(page: str) -> None:
    """As in a browser."""
    assert [page] == html_of(response(page.encode(), type_=None))


@pytest.mark.parametrize("body", [b"%PDF-1.4", b"\x89PNG", b"It rained.", b'{"text": "<p>"}', b""])
def test_a_response_that_names_no_type_and_looks_like_something_else(body: bytes) -> None:
    (found,) = read(response(body, type_=None))

    assert isinstance(found, PassedOver)
