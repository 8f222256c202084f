"""Pages that no rule file describes: what the judge is told of them, and where their story is looked for."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from cleanse.article.metadata import PageMetadata
from cleanse.article.model import PageKind
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.elsewhere import blocks_of_text, noscript_html, story_in_data
from cleanse.pages.judge.judge import Judge, Reading, block_judge
from cleanse.pages.judge.page_words import PageWords, letters
from cleanse.pages.judge.signals import Signals
from cleanse.pages.layouts import marks
from cleanse.pages.metadata.jsonld import types
from cleanse.pages.page import Page
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulebook.rulebook import Rulebook
from cleanse.text.marks import word_count

_FEW: Final = 40
"""Where the body shows fewer words, the page may be one for scripts, whose story stands elsewhere."""
_MUCH_MORE: Final = 3
"""What stands elsewhere is taken if it is so many times as much."""
_STUB: Final = 120
"""A page that shows so many words of its story is no stub."""
_LONG_BODY: Final = 300
"""So many letters of a declared body are a story, and no summary."""
_TAGS: Final = regex.compile(r"<[^<>]{1,200}>")
_DECLARED: Final = frozenset(["json-ld", "opengraph", "meta", "microdata"])
_THINGS: Final[tuple[tuple[str, PageKind], ...]] = (
    ("LiveBlogPosting", "liveblog"),
    ("DiscussionForumPosting", "forum"),
    ("QAPage", "forum"),
    ("Product", "product"),
)
_ELSEWHERE_CONFIDENCE: Final = 0.8
"""A body that a page declares is the story, but may be cut short or lack its lists."""


class UnknownStory(NamedTuple):
    """The story of a page that no rule file describes."""

    blocks: list[PageBlock]
    kind: PageKind
    confidence: float
    evidence: str | None = None
    """Where it was found, if not in the visible body: `noscript`, `json-ld` or `script`."""
    warnings: tuple[str, ...] = ()


def unknown_story(
    page: Page, url: str | None, rulebook: Rulebook, rules: PageRules, metadata: PageMetadata
) -> UnknownStory:
    """The story of a page as the judge reads it, or as the page holds it elsewhere where it shows none."""
    judge = rulebook.once(block_judge)
    blocks, evidence = visible_blocks(page, rules)
    declared_body = page.declared_body
    page_words, signals = page_words_of(metadata, declared_body), signals_of(page, url, metadata)
    reading = judge.reading_of(blocks, page_words, signals)
    found = _words(reading.blocks)
    if declared_body and word_count(declared_body) > max(_FEW, _MUCH_MORE * found):
        return _elsewhere(blocks_of_text(declared_body), "json-ld", signals)
    if found < _FEW and (data := story_in_data(page.tree)) and word_count(data) > max(_FEW, _MUCH_MORE * found):
        return _elsewhere(blocks_of_text(data), "script", signals)
    kind = _kind(reading, signals)
    if kind != "empty" and is_stub(found, blocks, metadata):
        kind = "stub"
    if not reading.blocks:
        return UnknownStory([], kind, 0.0, None, ("no story found on this page",))
    return UnknownStory(reading.blocks, kind, reading.confidence, evidence, reading.warnings)


def visible_blocks(page: Page, rules: PageRules) -> tuple[list[PageBlock], str | None]:
    """The blocks of a page's body; of a page for scripts alone, those of its `noscript`, and `noscript`."""
    blocks = blocks_of(page.body, marks(page.body, rules))
    words = _words(blocks)
    if words >= _FEW:
        return blocks, None
    html = noscript_html(page.tree)
    if not html:
        return blocks, None
    other = Page(html)
    others = blocks_of(other.body, marks(other.body, rules))
    return (others, "noscript") if _words(others) > max(_FEW, _MUCH_MORE * words) else (blocks, None)


def page_words_of(metadata: PageMetadata, declared_body: str = "") -> PageWords:
    """What a page says of its story elsewhere than in the story, as the judge compares it.

    >>> page_words_of(PageMetadata(title="Rain, again!")).title
    'rainagain'
    """
    body = letters(_TAGS.sub(" ", declared_body))
    return PageWords(
        letters(metadata.title or ""), letters(metadata.description or ""), body if len(body) > _LONG_BODY else ""
    )


def signals_of(page: Page, url: str | None, metadata: PageMetadata) -> Signals:
    """What a page says of what it is."""
    things = frozenset(
        [
            *(kind for thing in page.graph.things for kind in types(thing)),
            *((node.attributes.get("itemtype") or "").rpartition("/")[2] for node in page.tree.css("[itemtype]")),
        ]
    )
    return Signals(
        opengraph=_meta(page, 'meta[property="og:type"]'),
        things=things,
        tool=_meta(page, 'meta[name="generator" i]'),
        dated=metadata.evidence.get("published") in _DECLARED,
        url=url or "",
    )


def _meta(page: Page, select: str) -> str:
    node = page.tree.css_first(select)
    return ((node.attributes.get("content") or "") if node else "").lower()


def judge_of(rulebook: Rulebook) -> Judge:
    """The judge with the weights of a rulebook, made once."""
    return rulebook.once(block_judge)


def _elsewhere(blocks: list[PageBlock], evidence: str, signals: Signals) -> UnknownStory:
    """A story that is given as data: what the data is of is what the page declares."""
    kind: PageKind = next((kind for thing, kind in _THINGS if thing in signals.things), "article")
    return UnknownStory(blocks, kind, _ELSEWHERE_CONFIDENCE, evidence)


def _words(blocks: list[PageBlock]) -> int:
    return sum([word_count(block.text) for block in blocks if block.mark is None])


def is_stub(found: int, blocks: list[PageBlock], metadata: PageMetadata) -> bool:
    """Whether a page asks for consent or a subscription instead of showing its story.

    `found` is the number of words of the story that it shows.
    """
    if found >= _STUB:
        return False
    asking = sum(word_count(block.text) for block in blocks if block.mark and block.mark.kind in ("consent", "paywall"))
    return bool(metadata.paywalled) or asking > found


def _kind(reading: Reading, signals: Signals) -> PageKind:
    """The kind of page, with those that no judge was taught: by what the page declares."""
    if not reading.blocks:
        return "empty"
    if "LiveBlogPosting" in signals.things:
        return "liveblog"
    is_shop = "Product" in signals.things or signals.opengraph.startswith("product")
    if is_shop and reading.kind in ("listing", "service"):
        return "product"
    return reading.kind
