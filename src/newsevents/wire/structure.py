"""Convert JSON values to objects of the model with cattrs, strictly and with every fault as an issue.

This is the only module that imports cattrs.
"""

from __future__ import annotations

import contextlib
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
from newsevents.rules.types import class_in_words, expected, one_of, scalar_faults, types_of

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
    """Convert a JSON value to an object of a class of the model, or to None and everything that is wrong with it."""
    try:
        return _object(value, cls), []
    except (BaseValidationError, _Mismatch) as error:
        issues: list[Issue] = []
        _collect(error, path, issues)
        return None, issues


@attrs.define
class Parts:
    """What could be read of a JSON object as an object of a class of the model.

    Attributes:
        values: The fields that could be read; some lists may be incomplete.
        bad: The fields that could not be read completely, and missing required fields.
        kept: For each incomplete list, the indices of the items that could be read.
        issues: What is wrong.
    """

    values: dict[str, Any] = attrs.field(factory=dict)
    bad: set[str] = attrs.field(factory=set)
    kept: dict[str, list[int]] = attrs.field(factory=dict)
    issues: list[Issue] = attrs.field(factory=list)


def structure_parts(value: object, cls: type, path: str) -> Parts:
    """Read a JSON value as an object of a class of the model as far as possible, field by field.

    Keys that are not fields of the class are skipped with an issue, at any depth.
    """
    parts = Parts()
    known = _known(value, cls, path, parts.issues)
    if not isinstance(known, dict):
        parts.bad.update(field.name for field in fields_of(cls))
        parts.issues.append(attrs.evolve(_mismatch(class_in_words(cls), value).issue, path=path))
        return parts
    for field in fields_of(cls):
        if field.name in known:
            _read_part(parts, field, known[field.name], f"{path}.{field.name}")
        elif field.required:
            parts.bad.add(field.name)
            parts.issues.append(Issue(f"{path}.{field.name}", "missing-field", "a required field is missing"))
    return parts


def _read_part(parts: Parts, field: Field, value: Any, path: str) -> None:
    try:
        parts.values[field.name] = _hook(field)(value, None)
        return
    except (BaseValidationError, _Mismatch) as error:
        parts.bad.add(field.name)
        _collect(error, path, parts.issues)
    if field.many and type(value) is list:
        found = {}
        for index, item in enumerate(value):
            with contextlib.suppress(BaseValidationError, _Mismatch):
                found[index] = _value(field, item, _expected(field, item=True))
        parts.values[field.name] = tuple(found.values())
        parts.kept[field.name] = list(found)


def _known(value: Any, cls: type, path: str, issues: list[Issue]) -> Any:
    """A JSON value without unknown keys, at any depth."""
    if not isinstance(value, dict):
        return value
    fields = {field.name: field for field in fields_of(cls)}
    issues += [_unknown_field(cls, path, name) for name in value if name not in fields]
    known = {}
    for name, inner in value.items():
        if name in fields and (fields[name].kind is Kind.WORDS or fields[name].kind is Kind.VALUE):
            at, one = f"{path}.{name}", functools.partial(_known_item, fields[name], issues=issues)
            known[name] = [one(i, f"{at}[{n}]") for n, i in enumerate(inner)] if type(inner) is list else one(inner, at)
        elif name in fields:
            known[name] = inner
    return known


def _known_item(field: Field, value: Any, path: str, *, issues: list[Issue]) -> Any:
    return _known(value, Quote if _is_words(field, value) else _class_of(field, value), path, issues)


def _collect(error: Exception, path: str, issues: list[Issue]) -> None:
    """Walk cattrs' tree of errors and add an issue for each leaf."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            at = path
            for note in getattr(inner, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    at = f"{path}.{note.name}" if path else note.name
                elif isinstance(note, IterableValidationNote):  # pragma: no branch - cattrs adds no other notes
                    at = f"{path}[{note.index}]"
            _collect(inner, at, issues)
    elif isinstance(error, _Mismatch):
        issues.append(attrs.evolve(error.issue, path=path))
    elif isinstance(error, ForbiddenExtraKeysError):
        issues += [_unknown_field(error.cl, path, name) for name in sorted(error.extra_fields)]
    elif isinstance(error, KeyError):
        issues.append(Issue(path, "missing-field", "a required field is missing"))
    else:  # pragma: no cover - a bug of ours or in cattrs, not in the data
        raise error


def _unknown_field(cls: type, path: str, name: str) -> Issue:
    fields = ", ".join(field.name for field in fields_of(cls))
    where = f"{path}.{name}" if path else name
    return Issue(
        where, "unknown-field", f"{class_in_words(cls)} has no field of this name", name, f"its fields are {fields}"
    )


def _object(value: Any, cls: Any) -> Any:
    """Convert a JSON object, or a string for words in a draft, to an object of a class."""
    if cls is Quote and isinstance(value, str):
        return Quote(exact=_scalar(field_of(Quote, "exact"), value, "a text"))
    if not isinstance(value, dict):
        raise _mismatch(class_in_words(cls), value)
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
_expected = functools.partial(expected, called=class_in_words)


def _hook(field: Field) -> Callable[[Any, Any], Any]:
    """The function that makes the value of a field from a JSON value."""
    takes_words = field.quoted or field.cls is Quote  # a draft may give one quote without a list around it

    def hook(value: Any, _: Any) -> Any:
        if not field.many:
            return None if value is None and field.optional else _value(field, value, _expected(field))
        values = [value] if takes_words and isinstance(value, str | dict) else value
        if type(values) is not list:
            raise _mismatch(_expected(field), value)
        return tuple(_items(field, values))

    return hook


def _items(field: Field, values: list[Any]) -> list[Any]:
    found, errors = [], []
    for index, value in enumerate(values):
        try:
            found.append(_value(field, value, _expected(field, item=True)))
        except (BaseValidationError, _Mismatch) as error:
            error.add_note(IterableValidationNote(f"index {index}", index, field.cls))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)  # pyright: ignore[reportCallIssue]
    return found


def _value(field: Field, value: Any, wanted: str) -> Any:
    if field.kind is Kind.WORDS or field.kind is Kind.VALUE:
        words = _is_words(field, value)
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
    """The class of an object in JSON; if there are two candidates, the one that has its keys."""
    if field.also is None or not isinstance(value, dict):
        return field.cls
    own = value.keys() - {inner.name for inner in fields_of(field.cls)}
    return field.also if own & {inner.name for inner in fields_of(field.also)} else field.cls


def _is_words(field: Field, value: Any) -> bool:
    """Whether the value of a field is words of the article, if the field accepts them."""
    return field.quoted and (isinstance(value, str) or (isinstance(value, dict) and "exact" in value))


def _scalar(field: Field, value: Any, wanted: str) -> Any:
    """Accept a JSON value as it is."""
    if type(value) not in types_of(field):
        raise _mismatch(wanted, value)
    for issue in scalar_faults(value, ""):
        raise _Mismatch(issue.code, issue.message, value)
    return value


def _mismatch(wanted: str, value: object) -> _Mismatch:
    got = _GOT.get(type(value), type(value).__name__)
    return _Mismatch("type", f"{wanted} was expected, not {got}", value)
