"""From bytes to text, as the HTML standard says: byte order mark, transport, `meta`, then detection."""

from __future__ import annotations

import codecs
from typing import Final

import regex

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LABELS: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""Encodings that browsers read as a wider one: https://encoding.spec.whatwg.org/#names-and-labels."""
_OF_PAGES: Final = regex.compile(
    r"ascii|utf-(?:8|16(?:-le|-be)?)|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|tis-620"
    r"|gb\w+|big5\w*|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)
"""The encodings that browsers know; Python knows others too, some of which are none."""
_COMMENT: Final = regex.compile(rb"<!--.*?-->", regex.DOTALL)
_HEAD: Final = 4096
"""Within so many bytes a page says its encoding."""
_TRIED: Final = 1 << 16
"""So many bytes are looked at to detect an encoding."""


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes; `charset` is what the transport said. Bytes that do not fit become U+FFFD.

    >>> decoded(b"<meta charset=iso-8859-1><p>caf\\xe9")
    '<meta charset=iso-8859-1><p>café'
    >>> decoded("<p>café".encode(), charset="utf-8")
    '<p>café'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if codec := _codec(charset):
        return data.decode(codec, "replace")
    if codec := _codec(_declared(data)):
        # A page whose `meta` could be read as ASCII is not UTF-16, whatever it says.
        return data.decode("utf-8" if codec.startswith("utf-16") else codec, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_detected(data), "replace")


def _codec(label: str | None) -> str | None:
    """The codec of an encoding's label, or None for one that does not exist."""
    try:
        name = codecs.lookup(label.strip(" \"'")).name if label else ""
    except (LookupError, ValueError):
        return None
    return _LABELS.get(name, name) if _OF_PAGES.fullmatch(name) else None


def _declared(data: bytes) -> str | None:
    from bs4.dammit import EncodingDetector  # imported late: text needs none

    head = _COMMENT.sub(b"", data[:_HEAD])
    return EncodingDetector.find_declared_encoding(head, is_html=True, search_entire_document=True)


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes  # imported late: few pages say nothing of their encoding

    names = (name for match in from_bytes(data[:_TRIED]) for name in match.could_be_from_charset)
    return next(filter(None, map(_codec, names)), "cp1252")
