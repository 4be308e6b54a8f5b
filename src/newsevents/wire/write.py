"""Write a bundle or a draft as JSON: fields in the order of their class, defaults left out.

A bundle is written by code generated from the classes, as attrs generates ``__init__``.
"""

from __future__ import annotations

import functools
import json
import typing
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from json.encoder import encode_basestring
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import Field, Kind, classes_of
from newsevents.model.values import Span
from newsevents.wire.fields import is_always_written, written_fields


def as_values(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values, parsed from its text, since Python's parser is faster than Python code."""
    values: dict[str, Any] = json.loads(as_text(bundle))
    return values


def as_text(bundle: Bundle) -> str:
    """A bundle as JSON on one line."""
    with_msgspec = _struct_writer()
    return _text_writer()(bundle) if with_msgspec is None else with_msgspec(bundle).decode()


def as_bytes(bundle: Bundle) -> bytes:
    """`as_text` in UTF-8."""
    with_msgspec = _struct_writer()
    return as_text(bundle).encode() if with_msgspec is None else with_msgspec(bundle)


def _struct_writer() -> Callable[[Bundle], bytes] | None:
    from newsevents.wire import structs

    return structs.struct_writer()


def plain_values(value: Any) -> Any:
    """An object of any class of the model as JSON values."""
    if isinstance(value, tuple):
        return [plain_values(item) for item in value]
    if attrs.has(type(value)):
        fields = [(field, getattr(value, field.name)) for field in written_fields(value.__class__)]
        return {
            field.name: plain_values(item)
            for field, item in fields
            if is_always_written(field) or item != field.default
        }
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- code generated from the classes


@functools.cache
def _text_writer() -> Callable[[Bundle], str]:
    names: dict[str, Any] = {"quoted": encode_basestring}
    source = "\n".join(line for cls in classes_of(Bundle) for line in _function(cls, names))
    exec(compile(source, "<newsevents writer of text>", "exec"), names)  # noqa: S102 - generated here, from our own classes
    return typing.cast(Callable[[Bundle], str], names["write_Bundle"])


def _function(cls: type, names: dict[str, Any]) -> Iterator[str]:
    """Lines of a function that writes an object of a class."""
    fields = written_fields(cls)
    first = list(takewhile(is_always_written, fields))
    names |= {f"{cls.__name__}_{field.name}": field.default for field in fields}
    yield f"def write_{cls.__name__}(value):"
    opening = _opening(first, "value")
    if first == list(fields):
        yield f"  return f'{opening}}}}}'"
        return
    span = _opening(written_fields(Span), "x") + "}}"
    yield f"  made = f'{opening}'"
    for field in fields[len(first) :]:
        yield f"  x = value.{field.name}"
        if field.many and field.cls is Span:
            # mostly there is one; a call of the function for spans would take longer than the rest
            yield f"  if len(x) == 1: x, = x; made += f',\"{field.name}\":[{span}]'"
            yield f"  elif x: made += f',{_pair(field, 'x')}'"
        else:
            put = f"made += f',{_pair(field, 'x')}'"
            yield f"  {put}" if field.required else f"  if {_differs(field, cls)}: {put}"
    yield "  return made + '}'"


def _opening(fields: Iterable[Field], value: str) -> str:
    """An object without its closing brace, as a piece of an f-string."""
    return "{{" + ",".join(_pair(field, f"{value}.{field.name}") for field in fields)


def _differs(field: Field, cls: type) -> str:
    """The condition that the value ``x`` of a field is not the default."""
    if field.default == () or field.default is False:
        return "x"
    if field.default is True:
        return "not x"
    if field.default is None:
        return "x is not None"
    return f"x is not {cls.__name__}_{field.name}"  # a member of a vocabulary


def _pair(field: Field, value: str) -> str:
    """A field's name and an expression for its value, as a piece of an f-string in single quotes."""
    if not field.many:
        return f'"{field.name}":{_code(field, value)}'
    write = f"write_{field.cls.__name__}" if attrs.has(field.cls) else "quoted"
    return f'"{field.name}":[{{{write}({value}[0]) if len({value}) == 1 else ",".join(map({write}, {value}))}}]'


def _code(field: Field, value: str) -> str:
    return {
        Kind.TEXT: f"{{quoted({value})}}",
        Kind.REFERENCE: f"{{quoted({value})}}",
        Kind.FLAG: f'{{"true" if {value} else "false"}}',
        Kind.OFFSET: f"{{{value}!r}}",
        Kind.NUMBER: f"{{{value}!r}}",
        Kind.MOMENT: f'"{{{value}.isoformat()}}"',
        Kind.CHOICE: f'"{{{value}._value_}}"',
    }.get(field.kind, f"{{write_{field.cls.__name__}({value})}}")
