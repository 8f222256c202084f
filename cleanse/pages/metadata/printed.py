"""What a page only prints: who wrote the story and of which day it is, as readers see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.cleaning.people import Bylines, bylines_of
from cleanse.cleaning.people import outlet_key as _key
from cleanse.pages.metadata.declared import Declaration
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
_NAME: Final = regex.compile(
    rf"{_WORD}(?: (?:{_PARTICLE} |{_PARTICLE}['’])*{_WORD}){{1,3}}|[\p{{Han}}\p{{Hangul}}\p{{Katakana}}・]{{2,12}}"
)
_BETWEEN: Final = regex.compile(r"\s*[|•·‧∙⋅●◦▪■│¦/・‖]+\s*|\s+[-–—~]+\s+|\s*—\s*|\sIn\s|\s[Ii]n$")
_MARKED: Final = ("author", "byline", "writer", "contributor")
_LONGEST_LINE: Final = 220
_LONGEST_DATED: Final = 140
_LONGEST_ROLE: Final = 40
_FEW, _FEW_WORDS = 4, 8
_PLAIN: Final = ("en", "de")
"""Languages of which no word that begins a sentence begins a name."""
_MOST_OWN: Final = 3
_YEAR: Final = regex.compile(r"\d{4}")
_CASED: Final = regex.compile(r"\p{Lu}")
_MOST_MARKED, _MOST_AUTHORS = 60, 12
_NEAR, _FAR = 10, 16
"""In so many lines behind the headline, a name beside the day is the author's, and a day that of the story."""
_MOST_ALIKE: Final = 3
"""Where more elements than these are marked alike, they are other stories'."""


class Words(NamedTuple):
    """What bylines and dates are printed with, in the languages of the vocabulary."""

    bylines: Bylines
    months: dict[str, str]
    others: frozenset[str]
    openers: frozenset[str]
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
    both, by = _any_of(word for words in labels.values() for word in words), _any_of(vocabulary.words_of("byline"))
    return Words(
        rulebook.once(bylines_of),
        dict(rulebook.months),
        frozenset(vocabulary.keys_of("other_hand")),
        frozenset(word.lower() for language in _PLAIN for word in vocabulary.lists.get("opener", {}).get(language, ())),
        frozenset(word for word, kind in hooks.items() if kind in ("related", "comments", "newsletter", "ad")),
        _label(labels.get("published", ())),
        _label(labels.get("updated", ())),
        regex.compile(
            rf"(?:\b(?:{days})\b\.?,? )?(?:\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
            rf"|\b\d{{1,2}}\.?(?:st|nd|rd|th|er|º)?,? ?(?:de |of )?(?:{months})\b\.?)(?:,? ?(?:de )?\d{{4}})?"
            rf"|(?<![\p{{L}}\d])(?:{both})(?![\p{{L}}])(?!:? +(?:{by})\b)(?: (?:on|am|le|el|il|em|op|den|at)\b)?:?"
            r"|\S*\d\S*(?: ?(?:am|pm|min(?:ute)?s?|uhr)\b)?(?: read\b)?",
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
        return "\n".join(" ".join((node.text() or "").split()) for node in self._tree.css("p"))

    # ------------------------------------------------------------ authors

    def introduced(self, outlets: Iterable[str], declared: Iterable[str] = ()) -> tuple[str, ...]:
        """Who wrote the story by the word `by` at the headline, if none of these is named there."""
        texts = [line.text for line in self._lines[:_FAR]]
        if not any(self._words.bylines.introduced(text) is not None for text in texts):
            return ()
        if any(name in text for name in declared for text in texts):
            return ()
        return tuple(dict.fromkeys(self._introduced(list(outlets))))

    def without_persons(self, outlets: list[str], declarations: Iterable[Declaration]) -> list[str]:
        """What a site is called, but for what its author is called too: words that the page never writes small."""
        keys = {_key(outlet) for outlet in outlets}
        said = {value for declaration in declarations for value in declaration.values if _key(value) in keys}
        persons = {_key(name) for name in said if self._is_name(name) and self._is_persons(name)}
        return [outlet for outlet in outlets if _key(outlet) not in persons] if persons else outlets

    def _is_persons(self, name: str) -> bool:
        words = name.split()
        titled = all(word[0].isupper() and not word.isupper() for word in words)
        return titled and len(words) <= _MOST_OWN and bool(self._prose) and not self._is_common(name, any_word=True)

    def authors(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """Who wrote the story: by the word `by` at the headline, by markup, or by their place beside the day."""
        known = list(outlets)
        for way in (self._introduced, self._marked, self._linked, self._beside_the_day):
            if names := tuple(dict.fromkeys(way(known)))[:_MOST_AUTHORS]:
                return names
        return ()

    def _introduced(self, outlets: list[str]) -> Iterator[str]:
        """The names of the first line at the headline that begins with `by`, and of those that are joined to it."""
        waiting = joined = False
        for line in self._lines[:_FAR]:
            if joined and self._words.bylines.joins(line.text):
                waiting = True
                continue
            names = list(self._names(line, outlets, waiting=waiting)) if waiting or not joined else []
            if joined and not names:
                return
            yield from names
            said = self._words.bylines.introduced(line.text)
            if said and self._dates(line) and not names:
                return  # a byline that names nobody
            joined = joined or bool(names)
            waiting = said == "" and not joined

    def _names(self, line: Line, outlets: list[str], *, waiting: bool = False, marked: bool = False) -> list[str]:
        """The names of a line: behind `by`, or in all of it if that stood before or what it stands in is marked."""
        for part in self._parts(line):
            behind = self._words.bylines.introduced(part)
            if behind == "":
                waiting = True
            elif not self._is_others(part) and (behind is not None or waiting or marked):
                found = self._people(part if behind is None else behind, outlets, any_word=False)
                if found:
                    return [_piece(name, line) for name in found]
        return []

    def _parts(self, line: Line) -> list[str]:
        """The parts of a line between its marks and dates."""
        text = line.text
        if len(text) > _LONGEST_LINE:
            return []
        return [
            part.strip(" ,.;:") for part in _BETWEEN.split(self._words.date.sub(" | ", text)) if part.strip(" ,.;:")
        ]

    def _is_others(self, part: str) -> bool:
        return part.split(maxsplit=1)[0].lower().strip(":,.") in self._words.others

    def _people(self, text: str, outlets: list[str], *, any_word: bool) -> list[str]:
        """The people of a text whose names look like names, of words that the page doesn't write small."""
        found = self._words.bylines.people([text], outlets).names
        return [name for name in found if self._is_name(name) and not self._is_common(name, any_word=any_word)]

    def _is_name(self, name: str) -> bool:
        opened = name.partition(" ")[0].lower() in self._words.openers
        return not opened and _NAME.fullmatch(name) is not None and not self._words.bylines.has_role(name)

    def _is_common(self, name: str, *, any_word: bool) -> bool:
        """Whether the page writes the words of a name small, as no name is: all of them, or any."""
        words = [word.lower() for word in name.split() if word[0].isupper()]
        small = (regex.search(rf"(?<!\w){regex.escape(word)}(?!\w)", self._prose) is not None for word in words)
        return bool(words) and (any(small) if any_word else all(small))

    def _marked(self, outlets: list[str]) -> Iterator[str]:
        """The names in the first element that is marked as an author's, and in those that stand with it."""
        nodes = self._candidates()
        kinds = Counter(map(_kind, nodes))
        for number, node in enumerate(nodes):
            if kinds[_kind(node)] > _MOST_ALIKE and not _is_near(node, self.place.headline):
                continue
            if names := self._names_in(node, outlets):
                inner = (self._names_in(other, outlets) for other in nodes[number + 1 :] if _within(other, node))
                within = list(dict.fromkeys(name for found in inner for name in found))
                # What stands in an element of its own is more surely a name than what is parted by marks.
                exact = within and (not set(within) <= set(names) or "," in (node.text() or ""))
                yield from within if exact else names
                yield from self._beside(node, nodes[number + 1 :], outlets)
                return

    def _beside(self, first: LexborNode, nodes: list[LexborNode], outlets: list[str]) -> Iterator[str]:
        """The names in elements of the same kind that stand with the first."""
        around = first.parent
        for _ in range(2):
            around = around.parent if around is not None and around.parent is not None else around
        for node in nodes:
            if (
                around is not None
                and first.attributes.get("class")
                and _kind(node) == _kind(first)
                and _within(node, around)
            ):
                yield from (name for name in self._names_in(node, outlets) if not self._is_common(name, any_word=True))

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
        """The names in an element that is marked as an author's."""
        text = " ".join((node.text() or "").split())
        if not text or len(text) > _LONGEST_LINE or self._is_by_others(node, text):
            return []
        tokens = _tokens(node)
        said = self._words.bylines.introduced
        marked = _is_said(node) or tokens.isdisjoint(_NO_NAMES)
        waiting = False
        for line in lines_in(node):
            if names := self._names(line, outlets, waiting=waiting, marked=marked):
                return names
            waiting = said(line.text) == ""
        behind = said(text)
        alone = text if behind is None else behind
        sure = _is_said(node) or not tokens.isdisjoint(_SURE)
        return [alone] if sure and self._words.bylines.is_account(alone, outlets) else []

    def _is_by_others(self, node: LexborNode, text: str) -> bool:
        """Whether an element or what stands before it tells of another's work: `Reviewed by`."""
        above = node.parent
        around = " ".join((above.text() or "").split()) if above is not None else ""
        before = around[:_LONGEST_LINE].partition(text)[0].lower() if len(around) <= 2 * _LONGEST_LINE else ""
        words = {word.strip(":,.") for word in before.split()[-4:]}
        hooks = _tokens(node) | (_tokens(above) if above is not None else set())
        return not self._words.others.isdisjoint(words) or "reviewer" in hooks or "reviewed" in hooks

    def _linked(self, outlets: list[str]) -> Iterator[str]:
        """The names of links to authors at the headline."""
        for line in self._lines:
            links = [piece for piece in line.pieces if piece.address and _AT_AUTHORS.search(piece.address)]
            if links and not self._is_others(line.text):
                names = [name for piece in links for name in self._people(piece.text, outlets, any_word=True)]
                if names:
                    yield from names
                    return

    def _beside_the_day(self, outlets: list[str]) -> Iterator[str]:
        """The names that stand beside the day at the headline or above a role, and nowhere in the story."""
        lines = self._lines[:_NEAR]
        signs = [bool(self._dates(line)) or self._is_sign(line) for line in lines]
        for number, line in enumerate(lines):
            if any(signs[max(0, number - 1) : number + 2]) and (names := self._alone(line, outlets)):
                yield from names
                return

    def _is_sign(self, line: Line) -> bool:
        """Whether a line says what someone is, or waits for the day."""
        text = line.text
        return len(text) < _LONGEST_ROLE and (
            self._words.bylines.has_role(text) or self._words.updated.fullmatch(text.rstrip(" :")) is not None
        )

    def _alone(self, line: Line, outlets: list[str]) -> list[str]:
        """The names of a line that holds little else."""
        text = line.text
        small = [word for word in text.split() if word.islower()]
        if len(text) > _LONGEST_DATED or 3 * len(small) > len(text.split()) or not _CASED.search(text):
            return []
        if self._words.bylines.people([text.replace(" ", " ")], ()).wire:
            return []
        parts = [part for piece in line.pieces if not piece.address for part in self._parts(Line([piece]))]
        names = [
            name for part in parts if not self._is_others(part) for name in self._people(part, outlets, any_word=True)
        ]
        story = self._prose.replace(text, "")
        names = [name for name in names if not regex.search(rf"[^\n]{{20}}{regex.escape(name)}", story)]
        return names if len(names) <= _FEW else []

    # ------------------------------------------------------------ days

    @cached_property
    def days(self) -> Days:
        """The first day at the headline that is that of the story, and the first that is that of a change."""
        published = modified = plain = None
        label = ""
        for number, line in enumerate(self._lines):
            found = self._dates(line)
            days = []
            for before, day in found:
                words = before if before.strip(" :|•·-–—") else label
                if self._is_label(self._words.updated, words):
                    modified = modified or day
                elif self._is_label(self._words.published, words):
                    published = published or day
                elif number < _FAR and self._is_bare(line):
                    days.append(day)
            if days and not plain:
                plain = min(days)  # of two days that nothing is said of, the later is that of a change
                modified = modified or (max(days) if len(days) > 1 else None)
            label = "" if found else line.text if len(line.text) < _LONGEST_ROLE else ""
        return Days(published or plain, modified)

    @cached_property
    def first_time(self) -> str | None:
        """The first time that an element states which belongs to the story; where many do, they are other stories'."""
        nodes = [node for node in self._tree.css("time[datetime]")[:_MOST_MARKED] if not self.place.is_elsewhere(node)]
        kinds = Counter(map(_kind, nodes))
        days = (
            timestamp(node.attributes.get("datetime") or "", self._words.months)
            for node in nodes
            if kinds[_kind(node)] <= _MOST_ALIKE
        )
        return next(filter(None, days), None)

    def _is_bare(self, line: Line) -> bool:
        """Whether a line says little besides its day."""
        return len(self._words.date.sub("", line.text).split()) <= _FEW_WORDS

    @staticmethod
    def _is_label(label: regex.Pattern[str], text: str) -> bool:
        return label.search(text) is not None

    def _dates(self, line: Line) -> list[tuple[str, str]]:
        """The days of a line, each with the words before it."""
        text = line.text
        if len(text) > _LONGEST_DATED or not (_YEAR.search(text) or any(piece.day for piece in line.pieces)):
            return []
        result: list[tuple[str, str]] = []
        before = ""
        for day, pieces in groupby(line.pieces, key=lambda piece: piece.day):
            words = f"{before} {' '.join(piece.text for piece in pieces)}"
            stamp = timestamp(day, self._words.months) if day else None
            if stamp:
                result.append((words, stamp))
            before = "" if stamp else words
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
    return {
        token.lower()
        for token in _TOKEN.findall(f"{attributes.get('class') or ''} {attributes.get('data-testid') or ''}")
    }


def _is_said(node: LexborNode) -> bool:
    """Whether an element says that it is an author, in words that are made for that."""
    attributes = node.attributes
    return "author" in (attributes.get("rel") or "").split() or "author" in (attributes.get("itemprop") or "").split()


def _is_marked(node: LexborNode) -> bool:
    return _is_said(node) or any(token.startswith(_MARKED) or token in ("by", "line") for token in _tokens(node))


def _kind(node: LexborNode) -> tuple[str | None, str | None]:
    return node.tag, node.attributes.get("class")


def _piece(name: str, line: Line) -> str:
    """A name as an element of its own holds it, without the role that stands behind it."""
    return next((piece.text for piece in line.pieces if name.startswith(f"{piece.text} ") and " " in piece.text), name)


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
