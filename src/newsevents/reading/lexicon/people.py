"""Nouns for people and bodies of people: those of ``data/english/people.txt``, and the doers in ``harms.txt``."""

from __future__ import annotations

import functools

from newsevents.reading.lexicon.harms import harms
from newsevents.reading.lexicon.lines import lines

__all__ = ["doers", "people"]


@functools.cache
def people() -> frozenset[str]:
    """The nouns for people and bodies, in their base forms."""
    return frozenset(word for _, line in lines("people") for word in line.split())


@functools.cache
def doers() -> frozenset[str]:
    """The same nouns, and nouns for those who do harm: "attacker"."""
    agents = {word for (part, word), rows in harms().items() if part == "agent" and rows[0].accused == ("self",)}
    return people() | {one for one in agents if ("noun", one) not in harms()}
