"""Deeds of harm and wrong in a clause or a noun phrase: who does them and whom they befall."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.roles import having, related
from newsevents.reading.lexicon.harms import Harm, harms
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import people
from newsevents.reading.scope import scope

__all__ = ["Deed", "deed_at", "deeds"]

_FOLLOWED = frozenset(
    ("complement", "joined", "adverbial", "object", "predicate", "preposition", "prepositional", "subject", "relative")
)
_AT_THE_TIME = frozenset(
    ("when", "after", "before", "while", "as", "because", "since", "by", "in", "through", "for", "with")
)
WRONGLY = word_set("wrongly")
_OWN = frozenset(("its", "their", "his", "her", "our"))


@attrs.frozen
class Deed:
    """A deed.

    Attributes:
        at: Its predicate.
        harm: The entry of the lexicon.
        accused: The heads of the words for who does it.
        victims: The heads of the words for whom it befalls.
        top: The head of the words that tell it: of "planned to kill" the plan.
    """

    at: int
    harm: Harm
    accused: tuple[int, ...]
    victims: tuple[int, ...]
    top: int


def deed_at(a: Analysis, at: int) -> Deed | None:
    """The deed that a verb, noun or adjective tells, whoever does it; None where it tells none."""
    for part in _parts(a, at):
        for harm in harms().get((part, a.lemmas[at]), ()):
            if (
                having(a, at, harm.word)
                and _has_thing(a, at, harm)
                and not (harm.grade in ("harm", "with") and _to_own_things(a, at))
            ):
                return _deed(a, at, harm)
    return None


def _parts(a: Analysis, at: int) -> tuple[str, ...]:
    if a.is_verb(at):
        return () if a.is_auxiliary(at) else ("verb",)
    if a.is_noun(at):
        return () if a.is_name(at) else ("noun", "agent")
    return ("adjective",) if a.is_adjective(at) else ()


def _has_thing(a: Analysis, at: int, harm: Harm) -> bool:
    if harm.things is None:
        return True
    if "_" in harm.word:
        candidates = [one.object for one in a.prepositions(at)] + related(a, at, "object")
    else:
        candidates = related(a, at, "object")
    return any(a.lemmas[one] in harm.things for one in candidates)


def _lacks_object(a: Analysis, at: int) -> bool:
    """Whether a verb in -ed that needs an object has none, as where a parser takes "Khan, killed in May" for active."""
    return (
        a.is_verb(at)
        and not a.is_passive(at)
        and not a.auxiliaries(at)
        and a.words[at].endswith(("ed", "ot", "it"))
        and a.object(at) is None
        and not a.prepositions(at)
    )


def _to_own_things(a: Analysis, verb: int) -> bool:
    """Whether somebody does it to things of his own: "destroyed its missiles"; not "killed his wife"."""
    found = a.object(verb) if a.is_verb(verb) and not a.is_passive(verb) else None
    owner = None if found is None else a.possessor(found)
    return owner is not None and a.words[owner] in _OWN and a.lemmas[found or 0] not in people()


def _deed(a: Analysis, at: int, harm: Harm) -> Deed:
    if harm.victim == ("object",) and _lacks_object(a, at):
        return Deed(at, harm, (), (), _top(a, at))
    accused = [one for relation in harm.accused for one in related(a, at, relation)]
    victims = [one for relation in harm.victim for one in related(a, at, relation)]
    if harm.part == "noun":
        owner = related(a, at, "possessor")
        if "possessor" in harm.victim and a.objects_of(at, "of"):
            victims, accused = (
                [one for one in victims if one not in owner],
                accused or owner,
            )  # "his murder of the king"
    elif harm.accused == ("possessor",):  # "Iran's attack was illegal", "Iran's illegal attack"
        noun = _described(a, at)
        accused = [] if noun is None else related(a, noun, "possessor") or a.objects_of(noun, "by")
    elif harm.accused == ("self",):
        accused = related(a, at, "subject")
    return Deed(at, harm, tuple(accused), tuple(victims), _top(a, at))


def _described(a: Analysis, adjective: int) -> int | None:
    if a.relation(adjective) == "modifier":
        return a.governor(adjective)
    found = related(a, adjective, "subject")
    return found[0] if found else None


def _top(a: Analysis, at: int) -> int:
    """The head of the words that tell a deed: of a predicate its verb, of an infinitive or -ing the verb above it."""
    now = at
    up = a.governor(now)
    while up is not None:
        if a.relation(now) == "predicate" and a.is_verb(up):
            return up
        if a.relation(now) not in _UNDER or (a.is_verb(now) and a.is_finite(now)):
            break
        if a.is_verb(up) and a.is_verb(at):
            if a.logical_subject(up) != a.logical_subject(at):
                break
            at = up
        elif a.relation(now) == "object":
            break
        now, up = up, a.governor(up)
    return at


_UNDER = frozenset(("complement", "preposition", "prepositional"))


def deeds(a: Analysis, head: int, without: Collection[int] = ()) -> Iterator[Deed]:
    """The deeds told as so in a clause or noun phrase, in text order: not those that are wished, denied or asked for.

    A planned or attempted deed counts. What is under the words of `without` is left out.
    """
    for at in _within(a, head, without):
        found = deed_at(a, at)
        if found is None or (found.harm.part == "noun" and a.is_verb(head)):
            continue  # "the sanctions that followed Iran's attack" takes the attack as known
        how = scope(a, at, head)
        if not how.negated and how.unreal in (None, "planned"):
            yield found


def _within(a: Analysis, head: int, without: Collection[int]) -> list[int]:
    """The predicates of a clause: its head and what is joined to it, its complements, relative and temporal clauses."""
    found = [head]
    for one in found:
        for child in a.dependents(one):
            relation = a.relation(child)
            if child not in without and relation in _FOLLOWED and not _apart(a, child, relation):
                found.append(child)
    return sorted(found)


def _apart(a: Analysis, at: int, relation: str) -> bool:
    """Whether a dependent tells something else than the clause: an aim, a condition, whom another deals with."""
    if relation == "adverbial":
        return a.is_infinitive(at) or (a.marker(at) not in (None, *_AT_THE_TIME))
    if relation == "relative":
        own, noun = a.own_subject(at), a.governor(at)
        if own is None or noun is None or a.antecedent(own) == own:
            return True
        return a.relation(noun) not in ("subject", "object", "predicate")
    return False
