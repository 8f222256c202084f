"""The engine's own rules: what makes an edit that no rule file asks for, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from cleanse.article.model import Mark


class EngineRule(NamedTuple):
    """A rule of the engine."""

    mark: Mark
    """Its id and kind, as they stand in an edit."""
    why: str
    """The reason that `cleanse explain` prints."""


HEADLINE: Final = EngineRule(Mark("cleanse/headline", "headline", "engine"), "The title, repeated in the body.")
DUPLICATE: Final = EngineRule(Mark("cleanse/duplicate", "duplicate", "engine"), "A block that the text holds already.")
CAPTION: Final = EngineRule(
    Mark("cleanse/caption", "caption", "engine"),
    "A picture's caption that stands twice: as alternative text, and with its credit.",
)
LINES: Final = EngineRule(
    Mark("cleanse/lines", "ui", "engine"),
    "A line that does not read like the story, in a text with many lines of this sort.",
)
JUDGE: Final = EngineRule(
    Mark("cleanse/judge", "ui", "engine", of_page=True),
    "A block that does not read like the page's story, by its words, links, element and neighbours.",
)
"""Its edits have other kinds too, by the names of the elements around the block."""
ENTRY: Final = EngineRule(
    Mark("cleanse/entry", "entry", "engine", of_page=True),
    "An entry of a live blog, where the summary alone is wanted.",
)
CONTROL: Final = EngineRule(Mark("cleanse/control", "ui", "engine", of_page=True), "The label of a button.")
LOST_BREAK: Final = EngineRule(
    Mark("cleanse/lost-break", "repair", "engine"), "A break between sentences that extraction lost."
)

ENGINE_RULES: Final[Mapping[str, EngineRule]] = {
    rule.mark.rule: rule for rule in (HEADLINE, DUPLICATE, CAPTION, LINES, JUDGE, ENTRY, CONTROL, LOST_BREAK)
}
"""Every rule of the engine by its id."""
