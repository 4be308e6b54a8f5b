"""Repairs of notes of travel, whose sentences begin with their verb: "Bonn: *Met* with Lima; *attended* a summit."."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import attrs

from newsevents.reading.builtin.lemmatizer import verb_of_past
from newsevents.reading.lexicon.gatherings import gatherings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import FINITE, SUBJECTS, swap, word_of

__all__ = ["notes"]

_MARKS = frozenset((";", ":", "|", "-", "–", "—", "--", "•"))
_AFTER = frozenset(("DT", "IN", "NN", "NNP", "NNPS", "NNS", "PRP$", "RB", "JJ", "CD", "TO", "RP"))
_TRAVELS = frozenset(("journeys", "tours", "travels", "trips", "visits"))
_BETWEEN = frozenset(("bilateral", "informal", "introductory", "joint", "private", "trilateral", "working"))
_NOMINAL = ("NN", "NNS", "NNP", "NNPS")


@functools.cache
def _noted() -> frozenset[str]:
    """The verbs that notes begin with."""
    met = {lemma for part, lemma in gatherings() if part == "verb"} - {"be", "see", "expect"}
    return frozenset(met | word_set("attending") | word_set("noted"))


def notes(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with each note a sentence of its own and its verb at the top: "Bonn. | *Met* Lima".

    A parser may take the verb for a name or for a participle before a noun.
    """
    found: list[Token] = []
    later = first = 0
    for at, token in enumerate(tokens):
        if at and token.sentence != tokens[at - 1].sentence:
            first = at
        elif at > first + 1 and _is_apart(text, tokens, first, at):
            later, first = later + 1, at
        found.append(attrs.evolve(token, sentence=token.sentence + later) if later else token)
    if later:
        _cut(found)
    for at, token in enumerate(found):
        if word_of(text, token) in _TRAVELS and token.tag == "NNP" and token.head == at:
            found[at] = attrs.evolve(token, tag="NNS", lemma=word_of(text, token)[:-1])  # "Travels of Lena Berg"
        meets = word_of(text, token) == "meeting" and token.tag == "VBG" and token.head == at
        if meets and at and found[at - 1].sentence == token.sentence and word_of(text, found[at - 1]) in _BETWEEN:
            found[at] = attrs.evolve(token, tag="NN", lemma="meeting")  # "Trilateral meeting with Lima."
            found[at - 1] = attrs.evolve(found[at - 1], tag="JJ", label="amod")
        if (at == 0 or found[at - 1].sentence != token.sentence) and _is_note(text, found, at):
            _on_top(text, found, at)
    return found


def _is_note(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a verb in the past tense that a note may begin with."""
    if at + 1 >= len(tokens) or tokens[at + 1].sentence != tokens[at].sentence or tokens[at + 1].tag not in _AFTER:
        return False
    return verb_of_past(word_of(text, tokens[at])) in _noted()


def _is_apart(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a note begins after a mark: what is before it in the sentence has no verb, or is a note, too."""
    mark = tokens[at - 1]
    if word_of(text, mark) not in _MARKS or mark.end == tokens[at].start or not _is_note(text, tokens, at):
        return False
    before = tokens[first : at - 1]
    return _is_note(text, tokens, first) or not any(one.tag in FINITE or one.tag == "MD" for one in before)


def _cut(found: list[Token]) -> None:
    """Make each governor lie within its sentence: of the words that have none there, the first governs the others."""
    tops: dict[int, int] = {}
    for at, token in enumerate(found):
        if token.head == at or found[token.head].sentence != token.sentence:
            top = tops.setdefault(token.sentence, at)
            label = "ROOT" if top == at else "punct" if token.label == "punct" else "dep"
            found[at] = attrs.evolve(token, head=top, label=label)


def _on_top(text: str, found: list[Token], at: int) -> None:
    """Make the verb of a note govern the noun that it was parsed under: "*Accompanied* the president"."""
    verb = found[at]
    top = verb.head
    while found[top].head != top:
        top = found[top].head
    noun = verb.head
    taken = noun not in (at, top) and found[noun].head == top and found[noun].label in SUBJECTS
    if top != at and found[top].tag in (*FINITE, "VB") and (noun == top or taken):
        if taken:
            found[noun] = attrs.evolve(found[noun], head=at, label="dobj")  # "*Accompanied* the king and met"
            found[at] = attrs.evolve(verb, head=top)
        base = verb_of_past(word_of(text, verb)) or verb.lemma
        found[at] = attrs.evolve(found[at], tag="VBD", lemma=base)
        swap(found, top, at, "conj" if found[top].tag in FINITE else "advcl")  # "*Met* with Lima and attended"
        return
    if top != at and found[top].tag not in _NOMINAL:
        return
    passive = word_of(text, found[at + 1]) == "by"
    base = verb_of_past(word_of(text, verb)) or verb.lemma
    found[at] = attrs.evolve(verb, tag="VBN" if passive else "VBD", lemma=base, head=at, label="ROOT")
    if top == at:
        return
    found[top] = attrs.evolve(found[top], head=at, label="dobj")
    for one in range(at + 1, top):
        if found[one].head == at and found[one].tag == "DT":
            found[one] = attrs.evolve(found[one], head=top)
