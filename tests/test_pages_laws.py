"""The laws of the design for pages, as properties over generated pages of invented prose and of rules' own examples."""

from __future__ import annotations

import datetime as dt
import pickle
from functools import cache
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanse
from cleanse.article.edits import apply
from cleanse.article.kinds import CUT_KINDS, MARKED_KINDS
from cleanse.records import clean_record, dumps, loads, source_of
from cleanse.rulebook.rulebook import Rulebook
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

RULEBOOK = cleanse.load_rulebook()

PROSE = [
    "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait.",
    "“We have waited for this bridge for thirty years,” the mayor said. “Now it is here.”",
    "Er sagte, die Brücke werde im Frühjahr eröffnet; die Kosten trage zur Hälfte das Land.",
    "Le pont sera ouvert au printemps, a annoncé la maire devant une salle comble.",
    "市議会は火曜日、橋の建設計画を全会一致で承認した。工事は来年の春に始まる。",
    "وقالت البلدية إن الجسر سيفتح أمام حركة المرور في الربيع المقبل بعد سنوات من الانتظار.",
    "Ms Olsen, 44, declined to comment on the appeal; her lawyer said she would read it first.",
    "It rained until late Sunday.Police said the river would rise until the middle of the week.",
    "Score: 3-1",
    "What happens next?",
]
"""Invented paragraphs, of running prose and of what is not."""

FURNITURE = sorted(
    {
        example if isinstance(example, str) else example[0]
        for rule in RULEBOOK.rules
        for example in rule.table.removes
        if len(str(example)) < 800
    }
)
"""Everything that the rules say of themselves that they remove."""

ELEMENTS = [
    "<figure><img src=a.jpg><figcaption>A boat at sea (AFP)</figcaption></figure>",
    "<aside class=related><h3>More</h3><ul><li><a href=/1>Ten things to do when it rains</a></ul></aside>",
    "<nav><a href=/>Home</a> <a href=/s>Sport</a></nav>",
    "<button>Share</button>",
    "<form><input name=q><label>Search</label></form>",
    "<ul><li>In Ormouth.<li>In <b>Harde</b>.</ul>",
    "<table><tr><th>Town<th>Houses<tr><td>Ormouth<td>7</table>",
    "<blockquote><p>“Late,” she said.</p><cite>Ms Olsen</cite></blockquote>",
    "<h2>The wait</h2>",
    "<pre>one\n  two</pre>",
    "<p>One<br>two<br><br>three.</p>",
    "<script>var a = '</article><p>No story.</p>';</script>",
    "<style>p { top: 0 }</style><noscript><p>No script.</p></noscript>",
    "<!-- <p>No story.</p> -->",
    "<div class=ad-slot>Advertisement</div>",
    "<p>\xa0</p><hr>",
    "<p>It <i>rained</i> <a href=/rain>again</a>&nbsp;and again &amp; again.</p>",
]
"""Furniture and other elements of pages."""

URLS = [
    None,
    "https://www.independent.co.uk/news/ferry-left-harbour-hour-late-b123.html",
    "https://www.bbc.com/news/uk-1",
    "https://news.example.org/2024/05/bridge-opens-in-spring",
]

paragraphs = st.one_of(
    st.sampled_from(PROSE), st.sampled_from(PROSE), st.sampled_from(FURNITURE), st.text(max_size=40)
).map(lambda text: f"<p>{escape(text)}</p>")
pieces = st.one_of(paragraphs, paragraphs, paragraphs, st.sampled_from(ELEMENTS))
heads = st.sampled_from(
    [
        "",
        "<title>Rain in Ormouth | The Example</title><meta property=og:title content='Rain in Ormouth'>",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain","author":{"name":"AFP"}}</script>',
        "<link rel=canonical href=https://www.bbc.com/news/uk-1>",
        '<html lang="de"><meta name=author content="Ada Byron">',
    ]
)
frames = st.sampled_from(
    [
        "{}",
        "<article>{}</article>",
        "<header>Home</header><main><h1>Rain in Ormouth</h1><div class=article-body>{}</div></main><footer>©</footer>",
        "<main id=main-content><article><h1>Rain in Ormouth</h1>{}</article></main>",
        "<div id=main><div class=text>{}</div><div class=sidebar><p>Most read</p></div></div>",
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A head, and paragraphs and furniture in one of the ways in which pages are built."""
    inside = "".join(draw(st.lists(pieces, max_size=9)))
    return f"<!DOCTYPE html>{draw(heads)}{draw(frames).replace('{}', inside)}"


TAGS = [
    "div", "p", "b", "i", "a", "span", "h2", "ul", "li", "table", "tr", "td", "article", "section", "figure",
    "blockquote", "pre", "select", "option", "svg", "form",
]  # fmt: skip
BROKEN = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    "<br>",
    "&nbsp;",
    "&",
    "<",
    "<!--",
    "\0",
    "\r\n",
]


@st.composite
def broken_pages(draw: st.DrawFn) -> str:
    """Prose, furniture and tags, in no order at all."""
    parts = st.one_of(
        st.sampled_from(PROSE),
        st.sampled_from(FURNITURE),
        st.sampled_from(BROKEN),
        st.sampled_from(BROKEN),
        st.text(max_size=9),
    )
    return "".join(draw(st.lists(parts, max_size=20)))


policies = st.builds(
    cleanse.Policy,
    keep=st.frozensets(st.sampled_from(sorted(CUT_KINDS)), max_size=3),
    cut=st.frozensets(st.sampled_from(sorted(MARKED_KINDS)), max_size=2),
    repair=st.booleans(),
)
urls = st.one_of(
    st.sampled_from(URLS),
    st.sampled_from(sorted(RULEBOOK.domains)).map(lambda domain: f"https://www.{domain}/2024/05/rain"),
)
law = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@law
@given(pages(), urls, policies)
def test_source_and_edits_give_the_text(html: str, url: str | None, policy: cleanse.Policy) -> None:
    """Law 2, forward; and every edit is cut or marked as the policy says of its kind."""
    article = cleanse.clean_html(html, url, policy=policy)

    assert article.text == apply(article.source, article.edits)
    assert [policy.cuts(edit.kind) for edit in article.edits] == [edit.cut for edit in article.edits]
    assert all(0 <= edit.start <= edit.end <= len(article.source) for edit in article.edits)


@law
@given(pages(), urls, policies)
def test_the_source_can_be_had_back_from_the_written_record(html: str, url: str | None, policy: cleanse.Policy) -> None:
    """Law 2, backward: byte for byte."""
    source = cleanse.clean_html(html, url, rulebook=RULEBOOK, policy=policy).source
    line = dumps(clean_record({"html": html, "url": url}, RULEBOOK, policy))

    assert source == source_of(loads(line))


@law
@given(broken_pages(), urls)
def test_broken_pages_keep_the_laws(html: str, url: str | None) -> None:
    """Laws 2, 4 and 6 hold for tags in any order."""
    article = cleanse.clean_html(html, url)
    line = dumps(clean_record({"html": html, "url": url}, RULEBOOK, cleanse.Policy()))

    assert article.source == source_of(loads(line))
    assert article.text == cleanse.clean(article.text, article.url).text
    assert article == cleanse.clean_html(html, url)


@law
@given(pages(), urls)
def test_a_written_record_is_cleaned_again_to_the_same(html: str, url: str | None) -> None:
    once = loads(dumps(clean_record({"html": html, "url": url}, RULEBOOK, cleanse.Policy())))
    again = loads(dumps(clean_record(once, RULEBOOK, cleanse.Policy())))

    assert once["text"] == again["text"]


@law
@given(pages(), urls, policies)
def test_twice_is_once(html: str, url: str | None, policy: cleanse.Policy) -> None:
    """Law 4: cleaning the cleaned text changes nothing."""
    article = cleanse.clean_html(html, url, policy=policy)

    assert article.text == cleanse.clean(article.text, article.url, policy=policy).text


@law
@given(pages().filter(lambda html: "canonical" not in html))
def test_twice_is_once_without_a_url(html: str) -> None:
    text = cleanse.clean_html(html).text

    assert text == cleanse.clean(text).text


@law
@given(pages(), urls)
def test_only_furniture_goes(html: str, url: str | None) -> None:
    """Law 5: the text is a subsequence of the source, but for the breaks and spaces that repairs insert."""
    article = cleanse.clean_html(html, url, policy=cleanse.Policy(repair=False))
    letters = iter(article.source)

    assert all(character in letters for character in article.text if not character.isspace())


@law
@given(pages(), urls)
def test_blocks_are_the_source(html: str, url: str | None) -> None:
    """In order, apart from each other, with nothing but line breaks between them."""
    article = cleanse.clean_html(html, url)
    edges = [0, *(edge for block in article.blocks for edge in (block.start, block.end)), len(article.source)]

    assert edges == sorted(edges)
    assert all(not article.source[start:end].strip("\n") for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert all(article.source[block.start : block.end].strip() for block in article.blocks)


@law
@given(pages(), urls, pages())
def test_a_pure_function(html: str, url: str | None, other: str) -> None:
    """Law 6: what was cleaned before makes no difference."""
    first = cleanse.clean_html(html, url)
    cleanse.clean_html(other, URLS[1])

    assert first == cleanse.clean_html(html, url)


@pytest.mark.parametrize("html", ["https://www.example.org/rain", "http://127.0.0.1:9/<p>It"])
def test_nothing_is_fetched(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 6: no network, whatever the page is."""
    asked: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    cleanse.clean_html(html)

    assert asked == []


def test_the_clock_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 6: what is read today is what was read long ago."""
    html = f'<p class="date">Published 3 May 2024</p><article>{"".join(f"<p>{text}</p>" for text in PROSE)}</article>'

    class LongAgo(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> LongAgo:
            return cls(2001, 1, 1, tzinfo=tz)

    today = cleanse.clean_html(html).published
    assert today == "2024-05-03"
    monkeypatch.setattr("htmldate.validators.datetime", LongAgo)

    assert today == cleanse.clean_html(html).published


@cache
def _pickled() -> Rulebook:
    copy: Rulebook = pickle.loads(pickle.dumps(RULEBOOK))
    return copy


@settings(law, max_examples=60)
@given(pages(), urls)
def test_a_batch_is_a_loop(html: str, url: str | None) -> None:
    """Law 7: a pickled rulebook, as another process gets it, cleans byte for byte the same."""
    assert cleanse.clean_html(html, url) == cleanse.clean_html(html, url, rulebook=_pickled())


@settings(law, max_examples=60)
@given(pages(), urls, st.sampled_from(["html.parser", "lxml"]))
def test_a_soup_gives_the_same_as_its_text(html: str, url: str | None, parser: str) -> None:
    soup = BeautifulSoup(html, parser)

    assert cleanse.clean_html(soup, url) == cleanse.clean_html(str(soup), url)


@settings(law, max_examples=60)
@given(pages(), urls)
def test_bytes_give_the_same_as_text(html: str, url: str | None) -> None:
    assert cleanse.clean_html(html.encode(), url) == cleanse.clean_html(html, url)


@law
@given(st.lists(st.sampled_from(PROSE[:7]), min_size=1, max_size=8, unique=True), urls)
def test_in_doubt_the_text_stays(paragraphs: list[str], url: str | None) -> None:
    """Law 9: a page of nothing but prose is its own text, whoever published it."""
    html = f"<article>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"

    assert "\n\n".join(paragraphs) == cleanse.clean_html(html, url).text


@settings(law, max_examples=60)
@given(pages())
def test_generic_only_ignores_publishers(html: str) -> None:
    for url in URLS:
        article = cleanse.clean_html(html, url, rulebook=RULEBOOK.generic_only)

        assert all(edit.rule.startswith(("generic/", "cleanse/")) for edit in article.edits)
        assert not any("layout" in warning for warning in article.warnings)


# ---------------------------------------------------------------- a small rulebook, of which all is known

LAYOUTS = (
    EXAMPLE
    + """
[page]
body = ".story"
keep = ".quote"

[[page.layout]]
body = ".wide"
when = "body.gallery"

[[page.drop]]
id = "box"
select = [".box", "span.note"]
kind = "related"
why = "Links to other stories."

[[page.drop]]
id = "figure"
select = "figure"
kind = "caption"
why = "A picture."
"""
)
BOOK = rulebook_of({**FILES, "example.com": LAYOUTS})
URL = "https://www.example.com/rain"

known = st.lists(
    st.one_of(
        paragraphs,
        st.sampled_from(
            [
                *ELEMENTS,
                "<div class=box><p>Ten ways to mend a net</p></div>",
                "<div class=box><p>More</p><p class=quote>“Late,” she said, and left the room.</p></div>",
                "<p>It rained <span class=note>(more here)</span> again, and <b class=box>again</b>.</p>",
                "<p><span class=note>All of it is furniture.</span></p>",
                "<figure><p>A boat</p><p class=quote>“Never again,” she said.</p></figure>",
            ]
        ),
    ),
    max_size=8,
).map("".join)


@law
@given(known, policies)
def test_page_rules_keep_the_laws(inside: str, policy: cleanse.Policy) -> None:
    html = f"<body><nav>Menu</nav><div class=story>{inside}</div><footer>Imprint</footer>"
    article = cleanse.clean_html(html, URL, rulebook=BOOK, policy=policy)
    line = dumps(clean_record({"html": html, "url": URL}, BOOK, policy))

    assert article.source == source_of(loads(line))
    assert article.text == cleanse.clean(article.text, URL, rulebook=BOOK, policy=policy).text


@law
@given(known)
def test_what_a_drop_selects_goes_and_what_keep_selects_stays(inside: str) -> None:
    html = f"<body><div class=story><p>{PROSE[0] * 4}</p>{inside}<p>{PROSE[6]}</p></div>"
    text = cleanse.clean_html(html, URL, rulebook=BOOK).text

    assert "Ten ways to mend a net" not in text
    assert "A boat" not in text
    assert "(more here)" not in text
    assert inside.count("Late,” she said, and left") == text.count("Late,” she said, and left")
    assert inside.count("Never again,” she") == text.count("Never again,” she")


@law
@given(known)
def test_captions_that_the_policy_keeps_stay_in_the_text(inside: str) -> None:
    story = f"<p>{PROSE[0] * 4}</p><figure>A boat on the river Orm</figure>{inside}<p>{PROSE[6]}</p>"
    html = f"<body><div class=story>{story}</div>"
    article = cleanse.clean_html(html, URL, rulebook=BOOK, policy=cleanse.Policy(keep={"caption"}))

    assert "A boat on the river Orm" in article.text
    assert "A boat on the river Orm" in [caption.text for caption in article.captions]
    assert not any(edit.cut for edit in article.edits if edit.kind == "caption")


@pytest.mark.parametrize(
    ("body", "layout"),
    [
        pytest.param("<body class=gallery><div class=wide>{}</div>", True, id="what the second asks for is there"),
        pytest.param("<body><div class=wide>{}</div>", False, id="it is not"),
        pytest.param("<body class=gallery><div class=story>{}</div><div class=wide>x</div>", True, id="the first fits"),
        pytest.param("<body><main>{}</main>", False, id="none fits"),
    ],
)
def test_layouts_are_chosen_by_what_is_on_the_page(body: str, layout: bool) -> None:
    """A known publisher's page that none fits is read as an unknown one, with a warning."""
    html = body.replace("{}", "".join(f"<p>{text}</p>" for text in PROSE[:7]))
    article = cleanse.clean_html(html, URL, rulebook=BOOK)

    assert article.text == "\n\n".join(PROSE[:7])
    assert article.warnings == (() if layout else ("no layout of example.com fits this page: read as an unknown page",))
    assert article.publisher == "example.com"
