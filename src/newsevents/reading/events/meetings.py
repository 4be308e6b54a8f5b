"""Meetings: who met whom, will meet whom, or was to meet whom."""

from __future__ import annotations

from typing import Generic

import attrs

from newsevents.model.vocabulary import MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import F, Range, Who
from newsevents.reading.events.attending import has_second, hosts_of, related_to
from newsevents.reading.events.listed import listed
from newsevents.reading.events.notes import is_note
from newsevents.reading.events.occurrence import position, status, verb_over
from newsevents.reading.events.senses import is_of_others, is_other_act, is_other_thing
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope

__all__ = ["Met", "meetings"]

_CASUAL = word_set("casual")
_MEALS = word_set("meals")
_MIXES = word_set("mixes")
_PERFORMING = word_set("performing")
_MUTUAL = frozenset((MeetingKind.TALKS, MeetingKind.SUMMIT, MeetingKind.CALL))
_DASHES = frozenset(("—", "–", "--", ":"))
_SETTING_OUT = word_set("setting_out")
_IN = ("in", "at", "outside", "outside of", "inside", "near")
_SETTING = frozenset(("schedule", "set", "slate"))
_GUESTS = frozenset(("with", "between", "object", "to", "before", "hearer", "forum", "bench"))
_SITTINGS = frozenset(("meeting", "session"))
_SEPARATE = word_set("separate")
_BODIES = ((("body",),), (("holder",),))
_FAR = 100
"""How many earlier meetings are examined."""
_LISTED = frozenset(("with", "between", "object", "to", "on", "subject", "holder"))


@attrs.define(eq=False)
class Met(Generic[F]):
    """A meeting, as tokens, stretches of the text and actors.

    Attributes:
        at: The word that reports it.
        kind: Its kind.
        status: Whether it took place.
        participants: Those who meet.
        hosts: Its hosts.
        places: The heads of phrases that may give its place.
        evidence: The words that report it.
        row: The row of the word list that found it.
        first: The participants in the first relation of the row, such as those who meet with the others.
    """

    at: int
    kind: MeetingKind
    status: MeetingStatus
    participants: list[F]
    hosts: list[F]
    places: list[int]
    evidence: Range
    row: Gathering
    first: list[F]

    @property
    def rule(self) -> str:
        """The id of the rule that found it."""
        return f"meeting.{self.row.word}"


def meetings(a: Analysis, who: Who[F], refused: list[tuple[int, Refusal]] | None = None) -> list[Met[F]]:
    """The meetings of an article.

    Args:
        a: Its analysis.
        who: Resolves words to actors.
        refused: A list to which words that may report a meeting but do not are added, with the reasons.

    Returns:
        The meetings in text order. A meeting reported twice appears once.
    """
    found: list[Met[F]] = []
    with_one: dict[F, list[Met[F]]] = {}
    for at in range(len(a)):
        part = "verb" if a.is_verb(at) else "noun" if a.is_noun(at) else ""
        for row in gatherings().get((part, a.lemmas[at]), ()):
            if not has_second(a, at, row.needs):
                continue
            made = _meeting(a, at, row, who)
            if isinstance(made, Refusal):
                if refused is not None:
                    refused.append((at, made))
                continue
            another = row.alone and row.kind is MeetingKind.GATHERING and a.determiner(at) in ("a", "an")
            for each in _apart(a, made):
                known = with_one.get(each.participants[0], [])[-_FAR:]
                if another:  # "spoke at a forum, and later at a rally"
                    known = [one for one in known if one.row.word == row.word or one.at == verb_over(a, at)]
                if not any(_is_same(each, one) for one in known):
                    found.append(each)
                    for one in each.participants:
                        with_one.setdefault(one, []).append(each)
            break
    return found


def _apart(a: Analysis, made: Met[F]) -> list[Met[F]]:
    """Several meetings, if they were separate: "held *separate* meetings with Iran and Turkey"."""
    with_each = [one for one in made.participants if one not in made.first]
    separate = any(a.words[one] in _SEPARATE for one in a.modifiers(made.at))
    if not separate or len(with_each) < 2 or not made.first or made.kind is MeetingKind.VISIT:
        return [made]
    return [attrs.evolve(made, participants=[*made.first, one]) for one in with_each]


def _is_same(later: Met[F], one: Met[F]) -> bool:
    """Whether a meeting was reported before: with the same people, or an assembly that is told something again."""
    if later.status is not one.status or (one.kind is MeetingKind.VISIT and later.kind is MeetingKind.GATHERING):
        return False
    told = later.row.word == "tell" and one.kind in (later.kind, MeetingKind.HEARING)
    return told or set(later.participants) <= set(one.participants)


def _meeting(a: Analysis, at: int, row: Gathering, who: Who[F]) -> Met[F] | Refusal:
    if is_other_act(a, at, row) if row.part == "verb" else is_other_thing(a, at, row):
        return Refusal.CONSTRUCTION
    participants: list[F] = []
    first: list[F] = []
    plural = row.alone
    for group in row.participants:
        relation, heads = next(
            ((one, heads) for one in group if (heads := related_to(a, at, one, row.alone))), ("", [])
        )
        heads = _apposed(a, [one for head in heads for one in _members(a, head)])
        heads = [head for head in heads if a.quotation(head) in (-1, a.quotation(at))]
        if row.kind is MeetingKind.VISIT and relation in ("subject", "goer"):
            heads = [head for head in heads if a.lemmas[head] not in _CASUAL]
        if relation in _LISTED and row.kind is not MeetingKind.VISIT:
            heads = listed(a, heads, lambda head: bool(who(head, None)))
        of_heads = {head: who(head, None) for head in heads}
        named = list(dict.fromkeys(figure for figures in of_heads.values() for figure in figures))
        if not named and row.part == "verb" and relation == "" and is_note(a, at):
            plural = True
        elif not named and row.kind is MeetingKind.VISIT and participants and any(map(a.is_name, heads)):
            plural = True  # "visited Springfield": a place that is nobody
        elif not named:
            return Refusal.NOBODY
        plural = plural or (
            len(row.participants) == 1 and any(_is_several(a, head) for head, figures in of_heads.items() if figures)
        )
        participants += [one for one in named if one not in participants]
        first = first or list(participants)
    hosting = related_to(a, at, row.host) if row.host else hosts_of(a, at) if row.part == "noun" else []
    hosting = listed(a, hosting, lambda head: bool(who(head, None)))
    hosts = [figure for head in hosting for figure in who(head, None)]
    if len(participants) == 1 and row.alone and hosts and row.word in _MEALS:
        participants += [one for one in hosts if one not in participants]  # "attended a dinner hosted by Lima"
    if not participants or (len(participants) < 2 and not plural):
        return Refusal.NOBODY
    if row.participants == (("holder",),) and (not row.alone or row.kind in _MUTUAL) and is_of_others(a, at):
        return Refusal.CONSTRUCTION
    what = status(a, at)
    if what is None:
        return Refusal.of(scope(a, at)) or Refusal.OPEN
    if not _is_attended(a, at, row, what):
        return Refusal.NOBODY
    verb = at if row.part == "verb" else verb_over(a, at)
    told = {"holder", "clause", "speaker"} & {one for group in row.participants for one in group}
    own = row.part == "noun" and not told and a.relation(position(a, at)) not in ("subject", "predicate")
    among = [head for group in row.participants for one in group for head in related_to(a, at, one) if one in _GUESTS]
    places = [*_places(a, at, row, verb, among), *(a.objects_of(at, "to") if row.word == "welcome" else ())]
    evidence = _evidence(a, at, None if own else verb)
    assembled = row.word in _SITTINGS and row.alone and len(participants) == 1 and row.participants in _BODIES
    kind = MeetingKind.GATHERING if assembled else row.kind  # "the board held a meeting"
    return Met(at, kind, what, participants, hosts, places, evidence, row, first)


def _places(a: Analysis, at: int, row: Gathering, verb: int | None, guests: list[int]) -> list[int]:
    """The heads of phrases that may give the place of a meeting, the nearest to it first."""
    over = [one for one in (at, verb) if one is not None]
    destined = related_to(a, at, row.host) if row.host is not None and row.kind is MeetingKind.VISIT else []
    staged = [
        one for each in over for one in a.objects_of(each, "at", "during") if ("noun", a.lemmas[one]) in gatherings()
    ]
    found = [*destined, *(head for one in (*over, *staged) for head in a.objects_of(one, *_IN))]
    up = verb if verb != at else a.governor(at) if a.is_infinitive(at) else None
    if up is not None and a.is_verb(up):  # "is due in Rome for talks", "flew to Rome to meet him"
        predicate = a.predicate(up)
        found += [] if predicate is None else a.objects_of(predicate, *_IN)
        set_out = a.lemmas[up] in _SETTING_OUT and (a.is_infinitive(at) or at in a.objects_of(up, "for"))
        found += a.objects_of(up, *_IN, "to") if set_out else []
    found += [
        each.object
        for one in guests
        if not a.is_name(one)
        for below in a.subtree(one)
        if a.is_noun(below)
        for each in a.prepositions(below)
        if each.word in _IN
    ]  # "met officials of the party in Rome"
    clauses = [each for one in over for each in (one, *a.relative_clauses(one))]
    found += [head for one in clauses if a.lemmas[one] in _SETTING for head in a.objects_of(one, "for")]
    return found


def _is_attended(a: Analysis, at: int, row: Gathering, what: MeetingStatus) -> bool:
    """Whether somebody who does something at a meeting takes part; in a future one, only those who are to speak."""
    if not row.alone or row.participants != (("clause",),) or what is MeetingStatus.HELD:
        return True
    verb = verb_over(a, at)
    return verb is not None and a.lemmas[verb] in _PERFORMING


def _members(a: Analysis, head: int) -> list[int]:
    """The members of a quantity noun: "a mix of *lawmakers* and *donors*"."""
    of = a.objects_of(head, "of") if a.lemmas[head] in _MIXES else []
    return of or [head]


def _apposed(a: Analysis, heads: list[int]) -> list[int]:
    """The names in apposition to a noun, in place of it: "the two leaders, *Ana Braga* and *Rui Costa*"."""
    rest = heads[1:]
    if rest and not a.is_name(heads[0]) and a.is_plural(heads[0]) and all(map(a.is_name, rest)):
        return rest if a.words[heads[0] + 1] in _DASHES else heads  # "the two leaders — Ana Braga and Rui Costa"
    if len(heads) != 1 or a.is_name(heads[0]) or not a.is_plural(heads[0]):
        return heads
    named = [one for each in a.appositions(heads[0]) if a.is_name(each) for one in a.joined(each)]
    return named if len(named) > 1 else heads


def _is_several(a: Analysis, head: int) -> bool:
    return a.is_plural(head) and len(a.joined(head)) == 1


def _evidence(a: Analysis, at: int, verb: int | None) -> Range:
    """The clause that reports a meeting, without content clauses, adverbial clauses and joined clauses."""
    if verb is None:
        start, end = a.extent(at)
        over = [a.governor(position(a, at)), verb_over(a, at)]
        for beside in [each.at for up in over if up is not None for each in a.prepositions(up)]:
            first, last = a.extent(beside)
            if beside > at and first <= end + 1:  # "the meeting with him | in Rome"
                end = max(end, last)
        return start, end
    apart = [
        one
        for one in a.dependents(verb)
        if a.relation(one) in ("complement", "adverbial", "joined", "around") and not a.dominates(one, at)
    ]
    start, end = a.extent(verb, [one for one in apart if a.is_verb(one)])
    up = a.governor(verb)
    if up is not None and a.relation(verb) == "adverbial" and a.marker(verb) == "as":
        for one in (*a.modifiers(up), *(each.at for each in a.prepositions(up))):
            first, last = a.extent(one)
            if last < start <= last + 2:  # "on Monday, as the ministers met"
                start = first
    return start, end
