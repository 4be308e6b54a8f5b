"""A bundle: one article and everything that was found in it, validated once and immutable afterwards."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

import attrs

from newsevents.attribution import Attribution, attribution_of
from newsevents.errors import BundleError, Issue, shorten
from newsevents.model.fields import fields_of
from newsevents.model.given import given_text
from newsevents.model.moments import Moment
from newsevents.model.records import (
    FORMAT_VERSION,
    LISTS,
    Actor,
    Allegation,
    Article,
    Event,
    Meeting,
    Record,
    Source,
    Statement,
    digest,
)
from newsevents.model.values import Generator, Shown, tuple_of
from newsevents.model.vocabulary import SourceKind
from newsevents.rules.checks import find_issues, holds, in_order
from newsevents.rules.index import Index, NotProven, indexer
from newsevents.rules.partial import PartialBundle
from newsevents.rules.references import publisher_of
from newsevents.rules.types import mismatches
from newsevents.said import Said, said_of
from newsevents.unicode import folded

__all__ = ["Bundle"]

E = TypeVar("E", Statement, Meeting, Allegation)
R = TypeVar("R", Actor, Source)

if TYPE_CHECKING:

    def to_actors(values: Iterable[Actor]) -> tuple[Actor, ...]: ...
    def to_sources(values: Iterable[Source]) -> tuple[Source, ...]: ...
    def to_statements(values: Iterable[Statement]) -> tuple[Statement, ...]: ...
    def to_meetings(values: Iterable[Meeting]) -> tuple[Meeting, ...]: ...
    def to_allegations(values: Iterable[Allegation]) -> tuple[Allegation, ...]: ...
else:
    to_actors, to_sources, to_statements, to_meetings, to_allegations = (
        tuple_of(cls.__name__) for cls in LISTS.values()
    )


@attrs.frozen(kw_only=True, repr=False)
class Bundle(Shown):
    """One article and everything that was found in it. Every bundle is valid.

    Records keep the order in which they were given. Every query takes an actor or its id, and raises `KeyError` for
    an id that the bundle does not have. The first query builds an index that later queries reuse.

    Attributes:
        article: The article that was read.
        actors: Who acts in it.
        sources: Where its information comes from.
        statements: Who said what.
        meetings: Who met whom.
        allegations: Who alleges what, and against whom.
        generator: What made the bundle.
        format_version: The version of the model.

    Raises:
        BundleError: On creation, if the content breaks a rule (see `newsevents.RULES`); the error lists every issue.
    """

    article: Article
    actors: tuple[Actor, ...] = attrs.field(default=(), converter=to_actors)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=to_sources)
    statements: tuple[Statement, ...] = attrs.field(default=(), converter=to_statements)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=to_meetings)
    allegations: tuple[Allegation, ...] = attrs.field(default=(), converter=to_allegations)
    generator: Generator | None = None
    format_version: str = FORMAT_VERSION

    def __attrs_post_init__(self) -> None:
        if is_proven(self):
            return
        partial, issues = partial_bundle(self)
        issues += find_issues(partial)
        if issues:
            raise BundleError(in_order(issues))

    @classmethod
    def _proven(cls, content: Index) -> Self:
        """A bundle of content that is known to satisfy every rule."""
        bundle = object.__new__(cls)
        values = (content.article, *content.lists, content.generator, FORMAT_VERSION)
        for field, value in zip(attrs.fields(cls), values, strict=True):
            object.__setattr__(bundle, field.name, value)
        return bundle

    def __repr__(self) -> str:
        numbers = {name: len(getattr(self, name)) for name in LISTS}
        counts = ", ".join(f"{count} {name if count != 1 else name[:-1]}" for name, count in numbers.items())
        return f"<Bundle of {self.article.id}: {counts}>"

    def __rich_repr__(self) -> Iterator[tuple[str, str | int]]:
        yield "article", self.article.id
        for name in LISTS:
            yield name, len(getattr(self, name))

    # --- by id

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for name in LISTS for record in getattr(self, name)}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All records, list by list."""
        return tuple(self._by_id.values())

    def __getitem__(self, id: str) -> Record:
        """The record with this id.

        Raises:
            KeyError: The bundle has no such record.
        """
        try:
            return self._by_id[id]
        except KeyError:
            raise KeyError(f"{self.article.id} has no record {id!r}{_proposed(_nearest(id, self._by_id))}") from None

    def __iter__(self) -> Iterator[Event]:
        """The statements, meetings and allegations, in the order of the text: see `events`."""
        return iter(self.events)

    def __contains__(self, record: object) -> bool:
        """Whether the bundle has this record, or one with this id."""
        if isinstance(record, str):
            return record in self._by_id
        id = getattr(record, "id", None)
        return isinstance(id, str) and self._by_id.get(id) == record

    def get(self, id: str) -> Record | None:
        """The record with this id, or None."""
        return self._by_id.get(id)

    def actor(self, id: str | Actor) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: The bundle has no such actor.
        """
        return self._of(Actor, id)

    def source(self, id: str | Source) -> Source:
        """The source with this id.

        Raises:
            KeyError: The bundle has no such source.
        """
        return self._of(Source, id)

    def _of(self, cls: type[R], id: str | R) -> R:
        found = self[id if isinstance(id, str) else id.id]
        if not isinstance(found, cls):
            raise KeyError(f"{found.id!r} is not of class {cls.__name__.lower()}")
        return found

    def find_actor(self, name: str) -> Actor:
        """The actor with a full name or an alias, ignoring capitals, spaces and the style of quotes and dashes.

        Raises:
            KeyError: No actor has the name, or several do; the error lists the most similar names, or the actors' ids.
        """
        found = self._named.get(folded(name), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{len(found)} actors are named {name!r}: {', '.join(actor.id for actor in found)}")
        names = {folded(one): one for actor in self.actors for one in (actor.name, *actor.aliases)}
        near = [names[one] for one in _nearest(folded(name), names)]
        raise KeyError(f"{self.article.id} has no actor named {name!r}{_proposed(near)}")

    @cached_property
    def _named(self) -> dict[str, list[Actor]]:
        """The actors of each name."""
        found: dict[str, dict[str, Actor]] = {}
        for actor in self.actors:
            for name in (actor.name, *actor.aliases):
                found.setdefault(folded(name), {})[actor.id] = actor
        return {name: list(actors.values()) for name, actors in found.items()}

    # --- changed

    def replace(self, *records: Record) -> Self:
        """The bundle with some of its records replaced by records with the same ids.

        Raises:
            BundleError: The result would break a rule; the error lists every issue.
            KeyError: The bundle has no record with such an id, or one of another class.
        """
        new = {record.id: record for record in records}
        for record in records:
            if type(self[record.id]) is not type(record):
                raise KeyError(f"{record.id!r} is not of class {type(record).__name__.lower()}")
        changed = {name: [new.get(one.id, one) for one in getattr(self, name)] for name in LISTS}
        return attrs.evolve(self, **changed)  # type: ignore[arg-type]

    def without(self, *ids: str | Record) -> Self:
        """The bundle without some records.

        Args:
            ids: The records or their ids.

        Raises:
            BundleError: Other records refer to them; the error has an issue for every reference that would be left
                dangling, with its path in this bundle.
            KeyError: The bundle has no such record.
        """
        gone = {self[id if isinstance(id, str) else id.id].id for id in ids}
        kept = {
            name: [(index, one) for index, one in enumerate(getattr(self, name)) if one.id not in gone]
            for name in LISTS
        }

        def in_whole(issue: Issue) -> Issue:
            found = re.match(r"(\w+)\[(\d+)\]", issue.path)
            if found is None:
                return issue
            index, record = kept[found[1]][int(found[2])]
            path = f"{found[1]}[{index}]{issue.path[found.end() :]}"
            return attrs.evolve(issue, path=path, fix=f"remove {record.id!r} too, or replace it first")

        try:
            return attrs.evolve(self, **{name: [one for _, one in left] for name, left in kept.items()})  # type: ignore[arg-type]
        except BundleError as error:
            raise BundleError(map(in_whole, error.issues)) from None

    # --- events in order

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Statements, meetings and allegations in the order of the text."""
        events: list[Event] = [*self.statements, *self.meetings, *self.allegations]
        return tuple(sorted(events, key=lambda event: min((span.start, span.end) for span in event.evidence)))

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """The events that have a date, earliest first; those with the same date are in the order of the text."""
        dated = [event for event in self.events if event.when is not None and event.when.resolved]
        return tuple(sorted(dated, key=_begin))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Who said what: a row with names for each statement and each allegation, in the order of the text.

        Data frame libraries accept the rows as they are: ``pandas.DataFrame(bundle.said)``,
        ``polars.DataFrame(bundle.said)``. `newsevents.formats.tables` writes the rows of many bundles as one table,
        with lists in cells that hold several values.
        """
        return said_of(self)

    # --- queries

    def members(self, actor: str | Actor) -> tuple[Actor, ...]:
        """The members of an actor, with groups among them replaced by their own members.

        An actor without members is its only member. A group with more members than the article names is itself
        included, in place of the members that are not named.
        """
        id = self.actor(actor).id
        if id not in self._members:
            found = map(self.actor, reached([id], lambda one: self.actor(one).member_ids))
            self._members[id] = tuple(one for one in found if not one.member_ids or one.more_members)
        return self._members[id]

    @cached_property
    def _members(self) -> dict[str, tuple[Actor, ...]]:
        """The cache of `members`: groups that speak often are looked up often."""
        return {}

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        """For each actor that is a member, the groups that name it as one."""
        found: dict[str, list[str]] = {}
        for group in self.actors:
            for id in group.member_ids:
                found.setdefault(id, []).append(group.id)
        return found

    @cached_property
    def _involving(self) -> dict[tuple[str, str], list[int]]:
        """Indices into `events`, in order, by the field of an event and the actor that the field refers to."""
        found: dict[tuple[str, str], list[int]] = {}
        for place, event in enumerate(self.events):
            for field in fields_of(type(event)):
                if field.to == "actor":
                    for id in field.items(event):
                        found.setdefault((field.name, id), []).append(place)
        return found

    def _events(self, cls: type[E], field: str, actor: str | Actor, expand: bool) -> tuple[E, ...]:
        """The events of a class that refer to an actor, or with `expand` to a group of which it is a member."""
        id = self.actor(actor).id
        ids = reached([id], lambda one: self._groups.get(one, ())) if expand else (id,)
        found = [places for one in ids if (places := self._involving.get((field, one)))]
        places = found[0] if len(found) == 1 else sorted({place for some in found for place in some})
        return tuple(event for place in places if isinstance(event := self.events[place], cls))

    def statements_by(self, actor: str | Actor, *, expand: bool = True) -> tuple[Statement, ...]:
        """The statements that an actor makes, alone or together with others, in the order of the text.

        Args:
            actor: The actor or its id.
            expand: Whether a statement made by a group counts as made by each of its members.
        """
        return self._events(Statement, "speaker_ids", actor, expand)

    def statements_about(self, actor: str | Actor, *, expand: bool = True) -> tuple[Statement, ...]:
        """The statements about or against an actor; arguments as in `statements_by`."""
        return self._events(Statement, "target_ids", actor, expand)

    def statements_to(self, actor: str | Actor, *, expand: bool = True) -> tuple[Statement, ...]:
        """The statements addressed to an actor; arguments as in `statements_by`."""
        return self._events(Statement, "addressee_ids", actor, expand)

    def allegations_by(self, actor: str | Actor, *, expand: bool = True) -> tuple[Allegation, ...]:
        """The allegations that an actor makes; arguments as in `statements_by`."""
        return self._events(Allegation, "claimant_ids", actor, expand)

    def allegations_against(self, actor: str | Actor, *, expand: bool = True) -> tuple[Allegation, ...]:
        """The allegations against an actor; arguments as in `statements_by`."""
        return self._events(Allegation, "accused_ids", actor, expand)

    def meetings_of(self, actor: str | Actor, *, expand: bool = True) -> tuple[Meeting, ...]:
        """The meetings that an actor takes part in; arguments as in `statements_by`."""
        return self._events(Meeting, "participant_ids", actor, expand)

    @cached_property
    def publisher(self) -> Actor | None:
        """The publisher of the article: the actor with ``publisher_id``, or else the only issuer of its own source."""
        id = publisher_of(self.article, self.sources)
        return None if id is None else self.actor(id)

    def in_own_voice(self) -> tuple[Statement, ...]:
        """The statements that the article itself makes: its publisher is the only speaker, the article the only source.

        Statements without a named speaker are not included: see `unattributed`.
        """
        return self._own_voice

    @cached_property
    def _own_voice(self) -> tuple[Statement, ...]:
        own = () if self.publisher is None else (self.publisher.id,)
        return tuple(
            statement
            for statement in self.statements
            if own and statement.speaker_ids == own and self.source(statement.source_id).kind is SourceKind.ARTICLE
        )

    def unattributed(self) -> tuple[Statement | Allegation, ...]:
        """The statements and allegations whose speaker or claimant the article does not name, in the order of the text.

        An allegation without a claimant is included if its statement is.
        """
        return self._unattributed

    @cached_property
    def _unattributed(self) -> tuple[Statement | Allegation, ...]:
        nobodys = {one.id for one in self.statements if one.unattributed}

        def is_one(event: Event) -> bool:
            if isinstance(event, Allegation) and not event.claimant_ids:
                return event.unattributed or event.statement_id in nobodys
            return isinstance(event, Statement) and event.unattributed

        return tuple(event for event in self.events if not isinstance(event, Meeting) and is_one(event))

    def attribution(self, record: str | Event | Source) -> Attribution:
        """Where a record's information comes from, back to whoever first said it.

        Args:
            record: A statement, a meeting, an allegation, a source, or the id of one.

        Raises:
            KeyError: The bundle has no such record, or it is an actor.
        """
        found = self[record if isinstance(record, str) else record.id]
        if isinstance(found, Actor):
            raise KeyError(f"{found.id!r} is an actor: only events and sources have an attribution")
        return attribution_of(self, found)

    # --- with and without the text

    def detach(self) -> Self:
        """The same bundle without the article's text. Spans keep their words, and the digest identifies the text."""
        return attrs.evolve(self, article=attrs.evolve(self.article, text=None))

    def attach(self, text: str) -> Self:
        """The same bundle with the article's text.

        Raises:
            BundleError: It is a different text; the issues give its digest and the first span that differs.
            TypeError: It is not a string, for example because it is an article.
        """
        found = digest(given_text(text))
        if found != self.article.sha256:
            message = "this is not the text that the bundle was made from: its digest differs"
            issues = [Issue("article.text", "digest", message, found, f"it should be {self.article.sha256}")]
            spans = sorted({span for record in self.records for span in record.evidence}, key=attrs.astuple)
            span = next((span for span in spans if text[span.start : span.end] != span.exact), None)
            if span is not None:
                there = text[span.start : span.end]
                message = f"the text has {shorten(there)} at {span.start}"
                issues.append(Issue("article.text", "span-text", message, span.exact))
            raise BundleError(issues)
        return attrs.evolve(self, article=attrs.evolve(self.article, text=text))


_PROPOSED_FROM = 2000
"""The largest number of ids or names that are searched for similar ones."""


def _nearest(wanted: object, known: Iterable[str]) -> list[str]:
    """The ids or names most similar to an unknown one; ids that lack only their class come first."""
    from difflib import get_close_matches  # importing difflib takes longer than reading a bundle

    text = str(wanted)[:200]
    some = list(itertools.islice(known, _PROPOSED_FROM))
    of_any_class = [one for one in some if text and one.partition(":")[2] == text.casefold()]
    return of_any_class or get_close_matches(text, some, cutoff=0.75)


def _proposed(near: Sequence[str]) -> str:
    """The end of a message that lists the nearest ids or names."""
    return f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(map(repr, near))}" if near else ""


def partial_bundle(bundle: Bundle) -> tuple[PartialBundle, list[Issue]]:
    """The well-typed content of a bundle, and an issue for each value of a wrong type."""
    issues = list(mismatches(bundle.article, Article, "article"))
    partial = PartialBundle(article=None if issues else bundle.article, records=[])
    if bundle.generator is not None:
        issues += mismatches(bundle.generator, Generator, "generator")
    for name, cls in LISTS.items():
        records = getattr(bundle, name)
        if type(records) is not tuple:
            issues.append(Issue(name, "type", f"a list of {cls.__name__} was expected", records))
            partial.add_unread(cls, None)
            continue
        for index, record in enumerate(records):
            path = f"{name}[{index}]"
            faults = list(mismatches(record, cls, path))
            if not faults:
                partial.records.append((path, record))
            else:
                partial.add_unread(cls, getattr(record, "id", None))
            issues += faults
    if bundle.format_version != FORMAT_VERSION:
        message = f"the format version is {FORMAT_VERSION}"
        issues.append(Issue("format_version", "version", message, bundle.format_version))
    return partial, issues


def is_proven(bundle: Bundle) -> bool:
    """Whether a bundle is known to be valid: its types are right, and it satisfies every rule."""
    if bundle.format_version != FORMAT_VERSION:
        return False
    try:
        lists = [getattr(bundle, name) for name in LISTS]
        return holds(indexer("records")(bundle.article, bundle.generator, *lists))
    except (NotProven, UnicodeEncodeError):
        return False


def reached(ids: Sequence[str], following: Callable[[str], Sequence[str]]) -> dict[str, None]:
    """The ids of records and of everything reachable from them, depth first, each id once."""
    found: dict[str, None] = {}
    waiting = list(reversed(ids))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += reversed(following(one))
    return found


def _begin(event: Event) -> tuple[dt.datetime, bool]:
    """The sort key of a dated event: its beginning in UTC, or its end if the beginning is open."""
    assert event.when is not None
    bound: Moment | None = event.when.earliest or event.when.latest
    assert bound is not None
    if isinstance(bound, dt.datetime):
        try:
            moment = bound.astimezone(dt.UTC).replace(tzinfo=None) if bound.utcoffset() is not None else bound
        except OverflowError:  # within a day of year 1 or 9999
            moment = bound.replace(tzinfo=None)
    else:
        moment = dt.datetime(bound.year, bound.month, bound.day)
    return moment, event.when.earliest is None
