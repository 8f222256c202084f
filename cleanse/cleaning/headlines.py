"""The headline in the body: blocks that repeat the title, found by the title or by the words of the url."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import regex

from cleanse.text.boundaries import sentence_edges
from cleanse.text.fold import Fold
from cleanse.text.marks import CLOSINGS, ENDINGS
from cleanse.text.prose import is_prose

_HEADLINE: Final = 250
"""A headline has at most so many characters."""
_IN_SLUG: Final = 0.7
"""Such a share of the url's words must stand in a headline …"""
_IN_HEADLINE: Final = 0.4
"""… and such a share of the headline's words in the url, which drops the small ones."""
_FEWEST: Final = 4
"""A headline that is not told from the story by a line break has so many words …"""
_COVERED: Final = 0.6
"""… and such a share of them in the url."""
_BEYOND: Final = 4
"""It ends with the last of the url's words, or where a line may have begun at most so many words behind it."""
_AS_A_SENTENCE: Final = 2
"""A headline that is written as a sentence is has so many small words of four letters."""
_SMALL: Final = regex.compile(r"(?<![\p{L}'])\p{Ll}{4,}")
_WORD: Final = regex.compile(r"[\p{L}\p{N}]+")
_NUMBERED: Final = regex.compile(r"[-_.](?:[a-z]{1,3}|aid-|art-|a-)?\d{3,}(?:\.[a-z]+)*$")
"""The number of an article at the end of a url, and the letters around it."""
_JOINED: Final = regex.compile(r"[\p{L}\p{N}]+(?:'\p{L}+)*")
"""A word with its apostrophes."""
_BEGINNING: Final = regex.compile(r"""[ "'(\[]*(?:[\p{L}--\p{Ll}]|\d{1,2}[.:/]? ?[\p{L}\p{N}]+\.?[.:/ ]\d)""", regex.V1)
"""What may follow a headline: a beginning, or a date."""
_PART: Final = regex.compile("[/,]")
_JOINT: Final = regex.compile(r"[-_.+ ]")
_WITHOUT_STROKE: Final = {"ł": "l", "đ": "d", "ı": "i", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"}
_SPELT_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"}

Span = tuple[int, int]


def headlines(fold: Fold, title: str | None, url: str | None, joiners: Set[str] = frozenset()) -> Iterator[Span]:
    """Blocks that say the title again, known by itself or by the words of the url.

    `joiners` are small words that no headline ends with.

    >>> fold = Fold("River rises for third day\\nThe river rose.")
    >>> list(headlines(fold, None, "https://example.com/news/river-rises-third-day-123"))
    [(0, 25)]
    """
    slug = slug_words(url) if url else ()
    letters = _letters(title) if title else ""
    if not slug and not letters:
        return
    words = frozenset(slug)
    if fold.unlined and (end := _opening_headline(fold, title, slug)) and _last_word(fold, end) not in joiners:
        yield 0, end
    for start, end in zip(fold.starts, fold.ends, strict=True):
        if end - start > _HEADLINE:
            continue
        block = fold.plain[start:end]
        if _says(block, letters) or (block[-1] != "." and not is_prose(block) and _spells(block, words)):
            yield start, end


def _opening_headline(fold: Fold, title: str | None, slug: Sequence[str]) -> int:
    """Where the headline ends that a text without line breaks begins with, directly before a sentence; else 0."""
    text = fold.plain[: 2 * _HEADLINE]
    end = _end_of_title(text, title) if title else _end_of_slug(text, slug)
    end += len(text) - end - len(text[end:].lstrip("!?\"')")) if end else 0
    if 0 < end <= _HEADLINE and _BEGINNING.match(text, end):
        return end
    return 0 if title else _end_near_slug(fold, slug)


def _last_word(fold: Fold, end: int) -> str:
    return fold.plain[:end].rstrip(" ").rpartition(" ")[2]


def _end_of_title(text: str, title: str) -> int:
    """Where the words of a title end, with which a text begins; else 0."""
    wanted = _WORD.findall(title.casefold())
    words_read = list(islice(_WORD.finditer(text), len(wanted)))
    same = len(words_read) >= _FEWEST and [match[0].casefold() for match in words_read] == wanted
    return words_read[-1].end() if same else 0


def _end_of_slug(text: str, slug: Sequence[str]) -> int:
    """Where a text has said every word of a url, the last one last, with few others between and no stop; else 0."""
    missing = set(slug)
    for number, match in enumerate(_JOINED.finditer(text, 0, _HEADLINE), 1):
        spelled = _spellings(match[0].lower())
        missing -= spelled
        if not missing:
            enough = number >= _FEWEST and len(set(slug)) >= _COVERED * number and slug[-1] in spelled
            return match.end() if enough and ". " not in text[: match.start()] else 0
    return 0


def _end_near_slug(fold: Fold, slug: Sequence[str]) -> int:
    """Where a line may have begun first, if what stands before says most words of a url and little else; else 0."""
    end = next((edge for edge in sentence_edges(fold, 0) if edge > 0), 0) - 1 if fold.starts else 0
    text = fold.plain[:end]
    if not 0 < end <= _HEADLINE or text[-1] in ENDINGS or text[-1] in CLOSINGS or fold.plain[end + 1] == "-":
        return 0
    if len(_SMALL.findall(text)) < _AS_A_SENTENCE:
        return 0  # where every word has its capital, none tells a beginning
    wanted = set(slug)
    spelled = [_spellings(match[0].lower()) & wanted for match in _JOINED.finditer(text)]
    beyond = next((number for number, words in enumerate(reversed(spelled)) if words), len(spelled))
    met = set().union(*spelled)
    if slug[0] not in next(filter(None, spelled), ()):
        return 0
    enough = len(met) >= max(_FEWEST, _IN_SLUG * len(wanted)) and len(met) >= _COVERED * (len(spelled) - beyond)
    return end if enough and beyond <= _BEYOND else 0


def _spellings(word: str) -> set[str]:
    """How a url may spell a word: in one, or in the parts between its apostrophes."""
    parts = (word.replace("'", ""), *word.split("'")) if "'" in word else (word,)
    return {spelt for part in parts for spelt in (_plain(part), _spelt_out(part))}


def _says(block: str, title: str) -> bool:
    """Whether a block is the title, or the title but for the site's name behind it."""
    if not title or (block[0].isalnum() and block[0].casefold()[:1] != title[0]):
        return False
    letters = _letters(block)
    return letters == title or (block.count(" ") >= 3 and title.startswith(letters + " "))


def _letters(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _spells(block: str, slug: frozenset[str]) -> bool:
    if not slug or (block.isascii() and sum(map(block.lower().__contains__, slug)) < 3):
        return False
    words = _WORD.findall(block.lower())
    shared = {word for word in words if _plain(word) in slug or _spelt_out(word) in slug}
    in_slug = {_plain(word) for word in shared} | {_spelt_out(word) for word in shared}
    covered = len(in_slug & slug)
    return covered >= 3 and covered >= _IN_SLUG * len(slug) and len(shared) >= _IN_HEADLINE * len(set(words))


def slug_words(url: str) -> tuple[str, ...]:
    """The words of the part of a url's path that holds most of them, in order; none if that is fewer than three.

    >>> slug_words("https://example.com/news/river-rises-third-day-1234.html")
    ('river', 'rises', 'third', 'day')
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ()
    longest = max(_PART.split(path.lower()), key=lambda part: len(_JOINT.split(part)))
    best = _JOINT.split(_NUMBERED.sub("", longest))
    words = tuple(_plain(word) for word in best if word.isalpha() and word not in ("html", "htm", "php", "aspx"))
    return words if len(set(words)) >= 3 else ()


def _plain(word: str) -> str:
    if word.isascii():
        return word
    return "".join(_WITHOUT_STROKE.get(c, c) for c in normalize("NFKD", word) if c.isalnum())


def _spelt_out(word: str) -> str:
    return word if word.isascii() else _plain("".join(_SPELT_OUT.get(character, character) for character in word))
