"""What the scripts that train judges share."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from cleanse.rulefiles.weights import Weights

SMALLEST: Final = 0.02
"""Weights below this are left out."""
_CJK: Final = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words_of(text: str) -> list[str]:
    """The words of a text, as the scorers count them."""
    return _WORD.findall(text.lower())


def grams(words: list[str], n: int) -> list[tuple[str, ...]]:
    """The runs of so many words."""
    return [tuple(words[at : at + n]) for at in range(len(words) - n + 1)]


def weights_of(names: Sequence[tuple[str, str]], model: Any, least: float) -> Weights:
    """A fitted linear model as it is shipped; what is more probable than `least` is what is looked for."""
    kept: dict[str, dict[str, float]] = defaultdict(dict)
    for (group, name), value in zip(names, model.coef_[0], strict=True):
        if abs(value) >= SMALLEST:
            kept[group][name] = round(float(value), 3)
    return Weights(math.log(least / (1 - least)) - float(model.intercept_[0]), kept)
