"""What the repairs of parses share."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import attrs

from newsevents.english import data_lines
from newsevents.reading.parse import Token

__all__ = ["LONG", "SUBJECTS", "cues", "is_below", "move", "verb_over", "word_of"]

LONG = 30
"""How many words a repair looks ahead, and how far up the tree."""
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
"""The labels of subjects."""


@functools.cache
def cues() -> frozenset[str]:
    """The words that are cues of attributions."""
    return frozenset(line.split()[0] for line in data_lines("speech"))


def word_of(text: str, token: Token) -> str:
    """The word of a token, in lower case."""
    return text[token.start : token.end].lower()


def is_below(tokens: Sequence[Token], at: int, top: int) -> bool:
    """Whether a token is another, or depends on it, directly or indirectly."""
    while at != top and tokens[at].head != at:
        at = tokens[at].head
    return at == top


def verb_over(tokens: Sequence[Token], at: int) -> int | None:
    """The nearest verb above a token in the tree."""
    for _ in range(LONG):
        up = tokens[at].head
        if up == at:
            return None
        if tokens[up].tag.startswith("V"):
            return up
        at = up
    return None


def move(found: list[Token], at: int, up: int) -> None:
    """Join a verb, with the conjunction before it, to another."""
    for one in range(max(0, at - 3), at):
        if found[one].label == "cc" and found[one].head == found[at].head:
            found[one] = attrs.evolve(found[one], head=up)
    found[at] = attrs.evolve(found[at], head=up)
