"""Revisions: which records of an article still hold in a newer version of its text."""

from __future__ import annotations

from newsevents.revision.history import Step, StepKind, history
from newsevents.revision.model import Carry, Change, ChangeKind, Outcome
from newsevents.revision.wire import dumps, loads

__all__ = ["Carry", "Change", "ChangeKind", "Outcome", "Step", "StepKind", "dumps", "history", "loads"]


def __dir__() -> list[str]:
    return __all__
