"""The rules of the PLOVER codebook: the event for a record, or the reason why there is none.

Section and table numbers are those of the codebook's draft 2.0 (https://github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypedDict

import attrs

from newsevents.attribution import source_of, voice_ids
from newsevents.bundle import Bundle
from newsevents.formats.plover.entities import CODEBOOK, expand
from newsevents.model.records import Actor, Allegation, Event, Meeting, Statement
from newsevents.model.values import Place, When
from newsevents.model.vocabulary import MeetingKind, MeetingStatus

# --- reasons for skipping a record

_NO_TYPE = "PLOVER has no type for a statement of the kind {}; mere comment is not an event (codebook, 7.1)"
_NOT_SO = "its content is said not to be so; a negated event is left out (codebook, 2.3)"
_NOT_DONE = "it is claimed that it did not happen, which accuses nobody; a negated event is left out (codebook, 2.3)"
_NO_ACTOR = "{} are not known; what has no actor is not coded (codebook, 7.5)"
_SAME = "it is the same accusation as {}, which is exported"

# --- the rules


@attrs.frozen(kw_only=True)
class Coded:
    """The coding of a record.

    Attributes:
        type: The event type.
        modes: The modes, in the codebook's order.
        actors: Those who act.
        recipients: Those acted upon.
        when: When the event took place.
        place: Where the event took place.
        cameo: The CAMEO code that the codebook maps to this type and mode.
    """

    type: str
    modes: tuple[str, ...] = ()
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    when: When | None = None
    place: Place | None = None
    cameo: str | None = None


def _coded(type: str, modes: Sequence[str], **parts: Any) -> Coded:
    """An event with the CAMEO code of its mode, or else of its type, if the codebook has one."""
    cameo = next((CODEBOOK["cameo"][mode] for mode in modes if mode in CODEBOOK["cameo"]), None)
    return Coded(type=type, modes=tuple(modes), cameo=cameo or CODEBOOK["types"][type].get("cameo"), **parts)


def code_events(bundle: Bundle) -> Iterator[tuple[Event, Coded | str]]:
    """The statements, meetings and allegations in text order, each with its event or the reason for skipping it."""
    made_in = _made_in(bundle)
    for record in bundle.events:
        if isinstance(record, Statement):
            yield record, _statement(bundle, record, made_in)
        elif isinstance(record, Meeting):
            yield record, _meeting(bundle, record)
        else:
            yield record, _allegation(bundle, record, made_in)


_MadeIn: TypeAlias = Mapping[str, Sequence[Allegation]]
"""The exported allegations, by the id of the statement that makes them."""


def _made_in(bundle: Bundle) -> _MadeIn:
    found: dict[str, list[Allegation]] = {}
    for allegation in bundle.allegations:
        if allegation.statement_id is not None and allegation.claimant_ids and not allegation.negated:
            found.setdefault(allegation.statement_id, []).append(allegation)
    return found


def _statement(bundle: Bundle, statement: Statement, made_in: _MadeIn) -> Coded | str:
    if statement.kind not in CODEBOOK["statements"]:
        return _NO_TYPE.format(statement.kind)
    if statement.negated:
        return _NOT_SO
    voices = _voice_ids(bundle, statement)
    if not voices:
        return _NO_ACTOR.format("the speakers")
    coded = CODEBOOK["statements"][statement.kind]
    if same := _told_by(bundle, statement, made_in):
        return _SAME.format(", ".join(allegation.id for allegation in same))
    speakers, others = expand(bundle, voices), expand(bundle, getattr(statement, coded["recipients"]))
    occasion = _occasion(bundle, statement)
    found = _coded(coded["type"], coded["modes"], actors=speakers, recipients=others, **occasion)
    return attrs.evolve(found, cameo=coded["cameo"]) if "cameo" in coded else found


def _voice_ids(bundle: Bundle, statement: Statement) -> tuple[str, ...]:
    """The ids of the speakers; if a document speaks, of its issuers."""
    return voice_ids(statement, source_of(bundle, statement))


def _told_by(bundle: Bundle, statement: Statement, made_in: _MadeIn) -> list[Allegation]:
    """The allegations that fully cover an accusing statement; empty if it also accuses others.

    The allegations distinguish the accused and the victims among the statement's targets. Disapproval applies to those
    whom the statement names, not to others who are accused in one of its allegations.
    """
    coded = CODEBOOK["statements"].get(statement.kind, {})
    if coded.get("type") != "ACCUSE" or statement.negated:
        return []
    speakers, targets = _ids(bundle, _voice_ids(bundle, statement)), _ids(bundle, statement.target_ids)
    same: list[Allegation] = []
    told: set[str] = set()
    for allegation in made_in.get(statement.id, ()):
        accused, victims = _ids(bundle, allegation.accused_ids), _ids(bundle, allegation.victim_ids)
        named = accused <= targets or targets <= victims
        if _ids(bundle, allegation.claimant_ids) == speakers and (named or "allege" in coded["modes"]):
            same.append(allegation)
            told |= accused | victims
    return same if told >= targets else []


def _ids(bundle: Bundle, ids: Sequence[str]) -> set[str]:
    return {actor.id for actor in expand(bundle, ids)}


def _allegation(bundle: Bundle, allegation: Allegation, made_in: _MadeIn) -> Coded | str:
    if allegation.negated:
        return _NOT_DONE
    if not allegation.claimant_ids:
        return _NO_ACTOR.format("those who claim it")
    modes: tuple[str, ...] = ("allege",)
    occasion = _Occasion()
    if allegation.statement_id is not None:
        statement = bundle[allegation.statement_id]
        assert isinstance(statement, Statement)
        # the allegation's own time and place are those of the alleged act, not of the accusation
        occasion = _occasion(bundle, statement)
        told = allegation in _told_by(bundle, statement, made_in)
        if told and "disapprove" in CODEBOOK["statements"][statement.kind]["modes"]:
            modes = ("disapprove", "allege")
    claimants, accused = expand(bundle, allegation.claimant_ids), expand(bundle, allegation.accused_ids)
    return _coded("ACCUSE", modes, actors=claimants, recipients=accused, **occasion)


class _Occasion(TypedDict, total=False):
    when: When | None
    place: Place | None


def _occasion(bundle: Bundle, statement: Statement) -> _Occasion:
    """When and where a statement was made: its own time and place, or else those of the meeting where it was made."""
    meeting = None if statement.meeting_id is None else bundle[statement.meeting_id]
    if isinstance(meeting, Meeting) and meeting.status is MeetingStatus.HELD:
        return {"when": statement.when or meeting.when, "place": statement.place or meeting.place}
    return {"when": statement.when, "place": statement.place}


def _meeting(bundle: Bundle, meeting: Meeting) -> Coded | str:
    if meeting.status in CODEBOOK["statuses"]:
        return str(CODEBOOK["statuses"][meeting.status])
    if not meeting.participant_ids:
        return _NO_ACTOR.format("those who meet")
    participants = expand(bundle, meeting.participant_ids)
    if meeting.status is MeetingStatus.SCHEDULED:
        # a future meeting is AGREE (3.2.1); its time and place are not those of the agreement
        return Coded(type="AGREE", actors=participants, cameo=CODEBOOK["cameo"]["to_meet"])
    modes, actors, recipients = _sides(meeting.kind, participants, expand(bundle, meeting.host_ids))
    return _coded("CONSULT", modes, actors=actors, recipients=recipients, when=meeting.when, place=meeting.place)


_Actors: TypeAlias = tuple[Actor, ...]


def _sides(kind: MeetingKind, participants: _Actors, hosts: _Actors) -> tuple[tuple[str, ...], _Actors, _Actors]:
    """The modes, actors and recipients of a meeting that was held (3.2.2 and Table 3.1).

    All participants are actors, unless it is clear who visits whom: then the host is the recipient. This is the case
    for a visit, and if one of two participants is the host. A host who is not a participant may be a third party or
    represent one of the participants (a state for its minister), so the mode third-party is never certain.
    """
    if kind is MeetingKind.CALL:
        return ("phone",), participants, ()
    known = set(hosts)
    visitors = tuple(actor for actor in participants if actor not in known)
    between_two = len(participants) == 2 and len(visitors) == 1 and kind in (MeetingKind.SUMMIT, MeetingKind.TALKS)
    if hosts and visitors and (kind is MeetingKind.VISIT or between_two):
        return ("visit",), visitors, hosts
    return (), participants, ()
