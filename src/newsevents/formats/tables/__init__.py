"""Many bundles as Arrow tables: one per class of record, and tables of spans, of who said what, and of whole bundles.

Requires the extra ``newsevents[tables]``, which installs pyarrow. A `Table` is produced while it is read, one batch at
a time, by any library with the Arrow PyCapsule interface: pyarrow, polars, DuckDB, pandas.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from os import PathLike
from typing import Any, BinaryIO, Literal, TypeAlias

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue, Severity, error_text
from newsevents.files import new_file, new_folder
from newsevents.formats.tables.arrow import arrow_fields, decode, encode, json_values, pa, pq
from newsevents.formats.tables.csv import write_rows
from newsevents.formats.tables.flat import FLAT_TABLES, flat_batch, flat_schema
from newsevents.said import joined
from newsevents.wire.json import from_json
from newsevents.wire.jsonl import each_parsed
from newsevents.wire.versions import STEPS

__all__ = ["TABLES", "Table", "read_bundles", "schema", "table", "write_tables"]


def __dir__() -> list[str]:
    return __all__


TABLES: tuple[str, ...] = (*FLAT_TABLES, "bundles")
"""The names of the tables: those with a row for each record or span, ``said`` with a row for each statement and
allegation (see `newsevents.Said`), and the one with a row for each bundle."""

BATCH_SIZE = 512
_BATCH_CHARACTERS = 2**24
"""A batch ends when its articles have this many code points, so that a few long ones do not fill the memory."""

_ISSUE = pa.struct([(name, pa.string()) for name in ("path", "code", "severity", "message", "value", "fix")])
ISSUES = pa.field("issues", pa.list_(_ISSUE))
"""The column in which a job that reads articles reports why there is no bundle; see `newsevents.distributed`."""


def schema(name: str) -> pa.Schema:
    """The schema of a table, which is the same for all bundles.

    Args:
        name: One of `TABLES`, or ``"polecat"``: the rows of `newsevents.formats.plover.to_polecat`, all texts.

    Raises:
        ValueError: There is no table with this name.
    """
    if name == "bundles":
        return pa.schema(arrow_fields(Bundle))
    if name in (*FLAT_TABLES, "polecat"):
        return flat_schema(name)
    raise ValueError(f"there is no table {name!r}, only {', '.join(TABLES)}")


class Table:
    """Rows from many bundles, produced batch by batch while they are read.

    Any library with the Arrow PyCapsule interface can read it: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``pandas.DataFrame.from_arrow(t)``, ``duckdb.sql("select * from t")``. It can be read as often as the underlying
    bundles: only once, if they came from an iterator.

    Attributes:
        schema: Its Arrow schema.
    """

    def __init__(self, schema: pa.Schema, batches: Callable[[], Iterator[pa.RecordBatch]]) -> None:
        self.schema = schema
        self._batches = batches

    def __repr__(self) -> str:
        return f"<Table of {len(self.schema.names)} columns: {', '.join(self.schema.names)}>"

    def __arrow_c_schema__(self) -> object:
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.reader().__arrow_c_stream__(requested_schema)

    def reader(self) -> pa.RecordBatchReader:
        """A new reader of its batches."""
        return pa.RecordBatchReader.from_batches(self.schema, self._batches())

    def to_arrow(self) -> pa.Table:
        """The whole table, in memory."""
        return self.reader().read_all()

    def write_parquet(self, path: str | PathLike[str]) -> int:
        """Write it to a Parquet file, batch by batch. The file appears only when it is complete.

        Returns:
            The number of rows.

        Raises:
            OSError: The file cannot be written.
        """
        return self._write(path, "parquet")

    def write_csv(self, path: str | PathLike[str]) -> int:
        """Write it to a CSV file (RFC 4180, UTF-8), batch by batch. The file appears only when it is complete.

        Missing values are empty cells. A list is written as JSON; in the table ``said``, its strings are joined by
        ``"; "``. Types are not kept. A string that a spreadsheet would run as a formula is preceded by an apostrophe.

        Returns:
            The number of rows.

        Raises:
            OSError: The file cannot be written.
        """
        return self._write(path, "csv")

    def _write(self, path: str | PathLike[str], format: Literal["parquet", "csv"]) -> int:
        rows = 0
        with new_file(path) as file, _WRITERS[format](file, self.schema) as write:
            for batch in self._batches():
                write(batch)
                rows += batch.num_rows
        return rows


def table(bundles: Iterable[Bundle], name: str, *, batch_size: int = BATCH_SIZE) -> Table:
    """Make a table of many bundles.

    Args:
        bundles: The bundles. With an iterator, such as that of `newsevents.read_jsonl`, the table can be read only
            once.
        name: One of `TABLES`, or ``"polecat"``: the events of PLOVER in POLECAT's columns.
        batch_size: The most bundles in a batch.

    Raises:
        ValueError: There is no table with this name; or, on reading, the iterator of the bundles is exhausted.

    >>> import newsevents
    >>> statements = table([newsevents.load_seed()], "statements").to_arrow()
    >>> statements.num_rows, statements["speaker_ids"][9].as_py()
    (30, ['actor:park-jin'])
    """
    once = iter(bundles) is bundles
    was_read = False

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal was_read
        if once and was_read:
            raise ValueError("the bundles came from an iterator and have been read: give a list to read them again")
        was_read = True
        return filter(len, (_batch(chunk, name) for chunk in _chunks(bundles, batch_size)))

    return Table(schema(name), batches)


def write_tables(
    bundles: Iterable[Bundle],
    folder: str | PathLike[str],
    *,
    format: Literal["parquet", "csv"] = "parquet",
    batch_size: int = BATCH_SIZE,
) -> dict[str, int]:
    """Write every table to a file of its name in a folder, reading the bundles once.

    The folder appears only when all of its files are complete.

    Args:
        bundles: The bundles.
        folder: The folder. An existing one with the same tables is replaced as a whole.
        format: ``"parquet"``, or ``"csv"``, which leaves out the table of whole bundles: its columns are nested. A
            string that a spreadsheet would run as a formula is preceded by an apostrophe.
        batch_size: The most bundles in a batch.

    Returns:
        The number of rows of each table.

    Raises:
        FileExistsError: The folder contains other files.
        OSError: A file cannot be written.
        ValueError: There is no such format.
    """
    if format not in _WRITERS:
        raise ValueError(f"tables are written as {' or '.join(_WRITERS)}, not {format!r}")
    names = TABLES if format == "parquet" else FLAT_TABLES
    rows = dict.fromkeys(names, 0)
    files = {name: f"{name}.{format}" for name in names}
    with new_folder(folder, files.values()) as part, contextlib.ExitStack() as stack:
        opened = {name: stack.enter_context((part / file).open("wb")) for name, file in files.items()}
        writers = {name: stack.enter_context(_WRITERS[format](file, schema(name))) for name, file in opened.items()}
        for chunk in _chunks(bundles, batch_size):
            for name, write in writers.items():
                batch = _batch(chunk, name)
                write(batch)
                rows[name] += batch.num_rows
    return rows


def _chunks(bundles: Iterable[Bundle], size: int) -> Iterator[list[Bundle]]:
    chunk: list[Bundle] = []
    characters = 0
    for bundle in bundles:
        chunk.append(bundle)
        characters += len(bundle.article.text or "")
        if len(chunk) >= size or characters >= _BATCH_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _batch(bundles: Sequence[Bundle], name: str) -> pa.RecordBatch:
    return bundle_batch(bundles) if name == "bundles" else flat_batch(bundles, name)


def bundle_batch(bundles: Sequence[Bundle | None]) -> pa.RecordBatch:
    """A row for each bundle; without values if there is no bundle."""
    return pa.record_batch(encode(Bundle, bundles), schema=schema("bundles"))


# --- files


@contextlib.contextmanager
def _parquet(file: BinaryIO, schema: pa.Schema) -> Iterator[Callable[[pa.RecordBatch], None]]:
    with pq.ParquetWriter(file, schema) as writer:
        yield writer.write_batch


@contextlib.contextmanager
def _csv(file: BinaryIO, schema: pa.Schema) -> Iterator[Callable[[pa.RecordBatch], None]]:
    nested = [field.name for field in schema if pa.types.is_struct(field.type)]
    if nested:
        raise ValueError(f"CSV has no place for nested columns: {', '.join(nested)}")
    stream = io.TextIOWrapper(file, encoding="utf-8", newline="")
    write_rows(stream, [schema.names])
    values = _texts if schema.equals(flat_schema("said")) else pa.Array.to_pylist
    yield lambda batch: write_rows(stream, zip(*map(values, batch), strict=True))
    stream.detach()


def _texts(column: pa.Array) -> list[Any]:
    """The values of a column, with each list as one string."""
    values = column.to_pylist()
    return list(map(joined, values)) if pa.types.is_list(column.type) else values


_WRITERS = {"parquet": _parquet, "csv": _csv}


# --- back to bundles


def read_bundles(
    source: Any, *, on_error: Literal["raise"] | Callable[[BundleError], object] = "raise"
) -> Iterator[Bundle]:
    """Read the bundles of a table of whole bundles, one at a time; they equal the bundles it was made from.

    Args:
        source: The path of a Parquet file, or an object with the Arrow PyCapsule interface: a `Table`, or a table of
            pyarrow, polars or DuckDB. Only the columns of a bundle are read.
        on_error: ``"raise"``, or a function that is called with the error of each bad row; reading then continues with
            the next row.

    Yields:
        Each bundle.

    Raises:
        OSError: The file cannot be read.
        TypeError: ``source`` is something else.
        BundleError: The columns are not those of a table of bundles; or a row is not a valid bundle, in which case the
            ``line`` of each issue is the number of the row, from 1. In a job's result, a row without a bundle raises
            the issues stored in it.

    >>> import newsevents
    >>> seed = newsevents.load_seed()
    >>> list(read_bundles(table([seed], "bundles"))) == [seed]
    True
    """
    batches = _bundle_batches(source)
    rows = (row for batch in batches for row in (_older_rows(batch) if _is_older(batch) else _rows(batch)))
    for _, bundle in each_parsed(enumerate(rows, 1), _made, on_error):
        yield bundle


_UNREADABLE = (ValueError, OverflowError, KeyError, pa.ArrowException)
"""Errors when a value cannot be converted to Python: bytes that are not UTF-8, or a duplicate key."""

Row: TypeAlias = tuple[Callable[[], Bundle] | None, list[dict[str, Any]] | None]
"""Makes the bundle of a row, if there is one, with the issues stored in the row."""


def _made(row: Row) -> Bundle:
    make, faults = row
    if make is None:
        missing = Issue("article", "missing-field", "the row holds no bundle")
        raise BundleError([_issue(fault) for fault in faults or () if fault is not None] or [missing])
    return make()


def _issue(fault: dict[str, Any]) -> Issue:
    """An issue stored in a row, even if some of its values are missing."""
    path, code, message = (fault[name] or "" for name in ("path", "code", "message"))
    severity = Severity.WARNING if fault["severity"] == Severity.WARNING else Severity.ERROR
    return Issue(path, code or "extractor-failed", message, fault["value"], fault["fix"], severity)


def _rows(batch: pa.RecordBatch) -> Iterator[Row]:
    return _each(_in_our_types(batch), _decoded)


def _older_rows(batch: pa.RecordBatch) -> Iterator[Row]:
    """The rows as JSON values, which are migrated to the current version like those of a JSON file."""
    return _each(batch, _as_json)


def _each(batch: pa.RecordBatch, read: Callable[[pa.RecordBatch], Iterator[Row]]) -> Iterator[Row]:
    """The rows of a batch; if a value cannot be converted to Python, row by row."""
    try:
        yield from list(read(batch))
    except _UNREADABLE:
        for index in range(len(batch)):
            try:
                yield from list(read(batch.slice(index, 1)))
            except _UNREADABLE as error:
                yield partial(_unreadable, error), None


def _unreadable(error: Exception) -> Bundle:
    raise BundleError([Issue("", "type", f"a value of the row cannot be read: {error_text(error)}")])


def _decoded(batch: pa.RecordBatch) -> Iterator[Row]:
    columns = decode(Bundle, dict(zip(batch.schema.names, batch.columns, strict=True)))
    for *values, faults in zip(*columns.values(), batch[ISSUES.name].to_pylist(), strict=True):
        fields = dict(zip(columns, values, strict=True))
        yield None if fields["article"] is None else partial(Bundle, **fields), faults


def _is_older(batch: pa.RecordBatch) -> bool:
    """Whether a row has an older version of the format, so that its columns differ."""
    if not STEPS or "format_version" not in batch.schema.names:
        return False
    versions = batch.column(batch.schema.names.index("format_version"))
    return any(("bundle", _text(version)) in STEPS for version in versions)


def _text(scalar: pa.Scalar) -> str:
    try:
        return str(scalar.as_py())
    except _UNREADABLE:
        return ""


def _as_json(batch: pa.RecordBatch) -> Iterator[Row]:
    if ISSUES.name in batch.schema.names:
        batch = batch.set_column(batch.schema.names.index(ISSUES.name), ISSUES, _cast(batch, ISSUES))
    for row in batch.to_pylist():
        values = {name: json_values(row[name]) for name in schema("bundles").names if row.get(name) is not None}
        yield partial(from_json, values) if "article" in values else None, row.get(ISSUES.name)


def _bundle_batches(source: Any) -> Iterator[pa.RecordBatch]:
    """Batches with the columns of a bundle and a column of issues."""
    if isinstance(source, str | PathLike):
        # opened here, since Arrow would treat some paths as URLs
        with open(source, "rb") as stream, _parquet_errors(), pq.ParquetFile(stream) as file:
            ours = {*schema("bundles").names, ISSUES.name}
            wanted = [name for name in file.schema_arrow.names if name in ours]
            yield from file.iter_batches(BATCH_SIZE, columns=wanted)
    elif hasattr(source, "__arrow_c_stream__"):
        yield from pa.RecordBatchReader.from_stream(source)
    elif hasattr(source, "__arrow_c_array__"):
        yield pa.record_batch(source)
    else:
        raise TypeError(f"a path or an Arrow table was expected, not {type(source).__name__}")


@contextlib.contextmanager
def _parquet_errors() -> Iterator[None]:
    """Report errors in a file that is not valid Parquet."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise BundleError([Issue("", "document-form", f"this cannot be read as Parquet: {error}")]) from None


def _in_our_types(batch: pa.RecordBatch) -> pa.RecordBatch:
    if ISSUES.name not in batch.schema.names:
        batch = batch.append_column(ISSUES, pa.nulls(len(batch), ISSUES.type))
    ours = schema("bundles").append(ISSUES)
    issues, columns = [], []
    for field in ours:
        count = batch.schema.names.count(field.name)
        if count != 1:
            code = "document-form" if count else "missing-field"
            issues.append(
                Issue(field.name, code, f"a table of bundles has one column with this name, not {count or 'none'}")
            )
            continue
        try:
            columns.append(_cast(batch, field))
        except BundleError as error:
            issues += error.issues
    if issues:
        raise BundleError(issues)
    return pa.record_batch(columns, schema=ours)


def _cast(batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
    """A column, converted to the type of a field."""
    column = batch[field.name]
    try:
        return column.cast(field.type)
    except pa.ArrowException as error:
        message = f"the column has another type: {error}"
        raise BundleError([Issue(field.name, "type", message, str(column.type))]) from None
