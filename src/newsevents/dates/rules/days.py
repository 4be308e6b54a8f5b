"""Rules for days and months: dates, weekdays, today and tomorrow, holidays."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.holidays import holiday_in
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import (
    PATTERNS,
    full_year,
    month_number,
    ordinal,
    spoken_year,
    weekday_number,
)
from newsevents.dates.rule import Context, Match, Rule, absolute, group, narrowed, registry

RULES: list[Rule] = []
rule = registry(RULES)

STEPS = {"this": 0, "last": -1, "next": 1}
_FAR_DAYS = 60
_FOR_A_MONTH = re.compile(
    r"(?i)\b(?:in|since|until|till|by|from|to|of|last|next|and|between|through|during|before|after|for|early|late)\W+$"
)


# --- dates


@rule("number", r"(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?)?", needs="-|/")
def iso_date(match: Match, context: Context) -> Reading:
    """2023-10-07, 2023/10/07."""
    return absolute(r.day(dt.date(int(match["y"]), int(match["m"]), int(match["d"]))))


@rule("number", r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)", needs="/|.")
def numeric_date(match: Match, context: Context) -> Reading:
    """07.10.2023, 10/7/2023: in the text's own order, or else day first with full stops, month first with slashes."""
    one, other, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year = full_year(year, context.anchor.year if context.anchor else 2000)
    day_first = match["sep"] == "." if context.day_first is None else context.day_first
    month, day = (other, one) if day_first or one > 12 else (one, other)
    return absolute(r.day(dt.date(year, month, day)))


@rule(
    "month weekday",
    r"(?:{weekday:WEEKDAY}\.?,? (?:the )?)?(?:(?P<which>last|next|this past) )?{month:MONTH}(?:(?<=\.)| )"
    r"(?:the )?{d:DAY}"
    r"(?:,? {y:YEAR}|,? (?P<step>this|last|next) year)?"
    r"|(?:{weekday2:WEEKDAY}\.?,? )?(?:the (?=\d\d?[a-z]))?{dd:DAY}[ -](?:of )?{mm:MONTH}(?:,?[ -]{yy:YEAR})?",
    needs="0|1|2|3|4|5|6|7|8|9",
)
def month_day(match: Match, context: Context) -> Reading | None:
    """Oct. 7: the nearest, or the past one if the nearest is far ahead and nothing says that it lies ahead.

    A weekday before it determines the year; if it contradicts a given year, the date is left unresolved.
    """
    if _IN.search(context.before) and match["d"] and match["d"].isdigit() and _COUNTED_AFTER.match(context.after):
        return None  # "in March 12 people"
    month, day = month_number(match["month"] or match["mm"]), ordinal(match["d"] or match["dd"])
    name = group(match, "weekday") or group(match, "weekday2")
    weekday = weekday_number(name) if name else None
    if year := match["y"] or match["yy"]:
        return _agreeing(absolute(r.day(dt.date(int(year), month, day))), weekday)
    anchor, step = context.day, group(match, "step")
    if step:
        return _agreeing(r.day(dt.date(anchor.year + STEPS[step], month, day)), weekday)
    years = range(max(1, anchor.year - 11), min(9999, anchor.year + 11) + 1)
    dates = [dt.date(year, month, day) for year in years if day <= r.month_end(year, month).day]
    if weekday is not None:
        dates = [date for date in dates if date.weekday() == weekday]
    past, ahead = [date for date in dates if date < anchor], [date for date in dates if date > anchor]
    if match["which"]:
        wanted = ahead[:1] if group(match, "which") == "next" else past[-1:]
        return r.day(wanted[0]) if wanted else None
    if not dates:
        return None
    nearest = min(dates, key=lambda date: (abs(date - anchor), date))
    if (anchor - nearest).days > _FAR_DAYS and weekday is None and context.future and ahead:
        return attrs.evolve(r.day(ahead[0]), alternatives=(nearest.isoformat(),))
    if (nearest - anchor).days > (_FAR_DAYS if weekday is None else 366) and not context.future and past:
        nearest = past[-1]
    return r.day(nearest)


_IN = re.compile(r"(?i)\bin $")
_COUNTED_AFTER = re.compile(r" [a-z]+s\b| (?:people|men|women|children|police)\b")


def _agreeing(reading: Reading, weekday: int | None) -> Reading:
    """A day, without its bounds if the words name another weekday."""
    first = reading.earliest
    if weekday is None or first is None or first.weekday() == weekday:
        return reading
    return Reading(reading.timex, alternatives=(reading.timex,), anchored=reading.anchored)


_NO_DAY_AFTER = re.compile(
    rf"(?i)\s+(?!(?:in|at|to|for|with|by|near|when|where|as|after|before|and|but|or|he|she|it|they|we|i|that|of (?:this"
    rf"|last|next|the|that|every|each|{PATTERNS['MONTH']}))\b)\w|\s+of (?:the )?(?!month\b)\w+|[-/]"
)
"""What follows an ordinal that counts something: "on the 12th floor", "by the 5th of them"."""


@rule("number weekday", r"(?:{weekday:WEEKDAY},? )?the {d:DAY}(?<=[a-z])(?! (?:of )?{MONTH})", needs="st|nd|rd|th")
def day_of_month(match: Match, context: Context) -> Reading | None:
    """On the 12th: the most recent; the next if something says that it lies ahead. A weekday determines the month."""
    name, after = group(match, "weekday"), context.after
    introduced = (
        name or context.alone or re.search(r"(?i)\b(?:on|until|till|since|from|before|by|after) $", context.before)
    )
    if not introduced or (_NO_DAY_AFTER.match(after) and not re.match(r" of (?:this|last|next|the|that)\b", after)):
        return None
    if not (name or context.alone or re.search(r"(?i)\bon $", context.before)) and re.match(r"\s+\w", after):
        return None
    day, anchor = ordinal(match["d"]), context.day
    months = [r.shift(anchor.replace(day=1), step, "month") for step in range(-11, 12)]
    dates = [first.replace(day=day) for first in months if day <= r.month_end(first.year, first.month).day]
    if name:
        dates = [date for date in dates if date.weekday() == weekday_number(name)]
        return r.day(min(dates, key=lambda date: abs(date - anchor))) if dates else None
    past, ahead = [date for date in dates if date <= anchor], [date for date in dates if date > anchor]
    found, other = (ahead[:1], past[-1:]) if context.future and past[-1:] != [anchor] else (past[-1:], [])
    return attrs.evolve(r.day(found[0]), alternatives=tuple(map(str, other))) if found else None


@rule("month", r"(?P<first>{MONTH})(?: ?- ?|/)(?P<last>{MONTH})(?:,? {y:YEAR})?", needs="-|/")
def months(match: Match, context: Context) -> Reading | None:
    """July-September: the whole stretch of months; the last of them is the most recent."""
    if not match["first"][0].isupper():
        return None
    first, last = month_number(match["first"]), month_number(match["last"])
    if match["y"]:
        return absolute(_month_to_month(first, last, int(match["y"])))
    return _month_to_month(first, last, context.year_begun(lambda year: r.month(year, last)))


def _month_to_month(first: int, last: int, year: int) -> Reading:
    return r.throughout(r.month(year - (first > last), first), r.month(year, last))


@rule(
    "unit",
    r"(?:the )?week(?P<end>end)? (?:of|beginning|starting|ending|ended) {month:MONTH} {d:DAY}(?:,? {y:YEAR})?",
    needs="week",
)
def week_of(match: Match, context: Context) -> Reading:
    """The week of March 6, the weekend of May 3."""
    year = int(match["y"]) if match["y"] else context.day.year
    day = dt.date(year, month_number(match["month"]), ordinal(match["d"]))
    return r.weekend(day) if match["end"] else r.week(day)


# --- months


@rule(
    "month",
    r"{PART_OF}{month:MONTH},?(?: of)?(?: |-)(?:{y:YEAR}|{spoken:SPOKEN}|(?P<step>this|last|next) year)",
    needs="0|1|2|3|4|5|6|7|8|9|year|nineteen|eighteen|twenty|two thousand",
)
def month_year(match: Match, context: Context) -> Reading:
    """March 1996, June last year."""
    month = month_number(match["month"])
    if match["y"]:
        return narrowed(absolute(r.month(int(match["y"]), month)), group(match, "mod"))
    if match["spoken"]:
        return absolute(r.month(spoken_year(match["spoken"]), month))
    year = context.day.year + STEPS[group(match, "step")]
    return narrowed(r.month(year, month), group(match, "mod"))


_FROM_MONTH = re.compile(
    rf"(?i)\b(?:from|between) (?:early |mid-|late )?(?:{PATTERNS['MONTH']}) (?:to|until|through|and) $"
)
_TO_MONTH_OF_YEAR = re.compile(
    rf"(?i)(?:-| (?:to|until|through|and|or) )(?P<month>{PATTERNS['MONTH']}),?(?: of)?"
    rf" (?P<year>{PATTERNS['YEAR']})(?![-\w])"
)


@rule("month", r"{PART_OF}(?:(?P<which>this past|this coming|last|this|next) )?{month:MONTH}(?:'s)?")
def month(match: Match, context: Context) -> Reading | None:
    """September: the most recent; the next if something says that it lies ahead, or in the month before it."""
    which = group(match, "which")
    word = match["month"]
    if not (context.alone or (_is_month(word, context) if not (which or match["mod"]) else word[0].isupper())):
        return None
    month = month_number(match["month"])
    if to := _TO_MONTH_OF_YEAR.match(context.after):
        return absolute(r.month(int(to["year"]) - (month > month_number(to["month"])), month))
    anchor = context.day
    year = anchor.year
    other = None
    begin = context.reference_day
    if begin is not None and _FROM_MONTH.search(context.before):
        year = begin.year + (month <= begin.month)  # the end of a range of months
    elif which in ("next", "this coming"):
        year += month <= anchor.month
    elif which == "last":
        year -= month >= anchor.month
    elif (context.future or month == anchor.month % 12 + 1 or _reaches(month, context)) and not which:
        year += month < anchor.month
        other = year - 1 or None  # the calendar begins with year 1
    elif which != "this":
        year -= month > anchor.month
    found = narrowed(r.month(year, month), group(match, "mod"))
    return found if other is None else attrs.evolve(found, alternatives=(f"{other:04}-{month:02}",))


def _reaches(month: int, context: Context) -> bool:
    """Whether something lasts "through January", and the nearest January lies ahead."""
    return (month - context.day.month) % 12 < 6 and re.search(r"(?i)\bthrough $", context.before) is not None


def _is_month(word: str, context: Context) -> bool:
    """Whether a month's name is not a person's name, a verb or the beginning of another word."""
    name = word.lower().rstrip(".")
    if not word[0].isupper():
        return False
    if len(name) < 5 and name not in ("may", "june", "july") and not word.endswith("."):
        return re.match(r"\s*\d", context.after) is not None
    introduced = _FOR_A_MONTH.search(context.before) is not None
    if name == "may":
        return introduced
    if name == "march" and re.match(r"\s+(?:to|on|for|of|against|in|through)\b", context.after):
        return introduced
    if name in ("april", "june", "august") and re.match(r"\s+[A-Z][a-z]+", context.after):
        return introduced
    return True


# --- from one day to another


@rule(
    "month",
    r"(?P<month>{MONTH}) {d:DAY}(?:-| to | through ){dd:DAY}(?:,? {y:YEAR})?"
    r"|{first:DAY}(?:-|/| to ){last:DAY} {mm:MONTH}(?:,? {yy:YEAR})?",
    needs="-|/| to | through ",
)
def day_range(match: Match, context: Context) -> Reading | None:
    """Oct. 7-9: the whole stretch; the nearest such days."""
    month = month_number(match["month"] or match["mm"])
    first, last = ordinal(match["d"] or match["first"]), ordinal(match["dd"] or match["last"])
    year = int(match["y"] or match["yy"] or 0)
    if not year:
        anchor = context.day
        years = range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)
        year = min(years, key=lambda one: abs(dt.date(one, month, first) - anchor))
    begin, end = dt.date(year, month, first), dt.date(year, month, last)
    return r.throughout(r.day(begin), r.day(end)) if begin < end else None


@rule(
    "month",
    r"(?P<m>{MONTH}) {d:DAY}(?:,? {y:YEAR})? ?- ?(?P<mm>{MONTH}) {dd:DAY}(?:,? {yy:YEAR})?"
    r"|{e:DAY} (?P<n>{MONTH})(?: {z:YEAR})? ?- ?{ee:DAY} (?P<nn>{MONTH})(?: {zz:YEAR})?",
    needs="-",
)
def dates_range(match: Match, context: Context) -> Reading | None:
    """Dec. 28-Jan. 3: the whole stretch; the first date is in the year of the second, or in the year before."""
    months = [month_number(match["m"] or match["n"]), month_number(match["mm"] or match["nn"])]
    days = [ordinal(match["d"] or match["e"]), ordinal(match["dd"] or match["ee"])]
    first_year, last_year = int(match["y"] or match["z"] or 0), int(match["yy"] or match["zz"] or 0)
    over = (months[0], days[0]) > (months[1], days[1])
    given = last_year or (first_year and first_year + over)
    if not given:
        anchor = context.day
        years = range(max(2, anchor.year - 1), min(9998, anchor.year + 1) + 1)
        given = min(years, key=lambda year: abs(dt.date(year, months[1], days[1]) - anchor))
    begin, end = dt.date(first_year or given - over, months[0], days[0]), dt.date(given, months[1], days[1])
    found = r.throughout(r.day(begin), r.day(end)) if begin < end else None
    return found and attrs.evolve(found, anchored=not (first_year or last_year))


# --- holidays

_HOLIDAY_THING = re.compile(
    r"(?i)\s+(?:tree|season|card|gift|present|shopping|carol|Island|Seals|dinner|turkey|party|egg|bonus)"
)
_OTHER_CALENDAR = re.compile(rf"(?i)\b(?:{PATTERNS['OTHER_CALENDAR']}) (?:new )?$")
"""Words for a feast of another calendar, whose days are not known here: "Chinese New Year's"."""


@rule(
    "holiday weekday unit month",
    r"(?:(?P<which>last|this|next) )?{holiday:HOLIDAY}(?: (?P<around>weekend|week)(?: of)?(?= |\W|$))?(?:,? {y:YEAR})?",
)
def holiday(match: Match, context: Context) -> Reading | None:
    """Thanksgiving: the nearest; Easter week, the Labor Day weekend."""
    if not match["holiday"][0].isupper() and not context.alone:
        return None
    if _HOLIDAY_THING.match(context.after) or re.search(r"\b(?:Father|Merry|Happy|every|each)\s*$", context.before):
        return None
    if _OTHER_CALENDAR.search(context.before):
        return None
    name, around = group(match, "holiday"), group(match, "around")
    if match["y"]:
        return absolute(_around(holiday_in(name, int(match["y"])), around))
    anchor, which = context.day, group(match, "which")
    dates = [holiday_in(name, year) for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)]
    if which == "last":
        dates = [date for date in dates if date < anchor][-1:]
    elif which == "next":
        dates = [date for date in dates if date > anchor][:1]
    return _around(min(dates, key=lambda date: abs(date - anchor)), around) if dates else None


def _around(day: dt.date, unit: str) -> Reading:
    """A holiday, its week, or the weekend next to it."""
    if not unit:
        return r.day(day)
    if unit == "week":
        return r.week(day)
    return r.weekend(r.days_from(day, -3 if day.weekday() < 2 else 0))
