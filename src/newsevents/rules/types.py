"""Whether values have the types that their classes declare: nothing converted, every fault with its path."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from newsevents.errors import Issue

__all__ = ["describe", "field_types", "fits", "fits_number", "item_of", "members_of", "mismatches", "options"]

_MAX_BITS = 13_000
"""The longest integer, of some 3900 digits: Python refuses to write or read one of more than 4300."""

Check: TypeAlias = Callable[[Any, str], Iterator[Issue]]
Fit: TypeAlias = Callable[[Any], bool]


@functools.cache
def field_types(cls: type) -> dict[str, Any]:
    """The types of an attrs class's fields, by name, with their annotations evaluated."""
    return {field.name: _evaluated(field.type, cls.__module__) for field in attrs.fields(cls)}


@functools.cache
def _evaluated(annotation: Any, module: str) -> Any:
    """The type that an annotation stands for; many fields share the few that there are."""
    return eval(annotation, vars(sys.modules[module])) if isinstance(annotation, str) else annotation  # noqa: S307 - our own


def options(hint: Any) -> tuple[Any, ...]:
    """The members of a union; of any other type, itself."""
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def members_of(hint: Any) -> list[Any]:
    """What a value of a type may be if it is there: the members of a union but None."""
    return [option for option in options(hint) if option is not types.NoneType]


def item_of(hint: Any) -> Any:
    """The type of a list's items; None for a type that is no list."""
    return typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else None


def describe(hint: Any) -> str:
    """A type in words for a message."""
    names = []
    for option in options(hint):
        if option is types.NoneType:
            names.append("nothing")
        elif item_of(option) is not None:
            names.append(f"a list of {_plural(item_of(option))}")
        elif issubclass(option, StrEnum):
            names.append(_with_article(option))
        else:
            names.append(
                {
                    str: "a text",
                    int: "an integer",
                    float: "a number",
                    bool: "true or false",
                    dt.date: "a date",
                    dt.datetime: "a time",
                }.get(option, _with_article(option))
            )
    return " or ".join(names)


def _plural(hint: Any) -> str:
    names = [describe(option).partition(" ")[2] + "s" for option in options(hint)]
    return " or ".join(re.sub("ys$", "ies", name) for name in names)


def _with_article(cls: type) -> str:
    return f"{'an' if cls.__name__[0] in 'AEIOU' else 'a'} {cls.__name__}"


def fits(value: object, cls: Any) -> bool:
    """Whether ``value`` is of the type ``cls``, to any depth."""
    return _fit(cls)(value)


def mismatches(value: object, cls: Any, path: str) -> Iterator[Issue]:
    """What in ``value`` is not of the type ``cls``, to any depth."""
    return iter(()) if fits(value, cls) else _check(cls)(value, path)


# --- whether all is well, which it mostly is: as below, without paths and issues


@functools.cache
def _fit(hint: Any) -> Fit:
    if len(options(hint)) > 1:
        fits = {option: _fit(option) for option in members_of(hint)}
        by_type = {typing.get_origin(option) or option: fit for option, fit in fits.items()}
        return _union_fit(by_type, nullable=types.NoneType in options(hint))
    if item_of(hint) is not None:
        fit_item = _fit(item_of(hint))
        return lambda value: type(value) is tuple and all(map(fit_item, value))
    if isinstance(hint, type) and attrs.has(hint):
        return _class_fit(hint)
    if hint is str:
        return _text_fits
    if hint is int:
        return lambda value: type(value) is int and value.bit_length() <= _MAX_BITS
    if hint is float:
        return lambda value: type(value) is float and math.isfinite(value)
    return lambda value: type(value) is hint


def fits_number(value: object) -> bool:
    """Whether a value is a finite number, and none that is too long to be written."""
    return _fit(float)(value) or _fit(int)(value)


def _union_fit(fits: dict[Any, Fit], *, nullable: bool) -> Fit:
    def fit(value: object) -> bool:
        if value is None:
            return nullable
        one = fits.get(value.__class__)
        return one is not None and one(value)

    return fit


def _class_fit(cls: type) -> Fit:
    fits: list[tuple[str, Fit]] = []

    def prepare() -> None:
        fits.extend((name, _fit(hint)) for name, hint in field_types(cls).items())

    def fit(value: object) -> bool:
        if type(value) is not cls:
            return False
        if not fits:  # on first use, so that classes may refer to each other
            prepare()
        for name, one in fits:  # noqa: SIM110 - a loop is faster, and this is run for every value
            if not one(getattr(value, name)):
                return False
        return True

    return fit


def _text_fits(value: object) -> bool:
    if type(value) is not str or not value:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- what is wrong, and where


@functools.cache
def _check(hint: Any) -> Check:
    if len(options(hint)) > 1:
        return _union_check(hint)
    if item_of(hint) is not None:
        return _tuple_check(hint)
    if isinstance(hint, type) and attrs.has(hint):
        return _class_check(hint)
    if hint is str:
        return _text_check
    return functools.partial(_scalar_check, typing.cast(type, hint))


def _mismatch(hint: Any, value: object, path: str) -> Issue:
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(value, str):
        members = ", ".join(hint)
        message = f"{describe(hint)} was expected: one of {members}"
        if value in [str(member) for member in hint]:
            fix = f"write {hint.__name__}.{hint(value).name}"
            return Issue(path, "type", message, value, fix)
        return Issue(path, "unknown-member", message, value)
    got = "nothing" if value is None else f"{type(value).__name__}"
    return Issue(path, "type", f"{describe(hint)} was expected, not {got}", value)


def _scalar_check(hint: type, value: object, path: str) -> Iterator[Issue]:
    if type(value) is not hint:
        yield _mismatch(hint, value, path)
    elif type(value) is int and value.bit_length() > _MAX_BITS:
        yield Issue(path, "number-finite", "a number has too many digits")


def _text_check(value: object, path: str) -> Iterator[Issue]:
    if type(value) is not str:
        yield _mismatch(str, value, path)
    elif not value:
        yield Issue(path, "empty", "a text is empty", fix="leave the field out, or give it a text")
    elif not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            message = f"a lone surrogate at offset {error.start} is no text"
            yield Issue(path, "surrogate", message, value)


def _union_check(hint: Any) -> Check:
    allowed = frozenset(option for option in options(hint) if not typing.get_origin(option))
    checks: dict[Any, Check] = {option: _check(option) for option in allowed if option is not types.NoneType}

    def check(value: object, path: str) -> Iterator[Issue]:
        if type(value) in allowed:
            if value is not None:
                yield from checks[type(value)](value, path)
            if type(value) is float and not math.isfinite(value):
                yield Issue(path, "number-finite", "a number is not finite", value)
        elif isinstance(value, str) and len(checks) == 1:
            yield _mismatch(next(iter(checks)), value, path)
        else:
            yield _mismatch(hint, value, path)

    return check


def _tuple_check(hint: Any) -> Check:
    check_item = _check(item_of(hint))

    def check(value: object, path: str) -> Iterator[Issue]:
        if type(value) is not tuple:
            yield _mismatch(hint, value, path)
            return
        for index, item in enumerate(value):
            yield from check_item(item, f"{path}[{index}]")

    return check


def _class_check(cls: type) -> Check:
    checks: list[tuple[str, Check]] | None = None

    def field_checks() -> list[tuple[str, Check]]:
        return [(name, _check(hint)) for name, hint in field_types(cls).items()]

    def check(value: object, path: str) -> Iterator[Issue]:
        nonlocal checks
        if type(value) is not cls:
            yield _mismatch(cls, value, path)
            return
        if checks is None:  # on first use, so that classes may refer to each other
            checks = field_checks()
        prefix = path + "." if path else ""
        for name, check_field in checks:
            yield from check_field(getattr(value, name), prefix + name)

    return check
