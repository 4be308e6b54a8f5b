"""A bundle as JSON, by code written from the classes: as text, or as JSON values.

Fields stand in the order of their class, what equals the default is left out, characters stand as they are.
"""

from __future__ import annotations

import datetime as dt
import functools
import typing
from collections.abc import Callable, Iterator
from enum import EnumMeta
from itertools import takewhile
from json.encoder import encode_basestring
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.rules.types import field_types, item_of, members_of, options

__all__ = ["as_bytes", "as_text", "as_values", "classes_of", "written_fields"]

Form: TypeAlias = Literal["text", "values"]


def as_values(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values."""
    written: dict[str, Any] = _writer("values")(bundle)
    return written


def as_text(bundle: Bundle) -> str:
    """A bundle as JSON on one line."""
    with_msgspec = _struct_writer()
    text: str = _writer("text")(bundle) if with_msgspec is None else with_msgspec(bundle).decode()
    return text


def as_bytes(bundle: Bundle) -> bytes:
    """`as_text` in UTF-8."""
    with_msgspec = _struct_writer()
    return as_text(bundle).encode() if with_msgspec is None else with_msgspec(bundle)


def _struct_writer() -> Callable[[Bundle], bytes] | None:
    from newsevents.wire import structs as _structs

    return _structs.struct_writer()


@functools.cache
def _writer(form: Form) -> Callable[[Bundle], Any]:
    names: dict[str, Any] = {"quoted": encode_basestring}
    source = "\n".join(line for cls in classes_of(Bundle) for line in _function(cls, form, names))
    exec(compile(source, f"<newsevents writer of {form}>", "exec"), names)  # noqa: S102 - written here, from our own classes
    return typing.cast(Callable[[Bundle], Any], names["write_Bundle"])


def classes_of(cls: type) -> list[type]:
    """A class and those that its fields hold, the innermost first."""
    found: list[type] = []
    for hint in field_types(cls).values():
        for option in options(hint):
            inner = item_of(option) or option
            if attrs.has(inner):
                found += [one for one in classes_of(inner) if one not in found]
    return [*found, cls]


def written_fields(cls: Any) -> list[Any]:
    """The fields of a class in the order in which they are written: of a bundle, its version and maker first."""
    fields = list(attrs.fields(cls))
    if cls is Bundle:
        *others, generator, version = fields
        fields = [version, generator, *others]
    return fields


def _function(cls: Any, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines of a function that writes an object of a class."""
    fields = written_fields(cls)
    names |= {f"{cls.__name__}_{field.name}": field.default for field in fields}
    yield f"def write_{cls.__name__}(value):"
    yield f"  made = {_opening(_first_required(fields), cls, form, 'value')}"
    for field in fields[len(_first_required(fields)) :]:
        code = _code(field_types(cls)[field.name], "x", form)
        put = f"made += f',\"{field.name}\":{code}'" if form == "text" else f"made[{field.name!r}] = {code}"
        yield f"  x = value.{field.name}"
        yield f"  {put}" if field.default is attrs.NOTHING else f"  if {_differs(field, cls)}: {put}"
    yield "  return made + '}'" if form == "text" else "  return made"


def _first_required(fields: list[Any]) -> list[Any]:
    """The fields that every object begins with; the version of a bundle is always written too."""
    return list(takewhile(lambda field: field.default is attrs.NOTHING or field.name == "format_version", fields))


def _opening(fields: list[Any], cls: Any, form: Form, value: str) -> str:
    """An expression for the beginning of a text that ends without the brace, or for an object of JSON."""
    codes = [(field.name, _code(field_types(cls)[field.name], f"{value}.{field.name}", form)) for field in fields]
    if form == "text":
        return "f'{{" + ",".join(f'"{name}":{code}' for name, code in codes) + "'"
    return "{" + ", ".join(f"{name!r}: {code}" for name, code in codes) + "}"


def _differs(field: Any, cls: type) -> str:
    """A condition: that a field's value ``x`` is not the default."""
    if field.default == () or field.default is False:
        return "x"
    if field.default is True:
        return "not x"
    return f"x is not {cls.__name__}_{field.name}"  # None, or a member of a vocabulary


def _code(hint: Any, value: str, form: Form) -> str:
    """An expression for a value of a type as JSON; for text, a piece of an f-string in single quotes."""
    first = members_of(hint)[0]
    item = item_of(first)
    if form == "text":
        if item is not None:
            write = "quoted" if item is str else f"write_{item.__name__}"
            return f'[{{{write}({value}[0]) if len({value}) == 1 else ",".join(map({write}, {value}))}}]'
        if attrs.has(first):
            return f"{{write_{first.__name__}({value})}}"
        if isinstance(first, EnumMeta):
            return f'"{{{value}._value_}}"'
        return {
            str: f"{{quoted({value})}}",
            bool: f'{{"true" if {value} else "false"}}',
            dt.date: f'"{{{value}.isoformat()}}"',
            int: f"{{{value}!r}}",
        }[first]
    if item is str:
        return f"list({value})"
    if item is not None:
        fields = list(attrs.fields(item))
        whole = _first_required(fields) == fields
        each = _opening(fields, item, form, "one") if whole else f"write_{item.__name__}(one)"
        return f"[write_{item.__name__}({value}[0])] if len({value}) == 1 else [{each} for one in {value}]"
    if attrs.has(first):
        return f"write_{first.__name__}({value})"
    if isinstance(first, EnumMeta):
        return f"{value}._value_"
    if first is dt.date:
        return f"{value}.isoformat()"
    return value
