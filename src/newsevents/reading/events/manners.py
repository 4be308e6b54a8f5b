"""What makes a deed a wrong or harmless, whatever its verb: manner ("without a permit"), duty, and the object."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.roles import having, related
from newsevents.reading.lexicon.harms import harmless
from newsevents.reading.lexicon.lines import word_set

__all__ = ["dereliction", "is_harmless", "is_idle", "is_wrongful"]

_ANY: frozenset[str] = frozenset()
_MANNERS = (
    (word_set("wrongly"), _ANY),
    (frozenset(("falsely",)), word_set("stating")),
    (word_set("covertly"), word_set("covert")),
    (word_set("willfully"), word_set("willful")),
    (word_set("badly"), word_set("conducting")),
    (word_set("by_force"), word_set("forcing")),
)
"""Manners of wrongdoing: adverbs and phrases, and the verbs with which they are wrong; any verb if there are none."""
_FAILING = frozenset(("fail", "neglect", "omit"))
_REFUSING = frozenset(("refuse", "decline"))
_DUTIES = word_set("owed")
_VITAL = word_set("vital")
_THINKING = word_set("thinking")


def is_wrongful(a: Analysis, verb: int) -> bool:
    """Whether the manner makes a deed wrong: "*illegally* sold", "*secretly* paid", "shot him *in cold blood*"."""
    if not a.is_verb(verb) or a.is_auxiliary(verb) or a.lemmas[verb] in _THINKING:
        return False
    how = frozenset(_manners(a, verb))
    return any(how & manners and (not verbs or a.lemmas[verb] in verbs) for manners, verbs in _MANNERS)


def _manners(a: Analysis, verb: int) -> Iterator[str]:
    """The adverbs and phrases of manner of a verb: ``secretly``, ``in_violation``, ``in_cold_blood``."""
    yield from (a.words[one] for one in a.modifiers(verb))
    if a.particle(verb) is not None:
        yield a.particle(verb) or ""
    after = [one for one in related(a, verb, "object") if one > verb]
    for head in [verb, *after, *(one.object for one in a.prepositions(verb))]:  # "sent *shells* in violation of a ban"
        for at in a.dependents(head):
            if a.relation(at) == "preposition" and not a.is_negated(at):
                yield f"{a.words[at]}_{''.join(a.words[at + 1 : at + 2])}"  # "in *secret*", whatever its relation
        for one in a.prepositions(head):
            if a.is_negated(one.at):
                continue
            yield f"{one.word}_{a.lemmas[one.object]}"
            yield from (f"{one.word}_{a.words[each]}_{a.lemmas[one.object]}" for each in a.modifiers(one.object))


def dereliction(a: Analysis, verb: int) -> int | None:
    """The duty that somebody failed in: "failed to *warn* the workers", "refused to *pay* them"."""
    duties = _DUTIES if a.lemmas[verb] in _FAILING else _VITAL if a.lemmas[verb] in _REFUSING else None
    if duties is None or not a.is_verb(verb) or a.is_passive(verb):
        return None
    owed = (one.head for one in a.complements(verb) if one.kind == "to")
    return next((one for one in owed if a.is_verb(one) and a.lemmas[one] in duties and not is_harmless(a, one)), None)


def is_idle(a: Analysis, verb: int) -> bool:
    """Whether somebody did nothing where they ought to act: "did nothing to stop it"; not "did nothing wrong"."""
    if not a.is_verb(verb) or a.lemmas[verb] != "do" or not having(a, verb, "do_nothing"):
        return False
    (nothing, *_) = [one for one in a.dependents(verb) if a.words[one] == "nothing"]
    after = a.words[nothing + 1 : nothing + 2]
    return nothing > verb and (not after or after[0] in _IDLE or a.is_mark(nothing + 1))


_IDLE = frozenset(("to", "about", "for", "while", "when", "as", "and", "after"))


def is_harmless(a: Analysis, at: int) -> bool:
    """Whether the object or the like makes a deed harmless: "shot *a film*", "an attack on *the bill*"."""
    things = harmless().get(a.words[at]) or harmless().get(a.lemmas[at])
    if things is None or not (a.is_verb(at) or a.is_noun(at)):
        return False
    around = [one.object for one in a.prepositions(at) if a.is_verb(at) or one.word in ("on", "against")]
    if a.is_verb(at):
        around += [*(one for one in a.dependents(at) if one > at), *related(a, at, "object")]
    return any(a.lemmas[one] in things or a.words[one] in things for one in around)
