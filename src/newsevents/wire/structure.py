"""JSON values to model classes and back, by cattrs, strictly and with every fault as an issue.

The only module that imports cattrs.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from newsevents.errors import Issue
from newsevents.model import vocabulary
from newsevents.model.moments import parse_moment
from newsevents.model.values import Place, Quantity, Quote, When
from newsevents.rules.types import describe, item_of, members_of, mismatches, options

__all__ = ["structure", "unstructure"]

T = TypeVar("T")


class _Mismatch(ValueError):
    """A JSON value that does not fit, as an issue that lacks only its path."""

    def __init__(self, code: str, message: str, value: object) -> None:
        super().__init__(message)
        self.issue = Issue("", code, message, value)


def structure(value: object, cls: type[T], path: str) -> tuple[T | None, list[Issue]]:
    """A JSON value as an object of a class, or None and all that is wrong with it."""
    try:
        return _converter().structure(value, cls), []
    except (BaseValidationError, _Mismatch) as error:
        issues: list[Issue] = []
        _collect(error, path, issues)
        return None, issues


def unstructure(value: object) -> Any:
    """An object of the model as JSON values, what is absent left out."""
    return _converter().unstructure(value)


def _collect(error: Exception, path: str, issues: list[Issue]) -> None:
    """Walk cattrs' tree of errors and add an issue for each leaf."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            at = path
            for note in getattr(inner, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    at = f"{path}.{note.name}" if path else note.name
                elif isinstance(note, IterableValidationNote):  # pragma: no branch - cattrs adds no other
                    at = f"{path}[{note.index}]"
            _collect(inner, at, issues)
    elif isinstance(error, _Mismatch):
        issues.append(attrs.evolve(error.issue, path=path))
    elif isinstance(error, ForbiddenExtraKeysError):
        fields = ", ".join(field.name for field in attrs.fields(error.cl))
        for name in sorted(error.extra_fields):
            where = f"{path}.{name}" if path else name
            message = f"{error.cl.__name__} has no field of this name"
            issues.append(Issue(where, "unknown-field", message, name, f"its fields are {fields}"))
    elif isinstance(error, KeyError):
        issues.append(Issue(path, "missing-field", "a required field is missing"))
    else:  # pragma: no cover - a fault of ours or of cattrs', and none of the data
        raise error


@functools.cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, functools.partial(_scalar, scalar))
    for name in vocabulary.__all__:  # each by itself: cattrs takes a string enum for a string otherwise
        enum = getattr(vocabulary, name)
        converter.register_structure_hook(enum, _enum_hook(enum))
    converter.register_structure_hook_factory(_is_tuple, lambda hint: _tuple_hook(hint, converter))
    converter.register_structure_hook_factory(_is_union, lambda hint: _union_hook(hint, converter))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class_hook(cls, converter))
    converter.register_unstructure_hook_factory(attrs.has, lambda cls: _fields_hook(cls, converter))
    for moment in (dt.date, dt.datetime):
        converter.register_unstructure_hook(moment, _isoformat)
    return converter


def _fields_hook(cls: type, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """Fields in the order of the model, those with the default's value left out."""
    write: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(cls, converter)
    defaults = {  # NOTHING, where there is none, equals no value
        field.name: [] if field.default == () else field.default for field in attrs.fields(cls)
    }

    def hook(value: Any) -> dict[str, Any]:
        return {name: item for name, item in write(value).items() if item != defaults[name]}

    return hook


def _isoformat(moment: dt.date) -> str:
    return moment.isoformat()


def _is_tuple(hint: Any) -> bool:
    return item_of(hint) is not None


def _is_union(hint: Any) -> bool:
    return isinstance(hint, types.UnionType)


def _mismatch(hint: Any, value: object) -> _Mismatch:
    got = {
        type(None): "null",
        str: "a text",
        bool: "true or false",
        int: "an integer",
        float: "a number with a fraction",
        list: "a list",
        dict: "an object",
    }.get(type(value), type(value).__name__)
    return _Mismatch("type", f"{describe(hint)} was expected, not {got}", value)


def _scalar(cls: type[T], value: object, _: Any) -> T:
    if type(value) is not cls:
        raise _mismatch(cls, value)
    for issue in mismatches(value, cls, ""):
        raise _Mismatch(issue.code, issue.message, issue.value)
    return value


def _enum_hook(cls: type[Enum]) -> Callable[[Any, Any], Enum]:
    members = {member.value: member for member in cls}

    def hook(value: Any, _: Any) -> Enum:
        if type(value) is not str:
            raise _mismatch(cls, value)
        if value not in members:
            raise _Mismatch("unknown-member", f"one of {', '.join(members)} was expected", value)
        return members[value]

    return hook


def _tuple_hook(hint: Any, converter: Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    item = item_of(hint)
    single = Quote in options(item)  # a draft may give one quote without a list around it

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        values = [value] if single and isinstance(value, str | dict) else value
        if type(values) is not list:
            raise _mismatch(hint, value)
        return tuple(_items(values, item, converter))

    return hook


def _items(values: list[Any], item: Any, converter: Converter) -> list[Any]:
    found, errors = [], []
    for index, value in enumerate(values):
        try:
            found.append(converter.structure(value, item))
        except (BaseValidationError, _Mismatch) as error:
            error.add_note(IterableValidationNote(f"index {index}", index, item))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)  # pyright: ignore[reportCallIssue]
    return found


def _union_hook(hint: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    members = members_of(hint)
    optional = len(members) < len(options(hint))

    def hook(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        return one(value)

    def one(value: Any) -> Any:
        if len(members) == 1 and members[0] is not Quote:
            return converter.structure(value, members[0])
        if dt.date in members:
            return _moment(value)
        if float in members:
            return _number(hint, value)
        if isinstance(value, str):
            return Quote(exact=converter.structure(value, str))
        if not isinstance(value, dict):
            raise _mismatch(hint, value)
        known = next((cls for cls in members if cls in (When, Place, Quantity)), Quote)
        return converter.structure(value, Quote if "exact" in value else known)

    return hook


def _moment(value: object) -> dt.date:
    if type(value) is not str:
        raise _mismatch(dt.date, value)
    moment = parse_moment(value)
    if moment is None:
        raise _Mismatch("date-form", "an ISO 8601 date or time was expected", value)
    return moment


def _number(hint: Any, value: object) -> int | float:
    if type(value) is int:
        return value
    if type(value) is float:
        if not math.isfinite(value):
            raise _Mismatch("number-finite", "a number is not finite", value)
        return value
    raise _mismatch(hint, value)


def _class_hook(cls: type[T], converter: Converter) -> Callable[[Any, Any], T]:
    # Built on first use: classes may refer to each other.
    read: Callable[[Mapping[str, Any], Any], T] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: Any) -> T:
        if cls is Quote and isinstance(value, str):
            return typing.cast(T, Quote(exact=converter.structure(value, str)))
        if not isinstance(value, dict):
            raise _mismatch(cls, value)
        return read(value, cls)

    return hook
