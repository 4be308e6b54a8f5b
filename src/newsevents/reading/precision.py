"""How often each rule was right on news that people had annotated: ``data/precision.csv``."""

from __future__ import annotations

import csv
import functools
from collections.abc import Hashable
from typing import Any

import attrs

from newsevents.data import read_text
from newsevents.draft import Draft
from newsevents.model.fields import classes_of, fields_of
from newsevents.model.records import LISTS
from newsevents.model.vocabulary import SourceKind

__all__ = ["Measured", "leave_out", "measured", "precision"]

_FEWEST = 20
"""How many judged records a rule needs to get a figure of its own."""
_EVENTS = ("statements", "meetings", "allegations")


@attrs.frozen
class Measured:
    """People's judgements of the records of a rule, or of a class of records.

    Attributes:
        right: How many were right.
        judged: How many were judged.
    """

    right: int
    judged: int

    @property
    def precision(self) -> float:
        """The share that was right, from 0 to 1."""
        return self.right / self.judged if self.judged else 0.0


@functools.cache
def measured() -> dict[tuple[str, str], Measured]:
    """The figures, by the names of an analyser and of a rule or a class of records such as ``statement``."""
    found: dict[tuple[str, str], Measured] = {}
    for row in csv.DictReader(read_text("data", "precision.csv").splitlines()):
        one = Measured(int(row["right"]), int(row["judged"]))
        found[row["analyser"], row["rule"]] = one
        whole = row["analyser"], row["rule"].partition(".")[0]
        known = found.get(whole, Measured(0, 0))
        found[whole] = Measured(known.right + one.right, known.judged + one.judged)
    return found


def precision(rule: str, analyser: str) -> float:
    """The share of the records of a rule that were right, from 0 to 1.

    For a rule with fewer than 20 judged records, it is the share of all records of its class. For an analyser that was
    not measured, it is the lowest share of those that were.

    >>> 0.0 < precision("statement.that", "builtin") <= 1.0
    True
    """
    names = {name for name, _ in measured()}
    return min((_precision(rule, name) for name in ({analyser} & names or names)), default=0.0)


def _precision(rule: str, analyser: str) -> float:
    own = measured().get((analyser, rule))
    if own is not None and own.judged >= _FEWEST:
        return own.precision
    return measured().get((analyser, rule.partition(".")[0]), Measured(0, 0)).precision


# --- leaving records out of a draft


def leave_out(draft: Draft, at_least: float, analyser: str) -> Draft:
    """A draft without the statements, meetings and allegations of less precise rules.

    References to them are removed, and so are actors and sources to which no other record refers.

    Args:
        draft: The draft.
        at_least: The lowest `precision` of a rule.
        analyser: The name of the analyser that the draft was made with.
    """
    lists: dict[str, list[Any]] = {
        name: [one for one in getattr(draft, name) if precision(one.rule or "", analyser) >= at_least]
        for name in _EVENTS
    }
    kept = {one.id for records in lists.values() for one in records}
    lists = {name: [_referring_to(one, kept) for one in records] for name, records in lists.items()}
    wanted = {id for records in lists.values() for one in records for id in _references(one, ("actor", "source"))}
    records: list[Any] = [*draft.actors, *draft.sources]
    known = {one.id: one for one in records}
    sources = [one for one in draft.sources if one.kind is SourceKind.ARTICLE]
    waiting: list[Any] = [*sources, *(known[id] for id in wanted if id in known)]
    wanted |= {one.id for one in sources if one.id is not None}
    while waiting:
        for id in _references(waiting.pop(), ("actor", "source")):
            if id in known and id not in wanted:
                wanted.add(id)
                waiting.append(known[id])
    lists["actors"] = [one for one in draft.actors if one.id in wanted]
    lists["sources"] = [one for one in draft.sources if one.id in wanted or one in sources]
    changed: Any = lists
    return attrs.evolve(draft, **changed)


@functools.cache
def _references_of(cls: Hashable) -> tuple[tuple[str, str], ...]:
    """The reference fields of a draft class, each with the class that it refers to."""
    name = getattr(cls, "__name__", "").removeprefix("Draft")
    model = {one.__name__: one for record in LISTS.values() for one in classes_of(record)}[name]
    return tuple((field.draft, field.to) for field in fields_of(model) if field.to is not None)


def _values(owner: Any, name: str) -> tuple[str, ...]:
    value = getattr(owner, name)
    return (value,) if isinstance(value, str) else tuple(value or ())


def _references(owner: Any, to: tuple[str, ...]) -> list[str]:
    found = [id for name, cls in _references_of(owner.__class__) if cls in to for id in _values(owner, name)]
    return found + [id for role in getattr(owner, "roles", ()) for id in _references(role, to)]


def _referring_to(one: Any, kept: set[str | None]) -> Any:
    """A record without references to events that are left out."""
    changed: dict[str, Any] = {}
    for name, cls in _references_of(one.__class__):
        if cls not in ("actor", "source"):
            here = tuple(id for id in _values(one, name) if id in kept)
            changed[name] = here if isinstance(getattr(one, name), tuple) else next(iter(here), None)
    return attrs.evolve(one, **changed)
