"""The flat tables: a row for each article, record or span, the fields of the model as columns.

What a field becomes follows from its type:

- spans: their words, as a list; where they stand is in the table of evidence
- a day or time: ``NAME`` in ISO 8601, and ``NAME_day`` as a date
- a time, a place, a generator: a column for each field, ``NAME_FIELD``, its span left out
- lists of ids and names: lists; of roles and quantities: lists of structs
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.formats.tables.arrow import arrow_type, encode, is_moment, pa, single
from newsevents.model.fields import walk
from newsevents.model.moments import calendar_day
from newsevents.model.records import LISTS, Actor, Article
from newsevents.model.values import Generator, Span
from newsevents.rules.types import field_types

__all__ = ["FLAT_TABLES", "flat_batch", "flat_schema"]

FLAT_TABLES: tuple[str, ...] = ("articles", *LISTS, "evidence")

Get = Callable[[Any], Any]


@attrs.frozen
class _Column:
    """A column: its field, and how it is made from the values that `get` finds in the rows."""

    name: str
    type: pa.DataType
    get: Get
    make: Callable[[list[Any]], pa.Array]

    def of(self, rows: Sequence[Any]) -> pa.Array:
        return self.make([self.get(row) for row in rows])


def _column(name: str, hint: Any, get: Get) -> _Column:
    return _Column(name, arrow_type(hint), get, functools.partial(encode, hint))


def _part(get: Get, name: str) -> Get:
    def part(row: Any) -> Any:
        whole = get(row)
        return None if whole is None else getattr(whole, name)

    return part


def _fields(cls: type, get: Get, prefix: str = "") -> Iterator[_Column]:
    """The columns of a class's fields."""
    for field, hint in field_types(cls).items():
        name, value, kind = prefix + field, _part(get, field), single(hint)
        if kind is Span:
            continue
        if kind == tuple[Span, ...]:
            yield _column(name, tuple[str, ...], _words(value))
        elif isinstance(kind, type) and attrs.has(kind):
            yield from _fields(kind, value, f"{name}_")
        else:
            yield _column(name, hint, value)
            if is_moment(hint):
                yield _Column(f"{name}_day", pa.date32(), _day(value), lambda days: pa.array(days, pa.date32()))


def _words(get: Get) -> Get:
    return lambda row: [span.exact for span in get(row) or ()]


def _day(get: Get) -> Get:
    def day(row: Any) -> Any:
        moment = get(row)
        return None if moment is None else calendar_day(moment)

    return day


@functools.cache
def _columns(name: str) -> tuple[_Column, ...]:
    """The columns of a table. A row is what `_rows` gives: a tuple with the bundle first."""
    bundle, second = operator.itemgetter(0), operator.itemgetter(1)
    article_id = _column("article_id", str, lambda row: row[0].article.id)
    if name == "articles":
        own = [column for column in _fields(Article, _part(bundle, "article")) if column.name != "id"]
        version = _column("format_version", str, _part(bundle, "format_version"))
        return (article_id, *own, *_fields(Generator, _part(bundle, "generator"), "generator_"), version)
    if name == "evidence":
        names = ("record_id", "field", "path", "start", "end", "exact")
        hints = (str, str, str, int, int, str)
        spans = [_column(*pair, operator.itemgetter(at)) for at, pair in enumerate(zip(names, hints, strict=True), 1)]
        return (article_id, *spans)
    cls = LISTS[name]
    chain = [] if cls is Actor else [_column("chain_ids", tuple[str, ...], _chain)]
    return (article_id, *_fields(cls, second), *chain)


def _chain(row: tuple[Bundle, Any]) -> list[str]:
    bundle, record = row
    return [source.id for source in bundle.attribution(record).sources]


def _rows(bundle: Bundle, name: str) -> Iterator[tuple[Any, ...]]:
    if name == "articles":
        yield (bundle,)
    elif name == "evidence":
        for record in bundle.records:
            for path, span in walk(record):
                if isinstance(span, Span):
                    field = path.partition("[")[0].partition(".")[0]
                    yield bundle, record.id, field, path, span.start, span.end, span.exact
    else:
        for record in getattr(bundle, name):
            yield bundle, record


def flat_schema(name: str) -> pa.Schema:
    """The schema of a flat table."""
    return pa.schema([pa.field(column.name, column.type) for column in _columns(name)])


def flat_batch(bundles: Sequence[Bundle], name: str) -> pa.RecordBatch:
    """The rows of a flat table for some bundles."""
    rows = [row for bundle in bundles for row in _rows(bundle, name)]
    return pa.record_batch([column.of(rows) for column in _columns(name)], schema=flat_schema(name))
