"""A page: HTML, parsed once, in bounds."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.article.errors import PageError
from cleanse.pages.decoding import decoded, read_again
from cleanse.pages.metadata.jsonld import Graph

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

MOST_CHARACTERS: Final = 64_000_000
"""A longer page is refused."""
DEEPEST: Final = 4_000
"""A page whose elements lie deeper is refused: the standard's parsing takes time by the square of the depth."""
_ADDRESSES: Final = (('link[rel="canonical" i]', "href"), ('meta[property="og:url" i]', "content"))
_FEW: Final = 20_000
"""A page with fewer tags cannot be deep enough to matter."""
_TAG: Final = regex.compile(
    r"<!--(?:-?>|.*?--!?>|.*)"  # what stands in a comment is no tag
    r"|<(/?)([a-zA-Z][^\s/<>]*+)((?:[^=<>]++|(?<=[^\s/=])=\s*+(?:\"[^\"]*+\"|'[^']*+')|=)*+)>",
    regex.DOTALL,
)
_SHALLOW: Final = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "option", "dt", "dd",
    ]
)  # fmt: skip
"""Elements that hold nothing, or that the next one of their kind ends."""

_DRAWN: Final = frozenset(
    [
        "path", "use", "rect", "circle", "line", "polygon", "polyline", "ellipse", "stop", "g", "image", "animate",
        "animatetransform", "feoffset", "feblend", "feflood", "femergenode", "fecolormatrix", "fegaussianblur",
    ]
)  # fmt: skip
"""Elements of a drawing, which `/>` ends; elsewhere it ends nothing."""


class Page:
    """A page's tree.

    >>> Page.read("<p>It rained.").body.text()
    'It rained.'
    """

    def __init__(self, html: str) -> None:
        """Parse a page. Raises PageError for one that is too large or too deep."""
        if len(html) > MOST_CHARACTERS:
            raise PageError(f"a page of {len(html):,} characters, more than {MOST_CHARACTERS:,}")
        if html.count("<") > _FEW and _depth(html) > DEEPEST:
            raise PageError(f"elements nested deeper than {DEEPEST:,}")
        self.html = html
        # As with scripts: what stands in `noscript` is for others, and does not end the head.
        self.tree = LexborHTMLParser(html, scripting=True)

    @classmethod
    def read(cls, html: str | bytes | BeautifulSoup, charset: str | None = None) -> Page:
        """The page of this HTML, or of a BeautifulSoup that is held already. Raises PageError."""
        if isinstance(html, bytes):
            return cls(decoded(html, charset))
        return cls(read_again(html) if isinstance(html, str) else html.decode(formatter="minimal"))

    @property
    def body(self) -> LexborNode:
        """The body; of a page of frames, which has none, the whole."""
        body = self.tree.body or self.tree.root
        assert body is not None  # a parsed page has a root, whatever it holds
        return body

    @cached_property
    def graph(self) -> Graph:
        """What the page declares in JSON-LD."""
        return Graph(self.tree)

    @property
    def declared_body(self) -> str:
        """The longest text that the page declares as an article's body; empty if it declares none."""
        bodies = (thing.get("articleBody") for thing in self.graph.things)
        return max((body for body in bodies if isinstance(body, str)), key=len, default="")

    @property
    def address(self) -> str | None:
        """Where the page says that it stands."""
        for select, attribute in _ADDRESSES:
            node = self.tree.css_first(select)
            address = node.attributes.get(attribute) if node else None
            if address and address.startswith("http"):
                return address
        return None


def _depth(html: str) -> int:
    """How deep the elements of a page may lie: an element is closed by its own end alone."""
    still: Counter[str] = Counter()
    depth = deepest = 0
    for shut, called, inside in _TAG.findall(html):
        name = called.lower()
        if not name or name in _SHALLOW or (still["svg"] and name in _DRAWN and inside.endswith("/")):
            continue
        if not shut:
            still[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif still[name]:
            still[name] -= 1
            depth -= 1
    return deepest
