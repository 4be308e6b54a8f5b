"""Meetings: who met whom, or will, or was to."""

from __future__ import annotations

from typing import Generic

import attrs

from newsevents.model.vocabulary import MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import F, Range, Who
from newsevents.reading.events.roles import having, related, related_loosely
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.scope import scope

__all__ = ["Met", "meetings"]


_HOLDING = word_set("holding")
_HAPPENING = word_set("happening")
_CANCELLED = word_set("cancelling")
_POSTPONED = word_set("postponing")
_PROPOSED = word_set("proposing")
_SCHEDULED = word_set("scheduling")
_FORTHCOMING = word_set("forthcoming")
_AUDIENCE = word_set("audience")
_TOLD_DURING = word_set("during")
_LISTED = frozenset(("with", "between", "object"))
_IN_LISTS = frozenset(("and", "with", "the", "of", "de", "bin", "al", "von", "van", "-"))
_JOINING_NAMES = frozenset(("-", "of", "de", "bin", "al", "von", "van", "'s", "’s"))
_ENDS = frozenset((";", ":", "(", "--", "—", '"', "“", "”", "``", "''"))


@attrs.define(eq=False)
class Met(Generic[F]):
    """A meeting, as tokens, stretches of the text and actors.

    Attributes:
        at: The word that tells of it.
        kind: Its kind.
        status: Whether it took place.
        participants: Those who meet.
        hosts: Who hosts it.
        place: The head of the words for where it is, or None.
        evidence: The words that tell of it.
        rule: What found it.
    """

    at: int
    kind: MeetingKind
    status: MeetingStatus
    participants: list[F]
    hosts: list[F]
    place: int | None
    evidence: Range
    rule: str


def meetings(a: Analysis, who: Who[F]) -> list[Met[F]]:
    """The meetings of an article.

    Args:
        a: Its analysis.
        who: Whom words mean.

    Returns:
        The meetings in text order. One that is told of again is there once.
    """
    found: list[Met[F]] = []
    with_one: dict[F, list[Met[F]]] = {}
    for at in range(len(a)):
        part = "verb" if a.is_verb(at) else "noun" if a.is_noun(at) else ""
        for row in gatherings().get((part, a.lemmas[at]), ()):
            made = _meeting(a, at, row, who) if having(a, at, row.word) else None
            if made is None:
                continue
            known = with_one.get(made.participants[0], [])
            if not any(made.status is one.status and set(made.participants) <= set(one.participants) for one in known):
                found.append(made)
                for one in made.participants:
                    with_one.setdefault(one, []).append(made)
            break
    return found


def _meeting(a: Analysis, at: int, row: Gathering, who: Who[F]) -> Met[F] | None:
    if row.participants == (("subject",),) and a.object(at) is not None:
        return None  # "met the standards", "gathered evidence"
    participants: list[F] = []
    plural = row.alone
    for group in row.participants:
        name, heads = next(((name, heads) for name in group if (heads := _heads(a, at, name))), ("", []))
        heads = _with_all_listed(a, heads) if name in _LISTED else heads
        named = list(dict.fromkeys(figure for head in heads for figure in who(head, None)))
        if not named:
            return None
        plural = plural or (len(row.participants) == 1 and any(a.is_plural(head) for head in heads))
        participants += [one for one in named if one not in participants]
    if len(participants) < 2 and not plural:
        return None
    status = _status(a, at)
    if status is None:
        return None
    hosts = [figure for head in _heads(a, at, row.host) for figure in who(head, None)] if row.host else []
    verb = at if row.part == "verb" else _verb_over(a, at)
    return Met(
        at, row.kind, status, participants, hosts, _place(a, at, verb), _evidence(a, at, verb), f"meeting.{row.word}"
    )


def _heads(a: Analysis, at: int, name: str) -> list[int]:
    if name == "holder":
        verb = _verb_over(a, at)
        if verb is None or a.relation(a.first_joined(at)) != "object" or _word(a, verb) not in _HOLDING:
            return []
        return a.joined(subject) if (subject := a.logical_subject(verb)) is not None else []
    if name == "clause":
        preposition = a.governor(a.first_joined(at))
        verb = _verb_over(a, at)
        if preposition is None or verb is None or a.words[preposition] not in _TOLD_DURING:
            return []
        if (holder := a.governor(preposition)) is not None and a.is_name(holder):
            return a.joined(holder)  # "Petrov, on a visit to Cuba, said"
        return a.joined(subject) if (subject := a.subject(verb)) is not None else []
    if name == "modifier":
        return [one for one in a.modifiers(at) if a.is_name(one)]
    if name in ("with", "between") and not a.is_verb(at):
        return related(a, at, name) or _beside(a, at, name)
    if name == "with" and a.is_verb(at):
        return [one for one in related(a, at, name) if a.lemmas[one] not in _AUDIENCE]
    if name in ("in", "before") and a.is_verb(at):
        return [one for one in related_loosely(a, at, name) if a.lemmas[one] not in _AUDIENCE]
    return related(a, at, name)


def _with_all_listed(a: Analysis, heads: list[int]) -> list[int]:
    """Add the names of a list that a parser tied elsewhere: "met with Havel, Zeman, *and Kavan*"."""
    if not any(a.is_name(head) for head in heads):
        return heads
    last = a.sentence(heads[0])[1]
    found = [head for head in heads if not (head + 1 < last and a.is_name(head) and a.is_name(head + 1))]  # a title
    of = False
    for at in range(a.left_edge(heads[0]), last):
        of = (of or a.words[at] == "of") and a.words[at] not in (",", "and")  # "King Hussein of Jordan, ..."
        if not (a.is_noun(at) or a.is_adjective(at) or a.is_mark(at) or a.words[at] in _IN_LISTS):
            break
        if a.words[at] in _ENDS or a.relation(at) == "subject":
            break
        ends = at + 1 == last or a.is_mark(at + 1) or not (a.is_noun(at + 1) or a.is_adjective(at + 1))
        if (
            a.is_name(at)
            and ends
            and not of
            and a.words[min(at + 1, last - 1)] not in _JOINING_NAMES
            and at not in found
        ):
            found.append(at)
    return found


def _beside(a: Analysis, noun: int, name: str) -> list[int]:
    """What a parser ties to the verb instead of the noun: "held talks in Rome *with him*"."""
    verb = _verb_over(a, noun)
    return [] if verb is None or a.relation(noun) != "object" else a.objects_of(verb, name)


def _verb_over(a: Analysis, at: int) -> int | None:
    up = a.governor(a.first_joined(at))
    while up is not None and not a.is_verb(up):
        up = a.governor(up)
    return up


def _word(a: Analysis, verb: int) -> str:
    particle = a.particle(verb)
    return a.lemmas[verb] if particle is None else f"{a.lemmas[verb]}_{particle}"


def _status(a: Analysis, at: int) -> MeetingStatus | None:
    """Whether a meeting took place, by the words above it; None where that is denied, asked or supposed."""
    how = scope(a, at)
    words = _above(a, at)
    if words & _CANCELLED:
        return MeetingStatus.CANCELLED
    if words & _POSTPONED:
        return MeetingStatus.POSTPONED
    verb = at if a.is_verb(at) else _verb_over(a, at)
    if verb is not None and a.relation(a.first_joined(at)) == "subject":
        how = scope(a, verb) if not how.negated else how  # "the meeting never took place"
    if how.negated:
        return None
    ahead = how.unreal in ("future", "planned") or (a.is_verb(at) and a.is_infinitive(at)) or _is_forthcoming(a, at)
    if how.unreal in ("wished", None) and ahead and words & _PROPOSED:
        return MeetingStatus.PROPOSED
    if (ahead and how.unreal in (None, "future", "planned")) or (how.unreal == "wished" and words & _SCHEDULED):
        return MeetingStatus.SCHEDULED
    if a.is_noun(at) and a.relation(a.first_joined(at)) == "object" and verb is not None:
        if _word(a, verb) in _SCHEDULED:
            return MeetingStatus.SCHEDULED
        if _word(a, verb) in _PROPOSED:
            return MeetingStatus.PROPOSED
    if how.unreal == "wished":
        return MeetingStatus.PROPOSED if words & _PROPOSED else None
    if how.unreal is not None or how.hedges:
        return None
    return MeetingStatus.HELD if verb is not None and _is_past(a, verb) and _takes_place(a, at) else None


def _above(a: Analysis, at: int) -> set[str]:
    """The words above a word in its clause and those that govern it."""
    found: set[str] = set()
    up = a.governor(at)
    while up is not None:
        found |= {a.lemmas[up], _word(a, up)}
        if a.is_verb(up) and a.relation(up) not in ("complement", "joined"):
            break
        up = a.governor(up)
    return found


def _is_forthcoming(a: Analysis, at: int) -> bool:
    return any(a.words[one] in _FORTHCOMING for one in a.modifiers(at))


def _is_past(a: Analysis, verb: int) -> bool:
    """Whether a verb is in the past, or a participle or an infinitive under one that is."""
    now: int | None = verb
    if not (a.is_finite(verb) or a.is_participle(verb) or a.is_infinitive(verb)):
        return False
    while now is not None:
        if a.is_verb(now) and (tense := a.tense(now)) is not None:
            return tense == "past"
        if a.is_verb(now) and a.is_infinitive(now) and now != verb:
            return False
        now = a.governor(now)
    return False


def _takes_place(a: Analysis, at: int) -> bool:
    """Whether what a noun names is told to take place: held, ended, or the time or place of something else."""
    if a.is_verb(at):
        return True
    first = a.first_joined(at)
    up = a.governor(first)
    if up is None:
        return False
    relation = a.relation(first)
    if relation == "prepositional":
        return a.words[up] in _TOLD_DURING
    if relation == "object":
        return _word(a, up) in _HOLDING
    if relation == "subject":
        names = {a.lemmas[up], _word(a, up), *(f"{a.lemmas[up]}_{a.words[one]}" for one in a.dependents(up))}
        return bool(names & _HAPPENING) or not names & (_SCHEDULED | _PROPOSED)
    return False


def _place(a: Analysis, at: int, verb: int | None) -> int | None:
    for one in (at, verb):
        for head in a.objects_of(one, "in", "at") if one is not None else []:
            if a.is_name(head):
                return head
    return None


def _evidence(a: Analysis, at: int, verb: int | None) -> Range:
    return a.extent(at if verb is None else verb)
