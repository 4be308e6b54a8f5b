"""Rules for units relative to the anchor or to an earlier date: last week, that day, the end of the month."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import NO_TIME, Reading
from newsevents.dates.lexicon import PARTS
from newsevents.dates.rule import Context, Match, Rule, group, last_weekday, narrowed, registry, seen_from, within
from newsevents.model.vocabulary import Granularity

RULES: list[Rule] = []
rule = registry(RULES)

_FRIDAY, _SUNDAY = 4, 6
_BACK = ("last", "past", "this past", "previous", "prior")
AHEAD = ("next", "coming", "this coming")
TITLE = re.compile(r"[A-Z][a-z]")
"""A unit with a capital: "60 Minutes"."""


# --- a unit relative to the anchor


@rule(
    "unit ref",
    r"{PART_OF}(?P<the>the )?(?P<which>last|this|next|this past|past|this coming|coming|current|previous|prior) "
    r"(?:fiscal |calendar )?(?P<unit>week|weekend|month|quarter|year|decade|century)"
    r"(?:'s|s'(?= ))?(?! (?:olds?\b|-old))",
    needs="last|this|next|past|coming|current|previous|prior",
)
def relative_unit(match: Match, context: Context) -> Reading | None:
    """Last month, this year, next week: the calendar unit. "Earlier this month" ends at the anchor."""
    anchor, unit, which = context.day, group(match, "unit"), group(match, "which")
    if TITLE.match(match["which"]) and TITLE.match(match["unit"]):
        return None
    if which == "last" and match["the"] and _OF_SOMETHING.match(context.after) and not context.alone:
        return None  # "the last week of the campaign"
    if unit == "weekend":
        return _weekend(anchor, which)
    lasting = which == "last" and match["the"] and unit != "weekend" and _OVER.search(context.before)
    if (which == "past" or lasting) and match["the"] and unit in ("week", "month", "decade", "century"):
        return r.stretch(anchor, 1, unit, ahead=False)
    step = -1 if which in _BACK else 1 if which in AHEAD else 0
    found = r.unit_of(unit, r.shift(anchor, step, unit))
    if unit == "week" and which in ("last", "this past") and anchor.weekday() == _SUNDAY:
        found = attrs.evolve(r.week(anchor), alternatives=(found.edtf or "",))  # if weeks begin on Sunday
    mod = group(match, "mod")
    first, last = found.earliest, found.latest
    if first is not None and last is not None and first <= anchor <= last:
        if mod.startswith("earlier"):
            return within(found, first, anchor)
        if mod.startswith("later"):
            return within(found, anchor, last)
    return narrowed(found, mod)


_OVER = re.compile(r"(?i)\b(?:for|over|during|throughout|within) $")
"""Words that make "the last week" mean the seven days up to now."""

_OF_SOMETHING = re.compile(r"(?i) of (?!which\b|them\b)")


def _weekend(anchor: dt.date, which: str) -> Reading:
    if which in _BACK:
        return r.weekend(last_weekday(6, r.days_from(anchor, -1)))
    return r.weekend(r.days_from(anchor, 7 if which == "next" else 0))


@rule(
    "unit part",
    r"{PART_OF}(?P<which>(?:the )?(?:following|previous|preceding|next)|that same|the same|that) "
    r"(?:(?P<unit>day|week|month|year|quarter|weekend|decade)|{part:PART})",
    needs="that|same|following|previous|preceding|next",
)
def that_unit(match: Match, context: Context) -> Reading | None:
    """The following day, that week: relative to the nearest date before it."""
    which, unit, part = group(match, "which"), group(match, "unit"), group(match, "part")
    reference = context.reference_day
    step = -1 if which.endswith(("previous", "preceding")) else 1 if which.endswith(("following", "next")) else 0
    if part:
        if reference is None or step < 0:
            return None
        return seen_from(reference, r.part_of_day(r.days_from(reference, step), PARTS[part]))
    if which == "next":
        return None
    if reference is None and not step:
        return NO_TIME
    base = context.quarter.earliest if unit == "quarter" and context.quarter else reference or context.day
    assert base is not None
    if context.reference is not None and (inside := _somewhere_in(context.reference, unit)):
        return attrs.evolve(inside, reference=reference)
    found = attrs.evolve(r.unit_of(unit, r.shift(base, step, unit)), reference=reference)
    mod = group(match, "mod")
    first = found.earliest
    if mod.startswith("earlier") and first is not None and first < base and not step:
        return within(found, first, base)
    return narrowed(found, mod)


_UNKNOWN = {
    ("day", Granularity.MONTH): "-XX", ("week", Granularity.MONTH): "-WXX",
    ("day", Granularity.YEAR): "-XX-XX", ("week", Granularity.YEAR): "-WXX", ("month", Granularity.YEAR): "-XX",
}  # fmt: skip
"""What TIMEX3 appends to a month or a year for an unspecified unit in it."""


def _somewhere_in(reference: Reading, unit: str) -> Reading | None:
    """What "that day" means after a month or year: some day in it; None if the reference says which."""
    first, last, granularity = reference.earliest, reference.latest, reference.granularity
    unknown = None if granularity is None else _UNKNOWN.get((unit, granularity))
    if unknown is None or first is None or last is None:
        return None
    timex = reference.timex[:4] if unknown == "-WXX" else reference.timex
    return attrs.evolve(within(reference, first, last), timex=timex + unknown, granularity=Granularity(unit))


@rule(
    "unit part",
    r"the (?:(?P<unit>day|week|weekend|month|year)|{part:PART}) (?P<where>before|after|earlier|later)"
    r"(?![- ]last(?! {DAY_NAME}))",
    needs="before|after|earlier|later",
)
def unit_before(match: Match, context: Context) -> Reading | None:
    """The year before, the day after, at the end of a clause: relative to the nearest date before it.

    Elsewhere it is counted from the day after it, or from an event.
    """
    if not _CLAUSE_ENDS.match(context.after):
        return NO_TIME
    reference = context.reference_day
    if reference is None:
        return None
    step = -1 if group(match, "where") in ("before", "earlier") else 1
    if match["part"]:
        return seen_from(reference, r.part_of_day(r.days_from(reference, step), PARTS[group(match, "part")]))
    unit = group(match, "unit")
    return seen_from(reference, r.unit_of(unit, r.shift(reference, step, unit)))


_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")


@rule(
    "unit",
    r"(?P<the>the )?(?:{NTH} (?:day|week|weekend|month|year)|(?:last|final|latter|closing|opening) (?:half|quarter))"
    r"(?= (?:of|in) )",
    needs=" of | in ",
)
def nth_unit(match: Match, context: Context) -> Reading | None:
    """The first week of, the last day of: a part of the time named after it."""
    if context.after[:4] == " in " and not match["the"]:
        return None
    return NO_TIME


_INTRODUCED = re.compile(r"(?i)\b(?:for|in|during|through|over|of|earlier in|later in|so far)\W+$")
_INTRODUCED_SHORT = re.compile(r"(?i)\b(?:for|during|earlier in|later in|of|this)\W+$")
QUALIFIED = re.compile(r"\s+(?:of|to|that|when|in)\b")


@rule(
    "unit",
    r"{PART_OF}the (?P<which>full |entire |whole |current |latest )?(?P<fiscal>fiscal )?"
    r"(?P<unit>quarter|period|year|weekend|week|month|day|decade|century)(?:'s)?(?!-)",
    needs="the ",
)
def the_unit(match: Match, context: Context) -> Reading | None:
    """The quarter, the year, the weekend, the end of the month: the current one, or in company results the last."""
    unit, mod, which = group(match, "unit"), group(match, "mod"), group(match, "which").strip()
    anchor = context.day
    if unit == "day":
        named = mod.startswith(("earlier", "later")) or re.search(
            r"(?i)\b(?:early|late|earlier|later) in $", context.before
        )
        return _the_day(context) if named and match[0].lower().endswith("the day") else None
    if unit in ("quarter", "period"):
        if context.quarter is not None and which != "latest" and unit == "quarter":
            return context.quarter
        if unit == "quarter" or which == "latest":
            return r.unit_of("quarter", r.shift(anchor, -1, "quarter"))
        return None
    if unit == "weekend":
        last = r.weekend(last_weekday(5, anchor))
        if not context.future or anchor.weekday() > _FRIDAY:
            return None if _OF_SOMETHING.match(context.after) else last
        return attrs.evolve(r.weekend(r.days_from(anchor, 5 - anchor.weekday())), alternatives=(last.edtf or "",))
    if mod or which == "current":
        return narrowed(r.unit_of(unit, anchor), mod)
    if unit in ("decade", "century"):
        return None
    if unit == "year":
        if re.match(r"\s+(?:that )?(?:ended|ending)\b", context.after):
            return r.lasting(1, "year")
        if which == "full" or match["fiscal"]:
            return r.year(anchor.year)
    introduced = _INTRODUCED if unit == "year" else _INTRODUCED_SHORT
    if introduced.search(context.before) and not QUALIFIED.match(context.after):
        return r.unit_of(unit, anchor)
    return None


def _the_day(context: Context) -> Reading:
    """The day under discussion: the one named right before, or else the anchor."""
    return attrs.evolve(r.day(context.near_day or context.day), reference=context.near_day)


@rule(
    "unit",
    r"(?:around |by |at )?(?:the )?(?:(?P<day>year[- ]end)|end of (?:the )?year|(?P<whose>year|month|week)'s end)",
    needs="end",
)
def year_end(match: Match, context: Context) -> Reading:
    """Year-end: the last day of the year. The year's end, the month's end: the end of the current one."""
    anchor = context.day
    if match["day"]:
        return r.day(dt.date(anchor.year, 12, 31))
    return narrowed(r.unit_of(group(match, "whose") or "year", anchor), "end")
