"""The accused of a word that accuses: its object, the subject of what is alleged, those whom it describes."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import F
from newsevents.reading.events.deeds import deed_at
from newsevents.reading.events.docket import Docket
from newsevents.reading.events.roles import related, related_loosely
from newsevents.reading.lexicon import accusations as lexicon
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers

__all__ = ["accused_of"]

_AGAINST = word_set("against")
_SUFFERING = frozenset(("dead", "injured", "killed", "missing", "murdered", "slain", "wounded"))
_COMPLAINING = frozenset(("complain", "protest"))
_STATES = frozenset(("be", "become", "feel", "have", "lack", "live", "look", "need", "remain", "seem", "stay"))
_SUFFERED = word_set("suffered")
_COURTS = word_set("courts")


def accused_of(docket: Docket[F], at: int, row: lexicon.Accusing, deed: int) -> list[int]:
    """The heads of the accused."""
    a = docket.a
    nearest = _before_participle(docket, at) if a.is_verb(at) else None
    if row.is_itself:
        return related(a, at, row.accused[0]) if nearest is None else _described_by(a, at, nearest)
    for name in row.accused:
        if name == "against" and a.lemmas[deed] in _AGAINST and a.objects_of(deed, "against"):
            continue  # "allegations of bias against the mayor"
        heads = related_loosely(a, at, name)
        if name in ("that", "wh", "verb"):
            heads = _acting(a, deed, row) if name == "that" else related(a, deed, "subject")
        if name == "agent":
            heads = _agents(a, at, deed)
        if name in ("into", "against"):
            heads = [one for one in heads if not any(a.words[each] in _SUFFERING for each in a.modifiers(one))]
        if name == "wh" and a.is_passive(deed) and ("verb", a.lemmas[deed]) in lexicon.accusations():
            heads = related(a, deed, "object")  # "whether he was linked to the murder"
        if name == "subject" and row.part == "adverb":
            heads = [] if _is_of_another(a, deed) else related(a, deed, "subject")
        if name == "object" and nearest is not None and nearest not in heads:
            heads = _described_by(a, at, nearest)
        if heads:  # not "his campaign" in "accused his followers of sexism and his campaign of lying"
            return [one for one in heads if one < deed or heads[0] > deed or name == "agent"]
    if a.is_verb(deed) and row.deed[-1] == "that" and row.accused != ("holder",):
        return _acting(a, deed, row)
    return []


def _acting(a: Analysis, deed: int, row: lexicon.Accusing) -> list[int]:
    """The subject of a clause that is alleged, if it acts: not "charges that *workers* had died"."""
    said = a.predicate(deed) if a.lemmas[deed] == "be" else deed
    told = None if said is None else deed_at(a, said)
    subjects = related(a, deed, "subject")
    if told is not None:
        return subjects if "subject" in told.harm.accused or "self" in told.harm.accused else list(told.accused)
    if row.word in _COMPLAINING and (a.lemmas[deed] in _STATES or (a.is_negated(deed) and a.modal(deed) is not None)):
        return []  # "complained that he was cold", "that he could not leave"
    return [] if a.lemmas[deed] in _SUFFERED else subjects


def _agents(a: Analysis, at: int, deed: int) -> list[int]:
    """The doers of a deed that a noun expresses: "blamed sabotage by *the rebels*", "*the driver*'s negligence"."""
    told = deed_at(a, deed)
    beside = [] if a.is_passive(at) else related(a, at, "by")
    return beside if told is None else [*told.accused] or beside


def _described_by(a: Analysis, participle: int, nearest: int) -> list[int]:
    """Those whom a participle describes: the noun just before it; nobody after a comma, where it is doubtful."""
    return [] if a.words[participle - 1] == "," else a.joined(nearest)


def _before_participle(docket: Docket[F], verb: int) -> int | None:
    """The person or body just before a participle that may modify it: "met *the agents* charged with fraud".

    A parser often attaches such a participle to the subject of the sentence. After a comma, both readings are
    possible.
    """
    a = docket.a
    beside = a.relation(verb) == "adverbial" or (a.relation(verb) == "joined" and a.conjunction(verb) is None)
    if a.auxiliaries(verb) or not a.is_passive(verb) or not beside or verb == 0:
        return None
    noun = verb - (2 if a.words[verb - 1] == "," else 1)
    stands = (
        noun >= 0
        and a.is_noun(noun)
        and a.lemmas[noun] not in _COURTS
        and (a.lemmas[noun] in doers() or bool(docket.who(noun, None)))
    )
    return noun if stands else None


def _is_of_another(a: Analysis, deed: int) -> bool:
    """Whether a verb in -ing depends on an infinitive: "made the firm pay for allegedly *hiding* losses"."""
    up = a.governor(deed)
    above = None if up is None else a.governor(up)
    under = a.relation(deed) in ("prepositional", "preposition") and a.is_participle(deed)
    return under and above is not None and a.is_verb(above) and not a.is_finite(above) and a.subject(above) is not None
