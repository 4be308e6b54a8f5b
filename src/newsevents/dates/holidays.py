"""When holidays are."""

from __future__ import annotations

import datetime as dt

from newsevents.dates.intervals import days_from, month_end
from newsevents.dates.lexicon import HOLIDAYS, WEEKDAYS
from newsevents.dates.rule import last_weekday

__all__ = ["holiday_in", "nth_weekday"]


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The n-th weekday of a month; the last where ``count`` is -1."""
    return last_weekday(weekday, month_end(year, month) if count < 0 else dt.date(year, month, 7 * count))


def holiday_in(name: str, year: int) -> dt.date:
    """The day of a holiday in a year."""
    match HOLIDAYS[name]:
        case ["easter", *days]:
            from dateutil.easter import easter

            return days_from(easter(year), sum(map(int, days)))
        case [month, day] if day.isdigit():
            return dt.date(year, int(month), int(day))
        case [month, weekday, which, *days]:
            nth = nth_weekday(year, int(month), WEEKDAYS[weekday], -1 if which == "last" else int(which))
            return days_from(nth, sum(map(int, days)))
    raise ValueError(name)
