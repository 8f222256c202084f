import scrapy
from scrapy.crawler import CrawlerProcess


class News(scrapy.Spider):
    name = "news"

    async def start(self):  # a spider that needs no network: yours yields requests
        yield {"url": "https://www.independent.co.uk/news/ferry", "text": "The ferry was late.\n\nAdvertisement"}


class Print:
    def process_item(self, item):
        print(item["publisher"], repr(item["text"]), [edit["rule"] for edit in item["edits"]])
        return item


process = CrawlerProcess(
    settings={
        "ITEM_PIPELINES": {"cleanse.adapters.scrapy.CleansePipeline": 300, Print: 800},
        "LOG_ENABLED": False,
    }
)
process.crawl(News)
process.start()
