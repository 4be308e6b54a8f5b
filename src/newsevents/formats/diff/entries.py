"""A difference between two bundles in words: what its views show, in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.comparison.difference import ChangedRecord, ClassDifference, Difference, FieldChange
from newsevents.comparison.matching import first, plain
from newsevents.formats._views.segments import segments
from newsevents.formats._views.wording import actor_line, details, headline, source_line, when_words, words
from newsevents.model.records import LISTS, REFERENCES, Actor, Allegation, Record, Source, Statement
from newsevents.model.values import Place, Quantity, Role, Span, When, brief_value

__all__ = ["Entry", "Piece", "Row", "article_rows", "counts", "entries", "makers", "one_line"]

T = TypeVar("T")


@attrs.frozen
class Piece:
    """A stretch of a value: ``-`` where only the first bundle has it, ``+`` where only the second, empty where both."""

    mark: str
    text: str


@attrs.frozen
class Row:
    """A field that differs, or words that tell which record it is."""

    name: str
    pieces: tuple[Piece, ...]


@attrs.frozen
class Entry:
    """A record that differs: ``-`` where it is gone, ``+`` where it is new, ``~`` where it is changed."""

    mark: str
    head: str
    rows: tuple[Row, ...]


def entries(difference: Difference, name: str) -> list[Entry]:
    """The entries of a class, in the order of the text."""
    found: ClassDifference[Actor] = getattr(difference, name)
    before, after = difference.before, difference.after
    naming = Naming(difference)
    gone = [(first(record), Entry("-", _head(before, record), _facts(before, record))) for record in found.removed]
    new = [(first(record), Entry("+", _head(after, record), _facts(after, record))) for record in found.added]
    changed = [(first(one.before), naming.entry(one)) for one in found.changed]
    return [entry for _, entry in sorted([*gone, *new, *changed], key=lambda pair: pair[0])]


def _head(bundle: Bundle, record: Record) -> str:
    if isinstance(record, Actor):
        return one_line(actor_line(record))
    return one_line(source_line(bundle, record) if isinstance(record, Source) else headline(bundle, record))


def _facts(bundle: Bundle, record: Record) -> tuple[Row, ...]:
    if isinstance(record, Actor | Source):
        return ()
    return tuple(Row("", (Piece("", one_line(line)),)) for line in details(bundle, record))


_LABELS = {
    "accused_ids": "accused",
    "by_ids": "by",
    "disputes_ids": "disputes",
    "speaker": "named as",
    "supports_ids": "supports",
}
"""The fields whose label is not their name."""


class Naming:
    """Puts the values of both bundles into words."""

    def __init__(self, difference: Difference) -> None:
        self.before, self.after = difference.before, difference.after
        lists: list[ClassDifference[Actor]] = [getattr(difference, name) for name in LISTS]
        self.same = {one.after.id: one.before.id for found in lists for one in found.changed}
        self.same |= {after.id: before.id for found in lists for before, after in found.equal}

    def entry(self, one: ChangedRecord[Actor]) -> Entry:
        record: Record = one.before
        rows = [self.row(change) for change in one.changes]
        if isinstance(record, Statement | Allegation) and all(row.name != "content" for row in rows):
            rows.insert(0, Row("content", tuple(_covering(record.content, record.content))))
        return Entry("~", _head(self.before, record), tuple(rows))

    def row(self, change: FieldChange) -> Row:
        name, before, after = change.field, change.before, change.after
        label = _LABELS.get(name) or words(name.replace("_ids", "s").removesuffix("_id"))
        if isinstance(before, tuple) and isinstance(after, tuple):
            if name != "mentions" and all(isinstance(item, Span) for item in before + after):
                pieces = tuple(_covering(before, after))
                if any(piece.mark for piece in pieces):  # else the same words are divided in another way
                    return Row(label, pieces)
            return Row(label, tuple(_between(self.items(name, before, after), ", ")))
        mine, other = self.words(self.before, name, before), self.words(self.after, name, after)
        if mine == other:
            mine, other = _details_of(before, after), _details_of(after, before)
        return Row(label, tuple(_between([Piece("-", mine)] * bool(mine) + [Piece("+", other)] * bool(other), " ")))

    def items(self, name: str, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[Piece]:
        """What a list keeps, loses and gains; places where an actor is mentioned are counted where they are kept."""
        cls = REFERENCES.get(name)
        mine = [plain(item, None, cls=cls) for item in before]
        theirs = [plain(item, self.same, cls=cls) for item in after]
        gone, new = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
        kept = Counter(mine) - gone
        if name == "mentions":
            if kept:
                yield Piece("", f"{kept.total()} the same")
        else:
            yield from (Piece("", self.words(self.before, name, item)) for item in _taken(before, mine, kept))
        yield from (Piece("-", self.words(self.before, name, item)) for item in _taken(before, mine, gone))
        yield from (Piece("+", self.words(self.after, name, item)) for item in _taken(after, theirs, new))

    def words(self, bundle: Bundle, name: str, value: object) -> str:
        """A value in words; empty where there is none."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, When):
            return one_line(when_words(value))
        if isinstance(value, Span):
            return one_line(f"“{value.exact}” at {value.start}")
        if isinstance(value, Role):
            of = f" of {bundle.actor(value.of_id).name}" if value.of_id is not None else ""
            return one_line(f"{value.title}{of}{_at(value.span)}")
        if isinstance(value, Place):
            return one_line(", ".join(part for part in (value.name, value.country) if part))
        if isinstance(value, Quantity):
            low, high = ("…" if bound is None else bound for bound in (value.low, value.high))
            return one_line(f"{value.text} ({low} to {high} {value.unit or ''}{_at(value.span)})")
        if isinstance(value, StrEnum):
            return words(value)
        if name in REFERENCES and isinstance(value, str):
            return _called(bundle, bundle[value])
        return one_line(str(value))


def _taken(items: Iterable[T], keys: Iterable[Hashable], wanted: Counter[Hashable]) -> Iterator[T]:
    """The items with the keys that are wanted, each as often as it is wanted."""
    left = Counter(wanted)
    for item, key in zip(items, keys, strict=True):
        if left[key] > 0:
            left[key] -= 1
            yield item


def _called(bundle: Bundle, record: Record) -> str:
    """A record as others refer to it, in a few words."""
    if isinstance(record, Actor):
        return one_line(record.name)
    if isinstance(record, Source):
        return one_line(record.title or words(record.kind))
    return _head(bundle, record)


def _details_of(value: object, other: object) -> str:
    """The fields in which a value differs from another that is worded in the same way."""
    if not isinstance(value, When | Place):
        return "" if value is None else one_line(str(value))
    fields = [field.name for field in attrs.fields(type(value))]
    parts = [name for name in fields if getattr(value, name) != getattr(other, name, None)]
    return "; ".join(f"{words(name)} {brief_value(getattr(value, name))}" for name in parts)


def _at(span: Span | None) -> str:
    return "" if span is None else f" at {span.start}"


def one_line(text: str) -> str:
    """A text with white space as single spaces."""
    return " ".join(text.split())


def _between(pieces: Iterable[Piece], separator: str) -> Iterator[Piece]:
    for index, piece in enumerate(pieces):
        if index:
            yield Piece("", separator)
        yield piece


def _covering(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Piece]:
    """The words of both in the order of the text, divided where they are no longer those of the one or of the other."""
    for mark, parts in groupby(_stretches(before, after), key=lambda piece: piece.mark):
        yield Piece(mark, _shortened(_SPACE.sub(" ", "".join(part.text for part in parts))))


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


_SPACE = re.compile(r"\s+")
_LIMIT = 400
"""The most code points that are shown of a stretch."""


def _shortened(text: str) -> str:
    return text if len(text) <= _LIMIT else f"{text[: _LIMIT // 2]} … {text[-_LIMIT // 2 :]}"


def makers(difference: Difference) -> tuple[str, str]:
    """What made the two bundles."""
    names = []
    for bundle, default in ((difference.before, "before"), (difference.after, "after")):
        generator = bundle.generator
        parts = () if generator is None else (generator.name, generator.version, f"({generator.kind})")
        names.append(one_line(" ".join(part for part in parts if part)) or default)
    return names[0], names[1]


def counts(difference: Difference) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """For each class, how many records were removed, added and changed, and how many are equal."""
    for name in LISTS:
        found: ClassDifference[Actor] = getattr(difference, name)
        yield name, (len(found.removed), len(found.added), len(found.changed), len(found.equal))


def article_rows(difference: Difference) -> tuple[Row, ...]:
    """The fields of the article that differ."""
    naming = Naming(difference)
    return tuple(naming.row(change) for change in difference.article)
