"""Rules for days and months: dates, weekdays, today and tomorrow, holidays."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.holidays import holiday_in
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PARTS, PATTERNS, full_year, month_number, ordinal, spoken_year, weekday_number
from newsevents.dates.rule import Context, Match, Rule, absolute, group, last_weekday, narrowed, registry, seen_from

RULES: list[Rule] = []
rule = registry(RULES)

STEPS = {"this": 0, "last": -1, "next": 1}
DAYS_AWAY = {"yesterday": -1, "tomorrow": 1}
_FAR_DAYS = 60
_FOR_A_MONTH = re.compile(
    r"(?i)\b(?:in|since|until|till|by|from|to|of|last|next|and|between|through|during|before|after|for|early|late)\W+$"
)


# --- dates


@rule("number", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?)?")
def iso_date(match: Match, context: Context) -> Reading:
    """2023-10-07."""
    return absolute(r.day(dt.date(int(match["y"]), int(match["m"]), int(match["d"]))))


@rule("number", r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)")
def numeric_date(match: Match, context: Context) -> Reading:
    """07.10.2023, 10/7/2023: in the text's own order, else the day first with full stops, the month with slashes."""
    one, other, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year = full_year(year, context.anchor.year if context.anchor else 2000)
    day_first = match["sep"] == "." if context.day_first is None else context.day_first
    month, day = (other, one) if day_first or one > 12 else (one, other)
    return absolute(r.day(dt.date(year, month, day)))


@rule(
    "month weekday",
    r"(?:{WEEKDAY},? (?:the )?)?(?:(?P<which>last|next|this past) )?{month:MONTH} (?:the )?{d:DAY}"
    r"(?:,? {y:YEAR}|,? (?P<step>this|last|next) year)?"
    r"|(?:{WEEKDAY},? (?:the )?)?{dd:DAY}[ -](?:of )?{mm:MONTH}(?:,?[ -]{yy:YEAR})?",
)
def month_day(match: Match, context: Context) -> Reading | None:
    """Oct. 7: the nearest, but a past one where that is far ahead and nothing says that it lies ahead."""
    month = month_number(match["month"] or match["mm"])
    day = ordinal(match["d"] or match["dd"])
    if year := match["y"] or match["yy"]:
        return absolute(r.day(dt.date(int(year), month, day)))
    anchor, step = context.day, group(match, "step")
    if step:
        return r.day(dt.date(anchor.year + STEPS[step], month, day))
    years = range(max(1, anchor.year - 8), min(9999, anchor.year + 8) + 1)
    dates = [dt.date(year, month, day) for year in years if day <= r.month_end(year, month).day]
    past, ahead = [date for date in dates if date < anchor], [date for date in dates if date > anchor]
    if match["which"]:
        wanted = ahead[:1] if group(match, "which") == "next" else past[-1:]
        return r.day(wanted[0]) if wanted else None
    if not dates:
        return None
    nearest = min(dates, key=lambda date: (abs(date - anchor), date))
    if (nearest - anchor).days > _FAR_DAYS and not context.future and past:
        nearest = past[-1]
    return r.day(nearest)


@rule("month", r"(?P<first>{MONTH})(?:-|/)(?P<last>{MONTH})(?:,? {y:YEAR})?")
def months(match: Match, context: Context) -> Reading | None:
    """July-September: the months and all between; the last of them the most recent."""
    if not match["first"][0].isupper():
        return None
    first, last = month_number(match["first"]), month_number(match["last"])
    if match["y"]:
        return absolute(_month_to_month(first, last, int(match["y"])))
    return _month_to_month(first, last, context.year_begun(lambda year: r.month(year, last)))


def _month_to_month(first: int, last: int, year: int) -> Reading:
    return r.throughout(r.month(year - (first > last), first), r.month(year, last))


@rule("unit", r"(?:the )?week (?:of|beginning|starting|ending|ended) {month:MONTH} {d:DAY}(?:,? {y:YEAR})?")
def week_of(match: Match, context: Context) -> Reading:
    """The week of March 6."""
    year = int(match["y"]) if match["y"] else context.day.year
    return r.week(dt.date(year, month_number(match["month"]), ordinal(match["d"])))


# --- months


@rule("month", r"{PART_OF}{month:MONTH},?(?: of)?(?: |-)(?:{y:YEAR}|{spoken:SPOKEN}|(?P<step>this|last|next) year)")
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
    """September: the most recent; the next where something says that it lies ahead, or in the month before it."""
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
        year = begin.year + (month <= begin.month)  # the end of a stretch of months
    elif which in ("next", "this coming"):
        year += month <= anchor.month
    elif which == "last":
        year -= month >= anchor.month
    elif (context.future or month == anchor.month % 12 + 1) and not which:
        year += month < anchor.month
        other = year - 1
    elif which != "this":
        year -= month > anchor.month
    found = narrowed(r.month(year, month), group(match, "mod"))
    return found if other is None else attrs.evolve(found, alternatives=(f"{other:04}-{month:02}",))


def _is_month(word: str, context: Context) -> bool:
    """Whether a month's name is not a person's, a verb or the beginning of another word."""
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


# --- weekdays, today and tomorrow

_DAY_NAME_BEFORE = re.compile(r"\b(?:Black|Bloody|Super|Ash|Holy|Fat|Cyber|Casual|Ruby|Man) $")
_DAY_NAME_AFTER = re.compile(r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Night (?:Live|Football)|Review)\b")
"""What makes a weekday a part of a name: "Bloody Sunday", "the Sunday Times"."""


@rule(
    "weekday",
    r"(?:(?P<mod>early|late|earlier|later|mid)[ -](?:on )?)?"
    r"(?:(?P<which>this past|this coming|last|this|next|(?:the )?(?:previous|following)) )?"
    r"{weekday:WEEKDAY}(?P<owner>'s|s')?(?:,? {part:PART}(?! of))?",
)
def weekday(match: Match, context: Context) -> Reading | None:
    """Tuesday: the most recent, the anchor's own day included; the next where something says that it lies ahead."""
    anchor, which = context.day, group(match, "which")
    if _DAY_NAME_BEFORE.search(context.before) or _DAY_NAME_AFTER.match(context.after):
        return None
    wanted = weekday_number(match["weekday"])
    date = last_weekday(wanted, anchor)
    reference = context.reference_day
    alternatives: tuple[str, ...] = ()
    if which in ("next", "this coming") or (which == "this" and date != anchor and context.alone):
        date = r.days_from(date, 7)
    elif which == "last" and date == anchor:
        date = r.days_from(date, -7)
    elif which.endswith("previous") and reference is not None:
        return seen_from(reference, r.day(last_weekday(wanted, r.days_from(reference, -1))))
    elif which.endswith("following") and reference is not None:
        return seen_from(reference, r.day(last_weekday(wanted, r.days_from(reference, 7))))
    elif not which and context.future and date != anchor and not match["owner"]:
        alternatives = (date.isoformat(),)
        date = r.days_from(date, 7)
    if match["part"]:
        return r.part_of_day(date, PARTS[group(match, "part")], alternatives)
    return attrs.evolve(r.day(date), alternatives=alternatives)


@rule("weekday", r"(?:the )?(?:early |late )?{part:PART} of {weekday:WEEKDAY}(?!,? {MONTH})")
def part_of_weekday(match: Match, context: Context) -> Reading:
    """The morning of Tuesday."""
    anchor = context.day
    return r.part_of_day(last_weekday(weekday_number(match["weekday"]), anchor), PARTS[group(match, "part")])


_COUNTED = re.compile(r"\s+(?!(?:in|at|to|for|with|by|near|outside|when|where|as|after|before|and|but)\b)\w")
"""What follows a number that counts something: "on April 24 and 25 others"."""


@rule(
    "month",
    r"(?P<month>{MONTH}) {d:DAY}(?:-| to | through |(?P<both> and )){dd:DAY}(?:,? {y:YEAR})?"
    r"|{first:DAY}(?:-| to |(?P<two> and )){last:DAY} {mm:MONTH}(?: {yy:YEAR})?",
)
def day_range(match: Match, context: Context) -> Reading | None:
    """Oct. 7-9, Oct. 7 and 8: throughout; the days nearest."""
    month = month_number(match["month"] or match["mm"])
    first, last = ordinal(match["d"] or match["first"]), ordinal(match["dd"] or match["last"])
    year = int(match["y"] or match["yy"] or 0)
    if not year:
        anchor = context.day
        year = min(range(anchor.year - 1, anchor.year + 2), key=lambda one: abs(dt.date(one, month, first) - anchor))
    begin, end = dt.date(year, month, first), dt.date(year, month, last)
    if begin >= end or ((match["both"] or match["two"]) and end != r.days_from(begin, 1)):
        return None
    if match["both"] and not match["y"] and _COUNTED.match(context.after):
        return None
    return r.throughout(r.day(begin), r.day(end))


@rule(
    "named part unit",
    r"(?:(?:early|late|earlier|later|(?P<mid>mid[- ](?:morning|afternoon))) )?"
    r"(?:(?P<far>(?:the )?day (?:before yesterday|after tomorrow))"
    r"|{day:NAMED}(?:'s)?(?: {part:PART})?"
    r"|(?P<last>last night)|this (?:early |late )?{part2:PART})",
)
def named_day(match: Match, context: Context) -> Reading | None:
    """Today, yesterday, the day before yesterday, tonight, last night, this morning."""
    anchor, name = context.day, group(match, "day")
    if re.search(r"\b[A-Z]{3,} $", context.before) and match[0] == "Today":  # a newspaper, a programme
        return None
    if match["far"]:
        return r.day(r.days_from(anchor, -2 if "before" in group(match, "far") else 2))
    date = r.days_from(anchor, -1 if match["last"] else DAYS_AWAY.get(name, 0))
    if match["last"] or name in ("tonight", "overnight"):
        return r.part_of_day(date, "NI")
    part = group(match, "part") or group(match, "part2") or group(match, "mid")[4:]
    return r.part_of_day(date, PARTS[part]) if part else r.day(date)


# --- holidays

_HOLIDAY_THING = re.compile(
    r"(?i)\s+(?:tree|season|card|gift|present|shopping|carol|Island|Seals|dinner|turkey|party|egg|bonus|week)"
)


@rule("holiday weekday unit month", r"(?:(?P<which>last|this|next) )?{holiday:HOLIDAY}(?:,? {y:YEAR})?")
def holiday(match: Match, context: Context) -> Reading | None:
    """Thanksgiving: the nearest."""
    if not match["holiday"][0].isupper() and not context.alone:
        return None
    if _HOLIDAY_THING.match(context.after) or re.search(r"\b(?:Father|Merry|Happy|every|each)\s*$", context.before):
        return None
    name = group(match, "holiday")
    if match["y"]:
        return absolute(r.day(holiday_in(name, int(match["y"]))))
    anchor, which = context.day, group(match, "which")
    dates = [holiday_in(name, year) for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)]
    if which == "last":
        dates = [date for date in dates if date < anchor][-1:]
    elif which == "next":
        dates = [date for date in dates if date > anchor][:1]
    return r.day(min(dates, key=lambda date: abs(date - anchor))) if dates else None
