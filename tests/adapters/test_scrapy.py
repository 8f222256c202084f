"""The Scrapy item pipeline."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

import cleanse
from cleanse.article.model import Policy
from cleanse.records import clean_record, restore_record
from tests.rulebooks import FILES, rulebook_of, write_rules
from tests.webpages import PAGE, PAGED

pytest.importorskip("scrapy", reason="needs the scrapy extra")

import attrs
import scrapy
from scrapy.utils.test import get_crawler

from cleanse.adapters.scrapy import CleansePipeline

BOOK: Final = rulebook_of({**FILES, "example.com": PAGED})
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"
RECORDS: Final[list[dict[str, Any]]] = [
    {"text": TEXT, "url": URL, "id": 7},
    {"text": TEXT},
    {"html": PAGE},
    {"text": "It rained.", "title": "Rain", "authors": [], "publisher": ""},
]


class Declared(scrapy.Item):
    """An item of a spider that wants to know the publisher."""

    text = scrapy.Field()
    url = scrapy.Field()
    title = scrapy.Field()
    publisher = scrapy.Field()


@dataclass
class Data:
    """The same as a dataclass."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


@attrs.define
class Slotted:
    """The same with attrs."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


def through(item: Any, pipeline: CleansePipeline | None = None) -> Any:
    """An item as it comes out of the pipeline."""
    return asyncio.run((pipeline or CleansePipeline(rulebook=BOOK)).process_item(item))


@pytest.mark.parametrize("item", [{}, {"name": "Ada Byron"}, scrapy.Item(), {"url": URL}])
def test_an_item_that_is_no_article_passes_as_it_is(item: Any) -> None:
    before = dict(item)

    assert through(item) is item
    assert before == dict(item)


@pytest.mark.parametrize("record", RECORDS, ids=["url", "text", "page", "fields"])
def test_an_item_is_cleaned_as_a_record_is(record: dict[str, Any]) -> None:
    """Its page stays: it is the spider's to drop."""
    assert clean_record(record, BOOK, Policy()) == {
        name: value for name, value in through(dict(record)).items() if name != "html"
    }


@pytest.mark.parametrize("kind", [Declared, Data, Slotted])
def test_an_item_of_a_class_gets_the_fields_that_it_declares(kind: Any) -> None:
    item = through(kind(text=TEXT, url=URL))
    text, publisher = (item[name] if kind is Declared else getattr(item, name) for name in ("text", "publisher"))

    assert (cleanse.clean(TEXT, URL, rulebook=BOOK).text, "example.com") == (text, publisher)


@pytest.mark.parametrize("name", ["title", "authors", "published", "publisher", "captions", "error"])
@pytest.mark.parametrize("value", ["mine", "", 0, [], {"a": 1}])
def test_a_value_that_an_item_has_stays(name: str, value: object) -> None:
    assert value == through({"text": TEXT, "url": URL, name: value})[name]


def test_the_fields_may_have_other_names() -> None:
    """What the item holds under the usual names stays."""
    pipeline = CleansePipeline("body", "link", rulebook=BOOK)
    item = through({"body": TEXT, "link": URL, "text": "mine", "url": "mine too"}, pipeline)

    assert (cleanse.clean(TEXT, URL, rulebook=BOOK).text, "example.com") == (item["body"], item["publisher"])
    assert ("mine", "mine too") == (item["text"], item["url"])


@pytest.mark.parametrize("value", [None, 7, ["a"]])
def test_an_item_that_cannot_be_cleaned_passes_with_the_reason(value: object, caplog: pytest.LogCaptureFixture) -> None:
    item = through({"text": value, "id": 7})

    assert (value, 7) == (item["text"], item["id"])
    assert item["error"] in caplog.text
    assert {"text", "id", "error"} == item.keys()


def test_an_item_of_a_class_without_the_field_error_passes_all_the_same() -> None:
    assert Data(text=None) == through(Data(text=None))


def test_callers_that_give_the_spider_are_served() -> None:
    item = asyncio.run(CleansePipeline(rulebook=BOOK).process_item({"text": TEXT}, spider=scrapy.Spider("news")))

    assert item["text"] == cleanse.clean(TEXT, rulebook=BOOK).text


def test_a_cleaned_item_gives_its_source_back() -> None:
    assert TEXT == restore_record(through({"text": TEXT, "url": URL}))["text"]


def test_cleaning_happens_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def told(*_: object) -> cleanse.Article:
        threads.append(threading.current_thread())
        return cleanse.Article("")

    monkeypatch.setattr("cleanse.adapters.scrapy.article_of", told)
    through({"text": TEXT})

    assert threads
    assert threading.main_thread() not in threads


def test_the_settings_are_used(tmp_path: Path) -> None:
    rules = write_rules(
        tmp_path, {"publishers/example.com": FILES["example.com"].replace('use = ["example-group"]', "")}
    )
    crawler = get_crawler(
        settings_dict={
            "CLEANSE_TEXT_FIELD": "body",
            "CLEANSE_URL_FIELD": "link",
            "CLEANSE_RULES": [str(rules)],
            "CLEANSE_KEEP": ["caption"],
            "CLEANSE_CUT": ["dateline"],
        }
    )
    pipeline = CleansePipeline.from_crawler(crawler)
    item = through({"body": TEXT, "link": URL}, pipeline)

    policy = Policy(keep={"caption"}, cut={"dateline"})
    article = cleanse.clean(TEXT, URL, rulebook=cleanse.load_rulebook(rules), policy=policy)

    assert policy == pipeline.options.policy
    assert (article.text, "example.com") == (item["body"], item["publisher"])


def test_a_kind_that_does_not_exist_stops_the_crawl_at_its_start() -> None:
    with pytest.raises(ValueError, match="no such kind: 'captoin'"):
        CleansePipeline.from_crawler(get_crawler(settings_dict={"CLEANSE_KEEP": ["captoin"]}))


CRAWL: Final = """
import json, sys
import scrapy
from scrapy.crawler import {process}

class Told(scrapy.Spider):
    name = "told"
    async def start(self):
        for item in json.load(open(sys.argv[1])):
            yield item

out = []

class Collect:
    def process_item(self, item):
        out.append(dict(item))
        return item

process = {process}(settings={{"ITEM_PIPELINES": {{"cleanse.adapters.scrapy.CleansePipeline": 300, Collect: 900}},
    "LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, {settings}}})
crawler = process.create_crawler(Told)
process.crawl(crawler)
process.start()
stats = {{name: value for name, value in crawler.stats.get_stats().items() if name.startswith("cleanse/")}}
print(json.dumps([out, stats]))
"""
SELECT: Final = '"TWISTED_REACTOR": "twisted.internet.selectreactor.SelectReactor"'


def crawled(items: Iterable[object], folder: Path, process: str, settings: str) -> Any:
    """What a crawl of its own process puts out, and its stats."""
    (folder / "items.json").write_text(json.dumps(list(items)))
    script = CRAWL.format(process=process, settings=settings)
    command = [sys.executable, "-c", script, str(folder / "items.json")]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize(
    ("process", "settings"), [("AsyncCrawlerProcess", ""), ("CrawlerProcess", SELECT)], ids=["asyncio", "Twisted"]
)
def test_a_crawl_gives_what_the_loop_gives(process: str, settings: str, tmp_path: Path) -> None:
    """On either reactor; a bad item costs itself only, and the stats tell what went."""
    records = [*RECORDS, {"text": 7}, {"name": "Ada Byron"}]
    items, stats = crawled(records, tmp_path, process, settings)
    texts = [clean_record(record, cleanse.load_rulebook(), Policy())["text"] for record in RECORDS]

    assert [7, None, *texts] == sorted((item.get("text") for item in items), key=[7, None, *texts].index)
    assert (len(RECORDS), 1) == (stats["cleanse/cleaned"], stats["cleanse/errors"])
    assert stats["cleanse/cut/ad"] >= 2
