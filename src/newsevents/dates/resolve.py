"""Resolving one time expression.

The rules are those of newswire: a bare weekday or month is the most recent one, a month and day without a
year the nearest, "last month" the calendar month.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import TypeAlias

import attrs

from newsevents.numerals import NUMBER, read_number
from newsevents.values import Moment, When
from newsevents.vocabulary import Granularity, Relation

__all__ = ["resolve"]

Days: TypeAlias = tuple[dt.date, dt.date]

_WEEKDAYS = {name.lower(): index for index, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6
}  # fmt: skip
_MONTHS = {
    name: index
    for index, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_UNITS = {"day": 1, "week": 7, "month": 0, "year": 0}

_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNIT = "day|week|month|year"

_RELATIONS = {
    "since": Relation.SINCE,
    "until": Relation.UNTIL,
    "till": Relation.UNTIL,
    "before": Relation.BEFORE,
    "after": Relation.AFTER,
    "by": Relation.BY,
}
_LEADING = re.compile(
    rf"(?:(?P<relation>{'|'.join(_RELATIONS)})\s+|(?:on|in|at|during|of|for|within)\s+)?(?P<rest>.+)",
    re.DOTALL,
)
_FAR_DAYS = 60


@attrs.frozen
class _Reading:
    """What words mean before a relation is applied to it: days, and how it is written."""

    rule: str
    days: Days
    granularity: Granularity
    edtf: str
    timex: str
    relation: Relation = Relation.AT


_Rule: TypeAlias = Callable[[re.Match[str], dt.date], _Reading | None]


def resolve(text: str, anchor: Moment | None) -> When:
    """Read the words of a time.

    Args:
        text: The words, as the article has them: "Tuesday", "Oct. 7", "in less than two weeks".
        anchor: The day or time of publication, in the article's own time zone. Without it only a date that
            says its year is resolved.

    Returns:
        The time, without a span. Where the words are not understood it has no bounds: nothing is guessed.

    >>> import datetime
    >>> when = resolve("Tuesday", datetime.date(2023, 11, 15))
    >>> when.earliest, when.edtf
    (datetime.date(2023, 11, 14), '2023-11-14')
    """
    words = re.sub(r"\s+", " ", text.replace("\u2019", "'").strip(" ,;:\n\u00a0").lower())
    match = _LEADING.fullmatch(words)
    if match is None:
        return When(text=text)
    day = anchor.date() if isinstance(anchor, dt.datetime) else anchor
    for pattern, rule, anchored in _RULES:
        found = pattern.fullmatch(match["rest"]) or pattern.fullmatch(words)
        if found is not None and (day is not None or not anchored):
            try:
                reading = rule(found, day or dt.date.min)
            except (OverflowError, ValueError):  # a day that the calendar does not have
                reading = None
            if reading is not None:
                relation = _RELATIONS.get(match["relation"] or "")
                return _when(text, reading, relation, day if anchored else None)
    return When(text=text)


def _when(text: str, reading: _Reading, relation: Relation | None, anchor: dt.date | None) -> When:
    first, last = reading.days
    edtf = reading.edtf
    earliest: dt.date | None = first
    latest: dt.date | None = last
    if relation is Relation.SINCE:
        edtf, latest = f"{edtf}/..", None
    elif relation is Relation.AFTER:
        earliest, latest = _next_day(last, 1), None
        edtf = f"[{earliest}..]"
    elif relation is Relation.BEFORE:
        earliest, latest = None, _next_day(first, -1)
        edtf = f"[..{latest}]"
    elif relation in (Relation.UNTIL, Relation.BY):
        edtf = f"../{edtf}" if relation is Relation.UNTIL else f"[..{edtf}]"
        earliest = None
    return When(
        text=text,
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        granularity=reading.granularity,
        relation=relation or reading.relation,
        anchor=anchor,
        rule=reading.rule,
        timex=reading.timex,
    )


def _next_day(day: dt.date, step: int) -> dt.date:
    try:
        return day + dt.timedelta(days=step)
    except OverflowError:  # the calendar ends here
        return day


# --- calendar


def _year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _week(day: dt.date) -> Days:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def _shift(day: dt.date, number: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=number * _UNITS[unit])
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=number if unit == "month" else 12 * number)


def _calendar_unit(rule: str, day: dt.date, unit: str) -> _Reading:
    """The calendar unit that a day lies in."""
    if unit == "week":
        first, last = _week(day)
        iso = day.isocalendar()
        timex = f"{iso.year:04}-W{iso.week:02}"
        return _Reading(rule, (first, last), Granularity.WEEK, f"[{first}..{last}]", timex)
    if unit == "month":
        text = f"{day.year:04}-{day.month:02}"
        return _Reading(rule, _month(day.year, day.month), Granularity.MONTH, text, text)
    if unit == "year":
        text = f"{day.year:04}"
        return _Reading(rule, _year(day.year), Granularity.YEAR, text, text)
    return _Reading(rule, (day, day), Granularity.DAY, str(day), str(day))


def _interval(rule: str, days: Days, granularity: Granularity, timex: str) -> _Reading:
    return _Reading(rule, days, granularity, f"[{days[0]}..{days[1]}]", timex, Relation.WITHIN)


# --- rules


def _iso(match: re.Match[str], _: dt.date) -> _Reading:
    return _calendar_unit("iso-date", dt.date.fromisoformat(match[0]), "day")


def _weekday(match: re.Match[str], anchor: dt.date) -> _Reading:
    back = (anchor.weekday() - _WEEKDAYS[match["weekday"]]) % 7
    day = anchor - dt.timedelta(days=back)
    if match["which"] == "last" and back == 0:
        day -= dt.timedelta(days=7)
    elif match["which"] == "next":
        day += dt.timedelta(days=7)
    return _calendar_unit("weekday", day, "day")


def _named_day(match: re.Match[str], anchor: dt.date) -> _Reading:
    offset = {"yesterday": -1, "tomorrow": 1}.get(match[0], 0)
    return _calendar_unit("named-day", anchor + dt.timedelta(days=offset), "day")


def _month_day(match: re.Match[str], anchor: dt.date) -> _Reading | None:
    month, day = _MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        return _calendar_unit("month-day", dt.date(int(match["year"]), month, day), "day")
    if anchor == dt.date.min:
        return None
    years = range(max(1, anchor.year - 8), min(9999, anchor.year + 8) + 1)
    options = [dt.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not options:
        return None
    nearest = min(options, key=lambda option: (abs(option - anchor), option))
    if (nearest - anchor).days > _FAR_DAYS:
        nearest = max(option for option in options if option <= anchor)
    return _calendar_unit("month-day", nearest, "day")


def _month_name(match: re.Match[str], anchor: dt.date) -> _Reading | None:
    month = _MONTHS[match["month"]]
    if match["year"]:
        return _calendar_unit("month", dt.date(int(match["year"]), month, 1), "month")
    if anchor == dt.date.min:
        return None
    year = anchor.year
    if match["which"] == "next":
        year += month <= anchor.month
    elif month > anchor.month or (match["which"] == "last" and month == anchor.month):
        year -= 1
    return _calendar_unit("month", dt.date(year, month, 1), "month")


def _year_number(match: re.Match[str], _: dt.date) -> _Reading:
    return _calendar_unit("year", dt.date(int(match[0]), 1, 1), "year")


def _relative_unit(match: re.Match[str], anchor: dt.date) -> _Reading:
    unit = match["unit"]
    offset = {"last": -1, "next": 1}.get(match["which"], 0)
    reading = _calendar_unit("relative-unit", _shift(anchor, offset, unit), unit)
    first, last = reading.days
    if match["part"] == "earlier":
        return _interval("earlier-unit", (first, min(last, anchor)), reading.granularity, reading.timex)
    if match["part"] == "later":
        return _interval("later-unit", (max(first, anchor), last), reading.granularity, reading.timex)
    return reading


def _units_ago(match: re.Match[str], anchor: dt.date) -> _Reading | None:
    number = read_number(match["number"])
    if not isinstance(number, int):
        return None
    unit = match["unit"]
    day = _shift(anchor, -number, unit)
    return _calendar_unit("units-ago", day, unit)


def _in_units(match: re.Match[str], anchor: dt.date) -> _Reading | None:
    number = read_number(match["number"])
    if not isinstance(number, int):
        return None
    end = _shift(anchor, number, match["unit"])
    unit = match["unit"]
    timex = f"P{number}{unit[0].upper()}"
    if match["within"]:
        return _interval("in-units", (anchor, end), Granularity(unit), timex)
    return attrs.evolve(_calendar_unit("in-units", end, unit), relation=Relation.AT)


_YEAR = r"(?P<year>[12]\d{3})"
_NUMBER = rf"(?P<number>{NUMBER})"
_RULES: tuple[tuple[re.Pattern[str], _Rule, bool], ...] = tuple(
    (re.compile(pattern, re.ASCII), rule, anchored)
    for pattern, rule, anchored in (
        (r"\d{4}-\d\d-\d\d", _iso, False),
        (r"[12]\d{3}", _year_number, False),
        (rf"(?:(?P<which>last|this|next) )?(?P<weekday>{_WEEKDAY})\.?", _weekday, True),
        (r"today|tonight|yesterday|tomorrow", _named_day, True),
        (rf"(?P<month>{_MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}", _month_day, False),
        (rf"(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\.?,? {_YEAR}", _month_day, False),
        (rf"(?P<month>{_MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?(?P<year>)", _month_day, True),
        (rf"(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\.?(?P<year>)", _month_day, True),
        (rf"(?P<which>)(?P<month>{_MONTH})\.?,? (?:of )?{_YEAR}", _month_name, False),
        (rf"(?:(?P<which>last|this|next) )?(?P<month>{_MONTH})\.?(?P<year>)", _month_name, True),
        (
            rf"(?:(?P<part>earlier|later) )?(?P<which>last|this|next) (?P<unit>{_UNIT})(?:'s)?",
            _relative_unit,
            True,
        ),
        (rf"{_NUMBER} (?P<unit>{_UNIT})s? (?:ago|earlier)", _units_ago, True),
        (
            rf"(?:(?P<within>in less than |in under |within |in the next )|in ){_NUMBER} (?P<unit>{_UNIT})s?",
            _in_units,
            True,
        ),
    )
)
