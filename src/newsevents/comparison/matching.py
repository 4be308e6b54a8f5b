"""Which record of one bundle corresponds to which record of another, even if ids, words or references differ."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import Field, fields_of, walk
from newsevents.model.records import BY_REFERENCE, Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Span

T = TypeVar("T", bound=Hashable)

ENOUGH = 0.5
"""The smallest share of words, names or members that two records of the same thing have in common."""

Same: TypeAlias = Mapping[str, str] | None
"""For each id of the second bundle, the id of its partner in the first, if any; None for the first bundle itself."""

Intervals: TypeAlias = tuple[tuple[int, int], ...]

_CROWD = 100
"""The largest group that is compared by its members."""

_NEAR = 16
"""The most records at one place that a record is compared with, which bounds the work for crowded places."""

_WORD = re.compile(r"\w+")


def first(record: Record) -> tuple[int, int]:
    """Where a record begins in the text; the article as a source, which needs no evidence, comes before everything."""
    return min(((span.start, span.end) for span in record.evidence), default=(-1, -1))


@attrs.frozen
class Side:
    """One of two bundles, in terms that are comparable for both.

    Attributes:
        bundle: The bundle.
        same: The partners of its records in the first bundle; None if it is the first.
        offset: Converts an offset to the unit of comparison: code points, or words.
    """

    bundle: Bundle
    same: Same
    offset: Callable[[int], int]
    _leaves: dict[str, frozenset[str]] = attrs.field(factory=dict, init=False)

    def actors(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Actors by their ids in the first bundle, with groups replaced by their members unless they are too large."""
        for id in ids:
            if id not in self._leaves:
                members = self.bundle.members(id)
                told = [one.id for one in members] if len(members) <= _CROWD else [id]
                self._leaves[id] = frozenset(_partner(one, self.same) for one in told)
        return frozenset().union(*(self._leaves[id] for id in ids))

    def stretches(self, spans: Iterable[Span]) -> Intervals:
        """Spans as ordered stretches that do not overlap."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted((self.offset(span.start), self.offset(span.end)) for span in spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            elif start < end:
                merged.append((start, end))
        return tuple(merged)


@attrs.frozen
class Matches:
    """The records that two bundles have in common.

    Attributes:
        ours: The first bundle.
        theirs: The second.
        pairs: The pairs, list by list, in the order of the text of the first.
    """

    ours: Side
    theirs: Side
    pairs: dict[str, list[tuple[Any, Any]]]


def match(ours: Bundle, theirs: Bundle, *, strict: bool = False) -> Matches:
    """Pair the records of two bundles of one text, class by class, one to one.

    First come records that are equal except for their ids, then those with the same id and words in common, then those
    whose evidence overlaps most and who name the same actors, and last those that have only the id in common. The
    best pairs come first; equally good pairs are in the order of the text. Swapping the sides gives the same pairs.

    Args:
        ours: The first bundle.
        theirs: The second.
        strict: Whether records match only if `newsevents.compare` counts them as the same, the best overlap first: ids
            are ignored, and half of the words that either has must be in both. Otherwise half of the words of the
            shorter one is enough.
    """
    same: dict[str, str] = {}
    offset: Callable[[int], int] = functools.partial(bisect_left, _word_starts(ours, theirs)) if strict else int
    sides = Side(ours, None, offset), Side(theirs, same, offset)
    pairs = {}
    for name in BY_REFERENCE:
        mine, other = (
            [
                _Candidate.of(place, record, side, strict)
                for place, record in enumerate(sorted(getattr(side.bundle, name), key=first))
            ]
            for side in sides
        )
        pairs[name] = _pairs(mine, other, strict)
        same.update((their.id, our.id) for our, their in pairs[name])
    return Matches(*sides, pairs)


def _word_starts(*bundles: Bundle) -> list[int]:
    """The offsets at which the words of any span begin."""
    records = (record for bundle in bundles for record in bundle.records)
    spans = {value for record in records for _, value in walk(record) if isinstance(value, Span)}
    return sorted({span.start + word.start() for span in spans for word in _WORD.finditer(span.exact)})


def _pairs(ours: list[_Candidate], theirs: list[_Candidate], strict: bool) -> list[tuple[Record, Record]]:
    found = dict(_equal(ours, theirs))
    taken = set(found.values())
    left = [one for one in ours if one.place not in found], [one for one in theirs if one.place not in taken]
    found |= _best(*left, strict)
    return [(ours[i].record, theirs[j].record) for i, j in sorted(found.items())]


# --- the content of a record


def plain_fields(owner: object, same: Same, *, rules: bool = False) -> dict[str, Hashable]:
    """The content of an article, a record or a value, field by field, as values that are equal for equal content.

    The id is left out and so, unless asked for, are the rules. Spans become their positions, references become the ids
    of the partners in the first bundle, and lists lose their order.

    Args:
        owner: The object.
        same: The partners of the records of the second bundle; None for an object of the first.
        rules: Whether rules count as content.
    """
    return {
        field.name: plain(getattr(owner, field.name), same, rules, field.to)
        if field.name != "alternatives"
        else getattr(owner, field.name)  # the order of other readings shows which is likelier
        for field in fields_of(type(owner))
        if field.name != "id" and (rules or field.name != "rule")
    }


def plain(value: object, same: Same, rules: bool = False, cls: str | None = None) -> Hashable:
    """The value of a field in the form of `plain_fields`.

    Args:
        value: The value.
        same: As in `plain_fields`.
        rules: As in `plain_fields`.
        cls: The class of the records that the value refers to, if it is one or more references.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if cls is None else _partner(value, same)
    if isinstance(value, Span):
        return value.start, value.end
    if isinstance(value, tuple):
        return frozenset(Counter(plain(item, same, rules, cls) for item in value).items())
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)  # 1 and 1.0 are different, as in the model
    return tuple(plain_fields(value, same, rules=rules).values())


def _partner(id: str, same: Same) -> str:
    """The id of a record's partner in the first bundle, or an id that no record has."""
    return id if same is None else same.get(id, f"+{id}")


# --- candidates


@attrs.frozen(eq=False)
class _Candidate:
    """A record with the properties by which it is compared.

    Attributes:
        place: Its position among the records of its bundle and class, in the order of the text.
        record: The record.
        content: Its content, without references to records of its own class, whose partners are not known yet.
        called: Its names, the usual one first.
        whom: The actors that it names, each with the field.
        keys: Keys that make it worth comparing with any record that shares one, wherever they are in the text.
        marks: The places that distinguish it from others: the content of what is said, the mentions of an actor.
        focus: The same places as stretches.
        evidence: The stretches that support it.
    """

    place: int
    record: Record
    content: Hashable
    called: tuple[str, ...]
    whom: frozenset[tuple[str, str]]
    keys: frozenset[Hashable]
    marks: frozenset[tuple[int, int]]
    focus: Intervals
    evidence: Intervals

    @classmethod
    def of(cls, place: int, record: Record, side: Side, strict: bool) -> _Candidate:
        own: Any = type(record)
        fields, foreign = plain_fields(record, side.same), _foreign(own)
        called = (getattr(record, "name", None), getattr(record, "title", None), *getattr(record, "aliases", ()))
        names = tuple(name.casefold() for name in called if name is not None)
        whom = {
            (field.name, id)
            for field in fields_of(type(record))
            if field.to == "actor" and field.name in foreign
            for id in side.actors(field.items(record))
        }
        keys: set[Hashable] = {("called", name) for name in names}
        if _is_article(record):
            keys.add("the article")
        if not strict:
            keys.add(record.id)
        elif isinstance(record, Meeting):
            keys |= whom
        focus: tuple[Span, ...] = getattr(record, "mentions", ()) or getattr(record, "content", ())
        return cls(
            place=place,
            record=record,
            content=tuple(fields[name] for name in foreign),
            called=names,
            whom=frozenset(whom),
            keys=frozenset(keys),
            marks=frozenset((span.start, span.end) for span in focus),
            focus=side.stretches(focus),
            evidence=side.stretches(record.evidence),
        )


def _is_article(record: Record) -> bool:
    """Whether a record is the article as a source; each bundle has one."""
    return isinstance(record, Source) and record.via_id is None


@functools.cache
def _foreign(cls: Any) -> list[str]:
    """The fields of a class, as in `plain_fields`, that do not refer to records of the class itself."""
    own = cls.__name__.lower()

    def refers(field: Field) -> bool:
        return field.to == own or any(map(refers, fields_of(field.cls)))

    return [field.name for field in fields_of(cls) if field.name not in ("id", "rule") and not refers(field)]


def _grouped(
    ours: Sequence[_Candidate], theirs: Sequence[_Candidate], keys: Callable[[_Candidate], Iterable[T]]
) -> dict[T, tuple[list[int], list[int]]]:
    """The indices of the records of both sides for each of their keys."""
    groups: dict[T, tuple[list[int], list[int]]] = {}
    for side, candidates in enumerate((ours, theirs)):
        for index, one in enumerate(candidates):
            for key in keys(one):
                groups.setdefault(key, ([], []))[side].append(index)
    return groups


def _equal(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the same content; among several, first those with the same id, then in order."""
    for mine, other in _grouped(ours, theirs, lambda one: [one.content]).values():
        by_id = {theirs[j].record.id: j for j in other}
        same = {i: by_id[ours[i].record.id] for i in mine if ours[i].record.id in by_id}
        yield from same.items()
        taken = set(same.values())
        yield from zip([i for i in mine if i not in same], [j for j in other if j not in taken], strict=False)


def _best(ours: Sequence[_Candidate], theirs: Sequence[_Candidate], strict: bool) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have most in common, the best pair first."""
    sharing = _grouped(ours, theirs, lambda one: one.keys).values()
    options: list[tuple[list[float], int, int, int, int]] = []
    for i, j in {*_touching(ours, theirs), *(both for lists in sharing for both in _abreast(*lists))}:
        closeness = _closeness(ours[i], theirs[j], strict)
        if closeness is not None:
            options.append(([-one for one in closeness], i + j, abs(i - j), i, j))
    mine: set[int] = set()
    other: set[int] = set()
    for *_, i, j in sorted(options):
        if i not in mine and j not in other:
            mine.add(i)
            other.add(j)
            yield ours[i].place, theirs[j].place


def _abreast(mine: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair each item of one list with the items near its own position in the other."""
    for place, i in enumerate(mine):
        for j in other[max(0, place - _NEAR + 1) : place + _NEAR]:
            yield i, j


def _touching(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """The indices of records whose stretches overlap, by a sweep over the text; if there are many, only the nearest."""
    begins = _grouped(ours, theirs, lambda one: {*one.focus, *one.evidence})
    open_: tuple[dict[tuple[int, int, int], int], dict[tuple[int, int, int], int]] = ({}, {})
    ends: list[tuple[int, int, tuple[int, int, int]]] = []
    for start, end in sorted(begins):
        while ends and ends[0][0] <= start:
            _, side, key = heapq.heappop(ends)
            del open_[side][key]
        mine, other = begins[start, end]
        yield from _abreast(mine, other)
        yield from ((i, j) for j in islice(reversed(open_[1].values()), _NEAR) for i in mine)
        yield from ((i, j) for i in islice(reversed(open_[0].values()), _NEAR) for j in other)
        for side, indices in enumerate((mine, other)):
            for index in indices:
                key = start, end, index
                open_[side][key] = index
                heapq.heappush(ends, (end, side, key))


# --- the closeness of two records


def _closeness(one: _Candidate, other: _Candidate, strict: bool) -> tuple[float, ...] | None:
    """The closeness of two records: greater means closer; None if they have nothing to do with each other."""
    focus, evidence = overlap(one.focus, other.focus), overlap(one.evidence, other.evidence)
    share = _share(one, other, focus, evidence, strict)
    if strict:
        return (share,) if share >= ENOUGH else None
    same_id = one.record.id == other.record.id
    if share < ENOUGH:
        return (0, 0) if same_id else None
    named = bool(one.called and other.called) and one.called[0] == other.called[0]
    names = jaccard({*one.called, *one.whom}, {*other.called, *other.whom})
    kind = getattr(one.record, "kind", 0) == getattr(other.record, "kind", 1)
    return 2 if same_id else 1, 4 * named + 3 * focus.jaccard + 2 * evidence.jaccard + names + 0.5 * kind


def _share(one: _Candidate, other: _Candidate, focus: Overlap, evidence: Overlap, strict: bool) -> float:
    """How much two records have in common; with `ENOUGH`, they are the same."""
    record = one.record
    if isinstance(record, Actor):
        return _naming(one, other) or (0.0 if strict else focus.jaccard)
    if _is_article(record) or _is_article(other.record):
        return float(_is_article(record) and _is_article(other.record))
    if isinstance(record, Source) and not strict and one.called and one.called == other.called:
        return 1.0
    if isinstance(record, Meeting) and strict:
        return max(jaccard(_participants(one), _participants(other)), evidence.jaccard)
    by_focus = bool(one.focus and other.focus) or (strict and isinstance(record, Statement | Allegation))
    return (focus if by_focus else evidence).share(strict)


def _naming(one: _Candidate, other: _Candidate) -> float:
    """How certain it is that two actors are one: by usual name, other names, or places where both are mentioned."""
    if one.called[0] == other.called[0]:
        return 1.0
    if not {*one.called}.isdisjoint(other.called):
        return 0.9
    shared = jaccard(one.marks, other.marks)
    return 0.5 + 0.3 * shared if shared else 0.0


def _participants(meeting: _Candidate) -> set[str]:
    return {id for field, id in meeting.whom if field == "participant_ids"}


@attrs.frozen
class Overlap:
    """How far two sets of stretches overlap.

    Attributes:
        jaccard: The share of their union that both cover.
        contained: The share of the shorter set that the other covers.
    """

    jaccard: float
    contained: float

    def share(self, strict: bool) -> float:
        """The share that counts: of the union if strict, else of the shorter set."""
        return self.jaccard if strict else self.contained


def overlap(one: Intervals, other: Intervals) -> Overlap:
    """The overlap of two sets of stretches."""
    if one == other:
        return Overlap(1.0, 1.0) if one else Overlap(0.0, 0.0)
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    if not shared:
        return Overlap(0.0, 0.0)
    lengths = [sum(end - start for start, end in stretches) for stretches in (one, other)]
    return Overlap(shared / (sum(lengths) - shared), shared / min(lengths))


def jaccard(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """The Jaccard index of two sets: the share of their union that is in both; 0 for empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0
