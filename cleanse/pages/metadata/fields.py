"""The metadata of a page: of all that is declared, what is believed, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import regex

from cleanse.article.metadata import PageMetadata
from cleanse.cleaning.people import Bylines, People, bylines_of
from cleanse.pages.metadata.declared import Said, declared
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
    found = declared(page.tree, tables)
    for field, values in (selected or {}).items():
        if values:
            found.setdefault(field, []).insert(0, Said(field, values, "selector"))
    evidence: dict[str, str] = {}

    def first(field: str, read: Callable[[str], str | None]) -> str | None:
        """The first value of a field that can be read."""
        for said in found.get(field, ()):
            if value := read(said.values[0]):
                evidence[field] = said.by
                return value
        return None

    def date(said: str) -> str | None:
        return timestamp(said, rulebook.months)

    def address(said: str) -> str | None:
        return _absolute(url, said)

    names = [*_names(publisher, url), *(value for said in found.get("site", ()) for value in said.values)]
    title = _title(found.get("title", ()), names)
    people, by = _people(found.get("authors", ()), rulebook.once(bylines_of), names)
    evidence |= {"title": title.by} if title else {}
    evidence |= {"authors": by} if by else {}
    free = first("free", lambda said: said.lower() if said.lower() in _FREE else None)
    metadata = PageMetadata(
        title=title.values[0] if title else None,
        authors=people.names,
        published=first("published", date) or _guessed_date(page, url, evidence),
        modified=first("modified", date),
        section=first("section", str),
        tags=_tags(found.get("tags", ()), evidence),
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
        if found := find_date(tree, url=url, original_date=True, extensive_search=False, max_date=_LATEST):
            evidence["published"] = "htmldate"
            return str(found)
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


def _people(found: Iterable[Said], bylines: Bylines, outlets: list[str]) -> tuple[People, str | None]:
    """The people of the first way of declaring that names any, and that way."""
    wire = None
    for said in found:
        people = bylines.people(said.values, outlets)
        wire = wire or people.wire
        if people.names:
            return People(people.names, wire), said.by
    return People((), wire), None


def _tags(found: Iterable[Said], evidence: dict[str, str]) -> tuple[str, ...]:
    said = next(iter(found), None)
    if said is None:
        return ()
    evidence["tags"] = said.by
    return tuple(dict.fromkeys(said.values))


def _language(said: str | None) -> str | None:
    match = _CODE.match(said or "")
    return match[0].lower() if match else None


def _title(found: Iterable[Said], sites: list[str]) -> Said | None:
    """The first title, without the site's name."""
    found = list(found)
    others = [value for said in found for value in said.values[:1]]
    for said in found:
        value = said.values[0]
        if text := _without_site(value, [other for other in others if other != value], sites):
            return said._replace(values=[text])
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
        found = urljoin(base or "", address) if address else ""
        host = urlsplit(found).hostname
    except ValueError:
        return None
    return found if host and found.startswith("http") else None
