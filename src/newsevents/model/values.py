"""The values that records contain.

All are immutable, hashable and compared by content. Sequences are tuples; they can be given as any ordered
iterable. Nothing is checked or changed here: `newsevents.Bundle` checks everything at once, and reports where
it is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from newsevents.errors import shorten
from newsevents.model.declare import declare
from newsevents.model.ids import ID
from newsevents.model.moments import Moment, fixed_moment
from newsevents.model.vocabulary import GeneratorKind, Granularity, Relation

__all__ = ["Generator", "Moment", "Place", "Quantity", "Quote", "Role", "Span", "When"]


T = TypeVar("T")


def as_tuple(values: Iterable[T]) -> tuple[T, ...]:
    """The values of an ordered iterable as a tuple.

    An object without order (a set), a single value (a string) or one that would lose its values (a mapping) is
    returned unchanged, for validation to report with its path.
    """
    if type(values) is tuple:
        return values
    if isinstance(values, str | bytes | Set | Mapping) or not isinstance(values, Iterable):
        return values  # type: ignore[return-value]
    return tuple(values)


def tuple_of(item: str) -> Any:
    """`as_tuple` as the converter of a field; ``item`` is the type of its items, for the signature of the class."""
    converter = FunctionType(as_tuple.__code__, globals())
    converter.__annotations__ = {"values": f"Iterable[{item}]"}
    return converter


if TYPE_CHECKING:  # type checkers infer what a converter accepts only from a plain function

    def to_strings(values: Iterable[str]) -> tuple[str, ...]: ...
    def to_spans(values: Iterable[Span]) -> tuple[Span, ...]: ...
else:
    to_strings, to_spans = map(tuple_of, ["str", "Span"])


class ShortRepr:
    """A base class with a short repr that shows what differs from the defaults, with long text cut in the middle.

    Ids are never cut. Objects can be fields of pydantic models; see `newsevents.to_dict`.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        shown = (f"{name}={_brief(name, value)}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """The name and the value of each field that differs from its default."""
        cls: Any = type(self)
        for field in attrs.fields(cls):
            value = getattr(self, field.name)
            if field.repr and (field.default is attrs.NOTHING or value != field.default):
                yield field.name, value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How pydantic validates and serialises an object of the class."""
        return import_module("newsevents.dicts").pydantic_schema(cls)  # by name: reading JSON is in a higher layer

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        """The JSON Schema of the class, for pydantic models that have it as a field."""
        return import_module("newsevents.formats.schema").class_schema(cls)


class Shown(ShortRepr):
    """A base class for classes of the model, which can also be displayed in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The HTML for a notebook; see `newsevents.formats.html.to_html`."""
        shown: str = import_module("newsevents.formats.html").to_html(self)  # by name: the views are in higher layers
        return shown


def _brief(name: str, value: Any) -> str:
    """The short repr of a field's value, with ids in full."""
    return repr(value) if name == "id" or name.endswith(("_id", "_ids")) else brief_value(value)


def brief_value(value: object) -> str:
    """The short repr of a field's value."""
    if isinstance(value, Span):
        return f"{shorten(value.exact, 50)}@{value.start}"
    if isinstance(value, tuple):
        few = [brief_value(item) for item in value[:4]]
        more = [f"… {len(value) - 4} more"] if len(value) > 4 else []
        return f"({', '.join(few + more)}{',' if len(value) == 1 else ''})"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and ID.fullmatch(value) is None:  # drafts refer by name or by id
        return shorten(str(value), 60)
    return repr(value)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Span(Shown):
    """A stretch of the article's text.

    It combines the position selector and the quote selector of the W3C Web Annotation Data Model.

    Attributes:
        start: Offset of the first character in ``Article.text``, in Unicode code points, counted from 0.
        end: Offset after the last character.
        exact: The text from ``start`` to ``end``.
    """

    start: int
    end: int
    exact: str


@attrs.frozen(kw_only=True, repr=False)
class Quote(ShortRepr):
    """Words of the article, with enough around them to show which place is meant.

    Attributes:
        exact: The words, as the article has them.
        prefix: The text right before them.
        suffix: The text right after them.
        start: Their offset in code points, if the program that made the quote knows it.
    """

    exact: str
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class When(Shown):
    """A time as the article words it, and its meaning.

    ``earliest`` and ``latest`` are inclusive: days if the granularity is a day or coarser, else times of day. None
    means that a bound is open. An expression that could not be resolved has neither bound.

    Attributes:
        text: The words.
        span: Where they are in the article.
        edtf: The value in EDTF (ISO 8601-2): ``a/b`` means throughout, ``[a..b]`` means at some time inside.
        earliest: The first day or time it can mean.
        latest: The last day or time it can mean.
        granularity: The calendar unit in which it is expressed.
        relation: How what happened relates to the interval.
        duration: How long it lasted, as an ISO 8601 duration (``P3D``).
        approximate: Whether the words say "about", "some", "nearly".
        alternatives: Other readings, each in EDTF, likeliest first.
        anchor: The day or time it was resolved against.
        rule: The id of the rule that resolved it.
        timex: The value in TIMEX3 (ISO-TimeML), for exchange.
    """

    text: str
    span: Span | None = None
    edtf: str | None = None
    earliest: Moment | None = attrs.field(default=None, converter=fixed_moment, eq=str)
    latest: Moment | None = attrs.field(default=None, converter=fixed_moment, eq=str)
    granularity: Granularity | None = None
    relation: Relation = Relation.AT
    duration: str | None = None
    approximate: bool = False
    alternatives: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    anchor: Moment | None = attrs.field(default=None, converter=fixed_moment, eq=str)
    rule: str | None = None
    timex: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether the words were resolved to a time on the calendar."""
        return self.earliest is not None or self.latest is not None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Place(Shown):
    """Where something happened.

    Attributes:
        name: Its usual name.
        country: The country it is in, as an ISO 3166-1 alpha-2 code.
        identifiers: Its identifiers elsewhere, each as a URI or CURIE (``geonames:5391959``).
        span: The words that name it in the article.
    """

    name: str
    country: str | None = None
    identifiers: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    span: Span | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Quantity(Shown):
    """An amount or a number of things, as the article words it.

    "over 500 North Koreans" has low 500, high None and unit "North Koreans".

    Attributes:
        text: The words.
        low: The least it can mean; None if there is no lower bound.
        high: The most it can mean; None if there is no upper bound.
        unit: What is counted or measured.
        approximate: Whether the words say "about", "some", "nearly".
        span: Where the words are in the article.
    """

    text: str
    low: int | float | None = attrs.field(default=None, eq=repr)
    high: int | float | None = attrs.field(default=None, eq=repr)
    unit: str | None = None
    approximate: bool = False
    span: Span | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Role(Shown):
    """An office or function that an actor holds or held.

    Attributes:
        title: Its name: "Secretary of State".
        of_id: The id of the actor whose office it is: the United States.
        former: Whether the actor held it before and no longer does: "ex-president".
        span: The words in the article that say so.
    """

    title: str
    of_id: str | None = attrs.field(default=None, metadata=declare(to="actor", draft="of"))
    former: bool = False
    span: Span | None = attrs.field(default=None, metadata=declare(draft="words"))


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Generator(ShortRepr):
    """What made a draft or a bundle.

    Attributes:
        name: The name of the person, the program or the model.
        kind: Whether it is a person, a program or a model.
        version: The version of the program or model.
    """

    name: str
    kind: GeneratorKind
    version: str | None = None
