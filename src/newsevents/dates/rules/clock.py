"""Rules for times of day, and for now, then and soon."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.holidays import nth_weekday
from newsevents.dates.intervals import FUTURE, PAST, Reading
from newsevents.dates.lexicon import PARTS, PATTERNS, weekday_number
from newsevents.dates.rule import Context, Match, Rule, group, last_weekday, registry
from newsevents.model.vocabulary import Granularity, Relation
from newsevents.quantities import NUMBERS

RULES: list[Rule] = []
rule = registry(RULES)

# Hours from UTC of the zones that are named in news; "local time" leaves the offset open.
_ZONES = {
    "gmt": 0, "utc": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "jst": 9, "kst": 9, "msk": 3, "hkt": 8, "sast": 2, "wat": 1,
    "eat": 3, "pkt": 5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_US_ZONES = {"et": -5, "eastern": -5, "central": -6, "mt": -7, "mountain": -7, "pt": -8, "pacific": -8}
"""Winter offsets from UTC, in hours, of the zones that "ET" and "Eastern time" name in any season."""

_ZONE = (
    r"(?: (?P<open>\()?(?P<zone>(?:UTC|GMT)[+-]\d\d?(?::?[03]0)?|GMT|UTC|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|BST|CES?T|EES?T"
    r"|JST|KST|MSK|HKT|SAST|[EW]AT|PKT|AE[SD]T|NZ[SD]T|local time"
    r"|(?:eastern|central|mountain|pacific)(?:(?: (?:standard|daylight))? time)?)(?(open)\)))?"
    r"(?: \((?:UTC|GMT)[^()]{1,7}\))?"
)
_TIME = (
    r"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"
    r"|{oclock:HOUR} o'clock"
    r"|(?P<h24>[01]?\d|2[0-3])(?::(?P<min24>[0-5]\d)(?::\d\d)?|\.(?P<dot24>[0-5]\d)(?= {LOCAL_TIME}))"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= {LOCAL_TIME}| hrs)(?: hrs)?|(?P<hours>0\d[0-5]\d) hours"
    r"|(?P<bare>1[0-2]|[1-9])(?=(?: in the | at night| this )(?:morning|afternoon|evening)?)"
    r"|(?P<word>noon|midday|midnight))"
)
_DAY_AFTER = re.compile(rf"(?i) ?\([^()]{{1,30}}\),? (?:on )?({PATTERNS['DAY_NAME']})\b")
"""A day after the same time in another zone: "10:35 a.m. (0735 GMT) Friday"."""

_CLOCK_BEFORE = re.compile(r"(?i)\b(?:at|by|until|before|after|around|from|about|on|to|and)\W+$")
_CLOCK_DAY = re.compile(
    rf"(?i),? (?:on )?(?:{PATTERNS['DAY_NAME']}|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))\b"
)
_STAMP = re.compile(r"(?:^|[.?!:_\"\u201d)\]])\s*$")
"""What precedes a time that opens a sentence, as in a live report; such a time is on the day of the report."""

_RANGE_FROM = (
    r"(?P<from_h>1[0-2]|0?[1-9])(?:[:.](?P<from_min>[0-5]\d))?"
    r"(?= ?(?:to|and|until|till|-) ?(?P<to_h>1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?P<from_half>[ap])\.?m\b)"
)
"""The first of two times that share "a.m." or "p.m.": the "3" of "3 to 5 p.m."."""


@rule(
    "clock number",
    r"(?:(?:around|about|shortly before|shortly after|just before|just after|by|before|after|at) )?"
    r"(?:"
    + _TIME
    + r"(?:,? (?:(?:in the |this )?(?P<part>morning|afternoon|evening)|at (?P<night>night)))?"
    + _ZONE
    + "|"
    + _RANGE_FROM
    + ")",
)
def clock(match: Match, context: Context) -> Reading | None:
    """3 p.m. ET, 1400 GMT, noon, 9:30: on the adjacent day, or else the day of the nearest date before."""
    explained = (
        match["zone"] or context.alone or context.adjacent or match[0][0].isalpha() or _CLOCK_DAY.match(context.after)
    )
    if match["h24"] and not (explained or match["part"] or _CLOCK_BEFORE.search(context.before)):
        return None  # a score, a verse, a ratio
    if match["word"] and re.search(r"\b(?:high|after)\s*$", context.before, re.I):
        return None
    if match["from_h"] and not re.search(r"(?i)\b(?:from|between|,)\s*$|^$", context.before):
        return None
    return at(match, _date(match, context))


def at(match: Match, date: dt.date, *, late: bool = False) -> Reading:
    """The time of a match of the rule on a day.

    Args:
        match: A match of the rule `clock`.
        date: The day.
        late: Whether an hour that does not say its half of the day is after noon.
    """
    hour, minute = _hour_and_minute(match)
    if late and hour < 12 and not match["half"] and not match["word"]:
        hour += 12
    value = f"{date}T{hour:02}:{minute or 0:02}"
    moment = dt.datetime.combine(date, dt.time(hour % 24, minute or 0)) + dt.timedelta(days=hour // 24)
    offset = _offset(group(match, "zone"), date)
    if offset is not None:
        moment = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=offset)))
    if minute is None:
        return Reading(value, moment, moment + dt.timedelta(minutes=59, seconds=59), Granularity.HOUR)
    last = moment + dt.timedelta(seconds=59)
    return Reading(value, moment, last, Granularity.MINUTE)


_MOST_HOURS = 14
"""The largest offset of a zone from UTC, in hours."""


def _offset(zone: str, date: dt.date) -> float | None:
    """The offset of a zone from UTC on a day, in hours; None if the words leave it open."""
    if zone in _ZONES:
        return _ZONES[zone]
    if from_utc := re.fullmatch(r"(?:utc|gmt)([+-])(\d\d?):?(\d\d)?", zone):
        hours = int(from_utc[2]) + int(from_utc[3] or 0) / 60
        return (hours if from_utc[1] == "+" else -hours) if hours <= _MOST_HOURS else None
    name, *rest = zone.split() or [""]
    if name not in _US_ZONES:
        return None
    summer = _is_us_summer(date) if "standard" not in rest and "daylight" not in rest else "daylight" in rest
    return _US_ZONES[name] + summer


def _is_us_summer(date: dt.date) -> bool:
    """Whether daylight saving time is in force in the United States, by 15 U.S.C. 260a as of that year."""
    if date.year >= 2007:
        begin, end = nth_weekday(date.year, 3, 6, 2), nth_weekday(date.year, 11, 6, 1)
    else:
        begin = nth_weekday(date.year, 4, 6, 1 if date.year >= 1987 else -1)
        end = nth_weekday(date.year, 10, 6, -1)
    return date.year >= 1967 and begin <= date < end


def _hour_and_minute(match: Match) -> tuple[int, int | None]:
    """The hour, with 24 for midnight at the end of a day, and the minute if it is given."""
    if match["word"]:
        return (24 if group(match, "word") == "midnight" else 12), 0
    if digits := match["military"] or match["hours"]:
        return int(digits[:2]), int(digits[2:])
    if match["from_h"]:
        return _first_of_range(match)
    word = group(match, "oclock") or match["bare"] or match["h"] or match["h24"]
    hour = int(word) if word.isdigit() else NUMBERS[word]
    minute = match["min"] or match["min24"] or match["dot24"]
    late = match["night"] or group(match, "part") in ("afternoon", "evening")
    if match["half"]:
        hour = hour % 12 + (12 if group(match, "half") == "p" else 0)
    elif hour < 12 and late and not (match["night"] and hour < 6):
        hour += 12
    elif hour == 12 and (match["night"] or group(match, "part") == "morning"):
        hour = 0
    return hour, None if minute is None else int(minute)


def _first_of_range(match: Match) -> tuple[int, int | None]:
    """The first of two times in the same half of the day, or in the half before if it would otherwise be later."""
    hour, to = int(match["from_h"]) % 12, int(match["to_h"]) % 12
    late = (group(match, "from_half") == "p") == (hour < to)
    minute = match["from_min"]
    return hour + 12 * late, None if minute is None else int(minute)


def _date(match: Match, context: Context) -> dt.date:
    anchor = context.day
    if also := _DAY_AFTER.match(context.after):
        return last_weekday(weekday_number(also[1]), anchor)
    reference = context.reference
    if reference is None or (match[0][0].isdigit() and _STAMP.search(context.before)):
        return anchor
    same_moment = context.before.endswith("(") and isinstance(reference.earliest, dt.datetime)
    return (context.reference_day if same_moment or reference.granularity is Granularity.DAY else None) or anchor


@rule(
    "clock number",
    r"(?P<a>1[0-2]|0?[1-9])(?:[:.](?P<a_min>[0-5]\d))?(?: ?(?P<a_half>[ap])\.?m\b\.?)? ?(?:-|-to-) ?"
    r"(?P<b>1[0-2]|0?[1-9])(?:[:.](?P<b_min>[0-5]\d))? ?(?P<b_half>[ap])\.?m\b\.?" + _ZONE,
    needs="-",
)
def clock_range(match: Match, context: Context) -> Reading:
    """10 a.m.-4 p.m., 10-11 a.m.: the whole stretch."""
    return range_at(match, _date(match, context))


def range_at(match: Match, date: dt.date) -> Reading:
    """The stretch between the times of a match of the rule `clock_range`, on a day."""
    b = int(match["b"]) % 12 + 12 * (group(match, "b_half") == "p")
    a = int(match["a"]) % 12
    a += 12 * (group(match, "a_half") == "p" if match["a_half"] else b >= 12 and a < b % 12)
    minutes = int(match["a_min"] or 0), int(match["b_min"] or 0)
    offset = _offset(group(match, "zone"), date)
    zone = None if offset is None else dt.timezone(dt.timedelta(hours=offset))
    first = dt.datetime.combine(date, dt.time(a, minutes[0]), zone)
    last = dt.datetime.combine(date, dt.time(b, minutes[1]), zone) + dt.timedelta(
        days=(b, minutes[1]) < (a, minutes[0])
    )
    fine = match["a_min"] or match["b_min"]
    return Reading(
        f"{first:%Y-%m-%dT%H:%M}/{last:%Y-%m-%dT%H:%M}",
        first,
        last,
        Granularity.MINUTE if fine else Granularity.HOUR,
        relation=Relation.THROUGHOUT,
    )


@rule(
    "part",
    r"in the (?:early |late )?{part:PART}(?<!night)|(?:later|earlier) in the {part2:PART}"
    r"|(?:by |until |before |in )?(?:the )?mid[- ]?{part3:PART}(?<!night)"
    r"|(?:by|until|before) (?:the )?(?:early |late )?{part4:PART}(?!'s)",
)
def in_the_morning(match: Match, context: Context) -> Reading:
    """In the morning, by late afternoon: of the day named right before, or else of the anchor."""
    part = next(group(match, name) for name in ("part", "part2", "part3", "part4") if match[name])
    day = context.near_day
    return attrs.evolve(r.part_of_day(day or context.day, PARTS[part]), reference=day)


# --- now, then and soon


@rule(
    "ref",
    r"right now|now|currently|current|nowadays|these days|at present|at the moment|presently|at this time"
    r"|at the present time|the present day",
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


_DATED_AFTER = re.compile(
    r"(?i)\s+(?:in |on |last |this )"
    rf"(?:{PATTERNS['MONTH']}|{PATTERNS['WEEKDAY']}|{PATTERNS['UNIT']}|{PATTERNS['YEAR']})\b"
)
"""What follows "recently" if it introduces the last of several dates: "most recently in May"."""


@rule(
    "ref",
    r"(?:more |most |just |very |until )?recently|recent|lately|(?:in )?the (?:recent |distant )?past"
    r"(?! (?:\w+ ){0,2}(?:{UNIT}|(?:{SEASON}|{PART}|{DAY_NAME})s?)\b)",
)
def past(match: Match, context: Context) -> Reading | None:
    """Recently, in the past; not when "recently" only says that a date is near."""
    if not match[0].lower().endswith("recently"):
        return PAST
    as_recently_as = context.before.lower().endswith("as ") and context.after.startswith(" as ")
    return None if as_recently_as or _DATED_AFTER.match(context.after) else PAST


@rule(
    "ref",
    r"the (?:very |not[ -]too[ -])?(?:near |immediate |distant )?future"
    r"|(?:near|immediate) future|soon|shortly(?! (?:before|after))"
    r"|as soon as possible|the (?:near|short|long|longer) term|someday|some day|(?:a|some) later date"
    r"|future (?:days|weeks|months|quarters|years|decades)",
)
def future(match: Match, context: Context) -> Reading | None:
    """Soon, in the near future, in future years; not the future of something, nor "soon after" in a narrative."""
    words = match[0].lower()
    if words == "soon" and _is_counted(context):
        return None
    return None if words == "the future" and context.after.startswith(" of ") else FUTURE


def _is_counted(context: Context) -> bool:
    """Whether "soon" is counted from an event, or continues a narrative: "was soon freed", "soon became"."""
    if _AS_OR_PAST.search(context.before) or _AS_OR_AFTER.match(context.after):
        return True
    return _PAST_AFTER.match(context.after) is not None and not _TO_BE.search(context.before)


_AS_OR_PAST = re.compile(r"(?i)\b(?:as|was|were|had|did)\s*$")
_AS_OR_AFTER = re.compile(r"(?i)\s+(?:as|after)\b")
_TO_BE = re.compile(r"(?i)\b(?:be|is|are|being)\s*$")
_PAST_AFTER = re.compile(
    r"(?i)\s+(?:(?:was|were|had|did|became|began|came|fell|found|gave|got|grew|left|lost|made|met|took|went|won)\b"
    r"|(?!need\b)\w{2,}ed\b(?! to\b))"
)
