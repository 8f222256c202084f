"""Decoding: from a page's bytes to its text, as the HTML standard says."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.pages.decoding import decoded, read_again

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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café ouvre.", "cp1252"),
        ("Le café", "cp1252"),
        ("Ã la carte", "cp1252"),
        (GERMAN, "cp1252"),
        ("Yağmur yağdı – 3 €", "cp1254"),
        ("Wieś śpi.", "iso8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (JAPANESE, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        ("联通", "gb2312"),
        ("镕 €", "gb18030"),
        ("謝謝", "big5"),
        ("비가 왔다", "euc-kr"),
    ],
)
def test_other_encodings_are_not_taken_for_utf_8(text: str, encoding: str) -> None:
    """Few words of them too; the last letter may be the only one that is not ASCII."""
    assert text == decoded(text.encode(encoding), encoding)


@pytest.mark.parametrize("lead", range(0xC4, 0xE0))
@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "cp949"])
def test_two_bytes_of_a_character_are_not_taken_for_a_letter_of_utf_8(lead: int, encoding: str) -> None:
    data = bytes([lead, 0xA1]) * 2

    assert data.decode(encoding, "replace") == decoded(data, encoding)


# ---------------------------------------------------------------- bytes in the form of UTF-8


SAID = ["iso-8859-1", "windows-1252", "windows-1251", "koi8-r", "iso-8859-2", "shift_jis", "gb2312", "big5", "euc-kr"]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("text", [GERMAN + "“Żółw” – 3 €", RUSSIAN + "…", JAPANESE, "<p>हल्की बारिश हुई।", "🎈", "It’s"])
def test_what_is_utf_8_by_its_form_is_that_whatever_is_said(text: str, said: str) -> None:
    """By a server or a template that are older than the page."""
    page = f"<meta charset={said}>{text}"

    assert page == decoded(page.encode()) == decoded(page.encode(), said) == decoded(page.encode(), "utf-8")
    assert text == decoded(text.encode(), said)


@pytest.mark.parametrize("said", [said for said in SAID if said[0] in "wik"])
@pytest.mark.parametrize("text", ["Le café ouvre.", "É", "Ünye", "ж", "a\xa0b"])
def test_one_letter_is_enough_where_letters_are_bytes(text: str, said: str) -> None:
    assert text == decoded(text.encode(), said)


@pytest.mark.parametrize("said", [None, *SAID])
def test_a_page_that_is_cut_within_a_letter_is_utf_8_too(said: str | None) -> None:
    data = "<p>Der Bürgermeister aß – „Käse“".encode()

    assert "<p>Der Bürgermeister aß – „Käse\ufffd" == decoded(data[:-1], said)


def test_one_wrong_byte_and_it_is_what_it_is_said_to_be() -> None:
    data = "<p>Café ".encode() + b"\xe9t\xe9"

    assert data.decode("cp1252") == decoded(data, "latin-1")


@given(st.text(st.characters(min_codepoint=0x800, exclude_categories=["Cs"]), min_size=1), st.sampled_from(SAID))
def test_any_text_of_other_scripts_comes_out_as_it_went_in(text: str, said: str) -> None:
    assert text == decoded(text.encode(), said).removeprefix("\ufeff") or text[0] == "\ufeff"


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


# ---------------------------------------------------------------- text that was decoded wrongly


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It rained.",
        GERMAN,
        RUSSIAN,
        JAPANESE,
        "<p>“Late,” she said – twice.",
        "<p>Ã©",
        "<p>Ã© and â\x80\x99 are’nt one",
    ],
)
def test_text_that_was_read_rightly_stays(text: str) -> None:
    assert text == read_again(text)


@given(st.text(st.characters(max_codepoint=0xFF, exclude_categories=["Cc"])))
def test_latin_1_that_is_no_utf_8_stays(text: str) -> None:
    assert read_again(text) in (text, text.encode("latin-1").decode("utf-8", "replace"))


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, JAPANESE, "<p>“Late,” she said – twice."])
def test_utf_8_that_was_read_as_latin_1_is_read_again(text: str) -> None:
    assert text == read_again(text.encode().decode("latin-1"))


def test_a_page_that_was_cut_within_a_character_is_read_again() -> None:
    assert RUSSIAN[:-10] + "\ufffd" == read_again(RUSSIAN.encode().decode("latin-1")[: len(RUSSIAN[:-10].encode()) + 1])
