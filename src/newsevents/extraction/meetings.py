"""Meetings: who met whom, or will, or was to, by the verbs and nouns of meeting and the verbs that govern them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from newsevents.dates.lexicon import DAY_NAMES, MONTH_NAMES
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.clauses import FINITE, after_be, group_start, mask, nominal_end, phrase_end, skip, subject
from newsevents.extraction.frames import Range
from newsevents.extraction.text import Sentence
from newsevents.extraction.times import Times
from newsevents.extraction.words import NEGATIONS, form_of, word_set
from newsevents.model.values import When
from newsevents.model.vocabulary import ActorKind, MeetingKind, MeetingStatus

__all__ = ["Gathering", "meetings"]


@attrs.define
class Gathering:
    """A meeting, as offsets and figures."""

    kind: MeetingKind
    status: MeetingStatus
    participants: list[Figure]
    hosts: list[Figure]
    when: When | None
    place: Range | None
    evidence: Range
    rule: str


_KINDS = {
    "summit": MeetingKind.SUMMIT,
    "summits": MeetingKind.SUMMIT,
    "gathering": MeetingKind.GATHERING,
    "gatherings": MeetingKind.GATHERING,
    "conference": MeetingKind.GATHERING,
    "visit": MeetingKind.VISIT,
    "call": MeetingKind.CALL,
    "briefing": MeetingKind.BRIEFING,
    "hearing": MeetingKind.HEARING,
}

_NOUNS = word_set("meeting_nouns")
_VISITS = frozenset(("visit", "visits", "visited", "host", "hosts", "hosted"))
_MEETS = frozenset(("meet", "meets", "met"))
_SPEAKS = frozenset(("speak", "speaks", "spoke", "spoken", "talked"))
_BRIEFS = frozenset(("brief", "briefs", "briefed"))
_HEADS = _NOUNS | _VISITS | _MEETS | _SPEAKS | _BRIEFS | {"agreed", "testified", "testify", "testifies"}

_BODIES = (ActorKind.LEGISLATURE, ActorKind.COURT, ActorKind.GOVERNMENT_BODY, ActorKind.IGO, ActorKind.GROUP)
_CAN_MEET = (
    ActorKind.PERSON,
    ActorKind.GROUP,
    ActorKind.STATE,
    ActorKind.GOVERNMENT_BODY,
    ActorKind.ARMED_GROUP,
    ActorKind.UNNAMED,
    ActorKind.PARTY,
    ActorKind.IGO,
    ActorKind.MILITARY,
)


def meetings(sentence: Sentence, cast: Cast, times: Times) -> Iterator[Gathering]:
    """The meetings that a sentence tells of."""
    heads = [head for head, word in enumerate(sentence.words) if word in _HEADS]
    if not heads:
        return
    reader = _Reader(sentence, cast, times)
    for head in heads:
        found = reader.read(head)
        if found is not None:
            yield found


class _Reader:
    """Reads the meetings of one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast, times: Times) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.tags = mask(sentence)
        self.cast = cast
        self.times = times

    def read(self, head: int) -> Gathering | None:
        """The meeting that a word tells of."""
        tag, word = self.tags[head], self.words[head]
        if word in _NOUNS and tag == "n":
            return self._noun(head)
        if word == "agreed":
            return self._agreed(head) if tag == "v" else None
        if tag not in "vek":
            return None
        if word in _VISITS:
            return self._visited(head)
        if word in _SPEAKS:
            return self._spoke(head)
        if word in _MEETS:
            return self._met(head)
        return self._before_a_body(head)

    # --- verbs

    def _met(self, head: int) -> Gathering | None:
        tags, words, size = self.tags, self.words, len(self.tags)
        status, own = self._status(head), self._subject(head)
        met_with = after_be(tags, group_start(tags, head), head) and tags[head] == "k"  # was met with protests
        if status is None or own is None or met_with:
            return None
        joint = self.cast.group_up_to(self.sentence.ends[own[1] - 1])
        participants = _people([joint] if joint is not None else self._refer(own))
        at = skip(tags, head + 1, "r", size)
        if at < size and words[at] == "with":
            stop = phrase_end(self.sentence, tags, at + 1, size)
            if stop > at + 1:
                participants += _people(self._refer((at + 1, stop)))
                at = stop
        elif at < size and tags[at] in "dnxo" and not self._time_begins(at):
            stop = nominal_end(tags, at)
            others = [one for one in self.cast.named_in(self.sentence.place((at, stop))) if one.kind in _CAN_MEET]
            if not others:
                return None
            participants += others
            at = stop
        first = own[0] if joint is None else 0
        return self._gathering(MeetingKind.TALKS, status, participants, (first, max(head + 1, at)), head, "met")

    def _visited(self, head: int) -> Gathering | None:
        """The president visited the country, the president hosted his counterpart."""
        tags = self.tags
        group = group_start(tags, head)
        status = self._status(head)
        own = self._subject(head)
        if status is None or own is None or "b" in tags[group:head]:
            return None
        start = skip(tags, head + 1, "r", len(tags))
        stop = max(nominal_end(tags, start), _names_end(tags, start))
        if stop == start:
            return None
        visitors = _people(self._refer(own))
        hosts = [one for one in _people(self._refer((start, stop))) if one not in visitors]
        if not hosts or not visitors or any(one.kind not in _CAN_MEET or _anyone(one) for one in (*hosts, *visitors)):
            return None
        if self.words[head].startswith("host"):
            visitors, hosts = hosts, visitors
        return self._gathering(MeetingKind.VISIT, status, visitors + hosts, (own[0], stop), head, "visited", hosts)

    def _spoke(self, head: int) -> Gathering | None:
        """The president spoke by phone with his counterpart."""
        tags, words = self.tags, self.words
        status, own = self._status(head), self._subject(head)
        phone = next((at for at in range(head + 1, min(head + 6, len(tags))) if words[at] in _PHONES), None)
        if status is None or own is None or phone is None:
            return None
        at = next((at for at in (phone + 1, head + 1) if words[at : at + 1] in (["with"], ["to"])), None)
        stop = at if at is None else phrase_end(self.sentence, tags, at + 1, len(tags))
        if at is None or stop is None or stop == at + 1:
            return None
        others = _people(self._refer((at + 1, min(stop, phone) if at < phone else stop)))
        participants = _people(self._refer(own)) + others
        return self._gathering(MeetingKind.CALL, status, participants, (own[0], max(stop, phone + 1)), head, "spoke")

    def _before_a_body(self, head: int) -> Gathering | None:
        """Somebody briefed the council, or testified before it."""
        tags, words = self.tags, self.words
        status, own = self._status(head), self._subject(head)
        brief = words[head] in _BRIEFS
        at = head + 1 if brief else head + 2
        if status is None or own is None or not (brief or words[head + 1 : head + 2] in (["before"], ["to"])):
            return None
        stop = phrase_end(self.sentence, tags, at, len(tags))
        bodies = [one for one in self._refer((at, stop)) if one.kind in _BODIES] if stop > at else []
        if not bodies:
            return None
        kind = MeetingKind.BRIEFING if brief else MeetingKind.HEARING
        rule = "briefed" if brief else "testified"
        return self._gathering(kind, status, self._refer(own) + bodies, (own[0], stop), head, rule)

    def _agreed(self, head: int) -> Gathering | None:
        """Ministers or leaders of several states who agreed on a day have met."""
        own = subject(self.sentence, self.tags, head)
        ahead = self.words[head : self._stop(head)]
        if own is None or not _NOUNS.isdisjoint(ahead) or not _MEETS.isdisjoint(ahead):
            return None  # they agreed to meet
        words = self.words[own[0] : own[1]]
        named = self.cast.named_in(self.sentence.place(own))
        states = [one for one in named if one.kind is ActorKind.STATE]
        if len(states) < 2 or not any(word in word_set("people_epithets") for word in words) or "of" not in words:
            return None
        start = self.sentence.starts[max(0, own[0] - 6)]
        when = self.times.dated(start, self.sentence.starts[head])
        if when is None:
            return None
        assert when.span is not None
        evidence = min(when.span.start, self.sentence.starts[own[0]]), self.sentence.ends[self._stop(head) - 1]
        return Gathering(
            MeetingKind.TALKS, MeetingStatus.HELD, self._refer(own), [], when, None, evidence, "agreed-together"
        )

    # --- nouns

    def _noun(self, head: int) -> Gathering | None:
        """The summit between A and B; A held talks with B; A's meeting with B; A and B will hold talks."""
        tags, words = self.tags, self.words
        begin = head
        while begin > 0 and tags[begin - 1] in "dnrxck":
            begin -= 1
        owner = subject(self.sentence, tags, begin - 1) if begin > 1 and tags[begin - 1] == "s" else None
        verb = begin - 1 if owner is None and begin > 0 and tags[begin - 1] in "vegk" else None
        if verb is None and owner is None and begin > 1 and tags[begin - 1] == "i" and tags[begin - 2] in "vegk":
            verb = begin - 2  # called off a meeting
        at = head + 1
        behind = words[at : at + 1]
        reach = at
        participants: list[Figure] = []
        if behind in (["between"], ["of"], ["with"], ["among"]):
            stop = phrase_end(self.sentence, tags, at + 1, len(tags))
            first = nominal_end(tags, at + 1)
            if first == at + 1 or (behind == ["of"] and not self.cast.named_in(self.sentence.place((at + 1, stop)))):
                return None
            reach = max(first, _names_end(tags, at + 1))
            if words[first : first + 1] == ["of"]:  # foreign ministers of Norway, Sweden and Finland
                reach = max(first, _names_end(tags, first + 1))
            participants = _people(self._refer((at + 1, reach)))
        elif verb is None or self._verb(verb) not in word_set("hold"):
            return None
        status = self._status_of_noun(begin, head, reach, verb)
        own = owner
        if verb is not None and own is None:
            own = self._subject(verb)
        hosts: list[Figure] = []
        if behind in (["with"], []) or not participants:
            if own is None:
                return None
            participants = _people(self._refer(own)) + participants
        elif verb is not None and own is not None and words[verb].startswith("host"):
            hosts = [one for one in self._refer(own) if one not in participants]
        hosts += [one for one in self._hosts_behind(reach) if one not in hosts]
        if status is None:
            return None
        kind = _KINDS.get(words[head], MeetingKind.TALKS)
        first = begin if own is None or (behind == ["between"] and not hosts) else own[0]
        return self._gathering(kind, status, participants, (first, reach), head, "meeting-noun", hosts)

    def _hosts_behind(self, at: int) -> list[Figure]:
        """Who hosted it: "hosted by"."""
        if self.words[at : at + 2] != ["hosted", "by"]:
            return []
        stop = nominal_end(self.tags, at + 2)
        return self._refer((at + 2, stop)) if stop > at + 2 else []

    def _status_of_noun(self, begin: int, head: int, reach: int, verb: int | None) -> MeetingStatus | None:
        """What became of a meeting by the words before it, the verb that governs it, and the verb behind it."""
        for word in self.words[begin:head]:
            form = form_of(word)
            known = _SCHEDULED if word in word_set("planned") else _by_verb("" if form is None else form.verb)
            if known is _SCHEDULED:
                later = self._behind(reach)
                return later if later in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED) else known
            if known is not None:
                return known
        if verb is not None:
            status = self._status(verb)
            return None if status is None else _by_verb(self._verb(verb)) or status
        return self._behind(reach)

    def _behind(self, reach: int) -> MeetingStatus | None:
        """What a verb behind a meeting says of it: "was postponed", "will be held", "ended"."""
        tags = self.tags
        first = next((at for at in range(reach, self._stop(reach)) if tags[at] in FINITE or tags[at] == "k"), None)
        if first is None:
            return MeetingStatus.HELD
        last = skip(tags, first, "mbhfr", len(tags))
        if tags[last : last + 1] not in ("v", "e", "k"):
            last = max(first, last - 1)
        return _by_verb(self._verb(last)) or self._status(last)

    # --- what both share

    def _status(self, head: int) -> MeetingStatus | None:
        """Whether what a verb tells has happened, by its auxiliaries and the verb before "to"; None if it will not."""
        tags, words = self.tags, self.words
        group = group_start(tags, head)
        before = words[group:head]
        if self._denied(head):
            return None
        if "t" in tags[group:head]:
            to = tags.index("t", group, head)
            outer = len(tags[:to].rstrip("r")) - 1
            if outer < 0 or self._verb(outer) in word_set("refuse") or self._denied(outer):
                return None
            known = _by_verb(self._verb(outer))
            if known is MeetingStatus.CANCELLED or (tags[outer] == "n" and words[outer] in _NO_VERBS):
                return None
            return known if known is MeetingStatus.PROPOSED else _SCHEDULED
        if "m" in tags[group:head]:
            return _SCHEDULED if not _WILL.isdisjoint(before) else MeetingStatus.PROPOSED
        return _SCHEDULED if tags[head] == "e" else MeetingStatus.HELD

    def _denied(self, head: int) -> bool:
        """Whether a verb has a "not" before it."""
        return not NEGATIONS.isdisjoint(self.words[group_start(self.tags, head) : head])

    def _verb(self, at: int) -> str:
        """The base form of a verb, with the particle behind it: call_off."""
        form = form_of(self.words[at])
        verb = self.words[at] if form is None else form.verb
        behind = self.words[at + 1] if at + 1 < len(self.words) else ""
        return f"{verb}_{behind}" if behind in ("off", "back", "out", "down") else verb

    def _subject(self, head: int) -> Range | None:
        """The subject of a verb, also where another one stands between: "plans to meet", "agreed to hold"."""
        tags = self.tags
        group = group_start(tags, head)
        if "t" in tags[group:head]:
            group = tags.index("t", group, head)
            while group > 0 and tags[group - 1] in "rvgkmbhf":
                group -= 1
        return subject(self.sentence, tags, group)

    def _refer(self, tokens: Range) -> list[Figure]:
        return list(self.cast.refer(self.sentence.place(tokens)))

    def _gathering(
        self,
        kind: MeetingKind,
        status: MeetingStatus,
        participants: list[Figure],
        tokens: Range,
        head: int,
        rule: str,
        hosts: list[Figure] | None = None,
    ) -> Gathering | None:
        """The meeting, unless fewer than two can have met; with the time and the place behind its words."""
        able = (*_CAN_MEET, *_BODIES)
        together = [one for one in dict.fromkeys(participants) if one.kind in able]
        if len(together) < 2 and not any(one.kind is ActorKind.GROUP for one in together):
            return None
        end = self._stop(tokens[1])
        evidence = self.sentence.place((tokens[0], max(end, tokens[1])))
        when = self.times.dated(self.sentence.starts[head], evidence[1])
        where = self._where(tokens[1], end)
        return Gathering(kind, status, together, hosts or [], when, where, evidence, rule)

    def _time_begins(self, at: int) -> bool:
        start = self.sentence.starts[at]
        return any(
            one.span is not None and one.span.start <= start < one.span.end
            for one in self.times.within(start - 12, start + 40)
        )

    def _stop(self, at: int) -> int:
        """Where the clause ends."""
        while at < len(self.tags) and self.tags[at] not in ",.;:-":
            at += 1
        return at

    def _where(self, start: int, end: int) -> Range | None:
        """A place behind "in" or "at": a name."""
        tags, words = self.tags, self.words
        for at in range(start, min(end, len(tags)) - 1):
            if tags[at] == "i" and words[at] in ("in", "at"):
                first = skip(tags, at + 1, "d", end)
                last = first
                while last < end and tags[last] == "x" and words[last] not in _CALENDAR:
                    last += 1
                if last < end and tags[last] == "s":  # in the country's capital Lisbon
                    first = last + 1
                    last = skip(tags, first, "x", end)
                if last > first:
                    return self.sentence.place((first, last))
        return None


_SCHEDULED = MeetingStatus.SCHEDULED
_WILL = frozenset(("will", "would", "shall", "'ll", "\u2019ll"))
_NO_VERBS = frozenset(("unwilling", "plan", "plans"))
"""Before "to" as nouns or adjectives: "cancelled plans to meet", "unwilling to meet"."""

_PHONES = frozenset(("phone", "telephone", "videoconference", "video"))
_CALENDAR = frozenset((*DAY_NAMES, *MONTH_NAMES))


def _by_verb(verb: str) -> MeetingStatus | None:
    """What a verb says of the meeting that it governs."""
    if verb in word_set("postpone"):
        return MeetingStatus.POSTPONED
    if verb in word_set("cancel"):
        return MeetingStatus.CANCELLED
    if verb in word_set("propose"):
        return MeetingStatus.PROPOSED
    return MeetingStatus.SCHEDULED if verb in word_set("arrange") else None


def _people(figures: list[Figure]) -> list[Figure]:
    """Those who can meet: the members where they are few and known."""
    found: list[Figure] = []
    for figure in figures:
        for one in figure.members or [figure]:
            if one not in found:
                found.append(one)
    return found


def _anyone(figure: Figure) -> bool:
    """Whether an actor is nobody in particular: "tourists"."""
    return figure.kind is ActorKind.UNNAMED and figure.part_of is None and figure.country is None


def _names_end(tags: str, at: int) -> int:
    """Where a list of nominals ends."""
    end = nominal_end(tags, at)
    while end < len(tags) and tags[end] == ",":
        inner = nominal_end(tags, end + 1 + (tags[end + 1 : end + 2] == "&"))
        if inner <= end + 1 or "x" not in tags[end:inner]:
            break
        end = inner
    return end
