"""Which words bring an attribution, in which construction, and what kind of statement that is."""

from __future__ import annotations

import functools
from typing import NamedTuple

from newsevents.english import data_lines
from newsevents.model.vocabulary import StatementKind

__all__ = ["kind_of", "silent", "trusted"]


class _Cue(NamedTuple):
    kind: StatementKind | None
    trusted: bool
    added: frozenset[str]
    taken: frozenset[str]


@functools.cache
def _cues() -> dict[str, _Cue]:
    found = {}
    for line in data_lines("cues"):
        word, *rest = line.split()
        if word == "=":
            continue
        if word == "!":
            for one in rest:
                found[one] = _Cue(None, False, frozenset(), frozenset())
            continue
        kind, *names = rest
        constructions = [name.replace("_", " ") for name in names if name != "!"]
        found[word] = _Cue(
            None if kind == "-" else StatementKind(kind),
            "!" not in names,
            frozenset(name for name in constructions if name[0] != "-"),
            frozenset(name[1:] for name in constructions if name[0] == "-"),
        )
    return found


@functools.cache
def silent() -> frozenset[str]:
    """Words that are never trusted, and no particle changes that: what stands around them need not be read."""
    cues = _cues()
    with_particle = {word.partition("_")[0] for word in cues if "_" in word}
    never = (word for word, cue in cues.items() if not cue.trusted and not cue.added)
    return frozenset(word for word in never if word not in with_particle)


def trusted(word: str, construction: str) -> bool:
    """Whether a word in a construction is taken to bring an attribution."""
    cues = _cues()
    cue = cues.get(word)
    if cue is None:
        return construction in cues["**"].added
    if construction in cue.added:
        return True
    return cue.trusted and construction in cues["*"].added and construction not in cue.taken


@functools.cache
def _kinds() -> dict[tuple[str, str], StatementKind]:
    lines = [line.split() for line in data_lines("cues") if line.startswith("=")]
    return {(word, construction.replace("_", " ")): StatementKind(kind) for _, word, construction, kind in lines}


def kind_of(word: str, construction: str = "") -> StatementKind | None:
    """The kind of statement that a word makes, where it tells; a verb with a particle may go by the verb."""
    special = _kinds().get((word, construction))
    if special is not None:
        return special
    cue = _cues().get(word) or _cues().get(word.partition("_")[0])
    return None if cue is None else cue.kind
