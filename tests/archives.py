"""WARC archives of a few records, so that a test says all that it depends on."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

DATE = "2024-03-05T06:00:00Z"
URL = "https://www.example.com/news/1"
_IDS = "<urn:uuid:00000000-0000-0000-0000-{:012}>"


def record(content: bytes, kind: str, number: int = 1, url: str | None = URL, type_: str | None = None) -> bytes:
    """A record of this content."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {_IDS.format(number)}",
        f"WARC-Date: {DATE}",
        *([f"WARC-Target-URI: {url}"] if url else ()),
        *([f"Content-Type: {type_}"] if type_ else ()),
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content + b"\r\n\r\n"


def response(
    body: bytes,
    number: int = 1,
    *,
    type_: str | None = "text/html; charset=utf-8",
    status: str = "200 OK",
    headers: Iterable[str] = (),
    url: str | None = URL,
) -> bytes:
    """A response with this body."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {type_}"] if type_ else ()), *headers]
    content = "\r\n".join([*lines, "", ""]).encode() + body
    return record(content, "response", number, url, "application/http; msgtype=response")


def packed(records: Iterable[bytes]) -> bytes:
    """Records each packed by itself, as archives are."""
    return b"".join(map(gzip.compress, records))
