"""The records: an article, and who said what, alleged what or met whom in it.

Every record has an ``id``, ``evidence`` (the spans that support it) and ``rule`` (what in the generator found
it). A reference to another record is its id, in a field whose name ends in ``_id`` or ``_ids``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from os import PathLike, fspath
from typing import TYPE_CHECKING, Self, TypeAlias

import attrs

from newsevents.errors import BundleError, Issue
from newsevents.model.declare import declare
from newsevents.model.ids import article_id
from newsevents.model.moments import Moment, fixed_moment, parse_moment
from newsevents.model.values import Place, Quantity, Role, Shown, Span, When, to_spans, to_strings, tuple_of
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

    def to_roles(values: Iterable[Role]) -> tuple[Role, ...]:
        """Roles as a tuple."""
        ...

    def to_quantities(values: Iterable[Quantity]) -> tuple[Quantity, ...]:
        """Quantities as a tuple."""
        ...

    def to_times(values: Iterable[When]) -> tuple[When, ...]:
        """Times as a tuple."""
        ...

else:
    to_roles, to_quantities, to_times = map(tuple_of, ["Role", "Quantity", "When"])


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits.

    Raises:
        BundleError: The text contains a lone surrogate, which UTF-8 cannot encode.
    """
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        message = f"lone surrogate at offset {error.start}; the text must be valid Unicode"
        raise BundleError([Issue("article.text", "surrogate", message)]) from None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Article(Shown):
    """The article that was read.

    Create one with `from_text` or `from_file`, which fill in the id and the digest.

    Attributes:
        id: ``article:…``.
        text: The text, to which all offsets refer; None if the bundle does not include it.
        title: The headline.
        published: The day or time of publication, in the article's own time zone.
        publisher: The publisher's name, as given.
        publisher_id: The id of the publisher's actor.
        editors: The names of those who edited it.
        language: The language of the text, as a BCP 47 tag (``en``).
        url: Where it was published.
        sha256: The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.
    """

    id: str
    text: str | None = attrs.field(default=None, repr=False)
    title: str | None = None
    published: Moment | None = attrs.field(default=None, converter=fixed_moment, eq=str)
    publisher: str | None = None
    publisher_id: str | None = attrs.field(default=None, metadata=declare(to="actor", draft="publisher"))
    editors: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    language: str | None = None
    url: str | None = attrs.field(default=None, metadata=declare(label="address"))
    sha256: str = attrs.field(repr=False)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | Moment | None = None,
        publisher: str | None = None,
        editors: Iterable[str] = (),
        language: str | None = None,
        url: str | None = None,
    ) -> Self:
        """Make an article from its text, unchanged: nothing is stripped or normalised.

        Args:
            text: The whole text.
            id: The article's id; by default made from the title and the digest.
            title: The headline.
            published: The day (``2023-11-15``) or time (``2023-11-15T09:30:00-05:00``) of publication, in
                the article's own time zone. Dates in the text are resolved against it.
            publisher: The publisher's name.
            editors: The names of those who edited it.
            language: The language of the text, as a BCP 47 tag.
            url: Where it was published.

        Raises:
            BundleError: The text is empty or contains a lone surrogate, or ``published`` is not an ISO 8601 date.
        """
        issues = []
        if not isinstance(text, str):
            issues.append(Issue("article.text", "type", "a text was expected", text))
        elif not text.strip():
            issues.append(Issue("article.text", "empty", "the article has no text", text))
        if isinstance(published, str):
            moment = parse_moment(published)
            if moment is None:
                issues.append(
                    Issue(
                        "article.published",
                        "date-form",
                        "an ISO 8601 date or time was expected",
                        published,
                        "write it like 2023-11-15 or 2023-11-15T09:30:00-05:00",
                    )
                )
        else:
            moment = published
        if issues:
            raise BundleError(issues)
        sha256 = digest(text)
        return cls(
            id=article_id(title, sha256) if id is None else id,
            text=text,
            title=title,
            published=moment,
            publisher=publisher,
            editors=editors,
            language=language,
            url=url,
            sha256=sha256,
        )

    def span(self, words: str, *, nth: int | None = None) -> Span:
        """The span of words that the text contains.

        Args:
            words: The words, character for character; `newsevents.locate` also finds words with other typography.
            nth: Which occurrence is meant, counted from 0; by default there must be only one.

        Raises:
            ValueError: The article has no text, the words do not occur often enough, or they occur more than once and
                ``nth`` is not given.

        >>> Article.from_text("Ana Lima said so.").span("said")
        Span(start=9, end=13, exact='said')
        """
        places = [] if not words else [found.start() for found in re.finditer(re.escape(words), self.text or "")]
        if nth is None and len(places) > 1:
            shown = ", ".join(map(str, places[:10])) + (", …" if len(places) > 10 else "")
            raise ValueError(f"{words!r} occurs {len(places)} times, at {shown}: choose a place with `nth`")
        if not 0 <= (nth or 0) < len(places):
            raise ValueError(f"{words!r} occurs {len(places)} times in the text of {self.id}")
        start = places[nth or 0]
        return Span(start=start, end=start + len(words), exact=words)

    @classmethod
    def from_file(
        cls,
        path: str | PathLike[str],
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | Moment | None = None,
        publisher: str | None = None,
        editors: Iterable[str] = (),
        language: str | None = None,
        url: str | None = None,
    ) -> Self:
        """Make an article from a UTF-8 text file, unchanged: line endings and a byte order mark are kept.

        The arguments besides ``path`` are those of `from_text`.

        Raises:
            OSError: The file cannot be read.
            BundleError: As in `from_text`, or the file is not UTF-8.
        """
        try:
            with open(path, "rb") as file:
                text = file.read().decode()
        except UnicodeDecodeError as error:
            message = f"{fspath(path)} is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
            fix = "convert the file to UTF-8 first"
            raise BundleError([Issue("article.text", "encoding", message, fix=fix)]) from None
        return cls.from_text(
            text,
            id=id,
            title=title,
            published=published,
            publisher=publisher,
            editors=editors,
            language=language,
            url=url,
        )


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Actor(Shown):
    """A person, state, body or group that acts.

    Attributes:
        id: ``actor:…``.
        name: The fullest usual form of its name.
        kind: What it is.
        aliases: Other names that the article uses for it.
        roles: The offices it holds or held.
        country: The country it is or belongs to, as an ISO 3166-1 alpha-2 code.
        part_of_id: The id of the actor that it is a part of, such as the state of a ministry.
        member_ids: The ids of its members, if it is a group.
        more_members: Whether it has members that the article does not name: "sites such as".
        identifiers: Its identifiers elsewhere, each as a URI or CURIE (``wikidata:Q884``).
        mentions: Every place where the article names it, or refers to it by a pronoun or an epithet.
        evidence: The spans that support the record. A publisher that the text does not mention has none.
        rule: What in the generator found it.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = attrs.field(default=(), converter=to_strings, metadata=declare(label="also"))
    roles: tuple[Role, ...] = attrs.field(default=(), converter=to_roles)
    country: str | None = None
    part_of_id: str | None = attrs.field(default=None, metadata=declare(to="actor", draft="part_of"))
    member_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="members")
    )
    more_members: bool = False
    identifiers: tuple[str, ...] = attrs.field(default=(), converter=to_strings)
    mentions: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    evidence: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    rule: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Source(Shown):
    """Where a piece of information comes from: a link in a chain of attribution.

    The chain runs along ``via_id`` from whoever first said it to the article, which is a source of the kind
    ``article`` and the only one without ``via_id``. Who speaks is a statement's *speaker*, not its source.

    Attributes:
        id: ``source:…``.
        kind: The form in which the information came.
        by_ids: The ids of the actors who issued it.
        title: Its title, or what the article calls it.
        published: When it was issued.
        via_id: The id of the source that passed it on.
        named: Whether the article says who issued it; False for "recent media reports".
        url: Where it can be read.
        evidence: The spans that support the record. The article's own source may have none.
        rule: What in the generator found it.
    """

    id: str
    kind: SourceKind
    by_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="by", label="issued by")
    )
    title: str | None = None
    published: When | None = attrs.field(default=None, metadata=declare(label="issued"))
    via_id: str | None = attrs.field(default=None, metadata=declare(to="source", draft="via", label="by way of"))
    named: bool = True
    url: str | None = attrs.field(default=None, metadata=declare(label="address"))
    evidence: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    rule: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Statement(Shown):
    """Somebody says something.

    A statement has speakers, or a source that speaks for itself (see `SourceKind.speaks`), or is unattributed. What the
    article says in its own voice has its publisher as the speaker.

    Attributes:
        id: ``statement:…``.
        kind: What the speaker does by saying it.
        speaker: The words that name the speakers.
        speaker_ids: The ids of those who speak.
        unattributed: True if the article does not say who speaks: "it is said that".
        anonymity: The words that say why the speakers are not named: "not authorised to speak".
        addressee_ids: The ids of those who are spoken to.
        target_ids: The ids of the actors it is about or against.
        cue: The words that introduce it: "told", "according to".
        content: What is said, as the article words it.
        quotes: The parts of the content that are quoted word for word.
        times: The times inside what is said: "will hold talks in June".
        quantities: The quantities inside what is said.
        when: When it was said.
        place: Where it was said.
        meeting_id: The id of the meeting at which it was said.
        within_id: The id of the statement that reports it: in "X said that Y denied it", X's statement.
        source_id: The id of the source that it comes from.
        certainty: How certain the speaker makes it sound.
        negated: Whether the content is said not to be the case.
        hedges: The words that make what is said less certain: "most likely".
        attribution_hedges: The words that make it less certain that it was said: "allegedly, his sister pleaded".
        evidence: The spans that support the record.
        rule: What in the generator found it.
    """

    id: str
    kind: StatementKind
    speaker: tuple[Span, ...] = attrs.field(
        default=(), converter=to_spans, metadata=declare(label="speaker in the text")
    )
    speaker_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="speakers")
    )
    unattributed: bool = False
    anonymity: tuple[Span, ...] = attrs.field(
        default=(), converter=to_spans, metadata=declare(label="not named because")
    )
    addressee_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="addressees", label="to")
    )
    target_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="targets", label="about")
    )
    cue: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    content: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    quotes: tuple[Span, ...] = attrs.field(default=(), converter=to_spans, metadata=declare(label="quoted"))
    times: tuple[When, ...] = attrs.field(default=(), converter=to_times, metadata=declare(label="times told of"))
    quantities: tuple[Quantity, ...] = attrs.field(default=(), converter=to_quantities)
    when: When | None = None
    place: Place | None = attrs.field(default=None, metadata=declare(label="where"))
    meeting_id: str | None = attrs.field(
        default=None, metadata=declare(to="meeting", draft="meeting", label="at the meeting")
    )
    within_id: str | None = attrs.field(
        default=None, metadata=declare(to="statement", draft="within", label="told in the statement")
    )
    source_id: str = attrs.field(metadata=declare(to="source", draft="source"))
    certainty: Certainty = Certainty.UNSPECIFIED
    negated: bool = False
    hedges: tuple[Span, ...] = attrs.field(default=(), converter=to_spans, metadata=declare(label="hedged by"))
    attribution_hedges: tuple[Span, ...] = attrs.field(
        default=(), converter=to_spans, metadata=declare(label="attribution hedged by")
    )
    evidence: tuple[Span, ...] = attrs.field(converter=to_spans)
    rule: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Meeting(Shown):
    """People meet, met or will meet.

    Attributes:
        id: ``meeting:…``.
        kind: The form of the meeting.
        name: Its name, if it has one.
        status: Whether it took place.
        participant_ids: The ids of those who meet.
        host_ids: The ids of those who host it.
        part_of_id: The id of the longer meeting that it is a part of, such as the conference of a session.
        when: When it takes place.
        place: Where it takes place.
        source_id: The id of the source that it comes from.
        evidence: The spans that support the record.
        rule: What in the generator found it.
    """

    id: str
    kind: MeetingKind
    name: str | None = None
    status: MeetingStatus
    participant_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="participants")
    )
    host_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="hosts")
    )
    part_of_id: str | None = attrs.field(default=None, metadata=declare(to="meeting", draft="part_of"))
    when: When | None = None
    place: Place | None = attrs.field(default=None, metadata=declare(label="where"))
    source_id: str = attrs.field(metadata=declare(to="source", draft="source"))
    evidence: tuple[Span, ...] = attrs.field(converter=to_spans)
    rule: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Allegation(Shown):
    """Somebody claims that somebody did something. The record says that it is claimed, not that it is so.

    Attributes:
        id: ``allegation:…``.
        form: Whether it is an accusation, a suspicion, a charge or another step.
        claimant_ids: The ids of those who claim it.
        unattributed: True if the article does not say who claims it: "two killings blamed on the group".
        accused_ids: The ids of those who are said to have done it.
        victim_ids: The ids of the alleged victims.
        content: What is said to have happened, as the article words it.
        quantities: The quantities in the content.
        when: When it is said to have happened.
        place: Where it is said to have happened.
        certainty: How certain the claimants make it sound.
        negated: Whether it is claimed that it did *not* happen.
        hedges: The words that make it less certain.
        status: Its status according to the article.
        statement_id: The id of the statement that makes it.
        source_id: The id of the source that it comes from.
        supports_ids: The ids of the allegations that it supports.
        disputes_ids: The ids of the allegations that it contradicts.
        evidence: The spans that support the record.
        rule: What in the generator found it.
    """

    id: str
    form: AllegationForm = AllegationForm.UNSPECIFIED
    claimant_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="claimants", label="alleged by")
    )
    unattributed: bool = False
    accused_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="accused", label="against")
    )
    victim_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="actor", draft="victims")
    )
    content: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)
    quantities: tuple[Quantity, ...] = attrs.field(default=(), converter=to_quantities)
    when: When | None = None
    place: Place | None = attrs.field(default=None, metadata=declare(label="where"))
    certainty: Certainty = Certainty.UNSPECIFIED
    negated: bool = False
    hedges: tuple[Span, ...] = attrs.field(default=(), converter=to_spans, metadata=declare(label="hedged by"))
    status: AllegationStatus = AllegationStatus.UNVERIFIED
    statement_id: str | None = attrs.field(
        default=None, metadata=declare(to="statement", draft="statement", label="in the statement")
    )
    source_id: str = attrs.field(metadata=declare(to="source", draft="source"))
    supports_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="allegation", draft="supports")
    )
    disputes_ids: tuple[str, ...] = attrs.field(
        default=(), converter=to_strings, metadata=declare(to="allegation", draft="disputes")
    )
    evidence: tuple[Span, ...] = attrs.field(converter=to_spans)
    rule: str | None = None


Event: TypeAlias = Statement | Meeting | Allegation
"""Any of the events of a bundle."""

Record: TypeAlias = Actor | Source | Statement | Meeting | Allegation
"""Any of the records that a bundle holds besides its article."""

LISTS: dict[str, type[Record]] = {
    "actors": Actor,
    "sources": Source,
    "statements": Statement,
    "meetings": Meeting,
    "allegations": Allegation,
}
"""The lists of a bundle and the class of their records, in order."""

BY_REFERENCE = ("actors", "sources", "meetings", "statements", "allegations")
"""The lists of a bundle, each after those that its records refer to."""

FORMAT_VERSION = "1.1"
"""The version of the model and of its wire format."""
