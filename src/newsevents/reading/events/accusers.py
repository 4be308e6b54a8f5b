"""Who accuses: those who say what an accusing word expresses."""

from __future__ import annotations

from collections.abc import Sequence

from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import document_kinds
from newsevents.reading.events.roles import related
from newsevents.reading.lexicon.accusations import Accusing

__all__ = ["accusers", "is_mutual", "is_speakers_own", "is_state", "is_told_by"]

_RULERS = frozenset(("government", "junta", "regime"))
_EACH_OTHER = ("each other", "one another")
_NAMING = frozenset(("identify", "name"))
_WRITING = frozenset(("appeal", "complain", "petition", "speak", "talk", "write"))
_ISSUING = frozenset(
    ("air", "broadcast", "file", "issue", "launch", "make", "post", "publish", "release", "run", "write")
)


def accusers(a: Analysis, at: int, row: Accusing) -> list[int]:
    """The heads of the accusers; in "said Iran attacked, and accused Iraq", the first subject."""
    first = a.first_joined(at)
    above = a.governor(first)
    apart = first < at and any(a.words[one] == "," for one in range(first, at))
    if row.part == "verb" and apart and above is not None and a.relation(first) == "complement":
        return related(a, at if a.own_subject(at) is not None else above, "subject")
    found = _writers(a, at) or [one for name in row.claimant for one in related(a, at, name)]
    if not found and row.part == "noun" and "possessor" in row.claimant:  # "campaign accusations", "Greek charges"
        before = at - 2 if a.words[at - 1] in ("'", "’") else at - 1  # "the workers' charges", misread
        found = [one for one in a.modifiers(at) if one == before and (a.is_noun(one) or a.is_adjective(one))]
    if not found and row.part == "noun" and "self" in row.accused:
        found = _namers(a, at)
    return [one for head in found for one in _authors(a, head) or [head]]


def _writers(a: Analysis, at: int) -> list[int]:
    """Those who write to somebody, accusing others: "*he* wrote to the board | accusing managers of fraud"."""
    noun = a.governor(at)
    to = None if noun is None or a.relation(noun) != "prepositional" else a.governor(noun)
    if to is None or a.words[to] != "to" or a.relation(at) != "relative" or not a.is_verb(at) or a.is_passive(at):
        return []
    up = a.governor(to)
    if up is None or not a.is_participle(at):
        return []
    return related(a, up, "subject") if a.lemmas[up] in _WRITING else _authors(a, up)


def _namers(a: Analysis, noun: int) -> list[int]:
    """Those who call somebody what a noun expresses: "*police* named him as a suspect"."""
    up = a.governor(noun)
    if up is not None and a.relation(noun) == "prepositional" and a.words[up] == "as":
        up = a.governor(up)
    elif a.relation(noun) != "predicate" and (up is None or a.lemmas[up] not in _NAMING):
        return []
    named = up is not None and a.is_verb(up) and a.lemmas[up] != "be" and a.logical_object(up) is not None
    return related(a, up, "subject") if up is not None and named else []


def _authors(a: Analysis, document: int) -> list[int]:
    """Those whose document it is: "*Petrov's* ad", "a *Petrov* ad", "a report by *the union*", "*he* made an ad"."""
    if a.words[document] not in document_kinds():
        return []
    owner = a.possessor(document)
    if owner is not None:
        return a.joined(owner)
    made = [one for verb in a.relative_clauses(document) if (one := a.agent(verb)) is not None]
    found = a.objects_of(document, "by", "from") or made or [one for one in a.modifiers(document) if a.is_name(one)]
    verb = a.governor(document)
    if not found and verb is not None and a.lemmas[verb] in _ISSUING and document in a.objects(verb):
        found = related(a, verb, "subject")
    return found


def is_mutual(a: Analysis, accused: Sequence[int], row: Accusing) -> bool:
    """Whether several accuse each other: "accused *each other* of lying", "*traded* accusations"."""
    each = any(" ".join(a.words[max(0, at - 1) : at + 2]).find(words) >= 0 for at in accused for words in _EACH_OTHER)
    return each or (row.part == "verb" and row.form == "accusation" and row.claimant == row.accused)


def is_state(a: Analysis, head: int) -> bool:
    """Whether a state or government seizes people, who need not be suspected: "*Iran* detained the sailors"."""
    return a.lemmas[head] in _RULERS or (a.is_name(head) and a.determiner(head) is None)


def is_told_by(a: Analysis, at: int) -> bool:
    """Whether the speaker of a statement made by a word is the accuser: not for a passive or joined verb."""
    if not a.is_verb(at):
        return True
    own, first = a.own_subject(at), a.governor(at)
    if own is None:
        return not a.is_passive(at) and not (first is not None and a.relation(at) == "joined" and a.is_verb(first))
    return not a.is_passive(at) and a.antecedent(own) == own


def is_speakers_own(a: Analysis, at: int, row: Accusing) -> bool:
    """Whether the speaker of a word is the accuser: "said he was guilty"; not "he spoke of accusations"."""
    if row.part == "noun":
        return "self" in row.accused or "player" in row.accused or row.claimant == ("-",)
    return row.part != "adverb" and not (a.is_passive(at) and a.relation(at) == "relative")
