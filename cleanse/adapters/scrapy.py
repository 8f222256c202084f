"""Scrapy: an item pipeline. Needs the `scrapy` extra."""

from __future__ import annotations

import logging
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import run_in_thread

from cleanse.article.errors import BadRecord
from cleanse.article.model import Policy
from cleanse.cleaning.options import Options
from cleanse.records import Record, article_of, with_article
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook

_log = logging.getLogger(__name__)


class CleansePipeline:
    """Cleans the text of every item, or else its `html`, and fills the fields that tell what was found.

    A dict gets every field; an item of a class gets those that the class declares. A value that the item has stays, but
    for the text. An item without either field is no article and passes as it is. One that cannot be cleaned passes with
    the reason in `error`. The stats count `cleanse/cleaned`, `cleanse/errors` and `cleanse/cut/<kind>`.

    Settings, all of them optional: `CLEANSE_TEXT_FIELD` and `CLEANSE_URL_FIELD`, the names of an item's fields;
    `CLEANSE_RULES`, folders of rules besides the shipped ones; `CLEANSE_KEEP` and `CLEANSE_CUT`, lists of kinds.

    >>> import asyncio
    >>> item = {"text": "Advertisement\\nIt rained."}
    >>> asyncio.run(CleansePipeline().process_item(item))["text"]
    'It rained.'
    """

    def __init__(
        self,
        text_field: str = "text",
        url_field: str = "url",
        *,
        rulebook: Rulebook | None = None,
        policy: Policy | None = None,
        stats: StatsCollector | None = None,
    ) -> None:
        """Clean what these fields of items hold."""
        self.fields = {"text": text_field, "url": url_field}
        self.options = Options.of(rulebook, policy)
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline that the settings describe. Raises RulebookError for rules and UnknownKindError for kinds."""
        settings = crawler.settings
        return cls(
            settings.get("CLEANSE_TEXT_FIELD", "text"),
            settings.get("CLEANSE_URL_FIELD", "url"),
            rulebook=load_rulebook(*settings.getlist("CLEANSE_RULES")),
            policy=Policy(frozenset(settings.getlist("CLEANSE_KEEP")), frozenset(settings.getlist("CLEANSE_CUT"))),
            stats=crawler.stats,
        )

    async def process_item(self, item: Any, spider: Spider | None = None) -> Any:  # noqa: ARG002  # older callers give it
        """Clean an item in a thread, so that downloads go on."""
        adapter = ItemAdapter(item)
        if not {self.fields["text"], "html"} & adapter.keys():
            return item
        held = {name: value for name, value in adapter.items() if value is not None}
        record = {name: value for name, value in held.items() if name not in self.fields}
        record |= {name: held[field] for name, field in self.fields.items() if field in held}
        try:
            article = await run_in_thread(article_of, record, self.options)
        except BadRecord as error:
            _log.warning("Cannot be cleaned: %s", error, extra={"item": item})
            self._count("errors")
            self._write(adapter, {"error": str(error)} | record)
            return item
        self._count("cleaned", *(f"cut/{edit.kind}" for edit in article.edits if edit.cut))
        self._write(adapter, with_article(record, article))
        return item

    def _write(self, adapter: ItemAdapter, record: Record) -> None:
        declared = ItemAdapter.get_field_names_from_class(type(adapter.item))
        for name, value in record.items():
            field = self.fields.get(name, name)
            if declared is None or field in declared:
                adapter[field] = value

    def _count(self, *names: str) -> None:
        if self.stats:
            for name in names:
                self.stats.inc_value(f"cleanse/{name}")
