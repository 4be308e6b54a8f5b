"""The article's text with the words of records marked in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs

from newsevents.formats._views.html import Content, Html, element, join
from newsevents.formats._views.records import class_of, words_of
from newsevents.formats._views.segments import Segment, segments
from newsevents.formats._views.style import CLASSES, MINOR, ROW, mark
from newsevents.formats._views.wording import Words
from newsevents.formats.html.cards import NotebookLook
from newsevents.model.records import Record
from newsevents.model.values import Span

PLAIN_SHOWN = 20_000
"""The longest text without any marks that is shown in full, in code points."""
PLAIN_EDGE = 2_000
"""The code points shown at the start and at the end of a longer one."""
STRETCH_SHOWN = 1_000
"""The longest unmarked stretch between marks that is shown in full."""
STRETCH_EDGE = 200
"""The code points shown at either end of a longer one."""
MARKED_SHOWN = 4_000
"""The longest stretch with the same marks that is shown in full."""
MARKED_EDGE = 1_000
"""The code points shown at either end of a longer one."""
TEXT_SHOWN = 50_000
"""The most code points of a text shown in total."""
SPANS_MARKED = 2_000
"""The most spans that are marked."""
SPANS_LISTED = 100
"""The most spans listed for a text that is not available."""
SPANS_NAMED = 30
"""The most spans over the same words whose records are named in a tooltip."""
RECORDS_NAMED = 6
"""The most records named in a tooltip."""

Owners: TypeAlias = dict[tuple[str, str], dict[str, None]]
"""The fields of records in order, by the class and the id of each record."""


@attrs.define
class Marks:
    """The spans of records.

    Attributes:
        fields: The fields that contain a span, by its offsets, then by the class and the id of each record.
        words: The words of a span, by its offsets.
        left_out: The offsets of the spans beyond the limit.
    """

    fields: dict[tuple[int, int], Owners] = attrs.field(factory=dict)
    words: dict[tuple[int, int], str] = attrs.field(factory=dict)
    left_out: set[tuple[int, int]] = attrs.field(factory=set)


def marks_of(records: Iterable[Record]) -> Marks:
    """The spans of some records, with the fields that contain them."""
    marks = Marks()
    for record in records:
        owner = class_of(record), record.id
        for field, span in words_of(record):
            ends = span.start, span.end
            if ends not in marks.fields and len(marks.fields) == SPANS_MARKED:
                marks.left_out.add(ends)
                continue
            marks.words[ends] = span.exact
            marks.fields.setdefault(ends, {}).setdefault(owner, {})[field] = None
    return marks


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "span"), counted(12000, "span")
    ('1 span', '12,000 spans')
    """
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def marked_text(text: str, marks: Marks, language: str | None) -> Html:
    """A text with marks; long unmarked stretches are left out and counted."""
    spans = list(marks.fields)
    owners = list(marks.fields.values())
    here = 0
    parts = []
    for piece in _shown(segments(len(text), spans), bool(spans)):
        if piece.start > here:
            parts.append(_left_out(here, piece.start))
        parts.append(_marked(text[piece.start : piece.end], [owners[index] for index in piece.marks]))
        here = piece.end
    if here < len(text):
        parts.append(_left_out(here, len(text)))
    return element("blockquote", *parts, style=_TEXT, dir="auto", lang=language)


_TEXT = (
    "margin:0;padding:0;border:0;background:transparent;line-height:1.7;white-space:pre-wrap;"
    "overflow-wrap:break-word;unicode-bidi:plaintext"
)


def _shown(whole: Iterable[Segment], marked: bool) -> Iterator[Segment]:
    """The segments that are shown, long ones as their two ends, up to the limit."""
    left = TEXT_SHOWN
    for segment in whole:
        if segment.marks:
            limit, edge = MARKED_SHOWN, MARKED_EDGE
        else:
            limit, edge = (STRETCH_SHOWN, STRETCH_EDGE) if marked else (PLAIN_SHOWN, PLAIN_EDGE)
        start, end = segment.start, segment.end
        pieces = [(start, end)] if end - start <= limit else [(start, start + edge), (end - edge, end)]
        for begin, stop in pieces:
            if left == 0:
                return
            stop = min(stop, begin + left)
            left -= stop - begin
            yield Segment(begin, stop, segment.marks)


def _left_out(start: int, end: int) -> Html:
    words = f"[… {counted(end - start, 'character')} left out …]"
    style = f"{MINOR};white-space:nowrap;padding:0 4px"
    return element("small", words, dir="ltr", title=f"characters {start} to {end}", style=style)


def _marked(words: str, owners: Sequence[Owners]) -> Html:
    content: Content = [[element("br") if index else None, line] for index, line in enumerate(words.split("\n"))]
    if not owners:
        return join(content)
    return element("i", content, style=_style(owners), title=_tooltip(owners))


def _style(owners: Iterable[Owners]) -> str:
    found = {cls for one in owners for cls, _ in one}
    return mark(tuple(cls for cls in CLASSES if cls in found))


def _tooltip(owners: Sequence[Owners]) -> str:
    """The ids of records with their fields, one per line."""
    fields: dict[str, dict[str, None]] = {}
    for one in owners[:SPANS_NAMED]:
        for (_, id), names in one.items():
            fields.setdefault(id, {}).update(names)
    lines = [f"{id}: {', '.join(names)}" for id, names in itertools.islice(fields.items(), RECORDS_NAMED)]
    whole = len(fields) <= RECORDS_NAMED and len(owners) <= SPANS_NAMED
    return "\n".join(lines if whole else [*lines, "and more"])


def span_list(marks: Marks, look: NotebookLook) -> Html:
    """The spans in order, with their words, in place of a text that is not available."""
    rows = []
    for start, end in sorted(marks.fields)[:SPANS_LISTED]:
        owners = [marks.fields[start, end]]
        words = Words(Span(start=start, end=end, exact=marks.words[start, end]))
        where = element("span", f"{start:,}–{end:,}", style=MINOR)
        rows.append(element("div", where, " ", look.words(words, _style(owners)), style=ROW, title=_tooltip(owners)))
    if len(marks.fields) > SPANS_LISTED:
        rows.append(element("div", f"and {len(marks.fields) - SPANS_LISTED:,} more", style=ROW))
    return join(rows)
