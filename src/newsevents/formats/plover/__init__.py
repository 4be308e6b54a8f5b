"""PLOVER: a bundle as events of the political event ontology, and as rows of POLECAT's table.

The fields are those of the codebook of the Open Event Data Alliance, draft 2.0
(https://github.com/openeventdata/PLOVER), to whose tables the comments refer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.formats.plover.coding import Coded, code_events
from newsevents.formats.plover.entities import CODEBOOK, Entities, expand, known, location
from newsevents.model.moments import calendar_day
from newsevents.model.records import Allegation, Article, Event, Meeting
from newsevents.model.values import When
from newsevents.model.vocabulary import ActorKind, Certainty, MeetingStatus, Relation

__all__ = ["POLECAT_COLUMNS", "PloverEvents", "Skipped", "to_plover", "to_polecat"]


def __dir__() -> list[str]:
    return __all__


_CODEBOOK = "plover-base-2.0"
"""The codebook in use, in the form of its Table 6.5."""


@attrs.frozen(kw_only=True)
class Skipped:
    """A record that is not a PLOVER event.

    Attributes:
        id: The record's id.
        record_class: Its class: ``statement``, ``meeting`` or ``allegation``.
        reason: The reason, as a sentence without a full stop.
    """

    id: str
    record_class: str
    reason: str


@attrs.frozen(kw_only=True)
class PloverEvents:
    """The statements, meetings and allegations of a bundle, in the order of the text: each is an event, or skipped.

    Attributes:
        events: The events, each a JSON object for one line of JSON Lines.
        skipped: The records that are not events.
    """

    events: tuple[dict[str, Any], ...]
    skipped: tuple[Skipped, ...]


def to_plover(bundle: Bundle) -> PloverEvents:
    """Write the events of a bundle as PLOVER records.

    A held meeting is CONSULT, a scheduled one AGREE. An allegation is ACCUSE from its claimants to the accused. A
    statement has the event type of its kind, if there is one. An alleged act is never an event.

    Args:
        bundle: The bundle.

    Returns:
        The events, and the records that are not events, with the reasons.
    """
    events: list[dict[str, Any]] = []
    skipped: list[Skipped] = []
    entities = Entities(bundle)
    for record, coded in code_events(bundle):
        if isinstance(coded, str):
            skipped.append(Skipped(id=record.id, record_class=type(record).__name__.lower(), reason=coded))
        else:
            events.append(_to_json(entities, record, coded))
    return PloverEvents(events=tuple(events), skipped=tuple(skipped))


# --- writing


def _to_json(entities: Entities, record: Event, coded: Coded) -> dict[str, Any]:
    """An event as a JSON object (Table 6.1), without unknown values except ``date``, which the codebook requires."""
    article, evidence = entities.bundle.article, record.evidence
    generator = entities.bundle.generator
    date, end = _dates(coded.when)
    values = {
        "enddate": end,
        "pub_date": None if article.published is None else calendar_day(article.published).isoformat(),
        "actor": [entities.of(actor, evidence) for actor in coded.actors],
        "recipient": [entities.of(actor, evidence) for actor in coded.recipients] or None,
        "event": [coded.type],
        "mode": list(coded.modes) or None,
        "quad_code": CODEBOOK["types"][coded.type]["quad"],
        "event_scale": CODEBOOK["types"][coded.type]["scale"].get(" ".join(coded.modes)),
        "event_loc": location(coded.place),
        "event_text": [span.exact for span in evidence],
        "text_info": {"start": min(span.start for span in evidence), "end": max(span.end for span in evidence)},
        "cite_info": _citation(article),
        "coder": generator and " ".join(filter(None, (generator.name, generator.version))),
        "newsevents": _provenance(entities, record, coded),
    }
    return {"id": f"{article.id}/{record.id}", "date": date, **known(values)}


def _dates(when: When | None) -> tuple[str | None, str | None]:
    """The day of an event, and the last day of one that lasted; None if more than one day is possible."""
    if when is None or when.earliest is None or when.latest is None or when.approximate:
        return None, None
    first, last = calendar_day(when.earliest).isoformat(), calendar_day(when.latest).isoformat()
    if when.relation is Relation.THROUGHOUT:
        return first, last if last != first else None
    return (first if first == last and when.relation in (Relation.AT, Relation.WITHIN) else None), None


def _citation(article: Article) -> dict[str, Any]:
    """The article as a citation object (Table 6.5)."""
    language = (article.language or "").partition("-")[0].lower()
    return known(
        {
            "citation": article.id,
            "url": article.url,
            "title": article.title,
            "language": language if len(language) == 2 else None,  # ISO 639-1 codes have two letters
            "publication": article.publisher,
            "codebook": _CODEBOOK,
        }
    )


def _provenance(entities: Entities, record: Event, coded: Coded) -> dict[str, Any]:
    """Data for which the codebook has no field: the article, the words in it, and the attribution of the event."""
    bundle = entities.bundle
    values: dict[str, Any] = {
        "article_id": bundle.article.id,
        "record_id": record.id,
        "source_id": record.source_id,
        "attribution": bundle.attribution(record).label,
        "spans": [[span.start, span.end] for span in record.evidence],
        "cameo_code": coded.cameo,
        "when": _time(coded.when),
    }
    if isinstance(record, Allegation):
        values |= {"statement_id": record.statement_id, "status": str(record.status)}
    else:
        values["kind"] = str(record.kind)
    if isinstance(record, Meeting):
        hosts = () if coded.recipients else expand(bundle, record.host_ids)
        values["hosts"] = [entities.of(actor, record.evidence) for actor in hosts] or None
        if record.status is MeetingStatus.SCHEDULED:
            values |= {"scheduled_when": _time(record.when), "scheduled_place": location(record.place)}
    elif record.certainty is not Certainty.UNSPECIFIED:
        values["certainty"] = str(record.certainty)
    return known(values)


def _time(when: When | None) -> dict[str, str] | None:
    if when is None:
        return None
    bounds = {"earliest": when.earliest, "latest": when.latest}
    written = {name: bound and bound.isoformat() for name, bound in bounds.items()}
    return known({"text": when.text, "edtf": when.edtf, **written, "relation": str(when.relation)})


# --- POLECAT

_HEADER = (
    "Event ID;Event Date;Event Type;Event Mode;Intensity;Quad Code;Contexts;Actor Name;Actor Country;Actor COW;"
    "Primary Actor Sector;Actor Sectors;Actor Title;Actor Name Raw;Wikipedia Actor ID;Recipient Name;"
    "Recipient Country;Recipient COW;Primary Recipient Sector;Recipient Sectors;Recipient Title;Recipient Name Raw;"
    "Wikipedia Recipient ID;Placename;City;District;Province;Country;Latitude;Longitude;GeoNames ID;Raw Placename;"
    "Feature Type;Source;Publication Date;Story People;Story Organizations;Story Locations;Language;Version;cameo_code"
)
POLECAT_COLUMNS: tuple[str, ...] = tuple(_HEADER.split(";"))
"""The columns of POLECAT's files, in order, followed by the CAMEO code, which POLECAT does not have."""

_ORGANISATIONS = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE, ActorKind.GROUP, ActorKind.UNNAMED}
"""The kinds of actors that POLECAT would list among a story's organisations."""

_SEPARATOR = "; "


def to_polecat(bundle: Bundle) -> list[dict[str, str | None]]:
    """Write the events of a bundle as rows with the columns of POLECAT's files.

    Args:
        bundle: The bundle.

    Returns:
        A row for each event of `to_plover`, in the same order, with the keys of `POLECAT_COLUMNS`. Values are strings,
        or None if unknown. Several values are joined by ``; ``, with ``None`` for a missing one, so that the columns of
        the same entities stay aligned.
    """
    story = _story(bundle)
    return [_row(event, story) for event in to_plover(bundle).events]


def _story(bundle: Bundle) -> dict[str, str | None]:
    """POLECAT's columns about the whole article."""
    places = [event.place.name for event in bundle.events if event.place is not None]
    return {
        "Story People": _joined(actor.name for actor in bundle.actors if actor.kind is ActorKind.PERSON),
        "Story Organizations": _joined(actor.name for actor in bundle.actors if actor.kind in _ORGANISATIONS),
        "Story Locations": _joined(dict.fromkeys(places)),
        "Language": bundle.article.language,
    }


def _row(event: dict[str, Any], story: dict[str, str | None]) -> dict[str, str | None]:
    place, scale = event.get("event_loc", {}), event.get("event_scale")
    values: dict[str, str | None] = {
        "Event ID": event["id"],
        "Event Date": event["date"],
        "Event Type": _joined(event["event"]),
        "Event Mode": _joined(event.get("mode", ())),
        "Intensity": None if scale is None else f"{scale:g}",
        "Quad Code": CODEBOOK["quads"][str(event["quad_code"])],
        **_entities("Actor", event["actor"]),
        **_entities("Recipient", event.get("recipient", ())),
        "Placename": place.get("resolved_place"),
        "Country": place.get("country_code"),
        "GeoNames ID": str(place["geonameid"]) if "geonameid" in place else None,
        "Raw Placename": place.get("extracted_place"),
        "Source": event["cite_info"].get("publication"),
        "Publication Date": event.get("pub_date"),
        **story,
        "Version": event.get("coder"),
        "cameo_code": event["newsevents"].get("cameo_code"),
    }
    return {column: values.get(column) for column in POLECAT_COLUMNS}


def _entities(role: str, entities: Sequence[dict[str, Any]]) -> dict[str, str | None]:
    """The columns of the actors or of the recipients."""
    fields = {
        f"{role} Name": "identifier_text",
        f"{role} Country": "code",
        f"Primary {role} Sector": "sector",
        f"{role} Sectors": "sector",
        f"{role} Title": "office",
        f"{role} Name Raw": "entity_text",
    }
    return {column: _joined(one.get(field) for one in entities) for column, field in fields.items()}


def _joined(values: Iterable[str | None]) -> str | None:
    given = list(values)
    return _SEPARATOR.join(str(value) for value in given) if any(value is not None for value in given) else None
