"""The words that have a relation to a predicate, by the names of relations that the word lists use."""

from __future__ import annotations

from newsevents.reading.analysis import Analysis
from newsevents.reading.lexicon.lines import word_set

__all__ = ["having", "related", "related_loosely"]

_HOLDING = word_set("facing")
_CLAIMING = word_set("claiming")
_BETWEEN = frozenset(("of", "against", "to"))
_CLOSED = frozenset(("subject", "object", "possessor", "self", "holder", "claim", "verb", "that", "ing", "predicate"))


def having(a: Analysis, at: int, word: str) -> bool:
    """Whether a predicate has the second word that its entry needs: "carry_out", "war_crime"."""
    second = word.partition("_")[2]
    return not second or any(
        second in (a.words[one], a.lemmas[one]) and not a.is_negated(one) for one in a.dependents(at)
    )


def related(a: Analysis, at: int, relation: str) -> list[int]:
    """The heads of the words that have a relation to a predicate, with those that are joined to them."""
    if relation == "subject":
        subject = a.logical_subject(at) if a.is_verb(at) else _subject_of_predicate(a, at)
        own = a.own_subject(at) if a.is_verb(at) else None
        if own is not None and subject is not None and a.antecedent(own) == subject != own:
            return [subject]  # "Petrov, who lied, and Lopez"
        return _several(a, subject)
    if relation == "object":
        return _several(a, _object(a, at)) if a.is_verb(at) else _after(a, at)
    if relation == "possessor":
        return _several(a, a.possessor(at))
    if relation == "self":
        return _bearer(a, at)
    if relation in ("holder", "claim"):
        return _several(a, _holder(a, at, _HOLDING if relation == "holder" else _CLAIMING))
    if relation == "verb":
        up = a.governor(at)
        return [] if up is None or not a.is_verb(up) else [up]
    if relation == "predicate":
        said = a.predicate(at)
        return [one.head for one in a.complements(at) if not a.is_verb(one.head)] if said is None else [said]
    if relation in ("that", "ing"):
        return _clauses(a, at, relation)
    if relation == "to":
        return _clauses(a, at, relation) + a.objects_of(at, relation)
    found = a.objects_of(at, relation)
    if relation == "by" and not found and a.is_noun(at):  # "accusations made by him"
        found = [agent for verb in a.relative_clauses(at) if (agent := a.agent(verb)) is not None]
    return found


def related_loosely(a: Analysis, at: int, relation: str) -> list[int]:
    """As `related`, and what a parser ties to a word between: "sentenced to years *for fraud*"."""
    found = related(a, at, relation)
    if found or relation in _CLOSED:
        return found
    between = [*related(a, at, "object")] if a.is_verb(at) else []
    between += [one for one in (a.predicate(at), *(one.head for one in a.complements(at))) if one is not None]
    between += [one.object for one in a.prepositions(at) if one.word in _BETWEEN]
    return [one for inner in between if not a.is_finite(inner) for one in a.objects_of(inner, relation)]


def _several(a: Analysis, at: int | None) -> list[int]:
    return [] if at is None else a.joined(at)


def _object(a: Analysis, verb: int) -> int | None:
    """The object of a verb, also where it is the subject of a predicate: "found *him* guilty"."""
    found = a.logical_object(verb)
    if found is not None or a.is_passive(verb):
        return found
    predicates = [one.head for one in a.complements(verb) if not a.is_verb(one.head)]
    return a.own_subject(predicates[0]) if predicates else None


def _after(a: Analysis, preposition: int) -> list[int]:
    up = a.governor(preposition)
    return [] if up is None else [one.object for one in a.prepositions(up) if one.at == preposition]


def _subject_of_predicate(a: Analysis, at: int) -> int | None:
    """Of whom a predicate is said: "*he* is a liar", "called *him* a liar", "*he* is behind it"."""
    verb = a.governor(a.first_joined(at))
    if verb is None or not a.is_verb(verb):
        return None
    if a.predicate(verb) != a.first_joined(at) and a.relation(at) != "preposition":
        return None
    found = a.logical_object(verb)
    return found if found is not None and a.lemmas[verb] != "be" else a.subject(verb)


def _bearer(a: Analysis, noun: int) -> list[int]:
    """Who a noun says that somebody is: "*he* is a suspect", "*Petrov*, a suspect"."""
    found = _subject_of_predicate(a, noun)
    if found is not None:
        return a.joined(found)
    up = a.governor(noun)
    if up is not None and a.relation(noun) == "apposition":
        return [up]
    return [one for one in a.appositions(noun) if a.is_name(one)]


def _holder(a: Analysis, noun: int, verbs: frozenset[str]) -> int | None:
    """Who faces, denies or claims what a noun tells: "*he* faces charges"."""
    verb = a.governor(a.first_joined(noun))
    if verb is None or not a.is_verb(verb) or a.lemmas[verb] not in verbs or a.relation(noun) != "object":
        return None
    return a.subject(verb)


def _clauses(a: Analysis, at: int, kind: str) -> list[int]:
    kinds = ("that", "bare") if kind == "that" else (kind,)
    found = [one.head for one in a.complements(at) if one.kind in kinds and (one.kind != "bare" or a.is_verb(at))]
    if kind == "that" and a.is_noun(at) and not found:  # "charges (that) he lied to the court"
        found = [one for one in a.relative_clauses(at) if a.own_subject(one) is not None and a.is_full(one)]
        beside = [*a.relative_clauses(at), *([up] if (up := a.governor(at)) is not None and a.object(up) == at else [])]
        found = found or [one.head for verb in beside for one in a.complements(verb) if one.kind == "that"]
    return found
