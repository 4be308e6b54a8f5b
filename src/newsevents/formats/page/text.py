"""The article on a page: its text in paragraphs, divided where the words of records start and end."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from typing import TypeAlias

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, blank, element, exact, join
from newsevents.formats._views.records import class_of, words_of
from newsevents.formats._views.segments import stretches
from newsevents.formats.page.look import fragment
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_LONG = re.compile(r"(?s:.{1,10000}\Z|.{1,9999}[ \n]|.{1,10000})")
"""A part of a paragraph: browsers lay out a paragraph as a whole, which takes seconds for a million characters."""

_CLASSES: tuple[type[Record], ...] = (Statement, Meeting, Allegation, Actor, Source)
"""The classes of records, in the order in which their words take precedence as links."""

Mark: TypeAlias = tuple[int, int, Record]
"""The start and end of words, and a record that rests on them."""

Cover: TypeAlias = tuple[str, Record]
"""The classes of the records that rest on a stretch, and the record with the shortest words around it."""


def article_text(bundle: Bundle) -> Html:
    """The article's text as paragraphs, which together contain each of its characters once and in order.

    Every stretch that a record rests on has its offset as its id (``t120``), a link to the record with the shortest
    words around it, and the classes of all records that rest on it.
    """
    article = bundle.article.text or ""
    paragraphs = (match.span() for match in _PARAGRAPH.finditer(article))
    starts = {part.start() for start, end in paragraphs for part in _LONG.finditer(article, start, end)}
    shown: list[Html] = []
    pieces: list[Html] = []
    for start, end, cover in _covers(len(article), _marks(bundle), starts):
        if start in starts and pieces:
            shown.append(_paragraph(pieces))
            pieces = []
        pieces.append(_piece(article[start:end], start, cover))
    return join([shown, _paragraph(pieces)])


def _paragraph(pieces: list[Html]) -> Html:
    return element("p", pieces, dir="auto")


def _piece(words: str, start: int, cover: Cover | None) -> Html:
    if cover is None:
        return exact(words)
    classes, record = cover
    attributes = {"id": f"t{start}", "class_": f"s {classes}"}
    if blank(words):  # a link needs a name
        return element("span", exact(words), **attributes)
    return element("a", exact(words), **attributes, href=fragment(record.id))


def _marks(bundle: Bundle) -> list[Mark]:
    """The start and end of the words of every record, each stretch once per class of record."""
    found: dict[tuple[int, int, type[Record]], Record] = {}
    for record in (*bundle.events, *bundle.actors, *bundle.sources):
        for _, span in words_of(record):
            found.setdefault((span.start, span.end, type(record)), record)
    marks = [(start, end, record) for (start, end, _), record in found.items()]
    return sorted(marks, key=lambda mark: (mark[0], -mark[1], _CLASSES.index(type(mark[2]))))


def _covers(length: int, marks: list[Mark], breaks: set[int]) -> Iterator[tuple[int, int, Cover | None]]:
    """The stretches of a text, each with the records that cover it.

    No stretch keeps a list of all these records, which would be quadratic.
    """
    counts = dict.fromkeys((cls.__name__.lower() for cls in _CLASSES), 0)
    inside: list[tuple[int, int]] = []  # the length and the number of each mark that has started
    for start, end, begun, over in stretches(length, [(first, last) for first, last, _ in marks], breaks):
        for number in over:
            counts[class_of(marks[number][2])] -= 1
        for number in begun:
            first, last, record = marks[number]
            counts[class_of(record)] += 1
            heapq.heappush(inside, (last - first, number))
        while inside and marks[inside[0][1]][1] <= start:
            heapq.heappop(inside)
        classes = " ".join(name for name, count in counts.items() if count)
        yield start, end, (classes, marks[inside[0][1]][2]) if inside else None
