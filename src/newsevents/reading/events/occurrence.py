"""Whether a meeting took place, by its governors, its tense and the verbs that it is the object of."""

from __future__ import annotations

from newsevents.model.vocabulary import MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.scope import scope

__all__ = ["entered", "name", "position", "speaking", "status", "verb_over"]

_HOLDING = word_set("holding")
_CANCELLED = word_set("cancelling")
_POSTPONED = word_set("postponing")
_PROPOSED = word_set("proposing")
_SCHEDULED = word_set("scheduling")
_FORTHCOMING = word_set("forthcoming")
_OPPOSED = word_set("opposing")
_ACHIEVED = word_set("achieving")
_RECALLED = word_set("recalling")
_EVE = word_set("eve")
_MAYBE = word_set("maybe")
_SUGGESTED = _MAYBE - {"hope", "talk", "threat"}
_WITHDRAWING = word_set("withdrawing")
_OF_BOTH_SIDES = frozenset(("dialogue", "meeting", "negotiation", "session", "summit", "talk"))
"""Meetings that do not take place without one of the sides."""
_ENTERING = word_set("entering")
_PARTS = word_set("parts")
_SOON = word_set("soon")
_SPEECHES = word_set("speeches")
_SETTING_OUT = word_set("setting_out")
_DURING = word_set("during")
_TRYING = word_set("trying")
_AT = word_set("amidst")
_TOWARD = word_set("toward")
_DONE = word_set("done")
_INFORMING = word_set("informing")
_PERFORMING = word_set("performing")
_SOLEMN = word_set("solemn")
_MEALS = word_set("meals")
_REPORTING = frozenset(("announce", "confirm", "disclose", "report", "reveal", "say", "tell"))
_MAY = frozenset(("could", "may", "might"))
_MOVING = frozenset(("arrive", "come", "fly", "go", "head", "journey", "land", "lead", "stop", "travel"))
_TALKS = frozenset(("discussion", "negotiation", "talk"))
_COMING = frozenset(("come", "follow", "mark"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def status(a: Analysis, at: int) -> MeetingStatus | None:
    """The status of a meeting; None if it is denied, asked, supposed or left open.

    Args:
        a: The analysis.
        at: The verb or the noun that reports the meeting.
    """
    for words, made in ((_CANCELLED, MeetingStatus.CANCELLED), (_POSTPONED, MeetingStatus.POSTPONED)):
        verb = _above(a, at, words)
        if verb is not None and a.relation(position(a, at)) not in ("adverbial", "relative"):
            return made if scope(a, verb).told else MeetingStatus.SCHEDULED
    if (left := entered(a, at, _WITHDRAWING)) is not None:
        ends = a.lemmas[at] in _OF_BOTH_SIDES and scope(a, left).told  # not "backed out of the conference"
        return MeetingStatus.CANCELLED if ends else None
    if a.is_verb(at):
        return _due(a, at) if _is_due(a, at) else _of_verb(a, at)
    verb = speaking(a, at)
    spoken = verb is not None and (up := a.governor(position(a, at))) is not None and a.words[up] != "at"
    return _of_verb(a, verb) if verb is not None and spoken else _of_noun(a, at)


def entered(a: Analysis, noun: int, words: frozenset[str]) -> int | None:
    """The verb of "returned *to* the talks", "walked *out of* the talks", if it is one of some with a preposition."""
    verb, seat = verb_over(a, noun), position(a, noun)
    if verb is None or a.relation(seat) != "prepositional":
        return None
    names = {f"{name(a, verb)}_{one.word.replace(' ', '_')}" for one in a.prepositions(verb) if one.object == seat}
    return verb if names & words else None


def _is_due(a: Analysis, verb: int) -> bool:
    """Whether a verb says that somebody is due or expected somewhere."""
    predicate = a.predicate(verb)
    return (predicate is not None and a.words[predicate] == "due") or (
        a.lemmas[verb] == "expect" and a.is_passive(verb)
    )


def _due(a: Analysis, verb: int) -> MeetingStatus | None:
    return MeetingStatus.SCHEDULED if scope(a, verb).told else None


def speaking(a: Analysis, noun: int) -> int | None:
    """The verb whose subject speaks or acts at a meeting: "*spoke* before a session", "*told* the forum"."""
    seat = position(a, noun)
    up, verb = a.governor(seat), verb_over(a, noun)
    if up is None or verb is None or a.is_passive(verb):
        return None
    if a.relation(seat) in ("object", "hearer"):
        return verb if a.lemmas[verb] in _INFORMING else None
    over = a.governor(up)
    if a.relation(seat) != "prepositional" or over is None:
        return None
    if over != verb:
        is_speech = a.lemmas[over] in _SPEECHES and a.possessor(over) is None and a.relation(over) != "subject"
        return verb if is_speech and a.words[up] in ("at", "before", "to") else None
    if a.words[up] in ("before", "to"):
        made = a.object(verb)
        speech = a.lemmas[verb] in _PERFORMING or (made is not None and a.lemmas[made] in _SPEECHES)
        solemn = any(a.lemmas[one] in _SOLEMN for one in a.modifiers(noun)) and a.determiner(noun) in ("a", "an")
        return verb if speech or (solemn and a.words[up] == "before") else None
    return verb if a.words[up] == "at" else None


def _above(a: Analysis, at: int, words: frozenset[str]) -> int | None:
    """The governor of a word in its clause that is one of some verbs or nouns."""
    up = a.governor(position(a, at))
    while up is not None:
        if {a.lemmas[up], name(a, up)} & words:
            return up
        if a.is_verb(up) and (a.relation(up) not in ("complement", "joined") or a.is_finite(up)):
            return None
        if a.is_noun(up) and a.lemmas[up] not in _MAYBE | _EVE | _PARTS and not a.is_verb(at):
            return None  # "urged him to release tapes of his talks"
        up = a.governor(up)
    return None


def _of_verb(a: Analysis, verb: int) -> MeetingStatus | None:
    how = scope(a, verb)
    if how.negated:
        return None
    if how.unreal == "supposed" and a.modal(verb) in _MAY:
        return MeetingStatus.PROPOSED
    if how.unreal == "supposed" and a.modal(verb) == "would" and _is_announced(a, verb):
        return MeetingStatus.SCHEDULED
    if how.unreal is not None:
        return _unreal(a, verb, how.unreal)
    if a.is_infinitive(verb):
        return None if how.hedges else _of_infinitive(a, verb)
    if a.tense(verb) == "present" and _is_now(a, verb):
        return MeetingStatus.SCHEDULED if a.lemmas[verb] in _MOVING else MeetingStatus.HELD
    if a.tense(verb) == "present":
        return MeetingStatus.SCHEDULED if _is_soon(a, verb) or _is_beside_plans(a, verb) else None
    if how.hedges or not is_past(a, verb):
        return None
    return MeetingStatus.HELD if _is_done(a, verb) else _intended(a, verb)


def _is_now(a: Analysis, verb: int) -> bool:
    """Whether something is going on: "is visiting Rome"; not "is meeting them on Monday"."""
    progressive = a.tokens[verb].tag == "VBG" and any(a.lemmas[one] == "be" for one in a.auxiliaries(verb))
    return progressive and not _is_soon(a, verb)


def _is_announced(a: Analysis, verb: int) -> bool:
    """Whether "would" is the future as it was reported in the past: "announced that he *would* travel to Rome"."""
    clause = a.first_joined(verb)
    up = a.governor(clause)
    reported = up is not None and a.relation(clause) == "complement" and a.lemmas[up] in _REPORTING
    return reported and a.tense(up or 0) == "past" and not any(a.marker(one) == "if" for one in a.dependents(clause))


def _of_infinitive(a: Analysis, verb: int) -> MeetingStatus | None:
    """The status of a meeting in an infinitive: "managed to meet", "flew to Rome to meet", "was asked to meet"."""
    up = a.governor(verb)
    if up is None:
        return None
    if _above(a, verb, _PROPOSED) is not None:
        return MeetingStatus.PROPOSED
    names = {a.lemmas[up], name(a, up)}
    went = names & _SETTING_OUT and not scope(a, up).negated and scope(a, up).unreal is None
    if (names & _ACHIEVED or went) and is_past(a, verb):
        return MeetingStatus.HELD
    is_to = not a.is_infinitive(up) and a.lemmas[up] == "be"
    planned = is_to or names & _SETTING_OUT or _above(a, verb, _SCHEDULED | _EVE) is not None
    return MeetingStatus.SCHEDULED if planned else None


def _unreal(a: Analysis, at: int, why: str) -> MeetingStatus | None:
    if why == "wished" and _above(a, at, _SCHEDULED) is not None:
        return MeetingStatus.SCHEDULED
    if why in ("wished", "supposed"):
        return MeetingStatus.PROPOSED if _above(a, at, _PROPOSED) is not None else None
    tried = why == "planned" and _above(a, at, _TRYING) is not None
    return MeetingStatus.SCHEDULED if why in ("future", "planned") and not tried else None


def _is_done(a: Analysis, verb: int) -> bool:
    """Whether a clause in -ing is about something done: "after meeting him", not "looked forward to meeting him"."""
    up = a.governor(verb)
    if up is None or not a.is_participle(verb):
        return True
    relation = a.relation(verb)
    if relation == "prepositional":
        return a.words[up] in _DONE
    if relation == "complement":
        return a.is_noun(up) or bool({a.lemmas[up], name(a, up)} & _RECALLED)
    return True


def _intended(a: Analysis, verb: int) -> MeetingStatus | None:
    """The status of a meeting in a clause in -ing that is still intended: "looked forward to meeting him"."""
    up = a.governor(verb)
    over = None if up is None or a.relation(verb) != "prepositional" else a.governor(up)
    names = set() if up is None else {a.lemmas[up], name(a, up)}
    names |= set() if up is None or over is None else {f"{a.lemmas[over]}_{a.words[up]}", a.lemmas[over]}
    if names & _PROPOSED:
        return MeetingStatus.PROPOSED
    return MeetingStatus.SCHEDULED if names & _SCHEDULED else None


def _is_beside_plans(a: Analysis, verb: int) -> bool:
    """Whether a verb in the present gives the time of something planned: "he is to speak when he arrives"."""
    up = a.governor(verb)
    while up is not None and a.is_noun(up):  # "on Monday, when he arrives"
        up = a.governor(up)
    beside = a.relation(verb) in ("adverbial", "relative") and scope(a, verb).unreal != "condition"
    if up is None or not a.is_verb(up) or not beside:
        return False
    over = a.governor(up)
    is_to = a.is_infinitive(up) and over is not None and a.lemmas[over] == "be"
    planned = is_to or (a.is_infinitive(up) and _above(a, up, _SCHEDULED) is not None)
    return planned or scope(a, up).unreal in ("future", "planned")


def _is_soon(a: Analysis, verb: int) -> bool:
    around = [*a.modifiers(verb), *(one.object for one in a.prepositions(verb))]
    return any({a.words[one], *(a.words[each] for each in a.modifiers(one))} & _SOON for one in around)


def _of_noun(a: Analysis, at: int) -> MeetingStatus | None:
    seat = position(a, at)
    verb = verb_over(a, at)
    relation, up = a.relation(seat), a.governor(seat)
    if relation == "object" and up is not None and {a.lemmas[up], name(a, up)} & _OPPOSED:
        return None
    inside = verb is not None and (_is_adjunct(a, seat, verb) or entered(a, at, _ENTERING) is not None)
    how = scope(a, verb if verb is not None and inside else at)
    if verb is not None and relation == "subject" and not how.negated:
        how = scope(a, verb)  # "the meeting never took place"
    if how.negated:
        return None
    forthcoming = _is_forthcoming(a, at) or _is_forthcoming(a, seat)
    if how.unreal in (None, "future", "planned"):
        if forthcoming or how.unreal is not None:
            return MeetingStatus.SCHEDULED
    else:
        return _unreal(a, at, how.unreal)
    if up is None:
        return (
            MeetingStatus.HELD if a.left_edge(seat) == a.sentence(seat)[0] else None
        )  # "Meetings with President Lima."
    held = [one for one in a.relative_clauses(at) if name(a, one) in _HOLDING and is_past(a, one)]
    if held and not how.hedges:
        return MeetingStatus.HELD if scope(a, held[0], at).told else None  # "the talks they held"
    planned = _planned(a, up, relation)
    if planned is not None or how.hedges:
        return planned
    if verb is not None and a.is_infinitive(verb):
        return _of_infinitive(a, verb)
    comes = verb is not None and a.tense(verb) == "present" and _comes(a, verb, relation)
    if verb is not None and a.tense(verb) == "present" and _goes_on(a, seat, verb):
        return MeetingStatus.HELD
    if verb is None or not (is_past(a, verb) or comes) or not _takes_place(a, at, up, relation):
        return None
    return MeetingStatus.HELD


def _comes(a: Analysis, verb: int, relation: str) -> bool:
    """Whether a verb in the present tense is about the past: "the visit comes amid", "it follows the summit"."""
    return (relation == "subject" and a.lemmas[verb] in _COMING) or (
        relation == "object" and a.lemmas[verb] == "follow"
    )


def _goes_on(a: Analysis, seat: int, verb: int) -> bool:
    """Whether a meeting goes on now: "she *is on a visit*", "they *are in talks*", "they *are holding talks*"."""
    up = a.governor(seat)
    if up == verb and a.relation(seat) == "object" and name(a, verb) in _HOLDING - _SCHEDULED - _PROPOSED:
        return _is_now(a, verb)
    word = "in" if a.lemmas[seat] in _TALKS else "on"
    is_on = up is not None and a.words[up] == word and a.governor(up) == verb and a.lemmas[verb] == "be"
    return is_on and not _is_soon(a, verb)


def _is_adjunct(a: Analysis, seat: int, verb: int) -> bool:
    """Whether a noun gives the time of a verb: "asked on a visit", not "asked for a visit"."""
    up = a.governor(seat)
    if up is None or a.relation(seat) != "prepositional" or a.governor(up) != verb:
        return False
    return a.words[up] in _AT and f"{a.lemmas[verb]}_{a.words[up]}" not in _PROPOSED | _SCHEDULED


def _is_forthcoming(a: Analysis, noun: int) -> bool:
    """Whether a noun has modifiers about the future: "upcoming", "next week's", "set for May"."""
    whose = a.possessor(noun)
    words = {a.words[one] for one in a.modifiers(noun)}
    words |= {a.words[one] for one in a.modifiers(whose)} if whose is not None else set()
    clauses = a.relative_clauses(noun)
    return bool(words & _FORTHCOMING) or any(
        a.lemmas[one] in _SCHEDULED and (a.is_passive(one) or a.is_participle(one)) for one in clauses
    )


def _planned(a: Analysis, up: int, relation: str) -> MeetingStatus | None:
    """The status of a planned meeting, by the governor of its noun: "called for talks", "on the eve of the visit"."""
    names = {a.lemmas[up], name(a, up)}
    if relation == "prepositional":
        over = a.governor(up)
        if over is None:
            return None
        names = {f"{a.lemmas[over]}_{a.words[up]}"} | ({a.lemmas[over]} if a.words[up] in ("to", "for") else set())
        if a.is_noun(over) and a.words[up] in ("of", "for", "to"):
            suggested = a.lemmas[over] in _SUGGESTED and scope(a, over).told and not _is_opposed(a, over)
            if a.lemmas[over] in _EVE:
                return MeetingStatus.SCHEDULED
            return MeetingStatus.PROPOSED if suggested else None
        if a.words[up] == "for" and a.lemmas[over] in _SETTING_OUT and is_past(a, over):
            return MeetingStatus.HELD  # "went to Rome for a rally"
        if a.words[up] == "at" and a.lemmas[over] == "expect" and a.is_passive(over):
            return MeetingStatus.SCHEDULED  # "both are expected at a summit"
        if a.words[up] in _TOWARD and not names & _PROPOSED:
            return MeetingStatus.SCHEDULED
    elif relation != "object" and not (relation == "subject" and a.is_passive(up)):
        return None
    if names & _SCHEDULED:
        return MeetingStatus.SCHEDULED
    return MeetingStatus.PROPOSED if names & _PROPOSED else None


def _is_opposed(a: Analysis, noun: int) -> bool:
    """Whether an offer or the like is refused: "rejected the idea of a meeting"."""
    up = a.governor(noun)
    verb = verb_over(a, noun)
    refused = {a.lemmas[up], name(a, up)} & _OPPOSED if up is not None else set()
    return bool(refused) or (verb is not None and bool({a.lemmas[verb], name(a, verb)} & _OPPOSED))


def _takes_place(a: Analysis, at: int, up: int, relation: str) -> bool:
    """Whether the meeting of a noun in a past clause took place: it was held or ended, or gives a time or place."""
    definite = a.possessor(at) is not None or a.determiner(at) in _DEFINITE or bool(a.objects_of(at, "between"))
    names = {a.lemmas[up], name(a, up)}
    if entered(a, at, _ENTERING) is not None:
        return True
    if relation == "prepositional":
        over = a.governor(up)
        if over is not None and (a.lemmas[over] == "accompany" or (a.is_noun(over) and a.lemmas[over] in _MAYBE)):
            return a.is_verb(over)  # "accompanied her to a summit"
        spoken_to = over is not None and a.lemmas[over] in _SPEECHES and a.words[up] in ("to", "before")
        return a.words[up] in _DURING or definite or spoken_to or (a.words[up] == "over" and a.lemmas[at] in _MEALS)
    if relation in ("object", "subject"):
        return bool(names & _HOLDING) or relation == "subject" or definite
    return relation == "predicate"


def is_past(a: Analysis, verb: int) -> bool:
    """Whether a verb is in the past tense, or is a participle or an infinitive that depends on such a verb."""
    now: int | None = verb
    if a.is_participle(verb) and a.is_passive(verb):
        return True  # "underscored by the summit"
    if not (a.is_finite(verb) or a.is_participle(verb) or a.is_infinitive(verb)):
        return False
    while now is not None:
        if a.is_verb(now) and (tense := a.tense(now)) is not None:
            return tense == "past"
        if a.is_verb(now) and a.is_infinitive(now) and now != verb:
            return False
        if a.governor(now) is None:
            return a.is_participle(now) and a.left_edge(now) == a.sentence(now)[0]  # "Met with President Lima."
        now = a.governor(now)
    return False


def position(a: Analysis, at: int) -> int:
    """The word that holds a word's position in the clause: the first of joined words; "round" in "a round of talks"."""
    seat = a.first_joined(at)
    while a.relation(seat) == "prepositional":
        of = a.governor(seat)
        over = None if of is None or a.words[of] != "of" else a.governor(of)
        if over is None or a.lemmas[over] not in _PARTS or not a.is_noun(over):
            break
        seat = a.first_joined(over)
    return seat


def verb_over(a: Analysis, at: int) -> int | None:
    """The verb of the clause that a noun is in."""
    up = a.governor(position(a, at))
    while up is not None and not a.is_verb(up):
        up = a.governor(up)
    return up


def name(a: Analysis, verb: int) -> str:
    """A verb with its particle: ``call_off``."""
    particle = a.particle(verb)
    return a.lemmas[verb] if particle is None else f"{a.lemmas[verb]}_{particle}"
