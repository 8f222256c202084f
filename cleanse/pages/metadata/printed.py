"""What a page only prints: who wrote the story and of which day it is, as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.cleaning.people import Bylines, bylines_of
from cleanse.pages.metadata.place import Line, Place, lines_in
from cleanse.rulebook.rulebook import Rulebook
from cleanse.text.dates import dates_in, timestamp

_MARKS: Final = (
    '[rel~="author"], [itemprop~="author"], [class*="author" i], [class*="byline" i], [class*="by-line" i],'
    '[class*="writer" i], [class*="contributor" i], [data-testid*="author" i], [data-testid*="byline" i]'
)
_SURE: Final = frozenset(["name", "vcard"])
_NO_NAMES: Final = frozenset(
    [
        "bio", "biography", "image", "img", "avatar", "photo", "picture", "description", "desc", "role", "job",
        "position", "social", "date", "follow", "twitter", "icon", "count", "authority", "authored", "coauthors",
    ]
)  # fmt: skip
"""Words of classes of what stands beside a name."""
_TOKEN: Final = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_AT_AUTHORS: Final = regex.compile(
    r"/(?:authors?|autor(?:e|a|es|en|in)?|auteurs?|people|person|staff|team|contributors?|profiles?|writers?|"
    r"journalists?|redakt\w+|penulis|yazar(?:lar)?|blog-authors)/|[?&]author=|/@",
    regex.IGNORECASE,
)
_PARTICLE: Final = (
    r"(?:de|da|di|do|dos|das|du|del|della|van|von|der|den|ter|ten|te|la|le|el|al|bin|bint|ibn|abu|af|av|zu|y|e|i)"
)
_WORD: Final = r"(?:\p{Lu}[\p{L}\p{M}.'’-]*|\p{Lo}[\p{L}\p{M}\u200c\u200d'’-]*)"
_NAME: Final = regex.compile(rf"{_WORD}(?: (?:{_PARTICLE} |{_PARTICLE}['’])*{_WORD}){{1,3}}|[\p{{Han}}\p{{Hangul}}\p{{Katakana}}・]{{2,12}}")
_BETWEEN: Final = regex.compile(r"\s*[|•·‧∙/・‖]+\s*|\s+[-–—]+\s+|\s*—\s*|\s{3,}")
_LONGEST_LINE: Final = 220
_LONGEST_DATED: Final = 140
_MOST_MARKED, _MOST_AUTHORS = 60, 12
_NEAR: Final = 10
"""In so many lines behind the headline, a name beside the day is the author's."""


class Words(NamedTuple):
    """What bylines and dates are printed with, in the languages of the vocabulary."""

    bylines: Bylines
    months: dict[str, str]
    others: frozenset[str]
    hooks: frozenset[str]
    published: regex.Pattern[str]
    updated: regex.Pattern[str]
    date: regex.Pattern[str]


def words_of(rulebook: Rulebook) -> Words:
    """These words of a rulebook."""
    vocabulary = rulebook.files.vocabulary
    hooks = vocabulary.keys_of("hook")
    labels = vocabulary.lists.get("dated", {})
    months, days = _any_of(vocabulary.words_of("month")), _any_of(vocabulary.words_of("weekday"))
    both = _any_of(word for words in labels.values() for word in words)
    return Words(
        rulebook.once(bylines_of),
        dict(rulebook.months),
        frozenset(vocabulary.keys_of("other_hand")),
        frozenset(word for word, kind in hooks.items() if kind in ("related", "comments", "newsletter", "ad")),
        _label(labels.get("published", ())),
        _label(labels.get("updated", ())),
        regex.compile(
            rf"(?:\b(?:{days})\b\.?,? )?(?:\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
            rf"|\b\d{{1,2}}\.?(?:st|nd|rd|th|er|º)?,? ?(?:de |of )?(?:{months})\b\.?)(?:,? ?(?:de )?\d{{4}})?"
            rf"|(?<![\p{{L}}\d])(?:{both})(?![\p{{L}}])(?: (?:on|am|le|el|il|em|op|den|at))?:?|\S*\d\S*(?: ?(?:am|pm|min(?:ute)?s?|uhr)\b)?(?: read\b)?",
            regex.IGNORECASE,
        ),
    )


class Days(NamedTuple):
    """The days that a page prints of its story."""

    published: str | None = None
    modified: str | None = None


class Printed:
    """Reads bylines and dates where a page prints them.

    >>> from cleanse.rulebook.loading import load_rulebook
    >>> tree = LexborHTMLParser("<h1>Rain</h1><p>By Ada Byron</p><p>Published: 3 May 2024</p>")
    >>> printed = Printed(tree, tree.css_first("h1"), load_rulebook().once(words_of))
    >>> printed.authors([]), printed.days.published
    (('Ada Byron',), '2024-05-03')
    """

    def __init__(self, tree: LexborHTMLParser, headline: LexborNode | None, words: Words) -> None:
        """What a page with this headline prints."""
        self._tree = tree
        self._words = words
        self.place = Place(headline, words.hooks)

    @cached_property
    def _lines(self) -> list[Line]:
        return self.place.lines()

    @cached_property
    def _prose(self) -> str:
        """The page's paragraphs, in which words of names are seldom written small."""
        return "\n".join(node.text() or "" for node in self._tree.css("p"))

    # ------------------------------------------------------------ authors

    def authors(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """Who wrote the story: by the word `by` at the headline, by markup, or by their place beside the day."""
        known = list(outlets)
        for way in (self._introduced, self._marked, self._linked, self._beside_the_day):
            if names := tuple(dict.fromkeys(way(known)))[:_MOST_AUTHORS]:
                return names
        return ()

    def _introduced(self, outlets: list[str]) -> Iterator[str]:
        """The names of the first line at the headline that begins with `by`."""
        waiting = False
        for line in self._lines:
            names = list(self._names(line, outlets, sure=False, waiting=waiting))
            if names:
                yield from names
                return
            waiting = self._words.bylines.introduced(line.text) == ""

    def _names(self, line: Line, outlets: list[str], *, sure: bool, waiting: bool = False) -> Iterator[str]:
        """The names of a line: behind `by`, or in all of it if that stood before or what it stands in is marked."""
        for part in self._parts(line):
            behind = self._words.bylines.introduced(part)
            if behind == "":
                waiting = True
            elif not self._is_others(part) and (behind is not None or waiting or sure):
                names = self._people(part if behind is None else behind, outlets, rare=behind is None and not waiting)
                if names:
                    yield from names
                    return

    def _parts(self, line: Line) -> list[str]:
        """The parts of a line between its marks and dates."""
        text = line.text
        if len(text) > _LONGEST_LINE:
            return []
        return [part.strip(" ,.;:") for part in _BETWEEN.split(self._words.date.sub(" | ", text)) if part.strip(" ,.;:")]

    def _is_others(self, part: str) -> bool:
        return part.split(maxsplit=1)[0].lower().strip(":,.") in self._words.others

    def _people(self, text: str, outlets: list[str], *, rare: bool) -> list[str]:
        """The people of a text that look like people: names of `rare` words alone, if they must be."""
        found = self._words.bylines.people([text], outlets).names
        return [name for name in found if _NAME.fullmatch(name) and not self._is_common(name, any_word=rare)]

    def _is_common(self, name: str, *, any_word: bool) -> bool:
        """Whether the page writes the words of a name small, as no name is: all of them, or any."""
        words = [word.lower() for word in name.split() if word[0].isupper()]
        small = (regex.search(rf"(?<!\w){regex.escape(word)}(?!\w)", self._prose) is not None for word in words)
        return bool(words) and (any(small) if any_word else all(small))

    def _marked(self, outlets: list[str]) -> Iterator[str]:
        """The names in the first element that is marked as an author's, and in those that stand with it."""
        nodes = self._candidates()
        for number, node in enumerate(nodes):
            names = self._names_in(node, outlets)
            if not names:
                continue
            inner = [found for other in nodes[number + 1 :] if _within(other, node) and (found := self._names_in(other, outlets))]
            within = list(dict.fromkeys(name for found in inner for name in found))
            if within and not set(within) >= set(names) and "," in (node.text() or ""):
                names = within
            elif within and not set(within) <= set(names):
                names = within
            yield from names
            yield from self._beside(node, nodes[number + 1 :], outlets)
            return

    def _beside(self, first: LexborNode, nodes: list[LexborNode], outlets: list[str]) -> Iterator[str]:
        around = first.parent
        for _ in range(2):
            around = around.parent if around is not None and around.parent is not None else around
        kind = first.attributes.get("class"), first.tag
        for node in nodes:
            if around is not None and (node.attributes.get("class"), node.tag) == kind and _within(node, around):
                yield from self._names_in(node, outlets)

    def _candidates(self) -> list[LexborNode]:
        """Elements marked as an author's: those behind the headline, then those just above it."""
        headline = self.place.headline
        nodes = self._tree.css(f"{headline.tag}, {_MARKS}" if headline else _MARKS)
        numbers = [number for number, node in enumerate(nodes) if headline and node.mem_id == headline.mem_id]
        behind = nodes[numbers[0] + 1 :] if numbers else nodes
        before = [node for node in reversed(nodes[: numbers[0]]) if _is_near(node, headline)][:4] if numbers else []
        marked = [node for node in (*behind[:_MOST_MARKED], *before) if _is_marked(node)]
        return [node for node in marked if not self.place.is_elsewhere(node)]

    def _names_in(self, node: LexborNode, outlets: list[str]) -> list[str]:
        text = " ".join((node.text() or "").split())
        if not text or len(text) > _LONGEST_LINE or self._is_by_others(node, text):
            return []
        tokens = _tokens(node)
        sure = _is_said(node) or not tokens.isdisjoint(_SURE)
        waiting = False
        for line in lines_in(node):
            if names := list(self._names(line, outlets, sure=True, waiting=waiting)):
                return names
            waiting = self._words.bylines.introduced(line.text) == ""
        alone = self._words.bylines.introduced(text)
        alone = text if alone is None else alone
        if sure and self._words.bylines.is_account(alone, outlets):
            return [alone]
        return []

    def _is_by_others(self, node: LexborNode, text: str) -> bool:
        """Whether an element or what stands before it tells of another's work: `Reviewed by`."""
        above = node.parent
        around = " ".join((above.text() or "").split()) if above is not None else ""
        before = around[:_LONGEST_LINE].partition(text)[0].lower() if len(around) <= 2 * _LONGEST_LINE else ""
        words = {word.strip(":,.") for word in before.split()[-4:]}
        hooks = {token for token in _tokens(node)} | ({token for token in _tokens(above)} if above is not None else set())
        return not self._words.others.isdisjoint(words) or "reviewer" in hooks or "reviewed" in hooks

    def _linked(self, outlets: list[str]) -> Iterator[str]:
        """The names of links to authors at the headline."""
        for line in self._lines:
            links = [piece for piece in line.pieces if piece.address and _AT_AUTHORS.search(piece.address)]
            if links and not self._is_others(line.text):
                yield from (name for piece in links for name in self._people(piece.text, outlets, rare=True))

    def _beside_the_day(self, outlets: list[str]) -> Iterator[str]:
        """The names that stand beside the day at the headline, and nowhere in the story."""
        lines = self._lines[:_NEAR]
        dated = [self._dates(line) != [] for line in lines]
        for number, line in enumerate(lines):
            if any(dated[max(0, number - 1) : number + 2]) and len(line.text) <= _LONGEST_LINE:
                names = [name for part in self._pieces(line) for name in self._people(part, outlets, rare=True)]
                names = [name for name in names if self._prose.count(name) <= line.text.count(name)]
                if names:
                    yield from names
                    return

    def _pieces(self, line: Line) -> Iterator[str]:
        """The parts of a line that are no links to other things."""
        for piece in line.pieces:
            if not piece.address:
                yield from (part for part in self._parts(Line((piece,))) if not self._is_others(part))

    # ------------------------------------------------------------ days

    @cached_property
    def days(self) -> Days:
        """The first day at the headline that is that of the story, and the first that is that of a change."""
        published = modified = plain = None
        label = ""
        for line in self._lines:
            found = self._dates(line)
            for before, day in found:
                words = before or label
                if self._is_label(self._words.updated, words):
                    modified = modified or day
                elif self._is_label(self._words.published, words):
                    published = published or day
                else:
                    plain = plain or day
            label = "" if found else line.text if len(line.text) < 30 else ""
        return Days(published or plain, modified)

    @staticmethod
    def _is_label(label: regex.Pattern[str], text: str) -> bool:
        return label.search(text) is not None

    def _dates(self, line: Line) -> list[tuple[str, str]]:
        """The days of a line, each with the words before it."""
        text = line.text
        if len(text) > _LONGEST_DATED:
            return []
        result: list[tuple[str, str]] = []
        before = ""
        for piece in line.pieces:
            if piece.day and (day := timestamp(piece.day, self._words.months)):
                result.append((before + " " + piece.text, day))
                before = ""
            else:
                before += " " + piece.text
        if result:
            return result
        start = 0
        for place, day in dates_in(text, self._words.months):
            result.append((text[start:place], day))
            start = place
        return result


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, sorted(words, key=len, reverse=True))) or r"\b\B"


def _label(words: Iterable[str]) -> regex.Pattern[str]:
    cased = r"[\p{Latin}\p{Cyrillic}\p{Greek}]"
    return regex.compile(rf"(?<!{cased})(?:{_any_of(words)})(?!{cased})", regex.IGNORECASE)


def _tokens(node: LexborNode) -> set[str]:
    attributes = node.attributes
    return {token.lower() for token in _TOKEN.findall(f"{attributes.get('class') or ''} {attributes.get('data-testid') or ''}")}


def _is_said(node: LexborNode) -> bool:
    """Whether an element says that it is an author, in words that are made for that."""
    attributes = node.attributes
    return "author" in (attributes.get("rel") or "").split() or "author" in (attributes.get("itemprop") or "").split()


def _is_marked(node: LexborNode) -> bool:
    return _is_said(node) or _tokens(node).isdisjoint(_NO_NAMES)


def _within(node: LexborNode, around: LexborNode) -> bool:
    above = node.parent
    for _ in range(8):
        if above is None or above.mem_id == around.mem_id:
            return above is not None
        above = above.parent
    return False


def _is_near(node: LexborNode, headline: LexborNode | None) -> bool:
    """Whether an element stands with the headline in one of the next few elements around it."""
    around = headline.parent if headline else None
    for _ in range(3):
        if around is None or around.tag in ("body", "main"):
            return False
        if _within(node, around):
            return True
        around = around.parent
    return False
