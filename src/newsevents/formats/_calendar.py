"""Dates in the reduced-precision forms of ISO 8601, for formats that cannot express an interval."""

from __future__ import annotations

import calendar
import datetime as dt


def calendar_unit(first: dt.date, last: dt.date) -> str | None:
    """The day, month or year that spans exactly two dates; None if no single unit does.

    >>> calendar_unit(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    '2024-02'
    """
    written = first.isoformat()
    month_end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    units = {first: written}
    if first.day == 1:
        units[month_end] = written[:7]
        if first.month == 1:
            units[first.replace(month=12, day=31)] = written[:4]
    return units.get(last)
