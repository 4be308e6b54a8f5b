"""Check that values have the types that their classes declare: nothing is converted, every fault has its path."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from newsevents.errors import Issue
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.moments import is_fixed
from newsevents.model.values import Quote

_LONGEST = 13_000
"""The most bits of an integer, about 3900 digits: Python refuses to write or read more than 4300 digits."""

_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.REFERENCE: (str,),
    Kind.FLAG: (bool,),
    Kind.OFFSET: (int,),
    Kind.NUMBER: (int, float),
    Kind.MOMENT: (dt.date, dt.datetime),
}
_NAMES = {
    str: "a text",
    bool: "true or false",
    int: "an integer",
    float: "a number",
    dt.date: "a date",
    dt.datetime: "a time",
}


def mismatches(value: Any, cls: Any, path: str) -> Iterator[Issue]:
    """Everything in an object that does not have the type that its class declares, at any depth."""
    if type(value) is not cls:
        yield Issue(path, "type", f"{expected_class(cls)} was expected, not {_got(value)}", value)
        return
    for field in fields_of(value.__class__):
        at = f"{path}.{field.name}" if path else field.name
        found = getattr(value, field.name)
        if field.many and type(found) is tuple:
            for index, item in enumerate(found):
                yield from _of_item(field, item, f"{at}[{index}]")
        elif field.many:
            yield Issue(at, "type", f"{expected(field)} was expected, not {_got(found)}", found)
        elif found is not None or not field.optional:
            yield from _of_item(field, found, at)


def _of_item(field: Field, value: Any, path: str) -> Iterator[Issue]:
    cls = type(value)
    if cls not in types_of(field):
        if field.kind is Kind.CHOICE and isinstance(value, str):
            yield _no_member(field, value, path)
        else:
            message = f"{expected(field, item=field.many)} was expected, not {_got(value)}"
            yield Issue(path, "type", message, value)
    elif field.kind is Kind.WORDS or field.kind is Kind.VALUE:
        yield from mismatches(value, cls, path)
    else:
        yield from scalar_faults(value, path)


def _no_member(field: Field, value: str, path: str) -> Issue:
    message = f"{expected_class(field.cls)} was expected: {one_of(field.cls)}"
    if value in list(field.cls):
        return Issue(path, "type", message, value, f"write {field.cls.__name__}.{field.cls(value).name}")
    return Issue(path, "unknown-member", message, value)


def scalar_faults(value: Any, path: str) -> Iterator[Issue]:
    """The reasons why a string or a number of the right type is not allowed in the model."""
    if isinstance(value, str):
        if not value:
            yield Issue(path, "empty", "a text is empty", fix="leave the field out, or give it a text")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            yield Issue(
                path, "surrogate", f"lone surrogate at offset {error.start}; the text must be valid Unicode", value
            )
    elif type(value) is dt.datetime and not is_fixed(value):
        yield Issue(path, "date-form", "the time has no fixed offset from UTC", value, "give it a `datetime.timezone`")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Issue(path, "number-finite", "a number is not finite", value)
    elif isinstance(value, int) and value.bit_length() > _LONGEST:
        yield Issue(path, "number-finite", "a number has too many digits")


def is_number(value: object) -> bool:
    """Whether a value is a finite number that is not too long to be written."""
    return type(value) in (int, float) and not any(scalar_faults(value, ""))


def types_of(field: Field) -> tuple[type, ...]:
    """The types that a value of a field, or each of its values, may have, apart from None."""
    known = _TYPES.get(field.kind, (field.cls,) if field.also is None else (field.cls, field.also))
    return (Quote, *known) if field.quoted else known


# --- types in words


def expected(field: Field, *, item: bool = False, called: Callable[[type], str] | None = None) -> str:
    """What a field accepts, in words for a message.

    Args:
        field: The field.
        item: Whether one of its values is meant, if it takes several.
        called: The function that names a type with its article; by default the Python name.
    """
    names = [(called or expected_class)(cls) for cls in types_of(field)]
    if field.many and not item:
        return f"a list of {' or '.join(map(_plural, names))}"
    return " or ".join([*names, "nothing"] if field.optional else names)


def one_of(vocabulary: Any) -> str:
    """The members of a vocabulary, in words for a message."""
    return f"one of {', '.join(vocabulary)}"


def expected_class(cls: type) -> str:
    """A type in words for a message, with its article; a class of the model has its Python name."""
    return _NAMES.get(cls) or f"{'an' if cls.__name__[0] in 'AEIOU' else 'a'} {cls.__name__}"


def class_in_words(cls: type) -> str:
    """A type in words for a message to somebody who writes JSON, with its article: "an actor", "a statement kind"."""
    words = re.findall(r"[A-Z][a-z]*", cls.__name__.removeprefix("Draft") or cls.__name__)
    return _NAMES.get(cls) or f"{'an' if words[0][0] in 'AEIOU' else 'a'} {' '.join(words).lower()}"


def _plural(name: str) -> str:
    noun = name.partition(" ")[2]
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _got(value: object) -> str:
    return "nothing" if value is None else type(value).__name__
