"""Which words are trusted as cues of attributions, in which constructions, and which kind of statement they make."""

from __future__ import annotations

import functools
from typing import NamedTuple

from newsevents.english import data_lines
from newsevents.model.vocabulary import StatementKind

__all__ = ["CLAUSES", "PLAIN", "Cue", "cue", "is_cue"]

CLAUSES = frozenset(
    f"{form}{kind}"
    for form in ("", "np+", "be+", "be+np+")
    for kind in ("that", "bare", "before", "around", "as", "wh", "quote")
    if (form, kind) != ("np+", "as")
)
"""The constructions that "clause" stands for in the list."""
PLAIN = frozenset((StatementKind.SAY, StatementKind.ANNOUNCE, StatementKind.REPORT))
"""Kinds that say only that something was said."""

_FIRST = (
    "n:",
    "l:",
    "a:",
    "p:",
    "be+",
    "np+",
    "np",
    "to",
    "ing",
    "clause",
    "around",
    "quote",
    "adverb",
    "would-not",
    *CLAUSES,
)


class Cue(NamedTuple):
    """A word that is trusted in a construction.

    Attributes:
        kind: The kind of statement that it makes.
        listed: Whether the word itself is listed, rather than only the construction.
    """

    kind: StatementKind
    listed: bool


@functools.cache
def _cues() -> dict[str, dict[str, StatementKind]]:
    found: dict[str, dict[str, StatementKind]] = {}
    for number, line in enumerate(data_lines("speech"), 1):
        word, kind, *constructions = line.split()
        if word in found or not constructions:
            raise ValueError(f"speech.txt, entry {number}: {word!r} occurs twice or has no construction")
        found[word] = {}
        for one in constructions:
            name, _, special = one.partition("=")
            if not name.startswith(_FIRST):
                raise ValueError(f"speech.txt, entry {number}: {name!r} is not a construction")
            for each in CLAUSES if name == "clause" else (name.replace("_", " "),):
                found[word].setdefault(each, StatementKind(special or kind))
    return found


def is_cue(word: str) -> bool:
    """Whether a word is a cue in any construction."""
    return word in _cues()


def cue(word: str, construction: str) -> Cue | None:
    """The kind of statement that a word makes in a construction, or None if it is not trusted there.

    >>> cue("deny", "ing").kind
    <StatementKind.DENY: 'deny'>
    >>> cue("eat", "np") is None
    True
    """
    listed = _cues().get(word, {})
    kind = listed.get(construction)
    if kind is not None:
        return Cue(kind, True)
    kind = _cues()["*"].get(construction)
    return None if kind is None else Cue(kind, False)
