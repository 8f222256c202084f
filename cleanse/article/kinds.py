"""Kinds: what a piece of furniture can be, and what the engine does with each.

This is the one table of kinds. A new kind is a line here; rule files, policies, the command's options, the JSON Schema
and the HTTP description take it from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class KindInfo(NamedTuple):
    """What there is to know of a kind."""

    about: str
    """What furniture of this kind is, in a phrase."""
    cut: bool = True
    """Whether it is cut by default; otherwise it is only marked and stays in the text."""
    names: bool = False
    """Whether it holds names, times and titles, and no sentences."""
    agency: bool = False
    """Whether agencies send it along with their texts, so that it identifies no publisher."""


KIND_TABLE: Final[Mapping[str, KindInfo]] = {
    "ad": KindInfo("advertising and its labels"),
    "affiliate": KindInfo("a note that the outlet earns from links"),
    "app": KindInfo("an invitation to the outlet's app"),
    "appeal": KindInfo("a request for donations or support"),
    "bio": KindInfo("a note on the author"),
    "byline": KindInfo("the line that names the author", names=True),
    "caption": KindInfo("the text below a picture", agency=True),
    "comments": KindInfo("readers' comments and invitations to comment"),
    "consent": KindInfo("notices on cookies and consent"),
    "contact": KindInfo("how to reach the newsroom"),
    "correction": KindInfo("a correction or clarification of the story", cut=False),
    "credit": KindInfo("who made or supplied a picture", names=True, agency=True),
    "dateline": KindInfo("place, date and agency before the first sentence", cut=False, agency=True),
    "duplicate": KindInfo("a block that the text holds already"),
    "header": KindInfo("leaked field names, breadcrumbs, section labels", names=True),
    "entry": KindInfo("an entry of a live blog; without them the summary is left", cut=False),
    "headline": KindInfo("the title repeated in the body"),
    "helpline": KindInfo("where people in need find help", cut=False),
    "legal": KindInfo("copyright lines and disclaimers"),
    "liveblog": KindInfo("labels of the entries of a live blog", cut=False),
    "newsletter": KindInfo("an invitation to a newsletter"),
    "paywall": KindInfo("requests to subscribe or to log in to read on"),
    "player": KindInfo("labels of audio and video players", names=True),
    "poll": KindInfo("polls and quizzes for readers"),
    "related": KindInfo("links to other stories", names=True),
    "share": KindInfo("buttons and requests to share or follow"),
    "syndication": KindInfo("where the text was first published", cut=False, agency=True),
    "tagline": KindInfo("who reported and edited, below the story", agency=True),
    "timestamp": KindInfo("when the text was published or changed", names=True),
    "ui": KindInfo("icon names, buttons and other text of the page's controls"),
}
"""Every kind that a rule may have."""

KINDS: Final = frozenset(KIND_TABLE)
"""Every kind that a rule may have, by name."""
CUT_KINDS: Final = frozenset(kind for kind, info in KIND_TABLE.items() if info.cut)
"""Kinds of furniture that are cut unless the caller says otherwise."""
MARKED_KINDS: Final = KINDS - CUT_KINDS
"""Kinds that are marked in `Article.edits` and stay in the text unless the caller says otherwise."""
REPAIR: Final = "repair"
"""The kind of an edit that mends what extraction broke. No rule file may use it."""
