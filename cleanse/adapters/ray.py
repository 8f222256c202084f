"""Ray Data: batches of texts or pages, cleaned by actors. Needs the `ray` extra."""

from __future__ import annotations

from functools import partial
from typing import Final

import pyarrow as pa
import ray.data  # noqa: F401  # who has no Ray is told so here

from cleanse.arrow import cleaned_batch, cleaned_schema
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.rulebook.rulebook import Rulebook

_ROWS: Final = 1_000
"""So many rows are Python objects at a time."""


class Cleanse:
    """Cleans the batches that `Dataset.map_batches` hands over, with `batch_format="pyarrow"`.

    An actor loads the rules once: give the class, and the options as `fn_constructor_kwargs`. Columns and errors are
    those of `cleanse.arrow.clean_batch`. Raises UnknownPublisherError for a publisher that has no rule file, and
    ColumnsError for a batch without `text` and `html`.

    >>> clean = Cleanse()
    >>> table = clean(pa.table({"id": [1, 2], "text": ["Advertisement\\nIt rained.", None]}))
    >>> table["text"].to_pylist(), table["error"].to_pylist()
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
        """Load the rules, unless some are given."""
        self._clean = partial(cleaned_batch, options=Options.of(rulebook, policy, publisher, extractor))

    def __call__(self, table: pa.Table) -> pa.Table:
        """Clean a batch."""
        return pa.Table.from_batches(map(self._clean, table.to_batches(_ROWS)), cleaned_schema(table.schema))
