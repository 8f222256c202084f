"""Pictures' captions and their credits, from the blocks that stand in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import regex

from cleanse.model import Caption
from cleanse.pages.blocks import PageBlock, Place

_CREDIT_CLASS: Final = regex.compile(
    r"credit|copyright|source|author|photographer|byline|rights|quelle|foto", regex.IGNORECASE
)
"""What a class is named whose text says where a picture is from."""
_CREDIT: Final = regex.compile(
    r"\s*(?:\((?P<in>[^()]{2,80})\)|(?:\||©|(?:Photo|Foto|Image|Bild|Picture|Credit|Quelle|Photograph|Crédit|写真)s?\s*(?:by|credit|von|:))\s*(?P<behind>[^|©]{2,80}))\s*$"
)
_SHORTEST: Final = 3


def captions_of(blocks: Iterable[PageBlock]) -> tuple[Caption, ...]:
    """The captions of these blocks, one for each figure, with its credit.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks import Mark, blocks_of
    >>> page = LexborHTMLParser("<figure><figcaption>A boat (Getty Images)</figcaption></figure>")
    >>> captions_of(blocks_of(page.body, {page.css_first("figure").mem_id: Mark("x/figure", "caption")}))
    (Caption(text='A boat', credit='Getty Images'),)
    """
    marked = (block for block in blocks if block.mark and block.mark.kind in ("caption", "credit"))
    found = (_caption(list(group)) for _, group in groupby(marked, key=_figure))
    return tuple(dict.fromkeys(caption for caption in found if caption and len(caption.text) >= _SHORTEST))


def _figure(block: PageBlock) -> int:
    """The number of the outermost element around a block that is marked."""
    return max(_marked(block.place), key=lambda place: -place.depth, default=block.place).number


def _marked(place: Place | None) -> Iterator[Place]:
    while place is not None and place.mark is not None:
        yield place
        place = place.above


def _caption(blocks: list[PageBlock]) -> Caption | None:
    """The caption of a figure's blocks."""
    credits_ = [block for block in blocks if _is_credit(block)]
    texts = list(dict.fromkeys(" ".join(block.text.split()) for block in blocks if block not in credits_))
    credit = " ".join(dict.fromkeys(" ".join(block.text.split()) for block in credits_)) or None
    text = " ".join(texts)
    if credit is None and (match := _CREDIT.search(text)):
        text, credit = text[: match.start()], match["in"] or match["behind"]
    return Caption(text.strip(), credit) if text or credit else None


def _is_credit(block: PageBlock) -> bool:
    if block.mark and block.mark.kind == "credit":
        return True
    return bool(
        _CREDIT_CLASS.search(
            f"{block.place.attributes.get('class') or ''} {block.place.attributes.get('itemprop') or ''}"
        )
    )
