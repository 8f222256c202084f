"""FiveFilters site configs, applied to pages: the story and the furniture are marked in the HTML.

A page is stripped before its story is looked for, line by line, and each line sees what the ones before it left. So
furniture is taken out of the tree, and put back when the story is found.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from cleanse.article.model import Mark
from cleanse.pages.blocks.elements import SILENT
from cleanse.rulebook.page_rules import Drop, PageRules
from cleanse.rulefiles.problems import Problem
from cleanse.rulefiles.schema import LayoutTable
from cleanse.rulefiles.site_configs import ALTERNATIVES, STRIPS, Directive, SiteConfig, load_configs

BODY: Final = "data-cleanse-body"
"""The attribute of the elements that hold the story."""
DROP: Final = "data-cleanse-drop"
"""The attribute of furniture; its value is the number of the drop."""
_STAYS: Final = frozenset(["html", "head", "body"])
"""What is no furniture, whatever its class says."""
_ID_OR_CLASS: Final = etree.XPath("//*[contains(@class, $what) or contains(@id, $what)]")
_IMAGE_SRC: Final = etree.XPath("//img[contains(@src, $what)]")
_TEXT: Final = etree.XPath("string()")
_SAYS: Final = etree.XPath(".//text()[normalize-space() and not(parent::script or parent::style or parent::noscript)]")


class Annotated(NamedTuple):
    """A page with the marks of a config."""

    html: str
    fits: bool
    """Whether a `body` of the config found the story."""
    drops: tuple[Drop, ...]
    """The furniture that is on the page; a rule is named by the line of its directive."""
    fields: dict[str, list[str]]
    """What may be its `title`, and when it was `published`, the likeliest first; and all its `authors`."""


def annotated(html: str, config: SiteConfig) -> Annotated:
    """A page with the marks of a config; one that lxml would not read to its end comes back as it is, without any.

    >>> lines = Directive("a.com", 1, "body", "//main"), Directive("a.com", 2, "strip", "//main/p[1]")
    >>> page = annotated("<main><p>Menu</p><p>It rained.</p></main>", SiteConfig("a.com", lines))
    >>> page.html
    '<html><body><main data-cleanse-body=""><p data-cleanse-drop="0">Menu</p><p>It rained.</p></main></body></html>'
    >>> page.drops[0].mark.rule
    'ftr/a.com/strip-2'
    """
    root = _parsed(html, config)
    if root is None:
        return Annotated(html, fits=False, drops=(), fields={})
    fields = _fields(root, config)
    taken: list[tuple[Any, Any]] = []
    drops = [
        Drop(
            f'[{DROP}="{number}"]',
            Mark(f"ftr/{directive.config}/strip-{directive.line}", "ui", "site-config", of_page=True),
        )
        for number, directive in enumerate(config.of(*STRIPS))
        if _take_out(_stripped(root, directive), str(number), taken)
    ]
    fits = any(_mark_story(root, directive) for directive in config.of("body"))
    for element, place in taken:
        element.tail = place.tail
        place.getparent().replace(place, element)
    return Annotated(etree.tostring(root.getroottree(), method="html", encoding="unicode"), fits, tuple(drops), fields)


def layout_of(page: Annotated) -> PageRules:
    """The rules by which an annotated page is read."""
    layouts = (LayoutTable(body=f"[{BODY}]"),) if page.fits else ()
    return PageRules(layouts, page.drops, keep=(), fields=())


def check_configs(folder: Path) -> list[Problem]:
    """Every problem of a folder's configs, XPaths included. Raises OSError."""
    configs = load_configs(folder)
    wrong = [
        Problem(str(folder / f"{line.config}.txt"), line.line, f"bad XPath in `{line.name}`: {fault}")
        for config in configs.by_name.values()
        for line in config.of(*ALTERNATIVES, "strip")
        if (fault := _fault(line.value))
    ]
    return sorted([*configs.problems, *wrong])


@lru_cache(maxsize=10_000)
def _compiled(xpath: str) -> Any:
    return etree.XPath(xpath, namespaces={"re": "http://exslt.org/regular-expressions"})


def _selected(root: Any, xpath: str) -> list[Any]:
    """The elements and texts that an XPath selects; none if it cannot be evaluated."""
    try:
        nodes = _compiled(xpath)(root)
    except (etree.XPathError, re.error):
        return []
    return nodes if isinstance(nodes, list) else [nodes]


def _fault(xpath: str) -> str | None:
    """What is wrong with an XPath. Of a function it shows only where elements are that it is asked about."""
    tags = ("main", "article", "section", "div", "h1", "p", "a", "span", "time", "figure", "img", "ul", "li")
    sample = "".join(f'<{tag} class="a" id="a">a</{tag}>' for tag in tags)
    try:
        _compiled(xpath)(etree.fromstring(sample, etree.HTMLParser()))
    except (etree.XPathError, re.error) as error:
        return str(error).lower()
    return None


def _parsed(html: str, config: SiteConfig) -> Any:
    """The root of a page, strings replaced; None if there is none, or if lxml's limits would cut the page short."""
    for find, replace in config.replacements:
        html = html.replace(find, replace)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, default_doctype=False)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or len(parser.error_log.filter_from_fatals()):
        return None
    etree.strip_attributes(root, BODY, DROP)
    return root


def _is_element(node: Any) -> bool:
    """Whether it is an element, and no comment, text or number."""
    return etree.iselement(node) and isinstance(node.tag, str)


def _fields(root: Any, config: SiteConfig) -> dict[str, list[str]]:
    """What each alternative finds first for title and date, as it may be no date; all authors of the first one."""
    titles, authors, dates = (_texts(root, config.of(name)) for name in ("title", "author", "date"))
    firsts = {"title": [values[0] for values in titles], "published": [values[0] for values in dates]}
    fields = {**firsts, "authors": authors[0] if authors else []}
    return {field: values for field, values in fields.items() if values}


def _texts(root: Any, directives: list[Directive]) -> list[list[str]]:
    """What each of the alternatives finds that finds any words."""
    texts = [[_words(node) for node in _selected(root, directive.value)] for directive in directives]
    return [values for words in texts if (values := list(dict.fromkeys(filter(None, words))))]


def _words(node: Any) -> str:
    text = _TEXT(node) if _is_element(node) else node
    return " ".join(text.split()) if isinstance(text, str) else ""


def _mark_story(root: Any, directive: Directive) -> bool:
    """Mark what a `body` selects, if any of it says something."""
    holders = [holder for node in _selected(root, directive.value) if _is_element(holder := _holder(node))]
    story = holders if any(_SAYS(holder) for holder in holders) else []
    for holder in story:
        holder.set(BODY, "")
    return bool(story)


def _holder(node: Any) -> Any:
    """The element itself, or the one that a text or an attribute stands in."""
    if not hasattr(node, "is_tail"):
        return node
    return node.getparent().getparent() if node.is_tail else node.getparent()


def _stripped(root: Any, directive: Directive) -> list[Any]:
    """What a directive says is furniture, in the order of the page."""
    if directive.name == "strip":
        return _selected(root, directive.value)
    find = _ID_OR_CLASS if directive.name == "strip_id_or_class" else _IMAGE_SRC
    return list(find(root, what=directive.value.replace("'", "").replace('"', "")))


def _take_out(nodes: list[Any], number: str, taken: list[tuple[Any, Any]]) -> bool:
    """Take nodes out of the tree, marked with a number and a comment in their places; whether there are any."""
    before = len(taken)
    for node in reversed(nodes):  # the inner ones first
        element = _wrapped(node) if isinstance(node, str) else node
        parent = element.getparent() if _is_element(element) and element.tag not in _STAYS else None
        if parent is not None:
            place = etree.Comment()
            place.tail, element.tail = element.tail, None
            parent.replace(element, place)
            element.set(DROP, number)
            taken.append((element, place))
    return len(taken) > before


def _wrapped(text: Any) -> Any:
    """The element in which a text is wrapped; None for one without words, and for what is no text of the page."""
    owner = None if text.is_attribute else text.getparent()
    if owner is None or not text.strip() or _holder(text).tag in SILENT:
        return None
    span = etree.Element("span")
    span.text = str(text)
    if text.is_text:
        owner.text = None
        owner.insert(0, span)
    else:
        owner.tail = None
        owner.addnext(span)
    return span
