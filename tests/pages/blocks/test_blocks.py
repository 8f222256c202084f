"""Blocks: the text of a page, line by line, each line with its element and with what of it is marked."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from cleanse.article.edits import apply
from cleanse.article.engine_rules import CONTROL
from cleanse.article.model import Mark, Policy
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.blocks.elements import HEADINGS, INLINE, MEANT, OUTRANKS, SILENT
from cleanse.pages.page import Page
from cleanse.pages.source import source_of

RELATED = Mark("example.com/page/more", "related")
OTHER = Mark("example.com/page/ads", "ad")


def read(html: str, drop: str = ".d", keep: str = ".k", other: str = ".o") -> list[PageBlock]:
    """The blocks of a page in which these elements are marked, or kept in spite of a mark."""
    body = Page(html).body
    marks: dict[int, Mark | None] = {node.mem_id: RELATED for node in body.css(drop)}
    marks |= {node.mem_id: OTHER for node in body.css(other)}
    marks |= {node.mem_id: None for node in body.css(keep)}
    return blocks_of(body, marks)


def texts(html: str) -> list[str]:
    """The texts of a page's blocks."""
    return [block.text for block in read(html)]


def meant(html: str) -> list[tuple[str, str]]:
    """The texts of a page's blocks, each with what it is."""
    return [(block.text, block.place.meant) for block in read(html)]


def marked(html: str) -> list[str]:
    """What of a page's blocks is marked: whole blocks and parts of blocks."""
    found = ([block.text] if block.mark else [block.text[s.start : s.end] for s in block.spans] for block in read(html))
    return [part for parts in found for part in parts]


def left(html: str) -> list[str]:
    """The lines that are left of a page when what is marked is cut."""
    source = source_of(read(html), Policy())
    return [line for line in apply(source.text, source.edits).split("\n") if line]


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize(
    "html",
    [
        "",
        "  \n ",
        "&nbsp;",
        "<!-- It rained. -->",
        "<p></p><div> <span> </span> </div>",
        "<p><br><br></p><hr>",
        '<img alt="A boat" src="boat.png">',
        '<p class="d"></p><span class="d"></span>',
        "<frameset><frame></frameset>",
    ],
)
def test_pages_without_text_have_no_blocks(html: str) -> None:
    assert [] == texts(html)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "“Żółw śpi,” she said – twice…",
        "市議会は火曜日、橋の建設計画を全会一致で承認した。",
        "وقالت البلدية إن الجسر سيفتح.",
        "3\xa0% of\xa0\xa0all",
        "soft\xadhyphen and zero\u200bwidth",
        "thin\u2009space, em\u2003space, line\u2028separator",
        "🎈 e\u0301 \ufeff.",
    ],
)
@pytest.mark.parametrize(
    "html", ["{}", "<p>{}", "<p> \n{}\t </p>", "<div><span>{}</span></div>", "<p><i></i>{}<i></i>"]
)
def test_a_line_of_text_stays_as_it_is(text: str, html: str) -> None:
    """Only what HTML calls white space is squeezed: not no-break, thin or wide spaces."""
    assert [text] == texts(html.format(text))


def test_marks_on_other_elements_change_nothing() -> None:
    """Even of those that hold the ones that are read."""
    body = Page('<div class="d"><main><p>It <b>rained</b>.<p>It stopped.</main><nav class="d">Menu</nav></div>').body
    marks: dict[int, Mark | None] = {node.mem_id: RELATED for node in body.css(".d")}
    main = body.css_first("main")

    assert main is not None
    assert [("It rained.", None, []), ("It stopped.", None, [])] == [
        (block.text, block.mark, [*block.spans]) for block in blocks_of(main, marks)
    ]


def test_nothing_is_marked_on_a_page_without_marks() -> None:
    assert [] == marked("<div>It <b>rained</b>.<p>It <a href='/'>stopped</a>.</div><table><tr><td>1<td>2</table>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>It <template><p>never</p></template>rained.",
        "<p>It <script>never()</script>rained.",
        "<p>It <style>.never {}</style>rained.",
        "<p>It <svg><title>never</title><text>never</text></svg>rained.",
        "<p>It <noscript><img alt='never'>never</noscript>rained.",
        "<p>It rained.<noscript><figure><img><figcaption>never</figcaption></figure></noscript>",
        "<div>It rained.<img class=lazy><noscript>&lt;img src=a.png alt=never&gt;</noscript></div>",
        "<p>It <iframe>never</iframe>rained.",
        "<p>It <select><option>never</select>rained.",
        "<p>It <textarea>never</textarea>rained.",
        "<p>It <video>never</video><audio>never</audio><canvas>never</canvas><object>never</object>rained.",
        "<p>It <!-- never -->rained.",
        "<p>It <!-- never --!>rained.",
        "<p>It <?never?>rained.",
        "<p>It rained.</p><template><div><p>never</div></template>",
    ],
)
def test_what_prints_no_text_is_passed_over(html: str) -> None:
    """And parts nothing."""
    assert ["It rained."] == texts(html)


@pytest.mark.parametrize(
    "html",
    [
        "It rained.",
        "<p>It rained.",
        "<p>It<!-- --> <!-- -->rained<!-- -->.",
        "<p>It <!-- -->rai<!-- -->ned.",
        "<p>I<b>t</b> <i>rai</i>ned<span></span>.",
        "<p>It <em>rained</em>.",
        "<p>It\n\t  rained.\r\n",
        "<p>It <span> rained.</span>",
        "<p>It<span> </span>rained.",
        "<p>It <wbr>rai<wbr>ned.",
        "<p>It <img alt='never'> rained.",
        "<p><a href='/'><b><i><u>It rained.</u></i></b></a>",
        "<ruby>It rained.<rp>(</rp></ruby>",
        "<ruby>It<rp>(</rp><rt>never</rt><rp>)</rp></ruby> rained.",
        "<ruby><rb>It</rb><rb> rained.</rb><rtc><rt>never</rt></rtc></ruby>",
        "<ruby>It <rt>never</rt>rained<rt>never</rt>.</ruby>",
        "It <o:p></o:p><st1:place><st1:city>rained</st1:city>.</st1:place>",
        "<math><mrow><mi>It</mi> <mo>rain</mo><mn>ed</mn></mrow><mtext>.</mtext></math>",
        "<math><semantics><mtext>It rained.</mtext><annotation>never</annotation></semantics></math>",
        "<p>It <output>rained</output>.",
        "<p>It&#32;rained&#46;",
        "<p>It <label>rained</label><time>.</time>",
        "<p>It rained.<br>",
        "<br>It rained.",
    ],
)
def test_what_stands_in_a_line_stays_in_it(html: str) -> None:
    """Text nodes parted by comments, as React writes them, and inline elements."""
    assert ["It rained."] == texts(html)


# ---------------------------------------------------------------- where blocks begin and end


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", [("One", "p"), ("Two", "p")]),
        ("<h1>One</h1><h6>Two</h6>Three", [("One", "h1"), ("Two", "h6"), ("Three", "div")]),
        ("<div>One<p>Two</p>Three</div>", [("One", "div"), ("Two", "p"), ("Three", "div")]),
        ("<div>One<span>Two</span><div>Three</div></div>", [("OneTwo", "div"), ("Three", "div")]),
        ("<span>One<div>Two</div>Three</span>", [("One", "div"), ("Two", "div"), ("Three", "div")]),
        ("<p>One<a href='/'><h2>Two</h2></a>Three", [("One", "p"), ("Two", "h2"), ("Three", "div")]),
        ("<x-box>One</x-box><amp-ad>Two</amp-ad>", [("One", "div"), ("Two", "div")]),
        ("<figure><figcaption><p>One</p></figcaption>Two</figure>", [("One", "figcaption"), ("Two", "div")]),
        ("<details><summary>One</summary>Two</details>", [("One", "summary"), ("Two", "div")]),
        ("<dl><dt>One<dd><p>Two</dl>", [("One", "dt"), ("Two", "dd")]),
        ("<blockquote><p>One<h3>Two</h3></blockquote>", [("One", "blockquote"), ("Two", "blockquote")]),
        ("<p>One<hr>Two", [("One", "p"), ("Two", "div")]),
        ("<ul><li>One<ul><li>Two</ul>Three</ul>", [("One", "li"), ("Two", "li"), ("Three", "li")]),
        ("<li><p>One</p><p>Two</p>Three</li>", [("One", "li"), ("Two", "li"), ("Three", "li")]),
        ("<ol><li>One<li><div>Two</div></ol>", [("One", "li"), ("Two", "li")]),
        ("<a href='/'><h3>One</h3></a><span><p>Two</span>", [("One", "h3"), ("Two", "p")]),
        ("<a href='/'>One<h3>Two</h3>Three</a>", [("One", "div"), ("Two", "h3"), ("Three", "div")]),
        ("<p><a href='/'>One rained.</a></p>Two", [("One rained.", "p"), ("Two", "div")]),
        ("<p>One</p><div><p>Two</p></div>Three", [("One", "p"), ("Two", "p"), ("Three", "div")]),
        ("One<div><p>Two</p></div><i>Three</i> <b>Four</b>", [("One", "div"), ("Two", "p"), ("Three Four", "div")]),
        ("<details open><summary>One</summary><p>Two</details>", [("One", "summary"), ("Two", "p")]),
        ("<dl><div><dt>One</dt><dd>Two</dd><dd>Three</dd></div></dl>", [("One", "dt"), ("Two", "dd"), ("Three", "dd")]),
        (
            "<blockquote>One<cite>Two</cite><footer>Three</footer></blockquote>",
            [("OneTwo", "blockquote"), ("Three", "blockquote")],
        ),
        (
            "<blockquote class=twitter-tweet><p>One</p>— Two <a>Three</a></blockquote>",
            [("One", "blockquote"), ("— Two Three", "blockquote")],
        ),
        ("<ul><li><span>One</span></li><li><a href='/'>Two</a></li></ul>", [("One", "li"), ("Two", "li")]),
        ("<b>One</b><span>two</span> <i>three</i>\n<i>four</i>", [("Onetwo three four", "div")]),
        ("<b>One </b> <span> two</span>", [("One two", "div")]),
    ],
)
def test_every_element_that_is_not_inline_begins_a_block(html: str, expected: list[tuple[str, str]]) -> None:
    """Those that no standard knows too; lists, quotations and captions outrank the paragraphs in them."""
    assert expected == meant(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<br>Two", ["One\nTwo"]),
        ("<div>One<br><br>Two<br><br>\n<b>Three</b></div>", ["One", "Two", "Three"]),
        ("<div>One<br>Two<p>Three</p>Four<br>Five</div>", ["One\nTwo", "Three", "Four\nFive"]),
        ("<div>One<br><br><a href='/'>Two</a><br><br><img><br>Three</div>", ["One", "Two", "Three"]),
        ("<p>One <br> Two", ["One\nTwo"]),
        ("<p>One<br><br>Two", ["One", "Two"]),
        ("<p>One<br> \n <br>\n<br>Two", ["One", "Two"]),
        ("<p>One<br>Two<br><br>Three<br>Four", ["One\nTwo", "Three\nFour"]),
        ("<p>One<b><br></b>Two", ["One\nTwo"]),
        ("<p>One<b><br></b><i><br></i>Two", ["One", "Two"]),
        ("<p><br>One<br></p>Two", ["One", "Two"]),
        ("<p>One<br><!-- --><br>Two", ["One", "Two"]),
        ("<li>One<br><br>Two</li>", ["One", "Two"]),
        ("<p>Où ?<br>Là !", ["Où ?\nLà !"]),
    ],
)
def test_a_break_is_a_line_and_two_are_a_paragraph(html: str, expected: list[str]) -> None:
    assert expected == texts(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<pre>a\n  b\n\n c</pre>", ["a\n  b\n\n c"]),
        ("<pre>\na <b>b</b>\tc\n</pre>", ["a b\tc"]),
        ("<pre>a<br>b<br><br>c</pre>", ["a\nb\n\nc"]),
        ("<pre><code>a  b</code></pre>d  e", ["a  b", "d e"]),
        ("<pre><div>a</div><div>  b</div></pre>c", ["a\n  b", "c"]),
        ("<pre><code><div><span>a</span></div><div>  b\n</div>c</code></pre>", ["a\n  b\nc"]),
        ("<pre><ol><li>a</li><li> b</li></ol></pre>", ["a\n b"]),
        ("<pre><span>a</span>\n<span>  b</span></pre>", ["a\n  b"]),
        ("<pre><p>a</p><p>b</p></pre>c", ["a", "b", "c"]),
        ("<xmp>a\n  b</xmp><listing>c\n d</listing>", ["a\n  b", "c\n d"]),
        ("<li>a  b<pre>a\n  b</pre>c  d</li>", ["a b", "a\n  b", "c d"]),
        ("<blockquote><pre>a\n  b</pre></blockquote><dd><pre>c\n d", ["a\n  b", "c\n d"]),
        ("<table><tr><td><pre>1\n2</pre><td><pre>a\n  b</pre></table>c", ["1\n2", "a\n  b", "c"]),
        ("<table><tr><td>One<td><pre>a</pre></table>", ["One\ta"]),
        ("<pre><table><tr><td>a<td>b</table></pre>c  d", ["a", "b", "c d"]),
    ],
)
def test_preformatted_text_keeps_its_white_space(html: str, expected: list[str]) -> None:
    assert expected == texts(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<tr><td>1<td>2<tr><td>3<td>4", ["1\t2", "3\t4"]),
        ("<tr><th>Town</th> <th> Rain </th></tr>\n<tr><td>Ormouth<td>3&nbsp;mm", ["Town\tRain", "Ormouth\t3\xa0mm"]),
        ("<caption>Rain</caption><tr><td>1<td>2", ["Rain", "1\t2"]),
        ("<tr><td><p>1</p><p>one</p><td><ul><li>2</ul>", ["1 one\t2"]),
        ("<tr><td>1<br>one<td>2", ["1\none\t2"]),
        ("<tr><td><b>1</b><td><a href='/'>2</a>", ["1\t2"]),
        ("<thead><tr><td>1<td>2<tbody><tr><td>3<td>4<tfoot><tr><td>5<td>6", ["1\t2", "3\t4", "5\t6"]),
    ],
)
def test_a_row_of_data_is_a_block_with_a_tab_between_cells(html: str, expected: list[str]) -> None:
    found = meant(f"<table>{html}</table>It rained.")

    assert [*expected, "It rained."] == [text for text, _ in found]
    assert {"tr"} == {element for text, element in found[:-1] if text != "Rain"}
    assert ("It rained.", "div") == found[-1]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<tr><td><p>One</p><p>Two</p>", [("One", "p"), ("Two", "p")]),
        ("<tr><td><h1>One</h1><td>Two", [("One", "h1"), ("Two", "div")]),
        ("<tr><td><article>One</article><td>Two", [("One", "div"), ("Two", "div")]),
        (f"<tr><td>{'It rained. ' * 60}<td><p>Two", [("It rained. " * 59 + "It rained.", "div"), ("Two", "p")]),
        (
            "<tr><td>One<td><table><tr><td>1<td>2<tr><td>3<td>4</table>",
            [("One", "div"), ("1\t2", "tr"), ("3\t4", "tr")],
        ),
        ("<tr><td>One<tr><td><table><tr><td><p>Two</table>", [("One", "div"), ("Two", "p")]),
    ],
    ids=["one cell", "headline", "article", "long cells", "table of data within", "no data within"],
)
def test_a_table_that_lays_out_a_page_is_no_table(html: str, expected: list[tuple[str, str]]) -> None:
    assert expected == meant(f"<table>{html}</table>")


def test_what_follows_a_table_is_no_row() -> None:
    html = "<table><tr><td>1<td>2</table><p>One</p><table><tr><td><p>Two<p>Three</table>"

    assert [("1\t2", "tr"), ("One", "p"), ("Two", "p"), ("Three", "p")] == meant(html)


def test_a_block_knows_where_it_stands() -> None:
    """Its element with its attributes, the elements around it, and its place in the order of the page."""
    first, second = read('<main id="m"><section class="a b"><p>One</p></section><p draggable>Two</main>')
    above = first.place.above

    assert above is not None
    assert above.above is not None
    assert ("p", "section", "main") == (first.place.tag, above.tag, above.above.tag)
    assert {"class": "a b"} == dict(above.attributes)
    assert {"draggable": None} == dict(second.place.attributes)
    assert first.place.number < second.place.number
    assert first.place.depth == second.place.depth + 1
    assert above.above is second.place.above


@pytest.mark.parametrize(
    ("html", "links", "bold"),
    [
        ("<p>It rained.", 0, 0),
        ("<p><a href='/'>It</a> rained.", 2, 0),
        ("<p><a href='/'> It </a>rained.", 2, 0),
        ("<p><a href='/'>It <b>rained</b></a>.", 8, 6),
        ("<p><strong>It</strong> <b>rained</b>.", 0, 8),
        ("<a href='/'><p>It rained.</p></a>", 10, 0),
        ("<b><p>It rained.</p></b>", 0, 10),
    ],
)
def test_how_much_is_link_text_and_how_much_bold(html: str, links: int, bold: int) -> None:
    (block,) = read(html)

    assert (links, bold) == (block.links, block.bold)


def test_links_and_bold_end_with_their_block() -> None:
    found = read("<p><a href='/'>One</a><p>Two<p><b>Three</b><p>Four")

    assert [(3, 0), (0, 0), (0, 5), (0, 0)] == [(block.links, block.bold) for block in found]


def test_links_are_shared_among_the_paragraphs_of_a_block() -> None:
    """By how long each is: which of them held the links is not kept."""
    one, two = read("<p><a href='/'>It rained</a><br><br>It stopped")

    assert one.links + two.links in range(7, 12)
    assert all(0 < block.links <= len(block.text) for block in (one, two))


# ---------------------------------------------------------------- what is marked


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="d">More</p><p>It rained.', ["More"]),
        ('<div class="d">More<p>Stories</p>Here</div>It rained.', ["More", "Stories", "Here"]),
        ('<ul class="d"><li>One<li>Two</ul>It rained.', ["One", "Two"]),
        ('<p class="d">One<br><br>Two</p>It rained.', ["One", "Two"]),
        ('<table class="d"><tr><td>1<td>2</table>It rained.', ["1\t2"]),
        ('<table><tr class="d"><td>1<td>2<tr><td>3<td>4</table>It rained.', ["1\t2"]),
        ('<div class="d"><table><tr><td>1<td>2</table></div>It rained.', ["1\t2"]),
        ('<pre class="d">a\nb</pre>It rained.', ["a\nb"]),
        ('<div class="d"><div class="d">More</div></div>It rained.', ["More"]),
        ('<x-box class="d">More</x-box>It rained.', ["More"]),
    ],
)
def test_what_stands_in_a_marked_element_is_marked_as_a_whole(html: str, expected: list[str]) -> None:
    assert expected == [block.text for block in read(html) if block.mark == RELATED]
    assert expected == marked(html)
    assert [] == [block.spans for block in read(html) if block.spans]


@pytest.mark.parametrize(
    ("html", "expected", "rest"),
    [
        ('<p>It <i class="d">just</i> rained.', ["just"], ["It rained."]),
        ('<p>It rained.<i class="d">Share</i>', ["Share"], ["It rained."]),
        ('<p><i class="d">Share</i>It rained.', ["Share"], ["It rained."]),
        ('<p>It <i class="d">ju<b>s</b>t</i> rained.', ["just"], ["It rained."]),
        ('<p>It <i class="d">so <b class="d">very</b> just</i> rained.', ["so very just"], ["It rained."]),
        ('<p>It <i class="d">so </i><i class="d">just</i> rained.', ["so just"], ["It rained."]),
        ('<p>It <i class="d">so </i>very <i class="d">just</i> rained.', ["so ", "just"], ["It very rained."]),
        ('<p>It <i class="d">just</i> rained. <a class="d">Share</a>', ["just", "Share"], ["It rained."]),
        ('<p><span class="d">Share</span></p>It rained.', ["Share"], ["It rained."]),
        ('<p>It <i class="d"></i>rained.', [], ["It rained."]),
        ('<p>It rained.<a class="d"><img></a>', [], ["It rained."]),
        ('<pre>It  rained.<i class="d">Copy</i></pre>', ["Copy"], ["It  rained."]),
        ('<pre><i class="d">Copy</i>\na\n  b<br>\tc</pre>', ["Copy"], ["a", "  b", "\tc"]),
        ('<table><tr><td>1<i class="d">up</i><td>2</table>', ["up"], ["1\t2"]),
        ('<p>It <i class="d">just<br>so</i> rained.', ["just\nso"], ["It rained."]),
        ('<p>Es <i class="d">überall</i> regnet.', ["überall"], ["Es regnet."]),
        ('<p>It <i class="d">so<br><br>just</i> rained.', ["so", "just"], ["It", "rained."]),
    ],
)
def test_a_marked_part_of_a_line_is_marked_alone(html: str, expected: list[str], rest: list[str]) -> None:
    """And what is cut takes its white space along."""
    assert expected == marked(html)
    assert rest == left(html)


@pytest.mark.parametrize(
    ("html", "expected", "rest"),
    [
        ('<span class="d">One<div>Two</div>Three</span>Four', ["One", "Two", "Three"], ["Four"]),
        ('<div>Zero <a class="d">One<p>Two</p></a>Three</div>', ["One", "Two"], ["Zero", "Three"]),
        ('<span class="d"><ul><li>One<li>Two</ul></span>Three', ["One", "Two"], ["Three"]),
        ('<span class="d"><p>One</p><p class="d">Two</p></span>Three', ["One", "Two"], ["Three"]),
        ('<p>One<i class="d">Two<p>Three', ["Two", "Three"], ["One"]),
    ],
)
def test_a_marked_inline_element_that_holds_blocks(html: str, expected: list[str], rest: list[str]) -> None:
    assert expected == marked(html)
    assert rest == left(html)


def test_each_part_has_its_own_mark() -> None:
    (block,) = read(
        '<p>It <i class="d">just</i> rained <i class="o">Buy</i> here <i class="d">now <b class="o">so</b></i>.'
    )

    assert [("just", RELATED), ("Buy", OTHER), ("now so", RELATED)] == [
        (block.text[span.start : span.end], span.mark) for span in block.spans
    ]


def test_the_outer_mark_counts() -> None:
    """Of a marked element in another."""
    found = read('<div class="d">One<div class="o">Two</div></div><div class="o">Three<p class="d">Four')

    assert [RELATED, RELATED, OTHER, OTHER] == [block.mark for block in found]


@pytest.mark.parametrize(
    ("html", "rest"),
    [
        ('<div class="d">More<p class="k">It rained.</p>Stories</div>', ["It rained."]),
        ('<div class="d"><div><p class="k">It rained.</div></div>', ["It rained."]),
        ('<div class="d"><div class="k">It <p>rained.</p></div></div>', ["It", "rained."]),
        ('<div class="d k">It rained.</div>', ["It rained."]),
        ('<div class="d"><div class="k">It rained.<div class="d">More</div></div></div>', ["It rained."]),
        ('<div class="d"><p class="k">It <i class="d">just</i> rained.</div>', ["It rained."]),
        ('<div class="k"><p class="d">More</p>It rained.</div>', ["It rained."]),
        ('<ul class="d"><li class="k">It rained.<li>More</ul>', ["It rained."]),
    ],
)
def test_what_is_kept_stays_inside_of_furniture(html: str, rest: list[str]) -> None:
    """But not the furniture within it."""
    assert rest == left(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<button>Share</button>It rained.", ["Share"]),
        ("<p>It rained.<button>Share</button></p>", ["Share"]),
        ("<button><span>Share</span><div>this</div></button>It rained.", ["Share", "this"]),
        ("<a href='/'><button>Share</button></a>It rained.", ["Share"]),
    ],
)
def test_the_labels_of_buttons_are_marked(html: str, expected: list[str]) -> None:
    assert expected == [block.text for block in read(html) if block.mark == CONTROL.mark]
    assert ["It rained."] == left(html)


def test_a_button_in_furniture_is_that_furniture() -> None:
    assert [RELATED] == [block.mark for block in read('<div class="d"><button>Share</button></div>')]


# ---------------------------------------------------------------- what no page can do


@pytest.mark.parametrize("tag", ["div", "span", "b", "x-box", "ul", "blockquote", "font"])
def test_five_thousand_nested_elements(tag: str) -> None:
    """Are read without recursion, marked or not."""
    html = f"<{tag}>" * 5000 + "It rained." + f"</{tag}>" * 5000

    assert ["It rained."] == texts(html)
    assert ["It rained."] == marked(html.replace(f"<{tag}>", f'<{tag} class="d">', 1))


@pytest.mark.long
def test_blocks_are_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        body = Page('<div>It <b class="d">just</b> rained.<br>Twice.<p>It stopped.</p></div>' * count).body
        marks: dict[int, Mark | None] = {node.mem_id: RELATED for node in body.css(".d")}
        start = time.perf_counter()
        blocks_of(body, marks)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(8000) < 16 * seconds(1000) + 0.5


def test_a_control_character_on_a_page_does_not_make_it_furniture() -> None:
    assert [] == marked("<p>One &#1;&#2; two &#3; three.<br>\1four\2 five \3.")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>It \2rained, at last\3.", ["It \2rained, at last\3."]),
        ("<p>It rained&#3;.<br>\2Twice.", ["It rained\3.\n\2Twice."]),
        ("<p>It \x7frained\x1b.", ["It \x7frained\x1b."]),
        ("<p>It r\1ained&#1;.", ["It rained."]),
        ("<p>It\x1frained\x0b.", ["It\x1frained\x0b."]),
        ("<table><tr><td>1\1<td>\1&#1;2</table>", ["1\t2"]),
        ("<pre>a \1 b</pre>", ["a  b"]),
        ("<p>\1</p>", []),
    ],
)
def test_control_characters_stay(html: str, expected: list[str]) -> None:
    """As every other character does, but for U+0001, which is the sign of a cell here; it parts nothing."""
    assert expected == texts(html)


def test_control_characters_move_no_marks() -> None:
    html = '<p>One &#2;two&#3; <i class="d">three</i> four.'

    assert ["three"] == marked(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>It<i class="d">Share<br></i><br>rained.<p>Twice.', ["Share"]),
        ('<p>It rained.<br><i class="d"><br>Share</i> twice.', ["Share"]),
    ],
    ids=["where it ends", "where it begins"],
)
def test_a_marked_part_may_begin_and_end_between_two_breaks(html: str, expected: list[str]) -> None:
    assert expected == marked(html)


@pytest.mark.parametrize(
    "html",
    [
        '<tr><td>1<td class="d">Share<td>2',
        '<tr><td>1<div class="d">Share</div><td>2',
        "<tr><td>1<button>Share</button><td>2",
    ],
)
def test_what_is_marked_in_a_row_of_data(html: str) -> None:
    assert ["Share"] == marked(f"<table>{html}</table>")


@pytest.mark.parametrize("html", ['<p><i class="d"> </i></p>', '<p><i class="d"> Share </i></p>'])
def test_no_block_is_blank_or_begins_with_a_blank(html: str) -> None:
    assert [text.strip() for text in texts(html) if text.strip()] == texts(html)


def test_white_space_is_squeezed_around_a_marked_part() -> None:
    assert ["It just rained."] == texts('<p>It <i class="d"> just </i> rained.')


@pytest.mark.parametrize(
    "html",
    [
        '<p class="d">More <b class="k">It rained.</b></p>',
        '<i class="d">More <b class="k">It rained.</b></i>',
        '<span class="d">More <div class="k">It rained.</div></span>',
        '<button class="k">It rained.</button>',
    ],
)
def test_inline_elements_and_buttons_are_kept_too(html: str) -> None:
    assert ["It rained."] == left(html)


# ---------------------------------------------------------------- properties

words = st.sampled_from(["It rained.", "Żółw", " a  b ", "\n", " ", "3\xa0%", "&amp;", "市", "“x”,", "", "1. 2"])
INLINES = ["b", "i", "span", "a", "em", "time", "font", "u"]
BLOCKS = ["div", "p", "h2", "li", "ul", "blockquote", "section", "x-box", "figure", "figcaption", "article", "button"]


def trees(leaves: st.SearchStrategy[str], tags: list[str], attributes: list[str]) -> st.SearchStrategy[str]:
    """HTML of nested elements; how the parser rights it is its affair."""
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda tag, attribute, parts: f"<{tag}{attribute}>{''.join(parts)}</{tag}>",
            st.sampled_from(tags),
            st.sampled_from(attributes),
            st.lists(inner, max_size=4),
        ),
        max_leaves=24,
    )


unmarked_pages = st.lists(
    trees(
        words
        | st.sampled_from(["<br>", "<br><br>", "<!-- c -->", "<svg><text>no</text></svg>", "<script>no</script>"]),
        [*INLINES, *BLOCKS],
        [""],
    ),
    max_size=5,
).map("".join)


def printed(node: LexborNode) -> Iterator[str]:
    """The text of an element, with a line break at each edge of what is no inline element."""
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            yield child.text_content or ""
        elif tag[:1] != "-" and tag not in SILENT:
            edge = "" if tag in INLINE else "\n\0"
            yield from (edge, *printed(child), edge)
        child = child.next


def squeezed(text: str) -> list[str]:
    """The lines of a text that hold something, with single spaces; only a NUL is the edge of a line."""
    return [line for part in text.split("\0") if (line := " ".join(part.split()))]


@settings(deadline=None)
@given(unmarked_pages)
def test_the_blocks_are_the_page_s_text_in_order(html: str) -> None:
    """With white space squeezed: nothing is lost, said twice, joined or moved."""
    found = blocks_of(Page(html).body)
    lines = [line for block in found for line in squeezed(block.text.replace("\n", "\0"))]

    assert squeezed("".join(printed(Page(html).body))) == lines


@settings(deadline=None)
@given(unmarked_pages)
def test_no_block_is_empty(html: str) -> None:
    """None begins or ends with white space, and their places are in order."""
    found = blocks_of(Page(html).body)
    numbers = [block.place.number for block in found]

    assert all(block.text and block.text == block.text.strip() for block in found)
    assert all("  " not in block.text for block in found)
    assert all(number > 0 or block.place.above is None for number, block in zip(numbers, found, strict=True))


@settings(deadline=None)
@given(unmarked_pages)
def test_the_source_of_blocks_has_them_where_it_says(html: str) -> None:
    found = blocks_of(Page(html).body)
    source = source_of(found, Policy(keep={"ui"}))

    assert [block.text for block in found] == [source.text[block.start : block.end] for block in source.blocks]
    assert [block.place.meant for block in found] == [block.element for block in source.blocks]


WORD = st.integers(10, 99).map("w{}".format)
marked_pages = st.lists(
    trees(
        st.one_of(WORD, WORD.map(" {} ".format), st.lists(WORD, min_size=2, max_size=3).map(" ".join)),
        [*INLINES, *BLOCKS[:-1]],
        ["", "", ' class="d"'],
    ),
    max_size=5,
).map("".join)
kept_pages = st.lists(
    trees(
        st.one_of(WORD, trees(WORD, ["span", "em"], ["", ' class="d"'])),
        ["div", "section", "x-box"],
        ["", ' class="d"', ' class="k"'],
    ),
    max_size=5,
).map("".join)


def kept_words(node: LexborNode, *, kept: bool = True) -> Iterator[str]:
    """The text that stands in no marked element, or else in a kept one within."""
    child = node.first_child
    while child is not None:
        name = child.attributes.get("class") if child.tag != "-text" else None
        if child.tag == "-text":
            yield from [child.text_content or ""] if kept else []
        else:
            yield from kept_words(child, kept=name != "d" if name else kept)
        child = child.next


@settings(deadline=None, max_examples=200)
@given(st.one_of(marked_pages, kept_pages))
def test_the_edits_leave_what_is_not_marked_and_nothing_else(html: str) -> None:
    """Every word that stands in a marked element goes, whatever is nested in what, and every other word stays."""
    body = Page(html).body
    source = source_of(read(html), Policy())
    text = apply(source.text, source.edits)

    assert _words("".join(kept_words(body))) == _words(text)
    assert [edit.kind for edit in source.edits if edit.kind != "related"] == []


@settings(deadline=None, max_examples=200)
@given(st.one_of(marked_pages, kept_pages))
def test_marks_change_no_text(html: str) -> None:
    """The blocks of a marked page are those of the same page without marks, but for white space at a mark's edge."""
    found, plain = read(html), blocks_of(Page(html).body)

    assert [block.text.split() for block in plain] == [block.text.split() for block in found]
    assert all(0 <= s.start < s.end <= len(block.text) for block in found for s in block.spans)


def _words(text: str) -> list[str]:
    return [f"w{number}" for part in text.split("w")[1:] if (number := "".join(filter(str.isdigit, part)))]


# ---------------------------------------------------------------- elements


def test_no_element_that_means_something_is_inline_or_silent() -> None:
    assert set() == set(MEANT) & (INLINE | SILENT)
    assert set() == {"br", "td", "th", "tr", "table", "button", "div", "section", "article"} & (INLINE | SILENT)


def test_what_outranks_paragraphs_is_something_that_an_element_can_be() -> None:
    assert {"tr"} == OUTRANKS - set(MEANT.values())
    assert {"p", *HEADINGS}.isdisjoint(OUTRANKS)


def test_headings_mean_themselves() -> None:
    assert {f"h{level}" for level in range(1, 7)} == HEADINGS
    assert {name: name for name in HEADINGS} == {name: MEANT[name] for name in HEADINGS}


def test_elements_are_named_in_lower_case() -> None:
    """As the parser names them."""
    names = [*INLINE, *SILENT, *MEANT]

    assert names == [name.lower() for name in names]
    assert ["It rained."] == texts("<P>It <B>rained</B>.</P>")
