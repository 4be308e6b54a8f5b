"""The parts of a JSON-LD document that repeat it in the terms of schema.org, Web Annotation and PROV.

Each value is derived from fields that the document has in the model's terms. A property of schema.org is used only
where its definition is met: a property for persons and organisations never names a crowd, dates are given only if they
are exact, and alleged acts are never events.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.bundle import Bundle, reached
from newsevents.data import read_toml
from newsevents.formats.urns import urn
from newsevents.model.moments import Moment
from newsevents.model.records import Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Span, When
from newsevents.model.vocabulary import ActorKind, Granularity, MeetingStatus, Relation, SourceKind

# --- classes

VOCABULARY = read_toml("formats.jsonld", "vocabulary.toml")
"""The names of terms and classes in public vocabularies."""

_CROWD = 100
"""The most members of groups that are listed for each statement or meeting of these groups."""
_ANY_ACTOR = ["schema:Thing", "prov:Agent"]


def types_of(value: Any) -> str | list[str]:
    """The classes of a record or value: its own, and those of public vocabularies that apply."""
    own = f"ne:{type(value).__name__}"
    if isinstance(value, Actor):
        return [own, *VOCABULARY["actors"].get(value.kind, _ANY_ACTOR)]
    if isinstance(value, Source):
        return [own, VOCABULARY["sources"].get(value.kind, "schema:CreativeWork"), "prov:Entity"]
    if isinstance(value, Statement):
        return [own, "schema:Quotation" if value.quotes else "schema:Claim", "prov:Entity"]
    if isinstance(value, Generator):
        return [own, *VOCABULARY["generators"].get(value.kind, _ANY_ACTOR)]
    found = VOCABULARY["classes"].get(type(value).__name__, [own])
    return found[0] if len(found) == 1 else list(found)


# --- the bundle behind the values


@attrs.frozen
class View:
    """A bundle, and the IRIs of its parts.

    Attributes:
        bundle: The bundle.
        passed_on: For each source that relayed others, the ids of those.
    """

    bundle: Bundle
    passed_on: dict[str, list[str]] = attrs.field(
        init=False, default=attrs.Factory(lambda view: _by_way(view.bundle), takes_self=True)
    )

    def iri(self, *parts: str | int) -> str:
        """The IRI of a part of the article; without parts, that of the article."""
        return urn(self.bundle.article.id, *parts)

    def iris(self, ids: Iterable[str | None]) -> list[str]:
        """The IRIs of records, without duplicates; None values are skipped."""
        return [self.iri(id) for id in dict.fromkeys(ids) if id is not None]

    def parties(self, ids: Iterable[str | None]) -> list[str]:
        """The IRIs of the actors that are persons or organisations in schema.org's sense.

        A group is replaced by its members, unless they are a crowd. Unlike in `Bundle.members`, an organisation is
        kept.
        """
        actor = self.bundle.actor
        given = [id for id in ids if id is not None]
        found = reached(given, lambda one: () if _is_party(actor(one)) else actor(one).member_ids[: _CROWD + 1])
        parties = [id for id in found if _is_party(actor(id))]
        return self.iris(parties if len(parties) <= max(_CROWD, len(given)) else filter(parties.__contains__, given))

    def publisher(self) -> list[str]:
        """The IRI of the article's publisher, if it is an actor."""
        return self.parties([self.bundle.article.publisher_id])

    def is_work(self, id: str) -> bool:
        """Whether a source is one of schema.org's creative works."""
        return self.bundle.source(id).kind is not SourceKind.ANONYMOUS


def _by_way(bundle: Bundle) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source in bundle.sources:
        if source.via_id is not None:
            found.setdefault(source.via_id, []).append(source.id)
    return found


def _is_party(actor: Actor) -> bool:
    return actor.kind in VOCABULARY["actors"]


def _is_organization(actor: Actor) -> bool:
    return _is_party(actor) and actor.kind is not ActorKind.PERSON


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _words(spans: Iterable[Span]) -> list[str]:
    return _once(span.exact for span in spans)


# --- times


def literal(moment: Moment) -> Any:
    """A day or a time as a typed literal; as a plain string if XML Schema does not allow its offset.

    XML Schema (part 2, 3.3.7) allows offsets of whole minutes up to 14 hours.
    """
    text = moment.isoformat()
    if not isinstance(moment, dt.datetime):
        return {"@type": "xsd:date", "@value": text}
    offset = moment.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1) or abs(offset) > dt.timedelta(hours=14):
        return text
    return {"@type": "xsd:dateTime", "@value": text}


def _bound(when: When | None, name: Literal["earliest", "latest"], *relations: Relation) -> Any:
    """A bound of a time with one of some relations as a literal, if it is exact."""
    moment = getattr(when, name) if when and when.relation in relations and _is_exact(when) else None
    return None if moment is None else literal(moment)


def _is_exact(when: When) -> bool:
    """Whether the bounds of a time are precise to the day or finer."""
    return (
        when.granularity in (Granularity.DAY, Granularity.MINUTE, Granularity.SECOND)
        and not when.approximate
        and not when.alternatives
        and (when.relation is not Relation.AT or str(when.earliest) == str(when.latest))
    )


def _fixed(meeting: Meeting) -> When | None:
    """The time of a meeting that has, or had, a fixed date. For a postponed one, it is unclear which date is meant."""
    dated = (MeetingStatus.HELD, MeetingStatus.SCHEDULED, MeetingStatus.CANCELLED)
    return meeting.when if meeting.status in dated else None


_EVENT_STATUS = {
    MeetingStatus.SCHEDULED: "schema:EventScheduled",
    MeetingStatus.POSTPONED: "schema:EventPostponed",
    MeetingStatus.CANCELLED: "schema:EventCancelled",
}
"""schema.org has no status for a proposal. EventScheduled says that a meeting is held *as scheduled*, which is not
implied by its having been held."""


def _event_status(_: View, meeting: Meeting) -> str | None:
    if meeting.status is MeetingStatus.POSTPONED and meeting.when is not None:
        return None  # EventPostponed implies that there is no new date
    return _EVENT_STATUS.get(meeting.status)


# --- the values

Derive: TypeAlias = Callable[[View, Any], Any]


def _parent(view: View, actor: Actor) -> list[str]:
    """The IRI of the organisation that an organisation is a part of."""
    parent = actor.part_of_id if _is_organization(actor) else None
    return view.iris([parent]) if parent and _is_organization(view.bundle.actor(parent)) else []


def _members(view: View, actor: Actor) -> list[str]:
    """The IRIs of the persons and organisations that are members of an organisation."""
    ids = actor.member_ids if _is_organization(actor) else ()
    return view.iris(id for id in ids if _is_party(view.bundle.actor(id)))


def _passed_on(view: View, source: Source) -> list[str]:
    """The IRIs of the sources that a source relayed."""
    return view.iris(view.passed_on.get(source.id, ()))


def _if_quoted(derive: Derive) -> Derive:
    return lambda view, statement: derive(view, statement) if statement.quotes else None


def _if_not_quoted(derive: Derive) -> Derive:
    return lambda view, statement: None if statement.quotes else derive(view, statement)


def _derived_from(view: View, event: Statement | Allegation) -> list[str]:
    return view.iris([event.source_id, event.within_id if isinstance(event, Statement) else None])


DERIVED: dict[type, dict[str, Derive]] = {
    Bundle: {
        "prov:wasAttributedTo": lambda v, bundle: [v.iri("generator")] if bundle.generator else None,
        "prov:wasDerivedFrom": lambda v, _: [v.iri()],
    },
    Article: {
        "schema:publisher": lambda v, _: v.publisher(),
        "prov:wasAttributedTo": lambda v, article: v.iris([article.publisher_id]),
    },
    Actor: {
        "schema:alternateName": lambda _, actor: _once(actor.aliases),
        "schema:identifier": lambda _, actor: _once(actor.identifiers),
        "schema:jobTitle": lambda _, actor: (
            _once(role.title for role in actor.roles if not role.former) if actor.kind is ActorKind.PERSON else None
        ),
        "schema:parentOrganization": _parent,
        "schema:member": _members,
    },
    Source: {
        "schema:datePublished": lambda v, source: (
            _bound(source.published, "earliest", Relation.AT) if v.is_work(source.id) else None
        ),
        "prov:alternateOf": lambda v, source: [v.iri()] if source.kind is SourceKind.ARTICLE else None,
        "prov:wasAttributedTo": lambda v, source: v.iris(source.by_ids),
        "prov:wasQuotedFrom": _passed_on,
    },
    Statement: {
        "schema:text": lambda _, statement: _words(statement.quotes or statement.content),
        "schema:creator": _if_quoted(lambda v, statement: v.parties(statement.speaker_ids)),
        "schema:author": _if_not_quoted(lambda v, statement: v.parties(statement.speaker_ids)),
        "schema:claimInterpreter": _if_not_quoted(lambda v, _: v.publisher()),
        "schema:appearance": _if_not_quoted(lambda v, _: [v.iri()]),
        "schema:isPartOf": _if_quoted(lambda v, _: [v.iri()]),
        "schema:isBasedOn": _if_quoted(
            lambda v, statement: _derived_from(v, statement) if v.is_work(statement.source_id) else None
        ),
        "schema:about": lambda v, statement: v.iris(statement.target_ids),
        "schema:dateCreated": lambda _, statement: _bound(statement.when, "earliest", Relation.AT),
        "prov:wasAttributedTo": lambda v, statement: v.iris(statement.speaker_ids),
        "prov:wasDerivedFrom": _derived_from,
        "prov:wasQuotedFrom": _if_quoted(_derived_from),
    },
    Meeting: {
        "schema:attendee": lambda v, meeting: v.parties(meeting.participant_ids),
        "schema:organizer": lambda v, meeting: v.parties(meeting.host_ids),
        "schema:eventStatus": _event_status,
        "schema:startDate": lambda _, meeting: _bound(
            _fixed(meeting), "earliest", Relation.AT, Relation.THROUGHOUT, Relation.SINCE
        ),
        "schema:endDate": lambda _, meeting: _bound(_fixed(meeting), "latest", Relation.THROUGHOUT, Relation.UNTIL),
    },
    Allegation: {
        "schema:text": lambda _, allegation: _words(allegation.content),
        "schema:author": lambda v, allegation: v.parties(allegation.claimant_ids),
        "schema:claimInterpreter": lambda v, _: v.publisher(),
        "schema:appearance": lambda v, _: [v.iri()],
        "schema:about": lambda v, allegation: v.iris(allegation.accused_ids),
        "schema:mentions": lambda v, allegation: v.iris(allegation.victim_ids),
        "prov:wasAttributedTo": lambda v, allegation: v.iris(allegation.claimant_ids),
        "prov:wasDerivedFrom": _derived_from,
    },
    Place: {
        "schema:identifier": lambda _, place: _once(place.identifiers),
    },
}
"""The terms of each class that repeat other terms, with a function that returns their value. If it returns None or an
empty list, the term is left out."""

TEXTS = ("schema:alternateName", "schema:identifier", "schema:jobTitle", "schema:text")
MOMENTS = ("schema:dateCreated", "schema:datePublished", "schema:endDate", "schema:startDate")
"""The derived terms whose values are strings, days or times; the values of all others are links."""
