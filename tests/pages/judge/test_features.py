"""What the judge looks at: each block's features, what is counted of it, and what stands around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanse.article.model import Mark
from cleanse.pages.blocks.blocks import PageBlock, Place, blocks_of
from cleanse.pages.judge.counting import Counted, counted, letters
from cleanse.pages.judge.features import Features, PageWords
from cleanse.pages.judge.surroundings import Vocabulary, far_from, hook_text, words_of
from cleanse.pages.page import Page
from cleanse.rulefiles.weights import step
from cleanse.text.marks import word_count

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LABEL = "Share this story"
MARK = Mark("example.com/page/x", "ad")


def block(text: str, links: int = 0, mark: Mark | None = None) -> PageBlock:
    """A paragraph of this text."""
    return PageBlock(text, blocks("<p>x")[0].place, links, mark=mark)


def blocks(html: str) -> list[PageBlock]:
    """The blocks of a page."""
    body = Page(html).body
    return blocks_of(body, {node.mem_id: MARK for node in body.css(".nav")})


def names(html: str, number: int, title: str = "", description: str = "") -> dict[str, set[str]]:
    """The features of one of a page's blocks, by group."""
    found: dict[str, set[str]] = {}
    for group, name in Features(blocks(html), PageWords(letters(title), letters(description))).names(number):
        found.setdefault(group, set()).add(name)
    return found


def place(html: str, number: int = 0) -> Place:
    """Where one of a page's blocks stands."""
    return blocks(html)[number].place


# ---------------------------------------------------------------- counting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" – … ", ""),
        ("It rained — again.", "itrainedagain"),
        ("STRASSE Straße", "strassestrasse"),
        ("3-1", "31"),
        ("雨が、降った。", "雨が降った"),
        ("Ça va?", "çava"),
    ],
)
def test_letters_are_what_is_compared(text: str, expected: str) -> None:
    assert expected == letters(text) == letters(letters(text))


@pytest.mark.parametrize(("value", "expected"), [(-1, -1), (0, 0), (0.5, 0), (1, 1), (2, 1), (3, 2), (5, 3), (99, 3)])
def test_a_step_is_the_last_edge_that_is_reached(value: float, expected: int) -> None:
    assert expected == step(value, (0, 1, 3, 5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain", 1),
        ("It rained again.", 3),
        ("Er sagte, die Brücke werde im Frühjahr eröffnet.", 8),
        ("雨が降った", 2),
        ("市議会は火曜日、橋の建設計画を全会一致で承認した。", 11),
        ("وقالت البلدية إن الجسر سيفتح", 5),
        ("\ud800", 1),
    ],
)
def test_words_are_counted_in_any_script(text: str, expected: int) -> None:
    """Two characters of a script without spaces count as one word."""
    assert word_count(text) in (expected, expected + 1)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rained.", True),
        ("“It rained.”", True),
        ("(It rained!) ", True),
        ("雨が降った。", True),
        ("क्या हुआ।", True),
        ("It rained", False),
        ("It rained:", False),
        ("”", False),
        ("Read more >", False),
    ],
)
def test_whether_a_block_ends_with_a_sentence(text: str, ends: bool) -> None:
    assert ends == counted(block(text)).ends


@pytest.mark.parametrize(
    ("found", "prose"),
    [
        pytest.param(block(PROSE), True, id="a paragraph"),
        pytest.param(block(PROSE, links=20), True, id="some links"),
        pytest.param(block(PROSE, links=80), False, id="mostly links"),
        pytest.param(block(LABEL), False, id="a label"),
        pytest.param(block("It rained. It stopped."), False, id="short sentences"),
        pytest.param(block("ten " * 20), False, id="no sentence's end"),
        pytest.param(block("ten " * 20 + "1.5 and 2.5"), False, id="numbers with points"),
        pytest.param(block(PROSE, mark=MARK), False, id="furniture"),
    ],
)
def test_what_reads_like_a_story(found: PageBlock, prose: bool) -> None:
    assert prose == (counted(found).prose > 0)


def test_prose_is_counted_by_its_words() -> None:
    paragraph = block(PROSE, links=17)

    assert Counted(paragraph, 17, 17 / len(PROSE), ends=True, prose=17) == counted(paragraph)


def test_links_are_no_more_than_all() -> None:
    """They are counted before white space is squeezed."""
    assert counted(block("Rain", links=9)).links == 1.0


# ---------------------------------------------------------------- what is around


@pytest.mark.parametrize(
    ("hooks", "expected"),
    [
        ("", set()),
        ("7 - _", set()),
        ("storyBody main-text", {"story", "body", "main", "text"}),
        ("article__body--wide", {"article", "body", "wide"}),
        ("css-1x7f2 ssrcss-uf6wea-RichText", {"css", "ssrcss", "uf", "wea", "rich", "text"}),
        ("ARTICLE", {"article"}),
        ("a b c", set()),
    ],
)
def test_words_of_classes_and_ids(hooks: str, expected: set[str]) -> None:
    assert expected == words_of(hooks)


def test_hooks_are_the_attributes_that_name_things() -> None:
    html = '<p class="lead intro" id=x7 role=main itemprop=articleBody data-testid=text title=Rain>It rained.'

    assert hook_text(place(html)) == "lead intro x7 articleBody main text"
    assert hook_text(place("<p>It rained.")) == hook_text(place("<p class>It rained.")) == ""


def test_only_the_beginning_of_a_long_class_is_read() -> None:
    assert len(hook_text(place(f'<p class="{"story " * 1000}" id={"x" * 1000}>It rained.'))) <= 2 * 201


def test_near_are_an_element_and_the_few_around_it() -> None:
    html = "<main class=one><section class=two><div class=three><div class=four><p class=five>It rained."
    near = Vocabulary().near(place(html))

    assert near >= {"tag:p", "in:p", "five", "four", "three", "two", "in:section"}
    assert "one" not in near
    assert "tag:div" not in near


def test_far_are_the_elements_beyond() -> None:
    html = "<main class=one><section class=two><div class=three><div class=four><p class=five>It rained."
    vocabulary = Vocabulary()
    around = far_from(place(html))

    assert around is not None
    assert around.tag == "main"
    assert vocabulary.far(around) >= {"one", "in:main", "in:body"}
    assert "two" not in vocabulary.far(around)
    assert vocabulary.far(around) == vocabulary.far(around)


def test_nothing_is_far_of_a_block_high_up() -> None:
    assert far_from(place("<p>It rained.")) is None
    assert Vocabulary().far(None) == frozenset()


@pytest.mark.parametrize(
    "attribute", ["hidden", "aria-hidden=true", 'style="display: none"', 'style="top:0;display:none"']
)
def test_hidden_elements_are_told(attribute: str) -> None:
    assert "hidden" in Vocabulary().near(place(f"<div role=tabpanel {attribute}><p>It rained."))


@pytest.mark.parametrize("attribute", ["", "aria-hidden=false", 'style="display:block"', "style", "data-hidden"])
def test_shown_elements_are_not_hidden(attribute: str) -> None:
    assert "hidden" not in Vocabulary().near(place(f"<div {attribute}><p>It rained."))


# ---------------------------------------------------------------- features


def test_a_block_has_features_of_every_group() -> None:
    assert set(names(f"<main><div><div><div><p>{PROSE}<p>{MORE}", 0)) == {
        "block",
        "near",
        "far",
        "+1",
        "+2",
        "-1",
        "-2",
    }


def test_the_size_and_the_end_of_a_block() -> None:
    prose, label = (names(f"<p>{PROSE}<p>{LABEL}", number)["block"] for number in (0, 1))

    assert prose >= {"words:5", "p:words5", "links:0", "words5:links0", "words5:ends1", "p:ends1"}
    assert label >= {"words:2", "p:words2", "links:0", "words2:links0", "words2:ends0", "p:ends0"}


@pytest.mark.parametrize("element", ["p", "li", "h2", "blockquote", "td", "pre"])
def test_what_a_block_is_tells_its_features(element: str) -> None:
    found = blocks(f"<{element}>{PROSE}")[0]

    assert f"{found.place.meant}:ends1" in names(f"<{element}>{PROSE}", 0)["block"]


def test_links_are_told_by_their_share() -> None:
    shares = [
        {name for name in names(html, 0)["block"] if name.startswith("links:")}
        for html in (f"<p>{PROSE}", f"<p>{PROSE} <a>{LABEL}</a>", f"<p><a>{PROSE}</a>")
    ]

    assert shares == [{"links:0"}, {"links:3"}, {"links:9"}]


def test_the_order_of_blocks_behind_the_headline() -> None:
    html = f"<p>{LABEL}<h1>Rain</h1><p>{PROSE}<p>{MORE}"
    behind = [{name for name in names(html, n)["block"] if name.startswith("behind")} for n in range(4)]

    assert behind == [
        {"behind headline:no"},
        {"behind headline:0"},
        {"behind headline:1"},
        {"behind headline:2"},
    ]


def test_the_order_of_blocks_among_the_prose() -> None:
    html = f"<p>{LABEL}<p>{PROSE}<p>{MORE}<p>{LABEL}"
    before = [{name for name in names(html, n)["block"] if name.startswith("prose")} for n in range(4)]

    assert before == [{"prose before:0"}, {"prose before:0"}, {"prose before:5"}, {"prose before:9"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rain in Ormouth", {"is:title"}, id="the title"),
        pytest.param("RAIN IN ORMOUTH!", {"is:title"}, id="in other letters"),
        pytest.param("Rain in Ormouth again", set(), id="more than the title"),
        pytest.param("Rain", set(), id="less than the title"),
        pytest.param("It rained in the town for a third day.", {"is:description"}, id="the description"),
        pytest.param("It rained in the town", set(), id="too short for the description"),
        pytest.param("– … –", {"letters:none"}, id="no letters"),
        pytest.param("– … – … – … – … –", set(), id="no letters at its beginning"),
        pytest.param("Something else", set(), id="neither"),
    ],
)
def test_what_the_page_tells_of_its_story_elsewhere(text: str, expected: set[str]) -> None:
    told = "Rain in Ormouth", "It rained in the town for a third day."
    found = names(f"<p>{text}", 0, *told)["block"]

    assert expected == found & {"is:title", "is:description", "letters:none"}


def test_a_page_that_tells_nothing_has_no_title_in_it() -> None:
    assert not names("<p>Rain", 0)["block"] & {"is:title", "is:description"}


def test_neighbours_are_told_with_their_distance() -> None:
    html = f"<div><h2>Rain</h2><p>{PROSE}</div><ul><li>{LABEL}"
    found = names(html, 1)

    assert found["-2"] == {"none"}
    assert found["-1"] == {"words0:links0", "h2", "same:prose0"}
    assert found["+1"] == {"words1:links0", "li", "other:prose0"}
    assert found["+2"] == {"none"}
    assert names(html, 0)["+1"] == {"words2:links0", "p", "same:prose1"}


def test_blocks_in_elements_like_those_of_the_prose_are_told() -> None:
    html = f"<div class=story><p>{PROSE}<p>{MORE}</div><div class=menu><p>{LABEL}"
    story, menu = ({name.split(":")[1] for name in names(html, n)["near"] if name.startswith("alike")} for n in (0, 2))

    assert story == {"prose9", "pure9"}
    assert menu == {"prose0", "pure0"}


texts = st.one_of(
    st.sampled_from([PROSE, MORE, LABEL, "–", "雨が降った。", "Rain", "<a>Rain</a>"]), st.text(max_size=30)
)
elements = st.builds(
    "<{} {}>{}".format,
    st.sampled_from(["p", "div", "li", "h1", "p class=x", "div class=nav", "/div", "blockquote"]),
    st.sampled_from(["", "class", "id=storyText", "hidden", "style=display:none", 'aria-label="Share this"']),
    texts,
)
pages = st.lists(elements, max_size=8).map("".join).map(blocks)


@settings(deadline=None)
@given(pages, st.text(max_size=20), st.text(max_size=40))
def test_any_page_has_features(found: list[PageBlock], title: str, description: str) -> None:
    """As many sets of them as blocks, the same each time, each in a known group."""
    told = PageWords(letters(title), letters(description))
    features, again = Features(found, told), Features(found, told)

    for number in range(len(found)):
        page_words = features.names(number)
        assert page_words == again.names(number)
        assert {group for group, _ in page_words} <= {"block", "near", "far", "-2", "-1", "+1", "+2"}
        assert sum(1 for group, name in page_words if group == "block" and name.startswith("words:")) == 1


@given(st.text(max_size=60))
def test_letters_are_letters(text: str) -> None:
    assert all(character.isalnum() or not character.isascii() for character in letters(text))


@given(st.text(min_size=1, max_size=60))
def test_words_are_never_none(text: str) -> None:
    assert word_count(text) >= 1


@pytest.mark.long
def test_features_take_time_by_the_number_of_blocks() -> None:
    """Ten times the page takes some ten times as long, and a quarter of a second for good measure."""
    html = "<div class=story>" + "".join(
        f"<p class=c{number % 7}>{PROSE}</p><div>{LABEL}</div>" for number in range(500)
    )
    few = blocks(html)
    many = few * 10
    spent = []
    for found in (few, few, many):
        start = time.process_time()
        features = Features(found, PageWords())
        assert len([features.names(number) for number in range(len(found))]) == len(found)
        spent.append(time.process_time() - start)

    assert spent[2] < 20 * spent[1] + 0.25
