"""The page rules of a publisher: where the story stands on its pages, and which elements are furniture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from cleanse.article.model import Mark, Source
from cleanse.rulefiles.schema import DropTable, FieldsTable, LayoutTable, PageTable, listed

_NOTHING: Final = ":not(*)"


class Drop(NamedTuple):
    """Furniture among a page's elements."""

    select: str
    mark: Mark


class PageRules(NamedTuple):
    """The page rules that apply to a publisher's pages: its own, its groups', the generic ones."""

    layouts: tuple[LayoutTable, ...]
    """In the order in which they are tried."""
    drops: tuple[Drop, ...]
    keep: tuple[str, ...]
    """What stays, whatever drops it."""
    fields: tuple[FieldsTable, ...]

    @property
    def any_drop(self) -> str:
        """What selects the elements of all drops at once."""
        return ", ".join([drop.select for drop in self.drops]) or _NOTHING


def page_rules(tables: Iterable[tuple[str, Source, PageTable]]) -> PageRules:
    """The rules of these tables, each with the id of its file and where that comes from."""
    layouts: list[LayoutTable] = []
    drops: list[Drop] = []
    keep: list[str] = []
    fields: list[FieldsTable] = []
    for owner, source, table in tables:
        if table.body:
            layouts.append(LayoutTable(body=table.body, lead=table.lead))
        layouts += table.layout
        drops += (_drop(owner, source, drop) for drop in table.drop)
        keep += listed(table.keep)
        fields += [table.fields] if table.fields else []
    return PageRules(tuple(layouts), tuple(drops), tuple(keep), tuple(fields))


def _drop(owner: str, source: Source, table: DropTable) -> Drop:
    return Drop(", ".join(listed(table.select)), Mark(f"{owner}/page/{table.id}", table.kind, source, of_page=True))
