"""Repeats: blocks that stand there twice, and the title said again in the body."""

from __future__ import annotations

import time

import pytest
import regex
from rulebooks import rulebook_of

from cleanse import Policy, clean
from cleanse.boundaries import divide, line_opener
from cleanse.checking import alone
from cleanse.fold import Fold
from cleanse.model import Caption
from cleanse.repeats import LONG, doubled_captions, duplicates, headlines, slug_words
from cleanse.schema import RuleTable
from cleanse.vocabulary import Vocabulary

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
URL = "https://www.example.com/news/river-rises-for-third-day-1234.html"
TITLE = "River rises for third day"
NO_RULES = alone(
    RuleTable(id="x", kind="ad", why="None.", removes=["x"], text="Advertisement of nobody at all"), Vocabulary({})
)

CAPTION = "Smoke over the old harbour"
CREDIT = regex.compile(r"[ .,]*(?:[©(|]|(?:AFP|Photo)\b)", regex.IGNORECASE)
STORY = [f"The mayor said on day {number} of the rain that the lower town would stay closed." for number in range(20)]


def repeated(text: str) -> list[str]:
    fold = Fold(text)
    return [fold.plain[start:end] for start, end in duplicates(fold)]


def said(text: str, title: str | None = None, url: str | None = None) -> list[str]:
    fold = Fold(text)
    if fold.unlined:
        divide(fold, line_opener(["The"]))
    return [fold.plain[start:end] for start, end in headlines(fold, title, url)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(f"{PROSE}\n{MORE}", id="two paragraphs"),
        pytest.param("Never again!\nIt rained.\nNever again!", id="a refrain"),
        pytest.param(f"{PROSE}\n{PROSE} Yes.", id="a paragraph that goes on"),
        pytest.param(f"{PROSE} {PROSE}", id="twice in one block"),
        pytest.param(f"{PROSE}\n{PROSE.replace('late', 'more')}", id="one word is another"),
        pytest.param("\n".join(["x" * (LONG - 1)] * 2), id="a little too short"),
        pytest.param(
            "\n".join(["— Ada Byron, who was the mayor of the town for twenty years or so"] * 2), id="a speaker"
        ),
    ],
)
def test_what_is_no_duplicate(text: str) -> None:
    assert repeated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{PROSE}\n{PROSE}", [PROSE], id="at once"),
        pytest.param(f"{PROSE}\n\n{MORE}\n\n{PROSE}", [PROSE], id="later"),
        pytest.param(f"{PROSE}\n{PROSE}\n{PROSE}", [PROSE] * 2, id="three times"),
        pytest.param(f"{PROSE}\n{MORE}\n{PROSE}\n{MORE}", [PROSE, MORE], id="two of them"),
        pytest.param(
            f"{PROSE}\n  {PROSE.upper().replace(' ', '  ')}", [PROSE.upper()], id="in other white space and case"
        ),
        pytest.param(
            "\n".join(["“" + "x" * LONG + "”", '"' + "x" * LONG + '"']), ['"' + "x" * LONG + '"'], id="quotes"
        ),
    ],
)
def test_a_long_block_that_stands_there_again_is_a_duplicate(text: str, expected: list[str]) -> None:
    assert expected == repeated(text)


def test_the_first_of_two_stays() -> None:
    assert f"{PROSE}\n\n{MORE}" == clean(f"{PROSE}\n\n{MORE}\n\n{PROSE}", rulebook=NO_RULES).text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([PROSE, *STORY[:12], PROSE, *STORY[12:]], [], id="far above, among the story"),
        pytest.param([PROSE, *STORY[:8], PROSE, *STORY[8:]], [], id="just far enough"),
        pytest.param([PROSE, *STORY[:7], PROSE, *STORY[7:]], [PROSE], id="not far enough"),
        pytest.param([PROSE, *STORY, PROSE], [PROSE], id="the last one"),
        pytest.param([PROSE, *STORY, PROSE, "Read on"], [PROSE], id="the last long one"),
        pytest.param([PROSE, *["Read on"] * 20, PROSE, MORE], [PROSE], id="short lines are not counted"),
        pytest.param([PROSE, MORE, *STORY, PROSE, MORE, "x" * LONG], [PROSE, MORE], id="two together"),
        pytest.param([PROSE, MORE, *STORY[:10], PROSE, *STORY[10:], MORE], [MORE], id="two apart"),
        pytest.param([*STORY, *STORY], STORY, id="the whole story"),
    ],
)
def test_what_was_said_far_above_stays_among_paragraphs_that_were_not(lines: list[str], expected: list[str]) -> None:
    """A page prints a short version of the story above it."""
    assert expected == repeated("\n".join(lines))


def test_what_is_left_says_nothing_twice_more() -> None:
    """Twice is once: what is cut between two sayings brings them no nearer."""
    lines = [PROSE, PROSE, *STORY[:3], *STORY[:2], MORE, PROSE, STORY[4]]
    once = clean("\n".join(lines), rulebook=NO_RULES).text

    assert once == clean(once, rulebook=NO_RULES).text


def test_far_repetitions_are_found_in_linear_time() -> None:
    """Their neighbours are not looked for in the whole text."""
    taken = []
    for days in (1000, 8000):
        fold = Fold(
            "\n".join(f"{PROSE}\nThe mayor said on day {day} of the rain that it would end." for day in range(days))
        )
        start = time.process_time()
        list(duplicates(fold))
        taken.append(time.process_time() - start)

    assert taken[1] < 8 * 4 * taken[0]


def doubled(text: str) -> list[tuple[str, str, str]]:
    """What goes of a text as a doubled caption, with the caption and its credit."""
    fold = Fold(text)
    return [
        (fold.plain[found.start : found.end], fold.plain[slice(*found.caption)], fold.plain[slice(*found.credit)])
        for found in doubled_captions(fold, CREDIT)
    ]


@pytest.mark.parametrize(
    ("again", "credit"),
    [
        pytest.param(f"{CAPTION} © Ada Byron", "© Ada Byron", id="a sign"),
        pytest.param(f"{CAPTION}. AFP", "AFP", id="a stop and an agency"),
        pytest.param(f"{CAPTION}, Photo: Ada Byron", "Photo: Ada Byron", id="a comma and a word"),
        pytest.param(f"{CAPTION} (Ada Byron/AFP)", "(Ada Byron/AFP)", id="brackets"),
        pytest.param(f"{CAPTION}|AFP", "|AFP", id="glued"),
        pytest.param(f"{CAPTION} photo: Ada Byron", "photo: Ada Byron", id="small letters"),
    ],
)
def test_a_caption_that_is_said_again_with_its_credit_is_doubled(again: str, credit: str) -> None:
    assert [(f"{CAPTION} {again}", CAPTION, credit)] == doubled(f"{PROSE}\n{CAPTION}\n{again}\n{MORE}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(CAPTION, id="once"),
        pytest.param(f"{CAPTION}\n{CAPTION}", id="without a credit"),
        pytest.param(f"{CAPTION}\n{CAPTION} rose all night.", id="a sentence that goes on"),
        pytest.param(f"{CAPTION}\n{CAPTION} AFPs", id="a word that begins like a credit"),
        pytest.param(f"{CAPTION}\n{PROSE}\n{CAPTION} © Ada Byron", id="not the next block"),
        pytest.param(f"{CAPTION} © Ada Byron\n{CAPTION}", id="the other way round"),
        pytest.param(f"{CAPTION.upper()}\n{CAPTION} © Ada Byron", id="in other letters"),
        pytest.param("Smoke again\nSmoke again © Ada Byron", id="too short for a caption"),
        pytest.param(f"{CAPTION}\n{CAPTION} © {'Ada Byron ' * 13}", id="too long for a credit"),
    ],
)
def test_what_is_no_doubled_caption(text: str) -> None:
    assert doubled(text) == []


def test_several_captions_may_be_doubled() -> None:
    other = "The ferry at the quay"
    text = "\n".join([CAPTION, f"{CAPTION} © Ada Byron", other, f"{other} (AFP)", PROSE])

    assert [(CAPTION, "© Ada Byron"), (other, "(AFP)")] == [(caption, credit) for _, caption, credit in doubled(text)]


def test_doubled_captions_go_and_are_told() -> None:
    """Both sayings at once, and the article has the caption with its credit."""
    book = rulebook_of({}, {"photo": {"en": ["Photo"]}})
    text = f"{PROSE}\n\n{CAPTION}\n\n{CAPTION}. Photo: Ada Byron\n\n{MORE}"
    article = clean(text, rulebook=book)

    assert f"{PROSE}\n\n{MORE}" == article.text
    assert ["cleanse/caption"] == [edit.rule for edit in article.edits]
    assert (Caption(CAPTION, "Photo: Ada Byron"),) == article.captions
    assert text == clean(text, rulebook=book, policy=Policy(keep={"caption"})).text


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
    assert said(text, title, url) == []


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
    assert [Fold(line).plain] == said(f"{line}\n\n{PROSE}", title)


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
    assert [Fold(line).plain] == said(f"{line}\n\n{PROSE}", None, url)


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
    assert expected == said(f"{before} {UNBROKEN}", title, url)


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
    assert [] == said(f"{before} {UNBROKEN}", title, url)


def test_a_headline_without_its_line_break_goes_and_is_told() -> None:
    article = clean(f"{TITLE} {UNBROKEN.strip()}", SLUG, rulebook=NO_RULES)

    assert (UNBROKEN.strip(), TITLE) == (article.text, article.title)


def test_a_caption_whose_credit_comes_to_stand_below_it_goes_too() -> None:
    """What stood between went first; cleaning again takes nothing more."""
    line = "We have waited for this bridge for thirty years"
    article = clean(
        f"{PROSE}\n\n{line}\nAdvertisement of nobody at all\n{line} © Ada Byron\n\n{MORE}", rulebook=NO_RULES
    )

    assert f"{PROSE}\n\n{MORE}" == article.text
