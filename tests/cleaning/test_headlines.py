"""Headlines: the title said again in the body, known by the title or by the words of the url."""

from __future__ import annotations

import pytest

from cleanse import clean
from cleanse.cleaning.headlines import headlines, slug_words
from cleanse.text.fold import Fold
from cleanse.text.lost_lines import line_opener
from tests.rulebooks import rulebook_of

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
URL = "https://www.example.com/news/river-rises-for-third-day-1234.html"
TITLE = "River rises for third day"
NO_RULES = rulebook_of({})


def headlines_in(text: str, title: str | None = None, url: str | None = None) -> list[str]:
    fold = Fold(text)
    if fold.unlined:
        fold.opener = line_opener(["The"])
    return [fold.plain[start:end] for start, end in headlines(fold, title, url)]


@pytest.mark.parametrize(
    ("text", "title", "url"),
    [
        pytest.param(f"{TITLE}\n{PROSE}", None, None, id="nothing is known"),
        pytest.param(f"{TITLE}\n{PROSE}", "", "", id="nothing is given"),
        pytest.param(f"{TITLE} in town\n{PROSE}", TITLE, None, id="a longer line"),
        pytest.param(f"River\n{PROSE}", TITLE, None, id="one word of it"),
        pytest.param(f"The {TITLE.lower()}, and it rained.", TITLE, None, id="inside prose"),
        pytest.param(f"Storm closes old bridge\n{PROSE}", None, URL, id="another headline than the url's"),
        pytest.param(f"{TITLE}.\n{PROSE}", None, URL, id="a sentence in the words of the url"),
        pytest.param(f"River rises again\n{PROSE}", None, URL, id="half of the url's words"),
        pytest.param(
            f"River rises for third day after a week in which nobody in the whole town could sleep\n{PROSE}",
            None,
            URL,
            id="too many other words",
        ),
        pytest.param(f"{TITLE}\n{PROSE}", None, "https://www.example.com/a/river-rises", id="a url of two words"),
        pytest.param(f"{TITLE}\n{PROSE}", None, "https://www.example.com/1234567", id="a url of digits"),
        pytest.param(f"{TITLE}\n{PROSE}", None, "http://[", id="no url"),
        pytest.param(f"{TITLE} {PROSE * 3}", None, URL, id="too long for a headline"),
    ],
)
def test_what_is_no_headline(text: str, title: str | None, url: str | None) -> None:
    assert headlines_in(text, title, url) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        pytest.param(TITLE, TITLE, id="word for word"),
        pytest.param(TITLE.upper(), TITLE, id="in capitals"),
        pytest.param("“River” rises  for third day!", TITLE, id="other marks"),
        pytest.param(TITLE, f"{TITLE} | The Example", id="the site's name behind it"),
        pytest.param(TITLE, f"{TITLE} – News – The Example", id="a section and a name behind it"),
        pytest.param("Überschwemmung in Köln", "ÜBERSCHWEMMUNG IN KÖLN", id="umlauts in capitals"),
        pytest.param("市議会、橋を承認", "市議会、橋を承認", id="another script"),
    ],
)
def test_a_line_that_says_the_title_is_a_headline(line: str, title: str) -> None:
    assert [Fold(line).plain] == headlines_in(f"{line}\n\n{PROSE}", title)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        pytest.param(TITLE, URL, id="all of the words"),
        pytest.param("River rises for a third day in town", URL, id="words that urls leave out"),
        pytest.param("River rises: “third day”", URL, id="words that the url has and it has not"),
        pytest.param(TITLE, "https://example.com/river_rises_for_third_day?x=1#top", id="another separator"),
        pytest.param(TITLE, "https://example.com/news/river-rises-for-third-day/a-1/", id="not the last part"),
        pytest.param("Überschwemmung in Köln größer", "https://example.de/ueberschwemmung-in-koeln-groesser", id="ue"),
        pytest.param("Überschwemmung in Köln grün", "https://example.de/uberschwemmung-in-koln-grun", id="u"),
        pytest.param("Überschwemmung in Köln grün", "https://example.de/überschwemmung-in-köln-grün", id="ü"),
        pytest.param("Überschwemmung in Köln", "https://example.de/%C3%BCberschwemmung-in-k%C3%B6ln", id="%C3%BC"),
        pytest.param("Été à la plage fermée", "https://example.fr/ete-a-la-plage-fermee_123.html", id="accents"),
        pytest.param("Ødegård får rød ål", "https://example.no/oedegaard-faar-roed-aal", id="Nordic"),
        pytest.param("Łódź zamyka most", "https://example.pl/lodz-zamyka-most", id="a stroke through it"),
        pytest.param("Straße in Köln gesperrt", "https://example.de/strasse-in-koeln-gesperrt", id="ß"),
    ],
)
def test_a_line_that_spells_the_url_is_a_headline(line: str, url: str) -> None:
    assert [Fold(line).plain] == headlines_in(f"{line}\n\n{PROSE}", None, url)


def test_a_headline_goes_before_the_story_only() -> None:
    article = clean(f"{TITLE}\n\n{PROSE}\n\n{TITLE}\n\n{MORE}", URL, rulebook=NO_RULES)

    assert f"{PROSE}\n\n{TITLE}\n\n{MORE}" == article.text
    assert article.title == TITLE
    assert [edit.rule for edit in article.edits] == ["cleanse/headline"]


def test_each_saying_of_it_before_the_story_goes() -> None:
    assert (
        clean(f"{TITLE}\n\nBy nobody\n\n{TITLE}\n\n{PROSE}", title=TITLE, rulebook=NO_RULES).text.replace(
            "By nobody\n\n", ""
        )
        == PROSE
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("https://example.com", (), id="no path"),
        pytest.param("https://example.com/a-b/c-d", (), id="too few in each part"),
        pytest.param("http://[::bad", (), id="no url"),
        pytest.param("https://one-two-three.com/", (), id="in the host"),
        pytest.param("https://example.com/?q=one-two-three", (), id="in the query"),
        pytest.param(URL, ("river", "rises", "for", "third", "day"), id="without digits and ending"),
        pytest.param("https://example.com/A+Tale%20of_Two.html", ("a", "tale", "of", "two"), id="separators and case"),
        pytest.param(
            "https://example.com/a-b-c/one-two-three-four", ("one", "two", "three", "four"), id="the best part"
        ),
        pytest.param("/x/river-rises-today-art-62845", ("river", "rises", "today"), id="the letters of a number"),
        pytest.param("river-rises-today", ("river", "rises", "today"), id="a path alone"),
        pytest.param("/x/river-rises-today,tides-100.html", ("river", "rises", "today"), id="a subject behind a comma"),
        pytest.param("/river-rises-today-1234.example.html", ("river", "rises", "today"), id="a name behind a number"),
        pytest.param("/what-it-is-1234.html", ("what", "it", "is"), id="a short last word"),
    ],
)
def test_which_words_a_url_tells(url: str, expected: tuple[str, ...]) -> None:
    assert expected == slug_words(url)


UNBROKEN = "The ferry left an hour late, and nobody on board seemed to mind the wait for the tide. " * 20
"""A text that has lost its line breaks."""
SLUG = "https://example.com/news/river-rises-for-third-day-1234.html"


@pytest.mark.parametrize(
    ("before", "title", "url", "expected"),
    [
        pytest.param(TITLE, TITLE, None, [TITLE], id="the title"),
        pytest.param(TITLE.upper(), TITLE, None, [TITLE.upper()], id="in capitals"),
        pytest.param(
            "Does the river rise today?", "Does the river rise today?", None, ["Does the river rise today?"], id="?"
        ),
        pytest.param(TITLE, None, SLUG, [TITLE], id="the words of the url"),
        pytest.param(
            "Floods: River rises for a third day", None, SLUG, ["Floods: River rises for a third day"], id="more"
        ),
        pytest.param(
            "川は三日目も増水 町は 閉鎖 された",
            "川は三日目も増水 町は 閉鎖 された",
            None,
            ["川は三日目も増水 町は 閉鎖 された"],
            id="no capitals",
        ),
        pytest.param(
            "River's rise isn't over",
            None,
            "https://example.com/rivers-rise-isnt-over",
            ["River's rise isn't over"],
            id="apostrophes that a url leaves out",
        ),
        pytest.param(f"{TITLE} 13. Mai 2024", None, SLUG, [TITLE], id="a date behind it"),
        pytest.param(
            "Flood: River rises for third day in town",
            None,
            SLUG,
            ["Flood: River rises for third day in town"],
            id="words behind those of the url, up to where a line may have begun",
        ),
    ],
)
def test_a_headline_is_found_where_the_line_breaks_are_lost(
    before: str, title: str | None, url: str | None, expected: list[str]
) -> None:
    assert expected == headlines_in(f"{before} {UNBROKEN}", title, url)


@pytest.mark.parametrize(
    ("before", "title", "url"),
    [
        pytest.param("", TITLE, SLUG, id="not there"),
        pytest.param("River rises", "River rises", None, id="too short to tell"),
        pytest.param("The river rose for a third day.", None, SLUG, id="the story's own sentence"),
        pytest.param(f"{TITLE} and", TITLE, SLUG, id="a sentence that goes on"),
        pytest.param(f"{TITLE}.", None, SLUG, id="a sentence"),
        pytest.param("It rained. River rises for third day", None, SLUG, id="after a sentence"),
        pytest.param("Third day: for the river rises", None, SLUG, id="in another order"),
        pytest.param(
            "River " + "and so it was said in the town " * 3 + "rises for third day", None, SLUG, id="scattered"
        ),
        pytest.param("River Rises For The Third Time Today", None, SLUG, id="where every word has its capital"),
        pytest.param("River rises for third day, and this is all of the news", None, SLUG, id="too much behind it"),
        pytest.param("The rise for the third day was the river's -", None, SLUG, id="a dash of a sentence"),
    ],
)
def test_what_is_no_headline_where_the_line_breaks_are_lost(before: str, title: str | None, url: str | None) -> None:
    assert [] == headlines_in(f"{before} {UNBROKEN}", title, url)


def test_a_headline_without_its_line_break_goes_and_is_told() -> None:
    article = clean(f"{TITLE} {UNBROKEN.strip()}", SLUG, rulebook=NO_RULES)

    assert (UNBROKEN.strip(), TITLE) == (article.text, article.title)
