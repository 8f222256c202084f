"""Decoding: from a page's bytes to its text, as the HTML standard says."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.pages.decoding import decoded

GERMAN = (
    "<p>Der Fluss stieg am dritten Tag über die Ufer, und die Straße zum Hafen wurde für Fußgänger gesperrt.</p>"
    "<p>Die Bürgermeisterin sagte, die Brücke werde im Frühjahr eröffnet; die Kosten trage zur Hälfte das Land.</p>"
)
RUSSIAN = "<p>Дождь шёл третий день подряд, и река поднялась. Мост откроют весной, сказала мэр города.</p>" * 2
JAPANESE = "<p>市議会は火曜日、橋の建設計画を全会一致で承認した。工事は来年の春に始まる。</p>" * 2


# ---------------------------------------------------------------- what must not change


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_comes_out_as_it_went_in(text: str) -> None:
    """If the transport says so."""
    assert text == decoded(text.encode(), "utf-8")


@pytest.mark.parametrize(
    "text", ["", "It rained.", "<p>Żółw śpi. 亀は眠る。🎈", "\0\1\x7f", "a\r\nb\tc", GERMAN, RUSSIAN, JAPANESE]
)
@pytest.mark.parametrize("charset", [None, "utf-8", "UTF-8", "utf8", ' "utf-8" ', "'utf-8'", "", "nonsense", "\0", "é"])
def test_utf_8_needs_nobody_to_say_so(text: str, charset: str | None) -> None:
    """Nor does a charset that does not exist do harm."""
    assert text == decoded(text.encode(), charset)


@pytest.mark.parametrize(
    "meta", ["<meta charset=utf-8>", "<meta charset=nonsense>", "<meta charset=''>", "<meta charset>"]
)
def test_a_page_in_utf_8_is_that_whatever_its_meta_s_form(meta: str) -> None:
    assert f"{meta}{GERMAN}" == decoded(f"{meta}{GERMAN}".encode())


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "shift_jis", "gb2312", "x"]))
def test_any_bytes_are_some_text(data: bytes, charset: str | None) -> None:
    """Always the same."""
    assert decoded(data, charset) == decoded(data, charset)


@pytest.mark.parametrize("text", ["It rained.\n" * 9, "<p>" * 9])
@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "shift_jis", "gb2312", "euc-kr", "big5", "koi8-r", "ascii"])
def test_ascii_is_ascii_in_every_encoding(text: str, charset: str) -> None:
    assert (
        text == decoded(text.encode(), charset) == decoded(f"<meta charset={charset}>{text}".encode()).partition(">")[2]
    )


# ---------------------------------------------------------------- who says what it is, and who is believed


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("charset", [None, "latin-1", "utf-8", "shift_jis"])
def test_a_byte_order_mark_is_believed_before_all(mark: bytes, encoding: str, charset: str | None) -> None:
    """And is no part of the text."""
    page = f"<meta charset=koi8-r>{GERMAN}"

    assert page == decoded(mark + page.encode(encoding), charset)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("latin-1", GERMAN), ("koi8-r", RUSSIAN), ("euc-jp", JAPANESE), ("utf-16-le", GERMAN), ("utf-16", JAPANESE)],
)
def test_the_transport_is_believed_before_the_page(encoding: str, text: str) -> None:
    page = f"<meta charset=utf-8>{text}"

    assert page == decoded(page.encode(encoding), encoding)


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset=windows-1251>",
        '<META CHARSET="Windows-1251" />',
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        "<!DOCTYPE html><html lang=ru><head><title>x</title>\n<meta charset='windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
@pytest.mark.parametrize("charset", [None, "", "nonsense"])
def test_the_page_is_believed_where_the_transport_says_nothing(meta: str, charset: str | None) -> None:
    """Or nothing that exists."""
    page = meta + RUSSIAN

    assert page == decoded(page.encode("cp1251"), charset)


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "“It rained” – 3 €"),
        ("latin1", "cp1252", "“It rained” – 3 €"),
        ("us-ascii", "cp1252", "“It rained” – 3 €"),
        ("iso-8859-9", "cp1254", "“Yağmur” – 3 €"),
        ("gb2312", "gb18030", "镕 €"),
        ("gbk", "gb18030", "镕 €"),
        ("shift_jis", "cp932", "雨①"),
        ("euc-kr", "cp949", "똠방각하"),
        ("tis-620", "cp874", "ฝน – €"),
    ],
)
def test_labels_mean_what_they_mean_to_browsers(label: str, encoding: str, text: str) -> None:
    """The wider encoding of the same family."""
    page = f"<meta charset={label}>{text}"

    assert page == decoded(page.encode(encoding)) == decoded(page.encode(encoding), label)


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "UTF-16BE"])
def test_a_meta_that_can_be_read_is_not_in_utf_16(label: str) -> None:
    page = f"<meta charset={label}>{GERMAN}"

    assert page == decoded(page.encode())


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", GERMAN), ("cp1251", RUSSIAN), ("euc-jp", JAPANESE), ("cp932", JAPANESE)]
)
def test_an_encoding_that_nobody_names_is_detected(encoding: str, text: str) -> None:
    assert text == decoded(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "charset"), [(b"It \xff rained.", "utf-8"), (b"It \x81 rained.", "windows-1252"), (b"It \xc3", "utf-8")]
)
def test_bytes_that_do_not_fit_are_replaced(data: bytes, charset: str) -> None:
    """By U+FFFD; the rest is read."""
    text = decoded(data, charset)

    assert 1 == text.count("\ufffd")
    assert text.startswith("It ")


def test_only_the_beginning_of_a_page_is_asked_for_its_encoding() -> None:
    """A `meta` behind thousands of bytes is no declaration; it is prose, or a page within the page."""
    page = "<p>It rained.</p>" * 999 + "<meta charset=koi8-r>" + "Żółw śpi."

    assert page == decoded(page.encode())


@pytest.mark.parametrize("label", ["base64", "hex", "rot13", "zlib", "quopri", "uu", "idna", "undefined", "punycode"])
def test_codecs_that_are_no_encodings_are_passed_over(label: str) -> None:
    page = f"<meta charset={label}>{GERMAN}"

    assert page == decoded(page.encode())
    assert page == decoded(page.encode(), label)


@pytest.mark.parametrize("label", ["utf-32", "utf-7", "cp037", "unicode_escape"])
def test_encodings_that_browsers_do_not_know_are_passed_over(label: str) -> None:
    page = f"<meta charset={label}>{GERMAN} +AD4- \\x41"

    assert page == decoded(page.encode())


def test_a_declaration_in_a_comment_is_none() -> None:
    page = f"<!-- <meta charset=utf-8> --><meta charset=latin1>{GERMAN}"

    assert page == decoded(page.encode("latin-1"))
