"""The wording of values, shared by every view: in parts that each view renders in its own way.

A part is a string. Parts that are not the library's own words have a type that says what they are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum
from functools import partial
from typing import Any, TypeAlias, TypeVar

import attrs

from newsevents.errors import shorten as brief
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When

T = TypeVar("T")

NAMES_SHOWN = 10
"""The most names of one list in a brief view."""
QUOTES_SHOWN = 4
"""The most quotes of one field in a brief view."""
QUOTE_SHOWN = 400
"""The most code points of one quote or name in a brief view."""


class Term(str):
    """A name or a title, in the words of others."""

    __slots__ = ()


class Code(str):
    """An id, or another value that is not a word."""

    __slots__ = ()


class Link(str):
    """An address."""

    __slots__ = ()


class Ref(str):
    """The id of another record."""

    __slots__ = ()


@attrs.frozen
class Words:
    """Words of the article; names have no quotation marks."""

    span: Span
    quoted: bool = True


Part: TypeAlias = str | Words


# --- texts


def words(member: object) -> str:
    """A member of a vocabulary in words."""
    return written(member).replace("_", " ")


def one_line(value: str) -> str:
    """A text with ASCII white space collapsed to single spaces."""
    return re.sub(r"\s+", " ", value, flags=re.ASCII)


def shorten(value: str, limit: int = 120) -> str:
    """A text on one line, with the middle left out, and counted if long, beyond ``limit`` code points."""
    if len(value) <= limit:
        return one_line(value)
    head, tail = value[: limit * 2 // 3], value[-limit // 3 :]
    if " " in head.strip() and " " in tail.strip():  # between words
        head, tail = head.rpartition(" ")[0], tail.partition(" ")[2]
    left = len(value) - len(head) - len(tail)
    return one_line(f"{head} {'…' if left < limit else f'[… {left:,} characters …]'} {tail}")


def written(value: object) -> str:
    """A text unchanged; the repr of anything else, as in a record that has not been validated."""
    return str(value) if isinstance(value, str) else brief(value)


def term(value: object) -> Part:
    """A name or a title; the repr of anything else, as in a record that has not been validated."""
    return Term(value) if isinstance(value, str) else Code(brief(value))


def joined(parts: Iterable[T], separator: T) -> Iterator[T]:
    """Parts with a separator between them."""
    for index, part in enumerate(parts):
        if index:
            yield separator
        yield part


def enumerated(values: Sequence[Any], parts: Callable[[Any], Iterable[Part]], limit: int) -> Iterator[Part]:
    """The parts of several values, only the first of a long list."""
    for index, value in enumerate(values[:limit]):
        if index:
            yield " and " if index == len(values) - 1 else ", "
        yield from parts(value)
    if len(values) > limit:
        yield f" and {len(values) - limit:,} more"


# --- values


def meaning(when: When) -> str:
    """The meaning of a time on the calendar."""
    first, last = _moment(when.earliest), _moment(when.latest)
    relation = words(when.relation)
    if not first and not last:
        return "again and again" if relation == "every" else words(when.edtf or _NOT_RESOLVED)
    if not first or not last:
        bound = f"until {last}" if last else f"from {first} on"
        return f"{bound} ({relation})" if relation not in ("since", "until", "at") else bound
    if relation == "every":
        return f"every so often, {first} to {last}"
    if relation in ("throughout", "since", "until"):
        return f"all of {first} to {last}" if first != last else f"all of {first}"
    besides = "" if relation in ("at", "within") else f" ({relation})"
    if first == last:
        return first + besides
    if relation == "at" and isinstance(when.edtf, str) and _PLAIN.fullmatch(when.edtf):
        return f"in {when.edtf}"
    return f"some time from {first} to {last}{besides}"


_NOT_RESOLVED = "not resolved"
_PLAIN = re.compile("[0-9]{4}(-[0-9]{2})?")
"""A year or a month in EDTF, which says as much as its bounds."""


def _moment(moment: object) -> str:
    """A day or a time in ISO 8601."""
    if moment is None:
        return ""
    return moment.isoformat() if isinstance(moment, dt.date) else brief(moment)


def _time(when: When) -> Iterator[Part]:
    """The meaning of a time, unless only its duration is known."""
    meant = meaning(when)
    if meant != _NOT_RESOLVED or when.duration is None:
        yield f": {meant}"


def _number(quantity: Quantity) -> Iterator[Part]:
    """The meaning of a quantity, if it has a bound or a unit."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        bounds = brief(low)
    else:
        given = (("at least", low), ("at most", high))
        bounds = " and ".join(f"{most} {brief(bound)}" for most, bound in given if bound is not None)
    meant: list[Part] = [f"about {bounds}" if quantity.approximate else bounds] if bounds else []
    meant += [term(quantity.unit)] if quantity.unit is not None else []
    if meant:
        yield ": "
        yield from joined(meant, " ")


def _maker(generator: Generator) -> Iterator[Part]:
    """The version of a generator, and its kind."""
    if generator.version is not None:
        yield from (" ", term(generator.version))
    yield f" ({words(generator.kind)})"


@attrs.frozen
class _Beginning:
    """How the wording of a value starts: the field with its words, and the fields that directly follow them."""

    name: str = ""
    told: Set[str] = frozenset()
    meant: Callable[[Any], Iterable[Part]] = lambda _: ()


_BEGINNINGS: Mapping[type, _Beginning] = {
    When: _Beginning("text", {"earliest", "latest", "relation"}, _time),
    Place: _Beginning("name"),
    Quantity: _Beginning("text", {"low", "high", "approximate", "unit"}, _number),
    Role: _Beginning("title"),
    Generator: _Beginning("name", {"kind", "version"}, _maker),
}

_LEADS = {
    "alternatives": "; or ",
    "anchor": "; seen from ",
    "approximate": "; ",
    "country": ", ",
    "duration": "; for ",
    "edtf": "; EDTF ",
    "former": ", ",
    "granularity": "; as exact as a ",
    "identifiers": ", ",
    "of_id": " of ",
    "rule": "; by the rule ",
    "span": "; in the text ",
}
"""What introduces a field of a value, where it is not the label."""

_WORKING = {"anchor", "edtf", "granularity", "rule", "timex"}
"""The fields that say how a time was resolved, left out in a brief view."""


def value_parts(value: Any, *, full: bool = False) -> Iterator[Part]:
    """A value of one of the model's classes in words.

    Args:
        value: The value.
        full: Whether to say how it was found.
    """
    beginning = _BEGINNINGS.get(type(value), _Beginning())
    name, told = beginning.name, {beginning.name, *beginning.told}
    said, span = getattr(value, name, None), getattr(value, "span", None)
    quoted = name == "text"
    if isinstance(span, Span) and span.exact == said:
        told.add("span")
        yield Words(span, quoted)
    elif name:
        yield from ["“", term(said), "”"] if quoted else [term(said)]
    yield from beginning.meant(value)
    for field in fields_of(type(value)):
        values = () if field.name in told else values_of(field, value)
        if values and (full or field.name not in _WORKING):
            yield _LEADS.get(field.name, f"; {field.label} ")
            yield from enumerated(values, partial(item_parts, field), NAMES_SHOWN)


_FLAGS = {
    "approximate": "about",
    "former": "no longer held",
    "more_members": "yes: the article does not name them all",
    "named": "no: the article does not say whose it is",
    "negated": "said not to be so",
    "unattributed": "the article does not say who says it",
}
"""The wording of a flag whose value is not the default."""

_CODES = {"alternatives", "duration", "edtf", "id", "identifiers", "timex"}


def item_parts(field: Field, value: object, *, full: bool = False) -> Iterable[Part]:
    """One value of a field in words; `full` as in `value_parts`."""
    if isinstance(value, Span):
        return [Words(value)]
    if attrs.has(type(value)) and type(value) is field.cls:
        return value_parts(value, full=full)
    if isinstance(value, Enum):
        return [words(value)]
    if isinstance(value, bool):
        return [_FLAGS.get(field.name, "yes" if value else "no")]
    if isinstance(value, dt.date):
        return [value.isoformat()]
    if not isinstance(value, str):
        return [Code(brief(value))]
    if field.to is not None:
        return [Ref(value)]
    return [Link(value) if field.name == "url" else Code(value) if field.name in _CODES else Term(value)]


# --- fields


def values_of(field: Field, owner: object) -> tuple[Any, ...]:
    """The values of a field; empty for a flag with its default. A non-tuple counts as one value."""
    value = getattr(owner, field.name)
    if value is None or (field.kind is Kind.FLAG and value is field.default):
        return ()
    return value if isinstance(value, tuple) else (value,)
