"""What a rule file says of a publisher's pages: where the story stands, and what in it is furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.article.model import Mark
from cleanse.rulebook.page_rules import PageRules
from cleanse.rulefiles.schema import LayoutTable, listed


def region(tree: LexborHTMLParser, layout: LayoutTable) -> list[LexborNode]:
    """The elements that hold the story by this layout, in the order of the page; none if it is another layout.

    >>> tree = LexborHTMLParser("<main><p class=lead>Rain<div class=story><p>It rained.</div></main>")
    >>> [node.tag for node in region(tree, LayoutTable(body="div.story", lead="p.lead"))]
    ['p', 'div']
    """
    body = ", ".join(listed(layout.body))
    if (layout.when and tree.css_first(layout.when) is None) or tree.css_first(body) is None:
        return []
    return _outermost(tree.css(", ".join([*listed(layout.lead), body])))


def _outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """The elements that lie in none of the others."""
    elements = {node.mem_id: node for node in nodes}
    inside = dict.fromkeys(elements, True)
    return [node for node in elements.values() if not _inside(node, inside)]


def _inside(node: LexborNode, known: dict[int, bool]) -> bool:
    """Whether an element lies in one of those that are `known` to be inside; what is found on the way is known then."""
    way: list[int] = []
    above = node.parent
    while above is not None and above.mem_id not in known:
        way.append(above.mem_id)
        above = above.parent
    is_inside = above is not None and known[above.mem_id]
    known.update(dict.fromkeys(way, is_inside))
    return is_inside


def marks_in(roots: Sequence[LexborNode], rules: PageRules) -> dict[int, Mark | None]:
    """Which elements in these are furniture, and which stay, as `marks` tells; siblings are looked at together."""
    parents: dict[int, list[LexborNode]] = {}
    for root in roots:
        parents.setdefault(root.parent.mem_id if root.parent else 0, []).append(root)
    marked: dict[int, Mark | None] = {}
    for siblings in parents.values():
        first = siblings[0]
        marked |= marks(first.parent if len(siblings) > 1 and first.parent else first, rules)
    return marked


def marks(root: LexborNode, rules: PageRules) -> dict[int, Mark | None]:
    """Which elements under this one are furniture, by their `mem_id`, and which stay in spite of that (None).

    Of two drops, the first counts.
    """
    marked: dict[int, Mark | None] = {}
    if root.css_first(rules.any_drop) is not None:
        for select, mark in rules.drops:
            for node in root.css(select):
                marked.setdefault(node.mem_id, mark)
    if marked:
        for select in rules.keep:
            marked |= dict.fromkeys((node.mem_id for node in root.css(select)), None)
    return marked
