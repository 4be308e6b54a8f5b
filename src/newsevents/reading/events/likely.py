"""Whether the participants of a meeting are of plausible kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from newsevents.model.vocabulary import ActorKind, MeetingKind, MeetingStatus
from newsevents.reading.entities.names import Entity
from newsevents.reading.events.meetings import Met
from newsevents.reading.lexicon.lines import word_set

__all__ = ["likely"]

_TRAVELS = frozenset(("go", "come", "head", "fly", "land"))
_GOING = _TRAVELS | {"be_in", "be_due", "expect", "arrive", "stop_in"}
_NO_HOSTS = frozenset((ActorKind.UNNAMED, ActorKind.GROUP, ActorKind.MEDIA, ActorKind.LOCAL_GOVERNMENT))
_NO_BODIES = _NO_HOSTS - {ActorKind.GROUP} | {
    ActorKind.LOCAL_GOVERNMENT,
    ActorKind.STATE,
    ActorKind.PERSON,
    ActorKind.COMPANY,
}
_WELCOMED = frozenset((ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.GROUP))
_TRAVELING = frozenset((ActorKind.PERSON, ActorKind.GROUP, ActorKind.UNNAMED))
_MEALS = word_set("meals")
_LANDS = frozenset((ActorKind.STATE, ActorKind.LOCAL_GOVERNMENT))
_MUTUAL = frozenset((MeetingKind.TALKS, MeetingKind.SUMMIT, MeetingKind.CALL))


def likely(one: Met[Entity]) -> list[Met[Entity]]:
    """A meeting, if its participants are plausible; a visit to several hosts is split.

    Guests are people or states, bodies can meet alone, and nobody visits their own country.
    """
    if one.kind is MeetingKind.VISIT:
        return [each for each in _visits(one) if _is_visit(each)]
    test = _BY_VERB.get(one.row.word) if one.row.part == "verb" else None
    return [one] if (test is None or test(one)) and _is_alone(one) else []


def _visits(one: Met[Entity]) -> list[Met[Entity]]:
    """One visit for each host; only states, bodies and people are hosts."""
    if not one.hosts:
        return [one]
    visitors = _guests(one)
    if any(host.human for host in one.hosts):
        return []  # "visited her mother"
    hosts = [host for host in one.hosts if host.kind not in _NO_HOSTS and not (host.is_person and host.guessed)]
    if not hosts:
        return [attrs.evolve(one, participants=visitors, hosts=[])] if visitors else []
    return [attrs.evolve(one, participants=[*visitors, host], hosts=[host]) for host in hosts]


def _is_visit(one: Met[Entity]) -> bool:
    guests = _guests(one)
    if not all(entity.plural or entity.kind in _TRAVELING for entity in guests):
        return False
    if one.row.word in _GOING and not one.hosts:
        return False
    if one.row.word in _TRAVELS and not all(host.kind in _LANDS for host in one.hosts):
        return False
    if one.row.word in ("be_in", "be_due", "expect") and not all(guest.is_person for guest in guests):
        return False
    if one.row.word == "be_in" and one.status is not MeetingStatus.SCHEDULED:
        return one.hosts[0].kind is ActorKind.STATE and not _is_at_home(one)
    return not _is_at_home(one)


def _is_at_home(one: Met[Entity]) -> bool:
    """Whether a guest belongs to the host's country, by nationality or office."""
    hosts = {host.country for host in one.hosts} - {None}
    own = {entity.country or _of_office(entity) for entity in _guests(one)}
    return bool(hosts & own)


def _of_office(entity: Entity) -> str | None:
    """The country of the body in which somebody holds an office: the United States for the FBI director."""
    body = entity.title[1] if entity.title is not None else None
    return None if body is None else body.country


def _guests(one: Met[Entity]) -> list[Entity]:
    return [entity for entity in one.participants if entity not in one.hosts]


def _is_alone(one: Met[Entity]) -> bool:
    """Whether a single participant can meet alone: the Security Council, but not Madrid in "the Madrid summit"."""
    if one.row.participants == (("modifier",),):
        if one.row.word == "debate" and one.participants[0].kind is ActorKind.PARTY:
            return False
        own = one.kind is not MeetingKind.GATHERING or one.participants[0].kind is not ActorKind.GOVERNMENT_BODY
        return own and one.participants[0].kind not in _NO_BODIES  # not "a White House reception"
    if one.row.participants[0] in (("speaker",), ("attendant",)) and one.participants[-1].kind in _LANDS:
        return False  # "met at the Madrid summit"
    if len(one.participants) > 1:
        return True
    (alone,) = one.participants
    if one.row.part == "verb" and one.row.participants == (("subject",),):
        return alone.plural or alone.kind not in _NO_BODIES
    return not (alone.is_person and (one.kind in _MUTUAL or one.row.word in _MEALS))


def _is_welcome(one: Met[Entity]) -> bool:
    return all(entity.is_person or entity.plural or entity.kind in _WELCOMED for entity in one.participants)


def _is_no_press(one: Met[Entity]) -> bool:
    return all(entity.kind is not ActorKind.MEDIA for entity in one.participants)


def _is_no_interview(one: Met[Entity]) -> bool:
    """Whether the interviewer is an official body and not a journalist."""
    return _is_no_press(one) and not one.participants[0].is_person


def _is_told_by_one(one: Met[Entity]) -> bool:
    return one.participants[0].is_person or one.kind is MeetingKind.TALKS


_Test = Callable[[Met[Entity]], bool]
_WELCOMING: Sequence[str] = ("host", "welcome", "receive", "greet", "entertain")
_BY_VERB: dict[str, _Test] = {
    **dict.fromkeys(_WELCOMING, _is_welcome),
    "speak": _is_no_press,
    "interview": _is_no_interview,
    "tell": _is_told_by_one,
}
