"""Meetings and allegations, read from the sentences and from what people say in them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

import attrs

from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.clauses import group_start, mask, nominal_end, phrase_end, skip, subject
from newsevents.extraction.frames import Range
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import word_set
from newsevents.quantities import read_quantity
from newsevents.values import When, calendar_day
from newsevents.vocabulary import ActorKind, MeetingKind, MeetingStatus

__all__ = ["Gathering", "Times", "meetings", "quantities"]


class Times:
    """The times of an article by their places.

    Attributes:
        published: The day of publication.
    """

    def __init__(self, times: tuple[When, ...], published: dt.date | None) -> None:
        self.published = published
        self._times: list[tuple[int, int, When]] = [
            (one.span.start, one.span.end, one)
            for one in times
            if one.span is not None and one.timex not in ("PRESENT_REF", "PAST_REF")
        ]

    def within(self, start: int, end: int) -> list[When]:
        """The times that stand in a stretch."""
        found = []
        for index in range(bisect_left(self._times, start, key=itemgetter(0)), len(self._times)):
            first, last, one = self._times[index]
            if first >= end:
                break
            if last <= end:
                found.append(one)
        return found

    def dated(self, start: int, end: int) -> When | None:
        """The first time in a stretch that has a place on the calendar."""
        return next((one for one in self.within(start, end) if one.earliest or one.latest), None)

    def past(self, when: When | None) -> When | None:
        """A time, unless it begins after the day of publication."""
        if when is None or when.earliest is None or self.published is None:
            return when
        return when if calendar_day(when.earliest) <= self.published else None


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


def meetings(sentence: Sentence, cast: Cast, times: Times) -> Iterator[Gathering]:
    """The meetings that a sentence tells of."""
    heads = [head for head, word in enumerate(sentence.words) if word in _HEADS]
    if not heads:
        return
    tags = mask(sentence)
    for head in heads:
        tag, word = tags[head], sentence.words[head]
        found = None
        if word in _MEETING_NOUNS and tag == "n":
            found = _noun(sentence, tags, head, cast, times)
        elif word == "agreed":
            found = _agreed(sentence, tags, head, cast, times) if tag == "v" else None
        elif tag in "vek":
            read = _visited if word in _VISITS else _met
            found = read(sentence, tags, head, cast, times)
        if found is not None:
            yield found


_MEETING_NOUNS = word_set("meeting_nouns")
_VISITS = frozenset(("visit", "visits", "visited", "host", "hosts", "hosted"))
_HEADS = _MEETING_NOUNS | _VISITS | {"meet", "meets", "met", "agreed"}


def _people(figures: list[Figure]) -> list[Figure]:
    """Those who can meet: the members where they are few and known."""
    found: list[Figure] = []
    for figure in figures:
        for one in figure.members or [figure]:
            if one not in found:
                found.append(one)
    return found


def _met(sentence: Sentence, tags: str, head: int, cast: Cast, times: Times) -> Gathering | None:
    words, size = sentence.words, len(tags)
    group = head
    while group > 0 and tags[group - 1] in "rmbhf":
        group -= 1
    future = tags[head] == "e"
    infinitive = head > 0 and tags[head - 1] == "t"
    if infinitive:
        group = head - 1
        while group > 0 and tags[group - 1] in "rvgkmbh":
            group -= 1
    own = subject(sentence, tags, group)
    if own is None:
        return None
    joint = cast.group_up_to(sentence.ends[own[1] - 1])
    participants = _people([joint] if joint is not None else cast.refer(sentence.place(own)))
    at = head + 1
    while at < size and tags[at] == "r":
        at += 1
    if at < size and words[at] == "with":
        stop = phrase_end(sentence, tags, at + 1, size)
        if stop > at + 1:
            participants += _people(cast.refer(sentence.place((at + 1, stop))))
            at = stop
    elif at < size and tags[at] in "dnxo" and not _time_begins(times, sentence, at):
        stop = nominal_end(tags, at)
        others = [one for one in cast.named_in(sentence.place((at, stop))) if one.kind in _CAN_MEET]
        if not others:
            return None
        participants += others
        at = stop
    participants = [one for one in dict.fromkeys(participants) if one.kind in _CAN_MEET]
    if len(participants) < 2 and not any(one.kind is ActorKind.GROUP for one in participants):
        return None
    end = _clause_stop(tags, at)
    first = own[0] if joint is None else 0
    evidence = sentence.place((first, max(end, head + 1)))
    when = times.dated(sentence.starts[head], evidence[1])
    status = MeetingStatus.SCHEDULED if future else MeetingStatus.HELD
    return Gathering(
        MeetingKind.TALKS, status, participants, [], when, _where(sentence, tags, at, end), evidence, "met"
    )


def _visited(sentence: Sentence, tags: str, head: int, cast: Cast, times: Times) -> Gathering | None:
    """The president visited the country, the president hosted his counterpart."""
    group = group_start(tags, head)
    own = subject(sentence, tags, group)
    if own is None or "b" in tags[group:head]:
        return None
    start = skip(tags, head + 1, "r", len(tags))
    stop = max(nominal_end(tags, start), _names_end(tags, start))
    if stop == start:
        return None
    theirs = _people(cast.refer(sentence.place((start, stop))))
    visitors = _people(cast.refer(sentence.place(own)))
    hosts = [one for one in theirs if one not in visitors]
    if not hosts or not visitors or any(one.kind not in _CAN_MEET or _anyone(one) for one in (*hosts, *visitors)):
        return None
    if sentence.words[head].startswith("host"):
        visitors, hosts = hosts, visitors
    end = _clause_stop(tags, stop)
    evidence = sentence.place((own[0], max(end, stop)))
    status = MeetingStatus.SCHEDULED if set(tags[group:head]) & set("mt") else MeetingStatus.HELD
    return Gathering(
        MeetingKind.VISIT,
        status,
        visitors + hosts,
        hosts,
        times.dated(sentence.starts[head], evidence[1]),
        _where(sentence, tags, stop, end),
        evidence,
        "visited",
    )


def _anyone(figure: Figure) -> bool:
    """Whether an actor is nobody in particular: "tourists"."""
    return figure.kind is ActorKind.UNNAMED and figure.part_of is None and figure.country is None


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


def _time_begins(times: Times, sentence: Sentence, at: int) -> bool:
    start = sentence.starts[at]
    return any(
        one.span is not None and one.span.start <= start < one.span.end for one in times.within(start - 12, start + 40)
    )


def _clause_stop(tags: str, at: int) -> int:
    while at < len(tags) and tags[at] not in ",.;:-":
        at += 1
    return at


def _where(sentence: Sentence, tags: str, start: int, end: int) -> Range | None:
    """A place behind "in" or "at": a name."""
    for at in range(start, min(end, len(tags)) - 1):
        if tags[at] == "i" and sentence.words[at] in ("in", "at"):
            first = at + 1
            while first < end and tags[first] in "d":
                first += 1
            last = first
            while (
                last < end
                and tags[last] == "x"
                and sentence.words[last] not in _MONTHS
                and sentence.words[last] not in _DAYS
            ):
                last += 1
            if last < end and tags[last] == "s":  # in the country's capital Lisbon
                first = last = last + 1
                while last < end and tags[last] == "x":
                    last += 1
            if last > first:
                return sentence.place((first, last))
    return None


_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_MONTHS = frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
)


def _noun(sentence: Sentence, tags: str, head: int, cast: Cast, times: Times) -> Gathering | None:
    """The summit between A and B, an upcoming gathering of ministers; held talks with."""
    words, size = sentence.words, len(tags)
    at = head + 1
    if at >= size or words[at] not in ("between", "of", "with", "among"):
        return None
    stop = phrase_end(sentence, tags, at + 1, size)
    first = nominal_end(tags, at + 1)
    if first == at + 1:
        return None
    if words[at] == "of" and not cast.named_in(sentence.place((at + 1, stop))):
        return None
    reach = first
    if reach < size and words[reach] == "of":  # foreign ministers of China, South Korea and Japan
        reach = max(reach, _names_end(tags, reach + 1))
    else:
        reach = max(first, _names_end(tags, at + 1))
    participants = _people(cast.refer(sentence.place((at + 1, reach))))
    begin = head
    while begin > 0 and tags[begin - 1] in "dnrxc":
        begin -= 1
    if words[at] == "with":
        own = subject(sentence, tags, begin - 1) if begin > 1 and tags[begin - 1] in "v" else None
        if own is None:
            return None
        participants = _people(cast.refer(sentence.place(own))) + participants
    participants = [one for one in dict.fromkeys(participants) if one.kind in _CAN_MEET]
    if len(participants) < 2 and not any(one.kind is ActorKind.GROUP for one in participants):
        return None
    planned = any(word in word_set("planned") for word in words[begin:head])
    end = _clause_stop(tags, reach)
    evidence = sentence.place((begin, max(end, reach)))
    when = times.dated(sentence.starts[head], evidence[1])
    status = MeetingStatus.SCHEDULED if planned else MeetingStatus.HELD
    kind = _KINDS.get(words[head], MeetingKind.TALKS)
    return Gathering(kind, status, participants, [], when, _where(sentence, tags, reach, end), evidence, "meeting-noun")


def _names_end(tags: str, at: int) -> int:
    """Where a list of nominals ends."""
    end = nominal_end(tags, at)
    while end < len(tags) and tags[end] == ",":
        inner = nominal_end(tags, end + 1 + (tags[end + 1 : end + 2] == "&"))
        if inner <= end + 1 or "x" not in tags[end:inner]:
            break
        end = inner
    return end


def _agreed(sentence: Sentence, tags: str, head: int, cast: Cast, times: Times) -> Gathering | None:
    """Ministers or leaders of several states who agreed on a day have met."""
    own = subject(sentence, tags, head)
    if own is None:
        return None
    words = sentence.words[own[0] : own[1]]
    named = cast.named_in(sentence.place(own))
    states = [one for one in named if one.kind is ActorKind.STATE]
    if len(states) < 2 or not any(word in word_set("people_epithets") for word in words) or "of" not in words:
        return None
    start = sentence.starts[max(0, own[0] - 6)]
    when = times.dated(start, sentence.starts[head])
    if when is None:
        return None
    assert when.span is not None
    participants = cast.refer(sentence.place(own))
    evidence = min(when.span.start, sentence.starts[own[0]]), sentence.ends[_clause_stop(tags, head) - 1]
    return Gathering(MeetingKind.TALKS, MeetingStatus.HELD, participants, [], when, None, evidence, "agreed-together")


# --- how many

_MONEY = r"[$\u20ac\u00a3]?"
_BOUNDS = (
    "over|more than|at least|nearly|about|around|almost|some|up to|as many as|fewer than|less than|roughly|between"
    "|an estimated"
)
_COUNTED = (
    "tens of thousands|hundreds of thousands|hundreds|thousands|dozens|scores|millions|two|three|four|five|six|seven"
    "|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
)
_NO_UNIT = (
    "in|from|to|and|since|were|was|have|has|had|on|at|by|for|detained|who|that|of|with|are|is|percent|will|would|could"
)
_AMOUNT = re.compile(
    rf"\b(?:(?:{_BOUNDS}) )?(?:{_MONEY}\d[\d,.]*\d|{_MONEY}\d|{_COUNTED})\b(?: (?:and|to) {_MONEY}\d[\d,.]*)?"
    rf"(?: (?:hundred|thousand|million|billion|trillion))?(?: of)?(?:(?: (?!(?:{_NO_UNIT})\b)[A-Za-z-]+){{1,4}})"
)


def quantities(text: str, place: Range, times: Times) -> list[Range]:
    """Where counts and amounts stand in a stretch; years and times of day are none."""
    found = []
    for match in _AMOUNT.finditer(text, *place):
        start, end = match.span()
        if times.within(start, end) or any(
            one.span and one.span.start < end and start < one.span.end for one in times.within(*place)
        ):
            continue
        quantity = read_quantity(text[start:end])
        if quantity.unit and (quantity.low is not None or quantity.high is not None):
            found.append((start, end))
    return found
