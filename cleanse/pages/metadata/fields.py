"""The metadata of a page: of all that is declared, what is believed, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import regex

from cleanse.article.metadata import PageMetadata
from cleanse.cleaning.people import Bylines, People, bylines_of
from cleanse.pages.metadata.declared import Declaration, declared
from cleanse.pages.page import Page
from cleanse.rulebook.domains import host_of
from cleanse.rulebook.rulebook import Publisher, Rulebook
from cleanse.rulefiles.schema import FieldsTable
from cleanse.text.dates import timestamp

_SEPARATOR: Final = regex.compile(r"\s+[|\-–—•·»*:]\s+|\s*[|｜ㅣ]\s*")
_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_LATEST: Final = "2200-01-01"
_MOST_GUESSED: Final = 4_000_000
"""In a page of more characters no date is looked for that it does not declare."""
_FREE: Final = {"true": False, "false": True, "free": False, "metered": True, "locked": True, "no": True, "yes": False}
"""Whether an article is paywalled, by what `isAccessibleForFree` or a content tier says."""
_LONGEST_TITLE, _SHORTEST_TITLE = 400, 15
"""A longer title is left as it is, and a shorter part of one is none."""
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
    title = _title(declarations.get("title", ()), names)
    people, by = _people(declarations.get("authors", ()), rulebook.once(bylines_of), names)
    evidence |= {"title": title.by} if title else {}
    evidence |= {"authors": by} if by else {}
    free = first("free", lambda value: value.lower() if value.lower() in _FREE else None)
    metadata = PageMetadata(
        title=title.values[0] if title else None,
        authors=people.names,
        published=first("published", date) or _guessed_date(page, url, evidence),
        modified=first("modified", date),
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
    ]


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


def _title(declarations: Iterable[Declaration], sites: list[str]) -> Declaration | None:
    """The first title, without the site's name."""
    declarations = list(declarations)
    others = [value for declaration in declarations for value in declaration.values[:1]]
    for declaration in declarations:
        value = declaration.values[0]
        if text := _without_site(value, [other for other in others if other != value], sites):
            return declaration._replace(values=[text])
    return None


def _without_site(title: str, others: list[str], sites: list[str]) -> str:
    """A title without the site's name at either end.

    >>> _without_site("Rain - again - The Example", [], ["The Example"])
    'Rain - again'
    """
    keys = {_letters(site) for site in sites} - {""}
    known = {_letters(other) for other in others}
    if len(title) > _LONGEST_TITLE:
        return title.strip()
    shorter = _shorter(title, known, keys)
    while shorter != title:
        title, shorter = shorter, _shorter(shorter, known, keys)
    return title


def _shorter(title: str, known: set[str], sites: set[str]) -> str:
    """A title without one of the sites' names at one end, or as it is `known` from elsewhere."""
    for place in _SEPARATOR.finditer(title):
        head, tail = title[: place.start()], title[place.end() :]
        if _letters(tail) in sites or (len(head) > _SHORTEST_TITLE and _letters(head) in known):
            return head.strip()
        if _letters(head) in sites:
            return tail.strip()
    return title.strip()


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _absolute(base: str | None, address: str | None) -> str | None:
    try:
        declarations = urljoin(base or "", address) if address else ""
        host = urlsplit(declarations).hostname
    except ValueError:
        return None
    return declarations if host and declarations.startswith("http") else None
