"""What HTML's elements mean for a text: facts of the language, not of any publisher."""

from __future__ import annotations

from typing import Final

INLINE: Final = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "rbc", "ruby", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "amp-img",
        # formulas
        "math", "maction", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover",
        "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup",
        "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics",
        # as word processors write them
        "o:p", "st1:city", "st1:country-region", "st1:date", "st1:personname", "st1:place", "st1:placename",
        "st1:placetype", "st1:state", "st1:time",
    ]
)  # fmt: skip
"""Elements that stand inside a line; every other element begins a block, those that no standard knows too."""

SILENT: Final = frozenset(
    [
        "annotation", "annotation-xml", "applet", "area", "audio", "base", "canvas", "col", "colgroup", "datalist",
        "embed", "frame", "frameset", "head", "iframe", "input", "link", "map", "meta", "meter", "noembed", "noframes",
        "noscript", "object", "optgroup", "option", "param", "progress", "rp", "rt", "rtc", "script", "select", "style",
        "svg", "template", "textarea", "title", "track", "video",
    ]
)  # fmt: skip
"""Elements that print no text of the article; readings of ruby say again how a word is read."""

MEANT: Final = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "p": "p", "li": "li", "dt": "dt", "dd":
    "dd", "blockquote": "blockquote", "figcaption": "figcaption", "caption": "figcaption", "pre": "pre", "summary":
    "summary", "amp-caption": "figcaption", "listing": "pre", "xmp": "pre", "plaintext": "pre",
}  # fmt: skip
"""What a block is when it stands in such an element."""

OUTRANKS: Final = frozenset(["li", "dt", "dd", "blockquote", "figcaption", "pre", "tr"])
"""A block in one of these is that, whatever paragraph stands in it; but rows and code are what they are."""

CODE_LINES: Final = frozenset(["div", "li", "ol"])
"""Elements that are the lines of preformatted text where they stand in it."""

HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

OPENS_BY_ROLE: Final = frozenset(["tabpanel", "region"])
"""What hidden elements are that a reader opens."""

OPENS: Final = "answer|article|body|content|more|pane|paywall|premium|slide|story|transcript"
"""What is in the class or the id of hidden elements that a reader opens …"""

OPENS_AROUND: Final = "accordi|collaps|details|drawer|expand|faq|spoiler|tab|toggl"
"""… and in those of the elements around them too."""

OPENERS: Final = HEADINGS | {"button", "dt", "summary"}
"""What stands before a hidden element that a reader opens."""
