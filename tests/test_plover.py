"""PLOVER: which records are events, their types, actors and dates; what is skipped; and POLECAT's table.

There is no other reader of PLOVER, so the lists of its codebook (draft 2.0) are repeated here, copied from its tables.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from newsevents import (
    ActorKind,
    Allegation,
    Bundle,
    DraftRole,
    Granularity,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Place,
    Relation,
    StatementKind,
    load_seed,
)
from newsevents.formats.plover import POLECAT_COLUMNS, Skipped, to_plover, to_polecat
from newsevents.model import vocabulary
from newsevents.testing import bundles, make_bundle, make_span

from .example import BUNDLE
from .settings import examples

# --- the codebook


def words(text: str) -> set[str]:
    return set(text.split())


NO_MODES: set[str] = set()
REQUESTED = {"assist", "change", "yield", "meet"}
MODES = {
    "AGREE": NO_MODES,
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": NO_MODES,
    "CONCEDE": NO_MODES,
    "COOPERATE": NO_MODES,
    "AID": NO_MODES,
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": REQUESTED,
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": REQUESTED,
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": words("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    "ASSAULT": words(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ),
}
QUADS = {
    **dict.fromkeys(["AGREE", "CONSULT", "SUPPORT", "CONCEDE"], 1),
    **dict.fromkeys(["COOPERATE", "AID", "RETREAT"], 2),
    **dict.fromkeys(["REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"], 3),
    **dict.fromkeys(["PROTEST", "MOBILIZE", "COERCE", "ASSAULT"], 4),
}
SCORES = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "CONSULT visit": 4,
    "CONSULT third-party": 1,
    "CONSULT multilateral": 4,
    "CONSULT phone": 1.5,
    "SUPPORT": 5,
    "REQUEST": 0,
    "ACCUSE disapprove": -2,
    "ACCUSE allege": -3.5,
    "REJECT": -2,
    "THREATEN": -3.5,
}
NOT_STATES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
SECTORS = words("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK") | words(
    "AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
)
EVENT_FIELDS = words(
    "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode "
    "context link text text_info cite_info coder coded_date coded_time comment"
)
ENTITY_FIELDS = words("code sector entity_text identifier_id identifier_text religion ethnicity office gender age")
CITATION_FIELDS = words("corpus citation url title language publication license copyright coder codebook version")
LOCATION_FIELDS = words(
    "extracted_place resolved_place geonameid lat lon city district province country country_code feature_class "
    "feature_code resolution"
)
OWN_FIELDS = {"pub_date", "newsevents"}

POLECAT_HEADER = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def assert_follows_the_codebook(event: dict[str, Any]) -> None:
    assert set(event) <= EVENT_FIELDS | OWN_FIELDS
    assert {"id", "date", "actor", "event"} <= set(event)
    assert event["actor"]
    (kind,) = event["event"]
    modes = event.get("mode", [])
    assert modes != [] or "mode" not in event
    assert set(modes) <= MODES[kind]
    assert event["quad_code"] == QUADS[kind]
    if len(modes) < 2:
        assert event["event_scale"] == SCORES[" ".join([kind, *modes])]
    else:
        assert "event_scale" not in event
    for day in (event["date"], event.get("enddate"), event.get("pub_date")):
        assert day is None or dt.date.fromisoformat(day).isoformat() == day
    assert event.get("recipient") != []
    for one in (*event["actor"], *event.get("recipient", ())):
        assert set(one) <= ENTITY_FIELDS | {"actor_id"}
        assert one.get("sector") is None or one["sector"] in SECTORS
        assert one.get("code") is None or (len(one["code"]) == 3 and one["code"].isupper())
    assert set(event["cite_info"]) <= CITATION_FIELDS
    assert set(event.get("event_loc", ())) <= LOCATION_FIELDS
    assert set(event["text_info"]) == {"start", "end"}


# --- helpers

TEXT = "Ana, Rui and Zoe met in Lisbon on Tuesday. Ana blamed Rui for the fire of May 3 which killed Zoe."


def bundle_of(**records: Any) -> Bundle:
    records.setdefault("actors", ["Ana", "Rui", "Zoe"])
    return make_bundle(TEXT, **records)


def said(kind: StatementKind, **fields: Any) -> Bundle:
    statement = {"kind": kind, "speakers": ["Ana"], "cue": "blamed", "content": "the fire", "id": "statement:one"}
    return bundle_of(statements=[statement | fields])


def met(**fields: Any) -> Bundle:
    meeting = {"participants": ["Ana", "Rui"], "evidence": "met in Lisbon", "id": "meeting:one"}
    return bundle_of(meetings=[meeting | fields])


def alleged(statement: dict[str, Any] | None = None, **fields: Any) -> Bundle:
    allegation = {"claimants": ["Ana"], "accused": ["Rui"], "content": "the fire", "id": "allegation:one"}
    if statement is None:
        return bundle_of(allegations=[allegation | fields])
    made = {"speakers": ["Ana"], "content": "Rui for the fire", "id": "statement:one"} | statement
    return bundle_of(statements=[made], allegations=[allegation | {"statement": "statement:one"} | fields])


def only_event(bundle: Bundle) -> dict[str, Any]:
    (event,) = to_plover(bundle).events
    assert_follows_the_codebook(event)
    return event


def only_skipped(bundle: Bundle) -> Skipped:
    found = to_plover(bundle)
    assert found.events == ()
    (skipped,) = found.skipped
    return skipped


def names(event: dict[str, Any], side: str) -> list[str]:
    return [one["identifier_text"] for one in event.get(side, ())]


def codes(event: dict[str, Any], side: str = "actor") -> list[str | None]:
    return [one.get("code") for one in event.get(side, ())]


# --- statements

TYPES = [
    (StatementKind.AGREE, "AGREE", None, "03"),
    (StatementKind.PLEDGE, "AGREE", None, "03"),
    (StatementKind.SUPPORT, "SUPPORT", None, "05"),
    (StatementKind.APOLOGIZE, "SUPPORT", None, "055"),
    (StatementKind.REQUEST, "REQUEST", None, None),
    (StatementKind.ORDER, "REQUEST", None, None),
    (StatementKind.REJECT, "REJECT", None, "12"),
    (StatementKind.WARN, "THREATEN", None, "13"),
    (StatementKind.CONDEMN, "ACCUSE", ["disapprove"], "11"),
    (StatementKind.CRITICIZE, "ACCUSE", ["disapprove"], "11"),
    (StatementKind.ACCUSE, "ACCUSE", ["allege"], "11"),
]


@pytest.mark.parametrize(("kind", "event_type", "mode", "cameo"), TYPES)
def test_a_statement_has_the_type_and_mode_of_its_kind(
    kind: StatementKind, event_type: str, mode: list[str] | None, cameo: str | None
) -> None:
    event = only_event(said(kind))
    assert (event["event"], event.get("mode")) == ([event_type], mode)
    assert event["newsevents"].get("cameo_code") == cameo
    assert names(event, "actor") == ["Ana"]


@pytest.mark.parametrize("kind", sorted(set(StatementKind) - {row[0] for row in TYPES}))
def test_a_statement_of_a_kind_without_a_type_is_skipped(kind: StatementKind) -> None:
    skipped = only_skipped(said(kind))
    assert (skipped.id, skipped.record_class) == ("statement:one", "statement")
    assert skipped.reason == (
        f"PLOVER has no type for a statement of the kind {kind}; mere comment is not an event (codebook, 7.1)"
    )


def test_the_types_are_those_that_the_vocabulary_names() -> None:
    source = Path(vocabulary.__file__).read_text("utf-8")
    members = re.findall(r' = "(\w+)"\n    """[^"]* PLOVER (?:type|([A-Z]+)(?:/(\w+))?)\."""', source)
    documented = {kind: (event_type, mode) for kind, event_type, mode in members if event_type}
    assert {kind for kind, _, _ in members} == set(StatementKind)
    assert documented == {str(kind): (event_type, "".join(mode or [])) for kind, event_type, mode, _ in TYPES}


@pytest.mark.parametrize("kind", [StatementKind.AGREE, StatementKind.PLEDGE, StatementKind.REQUEST])
def test_an_agreement_or_a_request_goes_to_whom_it_is_made_not_to_whom_it_is_about(kind: StatementKind) -> None:
    assert names(only_event(said(kind, addressees=["Rui"], targets=["Zoe"])), "recipient") == ["Rui"]
    assert "recipient" not in only_event(said(kind, targets=["Zoe"]))


@pytest.mark.parametrize(
    "kind",
    [
        StatementKind.SUPPORT,
        StatementKind.REJECT,
        StatementKind.WARN,
        StatementKind.CONDEMN,
        StatementKind.CRITICIZE,
        StatementKind.ACCUSE,
    ],
)
def test_other_statements_go_to_their_targets_not_to_those_who_are_told(kind: StatementKind) -> None:
    assert names(only_event(said(kind, addressees=["Rui"], targets=["Zoe"])), "recipient") == ["Zoe"]
    assert "recipient" not in only_event(said(kind, addressees=["Rui"]))


def test_what_is_said_not_to_be_so_is_skipped() -> None:
    assert "not to be so" in only_skipped(said(StatementKind.ACCUSE, targets=["Rui"], negated=True)).reason


def test_a_statement_of_nobody_is_skipped() -> None:
    skipped = only_skipped(said(StatementKind.CONDEMN, speakers=[], unattributed=True))
    assert skipped.reason == "the speakers are not known; what has no actor is not coded (codebook, 7.5)"


def test_the_publisher_acts_where_it_accuses_in_its_own_voice() -> None:
    bundle = make_bundle(
        "The Courier condemns the fire.",
        publisher="The Courier",
        actors=[{"name": "The Courier", "kind": "media", "country": "PT"}],
        statements=[{"kind": "condemn", "speakers": ["The Courier"], "content": "the fire"}],
    )
    assert bundle.in_own_voice()
    event = only_event(bundle)
    assert names(event, "actor") == ["The Courier"]
    assert event["actor"][0]["sector"] == "JRN"


# --- meetings


def test_a_held_meeting_is_consult_between_all_who_meet() -> None:
    event = only_event(met(when="Tuesday", place="Lisbon"))
    assert event["event"] == ["CONSULT"]
    assert names(event, "actor") == ["Ana", "Rui"]
    assert not event.keys() & {"recipient", "mode"}
    assert event["date"] == "2024-05-14"
    assert event["event_loc"] == {"extracted_place": "Lisbon", "resolved_place": "Lisbon"}
    assert event["newsevents"]["cameo_code"] == "04"
    assert not event["newsevents"].keys() & {"scheduled_when", "scheduled_place"}


def test_a_scheduled_meeting_is_agree_and_its_time_and_place_are_not_those_of_the_event() -> None:
    bundle = make_bundle(
        "Ana and Rui will meet in Lisbon on May 20.",
        actors=["Ana", "Rui"],
        meetings=[{"status": "scheduled", "participants": ["Ana", "Rui"], "when": "May 20", "place": "Lisbon"}],
    )
    event = only_event(bundle)
    assert event["event"] == ["AGREE"]
    assert names(event, "actor") == ["Ana", "Rui"]
    assert event["date"] is None
    assert "event_loc" not in event
    own = event["newsevents"]
    assert own["cameo_code"] == "036"
    assert own["scheduled_when"]["earliest"] == "2024-05-20"
    assert own["scheduled_place"]["resolved_place"] == "Lisbon"
    assert "when" not in own


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (MeetingStatus.PROPOSED, "does not tell who proposes it"),
        (MeetingStatus.POSTPONED, "PLOVER has no type"),
        (MeetingStatus.CANCELLED, "does not tell by whom"),
    ],
)
def test_a_meeting_that_is_neither_held_nor_fixed_is_skipped(status: MeetingStatus, reason: str) -> None:
    skipped = only_skipped(met(status=status))
    assert (skipped.id, skipped.record_class) == ("meeting:one", "meeting")
    assert reason in skipped.reason


@pytest.mark.parametrize("status", [MeetingStatus.HELD, MeetingStatus.SCHEDULED])
def test_a_meeting_of_nobody_is_skipped_though_it_has_a_host(status: MeetingStatus) -> None:
    assert "those who meet are not known" in only_skipped(met(status=status, participants=[], hosts=["Zoe"])).reason


SIDES = [
    (MeetingKind.CALL, "Ana Rui", "", ["phone"], "Ana Rui", "", "041"),
    (MeetingKind.CALL, "Ana Rui", "Rui", ["phone"], "Ana Rui", "", "041"),
    (MeetingKind.VISIT, "Ana Rui", "Rui", ["visit"], "Ana", "Rui", "042"),
    (MeetingKind.VISIT, "Ana Rui", "Zoe", ["visit"], "Ana Rui", "Zoe", "042"),
    (MeetingKind.VISIT, "Ana Rui", "", None, "Ana Rui", "", "04"),
    (MeetingKind.VISIT, "Ana Rui", "Ana Rui", None, "Ana Rui", "", "04"),
    (MeetingKind.SUMMIT, "Ana Rui", "Rui", ["visit"], "Ana", "Rui", "042"),
    (MeetingKind.TALKS, "Ana Rui", "Rui", ["visit"], "Ana", "Rui", "042"),
    (MeetingKind.TALKS, "Ana Rui Zoe", "Rui", None, "Ana Rui Zoe", "", "04"),
    (MeetingKind.TALKS, "Ana Rui Zoe", "Rui Zoe", None, "Ana Rui Zoe", "", "04"),
    (MeetingKind.TALKS, "Ana Rui", "Zoe", None, "Ana Rui", "", "04"),
    (MeetingKind.BRIEFING, "Ana Rui", "Rui", None, "Ana Rui", "", "04"),
    (MeetingKind.HEARING, "Ana Rui", "Rui", None, "Ana Rui", "", "04"),
    (MeetingKind.GATHERING, "Ana Rui", "Rui", None, "Ana Rui", "", "04"),
]


@pytest.mark.parametrize(("kind", "participants", "hosts", "mode", "actors", "recipients", "cameo"), SIDES)
def test_a_visitor_acts_and_the_host_receives_where_that_is_clear(
    kind: MeetingKind,
    participants: str,
    hosts: str,
    mode: list[str] | None,
    actors: str,
    recipients: str,
    cameo: str,
) -> None:
    event = only_event(met(kind=kind, participants=participants.split(), hosts=hosts.split()))
    assert event.get("mode") == mode
    assert (names(event, "actor"), names(event, "recipient")) == (actors.split(), recipients.split())
    own = event["newsevents"]
    assert own["cameo_code"] == cameo
    assert [one["identifier_text"] for one in own.get("hosts", ())] == ([] if recipients else hosts.split())


# --- allegations


def test_an_allegation_is_accuse_from_the_claimant_to_the_accused() -> None:
    event = only_event(alleged(victims=["Zoe"]))
    assert (event["event"], event["mode"]) == (["ACCUSE"], ["allege"])
    assert (names(event, "actor"), names(event, "recipient")) == (["Ana"], ["Rui"])
    assert event["newsevents"]["status"] == "unverified"


def test_an_allegation_against_nobody_has_no_recipient() -> None:
    assert "recipient" not in only_event(alleged(accused=[]))


def test_when_and_where_it_is_said_to_have_happened_is_not_when_and_where_it_was_alleged() -> None:
    event = only_event(alleged(when="May 3", place="Lisbon"))
    assert event["date"] is None
    assert "event_loc" not in event
    assert "when" not in event["newsevents"]
    dated = alleged({"kind": "say", "when": "Tuesday", "place": "Lisbon"}, when="May 3")
    (event,) = to_plover(dated).events
    assert event["date"] == "2024-05-14"
    assert event["event_loc"]["resolved_place"] == "Lisbon"


def test_an_allegation_that_it_did_not_happen_accuses_nobody() -> None:
    assert "accuses nobody" in only_skipped(alleged(negated=True)).reason


def test_an_allegation_of_nobody_is_skipped() -> None:
    bundle = bundle_of(
        sources=[{"title": "a letter", "kind": "document", "evidence": "blamed"}],
        allegations=[{"accused": ["Rui"], "content": "the fire", "source": "a letter"}],
    )
    assert "those who claim it are not known" in only_skipped(bundle).reason


def test_an_accusation_and_the_allegation_made_in_it_are_one_event() -> None:
    found = to_plover(alleged({"kind": "accuse", "targets": ["Rui"]}))
    (event,) = found.events
    assert event["newsevents"]["record_id"] == "allegation:one"
    assert event["newsevents"]["statement_id"] == "statement:one"
    assert event["mode"] == ["allege"]
    assert event["event_scale"] == -3.5
    (skipped,) = found.skipped
    assert (skipped.id, skipped.reason) == (
        "statement:one",
        "it is the same accusation as allegation:one, which is exported",
    )


@pytest.mark.parametrize("kind", ["condemn", "criticize"])
def test_what_condemns_by_alleging_is_one_event_of_two_modes(kind: str) -> None:
    event = only_event(alleged({"kind": kind, "targets": ["Rui"]}))
    assert event["mode"] == ["disapprove", "allege"]
    assert "event_scale" not in event


def test_a_victim_whom_the_statement_names_is_not_accused() -> None:
    bundle = alleged({"kind": "condemn", "targets": ["Rui", "Zoe"]}, victims=["Zoe"])
    assert names(only_event(bundle), "recipient") == ["Rui"]


def events_by_record(bundle: Bundle) -> dict[str, tuple[list[str] | None, list[str]]]:
    return {
        event["newsevents"]["record_id"]: (event.get("mode"), names(event, "recipient"))
        for event in to_plover(bundle).events
    }


def test_a_statement_that_accuses_others_as_well_is_an_event_beside_the_allegation() -> None:
    assert events_by_record(alleged({"kind": "condemn", "targets": ["Rui", "Zoe"]})) == {
        "statement:one": (["disapprove"], ["Rui", "Zoe"]),
        "allegation:one": (["allege"], ["Rui"]),
    }


def test_disapproval_goes_to_nobody_whom_the_statement_does_not_name() -> None:
    assert events_by_record(alleged({"kind": "condemn", "targets": ["Zoe"]}, accused=["Rui"])) == {
        "statement:one": (["disapprove"], ["Zoe"]),
        "allegation:one": (["allege"], ["Rui"]),
    }


def test_of_two_allegations_in_a_statement_that_disapproves_only_that_against_its_target_disapproves() -> None:
    statement = {
        "kind": "condemn",
        "speakers": ["Ana"],
        "content": "blamed Rui",
        "targets": ["Rui"],
        "id": "statement:one",
    }
    against = {"claimants": ["Ana"], "content": "the fire", "statement": "statement:one"}
    bundle = bundle_of(
        statements=[statement],
        allegations=[
            against | {"id": "allegation:one", "accused": ["Rui"]},
            against | {"id": "allegation:two", "accused": ["Zoe"]},
        ],
    )
    assert events_by_record(bundle) == {
        "allegation:one": (["disapprove", "allege"], ["Rui"]),
        "allegation:two": (["allege"], ["Zoe"]),
    }


@pytest.mark.parametrize("targets", [[], ["Zoe"]])
def test_a_statement_that_names_the_victim_or_nobody_disapproves_of_the_accused(targets: list[str]) -> None:
    bundle = alleged({"kind": "condemn", "targets": targets}, victims=["Zoe"])
    assert events_by_record(bundle) == {"allegation:one": (["disapprove", "allege"], ["Rui"])}


def test_an_allegation_of_others_than_the_speakers_is_another_event() -> None:
    found = to_plover(alleged({"kind": "accuse", "speakers": ["Zoe"], "targets": ["Rui"]}))
    assert [names(event, "actor") for event in found.events] == [["Zoe"], ["Ana"]]


def test_a_statement_whose_allegation_is_skipped_is_an_event_itself() -> None:
    found = to_plover(alleged({"kind": "accuse", "targets": ["Rui"]}, negated=True))
    assert [event["newsevents"]["record_id"] for event in found.events] == ["statement:one"]
    assert [skipped.id for skipped in found.skipped] == ["allegation:one"]


def test_a_report_with_an_allegation_in_it_is_only_the_accusation() -> None:
    found = to_plover(alleged({"kind": "report", "targets": ["Rui"]}))
    assert [event["event"] for event in found.events] == [["ACCUSE"]]
    assert [skipped.id for skipped in found.skipped] == ["statement:one"]


# --- actors and recipients

TWO = "The two and the Union met. Ana and Rui were there."


def actors_of(*participants: str, union_kind: str = "igo") -> list[str]:
    bundle = make_bundle(
        TWO,
        actors=[
            "Ana",
            "Rui",
            {"name": "the two", "aliases": ["The two"], "kind": "group", "members": ["Ana", "Rui"]},
            {"name": "the Union", "kind": union_kind, "members": ["Ana", "Rui"]},
        ],
        meetings=[{"participants": participants, "evidence": "met"}],
    )
    return names(only_event(bundle), "actor")


def test_a_group_stands_for_its_members_each_once() -> None:
    assert actors_of("the two") == ["Ana", "Rui"]
    assert actors_of("Rui", "the two") == ["Rui", "Ana"]


def test_a_group_with_more_members_stays_beside_those_that_are_named() -> None:
    bundle = make_bundle(
        "Farmers such as Ana condemned it.",
        actors=[
            {"name": "Farmers", "kind": "group", "members": ["Ana"], "more_members": True},
            {"name": "Ana", "kind": "person"},
        ],
        statements=[{"kind": "condemn", "speakers": ["Farmers"], "content": "it"}],
    )
    assert names(only_event(bundle), "actor") == ["Farmers", "Ana"]


def test_what_a_document_says_is_done_by_those_who_issued_it() -> None:
    bundle = make_bundle(
        "The treaty of Lys and Maro condemned it. A letter condemned it too.",
        actors=[{"name": "Lys", "kind": "state"}, {"name": "Maro", "kind": "state"}],
        sources=[
            {"kind": "document", "title": "The treaty", "by": ["Lys", "Maro"]},
            {"kind": "document", "title": "A letter"},
        ],
        statements=[
            {
                "kind": "condemn",
                "source": "The treaty",
                "content": "it",
                "evidence": "The treaty of Lys and Maro condemned it",
            },
            {"kind": "condemn", "source": "A letter", "content": "it", "evidence": "A letter condemned it"},
        ],
    )
    found = to_plover(bundle)
    (event,) = found.events
    assert names(event, "actor") == ["Lys", "Maro"]
    assert [one.reason.partition(";")[0] for one in found.skipped] == ["the speakers are not known"]


def test_an_alliance_is_one_entity_though_it_has_members() -> None:
    assert actors_of("the Union") == ["the Union"]


def test_a_group_without_members_is_itself() -> None:
    event = only_event(met(participants=["Ana"]))
    assert names(event, "actor") == ["Ana"]
    bundle = make_bundle(
        "The farmers condemned it.",
        actors=[{"name": "The farmers", "kind": "group"}],
        statements=[{"kind": "condemn", "speakers": ["The farmers"], "content": "it"}],
    )
    assert names(only_event(bundle), "actor") == ["The farmers"]


def entity_of(**fields: Any) -> dict[str, Any]:
    name = fields.setdefault("name", "Ana")
    bundle = make_bundle(
        f"{name} condemned it.",
        actors=[fields],
        statements=[{"kind": "condemn", "speakers": [name], "content": "it", "evidence": f"{name} condemned it"}],
    )
    (entity,) = only_event(bundle)["actor"]
    return entity


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("US", "USA"),
        ("KR", "KOR"),
        ("KP", "PRK"),
        ("DE", "DEU"),
        ("RO", "ROU"),
        ("CD", "COD"),
        ("TW", "TWN"),
        ("SS", "SSD"),
        ("VA", "VAT"),
        ("HK", "HKG"),
        ("PS", "PSE"),
        ("AQ", "ATA"),
        ("XK", "KOS"),
        ("PR", "USA"),
        ("GF", "FRA"),
        ("FK", "GBR"),
        ("AX", "FIN"),
        ("PN", "GBR"),
        ("EH", None),
        (None, None),
    ],
)
def test_a_country_is_written_as_the_codebook_does(country: str | None, code: str | None) -> None:
    assert entity_of(kind="state", country=country).get("code") == code


def test_the_tables_of_the_codebook_have_members_of_the_vocabularies_and_types_alone() -> None:
    from newsevents.formats.plover.entities import CODEBOOK
    from newsevents.model.vocabulary import ActorKind, MeetingStatus, StatementKind

    for table, kinds in (("statements", StatementKind), ("statuses", MeetingStatus), ("sectors", ActorKind)):
        assert set(CODEBOOK[table]) <= set(kinds)
    assert {coded["type"] for coded in CODEBOOK["statements"].values()} <= set(CODEBOOK["types"])
    assert {str(one["quad"]) for one in CODEBOOK["types"].values()} == set(CODEBOOK["quads"])


def test_every_country_but_one_has_a_code() -> None:
    from newsevents.data import data_lines
    from newsevents.formats.plover import entities as _plover_entities
    from newsevents.model.countries import country_codes

    codes = _plover_entities._countries()
    assert set(country_codes()) - set(codes) == {"EH"}
    own = dict(line.split() for line in data_lines("iso-3166-1"))
    assert set(own) == set(country_codes())
    assert len(set(own.values())) == len(own)
    folded = {country for country in own if codes.get(country) not in (own[country], "KOS", None)}
    assert len(folded) == 50
    assert {codes[country] for country in folded} <= {code for country, code in own.items() if country not in folded}


@pytest.mark.parametrize(
    ("kind", "sector"),
    [
        (ActorKind.LEGISLATURE, "LEG"),
        (ActorKind.COURT, "JUD"),
        (ActorKind.MILITARY, "MIL"),
        (ActorKind.PARTY, "PTY"),
        (ActorKind.MEDIA, "JRN"),
        (ActorKind.PERSON, None),
        (ActorKind.STATE, None),
        (ActorKind.GOVERNMENT_BODY, None),
        (ActorKind.ARMED_GROUP, None),
        (ActorKind.COMPANY, None),
        (ActorKind.NGO, None),
        (ActorKind.IGO, None),
        (ActorKind.GROUP, None),
        (ActorKind.UNNAMED, None),
    ],
)
def test_a_kind_has_a_sector_where_it_lies_inside_one(kind: ActorKind, sector: str | None) -> None:
    assert entity_of(kind=kind).get("sector") == sector


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "igo", "name": "The Nile Basin Initiative"}, "IGO"),
        ({"kind": "igo", "name": "The Nile Basin Initiative", "country": "UG"}, "IGO"),
        ({"kind": "igo", "name": "United Nations"}, "UNO"),
        ({"kind": "igo", "name": "The world body", "aliases": ["UN"]}, "UNO"),
        ({"kind": "igo", "name": "The bloc", "identifiers": ["wikidata:Q458"]}, "EUR"),
        ({"kind": "group", "name": "United Nations"}, None),
        ({"kind": "ngo"}, "NGO"),
        ({"kind": "ngo", "country": "PT"}, "PRT"),
        ({"kind": "company", "country": "PT"}, "PRT"),
        ({"kind": "armed_group"}, None),
    ],
)
def test_an_organisation_of_no_country_has_a_code_of_its_own(fields: dict[str, Any], code: str | None) -> None:
    assert entity_of(**fields).get("code") == code


def test_an_organ_of_the_united_nations_has_their_code() -> None:
    bundle = make_bundle(
        "The Security Council of the United Nations condemned it.",
        actors=[
            {"name": "United Nations", "kind": "igo"},
            {"name": "The Security Council", "kind": "igo", "part_of": "United Nations"},
        ],
        statements=[{"kind": "condemn", "speakers": ["The Security Council"], "content": "it"}],
    )
    assert codes(only_event(bundle)) == ["UNO"]


@pytest.mark.parametrize(
    ("identifier", "written"),
    [
        ("wikidata:Q884", "Q884"),
        ("https://www.wikidata.org/wiki/Q884", "Q884"),
        ("http://www.wikidata.org/entity/Q884", "Q884"),
        ("wikidata:P31", None),
        ("viaf:Q884", None),
    ],
)
def test_a_wikidata_identifier_is_kept(identifier: str, written: str | None) -> None:
    assert entity_of(kind="person", identifiers=["viaf:1", identifier]).get("identifier_id") == written


def test_an_entity_has_its_name_its_office_and_the_words_for_it_in_the_event() -> None:
    bundle = make_bundle(
        "Ana Lima, the mayor, left. Then she condemned it.",
        actors=[
            {
                "name": "Ana Lima",
                "kind": "person",
                "roles": [DraftRole(title="mayor"), DraftRole(title="engineer")],
                "mentions": ["Ana Lima", "she"],
            }
        ],
        statements=[{"kind": "condemn", "speakers": ["Ana Lima"], "content": "it", "evidence": "she condemned it"}],
    )
    assert only_event(bundle)["actor"] == [
        {"entity_text": "she", "identifier_text": "Ana Lima", "office": "mayor, engineer", "actor_id": "actor:ana-lima"}
    ]


# --- dates

DAY, NEXT = dt.date(2024, 5, 3), dt.date(2024, 5, 4)
MORNING = dt.datetime(2024, 5, 3, 9, tzinfo=dt.timezone(dt.timedelta(hours=9)))


@pytest.mark.parametrize(
    ("changes", "date", "enddate"),
    [
        ({"earliest": DAY, "latest": DAY}, "2024-05-03", None),
        ({"earliest": DAY, "latest": DAY, "relation": Relation.WITHIN}, "2024-05-03", None),
        (
            {"earliest": MORNING, "latest": MORNING.replace(hour=12), "granularity": Granularity.HOUR},
            "2024-05-03",
            None,
        ),
        ({"earliest": DAY, "latest": NEXT, "relation": Relation.THROUGHOUT}, "2024-05-03", "2024-05-04"),
        ({"earliest": DAY, "latest": DAY, "relation": Relation.THROUGHOUT}, "2024-05-03", None),
        ({"earliest": DAY, "latest": NEXT}, None, None),
        ({"earliest": DAY, "latest": NEXT, "relation": Relation.WITHIN}, None, None),
        ({"earliest": DAY, "latest": DAY, "approximate": True}, None, None),
        ({"earliest": DAY, "latest": DAY, "relation": Relation.SINCE}, None, None),
        ({"earliest": DAY, "latest": DAY, "relation": Relation.EVERY}, None, None),
        ({"earliest": None, "latest": DAY, "relation": Relation.BY}, None, None),
        ({"earliest": DAY, "latest": None, "relation": Relation.AFTER}, None, None),
        ({"earliest": None, "latest": None}, None, None),
    ],
)
def test_a_date_is_a_day_that_is_certain(changes: dict[str, Any], date: str | None, enddate: str | None) -> None:
    bundle = met(when="Tuesday")
    (meeting,) = bundle.meetings
    assert meeting.when is not None
    when = attrs.evolve(meeting.when, **changes)
    event = only_event(attrs.evolve(bundle, meetings=[attrs.evolve(meeting, when=when)]))
    assert (event["date"], event.get("enddate")) == (date, enddate)
    assert event["newsevents"]["when"]["text"] == "Tuesday"


def test_an_event_without_a_time_says_so_and_keeps_the_day_of_publication_apart() -> None:
    event = only_event(met())
    assert event["date"] is None
    assert event["pub_date"] == "2024-05-17"
    assert "when" not in event["newsevents"]


AT_MEETING = {"meeting": "meeting:one", "kind": "condemn", "speakers": ["Ana"], "content": "the fire"}


@pytest.mark.parametrize(
    ("status", "when", "date"),
    [("held", None, "2024-05-14"), ("held", "May 3", "2024-05-03"), ("cancelled", None, None)],
)
def test_a_statement_at_a_meeting_that_was_held_has_the_day_of_the_meeting_unless_it_says_its_own(
    status: str, when: str | None, date: str | None
) -> None:
    meeting = {
        "id": "meeting:one",
        "participants": ["Ana", "Rui"],
        "status": status,
        "when": "Tuesday",
        "place": "Lisbon",
        "evidence": "met in Lisbon",
    }
    bundle = bundle_of(meetings=[meeting], statements=[AT_MEETING | {"when": when}])
    (event,) = [one for one in to_plover(bundle).events if one["event"] == ["ACCUSE"]]
    assert event["date"] == date
    assert ("event_loc" in event) == (status == "held")


# --- the other fields of a record


def test_an_id_is_scoped_by_the_article_and_can_be_taken_apart() -> None:
    event = only_event(met())
    own = event["newsevents"]
    assert event["id"] == f"{own['article_id']}/meeting:one"
    head, _, name = event["id"].rpartition(":")
    article, _, record_class = head.rpartition("/")
    assert (article, f"{record_class}:{name}") == (own["article_id"], own["record_id"])


def test_a_record_says_where_it_stands_and_according_to_whom() -> None:
    event = next(one for one in to_plover(BUNDLE).events if one["newsevents"]["record_id"] == "allegation:floods")
    own = event["newsevents"]
    article = BUNDLE.article
    assert own["attribution"] == (
        "Orin Courier’s article → the ministry’s statement → a letter by engineers → "
        "Ministry of Foreign Affairs of Veldora"
    )
    assert [article.text[start:end] for start, end in own["spans"]] == event["event_text"]
    assert event["text_info"] == {"start": own["spans"][0][0], "end": own["spans"][-1][1]}
    assert event["cite_info"] == {
        "citation": article.id,
        "url": "https://courier.example/dam",
        "title": "Ministers clash over the Lake Orin dam",
        "language": "en",
        "publication": "Orin Courier",
        "codebook": "plover-base-2.0",
    }
    assert event["coder"] == "the tests"
    assert event["pub_date"] == "2023-11-15"


def test_two_pieces_of_evidence_are_two_texts() -> None:
    (event,) = [one for one in to_plover(BUNDLE).events if one["newsevents"].get("kind") == "criticize"]
    assert len(event["event_text"]) == len(event["newsevents"]["spans"]) == 2


def test_how_certain_the_claimant_is_is_kept() -> None:
    by_record = {event["newsevents"]["record_id"]: event["newsevents"] for event in to_plover(BUNDLE).events}
    assert by_record["allegation:gates"]["certainty"] == "probable"
    assert "certainty" not in by_record["allegation:floods"]


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("pt-BR", "pt"), ("zh-Hant", "zh"), ("yue", None), (None, None)]
)
def test_a_language_is_written_in_two_letters_or_not(tag: str | None, language: str | None) -> None:
    bundle = met()
    bundle = attrs.evolve(bundle, article=attrs.evolve(bundle.article, language=tag))
    assert only_event(bundle)["cite_info"].get("language") == language
    assert to_polecat(bundle)[0]["Language"] == tag


def test_a_place_keeps_what_is_known_of_it() -> None:
    bundle = met()
    place = Place(
        name="Lisboa",
        country="PT",
        identifiers=["wikidata:Q597", "geonames:2267057"],
        span=make_span(TEXT, "Lisbon"),
    )
    bundle = attrs.evolve(bundle, meetings=[attrs.evolve(bundle.meetings[0], place=place)])
    assert only_event(bundle)["event_loc"] == {
        "extracted_place": "Lisbon",
        "resolved_place": "Lisboa",
        "geonameid": 2267057,
        "country_code": "PRT",
    }
    row = to_polecat(bundle)[0]
    assert (row["Placename"], row["Country"], row["GeoNames ID"], row["Raw Placename"]) == (
        "Lisboa",
        "PRT",
        "2267057",
        "Lisbon",
    )


def test_the_article_need_not_travel_with_the_bundle() -> None:
    assert to_plover(BUNDLE.detach()) == to_plover(BUNDLE)


# --- the seed

USA_KOR_JPN = ["USA", "KOR", "JPN"]
SEED_EVENTS = [
    # type and mode, who, to whom, day
    ("THREATEN", USA_KOR_JPN, ["RUS", "PRK", None], None),
    ("CONSULT", USA_KOR_JPN, [], "2023-11-14"),
    ("ACCUSE disapprove", USA_KOR_JPN, ["RUS", "PRK"], "2023-11-14"),
    ("AGREE", USA_KOR_JPN, [], "2023-11-14"),
    ("ACCUSE allege", USA_KOR_JPN, ["PRK"], "2023-11-14"),
    ("AGREE", USA_KOR_JPN, [], "2023-11-14"),
    ("ACCUSE allege", ["KOR"], ["RUS", "PRK"], None),  # the intelligence service: shells
    ("ACCUSE allege", ["KOR"], ["PRK", "RUS"], None),  # and technology for them
    ("CONSULT", ["PRK", "RUS"], [], None),  # "September" leaves thirty possible days
    ("AGREE", USA_KOR_JPN, [], "2023-11-15"),
    ("ACCUSE disapprove allege", ["KOR"], ["CHN"], "2023-11-14"),  # Park on the forced repatriation
    ("AGREE", ["KOR"], [], "2023-11-14"),
    ("ACCUSE allege", [None], ["CHN"], None),  # "recent media reports"
    ("ACCUSE allege", ["NGO"], ["CHN"], None),  # Human Rights Watch
    ("REQUEST", ["NGO"], [None], None),  # to governments worldwide, about China
    ("ACCUSE disapprove", USA_KOR_JPN, [None], None),
    ("REQUEST", USA_KOR_JPN, [], None),
    ("REQUEST", USA_KOR_JPN, [], None),
    ("ACCUSE disapprove allege", USA_KOR_JPN, [None], None),  # Hamas: not on Oct. 7, the date of the alleged attack
    ("AGREE", USA_KOR_JPN, [], None),
    ("ACCUSE allege", ["ISR"], [None, "PRK", "IRN"], None),  # "October" leaves thirty-one days open
    ("ACCUSE allege", ["USA"], ["PRK", None], None),  # Radio Free Asia's earlier report
    ("ACCUSE allege", ["USA"], [None, "PRK"], None),
    ("ACCUSE allege", ["USA"], [None, "PRK"], None),
    ("CONSULT", [None], [], "2023-11-13"),  # two ministers in one name
    ("AGREE", [None], [], "2023-11-13"),
    ("AGREE", ["CHN", "KOR", "JPN"], [], None),  # will meet in Busan
]


def test_the_seeds_events_are_those_that_a_reader_expects() -> None:
    events = to_plover(load_seed()).events
    found = [
        (" ".join(event["event"] + event.get("mode", [])), codes(event), codes(event, "recipient"), event["date"])
        for event in events
    ]
    assert found == SEED_EVENTS
    for event in events:
        assert_follows_the_codebook(event)


def test_nobody_attacks_acquires_or_deports_in_the_seeds_events() -> None:
    assert {kind for event in to_plover(load_seed()).events for kind in event["event"]} == {
        "ACCUSE",
        "AGREE",
        "CONSULT",
        "REQUEST",
        "THREATEN",
    }


def test_the_seeds_other_statements_are_reported() -> None:
    seed = load_seed()
    found = to_plover(seed)
    assert len(found.events) + len(found.skipped) == len(seed.events)
    kinds = [seed[skipped.id].kind for skipped in found.skipped]
    assert {str(kind) for kind in kinds} == {"report", "say", "opine", "criticize", "accuse", "condemn"}
    same = [skipped.id for skipped in found.skipped if "the same accusation" in skipped.reason]
    assert len(same) == 5
    assert {seed[id].kind for id in same} == {"criticize", "accuse", "condemn"}


# --- JSON Lines and POLECAT's table


def test_each_event_is_one_line_of_json() -> None:
    for event in to_plover(load_seed()).events:
        line = json.dumps(event, ensure_ascii=False, allow_nan=False)
        assert "\n" not in line
        assert json.loads(line) == event


def test_the_columns_are_polecats_and_the_cameo_code() -> None:
    assert [*POLECAT_COLUMNS] == [*POLECAT_HEADER, "cameo_code"]
    assert len(POLECAT_HEADER) == 40


def test_a_row_has_every_column_in_order_as_text_or_nothing() -> None:
    rows = to_polecat(load_seed())
    assert len(rows) == len(SEED_EVENTS)
    for row in rows:
        assert tuple(row) == POLECAT_COLUMNS
        assert all(value is None or isinstance(value, str) for value in row.values())


def test_a_row_says_what_the_event_says() -> None:
    row = to_polecat(load_seed())[10]
    given = {column: value for column, value in row.items() if value is not None and not column.startswith("Story")}
    assert given == {
        "Event ID": "article:us-allies-confront-global-threats-blast-russia-n-korea-hamas-2090fe6f"
        "/allegation:china-19cc6161",
        "Event Date": "2023-11-14",
        "Event Type": "ACCUSE",
        "Event Mode": "disapprove; allege",
        "Quad Code": "VERBAL CONFLICT",
        "Actor Name": "Park Jin",
        "Actor Country": "KOR",
        "Actor Title": "foreign minister",
        "Recipient Name": "China",
        "Recipient Country": "CHN",
        "Placename": "San Francisco",
        "Country": "USA",
        "Raw Placename": "San Francisco",
        "Source": "Radio Free Asia",
        "Publication Date": "2023-11-15",
        "Language": "en",
        "Version": "The newsevents authors",
        "cameo_code": "11",
    }


def test_the_columns_of_the_same_entities_stay_in_step() -> None:
    row = to_polecat(load_seed())[20]
    assert row["Recipient Name"] == "Hamas; North Korea; Iran"
    assert row["Recipient Country"] == "None; PRK; IRN"
    assert row["Recipient Title"] is None
    assert row["Primary Actor Sector"] == row["Actor Sectors"] == "MIL"


def test_scores_are_written_without_needless_digits() -> None:
    scores = {row["Event Type"]: row["Intensity"] for row in to_polecat(said(StatementKind.REQUEST))}
    assert scores == {"REQUEST": "0"}
    assert to_polecat(met(kind=MeetingKind.VISIT, hosts=["Rui"]))[0]["Intensity"] == "4"
    assert to_polecat(met())[0]["Intensity"] == "2.5"


def test_the_story_is_that_of_the_whole_article() -> None:
    row = to_polecat(BUNDLE)[0]
    assert row["Story People"] == "Ana Duarte; Tomas Brandt"
    assert row["Story Organizations"] == "Ministry of Foreign Affairs of Veldora; River Watch; Orin Courier"
    assert row["Story Locations"] == "Port Lys"


def to_csv(rows: list[dict[str, str | None]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, POLECAT_COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


CODES = ["13", "04", "11", "03", "11", "03", "11", "11", "04", "03", "11", "03", "11", "11", None, "11", None, None]


def test_the_table_comes_back_from_csv() -> None:
    rows = to_polecat(load_seed())
    again = list(csv.DictReader(io.StringIO(to_csv(rows), newline="")))
    assert again == [{column: value or "" for column, value in row.items()} for row in rows]


@pytest.mark.long
def test_polars_and_pandas_keep_the_zeros_in_front_of_a_cameo_code() -> None:
    import pandas as pd
    import polars as pl

    text = to_csv(to_polecat(load_seed()))
    by_polars = pl.read_csv(text.encode(), infer_schema=False)
    assert by_polars["cameo_code"].to_list()[: len(CODES)] == CODES
    assert by_polars["cameo_code"].to_list()[-1] == "036"
    by_pandas = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert by_pandas["cameo_code"].to_list()[: len(CODES)] == [code or "" for code in CODES]
    assert by_pandas.columns.to_list() == by_polars.columns == list(POLECAT_COLUMNS)


# --- what holds for any bundle

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(40)
)


@relaxed
@given(bundles())
def test_every_record_is_an_event_or_skipped_with_a_reason_exactly_once(bundle: Bundle) -> None:
    found = to_plover(bundle)
    exported = [event["newsevents"]["record_id"] for event in found.events]
    left_out = [skipped.id for skipped in found.skipped]
    assert sorted(exported + left_out) == sorted(event.id for event in bundle.events)
    order = [event.id for event in bundle.events]
    assert exported == sorted(exported, key=order.index)
    for skipped in found.skipped:
        assert skipped.reason
        assert skipped.record_class == type(bundle[skipped.id]).__name__.lower()


@relaxed
@given(bundles())
def test_every_event_follows_the_codebook_and_is_json(bundle: Bundle) -> None:
    events = to_plover(bundle).events
    for event in events:
        assert_follows_the_codebook(event)
        assert json.loads(json.dumps(event, allow_nan=False)) == event
        for one in (*event["actor"], *event.get("recipient", ())):
            actor = bundle.actor(one["actor_id"])
            assert one["identifier_text"] == actor.name
            assert one.get("code") in {None, *NOT_STATES} or actor.country is not None
    assert len({event["id"] for event in events}) == len(events)
    assert to_plover(bundle).events == events


@relaxed
@given(bundles())
def test_no_alleged_act_and_nothing_that_is_denied_or_not_fixed_is_an_event(bundle: Bundle) -> None:
    for event in to_plover(bundle).events:
        record = bundle[event["newsevents"]["record_id"]]
        assert not getattr(record, "negated", False)
        if isinstance(record, Meeting):
            types = {"held": ["CONSULT"], "resumed": ["CONSULT"], "scheduled": ["AGREE"]}
            assert event["event"] == types[record.status]
        if isinstance(record, Allegation):
            assert event["event"] == ["ACCUSE"]
            claimants = [bundle.actor(id) for id in record.claimant_ids]
            claimants += [member for actor in claimants for member in bundle.members(actor)]
            assert {one["actor_id"] for one in event["actor"]} <= {actor.id for actor in claimants}
            if record.statement_id is None:
                assert event["date"] is None
                assert "event_loc" not in event


@relaxed
@given(bundles())
def test_the_table_of_any_bundle_survives_csv(bundle: Bundle) -> None:
    rows = to_polecat(bundle)
    assert [row["Event ID"] for row in rows] == [event["id"] for event in to_plover(bundle).events]
    text = to_csv(rows)
    again = list(csv.DictReader(io.StringIO(text, newline="")))
    assert again == [{column: value or "" for column, value in row.items()} for row in rows]
    assert all(tuple(row) == POLECAT_COLUMNS for row in rows)
