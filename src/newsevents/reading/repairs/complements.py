"""Repairs of what completes a verb: what somebody is called, and what somebody is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from newsevents.reading.lexicon.people import doers, people
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import word_of

__all__ = ["called_names", "questions_asked"]

_NAMING = frozenset(("brand", "call", "declare", "deem", "dub", "label", "pronounce", "term"))
_ASKING = frozenset(("ask", "inquire", "question", "wonder"))
_NEAR = 6
"""The largest number of words between "asked" and its question."""


def called_names(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the first of two names after "called" its object: "One lawmaker *called Costa* a liar".

    A parser may take both for predicates, and the verb for a participle of the noun before it.
    """
    found = _named_pairs(tokens)
    after: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.label == "oprd" and at > token.head and word_of(text, tokens[at - 1]) != "-":
            after[token.head].append(at)
    for verb, names in after.items():
        token = tokens[verb]
        if token.lemma not in _NAMING or len(names) < 2 or not tokens[names[0]].tag.startswith(("NN", "PRP")):
            continue
        found[names[0]] = attrs.evolve(tokens[names[0]], label="dobj")
        noun = tokens[token.head]
        if token.label == "acl" and noun.tag.startswith("NN") and noun.label == "ROOT" and token.head < verb:
            found[verb] = attrs.evolve(token, tag="VBD", head=verb, label="ROOT")
            found[token.head] = attrs.evolve(noun, head=verb, label="nsubj")
    return found


def _named_pairs(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the first of two plurals after "called" its object: "called the *exiles* criminals"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        noun = tokens[token.head]
        pair = token.label == "compound" and token.head == at + 1 and token.tag == noun.tag == "NNS"
        if not pair or noun.label not in ("dobj", "oprd") or tokens[noun.head].lemma not in _NAMING:
            continue
        if token.lemma in people() and noun.lemma in doers():
            found[at] = attrs.evolve(token, head=noun.head, label="dobj")
            found[at + 1] = attrs.evolve(noun, label="oprd")
            for one in range(at):
                if tokens[one].head == at + 1:
                    found[one] = attrs.evolve(tokens[one], head=at)
    return found


def questions_asked(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a question under "asked", where a parser makes it a condition: "*Asked if* she was tired, …"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        clause = token.head
        verb = tokens[clause].head
        if token.label != "mark" or word_of(text, token) not in ("if", "whether") or tokens[clause].label != "advcl":
            continue
        between = [word_of(text, tokens[one]) for one in range(verb + 1, at)]
        if tokens[verb].lemma in _ASKING and verb < at < clause and len(between) <= _NEAR and "," not in between:
            found[clause] = attrs.evolve(tokens[clause], label="ccomp")
    return found
