"""Rules for weekdays, for today and tomorrow, and for the parts of a day."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import NO_TIME, Reading
from newsevents.dates.lexicon import PARTS, number, weekday_number
from newsevents.dates.rule import Context, Match, Rule, group, last_weekday, registry, seen_from

RULES: list[Rule] = []
rule = registry(RULES)

DAYS_AWAY = {"yesterday": -1, "tomorrow": 1}

_MOST_WEEKS = 500
"""The largest number of weeks that are counted from a weekday."""

_DAY_NAME_BEFORE = re.compile(r"\b(?:Black|Bloody|Super|Ash|Holy|Fat|Cyber|Casual|Ruby|Man) $")
_DAY_NAME_AFTER = re.compile(r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Night (?:Live|Football)|Review)\b")
"""What follows a weekday that is part of a name: "the Sunday Times"."""


@rule(
    "weekday",
    r"(?:the )?(?P<nth>{NTH}) {weekday:WEEKDAY}(?:,? {part:PART}(?! of))?",
    needs="st |nd |rd |th |last|final",
)
def nth_weekday(match: Match, context: Context) -> Reading | None:
    """The first Friday, the last Friday of: needs the time after it to be resolved."""
    nth = group(match, "nth")
    of_what = "of|in" if match[0].lower().startswith("the ") else "of"
    if nth == "last" and not re.match(rf"(?i) (?:{of_what}) (?!which\b|them\b)", context.after):
        return None  # like a weekday alone
    part = f"T{PARTS[group(match, 'part')]}" if match["part"] else ""
    return Reading(f"XXXX-WXX-{weekday_number(match['weekday']) + 1}{part}", anchored=False)


@rule("weekday", r"the {weekday:WEEKDAY} (?:before|after)(?! (?:last|next)\b)", needs="before|after")
def weekday_next_to(match: Match, context: Context) -> Reading:
    """The Sunday before Easter: counted from the day after it, not from an event."""
    return Reading(f"XXXX-WXX-{weekday_number(match['weekday']) + 1}", anchored=False)


@rule(
    "weekday",
    r"(?:(?P<mod>early|late|earlier|later|mid)[ -](?:on )?)?"
    r"(?:(?P<which>this past|this coming|the coming|(?:the )?last|this|next|(?:the )?(?:previous|following)) )?"
    r"{weekday:WEEKDAY}(?P<owner>'s|s')?(?:,? (?:early |late |mid-?)?{part:PART}(?! of))?",
)
def weekday(match: Match, context: Context) -> Reading | None:
    """Tuesday: the most recent, including the anchor's own day; the next if something says that it lies ahead."""
    which = group(match, "which").removeprefix("the ")
    if _DAY_NAME_BEFORE.search(context.before) or _DAY_NAME_AFTER.match(context.after):
        return None
    wanted = weekday_number(match["weekday"])
    reference = context.reference_day
    if which in ("previous", "following") and reference is not None:
        before = -1 if which == "previous" else 7
        found = seen_from(reference, r.day(last_weekday(wanted, r.days_from(reference, before))))
    else:
        found = weekday_seen_from(context, wanted, which, bare=not match["owner"])
    first = found.earliest
    if match["part"] and first is not None:
        part = r.part_of_day(first, PARTS[group(match, "part")], found.alternatives)
        return attrs.evolve(part, reference=found.reference)
    return found


def weekday_seen_from(context: Context, wanted: int, which: str, *, bare: bool = False) -> Reading:
    """A weekday, after "last", "this" or "next" or alone, relative to the anchor.

    Args:
        context: What is known besides the words.
        wanted: Its number; Monday is 0.
        which: The word before it; empty if there is none.
        bare: Whether a word near it may put it in the future.
    """
    anchor = context.day
    last = last_weekday(wanted, anchor)
    next_ = r.days_from(last, 7)
    if which in ("next", "this coming", "coming"):
        return r.day(next_)
    if last == anchor:
        return r.day(r.days_from(last, -7) if which == "last" else last)
    in_week = r.days_from(anchor, wanted - anchor.weekday())
    if which == "this" and (context.alone or context.future or in_week > anchor):
        return attrs.evolve(r.day(next_), alternatives=() if context.alone else (last.isoformat(),))
    if not which and context.future and bare:
        called_off = _CALLED_OFF.match(context.after) is not None and anchor - last < next_ - anchor
        day, other = (last, next_) if called_off else (next_, last)
        return attrs.evolve(r.day(day), alternatives=(other.isoformat(),))
    return r.day(last)


_CALLED_OFF = re.compile(
    r"(?i) (?:was|were|has been|have been|had been) (?:\w+ly )?"
    r"(?:cancell?ed|called off|postponed|delayed|put off|scrapped|abandoned|suspended|rescheduled|moved)\b"
)
"""Words for an abandoned plan; its day may be past or ahead, and the nearer one is meant."""


@rule("weekday", r"(?:on )?{first:DAY_NAME} ?- ?{last:DAY_NAME}(?!s)", needs="-")
def weekdays(match: Match, context: Context) -> Reading:
    """Monday-Friday: the whole stretch; the last of them is the most recent."""
    first, last = weekday_number(match["first"]), weekday_number(match["last"])
    end = weekday_seen_from(context, last, "", bare=True)
    days = (last - first) % 7
    ranges = [
        r.throughout(r.day(r.days_from(day, -days)), r.day(day))
        for day in (end.earliest, *map(dt.date.fromisoformat, end.alternatives))
        if day is not None
    ]
    return attrs.evolve(ranges[0], alternatives=tuple(one.edtf for one in ranges[1:] if one.edtf))


@rule(
    "weekday",
    r"{num:NUM} {day:DAY_NAME}s (?P<where>ago|earlier|before last|from now|hence|later)",
    needs="ago|earlier|before last|from now|hence|later",
)
def weekdays_ago(match: Match, context: Context) -> Reading | None:
    """Two Sundays ago: counted back from the most recent before the anchor; in the future, from the next after it."""
    count, wanted = number(match["num"]), weekday_number(match["day"])
    if not isinstance(count, int) or count > _MOST_WEEKS:
        return None
    back = group(match, "where") in ("ago", "earlier", "before last")
    last = last_weekday(wanted, r.days_from(context.day, -1))
    first = last if back else last_weekday(wanted, r.days_from(context.day, 7))
    return r.day(r.days_from(first, 7 * (1 - count) if back else 7 * (count - 1)))


@rule("nights", r"{num:NUM} (?P<part>night|morning|afternoon|evening)s? ago", needs="ago")
def nights_ago(match: Match, context: Context) -> Reading | None:
    """Two nights ago."""
    count = number(match["num"])
    if not isinstance(count, int) or count > 7 * _MOST_WEEKS:
        return None
    return r.part_of_day(r.days_from(context.day, -count), PARTS[group(match, "part")])


@rule(
    "weekday unit",
    r"(?P<count>a|one|two|three) (?P<unit>week|weeks|fortnight) (?P<way>ago|from|on|next|last|come)(?: on)? "
    r"{weekday:DAY_NAME}"
    r"|{other:DAY_NAME} (?P<week>week|fortnight)(?! of\b| in\b|\w)",
    needs="week|fortnight",
)
def week_from_weekday(match: Match, context: Context) -> Reading | None:
    """A week ago Tuesday; a week from Tuesday, Tuesday week: a number of weeks from the last or the next Tuesday."""
    wanted = weekday_number(match["weekday"] or match["other"])
    count = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3}[group(match, "count")]
    count *= 2 if "fortnight" in (group(match, "unit"), group(match, "week")) else 1
    anchor = context.day
    if group(match, "way") in ("ago", "last"):
        return r.day(r.days_from(last_weekday(wanted, anchor), -7 * count))
    return r.day(r.days_from(last_weekday(wanted, r.days_from(anchor, 7)), 7 * count))


@rule(
    "weekday unit",
    r"the (?:(?P<unit>day|week|weekend|month|quarter|year|decade)|{weekday:DAY_NAME}) "
    r"(?:(?P<before>before last)|after next)(?! \w*day\b)",
    needs="before last|after next",
)
def before_last(match: Match, context: Context) -> Reading:
    """The week before last, the Tuesday after next: two weeks or units back, or ahead."""
    anchor, step = context.day, -2 if match["before"] else 2
    if match["weekday"]:
        wanted = weekday_number(match["weekday"])
        last = last_weekday(wanted, r.days_from(anchor, -1 if step < 0 else 0))
        return r.day(r.days_from(last, 7 * (step + (step < 0))))
    unit = group(match, "unit")
    return r.unit_of(unit, r.shift(anchor, step, unit))


@rule(
    "part unit eve",
    r"(?:the )?(?:early |late )?(?:{part:PART}|(?:early|small) hours|(?<=the )eve) of(?= )",
    needs=" of ",
)
def part_of_a_day(match: Match, context: Context) -> Reading:
    """The morning of, the early hours of: a part of the day after it."""
    return NO_TIME


_OF_AN_AGE = re.compile(
    r"(?i) (?:\w+ )?(?:world|society|youth|generations?|standards|economy|climate|technology|age|era|children|kids"
    r"|teenagers|women|parents|families|young people)\b"
)
"""What follows "today's" if it means "nowadays": "today's youth", "in today's world"."""


@rule(
    "named part unit",
    r"(?:(?:early|late|earlier|later|(?P<mid>mid[- ](?:morning|afternoon))) )?"
    r"(?:(?P<far>(?:the )?day (?:before yesterday|after tomorrow))"
    r"|{day:NAMED}(?:'s)?(?: {part:PART})?"
    r"|(?P<last>last night)|this (?:early |late )?{part2:PART})",
    needs="day|night|tomorrow|morning|afternoon|evening",
)
def named_day(match: Match, context: Context) -> Reading | None:
    """Today, yesterday, the day before yesterday, tonight, last night, this morning."""
    anchor, name = context.day, group(match, "day")
    if re.search(r"\b[A-Z]{3,} $", context.before) and match[0] == "Today":  # a newspaper, a programme
        return None
    if match[0].lower() == "today's" and _OF_AN_AGE.match(context.after):
        return None
    if match["far"]:
        return r.day(r.days_from(anchor, -2 if "before" in group(match, "far") else 2))
    date = r.days_from(anchor, -1 if match["last"] else DAYS_AWAY.get(name, 0))
    if match["last"] or name in ("tonight", "overnight"):
        return r.part_of_day(date, "NI")
    part = group(match, "part") or group(match, "part2") or group(match, "mid")[4:]
    return r.part_of_day(date, PARTS[part]) if part else r.day(date)
