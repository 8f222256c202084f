"""Skeletons: a page's elements with invented words, so that it can be shown at work without anyone's article.

Every word is swapped for an invented one, always the same for the same word of a page. What stays is what the elements
are named, and furniture that rules know by its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from cleanse.article.article import Article
from cleanse.authoring.skeletons.characters import Characters, size
from cleanse.authoring.skeletons.furniture import KnownWords
from cleanse.authoring.skeletons.head import head_of
from cleanse.authoring.skeletons.inventing import Inventor
from cleanse.authoring.skeletons.known import Known
from cleanse.authoring.skeletons.selectors import Selectors, selectors_beside
from cleanse.authoring.skeletons.writing import FEW, MOST, Writer
from cleanse.cleaning.options import Options
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.blocks.hidden import unseen
from cleanse.pages.clean import clean_html
from cleanse.pages.layouts import marks, region
from cleanse.pages.page import Page
from cleanse.pages.story import story_of
from cleanse.rulebook.domains import claimed_by, host_of
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulebook.rulebook import Publisher, Rulebook

_NAMES: Final = (
    "h1", "article h1, main h1", "[rel~=author]", "[itemprop~=author]", "[itemprop~=headline]", "time[datetime]",
    "[itemprop~=articleSection]", "[itemprop~=datePublished]", "[itemprop~=dateModified]",
)  # fmt: skip
"""What tells a headline, an author, a date outside of the story."""
_MOST_NAMED: Final = 3
"""So many of the elements that one selector finds outside of the story are kept."""
_SALTS: Final = 3


def skeleton(html: str, url: str | None, rulebook: Rulebook) -> str:
    """The skeleton of a page, which cleans as the page does: the same blocks, the same rules, invented words.

    It is the same for the same page and rulebook. Raises PageError for a page that cannot be read in bounded time and
    memory.
    """
    rulebook = Rulebook(rulebook.files) if rulebook.configs else rulebook  # site configs describe no publisher of ours
    page = Page.read(html)
    article = clean_html(html, url, rulebook=rulebook)
    rules = {edit.rule for edit in article.edits}
    result = ""
    for salt in range(_SALTS):
        result = _skeleton(page, url or page.address, rulebook, article, salt)
        if rules.issuperset(edit.rule for edit in clean_html(result, rulebook=rulebook).edits):
            break  # else some rule takes an invented word for its own
    return result


def _skeleton(page: Page, address: str | None, rulebook: Rulebook, article: Article, salt: int) -> str:
    known = rulebook.publishers.get(claimed_by(host_of(address) or "", rulebook.domains) or "")
    rules = rulebook.page_rules(known.id if known else None)
    selectors = Selectors.by(rules)
    inventor = Inventor(page.html, host_of(address), selectors, Known.of(rulebook, known), salt)
    text = Characters(page.body, unseen(page.body, marks(page.body, rules)))
    roots = _story(page, address, rulebook, known, rules, text)
    text.note(article, roots, KnownWords(rulebook, inventor))
    writer = Writer(page, text, inventor, selectors)
    writer.want(roots, MOST)
    writer.want(_beside(page, rules), FEW)
    head = "".join(f"{line}\n" for line in head_of(page, address, inventor, rules))
    shell = writer.opened(page.tree.root) if page.tree.root else "<html>"
    return f"<!DOCTYPE html>\n{shell}\n<head>\n{head}</head>\n{writer.written(page.body)}\n</html>\n"


def _story(
    page: Page, address: str | None, rulebook: Rulebook, known: Publisher | None, rules: PageRules, text: Characters
) -> list[LexborNode]:
    """The elements and texts that hold the story, and nothing else."""
    story_blocks = [_named(block) for block in story_of(page, address, known, Options(rulebook)).blocks]
    for layout in rules.layouts:
        roots = region(page.tree, layout)
        if story_blocks == [_named(block) for root in roots for block in blocks_of(root, marks(root, rules))]:
            return roots
    every = [_named(block) for block in blocks_of(page.body, marks(page.body, rules))]
    if not story_blocks:
        return []
    start = sum(size(block_text) for _, block_text in every[: every.index(story_blocks[0])])
    return text.within(page.body, start, start + sum(size(block_text) for _, block_text in story_blocks))


def _named(block: PageBlock) -> tuple[int, str]:
    return block.place.number, block.text


def _beside(page: Page, rules: PageRules) -> Iterator[LexborNode]:
    """What is kept outside of the story: headline, authors and dates, and what the publisher's rules ask for."""
    for selector in (*_NAMES, *selectors_beside(rules)):
        yield from page.body.css(selector)[:_MOST_NAMED]
