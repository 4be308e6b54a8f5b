"""The deeds that a clause or a noun phrase tells, as facts or by taking them for granted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import attrs

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.conduct import ABLE
from newsevents.reading.events.deeds import WRONGLY_DONE, Deed, deed_at, top_of
from newsevents.reading.events.manners import is_idle
from newsevents.reading.events.roles import related
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.scope import scope

__all__ = ["deeds", "further", "presupposed"]

_FOLLOWED = frozenset(
    ("complement", "joined", "adverbial", "object", "predicate", "preposition", "prepositional", "subject", "relative")
)
_AT_THE_TIME = frozenset(
    ("when", "after", "before", "while", "as", "because", "since", "by", "in", "through", "for", "with")
)
_FAR = 100
"""How many governors above a word are examined."""
_TIMES = frozenset(("when", "after", "before", "while", "since", "until", "as"))
_CAUSING = word_set("causing")
_CONDEMNING = word_set("condemning")
_UNLAWFUL = word_set("unlawful")
_BANNED = frozenset(("alien", "drug", "immigrant", "immigration", "migrant", "migration"))
"""What "illegal" describes before another noun: "an illegal immigration law"."""
_ABOUT = frozenset(("of", "to", "against", "about", "for"))


def deeds(a: Analysis, head: int, without: Collection[int] = (), *, denied: bool = False) -> Iterator[Deed]:
    """The deeds presented as fact in a clause or noun phrase, in text order; not those wished or asked for.

    A planned or attempted deed counts. The subtrees of the words in `without` are left out. The deeds are those said to
    have been done or, with `denied`, those said not to have been done.
    """
    for at in _within(a, head, without):
        found = _caused(a, deed_at(a, at))
        if found is None or (found.harm.part == "noun" and a.is_verb(head) and not _is_told(a, found)):
            continue  # "the sanctions that followed Iran's attack" presupposes the attack
        how = scope(a, found.at, head)
        lacking = found.harm.grade == "virtue"
        unable = lacking and how.unreal == "supposed" and a.modal(at) in ABLE  # "cannot be trusted"
        if (
            (how.negated is not (lacking or is_idle(a, at))) is not denied
            or not (unable or how.unreal in (None, "planned"))
            or _is_conditional(a, found.top)
        ):
            continue
        main = _during(a, found.top, head)
        if main is None:
            yield found
        elif _is_sudden(a, found.top, main):
            yield attrs.evolve(found, top=top_of(a, main))  # "was walking home when police shot him"
        elif set(found.accused) & set(related(a, main, "subject")) or any(map(a.is_pronoun, found.accused)):
            yield attrs.evolve(found, top=top_of(a, main))  # "called her after he had attacked her"


def _caused(a: Analysis, deed: Deed | None) -> Deed | None:
    """A deed, with whoever made another do it as the doer: "*the chief* ordered him to forge papers"."""
    verb = None if deed is None or not a.is_verb(deed.at) or a.is_negated(deed.at) else a.governor(deed.at)
    if deed is None or verb is None or not a.is_verb(verb) or a.relation(deed.at) != "complement":
        return deed
    by = related(a, verb, "subject")
    if a.lemmas[verb] not in _CAUSING or a.words[deed.at] != a.lemmas[deed.at] or set(by) & set(deed.accused):
        return deed
    return attrs.evolve(deed, at=verb, accused=tuple(by), top=top_of(a, verb))


def further(a: Analysis, head: int, content: Sequence[tuple[int, int]]) -> list[int]:
    """The verbs of the other sentences of what is said: ""It is cold. He *lied*. It is late," she said"."""
    tokens = [at for piece in content for at in a.within(*piece)]
    inside = {at for at in tokens if not a.is_mark(at)}
    roots = [at for at in tokens if a.is_verb(at) and a.governor(at) not in inside and a.quotation(at) >= 0]
    return [at for at in roots if at != head and not a.dominates(head, at)]


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
        if noun != at + 1 and a.lemmas[at + 1] in _BANNED:
            continue
        owner = related(a, noun, "possessor") or a.objects_of(noun, "by") or _condemned(a, noun)
        told = deed_at(a, noun)
        if told is None and a.lemmas[noun] in doers():
            continue  # "illegal immigrants"
        if owner and a.relation(a.first_joined(noun)) != "predicate":
            harm = WRONGLY_DONE if told is None else told.harm
            yield Deed(noun, harm, tuple(owner), () if told is None else told.victims, noun)


def _within(a: Analysis, head: int, without: Collection[int]) -> list[int]:
    """The predicates of a clause: its head, those joined to it, its complements, relative and temporal clauses."""
    found = [head]
    for one in found:
        for child in a.dependents(one):
            relation = a.relation(child)
            ordered = relation == "complement" and a.lemmas[one] in _CAUSING and a.is_infinitive(child)
            if (ordered or child not in without) and relation in _FOLLOWED and not _apart(a, child, relation):
                found.append(child)
    return sorted(found)


def _apart(a: Analysis, at: int, relation: str) -> bool:
    """Whether a dependent is not part of the assertion: an aim, a condition, a relative clause about somebody else."""
    if relation == "subject" and a.is_verb(at):
        return not a.is_finite(at) or a.is_infinitive(at)  # "*attacking* her will not help"
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
