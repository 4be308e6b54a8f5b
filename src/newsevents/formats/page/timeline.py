"""The timeline on a page: a row with a small bar for every dated record, the earliest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, element, join
from newsevents.formats._views.records import class_of
from newsevents.formats._views.wording import meaning, shorten, values_of
from newsevents.formats.page.look import PageLook, fragment
from newsevents.model.fields import fields_of
from newsevents.model.moments import Moment, calendar_day
from newsevents.model.records import Record
from newsevents.model.values import When
from newsevents.model.vocabulary import Relation

_DAY = 24 * 60
_GAPS = ((1, 3), (7, 4), (31, 6), (366, 9))
_LONG_GAP = 12
"""The width of a gap between two dates, by its days: whole numbers, so that the result is the same on every
platform."""

_LASTED = {Relation.THROUGHOUT, Relation.SINCE, Relation.UNTIL}
_FEW = 200

_LEGEND = (
    ("day", "on that day", ""),
    ("lasted", "lasted throughout", ""),
    ("once", "once, at some time inside", ""),
    ("every", "again and again", ""),
    ("lasted", "open: no end is given, or no beginning", "right"),
)


@attrs.frozen
class Row:
    """A record with its time.

    Attributes:
        record: The record.
        when: Its time, of which at least one bound is known.
        shape: ``day``, ``lasted``, ``once`` or ``every``.
        begin: The start in minutes from the year 1; None if it is open.
        end: The end, exclusive.
    """

    record: Record
    when: When
    shape: str
    begin: int | None
    end: int | None


def timeline(bundle: Bundle, numbers: dict[str, int]) -> tuple[Html, int]:
    """The timeline of a bundle, and the number of its rows.

    Args:
        bundle: The bundle.
        numbers: The number of each record on the page, by its id.
    """
    look = PageLook(bundle)
    dated = list(_dated(bundle))
    rows = sorted((_row(record, when) for record, when in dated if when.resolved), key=_order)
    rest = [_line(look, record, when, numbers[record.id], None) for record, when in dated if not when.resolved]
    none = element("p", "No record of this bundle has a known time.")
    parts = list(_drawn(look, bundle.article.published, rows, numbers)) if rows else [none]
    if rest:
        note = element("p", "Words for a time whose place on the calendar is not known.")
        parts += [element("h3", "Not resolved"), note, element("ul", rest, class_="rows")]
    return join(parts), len(rows)


def _dated(bundle: Bundle) -> Iterator[tuple[Record, When]]:
    for record in (*bundle.events, *bundle.sources, *bundle.actors):
        for field in fields_of(type(record)):
            if field.cls is When:
                yield from ((record, when) for when in values_of(field, record))


def _drawn(look: PageLook, published: Moment | None, rows: list[Row], numbers: dict[str, int]) -> Iterator[Html]:
    scale = _Scale(rows, published)
    mark = axis = None
    if published is not None:
        mark = scale.at(_minute(published) + (0 if isinstance(published, dt.datetime) else _DAY // 2))
        axis = _axis(published.isoformat(), mark)
    yield _legend()
    yield _list(axis, [_item(look, row, scale, mark, numbers[row.record.id]) for row in rows])


def _row(record: Record, when: When) -> Row:
    begin = None if when.earliest is None else _minute(when.earliest)
    end = None if when.latest is None else _minute(when.latest) + (0 if isinstance(when.latest, dt.datetime) else _DAY)
    days = {None if bound is None else calendar_day(bound) for bound in (when.earliest, when.latest)}
    if when.relation is Relation.EVERY:
        shape = "every"
    elif when.relation in _LASTED:
        shape = "lasted"
    else:
        shape = "day" if len(days) == 1 else "once"
    return Row(record, when, shape, begin, end)


def _minute(moment: Moment) -> int:
    """A moment in minutes from the year 1, in UTC if its offset is known."""
    minutes = calendar_day(moment).toordinal() * _DAY
    if isinstance(moment, dt.datetime):
        minutes += moment.hour * 60 + moment.minute
        offset = moment.utcoffset()
        minutes -= 0 if offset is None else offset // dt.timedelta(minutes=1)
    return minutes


def _order(row: Row) -> tuple[int, bool]:
    first = row.begin if row.begin is not None else row.end
    assert first is not None
    return first, row.begin is None


class _Scale:
    """The position of a time, in hundredths of a per cent of the width; long gaps between dates are drawn shorter."""

    def __init__(self, rows: list[Row], published: Moment | None) -> None:
        knots = {minute for row in rows for minute in (row.begin, row.end) if minute is not None}
        if published is not None:
            start = _minute(published)
            knots |= {start} if isinstance(published, dt.datetime) else {start, start + _DAY}
        self._knots = sorted(knots)
        self._places = [0]
        for before, after in zip(self._knots, self._knots[1:], strict=False):
            days = -(-(after - before) // _DAY)
            self._places.append(self._places[-1] + next((width for most, width in _GAPS if days <= most), _LONG_GAP))
        self._index = dict(zip(self._knots, self._places, strict=True))

    def at(self, minute: int) -> int:
        """The position of a time: that of its knot, or the middle between two knots."""
        whole = self._places[-1] or 1
        if minute in self._index:
            return 400 + self._index[minute] * 9200 // whole
        after = next(index for index, knot in enumerate(self._knots) if knot > minute)
        return 400 + (self._places[after - 1] + self._places[after]) * 9200 // (2 * whole)


def _percent(place: int) -> str:
    return f"{place // 100}.{place % 100:02d}%"


# --- drawing


def _bar(shape: str, left: int, right: int, open_: str, mark: int | None) -> Html:
    """A small picture of a time. The words beside it say the same, so it has no accessible name."""
    parts = []
    if mark is not None:
        parts.append(element("line", class_="mark", x1=_percent(mark), x2=_percent(mark), y1="0", y2="18"))
    if shape == "day":
        parts.append(element("circle", class_="day", cx=_percent((left + right) // 2), cy="9", r="6"))
    elif shape == "every":
        parts.append(
            element("line", class_=shape, x1=_percent(left), x2=_percent(max(right, left + 60)), y1="9", y2="9")
        )
    else:
        width = _percent(max(right - left, 60))
        parts.append(element("rect", class_=shape, x=_percent(left), y="4", width=width, height="10", rx="2"))
    if shape != "day":
        for side, place in (("left", left), ("right", right)):
            if side in open_:
                parts.append(_arrow(side, place))
    return element("svg", parts, class_="bar", height="18", aria_hidden="true", focusable="false")


def _arrow(side: str, place: int) -> Html:
    path = "M0 1 L-9 9 L0 17 Z" if side == "left" else "M0 1 L9 9 L0 17 Z"
    return element("svg", element("path", class_="arrow", d=path), x=_percent(place), overflow="visible")


def _item(look: PageLook, row: Row, scale: _Scale, mark: int | None, number: int) -> Html:
    left = 400 if row.begin is None else scale.at(row.begin)
    right = 9600 if row.end is None else scale.at(row.end)
    open_ = ("left" if row.begin is None else "") + ("right" if row.end is None else "")
    return _line(look, row.record, row.when, number, _bar(row.shape, left, right, open_, mark))


def _line(look: PageLook, record: Record, when: When, number: int, bar: Html | None) -> Html:
    said = element("q", shorten(when.text, 60), dir="auto")
    label = element("p", element("span", meaning(when), class_="date") if when.resolved else None, " ", said)
    link = element("a", look.headline(record), href=fragment(record.id), class_="to")
    return element("li", label, bar, element("p", link), class_=f"row {class_of(record)}", data_record=number)


def _axis(published: str, mark: int) -> Html:
    anchor = "start" if mark < 2500 else "end" if mark > 7500 else "middle"
    label = element("text", f"published {published}", x=_percent(mark), y="13", text_anchor=anchor)
    axis = element("svg", label, class_="axis", height="18")
    return element("li", element("p"), axis, class_="row", aria_hidden="true")


def _list(axis: Html | None, items: list[Html]) -> Html:
    rows = element("ol", axis, items, class_="rows")
    if len(items) <= _FEW:
        return rows
    return element("details", element("summary", f"{len(items)} dated records"), rows)


_HATCH = Html(
    '<svg width="0" height="0" class="defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path d="M-1 1 L1 -1 M0 6 L6 0 M5 7 L7 5"></path></pattern></defs></svg>'
)


def _legend() -> Html:
    keys = [
        element("li", _bar(shape, 1000, 8000, open_, None), element("span", label)) for shape, label, open_ in _LEGEND
    ]
    note = element("p", "Long gaps between dates are drawn shorter than they are.", class_="note")
    name = element("summary", "What the bars mean")
    return join([_HATCH, element("details", name, element("ul", keys, class_="legend keys"), note, class_="key")])
