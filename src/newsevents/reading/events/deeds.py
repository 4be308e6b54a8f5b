"""Deeds of harm and wrong, with their doers and victims."""

from __future__ import annotations

import attrs

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.conduct import is_botched, is_missing, is_posing, judged
from newsevents.reading.events.manners import dereliction, is_harmless, is_idle, is_wrongful
from newsevents.reading.events.roles import having, related
from newsevents.reading.lexicon.harms import Harm, harms
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers

__all__ = ["WRONGLY_DONE", "Deed", "charged", "deed_at", "top_of"]

_DOERS = word_set("doers")
_CONTESTS = word_set("contests")
_WINNING = frozenset(("beat", "crush", "demolish", "destroy", "hammer", "thrash"))
_ERGATIVE = frozenset(("blow", "burn", "choke", "drown", "hurt", "shatter", "sink", "starve", "suffocate"))
_PLACES = word_set("venues") | {"adversary", "enemy", "opponent", "place", "rival", "time", "way"}
_PERSONAL = word_set("personal") - {"it", "its"}
_BODIES = word_set("bodies")
_CHARGES = word_set("charges")
_MEASURES = frozenset(
    ("cent", "day", "dollar", "euro", "hour", "month", "percent", "percentage", "point", "pound", "week", "year")
)
_UNLAWFUL = word_set("unlawful")
_DEALING = word_set("dealing")
_HANDLING = word_set("handling")
_TAINTED = word_set("tainted")
_QUANTITIES = word_set("multitudes") | {"lot", "number", "series", "string", "spate", "many", "most", "some"}
_UNDERTAKINGS = word_set("undertakings")
_OWN = frozenset(("its", "their", "his", "her"))


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
        owed = [one for one in related(a, duty, "object") if _is_somebody(a, one) or a.is_name(one)]
        return Deed(at, _DERELICT, tuple(related(a, at, "subject")), tuple(owed), top_of(a, at))
    if is_idle(a, at):
        return attrs.evolve(_deed(a, at, _DERELICT), top=a.first_joined(at))
    for part in _parts(a, at):
        word = a.words[at] if a.is_verb(at) and part == "adjective" else a.lemmas[at]
        for harm in (
            harm for one in (_hyphened(a, at), word, *_before(a, at)) for harm in harms().get((part, one), ())
        ):
            if (
                (having(a, at, harm.word) or _has_after(a, at, harm.word))
                and not _is_idiom(a, at, harm)
                and not is_harmless(a, at)
                and (harm.grade != "virtue" or is_missing(a, at, harm))
                and _has_thing(a, at, harm)
                and not (_is_of_force(harm) and _to_own_things(a, at))
            ):
                return _deed(a, at, harm)
    if is_wrongful(a, at):
        return _deed(a, at, WRONGLY_DONE)
    if is_posing(a, at):
        return _deed(a, at, _DERELICT)
    if (clause := judged(a, at)) is not None:
        return attrs.evolve(_deed(a, clause, _DERELICT), top=at)
    things = related(a, at, "object") if a.is_verb(at) else []
    if any(_is_tainted(a, a.lemmas[at], one) or is_botched(a, at, one) for one in things):
        return _deed(a, at, _UNLAWFUL_DEALING)
    if a.is_noun(at) and a.relation(at) == "predicate" and a.lemmas[at] not in _PLACES and _is_bad(a, at):
        return _deed(a, at, _BAD_PERSON)
    return None


def _hyphened(a: Analysis, at: int) -> str:
    """A word with the part before its hyphen: "a *cover-up*", "*money-laundering*"; or an empty word."""
    is_part = at > 1 and a.words[at - 1] == "-" and a.tokens[at - 1].start == a.tokens[at - 2].end
    return f"{a.words[at - 2]}-{a.lemmas[at]}" if is_part and a.starts[at] == a.tokens[at - 1].end else ""


def _before(a: Analysis, at: int) -> list[str]:
    """The noun before one that takes its meaning from it: "a *coup* attempt"."""
    if a.lemmas[at] not in _UNDERTAKINGS or not a.is_noun(at):
        return []
    return [a.lemmas[one] for one in a.modifiers(at) if a.is_noun(one) and one == at - 1]


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
    """Whether a verb has another sense: "*choked up*", "prices *shot up*", "*beaten* in the final", "many *hurt*"."""
    if a.lemmas[at] in _WINNING and any(a.lemmas[one] in _CONTESTS for one in a.objects_of(at, "in")):
        return True  # "beaten in the final"
    if a.is_verb(at) and a.lemmas[at] in _ERGATIVE and "_" not in harm.word and a.logical_object(at) is None:
        return True  # "people are hurting"
    idiom = a.is_verb(at) and "_" not in harm.word and a.particle(at) == "up"
    return idiom and harm.victim == ("object",) and a.object(at) is None


def _is_bad(a: Analysis, noun: int) -> bool:
    """Whether an adjective before a noun expresses a fault: "a corrupt politician"."""
    rows = [row for one in a.modifiers(noun) for row in harms().get(("adjective", a.lemmas[one]), ())]
    return any(row.accused == ("subject",) and row.grade != "virtue" for row in rows)


def _is_tainted(a: Analysis, verb: str, noun: int) -> bool:
    """Whether what somebody deals with is unlawful: "took *illegal donations*", "sent *threatening letters*"."""
    words = {a.words[one] for one in a.modifiers(noun)}
    return bool((verb in _DEALING and words & _UNLAWFUL) or (verb in _HANDLING and words & _TAINTED))


_BAD_PERSON = Harm("", "agent", "wrong", ("self",), (), None, 0)


WRONGLY_DONE = Harm("", "verb", "wrong", ("subject",), ("object",), None, 0)
"""A deed that is done illegally, forcibly or the like."""
_DERELICT = Harm("", "verb", "wrong", ("subject",), (), None, 0)
"""A failure in a duty: "failed to warn the workers"."""
_UNLAWFUL_DEALING = Harm("", "verb", "wrong", ("subject",), (), None, 0)
"""A deed whose object is unlawful: "took illegal donations"."""


def charged(a: Analysis, head: int) -> int | None:
    """The deed in a charge: "on charges of *arson*", "on *arson* charges", "on *arson*"."""
    if a.lemmas[head] not in _CHARGES or a.is_verb(head):
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
        needed = [one for one in a.dependents(at) if a.words[one] in harm.word.split("_")]  # "tested *positive* for"
        candidates = [one.object for each in (at, *needed) for one in a.prepositions(each)] + related(a, at, "object")
    else:
        candidates = related(a, at, "object")
        if a.is_passive(at) and (kept := a.object(at)) is not None:
            candidates = [*candidates, *a.joined(kept)]  # "was offered a bribe"
    candidates += [one for each in candidates if a.lemmas[each] in _QUANTITIES for one in a.objects_of(each, "of")]
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
        return Deed(at, harm, (), (), top_of(a, at))
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
        named = [one for one in a.modifiers(at if noun is None else noun) if a.is_name(one)]  # "the AP report"
        accused = accused or ([noun] if noun is not None and a.is_name(noun) else named)  # "Mr. Petrov was unfair"
    elif harm.part == "agent":
        accused = related(a, at, "subject")
        if harm.accused == ("subject",):  # "*it* was a disgrace"
            accused = [one for one in accused if a.words[one] not in ("it", "this", "that")]
    return Deed(at, harm, tuple(accused), tuple(victims), top_of(a, at))


def _is_measure(a: Analysis, noun: int) -> bool:
    """Whether a noun tells how much: "was inflated by *40 per cent*"."""
    return a.lemmas[noun] in _MEASURES


def _described(a: Analysis, adjective: int) -> int | None:
    if a.relation(adjective) == "modifier":
        return a.governor(adjective)
    found = related(a, adjective, "subject")
    return found[0] if found else None


def top_of(a: Analysis, at: int) -> int:
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
