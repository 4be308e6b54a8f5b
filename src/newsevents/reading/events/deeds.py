"""Deeds of harm and wrong in a clause or a noun phrase, with their doers and victims."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import attrs

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.manners import dereliction, is_harmless, is_idle, is_wrongful
from newsevents.reading.events.roles import having, related
from newsevents.reading.lexicon.harms import Harm, harms
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.scope import scope

__all__ = ["Deed", "charged", "deed_at", "deeds", "presupposed"]

_FOLLOWED = frozenset(
    ("complement", "joined", "adverbial", "object", "predicate", "preposition", "prepositional", "subject", "relative")
)
_AT_THE_TIME = frozenset(
    ("when", "after", "before", "while", "as", "because", "since", "by", "in", "through", "for", "with")
)
_DOERS = word_set("doers")
_CONTESTS = word_set("contests")
_WINNING = frozenset(("beat", "crush", "demolish", "destroy", "hammer", "thrash"))
_ABOUT = frozenset(("of", "to", "against", "about", "for"))
_PERSONAL = word_set("personal") - {"it", "its"}
_BODIES = word_set("bodies")
_FAR = 100
"""How many governors above a word are examined."""
_TIMES = frozenset(("when", "after", "before", "while", "since", "until", "as"))
_CHARGES = word_set("charges")
_MEASURES = frozenset(
    ("cent", "day", "dollar", "euro", "hour", "month", "percent", "percentage", "point", "pound", "week", "year")
)
_CONDEMNING = word_set("condemning")
_UNLAWFUL = word_set("unlawful")
_DEALING = word_set("dealing")
_HANDLING = word_set("handling")
_TAINTED = word_set("tainted")
_OWN = frozenset(("its", "their", "his", "her", "our"))


@attrs.frozen
class Deed:
    """A deed.

    Attributes:
        at: Its predicate.
        harm: The entry of the lexicon.
        accused: The heads of its doers.
        victims: The heads of its victims.
        top: The head of the words that express it: in "planned to kill", "planned".
    """

    at: int
    harm: Harm
    accused: tuple[int, ...]
    victims: tuple[int, ...]
    top: int


def deed_at(a: Analysis, at: int) -> Deed | None:
    """The deed that a verb, noun or adjective expresses, whoever does it, or None."""
    duty = dereliction(a, at)
    if duty is not None:
        return Deed(at, _DERELICT, tuple(related(a, at, "subject")), tuple(related(a, duty, "object")), _top(a, at))
    if is_idle(a, at):
        return attrs.evolve(_deed(a, at, _DERELICT), top=a.first_joined(at))
    for part in _parts(a, at):
        word = a.words[at] if a.is_verb(at) and part == "adjective" else a.lemmas[at]
        for harm in harms().get((part, word), ()):
            if (
                (having(a, at, harm.word) or _has_after(a, at, harm.word))
                and not _is_idiom(a, at, harm)
                and not is_harmless(a, at)
                and _has_thing(a, at, harm)
                and not (_is_of_force(harm) and _to_own_things(a, at))
            ):
                return _deed(a, at, harm)
    if is_wrongful(a, at):
        return _deed(a, at, _WRONGLY_DONE)
    if a.is_verb(at) and any(map(partial(_is_tainted, a, a.lemmas[at]), related(a, at, "object"))):
        return _deed(a, at, _UNLAWFUL_DEALING)
    if a.is_noun(at) and a.relation(at) == "predicate" and a.lemmas[at] in doers() and _is_bad(a, at):
        return _deed(a, at, _BAD_PERSON)
    return None


def _has_after(a: Analysis, at: int, word: str) -> bool:
    """Whether the second word of an entry follows the object of a verb and is attached to it: "left a door *open*"."""
    thing = a.object(at) if a.is_verb(at) else None
    return thing is not None and any(
        one > thing and a.words[one] == word.partition("_")[2] for one in a.modifiers(thing)
    )


def _is_of_force(harm: Harm) -> bool:
    """Whether a deed is one of arms or destruction, which may be done to what is one's own; not "broke its word"."""
    return harm.grade == "harm" or (harm.things is not None and "missile" in harm.things)


def _is_idiom(a: Analysis, at: int, harm: Harm) -> bool:
    """Whether "up" makes a transitive verb intransitive and harmless: "*choked up*", "prices *shot up*"."""
    if a.lemmas[at] in _WINNING and any(a.lemmas[one] in _CONTESTS for one in a.objects_of(at, "in")):
        return True  # "beaten in the final"
    idiom = a.is_verb(at) and "_" not in harm.word and a.particle(at) == "up"
    return idiom and harm.victim == ("object",) and a.object(at) is None


def _is_bad(a: Analysis, noun: int) -> bool:
    """Whether an adjective before a noun expresses a fault: "a corrupt politician"."""
    rows = [row for one in a.modifiers(noun) for row in harms().get(("adjective", a.lemmas[one]), ())]
    return any(row.accused == ("subject",) for row in rows)


def _is_tainted(a: Analysis, verb: str, noun: int) -> bool:
    """Whether what somebody deals with is unlawful: "took *illegal donations*", "sent *threatening letters*"."""
    words = {a.words[one] for one in a.modifiers(noun)}
    return bool((verb in _DEALING and words & _UNLAWFUL) or (verb in _HANDLING and words & _TAINTED))


_BAD_PERSON = Harm("", "agent", "wrong", ("self",), (), None, 0)


_WRONGLY_DONE = Harm("", "verb", "wrong", ("subject",), ("object",), None, 0)
"""A deed that is done illegally, forcibly or the like."""
_DERELICT = Harm("", "verb", "wrong", ("subject",), (), None, 0)
"""A failure in a duty: "failed to warn the workers"."""
_UNLAWFUL_DEALING = Harm("", "verb", "wrong", ("subject",), (), None, 0)
"""A deed whose object is unlawful: "took illegal donations"."""


def charged(a: Analysis, head: int) -> int | None:
    """The deed in a charge: "on charges of *arson*", "on *arson* charges", "on *arson*"."""
    if a.lemmas[head] not in _CHARGES:
        return head
    inner = [*a.objects_of(head, "of", "with", "to"), *related(a, head, "that")]
    inner += [one for one in a.modifiers(head) if a.is_noun(one) and deed_at(a, one) is not None]
    return inner[0] if inner else None


def _parts(a: Analysis, at: int) -> tuple[str, ...]:
    if a.is_verb(at):
        if a.is_auxiliary(at):
            return ()
        return ("verb", "adjective") if a.is_passive(at) and a.agent(at) is None else ("verb",)  # "was biased"
    if a.is_noun(at):
        if a.is_name(at):
            return ()
        return ("agent", "noun") if a.relation(at) == "predicate" else ("noun", "agent")  # "he is a fraud"
    return ("adjective",) if a.is_adjective(at) else ()


def _has_thing(a: Analysis, at: int, harm: Harm) -> bool:
    if harm.things is None:
        return True
    if a.is_noun(at):
        candidates = a.objects_of(at, "of", "in", "to", "with") + [one for one in a.modifiers(at) if a.is_noun(one)]
    elif "_" in harm.word:
        candidates = [one.object for one in a.prepositions(at)] + related(a, at, "object")
    else:
        candidates = related(a, at, "object")
        if a.is_passive(at) and (kept := a.object(at)) is not None:
            candidates = [*candidates, *a.joined(kept)]  # "was offered a bribe"
    if "man" in harm.things and any(_is_somebody(a, one) for one in candidates):
        return True
    if "name" in harm.things and any(map(a.is_name, candidates)):
        return True
    for one in candidates:  # "a terrorist organization" is as good as "terrorists"
        kinds = [one, *a.modifiers(one)] if a.lemmas[one] in _BODIES else [one]
        if any(a.lemmas[kind] in harm.things for kind in kinds):
            return True
    return False


def _is_somebody(a: Analysis, at: int) -> bool:
    """Whether a word refers to people, whatever their role."""
    return a.lemmas[at] in doers() or a.words[at] in _PERSONAL


def _lacks_object(a: Analysis, at: int) -> bool:
    """Whether a transitive verb in -ed lacks an object, as when a parser takes "Khan, killed in May" for active."""
    return (
        a.is_verb(at)
        and not a.is_passive(at)
        and not a.auxiliaries(at)
        and a.words[at].endswith(("ed", "ot", "it"))
        and a.object(at) is None
        and not a.prepositions(at)
    )


def _to_own_things(a: Analysis, verb: int) -> bool:
    """Whether the object is the doer's own thing: "destroyed its missiles"; not "killed his wife"."""
    found = a.object(verb) if a.is_verb(verb) and not a.is_passive(verb) else None
    owner = None if found is None else a.possessor(found)
    return owner is not None and a.words[owner] in _OWN and a.lemmas[found or 0] not in doers()


def _deed(a: Analysis, at: int, harm: Harm) -> Deed:
    if harm.victim == ("object",) and _lacks_object(a, at):
        return Deed(at, harm, (), (), _top(a, at))
    accused = [one for relation in harm.accused for one in related(a, at, relation) if not _is_measure(a, one)]
    victims = [one for relation in harm.victim for one in related(a, at, relation)]
    if harm.part == "adjective" and harm.accused == ("subject",) and (own := a.own_subject(at)) is not None:
        accused = a.joined(a.antecedent(own))
    if harm.part == "noun":
        owner = related(a, at, "possessor")
        if "possessor" in harm.victim and a.objects_of(at, "of"):
            victims, accused = (
                [one for one in victims if one not in owner],
                accused or owner,
            )  # "his murder of the king"
        if not accused and "possessor" not in harm.victim:  # "police brutality"
            accused = [one for one in a.modifiers(at) if a.lemmas[one] in _DOERS]
    elif harm.accused == ("possessor",):  # "Iran's attack was illegal", "Iran's illegal attack"
        noun = _described(a, at)
        accused = [] if noun is None else related(a, noun, "possessor") or a.objects_of(noun, "by")
        accused = accused or [
            one for one in a.modifiers(at if noun is None else noun) if a.is_name(one)
        ]  # "the AP report"
    elif harm.accused == ("self",):
        accused = related(a, at, "subject")
    return Deed(at, harm, tuple(accused), tuple(victims), _top(a, at))


def _is_measure(a: Analysis, noun: int) -> bool:
    """Whether a noun tells how much: "was inflated by *40 per cent*"."""
    return a.lemmas[noun] in _MEASURES


def _described(a: Analysis, adjective: int) -> int | None:
    if a.relation(adjective) == "modifier":
        return a.governor(adjective)
    found = related(a, adjective, "subject")
    return found[0] if found else None


def _top(a: Analysis, at: int) -> int:
    """The head of the words that express a deed: the verb of a predicate, or the verb above an infinitive or -ing."""
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


def deeds(a: Analysis, head: int, without: Collection[int] = (), *, denied: bool = False) -> Iterator[Deed]:
    """The deeds presented as fact in a clause or noun phrase, in text order; not those wished or asked for.

    A planned or attempted deed counts. The subtrees of the words in `without` are left out. The deeds are those said to
    have been done or, with `denied`, those said not to have been done.
    """
    for at in _within(a, head, without):
        found = deed_at(a, at)
        if found is None or (found.harm.part == "noun" and a.is_verb(head) and not _is_told(a, found)):
            continue  # "the sanctions that followed Iran's attack" presupposes the attack
        how = scope(a, at, head)
        if (
            (how.negated is not is_idle(a, at)) is not denied
            or how.unreal not in (None, "planned")
            or _is_conditional(a, found.top)
        ):
            continue
        main = _during(a, found.top, head)
        if main is None:
            yield found
        elif _is_sudden(a, found.top, main):
            yield attrs.evolve(found, top=_top(a, main))  # "was walking home when police shot him"
        elif set(found.accused) & set(related(a, main, "subject")) or any(map(a.is_pronoun, found.accused)):
            yield attrs.evolve(found, top=_top(a, main))  # "called her after he had attacked her"


def _is_conditional(a: Analysis, verb: int) -> bool:
    """Whether it is said only under a condition: "if that is true, Iran is breaking the treaty"."""
    first = a.left_edge(verb)
    while a.words[first] in (",", "that") and first < verb:
        first += 1
    return a.words[first] in ("if", "unless") or any(
        a.marker(one) in ("if", "unless") for one in a.dependents(verb) if a.relation(one) == "adverbial"
    )


def _is_told(a: Analysis, deed: Deed) -> bool:
    """Whether a noun expresses a deed with its doer and victim, in the subject, object or topic of a clause."""
    if not deed.accused or not deed.victims or deed.harm.grade != "wrong":
        return False
    return a.relation(deed.at) in ("subject", "object", "predicate") or (
        a.relation(deed.at) == "prepositional" and a.words[a.governor(deed.at) or 0] in _ABOUT
    )


def _during(a: Analysis, deed: int, head: int) -> int | None:
    """The verb that a deed is only the time of: "left *after he had stolen it*"."""
    now = deed
    up = a.governor(now)
    for _ in range(_FAR):
        if up is None or now == head:
            break
        if a.relation(now) == "adverbial" and (a.marker(now) in _TIMES or _has_when(a, now)):
            return up
        now, up = up, a.governor(up)
    return None


def _has_when(a: Analysis, verb: int) -> bool:
    """Whether "when" introduces the clause of a verb."""
    return any(a.words[one] == "when" for one in a.dependents(verb) if one < verb)


def _is_sudden(a: Analysis, deed: int, main: int) -> bool:
    """Whether a clause with "when" tells what happened in the course of something: "*was walking* when it *fell*"."""
    lasting = a.lemmas[main] in ("be", "have") or any(
        a.lemmas[one] == "be" and a.words[main].endswith("ing") for one in a.auxiliaries(main)
    )
    return main < deed and lasting and _has_when(a, deed)


def _condemned(a: Analysis, at: int) -> list[int]:
    """Those condemned in the clause around a word: "condemned *Iran*, urging an end to the illegal trade"."""
    up = a.governor(at)
    for _ in range(_FAR):
        if up is None:
            break
        if a.is_verb(up) and a.lemmas[up] in _CONDEMNING and not a.dominates(a.logical_object(up) or up, at):
            return related(a, up, "object")
        up = a.governor(up)
    return []


def presupposed(a: Analysis, head: int, without: Collection[int] = ()) -> Iterator[Deed]:
    """The deeds that a clause or noun phrase presupposes to be unlawful: "block *Iran's illegal trade*"."""
    for at in a.subtree(head, without):
        noun = a.governor(at)
        if noun is None or a.words[at] not in _UNLAWFUL or a.relation(at) != "modifier" or not a.is_noun(noun):
            continue
        owner = related(a, noun, "possessor") or a.objects_of(noun, "by") or _condemned(a, noun)
        told = deed_at(a, noun)
        if told is None and a.lemmas[noun] in doers():
            continue  # "illegal immigrants"
        if owner and a.relation(a.first_joined(noun)) != "predicate":
            harm = _WRONGLY_DONE if told is None else told.harm
            yield Deed(noun, harm, tuple(owner), () if told is None else told.victims, noun)


def _within(a: Analysis, head: int, without: Collection[int]) -> list[int]:
    """The predicates of a clause: its head, those joined to it, its complements, relative and temporal clauses."""
    found = [head]
    for one in found:
        for child in a.dependents(one):
            relation = a.relation(child)
            if child not in without and relation in _FOLLOWED and not _apart(a, child, relation):
                found.append(child)
    return sorted(found)


def _apart(a: Analysis, at: int, relation: str) -> bool:
    """Whether a dependent is not part of the assertion: an aim, a condition, a relative clause about somebody else."""
    if relation == "adverbial":
        return a.is_infinitive(at) or (a.marker(at) not in (None, *_AT_THE_TIME))
    if relation == "prepositional" and a.is_verb(at):
        return _is_topic(a, at)
    if relation == "relative":
        own, noun = a.own_subject(at), a.governor(at)
        if own is None or noun is None or a.antecedent(own) == own or _is_generic(a, noun, at):
            return True
        return a.relation(noun) not in ("subject", "object", "predicate")
    return False


def _is_generic(a: Analysis, noun: int, clause: int) -> bool:
    """Whether a relative clause tells which kind is meant: "soldiers who commit crimes are punished"."""
    bare = a.is_plural(noun) and not a.is_name(noun) and a.determiner(noun) is None and a.possessor(noun) is None
    return bare and not a.is_apart(clause) and not any(map(a.is_number, a.dependents(noun)))


def _is_topic(a: Analysis, verb: int) -> bool:
    """Whether a verb in -ing is only a topic: "a law on *stealing* data"."""
    preposition = a.governor(verb)
    noun = None if preposition is None else a.governor(preposition)
    return noun is not None and a.is_noun(noun) and a.words[preposition or 0] in ("on", "about", "over", "against")
