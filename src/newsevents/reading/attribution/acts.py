"""The speech act of a statement whose verb does not show it: "said it would boycott the vote".

The classes are Searle's (1976): speakers who say what they will do commit themselves (a promise, or a threat if it
would harm others); speakers who say what others must do direct them.
"""

from __future__ import annotations

from newsevents.model.vocabulary import ActorKind, StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.cues import CLAUSES, PLAIN
from newsevents.reading.attribution.trust import is_first_person
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import head_kinds, word_set
from newsevents.reading.entities.names import Entity
from newsevents.reading.lexicon.harms import Harm, harms
from newsevents.reading.scope import scope

__all__ = ["kind_of_act"]

_NAMING = frozenset(("call", "label", "brand", "dub", "term", "pronounce", "deem"))
_NAMED = frozenset(("np", "np+p:as", "np+as", "be+p:as", "be+np"))
_WILL = frozenset(("will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"))
_MUST = frozenset(("must", "should", "ought"))
_NEEDING = frozenset(("have", "need"))


def kind_of_act(
    a: Analysis, cast: Cast, one: Attribution, kind: StatementKind, speakers: list[Entity]
) -> StatementKind:
    """The kind of a statement, by its content if the cue says only that something was said."""
    if kind is StatementKind.SAY and one.construction in _NAMED and one.word in _NAMING:
        return _judgement(a, one, kind)
    if kind not in PLAIN or one.construction not in CLAUSES or not a.is_verb(one.head):
        return kind
    if kind is StatementKind.SAY and _is_press(a, one, speakers):
        kind = StatementKind.REPORT
    subject = a.own_subject(one.head)
    if subject is None:
        return kind
    word = a.words[subject]
    own = {one for entity in speakers for one in (entity, entity.part_of, entity.title[1] if entity.title else None)}
    if is_first_person(a, subject):
        is_own = True
    elif a.is_pronoun(subject):
        people = any(entity.is_person for entity in speakers)
        is_own = bool(speakers) and word in (("he", "she", "they") if people else ("it", "they"))
    else:
        is_own = bool(own & set(cast.refer(subject)))
    done = _act(a, one.head, is_own)
    if done is not None or is_own or kind is not StatementKind.SAY:
        return done or kind
    return _blame(a, cast, one.head) or kind


def _is_press(a: Analysis, one: Attribution, speakers: list[Entity]) -> bool:
    """Whether the speaker is a news organisation or a report."""
    word = None if one.speaker is None else a.words[one.speaker]
    if word is not None and (head_kinds().get(word) is ActorKind.MEDIA or word in ("report", "reports")):
        return True
    return bool(speakers) and all(entity.kind is ActorKind.MEDIA for entity in speakers)


def _judgement(a: Analysis, one: Attribution, kind: StatementKind) -> StatementKind:
    """Whether "called the deal a mistake" criticizes or praises, by the last noun or adjective of the content."""
    words = {a.lemmas[at] for start, end in one.content for at in a.within(start, end) if at > one.head}
    if words & word_set("censuring"):
        return StatementKind.CRITICIZE
    return StatementKind.SUPPORT if words & word_set("praising") else kind


def _blame(a: Analysis, cast: Cast, verb: int) -> StatementKind | None:
    """Whether a clause accuses or criticizes somebody: "Iran is responsible for it", "the plan was a mistake"."""
    scoped = scope(a, verb, verb)
    predicate = a.predicate(verb)
    doer = a.logical_subject(verb)
    if not scoped.told:
        return None
    if (
        doer is not None
        and cast.is_actor(doer)
        and any(_is_plain_wrong(one, a.lemmas[verb]) for one in harms().get(("verb", a.lemmas[verb]), ()))
    ):
        return StatementKind.ACCUSE
    if predicate is None or a.lemmas[verb] != "be":
        return None
    word = a.lemmas[predicate]
    if word in word_set("guilty"):
        return StatementKind.ACCUSE
    if word in word_set("censuring"):
        return StatementKind.CRITICIZE
    return StatementKind.SUPPORT if word in word_set("praising") else None


def _is_plain_wrong(harm: Harm, verb: str) -> bool:
    """Whether a verb is a wrong by itself: "stole", not "made" (off with) or "made" (threats)."""
    return harm.grade == "wrong" and harm.word == verb and harm.things is None


def _act(a: Analysis, verb: int, is_own: bool) -> StatementKind | None:
    """The speech act of a clause; None if it only says something.

    Args:
        a: The analysis of the article.
        verb: The verb of the clause.
        is_own: Whether its subject is the speaker, or somebody the speaker speaks for.
    """
    if not a.is_verb(verb):
        return None
    return _commitment(a, verb) if is_own else _directive(a, verb)


def _commitment(a: Analysis, verb: int) -> StatementKind | None:
    """Recognise a promise, a refusal or a threat: "it will accept", "would not accept", "would boycott"."""
    predicate = a.predicate(verb)
    if predicate is not None and a.words[predicate] in word_set("willing"):
        return StatementKind.REJECT if a.is_negated(verb) else StatementKind.PLEDGE
    if a.modal(verb) not in _WILL or a.lemmas[verb] in word_set("stative"):
        return None
    hostile = a.lemmas[verb] in word_set("hostile")
    conditional = any("unless" in (a.words[one], a.marker(one)) for one in a.dependents(verb))
    if conditional or (hostile and not a.is_negated(verb)):
        return StatementKind.WARN
    return StatementKind.PLEDGE if hostile or not a.is_negated(verb) else StatementKind.REJECT


def _directive(a: Analysis, verb: int) -> StatementKind | None:
    """Recognise a request: "Iran must leave", "has to be freed", "needs to act"."""
    if a.modal(verb) in _MUST:
        return StatementKind.REQUEST
    inner = [one for one in a.complements(verb) if one.kind == "to"]
    if a.lemmas[verb] in _NEEDING and inner and not a.is_negated(verb):
        return StatementKind.REQUEST
    return None
