"""Records as the rows of Arrow tables, and back. Needs no extra."""

from __future__ import annotations

from typing import Any, Final

from cleanse.article.model import Block
from cleanse.records import Record

_BLOCK: Final = Block.__struct_fields__
_LEAST: Final = len(_BLOCK) - len(Block.__struct_defaults__)
"""Records of earlier versions hold blocks without the fields that were added since."""


def row_of(record: Record) -> Record:
    """A record as Arrow holds it: blocks are structs, evidence is a map.

    >>> row_of({"blocks": [[0, 9, "p"]], "evidence": {"title": "json-ld"}})
    {'blocks': [{'start': 0, 'end': 9, 'element': 'p', 'entry': 0, 'time': None}], 'evidence': [('title', 'json-ld')]}
    """
    changed: Record = {}
    blocks, evidence = record.get("blocks"), record.get("evidence")
    if isinstance(blocks, list) and all(isinstance(block, list) and _is_block(block) for block in blocks):
        changed["blocks"] = [dict(zip(_BLOCK, _whole(block), strict=True)) for block in blocks]
    if isinstance(evidence, dict):
        changed["evidence"] = list(evidence.items())
    return {**record, **changed}


def _is_block(block: list[Any]) -> bool:
    return _LEAST <= len(block) <= len(_BLOCK)


def _whole(block: list[Any]) -> list[Any]:
    return [*block, *Block.__struct_defaults__[len(block) - _LEAST :]]


def record_of(row: Record) -> Record:
    """The record of such a row.

    >>> record_of({"blocks": [{"start": 0, "end": 9, "element": "p", "entry": 0, "time": None}]})
    {'blocks': [[0, 9, 'p', 0, None]]}
    """
    changed: Record = {}
    blocks, evidence = row.get("blocks"), row.get("evidence")
    if isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks):
        changed["blocks"] = [list(block.values()) for block in blocks]
    if isinstance(evidence, list) and all(isinstance(pair, tuple) for pair in evidence):
        changed["evidence"] = dict(evidence)
    return {**row, **changed}
