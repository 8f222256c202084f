"""What HTML's elements mean for a text: facts of the language, not of any publisher."""

from __future__ import annotations

from typing import Final

INLINE: Final = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "math", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "amp-img",
    ]
)  # fmt: skip
"""Elements that stand inside a line; every other element begins a block, those that no standard knows too."""

SILENT: Final = frozenset(
    [
        "applet", "area", "audio", "base", "canvas", "col", "colgroup", "datalist", "embed", "frame", "frameset",
        "head", "iframe", "input", "link", "map", "meta", "meter", "noembed", "noframes", "noscript", "object",
        "optgroup", "option", "param", "progress", "rp", "script", "select", "style", "svg", "template", "textarea",
        "title", "track", "video",
    ]
)  # fmt: skip
"""Elements that print no text of the article."""

MEANT: Final = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "p": "p", "li": "li", "dt": "dt", "dd":
    "dd", "blockquote": "blockquote", "figcaption": "figcaption", "caption": "figcaption", "pre": "pre", "summary":
    "summary", "amp-caption": "figcaption",
}  # fmt: skip
"""What a block is when it stands in such an element."""

OUTRANKS: Final = frozenset(["li", "dt", "dd", "blockquote", "figcaption", "pre", "tr"])
"""A block in one of these is that, whatever paragraph stands in it."""

HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
