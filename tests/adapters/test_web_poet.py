"""The processor of web-poet's page objects."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any, Final

import pytest

import cleanse
from cleanse.article.model import Policy
from tests.rulebooks import FILES, rulebook_of

pytest.importorskip("web_poet", reason="needs the web-poet extra")

from web_poet import HttpResponse, ItemPage, WebPage, field

from cleanse.adapters.web_poet import CleanText

BOOK: Final = rulebook_of(FILES)
TEXT: Final = (
    "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
)
URL: Final = "https://www.example.com/news/ferry"


class Page(WebPage[dict[str, Any]]):
    """A page object whose class names the processors, as those of zyte-common-items do."""

    class Processors:
        """What is done to the values of fields."""

        articleBody: Final = [str.strip, CleanText(BOOK)]  # noqa: N815  # the field's own name

    @field
    def headline(self) -> str:
        """A field without a processor."""
        return "Advertisement"

    @field
    def articleBody(self) -> str:  # noqa: N802  # as above
        """The text of the response."""
        return self.response.text


class Waiting(WebPage[dict[str, Any]]):
    """A page object whose field must be awaited."""

    @field(out=[CleanText(BOOK)])  # type: ignore[untyped-decorator]  # web-poet types it with no argument only
    async def articleBody(self) -> str:  # noqa: N802  # as above
        """The text of the response."""
        return self.response.text


class Homeless(ItemPage[dict[str, Any]]):
    """A page object without a url."""

    @field(out=[CleanText(BOOK)])  # type: ignore[untyped-decorator]  # web-poet types it with no argument only
    def articleBody(self) -> str:  # noqa: N802  # as above
        """A text."""
        return TEXT


def response(text: str) -> HttpResponse:
    """A response of a publisher that has rules."""
    return HttpResponse(URL, text.encode(), encoding="utf-8")


def item(page: ItemPage[dict[str, Any]]) -> dict[str, Any]:
    """The item of a page object."""
    return asyncio.run(page.to_item())


@pytest.mark.parametrize("value", [None, 7, "", [TEXT], {"text": TEXT}, "It rained."])
def test_what_is_no_text_or_has_no_furniture_passes_as_it_is(value: object) -> None:
    assert value is CleanText(BOOK)(value)


@pytest.mark.parametrize("page", [Page, Waiting])
def test_the_field_is_cleaned_as_in_the_loop(page: type[WebPage[dict[str, Any]]]) -> None:
    """With the page's url, whose publisher's rules take what others do not."""
    article = cleanse.clean(TEXT, URL, rulebook=BOOK)

    assert article.text == item(page(response(TEXT)))["articleBody"]
    assert article.text != cleanse.clean(TEXT, rulebook=BOOK).text


def test_other_fields_stay() -> None:
    assert "Advertisement" == item(Page(response(TEXT)))["headline"]


def test_a_page_object_needs_no_url() -> None:
    assert cleanse.clean(TEXT, rulebook=BOOK).text == item(Homeless())["articleBody"]


@pytest.mark.parametrize("url", [None, 7, b"https://www.example.com/"])
def test_a_url_that_is_no_text_is_of_no_use(url: object) -> None:
    page = Homeless()
    page.url = url  # type: ignore[attr-defined]

    assert cleanse.clean(TEXT, rulebook=BOOK).text == CleanText(BOOK)(TEXT, page)


def test_the_policy_is_used() -> None:
    policy = Policy(keep={"ad"})

    assert TEXT.splitlines()[0] in CleanText(BOOK, policy)(TEXT)


def test_a_processor_can_be_pickled() -> None:
    processor = pickle.loads(pickle.dumps(CleanText(BOOK, Policy(keep={"ad"}))))

    assert CleanText(BOOK, Policy(keep={"ad"}))(TEXT) == processor(TEXT)


def test_articles_of_zyte_common_items_are_cleaned() -> None:
    pytest.importorskip("zyte_common_items", reason="needs zyte-common-items")
    from zyte_common_items import ArticlePage

    class FerryPage(ArticlePage):
        class Processors(ArticlePage.Processors):
            articleBody: Final = [CleanText(BOOK)]  # noqa: N815  # the field's own name

        @field
        def articleBody(self) -> str:  # noqa: N802  # as above
            return TEXT

    article = asyncio.run(FerryPage(response("")).to_item())

    assert (cleanse.clean(TEXT, URL, rulebook=BOOK).text, URL) == (article.articleBody, article.url)
