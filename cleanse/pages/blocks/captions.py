"""Pictures' captions and their credits, from the blocks that stand in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from cleanse.article.model import Caption
from cleanse.pages.blocks.place import PageBlock

CREDIT_CLASS: Final = regex.compile(
    r"credit|copyright|source|author|photographer|byline|rights|quelle|foto", regex.IGNORECASE
)
"""What a class is named whose text says where a picture is from."""
_CREDIT: Final = regex.compile(
    r"\s*(?:\(\s*(?P<in>\p{Lu}[^()]{1,80})\)|(?:\||©|(?:Photo|Foto|Image|Bild|Picture|Credit|Quelle|Photograph|Crédit|写真)s?"
    r"\s*(?:by|credit|von|:))\s*(?P<behind>[^|©]{2,80}))\s*$"
)
_SHORTEST: Final = 3


def captions_of(blocks: Iterable[PageBlock]) -> tuple[Caption, ...]:
    """The captions of these blocks, one for each figure, with its credit.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks.blocks import blocks_of
    >>> from cleanse.article.model import Mark
    >>> page = LexborHTMLParser("<figure><figcaption>A boat (Getty Images)</figcaption></figure>")
    >>> captions_of(blocks_of(page.body, {page.css_first("figure").mem_id: Mark("x/figure", "caption")}))
    (Caption(text='A boat', credit='Getty Images'),)
    """
    figures: dict[int, list[PageBlock]] = {}
    for block in blocks:
        if any(kind in _KINDS for kind in _kinds(block)):
            figures.setdefault(block.place.figure or block.place.number, []).append(block)
    captions = map(_caption, figures.values())
    return tuple(dict.fromkeys(caption for caption in captions if caption and len(caption.text) >= _SHORTEST))


_KINDS: Final = frozenset(["caption", "credit"])


def _kinds(block: PageBlock) -> Iterator[str]:
    if block.mark:
        yield block.mark.kind
    yield from (span.mark.kind for span in block.spans)


def _caption(blocks: list[PageBlock]) -> Caption | None:
    """The caption of a figure's blocks."""
    texts: dict[str, None] = {}
    credits_: dict[str, None] = {}
    for block in blocks:
        for text, is_credit in _parts(block):
            (credits_ if is_credit else texts).setdefault(" ".join(text.split()))
    text, credit = " ".join(filter(None, texts)), " ".join(filter(None, credits_)) or None
    if credit is None and (match := _CREDIT.search(text)):
        text, credit = text[: match.start()], match["in"] or match["behind"]
    return Caption(text.strip(), credit.strip(" ()") if credit else None) if text or credit else None


def _parts(block: PageBlock) -> Iterator[tuple[str, bool]]:
    """The text of a block, or its marked parts, each with whether it is a credit."""
    attributes = block.place.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
    is_credit = CREDIT_CLASS.search(named) is not None
    if block.mark:
        yield block.text, is_credit or block.mark.kind == "credit"
    for span in block.spans:
        if span.mark.kind in _KINDS:
            yield block.text[span.start : span.end], is_credit or span.mark.kind == "credit"
