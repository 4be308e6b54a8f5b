"""Drafts: what a person, a rule or a model can say about an article.

A draft holds words, names and dates as written; a bundle holds offsets, ids and intervals. Grounding turns a
draft into a bundle. References are names: an actor is referred to by its name, alias, mention or role, a source
by its title, a meeting by its name, and any record by its ``id``.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

import attrs

from newsevents.errors import BundleError
from newsevents.model.fields import fields_of
from newsevents.model.records import FORMAT_VERSION, Actor
from newsevents.model.records import LISTS as RECORD_LISTS
from newsevents.model.values import (
    Generator,
    Place,
    Quantity,
    Quote,
    Role,
    ShortRepr,
    Span,
    When,
    as_tuple,
    to_strings,
    tuple_of,
)
from newsevents.model.vocabulary import (
    ActorKind,
    AllegationForm,
    AllegationStatus,
    Certainty,
    MeetingKind,
    MeetingStatus,
    SourceKind,
    StatementKind,
)

if TYPE_CHECKING:
    from newsevents.bundle import Bundle

__all__ = [
    "Draft",
    "DraftActor",
    "DraftAllegation",
    "DraftMeeting",
    "DraftPlace",
    "DraftRole",
    "DraftSource",
    "DraftStatement",
    "Quote",
]


Words: TypeAlias = str | Quote
"""Words of the article: a plain string if they occur only once near the record's other words."""

T = TypeVar("T")


def to_quotes(values: Words | Iterable[Words]) -> tuple[Quote, ...]:
    """Words, or several of them, as a tuple of quotes."""
    several = as_tuple((values,) if isinstance(values, str | Quote) else values)
    return tuple(map(_quote, several)) if isinstance(several, tuple) else several


def _quote(value: T | str) -> T | Quote:
    return Quote(exact=value) if isinstance(value, str) else value


def to_quote(value: Words) -> Quote:
    """Words as a quote."""
    return _quote(value)


def to_quote_or_none(value: Words | None) -> Quote | None:
    """Words as a quote."""
    return _quote(value)


def to_quote_or_when(value: Words | When | None) -> Quote | When | None:
    """Words as a quote; a time as it is."""
    return _quote(value)


def to_quote_or_place(value: Words | Place | DraftPlace | None) -> Quote | Place | DraftPlace | None:
    """Words as a quote; a place as it is."""
    return _quote(value)


def to_quotes_or_times(values: Words | When | Iterable[Words | When]) -> tuple[Quote | When, ...]:
    """Words as quotes; times as they are."""
    several = as_tuple((values,) if isinstance(values, str | Quote | When) else values)
    return tuple(_quote(value) for value in several) if isinstance(several, tuple) else several


def to_quotes_or_quantities(
    values: Words | Quantity | Iterable[Words | Quantity],
) -> tuple[Quote | Quantity, ...]:
    """Words as quotes; quantities as they are."""
    several = as_tuple((values,) if isinstance(values, str | Quote | Quantity) else values)
    return tuple(_quote(value) for value in several) if isinstance(several, tuple) else several


if TYPE_CHECKING:

    def to_roles(values: Iterable[DraftRole]) -> tuple[DraftRole, ...]: ...
    def to_actors(values: Iterable[DraftActor]) -> tuple[DraftActor, ...]: ...
    def to_sources(values: Iterable[DraftSource]) -> tuple[DraftSource, ...]: ...
    def to_statements(values: Iterable[DraftStatement]) -> tuple[DraftStatement, ...]: ...
    def to_meetings(values: Iterable[DraftMeeting]) -> tuple[DraftMeeting, ...]: ...
    def to_allegations(values: Iterable[DraftAllegation]) -> tuple[DraftAllegation, ...]: ...
else:
    to_roles, to_actors, to_sources, to_statements, to_meetings, to_allegations = map(
        tuple_of, ["DraftRole", "DraftActor", "DraftSource", "DraftStatement", "DraftMeeting", "DraftAllegation"]
    )


@attrs.frozen(kw_only=True, repr=False)
class DraftRole(ShortRepr):
    """An office that an actor holds or held.

    Attributes:
        title: Its name.
        of: The actor whose office it is.
        former: Whether the actor held it before and no longer does.
        words: The words in the article that say so.
    """

    title: str
    of: str | None = None
    former: bool = False
    words: Quote | None = attrs.field(default=None, converter=to_quote_or_none)


@attrs.frozen(kw_only=True, repr=False)
class DraftPlace(ShortRepr):
    """A place, and the words that refer to it. If the words are its name, a `newsevents.Place` is enough.

    Attributes:
        name: Its usual name, whether or not the article has it.
        country: The country it is in, as an ISO 3166-1 alpha-2 code.
        identifiers: Its identifiers elsewhere.
        text: The article's words for it, such as "here".
    """

    name: str
    country: str | None = None
    identifiers: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    text: Quote = attrs.field(converter=to_quote)


@attrs.frozen(kw_only=True, repr=False)
class DraftActor(ShortRepr):
    """An actor, in words. `newsevents.Actor` says more about each field.

    Attributes:
        name: The fullest usual form of its name.
        kind: What it is.
        aliases: Other names that the article uses for it.
        roles: The offices it holds or held.
        country: The country it is or belongs to, as an ISO 3166-1 alpha-2 code.
        part_of: The actor that it is a part of.
        members: Its members, if it is a group.
        more_members: Whether it has members that the article does not name.
        identifiers: Its identifiers elsewhere.
        mentions: Words that refer to it and are neither its name nor an alias: pronouns, epithets.
        find_mentions: Whether every occurrence of its name or an alias becomes a mention too.
        not_mentions: Words in which its name or an alias does not refer to it, wherever they occur.
        evidence: The words that support the record; by default its first mention.
        id: Its id; by default made from its name.
        rule: What in the generator found it.
    """

    id: str | None = None
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    roles: tuple[DraftRole, ...] = attrs.field(default=(), converter=to_roles)
    country: str | None = None
    part_of: str | None = None
    members: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    more_members: bool = False
    identifiers: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    mentions: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    find_mentions: bool = True
    not_mentions: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    evidence: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    rule: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class DraftSource(ShortRepr):
    """A source, in words. `newsevents.Source` says more about each field.

    Attributes:
        kind: The form in which the information came.
        by: The actors who issued it.
        title: Its title, or what the article calls it.
        published: When it was issued: the article's words, or a time that is already known.
        via: The source that passed it on; by default the article.
        named: Whether the article says whose it is.
        url: Where it can be read.
        evidence: The words that support the record; by default its title, if that appears in the article.
        id: Its id; by default made from its title, or from its kind and who issued it.
        rule: What in the generator found it.
    """

    id: str | None = None
    kind: SourceKind
    by: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    title: str | None = None
    published: Quote | When | None = attrs.field(default=None, converter=to_quote_or_when)
    via: str | None = None
    named: bool = True
    url: str | None = None
    evidence: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    rule: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class DraftStatement(ShortRepr):
    """A statement, in words. `newsevents.Statement` says more about each field.

    Attributes:
        kind: What the speaker does by saying it.
        speaker: The words that name the speakers.
        speakers: Those who speak.
        unattributed: True if the article does not say who speaks.
        anonymity: The words that say why the speakers are not named.
        addressees: Those who are spoken to.
        targets: The actors it is about or against.
        cue: The words that introduce it.
        content: What is said, as the article words it.
        quotes: The parts of the content that are quoted word for word.
        times: The times inside what is said: the article's words, or times that are already known.
        quantities: The quantities inside what is said: the article's words, or quantities that are already known.
        when: When it was said: the article's words, or a time that is already known.
        place: Where it was said: the article's words, or a place with its name.
        meeting: The meeting at which it was said.
        within: The statement that reports it, by its ``id``.
        source: The source that it comes from; by default the article.
        certainty: How certain the speaker makes it sound.
        negated: Whether the content is said not to be the case.
        hedges: The words that make what is said less certain.
        attribution_hedges: The words that make it less certain that it was said.
        evidence: The words that support the record; by default all of the above, from first to last.
        id: Its id; by default made from its kind, first speaker and words.
        rule: What in the generator found it.
    """

    id: str | None = None
    kind: StatementKind
    speaker: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    speakers: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    unattributed: bool = False
    anonymity: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    addressees: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    targets: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    cue: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    content: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    quotes: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    times: tuple[Quote | When, ...] = attrs.field(default=(), converter=to_quotes_or_times)
    quantities: tuple[Quote | Quantity, ...] = attrs.field(default=(), converter=to_quotes_or_quantities)
    when: Quote | When | None = attrs.field(default=None, converter=to_quote_or_when)
    place: Quote | Place | DraftPlace | None = attrs.field(default=None, converter=to_quote_or_place)
    meeting: str | None = None
    within: str | None = None
    source: str | None = None
    certainty: Certainty = Certainty.UNSPECIFIED
    negated: bool = False
    hedges: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    attribution_hedges: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    evidence: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    rule: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class DraftMeeting(ShortRepr):
    """A meeting, in words. `newsevents.Meeting` says more about each field.

    Attributes:
        kind: The form of the meeting.
        name: Its name, if it has one.
        status: Whether it took place.
        participants: Those who meet.
        hosts: Those who host it.
        part_of: The longer meeting that it is a part of.
        when: When it takes place: the article's words, or a time that is already known.
        place: Where it takes place: the article's words, or a place with its name.
        source: The source that it comes from; by default the article.
        evidence: The words that support the record; by default those of its time and place.
        id: Its id; by default made from its name or place, or else its participants, and its date.
        rule: What in the generator found it.
    """

    id: str | None = None
    kind: MeetingKind
    name: str | None = None
    status: MeetingStatus
    participants: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    hosts: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    part_of: str | None = None
    when: Quote | When | None = attrs.field(default=None, converter=to_quote_or_when)
    place: Quote | Place | DraftPlace | None = attrs.field(default=None, converter=to_quote_or_place)
    source: str | None = None
    evidence: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    rule: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class DraftAllegation(ShortRepr):
    """An allegation, in words. `newsevents.Allegation` says more about each field.

    Attributes:
        form: Whether it is an accusation, a suspicion, a charge or another step.
        claimants: Those who claim it.
        unattributed: True if the article does not say who claims it.
        accused: Those who are said to have done it.
        victims: The alleged victims.
        content: What is said to have happened, as the article words it.
        quantities: The quantities: the article's words, or quantities that are already known.
        when: When it is said to have happened: the article's words, or a time that is already known.
        place: Where it is said to have happened: the article's words, or a place with its name.
        certainty: How certain the claimants make it sound.
        negated: Whether it is claimed that it did *not* happen.
        hedges: The words that make it less certain.
        status: Its status according to the article.
        statement: The statement that makes it, by its ``id``.
        source: The source that it comes from; by default the article.
        supports: The allegations that it supports, by their ids.
        disputes: The allegations that it contradicts, by their ids.
        evidence: The words that support the record; by default all of the above, from first to last.
        id: Its id; by default made from the first accused or claimant and its words.
        rule: What in the generator found it.
    """

    id: str | None = None
    form: AllegationForm = AllegationForm.UNSPECIFIED
    claimants: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    unattributed: bool = False
    accused: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    victims: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    content: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    quantities: tuple[Quote | Quantity, ...] = attrs.field(default=(), converter=to_quotes_or_quantities)
    when: Quote | When | None = attrs.field(default=None, converter=to_quote_or_when)
    place: Quote | Place | DraftPlace | None = attrs.field(default=None, converter=to_quote_or_place)
    certainty: Certainty = Certainty.UNSPECIFIED
    negated: bool = False
    hedges: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    status: AllegationStatus = AllegationStatus.UNVERIFIED
    statement: str | None = None
    source: str | None = None
    supports: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    disputes: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    evidence: tuple[Quote, ...] = attrs.field(default=(), converter=to_quotes)
    rule: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Draft(ShortRepr):
    """What a person, a rule or a model found in an article, before grounding.

    Attributes:
        actors: Who acts in it.
        sources: Where its information comes from. The article's own source is added where it is needed.
        statements: Who said what.
        meetings: Who met whom.
        allegations: Who alleges what, and against whom.
        generator: What made the draft.
        format_version: The version of the model.
    """

    actors: tuple[DraftActor, ...] = attrs.field(default=(), converter=to_actors)
    sources: tuple[DraftSource, ...] = attrs.field(default=(), converter=to_sources)
    statements: tuple[DraftStatement, ...] = attrs.field(default=(), converter=to_statements)
    meetings: tuple[DraftMeeting, ...] = attrs.field(default=(), converter=to_meetings)
    allegations: tuple[DraftAllegation, ...] = attrs.field(default=(), converter=to_allegations)
    generator: Generator | None = None
    format_version: str = FORMAT_VERSION

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Draft:
        """Read a draft from a JSON file.

        Raises:
            OSError: The file cannot be read.
            BundleError: It is not a draft; the error lists every issue.
        """
        with open(path, "rb") as file:
            return loads_draft(file.read())

    @classmethod
    def from_json(cls, text: str | bytes) -> Draft:
        """Read a draft from JSON.

        Raises:
            BundleError: It is not a draft; the error lists every issue.
            TypeError: It is neither a string nor bytes.
        """
        return loads_draft(text)

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> Self:
        """The draft that grounds to exactly this bundle: ``ground(bundle.article, draft) == bundle``."""
        lists: dict[str, Any] = {name: map(_drafted, getattr(bundle, name)) for name in LISTS}
        return cls(**lists, generator=bundle.generator)


LISTS: dict[str, type[Any]] = {field.name: field.cls for field in fields_of(Draft) if field.many}
"""The lists of a draft and the class of their records, in order."""


def loads_draft(text: str | bytes) -> Draft:
    """Read a draft from JSON.

    Raises:
        BundleError: It is not JSON, or not a draft; the error lists every issue.
        TypeError: It is neither a string nor bytes.
    """
    from newsevents.wire.json import given_json, parse

    return draft_from_json(parse(given_json(text, "`Draft.from_file` reads a file, `from_dict` a dictionary")))


def draft_from_json(values: Any) -> Draft:
    """Read a draft from JSON values; see `loads_draft`."""
    from newsevents.rules.checks import in_order
    from newsevents.wire.json import read_generator, read_object, read_records

    data, issues = read_object(values, "draft", LISTS)
    lists: dict[str, Any] = {name: read_records(data, name, cls, None, issues) for name, cls in LISTS.items()}
    generator = read_generator(data, issues)
    if issues:
        raise BundleError(in_order(issues))
    return Draft(**lists, generator=generator)


# --- from a bundle

DRAFT_CLASSES: dict[type, type[Any]] = {Role: DraftRole, **{cls: LISTS[name] for name, cls in RECORD_LISTS.items()}}
"""For each class of the model that has a draft class, that class. `Field.draft` gives the draft's name of a field."""


def _drafted(record: Any) -> Any:
    """A record of a bundle, or a role, as a draft that means the same."""
    cls: Any = type(record)
    values: dict[str, Any] = {"find_mentions": False} if cls is Actor else {}
    for field in fields_of(cls):
        value = getattr(record, field.name)
        values[field.draft] = tuple(map(_as_drafted, value)) if field.many else _as_drafted(value)
    return DRAFT_CLASSES[cls](**values)


def _as_drafted(value: Any) -> Any:
    if isinstance(value, Span):
        return Quote(exact=value.exact, start=value.start)
    return _drafted(value) if type(value) in DRAFT_CLASSES else value
