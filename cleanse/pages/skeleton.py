"""Skeletons: a page's elements with invented words, so that it can be shown at work without anyone's article.

Every word is swapped for an invented one, always the same for the same word of a page. What stays is what the elements
are named, and furniture that rules know by its words.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from html import escape, unescape
from itertools import accumulate, count, groupby
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanse.article import Article
from cleanse.boundaries import blank
from cleanse.checking import alone
from cleanse.cleaning import clean
from cleanse.drafting import host_name
from cleanse.edits import united
from cleanse.fold import UNSPACED
from cleanse.model import MARKED_KINDS, Policy
from cleanse.pages.blocks import PageBlock, blocks_of
from cleanse.pages.cleaning import clean_html
from cleanse.pages.declared import declared
from cleanse.pages.elements import HEADINGS, INLINE, SILENT
from cleanse.pages.jsonld import Graph
from cleanse.pages.layouts import PageRules, marks, region
from cleanse.pages.page import Page
from cleanse.pages.story import story_of
from cleanse.recognition import claimed_by, host_of
from cleanse.rulebook import Publisher, Rulebook
from cleanse.rules import expanded, listed
from cleanse.schema import RuleTable

Span = tuple[int, int]

_DATE: Final = r"(?<!\d)[12]\d{3}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
_WORD: Final = regex.compile(
    rf"(?V1){_DATE}|\p{{Nd}}+|[[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Thai}}\p{{Lao}}\p{{Khmer}}]&&[\p{{Lo}}]]"
    r"|[[\p{L}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]]+|\p{Cs}"
)
"""A date, a number, a letter of a script without spaces, a word of another script; half a character is dropped."""
_ACCENTS: Final = regex.compile("[\u0300-\u036f]")
_LETTERS: Final = {
    "LATIN": ("bdfgklmnprstvz", "aeiou"),
    "CYRILLIC": ("бвгдзклмнпрст", "аеиоу"),
    "GREEK": ("βγδζκλμνπρστ", "αειου"),
    "ARABIC": ("بتجدرزسشعفقكلمن", "اوي"),
    "HEBREW": ("בגדהזטלמנפקרש", "אוי"),
    "DEVANAGARI": ("कगचजटतदनपबमरलवसह", "ािीुेो"),
    "HANGUL": ("가나다라마바사자카타파하", "논돌문빌순절텀휼"),
    "CJK": ("椿楓梓楠榎柊樅檜欅萩蕗蓬薊菫葵藤蔦蘭茜菖鷺鴨雀鳩鶉鯉鮎鱒鯖蛍蝉蜻", ""),
    "HIRAGANA": ("ぬねへほむめゆよろわ", ""),
    "KATAKANA": ("ヌネヘホムメユヨロワ", ""),
    "THAI": ("ฆฌฎฏฐฑฒณฬฮ", ""),
}
"""What invented words of a script are made of: one letter of each in turn, where words have more than one."""
_TRIES: Final = 40
"""So many words of one length are tried before longer ones."""
_SMALL: Final = ((0, 0, 1, 9), (1, 9, 1, 9), (10, 12, 10, 12), (13, 23, 13, 23), (24, 28, 24, 28), (29, 31, 24, 28))
_YEARS: Final = ((1900, 1989, 1900, 1989), (1990, 2029, 1990, 2029), (2030, 2099, 2030, 2099))
_RANGES: Final = {1: _SMALL, 2: (*_SMALL, (32, 59, 32, 59), (60, 99, 60, 99)), 4: _YEARS}
"""By its length, from and to which numbers one is swapped: days, months, hours, minutes and years stay such."""
_STAMP: Final = regex.compile(r"(\d{4})(.)(\d\d)(.)(\d\d)(?:(.)(\d\d):(\d\d)(?::(\d\d))?(.*))?")
_DAYS: Final = (400, 2400)
"""A date is moved by so many days, every one of a page by as many, so that their order stays."""
_NUMBER: Final = regex.compile(r"\p{Nd}+")
_IN_STAMPS: Final = ("T", "Z")
"""What stands between and behind the numbers of a stamp."""
_PLAIN: Final = frozenset(
    ["http", "https", "www", "com", "org", "net", "html", "htm", "php", "gmt", "utc", "cet", "cest"]
)
"""Words of addresses and zones, which say nothing of a page."""
_JOINERS: Final = ("and", "und", "et", "y", "e", "og", "och", "en", "ve", "и", "for", "in")
"""What stands between the names of authors."""
_LABEL_WORDS: Final = ("byline", "agency", "month", "weekday", "outlet", "newsroom", "role", "title_behind")
"""The vocabulary's lists that tell what a line of names or dates says."""
_LABEL: Final = 8
"""A line of names or dates in a text has at most so many words …"""
_MOST_AUTHORS: Final = 60
"""… and a list of authors in the metadata so many."""
_RUN: Final = 4
"""So many words in a row are somebody's."""
_URL: Final = regex.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)([^/?#]*)(.*)", regex.DOTALL)
_LONGEST_URL: Final = 160


class Inventor:
    """Swaps the words of a page for invented ones: the same for the same word, and none that stands on the page."""

    def __init__(self, html: str, host: str | None, asked: Asked, known: Known, salt: int = 0) -> None:
        """An inventor for a page of a host, of which stays what selectors ask for. Another `salt` makes other words."""
        self._seed = blake2b(html.encode(errors="surrogatepass"), digest_size=32, salt=bytes([salt])).digest()
        self._page = frozenset(map(_key, _WORD.findall(unescape(html))))
        self._taken = {_key(word) for text in known.taken for word in _WORD.findall(text)}
        self._new: dict[str, str] = {}
        self._host = host_name(host or "")
        self._phrases = _any_of(asked.phrases)
        self._values = _any_of(asked.values)
        self._names = _any_of(known.names, whole=True)
        self._labels = _any_of(known.labels, whole=True)

    def text(self, text: str, kept: Iterable[Span] = (), *, names: bool = False, labels: int = 0) -> str:
        """A text with invented words, but for what is kept, the publisher's `names`, and labels.

        `labels` says of how many words a text may be for them to stay.
        """
        spans = [*kept, *_spans(self._phrases, text)]
        if names:
            spans += _spans(self._names, text)
        if text.count(" ") < labels:
            spans += _apart(text, _spans(self._labels, text))
        return self._around(text, united(spans))

    def told(self, value: str, *, labels: int) -> str:
        """What an attribute tells, but for what selectors ask for."""
        return self.text(value, _spans(self._values, value), names=True, labels=labels)

    def value(self, value: str) -> str:
        """The value of an attribute with invented words, but for what selectors ask for."""
        return self._around(value, united(_spans(self._values, value)))

    def asked(self, value: str) -> str:
        """What selectors ask for of a value."""
        return ";".join(self._values.findall(value))

    def url(self, url: str) -> str:
        """An address with invented words; the page's own host stays."""
        if match := _URL.match(url):
            scheme, host, path = match.groups()
            own = self._host is not None and host_name(host) == self._host
            return scheme + (host if own else self.value(host)) + self.value(unquote(path)[:_LONGEST_URL])
        if url.startswith(("data:", "javascript:", "blob:")):
            return "#"
        return self.value(unquote(url)[:_LONGEST_URL])

    def _around(self, text: str, kept: Iterable[Span]) -> str:
        parts: list[str] = []
        at = 0
        for start, end in kept:
            parts += (_WORD.sub(self._swap, text[at:start]), text[start:end])
            at = end
        return "".join([*parts, _WORD.sub(self._swap, text[at:])])

    def _swap(self, match: regex.Match[str]) -> str:
        word = match[0]
        if word.isdecimal():
            return self._number(word)
        if stamp := _STAMP.fullmatch(word):
            return self._moved(stamp) or _NUMBER.sub(lambda part: self._number(part[0]), word)
        if "\ud800" <= word <= "\udfff":
            return ""
        if word in _IN_STAMPS and match.start() and match.string[match.start() - 1].isdecimal():
            return word
        key = _key(word)
        if key not in self._new:
            self._new[key] = key if key in _PLAIN else self._invented(key)
        return _cased(self._new[key], word)

    def _invented(self, key: str) -> str:
        letters, single = _letters(key), UNSPACED.match(key) is not None
        for attempt in count():
            digest = self._digest(f"{attempt} {key}")
            length = 1 if single else len(key) + attempt // _TRIES
            new = "".join(letters[at % 2][digest[at % len(digest)] % len(letters[at % 2])] for at in range(length))
            if new not in self._page and (single or new not in self._taken):
                break
            if single and attempt > _TRIES:
                break  # every letter of the list stands on the page
        self._taken.add(new)
        return new

    def _number(self, digits: str) -> str:
        zero = ord(digits[0]) - unicodedata.digit(digits[0])
        plain = "".join(str(unicodedata.digit(c)) for c in digits)
        parts = [plain] if len(plain) < 5 else [plain[:4], *(plain[at : at + 2] for at in range(4, len(plain), 2))]
        return "".join(chr(zero + int(c)) for part in parts for c in self._part(part))

    def _moved(self, stamp: regex.Match[str]) -> str | None:
        """A date of the same form that lies some time before; None for what is no date."""
        year, mark, month, other, day, part, hour, minute, second, rest = stamp.groups()
        low, high = _DAYS
        moved = low + int.from_bytes(self._seed[:4]) % (high - low)
        try:
            clock = dt.time(int(hour or 0), int(minute or 0), int(second or 0))
            when = dt.datetime.combine(dt.date(int(year), int(month), int(day)), clock)
            when -= dt.timedelta(days=moved, minutes=moved % 60 + 1 if hour else 0, seconds=7 if second else 0)
        except (ValueError, OverflowError):
            return None
        shown = f"{part}{when:%H:%M:%S}" if second else f"{part}{when:%H:%M}" if hour else ""
        return f"{when.year:04}{mark}{when:%m}{other}{when:%d}{shown}{rest or ''}"

    def _part(self, plain: str) -> str:
        """Other digits for up to four."""
        value, end = int(plain), 10 ** len(plain)
        first = 0 if plain[0] == "0" else end // 10
        ranges = (*_RANGES.get(len(plain), ()), (first, end - 1, first, end - 1))
        low, _, to, last = next(bounds for bounds in ranges if bounds[0] <= value <= bounds[1])
        shift = 1 + int.from_bytes(self._digest(f"{to} {last}")[:4]) % (last - to)
        return str(to + (value - low + shift) % (last - to + 1)).zfill(len(plain))

    def _digest(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self._seed).digest()


def _key(word: str) -> str:
    """What words have in common that are the same but for case and accents, as a title and its address."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", word.lower())))


def _letters(key: str) -> Sequence[str]:
    """What invented words of a word's script are made of: of scripts that have no list, the letters beside its own."""
    script = unicodedata.name(key[0], "").split(" ")[0]
    if script in _LETTERS:
        return _LETTERS[script]
    first = ord(key[0]) & ~0x7F
    near = [c for c in map(chr, range(first, first + 0x80)) if c.isalpha() and c == c.lower()]
    return ["".join(c for c in near if unicodedata.name(c, "").startswith(script)) or key[0]] * 2


def _cased(new: str, like: str) -> str:
    """A word with the capitals of another one."""
    if like.islower():
        return new
    loud = like + (like if like.isupper() and len(like) > 1 else "a") * len(new)
    return "".join(c.upper() if model.isupper() else c for c, model in zip(new, loud, strict=False))


def _spans(pattern: regex.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _apart(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those that would make a run of a text's words."""
    run = last = 0
    for start, end in spans:
        words = len(_WORD.findall(text[start:end]))
        run = words if _WORD.search(text[last:start]) else run + words
        if run < _RUN:
            yield start, end
        last = end


def _any_of(words: Iterable[str], *, whole: bool = False) -> regex.Pattern[str]:
    """An expression for these words; `whole` ones only where they begin and end, in scripts that have spaces."""
    parts = []
    for word in sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word)):
        edged = whole and not UNSPACED.search(word)
        parts.append(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(word)}(?![\p{{L}}\p{{N}}])" if edged else regex.escape(word))
    return regex.compile("|".join(parts) or r"(?!)", regex.IGNORECASE)


_SELECTED: Final = regex.compile(r"""\[\s*([\w-]+)\s*(?:[*^$~|]?=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]"']+)))?""")
_CONTAINS: Final = regex.compile(r"""lexbor-contains\(\s*["']([^"']+)""")
"""Attributes in selectors, and phrases …"""
_HAS: Final = regex.compile(r":has\(\s*[>+~]?\s*([^()]+)\)")
"""… and what stands inside or behind of what is selected."""
_FROM: Final = regex.compile(r" @([\w-]+)$")
"""The attribute that a field is read from."""
_ESCAPES: Final = regex.compile(r"\(\?P<\w+>|\\p\{\w+\}|\\.")
"""What is no word in a pattern."""


class Known(NamedTuple):
    """Words that are nobody's."""

    names: Sequence[str] = ()
    """What the publisher is called."""
    labels: Sequence[str] = ()
    """What bylines and dates are written with."""
    taken: Sequence[str] = ()
    """Texts with words that rules find furniture by: an invented one would be taken for it."""

    @classmethod
    def of(cls, rulebook: Rulebook, publisher: Publisher | None) -> Known:
        """What a rulebook knows."""
        vocabulary = rulebook.files.vocabulary
        names = [publisher.name, *publisher.domains] if publisher else []
        labels = [*_JOINERS, *(word for label in _LABEL_WORDS for word in vocabulary.words_of(label))]
        taken = [word for words in vocabulary.lists for word in vocabulary.words_of(words)]
        for table in (rule.table for rule in rulebook.rules):
            phrases = (table.text, table.opening, table.closing, table.also, table.sentences)
            taken += (_ESCAPES.sub(" ", table.pattern or ""), *(phrase for said in phrases for phrase in listed(said)))
        return cls(names, labels, taken)


class Asked(NamedTuple):
    """What the selectors of page rules ask for."""

    phrases: Sequence[str] = ()
    """Of texts."""
    names: frozenset[str] = frozenset()
    """Of attributes."""
    values: Sequence[str] = ()
    """Parts of their values."""
    told: frozenset[str] = frozenset()
    """The attributes that tell metadata."""

    @classmethod
    def by(cls, rules: PageRules) -> Asked:
        """What these rules ask for."""
        selectors = [*(drop.select for drop in rules.drops), *rules.keep, *_layout_selectors(rules)]
        fields = _field_selectors(rules)
        found = [match for selector in (*selectors, *fields) for match in _SELECTED.findall(selector)]
        phrases = [phrase for selector in (*selectors, *fields) for phrase in _CONTAINS.findall(selector)]
        told = frozenset(name for selector in fields for name in _FROM.findall(selector))
        names = frozenset(name for name, *_ in found) | told
        return cls(phrases, names, ["".join(values) for _, *values in found], told)


def _layout_selectors(rules: PageRules) -> list[str]:
    tables = [(layout.body, layout.lead, layout.when) for layout in rules.layouts]
    return [selector for table in tables for selectors in table for selector in listed(selectors)]


def _field_selectors(rules: PageRules) -> list[str]:
    tables = [(table.title, table.author, table.published, table.modified, table.section) for table in rules.fields]
    return [selector for table in tables for selectors in table for selector in listed(selectors)]


_LETTERS_ONLY: Final = regex.compile(r"[\p{L}\p{M}]+")
_EVERYTHING: Final = Policy(cut=MARKED_KINDS)
_SIGNS: Final = regex.compile("[\1-\3]")
_NO_BLOCK: Final = ("-text", "-comment", "br")


class _Text:
    """The characters of a page's text, white space aside, by number: which stay, and where edits begin."""

    def __init__(self, body: LexborNode) -> None:
        self.spans: dict[int, Span] = {}
        """From where to where each element and text goes, by its `mem_id`."""
        at = 0
        stack: list[LexborNode | Span] = [body]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                self.spans[node[0]] = (node[1], at)
                continue
            stack.append((node.mem_id, at))
            at += _size(node.text_content or "") if node.tag == "-text" else 0
            stack += reversed(_children(node))
        self._kept = bytearray(at)
        self._edits: list[tuple[int, str]] = []
        self._taken: list[int] = []
        """How many of the characters before each one edits take."""

    def within(self, body: LexborNode, start: int, end: int) -> list[LexborNode]:
        """The outermost elements and texts that lie between two characters."""
        found = []
        stack = [body]
        while stack:
            node = stack.pop()
            first, last = self.spans[node.mem_id]
            if start <= first < last <= end or start < first == last < end:
                found.append(node)
            elif last > start and first < end:
                stack += reversed(_children(node))
        return found

    def note(self, article: Article, roots: Iterable[LexborNode], furniture: _Furniture) -> None:
        """Note where the edits are of an article that stands in these elements, and what of its furniture stays."""
        places = (at for root in roots for at in range(*self.spans[root.mem_id]))
        place_of = dict(zip(_shown(article.source), places, strict=True))
        taken = bytearray(len(self._kept))
        for edit in sorted(article.edits, key=lambda edit: edit.rule not in furniture.tables):
            own = [(at, place_of[at]) for at in range(edit.start, edit.end) if at in place_of]
            self._edits += [(place, edit.rule) for _, place in own[:1]]
            flags = furniture.flags(edit.rule, article.removed(edit))
            for at, place in own:
                taken[place] = 1
                if flags[at - edit.start]:
                    self._kept[place] = 1
                elif edit.cut and edit.rule not in furniture.tables:
                    self._kept[place] = 0  # it lies within a run of furniture, and is none of it
        self._edits.sort()
        self._taken = list(accumulate(taken, initial=0))

    def kept(self, node: LexborNode, text: str) -> list[Span]:
        """What of a text stays."""
        flags = self._kept[slice(*self.spans[node.mem_id])]
        return [(at, at + 1) for at, flag in zip(_shown(text), flags, strict=True) if flag] if any(flags) else []

    def is_shown(self, node: LexborNode) -> bool:
        """Whether an element shows any text."""
        start, end = self.spans[node.mem_id]
        return start < end

    def rules_in(self, node: LexborNode) -> tuple[frozenset[str], bool]:
        """The rules of the first edits that begin in an element, and whether all of it is edited."""
        start, end = self.spans[node.mem_id]
        first, last = (bisect_left(self._edits, (at, "")) for at in (start, end))
        some = self._edits[first : min(last, first + _MOST)]  # all of them would take time by the square of the depth
        return frozenset(rule for _, rule in some), start < end == start + self._taken[end] - self._taken[start]


def _size(text: str) -> int:
    """How many characters a text has, white space aside."""
    return len(_SIGNS.sub("", "".join(text.split())))


def _shown(text: str) -> list[int]:
    """Where those characters stand."""
    return [at for at, c in enumerate(text) if not c.isspace() and not "\1" <= c <= "\3"]


def _children(node: LexborNode) -> list[LexborNode]:
    """What stands in an element and shows."""
    return [] if (node.tag or "-")[0] == "-" or node.tag in SILENT else list(node.iter(include_text=True))


class _Furniture:
    """What text rules know of the furniture that they find."""

    def __init__(self, rulebook: Rulebook, inventor: Inventor) -> None:
        self.tables = {rule.id: rule.table for rule in rulebook.rules}
        self._vocabulary = rulebook.files.vocabulary
        self._inventor = inventor
        self._literals: dict[str, regex.Pattern[str]] = {}

    def flags(self, rule: str, text: str) -> bytes:
        """Which characters of a text that a rule took are furniture.

        That is all of it, but that a pattern, or the titles behind a label, may be anything: of that the rule's own
        words are, if the rule still takes the rest when it is invented.
        """
        table = self.tables.get(rule)
        if table is None:
            return bytes(len(text))
        if not table.pattern and not table.tail:
            return b"\1" * len(text)
        spans = [match.span() for match in self._found_by(rule, table).finditer(text)]
        left = clean(self._inventor.text(text, spans), rulebook=alone(table, self._vocabulary), policy=_EVERYTHING).text
        flags = bytearray(len(text))
        for start, end in spans if blank(left) else [(0, len(text))]:
            flags[start:end] = b"\1" * (end - start)
        return bytes(flags)

    def _found_by(self, rule: str, table: RuleTable) -> regex.Pattern[str]:
        if rule not in self._literals:
            said = _ESCAPES.sub(" ", expanded(table.pattern or "", self._vocabulary.alternatives))
            words = [word for word in _LETTERS_ONLY.findall(said) if len(word) > 1 or UNSPACED.search(word)]
            phrases = (*listed(table.text), *listed(table.opening), *listed(table.closing))
            self._literals[rule] = _any_of([*words, *phrases], whole=True)
        return self._literals[rule]


_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_GONE: Final = frozenset(
    [
        "applet", "base", "embed", "link", "noscript", "object", "param", "script", "source", "style", "svg",
        "template", "title", "track",
    ]
)  # fmt: skip
"""Elements that a skeleton leaves out."""
_ADDRESSES: Final = frozenset(["action", "cite", "data-href", "data-src", "data-url", "href", "poster", "src"])
_PROSE: Final = frozenset(
    ["alt", "aria-description", "aria-label", "content", "datetime", "label", "placeholder", "summary", "title"]
)
"""Attributes that hold words of the page."""
_HOOKS: Final = frozenset(
    [
        "class", "colspan", "dir", "hidden", "id", "itemid", "itemprop", "itemscope", "itemtype", "lang", "name",
        "property", "rel", "role", "rowspan", "type",
    ]
)  # fmt: skip
"""Attributes that name an element."""
_ATTRIBUTE: Final = regex.compile(r"[a-z][a-z0-9_:.-]*")
_LONGEST: Final = 60
"""A value of more characters is no name, …"""
_CUT: Final = 30
"""… and so much of it is invented."""
_LONGEST_PROSE: Final = 300
_YES_OR_NO: Final = frozenset(["true", "false", "yes", "no"])
_SPACES: Final = regex.compile(r"[ \t\n\r\f]+")
_MOST: Final = 12
"""So many elements of a kind in a row are kept, the first ones and the last …"""
_FEW: Final = 4
"""… and so many of furniture, and of elements that show nothing."""


class _Writer:
    """Writes a page's elements with invented words."""

    def __init__(self, page: Page, text: _Text, inventor: Inventor, asked: Asked) -> None:
        self._text = text
        self._inventor = inventor
        self._asked = asked
        self._wanted: dict[int, int] = {}
        """How many of a kind in a row are written, of each element that is."""
        self._way: set[int] = set()
        """The elements around those."""
        said = [" ".join(node.text() or "" for node in page.tree.css("title, h1"))]
        said += (block.text for block in blocks_of(page.body))
        self._runs = {run for text in said for run in _runs(text)}
        """What no attribute may say."""

    def want(self, nodes: Iterable[LexborNode], most: int) -> None:
        """Write these elements, unless they hold what is written already."""
        for node in nodes:
            if node.mem_id not in self._way:
                self._wanted.setdefault(node.mem_id, most)
            above = node.parent
            while above is not None and above.mem_id not in self._way:
                self._way.add(above.mem_id)
                above = above.parent

    def written(self, body: LexborNode) -> str:
        """The body, with what is wanted of it."""
        parts: list[str] = []
        stack: list[str | tuple[LexborNode, int]] = [(body, 0)]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
                continue
            node, most = item
            tag = node.tag or "-"
            if tag == "-text":
                parts.append(self._words(node))
            elif tag[0] != "-" and tag not in _GONE:
                parts.append(self.opened(node))
                if tag not in _VOID:
                    most = most or self._wanted.get(node.mem_id, 0)
                    stack.append(f"</{tag}>")
                    stack += ((child, most) for child in reversed(self._inside(node, most)))
        return "".join(parts)

    def _inside(self, node: LexborNode, most: int) -> list[LexborNode]:
        """What is written of what stands in an element."""
        children = _children(node)
        if not most:
            children = [child for child in children if child.mem_id in self._wanted or child.mem_id in self._way]
        gone = self._left_out(children, most or _MOST)
        result: list[LexborNode] = []
        behind = False
        for child in children:
            if child.mem_id in gone:
                behind = True
            elif not behind or self._text.is_shown(child) or child.tag != "-text":
                behind = False
                result.append(child)
        return result

    def _left_out(self, children: list[LexborNode], most: int) -> set[int]:
        """Of many elements of a kind in a row, those in the middle; and most of many that show nothing."""
        kinds = [
            (child, self._kind(child)) for child in children if child.tag not in INLINE and child.tag not in _NO_BLOCK
        ]
        gone: set[int] = set()
        shown = [item for item in kinds if self._text.is_shown(item[0])]
        for (*_, furniture), group in groupby(shown, key=lambda item: item[1]):
            half = min(most, _FEW if furniture else most) // 2
            gone.update(child.mem_id for child, _ in list(group)[half:-half])
        counts: Counter[Any] = Counter()
        for child, kind in kinds:
            counts[kind] += 1
            if counts[kind] > _FEW and not self._text.is_shown(child):
                gone.add(child.mem_id)
        return gone

    def _kind(self, node: LexborNode) -> tuple[str | None, str, frozenset[str], bool]:
        return node.tag, _NUMBER.sub("", node.attributes.get("class") or ""), *self._text.rules_in(node)

    def _words(self, node: LexborNode) -> str:
        text = node.text_content or ""
        heading = node.parent is not None and node.parent.tag in HEADINGS
        text = self._inventor.text(text, self._text.kept(node, text), names=heading, labels=0 if heading else _LABEL)
        if node.parent is None or node.parent.tag != "pre":
            text = _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text)
        return escape(text, quote=False)

    def opened(self, node: LexborNode) -> str:
        """The start of an element, with the attributes that name it."""
        tag = node.tag or ""
        said = [part for name, value in node.attributes.items() if (part := self._attribute(tag, name, value))]
        return f"<{' '.join([tag, *said])}>"

    def _attribute(self, tag: str, name: str, value: str | None) -> str | None:
        known = name in _HOOKS or name in _ADDRESSES or name in _PROSE or name in self._asked.names
        if not (known or name.startswith(("data-", "aria-"))) or not _ATTRIBUTE.fullmatch(name):
            return None
        if value is None:
            return name
        if name == "style" or name.endswith("srcset"):
            asked = self._inventor.asked(value)
            return f'{name}="{escape(asked)}"' if asked else None
        return f'{name}="{escape(self._value(tag, name, value))}"'

    def _value(self, tag: str, name: str, value: str) -> str:
        inventor, asked = self._inventor, self._asked
        if value.lower() in _YES_OR_NO:
            return value
        if name in _ADDRESSES or (name != "itemtype" and value.startswith(("http://", "https://", "/"))):
            return inventor.url(value)
        if name in _PROSE or name in asked.told:
            tells = name == "datetime" or name in asked.told
            return inventor.told(value[:_LONGEST_PROSE], labels=_MOST_AUTHORS if tells else 0)
        if self._names_it(tag, name, value):
            return value
        return inventor.value(value if name in asked.names or name in _HOOKS else value[:_CUT])

    def _names_it(self, tag: str, name: str, value: str) -> bool:
        """Whether a value names its element, and says nothing of the page."""
        if (name == "id" and tag in HEADINGS) or not self._runs.isdisjoint(_runs(value)):
            return False
        return name in _HOOKS or (len(value) <= _LONGEST and value.isascii() and not _SPACES.search(value))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every few words in a row of a text."""
    words = list(map(_key, _WORD.findall(text)))
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


_READ: Final = frozenset(
    [
        "@id", "@type", "@value", "headline", "name", "author", "creator", "datePublished", "dateModified",
        "articleSection", "description", "inLanguage", "isAccessibleForFree", "keywords", "image", "mainEntityOfPage",
        "url", "contentUrl", "publisher",
    ]
)  # fmt: skip
"""The keys of JSON-LD that are read."""
_STATED: Final = frozenset(["@type", "inLanguage", "isAccessibleForFree"])
"""Those whose values are words of schema.org."""
_DEEPEST: Final = 6


def _head(page: Page, address: str | None, inventor: Inventor, rules: PageRules) -> Iterator[str]:
    """What the page declares, in other words."""
    yield '<meta charset="utf-8">'
    for node in page.tree.css("title")[:1]:
        yield f"<title>{escape(inventor.text(' '.join((node.text() or '').split()), names=True), quote=False)}</title>"
    if address:
        yield f'<link rel="canonical" href="{escape(inventor.url(address))}">'
    counts: Counter[str] = Counter()
    for node in page.tree.css("meta[content]"):
        names = ("property", "name", "http-equiv", *(["itemprop"] if node.parent and node.parent.tag == "head" else []))
        said = "".join(f'{key}="{escape(value)}" ' for key in names if (value := node.attributes.get(key)))
        counts[said] += 1
        content = unescape(node.attributes.get("content") or "")
        told = _content(said, content, inventor, rules) if counts[said] <= _MOST else None
        if told is not None:
            yield f'<meta {said}content="{escape(told)}">'
    if linked := _linked(Graph(page.tree), inventor):
        data = json.dumps(linked, ensure_ascii=False, indent=1).replace("</", "<\\/")
        yield f'<script type="application/ld+json">\n{data}\n</script>'


def _content(said: str, content: str, inventor: Inventor, rules: PageRules) -> str | None:
    """What a meta tag of these attributes says, if it is one that is read."""
    tree = LexborHTMLParser(f'<meta {said}content="{escape(content)}">')
    field = next(iter(declared(tree, rules.fields)), None)
    if field is None or field in ("language", "free"):
        return content if field else None
    return inventor.url(content) if field in ("image", "url") else _said(field, content, inventor)


def _said(field: str, text: str, inventor: Inventor) -> str:
    """What is said of a field, in other words: as the page's own text does for the description and the title."""
    labels = 0 if field in ("description", "title", "headline") else _MOST_AUTHORS
    return inventor.text(text, names=field != "description", labels=labels)


def _linked(graph: Graph, inventor: Inventor) -> Any:
    """The article of a page's JSON-LD, and the things that it refers to."""
    article = graph.article
    values = [article.get(key) for key in ("author", "creator", "publisher", "image")]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    others = [thing for part in parts if isinstance(part, dict) and (thing := graph.resolved(part)) != part]
    things = [{"@context": "https://schema.org", **_told(thing, "", inventor, 0)} for thing in (article, *others)]
    return things if others else things[0] if article else None


def _told(value: Any, key: str, inventor: Inventor, depth: int) -> Any:
    """A value of JSON-LD in other words, with the keys that are read."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if key in _STATED:
            return value if len(_WORD.findall(value)) < _RUN else ""
        is_address = key in ("@id", "url", "contentUrl") or value.startswith("http")
        return inventor.url(value) if is_address else _said(key, unescape(value), inventor)
    if isinstance(value, list) and depth < _DEEPEST:
        told = (_told(item, key, inventor, depth + 1) for item in value[:_MOST])
        return [item for item in told if item is not None]
    if isinstance(value, dict) and depth < _DEEPEST:
        items = ((name, _told(inner, name, inventor, depth + 1)) for name, inner in value.items() if name in _READ)
        return {name: item for name, item in items if item is not None}
    return None


_NAMES: Final = (
    "h1", "article h1, main h1", "[rel~=author]", "[itemprop~=author]", "[itemprop~=headline]", "time[datetime]",
    "[itemprop~=articleSection]", "[itemprop~=datePublished]", "[itemprop~=dateModified]",
)  # fmt: skip
"""What tells a headline, an author, a date outside of the story."""
_MOST_NAMED: Final = 3
"""So many of the elements that one selector finds outside of the story are kept."""
_SALTS: Final = 3


def skeleton(html: str, url: str | None, rulebook: Rulebook) -> str:
    """The skeleton of a page, which cleans as the page does: the same blocks, the same rules, invented words.

    It is the same for the same page and rulebook. Raises PageError for a page that cannot be read in bounded time and
    memory.
    """
    rulebook = Rulebook(rulebook.files) if rulebook.configs else rulebook  # site configs describe no publisher of ours
    page = Page.read(html)
    article = clean_html(html, url, rulebook=rulebook)
    rules = {edit.rule for edit in article.edits}
    result = ""
    for salt in range(_SALTS):
        result = _skeleton(page, url or page.address, rulebook, article, salt)
        if rules.issuperset(edit.rule for edit in clean_html(result, rulebook=rulebook).edits):
            break  # else some rule takes an invented word for its own
    return result


def _skeleton(page: Page, address: str | None, rulebook: Rulebook, article: Article, salt: int) -> str:
    known = rulebook.publishers.get(claimed_by(host_of(address) or "", rulebook.domains) or "")
    rules = rulebook.page_rules(known.id if known else None)
    asked = Asked.by(rules)
    inventor = Inventor(page.html, host_of(address), asked, Known.of(rulebook, known), salt)
    text = _Text(page.body)
    roots = _story(page, address, rulebook, known, rules, text)
    text.note(article, roots, _Furniture(rulebook, inventor))
    writer = _Writer(page, text, inventor, asked)
    writer.want(roots, _MOST)
    writer.want(_beside(page, rules), _FEW)
    head = "".join(f"{line}\n" for line in _head(page, address, inventor, rules))
    shell = writer.opened(page.tree.root) if page.tree.root else "<html>"
    return f"<!DOCTYPE html>\n{shell}\n<head>\n{head}</head>\n{writer.written(page.body)}\n</html>\n"


def _story(
    page: Page, address: str | None, rulebook: Rulebook, known: Publisher | None, rules: PageRules, text: _Text
) -> list[LexborNode]:
    """The elements and texts that hold the story, and nothing else."""
    found = [_named(block) for block in story_of(page, address, rulebook, known, "judge").blocks]
    for layout in rules.layouts:
        roots = region(page.tree, layout)
        if found == [_named(block) for root in roots for block in blocks_of(root, marks(root, rules))]:
            return roots
    every = [_named(block) for block in blocks_of(page.body, marks(page.body, rules))]
    if not found:
        return []
    start = sum(_size(said) for _, said in every[: every.index(found[0])])
    return text.within(page.body, start, start + sum(_size(said) for _, said in found))


def _named(block: PageBlock) -> tuple[int, str]:
    return block.place.number, block.text


def _beside(page: Page, rules: PageRules) -> Iterator[LexborNode]:
    """What is kept outside of the story: headline, authors and dates, and what the publisher's rules ask for."""
    drops = [drop.select for drop in rules.drops if not drop.mark.rule.startswith("generic/")]
    whens = [layout.when for layout in rules.layouts if layout.when]
    inside = [selector for whole in _layout_selectors(rules) for selector in _HAS.findall(whole)]
    fields = [_FROM.sub("", selector) for selector in _field_selectors(rules)]
    for selector in (*_NAMES, *drops, *whens, *inside, *fields):
        yield from page.body.css(selector)[:_MOST_NAMED]
