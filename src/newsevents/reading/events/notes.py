"""Travel notes, whose sentences have no subject: "Met with the king. Attended a reception."."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis

__all__ = ["before", "is_note", "traveler_of"]

_FAR = 100
"""How many earlier sentences are examined."""


def traveler_of(a: Analysis, verb: int) -> int | None:
    """The subject of the sentence before a note without one, or the name in the heading: "Met with the king."."""
    return before(a, verb) if is_note(a, verb) else None


def before(a: Analysis, at: int) -> int | None:
    """The subject of the sentence before, or the name in the heading."""
    first = a.sentence(at)[0]
    for _ in range(_FAR):
        if first == 0:
            break
        first = a.sentence(first - 1)[0]
        root = next((at for at in range(first, a.sentence(first)[1]) if a.governor(at) is None), first)
        subject = a.own_subject(root) if a.is_verb(root) else root if a.is_name(root) else None
        if subject is not None:
            return a.antecedent(subject)
    return None


def is_note(a: Analysis, verb: int) -> bool:
    """Whether a sentence begins with its verb, in the past tense."""
    begins = a.is_verb(verb) and a.left_edge(verb) == a.sentence(verb)[0]
    return begins and a.subject(verb) is None and not a.auxiliaries(verb) and not a.is_infinitive(verb)
