"""Words of any script: what they have in common, and how another word takes their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from cleanse.text.marks import UNSPACED

Span = tuple[int, int]

_DATE: Final = r"(?<!\d)[12]\d{3}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
WORD: Final = regex.compile(
    rf"(?V1){_DATE}|\p{{Nd}}+|[[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Thai}}\p{{Lao}}\p{{Khmer}}]&&[\p{{Lo}}]]"
    r"|[[\p{L}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]]+|\p{Cs}"
)
"""A date, a number, a letter of a script without spaces, a word of another script; half a character is dropped."""
NUMBER: Final = regex.compile(r"\p{Nd}+")
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
RUN: Final = 4
"""So many words in a row are somebody's."""


def key_of(word: str) -> str:
    """What words have in common that are the same but for case and accents, as a title and its address."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", word.lower())))


def letters_for(key: str) -> Sequence[str]:
    """What invented words of a word's script are made of: of scripts that have no list, the letters beside its own."""
    script = unicodedata.name(key[0], "").split(" ")[0]
    if script in _LETTERS:
        return _LETTERS[script]
    first = ord(key[0]) & ~0x7F
    near = [c for c in map(chr, range(first, first + 0x80)) if c.isalpha() and c == c.lower()]
    return ["".join(c for c in near if unicodedata.name(c, "").startswith(script)) or key[0]] * 2


def cased(new: str, like: str) -> str:
    """A word with the capitals of another one."""
    if like.islower():
        return new
    loud = like + (like if like.isupper() and len(like) > 1 else "a") * len(new)
    return "".join(c.upper() if model.isupper() else c for c, model in zip(new, loud, strict=False))


def spans_of(pattern: regex.Pattern[str], text: str) -> list[Span]:
    """Where a text matches."""
    return [match.span() for match in pattern.finditer(text)]


def apart(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those that would make a run of a text's words."""
    run = last = 0
    for start, end in spans:
        words = len(WORD.findall(text[start:end]))
        run = words if WORD.search(text[last:start]) else run + words
        if run < RUN:
            yield start, end
        last = end


def any_of(words: Iterable[str], *, whole: bool = False) -> regex.Pattern[str]:
    """An expression for these words; `whole` ones only where they begin and end, in scripts that have spaces."""
    parts = []
    for word in sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word)):
        edged = whole and not UNSPACED.search(word)
        parts.append(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(word)}(?![\p{{L}}\p{{N}}])" if edged else regex.escape(word))
    return regex.compile("|".join(parts) or r"(?!)", regex.IGNORECASE)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every few words in a row of a text."""
    words = list(map(key_of, WORD.findall(text)))
    return zip(*(words[at:] for at in range(RUN)), strict=False)
