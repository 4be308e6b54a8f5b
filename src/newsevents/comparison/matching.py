"""Which record of one bundle is which record of another, though ids, words or references differ."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

import attrs

from newsevents.comparison.scores import ENOUGH, R, jaccard
from newsevents.model.records import REFERENCES, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Place, Quantity, Role, Span, When

__all__ = ["Same", "first", "pair", "plain", "plain_fields"]

Same: TypeAlias = Mapping[str, str]
"""For the id of each record of the second bundle that has a partner, the partner's id in the first."""

Intervals: TypeAlias = tuple[tuple[int, int], ...]

_NEAR = 16
"""With how many others at the same place a record is compared at most: what bounds the work for many at one place."""


def first(record: Record) -> tuple[int, int]:
    """Where a record begins in the text; the article as a source, which needs no evidence, before everything."""
    return min(((span.start, span.end) for span in record.evidence), default=(-1, -1))


def pair(ours: Sequence[R], theirs: Sequence[R], same: Same) -> list[tuple[R, R]]:
    """Pair the records of one class, one to one.

    First those that are equal but for their ids, then those with an equal id and words in common, then by how much the
    words on which they rest overlap and whom they name, and last those with nothing but an equal id in common. The best
    pairs come first, equally good ones in the order of the text. Exchanging the sides gives the same pairs.

    Args:
        ours: The records of the first bundle.
        theirs: Those of the second.
        same: The partners of the records to which these refer.

    Returns:
        The pairs, in the order of the text of the first.
    """
    ours, theirs = sorted(ours, key=first), sorted(theirs, key=first)
    mine = [_Candidate.of(place, record, None) for place, record in enumerate(ours)]
    other = [_Candidate.of(place, record, same) for place, record in enumerate(theirs)]
    found = dict(_equal(mine, other))
    taken = set(found.values())
    found |= _best([one for one in mine if one.place not in found], [one for one in other if one.place not in taken])
    return [(ours[i], theirs[j]) for i, j in sorted(found.items())]


# --- what a record says


def plain_fields(record: Article | Record, same: Same | None, *, rules: bool = False) -> dict[str, Hashable]:
    """What a record says, field by field, as values that are equal where the fields say the same.

    Left out are the id and, unless asked for, the rules. Spans are their positions, references the ids of the partners
    in the first bundle, and lists have no order.

    Args:
        record: The record.
        same: The partners of the records of the second bundle; None for a record of the first.
        rules: Whether rules count as content.
    """
    return {
        name: plain(getattr(record, name), same, rules, cls)
        for name, cls in _FIELDS[type(record)]
        if name != "id" and (rules or name != "rule")
    }


_CLASSES: list[type[Any]] = [Article, Actor, Source, Statement, Meeting, Allegation, When, Place, Quantity, Role]
_FIELDS: dict[type[Any], list[tuple[str, str | None]]] = {
    cls: [(field.name, REFERENCES.get(field.name)) for field in attrs.fields(cls)] for cls in _CLASSES
}
"""The fields of each class, and the class of the records to which each refers, if it does."""


def plain(value: object, same: Same | None, rules: bool = False, cls: str | None = None) -> Hashable:
    """A value of a record as `plain_fields` has it.

    Args:
        value: The value.
        same: As in `plain_fields`.
        rules: As in `plain_fields`.
        cls: The class of the records to which the value refers, if it is a reference or several.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if cls is None or same is None else same.get(value, f"+{value}")
    if isinstance(value, Span):
        return value.start, value.end
    if isinstance(value, tuple):
        if len(value) <= 1:
            return tuple(plain(item, same, rules, cls) for item in value)
        return frozenset(Counter(plain(item, same, rules, cls) for item in value).items())
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)  # 1 is not 1.0, as in the model
    return tuple(
        # the order of other readings says which is likelier
        getattr(value, name) if name == "alternatives" else plain(getattr(value, name), same, rules, cls)
        for name, cls in _FIELDS[type(value)]
        if rules or name != "rule"
    )


# --- candidates


@attrs.frozen(eq=False)
class _Candidate:
    """A record with what is compared of it.

    Attributes:
        place: Its place among the records of its bundle and class, in the order of the text.
        record: The record.
        content: What it says, without its references to records of its own class, whose partners are not known yet.
        names: Whom it names, as fields and ids in the first bundle; of an actor or a source, what it is called.
        focus: The stretches that tell it from others: the content of what is said, the mentions of an actor.
        evidence: The stretches on which it rests.
    """

    place: int
    record: Record
    content: Hashable
    names: set[str]
    focus: Intervals
    evidence: Intervals

    @classmethod
    def of(cls, place: int, record: Record, same: Same | None) -> _Candidate:
        own = record.id.partition(":")[0]
        fields = plain_fields(record, same).items()
        content = tuple(value for name, value in fields if REFERENCES.get(name) != own and name != "roles")
        return cls(place, record, content, set(_names(record, same)), _merged(_focus(record)), _merged(record.evidence))


def _focus(record: Record) -> Iterable[Span]:
    if isinstance(record, Statement | Allegation):
        return record.content
    return record.mentions if isinstance(record, Actor) else ()


def _names(record: Record, same: Same | None) -> Iterator[str]:
    if isinstance(record, Actor):
        yield from (name.casefold() for name in (record.name, *record.aliases))
        return
    if isinstance(record, Source) and record.title is not None:
        yield record.title.casefold()
    for field, cls in _FIELDS[type(record)]:
        if cls == "actor":
            for id in getattr(record, field):
                yield f"{field} {id if same is None else same.get(id, f'+{id}')}"


def _merged(spans: Iterable[Span]) -> Intervals:
    """Spans as stretches in order that do not overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _equal(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """Those that say the same: of several the same id first, then in their order."""
    groups: dict[Hashable, tuple[list[_Candidate], list[_Candidate]]] = {}
    for index, side in enumerate((ours, theirs)):
        for one in side:
            groups.setdefault(one.content, ([], []))[index].append(one)
    for mine, other in groups.values():
        by_id = {one.record.id: one.place for one in other}
        same = {one.place: by_id[one.record.id] for one in mine if one.record.id in by_id}
        yield from same.items()
        taken = set(same.values())
        left = (
            [one.place for one in mine if one.place not in same],
            [one.place for one in other if one.place not in taken],
        )
        yield from zip(*left, strict=False)


def _best(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """Those that have most in common, the best pair first."""
    options = []
    for i, j in {*_sharing(ours, theirs), *_touching(ours, theirs)}:
        closeness = _closeness(ours[i], theirs[j])
        if closeness is not None:
            level, score = closeness
            options.append((-level, -score, i + j, abs(i - j), i, j))
    mine: set[int] = set()
    other: set[int] = set()
    for *_, i, j in sorted(options):
        if i not in mine and j not in other:
            mine.add(i)
            other.add(j)
            yield ours[i].place, theirs[j].place


def _keys(one: _Candidate) -> Iterator[Hashable]:
    """What makes two records worth comparing wherever they stand in the text."""
    yield one.record.id
    if isinstance(one.record, Actor):
        yield from ((name,) for name in one.names)
    elif isinstance(one.record, Source):
        if one.record.title is not None:
            yield (one.record.title,)
        if one.record.via_id is None:
            yield "the article itself"


def _sharing(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """The indices of records that have a key in common."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = {}
    for side, candidates in enumerate((ours, theirs)):
        for index, one in enumerate(candidates):
            for key in set(_keys(one)):
                groups.setdefault(key, ([], []))[side].append(index)
    for mine, other in groups.values():
        yield from _abreast(mine, other)


def _abreast(mine: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of one list with those near its own place in the other."""
    for place, i in enumerate(mine):
        for j in other[max(0, place - _NEAR + 1) : place + _NEAR]:
            yield i, j


def _touching(ours: Sequence[_Candidate], theirs: Sequence[_Candidate]) -> Iterator[tuple[int, int]]:
    """The indices of records whose stretches overlap, by a sweep over the text; of many the nearest."""
    begins: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for side, candidates in enumerate((ours, theirs)):
        for index, one in enumerate(candidates):
            for stretch in {*one.focus, *one.evidence}:
                begins.setdefault(stretch, ([], []))[side].append(index)
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


def _closeness(one: _Candidate, other: _Candidate) -> tuple[int, float] | None:
    """A level and a score within it; None for records that have nothing to do with each other."""
    same_id = one.record.id == other.record.id
    score = _score(one, other)
    if score is None:
        return (0, 0.0) if same_id else None
    return 2 if same_id else 1, score


def _score(one: _Candidate, other: _Candidate) -> float | None:
    """How much two records have in common; None where it is not enough to be the same.

    Related are those of whose words half of the shorter are in the longer, and besides actors who share a name or a
    mention, sources that share a title, and the article with itself. The weights only order related pairs.
    """
    mine, theirs = one.record, other.record
    focus, evidence = _overlap(one.focus, other.focus), _overlap(one.evidence, other.evidence)
    names = jaccard(one.names, other.names)
    kind = 0.0 if isinstance(mine, Allegation) else 0.5 * (getattr(mine, "kind", 0) == getattr(theirs, "kind", 1))
    if isinstance(mine, Actor) and isinstance(theirs, Actor):
        named = mine.name.casefold() == theirs.name.casefold()
        mentions = {(span.start, span.end) for span in mine.mentions}
        shared = any((span.start, span.end) in mentions for span in theirs.mentions)
        related = names > 0 or shared or focus.jaccard >= ENOUGH
        return 4 * named + names + 2 * focus.jaccard + evidence.jaccard + kind if related else None
    if isinstance(mine, Source) and isinstance(theirs, Source):
        if (mine.via_id is None) != (theirs.via_id is None):
            return None
        titled = mine.title is not None and mine.title == theirs.title
        related = mine.via_id is None or titled or evidence.contained >= ENOUGH
        return 2 * titled + names + 2 * evidence.jaccard + kind if related else None
    by_focus = bool(one.focus and other.focus)
    related = (focus if by_focus else evidence).contained >= ENOUGH
    return 3 * focus.jaccard + 2 * evidence.jaccard + names + kind if related else None


@attrs.frozen
class _Overlap:
    """How far two sets of stretches cover the same.

    Attributes:
        jaccard: The share of what either covers that both cover.
        contained: The share of the shorter that the other covers.
    """

    jaccard: float
    contained: float


def _overlap(one: Intervals, other: Intervals) -> _Overlap:
    if one == other:
        return _Overlap(1.0, 1.0) if one else _Overlap(0.0, 0.0)
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    if not shared:
        return _Overlap(0.0, 0.0)
    lengths = [sum(end - start for start, end in stretches) for stretches in (one, other)]
    return _Overlap(shared / (sum(lengths) - shared), shared / min(lengths))
