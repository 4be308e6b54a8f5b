"""What the words of a time, a place or a quantity mean in one article."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import attrs

from newsevents.dates import find, resolve
from newsevents.draft import DraftMeeting, DraftPlace, DraftStatement
from newsevents.model.fields import Field
from newsevents.model.moments import later
from newsevents.model.records import Article
from newsevents.model.values import Place, Quote, Span, When
from newsevents.model.vocabulary import MeetingStatus
from newsevents.quantities import read_quantity

_PREPOSITION = re.compile(r"(?:(?:on|in|at|during|for|of)\s+(?:the\s+)?)?", re.IGNORECASE)


class Readings:
    """The meanings of words of one article."""

    def __init__(self, article: Article, text: str) -> None:
        self._published = article.published
        self._text = text

    def read(self, draft: Any, field: Field, value: Any, span: Span | None) -> Any:
        """The value of a field of a record: read from its words, or as the draft gives it, with its words.

        Args:
            draft: The record of the draft. What it says of its time decides between the readings of "Tuesday".
            field: The field of the record.
            value: The draft's value.
            span: Where its words were found; None where there are none, or they are not in the article.
        """
        if isinstance(value, DraftPlace):
            return Place(name=value.name, country=value.country, identifiers=value.identifiers, span=span)
        if span is None:
            return None if isinstance(value, Quote) else value
        if field.cls is Place:
            return attrs.evolve(value, span=span) if isinstance(value, Place) else Place(name=span.exact, span=span)
        if isinstance(value, Quote):
            value = self._when(span, _ahead(draft, field)) if field.cls is When else read_quantity(span.exact)
        elif isinstance(value, When) and value == When(text=value.text, anchor=value.anchor):
            value = attrs.evolve(resolve(span.exact, value.anchor), anchor=value.anchor) if value.anchor else value
        return attrs.evolve(value, text=span.exact, span=span)

    @cached_property
    def _times(self) -> dict[int, When]:
        """Every time in the article, by the offset of its end."""
        found = find(self._text, self._published)
        return {when.span.end: when for when in found if when.span is not None}

    def _when(self, span: Span, ahead: bool | None) -> When:
        """What the words of a time mean in their place.

        Args:
            span: The words.
            ahead: Whether the time lies ahead of publication, or does not; None where that is open.
        """
        found = self._times.get(span.end)
        if found is None or found.span is None or not _PREPOSITION.fullmatch(self._text, span.start, found.span.start):
            found = resolve(span.exact, self._published)
        if self._published is None or ahead is None:
            return found
        if ahead:
            over = found.latest is not None and later(self._published, found.latest)
            return resolve(span.exact, self._published, ahead=True) if over else found
        early = found.earliest is not None and later(found.earliest, self._published)
        return resolve(span.exact, self._published) if early else found


def _ahead(draft: Any, field: Field) -> bool | None:
    """A scheduled meeting lies ahead, and what was said or held does not."""
    if field.name != "when":
        return None
    if isinstance(draft, DraftMeeting):
        return {MeetingStatus.SCHEDULED: True, MeetingStatus.HELD: False}.get(draft.status)
    return False if isinstance(draft, DraftStatement) else None
