"""FiveFilters site configs, applied to pages: the story and the furniture are marked in the HTML.

A config strips a page before it looks for the story, and each of its lines sees what the ones before it left. So the
furniture is taken out of the tree, and put back, marked, when the story is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from cleanse.pages.blocks import Mark
from cleanse.pages.elements import SILENT
from cleanse.pages.ftr import ALTERNATIVES, STRIPS, Directive, SiteConfig, load_configs
from cleanse.pages.layouts import Drop, PageRules
from cleanse.problems import Problem
from cleanse.schema import LayoutTable

BODY: Final = "data-cleanse-body"
"""The attribute of the elements that hold the story."""
DROP: Final = "data-cleanse-drop"
"""The attribute of furniture, with the number of the drop."""
_FIELDS: Final = {"title": "title", "authors": "author", "published": "date"}
_MOST_COMPILED: Final = 4_096
"""A site's XPaths are compiled when its first page comes; so many stay."""
_NAMESPACES: Final = {"re": "http://exslt.org/regular-expressions"}
_STANDS: Final = frozenset(["html", "head", "body"])
"""Elements that are never furniture, whatever their classes."""
_MARKED: Final = etree.XPath(f"//*[@{BODY} or @{DROP}]")
_ID_OR_CLASS: Final = etree.XPath("//*[contains(@class, $what) or contains(@id, $what)]")
_IMAGE_SRC: Final = etree.XPath("//img[contains(@src, $what)]")
_TEXT: Final = etree.XPath("string()")
_SAYS: Final = etree.XPath(
    "boolean(.//text()[normalize-space() and not(parent::script or parent::style or parent::noscript)])"
)
_SAMPLE: Final = """<html><head><title>A</title><meta name="a" property="a" content="a"></head><body class="a" id="a">
<main><article class="a" id="a"><header><h1 class="a">A</h1></header><div class="a" id="a"><p class="a">A <a href="a">a
</a><span class="a">a</span> <time datetime="a">a</time></p><ul><li>a</li></ul><figure><img src="a" alt="a"></figure>
</div></article><section><aside></aside></section></main></body></html>"""
"""What XPaths are tried on: that a function is unknown shows only where it is reached."""


class Annotated(NamedTuple):
    """A page with the marks of a config."""

    html: str
    found: bool
    """Whether the config's `body` found the story."""
    drops: tuple[Drop, ...]
    """The furniture that is on the page."""
    fields: dict[str, list[str]]
    """What may be the `title` and when it was `published`, the likeliest first; all `authors`."""


def annotated(html: str, config: SiteConfig) -> Annotated:
    """A page with what a config says of it; as it came, with nothing found, if it is too large or nested too deep.

    >>> lines = Directive("a.com", 1, "body", "//main"), Directive("a.com", 2, "strip", "//main/p[1]")
    >>> page = annotated("<main><p>Menu</p><p>It rained.</p></main>", SiteConfig("a.com", lines))
    >>> page.html
    '<html><body><main data-cleanse-body=""><p data-cleanse-drop="0">Menu</p><p>It rained.</p></main></body></html>'
    >>> page.drops[0].mark.rule
    'ftr/a.com/strip-2'
    """
    root = _parsed(_replaced(html, config))
    if root is None:
        return Annotated(html, found=False, drops=(), fields={})
    fields = {field: _texts(root, config.of(name)) for field, name in _FIELDS.items()}
    furniture = _Furniture()
    drops = [
        Drop(f'[{DROP}="{number}"]', Mark(_rule(directive), "ui"))
        for number, directive in enumerate(config.of(*STRIPS))
        if furniture.take_out(_stripped(root, directive), number)
    ]
    found = _mark_body(root, config.of("body"))
    furniture.put_back()
    marked = etree.tostring(root.getroottree(), method="html", encoding="unicode")
    return Annotated(marked, found, tuple(drops), {field: texts for field, texts in fields.items() if texts})


def layout_of(page: Annotated) -> PageRules:
    """The rules by which an annotated page is read."""
    layouts = (LayoutTable(body=f"[{BODY}]"),) if page.found else ()
    return PageRules(layouts, page.drops, keep=(), fields=())


def check_configs(folder: Path) -> list[Problem]:
    """Every problem of the configs of a folder, XPaths included. Raises OSError."""
    configs = load_configs(folder)
    wrong = [
        Problem(str(folder / f"{line.config}.txt"), line.line, f"bad XPath in `{line.name}`: {fault}")
        for config in configs.by_name.values()
        for line in config.of(*ALTERNATIVES, "strip")
        if (fault := _fault(line.value))
    ]
    return sorted([*configs.problems, *wrong])


def _rule(directive: Directive) -> str:
    """What an edit names as its rule: the config and the line.

    >>> _rule(Directive("example.com", 14, "strip_id_or_class", "more-stories"))
    'ftr/example.com/strip-14'
    """
    return f"ftr/{directive.config}/strip-{directive.line}"


def _fault(xpath: str) -> str | None:
    """What is wrong with an XPath."""
    try:
        _xpath(xpath)(etree.fromstring(_SAMPLE, etree.HTMLParser()))
    except (etree.XPathError, re.error) as error:
        return str(error).lower()
    return None


def _xpath(xpath: str) -> Any:
    return etree.XPath(xpath, namespaces=_NAMESPACES)


@lru_cache(maxsize=_MOST_COMPILED)
def _compiled(xpath: str) -> Any:
    """The compiled XPath, or None for one that does not compile."""
    try:
        return _xpath(xpath)
    except etree.XPathError:
        return None


def _selected(root: Any, xpath: str) -> list[Any]:
    """The elements and texts that an XPath selects; none if it cannot be evaluated."""
    compiled = _compiled(xpath)
    try:
        found = compiled(root) if compiled else []
    except (etree.XPathError, re.error):
        return []
    return found if isinstance(found, list) else [found]


def _replaced(html: str, config: SiteConfig) -> str:
    for find, replace in config.replacements:
        html = html.replace(find, replace)
    return html


def _parsed(html: str) -> Any:
    """The root of the page, or None if there is none or the page is out of bounds: a part of it would be lost."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, default_doctype=False)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or len(parser.error_log.filter_from_fatals()):
        return None
    for element in _MARKED(root):  # the page's own are none of ours
        element.attrib.pop(BODY, None)
        element.attrib.pop(DROP, None)
    return root


def _is_element(node: Any) -> bool:
    """Whether it is an element, and no text, comment or number."""
    return etree.iselement(node) and isinstance(node.tag, str)


def _texts(root: Any, directives: Iterable[Directive]) -> list[str]:
    """What the alternatives find: all of the first one that finds anything, then the first of each other one."""
    found: list[str] = []
    for directive in directives:
        nodes = _selected(root, directive.value)
        texts = [_TEXT(node) if _is_element(node) else node for node in nodes if _is_element(node) or isinstance(node, str)]
        said = [squeezed for text in texts if (squeezed := " ".join(text.split()))]
        found += said[:1] if found else said
    return list(dict.fromkeys(found))


def _mark_body(root: Any, directives: Iterable[Directive]) -> bool:
    """Mark what the first alternative selects that selects any text; whether there is one."""
    for directive in directives:
        holders = [holder for node in _selected(root, directive.value) if _is_element(holder := _holder(node))]
        if any(_SAYS(holder) for holder in holders):
            for holder in holders:
                holder.set(BODY, "")
            return True
    return False
