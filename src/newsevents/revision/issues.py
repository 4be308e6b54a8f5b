"""Why a record is not carried to a newer text, or not with everything that it had."""

from __future__ import annotations

from newsevents.errors import Issue, shorten
from newsevents.revision.model import Carry, Change, Outcome
from newsevents.rules.catalogue import RULES

_TOLD = 5
"""How many of the changes in a sentence a message lists."""


def changed(carry: Carry, path: str) -> Issue:
    """The issue of a record whose words, or the sentence around them, are no longer the same."""
    if carry.outcome is Outcome.AMBIGUOUS:
        offsets = " and ".join(str(span.start) for span in carry.places)
        message = f"its sentence occurs in several places of the newer text, at {offsets}"
    elif carry.outcome is Outcome.GONE:
        message = "its sentence is not in the newer text"
    else:
        told = [_told(change) for change in carry.changes[:_TOLD]] + ["…"] * (len(carry.changes) > _TOLD)
        message = f"its sentence has changed{': ' if told else ''}{'; '.join(told)}"
    return _not_carried(f"{path}.{carry.path}", message, carry.before.exact)


def _told(change: Change) -> str:
    before, after = (None if span is None else shorten(span.exact) for span in (change.before, change.after))
    if before is None:
        return f"{after} was added"
    return f"{before} was removed" if after is None else f"{before} became {after}"


def _not_carried(path: str, message: str, value: str) -> Issue:
    return Issue(path, "not-carried", message, value, RULES["not-carried"].fix)


def apart(carry: Carry, path: str) -> Issue:
    """The issue of a record whose sentences no longer belong together."""
    message = "its sentences are there, but text added before or between them could change who is meant"
    return _not_carried(path, message, carry.before.exact)


def rests_on(path: str, lost: str) -> Issue:
    """The issue of a record that refers to a record that does not hold."""
    return _not_carried(path, "it refers to a record that was not carried", lost)


def less(path: str, field: str) -> Issue:
    """The issue of a record that holds, but lost something."""
    rule = RULES["carried-less"]
    return Issue(
        path, "carried-less", f"the record was carried without some of its {field}", None, rule.fix, rule.severity
    )
