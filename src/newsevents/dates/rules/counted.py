"""Rules for a number of units counted from a day: three weeks ago, the past two years, in ten days."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import FUTURE, PAST, Reading
from newsevents.dates.lexicon import number, unit_name
from newsevents.dates.rule import Context, Match, Rule, group, registry, within
from newsevents.dates.rules.units import AHEAD, QUALIFIED
from newsevents.model.vocabulary import Relation

RULES: list[Rule] = []
rule = registry(RULES)

MOST_UNITS = 20_000
"""The largest number of units that is counted on the calendar; no date is further away."""


@rule(
    "unit ref",
    r"(?:(?:each|most|much) of )?(?:(?:over|during|in|for|within) )?(?P<the>the |these |this )?"
    r"(?P<which>last|past|next|coming|first|final|latest|previous|preceding|following|early|initial|remaining|recent"
    r"|opening|closing) "
    r"(?P<vague>(?:few|several|couple of|many|some) )?"
    r"(?:{num:NUM}[ -](?:or more |or so |to \w+ |more |straight |consecutive |trading |full )?)?"
    r"{unit:UNIT}'?(?: or so| ahead)?",
    needs="last|past|next|coming|first|final|latest|previous|preceding|following|early|initial|remaining|recent|opening|closing",
)
def past_units(match: Match, context: Context) -> Reading | None:
    """The past three days, the next two years: the whole stretch; the first nine months, recent weeks: a duration."""
    unit, which, plural = unit_name(match["unit"]), group(match, "which"), match["unit"].lower().endswith("s")
    if not match["num"]:
        if not plural or (which == "early" and QUALIFIED.match(context.after)):
            return None
        if which == "recent" and unit in ("year", "day"):
            return PAST
        if which == "coming" and not match["the"]:
            return FUTURE
        return r.lasting(2 if "couple" in group(match, "vague") else None, unit)
    count = number(match["num"])
    if count is None or match["vague"] or count > MOST_UNITS or (not plural and group(match, "num") in ("a", "an")):
        return None
    of_other = which == "last" and _OF_OTHER.match(context.after) and not context.alone  # "of the campaign", "of May"
    if count != 1 and context.anchor is not None and not of_other and which in ("last", "past", "next", "coming"):
        return r.stretch(context.anchor, count, unit, ahead=which in AHEAD)
    return r.lasting(count, unit)


_OF_OTHER = re.compile(r"(?i) of (?!which\b|them\b)")

_PARTS = {"century": (100, "year"), "decade": (10, "year"), "year": (12, "month")}
"""The smaller unit in which half a unit is counted."""


@rule(
    "unit",
    r"(?:(?P<about>{ABOUT}|just|only) )?"
    r"(?:(?P<vague>several|a few|many|some|(?:a )?couple(?: of)?) (?:{MULTIPLE} )?"
    r"|(?:an? )?(?P<part>half|quarter)[ -](?:of )?(?:an? )?"
    r"|{num:NUM}[ -](?:or so |or two )?)?"
    r"{unit:UNIT}(?: or so| or two| or more)?(?P<half> and a half)? "
    r"(?P<where>ago|earlier|before|previously|later|from now|from today|after|hence)",
    needs="ago|earlier|before|previously|later|from now|from today|after|hence",
)
def units_ago(match: Match, context: Context) -> Reading | None:
    """Three weeks ago: the unit, approximately. In company results, a year ago is the year-ago quarter."""
    unit, where = unit_name(match["unit"]), group(match, "where")
    back = where in ("ago", "earlier", "before", "previously")
    if not (match["num"] or match["part"]):
        vague = match["unit"].lower().endswith("s") and where not in ("before", "after", "later", "previously")
        return _far(back) if vague else None
    count = number(match["num"]) if match["num"] else 0
    if group(match, "part") == "quarter":
        if unit != "century":
            return None
        count, unit = 25, "year"
    elif count is not None and (match["part"] or match["half"]):
        count += 0.5
    if where in ("before", "after") or (where == "later" and _tells_how_long(unit, context)):
        return r.lasting(count, unit)
    if count is None or count > MOST_UNITS:
        return _far(back)
    return _counted_off(match, context, -count if back else count, unit)


def _far(back: bool) -> Reading:
    return PAST if back else FUTURE


def _tells_how_long(unit: str, context: Context) -> bool:
    """Whether "two hours later" is not a time of its own, because there is no date to count from."""
    return not context.alone and (context.reference is None or unit in r.SHORT)


def _counted_off(match: Match, context: Context, count: int | float, unit: str) -> Reading:
    """The unit a number of units after the anchor, or after an earlier date in the text; before it if negative."""
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
    found = attrs.evolve(found, approximate=about, reference=None if anchor == context.anchor else anchor)
    if where == "ago" and unit not in r.SHORT and isinstance(count, int):
        return _on_one_side(found, group(match, "about"), r.shift(anchor, count, unit), anchor)
    return found


def _on_one_side(reading: Reading, about: str, day: dt.date, anchor: dt.date) -> Reading:
    """A time between a day and the anchor for "less than", or before the day for "more than"."""
    if about in ("less than", "just under"):
        return within(reading, day, anchor, approximate=True)
    if about in ("more than", "over", "just over", "at least"):
        edtf = f"[..{day}]"
        return attrs.evolve(reading, earliest=None, latest=day, edtf=edtf, relation=Relation.BEFORE, approximate=True)
    return reading


def _unit_away(day: dt.date, count: int | float, unit: str) -> Reading:
    if unit in r.SHORT:
        return r.day(r.days_from(day, round(count / 24) if unit == "hour" else 0))
    if unit in ("decade", "century") and isinstance(count, int):
        return r.year(r.shift(day, count, unit).year)
    if isinstance(count, float):
        factor, unit = _PARTS.get(unit, (1, unit))
        count = round(count * factor)
    return r.unit_of(unit, r.shift(day, count, unit))


@rule(
    "unit",
    r"(?P<within>in less than|in under|in no more than|within|inside)? ?(?:in (?:about )?)?{num:NUM}[ -]{unit:UNIT}"
    r"(?P<time>'? time(?! (?:period|frame|span|limit|slot)))?(?! time\b)",
    needs="in|time",
)
def in_units(match: Match, context: Context) -> Reading | None:
    """In two weeks: the unit that far ahead. In less than two weeks: some time between now and then."""
    count, unit = number(match["num"]), unit_name(match["unit"])
    inside = match["within"] is not None
    ahead = match["time"] is not None or (match[0].lower().startswith("in ") and (context.alone or context.future))
    if inside and unit == "hour" and isinstance(count, int) and not count % 24:
        count, unit = count // 24, "day"
    if not isinstance(count, int) or count > MOST_UNITS or unit in r.SHORT or not (inside or ahead):
        return None
    if not inside and match["time"] is None and _FIRST.search(context.before):
        return None
    if inside and not (context.alone or context.future) and _IN_PAST.search(context.before):
        return None
    if group(match, "num") in ("a", "an") and _OF_A_KIND.match(context.after):
        return None
    anchor = context.day
    end = r.shift(anchor, count, unit)
    if inside:
        lasting = r.lasting(number(match["num"]), unit_name(match["unit"]))
        return within(attrs.evolve(lasting, granularity=r.unit_of(unit, end).granularity), anchor, end)
    return attrs.evolve(r.unit_of(unit, end), approximate=unit != "day")


_FIRST = re.compile(r"(?i)\b(?:first|only|once|time|most|least|worst|ever|[a-z]{3,}est)\b[^,.;:]{0,25}$")
"""Words that make "in two years" mean the stretch up to now: "the first time in two years"."""

_OF_A_KIND = re.compile(r"(?i) (?:that|when|where|which|of|like|in which)\b")
"""Words that define "a year", so that it is not a count: "in a year of floods"."""

_IN_PAST = re.compile(r"(?i)\b(?:was|were|had|did|\w+ed)\b[^.;:]*$")
"""Words that put "within two days" in the past; it is then counted from another day."""
