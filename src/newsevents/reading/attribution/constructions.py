"""The constructions that may report what somebody says, thinks or wants. `cues` has the words that are trusted in them.

The name of a construction is the part of speech (``n:`` noun, ``l:`` noun that gets its subject from a light verb,
``a:`` adjective, otherwise a verb), ``be+`` if a verb is passive, ``np+`` if it also has an object, and what follows:
the kind of a complement, ``before`` for a clause that comes first, ``np`` for an object, ``p:`` and a preposition, or
``quote`` for a quotation. `EXAMPLES` has a sentence for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.nominal import INVERTED, REPORTEDLY, Nominal
from newsevents.reading.attribution.verbal import Verbal

__all__ = ["EXAMPLES", "Constructions"]

EXAMPLES = {
    "that": ("Ana Lima said that the bridge was safe.", "the bridge was safe"),
    "bare": ("Ana Lima said the bridge was safe.", "the bridge was safe"),
    "before": ("The bridge was safe, Ana Lima said.", "The bridge was safe"),
    "around": ("The old bridge, the mayor said, is safe.", "The old bridge … is safe"),
    "as": ("The bridge was safe, as Ana Lima noted.", "The bridge was safe"),
    "wh": ("Ana Lima asked whether the bridge was safe.", "whether the bridge was safe"),
    "to": ("Ana Lima vowed to close the bridge.", "to close the bridge"),
    "ing": ("Ana Lima denied taking the money.", "taking the money"),
    "quote": ("Ana Lima said: “What a day!”", "“What a day!”"),
    "np": ("Ana Lima condemned the attack.", "the attack"),
    "np+that": ("Ana Lima told reporters that the bridge was safe.", "the bridge was safe"),
    "np+bare": ("Ana Lima told reporters the bridge was safe.", "the bridge was safe"),
    "np+before": ("The bridge was safe, Ana Lima told reporters.", "The bridge was safe"),
    "np+to": ("Ana Lima urged the council to act.", "to act"),
    "p:for": ("Ana Lima called for a new bridge.", "a new bridge"),
    "p:about": ("Ana Lima complained about the noise.", "the noise"),
    "be+np": ("The plan was condemned by Ana Lima.", "The plan"),
    "be+to": ("The bridge is expected to close.", "The bridge … to close"),
    "be+p:as": ("The vote is seen as a test.", "The vote … a test"),
    "n:that": ("Ana Lima repeated her claim that the bridge was safe.", "the bridge was safe"),
    "n:to": ("Ana Lima's promise to close the bridge surprised the council.", "to close the bridge"),
    "n:p:for": ("Ana Lima's call for a new bridge surprised the council.", "a new bridge"),
    "l:p:about": ("Ana Lima expressed concern about the tests.", "concern about the tests"),
    "a:that": ("Ana Lima was confident that the bridge was safe.", "the bridge was safe"),
    "a:p:of": ("Ana Lima was critical of the plan.", "the plan"),
    "adverb": ("The minister allegedly took bribes.", "The minister … took bribes"),
    "would-not": ("Ana Lima would not comment on the plan.", "comment on the plan"),
}
"""For each construction, a sentence and its content."""


class Constructions:
    """Finds all the constructions in an article, trusted or not."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.verbal = Verbal(analysis)
        self.nominal = Nominal(analysis)

    def __iter__(self) -> Iterator[Attribution]:
        a = self.a
        for at in range(len(a)):
            if a.is_auxiliary(at) or (at and a.words[at - 1] == "-"):
                continue  # so-called
            if a.words[at] == "according":
                yield from self.nominal.according(at)
            elif a.words[at] in REPORTEDLY:
                yield from self.nominal.reportedly(at)
            elif at == a.sentence(at)[0] and a.words[at] in INVERTED and (said := [*self.nominal.inverted(at)]):
                yield from said
            elif a.is_verb(at):
                yield from self.verbal.verb(at)
            elif a.is_noun(at):
                yield from self.nominal.noun(at)
            elif a.is_adjective(at):
                yield from self.nominal.adjective(at)
