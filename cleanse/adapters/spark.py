"""Spark: data frames of texts or pages, cleaned. Needs the `spark` extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import NullType, StructType

from cleanse.arrow import cleaned_batch, cleaned_schema
from cleanse.article.model import Policy
from cleanse.cleaning.options import Extractor, Options
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook


def clean_frame(
    frame: DataFrame,
    rulebook: Rulebook | None = None,
    policy: Policy | None = None,
    *,
    publisher: str | None = None,
    extractor: Extractor = "judge",
) -> DataFrame:
    """Clean a frame with a column `text` or `html`, for `transform`; `url` tells the publisher.

    Columns and errors are those of `cleanse.arrow.clean_batch`. The workers need `cleanse-news[spark]` too; each loads
    the shipped rules once. Raises ColumnsError for a frame without `text` and `html`, and UnknownPublisherError for a
    publisher that has no rule file.
    """
    known = (rulebook or load_rulebook()).publisher(publisher).id if publisher else None

    def cleaned(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        options = Options.of(rulebook, policy, known, extractor)  # made by the worker, so the shipped rules stay there
        for batch in batches:
            yield cleaned_batch(batch, options)

    return frame.mapInArrow(cleaned, _schema(frame.schema))


def _schema(given: StructType) -> StructType:
    """The columns of a cleaned frame: the given ones as they are, and behind them those that are new."""
    names = pa.schema([(field.name, pa.null()) for field in given])
    kept = {field.name: field for field in given if not isinstance(field.dataType, NullType)}
    return StructType([kept.get(field.name, field) for field in from_arrow_schema(cleaned_schema(names))])
