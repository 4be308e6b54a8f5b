"""Why a word that may give a record does not."""

from __future__ import annotations

from enum import StrEnum

from newsevents.reading.scope import Scope

__all__ = ["Refusal"]


class Refusal(StrEnum):
    """Why a word is not trusted to report that somebody said, met or did something."""

    CONSTRUCTION = "construction"
    """The word is not listed for what follows it: "ate that"."""
    POINTER = "pointer"
    """What is said is only referred to: "said so", "confirmed it"."""
    QUOTED = "quoted"
    """The word is inside a quotation, where somebody speaks of themselves: “I said that …”."""
    NO_SPEAKER = "no-speaker"
    """The words name nobody who could say it."""
    THING = "thing"
    """The speaker would be a thing, a place or a time."""
    NEGATED = "negated"
    """It is said not to be so: "did not say", "no evidence that"."""
    CONDITION = "condition"
    """It is said only as a condition: "if he says", "unless they meet"."""
    ASKED = "asked"
    """It is a question, or somebody is said to ask: "whether they met"."""
    WISHED = "wished"
    """Somebody wants it: "urged them to meet"."""
    SUPPOSED = "supposed"
    """It would, could or should be so, or is imagined: "would say"."""
    PLANNED = "planned"
    """It was planned or tried: "plotted to kill"."""
    FUTURE = "future"
    """It is still in the future."""
    DOUBTED = "doubted"
    """It is doubted: "it is unlikely that"."""
    OPEN = "open"
    """The text does not say whether it happened: "time to meet", "tends to accuse"."""
    CIRCUMSTANCE = "circumstance"
    """It is only the occasion on which something else is said: "Bush, commenting on the crisis, said"."""
    WITHIN = "within"
    """It is part of another statement, which reports it."""
    REPEATED = "repeated"
    """Another word of the sentence gives the same record."""
    UNCLAIMED = "unclaimed"
    """Nobody claims it: the article reports the deed in its own voice."""
    NOBODY = "nobody"
    """Nobody who can act is named where the participants or the accused would be."""

    @property
    def meaning(self) -> str:
        """What it means, in a few words."""
        return _MEANINGS[self]

    @staticmethod
    def of(how: Scope) -> Refusal | None:
        """Why a clause is not presented as fact; None if it is."""
        if how.negated:
            return Refusal.NEGATED
        return None if how.unreal is None else Refusal(how.unreal)


_MEANINGS = {
    Refusal.CONSTRUCTION: "the word is not listed for this construction",
    Refusal.POINTER: "what is said is only referred to",
    Refusal.QUOTED: "inside a quotation, where somebody speaks of themselves",
    Refusal.NO_SPEAKER: "nobody is named who could say it",
    Refusal.THING: "a thing, a place or a time would speak",
    Refusal.NEGATED: "said not to be so",
    Refusal.CONDITION: "said only as a condition",
    Refusal.ASKED: "a question",
    Refusal.WISHED: "only wanted",
    Refusal.SUPPOSED: "only supposed",
    Refusal.PLANNED: "only planned or tried",
    Refusal.FUTURE: "still to come",
    Refusal.DOUBTED: "doubted",
    Refusal.OPEN: "the text does not say whether it happened",
    Refusal.CIRCUMSTANCE: "only the occasion on which something else is said",
    Refusal.WITHIN: "part of another statement, which reports it",
    Refusal.REPEATED: "another word gives the same record",
    Refusal.UNCLAIMED: "nobody claims it",
    Refusal.NOBODY: "nobody who can act is named for it",
}
