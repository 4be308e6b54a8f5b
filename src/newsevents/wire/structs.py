"""Read into msgspec structs, and write from them; msgspec comes with the extra ``fast``.

On reading, structs are converted to records; on writing, records are copied into structs, which takes less time than
making dictionaries. The structs for both are made from the classes of the model.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import Field, Kind, classes_of
from newsevents.model.records import FORMAT_VERSION, LISTS
from newsevents.model.values import Span
from newsevents.rules.index import Index, indexer
from newsevents.wire.fields import is_always_written, written_fields

# --- reading


@functools.cache
def struct_reader() -> Callable[[str | bytes], Index | None] | None:
    """Make a function that reads a text by way of structs; None if msgspec is not installed."""
    try:
        import msgspec
    except ImportError:
        return None
    structs: dict[type, type] = {}
    for cls in classes_of(Bundle):
        structs[cls] = _struct(cls, structs)
    decoder: Any = msgspec.json.Decoder(structs[Bundle])
    encoder = msgspec.json.Encoder()
    index = indexer("structs")

    def read(text: str | bytes) -> Index | None:
        data = text.encode() if isinstance(text, str) else text
        try:
            values: Any = decoder.decode(data)
        except msgspec.DecodeError:
            return None
        # If the shortest encoding is as long as the text, nothing was skipped, such as a duplicate key.
        if len(encoder.encode(values)) != len(data):
            return None
        return index(values.article, values.generator, *(getattr(values, name) for name in LISTS))

    return read


def _struct(cls: type, structs: dict[type, type]) -> Any:
    """A msgspec class with the fields of a class of the model; moments remain strings."""
    import msgspec

    text = typing.Annotated[str, msgspec.Meta(min_length=1)]

    def type_of(field: Field) -> Any:
        if field.name == "format_version":
            return typing.Literal[FORMAT_VERSION]
        if field.kind is Kind.NUMBER:
            one: Any = int | float
        else:
            one = text if field.cls is str or field.kind is Kind.MOMENT else structs.get(field.cls, field.cls)
        if field.many:
            return types.GenericAlias(tuple, (one, ...))
        return typing.Optional[one] if field.optional else one  # noqa: UP045

    fields: list[Any] = [
        (field.name, type_of(field)) if is_always_written(field) else (field.name, type_of(field), field.default)
        for field in written_fields(cls)
    ]
    return msgspec.defstruct(
        cls.__name__, fields, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
    )


# --- writing


@functools.cache
def struct_writer() -> Callable[[Bundle], bytes] | None:
    """Make a function that writes a bundle by way of structs; None if msgspec is not installed."""
    try:
        import msgspec
    except ImportError:
        return None
    names: dict[str, Any] = {"number": _raw_number}
    lines: list[str] = []
    for cls in classes_of(Bundle):
        # Positional arguments cost half as much as named ones. So each field has a default: None, which no required
        # field has.
        fields = [
            (field.name, Any, None if is_always_written(field) else field.default) for field in written_fields(cls)
        ]
        names[cls.__name__] = msgspec.defstruct(cls.__name__, fields, omit_defaults=True, gc=False)
        lines += [f"def write_{cls.__name__}(value):", f"  return {_struct_of(cls, 'value')}"]
    exec(compile("\n".join(lines), "<newsevents writer of structs>", "exec"), names)  # noqa: S102 - generated here, from our own classes
    to_structs, encoder = names["write_Bundle"], msgspec.json.Encoder()
    return lambda bundle: encoder.encode(to_structs(bundle))


def _struct_of(cls: type, value: str) -> str:
    """An expression for the struct of a record."""
    return f"{cls.__name__}({', '.join(_argument(field, f'{value}.{field.name}') for field in written_fields(cls))})"


def _argument(field: Field, value: str) -> str:
    """An expression for the value of a field in the form in which msgspec writes it."""
    name = field.cls.__name__
    if attrs.has(field.cls) and field.many:
        one, each = (_struct_of(Span, x) if field.cls is Span else f"write_{name}({x})" for x in ("x[0]", "one"))
        return f"(({one},) if len(x) == 1 else [{each} for one in x]) if (x := {value}) else ()"
    if attrs.has(field.cls):
        return f"write_{name}(x) if (x := {value}) is not None else None"
    if field.kind is Kind.MOMENT:
        return f"x.isoformat() if (x := {value}) is not None else None"
    if field.kind is Kind.NUMBER:
        return f"number(x) if (x := {value}) is not None else None"
    return value


def _raw_number(number: float) -> Any:
    """A number as Python writes it; msgspec writes very long ones differently."""
    import msgspec

    return msgspec.Raw(repr(number).encode())
