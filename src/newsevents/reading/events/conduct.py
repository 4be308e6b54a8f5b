"""Conduct that is found fault with: "did a terrible job", "acts like a king", "has no shame", "it is a disgrace"."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.roles import related
from newsevents.reading.lexicon.harms import Harm
from newsevents.reading.lexicon.lines import word_set

__all__ = ["ABLE", "is_botched", "is_missing", "is_posing", "judged"]

_BOTCHING = word_set("botching")
_AWFUL = word_set("awful")
_WORKS = word_set("works")
_POSING = frozenset(("act", "behave", "govern", "rule"))
_WORTHY = word_set("worthy")
_DEPLORABLE = word_set("deplorable")
_NEVER = frozenset(("no", "little", "zero"))
ABLE = frozenset(("can", "ca", "could"))
_FACTS = frozenset(("fact", "idea", "notion"))


def is_botched(a: Analysis, verb: int, thing: int) -> bool:
    """Whether what somebody does is done badly: "did *a terrible job*", "used *excessive force*"."""
    bad = a.lemmas[verb] in _BOTCHING and a.lemmas[thing] in _WORKS
    return bad and any(a.words[one] in _AWFUL for one in a.modifiers(thing))


def is_posing(a: Analysis, verb: int) -> bool:
    """Whether somebody acts as they should not: "acts *as if* she were a queen", "behaved *like a child*"."""
    if not a.is_verb(verb) or a.lemmas[verb] not in _POSING:
        return False
    after = a.words[verb + 1 : verb + 4]
    if "as" in after and (*after, "")[after.index("as") + 1] in ("if", "though"):
        return True
    like = [one for one in a.objects_of(verb, "like") if a.determiner(one) in ("a", "an")]
    return any(a.is_noun(one) and a.lemmas[one] not in _WORTHY for one in like)


def is_missing(a: Analysis, at: int, virtue: Harm) -> bool:
    """Whether a virtue is said to be missing: "is *not* honest", "has *no* shame", "*cannot* be trusted"."""
    if virtue.accused == ("object",) and a.modal(at) not in ABLE:
        return False  # "many do not trust him"
    over = a.governor(at)
    verb = over if a.is_adjective(at) and over is not None and a.relation(at) == "predicate" else at
    return (
        a.is_negated(at) or a.is_negated(verb) or any(a.determiner(one) in _NEVER for one in related(a, at, "object"))
    )


def judged(a: Analysis, verb: int) -> int | None:
    """The verb of what is called a disgrace or the like: "it is outrageous that he *sold* it"."""
    if not a.is_verb(verb) or a.lemmas[verb] != "be":
        return None
    said, subject = a.predicate(verb), a.own_subject(verb)
    if said is None or a.lemmas[said] not in _DEPLORABLE:
        return None
    clauses = [one for one in a.dependents(verb) if a.is_verb(one) and a.relation(one) == "subject"]
    if subject is not None and a.words[subject] == "it":
        kinds = ("that", "bare", "to") if a.tense(verb) == "past" else ("that", "bare")
        clauses += [one.head for head in (verb, said) for one in a.complements(head) if one.kind in kinds]
        clauses += a.relative_clauses(said)  # "a disgrace that he sold it", if a parser takes it so
    if subject is not None and a.lemmas[subject] in _FACTS:
        clauses += [*(one.head for one in a.complements(subject)), *a.relative_clauses(subject)]
    return next((one for one in clauses if a.is_verb(one) and a.own_subject(one) is not None), None)
