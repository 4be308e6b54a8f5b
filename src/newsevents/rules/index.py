"""The content of a bundle, gathered once: what the rules look at together, list by list and value by value.

Just as attrs generates ``__init__`` from the fields of a class, `indexer` generates a function that goes through the
content of a bundle. It has three forms, by the kind of input:

- ``"pairs"``: JSON values, with objects as tuples of pairs, which do not hide duplicate keys. Types are checked and
  records made.
- ``"structs"``: objects with the attributes of the records, of the right types. Records are made.
- ``"records"``: an article and records. Types are checked.

Anything that does not fit raises `NotProven`, and a closer look then finds out what is wrong.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.moments import Moment, is_fixed, parse_moment
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.rules.types import types_of

Form: TypeAlias = Literal["pairs", "structs", "records"]
Indexer: TypeAlias = Callable[[Any, Any, Any, Any, Any, Any, Any], "Index"]

_CLASSES = (Span, When, Place, Quantity, Role, Generator, Article, *LISTS.values())
_GATHERED = {When: "times", Place: "places", Quantity: "quantities"}
_KEPT_MOMENTS = 4096


class NotProven(Exception):
    """Something does not fit."""


@attrs.define
class Index:
    """The content of a bundle, and the parts of it that the rules look at together.

    Attributes:
        article: The article.
        generator: The generator, if there is one.
        actors: The records as tuples, with one attribute for each list.
        text: The text of the article. All spans have been found in it.
        spans: Every span, if there is no text.
        times: Every time.
        places: Every place.
        quantities: Every quantity.
        to_actor: The ids in fields that refer to actors; the next four attributes are similar.
        series: The ids of each reference field that holds more than one.
    """

    article: Article
    generator: Generator | None
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    allegations: tuple[Allegation, ...] = ()
    text: str | None = None
    spans: list[Span] = attrs.field(factory=list)
    times: list[When] = attrs.field(factory=list)
    places: list[Place] = attrs.field(factory=list)
    quantities: list[Quantity] = attrs.field(factory=list)
    to_actor: list[str] = attrs.field(factory=list)
    to_source: list[str] = attrs.field(factory=list)
    to_statement: list[str] = attrs.field(factory=list)
    to_meeting: list[str] = attrs.field(factory=list)
    to_allegation: list[str] = attrs.field(factory=list)
    series: list[Sequence[str]] = attrs.field(factory=list)

    @property
    def lists(self) -> tuple[tuple[Record, ...], ...]:
        """The records, list by list."""
        return self.actors, self.sources, self.statements, self.meetings, self.allegations


@functools.cache
def indexer(form: Form) -> Indexer:
    """Make the function that takes article, generator, actors, sources, statements, meetings and allegations."""
    names: dict[str, Any] = {
        "NotProven": NotProven,
        "Index": Index,
        "moment": _moment,
        "is_text": _is_text,
        "in_order": _in_order,
        "every": _every,
        "is_fixed": is_fixed,
        "END": ((None, None),),
    }
    for cls in _CLASSES:
        names[cls.__name__] = cls
        names[f"Open{cls.__name__}"] = _open(cls)
    lines = [line for cls in _CLASSES for line in _reader(cls, form, names)]
    exec(compile("\n".join([*lines, *_gatherer(form)]), f"<newsevents indexer of {form}>", "exec"), names)  # noqa: S102 - generated here, from our own classes
    return typing.cast(Indexer, names["gather"])


def _open(cls: type) -> type:
    """A subclass of a record's class whose fields can be set; its objects are then turned into frozen ones.

    Setting a field of a frozen object from outside takes six times as long.
    """
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"Open{cls.__name__}", (cls,), {"__slots__": (), **plain})


# --- called by the generated functions


_moments: dict[str, Moment] = {}


def _moment(text: str) -> Moment:
    """The moment that a string represents, cached, since the same few occur in a bundle again and again."""
    known = _moments.get(text)
    if known is None:
        known = parse_moment(text)
        if known is None:
            raise NotProven
        if len(_moments) >= _KEPT_MOMENTS:
            _moments.clear()
        _moments[text] = known
    return known


def _is_text(value: Any) -> bool:
    if type(value) is not str or not value:
        return False
    return value.isascii() or bool(value.encode())  # a ValueError for a lone surrogate


def _every(read: Callable[[Any, Index], Any], values: Sequence[Any], index: Index) -> tuple[Any, ...]:
    """Read several values; as a comprehension in each generated place, it would take long to compile."""
    return tuple([read(value, index) for value in values])


def _in_order(pairs: tuple[tuple[str, Any], ...], order: dict[str, int]) -> tuple[tuple[str, Any], ...]:
    """The pairs of an object in the order of its class, if they were in a different order."""
    ordered = tuple(sorted(pairs, key=lambda pair: order[pair[0]]))
    if all(one is other for one, other in zip(pairs, ordered, strict=True)):
        raise NotProven  # the order was not the problem
    return ordered


# --- generating the functions


def _gatherer(form: Form) -> Iterator[str]:
    """Lines of the function that goes through a whole bundle."""
    yield f"def gather(article, generator, {', '.join(LISTS)}):"
    yield "  index = Index(None, None)"
    yield "  index.article = read_Article(article, index)"
    yield "  index.text = index.article.text"
    yield "  if generator is not None: index.generator = read_Generator(generator, index)"
    for name, cls in LISTS.items():
        if form != "structs":
            yield f"  if type({name}) is not {'list' if form == 'pairs' else 'tuple'}: raise NotProven"
        yield f"  index.{name} = every(read_{cls.__name__}, {name}, index)"
    yield "  return index"


def _reader(cls: type, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines of the function that makes ``made``, an object of a class, from ``value``."""
    name = cls.__name__
    yield f"def read_{name}(value, index):"
    if form == "pairs":
        yield from _indented(_from_pairs(cls, names))
    else:
        if form == "records":
            yield f"  if type(value) is not {name}: raise NotProven"
        yield "  made = value" if form == "records" else f"  made = Open{name}()"
        for field in fields_of(cls):
            yield f"  {field.name} = value.{field.name}"
            yield from _indented(_field(field, field.name, form, names))
    if form != "records":
        yield f"  made.__class__ = {name}"
    if cls is Span:
        yield "  text = index.text"
        yield "  if text is None: index.spans.append(made)"
        yield "  elif not 0 <= start < end <= len(text) or text[start:end] != exact: raise NotProven"
    if cls in _GATHERED:
        yield f"  index.{_GATHERED[cls]}.append(made)"
    yield "  return made"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _from_pairs(cls: type, names: dict[str, Any]) -> Iterator[str]:
    """Lines that take the pairs of a JSON object one by one, in the order of the class."""
    name, fields = cls.__name__, fields_of(cls)
    again = f"return read_{name}(in_order(value, {name}_order), index)"
    names[f"{name}_order"] = {field.name: place for place, field in enumerate(fields)}
    yield "if type(value) is not tuple: raise NotProven"
    yield f"made = Open{name}()"
    if all(field.required for field in fields):
        yield f"{', '.join(f'({field.name}_key, {field.name})' for field in fields)} = value"
        yield f"if {' or '.join(f'{field.name}_key != {field.name!r}' for field in fields)}: {again}"
        for field in fields:
            yield from _field(field, field.name, "pairs", names)
        return
    yield "pairs = value + END"
    yield "key, x = pairs[0]"
    yield "place = 1"
    for field in fields:
        lines = [*_field(field, "x", "pairs", names), "key, x = pairs[place]", "place += 1"]
        if field.required:
            yield f"if key != {field.name!r}: {again}"
            yield from lines
        else:
            names[f"{name}_{field.name}"] = field.default
            yield f"if key == {field.name!r}:"
            yield from _indented(iter(lines))
            yield f"else: made.{field.name} = {name}_{field.name}"
    yield f"if key is not None: {again}"


def _field(field: Field, x: str, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines that check the value of a field, in the variable ``x``, set it in ``made``, and gather from it."""
    if form != "structs":
        yield from _checks(field, x, form, names)
    elif field.kind is Kind.NUMBER:
        yield f"if type({x}) is float: raise NotProven"  # the original notation is lost
    value = x
    if field.kind is Kind.WORDS or field.kind is Kind.VALUE:
        read = f"read_{field.cls.__name__}"
        value = (
            f"(({read}({x}[0], index),) if len({x}) == 1 else every({read}, {x}, index)) if {x} else ()"
            if field.many
            else f"{read}({x}, index) if {x} is not None else {x}"
        )
    elif field.many and form == "pairs":
        value = f"tuple({x})"
    elif field.kind is Kind.MOMENT and form != "records":
        value = f"moment({x}) if {x} is not None else {x}"
    if form != "records":
        yield f"made.{field.name} = {value}"
    elif value != x:
        yield value
    if field.to is not None and field.many:
        yield f"if {x}:"
        yield f"  index.to_{field.to} += {x}"
        yield f"  if len({x}) > 1: index.series.append({x})"
    elif field.to is not None:
        yield f"{f'if {x} is not None: ' if field.optional else ''}index.to_{field.to}.append({x})"


def _checks(field: Field, x: str, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines that check that a value has a field's type; a member of a vocabulary is looked up by its string."""
    if field.many:
        yield f"if type({x}) is not {'list' if form == 'pairs' else 'tuple'}: raise NotProven"
    if field.kind is Kind.WORDS or field.kind is Kind.VALUE:
        return  # each object checks itself
    if field.kind is Kind.CHOICE and form == "pairs":
        names[f"{field.cls.__name__}_members"] = dict(field.cls._value2member_map_)
        yield f"{x} = {field.cls.__name__}_members[{x}]"
        return
    if field.kind is Kind.MOMENT and form == "pairs":
        return  # either parsed or refused
    if field.cls is str:
        # JSON was checked as a whole for lone surrogates
        wrong = "type({0}) is not str or not {0}" if form == "pairs" else "not is_text({0})"
    else:
        for cls in types_of(field):
            names[cls.__name__] = cls
        wrong = " and ".join(f"type({{0}}) is not {cls.__name__}" for cls in types_of(field))
        if field.kind is Kind.MOMENT:
            wrong = "type({0}) is not date and (type({0}) is not datetime or not is_fixed({0}))"
    if field.many:
        yield f"for one in {x}:"
        yield f"  if {wrong.format('one')}: raise NotProven"
    else:
        absent = f"{x} is not None and " if field.optional and form == "records" else ""
        yield f"if {absent}({wrong.format(x)}): raise NotProven"
