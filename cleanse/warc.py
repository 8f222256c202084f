"""WARC archives: the HTML pages of their responses, with a reason for each that is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple

from cleanse.pages.decoding import decoded

_HTML: Final = ("text/html", "application/xhtml+xml")


class WarcPage(NamedTuple):
    """A page of an archive."""

    id: str
    url: str | None
    html: str


class PassedOver(NamedTuple):
    """A record of an archive that is no page."""

    why: str


def pages_of(stream: BinaryIO) -> Iterator[WarcPage | PassedOver]:
    """The pages of an archive, which is unpacked already.

    Records that are no responses are passed over without a word; responses that are errors or no HTML with a reason.
    Raises OSError, EOFError or RuntimeError where the archive is cut off or broken.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # imported late: few runs need it

    for record in ArchiveIterator(
        stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True
    ):
        yield _page(record)


def _page(record: Any) -> WarcPage | PassedOver:
    http = record.http_headers
    status = http.status_code if http is not None else None
    if status is not None and status != 200:
        return PassedOver(f"status {status}")
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind and kind not in _HTML:
        return PassedOver(f"{kind}, not HTML")
    url = record.headers.get("WARC-Target-URI")
    html = decoded(record.reader.read(), record.http_charset)
    return WarcPage(str(record.record_id), url.strip("<>") if url else None, html)
