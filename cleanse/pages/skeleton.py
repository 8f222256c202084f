"""Skeletons: a page's elements with invented words, so that it can be shown at work without anyone's article.

Every word is swapped for an invented one, always the same for the same word of a page. Only furniture that rules know
by its words stays, and what the elements are named.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import accumulate, count, groupby
from typing import Any, Final, NamedTuple
from unicodedata import digit, name, normalize
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
from cleanse.pages.blocks import blocks_of
from cleanse.pages.cleaning import clean_html
from cleanse.pages.declared import declared
from cleanse.pages.elements import INLINE, SILENT
from cleanse.pages.jsonld import Graph
from cleanse.pages.layouts import PageRules, marks, region
from cleanse.pages.metadata import page_fields
from cleanse.pages.page import Page
from cleanse.pages.story import told_of
from cleanse.recognition import claimed_by, host_of
from cleanse.rulebook import Publisher, Rulebook
from cleanse.rules import expanded, listed
from cleanse.schema import RuleTable

Span = tuple[int, int]

_WORD: Final = regex.compile(
    r"(?V1)\p{Nd}+|[[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]&&[\p{Lo}]]"
    r"|[[\p{L}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]]+|\p{Cs}"
)
"""A number, a letter of a script without spaces, a word of another script; and half a character, which is dropped."""
_ACCENTS: Final = regex.compile("[\u0300-\u036f]")
_LETTERS: Final = {
    "LATIN": ("bdfgklmnprstvz", "aeiou"),
    "CYRILLIC": ("бвгдзклмнпрст", "аеиоу"),
    "GREEK": ("βγδζκλμνπρστ", "αειου"),
    "ARABIC": ("بتجدرزسشعفقكلمن", "اوي"),
    "HEBREW": ("בגדהזטלמנפקרש", "אוי"),
    "DEVANAGARI": ("कगचजटतदनपबमरलवसह", "ािीुेो"),
    "HANGUL": ("가나다라마바사자카타파하", "논돌문빌순절텀휼"),
    "CJK": ("椿楓梓楠榎柊樅檜欅萩蕗蓬薊菫葵藤蔦蘭茜菖鷺鴨雀鳩鶉鯉鮎鱒鯖蛍蝉蜻", "岬峠嶺澤淵瀧"),
    "HIRAGANA": ("ぬねへほむめゆよろわ", "ぬ"),
    "KATAKANA": ("ヌネヘホムメユヨロワ", "ヌ"),
    "THAI": ("ฆฌฎฏฐฑฒณฬฮ", "ฆ"),
}
"""What invented words of a script are made of, one letter of each in turn."""
_TRIES: Final = 40
"""So many words of one length are tried before longer ones."""
_RANGES: Final = ((1, 9), (10, 12), (13, 23), (24, 28), (29, 31), (32, 59), (60, 99))
"""A number of two digits is swapped for another one of its range: days, months, hours and minutes stay what they are."""
_YEARS: Final = (2001, 2029)
_IN_STAMPS: Final = ("T", "Z")
"""What stands between and behind the numbers of a stamp."""
_WEB: Final = (
    "http",
    "https",
    "www",
    "com",
    "org",
    "net",
    "html",
    "htm",
    "php",
    "true",
    "false",
    "free",
    "metered",
    "locked",
)
_JOINERS: Final = ("and", "und", "et", "y", "e", "og", "och", "en", "ve", "и", "for", "in")
"""What stands between the names of authors."""
_LABEL_WORDS: Final = ("byline", "agency", "month", "weekday", "outlet", "newsroom", "role", "title_behind")
"""The vocabulary's lists that tell what a line of names or dates says."""
_LABEL: Final = 8
"""A label has at most so many words."""
_URL: Final = regex.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)([^/?#]*)(.*)", regex.DOTALL)
_LONGEST_URL: Final = 160
_LONGEST: Final = 60
"""A value of more characters is no name."""
_CUT: Final = 30
"""So much of it is invented."""
_LONGEST_PROSE: Final = 300
_RUN: Final = 4
"""So many words in a row are somebody's."""


class Inventor:
    """Swaps the words of a page for invented ones: the same for the same word, and none that stands on the page."""

    def __init__(
        self,
        html: str,
        host: str | None = None,
        phrases: Iterable[str] = (),
        labels: Iterable[str] = (),
        values: Iterable[str] = (),
        taken: Iterable[str] = (),
    ) -> None:
        """An inventor for a page of a host.

        `phrases` stay wherever they stand, `labels` in metadata and short lines only, `values` in attributes; the words
        of the texts `taken` are never invented.
        """
        self._seed = hashlib.blake2b(html.encode(errors="surrogatepass"), digest_size=32).digest()
        self._page = frozenset(map(_key, _WORD.findall(unescape(html))))
        self._new: dict[str, str] = {}
        self._taken = {_key(word) for text in taken for word in _WORD.findall(text)}
        self._host = host_name(host or "")
        self._phrases = _any_of(phrases)
        self._labels = _any_of(labels, whole=True)
        self.values = _any_of(values)

    def text(self, text: str, kept: Iterable[Span] = (), *, label: bool = False) -> str:
        """A text with invented words, but for the spans that are kept.

        >>> Inventor("").text("It rained, it RAINED in 2024.").split()[0].istitle()
        True
        """
        spans = [*kept, *(match.span() for match in self._phrases.finditer(text))]
        if label or text.count(" ") < _LABEL:
            spans += _apart(text, (match.span() for match in self._labels.finditer(text)), alone=label)
        return self._around(text, united(spans))

    def value(self, value: str) -> str:
        """The value of an attribute with invented words, but for what selectors name."""
        return self._around(value, united(match.span() for match in self.values.finditer(value)))

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
        if "\ud800" <= word <= "\udfff":
            return ""
        if word in _IN_STAMPS and match.start() and match.string[match.start() - 1].isdecimal():
            return word
        key = _key(word)
        if key not in self._new:
            self._new[key] = key if key in _WEB else self._invented(key)
        return _cased(self._new[key], word)

    def _invented(self, key: str) -> str:
        letters = _letters(key)
        for attempt in count():
            digest = self._digest(f"{attempt} {key}")
            length = len(key) + attempt // _TRIES
            if UNSPACED.fullmatch(key):
                length = 1
            new = "".join(letters[at % 2][digest[at % len(digest)] % len(letters[at % 2])] for at in range(length))
            if new not in self._page and new not in self._taken:
                break
            if UNSPACED.fullmatch(key) and (new not in self._page or attempt > _TRIES):
                return new
        self._taken.add(new)
        return new

    def _number(self, digits: str) -> str:
        zero = ord(digits[0]) - digit(digits[0])
        plain = "".join(str(digit(c)) for c in digits)
        parts = [plain] if len(plain) < 5 else [plain[:4], *(plain[at : at + 2] for at in range(4, len(plain), 2))]
        return "".join(chr(zero + int(c)) for part in parts for c in self._part(part))

    def _part(self, plain: str) -> str:
        """Other digits for up to four."""
        value = int(plain)
        if len(plain) == 4 and 1900 <= value < 2100:
            low, high = _YEARS
        elif len(plain) > 2:
            low, high = 10 ** (len(plain) - 1), 10 ** len(plain) - 1
        else:
            low, high = next(bounds for bounds in _RANGES if value <= bounds[1])
        new = low + int.from_bytes(self._digest(f"number {plain}")[:4]) % (high - low)
        return str(new + (new >= value)).zfill(len(plain))

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._seed).digest()


def _key(word: str) -> str:
    """What words have in common that are the same but for case and accents, as a title and its address."""
    return word.lower() if word.isascii() else _ACCENTS.sub("", normalize("NFKD", word.lower()))


def _letters(key: str) -> Sequence[str]:
    """What invented words of a word's script are made of: of scripts that have no list, the letters beside its own."""
    script = name(key[0], "").split(" ")[0]
    first = ord(key[0]) & ~0x7F
    near = (
        c
        for c in map(chr, range(first, first + 0x80))
        if c.isalpha() and c == c.lower() and name(c, "").startswith(script)
    )
    return _LETTERS.get(script) or ["".join(near) or key[0]] * 2


def _cased(new: str, like: str) -> str:
    """A word with the capitals of another one."""
    if like.islower():
        return new
    return "".join(c.upper() if like[min(at, len(like) - 1)].isupper() else c for at, c in enumerate(new))


def _apart(text: str, spans: Iterable[Span], *, alone: bool) -> Iterator[Span]:
    """The spans without those that make a run of a text's words, unless one is a run `alone`, as a name may be."""
    run = last = 0
    for start, end in spans:
        words = len(_WORD.findall(text[start:end]))
        run = words if _WORD.search(text[last:start]) else run + words
        if run < _RUN or (alone and run == words):
            yield start, end
        last = end


def _any_of(words: Iterable[str], *, whole: bool = False) -> regex.Pattern[str]:
    """An expression for these words; `whole` ones only where they begin and end, in scripts that have spaces."""
    longest_first = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    parts = [
        rf"(?<![\p{{L}}\p{{N}}]){regex.escape(word)}(?![\p{{L}}\p{{N}}])"
        if whole and not UNSPACED.search(word)
        else regex.escape(word)
        for word in longest_first
    ]
    return regex.compile("|".join(parts) or r"(?!)", regex.IGNORECASE)


_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_GONE: Final = frozenset(
    [
        "applet",
        "base",
        "embed",
        "link",
        "noscript",
        "object",
        "param",
        "script",
        "source",
        "style",
        "svg",
        "template",
        "title",
        "track",
    ]
)
"""Elements that a skeleton leaves out."""
_ADDRESSES: Final = frozenset(["action", "cite", "data-href", "data-src", "data-url", "href", "poster", "src"])
_PROSE: Final = frozenset(["alt", "content", "datetime", "label", "placeholder", "summary", "title"])
"""Attributes that hold words of the page."""
_HOOKS: Final = frozenset(
    [
        "class",
        "colspan",
        "dir",
        "hidden",
        "id",
        "itemid",
        "itemprop",
        "itemscope",
        "itemtype",
        "lang",
        "name",
        "property",
        "rel",
        "role",
        "rowspan",
        "type",
    ]
)
_ATTRIBUTE: Final = regex.compile(r"[a-z][a-z0-9_:.-]*")
_SELECTED: Final = regex.compile(r"""\[\s*([\w-]+)\s*(?:[*^$~|]?=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]"']+)))?""")
_CONTAINS: Final = regex.compile(r"""lexbor-contains\(\s*["']([^"']+)""")
_FROM: Final = regex.compile(r" @([\w-]+)$")
_ESCAPES: Final = regex.compile(r"\(\?P<\w+>|\\p\{\w+\}|\\.")
"""What is no word in a pattern."""
_HAS: Final = regex.compile(r":has\(\s*[>+~]?\s*((?:[^()]|\([^()]*\))+)\)")
_SPACES: Final = regex.compile(r"[ \t\n\r\f]+")
_SIGNS: Final = regex.compile("[\1-\3]")
_DIGITS: Final = regex.compile(r"\d+")
_MOST: Final = 12
"""So many elements of a kind in a row are kept, the first ones and the last."""
_FEW: Final = 4
"""… and so many in furniture."""
_NAMES: Final = (
    "h1",
    "article h1, main h1",
    "[rel~=author]",
    "[itemprop~=author]",
    "[itemprop~=headline]",
    "time[datetime]",
    "[itemprop~=articleSection]",
    "[itemprop~=datePublished]",
    "[itemprop~=dateModified]",
)
"""What tells a headline, an author or a date outside of the story."""
_MOST_NAMED: Final = 3
_READ: Final = frozenset(
    [
        "@id",
        "@type",
        "@value",
        "headline",
        "name",
        "author",
        "creator",
        "datePublished",
        "dateModified",
        "articleSection",
        "description",
        "inLanguage",
        "isAccessibleForFree",
        "keywords",
        "image",
        "mainEntityOfPage",
        "url",
        "contentUrl",
        "publisher",
    ]
)
"""The keys of JSON-LD that are read."""
_STATED: Final = frozenset(["@type", "inLanguage", "isAccessibleForFree"])
_DEEPEST: Final = 6
_MOST_SALTS: Final = 3
"""So often words are invented anew."""


def skeleton(html: str, url: str | None, rulebook: Rulebook) -> str:
    """The skeleton of a page, which cleans as the page does: same blocks, same rules, invented words.

    Raises PageError for a page that cannot be read in bounded time and memory.
    """
    rulebook = Rulebook(rulebook.files) if rulebook.configs else rulebook  # site configs describe no publisher of ours
    article = clean_html(html, url, rulebook=rulebook)
    rules = {edit.rule for edit in article.edits}
    for salt in range(_MOST_SALTS):
        result = _skeleton(Page.read(html), url, rulebook, article, salt)
        if rules.issuperset(edit.rule for edit in clean_html(result, rulebook=rulebook).edits):
            break  # else an invented word is some rule's, as the end of one may be
    return result


def _skeleton(page: Page, url: str | None, rulebook: Rulebook, article: Article, salt: int) -> str:
    address = url or page.address
    known = rulebook.publishers.get(claimed_by(host_of(address) or "", rulebook.domains) or "")
    rules = rulebook.page_rules(known.id if known else None)
    selectors = _Selectors.of(rules)
    said = f"{page.html}{salt or ''}"
    inventor = Inventor(
        said, host_of(address), selectors.phrases, _labels(rulebook, known), selectors.values, _said(rulebook)
    )
    text = _Text(page.body)
    roots = _story(page, address, rulebook, known, rules, text)
    text.keep(article, roots, rulebook, inventor)
    writer = _Writer(text, inventor, selectors, roots, _around(page, rules))
    writer.look_at(page)
    head = "".join(f"{line}\n" for line in _head(page, address, inventor, rules))
    shell = writer.open(page.tree.root) if page.tree.root else "<html>"
    return f"<!DOCTYPE html>\n{shell}\n<head>\n{head}</head>\n{writer.written(page.body)}\n</html>\n"


def _labels(rulebook: Rulebook, known: Publisher | None) -> list[str]:
    """What is no secret of a page: how its publisher is named, and the words of bylines and dates."""
    vocabulary = rulebook.files.vocabulary
    names = [known.name, *known.domains] if known else []
    return [*names, *_JOINERS, *(word for label in _LABEL_WORDS for word in vocabulary.words_of(label))]


def _said(rulebook: Rulebook) -> Iterator[str]:
    """The words that rules find furniture by: an invented one would be taken for it."""
    vocabulary = rulebook.files.vocabulary
    for list_ in vocabulary.lists:
        yield from vocabulary.words_of(list_)
    for rule in rulebook.rules:
        table = rule.table
        yield _ESCAPES.sub(" ", table.pattern or "")
        yield from (*listed(table.text), *listed(table.opening), *listed(table.closing), *table.also, *table.sentences)


class _Selectors(NamedTuple):
    """What the selectors of page rules ask for: phrases of the text, names of attributes, and values of them."""

    phrases: list[str]
    names: frozenset[str]
    values: list[str]

    @classmethod
    def of(cls, rules: PageRules) -> _Selectors:
        """What these rules ask for."""
        selectors = [*(drop.select for drop in rules.drops), *rules.keep, *_field_selectors(rules)]
        for layout in rules.layouts:
            selectors += [*listed(layout.body), *listed(layout.lead), *listed(layout.when)]
        found = [match for selector in selectors for match in _SELECTED.findall(selector)]
        names = {name for name, *_ in found} | {match[1] for selector in selectors if (match := _FROM.search(selector))}
        phrases = [phrase for selector in selectors for phrase in _CONTAINS.findall(selector)]
        return cls(phrases, frozenset(names), ["".join(values) for _, *values in found])


def _field_selectors(rules: PageRules) -> list[str]:
    tables = [(table.title, table.author, table.published, table.modified, table.section) for table in rules.fields]
    return [selector for table in tables for selectors in table for selector in listed(selectors)]


def _story(
    page: Page, address: str | None, rulebook: Rulebook, known: Publisher | None, rules: PageRules, text: _Text
) -> list[LexborNode]:
    """The elements and texts that hold the story and nothing else, as cleaning finds it."""
    for layout in rules.layouts:
        roots = region(page.tree, layout)
        if any(block.mark is None for root in roots for block in blocks_of(root, marks(root, rules))):
            return roots
    blocks = blocks_of(page.body, marks(page.body, rules))
    story = rulebook.judge.story_of(blocks, told_of(page_fields(page, address, rulebook, rules.fields, known)))
    if not story:
        return []
    start = sum(_size(block.text) for block in blocks[: blocks.index(story[0])])
    return text.within(page.body, start, start + sum(_size(block.text) for block in story))


def _around(page: Page, rules: PageRules) -> Iterator[LexborNode]:
    """What is kept outside of the story: headline, authors and dates, and some of the furniture that a publisher's rules name."""
    drops = [drop.select for drop in rules.drops if not drop.mark.rule.startswith("generic/")]
    layouts = [select for layout in rules.layouts for select in (*listed(layout.body), *listed(layout.when))]
    beside = [
        *(layout.when for layout in rules.layouts if layout.when),
        *(has for s in layouts for has in _HAS.findall(s)),
    ]
    for selector in (*_NAMES, *drops, *beside, *(_FROM.sub("", selector) for selector in _field_selectors(rules))):
        yield from page.body.css(selector)[:_MOST_NAMED]


def _size(text: str) -> int:
    """How many characters a text has, white space aside."""
    return len(_SIGNS.sub("", "".join(text.split())))


def _shown(text: str) -> list[int]:
    """Where those characters stand."""
    return [at for at, c in enumerate(text) if not c.isspace() and not "\1" <= c <= "\3"]


def _children(node: LexborNode) -> list[LexborNode]:
    return [] if (node.tag or "-")[0] == "-" or node.tag in SILENT else list(node.iter(include_text=True))


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
        self.kept = bytearray(at)
        self._before: list[int] = []
        """How many of the characters before each one edits take."""
        self.edits: list[tuple[int, str]] = []

    def within(self, body: LexborNode, start: int, end: int) -> list[LexborNode]:
        """The outermost elements and texts that lie between two characters."""
        found = []
        stack = [body]
        while stack:
            node = stack.pop()
            first, last = self.spans[node.mem_id]
            if start <= first < last <= end or (start < first < end and first == last):
                found.append(node)
            elif last > start and first < end:
                stack += reversed(_children(node))
        return found

    def keep(self, article: Article, roots: Iterable[LexborNode], rulebook: Rulebook, inventor: Inventor) -> None:
        """Note what stays of an article that stands in these elements: furniture that rules know by its words."""
        places = (at for root in roots for at in range(*self.spans[root.mem_id]))
        place_of = dict(zip(_shown(article.source), places, strict=True))
        rules = {rule.id: rule.table for rule in rulebook.rules}
        edited: set[int] = set()
        for edit in sorted(article.edits, key=lambda edit: edit.rule not in rules):
            places_of_edit = [place_of[at] for at in range(edit.start, edit.end) if at in place_of]
            if places_of_edit:
                self.edits.append((places_of_edit[0], edit.rule))
            edited.update(places_of_edit)
            table = rules.get(edit.rule)
            whole = [(0, edit.end - edit.start)] if edit.cut else []
            spans = _known(table, article.removed(edit), rulebook, inventor) if table else whole
            for start, end in spans:
                for at in range(edit.start + start, edit.start + end):
                    if at in place_of:
                        self.kept[place_of[at]] = table is not None
        self.edits.sort()
        self._before = list(accumulate((at in edited for at in range(len(self.kept))), initial=0))

    def spans_kept(self, node: LexborNode, text: str) -> list[Span]:
        """What of a text stays."""
        flags = self.kept[slice(*self.spans[node.mem_id])]
        return [(at, at + 1) for at, flag in zip(_shown(text), flags, strict=True) if flag] if any(flags) else []

    def has(self, node: LexborNode) -> bool:
        """Whether an element shows any text."""
        start, end = self.spans[node.mem_id]
        return start < end

    def rules_in(self, node: LexborNode) -> tuple[frozenset[str], bool]:
        """The rules of the edits that begin in an element, and whether they edit all of it."""
        start, end = self.spans[node.mem_id]
        first, last = (bisect_left(self.edits, (at, "")) for at in (start, end))
        some = self.edits[first : min(last, first + _MOST)]  # more would take time by the square of the depth
        return frozenset(rule for _, rule in some), start < end <= start + self._before[end] - self._before[start]


def _known(table: RuleTable, removed: str, rulebook: Rulebook, inventor: Inventor) -> list[Span]:
    """What a rule knows of a text that it removed: all of it, but that a pattern, or titles behind it, may be anything."""
    if not table.pattern and not table.tail:
        return [(0, len(removed))]
    vocabulary = rulebook.files.vocabulary
    said = _ESCAPES.sub(" ", expanded(table.pattern or "", vocabulary.alternatives))
    words = [word for word in regex.findall(r"[\p{L}\p{M}]+", said) if len(word) > 1 or UNSPACED.search(word)]
    found = _any_of([*words, *listed(table.text), *listed(table.opening), *listed(table.closing)], whole=True)
    spans = [match.span() for match in found.finditer(removed)]
    left = clean(inventor.text(removed, spans), rulebook=alone(table, vocabulary), policy=Policy(cut=MARKED_KINDS)).text
    return spans if blank(left) else [(0, len(removed))]


class _Writer:
    """Writes a page's elements with invented words."""

    def __init__(
        self,
        text: _Text,
        inventor: Inventor,
        selectors: _Selectors,
        story: Iterable[LexborNode],
        beside: Iterable[LexborNode],
    ) -> None:
        self._text = text
        self._inventor = inventor
        self._names = selectors.names
        self._wanted: dict[int, int] = {}
        """How many of a kind in a row are kept in each element that is."""
        self._way: set[int] = set()
        """The elements around those that are wanted."""
        self._runs: set[tuple[str, ...]] = set()
        for node, most in (*((node, _MOST) for node in story), *((node, _FEW) for node in beside)):
            self._wanted.setdefault(node.mem_id, most)
            above = node.parent
            while above is not None and above.mem_id not in self._way:
                self._way.add(above.mem_id)
                above = above.parent

    def look_at(self, page: Page) -> None:
        """Learn what the page says, which no attribute may say again."""
        title = page.tree.css_first("title")
        for text in (title.text() if title else "", *(block.text for block in blocks_of(page.body))):
            words = list(map(_key, _WORD.findall(text)))
            self._runs.update(zip(*(words[at:] for at in range(_RUN)), strict=False))

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
                parts.append(self.open(node))
                if tag not in _VOID:
                    most = max(most, self._wanted.get(node.mem_id, 0))
                    stack.append(f"</{tag}>")
                    stack += ((child, most) for child in reversed(self._inner(node, most)))
        return "".join(parts)

    def _inner(self, node: LexborNode, most: int) -> list[LexborNode]:
        """What is written of the inside of an element: of many of a kind in a row, the first and the last."""
        children = _children(node)
        if not most:
            children = [child for child in children if child.mem_id in self._wanted or child.mem_id in self._way]
        blocks = [
            child for child in children if child.tag not in INLINE and child.tag not in ("-text", "-comment", "br")
        ]
        gone: set[int] = set()
        for (*_, furniture), group in groupby(filter(self._text.has, blocks), key=self._kind):
            half = (_FEW if furniture else most or _MOST) // 2
            gone.update(child.mem_id for child in list(group)[half:-half])
        counts: Counter[Any] = Counter()
        for child in blocks:
            counts[kind := self._kind(child)] += 1
            if not self._text.has(child) and counts[kind] > _FEW:
                gone.add(child.mem_id)
        result: list[LexborNode] = []
        skipped = False
        for child in children:
            skipped = child.mem_id in gone or (
                skipped and child.tag == "-text" and not (child.text_content or "").strip()
            )
            result += [] if skipped else [child]
        return result

    def _kind(self, node: LexborNode) -> tuple[str | None, str, frozenset[str], bool]:
        return node.tag, _DIGITS.sub("", node.attributes.get("class") or ""), *self._text.rules_in(node)

    def _words(self, node: LexborNode) -> str:
        text = node.text_content or ""
        text = self._inventor.text(text, self._text.spans_kept(node, text))
        if node.parent is None or node.parent.tag != "pre":
            text = _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text)
        return escape(text, quote=False)

    def open(self, node: LexborNode) -> str:
        """The start of an element, with the attributes that name it."""
        said = [part for item in node.attributes.items() if (part := self._attribute(*item))]
        return f"<{' '.join([node.tag or 'div', *said])}>"

    def _attribute(self, name: str, value: str | None) -> str | None:
        named = name in self._names
        hook = named or name in _HOOKS or name.startswith(("data-", "aria-"))
        if not _ATTRIBUTE.fullmatch(name) or not (hook or name in _ADDRESSES or name in _PROSE):
            return None
        if name.endswith("srcset"):
            return None
        if value is None or name == "style":
            found = ";".join(self._inventor.values.findall(value or ""))
            return f'style="{escape(found)}"' if found else name if value is None else None
        if name in _ADDRESSES or value.startswith(("http://", "https://", "//", "/")):
            value = value if name == "itemtype" else self._inventor.url(value)
        elif name in _PROSE:
            value = self._inventor.text(value[:_LONGEST_PROSE], label=True)
        elif name != "class" and (len(value) > _LONGEST or value.count(" ") + 1 >= _RUN) or self._is_prose(value):
            value = self._inventor.value(value if named else value[:_CUT])
        return f'{name}="{escape(value)}"'

    def _is_prose(self, value: str) -> bool:
        """Whether a value says what the page does, as the id of a heading may."""
        words = list(map(_key, _WORD.findall(value)))
        return any(run in self._runs for run in zip(*(words[at:] for at in range(_RUN)), strict=False))


def _head(page: Page, address: str | None, inventor: Inventor, rules: PageRules) -> Iterator[str]:
    """What the page declares, in other words."""
    yield '<meta charset="utf-8">'
    for node in page.tree.css("title")[:1]:
        yield f"<title>{escape(inventor.text(' '.join((node.text() or '').split()), label=True), quote=False)}</title>"
    if address:
        yield f'<link rel="canonical" href="{escape(inventor.url(address))}">'
    counts: dict[str, int] = {}
    for node in page.tree.css("meta[content]"):
        for line in _meta(node, inventor, rules):
            counts[line.partition(" content=")[0]] = seen = counts.get(line.partition(" content=")[0], 0) + 1
            if seen <= _MOST:
                yield line
    if linked := _linked(Graph(page.tree), inventor):
        data = json.dumps(linked, ensure_ascii=False, indent=1).replace("</", "<\\/")
        yield f'<script type="application/ld+json">\n{data}\n</script>'


def _meta(node: LexborNode, inventor: Inventor, rules: PageRules) -> Iterator[str]:
    """A tag, if it is one that is read."""
    names = ("property", "name", "http-equiv", *(["itemprop"] if node.parent and node.parent.tag == "head" else []))
    keys = {key: value for key in names if (value := node.attributes.get(key))}
    content = unescape(node.attributes.get("content") or "")
    tag = "<meta " + "".join(f'{key}="{escape(value)}" ' for key, value in keys.items())
    field = next(iter(declared(LexborHTMLParser(f'{tag}content="{escape(content)}">'), rules.fields)), None)
    if field in ("language", "free"):
        yield f'{tag}content="{escape(content)}">'
    elif field:
        told = inventor.url(content) if field in ("image", "url") else inventor.text(content, label=True)
        yield f'{tag}content="{escape(told)}">'


def _linked(graph: Graph, inventor: Inventor) -> Any:
    """The article of a page's JSON-LD, and the things that it refers to."""
    article = graph.article
    if not article:
        return None
    values = [article.get(key) for key in ("author", "creator", "publisher", "image")]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    others = [thing for part in parts if isinstance(part, dict) and (thing := graph.resolved(part)) != part]
    things = [{"@context": "https://schema.org", **_told(thing, "", inventor, 0)} for thing in (article, *others)]
    return things if others else things[0]


def _told(value: Any, key: str, inventor: Inventor, depth: int) -> Any:
    """A value of JSON-LD in other words, with the keys that are read."""
    if isinstance(value, dict):
        found = {
            name: _told(inner, name, inventor, depth + 1)
            for name, inner in value.items()
            if name in _READ and depth < _DEEPEST
        }
        return {name: inner for name, inner in found.items() if inner is not None}
    if isinstance(value, list):
        return [
            told
            for item in value[:_MOST]
            if depth < _DEEPEST and (told := _told(item, key, inventor, depth + 1)) is not None
        ]
    if not isinstance(value, str):
        return value if isinstance(value, bool) else None
    if key in _STATED:
        return value if value.count(" ") < _RUN - 1 else None
    return (
        inventor.url(value)
        if key in ("@id", "url", "contentUrl") or value.startswith("http")
        else inventor.text(unescape(value), label=True)
    )
