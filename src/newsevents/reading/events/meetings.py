"""Meetings: who met whom, will meet whom, or was to meet whom."""

from __future__ import annotations

from typing import Generic

import attrs

from newsevents.model.vocabulary import MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import head_kinds
from newsevents.reading.events.alleged import F, Range, Who
from newsevents.reading.events.listed import listed
from newsevents.reading.events.notes import before, is_note, traveler_of
from newsevents.reading.events.occurrence import name, position, speaking, status, verb_over
from newsevents.reading.events.roles import related, related_loosely
from newsevents.reading.events.senses import is_of_others, is_other_act, is_other_thing
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.refusals import Refusal
from newsevents.reading.scope import scope

__all__ = ["Met", "meetings"]

_HOLDING = word_set("holding") | word_set("cancelling") | word_set("postponing")
_AUDIENCE = word_set("audience")
_ASSEMBLED = word_set("assembled")
_OFFICIALS = word_set("officials")
_CASUAL = word_set("casual")
_HOSTING = word_set("hosting")
_MIXES = word_set("mixes")
_PERFORMING = word_set("performing")
_SPEECHES = word_set("speeches")
_INFORMING = word_set("informing")
_SETTING_OUT = word_set("setting_out")
_MUTUAL = frozenset((MeetingKind.TALKS, MeetingKind.SUMMIT, MeetingKind.CALL))
_JOINING = frozenset(("join", "accompany"))
_TOGETHER = frozenset(("along", "together", "alongside"))
_PREPOSITIONAL = frozenset(("follow", "pend"))
_DASHES = frozenset(("—", "–", "--", ":"))
_AT = word_set("amidst")
_AFTER = frozenset(("after", "following"))
_DURING = word_set("during") | word_set("toward")
_FAR = 100
"""How many earlier meetings are examined."""
_LISTED = frozenset(("with", "between", "object", "to", "on", "subject"))


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
    """

    at: int
    kind: MeetingKind
    status: MeetingStatus
    participants: list[F]
    hosts: list[F]
    places: list[int]
    evidence: Range
    row: Gathering

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
            if not _has(a, at, row.needs):
                continue
            made = _meeting(a, at, row, who)
            if isinstance(made, Refusal):
                if refused is not None:
                    refused.append((at, made))
                continue
            known = with_one.get(made.participants[0], [])[-_FAR:]
            if not any(_is_same(made, one) for one in known):
                found.append(made)
                for one in made.participants:
                    with_one.setdefault(one, []).append(made)
            break
    return found


def _is_same(later: Met[F], one: Met[F]) -> bool:
    """Whether a meeting was reported before: with the same people, or an assembly that is told something again."""
    if later.status is not one.status or (one.kind is MeetingKind.VISIT and later.kind is MeetingKind.GATHERING):
        return False
    told = later.row.word == "tell" and one.kind is later.kind
    return told or set(later.participants) <= set(one.participants)


def _has(a: Analysis, at: int, second: str) -> bool:
    """Whether a word has the second word that its entry needs: "sit down", "phone call", "speak by phone"."""
    beside = [*a.dependents(at), *(one.object for one in a.prepositions(at))] if second else []
    return not second or any(second in (a.words[one], a.lemmas[one]) for one in beside)


def _meeting(a: Analysis, at: int, row: Gathering, who: Who[F]) -> Met[F] | Refusal:
    if is_other_act(a, at, row) if row.part == "verb" else is_other_thing(a, at, row):
        return Refusal.CONSTRUCTION
    participants: list[F] = []
    plural = row.alone
    for group in row.participants:
        relation, heads = next(((one, heads) for one in group if (heads := _heads(a, at, one, row.alone))), ("", []))
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
    if not participants or (len(participants) < 2 and not plural):
        return Refusal.NOBODY
    if row.participants == (("holder",),) and (not row.alone or row.kind in _MUTUAL) and is_of_others(a, at):
        return Refusal.CONSTRUCTION
    what = status(a, at)
    if what is None:
        return Refusal.of(scope(a, at)) or Refusal.OPEN
    if not _is_attended(a, at, row, what):
        return Refusal.NOBODY
    hosting = _heads(a, at, row.host) if row.host else _hosts(a, at) if row.part == "noun" else []
    hosts = [figure for head in hosting for figure in who(head, None)]
    verb = at if row.part == "verb" else verb_over(a, at)
    told = {"holder", "clause", "speaker"} & {one for group in row.participants for one in group}
    own = row.part == "noun" and not told and a.relation(position(a, at)) not in ("subject", "predicate")
    places = [head for one in (at, verb) if one is not None for head in a.objects_of(one, "in", "at")]
    evidence = _evidence(a, at, None if own else verb)
    return Met(at, row.kind, what, participants, hosts, places, evidence, row)


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


def _heads(a: Analysis, at: int, relation: str, alone: bool = False) -> list[int]:
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
        return [one for one in a.modifiers(at) if a.is_name(one) and a.text[a.starts[one]].isupper()]
    if relation == "hearer":
        return [] if (hearer := a.hearer(at)) is None else [one for one in a.joined(hearer) if _assembles(a, one)]
    if relation == "told":
        verb = verb_over(a, at)
        if verb is None or a.lemmas[verb] not in _INFORMING:
            return []
        hearer = a.object(verb) if (one := a.hearer(verb)) is None else one
        return [] if hearer is None else a.joined(hearer)
    if relation == "parties":
        return [one for one in related(a, at, "subject") if _is_of_several(a, one)]
    if relation == "subject" and (traveler := traveler_of(a, at)) is not None:
        return [traveler]
    if relation == "goer":
        return [*_heads(a, at, "subject"), *_companions(a, at)]
    if relation in ("to", "before") and not a.is_verb(at):
        found = related(a, at, relation) or _beside(a, at, relation)
        return [one for one in found if a.lemmas[one] not in _AUDIENCE]
    if relation in ("with", "between") and not a.is_verb(at):
        return related(a, at, relation) or _beside(a, at, relation)
    if relation in ("with", "in", "before", "to") and a.is_verb(at):
        return [one for one in related_loosely(a, at, relation) if a.lemmas[one] not in _AUDIENCE]
    return related(a, at, relation)


def _assembles(a: Analysis, noun: int) -> bool:
    """Whether a noun refers to several people or a body that can be told something at a meeting."""
    bodies = a.lemmas[noun] in head_kinds() and not a.is_name(noun)
    return a.lemmas[noun] in _ASSEMBLED and (a.is_plural(noun) or bodies)


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
    for clause in a.relative_clauses(noun):
        held_by = a.agent(clause) if a.is_passive(clause) else a.own_subject(clause)
        if name(a, clause) in _HOLDING and held_by is not None:
            return a.joined(a.antecedent(held_by))
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


def _hosts(a: Analysis, noun: int) -> list[int]:
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
    if a.words[preposition] not in during or not _is_time(a, noun, a.words[preposition]):
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
    return (
        [*found, *(one for one in _companions(a, verb) if one not in found)] if a.words[preposition] == "at" else found
    )


def _is_time(a: Analysis, noun: int, preposition: str) -> bool:
    """Whether something done on or during a gathering is done there: "on a visit", not "told of the talks"."""
    rows = gatherings().get(("noun", a.lemmas[noun]), ())
    kinds = {row.kind for row in rows if _has(a, noun, row.needs)}
    if preposition == "on":
        return bool(kinds & {MeetingKind.VISIT, MeetingKind.CALL})
    verb = verb_over(a, noun)
    staged = MeetingKind.GATHERING not in kinds or (verb is not None and a.lemmas[verb] in _PERFORMING)
    return preposition not in ("during", "throughout") or staged


def _companions(a: Analysis, verb: int) -> list[int]:
    """Those who accompany the subject: "flew to Rome with *her*", "along with *him*", "joined *her*"."""
    found = [] if a.lemmas[verb] not in _JOINING or (one := a.object(verb)) is None else a.joined(one)
    together = [one for one in a.dependents(verb) if a.words[one] in _TOGETHER]
    beside = [each for one in (verb, *together) for each in a.objects_of(one, "with", "alongside")]
    return [*found, *(one for one in beside if a.is_name(one) or a.is_pronoun(one) or a.lemmas[one] in doers())]


def _beside(a: Analysis, noun: int, relation: str) -> list[int]:
    """Complements that a parser attaches to the verb instead of the noun: "held talks in Rome *with him*"."""
    for one in a.relative_clauses(noun):
        if name(a, one) in _HOLDING and (found := a.objects_of(one, relation)):
            return found
    verb = verb_over(a, noun)
    return [] if verb is None or a.relation(position(a, noun)) != "object" else a.objects_of(verb, relation)


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
