"""WARC archives: the HTML pages of their responses, with a reason for each that is passed over."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, Literal, NamedTuple

from cleanse.pages.decoding import decoded

_HTML: Final = ("text/html", "application/xhtml+xml")
_OK: Final = 200


class WarcPage(NamedTuple):
    """A page of an archive."""

    id: str
    url: str | None
    html: str
    date: str | None = None
    """When it was fetched, as the archive says."""


class PassedOver(NamedTuple):
    """A record of an archive that is no page."""

    why: str


def pages_of(stream: BinaryIO) -> Iterator[WarcPage | PassedOver]:
    """The pages of an archive, which is unpacked already.

    Records that are no responses are passed over without a word; responses that are errors or no HTML with a reason.
    Raises OSError, EOFError or RuntimeError where the archive is cut off or broken.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # imported late: few runs need it

    if not stream.seekable():
        stream = _copied(stream)  # FastWARC reads nothing else
    kinds = WarcRecordType.response | WarcRecordType.resource
    for record in ArchiveIterator(stream, record_types=kinds, parse_http=False):
        block = record.reader.read()
        if len(block) < record.content_length:  # the end of the stream ends a record too, for FastWARC
            raise EOFError(f"the archive is cut off inside the record {record.record_id}")
        yield _page(record, block)


def _copied(stream: BinaryIO) -> BinaryIO:
    """The same stream on disk."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115  # it ends with the last reference to it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _opened(record: Any, block: bytes) -> tuple[Any, bytes]:
    """A response whose head is read, and its body, unpacked; as it stands, if it is not packed as its head says."""
    try:
        return _copy(record, block, unpack="all")
    except OSError:
        return _copy(record, block, unpack="none")


def _copy(record: Any, block: bytes, unpack: Literal["all", "none"]) -> tuple[Any, bytes]:
    """A copy of a record, and its body: what fails in a record of FastWARC's own ends its archive too."""
    from fastwarc.warc import WarcRecord

    copy = WarcRecord()
    copy.set_bytes_content(block)
    if record.is_http:
        copy.is_http = True
        copy.parse_http(auto_decode=unpack)
    return copy, bytes(copy.reader.read())


def _page(record: Any, block: bytes) -> WarcPage | PassedOver:
    opened, html = _opened(record, block)
    http = opened.http_headers
    if http is not None and http.status_code != _OK:
        return PassedOver(f"status {http.status_code}")
    declared = opened.http_content_type if http is not None else record.headers.get("Content-Type")
    kind = (declared or "").partition(";")[0].strip().lower()
    if kind and kind not in _HTML:
        return PassedOver(f"{kind}, not HTML")
    if not kind and not html.lstrip().startswith(b"<"):
        return PassedOver("no type, and no HTML by its looks")
    url = record.headers.get("WARC-Target-URI")
    page = decoded(html, opened.http_charset)
    return WarcPage(str(record.record_id), url.strip("<>") if url else None, page, record.headers.get("WARC-Date"))
