"""A bundle or a draft as JSON: fields in the order of their class, what equals its default left out.

A bundle is written by code made from the classes, as attrs makes ``__init__``: as text, or as JSON values.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterator
from itertools import takewhile
from json.encoder import encode_basestring
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import Field, Kind, classes_of, fields_of
from newsevents.wire.fields import is_always_written, written_fields

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


# --- code made from the classes


@functools.cache
def _writer(form: Form) -> Callable[[Bundle], Any]:
    names: dict[str, Any] = {"quoted": encode_basestring}
    source = "\n".join(line for cls in classes_of(Bundle) for line in _function(cls, form, names))
    exec(compile(source, f"<newsevents writer of {form}>", "exec"), names)  # noqa: S102 - written here, from our own classes
    return typing.cast(Callable[[Bundle], Any], names["write_Bundle"])


def _function(cls: type, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines of a function that writes an object of a class."""
    fields = written_fields(cls)
    first = list(takewhile(is_always_written, fields))
    names |= {f"{cls.__name__}_{field.name}": field.default for field in fields}
    yield f"def write_{cls.__name__}(value):"
    yield f"  made = {_opening(first, form, 'value')}"
    for field in fields[len(first) :]:
        code = _code(field, "x", form)
        put = f"made += f',\"{field.name}\":{code}'" if form == "text" else f"made[{field.name!r}] = {code}"
        yield f"  x = value.{field.name}"
        yield f"  {put}" if field.required else f"  if {_differs(field, cls)}: {put}"
    yield "  return made + '}'" if form == "text" else "  return made"


def _opening(fields: list[Field], form: Form, value: str) -> str:
    """An expression for the beginning of a text that ends without the brace, or for an object of JSON."""
    codes = [(field.name, _code(field, f"{value}.{field.name}", form)) for field in fields]
    if form == "text":
        return "f'{{" + ",".join(f'"{name}":{code}' for name, code in codes) + "'"
    return "{" + ", ".join(f"{name!r}: {code}" for name, code in codes) + "}"


def _differs(field: Field, cls: type) -> str:
    """A condition: that a field's value ``x`` is not the default."""
    if field.default == () or field.default is False:
        return "x"
    if field.default is True:
        return "not x"
    return f"x is not {cls.__name__}_{field.name}"  # None, or a member of a vocabulary


def _code(field: Field, value: str, form: Form) -> str:
    """An expression for the value of a field; for text, a piece of an f-string in single quotes."""
    one = _text_code if form == "text" else _value_code
    if not field.many:
        return one(field, value)
    if form == "text":
        write = f"write_{field.cls.__name__}" if attrs.has(field.cls) else "quoted"
        return f'[{{{write}({value}[0]) if len({value}) == 1 else ",".join(map({write}, {value}))}}]'
    if not attrs.has(field.cls):
        return f"list({value})"
    inner = fields_of(field.cls)
    each = _opening(list(inner), form, "one") if all(map(is_always_written, inner)) else one(field, "one")
    return f"[{one(field, f'{value}[0]')}] if len({value}) == 1 else [{each} for one in {value}]"


def _text_code(field: Field, value: str) -> str:
    return {
        Kind.TEXT: f"{{quoted({value})}}",
        Kind.REFERENCE: f"{{quoted({value})}}",
        Kind.FLAG: f'{{"true" if {value} else "false"}}',
        Kind.OFFSET: f"{{{value}!r}}",
        Kind.NUMBER: f"{{{value}!r}}",
        Kind.MOMENT: f'"{{{value}.isoformat()}}"',
        Kind.CHOICE: f'"{{{value}._value_}}"',
    }.get(field.kind, f"{{write_{field.cls.__name__}({value})}}")


def _value_code(field: Field, value: str) -> str:
    if attrs.has(field.cls):
        return f"write_{field.cls.__name__}({value})"
    return {Kind.MOMENT: f"{value}.isoformat()", Kind.CHOICE: f"{value}._value_"}.get(field.kind, value)
