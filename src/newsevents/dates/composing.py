"""Adjacent parts that make up one time: "Tuesday" and "last week", "9 a.m." and "on May 5".

A join says what two kinds of parts mean together. If the first needs the second and together they are not a day of
the calendar, the whole is left unresolved: half a reading would be wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.holidays import holiday_in
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PARTS, PATTERNS, number, ordinal, unit_name, weekday_number
from newsevents.dates.nth import first_units, nth_unit, nth_weekday
from newsevents.dates.rule import Match, group, last_weekday, narrowed
from newsevents.dates.rules import clock
from newsevents.model.moments import calendar_day
from newsevents.model.vocabulary import Granularity, Relation


@attrs.frozen
class Part:
    """A time expression, or a part of one.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        words: Its words.
        rule: The id of the rule or join that read it.
        reading: What it means.
        match: The match of the rule; None if parts were joined.
        joined: The parts that were joined.
    """

    start: int
    end: int
    words: str
    rule: str
    reading: Reading
    match: Match | None = None
    joined: tuple[Part, Part] | None = None

    @property
    def day(self) -> dt.date | None:
        """The day that it is, or that it is a part of."""
        return None if self.owned else self.named_day

    @property
    def named_day(self) -> dt.date | None:
        """The day that it names, also if it is a possessive: "Tuesday's"."""
        reading = self.reading
        if reading.granularity not in (Granularity.DAY, Granularity.PART_OF_DAY) or reading.earliest is None:
            return None
        return calendar_day(reading.earliest) if reading.relation is Relation.AT else None

    @property
    def owned(self) -> bool:
        """Whether it is a possessive: "Tuesday's"."""
        return self.words.endswith(("'s", "s'"))

    def is_whole(self, *granularities: Granularity) -> bool:
        """Whether it is a whole calendar unit of one of some granularities, not a part of one."""
        reading = self.reading
        return reading.granularity in granularities and reading.relation is Relation.AT and not self.owned


Join: TypeAlias = Callable[[Part, Part], Reading | None]
JOINS: list[tuple[str, re.Pattern[str], Join]] = []
"""Each join: its id, a pattern for what may be between the two parts, and the function that reads them."""

FAR = 16
"""The longest distance between two parts of one time, in code points."""


def _join(between: str) -> Callable[[Join], Join]:
    def add(read: Join) -> Join:
        JOINS.append((read.__name__.replace("_", "-"), re.compile(between, re.IGNORECASE), read))
        return read

    return add


def joined(one: Part, other: Part, text: str) -> Part | None:
    """Join two parts into one; None if they are two times."""
    between = text[one.end : min(other.start, one.end + FAR)]
    for name, pattern, read in JOINS:
        if pattern.fullmatch(between) is None:
            continue
        reading = _read(read, one, other)
        if reading is not None:
            others = tuple(dict.fromkeys(_alternatives(read, one, other)))
            reading = attrs.evolve(reading, alternatives=tuple(one for one in others if one != reading.edtf))
            whole = text[one.start : other.end]
            return Part(one.start, other.end, whole, name, reading, joined=(one, other))
    if one.joined is None:
        return None
    first, second = one.joined  # "9 a.m. on Monday" and "next week"
    inner = joined(second, other, text)
    return None if inner is None else joined(first, inner, text)


def _read(read: Join, one: Part, other: Part) -> Reading | None:
    try:
        return read(one, other)
    except (ValueError, OverflowError):  # a day that the calendar does not have
        return r.unresolved(one.reading)


def _alternatives(read: Join, one: Part, other: Part) -> Iterator[str]:
    """The readings of two parts together if one of them has its other meaning."""
    for part in (one, other):
        for text in part.reading.alternatives:
            reading = r.of_edtf(text)
            instead = attrs.evolve(part, reading=attrs.evolve(reading, anchored=part.reading.anchored))
            found = _read(read, *((instead, other) if part is one else (one, instead)))
            if found is not None and found.earliest is not None:
                yield found.edtf or calendar_day(found.earliest).isoformat()


def seen_as(found: Reading, other: Part) -> Reading:
    """A reading resolved against whatever another part was resolved against."""
    return attrs.evolve(found, anchored=other.reading.anchored, reference=other.reading.reference)


# --- a day of a week, a month or a year

WEEKDAY = re.compile(
    rf"(?i)(?:the )?(?:(?P<nth>{PATTERNS['NTH']}) )?(?P<weekday>{PATTERNS['WEEKDAY']}\.?)"
    rf"(?:,? (?P<part>{PATTERNS['PART']}))?"
)
_OF_MONTHS = (Granularity.MONTH, Granularity.QUARTER, Granularity.SEASON, Granularity.YEAR)


@_join(r",? (?:(?:of|in) )?")
def weekday_of(one: Part, other: Part) -> Reading | None:
    """Tuesday of next week: the weekday in that week. The last Friday in October: the n-th of the month or year."""
    words = WEEKDAY.fullmatch(one.words) if one.rule in ("weekday", "nth-weekday") and not one.owned else None
    first, last = other.reading.earliest, other.reading.latest
    if words is None or first is None or last is None:
        return None
    weekday, nth = weekday_number(words["weekday"]), group(words, "nth")
    if not nth and other.is_whole(Granularity.WEEK, Granularity.WEEKEND):
        day = last_weekday(weekday, calendar_day(last))
    elif nth and other.is_whole(*_OF_MONTHS):
        day = nth_weekday(weekday, nth, calendar_day(first), calendar_day(last))
    else:
        return None
    if not first <= day <= last:
        return Reading(f"XXXX-WXX-{weekday + 1}", anchored=False)
    return seen_as(r.part_of_day(day, PARTS[group(words, "part")]) if words["part"] else r.day(day), other)


@_join(r",? (?:on )?")
def week_on(one: Part, other: Part) -> Reading | None:
    """Last week on Tuesday: the weekday in that week."""
    return weekday_of(other, one) if one.is_whole(Granularity.WEEK) else None


# --- the n-th unit of a longer one

_NTH_UNIT = re.compile(rf"(?i)(?:the )?(?P<nth>{PATTERNS['NTH']}) (?P<unit>day|week|weekend|month|quarter|year|half)")
_FIRST_UNITS = re.compile(
    r"(?i)(?:(?:over|during|in|for|within) )?(?:the )?(?P<nth>first|last|final|early|initial|opening|closing) "
    rf"(?:(?:few|several)|(?P<num>{PATTERNS['NUM']}))?[ -]?(?P<unit>{PATTERNS['UNIT']})"
)
_LONG = (*_OF_MONTHS, Granularity.HALF_YEAR, Granularity.WEEK, Granularity.DECADE, Granularity.CENTURY)


@_join(" (?:of|in) ")
def unit_of(one: Part, other: Part) -> Reading | None:
    """The first week of March, the last day of the year, the second half of April."""
    words = _NTH_UNIT.fullmatch(one.words)
    first, last = other.reading.earliest, other.reading.latest
    if words is None or first is None or last is None or not other.is_whole(*_LONG):
        return None
    found = nth_unit(group(words, "unit"), group(words, "nth"), first, last, other.reading)
    return r.unresolved(one.reading) if found is None else seen_as(found, other)


@_join(" of ")
def first_units_of(one: Part, other: Part) -> Reading | None:
    """The last two weeks of May, the first nine months of 1997: the whole stretch."""
    words = _FIRST_UNITS.fullmatch(one.words) if one.rule == "past-units" else None
    first, last = other.reading.earliest, other.reading.latest
    if words is None or first is None or last is None or not other.is_whole(*_LONG):
        return None
    unit, count = unit_name(words["unit"]), number(words["num"]) if words["num"] else None
    if unit in r.SHORT or isinstance(count, float):
        return None
    found = first_units(count, unit, group(words, "nth"), first, last, other.reading)
    return r.unresolved(one.reading) if found is None else seen_as(found, other)


# --- a day of a month, a date of a year

_DATED = ("month-day", "month", "season")
_YEARS = ("year", "relative-unit", "that-unit", "units-ago", "unit-before")


@_join(r",? (?:of )?")
def date_of(one: Part, other: Part) -> Reading | None:
    """The 12th of last month, Oct. 23 of that year, the summer a year ago: the same in that month or year."""
    first, match = other.reading.earliest, one.match
    if match is None or one.owned:
        return None
    if first is None:  # "June of that year", with no year before it
        return r.unresolved(one.reading) if other.rule == "that-unit" and one.rule in _DATED else None
    if one.rule == "day-of-month" and other.is_whole(Granularity.MONTH):
        return seen_as(r.day(dt.date(first.year, first.month, ordinal(match["d"]))), other)
    if other.rule not in _YEARS or not other.is_whole(Granularity.YEAR, Granularity.QUARTER):
        return None
    year = first.year
    if one.rule == "that-unit" and other.rule == "units-ago" and one.reading.earliest is not None:
        year = one.reading.earliest.year - 1  # "the same month a year earlier"
    found = in_year(one, year)
    return None if found is None else seen_as(found, other)


def in_year(part: Part, year: int) -> Reading | None:
    """A part that was read without its year, moved to another year; None if it is of another kind."""
    reading, match = part.reading, part.match
    first, granularity = reading.earliest, reading.granularity
    if first is None or match is None or not reading.anchored:
        return None
    if part.rule == "month-day":
        return r.day(dt.date(year, first.month, first.day))
    if part.rule == "that-unit" and granularity is Granularity.MONTH:
        return r.month(year, first.month)
    if part.rule == "month":
        return narrowed(r.month(year, first.month), group(match, "mod"))
    if part.rule == "season" and not group(match, "which").startswith(("this", "last", "next")):
        return narrowed(r.season(year, reading.timex[-2:]), group(match, "mod"))
    if part.rule in ("quarter", "the-unit") and granularity in (Granularity.QUARTER, Granularity.HALF_YEAR):
        return (r.quarter if granularity is Granularity.QUARTER else r.half)(year, int(reading.timex[-1]))
    if part.rule == "holiday" and granularity is Granularity.DAY:
        return r.day(holiday_in(group(match, "holiday"), year))
    return None


# --- a time of day on a day


_CLOCKS = ("clock", "clock-range")


@_join(r",? (?:on )?|,? \(")
def clock_on(one: Part, other: Part) -> Reading | None:
    """9 a.m. on May 5, midnight Friday: the time on that day, or no time if the day is not understood."""
    if one.rule not in _CLOCKS or one.match is None:
        return None
    if _COUNTED.fullmatch(other.words):
        return on_no_day(one)
    return None if other.day is None else at_time(one.match, other)


def on_no_day(clock: Part) -> Reading:
    """A time of day whose day is not understood."""
    return Reading("XXXX-XX-XX" + clock.reading.timex[10:], anchored=False)


@_join(r",? (?:at |around |about )?")
def day_at(one: Part, other: Part) -> Reading | None:
    """Friday at 3 p.m., Sunday night at 8:30: the time on that day."""
    return at_time(other.match, one) if other.rule in _CLOCKS and other.match is not None else None


def at_time(match: Match, day: Part) -> Reading | None:
    """The time of a match of the clock rule, on a day or in a part of a day."""
    date, reading = day.day, day.reading
    if date is None:
        return None
    late = reading.granularity is Granularity.PART_OF_DAY and not reading.timex.endswith("MO")
    found = clock.range_at(match, date) if "b_half" in match.re.groupindex else clock.at(match, date, late=late)
    return seen_as(found, day)


@_join(" (?:on )?")
def part_on(one: Part, other: Part) -> Reading | None:
    """Mid-morning Thursday, May 5 in the evening: the part of that day."""
    part, whole = (other, one) if other.rule == "in-the-morning" else (one, other)
    if part.rule != "in-the-morning" or whole.day is None or whole.reading.granularity is not Granularity.DAY:
        return None
    return seen_as(r.part_of_day(whole.day, part.reading.timex[-2:]), whole)


_OF_DAY = re.compile(
    rf"(?i)(?:the )?(?:early |late )?(?:(?P<part>{PATTERNS['PART']})|(?P<small>early hours|small hours)|eve) of"
)


@_join(" (?:the )?")
def part_of(one: Part, other: Part) -> Reading | None:
    """The night of Oct. 23, the early hours of Thursday; the eve of Oct. 23: the day before it."""
    words, day = _OF_DAY.fullmatch(one.words), other.day
    if words is None or day is None:
        return None
    if words["small"]:
        return seen_as(r.early_hours(day), other)
    part = group(words, "part")
    return seen_as(r.part_of_day(day, PARTS[part]) if part else r.day(r.days_from(day, -1)), other)


# --- before and after a day

_COUNTED = re.compile(
    rf"(?i)(?:just |only |exactly )?(?:the (?P<unit>day|week|weekend|month|year)|the (?P<part>{PATTERNS['PART']})"
    rf"|the (?P<weekday>{PATTERNS['WEEKDAY']})"
    rf"|(?P<num>{PATTERNS['NUM']})[ -](?P<units>{PATTERNS['UNIT']})) (?P<where>before|after)"
)


@_join(" ")
def before_day(one: Part, other: Part) -> Reading | None:
    """The day after Christmas, two weeks before March 5: counted from that day."""
    words, day = _COUNTED.fullmatch(one.words), other.day
    if words is not None and words["unit"] == "day" and other.owned:  # "the day after Monday's vote"
        day = other.named_day
    if words is None or day is None:
        return None
    step = -1 if group(words, "where") == "before" else 1
    if words["weekday"]:
        last = r.days_from(day, -1 if step < 0 else 7)
        return seen_as(r.day(last_weekday(weekday_number(words["weekday"]), last)), other)
    if words["part"]:
        return seen_as(r.part_of_day(r.days_from(day, step), PARTS[group(words, "part")]), other)
    count, unit = (number(words["num"]), unit_name(words["units"])) if words["num"] else (1, group(words, "unit"))
    if not isinstance(count, int) or count > 10_000 or unit in r.SHORT:
        return None
    found = r.unit_of(unit, r.shift(day, step * count, unit))
    return seen_as(found, other)
