"""The words of time: names of days, months, units and numbers, and the patterns they make."""

from __future__ import annotations

import re

from newsevents import numerals

__all__ = [
    "MONTHS",
    "MULTIPLES",
    "ORDINALS",
    "PARTS",
    "PATTERNS",
    "SEASONS",
    "WEEKDAYS",
    "full_year",
    "number",
    "spoken_year",
    "unit_name",
]


def _indexed(names: str, start: int) -> dict[str, int]:
    return {name: index for index, group in enumerate(names.split(","), start) for name in group.split()}


WEEKDAYS = _indexed(
    "monday mon, tuesday tues tue, wednesday wed, thursday thurs thur thu, friday fri, saturday sat, sunday sun", 0
)
MONTHS = _indexed(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
    "september sept sep, october oct, november nov, december dec",
    1,
)
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
"""The names of the seasons, and their codes in TIMEX3."""

PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
"""The parts of a day, and their codes in TIMEX3."""

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {
    **{word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
}


def _any(words: str) -> str:
    return "|".join(words.split())


_NUMBER_WORDS = rf"(?:{_any(_TENS)})(?:[ -](?:{_any(_ONES)}))?|{_any(_TEENS)}|{_any(_ONES)}"

MULTIPLES = {"dozen": 12} | {word: value for word, value in numerals.MULTIPLES.items() if value <= 10**9}
_MULTIPLE = "|".join(MULTIPLES)
_HALVED = r"(?:(?:an? |one )?half(?:[ -](?:of )?an?)?)"
_MORE = rf"(?: (?:and )?(?:{_NUMBER_WORDS}))"

PATTERNS = {
    "WEEKDAY": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|thu|fri)(?=\.)",
    "MONTH": (
        r"january|february|march|april|may|june|july|august|september|october|november|december"
        r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
    ),
    "UNIT": (
        r"seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
        r"|century|centuries"
    ),
    "NUM": (
        rf"(?:\d+(?:[.,]\d+)*(?: \d/\d)?|{_NUMBER_WORDS})(?:[ -](?:{_MULTIPLE}){_MORE}?)?(?:[ -]and[ -]a[ -]half)?"
        rf"(?:[ -](?:{_MULTIPLE}))?"
        rf"|(?:(?:an?|{_HALVED})[ -])?(?:{_MULTIPLE}){_MORE}?(?:[ -](?:{_MULTIPLE}))?|an?"
    ),
    "MULTIPLE": _MULTIPLE,
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "YEAR": r"(?:1[5-9]|20)\d\d",
    "SPOKEN": (
        rf"(?:nineteen|eighteen|twenty) (?:oh|hundred|{_any(_TENS)})(?:[ -](?:{_any(_ONES)}))?"
        rf"|two thousand(?: and)?(?: (?:{_any(_ONES)}|ten))?"
    ),
    "SEASON": r"spring|summer|fall|autumn|winter",
    "PART": r"morning|afternoon|evening|night",
    "ORDINAL": r"first|second|third|fourth|1st|2nd|3rd|4th",
}
"""Patterns by name, for the patterns of the rules."""


def unit_name(text: str) -> str:
    """The name of a unit in the singular."""
    plain = text.lower()
    return "century" if plain == "centuries" else plain.removesuffix("s")


_NUMBER = re.compile(
    rf"(?P<halved>{_HALVED}[ -])?(?P<whole>.*?)"
    rf"(?:[ -](?:and[ -]a[ -](?P<half>half)|(?P<a>\d)/(?P<b>[1-9])))?(?P<multiple>[ -]?\b(?:{_MULTIPLE}))?"
)


def number(text: str) -> int | float | None:
    """The value of a number in digits or words; None where it is not one, or is a billion or more.

    >>> number("twenty-four"), number("2 1/2"), number("two hundred")
    (24, 2.5, 200)
    >>> number("two and a half"), number("half a dozen"), number("two and a half million")
    (2.5, 6, 2500000)
    """
    words = _NUMBER.fullmatch(text.lower())
    if words is None:
        return None
    whole = numerals.read_number(words["whole"]) if words["whole"] or not words["multiple"] else 1
    if whole is None:
        return None
    part = 0.5 if words["half"] else int(words["a"]) / int(words["b"]) if words["a"] else 0
    factor = MULTIPLES[words["multiple"].strip(" -")] if words["multiple"] else 1
    total = round((whole + part) * factor / (2 if words["halved"] else 1), 6)
    if total >= 10**9:
        return None
    return int(total) if total == int(total) else total


def spoken_year(text: str) -> int:
    """A year as it is spoken: "nineteen ninety-six", "two thousand and one"."""
    words = re.split(r"[ -]+", text.lower())
    if words[0] == "two":
        rest = [word for word in words[2:] if word != "and"]
        return 2000 + sum(_NUMBERS[word] for word in rest)
    rest = [word for word in words[1:] if word not in ("oh", "hundred")]
    return {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}[words[0]] + sum(_NUMBERS[word] for word in rest)


def full_year(two_digits: int, near: int) -> int:
    """The year that two digits mean near another: the nearest, but not more than ten years ahead."""
    return min(
        (1800 + two_digits, 1900 + two_digits, 2000 + two_digits),
        key=lambda year: abs(year - near) + (30 if year > near + 10 else 0),
    )
