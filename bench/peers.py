"""Other tools that find the story of a page: what cleanse is compared with. Needs the `bench` extra."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from multiprocessing import Pool
from typing import Any, Final

import trafilatura
from lxml import html as lxml_html
from page_examples import KnownPage
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

logging.getLogger("readability").setLevel(logging.CRITICAL)  # what fails is counted

Peer = Callable[[str], str | None]
"""Finds the story in the HTML of a page."""
TRAFILATURA: Final = "trafilatura, without comments"


def _readability(html: str) -> str:
    return "\n".join(filter(None, map(str.strip, lxml_html.fromstring(Document(html).summary()).itertext())))


PEERS: Final[dict[str, Peer]] = {
    TRAFILATURA: partial(trafilatura.extract, include_comments=False),
    "trafilatura, fast mode, without comments": partial(trafilatura.extract, include_comments=False, fast=True),
    "trafilatura, with comments": trafilatura.extract,
    "resiliparse, main content": partial(extract_plain_text, main_content=True),
    "readability-lxml": _readability,
}


def versions() -> str:
    """The tools with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in ("trafilatura", "resiliparse", "readability-lxml"))


def texts_of(peer: Peer, pages: Sequence[KnownPage]) -> list[str]:
    """What a tool takes for the story of each page; nothing where it fails."""
    with Pool() as pool:
        return pool.map(partial(_text, peer), [page.html for page in pages], chunksize=8)


def _text(peer: Peer, html: str) -> str:
    try:
        return peer(html) or ""
    except Exception as error:  # noqa: BLE001  # another tool's failure is its result
        print(f"{type(error).__name__} in another tool", file=sys.stderr)
        return ""


def with_metadata(html: str, url: str) -> str | None:
    """The story with its metadata before it, as trafilatura gives them."""
    text: str | None = trafilatura.extract(html, url, include_comments=False, with_metadata=True)
    return text


def metadata_of(page: KnownPage) -> dict[str, object]:
    """Title, day and authors as trafilatura gives them."""
    found: Any = trafilatura.extract_metadata(page.html, default_url=page.url or None)
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "published": found.date, "authors": authors}
