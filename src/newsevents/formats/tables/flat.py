"""The flat tables: a row for each article, record or span, with the model's fields as columns, and who said what.

The columns of a field depend on its kind:

- spans: their words, as a list; their offsets are in the table of evidence
- a day or time: ``NAME`` in ISO 8601, and ``NAME_day`` as a date
- a time, a place, a generator: a column for each field, ``NAME_FIELD``, its span left out
- lists of ids and names: lists; of roles and quantities: lists of structs

The table ``said`` has the columns of `newsevents.Said`, those of several values as lists.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

import attrs

from newsevents.attribution import chain_of
from newsevents.bundle import Bundle
from newsevents.formats.tables.arrow import Column, columns_of, lists, pa, scalars
from newsevents.model.fields import Field, Kind, fields_of, walk
from newsevents.model.moments import calendar_day
from newsevents.model.records import LISTS, Article
from newsevents.model.values import Span
from newsevents.said import MANY, Said, said_rows

FLAT_TABLES: tuple[str, ...] = ("articles", *LISTS, "evidence", "said")

Get: TypeAlias = Callable[[Any], Any]
Flat: TypeAlias = tuple[Column, Get]
"""A column, and the function that finds its value in a row."""


def _flat(fields: Iterable[Field], get: Get, prefix: str = "") -> Iterator[Flat]:
    """The columns for the fields of a class of the model, whose objects `get` finds in the rows."""
    for field in fields:
        name, value = prefix + field.name, _part(get, field.name)
        if field.kind is Kind.VALUE and not field.many:
            yield from _flat(fields_of(field.cls), value, f"{name}_")
        elif field.kind is not Kind.WORDS:
            yield from ((attrs.evolve(column, name=prefix + column.name), value) for column in columns_of(field))
        elif field.many:
            yield lists(scalars(name, convert=attrgetter("exact"))), value
        if field.kind is Kind.MOMENT and not field.many:
            yield scalars(f"{name}_day", pa.date32(), calendar_day), value


def _part(get: Get, name: str) -> Get:
    def part(row: Any) -> Any:
        whole = get(row)
        return None if whole is None else getattr(whole, name)

    return part


@functools.cache
def _columns(name: str) -> tuple[Flat, ...]:
    """The columns of a table. A row is an item of `_rows`."""
    if name == "polecat":
        from newsevents.formats.plover import POLECAT_COLUMNS

        return tuple((scalars(column), itemgetter(column)) for column in POLECAT_COLUMNS)
    if name == "said":
        return tuple((_said_column(column), itemgetter(column)) for column in Said._fields)
    bundle, second = itemgetter(0), itemgetter(1)
    article_id: Flat = (scalars("article_id"), lambda row: row[0].article.id)
    if name == "articles":
        own = [field for field in fields_of(Article) if field.name != "id"]
        others = [field for field in fields_of(Bundle) if field.name not in ("article", *LISTS)]
        return (article_id, *_flat(own, second), *_flat(others, bundle))
    if name == "evidence":
        place = [(scalars(column), itemgetter(at)) for at, column in enumerate(("record_id", "field", "path"), 1)]
        return (article_id, *place, *_flat(fields_of(Span), itemgetter(4)))
    chain = [] if name == "actors" else [(lists(scalars("chain_ids")), _chain)]
    return (article_id, *_flat(fields_of(LISTS[name]), second), *chain)


_SAID_TYPES = {"earliest": pa.date32(), "latest": pa.date32(), "published": pa.date32(), "negated": pa.bool_()}


def _said_column(name: str) -> Column:
    column = scalars(name, _SAID_TYPES.get(name, pa.string()))
    return lists(column) if name in MANY else column


def _chain(row: tuple[Bundle, Any]) -> list[str]:
    bundle, record = row
    return [source.id for source in chain_of(bundle, record)]


def _rows(bundle: Bundle, name: str) -> Iterator[Any]:
    """The rows of a table: tuples that start with the bundle; for ``said`` and POLECAT, the values by column."""
    if name == "polecat":
        from newsevents.formats.plover import to_polecat

        yield from to_polecat(bundle)
    elif name == "said":
        yield from said_rows(bundle)
    elif name == "articles":
        yield bundle, bundle.article
    elif name == "evidence":
        for record in bundle.records:
            for path, span in walk(record):
                if isinstance(span, Span):
                    yield bundle, record.id, path.partition("[")[0].partition(".")[0], path, span
    else:
        yield from ((bundle, record) for record in getattr(bundle, name))


def flat_schema(name: str) -> pa.Schema:
    """The schema of a flat table."""
    return pa.schema([pa.field(column.name, column.type) for column, _ in _columns(name)])


def flat_batch(bundles: Sequence[Bundle], name: str) -> pa.RecordBatch:
    """The rows of a flat table for some bundles."""
    rows = [row for bundle in bundles for row in _rows(bundle, name)]
    arrays = [column.to_array([get(row) for row in rows]) for column, get in _columns(name)]
    return pa.record_batch(arrays, schema=flat_schema(name))
