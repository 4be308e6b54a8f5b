"""What the repairs of parses share."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from newsevents.english import data_lines
from newsevents.reading.parse import Token

__all__ = [
    "FINITE",
    "LONG",
    "SPEAKING",
    "SUBJECTS",
    "cues",
    "ends_sentence",
    "governors",
    "is_below",
    "is_forest",
    "move",
    "swap",
    "that_clauses",
    "verb_over",
    "word_of",
]

LONG = 30
"""How many words a repair looks ahead, and how far up the tree."""
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
"""The labels of subjects."""
FINITE = frozenset(("VBD", "VBZ", "VBP"))
"""The tags of finite verbs."""

SPEAKING = frozenset(
    ["acknowledge", "add", "admit", "allege", "argue", "believe", "claim", "concede", "contend", "declare", "estimate",
     "explain", "fear", "hope", "insist", "learn", "maintain", "note", "pledge", "predict", "say", "state", "suggest",
     "think", "vow", "worry"]
)  # fmt: skip
"""Verbs whose object is the content and never the hearer."""


@functools.cache
def cues() -> frozenset[str]:
    """The words that are cues of attributions."""
    return frozenset(line.split()[0] for line in data_lines("speech"))


def word_of(text: str, token: Token) -> str:
    """The word of a token, in lower case."""
    return text[token.start : token.end].lower()


def governors(tokens: Sequence[Token], labels: Collection[str]) -> set[int]:
    """The governors of the tokens with one of the labels."""
    return {token.head for token in tokens if token.label in labels}


def that_clauses(text: str, tokens: Sequence[Token], labels: Collection[str]) -> Iterator[tuple[int, int]]:
    """Each "that" at the beginning of a clause with one of the labels, and the verb of the clause."""
    for at, token in enumerate(tokens):
        if token.label == "mark" and word_of(text, token) == "that" and tokens[token.head].label in labels:
            yield at, token.head


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the last of its sentence, but for a mark after it."""
    after = at + 1
    same = after < len(tokens) and tokens[after].sentence == tokens[at].sentence
    return not same or tokens[after].label == "punct"


def is_below(tokens: Sequence[Token], at: int, top: int) -> bool:
    """Whether a token is another, or depends on it, directly or indirectly."""
    while at != top and tokens[at].head != at:
        at = tokens[at].head
    return at == top


def is_forest(tokens: Sequence[Token], some: Iterable[int] | None = None) -> bool:
    """Whether tokens, by default all of them, lead up to a root: there is no cycle above them."""
    rooted: set[int] = set()
    for at in range(len(tokens)) if some is None else some:
        path: set[int] = set()
        while at not in rooted and tokens[at].head != at:
            if at in path:
                return False
            path.add(at)
            at = tokens[at].head
        rooted |= path
    return True


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


def swap(found: list[Token], upper: int, lower: int, label: str) -> None:
    """Make a verb depend on one that depended on it, which takes its place."""
    over = found[upper]
    head = lower if over.head == upper else over.head
    found[lower] = attrs.evolve(found[lower], head=head, label=over.label)
    found[upper] = attrs.evolve(over, head=lower, label=label)
