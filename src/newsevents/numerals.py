"""Numbers as news writes them: digits with separators, words, and multiples such as "12 million"."""

from __future__ import annotations

import math
import re

__all__ = ["NUMBER", "read_number"]

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
MULTIPLES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_WORD = "|".join(sorted([*_UNITS, *_TENS, *MULTIPLES], key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = rf"(?:(?:{_DIGITS}|\b(?:an?|{_WORD}))(?:(?:[ \u00a0-]|[ \u00a0]and[ \u00a0])(?:{_WORD})\b)*)"
"""A pattern for one number: "1,200", "2.5 million", "twenty-five", "two hundred and six", "a dozen" excepted."""


def read_number(text: str) -> int | float | None:
    """The value of a number in digits or English words; None where it is none.

    >>> read_number("1,200"), read_number("2.5 million"), read_number("two hundred and twenty-five")
    (1200, 2500000, 225)
    """
    try:
        value = _read(text)
        return value if value is not None and math.isfinite(value) else None
    except (ValueError, OverflowError):  # more digits than Python converts, or than a float holds
        return None


def _read(text: str) -> int | float | None:
    total: int | float = 0
    current: int | float | None = None
    for word in re.split(r"[ \u00a0-]+", text.strip().lower()):
        if re.fullmatch(_DIGITS, word, re.ASCII):
            if current is not None:
                return None
            digits = word.replace(",", "")
            current = float(digits) if "." in digits else int(digits)
        elif word in _UNITS or word in _TENS:
            current = (current or 0) + (_UNITS | _TENS)[word]
        elif word in ("a", "an") and current is None and total == 0:
            current = 1
        elif word == "hundred":
            current = _times(1 if current is None else current, 100)
        elif word in MULTIPLES:
            total += _times(1 if current is None else current, MULTIPLES[word])
            current = None
        elif word != "and":
            return None
    if current is None and total == 0:
        return None
    return total + (current or 0)


def _times(number: int | float, factor: int) -> int | float:
    """A product without the noise of binary fractions: 1.1 million is 1100000."""
    product = number * factor
    return round(product) if abs(product - round(product)) < 1e-6 * factor else product
