"""What each field of the model is, read once from its class; everything that depends on the model uses this.

A class of the model is an attrs class. Most of what a field is follows from its type; `declare` adds the rest:

    accused_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="accused", label="against")
    )
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import sys
import types
import typing
from collections.abc import Iterator
from enum import Enum, StrEnum, auto
from typing import Any

import attrs

from newsevents.model.declare import DRAFT, LABEL, REFERS_TO
from newsevents.model.values import Quote, Span


class Kind(Enum):
    """The kind of value of a field, or of each of its values."""

    TEXT = auto()
    """A text."""
    FLAG = auto()
    """True or false."""
    OFFSET = auto()
    """An integer: an offset in the text, in code points."""
    NUMBER = auto()
    """An integer or a fractional number."""
    MOMENT = auto()
    """A day or a time."""
    CHOICE = auto()
    """A member of a vocabulary."""
    REFERENCE = auto()
    """The id of another record."""
    WORDS = auto()
    """Words of the article: a span, or a quote in a draft."""
    VALUE = auto()
    """An object of another class of the model."""


@attrs.frozen
class Field:
    """A field of a class of the model.

    Attributes:
        name: Its name.
        kind: What its value is, or each of its values.
        cls: The class of the value: ``str``, a vocabulary, `Span`, `When`.
        many: Whether it holds several, as a tuple.
        optional: Whether it may be None.
        default: The default value; `attrs.NOTHING` if a value is required.
        quoted: Whether the value may be given as words of the article, as in drafts.
        to: The class that an id refers to, as written before the colon of an id; None for other fields.
        draft: Its name in a draft.
        label: Its label for people.
        also: Another class that the value may have, with fields that `cls` lacks: a place in a draft, with its words.
    """

    name: str
    kind: Kind
    cls: Any
    many: bool
    optional: bool
    default: Any
    quoted: bool
    to: str | None
    draft: str
    label: str
    also: Any = None

    @property
    def required(self) -> bool:
        """Whether a value is required."""
        return self.default is attrs.NOTHING

    def items(self, owner: object) -> tuple[Any, ...]:
        """The values of the field in an object of its class; none if it is empty."""
        value = getattr(owner, self.name)
        if self.many:
            return value if type(value) is tuple else ()
        return () if value is None else (value,)


_KINDS = {str: Kind.TEXT, bool: Kind.FLAG, int: Kind.OFFSET, Span: Kind.WORDS, Quote: Kind.WORDS}


_known: dict[type, tuple[Field, ...]] = {}


def fields_of(cls: type) -> tuple[Field, ...]:
    """The fields of a class of the model, in order; empty if it is not an attrs class."""
    found = _known.get(cls)
    if found is None:
        attributes: tuple[Any, ...] = attrs.fields(cls) if attrs.has(cls) else ()
        found = _known[cls] = tuple(_field(attribute, cls.__module__) for attribute in attributes)
    return found


def field_of(cls: type, name: str) -> Field:
    """One field of a class of the model."""
    return next(field for field in fields_of(cls) if field.name == name)


def _field(field: Any, module: str) -> Field:
    hint = _evaluated(field.type, module)
    options = _options(hint)
    many = typing.get_origin(options[0]) is tuple
    if many:
        options = _options(typing.get_args(options[0])[0])
    members = [option for option in options if option not in (types.NoneType, Quote)] or [Quote]
    also = members[1] if len(members) > 1 and attrs.has(members[1]) else None
    to = field.metadata.get(REFERS_TO)
    draft = field.metadata.get(DRAFT, field.name)
    return Field(
        name=field.name,
        kind=Kind.REFERENCE if to else _kind(members[:1] if also else members),
        cls=members[0],
        many=many,
        optional=types.NoneType in options,
        default=field.default,
        quoted=Quote in options and members != [Quote],
        to=to,
        draft=draft,
        label=field.metadata.get(LABEL, draft.replace("_", " ")),
        also=also,
    )


def _kind(members: list[Any]) -> Kind:
    if dt.date in members:
        return Kind.MOMENT
    if float in members:
        return Kind.NUMBER
    (cls,) = members
    if issubclass(cls, StrEnum):
        return Kind.CHOICE
    return _KINDS.get(cls, Kind.VALUE)


@functools.cache
def _evaluated(annotation: Any, module: str) -> Any:
    """The type that an annotation represents; cached, since many fields share a few annotations."""
    return eval(annotation, vars(sys.modules[module])) if isinstance(annotation, str) else annotation  # noqa: S307 - our own


def _options(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def classes_of(cls: type) -> list[type]:
    """A class of the model and the classes that its fields hold, the innermost first."""
    found: list[type] = []
    for field in fields_of(cls):
        for held in filter(attrs.has, filter(None, (field.cls, field.also))):
            found += [one for one in classes_of(held) if one not in found]
    return [*found, cls]


def described(cls: type) -> dict[str, str]:
    """The description of each field in the docstring of a class, on one line; empty under ``python -OO``."""
    import inspect  # importing inspect takes longer than reading a bundle

    section = (inspect.getdoc(cls) or "").partition("Attributes:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^    (\w+): (.+(?:\n {6,}.+)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


@functools.cache
def _inner(cls: Any) -> tuple[Field, ...]:
    """The fields of a class that hold objects of classes of the model."""
    return tuple(field for field in fields_of(cls) if field.kind in (Kind.WORDS, Kind.VALUE))


@functools.cache
def _referring(cls: Any) -> tuple[Field, ...]:
    """The fields of a class that are references, or hold objects that contain some."""
    return tuple(field for field in fields_of(cls) if field.to is not None or _referring(field.cls))


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every object of a class of the model inside a record, with its path, the outermost first."""
    for field, at, item in _each(_inner(value.__class__), value, path):
        yield at, item
        if field.kind is Kind.VALUE:
            yield from walk(item, at)


def references(value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every reference in an article or a record: its path, the class that it refers to, and the id."""
    for field, at, item in _each(_referring(value.__class__), value, path):
        if field.to is None:
            yield from references(item, at)
        else:
            yield at, field.to, item


def _each(fields: tuple[Field, ...], owner: object, path: str) -> Iterator[tuple[Field, str, Any]]:
    """Every value of some fields of an object, with its field and its path."""
    prefix = f"{path}." if path else ""
    for field in fields:
        for index, item in enumerate(field.items(owner)):
            yield field, f"{prefix}{field.name}[{index}]" if field.many else f"{prefix}{field.name}", item
