"""Travel notes, whose sentences have no subject: "Met with the king. Attended a reception."."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import key_of, listed

__all__ = ["before", "is_note", "traveler_of"]

_JOURNEYS = frozenset(("journey", "tour", "travel", "trip", "visit"))
_FAR = 100
"""How many earlier sentences are examined."""


def traveler_of(a: Analysis, verb: int) -> int | None:
    """The subject of the sentence before a note without one, or the name in the heading: "Met with the king."."""
    return before(a, verb) if is_note(a, verb) else None


def before(a: Analysis, at: int) -> int | None:
    """The subject of the sentence before, or the full name in the heading: "Lena Berg", "Travels of Lena Berg"."""
    first = a.sentence(at)[0]
    for _ in range(_FAR):
        if first == 0:
            break
        first = a.sentence(first - 1)[0]
        root = next((at for at in range(first, a.sentence(first)[1]) if a.governor(at) is None), first)
        subject = a.own_subject(root) if a.is_verb(root) else _in_heading(a, root)
        if subject is not None:
            return a.antecedent(subject)
    return None


def _in_heading(a: Analysis, root: int) -> int | None:
    """The name in a heading; in "Bonn, Germany" or "Mexico City", there is none."""
    whose = [*a.objects_of(root, "of", "by"), *([one] if (one := a.possessor(root)) is not None else [])]
    for one in (root, *(whose if a.lemmas[root] in _JOURNEYS else [])):
        named = [each for each in a.modifiers(one) if a.is_name(each)]
        place = any(key_of(a.text[a.starts[first] : a.tokens[one].end]) in listed() for first in (*named, one))
        beside = any(a.words[each] in listed() for each in (*a.appositions(one), *a.joined(one)))
        if a.is_name(one) and named and not place and not beside:
            return one
    return None


def is_note(a: Analysis, verb: int) -> bool:
    """Whether a sentence begins with its verb, in the past tense: "*Met* with the king and *left*."."""
    if not a.is_verb(verb) or a.subject(verb) is not None:
        return False
    top = a.first_joined(verb)
    begins = a.governor(top) is None and a.left_edge(top) == a.sentence(top)[0] and a.subject(top) is None
    past = a.tense(top) == "past" or a.is_passive(top)
    return begins and past and not a.auxiliaries(top) and not a.auxiliaries(verb)
