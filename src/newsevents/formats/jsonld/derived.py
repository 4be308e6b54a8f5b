"""What a JSON-LD document says again in the words of schema.org, Web Annotation and PROV.

Each value follows from fields that stand in the document in their own terms. schema.org's properties are given
only where their definition is met: a property for persons and organisations never names a crowd, a date is one
only where it is exact, and what is alleged is never an event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.formats.urns import urn
from newsevents.model.moments import Moment
from newsevents.model.records import Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.model.vocabulary import (
    ActorKind,
    GeneratorKind,
    Granularity,
    MeetingStatus,
    Relation,
    SourceKind,
)

__all__ = ["DERIVED", "View", "literal", "types_of"]

# --- classes

_ACTORS = {
    ActorKind.PERSON: ["schema:Person", "prov:Person"],
    ActorKind.STATE: ["schema:Country", "schema:GovernmentOrganization", "prov:Organization"],
    ActorKind.GOVERNMENT_BODY: ["schema:GovernmentOrganization", "prov:Organization"],
    ActorKind.LEGISLATURE: ["schema:GovernmentOrganization", "prov:Organization"],
    ActorKind.COURT: ["schema:Organization", "prov:Organization"],  # some are of no government
    ActorKind.MILITARY: ["schema:GovernmentOrganization", "prov:Organization"],
    ActorKind.ARMED_GROUP: ["schema:Organization", "prov:Organization"],
    ActorKind.PARTY: ["schema:PoliticalParty", "prov:Organization"],
    ActorKind.COMPANY: ["schema:Corporation", "prov:Organization"],
    ActorKind.MEDIA: ["schema:NewsMediaOrganization", "prov:Organization"],
    ActorKind.NGO: ["schema:NGO", "prov:Organization"],
    ActorKind.IGO: ["schema:Organization", "prov:Organization"],
    ActorKind.GROUP: ["schema:Thing", "prov:Agent"],  # "the three" are no organisation
    ActorKind.UNNAMED: ["schema:Thing", "prov:Agent"],
}
_SOURCES = {
    SourceKind.REPORT: "schema:Report",
    SourceKind.SOCIAL_POST: "schema:SocialMediaPosting",
    SourceKind.VIDEO: "schema:MediaObject",
    SourceKind.ANONYMOUS: "schema:Thing",  # somebody, not a work
}
_GENERATORS = {
    GeneratorKind.PERSON: ["schema:Person", "prov:Person"],
    GeneratorKind.PROGRAM: ["schema:SoftwareApplication", "prov:SoftwareAgent"],
    GeneratorKind.MODEL: ["schema:Thing", "prov:SoftwareAgent"],
}
_CLASSES: dict[type, str | list[str]] = {
    Bundle: ["ne:Bundle", "prov:Entity"],
    Article: ["schema:NewsArticle", "prov:Entity"],
    Meeting: ["ne:Meeting", "schema:Event"],
    Allegation: ["ne:Allegation", "schema:Claim", "prov:Entity"],
    Place: "schema:Place",
    Quantity: "schema:QuantitativeValue",
    Role: "ne:Role",
    When: "ne:When",
}


def types_of(value: Any) -> str | list[str]:
    """The classes of a record or value: its own, and those of the public vocabularies that are true of it."""
    if isinstance(value, Actor):
        return ["ne:Actor", *_ACTORS[value.kind]]
    if isinstance(value, Source):
        return ["ne:Source", _SOURCES.get(value.kind, "schema:CreativeWork"), "prov:Entity"]
    if isinstance(value, Statement):
        return ["ne:Statement", "schema:Quotation" if value.quotes else "schema:Claim", "prov:Entity"]
    if isinstance(value, Generator):
        return ["ne:Generator", *_GENERATORS[value.kind]]
    found = _CLASSES[type(value)]
    return found if isinstance(found, str) else list(found)


# --- the bundle as the values are taken from it


@attrs.frozen
class View:
    """A bundle, and the IRIs of what is in it.

    Attributes:
        bundle: The bundle.
    """

    bundle: Bundle

    @property
    def article(self) -> str:
        """The article's IRI."""
        return urn(self.bundle.article.id)

    def iri(self, *parts: str | int) -> str:
        """The IRI of something in the article."""
        return urn(self.bundle.article.id, *parts)

    def iris(self, ids: Iterable[str]) -> list[str]:
        """The IRIs of records, each once."""
        return [self.iri(id) for id in dict.fromkeys(ids)]

    def parties(self, ids: Iterable[str]) -> list[str]:
        """The IRIs of the actors that are schema.org's persons or organisations.

        In the place of a group stand its members: unlike `Bundle.members`, an organisation stands for itself.
        """
        found: dict[str, Actor] = {}
        waiting = list(ids)[::-1]
        while waiting:
            actor = self.bundle.actor(waiting.pop())
            if actor.id not in found:
                found[actor.id] = actor
                waiting += [] if _is_party(actor) else reversed(actor.member_ids)
        return self.iris(actor.id for actor in found.values() if _is_party(actor))

    def publisher(self) -> list[str]:
        """The IRI of the article's publisher, where it is an actor."""
        return self.parties(filter(None, [self.bundle.article.publisher_id]))

    def is_work(self, id: str) -> bool:
        """Whether a source is one of schema.org's creative works."""
        return self.bundle.source(id).kind is not SourceKind.ANONYMOUS


def _is_party(actor: Actor) -> bool:
    return actor.kind not in (ActorKind.GROUP, ActorKind.UNNAMED)


def _is_organization(actor: Actor) -> bool:
    return _is_party(actor) and actor.kind is not ActorKind.PERSON


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _words(spans: Iterable[Span]) -> list[str]:
    return _once(span.exact for span in spans)


# --- times


def literal(moment: Moment) -> Any:
    """A day or a time as a typed literal; as a string where its offset is none of XML Schema's.

    XML Schema (part 2, 3.3.7) has offsets of whole minutes up to 14 hours.
    """
    text = moment.isoformat()
    if not isinstance(moment, dt.datetime):
        return {"@type": "xsd:date", "@value": text}
    offset = moment.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1) or abs(offset) > dt.timedelta(hours=14):
        return text
    return {"@type": "xsd:dateTime", "@value": text}


_EXACT = {Granularity.DAY, Granularity.MINUTE, Granularity.SECOND}


def _begin(when: When | None, *relations: Relation) -> Any:
    """The moment at which something surely began, as a literal."""
    return literal(when.earliest) if when and when.earliest and _is_exact(when, relations) else None


def _end(when: When | None, *relations: Relation) -> Any:
    """The moment at which something surely ended, as a literal."""
    return literal(when.latest) if when and when.latest and _is_exact(when, relations) else None


def _is_exact(when: When, relations: Iterable[Relation]) -> bool:
    """Whether the bounds of a time with one of the relations are meant to the day or closer."""
    return (
        when.relation in relations
        and when.granularity in _EXACT
        and not when.approximate
        and not when.alternatives
        and (when.relation is not Relation.AT or str(when.earliest) == str(when.latest))
    )


def _meeting_begin(_: View, meeting: Meeting) -> Any:
    dated = meeting.status in _DATED
    return _begin(meeting.when, Relation.AT, Relation.THROUGHOUT, Relation.SINCE) if dated else None


def _meeting_end(_: View, meeting: Meeting) -> Any:
    return _end(meeting.when, Relation.THROUGHOUT, Relation.UNTIL) if meeting.status in _DATED else None


_DATED = {MeetingStatus.HELD, MeetingStatus.SCHEDULED, MeetingStatus.CANCELLED}
"""The status of meetings that have, or had, a fixed date. Of a postponed one it is open which date is meant."""

_EVENT_STATUS = {
    MeetingStatus.SCHEDULED: "schema:EventScheduled",
    MeetingStatus.POSTPONED: "schema:EventPostponed",
    MeetingStatus.CANCELLED: "schema:EventCancelled",
}
"""schema.org has nothing for a proposal. EventScheduled says that a meeting is held *as scheduled*, which the fact
that it was held does not tell."""


def _event_status(_: View, meeting: Meeting) -> str | None:
    if meeting.status is MeetingStatus.POSTPONED and meeting.when is not None:
        return None  # EventPostponed says that there is no new date
    return _EVENT_STATUS.get(meeting.status)


# --- the values

Derive: TypeAlias = Callable[[View, Any], Any]


def _parent(view: View, actor: Actor) -> list[str]:
    """The IRI of the organisation that an organisation is a part of."""
    parents = filter(None, [actor.part_of_id]) if _is_organization(actor) else ()
    return view.iris(id for id in parents if _is_organization(view.bundle.actor(id)))


def _members(view: View, actor: Actor) -> list[str]:
    """The IRIs of the persons and organisations that are members of an organisation."""
    ids = actor.member_ids if _is_organization(actor) else ()
    return view.iris(id for id in ids if _is_party(view.bundle.actor(id)))


def _passed_on(view: View, source: Source) -> list[str]:
    """The IRIs of the sources that a source passed on."""
    return view.iris(one.id for one in view.bundle.sources if one.via_id == source.id)


def _if_quoted(derive: Derive) -> Derive:
    return lambda view, statement: derive(view, statement) if statement.quotes else None


def _if_not_quoted(derive: Derive) -> Derive:
    return lambda view, statement: None if statement.quotes else derive(view, statement)


def _derived_from(view: View, event: Statement | Allegation) -> list[str]:
    return view.iris([event.source_id])


DERIVED: dict[type, dict[str, Derive]] = {
    Bundle: {
        "prov:wasAttributedTo": lambda v, bundle: [v.iri("generator")] if bundle.generator else None,
        "prov:wasDerivedFrom": lambda v, _: [v.article],
    },
    Article: {
        "schema:publisher": lambda v, _: v.publisher(),
        "prov:wasAttributedTo": lambda v, article: v.iris(filter(None, [article.publisher_id])),
    },
    Actor: {
        "schema:alternateName": lambda _, actor: _once(actor.aliases),
        "schema:identifier": lambda _, actor: _once(actor.identifiers),
        "schema:jobTitle": lambda _, actor: (
            _once(role.title for role in actor.roles) if actor.kind is ActorKind.PERSON else None
        ),
        "schema:parentOrganization": _parent,
        "schema:member": _members,
    },
    Source: {
        "schema:datePublished": lambda v, source: (
            _begin(source.published, Relation.AT) if v.is_work(source.id) else None
        ),
        "prov:alternateOf": lambda v, source: [v.article] if source.kind is SourceKind.ARTICLE else None,
        "prov:wasAttributedTo": lambda v, source: v.iris(source.by_ids),
        "prov:wasQuotedFrom": _passed_on,
    },
    Statement: {
        "schema:text": lambda _, statement: _words(statement.quotes or statement.content),
        "schema:creator": _if_quoted(lambda v, statement: v.parties(statement.speaker_ids)),
        "schema:author": _if_not_quoted(lambda v, statement: v.parties(statement.speaker_ids)),
        "schema:claimInterpreter": _if_not_quoted(lambda v, _: v.publisher()),
        "schema:appearance": _if_not_quoted(lambda v, _: [v.article]),
        "schema:isPartOf": _if_quoted(lambda v, _: [v.article]),
        "schema:isBasedOn": _if_quoted(
            lambda v, statement: _derived_from(v, statement) if v.is_work(statement.source_id) else None
        ),
        "schema:about": lambda v, statement: v.iris(statement.target_ids),
        "schema:dateCreated": lambda _, statement: _begin(statement.when, Relation.AT),
        "prov:wasAttributedTo": lambda v, statement: v.iris(statement.speaker_ids),
        "prov:wasDerivedFrom": _derived_from,
        "prov:wasQuotedFrom": _if_quoted(_derived_from),
    },
    Meeting: {
        "schema:attendee": lambda v, meeting: v.parties(meeting.participant_ids),
        "schema:organizer": lambda v, meeting: v.parties(meeting.host_ids),
        "schema:eventStatus": _event_status,
        "schema:startDate": _meeting_begin,
        "schema:endDate": _meeting_end,
    },
    Allegation: {
        "schema:text": lambda _, allegation: _words(allegation.content),
        "schema:author": lambda v, allegation: v.parties(allegation.claimant_ids),
        "schema:claimInterpreter": lambda v, _: v.publisher(),
        "schema:appearance": lambda v, _: [v.article],
        "schema:about": lambda v, allegation: v.iris(allegation.accused_ids),
        "schema:mentions": lambda v, allegation: v.iris(allegation.victim_ids),
        "prov:wasAttributedTo": lambda v, allegation: v.iris(allegation.claimant_ids),
        "prov:wasDerivedFrom": _derived_from,
    },
    Place: {
        "schema:identifier": lambda _, place: _once(place.identifiers),
    },
}
"""The terms of each class that say again what others say, and how their values are found; None or an empty list:
the term is not given."""
