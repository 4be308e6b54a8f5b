"""The n-th weekday or unit between two days, or the first or last few units: "the last two weeks of May"."""

from __future__ import annotations

import datetime as dt

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import ordinal
from newsevents.dates.rule import last_weekday, narrowed, within
from newsevents.model.vocabulary import Granularity, Relation

_FROM_END = ("last", "final", "latter", "closing")
_FROM_BEGINNING = ("opening", "initial", "early")
_SHARES = {"half": 2, "quarter": 4}


def nth_weekday(weekday: int, nth: str, first: dt.date, last: dt.date) -> dt.date:
    """The n-th of a weekday from one day on, or the last up to another day."""
    if nth in _FROM_END:
        return last_weekday(weekday, last)
    return r.days_from(last_weekday(weekday, r.days_from(first, 6)), 7 * (_count(nth) - 1))


def _count(nth: str) -> int:
    return 1 if nth in _FROM_BEGINNING else ordinal(nth)


def nth_unit(unit: str, nth: str, first: dt.date, last: dt.date, whole: Reading) -> Reading | None:
    """The n-th unit, half or quarter between two days; None if there is none.

    Args:
        unit: The unit or share.
        nth: An ordinal or a word such as "last".
        first: The first day.
        last: The last day.
        whole: The reading of the whole stretch.
    """
    if unit in _SHARES and not (unit == "quarter" and whole.granularity is not Granularity.YEAR):
        return _share(_SHARES[unit], nth, first, last, whole)
    if unit == "week":  # seven days, which are rarely a calendar week
        begin = r.days_from(last, -6) if nth in _FROM_END else r.days_from(first, 7 * (_count(nth) - 1))
        end = min(r.days_from(begin, 6), last)
        return within(r.week(r.days_from(begin, 3)), begin, end) if first <= begin <= last else None
    if unit == "weekend":
        begin = nth_weekday(5, nth, first, last)
        return r.weekend(begin) if first <= begin <= last else None
    begin = last if nth in _FROM_END else r.shift(first, _count(nth) - 1, unit)
    return r.unit_of(unit, begin) if first <= begin <= last else None


def _share(parts: int, nth: str, first: dt.date, last: dt.date, whole: Reading) -> Reading | None:
    """A half or quarter of a stretch; of a year, the calendar half or quarter."""
    count = parts if nth in _FROM_END else _count(nth)
    if count > parts:
        return None
    if whole.granularity is Granularity.YEAR:
        return r.half(first.year, count) if parts == 2 else r.quarter(first.year, count)
    days = (last - first).days + 1
    begin, end = (-(-days * number // parts) for number in (count - 1, count))
    return within(whole, r.days_from(first, begin), r.days_from(first, end - 1))


def first_units(
    count: int | None, unit: str, nth: str, first: dt.date, last: dt.date, whole: Reading
) -> Reading | None:
    """The first or last few units between two days, throughout; None if there are not that many.

    Args:
        count: How many; None if that is open, which means some time in the first or last third.
        unit: The unit.
        nth: Which of them: "first", "last".
        first: The first day.
        last: The last day.
        whole: The reading of all between.
    """
    at_end = nth in _FROM_END
    if count is None:
        part = narrowed(whole, "end" if at_end else "beginning")
        return attrs.evolve(part, timex=r.lasting(None, unit).timex)
    if at_end:
        begin, end = r.shift(r.days_from(last, 1), -count, unit), last
    else:
        begin, end = first, r.days_from(r.shift(first, count, unit), -1)
    if not first <= begin <= end <= last:
        return None
    lasting = r.lasting(count, unit)
    half = unit == "quarter" and count == 2 and whole.granularity is Granularity.YEAR
    return attrs.evolve(
        lasting,
        timex=r.half(first.year, 2 if at_end else 1).timex if half else lasting.timex,
        earliest=begin,
        latest=end,
        granularity=r.unit_of(unit, begin).granularity,
        edtf=f"{begin}/{end}",
        relation=Relation.THROUGHOUT,
    )
