"""Captions: the texts of pictures with their credits, a caption for each figure."""

from __future__ import annotations

import time

import pytest

from cleanse.article.model import Caption, Mark
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.blocks.captions import captions_of
from cleanse.pages.page import Page


def captions(html: str, **drops: str) -> list[tuple[str, str | None]]:
    """The captions of a page whose figures are marked as captions, or what these selectors select by their kinds."""
    body = Page(html).body
    marks: dict[int, Mark | None] = {}
    for kind, select in (drops or {"caption": "figure"}).items():
        for node in body.css(select):
            marks.setdefault(node.mem_id, Mark(f"example.com/page/{kind}", kind))
    return [(caption.text, caption.credit) for caption in captions_of(blocks_of(body, marks))]


# ---------------------------------------------------------------- what must not change


def test_no_blocks_have_no_captions() -> None:
    assert () == captions_of([])


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>A boat at sea (AFP)",
        "<figure></figure><p>It rained.",
        "<figure><img alt='A boat'></figure>",
        "<figure><figcaption> </figcaption></figure>",
    ],
)
def test_pages_without_figures_have_no_captions(html: str) -> None:
    assert [] == captions(html)


@pytest.mark.parametrize("kind", ["related", "ad", "ui", "player"])
def test_other_furniture_is_no_caption(kind: str) -> None:
    """Although it stands in a figure."""
    html = "<figure><figcaption>A boat at sea</figcaption></figure>"

    assert [] == captions(html, **{kind: "figure"})
    assert [] == captions(html, p="p")


@pytest.mark.parametrize(
    "text",
    [
        "A boat at sea",
        "A boat (at sea) leaves",
        "A boat, a gull and a man: in Ormouth",
        "市議会の様子",
        "“Late,” she said",
        "The image of a town",
        "He photographed by night",
        "A boat ()",
    ],
)
def test_a_caption_that_names_nobody_has_no_credit(text: str) -> None:
    assert [(text, None)] == captions(f"<figure><figcaption>{text}</figcaption></figure>")


# ---------------------------------------------------------------- one for each figure


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<figure>One boat</figure><figure>Two boats</figure>", ["One boat", "Two boats"]),
        ("<figure>One boat</figure>It rained.<figure>Two boats</figure>", ["One boat", "Two boats"]),
        ("<figure>One boat</figure><figure>One boat</figure>", ["One boat"]),
        ("<figure><p>One boat</p><p>at sea</p></figure>", ["One boat at sea"]),
        ("<figure><figcaption>One boat<br><br>at<br>sea</figcaption></figure>", ["One boat at sea"]),
        ("<figure><div>One boat</div><figcaption>One boat</figcaption></figure>", ["One boat"]),
        ("<figure>One boat<figure>Two boats</figure></figure>", ["One boat", "Two boats"]),
        ("<figure><table><tr><td>One boat<td>at sea</table></figure>", ["One boat at sea"]),
        ("<figure>One boat<figure>Two boats</figure>at sea</figure>", ["One boat at sea", "Two boats"]),
        ("<figure>A</figure>", []),
        ("<figure>…</figure>", []),
    ],
)
def test_every_figure_has_one_caption(html: str, expected: list[str]) -> None:
    """Whatever blocks it holds; one that was said already is not said again, and a letter is none."""
    assert [(text, None) for text in expected] == captions(html)


def test_marked_parts_of_two_paragraphs_are_two_captions() -> None:
    """Where no figure holds them."""
    html = '<p>It rained. <i class="x">One boat</i></p><p>It stopped. <i class="x">Two boats</i></p>'

    assert [("One boat", None), ("Two boats", None)] == captions(html, caption=".x")


def test_captions_come_in_the_order_of_the_page() -> None:
    html = "".join(f"<figure>Boat {number}</figure><p>It rained." for number in range(9, 0, -1))

    assert [(f"Boat {number}", None) for number in range(9, 0, -1)] == captions(html)


# ---------------------------------------------------------------- credits


@pytest.mark.parametrize(
    "caption",
    [
        "A boat at sea (Getty Images)",
        "A boat at sea | Getty Images",
        "A boat at sea © Getty Images",
        "A boat at sea Photo: Getty Images",
        "A boat at sea Photo by Getty Images",
        "A boat at sea Photograph: Getty Images",
        "A boat at sea Foto: Getty Images",
        "A boat at sea Foto von Getty Images",
        "A boat at sea Picture by Getty Images",
        "A boat at sea Image credit Getty Images",
        "A boat at sea Credit: Getty Images",
        "A boat at sea Crédit : Getty Images",
        "A boat at sea 写真: Getty Images",
    ],
)
def test_a_credit_at_the_end_of_a_caption_is_no_part_of_it(caption: str) -> None:
    """In brackets, behind a bar, a © or a word for it."""
    assert [("A boat at sea", "Getty Images")] == captions(f"<figure><figcaption>{caption}</figcaption></figure>")


@pytest.mark.parametrize(
    "html",
    [
        '<figcaption>A boat at sea</figcaption><p class="credit">Ann Archer/AFP</p>',
        '<p class="credit">Ann Archer/AFP</p><figcaption>A boat at sea</figcaption>',
        '<figcaption><p>A boat at sea</p><p class="c-Photo-Credit x">Ann Archer/AFP</p></figcaption>',
        '<figcaption>A boat at sea</figcaption><div itemprop="copyrightHolder">Ann Archer/AFP</div>',
        '<figcaption>A boat at sea</figcaption><p class="source"><span>Ann</span> Archer/AFP</p>',
        '<figcaption>A boat at sea</figcaption><p class="credit">Ann Archer/AFP<p class="credit">Ann Archer/AFP',
    ],
)
def test_a_block_whose_class_says_so_is_the_credit(html: str) -> None:
    assert [("A boat at sea", "Ann Archer/AFP")] == captions(f"<figure>{html}</figure>")


def test_credits_are_those_of_their_figure() -> None:
    figure = '<figure><figcaption>Boat {0}</figcaption><p class="credit">Ann {0}</p></figure>'

    assert [("Boat 1", "Ann 1"), ("Boat 2", "Ann 2")] == captions(figure.format(1) + figure.format(2))


def test_captions_are_nouns_of_the_model() -> None:
    blocks = blocks_of(Page("<figure>A boat | AFP</figure>").body)
    marked = [PageBlock(b.text, b.place, mark=Mark("x/page/figure", "caption")) for b in blocks]

    assert (Caption("A boat", "AFP"),) == captions_of(marked)


def test_a_credit_has_no_white_space_around_it() -> None:
    assert [("A boat", "AFP")] == captions("<figure><figcaption>A boat ( AFP )</figcaption></figure>")


@pytest.mark.parametrize("caption", ["figure", "figcaption"])
def test_a_block_that_is_dropped_as_one_is_the_credit(caption: str) -> None:
    html = '<figure><figcaption>A boat at sea</figcaption><p class="x">Ann Archer</p></figure>'

    assert [("A boat at sea", "Ann Archer")] == captions(html, credit=".x", caption=caption)


@pytest.mark.xfail(reason="only blocks are looked at for a credit's class")
def test_an_inline_element_whose_class_says_so_is_the_credit() -> None:
    html = '<figure><figcaption>A boat at sea <span class="credit">Ann Archer/AFP</span></figcaption></figure>'

    assert [("A boat at sea", "Ann Archer/AFP")] == captions(html)


@pytest.mark.parametrize("aside", ["(pictured)", "(right)", "(in 2019)"])
def test_an_aside_in_brackets_is_no_credit(aside: str) -> None:
    assert [(f"A boat {aside}", None)] == captions(f"<figure><figcaption>A boat {aside}</figcaption></figure>")


def test_a_gallery_that_is_marked_as_a_whole_has_a_caption_for_each_figure() -> None:
    html = '<div class="gallery"><figure>One boat</figure><figure>Two boats</figure></div>'

    assert [("One boat", None), ("Two boats", None)] == captions(html, caption=".gallery")


@pytest.mark.long
def test_captions_are_found_in_linear_time() -> None:
    """However deep a figure is, and however many blocks it holds."""

    def seconds(count: int) -> float:
        body = Page(f"<figure>{'<div>' * count}{'<p>One boat' * count}").body
        marks: dict[int, Mark | None] = {node.mem_id: Mark("x/page/y", "caption") for node in body.css("figure")}
        blocks = blocks_of(body, marks)
        start = time.perf_counter()
        captions_of(blocks)
        return time.perf_counter() - start

    assert seconds(3900) < 16 * seconds(490) + 0.3
