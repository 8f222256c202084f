"""Where things stand on a page: at the headline, or with another story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.pages.blocks.elements import HEADINGS, INLINE, SILENT

_ELSEWHERE: Final = frozenset(["aside", "nav", "footer", "figure", "figcaption", "form", "dialog"])
"""Elements of which the story's own byline and date are no part."""
_UNBROKEN: Final = SILENT | {"-comment"}
_PASSED: Final = _ELSEWHERE | _UNBROKEN
"""Elements that are not read; the last of them break no line either."""
_OTHERS: Final = frozenset(
    ["testimonial", "testimonials", "pagination", "breadcrumb", "breadcrumbs", "menu", "navbar", "upcoming", "latest"]
)
"""Words of classes and ids of elements that hold other things than a story …"""
_CARDS: Final = frozenset(["card", "cards", "tile", "tiles"])
"""… and of those that do so if they hold a heading."""
_TOKEN: Final = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_LINES, _MOST_NODES, _DEEPEST = 24, 300, 60
_PROSE: Final = 200
"""A line of so many characters is a paragraph …"""
_MOST_PROSE: Final = 2
"""… and behind so many of them the head of a story has ended."""
_LEVELS: Final = 5
"""So many elements around the headline may hold what stands above it …"""
_MOST_ABOVE: Final = 4
"""… of which so many lines count."""
_SMALL: Final = 300
_CARD_LEVELS: Final = 5
_MOST_HEADINGS: Final = 20
_ROOT: Final = regex.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?")


class Heading(NamedTuple):
    """A heading of the page."""

    text: str
    node: LexborNode


def headings(tree: LexborHTMLParser) -> list[Heading]:
    """The headings of a page that may be a headline: those that lead to the front page are logos.

    >>> tree = LexborHTMLParser('<h1><a href="/">The Example</a></h1><h1>Rain</h1>')
    >>> [heading.text for heading in headings(tree)]
    ['Rain']
    """
    nodes = tree.css("h1")[:_MOST_HEADINGS]
    return [
        Heading(text, node) for node in nodes if (text := " ".join((node.text() or "").split())) and not is_logo(node)
    ]


def is_logo(node: LexborNode) -> bool:
    """Whether a heading is a link to the front page, or stands in one."""
    link = node.css_first("a[href]")
    if link is None:
        link = node.parent if node.parent is not None and node.parent.tag == "a" else None
    return link is not None and _ROOT.fullmatch(link.attributes.get("href") or "-") is not None


class Piece(NamedTuple):
    """A part of a line, with what its element says of it."""

    text: str
    address: str = ""
    """Where it leads, if it is a link."""
    day: str = ""
    """The `datetime` of its element."""


class Line:
    """What stands on one line.

    >>> Line([Piece("By"), Piece("Ada Byron", "/ada")]).text
    'By Ada Byron'
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """A line of these pieces."""
        self.pieces = pieces
        self.text = " ".join(" ".join([piece.text for piece in pieces]).split())
        """Its words."""


class Place:
    """What stands around the headline of a page, and what does not belong to its story.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> tree = LexborHTMLParser("<main><h1>Rain</h1><p>By <a>Ada Byron</a></p><aside><p id=x>Wind")
    >>> place = Place(tree.css_first("h1"), frozenset())
    >>> [line.text for line in place.lines()], place.is_elsewhere(tree.css_first("#x"))
    (['By Ada Byron'], True)
    """

    def __init__(self, headline: LexborNode | None, hooks: frozenset[str]) -> None:
        """The place of a headline; `hooks` are words of classes and ids that hold other things than a story."""
        self.headline = headline
        self._hooks = hooks | _OTHERS
        self._around = {node.mem_id for node in _above(headline)} if headline else set()
        self._article = next((node.mem_id for node in _above(headline) if node.tag == "article"), 0) if headline else 0

    def is_elsewhere(self, node: LexborNode) -> bool:
        """Whether an element belongs to another story, to comments, to a menu or to the foot of the page."""
        own = False
        for level, above in enumerate((node, *_above(node))):
            if above.mem_id in self._around:
                return own and above.mem_id != self._article
            if above.tag == "footer":
                own = True
            elif above.tag in _ELSEWHERE or (above.tag == "article" and self._around) or self._is_hooked(above):
                return True
            if self._around and level < _CARD_LEVELS and _is_card(above, node):
                return True
        return own

    def _is_hooked(self, node: LexborNode) -> bool:
        attributes = node.attributes
        hooks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        tokens = {token.lower() for token in _TOKEN.findall(hooks)}
        if not tokens.isdisjoint(self._hooks):
            return True
        return not (node.tag not in ("article", "li") and tokens.isdisjoint(_CARDS)) and (
            node.css_first("h2, h3, h4, h5") is not None
        )

    def lines(self) -> list[Line]:
        """The lines behind the headline, up to the story's prose, and then those just above it."""
        if self.headline is None:
            return []
        reader = _Reader(self._is_hooked)
        for node in _behind(self.headline):
            if not reader.read(node):
                break
        return [*reader.lines, *self._above()]

    def _above(self) -> list[Line]:
        result: list[Line] = []
        node = self.headline
        for _ in range(_LEVELS):
            before = node.prev if node else None
            while before is not None and len(result) < _MOST_ABOVE:
                if before.tag not in _PASSED and before.tag != "header" and len(before.text() or "") <= _SMALL:
                    reader = _Reader(self._is_hooked)
                    reader.read(before)
                    result += reader.lines
                before = before.prev
            node = node.parent if node else None
            if node is None or node.tag in ("body", "article", "main"):
                break
        return result[:_MOST_ABOVE]


def lines_in(node: LexborNode) -> list[Line]:
    """The lines of an element.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> tree = LexborHTMLParser("<div>By <b>Ada Byron</b><br>3 May 2024<div>Print</div></div>")
    >>> [line.text for line in lines_in(tree.css_first("div"))]
    ['By Ada Byron', '3 May 2024', 'Print']
    """
    reader = _Reader(lambda _: False)
    reader.read(node)
    return reader.lines


class _Reader:
    """Reads elements line by line, up to bounds."""

    def __init__(self, is_hooked: Callable[[LexborNode], bool]) -> None:
        self.lines: list[Line] = []
        self._is_hooked = is_hooked
        self._pieces: list[Piece] = []
        self._nodes = self._prose = 0

    def read(self, node: LexborNode) -> bool:
        """Read an element to its end; False where enough was read."""
        more = self._read(node, "", "", 0)
        self._end()
        return more

    def _read(self, node: LexborNode, address: str, day: str, depth: int) -> bool:
        self._nodes += 1
        if self._nodes > _MOST_NODES or len(self.lines) >= _MOST_LINES or self._prose >= _MOST_PROSE:
            return False
        tag = node.tag or ""
        if tag == "-text":
            if text := (node.text_content or "").strip():
                self._pieces.append(Piece(text, address, day))
            return True
        block = tag not in INLINE
        if block and tag not in _UNBROKEN:
            self._end()
        if tag in _PASSED or depth > _DEEPEST or (block and self._is_hooked(node)):
            return True
        if tag in ("a", "time"):
            attributes = node.attributes
            address = attributes.get("href") or address
            day = attributes.get("datetime") or day
        more = self._read_in(node, address, day, depth)
        if more and block:
            self._end()
        return more

    def _read_in(self, node: LexborNode, address: str, day: str, depth: int) -> bool:
        child = node.first_child
        while child is not None:
            if not self._read(child, address, day, depth + 1):
                return False
            child = child.next
        return True

    def _end(self) -> None:
        if self._pieces:
            self.lines.append(Line(self._pieces))
            self._prose += sum(len(piece.text) for piece in self._pieces) >= _PROSE
            self._pieces = []


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None and above.tag not in ("body", "html", "-document"):
        yield above
        above = above.parent


def _behind(node: LexborNode) -> Iterator[LexborNode]:
    """What stands behind an element, from near to far."""
    for around in (node, *_above(node)):
        after = around.next
        while after is not None:
            yield after
            after = after.next


def _is_card(around: LexborNode, node: LexborNode) -> bool:
    """Whether an element holds the linked headline of another story, besides this one."""
    if around.tag not in ("li", "div", "section", "a", "td"):
        return False
    if around.tag == "a":
        return around.css_first("h2, h3, h4, h5") is not None
    return any(not _holds(heading, node) for heading in around.css("h2 a, h3 a, h4 a, h5 a")[:3])


def _holds(heading: LexborNode, node: LexborNode) -> bool:
    """Whether they are the same, or one stands in the other."""
    text = " ".join((node.text() or "").split())
    return (
        (heading.text() or "").strip() in text
        and len(text) < _SMALL
        and any(above.tag in HEADINGS for above in (node, *_above(node)))
    )
