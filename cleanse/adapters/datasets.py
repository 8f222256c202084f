"""Hugging Face datasets: a function for `Dataset.map`. Needs the `datasets` extra."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from datasets.formatting.formatting import LazyDict

import cleanse
from cleanse.arrow import cleaned_batch, cleaned_schema
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook

State = tuple[Rulebook | None, list[str], list[str], bool, str | None, Extractor, str, str]


class CleanRows:
    """Cleans rows that have a column `text` or `html`, batched or not, as `clean_batch` does.

    Every row gets the same columns, with the same types. A row that cannot be cleaned keeps what it has, and `error`
    says why. A stream (`IterableDataset`) or a dataset with another format is given `with_format("arrow")` first. Calls
    raise TypeError without it, and ValueError for rows without a column `text` or `html`.

    The fingerprint is the same in every run, until the rules, the options or the version of `cleanse` change.

    >>> from datasets import Dataset
    >>> rows = Dataset.from_dict({"id": [1, 2], "text": ["Advertisement\\nIt rained.", None]})
    >>> cleaned = rows.map(CleanRows(), batched=True)
    >>> cleaned["text"][:], cleaned["error"][:]
    (['It rained.', None], [None, 'no `text` and no `html`'])
    """

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        policy: Policy | None = None,
        *,
        publisher: str | None = None,
        extractor: Extractor = "judge",
    ) -> None:
        """Clean with these rules and options. Raises UnknownPublisherError for a publisher that has no rule file."""
        self.rulebook, self.policy = rulebook, policy or Policy()
        self.publisher = (rulebook or load_rulebook()).publisher(publisher).id if publisher else None
        self.extractor = extractor

    def __call__(self, rows: LazyDict | pa.Table) -> pa.Table:
        """The cleaned rows."""
        table = rows if isinstance(rows, pa.Table) else getattr(rows, "pa_table", None)
        if table is None:
            raise TypeError('rows must come as tables: give the stream or formatted dataset with_format("arrow") first')
        options = Options.of(self.rulebook, self.policy, self.publisher, self.extractor)
        batches = [cleaned_batch(batch, options) for batch in table.to_batches()]
        return _without_maps(pa.Table.from_batches(batches, cleaned_schema(table.schema)))

    def __getstate__(self) -> State:
        """What a fingerprint is made of and a worker needs: nothing whose order or content is another in each run."""
        policy, version = self.policy, (self.rulebook or load_rulebook()).version
        kinds = sorted(policy.keep), sorted(policy.cut)
        return self.rulebook, *kinds, policy.repair, self.publisher, self.extractor, version, cleanse.__version__

    def __setstate__(self, state: State) -> None:
        """What `__getstate__` gave."""
        self.rulebook, keep, cut, repair, self.publisher, self.extractor, *_ = state
        self.policy = Policy(frozenset(keep), frozenset(cut), repair)


def _without_maps(table: pa.Table) -> pa.Table:
    """The table with lists of pairs in the place of maps, for which datasets have no type."""
    fields = [field.with_type(_pairs(field.type)) if pa.types.is_map(field.type) else field for field in table.schema]
    return table.cast(pa.schema(fields, metadata=table.schema.metadata))


def _pairs(kind: Any) -> pa.DataType:
    return pa.list_(pa.struct({"field": kind.key_type, "from": kind.item_type}))
