"""ninjs 3.1, the IPTC's News in JSON (https://iptc.org/std/ninjs/): an article with whom and what it mentions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from newsevents.bundle import Bundle
from newsevents.formats._calendar import calendar_unit
from newsevents.formats._ninjs import MAIN, PROPERTIES, ROLES
from newsevents.formats.urns import urn
from newsevents.model.moments import Moment
from newsevents.model.records import Actor, Meeting
from newsevents.model.values import Place, When
from newsevents.model.vocabulary import ActorKind, MeetingStatus, Relation, SourceKind

__all__ = ["to_ninjs"]


def __dir__() -> list[str]:
    return __all__


Item = dict[str, Any]

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}

_SOURCE = "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource"
"""The role of those who issued a source of the article."""

_NOT_LISTED = (ActorKind.GROUP, ActorKind.UNNAMED)
"""Kinds of actors that are neither individual people nor administrative or functional structures, which are what ninjs
lists."""

_WRITTEN_STATUS = (MeetingStatus.HELD, MeetingStatus.SCHEDULED)
"""The statuses that are written: an event without one would be stated to take place."""

_NAMESPACES = {"wikidata": "http://www.wikidata.org/entity/{}", "geonames": "https://sws.geonames.org/{}/"}
"""The URI that each CURIE prefix of the model represents."""


def to_ninjs(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as a ninjs 3.1 item: the article, the people and things it mentions, and the meetings as events.

    Statements and allegations have no place in ninjs and are left out.

    Args:
        bundle: The bundle. Without the article's text the item has no body and is marked as partial.

    Returns:
        The item as JSON values, in a fixed order.
    """
    article = bundle.article
    names = {field: properties[0] for field, properties in PROPERTIES.items()}
    places = [event.place for event in bundle.events if event.place is not None]
    meetings = (meeting for meeting in bundle.meetings if meeting.status in _WRITTEN_STATUS)
    return _present(
        {
            "standard": dict(_STANDARD),
            names["url"]: (article.url and _uri(article.url)) or urn(article.id),
            "type": "text",
            "representationType": "partial" if article.text is None else None,
            names["published"]: _date_time(article.published),
            names["language"]: article.language,
            names["id"]: [{"role": ROLES["id"], "value": article.id}],
            names["title"]: _main(article.title),
            names["text"]: _main(article.text),
            **_parties(bundle.actors, "mentions"),
            "places": _unique(_place(place, "mentions") for place in places),
            names["publisher"]: _unique(_info_sources(bundle)),
            "associations": [_event(bundle, meeting) for meeting in meetings],
        }
    )


def _present(fields: Item) -> Item:
    """The properties that have a value."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _unique(values: Iterable[Item]) -> list[Item]:
    return list({repr(value): value for value in values}.values())


def _main(value: str | None) -> list[Item]:
    return [] if value is None else [{"role": MAIN, "contentType": "text/plain", "value": value}]


def _parties(actors: Iterable[Actor], rel: str) -> Item:
    """Actors as people and organisations."""
    listed = [actor for actor in actors if actor.kind not in _NOT_LISTED]
    return {
        "people": [_party(actor, rel=rel) for actor in listed if actor.kind is ActorKind.PERSON],
        "organisations": [_party(actor, rel=rel) for actor in listed if actor.kind is not ActorKind.PERSON],
    }


def _party(actor: Actor, **more: str) -> Item:
    return {"name": actor.name, **more, **_identity(actor.identifiers)}


def _place(place: Place, rel: str | None) -> Item:
    country = place.country and [{"address": {"country": place.country}}]
    return _present({"name": place.name, "rel": rel, **_identity(place.identifiers), "contactInfo": country})


def _identity(identifiers: Iterable[str]) -> Item:
    """The first identifier that is a complete URI as ``uri``, the first other one as ``literal``."""
    pairs = [(identifier, _expanded(identifier)) for identifier in identifiers]
    uri = next((uri for _, uri in pairs if uri is not None), None)
    literal = next((identifier for identifier, uri in pairs if uri is None), None)
    return _present({"uri": uri, "literal": literal})


def _expanded(identifier: str) -> str | None:
    """An identifier as a complete URI; None for a CURIE with an unknown prefix, and for anything else."""
    prefix, colon, local = identifier.partition(":")
    if colon and local and prefix in _NAMESPACES:
        return _NAMESPACES[prefix].format(quote(local, safe=""))
    return _uri(identifier) if local.startswith("//") or prefix.lower() == "urn" else None


def _info_sources(bundle: Bundle) -> Iterator[Item]:
    article = bundle.article
    actor = None if article.publisher_id is None else bundle.actor(article.publisher_id)
    name = article.publisher or (actor and actor.name)
    if name is not None:
        yield {"name": name, "role": ROLES["publisher"], **_identity(actor.identifiers if actor else ())}
    for editor in article.editors:
        yield {"name": editor, "role": ROLES["editors"]}
    for source in bundle.sources:
        if source.kind is not SourceKind.ARTICLE:
            yield from (_party(bundle.actor(id), role=_SOURCE) for id in source.by_ids)


def _event(bundle: Bundle, meeting: Meeting) -> Item:
    hosts = [bundle.actor(id) for id in meeting.host_ids]
    details = {
        "dates": meeting.when and (_dates(meeting.when) or None),
        "organiser": _party(hosts[0]) if len(hosts) == 1 else None,
    }
    return _present(
        {
            "name": meeting.name or meeting.kind.value,
            "rel": "mentions",
            "uri": urn(bundle.article.id, meeting.id),
            "type": "event",
            "title": meeting.name,
            "eventDetails": _present(details) or None,
            **_parties((bundle.actor(id) for id in meeting.participant_ids), "participant"),
            "places": [] if meeting.place is None else [_place(meeting.place, None)],
        }
    )


# --- dates


def _dates(when: When) -> Item:
    """When an event starts, or starts and ends, if the time says so and is not just a limit.

    ``startDate`` and ``endDate`` are for a time with an offset; only ``expectedStartDate`` and ``expectedEndDate`` take
    a day, a month, a year or an approximate date (ninjs User Guide, "Dates for Events and Planning").
    """
    first, last = when.earliest, when.latest
    if when.relation is Relation.THROUGHOUT:
        return {**_bound("Start", first, when), **_bound("End", last, when)}
    if when.relation is not Relation.AT or first is None or last is None:
        return {}
    if str(first) == str(last):
        return _bound("Start", first, when)
    unit = None if isinstance(first, dt.datetime) else calendar_unit(first, last)
    return {} if unit is None else {"expectedStartDate": unit}


def _bound(end: str, moment: Moment | None, when: When) -> Item:
    exact = None if when.approximate else _date_time(moment)
    if exact is not None:
        return {f"{end.lower()}Date": exact}
    return {f"expected{end}Date": moment.isoformat()} if moment is not None and _whole_offset(moment) else {}


def _whole_offset(moment: Moment) -> bool:
    """Whether the offset from UTC has no seconds, which neither RFC 3339 nor the standard can express."""
    offset = moment.utcoffset() if isinstance(moment, dt.datetime) else None
    return offset is None or not offset % dt.timedelta(minutes=1)


def _date_time(moment: Moment | None) -> str | None:
    """A time in the form of RFC 3339; None for a day, and for a time without an offset or with seconds in it."""
    timed = isinstance(moment, dt.datetime) and moment.utcoffset() is not None and _whole_offset(moment)
    return moment.isoformat() if moment is not None and timed else None


# --- identifiers

_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://(?:\[[0-9A-Fa-f:.]+\](?::[0-9]*)?|{_PCHAR}*)(?=[/?#]|\Z))?"
    rf"(?:{_PCHAR}|/)*(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
"""A URI (RFC 3986, appendix A)."""


def _uri(text: str) -> str | None:
    """A URI, with characters allowed only in an IRI percent-encoded (RFC 3987, section 3.1); None for anything else."""
    uri = quote(text, safe="%:/?#[]@!$&'()*+,;=~")
    return uri if _URI.fullmatch(uri) else None
