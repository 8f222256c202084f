"""The headline: what an editor would call the page, and not the site's name."""

from __future__ import annotations

import pytest

from tests.pages.metadata.test_fields import URL, fields, graph, meta

SITE = meta("og:site_name", "Ormouth Post")


def title(html: str, url: str | None = URL) -> str | None:
    """The title of this page."""
    return fields(html, url).title


def test_the_headline_that_all_agree_on_stays() -> None:
    html = graph(headline="Rain in the town") + meta("og:title", "Rain in the town") + "<h1>Rain in the town</h1>"
    found = fields(html)

    assert (found.title, found.evidence["title"]) == ("Rain in the town", "json-ld")


@pytest.mark.parametrize(
    "heading",
    [
        "Weather",
        "Harbour News",
        "Sign up for our newsletter today",
        "RAIN IN THE LOWER TOWN",
        "Blog: Rain in the lower town",
    ],
)
def test_other_headings_are_not_believed(heading: str) -> None:
    assert title(meta("og:title", "Rain in the lower town") + f"<h1>{heading}</h1>") == "Rain in the lower town"


@pytest.mark.parametrize(
    "logo",
    [
        "<h1>Ormouth Post</h1>",
        "<h1>ormouthpost.com</h1>",
        "<h1><a href=/>The Post<img alt=Logo></a></h1>",
        "<a href=https://www.ormouthpost.com/><h1>The Post</h1></a>",
        "<h1><img alt='Ormouth Post'></h1>",
    ],
)
def test_a_logo_is_no_headline(logo: str) -> None:
    html = f"<title>Rain in the lower town - Ormouth Post</title><header>{logo}</header>"

    assert title(SITE + html + "<article><h2>Rain in the lower town</h2></article>") == "Rain in the lower town"


@pytest.mark.parametrize("brand", ["Ormouth Post", "ORMOUTH POST", "ormouthpost.com"])
def test_a_brand_is_no_title(brand: str) -> None:
    html = SITE + meta("og:title", brand) + "<title>Rain in the town | Ormouth Post</title>"

    assert title(html) == "Rain in the town"
    assert title(html + "<h1>Rain in the town</h1>") == "Rain in the town"
    assert title(SITE + meta("og:title", brand)) is None


def test_a_brand_that_nothing_else_says_makes_way_for_the_headline() -> None:
    html = "<title>The lock that opens by itself</title>" + meta("og:title", "Lock Makers")

    assert title(html + "<h1>The lock that opens by itself</h1>", None) == "The lock that opens by itself"


@pytest.mark.parametrize(
    ("declared", "heading"),
    [
        ("11 Ferry Tips for 2025", "11 ferry tips for 2025 that save you a night on the quay"),
        ("Späte Fähre: Das plant Ormouth", "Wie Ormouth die späte Fähre plant"),
        ("Ferry du soir : que prévoit Ormouth", "Que prévoit Ormouth pour le ferry du soir"),
        ("奥茅斯要求更晚的渡轮", "奥茅斯要求公司开更晚的渡轮"),
    ],
)
def test_what_readers_see_is_believed_before_what_is_written_for_searching(declared: str, heading: str) -> None:
    found = fields(meta("og:title", declared) + f"<h1>{heading}</h1>")

    assert (found.title, found.evidence["title"]) == (heading, "element")


def test_of_several_headings_the_one_that_other_titles_name_is_the_headline() -> None:
    html = "<title>Rain in the lower town</title><h1>The Blog of the Harbour</h1><h1>Rain in the lower town today</h1>"

    assert title(html) == "Rain in the lower town today"


def test_a_section_is_no_part_of_a_title() -> None:
    html = meta("og:title", "Rain in the lower town | Opinion")

    assert title(html, "https://www.ormouthpost.com/opinion/rain.html") == "Rain in the lower town"
    assert title(html + meta("section", "Opinion")) == "Rain in the lower town"
    assert title(html) == "Rain in the lower town | Opinion"
