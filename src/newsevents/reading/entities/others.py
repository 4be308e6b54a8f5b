"""Listed names that belong to the bodies of another country: Ghana's Supreme Court is not that of the U.S."""

from __future__ import annotations

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import LONGEST, key_of, listed

__all__ = ["country_beside", "names_of_others"]

_LIKE_THEIRS = frozenset(
    (ActorKind.GOVERNMENT_BODY, ActorKind.LEGISLATURE, ActorKind.COURT, ActorKind.MILITARY, ActorKind.ARMED_GROUP)
)
"""Kinds of bodies that have the same name in several countries: Supreme Court, Senate."""


def names_of_others(a: Analysis) -> frozenset[str]:
    """The listed names that belong to another country's bodies somewhere in the article, by `key_of`."""
    found: set[str] = set()
    for at in (at for at in range(len(a)) if a.text[a.starts[at]].isupper()):
        for end in range(at + 1, min(at + LONGEST, a.sentence(at)[1]) + 1):
            key = key_of(a.text[a.starts[at] : a.tokens[end - 1].end])
            entry = listed().get(key)
            if entry is not None and entry.kind in _LIKE_THEIRS and entry.country is not None:
                found |= {key} if country_beside(a, at, end) not in (None, entry.country) else set()
    return frozenset(found)


def country_beside(a: Analysis, start: int, end: int) -> str | None:
    """The country, or else the words, of the state to which the words beside a name say that it belongs."""
    last = start - 1 - (start > 1 and a.words[start - 1] in ("'s", "’s", "'", "’"))
    before = [(first, last + 1) for first in range(max(0, last - 3), last + 1)]
    after = [(end + 1, stop) for stop in range(end + 5, end + 1, -1)] if a.words[end : end + 1] == ["of"] else []
    for first, stop in (*before, *after):
        entry = listed().get(key_of(a.text[a.starts[first] : a.tokens[min(stop, len(a)) - 1].end]))
        if entry is not None and entry.kind is ActorKind.STATE:
            return entry.country
        if entry is not None and entry.kind is ActorKind.LOCAL_GOVERNMENT:
            return entry.name
    return "state" if last >= 0 and a.words[last] == "state" else None
