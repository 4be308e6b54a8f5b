"""Rules for how long something lasts, and how often it recurs: for two months, a four-day visit, every day."""

from __future__ import annotations

import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import FUTURE, NO_TIME, PAST, Reading
from newsevents.dates.lexicon import PARTS, month_number, number, unit_name, weekday_number
from newsevents.dates.rule import Context, Match, Rule, group, registry
from newsevents.dates.rules.units import TITLE
from newsevents.english import any_of
from newsevents.model.vocabulary import Relation
from newsevents.quantities import MULTIPLES, NUMBERS

RULES: list[Rule] = []
rule = registry(RULES)


@rule(
    "unit",
    r"(?:(?P<about>{ABOUT}|another|the first|the last) )?(?:(?:an? )?half[ -](?:an? )?"
    r"(?P<unit>hour|minute|day|month|year|decade|century)|(?:an? )?quarter[- ](?:of a )?century)(?:[ -]long)?"
    r"(?! (?:ago|earlier)\b)",
    needs="half|quarter",
)
def half_unit(match: Match, context: Context) -> Reading:
    """Half an hour, a half-century, a quarter of a century."""
    unit, about = group(match, "unit"), group(match, "about") not in ("", "another")
    if not unit:
        return r.lasting(25, "year", approximate=about)
    return r.lasting(0.5, unit, approximate=about)


_FRACTIONS = {"a quarter": 0.25, "one quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75}


@rule(
    "unit",
    r"(?P<share>(?:an?|one|two|three|four)[ -](?:quarters?|thirds?|fourths?|fifths?|tenths?)) of (?:an?|one|the) "
    r"(?P<unit>hour|minute|day|week|month|year|decade|century)",
    needs=" of ",
)
def share_of_unit(match: Match, context: Context) -> Reading:
    """Three quarters of an hour: the minutes or months; other fractions have no known length."""
    share, unit = _FRACTIONS.get(group(match, "share"), 0), group(match, "unit")
    parts, smaller = _QUARTERED.get(unit, (0, unit))
    return r.lasting(round(share * parts) or None, smaller)


_QUARTERED = {"hour": (60, "minute"), "year": (12, "month"), "century": (100, "year"), "minute": (60, "second")}
"""The smaller unit in which a quarter of a unit is counted."""


@rule("unit", r"(?:an? )?(?P<unit>hour|day|week|month|year|decade|century)[ -]?long", needs="long")
def unit_long(match: Match, context: Context) -> Reading:
    """A week-long visit, the yearlong study."""
    return r.lasting(1, group(match, "unit"))


_RATE_BEFORE = re.compile(
    rf"(?i)(?:\b(?:{any_of(NUMBERS)}) \w+s|\d|percent|cents?|million|billion|times|dollars|once|twice|thousand"
    r"|people|tons|%|shares?|barrels|passengers|jobs)(?:\s+\w+)?\s*$"
)
"""What precedes "a week" if it is the unit of a rate: "four flights a week"."""


_ROUND_THE_CLOCK = re.compile(r"(?i)(?:24|twenty-four) hours a day|(?:7|seven) days a week")
_CHILD = re.compile(r"\s*(?:[a-z]+ )?(?:bab(?:y|ies)|infants?|boys?|girls?|sons?|daughters?|child(?:ren)?|twins?)\b")


@rule(
    "unit",
    r"(?:(?P<about>{ABOUT}|up to|no more than|no less than|as long as|an estimated|another|further"
    r"|an additional|under|between) )?(?:the )?"
    r"(?:(?P<vague>several|a few|many|some|a couple(?: of)?|a number of|few)[ -](?:{multiple:MULTIPLE} )?"
    r"|(?P<one>another|an? (?:extra|additional|further|entire|single|full|whole)|a) (?=(?:{UNIT})\b)"
    r"|{num:NUM}(?:(?P<plus>-plus|-odd|\+)[ -]|[ -](?:(?:or more|or so|full|more|whole|single|solid|straight"
    r"|consecutive|additional|extra|further|long|trading|business|working)[ -])?"
    r"(?P<range>(?:-? ?(?:to|or|and)[ -]|(?<=-)){to:NUM}[ -])?)(?:{times:MULTIPLE} )?)"
    r"{unit:UNIT}[-']?(?P<half> and a half)?(?:[ -](?P<old>old)\b|-long)?(?: or so| or more)?"
    r"(?! (?:ago|earlier)\b|-olds\b)",
)
def duration(match: Match, context: Context) -> Reading | None:
    """For six hours, a three-day visit, several months; "a year" after a count is a rate, not a time."""
    unit, several = unit_name(match["unit"]), match["unit"].lower().endswith("s")
    if match["vague"]:
        if "couple" in group(match, "vague"):
            return r.lasting(2 * MULTIPLES.get(group(match, "multiple"), 1), unit)
        return r.lasting(None, unit) if several or "-" in match[0] else None
    if TITLE.match(match["unit"]) or _ROUND_THE_CLOCK.match(match[0] + context.after):
        return None
    if match[0].lower() == "one day" and _SOME_DAY.search(context.before):
        return FUTURE
    article = match["one"] or (match["num"] if group(match, "num") in ("a", "an") else None)
    count = 1 if match["one"] else number(match["num"])
    if match["old"]:
        return _age(count, unit, context)
    if count is None or (unit == "second" and not several) or (unit == "quarter" and (match["one"] or "-" in match[0])):
        return None  # "90-second", "a quarter of voters"
    if article in ("a", "an"):
        if unit in _RARELY_ONE and not match["half"]:
            measured = unit in ("decade", "century") and (match["about"] or _FOR.search(context.before))
            return r.lasting(1, unit, approximate=match["about"] is not None) if measured else None
        if _OFTEN_BEFORE.search(context.before):
            return r.lasting(1, unit, every=True)
        if _RATE_BEFORE.search(context.before):
            return NO_TIME
    if group(match, "about") == "between" and not match["range"]:
        return NO_TIME
    count = count * _multiple(match) + (0.5 if match["half"] else 0)
    about = match["about"] is not None or match["plus"] is not None
    found = r.lasting(count, unit, approximate=about)
    return attrs.evolve(found, duration=None, approximate=True) if match["range"] else found


_SOME_DAY = re.compile(r"(?i)\b(?:will|would|could|may|might|can|shall|hop(?:e|es|ed|ing) (?:to|he|she|they|it)) $")
"""What precedes "one day" if it is some day in the future: "will one day be"."""

_RARELY_ONE = ("quarter", "decade", "second", "century", "weekend")
_FOR = re.compile(r"(?i)\b(?:for|over|after|in|within|of) $")
"""What precedes "a decade" if it is a duration."""


def _multiple(match: Match) -> int:
    """The factor of a number of dozens: in "two dozen", and in "two to three dozen"."""
    *_, last = re.split("[ -]", group(match, "to"))
    shared = last if not MULTIPLES.keys() & set(re.split("[ -]", group(match, "num"))) else ""
    return MULTIPLES.get(group(match, "times") or shared, 1)


_OFTEN_BEFORE = re.compile(r"(?i)\b(?:once|twice|times)\s*$")
"""What precedes "a week" if it says how often something recurs."""


def _age(count: int | float | None, unit: str, context: Context) -> Reading:
    """How old something is; the age of a person is not a time."""
    person = unit == "year" or _CHILD.match(context.after)
    return NO_TIME if count is None or (person and not context.alone) else r.lasting(count, unit)


@rule(
    "unit",
    r"(?P<for>for |over the |throughout the |in the |the )?"
    r"(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)"
    r"(?: (?:or|and|even) (?:months|years|weeks|decades))?"
    r"(?: (?P<where>ago|ahead|later|earlier|to come|that followed|past|since(?=\s*(?:[.,;:)]|$)| then))"
    r"|(?P<long>-long|-old))?",
)
def vague_units(match: Match, context: Context) -> Reading | None:
    """For years, weeks ago, in the weeks ahead, over the years, decades-long."""
    unit, where, before = unit_name(match["unit"]), group(match, "where"), group(match, "for")
    if where in ("ago", "earlier", "past"):
        return PAST if before in ("", "the ") or where == "ago" else None
    if before == "the " and not match["long"] and where not in ("ahead", "to come", "that followed", "since"):
        return None
    if where == "since" and not before:
        return None  # "two months since"
    if before in ("over the ", "in the ", "throughout the ") and not where:
        return r.lasting(None, unit) if before != "in the " and not _STRETCH_GOES_ON.match(context.after) else None
    lasts = before or where or match["long"] or _LASTS.search(context.before)
    first_in = _FIRST_IN.search(context.before) is not None and not context.after.startswith(" past")
    of_long = _AFTER_LONG.search(context.before) is not None and context.after.startswith(" of ")
    return r.lasting(None, unit) if lasts or first_in or of_long else None


_LASTS = re.compile(r"(?i)\b(?:within|took|takes?|lasted|spent|wait(?:ed)?|follows|lasting)\W+$")
_AFTER_LONG = re.compile(r"(?i)\b(?:after|following|despite|capp(?:ed|ing)|ended|ending|ends|through)\s+$")
_FIRST_IN = re.compile(r"(?i)\b(?:first|only|once|time|most|[a-z]+est|worst|seen|had|n't)\b[^,.;:]{0,30} in\s+$")
_STRETCH_GOES_ON = re.compile(r"(?i)\s*(?:of|from|between|when|that|which|since|before|after|immediately|leading|\d)\b")
"""What follows a stretch of time that is distinguished from others: "over the years of the war"."""


# --- what recurs


@rule(
    "unit weekday month part nights",
    r"(?:every|each) (?:(?P<other>other|second) )?(?:{num:NUM} )?"
    r"(?:{unit:UNIT}|{weekday:WEEKDAY}(?: {part:PART})?|{month:MONTH}|{part2:PART})"
    r"|{days:DAY_NAME}s|{nights:DAY_NAME} {of:PART}s|(?:on |at )(?P<kind>weekends|weekdays)",
    needs="every|each|days|nights|mornings|afternoons|evenings|weekends",
)
def every(match: Match, context: Context) -> Reading:
    """Every Monday, Mondays, Saturday nights, each month, every other week."""
    if name := match["days"] or match["nights"]:
        of_day = f"T{PARTS[group(match, 'of')]}" if match["nights"] else ""
        return Reading(f"XXXX-WXX-{weekday_number(name) + 1}{of_day}", relation=Relation.EVERY, anchored=False)
    if match["kind"]:
        kind = "WE" if group(match, "kind") == "weekends" else "WD"
        return Reading(f"XXXX-WXX-{kind}", relation=Relation.EVERY, anchored=False)
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
    "monthly": (1, "month"), "yearly": (1, "year"), "annually": (1, "year"),
}  # fmt: skip


@rule("ref", "|".join(_ADVERBS))
def adverb(match: Match, context: Context) -> Reading | None:
    """Daily, weekly; not in a name or as a rate: "average daily sales", "10,000 units annually"."""
    if match[0][0].isupper() and context.before.rstrip()[-1:] not in ("", "."):
        return None
    if context.before.lower().endswith("average ") or _RATE_BEFORE.search(context.before):
        return None  # a rate
    return r.lasting(*_ADVERBS[match[0].lower()], every=True)
