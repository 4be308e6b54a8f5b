"""The classes of the model as Arrow types, and their objects as Arrow arrays and back, column by column.

Every type follows from the fields of a class, so that a field of the model is a field of the table.

====================  ==========================================================================================
In the model          In Arrow
====================  ==========================================================================================
text, vocabulary      ``string``
day or time           ``string``, in ISO 8601 as in JSON
integer, true/false   ``int64``, ``bool``
number                ``double``, and beside it ``NAME_exact``: the digits, where the double does not tell them
list, record, value   ``list``, ``struct``
====================  ==========================================================================================

A number needs both: an integer may have more digits than a double, and 5.0 is not 5. The double alone means the
integer where it is one of less than 2**53, else the fraction.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import attrs

from newsevents.errors import MissingExtraError
from newsevents.model.moments import parse_moment
from newsevents.rules.types import field_types, item_of, members_of, options

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("newsevents.formats.tables", "tables") from None

__all__ = ["arrow_fields", "arrow_type", "decode", "encode", "is_moment", "json_values", "pa", "pq", "single"]

_EXACT = "_exact"
_LARGEST = 2**53
"""Up to here a double counts by ones (IEEE 754)."""


def single(hint: Any) -> Any:
    """A type without the None of an optional field."""
    members = members_of(hint)
    return members[0] if len(members) == 1 else hint


def is_moment(hint: Any) -> bool:
    """Whether a type is that of a day or time."""
    return dt.date in options(hint)


def _is_number(hint: Any) -> bool:
    return float in options(hint)


@functools.cache
def arrow_fields(cls: type) -> tuple[pa.Field, ...]:
    """The fields of a class of the model, as fields of a struct or a table."""
    fields = []
    for name, hint in field_types(cls).items():
        fields.append(pa.field(name, arrow_type(hint)))
        if _is_number(hint):
            fields.append(pa.field(name + _EXACT, pa.string()))
    return tuple(fields)


@functools.cache
def arrow_type(hint: Any) -> pa.DataType:
    """A type of the model as an Arrow type."""
    if _is_number(hint):
        return pa.float64()
    if is_moment(hint):
        return pa.string()
    kind = single(hint)
    if item_of(kind) is not None:
        return pa.list_(arrow_type(item_of(kind)))
    if attrs.has(kind):
        return pa.struct(arrow_fields(kind))
    return {int: pa.int64(), bool: pa.bool_()}.get(kind, pa.string())


# --- objects to arrays


def encode(hint: Any, values: Sequence[Any]) -> pa.Array:
    """Values of one type of the model as an Arrow array."""
    if _is_number(hint):
        return pa.array([_double(value) for value in values], pa.float64())
    if is_moment(hint):
        return pa.array([None if value is None else value.isoformat() for value in values], pa.string())
    kind = single(hint)
    item = item_of(kind)
    if item is not None:
        ends = itertools.accumulate((len(value or ()) for value in values), initial=0)
        inner = encode(item, [one for value in values for one in value or ()])
        return pa.ListArray.from_arrays(pa.array(list(ends), pa.int32()), inner, type=arrow_type(kind))
    if attrs.has(kind):
        missing = pa.array([value is None for value in values], pa.bool_())
        return pa.StructArray.from_arrays(list(_children(kind, values)), fields=arrow_fields(kind), mask=missing)
    return pa.array(values, arrow_type(kind))


def _children(cls: type, values: Sequence[Any]) -> Iterator[pa.Array]:
    for name, hint in field_types(cls).items():
        column = [None if value is None else getattr(value, name) for value in values]
        yield encode(hint, column)
        if _is_number(hint):
            yield pa.array([_exact(value) for value in column], pa.string())


def _double(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def _exact(value: float | None) -> str | None:
    """The digits of a number that its double does not tell."""
    double = _double(value)
    return None if value is None or (double is not None and repr(_plain(double)) == repr(value)) else repr(value)


def _plain(double: float) -> int | float:
    return int(double) if double.is_integer() and abs(double) < _LARGEST else double


# --- arrays to objects


def decode(hint: Any, array: pa.Array) -> list[Any]:
    """The objects that an Arrow array of a type of the model holds. None of their values is checked."""
    kind = single(hint)
    if is_moment(hint):
        return [None if text is None else parse_moment(text) or text for text in array.to_pylist()]
    if item_of(kind) is not None:
        inner = iter(decode(item_of(kind), array.flatten()))
        sizes = pc.call_function("list_value_length", [array]).to_pylist()
        return [tuple(itertools.islice(inner, size or 0)) for size in sizes]
    if isinstance(kind, type) and attrs.has(kind):
        return _objects(kind, array)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members = {str(member): member for member in kind}
        return [members.get(text, text) for text in array.to_pylist()]
    values: list[Any] = array.to_pylist()
    return values


def _objects(cls: type, array: pa.StructArray) -> list[Any]:
    columns: dict[str, list[Any]] = {}
    arrays = dict(zip([field.name for field in array.type], array.flatten(), strict=True))
    for name, hint in field_types(cls).items():
        columns[name] = decode(hint, arrays[name])
        if _is_number(hint):
            columns[name] = list(map(_number, columns[name], arrays[name + _EXACT].to_pylist()))
    rows = zip(array.is_valid().to_pylist(), *columns.values(), strict=True)
    return [cls(**dict(zip(columns, values, strict=True))) if there else None for there, *values in rows]


def _number(double: float | None, exact: str | None) -> int | float | str | None:
    if exact is None:
        return None if double is None else _plain(double)
    for kind in (int, float):
        try:
            return kind(exact)
        except ValueError:
            continue
    return exact


def json_values(value: Any) -> Any:
    """What `to_pylist` gives of an encoded value, as the JSON values of that value: those of any version's fields."""
    if isinstance(value, list):
        return [json_values(item) for item in value]
    if not isinstance(value, dict):
        return value
    fields = {name: json_values(item) for name, item in value.items() if not name.endswith(_EXACT)}
    for name in fields:
        if name + _EXACT in value:
            fields[name] = _number(value[name], value[name + _EXACT])
    return {name: item for name, item in fields.items() if item is not None}
