"""Which record of one bundle is which record of another, though ids, words or references differ."""

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
"""The share of their words, names or members that two records of one thing have in common at least."""

Same: TypeAlias = Mapping[str, str] | None
"""By id the partner in the first bundle of each record of the second that has one; None for the first bundle itself."""

Intervals: TypeAlias = tuple[tuple[int, int], ...]

_CROWD = 100
"""The most members of a group that are compared each time that it speaks or meets."""

_NEAR = 16
"""With how many others at the same place a record is compared at most: what bounds the work for many at one place."""

_WORD = re.compile(r"\w+")


def first(record: Record) -> tuple[int, int]:
    """Where a record begins in the text; the article as a source, which needs no evidence, before everything."""
    return min(((span.start, span.end) for span in record.evidence), default=(-1, -1))


@attrs.frozen
class Side:
    """One of two bundles, in terms that are the same for both.

    Attributes:
        bundle: The bundle.
        same: The partners of its records in the first bundle; None where it is the first.
        offset: The measure of a place in the text: in code points, or in words.
    """

    bundle: Bundle
    same: Same
    offset: Callable[[int], int]
    _leaves: dict[str, frozenset[str]] = attrs.field(factory=dict, init=False)

    def actors(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Actors by their ids in the first bundle, groups as their members unless they are a crowd."""
        for id in ids:
            if id not in self._leaves:
                members = self.bundle.members(id)
                told = [one.id for one in members] if len(members) <= _CROWD else [id]
                self._leaves[id] = frozenset(_partner(one, self.same) for one in told)
        return frozenset().union(*(self._leaves[id] for id in ids))

    def stretches(self, spans: Iterable[Span]) -> Intervals:
        """Spans as stretches in order that do not overlap."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted((self.offset(span.start), self.offset(span.end)) for span in spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            elif start < end:
                merged.append((start, end))
        return tuple(merged)


@attrs.frozen
class Matches:
    """The records of two bundles that are the same.

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

    First those that are equal but for their ids, then those with an equal id and words in common, then by how much the
    words that support them overlap and whom they name, and last those with nothing but an equal id in common. The best
    pairs come first, equally good ones in the order of the text. Exchanging the sides gives the same pairs.

    Args:
        ours: The first bundle.
        theirs: The second.
        strict: Whether only those are the same that `newsevents.compare` calls so, the best overlap first: ids tell
            nothing, and half of the words that either has are in both. Otherwise half of the shorter is enough.
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
    """Where the words begin that any span has."""
    records = (record for bundle in bundles for record in bundle.records)
    spans = {value for record in records for _, value in walk(record) if isinstance(value, Span)}
    return sorted({span.start + word.start() for span in spans for word in _WORD.finditer(span.exact)})


def _pairs(ours: list[_Candidate], theirs: list[_Candidate], strict: bool) -> list[tuple[Record, Record]]:
    found = dict(_equal(ours, theirs))
    taken = set(found.values())
    left = [one for one in ours if one.place not in found], [one for one in theirs if one.place not in taken]
    found |= _best(*left, strict)
    return [(ours[i].record, theirs[j].record) for i, j in sorted(found.items())]


# --- what a record says


def plain_fields(owner: object, same: Same, *, rules: bool = False) -> dict[str, Hashable]:
    """What an article, a record or a value says, field by field, as values that are equal where it is the same.

    Left out are the id and, unless asked for, the rules. Spans are their positions, references the ids of the partners
    in the first bundle, and lists have no order.

    Args:
        owner: The object.
        same: The partners of the records of the second bundle; None for what is in the first.
        rules: Whether rules count as content.
    """
    return {
        field.name: plain(getattr(owner, field.name), same, rules, field.to)
        if field.name != "alternatives"
        else getattr(owner, field.name)  # the order of other readings says which is likelier
        for field in fields_of(type(owner))
        if field.name != "id" and (rules or field.name != "rule")
    }


def plain(value: object, same: Same, rules: bool = False, cls: str | None = None) -> Hashable:
    """A value of a field as `plain_fields` has it.

    Args:
        value: The value.
        same: As in `plain_fields`.
        rules: As in `plain_fields`.
        cls: The class of the records to which the value refers, if it is a reference or several.
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
        return repr(value)  # 1 is not 1.0, as in the model
    return tuple(plain_fields(value, same, rules=rules).values())


def _partner(id: str, same: Same) -> str:
    """The id of a record's partner in the first bundle, or one that no record has."""
    return id if same is None else same.get(id, f"+{id}")


# --- candidates


@attrs.frozen(eq=False)
class _Candidate:
    """A record with what is compared of it.

    Attributes:
        place: Its place among the records of its bundle and class, in the order of the text.
        record: The record.
        content: What it says, without its references to records of its own class, whose partners are not known yet.
        called: What it is called, its usual name first.
        whom: Whom it names, each with the field.
        keys: What makes it worth comparing with another that has the same, wherever they are in the text.
        marks: The places that tell it from others: the content of what is said, the mentions of an actor.
        focus: The same as stretches.
        evidence: The stretches on which it rests.
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
    """Whether a record is the article as a source, of which each bundle has one."""
    return isinstance(record, Source) and record.via_id is None


@functools.cache
def _foreign(cls: Any) -> list[str]:
    """The fields of a class, as `plain_fields` has them, that do not refer to records of the class itself."""
    own = cls.__name__.lower()

    def refers(field: Field) -> bool:
        return field.to == own or any(map(refers, fields_of(field.cls)))

    return [field.name for field in fields_of(cls) if field.name not in ("id", "rule") and not refers(field)]


def _grouped(
    ours: Sequence[_Candidate], theirs: Sequence[_Candidate], keys: Callable[[_Candidate], Iterable[T]]
) -> dict[T, tuple[list[int], list[int]]]:
    """The indices of the records of both sides under each of their keys."""
    groups: dict[T, tuple[list[int], list[int]]] = {}
    for side, candidates in enumerate((ours, theirs)):
        for index, one in enumerate(candidates):
            for key in keys(one):
                groups.setdefault(key, ([], []))[side].append(index)
    return groups


def _equal(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """Those that say the same: of several the same id first, then in their order."""
    for mine, other in _grouped(ours, theirs, lambda one: [one.content]).values():
        by_id = {theirs[j].record.id: j for j in other}
        same = {i: by_id[ours[i].record.id] for i in mine if ours[i].record.id in by_id}
        yield from same.items()
        taken = set(same.values())
        yield from zip([i for i in mine if i not in same], [j for j in other if j not in taken], strict=False)


def _best(ours: Sequence[_Candidate], theirs: Sequence[_Candidate], strict: bool) -> Iterator[tuple[int, int]]:
    """Those that have most in common, the best pair first."""
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
    """Each of one list with those near its own place in the other."""
    for place, i in enumerate(mine):
        for j in other[max(0, place - _NEAR + 1) : place + _NEAR]:
            yield i, j


def _touching(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """The indices of records whose stretches overlap, by a sweep over the text; of many the nearest."""
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


# --- how close two records are


def _closeness(one: _Candidate, other: _Candidate, strict: bool) -> tuple[float, ...] | None:
    """The greater, the closer two records are; None for records that have nothing to do with each other."""
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
    """How much two records have in common, of which `ENOUGH` makes them the same."""
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
    """How surely two actors are one: by the usual name, by another, by places where both are mentioned."""
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
    """How far two sets of stretches cover the same.

    Attributes:
        jaccard: The share of what either covers that both cover.
        contained: The share of the shorter that the other covers.
    """

    jaccard: float
    contained: float

    def share(self, strict: bool) -> float:
        """The share that counts: by both, or by the shorter."""
        return self.jaccard if strict else self.contained


def overlap(one: Intervals, other: Intervals) -> Overlap:
    """How far two sets of stretches cover the same."""
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
    """The share of what is in either of two sets that is in both; 0 for empty ones."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0
