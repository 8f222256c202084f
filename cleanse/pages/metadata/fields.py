"""The metadata of a page: of all that is declared, what is believed, and who says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import regex

from cleanse.article.metadata import PageMetadata
from cleanse.cleaning.people import Bylines, People, bylines_of
from cleanse.pages.metadata.declared import Declaration, declared
from cleanse.pages.metadata.headline import Titles
from cleanse.pages.metadata.place import Heading, headings
from cleanse.pages.metadata.printed import Printed, words_of
from cleanse.pages.page import Page
from cleanse.rulebook.domains import host_of
from cleanse.rulebook.rulebook import Publisher, Rulebook
from cleanse.rulefiles.schema import FieldsTable
from cleanse.text.dates import timestamp

_LATEST: Final = "2200-01-01"
_MOST_GUESSED: Final = 4_000_000
"""In a page of more characters no date is looked for that it does not declare."""
_FREE: Final = {"true": False, "false": True, "free": False, "metered": True, "locked": True, "no": True, "yes": False}
"""Whether an article is paywalled, by what `isAccessibleForFree` or a content tier says."""
_SHOWN: Final = ("microdata", "element")
"""Ways of declaring that markup of what is printed says, be it of this story or of another."""
_CODE: Final = regex.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
"""The language of a code such as `en-GB`."""


class Declared(NamedTuple):
    """What a page declares of its article."""

    metadata: PageMetadata
    wire: str | None = None
    """The agency among the authors."""


def page_fields(
    page: Page,
    url: str | None,
    rulebook: Rulebook,
    tables: Iterable[FieldsTable],
    publisher: Publisher | None,
    selected: Mapping[str, list[str]] | None = None,
) -> Declared:
    """The metadata that a page declares, with the words of a rulebook.

    `tables` are the publisher's own selectors, `selected` is what others found already; both are believed first.
    """
    declarations = declared(page.tree, tables, page.graph)
    for field, values in (selected or {}).items():
        if values:
            declarations.setdefault(field, []).insert(0, Declaration(field, values, "selector"))
    evidence: dict[str, str] = {}

    def first(field: str, read: Callable[[str], str | None]) -> str | None:
        """The first value of a field that can be read."""
        for declaration in declarations.get(field, ()):
            if value := read(declaration.values[0]):
                evidence[field] = declaration.by
                return value
        return None

    def date(value: str) -> str | None:
        return timestamp(value, rulebook.months)

    def address(value: str) -> str | None:
        return _absolute(url, value)

    names = [
        *_names(publisher, url),
        *(value for declaration in declarations.get("site", ()) for value in declaration.values),
    ]
    said = declarations.get("title", [])
    titles = Titles(said, names, _sections(declarations.get("section", ()), url))
    heading = titles.heading(headings(page.tree))
    title = _headline(said, titles, heading, known=publisher is not None)
    printed = Printed(page.tree, heading.node if heading else None, rulebook.once(words_of))
    people, by = _authors(declarations.get("authors", ()), rulebook.once(bylines_of), names, printed, publisher)
    evidence |= {"title": title.by} if title else {}
    evidence |= {"authors": by} if by else {}
    free = first("free", lambda value: value.lower() if value.lower() in _FREE else None)
    metadata = PageMetadata(
        title=title.values[0] if title else None,
        authors=people.names,
        published=_published(first("published", date), printed, publisher, evidence)
        or _guessed_date(page, url, evidence),
        modified=first("modified", date) or _modified(printed, publisher, evidence),
        section=first("section", str),
        tags=_tags(declarations.get("tags", ()), evidence),
        description=first("description", str),
        image=first("image", address),
        url=first("url", address),
        language=first("language", _language) or (publisher.language if publisher else None),
        site=first("site", str),
        paywalled=_FREE[free] if free else None,
        evidence={"paywalled" if name == "free" else name: by for name, by in evidence.items()},
    )
    return Declared(metadata, people.wire)


def _sections(declarations: Iterable[Declaration], url: str | None) -> Iterator[str]:
    """What the sections of a site are called in which a page is: as it declares, and by its url."""
    for declaration in declarations:
        yield from declaration.values
    yield from (url or "").split("/")[3:-1]


def _published(
    declared: str | None, printed: Printed, publisher: Publisher | None, evidence: dict[str, str]
) -> str | None:
    """The day that is declared, or else the one that stands at the headline.

    What is printed counts too where a page of an unknown publisher declares a later day: that of a change, or of a move
    from elsewhere.
    """
    if declared and (publisher or evidence["published"] == "selector"):
        return declared
    days, stated = printed.days, declared if evidence.get("published") != "element" else None
    if stated and not (days.published and (_is_before(days.published, stated) or _is_same(days.published, stated))):
        return stated
    day = days.published or printed.first_time or days.modified
    evidence.pop("published", None)
    if day:
        evidence["published"] = "element"
    return day


def _modified(printed: Printed, publisher: Publisher | None, evidence: dict[str, str]) -> str | None:
    """The day of a change that stands at the headline of a page of an unknown publisher."""
    day = None if publisher else printed.days.modified
    if day:
        evidence["modified"] = "element"
    return day


def _is_before(day: str, other: str) -> bool:
    """Whether a day is so much earlier than another that zones of time don't explain it."""
    return dt.date.fromisoformat(day[:10]) + dt.timedelta(days=1) < dt.date.fromisoformat(other[:10])


def _is_same(time: str, other: str) -> bool:
    """Whether two times are the same, of which the first tells the day that it was where it was written."""
    one, two = dt.datetime.fromisoformat(time), dt.datetime.fromisoformat(other)
    return one.tzinfo is not None and two.tzinfo is not None and one == two


def _guessed_date(page: Page, url: str | None, evidence: dict[str, str]) -> str | None:
    """The day that htmldate reads off a page that declares none."""
    if len(page.html) > _MOST_GUESSED:
        return None
    from htmldate import find_date  # imported late: few pages need it
    from lxml import etree, html

    with suppress(ValueError, TypeError, RecursionError, etree.LxmlError):
        # A tree, since a text could be an address that is fetched; and a bound of our own, not that of the clock.
        tree = html.document_fromstring(page.html)
        if declarations := find_date(tree, url=url, original_date=True, extensive_search=False, max_date=_LATEST):
            evidence["published"] = "htmldate"
            return str(declarations)
    return None


def _names(publisher: Publisher | None, url: str | None) -> list[str]:
    """What an outlet may be called when it is named as the author of its own articles."""
    host = host_of(url)
    labels = host.split(".") if host else []
    return [
        *(publisher.domains if publisher else ()),
        *((publisher.name,) if publisher else ()),
        *labels[:-1],
        host or "",
        (host or "").removeprefix("www."),
    ]


def _authors(
    declarations: Sequence[Declaration],
    bylines: Bylines,
    outlets: list[str],
    printed: Printed,
    publisher: Publisher | None,
) -> tuple[People, str | None]:
    """Who wrote the story, as is declared, and where that is nobody, or another than is printed, as is printed."""
    if publisher:
        people, by = _people(declarations, bylines, outlets)
        names = () if people.names or people.wire else printed.authors(outlets)
        return (People(names), "element") if names else (people, by)
    outlets = printed.without_persons(outlets, declarations)
    people, by = _people([said for said in declarations if said.by not in _SHOWN], bylines, outlets)
    wire = people.wire or _people([said for said in declarations if said.by in _SHOWN], bylines, outlets)[0].wire
    if wire and not people.names:
        return People((), wire), None
    names = printed.introduced(outlets, people.names) if people.names else printed.authors(outlets)
    if names and set(names).isdisjoint(people.names):
        return People(names, wire), "element"
    return People(people.names, wire), by


def _people(declarations: Iterable[Declaration], bylines: Bylines, outlets: list[str]) -> tuple[People, str | None]:
    """The people of the first way of declaring that names any, and that way."""
    wire = None
    for declaration in declarations:
        people = bylines.people(declaration.values, outlets)
        wire = wire or people.wire
        if people.names:
            return People(people.names, wire), declaration.by
    return People((), wire), None


def _tags(declarations: Iterable[Declaration], evidence: dict[str, str]) -> tuple[str, ...]:
    declaration = next(iter(declarations), None)
    if declaration is None:
        return ()
    evidence["tags"] = declaration.by
    return tuple(dict.fromkeys(declaration.values))


def _language(code: str | None) -> str | None:
    match = _CODE.match(code or "")
    return match[0].lower() if match else None


def _headline(
    declarations: Sequence[Declaration], titles: Titles, heading: Heading | None, *, known: bool
) -> Declaration | None:
    """The title that is believed: of a publisher that a rule file describes what it declares, else what is printed."""
    first = titles.headline(declarations)
    if heading is None or known or (first and first.by == "selector"):
        return first
    text = titles.without_site(unescape(heading.text), [said.values[0] for said in declarations])
    if first and not titles.says_more(text, first.values[0]):
        return first
    return Declaration("title", [text], "element")


def _absolute(base: str | None, address: str | None) -> str | None:
    try:
        declarations = urljoin(base or "", address) if address else ""
        host = urlsplit(declarations).hostname
    except ValueError:
        return None
    return declarations if host and declarations.startswith("http") else None
