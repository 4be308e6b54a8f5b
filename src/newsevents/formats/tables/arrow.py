"""The classes of the model as Arrow types, and conversion of their objects to and from Arrow arrays, column by column.

Every column is derived from a field of a class, so that each field of the model is a field of the table.

====================  ==========================================================================================
In the model          In Arrow
====================  ==========================================================================================
text, vocabulary, id  ``string``
day or time           ``string``, in ISO 8601 as in JSON
integer, true/false   ``int64``, ``bool``
number                ``double``, and also ``NAME_exact``: the digits, if the double does not determine them
list, record, value   ``list``, ``struct``
====================  ==========================================================================================

A number needs both columns: an integer may have more digits than a double, and 5.0 is not 5. The double alone means an
integer if it is integral and less than 2**53, otherwise a float.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from newsevents.errors import MissingExtraError
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.moments import parse_moment

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("newsevents.formats.tables", "tables") from None


__all__ = ["Column", "arrow_fields", "columns_of", "decode", "encode", "json_values", "lists", "pa", "pq", "scalars"]

_EXACT = "_exact"
_LARGEST = 2**53
"""The limit up to which a double represents every integer (IEEE 754)."""

_TEXT = pa.string()
_OBJECTS = (Kind.WORDS, Kind.VALUE)


@attrs.frozen
class Column:
    """An Arrow column of a field.

    Attributes:
        name: Its name.
        type: The type of its values.
        to_array: A function that makes the column from the field's values.
    """

    name: str
    type: pa.DataType
    to_array: Callable[[Sequence[Any]], pa.Array]


@functools.cache
def columns_of(field: Field) -> tuple[Column, ...]:
    """The columns of a field: two for a number, one for any other kind."""
    name, kind = field.name, field.kind
    if kind in _OBJECTS:
        columns = [Column(name, pa.struct(arrow_fields(field.cls)), functools.partial(_structs, field.cls))]
    elif kind is Kind.NUMBER:
        columns = [scalars(name, pa.float64(), _double), scalars(name + _EXACT, convert=_exact)]
    elif kind is Kind.MOMENT:
        columns = [scalars(name, convert=operator.methodcaller("isoformat"))]
    else:
        columns = [scalars(name, {Kind.FLAG: pa.bool_(), Kind.OFFSET: pa.int64()}.get(kind, _TEXT))]
    return tuple(map(lists, columns) if field.many else columns)


def scalars(name: str, type: pa.DataType = _TEXT, convert: Callable[[Any], Any] | None = None) -> Column:
    """A column of single values, converted if a function is given."""

    def to_array(values: Sequence[Any]) -> pa.Array:
        if convert is not None:
            values = [None if value is None else convert(value) for value in values]
        return pa.array(values, type)

    return Column(name, type, to_array)


def lists(column: Column) -> Column:
    """A column of lists of a column's values. A missing value is an empty list."""
    type = pa.list_(column.type)

    def to_array(values: Sequence[Any]) -> pa.Array:
        ends = itertools.accumulate((len(value or ()) for value in values), initial=0)
        inner = column.to_array([one for value in values for one in value or ()])
        return pa.ListArray.from_arrays(pa.array(list(ends), pa.int32()), inner, type=type)

    return Column(column.name, type, to_array)


@functools.cache
def arrow_fields(cls: type) -> tuple[pa.Field, ...]:
    """The columns of a class of the model, as fields of a struct or a table."""
    return tuple(pa.field(column.name, column.type) for field in fields_of(cls) for column in columns_of(field))


def encode(cls: type, objects: Sequence[Any]) -> list[pa.Array]:
    """The columns of a class of the model from its objects; None gives a row without values."""
    arrays = []
    for field in fields_of(cls):
        values = [None if one is None else getattr(one, field.name) for one in objects]
        arrays += [column.to_array(values) for column in columns_of(field)]
    return arrays


def _structs(cls: type, objects: Sequence[Any]) -> pa.StructArray:
    missing = pa.array([one is None for one in objects], pa.bool_())
    return pa.StructArray.from_arrays(encode(cls, objects), fields=arrow_fields(cls), mask=missing)


def _double(value: float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _exact(value: float) -> str | None:
    """The digits of a number that its double does not determine."""
    double = _double(value)
    return None if double is not None and repr(_plain(double)) == repr(value) else repr(value)


def _plain(double: float) -> int | float:
    return int(double) if double.is_integer() and abs(double) < _LARGEST else double


# --- arrays to objects


def decode(cls: type, arrays: Mapping[str, pa.Array]) -> dict[str, list[Any]]:
    """The values of each field of a class of the model, from its columns by name. The values are not checked."""
    columns = {field: [arrays[column.name] for column in columns_of(field)] for field in fields_of(cls)}
    return {field.name: decode_field(field, found) for field, found in columns.items()}


def decode_field(field: Field, arrays: list[pa.Array]) -> list[Any]:
    """The values of a field, from its columns."""
    if not field.many:
        return _single_values(field, arrays)
    inner = iter(_single_values(field, [array.flatten() for array in arrays]))
    sizes = pc.call_function("list_value_length", arrays[:1]).to_pylist()
    return [tuple(itertools.islice(inner, size or 0)) for size in sizes]


def _single_values(field: Field, arrays: list[pa.Array]) -> list[Any]:
    if field.kind in _OBJECTS:
        return _objects(field.cls, *arrays)
    values: list[Any]
    values, *digits = [array.to_pylist() for array in arrays]
    if field.kind is Kind.NUMBER:
        return list(map(_number, values, *digits))
    if field.kind is Kind.MOMENT:
        return [None if text is None else parse_moment(text) or text for text in values]
    if field.kind is Kind.CHOICE:
        members = {str(member): member for member in field.cls}
        return [members.get(text, text) for text in values]
    return values


def _objects(cls: type, array: pa.StructArray) -> list[Any]:
    names = [field.name for field in array.type]
    columns = decode(cls, dict(zip(names, array.flatten(), strict=True)))
    rows = zip(array.is_valid().to_pylist(), *columns.values(), strict=True)
    return [cls(**dict(zip(columns, values, strict=True))) if there else None for there, *values in rows]


def _number(double: object, exact: object) -> object:
    """A number; any other value, which the unchecked columns of an older version may hold, is returned as it is."""
    if exact is None:
        return _plain(double) if isinstance(double, float) else double
    if not isinstance(exact, str):
        return exact
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            return kind(exact)
    return exact


def json_values(value: Any) -> Any:
    """Convert a value from `to_pylist` to the JSON values that it encodes, for the fields of any version."""
    if isinstance(value, list):
        return [json_values(item) for item in value]
    if not isinstance(value, dict):
        return value
    fields = {name: json_values(item) for name, item in value.items() if not name.endswith(_EXACT)}
    for name in fields:
        if name + _EXACT in value:
            fields[name] = _number(value[name], value[name + _EXACT])
    return {name: item for name, item in fields.items() if item is not None}
