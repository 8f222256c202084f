"""What a browser does not show, and a reader will not open either: its text is not the page's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from cleanse.article.model import Mark
from cleanse.pages.blocks.elements import INLINE, OPENERS, OPENS, OPENS_AROUND, OPENS_BY_ROLE, SILENT

_MAYBE: Final = '[hidden], [style*="display" i], [style*="visibility" i], [aria-hidden="true" i]'
_OPENERS: Final = "[aria-controls], [data-target], [data-bs-target]"
_UNSHOWN: Final = regex.compile(r"(?:^|;)\s*display\s*:\s*none\b", regex.IGNORECASE)
_INVISIBLE: Final = regex.compile(r"(?:^|;)\s*visibility\s*:\s*hidden\b", regex.IGNORECASE)
_OPENS: Final = regex.compile(rf"(?<![a-z])S:\w+$|{OPENS}", regex.IGNORECASE)
"""Also what React streams and a script moves to its place: `S:1a`."""
_OPENS_AROUND: Final = regex.compile(OPENS_AROUND, regex.IGNORECASE)
_LONG: Final = 300
"""Hidden text of so many letters may be a story that a script shows; shorter text is a label, a notice, a template."""
_SHORT: Final = 80
"""The same of a block that keeps its place: it may unfold, or come in as the page is scrolled."""
_LONGEST_NAME: Final = 200
_MOST_NODES: Final = 600
"""Of what is hidden, so many nodes are looked at."""
_AROUND: Final = 2
"""So many elements around say whether it is a panel that opens."""
_SIGN: Final = regex.compile(r"[\p{P}\p{Sm}]+")


_Attributes = Mapping[str, str | None]


def unseen(root: LexborNode, marks: Mapping[int, Mark | None]) -> set[int]:
    """Which elements under this one are not shown, by their `mem_id`; none that is marked to stay.

    Panels that open, in tabs or accordions, are the page's text, and so is, in doubt, what is as long as a story.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = LexborHTMLParser("<p hidden>No cookies<p>It rained.<div class=accordion><p hidden>Twice.</div>")
    >>> [node.text() for node in page.css("[hidden]") if node.mem_id in unseen(page.body, {})]
    ['No cookies']
    """
    hidden: list[LexborNode] = []
    found: set[int] = set()
    for node in root.css(_MAYBE):
        tag, number = node.tag, node.mem_id
        if tag in SILENT or (tag in INLINE and node.first_child is None):
            continue  # most are pictures
        if number == root.mem_id or marks.get(number, True) is None:
            continue
        attributes = node.attributes
        if most := _hides(tag, attributes):
            if not _opens(node, attributes) and len(_letters(node)) < most:
                hidden.append(node)
        elif _is_unread(attributes) and _is_twin(node):
            found.add(number)
    opened = set(_opened(root)) if any(map(_id, hidden)) else ()
    return found.union(node.mem_id for node in hidden if _id(node) not in opened)


def _id(node: LexborNode) -> str | None:
    return node.attributes.get("id")


def _hides(tag: str | None, attributes: _Attributes) -> int:
    """How many letters an element may hide; 0 if it is shown."""
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return _LONG
    style = attributes.get("style") or ""
    if _UNSHOWN.search(style):
        return _LONG
    return (_LONG if tag in INLINE else _SHORT) if _INVISIBLE.search(style) else 0


def _opened(root: LexborNode) -> Iterator[str]:
    """The ids of the elements that something on the page opens."""
    for node in root.css(_OPENERS):
        for name in ("aria-controls", "data-target", "data-bs-target"):
            yield from (part.lstrip("#") for part in (node.attributes.get(name) or "").split())


def _opens(node: LexborNode, attributes: _Attributes) -> bool:
    """Whether a hidden element is named as a panel that opens, or lies in something that is."""
    if attributes.get("role") in OPENS_BY_ROLE or "aria-labelledby" in attributes:
        return True
    names = _named(attributes)
    if _OPENS.search(names) or _OPENS_AROUND.search(names):
        return True
    at = node.parent
    for _ in range(_AROUND):
        if at is not None and (at.tag == "details" or _OPENS_AROUND.search(_named(at.attributes))):
            return True
        at = at.parent if at is not None else None
    return _opened_by(_before(node))


def _named(attributes: _Attributes) -> str:
    names = (value for name, value in attributes.items() if value and (name in ("class", "id") or name[:5] == "data-"))
    return " ".join([value for value in names if len(value) <= _LONGEST_NAME])


def _opened_by(before: LexborNode | None) -> bool:
    """Whether what stands before a hidden element opens it: a question, a button, a short element that holds one."""
    if before is None or before.tag == "-text":
        return False
    return len(_letters(before)) < _LONG and any(map(_is_opener, _nodes(before)))


def _is_opener(node: LexborNode) -> bool:
    attributes = node.attributes
    return node.tag in OPENERS or attributes.get("role") == "button" or "aria-expanded" in attributes


def _is_twin(node: LexborNode) -> bool:
    """Whether text that is not read out stands beside it once more, for those who listen; or is an anchor's sign."""
    letters = _letters(node)
    if not letters or len(letters) >= _LONG:
        return False
    if node.tag == "a" and _SIGN.fullmatch(letters):
        return True
    beside = (
        other for other in (_before(node), _behind(node)) if other is not None and not _is_unread(other.attributes)
    )
    return any(letters == _letters(other) for other in beside)


def _is_unread(attributes: _Attributes) -> bool:
    return (attributes.get("aria-hidden") or "").lower() == "true"


def _before(node: LexborNode) -> LexborNode | None:
    at = node.prev
    while at is not None and _is_blank(at):
        at = at.prev
    return at


def _behind(node: LexborNode) -> LexborNode | None:
    at = node.next
    while at is not None and _is_blank(at):
        at = at.next
    return at


def _is_blank(node: LexborNode) -> bool:
    tag = node.tag or ""
    return not (node.text_content or "").strip() if tag == "-text" else tag[:1] == "-"


def _letters(root: LexborNode) -> str:
    """The first letters of an element's text: white space and invisible signs left out."""
    letters = ""
    for node in _nodes(root):
        text = node.text_content
        if text and not text.isspace():
            letters += "".join(filter(str.isprintable, text.replace(" ", "")))
            if len(letters) >= _LONG:
                break
    return letters


def _nodes(root: LexborNode) -> Iterator[LexborNode]:
    """An element and the first nodes in it."""
    above: list[LexborNode] = []
    node: LexborNode | None = root
    for _ in range(_MOST_NODES):
        if node is None:
            break
        yield node
        child = node.first_child if node.tag not in SILENT else None
        if child is not None:
            above.append(node)
            node = child
            continue
        while above and node.next is None:
            node = above.pop()
        node = node.next if above else None
