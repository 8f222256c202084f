"""Drop caps: the large first letter of a paragraph, which pages write as a block of its own, joins its word again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from cleanse.pages.blocks.lines import Span
from cleanse.pages.blocks.place import PageBlock, Place

_INITIAL: Final = regex.compile(r"[\p{Pi}\p{Ps}\"'¿¡]?(\p{Lu})")
_APART: Final = regex.compile(r"[\p{Pi}\p{Ps}\"'¿¡]?(\p{Lu}) (?=\p{Ll})")
_NAMED: Final = regex.compile(r"drop|first-?letter|initial|lettrine", regex.IGNORECASE)
"""What the elements of drop caps are named."""
_REST: Final = regex.compile(r"\p{Ll}|['’]\p{L}|\p{Lu}+['’ ]|\p{Lu}{2}")
"""How a paragraph begins that lacks its first letter: in lower case, or in capitals."""
_WORD: Final = regex.compile(r"[\p{L}\p{M}]+")
_WORDS: Final = frozenset("AEIOUYÀÁÉÓÔÚKSVWZАВИІЙКОСУЯЄЇΗΟ")
"""Letters that are a word in some language."""
_MEANT: Final = frozenset(["p", "div", "blockquote"])
_LEAST: Final = 40
"""A paragraph has so many characters."""
_AROUND: Final = 2
_DEEPEST: Final = 3


def with_initials(blocks: list[PageBlock]) -> list[PageBlock]:
    """The blocks with each drop cap joined to its paragraph; in doubt it stays apart.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> from cleanse.pages.blocks.blocks import blocks_of
    >>> page = LexborHTMLParser("<div><span>T</span><p>he town has asked for a later boat on Saturdays.</div>")
    >>> [block.text for block in blocks_of(page.body)]
    ['The town has asked for a later boat on Saturdays.']
    """
    for number, block in enumerate(blocks):
        if " " in block.text[1:3] and _is_apart(block):
            blocks[number] = _closed(block)
    found = [number for number in range(len(blocks) - 1) if _is_initial(blocks[number], blocks[number + 1])]
    if not found or _is_alphabet([blocks[number].text for number in found]):
        return blocks
    said = Counter(word.lower() for block in blocks for word in _WORD.findall(block.text))
    joints = {number: _joint(blocks[number].text[-1], blocks[number + 1].text, said) for number in found}
    return list(_joined(blocks, {number: joint for number, joint in joints.items() if joint is not None}))


def _is_apart(block: PageBlock) -> bool:
    """Whether a paragraph begins with an element for a drop cap, and white space parts that from its word."""
    apart, node = _APART.match(block.text), block.place.node
    if apart is None or apart[1] in _WORDS or node is None:
        return False
    named = _first_named(node)
    return named is not None and (named.text_lexbor() or "").strip() == apart[0].strip()


def _first_named(node: LexborNode) -> LexborNode | None:
    """The element for a drop cap with which an element begins."""
    child = node.first_child
    for _ in range(_DEEPEST):
        if child is not None and (child.text_content or "x").isspace():
            child = child.next
        if child is None or child.text_content is not None:
            break
        if _NAMED.search(child.attributes.get("class") or ""):
            return child
        child = child.first_child
    return None


def _closed(block: PageBlock) -> PageBlock:
    """The same without its first space."""
    at = block.text.index(" ")
    text = block.text[:at] + block.text[at + 1 :]
    spans = [Span(start - (start > at), end - (end > at), mark) for start, end, mark in block.spans]
    return PageBlock(text, block.place, block.links, block.bold, block.mark, spans)


def _is_initial(block: PageBlock, following: PageBlock) -> bool:
    initial = _INITIAL.fullmatch(block.text) if len(block.text) < 3 else None
    return (
        initial is not None
        and block.place.meant in _MEANT
        and following.place.meant in _MEANT
        and len(following.text) >= _LEAST
        and _REST.match(following.text) is not None
        and following.text[0].upper() != initial[1]
        and _are_near(block.place, following.place)
    )


def _are_near(one: Place, other: Place) -> bool:
    """Whether two elements lie in one, or one in the other."""
    return not {place.number for place in _outward(one)}.isdisjoint(place.number for place in _outward(other))


def _outward(place: Place) -> Iterator[Place]:
    at: Place | None = place
    for _ in range(_AROUND + 1):
        if at is not None:
            yield at
            at = at.above


def _is_alphabet(letters: Sequence[str]) -> bool:
    """Whether one letter follows the other, as in choices and glossaries."""
    return any(ord(other[-1]) - ord(one[-1]) == 1 for one, other in pairwise(letters))


def _joint(letter: str, text: str, said: Counter[str]) -> str | None:
    """What stands between a letter and its paragraph: nothing, or a space if both are words; None in doubt."""
    if letter not in _WORDS:
        return ""
    match = _WORD.match(text)
    rest = match[0].lower() if match else ""
    is_whole, is_apart = said[letter.lower() + rest] > 0, said[rest] > 1  # it stands here itself
    return None if is_whole == is_apart else "" if is_whole else " "


def _joined(blocks: Sequence[PageBlock], joints: dict[int, str]) -> Iterator[PageBlock]:
    for number, block in enumerate(blocks):
        if number - 1 in joints:
            yield _one(blocks[number - 1], joints[number - 1], block)
        elif number not in joints:
            yield block


def _one(initial: PageBlock, joint: str, block: PageBlock) -> PageBlock:
    """A letter and its paragraph as one block; where only one of them is marked, that is a part of it."""
    text = initial.text + joint + block.text
    at = len(text) - len(block.text)
    links, bold = initial.links + block.links, initial.bold + block.bold
    if initial.mark == block.mark:
        spans = [*initial.spans, *_moved(block.spans, at)]
        return PageBlock(text, block.place, links, bold, block.mark, spans)
    spans = [*_marked(initial), *_moved(_marked(block), at)]
    return PageBlock(text, block.place, links, bold, None, spans)


def _marked(block: PageBlock) -> Sequence[Span]:
    return [Span(0, len(block.text), block.mark)] if block.mark else block.spans


def _moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    return (Span(start + by, end + by, mark) for start, end, mark in spans)
