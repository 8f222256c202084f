"""Marks and words: what ends a sentence, what clings to a word, and how words are counted, in every script.

This is the one place for these. A mark that is added here counts for rules, prose, repairs and pages alike. Texts that
are compared by rules are folded (`cleanse.text.fold`), pages are not; the sets hold the marks of both.
"""

from __future__ import annotations

from typing import Final

import regex

CASED_ENDINGS: Final = ".!?…"
"""What ends a sentence in scripts that have capital letters."""
WIDE_ENDINGS: Final = "。！？"
"""What ends a sentence in scripts without spaces: the next one follows at once."""
ENDINGS: Final = frozenset(CASED_ENDINGS + WIDE_ENDINGS + "؟।۔")
"""Every mark that ends a sentence."""
QUESTIONS: Final = frozenset("?？؟")
"""The endings of questions."""
CLOSINGS: Final = frozenset("\"'”’»)]")
"""Marks that may follow the end of a sentence: closing quotes and brackets. They close a credit too."""
WIDE_CLOSINGS: Final = "」』"
"""The closing quotes of scripts without spaces. Headlines end in them too, so by themselves they tell no sentence."""
CLOSING_OR_SPACE: Final = "".join(sorted(CLOSINGS)) + WIDE_CLOSINGS + " "
"""What may stand behind the end of a sentence, to be stripped."""
OPENINGS: Final = frozenset("\"'([¿¡#@")
"""Marks that may open a sentence."""
CLINGING: Final = frozenset(".,;:!?)")
"""Marks that cling to the word before them, without a space."""

_ENDING_CLASS: Final = f"[{regex.escape(''.join(sorted(ENDINGS)))}]"
_CLOSING_CLASS: Final = f"[{regex.escape(''.join(sorted(CLOSINGS)) + WIDE_CLOSINGS)}]"

ENDS_INSIDE: Final = regex.compile(rf"{_ENDING_CLASS}(?:{_CLOSING_CLASS}|\s|$)|[{WIDE_ENDINGS}]")
"""The end of a sentence anywhere in a text."""
NEXT_SENTENCE: Final = regex.compile(
    rf"{_ENDING_CLASS}{_CLOSING_CLASS}? +[\p{{Lu}}\p{{Lo}}\"'(]|[{WIDE_ENDINGS}]{_CLOSING_CLASS}?(?=.)"
)
"""The end of a sentence that another one follows."""
SENTENCE: Final = regex.compile(
    rf"(?:{_ENDING_CLASS}[\")'\]]{{0,2}}|[)])(?<!\b\p{{Lu}}\.)"
    r"(?: (?=[\"'(]?[\p{Lu}\p{Lo}\p{N}])|(?=[\"'(]?[\p{Lu}\p{Lo}]))"
    rf"|[{WIDE_ENDINGS}।][」』)]? ?"
)
"""What stands between two sentences of a folded text. An initial (`J. Doe`) ends none; a bracket may end a credit."""
UNSPACED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]")
"""A character of a script that is written without spaces between words."""
_WIDE: Final = 1.5
"""A text of unspaced scripts takes more bytes than this for a character."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a sentence, closing marks and white space aside.

    >>> ends_sentence("It rained. ”"), ends_sentence("雨が降った。」"), ends_sentence("Rain again")
    (True, True, False)
    """
    return text.rstrip(CLOSING_OR_SPACE)[-1:] in ENDINGS


def word_count(text: str) -> int:
    """How many words a text with single spaces has; two characters of a script without spaces count as one.

    >>> word_count("It rained again."), word_count("雨が降った")
    (3, 2)
    """
    count = text.count(" ") + 1
    if text.isascii() or len(text.encode(errors="replace")) < _WIDE * len(text):
        return count  # bytes are counted faster than the characters of some scripts
    return max(count, len(UNSPACED.findall(text)) // 2)
