"""Hypothesis strategies for texts, articles, bundles and drafts."""

from __future__ import annotations

import datetime as dt
import string
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import MissingExtraError
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.moments import Moment, later
from newsevents.model.records import BY_REFERENCE, LISTS, Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Span, When
from newsevents.model.vocabulary import Granularity, MeetingStatus, SourceKind
from newsevents.rules.references import publisher_id

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError("a Hypothesis strategy of newsevents.testing", "testing") from None

T = TypeVar("T")

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


def _numbers() -> st.SearchStrategy[int | float]:
    return st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))


def _zones() -> st.SearchStrategy[dt.timezone]:
    return st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


def _moments() -> st.SearchStrategy[Moment]:
    return st.one_of(st.dates(), st.datetimes(), st.datetimes(timezones=_zones()))


_FORMS = {
    "alternatives": ["2024", "2023-11-21"],
    "country": ["KR", "US", "BR"],
    "duration": ["P3D", "PT6H", "P1Y2M"],
    "edtf": ["2023-11", "[2023-11-15..2023-11-29]", "2023-08/.."],
    "language": ["en", "ko", "zh-Hant", "pt-BR"],
    "timex": ["2023-W46", "P3D"],
    "url": ["https://example.org/a", "urn:news:1"],
}
"""Values for the fields that accept only strings of a certain form."""


def _item(field: Field) -> st.SearchStrategy[Any]:
    """A value that depends on nothing else."""
    if field.kind is Kind.CHOICE:
        return st.sampled_from(field.cls)
    if field.kind is Kind.TEXT:
        return st.sampled_from(_FORMS[field.name]) if field.name in _FORMS else _short_texts()
    return {Kind.FLAG: st.booleans(), Kind.NUMBER: _numbers(), Kind.MOMENT: _moments()}[field.kind]


def _free(field: Field) -> st.SearchStrategy[Any]:
    """The value of a field that depends on nothing else."""
    if field.many:
        return st.lists(_item(field), max_size=2)
    return _maybe(_item(field)) if field.optional else _item(field)


def articles(*, text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Article]:
    """Articles with their text.

    Args:
        text: The strategy for the texts; `texts` by default.
    """
    tied = ("id", "text", "title", "publisher_id", "sha256")
    fields = {field.name: _free(field) for field in fields_of(Article) if field.name not in tied}
    made = st.builds(Article.from_text, texts() if text is None else text, title=_maybe(_short_texts()))
    return st.builds(_changed, made, **fields)


def _changed(article: Article, **fields: Any) -> Article:
    return attrs.evolve(article, **fields)


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
    lists: dict[str, Any] = {name: make.records(LISTS[name], max_records) for name in BY_REFERENCE}
    publisher = publisher_id(article, lists["actors"]) or make.one("actor")
    if draw(st.booleans()):  # records from the article's metadata need no words in it
        lists["actors"] = [
            attrs.evolve(actor, evidence=(), mentions=()) if actor.id == publisher else actor
            for actor in lists["actors"]
        ]
    generator = draw(_maybe(st.builds(Generator, **{field.name: _free(field) for field in fields_of(Generator)})))
    return Bundle(article=attrs.evolve(article, publisher_id=publisher), generator=generator, **lists)


Bounds: TypeAlias = Callable[[Moment | None, Moment | None], bool]


class _Make:
    """Draws the records of one article. References refer to earlier records, so that there are no cycles.

    Fields are drawn according to their kind; only those that depend on others by a rule are given.
    """

    def __init__(self, draw: st.DrawFn, article: Article) -> None:
        self.draw = draw
        self.text = article.text or ""
        self.published = article.published
        self.known: defaultdict[str, list[str]] = defaultdict(list)
        self.id = ""  # the id of the record that is being drawn
        self.speaking: list[str] = []  # the sources that speak for themselves

    def records(self, cls: Any, most: int) -> list[Any]:
        """Records of a class; at least one if the article itself is among them."""
        least = int(cls is Source)
        name = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":"), min_size=1, max_size=8)
        names = self.draw(st.lists(name, min_size=least, max_size=least + most, unique=True))
        tied: dict[Any, Callable[[], dict[str, Any]]] = {Actor: self.actor, Source: self.source}
        tied |= {Statement: self.statement, Meeting: self.meeting, Allegation: self.allegation}
        prefix = cls.__name__.lower()
        made = []
        for id in [f"{prefix}:{name}" for name in names]:
            self.id = id
            made.append(self.make(cls, id=id, **tied[cls]()))
            self.known[prefix].append(id)
        return made

    def make(self, cls: type[T], **given: Any) -> T:
        drawn = {field.name: self.value(field) for field in fields_of(cls) if field.name not in given}
        return cls(**drawn, **given)

    def value(self, field: Field) -> Any:
        """A value for a field."""
        if field.to is not None:
            return self.some(field.to) if field.many else self.one(field.to, optional=field.optional)
        if field.kind not in (Kind.WORDS, Kind.VALUE):
            return self.draw(_free(field))
        tied: dict[Any, Callable[[], Any]] = {Span: self.span, When: self.when, Place: self.place}
        tied[Quantity] = self.quantity
        make = tied.get(field.cls, lambda: self.make(field.cls))
        if field.many:
            return [make() for _ in range(self.draw(st.integers(int(field.required), 2)))]
        return None if field.optional and self.draw(st.booleans()) else make()

    def some(self, cls: str) -> list[str]:
        ids = self.known[cls]
        return self.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []

    def one(self, cls: str, *, optional: bool = True) -> str | None:
        ids = self.known[cls]
        return None if not ids or (optional and self.draw(st.booleans())) else self.draw(st.sampled_from(ids))

    # --- values

    def span(self, within: Span | None = None) -> Span:
        low, high = (0, len(self.text)) if within is None else (within.start, within.end)
        start = self.draw(st.integers(low, high - 1))
        end = self.draw(st.integers(start + 1, high))
        return Span(start=start, end=end, exact=self.text[start:end])

    def when(self, allowed: Bounds | None = None) -> When:
        """A time whose bounds are allowed."""
        span = self.span()
        form = self.draw(st.sampled_from([st.dates(), st.datetimes(), st.datetimes(timezones=_zones())]))
        earliest, latest = self.draw(_maybe(form)), self.draw(_maybe(form))
        if earliest is not None and latest is not None and later(earliest, latest):
            earliest, latest = latest, earliest
        if allowed is not None and not allowed(earliest, latest):
            earliest = latest = None
        fine = [Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY]
        coarse = [one for one in Granularity if one not in fine]
        units = fine if isinstance(earliest or latest, dt.datetime) else coarse
        granularity = self.draw(_maybe(st.sampled_from(units)))
        return self.make(When, text=span.exact, span=span, earliest=earliest, latest=latest, granularity=granularity)

    def place(self) -> Place:
        return self.make(Place, span=self.span())

    def quantity(self) -> Quantity:
        span = self.span()
        low, high = self.draw(_maybe(_numbers())), self.draw(_maybe(_numbers()))
        if low is not None and high is not None and low > high:
            low, high = high, low
        return self.make(Quantity, text=span.exact, span=span, low=low, high=high)

    # --- fields of records that depend on each other by a rule

    def actor(self) -> dict[str, Any]:
        return {"evidence": [self.span()]}

    def source(self) -> dict[str, Any]:
        if not self.known["source"]:
            return {"kind": SourceKind.ARTICLE, "via_id": None}
        kind = self.draw(st.sampled_from([kind for kind in SourceKind if kind is not SourceKind.ARTICLE]))
        if kind.speaks:
            self.speaking.append(self.id)
        return {
            "kind": kind,
            "via_id": self.one("source", optional=False),
            "evidence": [self.span()],
        }

    def _not_after(self, earliest: Moment | None, _: Moment | None) -> bool:
        return earliest is None or self.published is None or not later(earliest, self.published)

    def _not_before(self, _: Moment | None, latest: Moment | None) -> bool:
        return latest is None or self.published is None or not later(self.published, latest)

    def statement(self) -> dict[str, Any]:
        speakers = self.some("actor")
        source = self.draw(st.sampled_from(self.known["source"]))
        told = bool(speakers) or (source in self.speaking and self.draw(st.booleans()))
        content = [self.span() for _ in range(self.draw(st.integers(0, 2)))]
        return {
            "speaker_ids": speakers,
            "unattributed": not told,
            "source_id": source,
            "content": content,
            "quotes": [self.span(part) for part in content if self.draw(st.booleans())],
            "when": self.when(self._not_after) if self.draw(st.booleans()) else None,
        }

    def meeting(self) -> dict[str, Any]:
        status = self.draw(st.sampled_from(MeetingStatus))
        allowed = {MeetingStatus.HELD: self._not_after, MeetingStatus.SCHEDULED: self._not_before}.get(status)
        return {"status": status, "when": self.when(allowed) if self.draw(st.booleans()) else None}

    def allegation(self) -> dict[str, Any]:
        claimants, sources = self.some("actor"), self.known["source"]
        source = self.draw(st.sampled_from(sources))
        # the first source is the article, which needs a claimant for an allegation
        nobodys = not claimants and (source == sources[0] or self.draw(st.booleans()))
        return {"claimant_ids": claimants, "unattributed": nobodys, "source_id": source}
