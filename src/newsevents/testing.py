"""For the tests of programs that use newsevents: bundles made by hand in a line, and by Hypothesis.

Needs the extra ``newsevents[testing]``.
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft, DraftActor, DraftAllegation, DraftMeeting, DraftSource, DraftStatement
from newsevents.errors import MissingExtraError
from newsevents.grounding import ground
from newsevents.model.moments import Moment, later
from newsevents.model.records import Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.model.vocabulary import (
    ActorKind,
    AllegationStatus,
    Certainty,
    GeneratorKind,
    Granularity,
    MeetingKind,
    MeetingStatus,
    Relation,
    SourceKind,
    StatementKind,
)
from newsevents.rules.references import publisher_id
from newsevents.rules.types import field_types

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError("newsevents.testing", "testing") from None

__all__ = ["articles", "bundles", "drafts", "make_bundle", "make_span", "texts"]

T = TypeVar("T")

# --- by hand


def make_span(text: str, exact: str) -> Span:
    """The span of words that stand once in a text.

    Raises:
        ValueError: They stand nowhere, or more than once.

    >>> make_span("Ana Lima said so.", "said")
    Span(start=9, end=13, exact='said')
    """
    count = text.count(exact)
    if count != 1:
        raise ValueError(f"{exact!r} stands {count} times in the text, not once")
    start = text.index(exact)
    return Span(start=start, end=start + len(exact), exact=exact)


def make_bundle(
    text: str,
    *,
    published: str | Moment | None = "2024-05-17",
    publisher: str | None = None,
    actors: Iterable[str | Mapping[str, Any]] = (),
    sources: Iterable[Mapping[str, Any]] = (),
    statements: Iterable[Mapping[str, Any]] = (),
    meetings: Iterable[Mapping[str, Any]] = (),
    allegations: Iterable[Mapping[str, Any]] = (),
) -> Bundle:
    """Ground a draft that is written as plain values.

    Args:
        text: The article's text.
        published: When it was published.
        publisher: Who published it.
        actors: For each actor its name, or the fields of a `newsevents.DraftActor`; a person unless said.
        sources: The fields of each `newsevents.DraftSource`; a report unless said.
        statements: The fields of each `newsevents.DraftStatement`; of the kind ``say`` unless said.
        meetings: The fields of each `newsevents.DraftMeeting`; talks that were held unless said.
        allegations: The fields of each `newsevents.DraftAllegation`. Members of vocabularies may be their strings.

    Raises:
        BundleError: As `newsevents.ground`.

    >>> bundle = make_bundle(
    ...     "Ana Lima said the bridge was safe.",
    ...     actors=["Ana Lima"],
    ...     statements=[{"speakers": ["Ana Lima"], "content": "the bridge was safe"}],
    ... )
    >>> bundle.statements_by("actor:ana-lima")[0].content[0].exact
    'the bridge was safe'
    """
    names = [{"name": actor} if isinstance(actor, str) else actor for actor in actors]
    draft = Draft(
        actors=[_draft_record(DraftActor, actor, kind=ActorKind.PERSON) for actor in names],
        sources=[_draft_record(DraftSource, source, kind=SourceKind.REPORT) for source in sources],
        statements=[_draft_record(DraftStatement, one, kind=StatementKind.SAY) for one in statements],
        meetings=[
            _draft_record(DraftMeeting, meeting, kind=MeetingKind.TALKS, status=MeetingStatus.HELD)
            for meeting in meetings
        ],
        allegations=[_draft_record(DraftAllegation, allegation) for allegation in allegations],
    )
    return ground(Article.from_text(text, published=published, publisher=publisher), draft)


def _draft_record(cls: Callable[..., T], fields: Mapping[str, Any], **defaults: Any) -> T:
    hints = field_types(cls)
    return cls(**{**defaults, **{name: _member(hints.get(name), value) for name, value in fields.items()}})


def _member(hint: Any, value: Any) -> Any:
    """A member of a vocabulary may be given as its string; any other string is left to be reported."""
    known = isinstance(hint, type) and issubclass(hint, StrEnum) and value in [str(member) for member in hint]
    return hint(value) if known else value


# --- by Hypothesis

_PUNCTUATION = " \n.,;:'\"-\u2018\u2019\u201c\u201d\u00a0\u2013\u2014\u2026"


def texts(*, min_size: int = 1, max_size: int = 200) -> st.SearchStrategy[str]:
    """Texts that an article could have: any script, with the punctuation of news; never blank."""
    characters = st.characters(exclude_categories=["Cs"])
    newsy = st.sampled_from(string.ascii_letters + string.digits + _PUNCTUATION)
    text = st.text(st.one_of(newsy, newsy, characters), min_size=min_size, max_size=max_size)
    return text.filter(lambda value: bool(value.strip()))


def _short_texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


def _zones() -> st.SearchStrategy[dt.timezone]:
    return st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


def _moments() -> st.SearchStrategy[Moment]:
    return st.one_of(st.dates(), st.datetimes(), st.datetimes(timezones=_zones()))


def articles(*, text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Article]:
    """Articles with their text.

    Args:
        text: Where the texts come from; `texts` by default.
    """
    return st.builds(
        Article.from_text,
        texts() if text is None else text,
        title=_maybe(_short_texts()),
        published=_maybe(_moments()),
        publisher=_maybe(_short_texts()),
        editors=st.lists(_short_texts(), max_size=2),
        language=_maybe(st.sampled_from(["en", "ko", "zh-Hant", "pt-BR"])),
        url=_maybe(st.sampled_from(["https://example.org/a", "urn:news:1"])),
    )


def bundles(*, max_records: int = 4) -> st.SearchStrategy[Bundle]:
    """Valid bundles of every shape: any script, any combination of fields.

    Args:
        max_records: The most records of one class.
    """
    return articles().flatmap(lambda article: _bundle_of(article, max_records))


def drafts(*, max_records: int = 4) -> st.SearchStrategy[tuple[Article, Draft]]:
    """Articles with a draft that grounds to a valid bundle.

    Args:
        max_records: The most records of one class.
    """
    return bundles(max_records=max_records).map(lambda bundle: (bundle.article, Draft.from_bundle(bundle)))


@st.composite
def _bundle_of(draw: st.DrawFn, article: Article, max_records: int) -> Bundle:
    make = _Make(draw, article)
    counts = st.integers(0, max_records)
    actor_ids = make.ids("actor", draw(counts))
    actors = [make.actor(id, actor_ids[:index]) for index, id in enumerate(actor_ids)]
    publisher = publisher_id(article, actors) or draw(_maybe(st.sampled_from(actor_ids)) if actor_ids else st.none())
    source_ids = make.ids("source", 1 + draw(counts))
    sources = [make.source(id, source_ids[:index], actor_ids) for index, id in enumerate(source_ids)]
    meetings = [make.meeting(id, source_ids, actor_ids) for id in make.ids("meeting", draw(counts))]
    meeting_ids = [meeting.id for meeting in meetings]
    statements = [make.statement(id, source_ids, actor_ids, meeting_ids) for id in make.ids("statement", draw(counts))]
    statement_ids = [statement.id for statement in statements]
    nobody = not actor_ids and len(source_ids) == 1  # nobody who could allege anything
    allegation_ids = make.ids("allegation", 0 if nobody else draw(counts))
    allegations = [
        make.allegation(id, allegation_ids[:index], source_ids, actor_ids, statement_ids)
        for index, id in enumerate(allegation_ids)
    ]
    return Bundle(
        article=attrs.evolve(article, publisher_id=publisher),
        actors=actors,
        sources=sources,
        statements=statements,
        meetings=meetings,
        allegations=allegations,
        generator=draw(_maybe(st.builds(Generator, name=_short_texts(), kind=st.sampled_from(GeneratorKind)))),
    )


class _Make:
    """Draws the records of one article. References go to what was drawn before, so that nothing is a cycle."""

    def __init__(self, draw: st.DrawFn, article: Article) -> None:
        self.draw = draw
        self.text = article.text or ""
        self.published = article.published

    def ids(self, cls: str, count: int) -> list[str]:
        name = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":"), min_size=1, max_size=8)
        return [f"{cls}:{one}" for one in self.draw(st.lists(name, min_size=count, max_size=count, unique=True))]

    def some(self, ids: Sequence[str]) -> list[str]:
        return self.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []

    def one(self, ids: Sequence[str]) -> str | None:
        return self.draw(_maybe(st.sampled_from(ids))) if ids else None

    def span(self, within: Span | None = None) -> Span:
        low, high = (0, len(self.text)) if within is None else (within.start, within.end)
        start = self.draw(st.integers(low, high - 1))
        end = self.draw(st.integers(start + 1, high))
        return Span(start=start, end=end, exact=self.text[start:end])

    def spans(self, least: int = 0) -> list[Span]:
        return [self.span() for _ in range(self.draw(st.integers(least, 2)))]

    def when(self, allowed: Callable[[Moment | None, Moment | None], bool] | None = None) -> When | None:
        """A time whose bounds are allowed, or None."""
        if not self.draw(st.booleans()):
            return None
        span = self.span()
        form = self.draw(st.sampled_from([st.dates(), st.datetimes(), st.datetimes(timezones=_zones())]))
        earliest, latest = self.draw(_maybe(form)), self.draw(_maybe(form))
        if earliest is not None and latest is not None and later(earliest, latest):
            earliest, latest = latest, earliest
        if allowed is not None and not allowed(earliest, latest):
            earliest = latest = None
        fine = [Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY]
        coarse = [one for one in Granularity if one not in fine]
        bounds = [bound for bound in (earliest, latest) if bound is not None]
        units = fine if any(isinstance(bound, dt.datetime) for bound in bounds) else coarse
        return When(
            text=span.exact,
            span=span,
            edtf=self.draw(_maybe(st.sampled_from(["2023-11", "[2023-11-15..2023-11-29]", "2023-08/.."]))),
            earliest=earliest,
            latest=latest,
            granularity=self.draw(_maybe(st.sampled_from(units))),
            relation=self.draw(st.sampled_from(Relation)),
            duration=self.draw(_maybe(st.sampled_from(["P3D", "PT6H", "P1Y2M"]))),
            approximate=self.draw(st.booleans()),
            alternatives=self.draw(st.lists(st.sampled_from(["2024", "2023-11-21"]), max_size=2)),
            anchor=self.draw(_maybe(_moments())),
            rule=self.draw(_maybe(_short_texts())),
            timex=self.draw(_maybe(st.sampled_from(["2023-W46", "P3D"]))),
        )

    def place(self) -> Place | None:
        if not self.draw(st.booleans()):
            return None
        return Place(
            name=self.draw(_short_texts()),
            country=self.draw(_maybe(st.sampled_from(["KR", "US", "BR"]))),
            identifiers=self.draw(st.lists(_short_texts(), max_size=2)),
            span=self.span(),
        )

    def quantity(self) -> Quantity:
        span = self.span()
        numbers = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
        low, high = self.draw(_maybe(numbers)), self.draw(_maybe(numbers))
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Quantity(
            text=span.exact,
            low=low,
            high=high,
            unit=self.draw(_maybe(_short_texts())),
            approximate=self.draw(st.booleans()),
            span=span,
        )

    def actor(self, id: str, before: Sequence[str]) -> Actor:
        roles = [
            Role(title=self.draw(_short_texts()), of_id=self.one(before), span=self.draw(st.sampled_from([None, span])))
            for span in self.spans()
        ]
        return Actor(
            id=id,
            name=self.draw(_short_texts()),
            kind=self.draw(st.sampled_from(ActorKind)),
            aliases=self.draw(st.lists(_short_texts(), max_size=2)),
            roles=roles,
            country=self.draw(_maybe(st.sampled_from(["KR", "US", "BR"]))),
            part_of_id=self.one(before),
            member_ids=self.some(before),
            identifiers=self.draw(st.lists(_short_texts(), max_size=2)),
            mentions=self.spans(),
            evidence=self.spans(least=1),
            rule=self.draw(_maybe(_short_texts())),
        )

    def source(self, id: str, before: Sequence[str], actor_ids: Sequence[str]) -> Source:
        kinds = [kind for kind in SourceKind if kind is not SourceKind.ARTICLE]
        return Source(
            id=id,
            kind=self.draw(st.sampled_from(kinds)) if before else SourceKind.ARTICLE,
            by_ids=self.some(actor_ids),
            title=self.draw(_maybe(_short_texts())),
            published=self.when(),
            via_id=self.draw(st.sampled_from(before)) if before else None,
            named=self.draw(st.booleans()),
            url=self.draw(_maybe(st.just("https://example.org/s"))),
            evidence=self.spans(least=1 if before else 0),
            rule=self.draw(_maybe(_short_texts())),
        )

    def _not_after(self, earliest: Moment | None, _: Moment | None) -> bool:
        return earliest is None or self.published is None or not later(earliest, self.published)

    def _not_before(self, _: Moment | None, latest: Moment | None) -> bool:
        return latest is None or self.published is None or not later(self.published, latest)

    def statement(
        self, id: str, source_ids: Sequence[str], actor_ids: Sequence[str], meeting_ids: Sequence[str]
    ) -> Statement:
        speakers = self.some(actor_ids)
        content = self.spans()
        return Statement(
            id=id,
            kind=self.draw(st.sampled_from(StatementKind)),
            speaker=self.spans(),
            speaker_ids=speakers,
            unattributed=not speakers,
            addressee_ids=self.some(actor_ids),
            target_ids=self.some(actor_ids),
            cue=self.spans(),
            content=content,
            quotes=[self.span(part) for part in content if self.draw(st.booleans())],
            when=self.when(self._not_after),
            place=self.place(),
            meeting_id=self.one(meeting_ids),
            source_id=self.draw(st.sampled_from(source_ids)),
            certainty=self.draw(st.sampled_from(Certainty)),
            negated=self.draw(st.booleans()),
            hedges=self.spans(),
            evidence=self.spans(least=1),
            rule=self.draw(_maybe(_short_texts())),
        )

    def meeting(self, id: str, source_ids: Sequence[str], actor_ids: Sequence[str]) -> Meeting:
        status = self.draw(st.sampled_from(MeetingStatus))
        allowed = {MeetingStatus.HELD: self._not_after, MeetingStatus.SCHEDULED: self._not_before}
        return Meeting(
            id=id,
            kind=self.draw(st.sampled_from(MeetingKind)),
            name=self.draw(_maybe(_short_texts())),
            status=status,
            participant_ids=self.some(actor_ids),
            host_ids=self.some(actor_ids),
            when=self.when(allowed.get(status)),
            place=self.place(),
            source_id=self.draw(st.sampled_from(source_ids)),
            evidence=self.spans(least=1),
            rule=self.draw(_maybe(_short_texts())),
        )

    def allegation(
        self,
        id: str,
        before: Sequence[str],
        source_ids: Sequence[str],
        actor_ids: Sequence[str],
        statement_ids: Sequence[str],
    ) -> Allegation:
        claimants = self.some(actor_ids)
        others = source_ids[1:]  # the first is the article, which alleges nothing without a claimant
        if not claimants and not others and actor_ids:
            claimants = [actor_ids[0]]
        return Allegation(
            id=id,
            claimant_ids=claimants,
            accused_ids=self.some(actor_ids),
            victim_ids=self.some(actor_ids),
            content=self.spans(),
            quantities=[self.quantity() for _ in range(self.draw(st.integers(0, 2)))],
            when=self.when(),
            place=self.place(),
            certainty=self.draw(st.sampled_from(Certainty)),
            negated=self.draw(st.booleans()),
            hedges=self.spans(),
            status=self.draw(st.sampled_from(AllegationStatus)),
            statement_id=self.one(statement_ids),
            source_id=self.draw(st.sampled_from(source_ids if claimants else others)),
            supports_ids=self.some(before),
            disputes_ids=self.some(before),
            evidence=self.spans(least=1),
            rule=self.draw(_maybe(_short_texts())),
        )
