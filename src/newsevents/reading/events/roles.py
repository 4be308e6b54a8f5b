"""The words in a relation to a predicate, by the names of relations in the word lists."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import word_set as entity_words
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers

__all__ = ["having", "related", "related_loosely", "upwards"]

_VERBS = {"holder": word_set("facing"), "claim": word_set("claiming"), "player": word_set("playing")}
"""The verbs whose subject is in the relation to a noun that is their object."""
_LODGING = word_set("lodging")
_ADVOCATES = entity_words("advocates")
_DENYING = word_set("denying")
_COPULAS = frozenset(("be", "become", "remain", "seem", "appear", "stay", "look", "prove"))
_LEGAL = frozenset(("with", "of", "for", "on", "over"))
_RESULT = frozenset(("so", "such"))
_STATES = frozenset(("on", "under", "in", "at", "before"))
_INDEFINITE = frozenset(("a", "an", "another"))
_OF_ANOTHER = frozenset(("predicate", "apposition", "modifier"))
_BETWEEN = frozenset(("of", "against", "to", "for"))
_CLOSED = frozenset(
    (
        *("subject", "object", "possessor", "self", "itself", "maker", "under", "described", "doer", "kind"),
        *("verb", "that", "wh", "ing", "predicate", *_VERBS),
    )
)


def having(a: Analysis, at: int, word: str) -> bool:
    """Whether a predicate has the other words that its entry needs: "carry_out", "war_crime", "use_as_weapon"."""
    others = word.split("_")[1:]
    if not others:
        return True
    around = [one for one in a.dependents(at) if not a.is_negated(one)]
    if len(others) > 1:
        inner = [each for each in around if not a.is_verb(each) or a.lemmas[each] in others]
        around += [one for each in inner for one in a.dependents(each)]
    return all(any(other in (a.words[one], a.lemmas[one]) for one in around) for other in others)


def related(a: Analysis, at: int, relation: str) -> list[int]:
    """The heads of the words in a relation to a predicate, including joined ones."""
    if relation == "subject":
        subject = a.logical_subject(at) if a.is_verb(at) else _subject_of_predicate(a, at)
        own = a.own_subject(at) if a.is_verb(at) else None
        if own is not None and subject is not None and a.antecedent(own) == subject != own:
            return [subject]  # "Petrov, who lied, and Lopez"
        return _several(a, subject)
    if relation == "object":
        return _several(a, _object(a, at)) if a.is_verb(at) else _after(a, at)
    if relation == "possessor":
        return _several(a, a.possessor(at)) or _owner_before(a, at)
    if relation == "self":
        return _bearer(a, at)
    if relation == "itself":
        return _somebody(a, at)
    if relation in _VERBS:
        return _clients(a, at, _several(a, _holder(a, at, _VERBS[relation])))
    if relation == "maker":
        verb = _light(a, at)
        return [] if verb is None else _several(a, a.logical_subject(verb))
    if relation == "under":
        return _in_state(a, at)
    if relation == "kind":
        return [one for one in a.modifiers(at) if a.is_noun(one) and not a.is_name(one)]
    if relation == "described":
        return _described(a, at)
    if relation == "doer":
        return [one for head in _described(a, at) for one in _doer(a, head)]
    if relation == "verb":
        up = a.governor(at)
        return [] if up is None or not a.is_verb(up) else [up]
    if relation == "predicate":
        said = a.predicate(at)
        return [one.head for one in a.complements(at) if not a.is_verb(one.head)] if said is None else [said]
    if relation in ("that", "wh", "ing"):
        return _clauses(a, at, relation)
    if relation == "to":
        return _clauses(a, at, relation) + a.objects_of(at, relation)
    found = a.objects_of(at, relation)
    if relation == "by" and not found and a.is_noun(at):  # "accusations made by him"
        found = [agent for verb in a.relative_clauses(at) if (agent := a.agent(verb)) is not None]
    return found


def related_loosely(a: Analysis, at: int, relation: str) -> list[int]:
    """Like `related`, with phrases that a parser attaches to a word in between: "sentenced to years *for fraud*"."""
    found = related(a, at, relation)
    if found or relation in _CLOSED:
        return found
    between = [*related(a, at, "object")] if a.is_verb(at) else _above(a, at)
    if a.is_verb(at):
        between += [one for one in (a.agent(at), a.object(at)) if one is not None]
        between += a.objects_of(at, "in") if relation in _LEGAL else []  # "charged in court with fraud"
    between += [one for one in (a.predicate(at), *(one.head for one in a.complements(at))) if one is not None]
    between += [one.object for verb in (at, *between) for one in a.prepositions(verb) if one.word in _BETWEEN]
    inners = [one for one in between if a.is_noun(at) or not a.is_finite(one)]
    return [one for inner in inners for one in a.objects_of(inner, relation) if not a.dominates(one, at)]


def _light(a: Analysis, noun: int) -> int | None:
    """The light verb of a noun of accusing: "*filed* charges", "charges were *brought*"."""
    first = a.first_joined(noun)
    verb = a.governor(first)
    if verb is None or not a.is_verb(verb) or a.lemmas[verb] not in _LODGING or a.logical_object(verb) != first:
        return None
    return verb


def _above(a: Analysis, noun: int) -> list[int]:
    """The verb with which a noun shares its prepositions: "*filed* charges for fraud", "*is* on trial for fraud"."""
    found = [verb for verb in (_light(a, noun), _state_verb(a, noun)) if verb is not None]
    up = a.governor(a.first_joined(noun))
    if up is not None and a.is_verb(up) and a.relation(a.first_joined(noun)) == "object":
        found.append(up)
    if _of_warrant(a, noun):
        warrant = a.governor(a.governor(noun) or noun) or noun
        found += [one for one in (warrant, a.governor(warrant)) if one is not None]
    return found


def _of_warrant(a: Analysis, noun: int) -> bool:
    """Whether an arrest is what a warrant is for: "a warrant for *his arrest* in the murder"."""
    up = a.governor(noun)
    above = None if up is None or a.relation(noun) != "prepositional" else a.governor(up)
    return above is not None and a.lemmas[above] == "warrant"


def _state_verb(a: Analysis, noun: int) -> int | None:
    """The governor of a phrase for a state: "*is* on trial", "a *man* in jail"."""
    preposition = a.governor(noun)
    if preposition is None or a.relation(noun) != "prepositional" or a.words[preposition] not in _STATES:
        return None
    return a.governor(preposition)


def _in_state(a: Analysis, noun: int) -> list[int]:
    """Those who are in a state: "*he* is on trial", "*a man* in jail", "police took *him* into custody"."""
    up = _state_verb(a, noun)
    if up is None or a.determiner(noun) is not None:
        return []
    if not a.is_verb(up):
        return [up]
    return _several(a, a.logical_object(up) if a.object(up) is not None or a.is_passive(up) else a.subject(up))


def _described(a: Analysis, adjective: int) -> list[int]:
    """The noun that an adjective modifies; before a name, the noun in between: "accused *killer* John Smith"."""
    noun = a.governor(adjective)
    if noun is None or a.relation(adjective) != "modifier" or not a.is_noun(noun):
        return []
    while (
        a.relation(noun) == "modifier" and (up := a.governor(noun)) is not None and a.is_noun(up) and not a.is_name(up)
    ):
        noun = up  # "the alleged arms *deal*"
    if not a.is_name(noun):
        return [noun]
    return [one for one in a.modifiers(noun) if one > adjective and a.is_noun(one) and not a.is_name(one)][-1:]


def _doer(a: Analysis, noun: int) -> list[int]:
    """The person named as an alleged doer, or the doer of an alleged deed: "an alleged killer, *John Smith*"."""
    named = [one for one in _bearer(a, noun) if a.is_name(one) or a.is_pronoun(one)]
    if named or a.lemmas[noun] in doers():
        return named
    return _several(a, a.possessor(noun)) or a.objects_of(noun, "by", "between")


def _clients(a: Analysis, charge: int, heads: list[int]) -> list[int]:
    """Those who face a charge, whoever denies it for them: "*Petrov's* lawyer denied charges"."""
    if not any(a.lemmas[verb] in _DENYING for verb in upwards(a, charge)):
        return heads
    lawyers = [one for one in heads if a.lemmas[one] in _ADVOCATES]
    owners = [owner for one in lawyers if (owner := a.possessor(one)) is not None]
    return [one for one in heads if one not in lawyers] + owners


def _owner_before(a: Analysis, noun: int) -> list[int]:
    """The possessor that a parser attaches to the noun before a noun: "*Petrov's* | murder conviction"."""
    kinds = [one for one in a.modifiers(noun) if a.is_noun(one) and not a.is_name(one)]
    return [owner for one in kinds if (owner := a.possessor(one)) is not None and a.is_name(owner)]


def _several(a: Analysis, at: int | None) -> list[int]:
    return [] if at is None else a.joined(at)


def _object(a: Analysis, verb: int) -> int | None:
    """The object of a verb, even if it is the subject of a predicate: "found *him* guilty"."""
    found = a.logical_object(verb)
    if a.is_passive(verb) and not a.auxiliaries(verb) and (own := a.object(verb)) is not None and a.is_name(own):
        return own  # "the police arrested *Petrov*", if a parser takes the verb for a participle
    if found is not None and a.is_passive(verb) and a.own_subject(verb) is None and a.is_plural(found):
        first = a.auxiliaries(verb)[:1]  # "officials ask if Petrov, …, *is* suspected"
        return None if first and a.words[first[0]] in ("is", "was", "has") else found
    if found is not None and not a.is_passive(verb) and a.is_number(found):
        return a.hearer(verb) or found  # "fined *the bank* $3 million"
    if found is not None or a.is_passive(verb):
        return found
    predicates = [one.head for one in a.complements(verb) if not a.is_verb(one.head)]
    return a.own_subject(predicates[0]) if predicates else None


def _after(a: Analysis, preposition: int) -> list[int]:
    up = a.governor(preposition)
    return [] if up is None else [one.object for one in a.prepositions(up) if one.at == preposition]


def _subject_of_predicate(a: Analysis, at: int) -> int | None:
    """The subject of a predicate: "*he* is a liar", "called *him* a liar", "*he* is behind it"."""
    verb = a.governor(a.first_joined(at))
    if verb is None or not a.is_verb(verb):
        return None
    if a.predicate(verb) != a.first_joined(at) and a.relation(at) != "preposition":
        return None
    found = a.logical_object(verb)
    if found is not None and a.lemmas[verb] != "be":
        return found
    return a.subject(verb) if a.lemmas[verb] in _COPULAS or a.is_passive(verb) else None


def _bearer(a: Analysis, noun: int) -> list[int]:
    """The actor that a noun is a predicate or an apposition of: "*he* is a suspect", "*Petrov*, a suspect"."""
    found = _subject_of_predicate(a, noun)
    if found is not None:
        return a.joined(found)
    up = a.governor(noun)
    if up is not None and a.relation(noun) == "apposition":
        return [up]
    if up is not None and a.relation(noun) == "modifier" and a.is_name(up):
        return [up]
    if up is not None and a.relation(noun) == "prepositional" and a.words[up] == "as":
        high = a.governor(up)
        found = high if high is None or not a.is_verb(high) else a.logical_object(high)
        if found is None or a.is_name(found) or a.is_pronoun(found):
            return _several(a, found)
        return a.objects_of(found, "in") or a.joined(found)  # "interest in Petrov as a suspect"
    beside = [noun, *related_loosely(a, noun, "in")]  # "a suspect in the murder, John Smith"
    return [one for head in beside for one in a.appositions(head) if a.is_name(one) and not a.is_name(head)]


def _somebody(a: Analysis, noun: int) -> list[int]:
    """People referred to only by a noun, or a name given for them: "*two suspects*", "a suspect named *Petrov*".

    They must exist: they are counted or described, or something happened to them; not "if a suspect flees".
    """
    counted = any(a.is_number(one) for one in a.dependents(noun))
    bare = a.determiner(noun) is None and a.possessor(noun) is None and a.is_plural(noun)
    bare = bare and a.relation(noun) in ("subject", "object") and bool(related_loosely(a, noun, "in"))
    apposed = [one for one in a.appositions(noun) if a.is_name(one)]
    if not (counted or bare or apposed or a.determiner(noun) in _INDEFINITE):
        return []
    if a.relation(noun) in _OF_ANOTHER or a.words[a.governor(noun) or noun] == "as":
        return []
    verb = next((one for one in upwards(a, noun) if a.is_verb(one)), None)
    happened = verb is not None and a.tense(verb) == "past"
    if not (counted or happened or apposed or a.relative_clauses(noun)):
        return []
    named = [one for verb in a.subtree(noun) if a.is_participle(verb) for one in a.objects_of(verb, "as")]
    return apposed or [one for one in named if a.is_name(one)] or [noun]


def upwards(a: Analysis, at: int) -> Iterator[int]:
    """The governors above a word."""
    up = a.governor(at)
    while up is not None:
        yield up
        up = a.governor(up)


def _holder(a: Analysis, noun: int, verbs: frozenset[str]) -> int | None:
    """The subject that faces, denies or claims what a noun expresses: "*he* faces charges"."""
    first = a.first_joined(noun)
    verb = a.governor(first)
    while (
        verb is not None and not a.is_verb(verb) and a.relation(first) in ("prepositional", "preposition", "predicate")
    ):
        first, verb = verb, a.governor(verb)  # "pleaded innocent to charges"
    if verb is None or not a.is_verb(verb) or a.lemmas[verb] not in verbs:
        return None
    if having(a, verb, "plead_guilty") and a.lemmas[verb] == "plead":
        return None  # that admits it
    return a.subject(verb) if a.relation(noun) == "object" or a.lemmas[verb] == "plead" else None


def _clauses(a: Analysis, at: int, kind: str) -> list[int]:
    kinds = ("that", "bare") if kind == "that" else (kind,)
    found = [one.head for one in a.complements(at) if one.kind in kinds and (one.kind != "bare" or a.is_verb(at))]
    if kind == "that":  # "charged that he lied, and Petrov | said" with "said" under "charged"
        said = {one.head for one in a.complements(at) if one.kind == "that"}
        found = [one for one in found if one in said] or ([] if a.lemmas[at] == "charge" else found)
        if a.lemmas[at] == "charge" and a.is_verb(at) and a.is_passive(at):
            return []  # "a panel charged with ensuring | that mines are safe"
    if kind == "wh":  # "looking into *whether he lied*"
        under = [verb for one in a.dependents(at) if a.relation(one) == "preposition" for verb in a.dependents(one)]
        found += [verb for verb in under if a.is_verb(verb) and a.marker(verb) == "whether"]
    if kind == "that" and a.is_noun(at) and any(a.words[one] in _RESULT for one in a.subtree(at) if one < at):
        return []  # "so many charges that he resigned"
    if kind == "that" and a.is_noun(at) and not found:  # "charges (that) he lied to the court"
        found = [one for one in a.relative_clauses(at) if a.own_subject(one) is not None and _is_content(a, one)]
        beside = [*a.relative_clauses(at), *([up] if (up := a.governor(at)) is not None and a.object(up) == at else [])]
        found = found or [one.head for verb in beside for one in a.complements(verb) if one.kind == "that"]
    return found


def _is_content(a: Analysis, clause: int) -> bool:
    """Whether a clause after a noun is its content: "claims *that he lied*"; not "claims *that he called absurd*"."""
    return a.is_full(clause) and not any(
        a.words[one] == "that" and a.relation(one) == "object" for one in a.dependents(clause)
    )
