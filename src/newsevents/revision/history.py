"""What happened to the records of an article over its revisions."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from newsevents.model.fields import fields_of
from newsevents.model.moments import Moment
from newsevents.model.records import Record
from newsevents.revision.model import Revision

__all__ = ["Step", "StepKind", "history"]


class StepKind(StrEnum):
    """What happened to a record."""

    CAME = "came"
    """It appeared in a bundle for the first time, or again."""
    MOVED = "moved"
    """It was carried to another place in the newer text, with everything that it had."""
    CHANGED = "changed"
    """It was carried without something that it had, or was changed between two revisions."""
    WENT = "went"
    """It was not carried, or was removed between two revisions."""


@attrs.frozen(kw_only=True)
class Step:
    """What happened to a record at one revision.

    Attributes:
        record_id: The id of the record.
        kind: What happened to it.
        number: The number of the revision; 0 for records that were there before the first.
        seen: When the newer text of that revision was seen, if known.
    """

    record_id: str
    kind: StepKind
    number: int
    seen: Moment | None = None


def history(revision: Revision) -> tuple[Step, ...]:
    """What happened to each record over a chain of revisions, the earliest first.

    A record that was carried with the same words in the same places has no step.

    Args:
        revision: The last revision, which holds those before it.
    """
    revisions = list(revision.chain())[::-1]
    first = revisions[0]
    steps = [Step(record_id=record.id, kind=StepKind.CAME, number=0) for record in first.before.records]
    for index, one in enumerate(revisions):
        if index:
            steps += _between(revisions[index - 1], one)
        steps += _at(one)
    return tuple(steps)


def _between(earlier: Revision, later: Revision) -> Iterator[Step]:
    """The changes that somebody made to the records between two revisions, reported at the earlier one."""
    before, after = earlier.bundle, later.before
    for record in before.records:
        now = after.get(record.id)
        if now != record:
            kind = StepKind.WENT if now is None else StepKind.CHANGED
            yield Step(record_id=record.id, kind=kind, number=earlier.number, seen=earlier.seen)
    for record in after.records:
        if before.get(record.id) is None:
            yield Step(record_id=record.id, kind=StepKind.CAME, number=earlier.number, seen=earlier.seen)


def _at(revision: Revision) -> Iterator[Step]:
    for record in revision.before.records:
        now = revision.bundle.get(record.id)
        if now is None:
            kind = StepKind.WENT
        elif _sizes(now) != _sizes(record):
            kind = StepKind.CHANGED
        elif now != record:
            kind = StepKind.MOVED
        else:
            continue
        yield Step(record_id=record.id, kind=kind, number=revision.number, seen=revision.seen)


def _sizes(record: Record) -> list[int]:
    """The number of values in each field of a record."""
    return [len(field.items(record)) for field in fields_of(type(record))]
