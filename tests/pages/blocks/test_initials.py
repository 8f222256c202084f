"""Drop caps: the first letter of a paragraph joins its word."""

from __future__ import annotations

import time

import pytest

from cleanse.article.model import Mark
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.page import Page

TAIL = "town has asked its ferry company for a later boat on Saturdays."


def read(html: str) -> list[PageBlock]:
    """The blocks of a page; elements of the class `d` are marked."""
    body = Page(html).body
    return blocks_of(body, {node.mem_id: Mark("example.com/page/x", "ad") for node in body.css(".d")})


def texts(html: str) -> list[str]:
    """The texts of a page's blocks."""
    return [block.text for block in read(html)]


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize(
    "html",
    [
        f"<p>T</p><p>The {TAIL}",
        f"<p>T</p><p>{TAIL[:30]}",
        f"<p>t</p><p>he {TAIL}",
        f"<p>Th</p><p>e {TAIL}",
        f"<p>1</p><p>he {TAIL}",
        f"<p>橋</p><p>he {TAIL}",
        f"<h2>T</h2><p>he {TAIL}",
        f"<p>T</p><h2>he {TAIL}</h2>",
        f"<li>T</li><p>he {TAIL}",
        f"<table><tr><td>T<td>he {TAIL}</table>",
        f"<p>A</p><p>abacus: a frame with beads, on which the {TAIL}",
        f"<div>A</div><p>first boat of the {TAIL}</p><div>B</div><p>second boat of the {TAIL}</p>",
        f"<div><div><div><div>T</div></div></div></div><div><div><div><p>he {TAIL}</div></div></div>",
        f"<p>A</p><p>zebu has asked for a later boat on {TAIL}",
        "<p>T",
    ],
)
def test_a_letter_of_its_own_stays(html: str) -> None:
    """Before a sentence that is whole, a heading, an entry, or far away; and in doubt."""
    body = Page(html).body
    found = texts(html)

    assert body.text(separator=" ").split() == " ".join(found).split()
    assert 1 == sum(len(text) < 3 for text in found) or ">B<" in html or "<table>" in html


# ---------------------------------------------------------------- drop caps


@pytest.mark.parametrize(
    "html",
    [
        "<p><span class=dropcap>T</span>he {}",
        "<p><span style='float:left'>T</span><span>he</span> {}",
        "<div><span class=x>T</span><p>he {}</div>",
        "<div><span class=x>T</span><p><a href='/'>he</a> {}</div>",
        "<div class=dropcap>T</div><p>he {}",
        "<p>T</p><p>he {}",
        "<div>T</div>he {}",
        "<p><div>T</div>he {}</p>",
        "<div><div><span>T</span></div><div><p>he {}</div></div>",
        "<blockquote><div>T</div><p>he {}</blockquote>",
        "<p><b>T</b></p>\n<p>\nhe {}",
    ],
)
def test_a_drop_cap_joins_its_word(html: str) -> None:
    """Whatever element it is in."""
    assert [f"The {TAIL}"] == texts(html.format(TAIL))
    assert ["Before.", f"The {TAIL}", "Behind."] == texts(f"<h2>Before.</h2>{html.format(TAIL)}<p>Behind.")


@pytest.mark.parametrize(
    "html",
    [
        "<p><span class=dropcap>T</span> he {}",
        "<p><span class='has-drop-cap'><b>T</b></span>\n<span>he</span> {}",
        "<div><i class=lettrine> T </i>he {}</div>",
    ],
)
def test_white_space_behind_a_drop_cap_parts_no_word(html: str) -> None:
    assert [f"The {TAIL}"] == texts(html.format(TAIL))


@pytest.mark.parametrize(
    "html",
    [
        "<p><span class=dropcap>A</span> later {}",
        "<p><span>T</span> cells in {}",
        "<p>T <i class=dropcap>cells</i> in {}",
        "<p><span class=dropcap>X</span> Files in {}",
    ],
)
def test_a_letter_that_is_a_word_stays_one(html: str) -> None:
    """Or one that no element tells, or that stands before a name."""
    expected = Page(html.format(TAIL)).body.text().split()

    assert expected == " ".join(texts(html.format(TAIL))).split()


@pytest.mark.parametrize(
    ("initial", "rest", "expected"),
    [
        ("T", "HE TOWN", "THE TOWN"),
        ("L", "’été dernier", "L’été dernier"),
        ("“T", "he rain,” she said,", "“The rain,” she said,"),
        ("«", "il pleut» dit-il", None),
        ("¿Q", "ué pasa", "¿Qué pasa"),
        ("Д", "ождь идёт", "Дождь идёт"),
        ("Ż", "ółw śpi", "Żółw śpi"),
        ("Γ", "ια μέρες", "Για μέρες"),
        ("Ü", "ber Nacht", "Über Nacht"),
    ],
)
def test_drop_caps_of_every_script_and_style(initial: str, rest: str, expected: str | None) -> None:
    assert ([f"{expected} {TAIL}"] if expected else [initial, f"{rest} {TAIL}"]) == texts(
        f"<div class=c>{initial}</div><p>{rest} {TAIL}"
    )


@pytest.mark.parametrize(
    ("letter", "rest", "page", "expected"),
    [
        ("A", "fter the", "It came after that.", "After the"),
        ("A", "later", "", "A later"),
        ("I", "n the", "Boats in Ormouth.", "In the"),
        ("I", "rowed the", "They rowed.", "I rowed the"),
        ("И", "дут по", "Дети идут.", "Идут по"),
        ("В", "городе", "О городе.", "В городе"),
    ],
)
def test_a_letter_that_is_a_word_joins_as_the_page_writes_it(letter: str, rest: str, page: str, expected: str) -> None:
    html = f"<div>{letter}</div><p>{rest} {TAIL}</p><h2>{page}</h2>"

    assert f"{expected} {TAIL}" == texts(html)[0]


def test_marked_parts_stay_where_they_are_when_a_space_goes() -> None:
    (block,) = read(f"<p><b class='c drop'>T</b> he <i class=d>new</i> {TAIL}")

    assert f"The new {TAIL}" == block.text
    assert ["new"] == [block.text[span.start : span.end] for span in block.spans]


def test_links_bold_and_marked_parts_move_along() -> None:
    (block,) = read(f"<p><b>T</b></p><p><a href='/'>he</a> <i class=d>new</i> {TAIL}")

    assert (2, 1) == (block.links, block.bold)
    assert ["new"] == [block.text[span.start : span.end] for span in block.spans]
    assert f"The new {TAIL}" == block.text


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p class=d>T</p><p>he {}", ["T"]),
        ("<p>T</p><p class=d>he {}", ["he {}"]),
        ("<p>T</p><p>he <i class=d>new</i> {}", ["new"]),
        ("<div class=d><p>T</p><p>he {}</div>", ["The {}"]),
    ],
)
def test_marks_change_no_joint(html: str, marked: list[str]) -> None:
    (block,) = read(html.format(TAIL))
    parts = [block.text] if block.mark else [block.text[span.start : span.end] for span in block.spans]

    assert [part.format(TAIL) for part in marked] == parts


@pytest.mark.long
@pytest.mark.parametrize("html", ["<div>A</div><p>fter {}</p>", "<div>T</div><p>he {}</p>", "<div>T he {}<p>x"])
def test_initials_join_in_linear_time(html: str) -> None:
    def seconds(count: int) -> float:
        body = Page(html.format(TAIL) * count).body
        start = time.perf_counter()
        blocks_of(body)
        return time.perf_counter() - start

    assert seconds(3200) < 16 * seconds(400) + 0.5
