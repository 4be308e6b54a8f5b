"""Reading into structs of msgspec, and writing from structs; msgspec comes with the extra ``fast``.

What is read goes on from the structs into records; what is written is copied from the records into structs, which
takes less time than to make dictionaries of them. The structs of both are made from the classes of the model.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import classes_of
from newsevents.model.records import FORMAT_VERSION, LISTS, Article
from newsevents.model.values import Generator, Span
from newsevents.rules.index import Gathered, gatherer
from newsevents.rules.types import field_types, item_of, members_of, options
from newsevents.wire.write import written_fields

__all__ = ["struct_reader", "struct_writer"]

# --- reading


@functools.cache
def struct_reader() -> Callable[[str | bytes], Gathered | None] | None:
    """A function that reads a text into structs and from them; None where msgspec is not installed."""
    try:
        import msgspec
    except ImportError:
        return None
    structs: dict[type, type] = {}
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = [
        ("format_version", typing.Literal[FORMAT_VERSION]),
        ("article", _struct(Article, structs)),
        *((name, _tuple_of(_struct(cls, structs)), ()) for name, cls in LISTS.items()),
        ("generator", _struct(Generator, structs) | None, None),
    ]
    root = msgspec.defstruct("Bundle", fields, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False)
    decoder = msgspec.json.Decoder(root)
    encoder = msgspec.json.Encoder()
    gather = gatherer("structs")

    def read(text: str | bytes) -> Gathered | None:
        data = text.encode() if isinstance(text, str) else text
        try:
            values: Any = decoder.decode(data)
        except msgspec.DecodeError:
            return None
        # Written again in the shortest way it is as long: nothing was passed over, such as a key that stands twice.
        if len(encoder.encode(values)) != len(data):
            return None
        return gather(values.article, values.generator, *(getattr(values, name) for name in LISTS))

    return read


def _struct(cls: Any, structs: dict[type, type]) -> Any:
    """A class of msgspec with the fields of one of the model; moments stay text."""
    import msgspec

    if cls not in structs:
        hints = field_types(cls)
        fields = [
            (field.name, _struct_type(hints[field.name], structs))
            if field.default is attrs.NOTHING
            else (field.name, _struct_type(hints[field.name], structs), field.default)
            for field in attrs.fields(cls)
        ]
        structs[cls] = msgspec.defstruct(
            cls.__name__, fields, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
        )
    return structs[cls]


def _struct_type(hint: Any, structs: dict[type, type]) -> Any:
    import msgspec

    text = typing.Annotated[str, msgspec.Meta(min_length=1)]
    if item_of(hint) is not None:
        return _tuple_of(_struct_type(item_of(hint), structs))
    if isinstance(hint, types.UnionType):
        moment = dt.date in options(hint)
        members = [one for one in options(hint) if not (moment and one is not types.NoneType)]
        return typing.Union[tuple([_struct_type(one, structs) for one in members] + [text] * moment)]  # noqa: UP007
    if attrs.has(hint):
        return _struct(hint, structs)
    return text if hint is str else hint


def _tuple_of(item: Any) -> Any:
    return types.GenericAlias(tuple, (item, ...))


# --- writing


@functools.cache
def struct_writer() -> Callable[[Bundle], bytes] | None:
    """A function that writes a bundle by way of structs; None where msgspec is not installed."""
    try:
        import msgspec
    except ImportError:
        return None
    names: dict[str, Any] = {"number": _raw_number}
    lines: list[str] = []
    for cls in classes_of(Bundle):
        # Arguments by place cost half of those by name. So each field has a default: None, which no required one is.
        fields = [(field.name, Any, _default(field)) for field in written_fields(cls)]
        names[cls.__name__] = msgspec.defstruct(cls.__name__, fields, omit_defaults=True, gc=False)
        lines += [f"def write_{cls.__name__}(value):", f"  return {_struct_of(cls, 'value')}"]
    exec(compile("\n".join(lines), "<newsevents writer of structs>", "exec"), names)  # noqa: S102 - written here, from our own classes
    to_structs, encoder = names["write_Bundle"], msgspec.json.Encoder()
    return lambda bundle: encoder.encode(to_structs(bundle))


def _default(field: Any) -> Any:
    always = field.default is attrs.NOTHING or field.name == "format_version"
    return None if always else field.default


def _struct_of(cls: type, value: str) -> str:
    """An expression for a struct of a record."""
    arguments = [_argument(field_types(cls)[field.name], f"{value}.{field.name}") for field in written_fields(cls)]
    return f"{cls.__name__}({', '.join(arguments)})"


def _argument(hint: Any, value: str) -> str:
    """An expression for a value of a type as msgspec is to write it."""
    first = members_of(hint)[0]
    item = item_of(first)
    if item is not None and attrs.has(item):
        one, each = (_struct_of(item, x) if item is Span else f"write_{item.__name__}({x})" for x in ("x[0]", "one"))
        return f"(({one},) if len(x) == 1 else [{each} for one in x]) if (x := {value}) else ()"
    if attrs.has(first):
        return f"write_{first.__name__}(x) if (x := {value}) is not None else None"
    if first is dt.date:
        return f"x.isoformat() if (x := {value}) is not None else None"
    if float in options(hint):
        return f"number(x) if (x := {value}) is not None else None"
    return value


def _raw_number(number: float) -> Any:
    """A number as Python writes it, which msgspec does in another way where it is very long."""
    import msgspec

    return msgspec.Raw(repr(number).encode())
