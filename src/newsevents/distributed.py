"""From articles to bundles on a distributed engine: a batch of articles in, a batch of bundles out.

Needs the extra ``newsevents[tables]``. `extract_batch` is one pure function over Arrow batches with fixed schemas; the
adapters below fit it to PySpark and to Ray Data; any other engine that maps over Arrow batches can use it as it is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from newsevents.batch import extract_all_or_issues
from newsevents.errors import BundleError, Issue, error_text
from newsevents.formats.articles import KEYS, article_from_fields
from newsevents.formats.tables import ISSUES, bundle_batch, schema
from newsevents.formats.tables.arrow import pa
from newsevents.model.records import Article
from newsevents.reading.extractor import Extractor

__all__ = ["extract_batch", "extract_ray", "extract_spark", "result_schema"]


def __dir__() -> list[str]:
    return __all__


def result_schema() -> pa.Schema:
    """The schema of a batch of bundles: ``id`` as the article gives it, the columns of a bundle, and ``issues``."""
    return pa.schema([pa.field("id", pa.string()), *schema("bundles"), ISSUES])


def extract_batch(batch: pa.RecordBatch, *, extractor: Extractor | None = None) -> pa.RecordBatch:
    """Read each article of a batch to a bundle.

    Args:
        batch: A row for each article, with the columns that `newsevents.formats.articles.read_article` knows: ``text``
            (or ``body``), and if known ``title``, ``published`` (``date``), ``publisher``, ``language``, ``url`` and
            ``id``. Other columns are ignored.
        extractor: The extractor; by default the rules of this package.

    Returns:
        A row for each article, in the same order, with the `result_schema`. If an article cannot be read, its
        ``article`` is null and ``issues`` says why: a bad article never stops a job.

    >>> batch = pa.RecordBatch.from_pylist([{"id": "1", "text": "Ana Lima said it was safe."}, {"id": "2"}])
    >>> result = extract_batch(batch).to_pylist()
    >>> [statement["cue"][0]["exact"] for statement in result[0]["statements"]]
    ['said']
    >>> result[1]["article"], result[1]["issues"][0]["code"]
    (None, 'missing-field')
    """
    rows = _rows(batch)
    results = [*extract_all_or_issues((functools.partial(_article, row) for row in rows), extractor)]
    bundles = bundle_batch([bundle for bundle, _ in results])
    ids = pa.array([None if row.get("id") is None else str(row["id"]) for row, _ in rows], pa.string())
    issues = pa.array([[issue.to_dict() for issue in found] for _, found in results], ISSUES.type)
    return pa.record_batch([ids, *bundles.columns, issues], schema=result_schema())


Row: TypeAlias = tuple[dict[str, Any], list[Issue]]
"""The values of a row by their columns, and what is wrong with those that cannot be read."""


def _rows(batch: pa.RecordBatch) -> list[Row]:
    """The values of the known columns; if two columns have the same name, the first counts."""
    columns = {name: batch.column(index) for index, name in reversed([*enumerate(batch.schema.names)]) if name in KEYS}
    return [_row(columns, index) for index in range(len(batch))]


def _row(columns: dict[str, pa.Array], index: int) -> Row:
    row: dict[str, Any] = {}
    issues = []
    for name, column in columns.items():
        try:
            row[name] = column[index].as_py()
        except Exception as error:  # a date beyond the calendar, bytes that are not UTF-8, an unknown time zone
            issues.append(Issue(name, "type", f"the value cannot be read as one of Python's: {error_text(error)}"))
    return row, issues


def _article(row: Row) -> Article:
    fields, issues = row
    if issues:
        raise BundleError(issues)
    return article_from_fields(fields)


# --- engines


def extract_spark(articles: Any, *, extractor: Extractor | None = None) -> Any:
    """Read a PySpark data frame of articles to one of bundles, by `extract_batch` in Spark's workers.

    Args:
        articles: A ``pyspark.sql.DataFrame`` with the columns of `extract_batch`.
        extractor: As in `extract_batch`; it is pickled.

    Returns:
        A ``pyspark.sql.DataFrame`` of the `result_schema`; nothing runs until it is used.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    return articles.mapInArrow(functools.partial(_extract_all, extractor=extractor), from_arrow_schema(result_schema()))


def _extract_all(batches: Iterable[pa.RecordBatch], extractor: Extractor | None) -> Iterator[pa.RecordBatch]:
    return (extract_batch(batch, extractor=extractor) for batch in batches)


def extract_ray(articles: Any, *, extractor: Extractor | None = None, **options: Any) -> Any:
    """Read a Ray Data set of articles to one of bundles, by `extract_batch` in Ray's workers.

    Args:
        articles: A ``ray.data.Dataset`` with the columns of `extract_batch`.
        extractor: As in `extract_batch`; it is pickled.
        options: Passed to ``Dataset.map_batches``: ``batch_size``, ``num_cpus``, ``concurrency``.

    Returns:
        A ``ray.data.Dataset`` of the `result_schema`; nothing runs until it is used.
    """
    work = functools.partial(_extract_table, extractor=extractor)
    return articles.map_batches(work, batch_format="pyarrow", **options)


def _extract_table(table: pa.Table, extractor: Extractor | None) -> pa.Table:
    batches = _extract_all(table.to_batches(), extractor)
    return pa.Table.from_batches(batches, schema=result_schema())
