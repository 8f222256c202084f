"""Invented words: what of a text stays, and that none of a page's own words comes up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanse
from cleanse.authoring.skeletons.inventing import Inventor
from cleanse.authoring.skeletons.known import Known
from cleanse.authoring.skeletons.selectors import Selectors
from tests.rulebooks import FILES, rulebook_of
from tests.wording import words

RULEBOOK = rulebook_of(FILES)
WEB = ("http", "https", "www", "com", "org", "net", "html", "htm", "php", "gmt", "utc", "cet", "cest")


def shape(text: str) -> str:
    """A text with each letter and digit as what it is, each word as long as any other."""
    text = regex.sub(r"\p{N}+", "0", regex.sub(r"\p{Lu}", "A", regex.sub(r"\p{Ll}+", "a", text)))
    return regex.sub(r"[\p{Lo}\p{M}]+", "o", text)


def inventor(html: str = "", **selectors: Any) -> Inventor:
    return Inventor(html, "www.example.com", Selectors(**selectors), Known(taken=["gup"]))


@pytest.mark.parametrize(
    "text",
    [
        "The river rose. It RAINED, didn't it? “Yes!” she said: McDonald's, 7-Eleven and the NHS…",
        "Der Fluß stieg über die Ufer; das Café schloß.",
        "Паводок затопил нижний город. Мэр «молчит».",
        "Ο ποταμός ανέβηκε. Η πόλη;",
        "فاض النهر على المدينة، وقال العمدة إنه سيعود.",
        "הנהר עלה על גדותיו.",
        "नदी का पानी बढ़ गया। शहर बंद है।",
        "강물이 불어났다. 시장은 말했다.",
        "市議会は火曜日の夜、新しい橋の建設計画を承認した。",
        "แม่น้ำเพิ่มสูงขึ้นเป็นวันที่สาม",
        "მდინარე ადიდდა მესამე დღეს.",
        "ஆறு பெருக்கெடுத்தது.",
        "ወንዙ ሞልቷል።",
    ],
    ids=["English", "German", "Russian", "Greek", "Arabic", "Hebrew", "Hindi", "Korean", "Japanese", "Thai", "Georgian",
         "Tamil", "Amharic"],
)  # fmt: skip
def test_a_text_keeps_its_shape(text: str) -> None:
    """Its words, stops, capitals and script stay; none of its words does."""
    new = inventor(text).text(text)

    assert shape(text) == shape(new)
    assert len(words(text)) == len(words(new))
    assert {word for word in words(text) if regex.search(r"\p{L}", word)}.isdisjoint(words(new))


def test_a_word_is_always_the_same_one() -> None:
    """Whatever its case and accents, and wherever it stands; and two words are two."""
    own = inventor()
    new = own.text("Rain RAIN rain Café cafe sun")
    first, loud, small, accented, plain, other = new.split()

    assert first.lower() == loud.lower() == small != other
    assert (loud.isupper(), first.istitle(), small.islower()) == (True, True, True)
    assert accented.lower() == plain
    assert f"/{small}-{plain}" == own.url("/rain-café")


def test_the_same_page_is_invented_the_same_way() -> None:
    """And another one in another."""
    text = "The river rose for a third day"

    assert inventor("a").text(text) == inventor("a").text(text) != inventor("b").text(text)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_no_word_of_a_page_is_invented(text: str) -> None:
    """So that no run of its words can come up by chance."""
    new = inventor(text).text(text)
    known = {word for word in words(text) if regex.fullmatch("[a-z]{2,}", word)} - set(WEB)

    assert known.isdisjoint(words(new))
    new.encode()


def test_words_that_rules_know_are_not_invented() -> None:
    """`gup` is one of the words that the inventor was told of."""
    assert (
        "gup"
        not in inventor().text(" ".join(f"a{n:b}".translate(str.maketrans("01", "bc")) for n in range(3000))).split()
    )


@pytest.mark.parametrize(
    "date", ["2024-05-03T15:47:42.389Z", "2024-12-31T23:59:59+05:30", "2024-02-29", "20240503", "2024/5/3", "00:00"]
)
def test_dates_stay_dates(date: str) -> None:
    new = inventor().text(date)

    assert shape(date) == shape(new)
    assert date != new
    if len(date) > 7:
        assert cleanse.clean_html(f'<time datetime="{date}"></time><p>It rained.', rulebook=RULEBOOK).published
        assert cleanse.clean_html(f'<time datetime="{new}"></time><p>It rained.', rulebook=RULEBOOK).published


@given(st.lists(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2099, 1, 1)), min_size=2, max_size=4))  # noqa: DTZ001
def test_the_order_of_dates_stays(dates: list[dt.datetime]) -> None:
    """A story was not changed before it was published."""
    stamps = [date.isoformat(timespec="seconds") for date in dates]
    own = inventor()

    assert [stamps.index(stamp) for stamp in sorted(stamps)] == [
        stamps.index(stamp) for stamp in sorted(stamps, key=own.text)
    ]


@pytest.mark.parametrize("date", ["2024-99-99", "1000-00-00T99:99", "1024/13/01"])
def test_what_is_no_date_is_numbers(date: str) -> None:
    assert shape(date) == shape(inventor().text(date))
    assert date != inventor().text(date)


@given(st.integers(0, 10**12))
def test_a_number_is_another_of_its_length(number: int) -> None:
    new = inventor().text(str(number))

    assert new.isdecimal()
    assert len(str(number)) == len(new)
    assert str(number) != new


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("By Reuters in Ormouth, 3 May", ["By", "Reuters", "in", "May"]),
        ("The mayor may be by himself in the example of the Reuters case", []),
        ("By Reuters and by Reuters", ["By", "Reuters", "and"]),
        ("The Example", []),
    ],
)
def test_labels_stay_in_short_lines(text: str, stays: list[str]) -> None:
    """But for runs of them, which may be somebody's words."""
    own = Inventor(text, None, Selectors(), Known(labels=["Reuters", "May", "by", "in", "and"], names=["The Example"]))

    assert stays == [word for word in regex.findall(r"\w+", own.text(text, labels=8)) if word in text.split()]
    assert [] == [word for word in regex.findall(r"\w+", own.text(text)) if word in text]


def test_the_publisher_s_name_stays_where_it_is_asked_for() -> None:
    own = Inventor("", None, Selectors(), Known(names=["The Example", "Example.com"]))

    assert regex.fullmatch(
        r"\w+ - The Example \w+, EXAMPLE.com", own.text("Rain - The Example said, EXAMPLE.com", names=True)
    )
    assert not regex.search("Example", own.text("Rain - The Example", labels=8))


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://www.example.com/news/rain-1234.html", r"https://www\.example\.com/\w+/\w+-\d{4}\.html"),
        ("//img.example.com/rain.jpg?w=12", r"//img\.example\.com/\w+\.\w+\?\w=\d\d"),
        ("https://www.ormouth.org/rain", r"https://www\.(?!ormouth)\w+\.org/\w+"),
        ("/people/ada-byron#top", r"/\w+/\w+-\w+#\w+"),
        ("/caf%C3%A9", r"/\w{4}"),
        ("data:image/png;base64,iVBORw0KGgo=", "#"),
        ("javascript:alert('Rain')", "#"),
        ("", ""),
    ],
)
def test_addresses_keep_their_shape(url: str, pattern: str) -> None:
    new = inventor(url).url(url)

    assert regex.fullmatch(pattern, new), new
    assert not {"rain", "ada", "byron", "news"} & set(words(new))


def test_what_selectors_ask_for_stays() -> None:
    """Phrases in texts, parts of values in values."""
    own = inventor(phrases=["Read on"], values=["/promo/", "teaser"])

    assert regex.fullmatch(r"\w+: read on, \w+", own.text("Well: read on, please"))
    assert regex.fullmatch(r"/\w+/promo/\w+", own.url("/shop/promo/rain"))
    assert regex.fullmatch(r"teaser\w+", own.value("teaserlist"))
