"""The meaning of the words of a time, a place or a quantity in an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from newsevents.dates import find, resolve
from newsevents.draft import DraftMeeting, DraftPlace, DraftStatement
from newsevents.model.fields import Field
from newsevents.model.moments import Moment, later
from newsevents.model.records import Article
from newsevents.model.values import Place, Quote, Span, When
from newsevents.model.vocabulary import MeetingStatus
from newsevents.quantities import read_quantity

_PREPOSITION = re.compile(r"(?:(?:on|in|at|during|for|of)\s+(?:the\s+)?)?", re.IGNORECASE)

_AROUND = 500
"""How much text is read around a time with another anchor to see whether it lies ahead, in code points."""


class Readings:
    """The meanings of words in one article."""

    def __init__(self, article: Article, text: str) -> None:
        self._published = article.published
        self._text = text

    def read(self, draft: Any, field: Field, value: Any, span: Span | None) -> Any:
        """The value of a field of a record: read from its words, or as the draft gives it, with its words.

        Args:
            draft: The draft record. What it says about its time decides between the readings of "Tuesday".
            field: The field of the record.
            value: The draft's value.
            span: Where its words were found; None if there are none, or they are not in the article.
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
            value = value if value.anchor is None else self._anchored(span, value.anchor)
        return attrs.evolve(value, text=span.exact, span=span)

    @cached_property
    def _times(self) -> dict[int, When]:
        """Every time in the article, by the offset of its end."""
        return _by_end(self._text, self._published)

    def _when(self, span: Span, ahead: bool | None) -> When:
        """The meaning of the words of a time in their place.

        Args:
            span: The words.
            ahead: Whether the time lies ahead of publication; None if that is open.
        """
        found = self._in_place(span, 0, self._times) or resolve(span.exact, self._published)
        if self._published is None or ahead is None:
            return found
        if ahead:
            over = found.latest is not None and later(self._published, found.latest)
            return resolve(span.exact, self._published, ahead=True) if over else found
        early = found.earliest is not None and later(found.earliest, self._published)
        return resolve(span.exact, self._published) if early else found

    def _in_place(self, span: Span, offset: int, times: Mapping[int, When]) -> When | None:
        """The time that ends where a span does, if it covers all of the span except a preposition.

        Args:
            span: The span.
            offset: The start of the stretch of the article in which the times were found.
            times: The times, by the offset of their ends in the stretch.
        """
        found = times.get(span.end - offset)
        if found is None or found.span is None:
            return None
        return found if _PREPOSITION.fullmatch(self._text, span.start, offset + found.span.start) else None

    def _anchored(self, span: Span, anchor: Moment) -> When:
        """The meaning of the words of a time relative to a day other than the article's, given their context."""
        start = max(self._text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
        around = self._text[start : span.end + _AROUND]
        found = self._in_place(span, start, _by_end(around, anchor)) or resolve(span.exact, anchor)
        return attrs.evolve(found, anchor=anchor)


def _by_end(text: str, anchor: Moment | None) -> dict[int, When]:
    """Every time in a text, by the offset of its end."""
    return {when.span.end: when for when in find(text, anchor) if when.span is not None}


def _ahead(draft: Any, field: Field) -> bool | None:
    """Whether a time lies ahead: it does for a scheduled meeting, not for what was said or held; None if unclear."""
    if field.name != "when":
        return None
    if isinstance(draft, DraftMeeting):
        return {MeetingStatus.SCHEDULED: True, MeetingStatus.HELD: False}.get(draft.status)
    return False if isinstance(draft, DraftStatement) else None
