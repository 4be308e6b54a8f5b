"""Rules for times of day, and for now, then and soon."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.holidays import nth_weekday
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PATTERNS, month_number, ordinal, weekday_number
from newsevents.dates.rule import Context, Match, Rule, group, last_weekday, registry
from newsevents.dates.rules.days import DAYS_AWAY
from newsevents.dates.rules.units import FUTURE, PAST
from newsevents.model.vocabulary import Granularity
from newsevents.quantities import NUMBERS

RULES: list[Rule] = []
rule = registry(RULES)

# Hours from UTC of the zones that news names; "local time" leaves it open.
_ZONES = {
    "gmt": 0, "utc": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "bst": 1, "cet": 1, "cest": 2, "jst": 9, "kst": 9, "msk": 3, "hkt": 8,
}  # fmt: skip
_US_ZONES = {"et": -5, "eastern": -5, "central": -6, "mt": -7, "mountain": -7, "pt": -8, "pacific": -8}
"""Hours from UTC in winter of the zones that "ET" and "Eastern time" name, whatever the season."""

_ZONE = (
    r"(?: (?P<open>\()?(?P<zone>GMT|UTC|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|BST|CES?T|JST|KST|MSK|HKT|local time"
    r"|(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))? time)(?(open)\)))?"
)
_TIME = (
    r"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"
    r"|{oclock:HOUR} o'clock"
    r"(?: (?:in the )?(?P<when>morning|afternoon|evening|at night))?"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<min24>[0-5]\d)(?::\d\d)?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= (?:GMT|UTC|local time|hrs))(?: hrs)?|(?P<hours>0\d[0-5]\d) hours"
    r"|(?P<word>noon|midday|midnight))"
)
_DAY_AFTER = re.compile(rf"(?i) ?\([^()]{{1,30}}\),? (?:on )?({PATTERNS['DAY_NAME']})\b")
"""The day after another zone's time: "10:35 a.m. (0735 GMT) Friday"."""

_CLOCK_BEFORE = re.compile(r"(?i)\b(?:at|by|until|before|after|around|from|about|on|to|and)\W+$")


@rule(
    "clock number",
    r"(?:(?:around|about|shortly before|shortly after|just before|just after|by|before|after|at) )?"
    + _TIME
    + _ZONE
    + r"(?:,? (?:on |in the )?(?:{weekday:WEEKDAY}|(?P<day>today|yesterday|tomorrow)"
    r"|{month:MONTH} {d:DAY}(?:,? {y:YEAR})?|(?P<part>morning|afternoon|evening)))?",
)
def clock(match: Match, context: Context) -> Reading | None:
    """3 p.m. ET, 1400 GMT, noon Friday, 9:30 on Tuesday: on the day named, else that of the nearest date before."""
    explained = match["zone"] or match["weekday"] or match["day"] or context.alone or match[0][0].isalpha()
    if match["h24"] and not (explained or _CLOCK_BEFORE.search(context.before)):
        return None  # a score, a verse, a ratio
    if match["word"] and re.search(r"\b(?:high|after)\s*$", context.before, re.I):
        return None
    hour, minute = _hour_and_minute(match)
    date = _date(match, context)
    value = f"{date}T{hour:02}:{minute or 0:02}"
    moment = dt.datetime.combine(date, dt.time(hour % 24, minute or 0)) + dt.timedelta(days=hour // 24)
    offset = _offset(group(match, "zone"), date)
    if offset is not None:
        moment = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=offset)))
    if minute is None:
        return Reading(value, moment, moment + dt.timedelta(minutes=59, seconds=59), Granularity.HOUR)
    last = moment + dt.timedelta(seconds=59)
    return Reading(value, moment, last, Granularity.MINUTE)


def _offset(zone: str, date: dt.date) -> int | None:
    """A zone's hours from UTC on a day; None where the words leave it open."""
    if zone in _ZONES:
        return _ZONES[zone]
    name, *rest = zone.split() or [""]
    if name not in _US_ZONES:
        return None
    summer = _is_us_summer(date) if "standard" not in rest and "daylight" not in rest else "daylight" in rest
    return _US_ZONES[name] + summer


def _is_us_summer(date: dt.date) -> bool:
    """Whether daylight saving time is in force in the United States, by 15 U.S.C. 260a as it stood in that year."""
    if date.year >= 2007:
        begin, end = nth_weekday(date.year, 3, 6, 2), nth_weekday(date.year, 11, 6, 1)
    else:
        begin = nth_weekday(date.year, 4, 6, 1 if date.year >= 1987 else -1)
        end = nth_weekday(date.year, 10, 6, -1)
    return date.year >= 1967 and begin <= date < end


def _hour_and_minute(match: Match) -> tuple[int, int | None]:
    """The hour, 24 for midnight at a day's end, and the minute where it is said."""
    if match["word"]:
        return (24 if group(match, "word") == "midnight" else 12), 0
    if digits := match["military"] or match["hours"]:
        return int(digits[:2]), int(digits[2:])
    if word := group(match, "oclock"):
        hour = int(word) if word.isdigit() else NUMBERS[word]
        return hour + 12 * (hour < 12 and group(match, "when") in ("afternoon", "evening", "at night")), None
    hour = int(match["h"] or match["h24"])
    minute = match["min"] or match["min24"]
    if match["half"]:
        hour = hour % 12 + (12 if group(match, "half") == "p" else 0)
    elif group(match, "part") in ("afternoon", "evening") and hour < 12:
        hour += 12
    return hour, None if minute is None else int(minute)


def _date(match: Match, context: Context) -> dt.date:
    anchor = context.day
    if match["weekday"]:
        date = last_weekday(weekday_number(match["weekday"]), anchor)
        return r.days_from(date, 7) if context.future and date != anchor else date
    if match["day"]:
        return r.days_from(anchor, DAYS_AWAY.get(group(match, "day"), 0))
    if also := _DAY_AFTER.match(context.after):
        return last_weekday(weekday_number(also[1]), anchor)
    if match["month"]:
        year = int(match["y"]) if match["y"] else anchor.year
        return dt.date(year, month_number(match["month"]), ordinal(match["d"]))
    reference = context.reference
    if reference is None:
        return anchor
    same_moment = context.before.endswith("(") and isinstance(reference.earliest, dt.datetime)
    return (context.reference_day if same_moment or reference.granularity is Granularity.DAY else None) or anchor


# --- now, then and soon


@rule(
    "ref",
    r"right now|now|currently|current|nowadays|these days|at present|at the moment|presently|at this time"
    r"|at the present time",
)
def present(match: Match, context: Context) -> Reading | None:
    """Now, currently: the anchor's day, approximately."""
    word = match[0].lower()
    if word == "now" and re.match(r"\s*(?:,? defunct|-)", context.after):
        return None
    if word == "current" and re.match(r"\s+(?:account|affairs)", context.after):
        return None
    if context.anchor is None:
        return Reading("PRESENT_REF")
    return attrs.evolve(r.day(context.anchor), timex="PRESENT_REF", approximate=True)


@rule(
    "ref",
    r"(?:more |most |just |very |until )?recently|recent|lately|(?:in )?the (?:recent |distant )?past"
    r"(?! (?:\w+ ){0,2}{UNIT})",
)
def past(match: Match, context: Context) -> Reading:
    """Recently, in the past."""
    return PAST


@rule(
    "ref",
    r"the (?:near |immediate |distant )?future|(?:near|immediate) future|soon|shortly(?! (?:before|after))"
    r"|as soon as possible|the (?:near|short|long|longer) term|someday|some day",
)
def future(match: Match, context: Context) -> Reading | None:
    """Soon, in the near future."""
    after_as = re.search(r"\bas\s*$", context.before) or re.match(r"\s+(?:as|after)\b", context.after)
    return None if match[0].lower() == "soon" and after_as else FUTURE
