"""Who takes part in a meeting: the words in a relation to a verb or noun for one."""

from __future__ import annotations

from newsevents.model.vocabulary import ActorKind, MeetingKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import head_kinds, key_of, listed
from newsevents.reading.events.notes import before, traveler_of
from newsevents.reading.events.occurrence import entered, name, position, speaking, verb_over
from newsevents.reading.events.roles import related, related_loosely
from newsevents.reading.lexicon.gatherings import gatherings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers

__all__ = ["has_second", "hosts_of", "related_to"]

_HOLDING = word_set("holding") | word_set("cancelling") | word_set("postponing")
_AUDIENCE = word_set("audience")
_ASSEMBLED = word_set("assembled")
_OFFICIALS = word_set("officials")
_HOSTING = word_set("hosting")
_PERFORMING = word_set("performing")
_SPEECHES = word_set("speeches")
_INFORMING = word_set("informing")
_SETTING_OUT = word_set("setting_out")
_LISTENING = word_set("listening")
_ENTERING = word_set("entering") | word_set("withdrawing")
_BENCH = word_set("bench")
_ADDRESSING = word_set("addressing")
_QUESTIONING = word_set("questioning")
_ATTENDING = word_set("attending")
_MEALS = word_set("meals")
_BODIES = frozenset((ActorKind.COURT, ActorKind.GOVERNMENT_BODY, ActorKind.GROUP, ActorKind.LEGISLATURE))
_PRESS = frozenset(("cameraman", "correspondent", "journalist", "medium", "photographer", "press", "reporter"))
_IN_CALL = frozenset(("in", "during", "on", "over", "by"))
_JOINING = frozenset(("join", "accompany"))
_TOGETHER = frozenset(("along", "together", "alongside"))
_PLACES = word_set("venues") | {"hill", "kremlin", "pentagon", "tower"}
_PREPOSITIONAL = frozenset(("follow", "pend"))
_AT = word_set("amidst")
_AFTER = frozenset(("after", "following"))
_DURING = word_set("during") | word_set("toward")


def has_second(a: Analysis, at: int, second: str) -> bool:
    """Whether a word has the second word that its entry needs: "sit down", "phone call", "speak by phone"."""
    if not second:
        return True
    by = [child for one in a.dependents(at) if a.words[one] == "by" for child in a.dependents(one)]  # "by phone"
    if second in ("phone", "telephone") and any(
        one > at and second == a.words[one] and a.words[one - 1] == "by" for one in a.subtree(at)
    ):
        return True  # "spoke with both ministers by phone", where it may depend on the ministers
    beside = [*a.dependents(at), *(one.object for one in a.prepositions(at)), *by]
    return any(second in (a.words[one], a.lemmas[one]) for one in beside)


def related_to(a: Analysis, at: int, relation: str, alone: bool = False) -> list[int]:
    """The heads of the words in a relation to a verb or noun for a meeting."""
    if alone and a.is_name(at) and relation not in ("holder", "clause"):
        return []  # "the National Convention", "the Conference of Mayors": the name of a body
    if relation == "holder":
        return _holders(a, at)
    if relation == "clause":
        during = _AT | _AFTER if a.determiner(at) in ("a", "an") else _AT
        found = _of_clause(a, at, during if alone else _DURING)
        return [one for one in found if a.lemmas[one] not in _AUDIENCE] if alone else found
    if relation == "speaker":
        verb = speaking(a, at)
        if verb is None:
            return []
        return [traveler] if (traveler := traveler_of(a, verb)) is not None else related(a, verb, "subject")
    if relation == "modifier":
        named = [one for one in a.modifiers(at) if a.is_name(one) and _is_name_of_body(a, one)]
        return [one for one in named if a.lemmas[one] not in _PLACES]
    if relation == "hearer":
        return [] if (hearer := a.hearer(at)) is None else [one for one in a.joined(hearer) if _assembles(a, one)]
    if relation == "visitor":
        heard = [] if (hearer := a.hearer(at)) is None else a.joined(hearer)
        return [one for one in heard if any(a.words[each] == "visiting" for each in a.modifiers(one))]
    if relation == "bench":
        return [] if (hearer := a.hearer(at)) is None else [one for one in a.joined(hearer) if a.lemmas[one] in _BENCH]
    if relation == "panel":
        return [one for one in related(a, at, "subject") if _hears(a, one)]
    if relation == "forum":
        return [one for one in a.objects_of(at, "before") if _hears(a, one)]
    if relation == "person":
        found = related_loosely(a, at, "to")
        return found if found and all(a.is_name(one) and a.lemmas[one] not in head_kinds() for one in found) else []
    if relation == "pair":
        return _pair(a, at)
    if relation == "addressee":
        return _addressees(a, at)
    if relation == "attendant":
        return _attendants(a, at)
    if relation == "body":
        return [one for one in _of_clause(a, at, _AT) if _is_body(a, one)]
    if relation == "told":
        verb = verb_over(a, at)
        if verb is None or a.lemmas[verb] not in _INFORMING:
            return []
        hearer = a.object(verb) if (one := a.hearer(verb)) is None else one
        return [] if hearer is None else a.joined(hearer)
    if relation == "parties":
        return [one for one in related(a, at, "subject") if _is_of_several(a, one)]
    if relation == ("object" if a.is_passive(at) else "subject") and (traveler := traveler_of(a, at)) is not None:
        return [traveler]  # "Met with the king.", "Received by the king."
    if relation == "goer":
        return [*related_to(a, at, "subject"), *_companions(a, at)]
    if relation in ("to", "before") and not a.is_verb(at):
        found = related(a, at, relation) or _beside(a, at, relation)
        return [one for one in found if a.lemmas[one] not in _AUDIENCE]
    if relation in ("with", "between") and not a.is_verb(at):
        return related(a, at, relation) or _beside(a, at, relation)
    if relation in ("with", "in", "before", "to") and a.is_verb(at):
        found = related_loosely(a, at, relation)
        return [one for one in found if a.lemmas[one] not in _AUDIENCE and not a.is_verb(one)]
    return related(a, at, relation)


def _assembles(a: Analysis, noun: int) -> bool:
    """Whether a noun refers to several people or a body that can be told something at a meeting."""
    if a.lemmas[noun] in _LISTENING and not a.is_name(noun):
        return not any(a.lemmas[one] in _PRESS for one in a.objects_of(noun, "of"))
    return a.lemmas[noun] in _ASSEMBLED and (a.is_plural(noun) or _is_body(a, noun))


def _hears(a: Analysis, noun: int) -> bool:
    """Whether a noun refers to a court or body that hears people: "the tribunal", "Judge Ana Lima"."""
    judge = a.is_name(noun) and any(a.lemmas[one] in _BENCH for one in a.modifiers(noun))
    return a.lemmas[noun] in _BENCH or judge or _is_body(a, noun)


def _is_body(a: Analysis, noun: int) -> bool:
    """Whether a noun refers to a body that meets: "the committee", "the UN Security Council"; not "Congress"."""
    is_body = a.lemmas[noun] in _ASSEMBLED and head_kinds().get(a.lemmas[noun]) in _BODIES
    return is_body and not a.is_plural(noun) and not (a.is_name(noun) and a.lemmas[noun] == "congress")


def _is_name_of_body(a: Analysis, name: int) -> bool:
    """Whether a name has a capital that does not only begin the sentence: "*NATO* talks"; not "*Private* talks"."""
    word = a.text[a.starts[name] : a.tokens[name].end]
    return word[0].isupper() and (name != a.sentence(name)[0] or word.isupper() or key_of(word) in listed())


def _pair(a: Analysis, noun: int) -> list[int]:
    """Two names with a hyphen before a noun: "the *Iran*-*Peru* talks"."""
    for one in a.modifiers(noun):
        if one > 1 and a.words[one - 1] in ("-", "–") and a.tokens[one - 1].end == a.starts[one]:
            first = one - 2
            if a.tokens[first].end == a.starts[one - 1] and all(a.text[a.starts[at]].isupper() for at in (first, one)):
                return [first, one]
    return []


def _addressees(a: Analysis, noun: int) -> list[int]:
    """Those who are spoken to in a call: "thanked *him* in a phone call"."""
    preposition, verb = a.governor(position(a, noun)), verb_over(a, noun)
    if preposition is None or a.governor(preposition) != verb or a.words[preposition] not in _IN_CALL:
        return []
    if verb is None or a.lemmas[verb] not in _ADDRESSING or a.is_passive(verb):
        return []
    return [] if (found := a.object(verb)) is None else a.joined(found)


def _attendants(a: Analysis, noun: int) -> list[int]:
    """Those who attend or chair a meeting of others: "*he* attended a meeting of ministers", "joined *him* at it"."""
    seat = position(a, noun)
    verb = verb_over(a, noun)
    if verb is None or a.is_passive(verb):
        return []
    accompanied = a.lemmas[verb] in _JOINING and any(seat in related_loosely(a, verb, one) for one in ("to", "at"))
    attended = a.relation(seat) == "object" and a.governor(seat) == verb and a.lemmas[verb] in _ATTENDING
    if not (attended or accompanied):
        return []
    if (traveler := traveler_of(a, verb)) is not None:
        subjects = [traveler]
    else:
        subjects = [] if (subject := a.subject(verb)) is None else a.joined(subject)
    return [*subjects, *(_companions(a, verb) if accompanied else ())]


def _is_of_several(a: Analysis, noun: int) -> bool:
    """Whether words name officials of several states: "the ministers of Iran and Peru", "Presidents Lima and Roth"."""
    joined = a.joined(noun)
    if a.is_name(noun):
        titles = {a.lemmas[one].removesuffix("s") for each in joined for one in a.modifiers(each)}
        return len(joined) > 1 and all(map(a.is_name, joined)) and bool(titles & _OFFICIALS)
    owners = a.objects_of(noun, "of", "from") or [each for one in a.modifiers(noun) for each in a.joined(one)]
    owners = [one for one in {*owners, *joined} if a.is_name(one)]
    return a.lemmas[noun] in _OFFICIALS and a.is_plural(noun) and len(owners) > 1


def _holders(a: Analysis, noun: int) -> list[int]:
    """Those who hold, attend or end a meeting: "*he* held talks", "a rally attended by *him*"."""
    seat = position(a, noun)
    if a.governor(seat) is None and a.left_edge(seat) == a.sentence(seat)[0]:  # "Meetings with President Lima."
        return [] if (traveler := before(a, noun)) is None else [traveler]
    over = a.governor(seat)
    attended = a.relation(seat) == "object" and over is not None and a.lemmas[over] in _ATTENDING
    attended = attended or (over is not None and a.words[over] in _AT and bool(_of_clause(a, noun, _AT)))
    for clause in () if attended else a.relative_clauses(noun):
        held_by = a.agent(clause) if a.is_passive(clause) else a.own_subject(clause)
        if name(a, clause) in _HOLDING and held_by is not None:
            return a.joined(a.antecedent(held_by))
    if (verb := entered(a, noun, _ENTERING)) is not None:
        return [] if (subject := a.subject(verb)) is None else a.joined(subject)
    verb = a.governor(seat)
    if verb is None or not a.is_verb(verb) or name(a, verb) not in _HOLDING:
        return []
    if a.relation(seat) == "subject" and a.is_passive(verb):
        return [] if (agent := a.agent(verb)) is None else a.joined(agent)
    if a.relation(seat) not in ("object", "hearer"):
        return []
    if (traveler := traveler_of(a, verb)) is not None:
        return [traveler]
    return a.joined(subject) if (subject := a.logical_subject(verb)) is not None else []


def hosts_of(a: Analysis, noun: int) -> list[int]:
    """The hosts of a meeting of others: "*Finland* hosted talks", "talks hosted by *Finland*"."""
    verb = a.governor(position(a, noun))
    verbs = [*a.relative_clauses(noun), *([verb] if verb is not None and a.is_verb(verb) else [])]
    hosts = [a.logical_subject(one) for one in verbs if a.lemmas[one] in _HOSTING]
    before = [one for one in a.modifiers(noun) if a.lemmas[one] in _HOSTING]
    hosts += [each for one in before for each in a.modifiers(one)]  # "Finland hosted talks", taken for "hosted talks"
    return [each for one in hosts if one is not None and one != noun for each in a.joined(one)]


def _of_clause(a: Analysis, noun: int, during: frozenset[str]) -> list[int]:
    """The subject of a clause set at a meeting: "*he* spoke at a rally", "*Petrov*, on a visit to Cuba"."""
    preposition = a.governor(position(a, noun))
    if preposition is None:
        return []
    is_clause = a.is_verb(preposition) and a.relation(preposition) != "preposition"
    if is_clause and a.lemmas[preposition] in _PREPOSITIONAL and a.is_participle(preposition):
        return [] if (subject := a.subject(preposition)) is None else a.joined(subject)  # "pending talks with"
    holder, verb = a.governor(preposition), verb_over(a, noun)
    if holder is not None and a.lemmas[holder] in _SPEECHES and a.words[preposition] in ("to", "before"):
        speaker = a.possessor(holder)
        return [] if speaker is None else a.joined(speaker)  # "his speech to the forum"
    if a.words[preposition] == "for" and holder is not None and a.lemmas[holder] in _SETTING_OUT:
        return [] if (subject := a.subject(holder)) is None else a.joined(subject)  # "went to Rome for a rally"
    over_meal = a.words[preposition] == "over" and a.lemmas[noun] in _MEALS
    if not (a.words[preposition] in during or over_meal) or not _is_time(a, noun, a.words[preposition]):
        return []
    if holder is not None and a.is_name(holder):
        return a.joined(holder)
    if verb is None or (holder is not None and a.relation(holder) == "subject"):
        return []
    if (traveler := traveler_of(a, verb)) is not None:
        return [traveler]
    invited = a.logical_object(verb) if a.lemmas[verb] == "invite" else None
    subject = a.subject(verb) if invited is None else a.logical_subject(verb)
    found = [each for one in (subject, invited) if one is not None for each in a.joined(one)]
    if a.words[preposition] in ("at", "during"):
        found += [one for one in (*_companions(a, verb), *_questioned(a, noun, verb)) if one not in found]
    return found


def _questioned(a: Analysis, noun: int, verb: int) -> list[int]:
    """Those who are questioned at a hearing: "senators questioned *him* at a hearing"."""
    is_hearing = any(row.kind is MeetingKind.HEARING for row in gatherings().get(("noun", a.lemmas[noun]), ()))
    if not is_hearing or a.lemmas[verb] not in _QUESTIONING or a.is_passive(verb):
        return []
    return [] if (found := a.object(verb)) is None else a.joined(found)


def _is_time(a: Analysis, noun: int, preposition: str) -> bool:
    """Whether something done on or during a gathering is done there: "on a visit", not "told of the talks"."""
    rows = gatherings().get(("noun", a.lemmas[noun]), ())
    kinds = {row.kind for row in rows if has_second(a, noun, row.needs)}
    if preposition == "on":
        return bool(kinds & {MeetingKind.VISIT, MeetingKind.CALL})
    verb = verb_over(a, noun)
    staged = MeetingKind.GATHERING not in kinds or (verb is not None and a.lemmas[verb] in _PERFORMING)
    return preposition not in ("during", "throughout") or staged


def _companions(a: Analysis, verb: int) -> list[int]:
    """Those who accompany the subject: "flew to Rome with *her*", "along with *him*", "joined *her*"."""
    found = [] if a.lemmas[verb] not in _JOINING or (one := a.object(verb)) is None else a.joined(one)
    together = [one for one in a.dependents(verb) if a.words[one] in _TOGETHER]
    meets = any("with" in group for row in gatherings().get(("verb", a.lemmas[verb]), ()) for group in row.participants)
    beside = [each for one in (verb, *together) for each in a.objects_of(one, "alongside")]
    beside += [each for one in (*together, *(() if meets else (verb,))) for each in a.objects_of(one, "with")]
    return [*found, *(one for one in beside if a.is_name(one) or a.is_pronoun(one) or a.lemmas[one] in doers())]


def _beside(a: Analysis, noun: int, relation: str) -> list[int]:
    """Complements that a parser attaches to the verb instead of the noun: "held talks in Rome *with him*"."""
    for one in a.relative_clauses(noun):
        if name(a, one) in _HOLDING and (found := a.objects_of(one, relation)):
            return found
    verb = verb_over(a, noun)
    return [] if verb is None or a.relation(position(a, noun)) != "object" else a.objects_of(verb, relation)
