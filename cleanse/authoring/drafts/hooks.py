"""Stable hooks: selectors of an element by what will be the same on a publisher's other pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import regex

from cleanse.article.model import Mark
from cleanse.pages.blocks.blocks import PageBlock, Place, blocks_of
from cleanse.pages.blocks.elements import HEADINGS, INLINE
from cleanse.pages.page import Page

_WORD: Final = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SEPARATOR: Final = regex.compile(r"([-_]+)")
_IDENTIFIER: Final = regex.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NAMED: Final = regex.compile(r"[A-Za-z]+(?:[-_][A-Za-z]+)*")
_LABELLED: Final = regex.compile(r"css-[0-9a-z]+(?P<label>-[A-Z][A-Za-z-]*)")
"""A generated class with the name of its component behind it."""
_GENERATORS: Final = frozenset(["astro", "css", "dcr", "emotion", "jss", "jsx", "sc", "svelte", "tss"])
"""What tools put before the hashes that they generate."""
_UTILITY: Final = regex.compile(
    r"(?:is|has|js|bg|border|col|flex|font|gap|grid|items|justify|overflow|rounded|row|shadow|space|[mpwh][trblxy]?|min|max)[-_].*"
    r"|text-(?:left|center|right|justify|base|[sx]?[sml]|xl|white|black|gray|current)"
    r"|absolute|block|center|clear|clearfix|col|container|flex|float|grid|hidden|inner|left|outer|relative|right|row|wrapper"
)
"""Classes that say how something looks or behaves, not what it is."""
_NAMING: Final = regex.compile(
    r"data-(?:[a-z-]+-)?(?:area|block|component|content|cy|dot|element|module|name|part|qa|region|role|section|selector|slot|test"
    r"|testid|type|widget)"
)
"""Attributes whose values name things."""
STORY_WORDS: Final = frozenset(
    [
        "article", "articlebody", "body", "content", "copy", "entry", "main", "paragraph", "post", "prose", "story",
        "text",
    ]
)  # fmt: skip
"""Words for the body of a story in the hooks of pages."""
_MOST_WORDS: Final = 4
"""An id of more words, as that of a heading, is made of the story's words."""
_LONGEST: Final = 40
_SHORTEST: Final = 2
"""A word has more letters than this."""
_VERSION: Final = regex.compile(r"h[1-6]|v\d")
_MIXED: Final = 6
"""Capitals and small letters mixed in so few letters are no words."""
_LANDMARKS: Final = frozenset(["article", "aside", "footer", "header", "main"])
HELD: Final = Mark("cleanse/draft", "ui")


def stable_hooks(place: Place) -> list[str]:
    """Selectors of an element by what will be the same on other pages: no hashes, no numbers; the best kinds first.

    >>> stable_hooks(Place(None, "div", {"class": "dOUIUP articleBody_x7Gh2", "id": "story"}, "div", 1, 1, 0))
    ['#story', '[class*="articleBody_"]']
    """
    attributes = place.attributes
    hooks = [f"[itemprop~={name}]" for name in (attributes.get("itemprop") or "").split() if _NAMED.fullmatch(name)]
    name = attributes.get("id") or ""
    if place.tag not in HEADINGS and _is_named(name) and len(words_in(name)) <= _MOST_WORDS:
        hooks.append(f"#{name}")
    hooks += (hook for item in attributes.items() if (hook := _data_hook(*item)))
    parts = [part for name in (attributes.get("class") or "").split() if (part := named_part(name))]
    hooks += (f".{part}" for part in parts if "*" not in part)
    hooks += (_class_pieces(part) for part in parts if "*" in part)
    return [*dict.fromkeys(hooks), *([place.tag] if place.tag in _LANDMARKS else [])]


def _data_hook(name: str, value: str | None) -> str | None:
    """The selector of a `data-` attribute that names what the element is."""
    if not name.startswith("data-") or not _is_named(name):
        return None
    if not value:
        return None if words_in(name).isdisjoint(STORY_WORDS) else f"[{name}]"
    return f"[{name}={value}]" if _NAMING.fullmatch(name) and len(value) <= _LONGEST and _is_named(value) else None


def _class_pieces(part: str) -> str:
    return "".join(f'[class*="{piece}"]' for piece in part.split("*") if piece)


def _is_named(name: str) -> bool:
    return _NAMED.fullmatch(name) is not None and named_part(name) == name


def named_part(name: str) -> str | None:
    """What of a class or id people named, with `*` for what was generated beside it; None if nothing, or a number.

    >>> [named_part(name) for name in ("story__text", "body_x7Gh2", "css-1x2y3-Title", "css-1x2y3", "post-12345")]
    ['story__text', 'body_*', '*-Title', None, None]
    """
    if label := _LABELLED.fullmatch(name):
        return f"*{label['label']}"
    if not _IDENTIFIER.fullmatch(name) or _UTILITY.fullmatch(name):
        return None
    pieces = _SEPARATOR.split(name)
    at = next((at for at in range(0, len(pieces), 2) if _is_generated(pieces[at])), len(pieces))
    if not any(len(piece) > _SHORTEST for piece in pieces[:at:2]) or (at < len(pieces) and pieces[at].isdecimal()):
        return None
    behind = pieces[at + 1 :]
    while at < len(pieces) and pieces[at - 1] in ("_", "-") and len(pieces[at - 2]) <= _SHORTEST:
        at -= 2  # a hash may hold a separator
    named = any(len(piece) > _SHORTEST for piece in behind[1::2]) and not any(map(_is_generated, behind[1::2]))
    return "".join([*pieces[:at], *("*" if at < len(pieces) else ""), *(behind if named else ())])


def _is_generated(piece: str) -> bool:
    """Whether a part of a name is no word: a number, letters with digits in them, capitals where none belong."""
    if not piece or _VERSION.fullmatch(piece):
        return False
    if not piece.isalpha() or piece in _GENERATORS:
        return True
    if _WORD.fullmatch(piece):
        return len(piece) > 4 and set("aeiou").isdisjoint(piece.lower())
    return len(piece) <= _MIXED or len(piece) < 3 * len(_WORD.findall(piece))


def words_in(text: str) -> set[str]:
    """The words that a name or a selector is made of."""
    return set(map(str.lower, _WORD.findall(text)))


def stable_selector(place: Place, page: Page, telling: Collection[str] = STORY_WORDS) -> str | None:
    """The selector of an element that selects it and the fewest others on its page; None if nothing does.

    It is made of the element's own hooks, those first that hold one of the `telling` words, or else of the hooks of the
    nearest element around it that has any, and the way from there.
    """
    hooks = telling_first(stable_hooks(place), telling)
    counts = {hook: len(page.tree.css(hook)) for hook in hooks}
    if 1 not in counts.values():
        counts |= {way: len(page.tree.css(way)) for way in ways_to(place, page, telling)}
    return min((selector for selector in counts if counts[selector]), key=counts.__getitem__, default=None)


def telling_first(hooks: Iterable[str], telling: Collection[str]) -> list[str]:
    """These selectors, first those that hold one of the `telling` words."""
    return sorted(hooks, key=lambda hook: words_in(hook).isdisjoint(telling))


def ways_to(place: Place, page: Page, telling: Collection[str]) -> Iterator[str]:
    """The ways to an element from the nearest one around it that has a hook: the direct one, and one with gaps."""
    tags = [place.tag]
    above = place.above
    while above is not None and above.tag not in ("", "body", "html") and not stable_hooks(above):
        tags.append(above.tag)
        above = above.above
    hooks = telling_first(stable_hooks(above), telling) if above else []
    anchor = min(hooks, key=lambda hook: len(page.tree.css(hook)), default="body")
    direct = " > ".join([anchor, *reversed(tags)])
    held = (inner for block in _held(page, direct) for inner in outward(block.place))
    if any(inner.number == place.number for inner in held):  # else an element that begins no block lies between
        yield direct
    yield f"{anchor} {place.tag}"


def _held(page: Page, selector: str) -> list[PageBlock]:
    """The blocks of a page that stand in elements of this selector."""
    return [block for block in marked(page, selector) if block.mark == HELD]


def marked(page: Page, selector: str) -> list[PageBlock]:
    """The blocks of a page, those marked that stand in elements of this selector."""
    nodes = page.tree.css(selector)
    return blocks_of(page.body, {node.mem_id: HELD for node in nodes if node.tag not in INLINE})


def outward(place: Place | None) -> Iterator[Place]:
    """An element of a page's body, and the ones around it."""
    while place is not None and place.tag not in ("", "body", "html"):
        yield place
        place = place.above
