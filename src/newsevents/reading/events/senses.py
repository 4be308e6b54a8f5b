"""Words for meetings in another sense: "met the standards", "rallied behind her", "in talk of leaving"."""

from __future__ import annotations

from newsevents.model.vocabulary import MeetingKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.events.occurrence import name, verb_over
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from newsevents.reading.lexicon.lines import word_set

__all__ = ["is_of_others", "is_other_act", "is_other_thing"]

_COURTS = frozenset(("court", "courtroom", "tribunal"))
_CONTESTS = word_set("contests")
_INFORMING = word_set("informing")
_MESSAGES = word_set("messages")
_ABSTRACT = word_set("demonstrated")
_ARRANGING = word_set("arranging")
_GOING = word_set("setting_out") - {"come", "gather", "meet", "meet_up"}
_MARCHING = frozenset(("march", "rally"))
_MEETING = frozenset(("greet", "meet", "meet_up", "receive", "welcome"))
_SIDES = frozenset(("around", "behind", "into", "round"))


def is_other_act(a: Analysis, verb: int, row: Gathering) -> bool:
    """Whether a verb has another sense: "met the standards", "met in the final", "called on him to go"."""
    alone = row.participants == (("subject",),)
    if (
        alone
        and row.word != "discuss"
        and not row.needs
        and (a.object(verb) is not None or a.objects_of(verb, "with", "by"))
    ):
        return True
    if row.word in ("call_on", "welcome") and any(a.is_verb(one) for one in a.dependents(verb) if one > verb):
        return True
    if a.lemmas[verb] in _MARCHING and any(one.word in _SIDES for one in a.prepositions(verb)):
        return True  # "rallied behind her", "troops marched into the city"
    if row.word == "call" and (
        a.predicate(verb) is not None
        or a.particle(verb) is not None
        or any(a.words[one] == "together" for one in a.modifiers(verb))
        or a.objects_of(verb, "on")
        or _is_named_so(a, verb)
        or any(one.kind != "to" for one in a.complements(verb))
        or a.is_passive(verb)
        or a.quotation(verb) >= 0
    ):
        return True  # "called him a liar", "was called Ana"
    if row.word == "call_on" and not any(one.word == "on" and one.at > verb for one in a.prepositions(verb)):
        return True  # "On CNN, she called for calm."
    if alone and any(one.kind != "ing" for one in a.complements(verb)):
        return True  # "the race has demonstrated that"
    if (a.lemmas[verb] in _INFORMING or row.word == "question") and any(
        a.lemmas[one] in _MESSAGES for one in a.objects_of(verb, "in", "by", "via")
    ):
        return True  # "addressed farmers in an email"
    if row.word == "be_in" and (a.predicate(verb) is not None or a.modal(verb) is not None):
        return True
    if row.word in ("be_due", "expect") and (_is_for_meeting(a, verb) or _is_to_do(a, verb)):
        return True
    if row.word == "appear_in" and not any(a.words[one] in _COURTS for one in a.objects_of(verb, "in")):
        return True
    if row.word == "see" and not _is_errand(a, verb):
        return True
    if row.word == "spend_day" and (days := a.object(verb)) is not None and a.is_plural(days):
        return True  # "spent six days in space with her"
    if row.word == "discuss" and a.is_infinitive(verb):
        return True
    return any(a.lemmas[one.object] in _CONTESTS for one in a.prepositions(verb))


def _is_errand(a: Analysis, verb: int) -> bool:
    """Whether somebody sets out to see somebody: "flew to Rome to *see* him"; not "came to see him as a rival"."""
    up = a.governor(verb)
    if up is None or not a.is_infinitive(verb) or a.complements(verb) or a.objects_of(verb, "as"):
        return False
    predicate = a.predicate(up)
    due = predicate is not None and a.words[predicate] == "due"
    return due or a.lemmas[up] in _GOING


def _is_for_meeting(a: Analysis, verb: int) -> bool:
    """Whether a meeting is the purpose of a visit: "is due in Rome *for talks* with him", "*to meet* him"."""
    predicate = a.predicate(verb)
    for one in (verb, predicate):
        if one is None:
            continue
        if any(("noun", a.lemmas[each]) in gatherings() for each in a.objects_of(one, "for")):
            return True
        if any(a.is_infinitive(each) and ("verb", a.lemmas[each]) in gatherings() for each in a.dependents(one)):
            return True
    return False


def _is_to_do(a: Analysis, verb: int) -> bool:
    """Whether a place belongs to what somebody is expected to do: "is expected *to hold* a post in Rome"."""
    doing = next((one.head for one in a.complements(verb) if one.kind == "to"), None)
    return doing is not None and not any(one.word == "in" and one.at < doing for one in a.prepositions(verb))


def _is_named_so(a: Analysis, verb: int) -> bool:
    """Whether a name for somebody follows the object: "called him *a "stiff"*"."""
    found = a.object(verb)
    if found is None:
        return False
    after = next((at for at in range(found + 1, a.sentence(found)[1]) if not a.is_mark(at)), None)
    if after is None or after > found + 2:
        return False
    return a.is_noun(after) or a.is_adjective(after) or a.words[after] in ("a", "an", "the", "one", "out")


def is_of_others(a: Analysis, noun: int) -> bool:
    """Whether somebody arranges a meeting for others: "mediators brokered talks", "their aides arranged a meeting"."""
    verb = verb_over(a, noun)
    if verb is None or name(a, verb) not in _ARRANGING:
        return False
    subject = a.logical_subject(verb)
    return name(a, verb) != "arrange" or (subject is not None and a.possessor(subject) is not None)


def _is_stage(a: Analysis, noun: int) -> bool:
    """Whether a meeting of some people took place at that of others: "she met him *at a rally*"."""
    up = a.governor(noun)
    verb = None if up is None or a.words[up] not in ("at", "during") else a.governor(up)
    return verb is not None and a.lemmas[verb] in _MEETING and ("verb", a.lemmas[verb]) in gatherings()


def is_other_thing(a: Analysis, noun: int, row: Gathering) -> bool:
    """Whether a noun has another sense: "in talk of leaving", "a demonstration of how hard it is"."""
    if row.word == "talk" and not a.is_plural(noun):
        return True
    if row.word == "march" and a.text[a.starts[noun]].isupper() and noun != a.sentence(noun)[0]:
        return True  # "began March with eight million dollars"
    if row.alone and row.kind is MeetingKind.GATHERING and _is_stage(a, noun):
        return True
    shown = [child for one in a.dependents(noun) if a.words[one] == "of" for child in a.dependents(one)]
    return row.word == "demonstration" and any(a.is_verb(one) or a.lemmas[one] in _ABSTRACT for one in shown)
