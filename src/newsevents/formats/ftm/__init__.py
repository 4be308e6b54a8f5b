"""FollowTheMoney: the entities that investigators' tools such as Aleph and OpenAleph search and link.

followthemoney is not imported. No reported claim becomes a fact: statements and allegations are notes that name the
claimant, and no entity has a topic.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.ties import edges_of
from newsevents.formats._views.wording import words as in_words
from newsevents.formats.ftm import values as clean
from newsevents.formats.ftm.notes import about, details, meeting_label, role_label
from newsevents.model.records import Actor, Allegation, Event, Meeting, Statement
from newsevents.model.vocabulary import ActorKind, GeneratorKind, MeetingStatus

__all__ = ["entity_id", "to_ftm"]


def __dir__() -> list[str]:
    return __all__


Entity: TypeAlias = dict[str, Any]

SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.GOVERNMENT_BODY: "PublicBody",
    ActorKind.LOCAL_GOVERNMENT: "PublicBody",
    ActorKind.LEGISLATURE: "PublicBody",
    ActorKind.COURT: "PublicBody",
    ActorKind.MILITARY: "PublicBody",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.PARTY: "Organization",
    ActorKind.COMPANY: "Company",
    ActorKind.MEDIA: "Organization",
    ActorKind.NGO: "Organization",
    ActorKind.IGO: "Organization",
    ActorKind.RELIGIOUS_BODY: "Organization",
    ActorKind.WEBSITE: "LegalEntity",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.UNNAMED: "LegalEntity",
}
"""The schema of each kind of actor. LegalEntity is for actors that may not be organised."""

_ORGANIZATIONS = {"PublicBody", "Organization", "Company"}
"""The schemata that are an Organization; only these have positions and memberships."""

_DATED = {MeetingStatus.HELD, MeetingStatus.SCHEDULED}
"""The statuses of meetings that get a date: on any other, a date would say that the meeting took place, or will."""


def to_ftm(bundle: Bundle) -> list[Entity]:
    """Write a bundle as entities of FollowTheMoney 4.

    Args:
        bundle: The bundle.

    Returns:
        The entities, each with ``id``, ``schema`` and ``properties`` (lists of strings by name): the article,
        the actors and what links them, the meetings, a note for each statement and allegation, then the names and
        the evidence in the article. Loading them with FollowTheMoney changes no value and drops none.
    """
    scope = _Scope.of(bundle)
    found: dict[str, Entity] = {}
    for entity in _entities(scope):
        found.setdefault(entity["id"], entity)  # two offices with the same title are one position
    return list(found.values())


def entity_id(article_id: str, record_id: str) -> str:
    """The id of the entity for a record, to find it or to link other entities to it.

    Args:
        article_id: The id of the article in whose bundle the record is.
        record_id: The id of the record; the id of the article for the article's own entity.

    Returns:
        The SHA-256 of both in hexadecimal, since FollowTheMoney's ids have no colons and only ASCII letters.

    >>> entity_id("article:dam", "actor:ana-lima")[:16]
    '4ac6e28a8f1edaba'
    """
    return _digest(article_id, record_id)


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@attrs.frozen
class _Scope:
    """A bundle, with the schemata of the actors whose names FollowTheMoney can represent."""

    bundle: Bundle
    schemata: dict[str, str]

    @classmethod
    def of(cls, bundle: Bundle) -> _Scope:
        return cls(bundle, {one.id: SCHEMATA[one.kind] for one in bundle.actors if clean.name(one.name)})

    def id(self, *parts: str) -> str:
        return _digest(self.bundle.article.id, *parts)

    @property
    def article(self) -> str:
        return self.id(self.bundle.article.id)

    def actors(self, ids: Iterable[str]) -> list[str]:
        """The entity ids of the actors that have an entity."""
        return [self.id(id) for id in ids if id in self.schemata]

    def organizations(self, *ids: str | None) -> list[str]:
        """The entity ids of the actors that are an Organization."""
        return [self.id(id) for id in ids if id is not None and self.schemata.get(id) in _ORGANIZATIONS]


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity: the values of each property in order and without duplicates; invalid ones are left out."""
    kept = {name: [value for value in dict.fromkeys(values) if value] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _entities(scope: _Scope) -> Iterator[Entity]:
    bundle = scope.bundle
    actors = [actor for actor in bundle.actors if actor.id in scope.schemata]
    yield _article(scope)
    for actor in actors:
        yield _actor(scope, actor)
    for actor in actors:
        yield from _offices(scope, actor)
        yield from _links(scope, actor)
    events = list(_events(scope))
    yield from (entity for _, entity in events)
    for actor in actors:
        yield from _mentions(scope, actor)
    for record in (*actors, *(event for event, _ in events)):
        yield _documentation(scope, record)


# --- the article


def _article(scope: _Scope) -> Entity:
    article, generator = scope.bundle.article, scope.bundle.generator
    program = None
    if generator is not None and generator.kind is not GeneratorKind.PERSON:
        program = " ".join(part for part in (generator.name, generator.version) if part)
    return _entity(
        scope.article,
        "Article",
        title=_each(clean.string, article.title),
        publisher=_each(clean.string, article.publisher),
        publishedAt=[] if article.published is None else [clean.day_or_time(article.published)],
        language=_each(clean.language, article.language),
        sourceUrl=_each(clean.url, article.url),
        bodyText=_each(clean.text, article.text),
        processingAgent=_each(clean.string, program),
        notes=_each(clean.text, *details(scope.bundle, article)),
    )


def _each(clean_one: Callable[[str], str | None], *values: str | None) -> list[str | None]:
    return [clean_one(value) for value in values if value is not None]


def _mentions(scope: _Scope, actor: Actor) -> Iterator[Entity]:
    """The names by which the article mentions an actor; a pronoun or an epithet is not a name."""
    names = {actor.name, *actor.aliases}
    who = {"document": [scope.article], "resolved": [scope.id(actor.id)]}
    for mention in dict.fromkeys(span.exact for span in actor.mentions if span.exact in names):
        if (name := clean.name(mention)) is not None:
            found = {"name": [name], "detectedSchema": [scope.schemata[actor.id]]}
            yield _entity(scope.id(actor.id, "mention", mention), "Mention", **who, **found)


def _documentation(scope: _Scope, record: Actor | Event) -> Entity:
    """The link between a record's entity and the article, with the record's id and its evidence.

    The words of a statement or an allegation are introduced as such: alone they would read as a fact.
    """
    kind = record.id.partition(":")[0]
    label = f"{kind}, in the article’s words: " if isinstance(record, Statement | Allegation) else ""
    role = "publisher" if record.id == scope.bundle.article.publisher_id else kind
    ends = {"document": [scope.article], "entity": [scope.id(record.id)], "role": [role]}
    words = _each(clean.text, *(label + span.exact for span in record.evidence))
    own_id = _each(clean.string, record.id)
    return _entity(scope.id(record.id, "documentation"), "Documentation", **ends, recordId=own_id, description=words)


# --- actors


def _actor(scope: _Scope, actor: Actor) -> Entity:
    schema = scope.schemata[actor.id]
    roles = [] if schema == "Person" else [role_label(scope.bundle, role) for role in actor.roles]
    return _entity(
        scope.id(actor.id),
        schema,
        name=[clean.name(actor.name)],
        weakAlias=_each(clean.name, *actor.aliases),
        country=_each(clean.country, actor.country),
        wikidataId=clean.wikidata(actor.identifiers),
        notes=_each(clean.text, *roles, *details(scope.bundle, actor)),
    )


def _offices(scope: _Scope, actor: Actor) -> Iterator[Entity]:
    """The offices of a person: for each, the position and the person's occupancy of it."""
    if scope.schemata[actor.id] != "Person":
        return
    for role in actor.roles:
        name = clean.name(role.title)
        if name is None:
            continue
        position = scope.id("position", role.title, role.of_id or "")
        organization = scope.organizations(role.of_id)
        yield _entity(position, "Position", name=[name], organization=organization, proof=[scope.article])
        occupancy = scope.id(actor.id, "occupancy", role.title, role.of_id or "")
        ends = {"holder": [scope.id(actor.id)], "post": [position]}
        status = ["ended"] if role.former else []
        yield _entity(occupancy, "Occupancy", **ends, status=status, proof=[scope.article])


def _links(scope: _Scope, actor: Actor) -> Iterator[Entity]:
    """The links of an actor to others: a membership if it is an organisation with members, else a plain link."""
    for edge in edges_of(actor):
        if not {edge.tail, edge.head} <= scope.schemata.keys():
            continue
        tail, head = scope.id(edge.tail), scope.id(edge.head)
        if edge.relation == "member" and scope.organizations(actor.id):
            ends = {"member": [tail], "organization": [head]}
            yield _entity(scope.id(head, "membership", tail), "Membership", **ends, proof=[scope.article])
        else:
            role = in_words(edge.relation)
            ends = {"subject": [tail], "object": [head], "role": [role]}
            yield _entity(scope.id(tail, role, head), "UnknownLink", **ends, proof=[scope.article])


# --- events


_CONCERNED = ("speaker_ids", "addressee_ids", "target_ids", "accused_ids")
"""The fields with the actors whom a note is about. An allegation is not a note about its claimants."""


def _events(scope: _Scope) -> Iterator[tuple[Event, Entity]]:
    """The meetings as events, and the statements and allegations as notes about the actors concerned."""
    for event in scope.bundle.events:
        if isinstance(event, Meeting):
            yield event, _meeting(scope, event)
        elif (description := clean.text(about(scope.bundle, event))) is not None:
            concerned = scope.actors(id for name in _CONCERNED for id in getattr(event, name, ()))
            shared = _shared(scope, event)
            yield event, _entity(scope.id(event.id), "Note", description=[description], entity=concerned, **shared)


def _meeting(scope: _Scope, meeting: Meeting) -> Entity:
    names = (clean.name(label) for label in meeting_label(scope.bundle, meeting))
    dates = clean.interval(meeting.when) if meeting.when is not None and meeting.status in _DATED else {}
    return _entity(
        scope.id(meeting.id),
        "Event",
        name=[next(name for name in names if name is not None)],
        involved=scope.actors(meeting.participant_ids),
        organizer=scope.actors(meeting.host_ids),
        location=[] if meeting.place is None else [clean.address(meeting.place.name)],
        country=[] if meeting.place is None else _each(clean.country, meeting.place.country),
        summary=[f"{meeting.kind}, {meeting.status}"],
        recordId=_each(clean.string, meeting.id),
        **{name: [value] for name, value in dates.items()},
        **_shared(scope, meeting),
    )


def _shared(scope: _Scope, event: Event) -> dict[str, list[str | None]]:
    """The properties that notes and events share: further details, and the address of the source."""
    source = scope.bundle.source(event.source_id)
    return {"notes": _each(clean.text, *details(scope.bundle, event)), "sourceUrl": _each(clean.url, source.url)}
