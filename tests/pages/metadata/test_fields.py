"""The metadata of a page: what is believed of all that it declares, and who says so; times as pages write them."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cleanse.article.metadata import Metadata, PageMetadata
from cleanse.article.model import Caption
from cleanse.pages.metadata.fields import page_fields
from cleanse.pages.page import Page
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.schema import FieldsTable
from cleanse.text.dates import timestamp
from tests.rulebooks import FILES, rulebook_of

RULEBOOK = load_rulebook()
MONTHS = RULEBOOK.months
URL = "https://www.ormouthpost.com/weather/rain.html"
PROSE = "<p>The river rose for a third day, and the lower town was closed to all traffic.</p>"


def fields(
    html: str, url: str | None = URL, *tables: FieldsTable, rulebook: Rulebook = RULEBOOK, publisher: str | None = None
) -> PageMetadata:
    """The metadata of this page."""
    known = rulebook.publisher(publisher) if publisher else None
    return page_fields(Page(html), url, rulebook, tables, known).metadata


def wire_of(html: str) -> str | None:
    """The agency among the authors of this page."""
    return page_fields(Page(html), URL, RULEBOOK, (), None).wire


def meta(name: str, content: str) -> str:
    """A meta tag."""
    return f'<meta name="{name}" content="{content}">'


def graph(**said: Any) -> str:
    """The block of JSON-LD of an article."""
    text = json.dumps({"@type": "NewsArticle", **said}).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def test_a_page_that_declares_nothing_has_no_metadata() -> None:
    assert PageMetadata() == fields("") == fields(PROSE, None)


def test_every_field_is_told_with_its_evidence() -> None:
    page = (
        graph(
            headline="Rain", author={"name": "Ada Byron"}, datePublished="2024-05-03T10:00Z", isAccessibleForFree=False
        )
        + meta("article:modified_time", "2024-05-04T11:30:00+02:00")
        + meta("article:section", "Weather")
        + meta("keywords", "rain, wind, rain")
        + meta("description", "It rained.")
        + meta("og:image", "/a.jpg")
        + meta("og:site_name", "Ormouth Post")
        + '<link rel=canonical href="https://www.ormouthpost.com/1"><html lang="en-GB">'
    )
    found = fields(page)

    assert replace(found, evidence={}) == PageMetadata(
        title="Rain",
        authors=("Ada Byron",),
        published="2024-05-03T10:00:00+00:00",
        modified="2024-05-04T11:30:00+02:00",
        section="Weather",
        tags=("rain", "wind"),
        description="It rained.",
        image="https://www.ormouthpost.com/a.jpg",
        url="https://www.ormouthpost.com/1",
        language="en",
        site="Ormouth Post",
        paywalled=True,
    )
    assert found.evidence == {
        "title": "json-ld",
        "authors": "json-ld",
        "published": "json-ld",
        "modified": "opengraph",
        "section": "opengraph",
        "tags": "meta",
        "description": "meta",
        "image": "opengraph",
        "url": "element",
        "language": "element",
        "site": "opengraph",
        "paywalled": "json-ld",
    }


def test_evidence_is_told_by_the_names_of_the_fields() -> None:
    evidence = fields(graph(headline="Rain", isAccessibleForFree=False)).evidence

    assert evidence == {"title": "json-ld", "paywalled": "json-ld"}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html lang=german>", id="language"),
        pytest.param(meta("og:image", "http://[1"), id="image"),
        pytest.param("<link rel=canonical href='javascript:1'>", id="url"),
    ],
)
def test_what_cannot_be_read_is_no_evidence(page: str) -> None:
    found = fields(page, None)

    assert (PageMetadata(), {}) == (replace(found, evidence={}), found.evidence)


def test_selectors_are_believed_before_everything_else() -> None:
    table = FieldsTable(title="h2", author=".by", published=".day", section=".crumb")
    page = "<h2>Rain</h2><p class=by>By Ada Byron</p><p class=day>3 May 2024</p><b class=crumb>Weather</b>"
    found = fields(page + graph(headline="Wind", author="Max Muster", datePublished="2024-05-04"), URL, table)

    assert (found.title, found.authors, found.published, found.section) == (
        "Rain",
        ("Ada Byron",),
        "2024-05-03",
        "Weather",
    )
    assert set(found.evidence.values()) == {"selector"}


def test_what_others_selected_is_believed_first() -> None:
    selected = {"title": ["Rain"], "authors": ["Ada Byron", "Max Muster"], "published": []}
    found = page_fields(
        Page(graph(headline="Wind", datePublished="2024-05-03T10:00Z")), URL, RULEBOOK, (), None, selected
    ).metadata

    assert (found.title, found.authors) == ("Rain", ("Ada Byron", "Max Muster"))
    assert found.evidence == {"title": "selector", "authors": "selector", "published": "json-ld"}


@pytest.mark.parametrize(
    "title",
    [
        "Rain",
        "Rain - Ormouth Post",
        "Rain – Ormouth Post",
        "Rain — The Ormouth Post",
        "Rain | Ormouth Post",
        "Rain | ORMOUTH POST",
        "Rain|Ormouth Post",
        "Rain · Ormouth Post",
        "Rain • Ormouth Post",
        "Rain » Ormouth Post",
        "Rain : Ormouth Post",
        "Rain ｜ Ormouth Post",
        "Rain ㅣ Ormouth Post",
        "Rain - OrmouthPost",
        "Rain - ormouthpost",
        "Rain - www.ormouthpost.com",
        "Ormouth Post | Rain",
        "Ormouth Post - Rain",
    ],
)
def test_the_sites_name_is_no_part_of_a_title(title: str) -> None:
    """Known by what the site calls itself, or by its host."""
    page = meta("og:site_name", "The Ormouth Post") + meta("application-name", "Ormouth Post")

    assert fields(f"{page}<title>{title}</title>").title == "Rain"


@pytest.mark.parametrize(
    "title",
    [
        "Rain in Ormouth",
        "Rain-Ormouth Post",
        "Rain - Wind - Snow",
        "Post - Rain",
        "Rain: Ormouth Post closes",
        "Rain |",
        "- Rain",
        "Ormouth Post - a history - of rain",
    ],
)
def test_other_parts_of_a_title_stay(title: str) -> None:
    page = f'<meta property=og:title content="{title}">'

    assert title.removeprefix("Ormouth Post - ") == fields(page).title


def test_the_publishers_name_is_no_part_of_a_title() -> None:
    page = "<title>Rain - The Example</title>"
    rulebook = rulebook_of(FILES)

    assert fields(page, None).title == "Rain - The Example"
    assert fields(page, None, rulebook=rulebook, publisher="example.com").title == "Rain"


def test_what_another_title_leaves_out_is_the_sites() -> None:
    """The headline tells where the title of the document ends."""
    headline = "It rains in the whole town"

    assert fields(meta("og:title", f"{headline} - Weather and more") + f"<h1>{headline}</h1>", None).title == headline
    assert (
        fields(meta("og:title", "Rain - Weather and more") + "<h1>Rain</h1>", None).title == "Rain - Weather and more"
    )


def test_a_title_that_is_nothing_but_a_sites_name_and_a_mark_makes_way() -> None:
    page = meta("og:site_name", "Ormouth Post") + meta("og:title", " | Ormouth Post") + "<h1>Rain</h1>"

    assert fields(page).title == "Rain"


@pytest.mark.parametrize("title", ["Rain - Ormouth Post - Ormouth Post", "Ormouth Post - Rain - Ormouth Post"])
def test_a_sites_name_that_is_said_twice_goes_twice(title: str) -> None:
    assert fields(f"<title>{title}</title>").title == "Rain"


@pytest.mark.long
@pytest.mark.parametrize(("piece", "count"), [(" | ", 2_000), ("a - ", 1_000)])
def test_long_titles_are_read_in_linear_time(piece: str, count: int) -> None:
    page = meta("og:title", piece * count) + "<h1>It rains in the town</h1>"
    start = time.process_time()
    fields(page)

    assert time.process_time() - start < 0.1


def test_authors_are_people_and_agencies_the_wire() -> None:
    page = meta("author", "By Ada Byron and Max Muster, AFP")
    found = fields(page)

    assert (found.authors, wire_of(page), found.evidence["authors"]) == (("Ada Byron", "Max Muster"), "AFP", "meta")


def test_the_first_way_that_names_people_tells_the_authors() -> None:
    page = (
        graph(author={"name": "Ormouth Post"})
        + meta("author", "dpa")
        + meta("byl", "By Ada Byron")
        + "<a rel=author>Max"
    )
    found = fields(page + meta("og:site_name", "Ormouth Post"))

    assert (found.authors, wire_of(page), found.evidence["authors"]) == (("Ada Byron",), "dpa", "meta")


@pytest.mark.parametrize(
    "name", ["Ormouth Post", "The Ormouth Post", "ormouthpost.com", "www.ormouthpost.com", "OrmouthPost", "Ormouthpost"]
)
def test_a_site_is_no_author_of_its_own_articles(name: str) -> None:
    assert fields(meta("author", name) + meta("og:site_name", "Ormouth Post")).authors == ()


def test_authors_that_are_nobody_leave_none_and_no_evidence() -> None:
    page = meta("author", "admin")
    found = fields(page)

    assert (found.authors, wire_of(page), found.evidence) == ((), None, {})


@pytest.mark.parametrize(
    ("page", "field", "expected"),
    [
        (meta("article:author", "https://www.facebook.com/op") + "<a rel=author>Ada Byron", "authors", ("Ada Byron",)),
        (meta("author", "admin") + "<p itemprop=author>Ada Byron</p>", "authors", ("Ada Byron",)),
        (meta("date", "1/2/2024") + "<time datetime=2024-02-01T10:00>", "published", "2024-02-01T10:00:00"),
    ],
)  # fmt: skip
def test_what_is_said_but_cannot_be_read_makes_way_for_elements(page: str, field: str, expected: Any) -> None:
    assert getattr(fields(page), field) == expected


@pytest.mark.parametrize(
    ("page", "field", "expected"),
    [
        (meta("og:url", "about:blank") + f"<link rel=canonical href={URL}>", "url", URL),
        (meta("og:image", "data:x") + meta("twitter:image", URL), "image", URL),
        (meta("og:locale", "{{locale}}") + "<html lang=en>", "language", "en"),
    ],
)
def test_what_cannot_be_read_makes_way_for_what_can(page: str, field: str, expected: str) -> None:
    assert getattr(fields(page), field) == expected


def test_a_date_that_cannot_be_read_makes_way_for_one_that_can() -> None:
    found = fields(graph(datePublished="last week") + meta("date", "1/2/2024") + meta("pubdate", "20240503"))

    assert (found.published, found.evidence) == ("2024-05-03", {"published": "meta"})


@pytest.mark.parametrize(
    ("page", "url", "expected"),
    [
        pytest.param(f'<p class="date">Published 3 May 2024</p>{PROSE * 4}', None, "2024-05-03", id="an element"),
        pytest.param(PROSE * 4, "https://example.com/2024/05/03/rain.html", "2024-05-03", id="the url"),
        pytest.param(PROSE * 4 + "<footer>© 2019 The Example</footer>", None, None, id="a copyright"),
        pytest.param(PROSE * 4, None, None, id="none"),
    ],
)
def test_a_day_that_is_not_declared_is_guessed(page: str, url: str | None, expected: str | None) -> None:
    found = fields(page, url)

    assert expected == found.published
    assert found.evidence == ({"published": "htmldate"} if expected else {})


def test_a_declared_day_is_not_guessed() -> None:
    page = f'<p class="date">Published 4 May 2024</p>{PROSE * 4}'

    assert fields(page + graph(datePublished="2024-05-03T10:00Z")).evidence["published"] == "json-ld"


@pytest.mark.parametrize(
    ("base", "address", "expected"),
    [
        (URL, "/a.jpg", "https://www.ormouthpost.com/a.jpg"),
        (URL, "b/a.jpg", "https://www.ormouthpost.com/weather/b/a.jpg"),
        (URL, "//example.com/a.jpg", "https://example.com/a.jpg"),
        (URL, "https://example.com/a b.jpg", "https://example.com/a b.jpg"),
        (None, "https://example.com/a.jpg", "https://example.com/a.jpg"),
        (None, "/a.jpg", None),
        (URL, "data:image/png;base64,iVBOR", None),
        (URL, "javascript:void(0)", None),
        (URL, "http://[1", None),
        ("not a url", "/a.jpg", None),
        ("http://[1", "/a.jpg", None),
    ],
)
def test_addresses_are_absolute(base: str | None, address: str, expected: str | None) -> None:
    assert expected == fields(meta("og:image", address), base).image
    assert expected == fields(f'<link rel=canonical href="{address}">', base).url


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("zh-Hant", "zh"),
        ("gsw", "gsw"),
        ("german", None),
        ("", None),
        ("7", None),
    ],
)
def test_a_language_is_a_code(said: str, expected: str | None) -> None:
    assert expected == fields(f'<html lang="{said}">').language


def test_a_locale_may_have_an_underscore() -> None:
    assert fields(meta("og:locale", "de_AT")).language == "de"


def test_the_publishers_language_stands_for_the_pages() -> None:
    rulebook = rulebook_of(FILES)

    assert fields("", None, rulebook=rulebook, publisher="example.com").language == "en"
    assert fields("<html lang=fr>", None, rulebook=rulebook, publisher="example.com").language == "fr"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (graph(isAccessibleForFree=False), True),
        (graph(isAccessibleForFree=True), False),
        (graph(isAccessibleForFree="False"), True),
        (graph(isAccessibleForFree="true"), False),
        (graph(isAccessibleForFree="http://schema.org/False"), None),
        (graph(isAccessibleForFree=0), None),
        (meta("article:content_tier", "free"), False),
        (meta("article:content_tier", "metered"), True),
        (meta("article:content_tier", "Locked"), True),
        (meta("article:content_tier", "gold"), None),
        ("<meta itemprop=isAccessibleForFree content=false>", True),
        ("", None),
    ],
)
def test_pages_say_whether_they_are_paywalled(page: str, expected: bool | None) -> None:
    assert fields(page).paywalled is expected


def test_furniture_of_the_text_fills_what_the_page_leaves_open() -> None:
    page = PageMetadata(title="Rain", evidence={"title": "element"})
    text = Metadata(
        title="Wind", authors=("Ada Byron",), published="2024-05-03", section="Weather", captions=(Caption("A boat"),)
    )

    assert page.or_else(text) == PageMetadata(
        title="Rain",
        authors=("Ada Byron",),
        published="2024-05-03",
        section="Weather",
        captions=(Caption("A boat"),),
        evidence={"title": "element", "authors": "text", "published": "text", "section": "text"},
    )
    assert page == page.or_else(Metadata())


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T15:47:42Z", "2024-05-03T15:47:42+00:00"),
        ("2024-05-03T15:47:42.389Z", "2024-05-03T15:47:42+00:00"),
        ("2024-05-03T15:47:42.389123456Z", "2024-05-03T15:47:42+00:00"),
        ("2024-05-03T15:47:42+02:00", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03T15:47:42+0200", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03T15:47:42+02", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03T15:47:42.389+0200", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03T15:47:42 +02:00", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03 15:47:42 +0200", "2024-05-03T15:47:42+02:00"),
        ("2024-05-03T15:47-05:30", "2024-05-03T15:47:00-05:30"),
        ("2024-05-03T15:47:42-04:00[America/New_York]", "2024-05-03T15:47:42-04:00"),
        ("20240503T154742Z", "2024-05-03T15:47:42+00:00"),
        ("Fri, 03 May 2024 15:47:42 GMT", "2024-05-03T15:47:42+00:00"),
        ("Fri, 3 May 2024 15:47:42 -0400", "2024-05-03T15:47:42-04:00"),
        ("Fri May 03 15:47:42 UTC 2024", "2024-05-03T15:47:42+00:00"),
        ("Fri, 03 May 2024 15:47:42 EST", "2024-05-03T15:47:42-05:00"),
        ("Published on 2024-05-03T15:47:42Z by Ada Byron", "2024-05-03T15:47:42+00:00"),
    ],
)
def test_times_with_their_zone(text: str, expected: str) -> None:
    assert expected == timestamp(text, MONTHS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T15:47:42", "2024-05-03T15:47:42"),
        ("2024-05-03T15:47", "2024-05-03T15:47:00"),
        ("2024-05-03 15:47:42", "2024-05-03T15:47:42"),
        (" 2024-05-03\n15:47 ", "2024-05-03T15:47:00"),
        ("datePublished: 2024-05-03 15:47", "2024-05-03T15:47:00"),
        ("Fri May  3 15:47:42 2024", "2024-05-03T15:47:42"),
    ],
)
def test_times_without_a_zone(text: str, expected: str) -> None:
    """None is made up."""
    assert expected == timestamp(text, MONTHS)


@pytest.mark.parametrize(
    "text",
    [
        "20240503",
        "2024/05/03",
        "2024.05.03",
        "2024/5/3",
        "3 May 2024",
        "03 May 2024",
        "May 3, 2024",
        "May 3rd, 2024",
        "Friday, May 3, 2024",
        "Fri, 03 May 2024",
        "Published: 3 May 2024 by Ada Byron",
        "Published: 2024-05-03",
        "3. Mai 2024",
        "3. Mai 2024, 15:47 Uhr",
        "03.05.2024",
        "03.05.2024 15:47",
        "3 mai 2024",
        "3 de mayo de 2024",
        "3 maggio 2024",
        "2024年5月3日",
        "2024년 5월 3일",
    ],
)
def test_days(text: str) -> None:
    assert timestamp(text, MONTHS) == "2024-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "null",
        "undefined",
        "{{date}}",
        "yesterday",
        "2 hours ago",
        "15:47",
        "T15:47",
        "2024",
        "2024-05",
        "May 2024",
        "3 May",
        "03.05.24",
        "1/2/2024",
        "05/03/2024",
        "20241301",
        "00000000",
        "12345678",
        "1714751262",
        "1714751262000",
        "20240503154742",
        "Sat, 32 May 2024 10:00:00 GMT",
        "30 February 2024",
        "²⁰²⁴⁰⁵⁰³",
        "0001-01-01T00:00:00Z",
        "1899-12-31T00:00:00",
        "9999-12-31T23:59:59Z",
        "\0",
        "\ud800",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """Nonsense, years that no article is of, and what could be read in two ways."""
    assert timestamp(text, MONTHS) is None


@pytest.mark.parametrize("text", ["2024-13-45", "2024-02-30", "0000-00-00", "0000-00-00T00:00:00Z", "2024-02-30 10:00"])
def test_days_that_do_not_exist_are_none(text: str) -> None:
    assert timestamp(text, MONTHS) is None


def test_digits_of_other_scripts_are_read_as_digits() -> None:
    assert timestamp("２０２４-０５-０３", MONTHS) in ("2024-05-03", None)


def test_no_time_of_day_is_made_up() -> None:
    assert timestamp("2024-05-03", MONTHS) == "2024-05-03"


@pytest.mark.parametrize("text", ["2024-05-03+02:00", "2024-05-03-05:00"])
def test_a_zone_is_no_time_of_day(text: str) -> None:
    assert timestamp(text, MONTHS) == "2024-05-03"


def test_afternoons_are_no_mornings() -> None:
    assert timestamp("May 3, 2024 5:47 pm", MONTHS) in ("2024-05-03T17:47:00", "2024-05-03")


@pytest.mark.parametrize("zone", [" UTC", " GMT", "z"])
def test_names_of_universal_time(zone: str) -> None:
    assert timestamp(f"2024-05-03T15:47:42{zone}", MONTHS) == "2024-05-03T15:47:42+00:00"


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = timestamp(text, MONTHS)

    assert found is None or found[:2].isdecimal()


pieces = st.sampled_from(
    ["2024", "-", "05", "03", "T", " ", "15:47", ":42", "Z", "+02:00", ".5", "May", ",", "GMT", "99", "٣", "\0"]
)


@given(st.lists(pieces, max_size=9))
def test_pieces_of_times_are_no_crash(parts: list[str]) -> None:
    found = timestamp("".join(parts), MONTHS)

    assert found is None or len(found) >= len("2024-05-03")


@given(
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2199, 12, 31)),  # noqa: DTZ001
    st.timezones() | st.none(),
    st.sampled_from(["T", " "]),
    st.sampled_from(["minutes", "seconds", "milliseconds"]),
)
def test_times_in_isos_form_are_read_as_they_are(
    when: dt.datetime, zone: dt.tzinfo | None, joint: str, precision: str
) -> None:
    stated = when.replace(tzinfo=zone)
    if stated.utcoffset() is not None and stated.utcoffset() != dt.timedelta(minutes=round(_minutes(stated))):
        stated = stated.replace(tzinfo=dt.UTC)  # of old, zones differed by seconds
    read = timestamp(stated.isoformat(joint, precision), MONTHS)
    kept = stated.replace(microsecond=0, second=0) if precision == "minutes" else stated.replace(microsecond=0)

    assert kept.isoformat() == read


def _minutes(when: dt.datetime) -> float:
    return (when.utcoffset() or dt.timedelta()).total_seconds() / 60


@given(
    st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(["%Y/%m/%d", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_days_are_read_as_they_are(day: dt.date, form: str) -> None:
    assert day.isoformat() == timestamp(day.strftime(form), MONTHS)


@given(st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)), st.times(), st.sampled_from(["", "Z", "+02:00"]))
def test_reading_a_time_again_changes_nothing(day: dt.date, at: dt.time, zone: str) -> None:
    once = timestamp(f"{day}T{at.replace(microsecond=0).isoformat()}{zone}", MONTHS)

    assert once is not None
    assert once == timestamp(once, MONTHS)


@pytest.mark.long
@pytest.mark.parametrize("piece", ["1", "2024-05-03 ", " ", "Z", "May ", "1 May ", "1:", "1. ", "(", "+00", "年"])
def test_long_times_are_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    timestamp("2024-05-03" + piece * 20_000 + "x", MONTHS)

    assert time.process_time() - start < 2


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["2024-05-03", "AFP", "By Ada Byron"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "url", "@id", "@type", "headline"]), inner, max_size=3),
    ),
    max_leaves=8,
)
NAMES = st.sampled_from([
    "headline", "author", "creator", "datePublished", "dateModified", "articleSection", "keywords", "image", "url",
    "mainEntityOfPage", "publisher", "inLanguage", "isAccessibleForFree", "description", "name", "@id", "@graph",
])  # fmt: skip


@settings(deadline=None)
@given(st.dictionaries(NAMES, values), st.sampled_from([None, URL, "http://[1", "\ud800"]))
def test_any_value_of_any_key_makes_fields(said: dict[str, Any], url: str | None) -> None:
    """Whatever the page declares, each field is of its type and says something."""
    found = fields(graph(**said), url)

    assert all(
        value is None or (isinstance(value, str) and value) for value in (found.title, found.published, found.url)
    )
    assert all(isinstance(name, str) and name for name in (*found.authors, *found.tags))
    assert found.paywalled in (None, True, False)
