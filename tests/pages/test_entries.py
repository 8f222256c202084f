"""Live blogs: which blocks belong to which entry, when each was written, and the summary alone."""

from __future__ import annotations

import pytest

import cleanse
from cleanse.article.article import Article
from cleanse.article.model import Policy
from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.entries import Entry, entries_of
from cleanse.pages.page import Page

LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "The flood, hour by hour"}</script>'
SUMMARY = "The river rose for a third day in Ormouth, and the lower town was closed to all traffic until the evening."
ENTRIES = [
    ("2024-05-01T10:05:00Z", "The bridge is closed, the harbour master says."),
    ("2024-05-01T11:20:00Z", "Two boats have left the quay to fetch the keepers of the lighthouse."),
    ("2024-05-01T12:40:00Z", "The pumps of the lower town stand still again, and the school stays shut."),
    ("2024-05-01T13:00:00Z", "It has stopped raining, and the mayor thanks the crews of the dam."),
]  # fmt: skip


def live_page(entry: str = "<article class=update><time datetime={0}>{0}</time><p>{1}</p></article>") -> str:
    """A live blog with a summary above its entries."""
    entries = "".join(entry.format(time, text) for time, text in ENTRIES)
    return f"{LIVE}<main><h1>The flood, hour by hour</h1><p>{SUMMARY}</p><section>{entries}</section></main>"


def cleaned(html: str, policy: Policy | None = None) -> Article:
    """The page of a publisher that no rule file describes."""
    return cleanse.clean_html(html, "https://courier.example/live/flood", policy=policy)


def found(html: str) -> list[Entry | None]:
    """The entry of each block of a page."""
    return entries_of(blocks_of(Page(html).body))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="nothing"),
        pytest.param("<p>It rained.</p>" * 5, id="paragraphs without times"),
        pytest.param("<div><time>10:05</time><p>It rained.</p></div>" * 2, id="too few"),
        pytest.param(
            "<ul><li>The 10:05 boat was late and full, and the next one was full of sheep.</ul>" * 4, id="prose"
        ),
    ],
)
def test_pages_without_entries(html: str) -> None:
    assert set() == {entry for entry in found(html) if entry}


@pytest.mark.parametrize(
    ("entry", "time"),
    [
        pytest.param(
            "<div><time datetime='2024-05-01T10:05Z'>now</time><p>Rain.</p></div>", "2024-05-01T10:05Z", id="declared"
        ),
        pytest.param("<div><span>10:05 Uhr</span><p>It rained.</p></div>", "10:05 Uhr", id="printed, de"),
        pytest.param("<li><h3>10h05</h3><p>It rained.</p></li>", "10h05", id="printed, fr"),
        pytest.param("<div><p>10:05 am</p><p>It rained.</p></div>", "10:05 am", id="printed, en"),
        pytest.param("<div><b>22.05</b><p>It rained.</p></div>", "22.05", id="printed, fi"),
    ],
)  # fmt: skip
def test_the_time_of_an_entry(entry: str, time: str) -> None:
    entries = [each for each in found(f"<p>Rain.</p><section>{entry * 4}</section>") if each]

    assert [1, 2, 3, 4] == sorted({each.number for each in entries})
    assert {time} == {each.time for each in entries}


def test_blocks_of_a_live_blog_know_their_entry() -> None:
    article = cleaned(live_page())
    entries = {article.source[b.start : b.end]: (b.entry, b.time) for b in article.blocks}

    assert "liveblog" == article.page_kind
    assert (0, None) == entries[SUMMARY]
    assert [(n, time) for n, (time, _) in enumerate(ENTRIES, 1)] == [entries[text] for _, text in ENTRIES]
    assert all(text in article.text for _, text in ENTRIES)


def test_a_policy_keeps_the_summary_alone() -> None:
    article = cleaned(live_page(), Policy(cut={"entry"}))

    assert SUMMARY in article.text
    assert not any(text in article.text for _, text in ENTRIES)
    assert {"cleanse/entry"} <= {edit.rule for edit in article.edits}


def test_other_pages_have_no_entries() -> None:
    article = cleaned(live_page().replace("LiveBlogPosting", "NewsArticle"))

    assert {0} == {block.entry for block in article.blocks}
