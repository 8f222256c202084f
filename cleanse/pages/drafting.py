"""Drafts of page rules: from one page, where its story stands and what in it is furniture, said by stable hooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from itertools import chain
from typing import Final

import regex

from cleanse.drafting import host_name
from cleanse.pages.blocks import PageBlock, Place, blocks_of
from cleanse.pages.counting import letters
from cleanse.pages.elements import HEADINGS, INLINE
from cleanse.pages.features import Told
from cleanse.pages.judge import RULE
from cleanse.pages.layouts import marks
from cleanse.pages.lines import Mark
from cleanse.pages.metadata import page_fields
from cleanse.pages.page import Page
from cleanse.pages.story import told_of
from cleanse.recognition import host_of
from cleanse.rulebook import Rulebook

_WORD: Final = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SEPARATOR: Final = regex.compile(r"([-_]+)")
_IDENTIFIER: Final = regex.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NAMED: Final = regex.compile(r"[A-Za-z]+(?:[-_][A-Za-z]+)*")
_LABELLED: Final = regex.compile(r"css-[0-9a-z]+(?P<label>-[A-Z][A-Za-z-]*)")
"""A generated class with the name of its component behind it."""
_GENERATORS: Final = frozenset(["astro", "css", "dcr", "emotion", "jss", "jsx", "sc", "svelte", "tss"])
"""What tools put before the hashes that they generate."""
_UTILITY: Final = regex.compile(
    r"(?:is|has|js|bg|border|col|flex|font|gap|grid|items|justify|overflow|rounded|row|shadow|space|[mpwh][trblxy]?|min|max)[-_].*"
    r"|text-(?:left|center|right|justify|base|[sx]?[sml]|xl|white|black|gray|current)"
    r"|absolute|block|center|clear|clearfix|col|container|flex|float|grid|hidden|inner|left|outer|relative|right|row|wrapper"
)
"""Classes that say how something looks or behaves, not what it is."""
_NAMING: Final = regex.compile(
    r"data-(?:[a-z-]+-)?(?:area|block|component|content|cy|dot|element|module|name|part|qa|region|role|section|selector|slot|test"
    r"|testid|type|widget)"
)
"""Attributes whose values name things."""
_STORY: Final = frozenset(
    [
        "article", "articlebody", "body", "content", "copy", "entry", "main", "paragraph", "post", "prose", "story",
        "text",
    ]
)  # fmt: skip
"""Words for the body of a story in the hooks of pages."""
_MOST_WORDS: Final = 4
"""An id of more words, as that of a heading, is made of the story's words."""
_LONGEST: Final = 40
_SHORTEST: Final = 2
"""A word has more letters than this."""
_VERSION: Final = regex.compile(r"h[1-6]|v\d")
_MIXED: Final = 6
"""Capitals and small letters mixed in so few letters are no words."""
_ATTRIBUTE: Final = regex.compile(r"\[[\w-]+[*~]?=")
"""Of a selector, what is no name of this element."""
_LANDMARKS: Final = frozenset(["article", "aside", "footer", "header", "main"])
_MOST: Final = 20
"""So many drops at the most."""
_MOST_ELEMENTS: Final = 4
_DEEPEST: Final = 30
"""So many elements around a block are looked at."""
_GOOD: Final = 0.8
"""Several elements are tried only where one fits no better than this: drops mend the rest."""
_HELD: Final = Mark("cleanse/draft", "ui")
_HEAD: Final = """\
# Drafted from one page: {address}
# TODO: try it on others of this publisher.
name = {name}
domains = [{domain}]
language = {language}
# Phrases that nobody else prints identify the publisher in plain text:
furniture = []

[page]
"""
_DROP: Final = """
[[page.drop]]
id = "{id}"
select = {select}
kind = "{kind}"                    # TODO: see docs/rules.md for the kinds
why = "TODO: say where it is printed, and what it is."
# {count}: {words}
"""


def draft_page(html: str, url: str | None, rulebook: Rulebook) -> str:
    """The text of a rule file to start from, for the publisher of a page that no rule file describes yet.

    The address is `url`, or else the page's own. Raises ValueError where neither names a registered domain, and
    PageError, which is one, for a page that cannot be read.
    """
    page = Page.read(html)
    address = url or page.address
    domain = host_name(address or "")
    if domain is None:
        raise ValueError(f"no registered domain in the page's address {address!r}: give its url")
    rules = rulebook.page_rules(None)
    fields = page_fields(page, address, rulebook, (), None)
    blocks = blocks_of(page.body, marks(page.body, rules))
    survey = _Survey(page, blocks, rulebook.judge.story_of(blocks, told_of(fields)), told_of(fields))
    name = fields.site if fields.site and not host_of(fields.site) else domain
    language = f'"{fields.language}"' if fields.language else '"en"    # TODO: the page does not say'
    head = _HEAD.format(address=_plain(address or ""), name=_quoted(name), domain=_quoted(domain), language=language)
    body = survey.body()
    if not body:
        return f'{head}# TODO: no story was found on this page.\n# body = ""\n'
    kinds = rulebook.files.vocabulary.keys_of("hook")
    inside = survey.held(", ".join(body))
    return "".join([head, *_body_lines(survey, body, inside), *_drop_lines(survey, inside, kinds)])


def stable_hooks(place: Place) -> list[str]:
    """Selectors of an element by what will be the same on other pages: no hashes, no numbers; the best kinds first.

    >>> stable_hooks(Place(None, "div", {"class": "dOUIUP articleBody_x7Gh2", "id": "story"}, "div", 1, 1, 0))
    ['#story', '[class*="articleBody_"]']
    """
    attributes = place.attributes
    found = [f"[itemprop~={name}]" for name in (attributes.get("itemprop") or "").split() if _NAMED.fullmatch(name)]
    name = attributes.get("id") or ""
    if place.tag not in HEADINGS and _is_named(name) and len(_words(name)) <= _MOST_WORDS:
        found.append(f"#{name}")
    found += (hook for item in attributes.items() if (hook := _data_hook(*item)))
    parts = [part for name in (attributes.get("class") or "").split() if (part := named_part(name))]
    found += (f".{part}" for part in parts if "*" not in part)
    found += (_class_pieces(part) for part in parts if "*" in part)
    return [*dict.fromkeys(found), *([place.tag] if place.tag in _LANDMARKS else [])]


def _data_hook(name: str, value: str | None) -> str | None:
    """The selector of a `data-` attribute that names what the element is."""
    if not name.startswith("data-") or not _is_named(name):
        return None
    if not value:
        return None if _words(name).isdisjoint(_STORY) else f"[{name}]"
    return f"[{name}={value}]" if _NAMING.fullmatch(name) and len(value) <= _LONGEST and _is_named(value) else None


def _class_pieces(part: str) -> str:
    return "".join(f'[class*="{piece}"]' for piece in part.split("*") if piece)


def _is_named(name: str) -> bool:
    return _NAMED.fullmatch(name) is not None and named_part(name) == name


def named_part(name: str) -> str | None:
    """What of a class or id people named, with `*` for what was generated beside it; None if nothing, or a number.

    >>> [named_part(name) for name in ("story__text", "body_x7Gh2", "css-1x2y3-Title", "css-1x2y3", "post-12345")]
    ['story__text', 'body_*', '*-Title', None, None]
    """
    if label := _LABELLED.fullmatch(name):
        return f"*{label['label']}"
    if not _IDENTIFIER.fullmatch(name) or _UTILITY.fullmatch(name):
        return None
    pieces = _SEPARATOR.split(name)
    at = next((at for at in range(0, len(pieces), 2) if _is_generated(pieces[at])), len(pieces))
    if not any(len(piece) > _SHORTEST for piece in pieces[:at:2]) or (at < len(pieces) and pieces[at].isdecimal()):
        return None
    behind = pieces[at + 1 :]
    while at < len(pieces) and pieces[at - 1] in ("_", "-") and len(pieces[at - 2]) <= _SHORTEST:
        at -= 2  # a hash may hold a separator
    named = any(len(piece) > _SHORTEST for piece in behind[1::2]) and not any(map(_is_generated, behind[1::2]))
    return "".join([*pieces[:at], *("*" if at < len(pieces) else ""), *(behind if named else ())])


def _is_generated(piece: str) -> bool:
    """Whether a part of a name is no word: a number, letters with digits in them, capitals where none belong."""
    if not piece or _VERSION.fullmatch(piece):
        return False
    if not piece.isalpha() or piece in _GENERATORS:
        return True
    if _WORD.fullmatch(piece):
        return len(piece) > 4 and set("aeiou").isdisjoint(piece.lower())
    return len(piece) <= _MIXED or len(piece) < 3 * len(_WORD.findall(piece))


def _words(text: str) -> set[str]:
    return set(map(str.lower, _WORD.findall(text)))


def stable_selector(place: Place, page: Page, telling: Collection[str] = _STORY) -> str | None:
    """The selector of an element that selects it and the fewest others on its page; None if nothing does.

    It is made of the element's own hooks, those first that hold one of the `telling` words, or else of the hooks of the
    nearest element around it that has any, and the way from there.
    """
    hooks = _sorted(stable_hooks(place), telling)
    counts = {hook: len(page.tree.css(hook)) for hook in hooks}
    if 1 not in counts.values():
        counts |= {way: len(page.tree.css(way)) for way in _ways(place, page, telling)}
    return min((selector for selector in counts if counts[selector]), key=counts.__getitem__, default=None)


def _sorted(hooks: Iterable[str], telling: Collection[str]) -> list[str]:
    return sorted(hooks, key=lambda hook: _words(hook).isdisjoint(telling))


def _ways(place: Place, page: Page, telling: Collection[str]) -> Iterator[str]:
    """The ways to an element from the nearest one around it that has a hook: the direct one, and one with gaps."""
    tags = [place.tag]
    above = place.above
    while above is not None and above.tag not in ("", "body", "html") and not stable_hooks(above):
        tags.append(above.tag)
        above = above.above
    hooks = _sorted(stable_hooks(above), telling) if above else []
    anchor = min(hooks, key=lambda hook: len(page.tree.css(hook)), default="body")
    direct = " > ".join([anchor, *reversed(tags)])
    held = (inner for block in _held(page, direct) for inner in _around(block.place))
    if any(inner.number == place.number for inner in held):  # else an element that begins no block lies between
        yield direct
    yield f"{anchor} {place.tag}"


def _held(page: Page, selector: str) -> list[PageBlock]:
    """The blocks of a page that stand in elements of this selector."""
    return [block for block in _marked(page, selector) if block.mark == _HELD]


def _marked(page: Page, selector: str) -> list[PageBlock]:
    """The blocks of a page, those marked that stand in elements of this selector."""
    nodes = page.tree.css(selector)
    return blocks_of(page.body, {node.mem_id: _HELD for node in nodes if node.tag not in INLINE})


class _Survey:
    """What a page holds: its blocks, with what is their story and what is not."""

    def __init__(self, page: Page, blocks: list[PageBlock], story: list[PageBlock], told: Told) -> None:
        self.page = page
        self._held: dict[str, frozenset[int]] = {}
        first = blocks.index(story[0]) if story else 0
        self.blocks = [*blocks[:first], *story, *blocks[first + len(story) :]]
        said = [letters(block.text) for block in self.blocks]
        self.titles = {at for at, text in enumerate(said) if text and text == told.title}
        self.leads = [at for at, text in enumerate(said) if text and text == told.description]
        inside = range(first, first + len(story))
        self.story = {at for at in inside if not self.blocks[at].mark} - {*self.leads} or {*self.leads}
        """The numbers of the blocks that are the story, but for the page's description."""
        whole = (self.blocks[at].place for at in (*self.story, *self.leads))
        self._around = {place.number for place in whole for place in _around(place)}
        """The numbers of the elements that hold any of that."""

    def held(self, selector: str) -> frozenset[int]:
        """The numbers of the blocks that stand in elements of this selector."""
        if selector not in self._held:
            found = enumerate(_marked(self.page, selector))
            self._held[selector] = frozenset(at for at, block in found if block.mark == _HELD)
        return self._held[selector]

    def weight(self, numbers: Iterable[int]) -> int:
        """How many characters these blocks have."""
        return sum(len(self.blocks[at].text) for at in numbers)

    def others(self, numbers: Iterable[int]) -> list[int]:
        """Those of these blocks that are neither the story nor what the engine takes by itself."""
        known = {*self.story, *self.leads, *self.titles}
        return [at for at in numbers if at not in known and not _is_dropped(self.blocks[at])]

    def fit(self, selector: str) -> float:
        """How well a selector holds the story, and the story only: from 0 to 1, and what is lost weighs most."""
        held = self.held(selector)
        found, more, lost = map(self.weight, (held & self.story, self.others(held), self.story - held))
        return 5 * found / max(1, 5 * found + more + 4 * lost)

    def body(self) -> list[str]:
        """The selectors of the elements that hold the story: of one, or of several where none holds it alone."""
        weights: Counter[int] = Counter()
        around: dict[int, Place] = {}
        for at in self.story:
            for place in _around(self.blocks[at].place):
                weights[place.number] += self.weight([at])
                around[place.number] = place
        half = self.weight(self.story) / 2
        wide = [around[number] for number, weight in weights.items() if weight >= half]
        near = sorted(wide, key=lambda place: -place.depth)[:_DEEPEST]
        named = [(place, selector) for place in near if (selector := stable_selector(place, self.page))]
        fits = [(round(self.fit(name), 2), " " not in name, place.depth, place.number, name) for place, name in named]
        if not fits:
            return []
        fit, *_, number, selector = max(fits)
        if fit >= _GOOD:
            return [selector]
        found = [self._several(around[number], selector, levels) for levels in (1, 2, 3)]
        best = max(found, key=lambda several: self.fit(", ".join(several)) if several else 0)
        return best if best and self.fit(", ".join(best)) > _GOOD else [selector]

    def _several(self, around: Place, anchor: str, levels: int) -> list[str]:
        """The selectors of the elements so many levels inside of one that hold the story."""
        found: dict[str, None] = {}
        for at in sorted(self.story):
            way = [place for place in _around(self.blocks[at].place) if place.depth > around.depth][::-1][:levels]
            if way and way[0].above and way[0].above.number == around.number:
                hooks = _sorted(stable_hooks(way[-1]), _STORY)
                found[hooks[0] if hooks else " > ".join([anchor, *(place.tag for place in way)])] = None
        return list(found) if len(found) <= _MOST_ELEMENTS else []

    def drop(self, at: int, kinds: Collection[str]) -> str | None:
        """The selector of the largest element around a block that holds nothing of the story; None if none tells it."""
        free = [place for place in _around(self.blocks[at].place) if place.number not in self._around][::-1][:_DEEPEST]
        hooks = [hook for place in free for hook in _sorted(stable_hooks(place), kinds)]
        ways = (way for place in free for way in _ways(place, self.page, kinds))
        good = (hook for hook in chain(hooks, ways) if self.held(hook).isdisjoint((*self.story, *self.leads)))
        return next(good, None)


def _around(place: Place | None) -> Iterator[Place]:
    """An element of a page's body, and the ones around it."""
    while place is not None and place.tag not in ("", "body", "html"):
        yield place
        place = place.above


def _is_dropped(block: PageBlock) -> bool:
    """Whether a block goes by a rule that every page has."""
    return block.mark is not None and block.mark.rule != RULE


def _body_lines(survey: _Survey, body: list[str], inside: Set[int]) -> Iterator[str]:
    total, found = survey.weight(survey.story), survey.weight(survey.story & inside)
    more = survey.weight(survey.others(inside))
    count = len(survey.page.tree.css(", ".join(body)))
    yield f"# Selects {count} of the page's elements: {100 * found // total} % of the story's {total:,} characters,\n"
    yield f"# and {more:,} of something else.\n"
    yield f"body = {_selectors(body)}\n"
    leads = [at for at in survey.leads if not _is_dropped(survey.blocks[at])]
    if leads and inside.isdisjoint(leads) and (lead := stable_selector(survey.blocks[leads[0]].place, survey.page)):
        yield f"# The page's description, which stands outside of the body: {_words_of(survey.blocks[leads[0]])}\n"
        yield f"lead = {_selectors([lead])}\n"


def _drop_lines(survey: _Survey, inside: Set[int], kinds: Mapping[str, str]) -> Iterator[str]:
    """A drop for each kind of elements within the body that is not the story, and what is dropped without one."""
    names: set[str] = set()
    groups: dict[str | None, list[PageBlock]] = {}
    for at in sorted(survey.others(inside)):
        known = next((select for select in groups if select and at in survey.held(select)), None)
        if known or len(groups) < _MOST:
            groups.setdefault(known or survey.drop(at, kinds), []).append(survey.blocks[at])
    for select, blocks in groups.items():
        count, words = f"{len(blocks)} block{'s' * (len(blocks) > 1)}", _words_of(blocks[0])
        if select is None:
            yield f"\n# {count} that no element tells from the story; a text rule may: {words}\n"
            continue
        kind = Counter(_kind(block, kinds) for block in blocks).most_common(1)[0][0]
        name = _identifier(select, names)
        yield _DROP.format(id=name, select=_selectors([select]), kind=kind, count=count, words=words)
    first = {block.mark.rule: block for at in sorted(inside, reverse=True) if (block := survey.blocks[at]).mark}
    for rule, block in first.items():
        if _is_dropped(block):
            yield f"\n# Dropped already by {rule}: {_words_of(block)}\n"


def _kind(block: PageBlock, kinds: Mapping[str, str]) -> str:
    """What furniture a block is: as the judge says, else by the names of the elements around it."""
    if block.mark:
        return block.mark.kind
    said = (f"{place.attributes.get('class')} {place.attributes.get('id')}" for place in _around(block.place))
    found = (kinds[word] for text in said for word in sorted(_words(text)) if word in kinds)
    return next(found, "related" if 2 * block.links > len(block.text) else "ui")


def _identifier(selector: str, taken: set[str]) -> str:
    """An id for the drop of this selector, which it is put among."""
    words = regex.findall("[a-z0-9]+", _ATTRIBUTE.sub(" ", selector).lower())
    first = "-".join(words)[:_LONGEST].strip("-") or "drop"
    name = next(name for name in (first, *(f"{first}-{n}" for n in range(2, _MOST + 2))) if name not in taken)
    taken.add(name)
    return name


def _words_of(block: PageBlock) -> str:
    """The first words of a block, for a comment."""
    words = _plain(block.text[:200]).split()
    return f"\u201c{' '.join(words[:8])}{' …' * (len(words) > 8)}\u201d"


def _plain(text: str) -> str:
    """A text as a comment may hold it."""
    return "".join(c if c.isprintable() else " " for c in text)


def _selectors(selectors: list[str]) -> str:
    quoted = [f"'{selector}'" if '"' in selector else f'"{selector}"' for selector in selectors]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.encode(errors="replace").decode()  # half a character is none
    escaped = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
