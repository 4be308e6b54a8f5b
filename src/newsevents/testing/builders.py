"""Spans and bundles from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from newsevents.bundle import Bundle
from newsevents.draft import LISTS as DRAFT_LISTS
from newsevents.draft import Draft, DraftActor, DraftMeeting, DraftSource, DraftStatement
from newsevents.grounding import ground
from newsevents.model.fields import Kind, fields_of
from newsevents.model.given import given_text
from newsevents.model.moments import Moment
from newsevents.model.records import Article
from newsevents.model.values import Span
from newsevents.model.vocabulary import ActorKind, MeetingKind, MeetingStatus, SourceKind, StatementKind


def make_span(text: str, exact: str) -> Span:
    """The span of words that occur exactly once in a text.

    Raises:
        ValueError: They do not occur, or occur more than once.
        TypeError: The text is not a string, for example because it is an article.

    >>> make_span("Ana Lima said so.", "said")
    Span(start=9, end=13, exact='said')
    """
    count = given_text(text).count(exact)
    if count != 1:
        raise ValueError(f"{exact!r} occurs {count} times in the text, not once")
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
    """Ground a draft that is given as plain values.

    Args:
        text: The article's text.
        published: When it was published.
        publisher: Who published it.
        actors: For each actor, its name or the fields of a `newsevents.DraftActor`; by default it is a person.
        sources: The fields of each `newsevents.DraftSource`; by default it is a report.
        statements: The fields of each `newsevents.DraftStatement`; by default its kind is ``say``.
        meetings: The fields of each `newsevents.DraftMeeting`; by default it is talks that were held.
        allegations: The fields of each `newsevents.DraftAllegation`. Members of vocabularies can be given as strings.

    Raises:
        BundleError: As in `newsevents.ground`.

    >>> bundle = make_bundle(
    ...     "Ana Lima said the bridge was safe.",
    ...     actors=["Ana Lima"],
    ...     statements=[{"speakers": ["Ana Lima"], "content": "the bridge was safe"}],
    ... )
    >>> bundle.statements_by("actor:ana-lima")[0].content[0].exact
    'the bridge was safe'
    """
    named = [{"name": actor} if isinstance(actor, str) else actor for actor in actors]
    given = zip(DRAFT_LISTS.items(), (named, sources, statements, meetings, allegations), strict=True)
    lists: dict[str, Any] = {name: [_draft_record(cls, one) for one in records] for (name, cls), records in given}
    return ground(Article.from_text(text, published=published, publisher=publisher), Draft(**lists))


_UNSAID: dict[Any, dict[str, Any]] = {
    DraftActor: {"kind": ActorKind.PERSON},
    DraftSource: {"kind": SourceKind.REPORT},
    DraftStatement: {"kind": StatementKind.SAY},
    DraftMeeting: {"kind": MeetingKind.TALKS, "status": MeetingStatus.HELD},
}
"""The default values of draft records."""


def _draft_record(cls: Any, fields: Mapping[str, Any]) -> Any:
    choices = {field.name: field.cls for field in fields_of(cls) if field.kind is Kind.CHOICE}
    return cls(**_UNSAID.get(cls, {}) | {name: _member(choices.get(name, ()), value) for name, value in fields.items()})


def _member(vocabulary: Iterable[StrEnum], value: Any) -> Any:
    """A member of a vocabulary for a string; any other string is left to be reported."""
    return next((member for member in vocabulary if member == value), value)
