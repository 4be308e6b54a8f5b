"""Records of a draft whose words were looked for in the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from newsevents.draft import DraftActor, DraftPlace, DraftRole
from newsevents.grounding.find import Finder, QuoteSite
from newsevents.model.fields import Field, Kind, field_of, fields_of
from newsevents.model.values import Place, Quantity, Quote, Span, When

_MENTIONING = ("mentions", "not_mentions")


@attrs.define
class LocatedRecord:
    """A draft record, or a role, whose words were looked for in the article.

    Attributes:
        path: Its path in the draft.
        draft: The record as the draft has it.
        finder: The finder of its words.
        sites: Its quotes, each with where it was found.
        id: Its id, once it has one.
        mentions: Where an actor is mentioned.
        named: The same before overlapping mentions are merged.
    """

    path: str
    draft: Any
    finder: Finder
    sites: list[QuoteSite]
    id: str = ""
    mentions: tuple[Span, ...] = ()
    named: tuple[Span, ...] = ()

    def values(self, field: Field) -> Iterator[tuple[str, Any]]:
        """The draft's values for a field of the record, each with its path."""
        return _values(self.draft, field_of(type(self.draft), field.draft), self.path)

    def spans(self, field: str | None = None) -> tuple[Span, ...]:
        """The spans found for the quotes of a field, or of all fields."""
        return tuple(span for site in self.sites if field in (None, site.field) for span in self.finder.spans(site))

    def windows(self) -> list[tuple[int, int]]:
        """The stretches of text around it, the narrowest first; none for an actor, which occurs all over the text."""
        spans = [site.span for site in self.sites if site.span is not None]
        if not spans or isinstance(self.draft, DraftActor | DraftRole):
            return []
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        speaker = [(span.start, span.end) for span in self.spans("speaker")]
        return [*speaker, (start, end), self.finder.sentences(start, end), self.finder.paragraphs(start, end)]

    def evidence(self) -> tuple[Span, ...]:
        """The evidence that the draft gives, or else an actor's first mention, or a stretch of each paragraph.

        The stretch reaches from the first to the last of the record's words in the paragraph.
        """
        given = self.spans("evidence")
        if given or isinstance(self.draft, DraftActor):
            return given or self.mentions[:1]
        stretches: dict[tuple[int, int], tuple[int, int]] = {}
        for span in [*self.spans(), *self._known_spans()]:
            paragraph = self.finder.paragraphs(span.start, span.end)
            start, end = stretches.get(paragraph, (span.start, span.end))
            stretches[paragraph] = (min(start, span.start), max(end, span.end))
        return tuple(self.finder.span(*stretch) for stretch in sorted(stretches.values()))

    def _known_spans(self) -> Iterator[Span]:
        """The spans of times, places and quantities that the draft gives as known values, if they are in the text."""
        for field in fields_of(type(self.draft)):
            for value in field.items(self.draft) if field.kind is Kind.VALUE else ():
                span = getattr(value, "span", None)
                if span is not None and 0 <= span.start < span.end <= len(self.finder.text):
                    yield span


def quotes_of(draft: Any, path: str, *, mentions: bool = False) -> Iterator[tuple[str, Field, Quote]]:
    """The words by which a draft record has to be found: the path of each, its field, and the quote.

    The mentions of an actor are located separately, since the places of other words depend on them.
    """
    for field in _worded(draft.__class__):
        for at, value in _values(draft, field, path) if mentions is (field.name in _MENTIONING) else ():
            quote = _quote(value)
            if quote is not None:
                yield at, field, quote


@cache
def _worded(cls: Any) -> tuple[Field, ...]:
    """The fields of a draft class that can hold words."""
    return tuple(field for field in fields_of(cls) if field.kind in (Kind.WORDS, Kind.VALUE))


def _values(draft: Any, field: Field, path: str) -> Iterator[tuple[str, Any]]:
    """The values of a field of a draft record, each with its path."""
    value = getattr(draft, field.name)
    if field.many:
        yield from ((f"{path}.{field.name}[{index}]", item) for index, item in enumerate(value))
    elif value is not None:
        yield f"{path}.{field.name}", value


def _quote(value: Any) -> Quote | None:
    if isinstance(value, Quote):
        return value
    if isinstance(value, When | Quantity) and value.span is None:
        return Quote(exact=value.text)
    if isinstance(value, DraftPlace):
        return value.text
    if isinstance(value, Place) and value.span is None:
        return Quote(exact=value.name)
    return None
