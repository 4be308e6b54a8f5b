"""The dates of holidays."""

from __future__ import annotations

import datetime as dt

from newsevents.dates.intervals import days_from, month_end
from newsevents.dates.lexicon import HOLIDAYS, WEEKDAYS
from newsevents.dates.rule import last_weekday


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The n-th weekday of a month; the last if ``count`` is -1."""
    return last_weekday(weekday, month_end(year, month) if count < 0 else dt.date(year, month, 7 * count))


def holiday_in(name: str, year: int) -> dt.date:
    """The day of a holiday in a year."""
    base, *rest = HOLIDAYS[name]
    if base in ("easter", "orthodox"):
        from dateutil.easter import easter

        # the numbers that dateutil gives to the Orthodox and Western methods of computing Easter
        return days_from(easter(year, 2 if base == "orthodox" else 3), sum(map(int, rest)))
    if len(rest) == 1:
        return dt.date(year, int(base), int(rest[0]))
    weekday, which, *days = rest
    day = nth_weekday(year, int(base), WEEKDAYS[weekday], -1 if which == "last" else int(which))
    return days_from(day, sum(map(int, days)))
