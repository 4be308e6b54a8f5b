"""How many: number words and digits to numbers, and the words of a quantity to its bounds and its unit."""

from __future__ import annotations

import math
import re

from newsevents.english import any_of, headed_lists
from newsevents.model.given import given_text
from newsevents.model.values import Quantity

_WORDS = headed_lists("numbers")
_TENS = {word: 10 * value for value, word in enumerate(_WORDS["tens"], 2)}

NUMBERS = {word: value for value, word in enumerate(_WORDS["units"])} | _TENS
"""The numbers of one word below a hundred."""

MULTIPLES = {word: int(value) for word, _, value in (entry.partition("=") for entry in _WORDS["multiples"])}
"""What is counted by: "dozen", "hundred", "million"."""

ORDINALS = {word: value for value, word in enumerate(_WORDS["ordinals"], 1)}
"""Ordinals in words."""


# --- numbers

_WORD = any_of((*NUMBERS, *MULTIPLES))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_GAP = "[ \u00a0-]"
_NUMBER = rf"(?:(?:{_DIGITS}|\b(?:an?|{_WORD}))(?:(?:{_GAP}|[ \u00a0]and[ \u00a0])(?:{_WORD}|a{_GAP}half)\b)*)"
"""A pattern for one number: "1,200", "2.5 million", "twenty-five", "two hundred and six"."""

_HALF_OF = re.compile(rf"(?:(?:an?|one){_GAP})?half{_GAP}(?:(?:of{_GAP})?an?{_GAP})?")
_AND_A_HALF = re.compile(rf"and{_GAP}a{_GAP}half")


def read_number(text: str) -> int | float | None:
    """The value of a number in digits or English words; None where it is none.

    >>> read_number("1,200"), read_number("2.5 million"), read_number("two hundred and twenty-five")
    (1200, 2500000, 225)
    >>> read_number("two and a half"), read_number("2 1/2"), read_number("half a dozen")
    (2.5, 2.5, 6)
    """
    words = text.strip().lower()
    half_of = _HALF_OF.match(words)
    try:
        value = _read(_AND_A_HALF.sub("1/2", words[half_of.end() :] if half_of else words))
        if value is None or not math.isfinite(value):
            return None
    except (ValueError, OverflowError):  # more digits than Python converts, or than a float holds
        return None
    return _times(value, 1 / 2) if half_of else value


def _read(text: str) -> int | float | None:
    total: int | float = 0
    current: int | float | None = None
    for word in re.split(f"{_GAP}+", text):
        value = _value(word)
        if value is not None:
            if current is not None and re.fullmatch(_DIGITS, word):
                return None
            current = (current or 0) + value
        elif word in ("a", "an") and current is None and total == 0:
            current = 1
        elif word in MULTIPLES:
            current = _times(1 if current is None else current, MULTIPLES[word])
            if word not in ("dozen", "hundred"):
                total, current = total + current, None
        elif word != "and":
            return None
    return None if current is None and total == 0 else total + (current or 0)


def _value(word: str) -> int | float | None:
    """The value of one word below a hundred, of digits or of a fraction."""
    if re.fullmatch(_DIGITS, word, re.ASCII):
        digits = word.replace(",", "")
        return float(digits) if "." in digits else int(digits)
    fraction = re.fullmatch("([0-9])/([1-9])", word)
    return int(fraction[1]) / int(fraction[2]) if fraction else NUMBERS.get(word)


def _times(number: int | float, factor: int | float) -> int | float:
    """A product without the noise of binary fractions: 1.1 million is 1100000."""
    product = number * factor
    return round(product) if abs(product - round(product)) < 1e-6 * factor else product


# --- quantities

_MORE = r"over|more than|above|upwards? of|in excess of|exceeding|at least|no (?:fewer|less) than|a minimum of"
_LESS = r"under|less than|fewer than|below|up to|at most|no more than|a maximum of|as many as|as much as"
_ABOUT = r"about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|close to"
_CURRENCY = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}

# What a vague count says at the least; none of them says an upper bound.
_VAGUE = (
    {"dozens": 24, "scores": 40}
    | {f"{word}s": 2 * value for word, value in MULTIPLES.items() if word != "dozen"}
    | {f"tens of {word}s": 20 * value for word, value in MULTIPLES.items() if value >= 1000}
    | {f"hundreds of {word}s": 200 * value for word, value in MULTIPLES.items() if value >= 1000}
)

_BOUND = rf"(?:(?P<more>{_MORE})[ ]|(?P<less>{_LESS})[ ]|(?P<about>{_ABOUT})[ ])?"
_SIGN = r"(?:US\$|[$€£¥₩])"
_MONEY = rf"(?:(?P<currency>{_SIGN})[ ]?)?"
_END = r"(?![\w\u2044/]|[.,]\d)"  # nothing that would make it another number
_FLAGS = re.IGNORECASE | re.DOTALL

_VAGUE_COUNT = re.compile(rf"(?:several |many |some )?(?P<vague>{any_of(_VAGUE)})(?: of)?\b(?P<unit>.*)", _FLAGS)
_COUNT = re.compile(rf"{_BOUND}{_MONEY}(?P<number>{_NUMBER}){_END}(?P<plus>\+)?(?P<unit>.*)", _FLAGS)
_RANGE = re.compile(
    rf"(?:between[ ]{_MONEY}(?P<low>{_NUMBER})[ ]and[ ]"
    rf"|(?:from[ ])?(?P<currency2>{_SIGN})?(?P<low2>{_NUMBER})(?:[ ]to[ ]|[ ]?[-\u2013][ ]?))"
    rf"{_SIGN}?(?P<high>{_NUMBER}){_END}(?P<unit>.*)",
    _FLAGS,
)
_MULTIPLE = re.compile(r"[ ]((?:thousand|million|billion|trillion))$", re.IGNORECASE)
_NO_COUNT = re.compile(r"an?\W+(?:few|couple|handful|number|lot|fraction|third|quarter|half)\b", re.IGNORECASE)
_FRACTION = re.compile(r"[ -](?:half|thirds?|quarters?|fourths?|fifths?|tenths?)\b|[ ]\d", re.IGNORECASE)


def read_quantity(text: str) -> Quantity:
    """Read the words of a quantity.

    Bounds are inclusive as far as words are: "over 500" has low 500, "up to 20" has high 20, "hundreds" has what
    it says at the least. What cannot be read has no bounds.

    Args:
        text: The words: "over 500 people", "between 200 and 300", "$12 million", "dozens".

    Returns:
        The quantity, without a span.

    Raises:
        TypeError: The words are an article, or another thing that is no text.

    >>> read_quantity("over 1 million barrels of oil")
    Quantity(text='over 1 million barrels of oil', low=1000000, unit='barrels of oil')
    """
    plain = given_text(text).replace("\u00a0", " ").strip()
    if vague := _VAGUE_COUNT.fullmatch(plain):
        return Quantity(text=text, low=_VAGUE[vague["vague"].lower()], unit=_unit(vague["unit"]))
    if between := _RANGE.fullmatch(plain):
        return _ranged(text, between)
    count = None if _NO_COUNT.match(plain) else _COUNT.fullmatch(plain)
    number = read_number(count["number"]) if count else None
    if count is None or number is None or _FRACTION.match(count["unit"]):
        return Quantity(text=text)
    return Quantity(
        text=text,
        low=None if count["less"] else number,
        high=None if count["more"] or count["plus"] else number,
        unit=_unit(count["unit"], count["currency"]),
        approximate=count["about"] is not None,
    )


def _ranged(text: str, match: re.Match[str]) -> Quantity:
    low, high = match["low"] or match["low2"], match["high"]
    multiple = _MULTIPLE.search(high)
    if multiple and not re.search(r"[a-z]", low, re.IGNORECASE):
        low += multiple[0]  # "2 to 3 million"
    first, last = read_number(low), read_number(high)
    if first is None or last is None or first > last:
        return Quantity(text=text)
    return Quantity(text=text, low=first, high=last, unit=_unit(match["unit"], match["currency"] or match["currency2"]))


def _unit(words: str, currency: str | None = None) -> str | None:
    if currency is not None:
        return _CURRENCY[currency.upper()]
    if words.lstrip().startswith("%"):
        return "percent"
    return re.sub(r"^(?:[ -]+of\b)?[ -]*", "", words).strip(" ,.;") or None
