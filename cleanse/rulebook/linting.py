"""What can be wrong with a rule although its keys and types are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec
import regex

from cleanse.article.hints import did_you_mean
from cleanse.rulebook.again import AGAIN, AgainPattern
from cleanse.rulebook.found_by import derived
from cleanse.rulebook.literals import weight
from cleanse.rulebook.pattern import BadPattern, Pattern
from cleanse.rulebook.phrase import NAME, Phrase
from cleanse.rulefiles.reading import Place
from cleanse.rulefiles.schema import GROUPS, PageTable, PublisherFile, RuleTable, SharedFile, listed
from cleanse.rulefiles.vocabulary import Vocabulary, expanded

Wrong = tuple[str, str]
"""The key that is wrong (none for the rule as a whole), and why."""

_LIST: Final = regex.compile(r"\{([a-z_]+)\}")
_GROUP: Final = regex.compile(r"\(\?P<([^>]*)>")


def file_problems(
    content: PublisherFile | SharedFile, vocabulary: Vocabulary, generic: bool
) -> Iterator[tuple[Place | None, str, str]]:
    """Each problem of a file: the table and its number (None: the head of the file), the key, the message."""
    for number, key, message in rule_problems(content, vocabulary, generic=generic):
        yield (None if number < 0 else ("rule", number)), key, message
    for table, number, key, message in page_problems(content):
        yield (table, number), key, message


def rule_problems(
    content: PublisherFile | SharedFile, vocabulary: Vocabulary, *, generic: bool
) -> Iterator[tuple[int, str, str]]:
    """Each problem of a file's rules: the number of the rule (-1: the head of the file), the key, the message."""
    lints: list[Callable[[RuleTable], Iterable[Wrong]]] = [_ways, _ends, _keys_together, _phrases, _proof]
    lists = vocabulary.alternatives
    seen: Counter[str] = Counter()
    if isinstance(content, PublisherFile):
        for phrase in filter(wordless, content.furniture):
            yield -1, "furniture", f"`{phrase}` has no word to be found by"
    for number, rule in enumerate(content.rule):
        seen[rule.id] += 1
        if seen[rule.id] == 2:
            yield number, "id", f"`{rule.id}` is the id of another rule of this file"
        for lint in lints:
            for key, message in lint(rule):
                yield number, key, message
        for key, message in _expressions(rule, lists):
            yield number, key, message
        for key, message in _generic(rule) if generic else ():
            yield number, key, message
        if rule.identifies and not isinstance(content, PublisherFile):
            yield number, "identifies", "only a publisher's rule can identify it"


def _generic(rule: RuleTable) -> Iterator[Wrong]:
    if not rule.languages:
        yield "", "a generic rule must name its `languages`"
    if rule.rest:
        yield "rest", "`rest` is not for a generic rule: what follows is known of one publisher's texts only"


def _ways(rule: RuleTable) -> Iterator[Wrong]:
    given = [key for key, value in (("text", rule.text), ("pattern", rule.pattern), ("from", rule.opening)) if value]
    if not given and not rule.closing:
        yield "", "nothing to find it by: give `text`, `pattern`, or `from` and `to`"
    if len(given) > 1:
        yield given[1], f"`{given[0]}` and `{given[1]}` are two ways to find it: make two rules"


def _ends(rule: RuleTable) -> Iterator[Wrong]:
    if rule.opening and not rule.closing:
        yield "from", "`from` without `to` has no bound"
    if rule.closing and not rule.opening:
        yield "to", "`to` without `from` has no bound"
    if rule.opening and not rule.max_words:
        yield "from", "`from` and `to` need `max_words`: the most that they may take"


def _keys_together(rule: RuleTable) -> Iterator[Wrong]:
    for key, value in (("also", rule.also), ("sentences", rule.sentences), ("fields", rule.fields)):
        if value and not rule.opening:
            yield key, f"`{key}` goes with `from` and `to`"
    if rule.shape and (not rule.pattern or rule.scope not in (None, "block")):
        yield "shape", "`shape` goes with a `pattern` of whole blocks"
    if rule.above and (not rule.pattern or rule.shape or rule.scope not in (None, "block")):
        yield "above", "`above` goes with a `pattern` of whole blocks"
    if AGAIN in (rule.pattern or "") and rule.scope != "inline":
        yield "pattern", '`{again}` goes with `scope = "inline"`'
    if AGAIN in (rule.fields or ""):
        yield "fields", "`{again}` goes with `pattern`"
    if rule.rest and not rule.max_words:
        yield "rest", "`rest` needs `max_words`: the most that it may take"
    ways = (("scope", rule.scope), ("tail", rule.tail), ("rest", rule.rest), ("identifies", rule.identifies))
    for key, given in ways:
        if given and rule.opening:
            yield key, f"`{key}` does not go with `from` and `to`"


def _phrases(rule: RuleTable) -> Iterator[Wrong]:
    for key, phrases in (
        ("text", rule.text),
        ("from", rule.opening),
        ("to", rule.closing),
        ("above", rule.above),
        ("sentences", rule.sentences),
    ):
        for phrase in listed(phrases):
            if wordless(phrase):
                yield key, f"`{phrase}` has no word to be found by"
            if not _placed(phrase):
                yield key, f"`{NAME}` stands as a line of its own between two others"
    if any(NAME in label for label in rule.also):
        yield "also", f"`{NAME}` goes with phrases of several lines"


def _placed(phrase: str) -> bool:
    """Whether what stands for a name stands between two lines that are none."""
    lines = phrase.split("\n")
    names = [place for place, line in enumerate(lines) if NAME in line]
    return all(lines[at] == NAME and 0 < at < len(lines) - 1 and lines[at + 1] != NAME for at in names)


def wordless(phrase: str) -> bool:
    """Whether a phrase holds nothing to find it by: no letter, or just a small word that stands in every text.

    >>> wordless("-"), wordless("by"), wordless("Share")
    (True, True, False)
    """
    return not any(map(str.isalnum, phrase)) or weight(Phrase(phrase).needle) < 2


def _proof(rule: RuleTable) -> Iterator[Wrong]:
    if not rule.removes:
        yield "", "no example of what it removes"
    if rule.pattern and not rule.keeps:
        yield "pattern", "a pattern needs `keeps`: a near miss that stays"


def _expressions(rule: RuleTable, lists: dict[str, str]) -> Iterator[Wrong]:
    for key, source in (("pattern", rule.pattern), ("fields", rule.fields)):
        if not source:
            continue
        unknown = [name for name in _LIST.findall(source) if name not in lists and f"{{{name}}}" != AGAIN]
        for name in unknown:
            yield key, f"no list `{name}` in the vocabulary{did_you_mean(name, lists)}"
        for name in _GROUP.findall(source):
            if name not in GROUPS:
                yield key, f"no such group: `{name}`{did_you_mean(name, GROUPS)}"
        if not unknown:
            yield from _expression(key, expanded(source, lists), rule)


def _expression(key: str, source: str, rule: RuleTable) -> Iterator[Wrong]:
    try:
        pattern = AgainPattern(source) if AGAIN in source else Pattern(source, "inline")
        _ = pattern.compiled
        known = derived(pattern.source)
    except (BadPattern, re.error, RecursionError, OverflowError) as error:
        yield key, f"`{key}` does not compile: {error}"
        return
    by_edges = rule.scope in (None, "block") and (known.first or known.last)
    if key == "pattern" and not (rule.shape or rule.above or by_edges or known.literals):
        yield key, "no literal to find it by: every match must hold one of a few words"


def page_problems(content: PublisherFile | SharedFile) -> Iterator[tuple[str, int, str, str]]:
    """Each problem of a file's page rules: the table, its number, the key, the message."""
    page = content.page
    if page is None:
        return
    seen: set[str] = set()
    for number, drop in enumerate(page.drop):
        if drop.id in seen:
            yield "page.drop", number, "id", f"`{drop.id}` is the id of another drop of this file"
        seen.add(drop.id)
    for table, number, key, selector in _selectors(page):
        if message := _wrong_selector(selector):
            yield table, number, key, f"`{selector}` {message}"


def _selectors(page: PageTable) -> Iterator[tuple[str, int, str, str]]:
    """Every selector of a file, with its place."""
    tables = [("page", 0, page), *(("page.layout", number, layout) for number, layout in enumerate(page.layout))]
    for table, number, layout in tables:
        for key in ("body", "lead", "when", "keep"):
            yield from ((table, number, key, selector) for selector in listed(getattr(layout, key, None)))
    for number, drop in enumerate(page.drop):
        yield from (("page.drop", number, "select", selector) for selector in listed(drop.select))
    for key, selectors in msgspec.structs.asdict(page.fields).items() if page.fields else ():
        yield from (("page.fields", 0, key, selector.partition(" @")[0]) for selector in listed(selectors))


def _wrong_selector(selector: str) -> str:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # imported late: texts need no selectors

    try:
        LexborHTMLParser("<p>").css(f"{selector}, p")  # as one of several: what it leaves open must not hide them
    except SelectolaxError:
        return "is no CSS selector"
    return ""
