"""Whether somebody is accused in fact, and by somebody: not wished for, only begun, or told of a law."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.roles import related, related_loosely, upwards
from newsevents.reading.lexicon import accusations as lexicon
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.scope import Scope, scope

__all__ = ["is_activity", "is_bare", "is_begun", "is_believed", "is_beside", "is_fact", "is_resolved", "is_rule"]

_LEGAL = ("with", "for", "of", "over")
_SINCE = frozenset(("after", "before", "since"))
_PHASES = frozenset(("begin", "start", "continue", "go", "proceed"))
_RESOLVING = frozenset(("decide", "resolve", "vote"))
_RULES = frozenset(
    ("bill", "clause", "code", "constitution", "contract", "law", "legislation", "rule", "statute", "theory")
)
_BELIEVING = word_set("believing")


def is_fact(a: Analysis, at: int) -> bool:
    """Whether a verb in -ing presents a deed as a fact: "asked about *his* calling her a liar"."""
    if not (a.is_verb(at) and a.is_participle(at)) or a.relation(at) not in ("preposition", "prepositional"):
        return False
    return any(a.relation(one) in ("possessor", "subject") for one in a.dependents(at))


def is_begun(a: Analysis, verb: int) -> bool:
    """Whether an infinitive is a fact: "continued to accuse"; not "the reason to accuse", "threatened to"."""
    up = a.governor(a.first_joined(verb))
    return up is not None and a.lemmas[up] in _PHASES


def is_resolved(a: Analysis, at: int) -> bool:
    """Whether an accusation is decided on: "decided to issue a warrant for his arrest", "voted to impeach him"."""
    verb = at if a.is_verb(at) else next((one for one in upwards(a, at) if a.is_verb(one)), None)
    up = None if verb is None or not a.is_infinitive(verb) else a.governor(a.first_joined(verb))
    return up is not None and a.lemmas[up] in _RESOLVING and a.is_finite(up) and scope(a, up, up).told


def is_beside(a: Analysis, at: int, deed: int, how: Scope) -> bool:
    """Whether what is inquired into was blamed on somebody before: "investigate a shooting *blamed* on a gang"."""
    blamed = a.is_verb(at) and a.is_passive(at) and a.relation(at) == "relative"
    return how.unreal == "asked" and blamed and a.governor(at) == deed


def is_believed(a: Analysis, at: int) -> bool:
    """Whether it is presented as a belief: "is *believed* to be behind the attack", "thought responsible"."""
    up = a.governor(at)
    above = a.governor(up) if up is not None and a.is_verb(up) and a.lemmas[up] == "be" else up
    return above is not None and a.is_verb(above) and a.lemmas[above] in _BELIEVING and a.is_passive(above)


def is_rule(a: Analysis, at: int, row: lexicon.Accusing) -> bool:
    """Whether a law or the like accuses: "*the law* holds parents responsible for their children"."""
    return row.part == "verb" and any(a.lemmas[one] in _RULES for one in related(a, at, "subject"))


def is_bare(a: Analysis, verb: int, row: lexicon.Accusing) -> bool:
    """Whether a verb says nothing of the deed: "he *was charged*"; not "was charged with keeping the books"."""
    if row.form == "accusation":
        told = [one for word in _LEGAL for one in related_loosely(a, verb, word)]
        return all(map(a.is_name, told))  # "blamed the Alliance for Peru"
    if row.claimant != ("by",):
        return True
    is_told = a.is_passive(verb) and bool(a.auxiliaries(verb))
    return is_told and a.object(verb) is None and not a.objects_of(verb, *_LEGAL)


def is_activity(a: Analysis, verb: int) -> bool:
    """Whether a verb in -ing is what somebody does in general: "responsible for *suing* the state"."""
    up = a.governor(verb)
    under = up is not None and a.relation(verb) in ("prepositional", "preposition") and a.is_participle(verb)
    return under and a.words[up or 0] not in _SINCE
