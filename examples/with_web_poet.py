import asyncio

from web_poet import HttpResponse, WebPage, field

from cleanse.adapters.web_poet import CleanText


class ArticlePage(WebPage):
    class Processors:
        articleBody = [CleanText()]

    @field
    def headline(self):
        return self.css("h1::text").get()

    @field
    def articleBody(self):
        return "\n\n".join(self.css("p::text").getall())


html = b"<h1>Ferry late</h1><p>The ferry was late.</p><p>Advertisement</p><p>Nobody minded.</p>"
page = ArticlePage(HttpResponse("https://www.independent.co.uk/news/ferry", html))
print(asyncio.run(page.to_item()))
