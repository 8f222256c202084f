"""Stories that a page holds elsewhere than in its visible body: for readers without scripts, or as data for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import regex
from selectolax.lexbor import LexborHTMLParser

from cleanse.pages.blocks.blocks import PageBlock, Place, blocks_of
from cleanse.text.marks import ENDS_INSIDE, word_count

MOST: Final = 4_000_000
"""A longer script is not looked into."""
_LEAST_WORDS: Final = 60
"""Data with fewer words of prose hold no story."""
_SENTENCE: Final = 8
"""A text of fewer words may be a label."""
_DEEPEST: Final = 40
_SCRIPTS: Final = 'script[id="__NEXT_DATA__"], script[type="application/json"], script:not([type]):not([src])'
_ATTRIBUTES: Final = ("data-preloaded", "data-page")
"""Where Discourse and Inertia put the data of a page."""
_STATE: Final = regex.compile(
    r"(?:window|self|globalThis)\s*(?:\.\s*|\[['\"])\w+(?:['\"]\])?\s*=\s*(?=[{\[])|\.push\(\s*(?=[{\[])"
)
"""What stands before the data that a script gives to a global variable, or adds to one."""
_STREAM: Final = "__next_f"
"""The variable that Next.js adds its stream of React components to, in pieces."""
_ROW: Final = regex.compile(rb"[0-9a-f]+:(?:T([0-9a-f]{1,8}),)?")
"""The start of a row of that stream: its number, and of a text its length in bytes."""
_TAGS: Final = regex.compile(r"</?[a-zA-Z][^<>]*>")
_BREAKS: Final = regex.compile(r"\s*\n\s*")


def noscript_html(tree: LexborHTMLParser) -> str:
    """What a page shows to readers without scripts, as HTML.

    >>> tree = LexborHTMLParser("<body><noscript>&lt;p>It rained.</noscript><noscript><p>Again.</p></noscript>")
    >>> noscript_html(LexborHTMLParser("<body><noscript><p>It rained.</p></noscript>", scripting=True))
    '<p>It rained.</p>'
    """
    body = tree.body
    return "\n".join(node.text() or "" for node in body.css("noscript")) if body is not None else ""


def blocks_of_text(text: str) -> list[PageBlock]:
    """The blocks of a story that is given as HTML, or as text with a line for each paragraph.

    >>> [block.text for block in blocks_of_text("It rained.\\n\\nIt stopped.")]
    ['It rained.', 'It stopped.']
    """
    if _TAGS.search(text):
        body = LexborHTMLParser(text).body
        return blocks_of(body) if body is not None else []
    lines = filter(None, map(str.strip, _BREAKS.split(text.strip())))
    return [PageBlock(line, Place(None, "p", {}, "p", 1, number, 0)) for number, line in enumerate(lines, 1)]


def story_in_data(tree: LexborHTMLParser) -> str:
    r"""The longest prose in the data that a page holds for its scripts; empty if there is none.

    >>> words = "The river rose for a third day and took the bridge with it. " * 6
    >>> data = json.dumps({"props": {"menu": ["Home"], "story": [{"text": words}, {"text": words}]}})
    >>> story = story_in_data(LexborHTMLParser(f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'))
    >>> story.count("\n"), story == f"{words}\n{words}"
    (1, True)
    """
    best, most = "", _LEAST_WORDS - 1
    scripts = [script.text() or "" for script in tree.css(_SCRIPTS)]
    attributes = [node.attributes.get(name) or "" for name in _ATTRIBUTES for node in tree.css(f"[{name}]")]
    for data in _all_data(scripts + attributes):
        for texts in _groups(data).values():
            words = sum(map(word_count, texts))
            if words > most:
                best, most = "\n".join(texts), words
    return best


def _all_data(scripts: list[str]) -> Iterator[Any]:
    """The data of each script, and of the stream that some of them hold pieces of."""
    pieces = []
    for script in scripts:
        data = _data(script)
        if isinstance(data, list) and len(data) == 2 and isinstance(data[1], str) and _STREAM in script:
            pieces.append(data[1])
        elif data is not None:
            yield data
    yield from stream_rows("".join(pieces))


def stream_rows(stream: str) -> Iterator[Any]:
    r"""The rows of a stream of React components that are data or texts.

    >>> list(stream_rows('1:I[7,"main.js"]\n2:T9,It rained3:{"title":"Rain"}\n'))
    ['It rained', {'title': 'Rain'}]
    """
    data, at = stream.encode(errors="surrogatepass"), 0
    while row := _ROW.match(data, at):
        if row[1]:
            at = row.end() + int(row[1], 16)
            yield data[row.end() : at].decode(errors="replace")
            continue
        end = data.find(b"\n", row.end())
        at = end + 1 if end >= 0 else len(data)
        if data[row.end() : row.end() + 1] in (b"{", b"["):
            with suppress(ValueError, RecursionError):
                yield json.loads(data[row.end() : at])


def _data(script: str) -> Any:
    """The data of a script: all of it, or what it gives or adds to a global variable."""
    if len(script) > MOST:
        return None
    start = 0
    if script.lstrip()[:1] not in ("{", "["):
        assignment = _STATE.search(script)
        if assignment is None:
            return None
        start = assignment.end()
    try:
        return json.JSONDecoder(strict=False).raw_decode(script[start:].lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _groups(data: Any) -> dict[tuple[str, ...], list[str]]:
    """The prose in some data, by the way to it, the numbers of list items aside."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for way, text in _texts(data, ()):
        if word_count(text) >= _SENTENCE and ENDS_INSIDE.search(_TAGS.sub(" ", text)):
            groups.setdefault(way, []).append(text)
    return groups


def _texts(data: Any, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, str):
        if data[:1] in ("{", "[") and len(way) < _DEEPEST and (inner := _data(data)) is not None:
            yield from _texts(inner, (*way, "json"))
        else:
            yield way, data
    elif len(way) < _DEEPEST:
        if isinstance(data, dict):
            for name, value in data.items():
                yield from _texts(value, (*way, name))
        elif isinstance(data, list):
            for value in data:
                yield from _texts(value, (*way, "[]"))
