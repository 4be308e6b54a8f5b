"""When holidays are."""

from __future__ import annotations

import calendar
import datetime as dt

from newsevents.dates.lexicon import HOLIDAYS, WEEKDAYS

__all__ = ["holiday_in", "nth_weekday"]


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The n-th weekday of a month; the last where ``count`` is -1."""
    if count > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def holiday_in(name: str, year: int) -> dt.date:
    """The day of a holiday in a year."""
    match HOLIDAYS[name]:
        case ["easter", *days]:
            from dateutil.easter import easter

            return easter(year) + dt.timedelta(days=sum(map(int, days)))
        case [month, day] if day.isdigit():
            return dt.date(year, int(month), int(day))
        case [month, weekday, which, *days]:
            day = nth_weekday(year, int(month), WEEKDAYS[weekday], -1 if which == "last" else int(which))
            return day + dt.timedelta(days=sum(map(int, days)))
    raise ValueError(name)
