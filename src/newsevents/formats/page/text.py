"""The article on a page: its text in paragraphs, divided where the words of records begin and end."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from urllib.parse import quote

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, blank, element, join, text
from newsevents.formats._views.segments import segments
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Span

__all__ = ["Words", "article_text", "fragment", "words_of"]

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_LONG = re.compile(r"(?s:.{1,10000}\Z|.{1,9999}[ \n]|.{1,10000})")
"""A part of a paragraph: a browser lays out a paragraph as a whole, which takes seconds for a million characters."""

_CLASSES = ("statement", "meeting", "allegation", "actor", "source")

Mark: TypeAlias = tuple[int, int, Record]
"""The begin and the end of words, and a record that rests on them."""

Cover: TypeAlias = tuple[str, Record]
"""The classes of the records that rest on a stretch, and the one with the fewest words around it."""


@attrs.frozen
class Words:
    """Words of the article that a record rests on.

    Attributes:
        field: What they say of the record: ``who``, ``cue``, ``content``, ``quote``, ``hedge``, ``amount``, ``when``,
            ``place``, ``role``, ``mention`` or ``evidence``.
        span: Where they stand.
    """

    field: str
    span: Span


def words_of(record: Record) -> Iterator[Words]:
    """All words that a record rests on, field by field."""
    for field, spans in _spans(record):
        yield from (Words(field, span) for span in spans if span is not None)


def _spans(record: Record) -> Iterator[tuple[str, Sequence[Span | None]]]:
    if isinstance(record, Statement):
        yield "who", record.speaker
        yield "cue", record.cue
    if isinstance(record, Statement | Allegation):
        yield "content", record.content
    if isinstance(record, Statement):
        yield "quote", record.quotes
    if isinstance(record, Statement | Allegation):
        yield "hedge", record.hedges
    if isinstance(record, Allegation):
        yield "amount", [quantity.span for quantity in record.quantities]
    if isinstance(record, Actor):
        yield "mention", record.mentions
        yield "role", [role.span for role in record.roles]
    elif isinstance(record, Source):
        yield "when", [None if record.published is None else record.published.span]
    else:
        yield "when", [None if record.when is None else record.when.span]
        yield "place", [None if record.place is None else record.place.span]
    yield "evidence", record.evidence


def fragment(id: str) -> str:
    """The address of a record, or of anything else with an id, on the page."""
    return "#" + quote(id, safe=":")


def article_text(bundle: Bundle) -> Html:
    """The article's text as paragraphs. Together they have each of its characters once, in their order.

    Every stretch that a record rests on has its offset as id (``t120``), leads to the record that rests on the fewest
    words around it, and has the classes of the records that rest on it.
    """
    article = bundle.article.text or ""
    paragraphs = (match.span() for match in _PARAGRAPH.finditer(article))
    starts = [part.start() for start, end in paragraphs for part in _LONG.finditer(article, start, end)]
    covers = _covers(_marks(bundle))
    new = set(starts)
    cover: Cover | None = None
    shown: list[Html] = []
    pieces: list[Html] = []
    for part in segments(len(article), [], [*covers, *starts]):
        if part.start in new and pieces:
            shown.append(_paragraph(pieces))
            pieces = []
        cover = covers.get(part.start, cover)
        pieces.append(_piece(article[part.start : part.end], part.start, cover))
    shown.append(_paragraph(pieces))
    return join(shown)


def _paragraph(pieces: list[Html]) -> Html:
    return element("p", pieces, dir="auto")


def _piece(words: str, start: int, cover: Cover | None) -> Html:
    if cover is None:
        return text(words)
    classes, record = cover
    attributes = {"id": f"t{start}", "class_": f"s {classes}"}
    if blank(words):  # a link needs a name
        return element("span", words, **attributes)
    return element("a", words, **attributes, href=fragment(record.id))


def _marks(bundle: Bundle) -> list[Mark]:
    """The begin and end of the words of every record, each stretch once for each class of record."""
    found: dict[tuple[int, int, type[Record]], Record] = {}
    for record in (*bundle.events, *bundle.actors, *bundle.sources):
        for words in words_of(record):
            found.setdefault((words.span.start, words.span.end, type(record)), record)
    order = {Statement: 0, Meeting: 1, Allegation: 2, Actor: 3, Source: 4}
    marks = [(start, end, record) for (start, end, _), record in found.items()]
    return sorted(marks, key=lambda mark: (mark[0], -mark[1], order[type(mark[2])]))


def _covers(marks: list[Mark]) -> dict[int, Cover | None]:
    """What covers the text from each offset on at which words of a record begin or end.

    One pass, in which no stretch keeps a list of all that covers it: that would be quadratic.
    """
    ends = sorted((end, _class(record)) for _, end, record in marks)
    counts: dict[str, int] = dict.fromkeys(_CLASSES, 0)
    inside: list[tuple[int, int, int]] = []  # the length, the end and the number of each mark that has begun
    begun = over = 0
    covers: dict[int, Cover | None] = {}
    for offset in sorted({offset for start, end, _ in marks for offset in (start, end)}):
        while over < len(ends) and ends[over][0] <= offset:
            counts[ends[over][1]] -= 1
            over += 1
        while begun < len(marks) and marks[begun][0] <= offset:
            start, end, record = marks[begun]
            counts[_class(record)] += 1
            heapq.heappush(inside, (end - start, end, begun))
            begun += 1
        while inside and inside[0][1] <= offset:
            heapq.heappop(inside)
        classes = " ".join(name for name, count in counts.items() if count)
        covers[offset] = (classes, marks[inside[0][2]][2]) if inside else None
    return covers


def _class(record: Record) -> str:
    return record.id.partition(":")[0]
