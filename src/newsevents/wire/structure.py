"""JSON values to objects of the model, by cattrs, strictly and with every fault as an issue.

The only module that imports cattrs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from newsevents.errors import Issue
from newsevents.model.fields import Field, Kind, field_of, fields_of
from newsevents.model.moments import parse_moment
from newsevents.model.values import Quote
from newsevents.rules.types import expected, expected_class, one_of, scalar_faults, types_of

T = TypeVar("T")

_GOT = {
    type(None): "null",
    str: "a text",
    bool: "true or false",
    int: "an integer",
    float: "a number with a fraction",
    list: "a list",
    dict: "an object",
}


class _Mismatch(ValueError):
    """A JSON value that does not fit, as an issue that lacks only its path."""

    def __init__(self, code: str, message: str, value: object) -> None:
        super().__init__(message)
        self.issue = Issue("", code, message, value)


def structure(value: object, cls: type[T], path: str) -> tuple[T | None, list[Issue]]:
    """A JSON value as an object of a class of the model, or None and all that is wrong with it."""
    try:
        return _object(value, cls), []
    except (BaseValidationError, _Mismatch) as error:
        issues: list[Issue] = []
        _collect(error, path, issues)
        return None, issues


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
        fields = ", ".join(field.name for field in fields_of(error.cl))
        for name in sorted(error.extra_fields):
            where = f"{path}.{name}" if path else name
            message = f"{error.cl.__name__} has no field of this name"
            issues.append(Issue(where, "unknown-field", message, name, f"its fields are {fields}"))
    elif isinstance(error, KeyError):
        issues.append(Issue(path, "missing-field", "a required field is missing"))
    else:  # pragma: no cover - a fault of ours or of cattrs', and none of the data
        raise error


def _object(value: Any, cls: Any) -> Any:
    """A JSON object, or in a draft a text for words, as an object of a class."""
    if cls is Quote and isinstance(value, str):
        return Quote(exact=_scalar(field_of(Quote, "exact"), value, "a text"))
    if not isinstance(value, dict):
        raise _mismatch(expected_class(cls), value)
    return _reader(cls)(value, cls)


@functools.cache
def _reader(cls: type) -> Callable[[dict[str, Any], Any], Any]:
    hooks = {field.name: override(struct_hook=_hook(field)) for field in fields_of(cls)}
    read: Callable[[dict[str, Any], Any], Any] = make_dict_structure_fn(
        cls,
        _CONVERTER,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **hooks,  # type: ignore[arg-type]
    )
    return read


_CONVERTER = Converter()


def _hook(field: Field) -> Callable[[Any, Any], Any]:
    """What makes the value of a field from a JSON value."""
    takes_words = field.quoted or field.cls is Quote  # a draft may give one quote without a list around it

    def hook(value: Any, _: Any) -> Any:
        if not field.many:
            return None if value is None and field.optional else _value(field, value, expected(field))
        values = [value] if takes_words and isinstance(value, str | dict) else value
        if type(values) is not list:
            raise _mismatch(expected(field), value)
        return tuple(_items(field, values))

    return hook


def _items(field: Field, values: list[Any]) -> list[Any]:
    found, errors = [], []
    for index, value in enumerate(values):
        try:
            found.append(_value(field, value, expected(field, item=True)))
        except (BaseValidationError, _Mismatch) as error:
            error.add_note(IterableValidationNote(f"index {index}", index, field.cls))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)  # pyright: ignore[reportCallIssue]
    return found


def _value(field: Field, value: Any, wanted: str) -> Any:
    if field.kind is Kind.WORDS or field.kind is Kind.VALUE:
        words = field.quoted and (isinstance(value, str) or (isinstance(value, dict) and "exact" in value))
        if field.quoted and not words and not isinstance(value, dict):
            raise _mismatch(wanted, value)
        return _object(value, Quote if words else _class_of(field, value))
    if type(value) is str and field.kind is Kind.CHOICE:
        if value not in field.cls._value2member_map_:
            raise _Mismatch("unknown-member", f"{one_of(field.cls)} was expected", value)
        return field.cls(value)
    if type(value) is str and field.kind is Kind.MOMENT:
        moment = parse_moment(value)
        if moment is None:
            raise _Mismatch("date-form", "an ISO 8601 date or time was expected", value)
        return moment
    return _scalar(field, value, wanted)


def _class_of(field: Field, value: Any) -> Any:
    """The class of an object in JSON: where there are two, the one that has its keys."""
    if field.also is None or not isinstance(value, dict):
        return field.cls
    own = value.keys() - {inner.name for inner in fields_of(field.cls)}
    return field.also if own & {inner.name for inner in fields_of(field.also)} else field.cls


def _scalar(field: Field, value: Any, wanted: str) -> Any:
    """A JSON value that is taken as it is."""
    if type(value) not in types_of(field):
        raise _mismatch(wanted, value)
    for issue in scalar_faults(value, ""):
        raise _Mismatch(issue.code, issue.message, value)
    return value


def _mismatch(wanted: str, value: object) -> _Mismatch:
    got = _GOT.get(type(value), type(value).__name__)
    return _Mismatch("type", f"{wanted} was expected, not {got}", value)
