"""Records made from what was read, and what the rules look at gathered on the way, by code written from the classes.

As attrs writes ``__init__`` from a class's fields, this writes one function that goes through all the records of a
bundle. There are three, by what they go through:

- ``"json"``: JSON values as `newsevents.wire.quick` reads them: objects as tuples of pairs, which hide no key that
  stands twice. Types are checked.
- ``"structs"``: objects with the attributes of the records, whose types were checked by whoever made them.
- ``"records"``: records of the right types; nothing is made, only gathered.

What does not fit raises `Doubt`, which says that a closer look is needed and nothing more.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from enum import EnumMeta
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.model.moments import Moment, parse_moment
from newsevents.model.records import REFERENCES, Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.rules.types import field_types, item_of, members_of, options

__all__ = ["Doubt", "Gathered", "Lists", "gatherer"]

Form: TypeAlias = Literal["json", "structs", "records"]
Gather: TypeAlias = Callable[[Any, Any, Any, Any, Any, Any, Any], "Gathered"]
Lists: TypeAlias = tuple[
    tuple[Actor, ...], tuple[Source, ...], tuple[Statement, ...], tuple[Meeting, ...], tuple[Allegation, ...]
]

_RECORDS = (Actor, Source, Statement, Meeting, Allegation)
_VALUES = (Span, When, Place, Quantity, Role, Generator, Article)
_GATHERED = {When: "times", Place: "places", Quantity: "quantities"}
_KEPT_MOMENTS = 4096


class Doubt(Exception):
    """Something does not fit; what it is, a closer look will tell."""


@attrs.define
class Gathered:
    """The content of a bundle, and what of it the rules look at together.

    Attributes:
        article: The article.
        generator: The generator, if there is one.
        lists: The records, list by list.
        text: The text of the article, in which all spans were looked up.
        length: Its length.
        spans: Every span, if there is no text.
        times: Every time.
        places: Every place.
        quantities: Every quantity.
        to_actor: The ids in fields that refer to actors; the next four likewise.
        series: The ids of each reference field that holds more than one.
    """

    article: Any = None
    generator: Any = None
    lists: Any = ()
    text: str | None = None
    length: int = 0
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


@functools.cache
def gatherer(form: Form) -> Gather:
    """The function that goes through article, generator, actors, sources, statements, meetings and allegations."""
    names: dict[str, Any] = {
        "Doubt": Doubt,
        "Gathered": Gathered,
        "moment": _moment,
        "in_order": _in_order,
        "every": _every,
        "END": ((None, None),),
        **{cls.__name__: cls for cls in (*_VALUES, *_RECORDS)},
        **{f"Open{cls.__name__}": _open(cls) for cls in (*_VALUES, *_RECORDS)},
    }
    source = "\n".join(_functions(form, names))
    exec(compile(source, f"<newsevents gatherer of {form}>", "exec"), names)  # noqa: S102 - written here, from our own classes
    return typing.cast(Gather, names["gather"])


def _open(cls: type) -> type:
    """A subclass of a record's class whose fields can be set; its objects then become those of the frozen class.

    Setting a field of a frozen object from outside takes six times as long.
    """
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"Open{cls.__name__}", (cls,), {"__slots__": (), **plain})


_moments: dict[str, Moment] = {}


def _moment(text: str) -> Moment:
    """The moment that a text stands for; the same few stand in a bundle again and again."""
    known = _moments.get(text)
    if known is None:
        known = parse_moment(text)
        if known is None:
            raise Doubt
        if len(_moments) >= _KEPT_MOMENTS:
            _moments.clear()
        _moments[text] = known
    return known


# --- writing the function


def _functions(form: Form, names: dict[str, Any]) -> Iterator[str]:
    for cls in (*_VALUES, *_RECORDS):
        yield f"def read_{cls.__name__}(value, found):"
        yield from _indented(2, _reading(cls, form, names))
        yield "  return made"
    yield "def gather(article, generator, actors, sources, statements, meetings, allegations):"
    yield "  found = Gathered()"
    yield "  found.article = read_Article(article, found)"
    yield "  found.text = found.article.text"
    yield "  found.length = len(found.text or '')"
    yield "  if generator is not None: found.generator = read_Generator(generator, found)"
    made = []
    for cls in _RECORDS:
        records = f"{cls.__name__.lower()}s"
        if form == "json":
            yield f"  if type({records}) is not list: raise Doubt"
        made.append(f"every(read_{cls.__name__}, {records}, found)")
    yield f"  found.lists = ({', '.join(made)})"
    yield "  return found"


def _indented(spaces: int, lines: Iterator[str]) -> Iterator[str]:
    return (" " * spaces + line for line in lines)


def _reading(cls: Any, form: Form, names: dict[str, Any]) -> Iterator[str]:
    """Lines that make ``made``, an object of a class, from ``value``."""
    if form == "json":
        yield from _reading_pairs(cls, names)
    else:
        yield "made = value" if form == "records" else f"made = Open{cls.__name__}()"
        for field in attrs.fields(cls):
            yield f"x = value.{field.name}"
            yield from _setting(cls, field.name, form)
    if form != "records":
        yield f"made.__class__ = {cls.__name__}"
    if cls is Span:
        if form != "json":
            yield "start = made.start; end = made.end; exact = made.exact"
        yield "text = found.text"
        yield "if text is None: found.spans.append(made)"
        yield "elif not 0 <= start < end <= found.length or text[start:end] != exact: raise Doubt"
    if cls in _GATHERED:
        yield f"found.{_GATHERED[cls]}.append(made)"


def _reading_pairs(cls: Any, names: dict[str, Any]) -> Iterator[str]:
    """Lines that take the pairs of a JSON object one after the other, in the order of the class."""
    fields = attrs.fields(cls)
    again = f"return read_{cls.__name__}(in_order(value, {cls.__name__}_order), found)"
    names[f"{cls.__name__}_order"] = {field.name: place for place, field in enumerate(fields)}
    yield "if type(value) is not tuple: raise Doubt"
    yield f"made = Open{cls.__name__}()"
    if all(field.default is attrs.NOTHING for field in fields):
        yield f"{', '.join(f'({field.name}_key, {field.name})' for field in fields)} = value"
        yield f"if {' or '.join(f'{field.name}_key != {field.name!r}' for field in fields)}: {again}"
        for field in fields:
            yield f"x = {field.name}"
            yield from _checking(cls, field.name, names)
            yield from _setting(cls, field.name, "json")
        return
    yield "pairs = value + END"
    yield "key, x = pairs[0]"
    yield "place = 1"
    for field in fields:
        if field.default is attrs.NOTHING:
            yield f"if key != {field.name!r}: {again}"
            indent = 0
        else:
            yield f"if key == {field.name!r}:"
            indent = 2
        yield from _indented(indent, _checking(cls, field.name, names))
        yield from _indented(indent, _setting(cls, field.name, "json"))
        yield " " * indent + "key, x = pairs[place]"
        yield " " * indent + "place += 1"
        if indent:
            names[f"{cls.__name__}_{field.name}"] = field.default
            yield f"else: made.{field.name} = {cls.__name__}_{field.name}"
    yield f"if key is not None: {again}"


def _every(read: Callable[[Any, Gathered], Any], values: Sequence[Any], found: Gathered) -> tuple[Any, ...]:
    """What is read of several values; as a comprehension in each place it would take long to compile."""
    return tuple([read(value, found) for value in values])


def _in_order(pairs: tuple[tuple[str, Any], ...], order: dict[str, int]) -> tuple[tuple[str, Any], ...]:
    """The pairs of an object in the order of its class, if they were in another."""
    ordered = tuple(sorted(pairs, key=lambda pair: order[pair[0]]))
    if all(one is other for one, other in zip(pairs, ordered, strict=True)):
        raise Doubt  # the order was not what did not fit
    return ordered


def _checking(cls: Any, name: str, names: dict[str, Any]) -> Iterator[str]:
    """Lines that see to it that ``x``, a JSON value, is of a field's type; one of a vocabulary becomes its member."""
    hint = field_types(cls)[name]
    members = members_of(hint)
    if item_of(hint) is not None:
        yield "if type(x) is not list: raise Doubt"
        if item_of(hint) is str:
            yield "for one in x:"
            yield "  if type(one) is not str or not one: raise Doubt"
    elif members == [str]:
        yield "if type(x) is not str or not x: raise Doubt"
    elif members == [bool]:
        yield "if x is not True and x is not False: raise Doubt"
    elif members == [int]:
        yield "if type(x) is not int: raise Doubt"
    elif float in members:
        yield "if type(x) is not int and type(x) is not float: raise Doubt"
    elif isinstance(members[0], EnumMeta):
        kinds: EnumMeta = members[0]
        names[f"{kinds.__name__}_members"] = dict(kinds._value2member_map_)
        yield f"x = {members[0].__name__}_members[x]"


def _setting(cls: Any, name: str, form: Form) -> Iterator[str]:
    """Lines that give a field of ``made`` the value ``x``, or the object that is made of it."""
    hint = field_types(cls)[name]
    members = members_of(hint)
    item = item_of(hint)
    inner = next((one for one in members if isinstance(one, type) and attrs.has(one)), None)
    value = "x"
    if item is not None and attrs.has(item):
        read = f"read_{item.__name__}"
        value = f"(({read}(x[0], found),) if len(x) == 1 else every({read}, x, found)) if x else ()"
    elif item is not None and form == "json":
        value = "tuple(x)"
    elif inner is not None:
        value = f"read_{inner.__name__}(x, found) if x is not None else x"
    elif dt.date in members and form != "records":
        value = "moment(x) if x is not None else x"
    elif float in members and form == "structs":
        yield "if type(x) is float: raise Doubt"  # how it was written does not show
    if item is not None and getattr(attrs.fields(cls), name).default is attrs.NOTHING:
        yield "if not x: raise Doubt"
    if form != "records":
        yield f"made.{name} = {value}"
    elif value != "x":
        yield value
    if name in REFERENCES:
        yield from _referring(REFERENCES[name], item is not None, optional=types.NoneType in options(hint))


def _referring(kind: str, many: bool, *, optional: bool) -> Iterator[str]:
    """Lines that gather the references in ``x``."""
    if not many:
        yield f"if x is not None: found.to_{kind}.append(x)" if optional else f"found.to_{kind}.append(x)"
        return
    yield "if x:"
    yield f"  found.to_{kind} += x"
    yield "  if len(x) > 1: found.series.append(x)"
