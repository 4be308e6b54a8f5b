"""The meaning of an expression before it becomes a `When`: calendar units, their days, and their notation."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

import attrs

from newsevents.model.moments import calendar_day
from newsevents.model.vocabulary import Granularity, Relation


@attrs.frozen
class Reading:
    """The reading of an expression; its fields are those of `newsevents.When`.

    Attributes:
        timex: Its TIMEX3 value.
        earliest: The first day or time.
        latest: The last day or time.
        granularity: The calendar unit.
        edtf: Its EDTF value; None if EDTF cannot express it.
        relation: How what happened relates to the interval.
        duration: An ISO 8601 duration.
        approximate: Whether the words say "about".
        alternatives: Other readings in EDTF.
        anchored: Whether it was resolved against the anchor.
        reference: The earlier date in the text that it was resolved against, instead of the anchor.
    """

    timex: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    granularity: Granularity | None = None
    edtf: str | None = None
    relation: Relation = Relation.AT
    duration: str | None = None
    approximate: bool = False
    alternatives: tuple[str, ...] = ()
    anchored: bool = True
    reference: dt.date | None = None


NO_TIME = Reading("")
"""Ages and rates, which are read so that nothing else is read in their place: "a 52-year-old", "$5 a year"."""


PAST = Reading("PAST_REF", relation=Relation.BEFORE)
FUTURE = Reading("FUTURE_REF", relation=Relation.AFTER)
"""Some time before the anchor, and after it: "recently", "soon"."""


def unresolved(reading: Reading) -> Reading:
    """A reading without bounds, for words that are only partly understood; in TIMEX3, X represents the rest."""
    return Reading(re.sub(r"\d", "X", reading.timex), anchored=False)


# --- calendar units


def days_from(date: dt.date, days: int) -> dt.date:
    """The day a number of days after another, or before it if the number is negative."""
    return date + dt.timedelta(days=days)


def day(date: dt.date) -> Reading:
    """A calendar day."""
    text = date.isoformat()
    return Reading(text, date, date, Granularity.DAY, text)


def week(date: dt.date) -> Reading:
    """The ISO week that contains a day."""
    iso = date.isocalendar()
    first = days_from(date, -date.weekday())
    last = days_from(first, 6)
    return Reading(f"{iso.year:04}-W{iso.week:02}", first, last, Granularity.WEEK, f"[{first}..{last}]")


def weekend(date: dt.date) -> Reading:
    """The weekend of the ISO week that contains a day."""
    iso = date.isocalendar()
    first = days_from(date, 5 - date.weekday())
    last = days_from(first, 1)
    return Reading(f"{iso.year:04}-W{iso.week:02}-WE", first, last, Granularity.WEEKEND, f"[{first}..{last}]")


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def month(year: int, month: int) -> Reading:
    """A calendar month."""
    text = f"{year:04}-{month:02}"
    return Reading(text, dt.date(year, month, 1), month_end(year, month), Granularity.MONTH, text)


def quarter(year: int, number: int) -> Reading:
    """A calendar quarter, 1 to 4; EDTF writes 33 to 36 in place of the month."""
    first, last = dt.date(year, 3 * number - 2, 1), month_end(year, 3 * number)
    return Reading(f"{year:04}-Q{number}", first, last, Granularity.QUARTER, f"{year:04}-{32 + number}")


def half(year: int, number: int) -> Reading:
    """A half of a year, 1 or 2; EDTF writes 40 and 41 in place of the month."""
    first, last = dt.date(year, 6 * number - 5, 1), month_end(year, 6 * number)
    return Reading(f"{year:04}-H{number}", first, last, Granularity.HALF_YEAR, f"{year:04}-{39 + number}")


_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}


def season(year: int, code: str) -> Reading:
    """A meteorological season of the northern hemisphere; EDTF writes 21 to 24 in place of the month."""
    begin, edtf = _SEASONS[code]
    last = month_end(year + 1, 2) if code == "WI" else month_end(year, begin + 2)
    return Reading(f"{year:04}-{code}", dt.date(year, begin, 1), last, Granularity.SEASON, f"{year:04}-{edtf}")


def year(number: int) -> Reading:
    """A calendar year."""
    text = f"{number:04}"
    return Reading(text, dt.date(number, 1, 1), dt.date(number, 12, 31), Granularity.YEAR, text)


def decade(first_year: int) -> Reading:
    """The ten years from one that ends in 0; TIMEX3 writes three digits, EDTF adds an X."""
    text = f"{first_year:04}"[:3]
    first, last = dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31)
    return Reading(text, first, last, Granularity.DECADE, text + "X")


def century(number: int) -> Reading:
    """A century by its ordinal, as in EDTF: the 20th is 19XX, 1900 to 1999."""
    text = f"{number - 1:02}"
    first, last = dt.date(max(1, 100 * (number - 1)), 1, 1), dt.date(100 * number - 1, 12, 31)
    return Reading(text, first, last, Granularity.CENTURY, text + "XX")


_UNIT_OF: dict[str, Callable[[dt.date], Reading]] = {
    "week": week,
    "fortnight": week,
    "weekend": weekend,
    "month": lambda date: month(date.year, date.month),
    "quarter": lambda date: quarter(date.year, (date.month + 2) // 3),
    "year": lambda date: year(date.year),
    "decade": lambda date: decade(date.year // 10 * 10),
    "century": lambda date: century(date.year // 100 + 1),
}


def unit_of(unit: str, date: dt.date) -> Reading:
    """The calendar unit that contains a day; for a unit shorter than a day, the day."""
    return _UNIT_OF.get(unit, day)(date)


_HOURS = {"MO": (5, 11), "AF": (12, 17), "EV": (18, 21), "NI": (21, 23)}


def part_of_day(date: dt.date, code: str, alternatives: tuple[str, ...] = ()) -> Reading:
    """The morning, afternoon, evening or night of a day, to midnight at the latest."""
    start, end = _HOURS[code]
    first = dt.datetime.combine(date, dt.time(start))
    last = dt.datetime.combine(date, dt.time(end, 59, 59))
    return Reading(f"{date}T{code}", first, last, Granularity.PART_OF_DAY, alternatives=alternatives)


def early_hours(date: dt.date) -> Reading:
    """The hours of a day before the morning."""
    first = dt.datetime.combine(date, dt.time())
    last = dt.datetime.combine(date, dt.time(_HOURS["MO"][0] - 1, 59, 59))
    return Reading(f"{date}TMO", first, last, Granularity.PART_OF_DAY)


def of_edtf(edtf: str) -> Reading:
    """The reading of the EDTF value of a year, a month, a day, a week or a weekend."""
    if edtf[0] == "[":
        first = dt.date.fromisoformat(edtf[1:11])
        return weekend(first) if first.weekday() else week(first)
    numbers = [int(number) for number in edtf.split("-")]
    return (year, month, lambda *date: day(dt.date(*date)))[len(numbers) - 1](*numbers)


# --- durations

_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
SHORT = ("second", "minute", "hour")
"""Units that are shorter than a day."""

_HALVES = {"hour": "30M", "minute": "30S"}


def shift(date: dt.date, count: int, unit: str) -> dt.date:
    """The day a number of units later, or earlier if the number is negative.

    Raises:
        ValueError: There is no such day between the years 1 and 9999.
        OverflowError: As for ValueError.
    """
    if unit in _DAYS:
        return days_from(date, count * _DAYS[unit])
    from dateutil.relativedelta import relativedelta

    return date + relativedelta(months=count * _MONTHS[unit])


def year_before(reading: Reading) -> Reading:
    """The same quarter a year earlier."""
    assert reading.earliest is not None
    return unit_of("quarter", shift(calendar_day(reading.earliest), -1, "year"))


def _timex_duration(count: int | float | None, unit: str) -> str:
    """A TIMEX3 duration; X represents a number that the words leave open."""
    time = "T" if unit in SHORT else ""
    if unit == "fortnight":
        count, unit = count and 2 * count, "week"
    if count is None:
        return f"P{time}X{_LETTERS[unit]}"
    if unit in ("decade", "century"):
        count, unit = count * _MONTHS[unit] / 12, "year"
    if count % 1:
        years, months = divmod(round(count * 12), 12)
        if unit == "year" and months:
            return f"P{years}Y{months}M" if years else f"P{months}M"
        if unit in _HALVES and count % 1 == 0.5:
            return f"PT{int(count) or ''}{_LETTERS[unit] if count >= 1 else ''}{_HALVES[unit]}"
        if unit == "day" and count == 0.5:
            return "PT12H"
    figures = f"{count:.6f}".rstrip("0").rstrip(".")
    return f"P{time}{figures}{_LETTERS[unit]}"


def _iso_duration(count: int | float | None, unit: str) -> str | None:
    """An ISO 8601 duration; None if the words leave the number open, and for weekends, which ISO 8601 lacks."""
    if count is None or unit == "weekend":
        return None
    return _timex_duration(count * 3, "month") if unit == "quarter" else _timex_duration(count, unit)


def lasting(count: int | float | None, unit: str, *, approximate: bool = False, every: bool = False) -> Reading:
    """A duration, or something that recurs if ``every`` is true."""
    return Reading(
        _timex_duration(count, unit),
        relation=Relation.EVERY if every else Relation.AT,
        duration=_iso_duration(count, unit),
        approximate=approximate,
    )


def throughout(begin: Reading, end: Reading) -> Reading:
    """The time from one reading to another, throughout."""
    return attrs.evolve(
        begin,
        timex=f"{begin.timex}/{end.timex}",
        latest=end.latest,
        edtf=f"{begin.edtf}/{end.edtf}" if begin.edtf and end.edtf else None,
        relation=Relation.THROUGHOUT,
        anchored=begin.anchored or end.anchored,
    )


def stretch(anchor: dt.date, count: int | float, unit: str, *, ahead: bool) -> Reading:
    """A number of units up to a day, or from it onwards, throughout: "the past three days"."""
    if unit in SHORT or isinstance(count, float):
        return lasting(count, unit)
    other = shift(anchor, count if ahead else -count, unit)
    if ahead:
        first, last = anchor, other
    else:
        first, last = (days_from(other, 1) if unit in _DAYS else other), anchor
    return attrs.evolve(
        lasting(count, unit),
        earliest=first,
        latest=last,
        granularity=Granularity("week" if unit == "fortnight" else unit),
        edtf=f"{first}/{last}",
        relation=Relation.THROUGHOUT,
    )


# --- one bound open

_PLAIN_EDTF = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")


def edge(edtf: str | None, bound: dt.date) -> str:
    """The EDTF of a time as the end of an interval, or its bound if EDTF allows no set, season or X there."""
    return edtf if edtf and _PLAIN_EDTF.fullmatch(edtf) else bound.isoformat()


def related(reading: Reading, relation: Relation) -> Reading:
    """A reading after "since", "until", "before", "after" or "by"."""
    first, last, edtf = reading.earliest, reading.latest, reading.edtf
    assert first is not None
    assert last is not None
    step = dt.timedelta(seconds=1) if isinstance(first, dt.datetime) else dt.timedelta(days=1)
    earliest: dt.date | None = None
    latest: dt.date | None = None
    if relation is Relation.SINCE:
        earliest, text = first, f"{edge(edtf, first)}/.."
    elif relation is Relation.AFTER:
        earliest = last + step
        text = f"[{earliest.isoformat()}..]"
    elif relation is Relation.BEFORE:
        latest = first - step
        text = f"[..{latest.isoformat()}]"
    else:
        latest, end = last, edge(edtf, last)
        text = f"../{end}" if relation is Relation.UNTIL else f"[..{end}]"
    return attrs.evolve(reading, earliest=earliest, latest=latest, edtf=text if edtf else None, relation=relation)
