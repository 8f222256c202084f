"""Polars: frames of texts or pages, cleaned. Needs the `polars` extra."""

from __future__ import annotations

from typing import Final, TypeVar, cast

import polars as pl
import pyarrow as pa

from cleanse.arrow import cleaned_batch, cleaned_schema
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.rulebook.rulebook import Rulebook

_ROWS: Final = 1_000
"""So many rows are Python objects at a time."""

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def clean_frame(
    frame: Frame,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    *,
    publisher: str | None = None,
    extractor: Extractor = "judge",
) -> Frame:
    """Clean a frame with a column `text` or `html`, for `pipe`; `url` tells the publisher.

    Columns and errors are those of `cleanse.arrow.clean_batch`. A lazy frame is cleaned when it is collected. Raises
    ColumnsError for a frame without `text` and `html`, and UnknownPublisherError for a publisher that has no rule file.

    >>> frame = pl.DataFrame({"id": [1, 2], "text": ["Advertisement\\nIt rained.", None]})
    >>> cleaned = frame.pipe(clean_frame)
    >>> cleaned["text"].to_list(), cleaned["error"].to_list()
    (['It rained.', None], [None, 'no `text` and no `html`'])
    """
    options = Options.of(rulebook, policy, publisher, extractor)

    def cleaned(rows: pl.DataFrame) -> pl.DataFrame:
        table = rows.to_arrow()
        batches = (cleaned_batch(batch, options) for batch in table.to_batches(_ROWS))
        return cast(pl.DataFrame, pl.from_arrow(pa.Table.from_batches(batches, cleaned_schema(table.schema))))

    if isinstance(frame, pl.DataFrame):
        return cleaned(frame)
    schema = cleaned(pl.DataFrame(schema=frame.collect_schema())).schema
    # No row depends on another, but the cleaned columns depend on others: only a slice may be taken before.
    return frame.map_batches(
        cleaned,
        schema=schema,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=True,
        streamable=True,
    )
