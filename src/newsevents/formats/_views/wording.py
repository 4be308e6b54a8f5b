"""Records and values in words, once for every view: in parts that each view shows in its own way.

A part is a string. Those that are not our own words have a type that says what they are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import Enum
from functools import partial
from typing import Any, TypeAlias, TypeVar

import attrs

from newsevents.attribution import source_label
from newsevents.bundle import Bundle
from newsevents.errors import shorten as brief
from newsevents.model.fields import Field, Kind, field_of, fields_of, walk
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.model.vocabulary import AllegationForm, Certainty, SourceKind

T = TypeVar("T")

NAMES_SHOWN = 10
"""The most names of one list in a view that is brief."""
QUOTES_SHOWN = 4
"""The most quotes of one field there."""
QUOTE_SHOWN = 400
"""The most code points of one quote or name there."""


class Term(str):
    """A name or a title: somebody else's words."""

    __slots__ = ()


class Code(str):
    """An id, or another value that is no word."""

    __slots__ = ()


class Link(str):
    """An address."""

    __slots__ = ()


class Ref(str):
    """The id of a record that is referred to."""

    __slots__ = ()


@attrs.frozen
class Words:
    """Words of the article; without quotation marks where they are a name."""

    span: Span
    quoted: bool = True


Part: TypeAlias = str | Words


# --- texts


def words(member: object) -> str:
    """A member of a vocabulary as words."""
    return written(member).replace("_", " ")


def one_line(value: str) -> str:
    """A text with white space as single spaces; one that does not break stays what it is."""
    return re.sub(r"\s+", " ", value, flags=re.ASCII)


def shorten(value: str, limit: int = 120) -> str:
    """A text on one line. Of one longer than ``limit`` code points the middle is left out, and counted if long."""
    if len(value) <= limit:
        return one_line(value)
    head, tail = value[: limit * 2 // 3], value[-limit // 3 :]
    if " " in head.strip() and " " in tail.strip():  # between words
        head, tail = head.rpartition(" ")[0], tail.partition(" ")[2]
    left = len(value) - len(head) - len(tail)
    return one_line(f"{head} {'…' if left < limit else f'[… {left:,} characters …]'} {tail}")


def written(value: object) -> str:
    """A text as it is; what is none, in a record that nobody has validated, as its repr."""
    return str(value) if isinstance(value, str) else brief(value)


def _term(value: object) -> Part:
    return Term(value) if isinstance(value, str) else Code(brief(value))


def joined(parts: Iterable[T], separator: T) -> Iterator[T]:
    """Parts with something between them."""
    for index, part in enumerate(parts):
        if index:
            yield separator
        yield part


def enumerated(values: Sequence[Any], parts: Callable[[Any], Iterable[Part]], limit: int) -> Iterator[Part]:
    """The parts of several values, the first of them where they are many."""
    for index, value in enumerate(values[:limit]):
        if index:
            yield " and " if index == len(values) - 1 else ", "
        yield from parts(value)
    if len(values) > limit:
        yield f" and {len(values) - limit:,} more"


# --- values


def meaning(when: When) -> str:
    """What a time means on the calendar."""
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
"""A year or a month in EDTF, that says all that its bounds do."""


def _moment(moment: object) -> str:
    """A day or a time in ISO 8601."""
    if moment is None:
        return ""
    return moment.isoformat() if isinstance(moment, dt.date) else brief(moment)


def _time(when: When) -> Iterator[Part]:
    """What a time means, if more is known of it than how long it lasted."""
    meant = meaning(when)
    if meant != _NOT_RESOLVED or when.duration is None:
        yield f": {meant}"


def _number(quantity: Quantity) -> Iterator[Part]:
    """What a quantity means, if it has a bound or a unit."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        bounds = brief(low)
    else:
        given = (("at least", low), ("at most", high))
        bounds = " and ".join(f"{most} {brief(bound)}" for most, bound in given if bound is not None)
    meant: list[Part] = [f"about {bounds}" if quantity.approximate else bounds] if bounds else []
    meant += [_term(quantity.unit)] if quantity.unit is not None else []
    if meant:
        yield ": "
        yield from joined(meant, " ")


def _maker(generator: Generator) -> Iterator[Part]:
    """The version of what made a bundle, and what sort of maker it is."""
    if generator.version is not None:
        yield from (" ", _term(generator.version))
    yield f" ({words(generator.kind)})"


@attrs.frozen
class _Beginning:
    """How a value begins: the field with its words, and what is told right after them, of which others."""

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
"""What introduces a field of a value, where that is not its label."""

_WORKING = {"anchor", "edtf", "granularity", "rule", "timex"}
"""How a time was resolved, which a brief view leaves out."""


def value_parts(value: Any, *, full: bool = False) -> Iterator[Part]:
    """A value of a class of the model in words.

    Args:
        value: The value.
        full: Whether to tell too how it was found.
    """
    beginning = _BEGINNINGS.get(type(value), _Beginning())
    name, told = beginning.name, {beginning.name, *beginning.told}
    said, span = getattr(value, name, None), getattr(value, "span", None)
    quoted = name == "text"
    if isinstance(span, Span) and span.exact == said:
        told.add("span")
        yield Words(span, quoted)
    elif name:
        yield from ["“", _term(said), "”"] if quoted else [_term(said)]
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
    "unattributed": "the article does not tell who says it",
}
"""What the value of a flag means that is not its default."""

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
    """The values of a field; none for a flag that is as usual. What should be a tuple and is none is one value."""
    value = getattr(owner, field.name)
    if value is None or (field.kind is Kind.FLAG and value is field.default):
        return ()
    return value if isinstance(value, tuple) else (value,)


_HEADLINE = {
    Actor: {"name", "kind"},
    Source: {"kind"},
    Statement: {"kind", "speaker_ids", "unattributed", "addressee_ids", "target_ids"},
    Meeting: {"kind", "name", "participant_ids"},
    Allegation: {"claimant_ids", "unattributed", "accused_ids"},
}
"""The fields that the headline of a record tells."""


def class_of(record: Record) -> str:
    """The class of a record as it is written before the colon of an id."""
    return type(record).__name__.lower()


def body(record: Record) -> list[Part]:
    """The words that a record is about; those that it rests on where it has none."""
    found: object = getattr(record, "content", None) or record.evidence or ()
    spans = found if isinstance(found, tuple) else (found,)
    return list(enumerated(spans, partial(item_parts, field_of(type(record), "evidence")), QUOTES_SHOWN))


def facts(record: Record, bundle: Bundle | None = None) -> Iterator[tuple[Field, list[Part]]]:
    """All that a record says beside its id, its rule, its headline and its body, field by field; its source last.

    Long lists are cut, and what was left out is counted. With a bundle the source is told as the chain of attribution,
    and the evidence is left to the text.
    """
    left_out = {"id", "rule", "content", *_HEADLINE[type(record)]}
    if isinstance(record, Source) and _titled(record):
        left_out.add("title")
    if bundle is not None or not isinstance(record, Statement | Allegation) or not record.content:
        left_out.add("evidence")
    for field in sorted(fields_of(type(record)), key=lambda field: field.to == "source"):
        values = () if field.name in left_out else values_of(field, record)
        if not values or values[0] in (Certainty.UNSPECIFIED, AllegationForm.UNSPECIFIED):
            continue
        if field.to == "source" and bundle is not None and not isinstance(record, Actor):
            steps = shorten(bundle.attribution(record).label, QUOTE_SHOWN).split(" → ")
            yield field, list(joined(map(Term, steps), " → "))
        else:
            limit = QUOTES_SHOWN if field.kind is Kind.WORDS else NAMES_SHOWN
            yield field, list(enumerated(values, partial(item_parts, field), limit))


_ARTICLE = {"publisher": "", "published": "", "language": "", "editors": "edited by ", "url": ""}
"""The fields of an article that come first, and what introduces them in the place of their label."""


def article_facts(article: Article, generator: Generator | None = None) -> Iterator[list[Part]]:
    """What is known of an article beside its title and its text, and who made the bundle."""
    for field in sorted(fields_of(Article), key=lambda field: [*_ARTICLE, field.name].index(field.name)):
        values = values_of(field, article)
        if values and field.name not in {"id", "text", "title", "publisher_id", "sha256"}:
            lead = _ARTICLE.get(field.name, f"{field.label} ")
            yield [lead, *enumerated(values, partial(item_parts, field), NAMES_SHOWN)]
    if generator is not None:
        yield ["made by ", *value_parts(generator)]


# --- records


def title_of(bundle: Bundle) -> str:
    """What a bundle's article is called: by its title, else by that of its own source, else by its id."""
    own = (source.title for source in bundle.sources if source.kind is SourceKind.ARTICLE)
    return bundle.article.title or next(own, None) or bundle.article.id


def names(bundle: Bundle, ids: Sequence[str]) -> str:
    """The names of actors as they are, joined; empty where there are none."""
    found = [bundle.actor(id).name for id in ids]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


@attrs.frozen
class Headline:
    """A record in a line: who does what to whom.

    Attributes:
        subject: Who or what it is.
        does: The word that says what it is or does. An allegation says that it is one.
        rest: To whom, about whom, by whom.
        form: How the three are joined where nothing but text can tell them apart.
    """

    subject: list[Part]
    does: str
    rest: list[Part]
    form: str


def headline_of(record: Record) -> Headline:
    """The headline of a record."""
    if isinstance(record, Actor):
        return Headline([_term(record.name)], words(record.kind), [], "{} ({}){}")
    if isinstance(record, Source):
        subject = _term(record.title) if _titled(record) else Ref(record.id)
        return Headline([subject], words(record.kind), [], "{} ({}){}")
    if isinstance(record, Statement):
        rest = [*_names(record.addressee_ids, "", " to "), *_names(record.target_ids, "", ", about ")]
        itself: list[Part] = ["Somebody"] if record.unattributed else _names(record.source_id, "Somebody")
        return Headline(_names(record.speaker_ids, "") or itself, words(record.kind), rest, "{}: {}{}")
    if isinstance(record, Meeting):
        name: list[Part] = [] if record.name is None else [_term(record.name), ": "]
        people = [*name, *_names(record.participant_ids, "participants not named")]
        return Headline(people, words(record.kind), [], f"{{}} ({{}}, {words(record.status)}){{}}")
    claimants = _names(record.claimant_ids, "an unnamed claimant", " by ")
    step = "" if record.form is AllegationForm.UNSPECIFIED else f"{words(record.form)}, "
    form = f"{{}}, {{}}{{}} ({step}{words(record.status)})"
    return Headline(_names(record.accused_ids, "Somebody"), "alleged", claimants, form)


def _titled(source: Source) -> bool:
    """Whether a source is called by its title: the article is by its publisher."""
    return source.title is not None and source.kind is not SourceKind.ARTICLE


def _names(ids: object, nobody: str, lead: str = "") -> list[Part]:
    given = ids if isinstance(ids, tuple) else (ids,)
    if not given:
        return [lead, nobody] if nobody else []
    return [lead, *enumerated(given, lambda one: [Ref(one) if isinstance(one, str) else _term(one)], NAMES_SHOWN)]


def headline(bundle: Bundle, record: Record) -> str:
    """A record in a line of plain text."""
    line = headline_of(record)
    return line.form.format(plain(line.subject, bundle), line.does, plain(line.rest, bundle))


def words_of(record: Record) -> Iterator[tuple[str, Span]]:
    """All words of the article in a record, each with the name of the field that they belong to."""
    for path, value in walk(record):
        if isinstance(value, Span):
            yield path.partition(".")[0].partition("[")[0], value


def records_of(bundle: Bundle, name: str) -> tuple[Record, ...]:
    """The records of a list, events in the order of the text."""
    events = tuple(event for event in bundle.events if isinstance(event, LISTS[name]))
    found: tuple[Record, ...] = getattr(bundle, name)
    return events or found


def called(bundle: Bundle | None, id: str) -> str | None:
    """What a record is called in others that refer to it; None where it is not known."""
    record = None if bundle is None else bundle.get(id)
    if bundle is None or record is None:
        return None
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Source):
        return source_label(bundle, record)
    if isinstance(record, Meeting):
        return record.name or headline(bundle, record)
    said = shorten(record.content[0].exact, 60).strip("“”") if record.content else None
    return headline(bundle, record) if said is None else f"“{said}”"


def plain(parts: Iterable[Part], bundle: Bundle | None = None, *, spans: bool = False) -> str:
    """Parts as one line of plain text; with ``spans``, words of the article with their offsets."""
    return one_line("".join(_plain(part, bundle, spans) for part in parts))


def offsets(span: Span) -> str:
    """The offsets of a span as Python slices a text by them."""
    return f"[{written(span.start)}:{written(span.end)}]"


def _plain(part: Part, bundle: Bundle | None, spans: bool) -> str:
    if isinstance(part, Words):
        exact = shorten(written(part.span.exact), QUOTE_SHOWN)
        at = f" {offsets(part.span)}" if spans else ""
        return f"“{exact}”{at}" if part.quoted else f"{exact}{at}"
    if isinstance(part, Ref):
        return called(bundle, part) or str(part)
    return shorten(part, QUOTE_SHOWN) if isinstance(part, Term) else str(part)
