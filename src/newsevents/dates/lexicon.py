"""The words of time: names of days, months, units and holidays, and the patterns made from them."""

from __future__ import annotations

import re

from newsevents.english import any_of, data_lines, headed_lists
from newsevents.quantities import MULTIPLES, NUMBERS, ORDINALS, read_number

_LISTS = {heading: [entry.split("/") for entry in entries] for heading, entries in headed_lists("calendar").items()}


def _names(heading: str) -> list[str]:
    """The first form of each word of a list."""
    return [forms[0] for forms in _LISTS[heading]]


def _indexed(heading: str, start: int) -> dict[str, int]:
    return {form: index for index, forms in enumerate(_LISTS[heading], start) for form in forms}


def _codes(heading: str) -> dict[str, str]:
    """The TIMEX3 code for each form of the words of a list."""
    return {form: forms[0][:2].upper() for forms in _LISTS[heading] for form in forms}


def _short(heading: str) -> list[str]:
    """The abbreviations in a list."""
    return [form for forms in _LISTS[heading] for form in forms[1:]]


DAY_NAMES, MONTH_NAMES = _names("weekday"), _names("month")
WEEKDAYS, MONTHS = _indexed("weekday", 0), _indexed("month", 1)
"""The numbers of weekdays, with Monday as 0, and of months, by their names and abbreviations."""

SEASONS, PARTS = _codes("season"), _codes("part")
"""The names of the seasons and of the parts of a day, and their codes in TIMEX3."""

DECADES = {name: 10 * tens for tens, name in enumerate(_names("decade"), 2)}
"""The year of a century in which each decade begins."""

HOLIDAYS = {name: when.split() for name, _, when in (line.partition(":") for line in data_lines("holidays"))}
"""The holidays, each with its date as written in the list."""

_UNITS = {form: name for name, *plural in _LISTS["unit"] for form in (name, *(plural or [f"{name}s"]))}


def _triggers() -> dict[str, str]:
    """The words near which a time is looked for, each with its class: a rule names the classes that it is tried for.

    Abbreviations have classes of their own, with a full stop. The trigger of a holiday is its first word, unless its
    name contains a day, a month or a year.
    """
    found = {
        word: heading for heading in _LISTS if heading not in ("other-calendar", "make") for word in _names(heading)
    }
    found |= dict.fromkeys([f"{day}s" for day in DAY_NAMES], "weekday") | dict.fromkeys(SEASONS, "season")
    found |= dict.fromkeys(_short("weekday"), "weekday.") | dict.fromkeys(_short("month"), "month.")
    found |= dict.fromkeys([*_UNITS, *_names("like-unit")], "unit")
    for name in HOLIDAYS:
        first, *others = re.findall("[a-z]+", name)
        if not any(found.get(word) in ("weekday", "month") or word == "year" for word in (first, *others)):
            found[first] = "holiday"
    return found


TRIGGERS = _triggers()

# --- patterns

_ONES, _TEENS, _TENS = list(NUMBERS)[1:10], list(NUMBERS)[10:20], list(NUMBERS)[20:]
_BELOW_100 = rf"(?:{any_of(_TENS)})(?:[ -](?:{any_of(_ONES)}))?|{any_of(_TEENS)}|{any_of(_ONES)}"
_MULTIPLE = any_of(word for word, value in MULTIPLES.items() if value <= 10**9)
_MORE = rf"(?: (?:and )?(?:{_BELOW_100}))"

PATTERNS = {
    "DAY_NAME": any_of(DAY_NAMES),
    "WEEKDAY": rf"{any_of(DAY_NAMES)}|(?:{any_of(_short('weekday'))})(?=\.)",
    "MONTH": rf"{any_of(MONTH_NAMES)}|(?:{any_of(_short('month'))})\b\.?",
    "UNIT": any_of(_UNITS),
    "NUM": (
        rf"(?:\d+(?:[.,]\d+)*(?: \d/\d)?|{_BELOW_100})(?:[ -](?:{_MULTIPLE}){_MORE}?)?(?:[ -]and[ -]a[ -]half)?"
        rf"(?:[ -](?:{_MULTIPLE}))?"
        rf"|(?:(?:an?|(?:an? |one )?half(?:[ -](?:of )?an?)?)[ -])?(?:{_MULTIPLE}){_MORE}?(?:[ -](?:{_MULTIPLE}))?|an?"
    ),
    "MULTIPLE": _MULTIPLE,
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "YEAR": r"(?:1[5-9]|20)\d\d",
    "SPOKEN": (
        rf"(?:nineteen|eighteen|twenty) (?:oh|hundred|{any_of(_TENS)})(?:[ -](?:{any_of(_ONES)}))?"
        rf"|two thousand(?: and)?(?: (?:{any_of(_ONES)}|ten))?"
    ),
    "SEASON": any_of(SEASONS),
    "PART": any_of(PARTS),
    "NAMED": any_of(_names("named")),
    "DECADE": any_of(DECADES),
    "ORDINAL": rf"1st|2nd|3rd|4th|{any_of(list(ORDINALS)[:4])}",
    "NTH": rf"[1-5](?:st|nd|rd|th)|{any_of(list(ORDINALS)[:5])}|last|final|latter|closing|opening",
    "CENTURY": rf"\d\d?(?:st|nd|rd|th)|{any_of(list(ORDINALS)[15:])}",
    "HOUR": rf"1[0-2]|[1-9]|{any_of(list(NUMBERS)[1:13])}",
    "ABOUT": (
        "about|nearly|almost|around|some|roughly|approximately|more than|over|less than|just over|just under|at least"
    ),
    "LOCAL_TIME": r"(?:GMT|UTC|BST|CES?T|E[SD]T|local time)\b",
    "HOLIDAY": any_of(HOLIDAYS),
    "OTHER_CALENDAR": any_of(_names("other-calendar")),
    "MAKE": any_of(name for forms in _LISTS["make"] for name in forms),
    "PART_OF": (
        r"(?:(?P<mod>(?:early|mid)-to-(?:mid|late)|early|late|mid|earlier|later|sometime"
        r"|(?:by |around )?(?:the )?(?:very )?(?:early part|late part|end|beginning|start|middle|close|first part"
        r"|latter part) of|(?:later|earlier|early|late) in)[ -](?:in |on )?(?:the )?)?"
    ),
}
"""Named patterns, for use in the patterns of the rules."""

# --- the meaning of words


def weekday_number(name: str) -> int:
    """The number of a weekday by its name or abbreviation; Monday is 0."""
    return WEEKDAYS[name.lower().rstrip(".")]


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def ordinal(text: str) -> int:
    """The value of an ordinal, in words or figures, or of a plain number: "third", "3rd", "3"."""
    return ORDINALS.get(text.lower()) or int(re.sub(r"\D", "", text))


def unit_name(text: str) -> str:
    """The name of a unit in the singular."""
    return _UNITS[text.lower()]


def number(text: str) -> int | float | None:
    """The value of a number in digits or words; None if it is not one, is a billion or more, or under a millionth.

    >>> number("twenty-four"), number("2 1/2"), number("two and a half million"), number("half a dozen")
    (24, 2.5, 2500000, 6)
    """
    value = read_number(text)
    if value is None or value >= 10**9:
        return None
    return int(value) if value == int(value) else round(value, 6) or None


def spoken_year(text: str) -> int:
    """A year as it is spoken: "nineteen ninety-six", "two thousand and one"."""
    century, *rest = re.split(r"[ -]+", text.lower())
    return (2000 if century == "two" else 100 * NUMBERS[century]) + sum(NUMBERS.get(word, 0) for word in rest)


def full_year(two_digits: int, near: int) -> int:
    """The full year that two digits mean: the nearest to another year, but not more than ten years after it."""
    return min(
        (1800 + two_digits, 1900 + two_digits, 2000 + two_digits),
        key=lambda year: abs(year - near) + (30 if year > near + 10 else 0),
    )
