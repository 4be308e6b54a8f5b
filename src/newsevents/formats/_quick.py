"""Reading a good bundle quickly: the bundle, or None where only a closer look can tell.

Each way proves what `newsevents.formats.json` would find: that the text is JSON by the standard, that no key stands
twice and none is unknown, that every value has its type and every rule holds. With msgspec, which comes with the extra
``fast``, the text is read straight into objects; without it, by Python's own parser.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import math
import re
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.gathering import Doubt, Gathered, gatherer
from newsevents.limits import Limits
from newsevents.proof import proves
from newsevents.records import Article
from newsevents.typecheck import field_types, options
from newsevents.validation import FORMAT_VERSION, LISTS
from newsevents.values import Generator

__all__ = ["NotJSON", "finite", "no_constant", "read"]

_FEW = 3
"""How many texts are read before it pays to import msgspec and to tell it the classes."""
_texts = itertools.count()

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str | bytes, limits: Limits) -> Bundle | None:
    """The bundle that a text holds, if it is surely a valid one and within the limits."""
    if len(text) > limits.length:
        return None
    with_msgspec = _msgspec_reader() if next(_texts) >= _FEW else None
    try:
        gathered = None if with_msgspec is None else with_msgspec(text)
        if gathered is None:
            gathered = _from_json(text)
    except (Doubt, KeyError, TypeError, ValueError, RecursionError):
        return None
    if sum(map(len, gathered.lists)) > limits.records or not proves(gathered):
        return None
    return Bundle._proven(gathered)


# --- by Python's own parser


def _from_json(text: str | bytes) -> Gathered:
    plain = text.decode() if isinstance(text, bytes) else text
    if not plain.isascii() and plain is text:
        plain.encode()  # raises a ValueError where a character is half a pair
    pairs = _decoder.decode(plain.removeprefix("\ufeff"))
    if "\\" in plain and _SURROGATE.search(plain):
        json.dumps(pairs, ensure_ascii=False).encode()
    fields = dict(pairs)
    if len(fields) != len(pairs) or fields.pop("format_version") != FORMAT_VERSION:
        raise Doubt
    article = fields.pop("article")
    generator = fields.pop("generator", None)
    lists = [fields.pop(name, []) for name in LISTS]
    if fields or pairs.__class__ is not tuple:
        raise Doubt
    return gatherer("json")(article, generator, *lists)


class NotJSON(ValueError):
    """The text is JSON to Python's parser, but not to the standard."""


def no_constant(name: str) -> Any:
    """NaN and the infinities, which Python's parser knows, are refused."""
    raise NotJSON(f"{name} is no number")


def finite(digits: str) -> float:
    """A number with a fraction or an exponent, if it is not too large for one."""
    number = float(digits)
    if not math.isfinite(number):
        raise NotJSON(f"{digits} is too large for a number")
    return number


_decoder = json.JSONDecoder(parse_constant=no_constant, parse_float=finite, object_pairs_hook=tuple)


# --- by msgspec


@functools.cache
def _msgspec_reader() -> Callable[[str | bytes], Gathered | None] | None:
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
    if typing.get_origin(hint) is tuple:
        return _tuple_of(_struct_type(typing.get_args(hint)[0], structs))
    if isinstance(hint, types.UnionType):
        moment = dt.date in options(hint)
        members = [one for one in options(hint) if not (moment and one is not types.NoneType)]
        return typing.Union[tuple([_struct_type(one, structs) for one in members] + [text] * moment)]  # noqa: UP007
    if attrs.has(hint):
        return _struct(hint, structs)
    return text if hint is str else hint


def _tuple_of(item: Any) -> Any:
    return types.GenericAlias(tuple, (item, ...))
