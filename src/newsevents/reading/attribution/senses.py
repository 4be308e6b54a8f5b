"""Words of speech in other senses: "claimed the girl", "jabbed her finger", "attacks on government troops"."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import word_set
from newsevents.reading.lexicon.people import doers

__all__ = ["is_other_sense"]

_BODY = word_set("body")
_GRANTED = word_set("granted")
_ARMED = word_set("armed")
_SHOWN = word_set("shown")
_AIMS = word_set("aims")
_ORDERED = word_set("ordered")
_TELLING = frozenset(("disclose", "divulge", "provide", "release", "report", "reveal", "share"))
_OF_ACTORS = frozenset(("claim", "cite"))
"""Verbs that make no statement about a person as their object: "claimed the girl", "citing three officials"."""


def is_other_sense(a: Analysis, cast: Cast, one: Attribution) -> bool:
    """Whether a word of speech has another sense in its context.

    Args:
        a: The analysis.
        cast: The entities in the article.
        one: The word in its construction.
    """
    head = a.lemmas[one.head]
    if one.construction == "np":
        if head in _BODY:
            return a.possessor(one.head) is not None or a.determiner(one.head) is not None
        if one.word in _OF_ACTORS:
            return cast.is_actor(one.head)
        if one.word == "welcome":
            return cast.is_actor(one.head) or a.lemmas[one.head] in doers()
        if one.word == "order":
            return head not in _ORDERED
        if one.word == "show" and one.speaker is not None and any(who.is_person for who in cast.refer(one.speaker)):
            return True  # "she showed courage"
        if one.word == "offer" and a.tense(one.cue) == "present" and not a.auxiliaries(one.cue):
            return True  # "the store offers lunches"
        if one.word in _TELLING and len(a.within(*one.content[0])) == 1 and not a.is_name(one.head):
            return a.quotation(one.head) < 0  # "disclosing information"
        return head in {"show": _SHOWN, "seek": _AIMS, "deny": _GRANTED}.get(one.word, ())
    if one.construction.startswith("l:"):
        return one.word == "sign" and a.is_noun(one.cue)  # "shows no sign of"
    if one.construction == "n:p:of":
        return one.word == "denial" and head in _GRANTED
    if one.construction in ("n:p:on", "n:p:against"):
        return a.lemmas[one.cue] == "attack" and (head in _ARMED or a.words[one.head] in _ARMED)
    return False
