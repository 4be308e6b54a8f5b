"""What records say, in words: names, quotes, times, places, numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import shorten
from newsevents.formats._views.markup import NOTHING, Markup, element, isolated, joined, literal
from newsevents.formats._views.style import MINOR
from newsevents.model.records import Actor, Event, Meeting, Source
from newsevents.model.values import Place, Quantity, Role, Span, When
from newsevents.model.vocabulary import Relation

__all__ = [
    "Known",
    "code",
    "counted",
    "enumerated",
    "labelled",
    "link",
    "moment_words",
    "number_words",
    "place_words",
    "quoted",
    "role_words",
    "strong",
    "term",
    "value_words",
    "when_words",
    "words_of",
]

NAMES_SHOWN = 10
"""The most names of one list."""
QUOTES_SHOWN = 4
"""The most quotes of one field."""
QUOTE_SHOWN = 400
"""The most code points of one quote or name; more is cut in the middle."""
LINK_MADE = 2_000
"""The most code points of an address that is made a link."""

_WEB = re.compile("https?://", re.IGNORECASE)

_RELATIONS = {
    Relation.AT: "",
    Relation.WITHIN: "some time in",
    Relation.THROUGHOUT: "all of",
    Relation.EVERY: "every",
}
"""How a relation is worded where that is not by its own name."""


@attrs.frozen
class Known:
    """What is known of the records that a record refers to: in a bundle all of it, elsewhere their ids."""

    bundle: Bundle | None = None

    def name(self, id: object) -> Markup:
        """The name of an actor, what tells a meeting from others, else the id."""
        record = None if self.bundle is None or not isinstance(id, str) else self.bundle.get(id)
        if isinstance(record, Actor):
            return term(record.name)
        if isinstance(record, Meeting):
            when = None if record.when is None else record.when.edtf or record.when.text
            where = None if record.place is None else record.place.name
            return joined([term(part) for part in (record.name or record.kind, where, when) if part], ", ")
        return code(id)

    def names(self, ids: object) -> Markup:
        """The names of several."""
        return enumerated(ids, self.name, NAMES_SHOWN)

    def chain(self, record: Event | Source) -> Markup:
        """The chain of attribution in words; outside a bundle the id of the source."""
        if self.bundle is not None:
            steps = _cut(self.bundle.attribution(record).label).split(" → ")
            return joined((term(step) for step in steps), " → ")
        return code(record.via_id or "") if isinstance(record, Source) else code(record.source_id)


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "span"), counted(12000, "span")
    ('1 span', '12,000 spans')
    """
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def words_of(member: object) -> str:
    """A member of a vocabulary as words."""
    return _cut(member).replace("_", " ")


def _cut(text: object) -> str:
    """A text not longer than `QUOTE_SHOWN`, with what was cut out as a number; what is no text as a short repr."""
    text = str(text) if isinstance(text, str) else shorten(text)
    if len(text) <= QUOTE_SHOWN:
        return text
    half = QUOTE_SHOWN // 2
    return f"{text[:half]} [… {len(text) - 2 * half:,} characters …] {text[-half:]}"


def _each(values: object) -> tuple[Any, ...]:
    """The items of a sequence; what is none, in a record that nobody has validated, by itself."""
    return values if isinstance(values, tuple) else (values,)


def enumerated(values: object, show: Callable[[Any], Markup], limit: int) -> Markup:
    """The items of a sequence with commas between them, the first of them where they are many."""
    items = _each(values)
    shown = [show(item) for item in items[:limit]]
    more = [literal(f"and {len(items) - limit:,} more")] if len(items) > limit else []
    return joined([*shown, *more], ", ")


def term(text: object) -> Markup:
    """A name or a title, not longer than `QUOTE_SHOWN`, that cannot turn the direction of what stands around it."""
    return isolated(_cut(text))


def link(url: object) -> Markup:
    """An address, as a link where it is one of the web."""
    if isinstance(url, str) and _WEB.match(url) and len(url) <= LINK_MADE:
        return element("a", term(url), href=url, rel="noopener noreferrer")
    return term(url)


def strong(content: Markup) -> Markup:
    """What a reader looks for first."""
    return element("b", content)


def code(id: object) -> Markup:
    """An id, or another value that is no word."""
    return element("code", term(id), style="font-size:0.9em;padding:0;background:transparent")


def labelled(label: str, content: Markup) -> Markup:
    """What something is, and it; nothing where there is nothing."""
    if not content:
        return content
    return joined([element("span", literal(label), style=MINOR), content], " ")


def quoted(spans: object, style: str = "") -> Markup:
    """The words of spans, in quotation marks."""

    def one(span: object) -> Markup:
        if not isinstance(span, Span):
            return code(shorten(span))
        words = element("bdi", literal(_cut(span.exact)), style=style, title=_position(span))
        return joined([literal("“"), words, literal("”")])

    return enumerated(spans, one, QUOTES_SHOWN)


def _position(span: Span) -> str:
    return f"characters {shorten(span.start)} to {shorten(span.end)}"


def when_words(when: object) -> Markup:
    """The words of a time, and what they mean."""
    if not isinstance(when, When):
        return _other(when)
    value = when.edtf if when.edtf is not None else _bounds(when.earliest, when.latest)
    meaning = []
    if value:
        relation = _RELATIONS.get(when.relation, words_of(when.relation))
        meaning += [literal("about" if when.approximate else ""), literal(relation), code(value)]
    elif when.relation == Relation.EVERY:
        meaning.append(literal("again and again"))
    elif when.duration is None:
        meaning.append(literal("no date found"))
    if when.duration is not None:
        meaning.append(labelled("duration", code(when.duration)))
    if when.alternatives:
        meaning += [literal("or"), enumerated(when.alternatives, code, QUOTES_SHOWN)]
    return joined([_said(when.text), literal("→"), *meaning], " ")


def _bounds(earliest: object, latest: object) -> str:
    """An interval by its inclusive bounds; empty where it has none."""
    if earliest is None or latest is None:
        bound = latest if earliest is None else earliest
        return "" if bound is None else f"{moment_words(bound)} or {'earlier' if earliest is None else 'later'}"
    first, last = moment_words(earliest), moment_words(latest)
    return first if first == last else f"{first} to {last}"


def moment_words(moment: object) -> str:
    """A day or a time in ISO 8601."""
    return moment.isoformat() if isinstance(moment, dt.date) else shorten(moment)


def place_words(place: object) -> Markup:
    """The name of a place, its country and its identifiers."""
    if not isinstance(place, Place):
        return _other(place)
    name = joined([term(place.name), _where_said(place.span, place.name)], " ")
    identifiers = enumerated(place.identifiers, code, NAMES_SHOWN)
    country = NOTHING if place.country is None else term(place.country)
    return joined([name, country, identifiers], ", ")


def _where_said(span: object, name: object) -> Markup:
    """The words of a span, where they are not the name itself."""
    if span is None or (isinstance(span, Span) and span.exact == name):
        return NOTHING
    return joined([literal("("), quoted((span,)), literal(")")])


def number_words(quantity: object) -> Markup:
    """The words of a quantity, and its bounds."""
    if not isinstance(quantity, Quantity):
        return _other(quantity)
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        bounds = shorten(low)
    else:
        bounds = " and ".join(
            ([] if low is None else [f"at least {shorten(low)}"])
            + ([] if high is None else [f"at most {shorten(high)}"])
        )
    about = "about" if quantity.approximate and bounds else ""
    unit = term(quantity.unit) if quantity.unit else NOTHING
    meaning = joined([literal(about), literal(bounds), unit], " ")
    return joined([_said(quantity.text), meaning], " → ")


def role_words(role: object, known: Known) -> Markup:
    """An office, and whose it is."""
    if not isinstance(role, Role):
        return _other(role)
    of = joined([literal("of"), known.name(role.of_id)], " ") if role.of_id is not None else NOTHING
    return joined([term(role.title), of, _where_said(role.span, role.title)], " ")


def value_words(value: object) -> Markup:
    """Any value, by its class."""
    if isinstance(value, Span):
        return joined([quoted((value,)), literal(_position(value))], " ")
    if isinstance(value, Role):
        return role_words(value, Known())
    for cls, show in ((When, when_words), (Place, place_words), (Quantity, number_words)):
        if isinstance(value, cls):
            return show(value)
    return _other(value)


def _said(text: object) -> Markup:
    return joined([literal("“"), term(text), literal("”")])


def _other(value: object) -> Markup:
    """What is absent as nothing, and what is of no class that belongs here as its repr."""
    return NOTHING if value is None else code(shorten(value))
