"""A difference between two bundles in words: the content of its views, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.comparison.difference import ChangedRecord, ClassDifference, Difference, FieldChange
from newsevents.comparison.matching import first
from newsevents.comparison.matching import plain as comparable
from newsevents.formats._views.plain import lines
from newsevents.formats._views.records import headline, plain
from newsevents.formats._views.segments import segments
from newsevents.formats._views.wording import item_parts, joined, one_line, shorten, value_parts
from newsevents.model.fields import Field, field_of, fields_of
from newsevents.model.records import LISTS, Actor, Allegation, Article, Record, Statement
from newsevents.model.values import Generator, Span, brief_value

T = TypeVar("T")

_LIMIT = 400
"""The most code points shown of a stretch."""


@attrs.frozen
class Piece:
    """A stretch of a value: ``-`` if only the first bundle has it, ``+`` if only the second, empty if both have it."""

    mark: str
    text: str


@attrs.frozen
class Row:
    """A field that differs, or words that identify the record."""

    name: str
    pieces: tuple[Piece, ...]


@attrs.frozen
class Entry:
    """A record that differs: ``-`` if it was removed, ``+`` if it is new, ``~`` if it changed."""

    mark: str
    head: str
    rows: tuple[Row, ...]


def entries(difference: Difference, name: str) -> list[Entry]:
    """The entries of a class, in the order of the text."""
    found: ClassDifference[Actor] = getattr(difference, name)
    naming = Naming(difference)
    gone = [(first(record), _whole("-", difference.before, record)) for record in found.removed]
    new = [(first(record), _whole("+", difference.after, record)) for record in found.added]
    changed = [(first(one.before), naming.entry(one)) for one in found.changed]
    return [entry for _, entry in sorted([*gone, *new, *changed], key=lambda pair: pair[0])]


def _whole(mark: str, bundle: Bundle, record: Record) -> Entry:
    rows = (Row("", (Piece("", line),)) for line in lines(bundle, record))
    return Entry(mark, headline(bundle, record), tuple(rows))


class Naming:
    """Puts the values of both bundles into words."""

    def __init__(self, difference: Difference) -> None:
        self.before, self.after = difference.before, difference.after
        found: list[ClassDifference[Actor]] = [getattr(difference, name) for name in LISTS]
        self.same = {one.after.id: one.before.id for of_class in found for one in of_class.changed}
        self.same |= {after.id: before.id for of_class in found for before, after in of_class.equal}

    def entry(self, one: ChangedRecord[Actor]) -> Entry:
        """The entry for a record in both bundles, with the fields that differ."""
        record: Record = one.before
        rows = [self.row(type(record), change) for change in one.changes]
        if isinstance(record, Statement | Allegation) and all(row.name != "content" for row in rows):
            rows.insert(0, Row("content", tuple(_covering(record.content, record.content))))
        return Entry("~", headline(self.before, record), tuple(rows))

    def row(self, cls: type[Article | Record], change: FieldChange) -> Row:
        """A field that differs, with the values of both bundles."""
        field, before, after = field_of(cls, change.field), change.before, change.after
        if isinstance(before, tuple) and isinstance(after, tuple):
            if field.cls is Span and field.name != "mentions":
                pieces = tuple(_covering(before, after))
                if any(piece.mark for piece in pieces):  # otherwise the same words are divided differently
                    return Row(field.label, pieces)
            return Row(field.label, tuple(joined(self.items(field, before, after), Piece("", ", "))))
        mine, other = _words(self.before, field, before), _words(self.after, field, after)
        if mine == other:
            mine, other = _details(before, after), _details(after, before)
        pieces = tuple(Piece(mark, text) for mark, text in (("-", mine), ("+", other)) if text)
        return Row(field.label, tuple(joined(pieces, Piece("", " "))))

    def items(self, field: Field, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[Piece]:
        """The items that a list keeps, loses and gains. Kept mentions of an actor are only counted."""
        mine = [comparable(item, None, cls=field.to) for item in before]
        theirs = [comparable(item, self.same, cls=field.to) for item in after]
        gone, new = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
        kept = Counter(mine) - gone
        if field.name == "mentions":
            yield from [Piece("", f"{kept.total()} the same")] if kept else []
        else:
            yield from (Piece("", _words(self.before, field, item)) for item in _taken(before, mine, kept))
        yield from (Piece("-", _words(self.before, field, item)) for item in _taken(before, mine, gone))
        yield from (Piece("+", _words(self.after, field, item)) for item in _taken(after, theirs, new))


def _words(bundle: Bundle, field: Field, value: object) -> str:
    """A value in words; words of the article have their offsets. Empty if there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    span = value if isinstance(value, Span) else getattr(value, "span", None)
    at = f" at {span.start}" if field.many and span is not None else ""
    return f"{plain(item_parts(field, value), bundle)}{at}"


def _details(value: object, other: object) -> str:
    """The fields in which two values differ that have the same wording."""
    fields = fields_of(type(value))
    given = {field.label: getattr(value, field.name) for field in fields}
    theirs = {field.label: getattr(other, field.name, None) for field in fields}
    parts = [f"{label} {brief_value(one)}" for label, one in given.items() if one != theirs[label]]
    return one_line("; ".join(parts) if fields else str(value or ""))


def _taken(items: Iterable[T], keys: Iterable[Hashable], wanted: Counter[Hashable]) -> Iterator[T]:
    """The items with the wanted keys, each as often as wanted."""
    left = Counter(wanted)
    for item, key in zip(items, keys, strict=True):
        if left[key] > 0:
            left[key] -= 1
            yield item


def _covering(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Piece]:
    """The words of both in the order of the text, divided where they start or stop being those of one or the other."""
    for mark, parts in groupby(_stretches(before, after), key=lambda piece: piece.mark):
        yield Piece(mark, shorten("".join(part.text for part in parts), _LIMIT))


def _stretches(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Piece]:
    spans = [*before, *after]
    offset = min((span.start for span in spans), default=0)
    length = max((span.end for span in spans), default=0) - offset
    for part in segments(length, [(span.start - offset, span.end - offset) for span in spans]):
        if not part.marks:
            yield Piece("", " … ")
            continue
        span = spans[part.marks[0]]
        words = span.exact[part.start + offset - span.start : part.end + offset - span.start]
        ours, theirs = part.marks[0] < len(before), part.marks[-1] >= len(before)
        yield Piece("" if ours and theirs else "-" if ours else "+", words)


def makers(difference: Difference) -> tuple[str, str]:
    """The generators of the two bundles."""

    def maker(generator: Generator | None, default: str) -> str:
        return default if generator is None else plain(value_parts(generator))

    return maker(difference.before.generator, "before"), maker(difference.after.generator, "after")


def counts(difference: Difference) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """For each class, the numbers of records that were removed, added and changed, and of those that are equal."""
    for name in LISTS:
        found: ClassDifference[Actor] = getattr(difference, name)
        yield name, (len(found.removed), len(found.added), len(found.changed), len(found.equal))


def article_rows(difference: Difference) -> tuple[Row, ...]:
    """The fields of the article that differ."""
    naming = Naming(difference)
    return tuple(naming.row(Article, change) for change in difference.article)
