"""Mistakes that parsers often make and that the forms of the words give away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsevents.reading.parse import Token

__all__ = ["heads_of"]

_BASE_AFTER = {
    "VB": frozenset(("VBD", "VBZ", "VBP", "VBG", "VBN")),
    "VBP": frozenset(("VBD", "VBG", "VBN")),
}
"""Base forms, by tag, and the forms of verbs with which they cannot be joined: "promised … and rely"."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def heads_of(tokens: Sequence[Token]) -> list[int]:
    """The governor of each token, where a base form is joined to the infinitive that comes before it.

    In "promised to cut taxes and raise wages" a parser may join "raise" to "promised", which is in another form.
    """
    heads = [token.head for token in tokens]
    children: dict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(heads):
        children[head].append(at)
    for upper, below in children.items():
        if any(tokens[one].tag == "MD" or tokens[one].lemma == "do" for one in below if one < upper):
            continue
        infinitive: int | None = None
        waiting: list[int] = []
        for one in below:
            if infinitive is None:
                infinitive = one if _is_infinitive(tokens, one, children) else None
            elif tokens[one].label in ("cc", "conj"):
                waiting.append(one)
                if _is_base_after(tokens, one, upper, children):
                    for each in waiting:
                        heads[each] = infinitive
                    waiting.clear()
    return heads


def _is_base_after(tokens: Sequence[Token], at: int, upper: int, children: dict[int, list[int]]) -> bool:
    """Whether a verb is a base form alone and joined to a verb in another form."""
    if tokens[at].label != "conj" or tokens[upper].tag not in _BASE_AFTER.get(tokens[at].tag, ()):
        return False
    below = (tokens[one].label for one in children.get(at, ()))
    return not any(label in _SUBJECTS or label.startswith("aux") for label in below)


def _is_infinitive(tokens: Sequence[Token], at: int, children: dict[int, list[int]]) -> bool:
    return tokens[at].label == "xcomp" and any(tokens[one].tag == "TO" for one in children.get(at, ()))
