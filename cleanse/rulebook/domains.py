"""From a url to its host, its registered domain, and the publisher that claims it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import regex

_SCHEME: Final = regex.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")


def host_of(url: str | None) -> str | None:
    """The host of a url in lower case, or None if there is none.

    >>> host_of("https://www.Example.co.uk:443/news/1"), host_of("example.com/a"), host_of("not a url")
    ('www.example.co.uk', 'example.com', None)
    """
    if not url:
        return None
    try:
        host = urlsplit(url if _SCHEME.match(url) else f"//{url}").hostname
    except ValueError:
        return None
    if not host or "." not in host.strip(".") or " " in host:
        return None
    return host.strip(".")


def registered_domain(host: str) -> str | None:
    """The registered domain of a host, by the public suffix list that its package bundles.

    >>> registered_domain("news.example.co.za")
    'example.co.za'
    """
    if host.rpartition(".")[2].isdecimal():
        return None  # an address, not a name
    domain: str | None = _suffix_list().privatesuffix(host)
    return domain


@cache
def _suffix_list() -> Any:
    # Imported late: reading the list takes longer than everything else together, and known hosts need none.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def claimed_by(host: str, domains: Mapping[str, str]) -> str | None:
    """The publisher that claims a host or a domain above it.

    >>> claimed_by("sport.example.com", {"example.com": "example.com"})
    'example.com'
    """
    labels = host.split(".")
    names = (".".join(labels[i:]) for i in range(len(labels) - 1))
    return next((domains[name] for name in names if name in domains), None)


def host_name(host: str) -> str | None:
    """The registered domain of a host or url, or None.

    >>> host_name("https://www.example.co.uk/news/1")
    'example.co.uk'
    """
    name = host_of(host)
    return registered_domain(name) if name else None
