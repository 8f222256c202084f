"""From bytes to text: by a byte order mark, by being UTF-8, by the transport, by `meta`, and else by detection.

So browsers do it, but for the second: bytes that are UTF-8 by their form are hardly ever anything else, while what a
server or an old template says of them is often stale.
"""

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
_DOUBLE_BYTE: Final = frozenset(["gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "euc_kr"])
"""A few characters of these may have the form of UTF-8's sequences of two bytes, though not of three."""
_THREE_BYTES: Final = regex.compile(rb"[\xe0-\xf4]")
"""What begins a sequence of three bytes or more in UTF-8."""
_CONTROLS: Final = regex.compile("[\x80-\x9f]")
"""Control characters that no page writes; read as Latin-1, most of UTF-8's quotation marks and dashes hold some."""
_FEW: Final = 3
"""A page may name fewer sequences of UTF-8 as they look in Latin-1, to speak of them."""
_HEAD: Final = 4096
"""Within so many bytes a page says its encoding."""
_TRIED: Final = 1 << 16
"""So many bytes are looked at to detect an encoding."""


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes; `charset` is what the transport said. Bytes that do not fit become U+FFFD.

    >>> decoded(b"<meta charset=iso-8859-1><p>caf\\xe9")
    '<meta charset=iso-8859-1><p>café'
    >>> decoded("<meta charset=iso-8859-1><p>café".encode())
    '<meta charset=iso-8859-1><p>café'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    said = _said(data, charset)
    if _is_utf_8(data, said):
        return data.decode("utf-8", "replace")
    return data.decode(said or _detected(data), "replace")


def read_again(html: str) -> str:
    """A page that somebody read as Latin-1 while it is UTF-8, read as UTF-8; any other page as it is.

    Clients read pages so whose server names no encoding, as RFC 2616 had it:
    https://requests.readthedocs.io/en/latest/user/advanced/#encodings

    >>> read_again("<p>\xe2\x80\x9cIt rained.\xe2\x80\x9d")
    '<p>“It rained.”'
    >>> read_again("<p>café"), read_again("<p>“Ã©” is é in UTF-8")
    ('<p>café', '<p>“Ã©” is é in UTF-8')
    """
    if html.isascii():
        return html
    try:
        data = html.encode("latin-1")
        codecs.utf_8_decode(data, "strict", False)  # a page may be cut within a character
    except UnicodeError:
        return html
    again = data.decode("utf-8", "replace")
    return again if len(again) + _FEW <= len(html) or _CONTROLS.search(html) else html


def _said(data: bytes, charset: str | None) -> str | None:
    """The codec that the transport names, or else the page; None if neither names one."""
    if codec := _codec(charset):
        return codec
    codec = _codec(_declared(data))
    # A page whose `meta` could be read as ASCII is not UTF-16, whatever it says.
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _is_utf_8(data: bytes, said: str | None) -> bool:
    """Whether bytes are UTF-8 by their form, whatever is said of them; ASCII, which fits all, if nothing else is."""
    if data.isascii() or (said and said.startswith("utf-16") and b"\0" in data):
        return said is None
    try:
        text, length = codecs.utf_8_decode(data, "strict", False)  # a page may be cut within a character
    except UnicodeDecodeError:
        return False
    return len(text) < length and (said not in _DOUBLE_BYTE or _THREE_BYTES.search(data) is not None)


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
