"""Rules for units of time: last week, three days ago, for two months, every day."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PARTS, month_number, number, unit_name, weekday_number
from newsevents.dates.rule import Context, Match, Rule, group, last_weekday, narrowed, registry, seen_from, within
from newsevents.model.vocabulary import Relation
from newsevents.quantities import MULTIPLES

RULES: list[Rule] = []
rule = registry(RULES)

_MOST = 20_000
"""The largest number of units that is counted on the calendar; no date is further off."""

PAST = Reading("PAST_REF", relation=Relation.BEFORE)
FUTURE = Reading("FUTURE_REF", relation=Relation.AFTER)
NO_TIME = Reading("")
"""What is read so that nothing else is read in its place: ages and rates, "a 52-year-old", "$5 a year"."""

_BACK = ("last", "past", "this past", "previous", "prior")
_AHEAD = ("next", "coming", "this coming")


# --- a unit seen from the anchor


@rule(
    "unit",
    r"{PART_OF}(?P<the>the )?(?P<which>last|this|next|this past|past|this coming|coming|current|previous|prior) "
    r"(?:fiscal |calendar )?(?P<unit>week|weekend|month|quarter|year|decade|century)"
    r"(?:'s|s'(?= ))?(?! (?:olds?\b|-old))",
)
def relative_unit(match: Match, context: Context) -> Reading | None:
    """Last month, this year, next week: the calendar unit. "Earlier this month" ends at the anchor."""
    anchor, unit, which = context.day, group(match, "unit"), group(match, "which")
    if _TITLE.match(match["which"]) and _TITLE.match(match["unit"]):
        return None
    if unit == "weekend":
        return _weekend(anchor, which)
    if which == "past" and match["the"] and unit != "year":
        return r.stretch(anchor, 1, unit, ahead=False)
    step = -1 if which in _BACK else 1 if which in _AHEAD else 0
    found = r.unit_of(unit, r.shift(anchor, step, unit))
    mod = group(match, "mod")
    first, last = found.earliest, found.latest
    if first is not None and last is not None and first <= anchor <= last:
        if mod.startswith("earlier"):
            return within(found, first, anchor)
        if mod.startswith("later"):
            return within(found, anchor, last)
    return narrowed(found, mod)


def _weekend(anchor: dt.date, which: str) -> Reading:
    if which in _BACK:
        return r.weekend(last_weekday(6, r.days_from(anchor, -1)))
    return r.weekend(r.days_from(anchor, 7 if which == "next" else 0))


@rule(
    "unit part",
    r"{PART_OF}(?P<which>(?:the )?(?:following|previous|preceding|next)|that same|the same|that) "
    r"(?:(?P<unit>day|week|month|year|quarter|weekend|decade)|{part:PART})",
)
def that_unit(match: Match, context: Context) -> Reading | None:
    """The following day, that week: seen from the nearest date before it."""
    which, unit, part = group(match, "which"), group(match, "unit"), group(match, "part")
    reference = context.reference_day
    step = -1 if which.endswith(("previous", "preceding")) else 1 if which.endswith(("following", "next")) else 0
    if part:
        if reference is None or step < 0:
            return None
        return seen_from(reference, r.part_of_day(r.days_from(reference, step), PARTS[part]))
    if which == "next" or (reference is None and not step):
        return None
    base = context.quarter.earliest if unit == "quarter" and context.quarter else reference or context.day
    assert base is not None
    found = attrs.evolve(r.unit_of(unit, r.shift(base, step, unit)), reference=reference)
    mod = group(match, "mod")
    first = found.earliest
    if mod.startswith("earlier") and first is not None and first < base and not step:
        return within(found, first, base)
    return narrowed(found, mod)


@rule(
    "unit part",
    r"the (?:(?P<unit>day|week|month|year)|{part:PART}) (?P<where>before|after|earlier|later)(?=\s*(?:[.,;:)]|$))",
)
def unit_before(match: Match, context: Context) -> Reading | None:
    """The year before, the day after, at the end of a clause: seen from the nearest date before it."""
    reference = context.reference_day
    if reference is None:
        return None
    step = -1 if group(match, "where") in ("before", "earlier") else 1
    if match["part"]:
        return seen_from(reference, r.part_of_day(r.days_from(reference, step), PARTS[group(match, "part")]))
    unit = group(match, "unit")
    return seen_from(reference, r.unit_of(unit, r.shift(reference, step, unit)))


_INTRODUCED = re.compile(r"(?i)\b(?:for|in|during|through|over|of|earlier in|later in|so far)\W+$")
_INTRODUCED_SHORT = re.compile(r"(?i)\b(?:for|during|earlier in|later in|of|this)\W+$")
_QUALIFIED = re.compile(r"\s+(?:of|to|that|when|in)\b")


@rule(
    "unit",
    r"{PART_OF}the (?P<which>full |entire |whole |current |latest )?(?P<fiscal>fiscal )?"
    r"(?P<unit>quarter|period|year|weekend|week|month)(?:'s)?(?!-)",
)
def the_unit(match: Match, context: Context) -> Reading | None:
    """The quarter, the year, the weekend, the end of the month: the current one, or in company results the last."""
    unit, mod, which = group(match, "unit"), group(match, "mod"), group(match, "which").strip()
    anchor = context.day
    if unit in ("quarter", "period"):
        if context.quarter is not None and which != "latest" and unit == "quarter":
            return context.quarter
        if unit == "quarter" or which == "latest":
            return r.unit_of("quarter", r.shift(anchor, -1, "quarter"))
        return None
    if unit == "weekend":
        return r.weekend(last_weekday(5, anchor))
    if mod or which == "current":
        return narrowed(r.unit_of(unit, anchor), mod)
    if unit == "year":
        if re.match(r"\s+(?:that )?(?:ended|ending)\b", context.after):
            return r.lasting(1, "year")
        if which == "full" or match["fiscal"]:
            return r.year(anchor.year)
    introduced = _INTRODUCED if unit == "year" else _INTRODUCED_SHORT
    if introduced.search(context.before) and not _QUALIFIED.match(context.after):
        return r.unit_of(unit, anchor)
    return None


@rule(
    "unit",
    r"(?:around |by |at )?(?:the )?(?:(?P<day>year[- ]end)|end of (?:the )?year|(?P<whose>year|month|week)'s end)",
)
def year_end(match: Match, context: Context) -> Reading:
    """Year-end: its last day. The year's end, the month's end: the end of the current one."""
    anchor = context.day
    if match["day"]:
        return r.day(dt.date(anchor.year, 12, 31))
    return narrowed(r.unit_of(group(match, "whose") or "year", anchor), "end")


# --- a number of units


@rule(
    "unit ref",
    r"(?:(?:each|most|much) of )?(?:(?:over|during|in|for|within) )?(?P<the>the |these |this )?"
    r"(?P<which>last|past|next|coming|first|final|latest|previous|preceding|following|early|initial|remaining|recent) "
    r"(?P<vague>(?:few|several|couple of|many|some) )?"
    r"(?:{num:NUM}[ -](?:or more |or so |to \w+ |more |straight |consecutive |trading |full )?)?"
    r"{unit:UNIT}'?(?: or so| ahead)?",
)
def past_units(match: Match, context: Context) -> Reading | None:
    """The past three days, the next two years: throughout; the first nine months, recent weeks: how long."""
    unit, which, plural = unit_name(match["unit"]), group(match, "which"), match["unit"].lower().endswith("s")
    if not match["num"]:
        if not plural or (which == "early" and _QUALIFIED.match(context.after)):
            return None
        if which == "recent" and unit in ("year", "day"):
            return PAST
        if which == "coming" and not match["the"]:
            return FUTURE
        return r.lasting(2 if "couple" in group(match, "vague") else None, unit)
    count = number(match["num"])
    if count is None or match["vague"] or count > _MOST or (not plural and group(match, "num") in ("a", "an")):
        return None
    if count != 1 and context.anchor is not None and which in ("last", "past", "next", "coming"):
        return r.stretch(context.anchor, count, unit, ahead=which in _AHEAD)
    return r.lasting(count, unit)


_ABOUT = "about|nearly|almost|around|some|roughly|approximately|more than|over|less than|just over|just under|at least"


_PARTS = {"century": (100, "year"), "decade": (10, "year"), "year": (12, "month")}
"""What half a unit is counted in."""


@rule(
    "unit",
    rf"(?:(?P<about>{_ABOUT}|just|only) )?"
    r"(?:(?P<vague>several|a few|many|some|(?:a )?couple(?: of)?) (?:{MULTIPLE} )?|(?P<part>half )(?:an? )"
    r"|{num:NUM}[ -](?:or so |or two )?)?"
    r"{unit:UNIT}(?: or so| or two| or more)?(?P<half> and a half)? "
    r"(?P<where>ago|earlier|before|previously|later|from now|from today|after|hence)",
)
def units_ago(match: Match, context: Context) -> Reading | None:
    """Three weeks ago: the unit, approximately. A year ago is in company results the year-ago quarter."""
    unit, where = unit_name(match["unit"]), group(match, "where")
    back = where in ("ago", "earlier", "before", "previously")
    if not (match["num"] or match["part"]):
        vague = match["unit"].lower().endswith("s") and where not in ("before", "after", "later", "previously")
        return _far(back) if vague else None
    count = number(match["num"]) if match["num"] else 0
    if count is not None and (match["part"] or match["half"]):
        count += 0.5
    if where in ("before", "after") or (where == "later" and _tells_how_long(unit, context)):
        return r.lasting(count, unit)
    if count is None or count > _MOST:
        return _far(back)
    return _counted_off(match, context, -count if back else count, unit)


def _far(back: bool) -> Reading:
    return PAST if back else FUTURE


def _tells_how_long(unit: str, context: Context) -> bool:
    """Whether "two hours later" is no time of its own, for want of a date that it is counted from."""
    return not context.alone and (context.reference is None or unit in r.SHORT)


def _counted_off(match: Match, context: Context, count: int | float, unit: str) -> Reading:
    """The unit so many units after the anchor, or after an earlier date in the text; before it where negative."""
    anchor, where = context.day, group(match, "where")
    if unit == "year" and count == -1 and where != "previously" and context.quarter and not context.several_months:
        return r.year_before(context.quarter)
    if where in ("previously", "later"):
        anchor = context.reference_day or anchor
    try:
        found = _unit_away(anchor, count, unit)
    except (ValueError, OverflowError):  # the calendar begins with the year 1
        return _far(count < 0)
    about = unit != "day" or match["about"] is not None
    return attrs.evolve(found, approximate=about, reference=None if anchor == context.anchor else anchor)


def _unit_away(day: dt.date, count: int | float, unit: str) -> Reading:
    if unit in r.SHORT:
        return r.day(r.days_from(day, round(count / 24) if unit == "hour" else 0))
    if isinstance(count, float):
        factor, unit = _PARTS.get(unit, (1, unit))
        count = round(count * factor)
    return r.unit_of(unit, r.shift(day, count, unit))


@rule(
    "unit",
    rf"(?:(?P<about>{_ABOUT}|another|the first|the last) )?half[ -](?:an? )?"
    r"(?P<unit>hour|minute|day|month|year|decade|century)(?:[ -]long)?(?! (?:ago|earlier)\b)",
)
def half_unit(match: Match, context: Context) -> Reading:
    """Half an hour, a half-century."""
    unit, about = group(match, "unit"), group(match, "about") not in ("", "another")
    return r.lasting(0.5, unit, approximate=about)


@rule("unit", r"(?:an? )?(?P<unit>hour|day|week|month|year|decade|century)[ -]?long")
def unit_long(match: Match, context: Context) -> Reading:
    """A week-long visit, the yearlong study."""
    return r.lasting(1, group(match, "unit"))


@rule(
    "unit",
    r"(?P<within>in less than|in under|in no more than|within|inside)? ?(?:in (?:about )?)?{num:NUM}[ -]{unit:UNIT}"
    r"(?P<time>'? time)?",
)
def in_units(match: Match, context: Context) -> Reading | None:
    """In two weeks: the unit that far ahead. In less than two weeks: some time between now and then."""
    count, unit = number(match["num"]), unit_name(match["unit"])
    inside = match["within"] is not None
    ahead = match["time"] is not None or (match[0].lower().startswith("in ") and (context.alone or context.future))
    if not isinstance(count, int) or count > _MOST or unit in r.SHORT or not (inside or ahead):
        return None
    anchor = context.day
    end = r.shift(anchor, count, unit)
    if inside:
        return within(attrs.evolve(r.lasting(count, unit), granularity=r.unit_of(unit, end).granularity), anchor, end)
    return attrs.evolve(r.unit_of(unit, end), approximate=unit != "day")


_RATE_BEFORE = re.compile(
    r"(?i)(?:\d|percent|cents?|million|billion|times|dollars|once|twice|thousand|people|tons|%|shares?|barrels|passengers"
    r"|jobs)(?:\s+\w+)?\s*$"
)


_TITLE = re.compile(r"[A-Z][a-z]")
"""A unit with a capital: "60 Minutes"."""

_ROUND_THE_CLOCK = re.compile(r"(?i)(?:24|twenty-four) hours a day|(?:7|seven) days a week")
_CHILD = re.compile(r"\s*(?:[a-z]+ )?(?:bab(?:y|ies)|infants?|boys?|girls?|sons?|daughters?|child(?:ren)?|twins?)\b")


@rule(
    "unit",
    rf"(?:(?P<about>{_ABOUT}|up to|no more than|no less than|as long as|an estimated|another"
    r"|an additional|under) )?(?:the )?"
    r"(?:(?P<vague>several|a few|many|some|a couple(?: of)?|a number of|few)[ -](?:{multiple:MULTIPLE} )?"
    r"|{num:NUM}[ -](?:(?:or more|or so|full|more|whole|straight|consecutive|additional|long|trading|business|working"
    r"|to \w+|or (?:two|three)) )?(?:{times:MULTIPLE} )?)"
    r"{unit:UNIT}[-']?(?P<half> and a half)?(?:[ -](?P<old>old)\b|-long)?(?: or so| or more)?(?! (?:ago|earlier)\b)",
)
def duration(match: Match, context: Context) -> Reading | None:
    """For six hours, a three-day visit, several months; "a year" after a count is a rate, and no time."""
    unit, several = unit_name(match["unit"]), match["unit"].lower().endswith("s")
    if match["vague"]:
        if "couple" in group(match, "vague"):
            return r.lasting(2 * MULTIPLES.get(group(match, "multiple"), 1), unit)
        return r.lasting(None, unit) if several or "-" in match[0] else None
    if _TITLE.match(match["unit"]) or _ROUND_THE_CLOCK.match(match[0] + context.after):
        return None
    count = number(match["num"])
    if match["old"]:
        return _age(count, unit, context)
    if count is None or (unit == "second" and not several) or (unit == "quarter" and "-" in match[0]):
        return None
    if group(match, "num") in ("a", "an"):
        if unit in ("quarter", "decade", "second", "century", "weekend") and not match["half"]:
            return None
        if _RATE_BEFORE.search(context.before):
            return NO_TIME
    count = count * MULTIPLES.get(group(match, "times"), 1) + (0.5 if match["half"] else 0)
    return r.lasting(count, unit, approximate=match["about"] is not None)


def _age(count: int | float | None, unit: str, context: Context) -> Reading:
    """How old something is; a person's age is no time."""
    person = unit == "year" or _CHILD.match(context.after)
    return NO_TIME if count is None or (person and not context.alone) else r.lasting(count, unit)


@rule(
    "unit",
    r"(?P<for>for )?(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)(?: or (?:months|years|weeks))?"
    r"(?: (?P<where>ago|ahead|later|earlier)|(?P<long>-long|-old))?",
)
def vague_units(match: Match, context: Context) -> Reading | None:
    """For years, weeks ago, decades-long."""
    if group(match, "where") in ("ago", "earlier"):
        return PAST
    lasts = re.search(r"\b(?:within|took|takes?|lasted|spent|wait(?:ed)?|follows)\W+$", context.before, re.I)
    if lasts or match["for"] or match["where"] or match["long"]:
        return r.lasting(None, unit_name(match["unit"]))
    return None


# --- what recurs


@rule(
    "unit weekday month part",
    r"(?:every|each) (?:(?P<other>other|second) )?(?:{num:NUM} )?"
    r"(?:{unit:UNIT}|{weekday:WEEKDAY}(?: {part:PART})?|{month:MONTH}|{part2:PART})"
    r"|{days:DAY_NAME}s",
)
def every(match: Match, context: Context) -> Reading:
    """Every Monday, Mondays, each month, every other week."""
    if match["days"]:
        return Reading(f"XXXX-WXX-{weekday_number(match['days']) + 1}", relation=Relation.EVERY, anchored=False)
    if match["unit"]:
        count = number(match["num"]) if match["num"] else 2 if match["other"] else 1
        return r.lasting(count, unit_name(match["unit"]), every=True)
    if match["weekday"]:
        part = f"T{PARTS[group(match, 'part')]}" if match["part"] else ""
        timex = f"XXXX-WXX-{weekday_number(match['weekday']) + 1}{part}"
    elif match["month"]:
        timex = f"XXXX-{month_number(match['month']):02}"
    else:
        timex = f"XXXX-XX-XXT{PARTS[group(match, 'part2')]}"
    return Reading(timex, relation=Relation.EVERY, anchored=False)


_ADVERBS = {
    "hourly": (1, "hour"), "daily": (1, "day"), "nightly": (1, "day"), "weekly": (1, "week"), "biweekly": (2, "week"),
    "monthly": (1, "month"), "yearly": (1, "year"),
}  # fmt: skip


@rule("ref", "|".join(_ADVERBS))
def adverb(match: Match, context: Context) -> Reading | None:
    """Daily, weekly; not in a name."""
    if match[0][0].isupper() and context.before.rstrip()[-1:] not in ("", "."):
        return None
    return r.lasting(*_ADVERBS[match[0].lower()], every=True)
