"""Times in one list or range, which share what only one of them says: "April 24 and 25", "3 to 5 p.m. Monday"."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.composing import FAR, JOINS, WEEKDAY, Part, in_year, on_no_day, seen_as
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PATTERNS, ordinal
from newsevents.dates.rule import last_weekday
from newsevents.dates.rules import clock
from newsevents.model.moments import calendar_day
from newsevents.model.vocabulary import Granularity, Relation

_DAY = PATTERNS["DAY"]
_MORE_DAYS = re.compile(
    rf"(?i)(?P<days>(?:, (?:{_DAY}))*,? (?:and|or|&) (?:{_DAY}))(?:,? (?P<y>{PATTERNS['YEAR']}))?(?![\w%-]|[.,/:]\d)"
)
_DAYS_BEFORE = re.compile(rf"(?i)(?<![\w.,$£€-])(?P<days>(?:(?:{_DAY}), )*(?:{_DAY}),? (?:and|or|&) )$")
_COUNTS = re.compile(
    r"(?i)\s+(?!(?:in|at|to|for|with|by|near|outside|on|of|from|until|during|when|where|while|as|after|before|and|but|if"
    r"|because|which|who|that|the|an?|this|he|she|it|they|we|i|his|her|its|their|is|are|was|were|will|would|has|had|have"
    r"|respectively)\b)\w"
)
"""What follows a number that counts something: "on April 24 and 25 others"."""


def with_listed_days(part: Part, text: str, after: int) -> list[Part]:
    """A day of a month with the days that share its month: "April 24 and 25", "24 and 25 April"; each is its own time.

    Args:
        part: A part; if it is not a day of a month, it is returned alone.
        text: The text.
        after: The end of the part before it.
    """
    match, first = part.match, part.reading.earliest
    if part.rule == "quarter" and first is not None:
        return _quarters(part, first.year, text, after)
    if part.rule != "month-day" or match is None or first is None:
        return [part]
    if match["dd"]:
        found = _DAYS_BEFORE.search(text, max(after, part.start - 30), part.start)
        days = list(re.finditer(_DAY, found["days"])) if found else []
        offset, year = found.start() if found else 0, first.year
    else:
        found = _MORE_DAYS.match(text, part.end, part.end + 40) if not (match["y"] or match["step"]) else None
        if found and not found["y"] and _COUNTS.match(text, found.end()):
            found = None
        days = list(re.finditer(_DAY, found["days"])) if found else []
        offset, year = part.end, int(found["y"]) if found and found["y"] else first.year
    numbers = [ordinal(day[0]) for day in days]
    in_order = [*numbers, first.day] if match["dd"] else [first.day, *numbers]
    if not found or in_order != sorted(set(in_order)):
        return [part]
    try:
        readings = [r.day(dt.date(year, first.month, number)) for number in numbers]
    except ValueError:  # not a day of the month
        return [part]
    seen = attrs.evolve(part.reading, anchored=part.reading.anchored and year == first.year)
    if year != first.year:
        seen = attrs.evolve(r.day(dt.date(year, first.month, first.day)), anchored=False)
    part = attrs.evolve(part, reading=seen)
    others = [
        Part(offset + day.start(), offset + day.end(), day[0], "month-day", seen_as(reading, part))
        for day, reading in zip(days, readings, strict=True)
    ]
    others[-1:] = [attrs.evolve(others[-1], end=found.end())] if not match["dd"] else others[-1:]
    return [*others, part] if match["dd"] else [part, *others]


_QUARTER_BEFORE = re.compile(rf"(?i)\b(?P<nth>{PATTERNS['ORDINAL']}),? (?:and|or) (?:the )?$")


def _quarters(part: Part, year: int, text: str, after: int) -> list[Part]:
    """A quarter, and the one before it in "the second and fourth quarters"."""
    found = _QUARTER_BEFORE.search(text, max(after, part.start - 20), part.start)
    if (
        found is None
        or part.reading.granularity is not Granularity.QUARTER
        or not part.words.lower().endswith("quarters")
    ):
        return [part]
    reading = seen_as(r.quarter(year, ordinal(found["nth"])), part)
    return [Part(found.start("nth"), found.end("nth"), found["nth"], "quarter", reading), part]


_LISTED = re.compile(r"(?i)(?:,? (?:and|or|to|through|until|till|but not) (?:on |from )?|, | ?- ?)")


def may_belong(one: Part, other: Part, text: str) -> bool:
    """Whether the text between two parts allows them to be one time, or two times of one list."""
    between = text[one.end : min(other.start, one.end + FAR)]
    return _LISTED.fullmatch(between) is not None or any(pattern.fullmatch(between) for _, pattern, _ in JOINS)


def listed(parts: list[Part], text: str) -> list[list[Part]]:
    """Group parts near each other by list or range; each still lacks what only its neighbours say."""
    groups: list[list[Part]] = []
    for part in parts:
        one = groups[-1][-1] if groups else None
        if one is not None and _LISTED.fullmatch(text, one.end, part.start):
            groups[-1].append(part)
            continue
        if one is not None and one.rule == "clock" and part.rule == "nth-weekday":
            groups[-1][-1] = attrs.evolve(one, reading=on_no_day(one))
        groups.append([part])
    return groups


def shared(parts: list[Part]) -> list[Part]:
    """The members of a list, each completed with the day, week or year that only its neighbour says.

    "From 3 to 5 p.m. on Monday": both on Monday. "Tuesday and Wednesday next week": both in it.
    """
    for i in range(len(parts) - 2, -1, -1):
        parts[i] = _like(parts[i], parts[i + 1], back=True)
    for i in range(1, len(parts)):
        parts[i] = _like(parts[i], parts[i - 1], back=False)
    return parts


_AT_TIME = ("clock-on", "day-at")


def _like(part: Part, neighbour: Part, *, back: bool) -> Part:
    """A part completed with what its neighbour says of both.

    Args:
        part: The part.
        neighbour: The part after it, or before it.
        back: Whether the neighbour is the part after it.
    """
    reading, other = part.reading, neighbour.reading
    first, beside = reading.earliest, other.earliest
    found: Reading | None = None
    nights = neighbour.match is not None and neighbour.rule == "every" and neighbour.match["nights"]
    if back and nights and part.rule == "weekday" and first and not part.owned:  # "Friday and Saturday nights"
        timex = f"XXXX-WXX-{calendar_day(first).weekday() + 1}{other.timex[-3:]}"
        return attrs.evolve(part, reading=Reading(timex, relation=Relation.EVERY, anchored=False))
    if part.match is None or first is None or beside is None:
        return part
    if part.rule == "clock" and neighbour.rule in _AT_TIME:
        found = clock.at(part.match, beside.date() if isinstance(beside, dt.datetime) else beside)
    elif back and part.rule == "weekday" and neighbour.rule == "weekday-of" and WEEKDAY.fullmatch(part.words):
        whole = r.week(calendar_day(beside))
        assert whole.latest is not None
        day = last_weekday(calendar_day(first).weekday(), whole.latest)
        found = r.day(day) if reading.granularity is Granularity.DAY else None
    elif back and not other.anchored and part.rule == neighbour.rule and reading.granularity is other.granularity:
        found = in_year(part, beside.year - ((first.month, first.day) > (beside.month, beside.day)))
    return part if found is None else attrs.evolve(part, reading=seen_as(found, neighbour))
