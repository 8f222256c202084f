"""Other extractors: trafilatura's body as blocks of lines, each with what it stood in."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanse.pages.blocks.blocks import PageBlock
from cleanse.pages.extractors import trafilatura_blocks

PROSE = "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait."
MORE = "The bridge opens in May, the mayor said, and the tram will cross it in June of the year after."
LAST = "Her lawyer said on Tuesday that she would read the report first, and then say what she thinks of it."


def page(inside: str = "") -> str:
    """A page whose article holds this between two paragraphs."""
    return (
        f"<html><body><nav><a href=/>Home</a></nav><article><p>{PROSE}</p>{inside}<p>{MORE}</p></article></body></html>"
    )


def inside(html: str) -> list[tuple[str, str]]:
    """What stands between the two paragraphs: texts, each with what it is."""
    found = [(block.text, block.place.meant) for block in trafilatura_blocks(page(html), None)]

    assert (found[0], found[-1]) == ((PROSE, "p"), (MORE, "p"))
    return found[1:-1]


@pytest.mark.parametrize(
    "html", ["", "  \n", "It rained.", "<p>It rained.", "<frameset><frame></frameset>", "\0", "<!-- x -->"]
)
def test_pages_in_which_nothing_is_found_have_no_blocks(html: str) -> None:
    assert trafilatura_blocks(html, None) == []


def test_paragraphs_are_blocks() -> None:
    assert inside(f"<p>{LAST}</p>") == [(LAST, "p")]
    assert inside("") == []


@pytest.mark.parametrize("heading", ["h2", "h3", "h4"])
def test_headings_are_headings(heading: str) -> None:
    assert inside(f"<{heading}>The wait</{heading}>") == [("The wait", "h2")]


def test_items_of_lists_are_blocks_of_their_own() -> None:
    html = "<ul><li>The ferry was late again.</li><li>The bridge is closed.</li></ul>"

    assert inside(html) == [("The ferry was late again.", "li"), ("The bridge is closed.", "li")]


def test_quotations_are_quotations() -> None:
    assert inside(f"<blockquote>{LAST}</blockquote>") == [(LAST, "blockquote")]


def test_text_with_markup_is_one_line() -> None:
    html = "<p>It <b>rained</b> in\n <a href=/x>Ormouth</a>  for <i>a third</i> day, and then it stopped.</p>"

    assert inside(html) == [("It rained in Ormouth for a third day, and then it stopped.", "p")]


def test_comments_of_readers_are_left_out() -> None:
    html = page() + f"<div id=comments class=comments><p>{LAST}</p></div>"

    assert LAST not in [block.text for block in trafilatura_blocks(html, None)]


def test_blocks_are_numbered_and_without_marks() -> None:
    blocks = trafilatura_blocks(page(f"<p>{LAST}</p>"), "https://example.com/1")

    assert [block.place.number for block in blocks] == [1, 2, 3]
    assert not any(block.mark or block.spans or block.links or block.bold or block.place.above for block in blocks)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>It rained.<br>It stopped.</p>", ["It rained. It stopped."], id="breaks"),
        pytest.param("<table><tr><td>Ormouth</td><td>7</td></tr></table>", ["Ormouth 7"], id="cells"),
    ],
)
def test_words_are_not_glued(html: str, expected: list[str]) -> None:
    assert expected == [" ".join(text.split()) for text, _ in inside(html)]


def test_paragraphs_of_a_quotation_are_quotations() -> None:
    assert inside(f"<blockquote><p>{LAST}</p></blockquote>") == [(LAST, "blockquote")]


def test_the_same_page_gives_the_same_blocks() -> None:
    """What was read before makes no difference."""

    def read() -> list[tuple[str, str]]:
        return [
            (block.text, block.place.meant) for block in trafilatura_blocks(page(f"<p>{LAST}</p><p>{PROSE}</p>"), None)
        ]

    first = read()
    for _ in range(3):
        trafilatura_blocks(page(f"<p>{MORE}</p>"), None)

    assert first == read()


def test_a_page_that_is_an_address_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was made"))

    assert trafilatura_blocks("https://example.com/1", None) == []


PIECES = [f"<p>{PROSE}</p>", f"<p>{MORE}", "<ul><li>One<li>Two</ul>", "<table><tr><td>7", "<div>", "</div>", "<pre>x"]
pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=20))


@settings(deadline=None, max_examples=60)
@given(st.lists(pieces, max_size=8))
def test_blocks_are_lines_of_text(parts: list[str]) -> None:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    blocks: list[PageBlock] = trafilatura_blocks("".join(parts), None)

    assert all(block.text and block.text == " ".join(block.text.split()) for block in blocks)
    assert [block.place.number for block in blocks] == sorted({block.place.number for block in blocks})
