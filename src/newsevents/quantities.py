"""How many: the words of a quantity to its bounds and its unit."""

from __future__ import annotations

import re

from newsevents.model.values import Quantity
from newsevents.numerals import NUMBER, read_number

__all__ = ["read_quantity"]

_MORE = r"over|more than|above|upwards? of|in excess of|exceeding|at least|no (?:fewer|less) than|a minimum of"
_LESS = r"under|less than|fewer than|below|up to|at most|no more than|a maximum of|as many as|as much as"
_ABOUT = r"about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|close to"
_CURRENCY = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}

# What a vague count says at the least; none of them says an upper bound.
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "billions": 2_000_000_000,
}

_BOUND = rf"(?:(?P<more>{_MORE})[ ]|(?P<less>{_LESS})[ ]|(?P<about>{_ABOUT})[ ])?"
_SIGN = r"(?:US\$|[$€£¥₩])"
_MONEY = rf"(?:(?P<currency>{_SIGN})[ ]?)?"
_END = r"(?![\w\u2044/]|[.,]\d)"  # nothing that would make it another number
_FLAGS = re.IGNORECASE | re.DOTALL

_VAGUE_COUNT = re.compile(
    rf"(?:several |many |some )?(?P<vague>{'|'.join(sorted(_VAGUE, key=len, reverse=True))})(?: of)?\b(?P<unit>.*)",
    _FLAGS,
)
_DOZEN = re.compile(rf"{_BOUND}(?:(?P<number>{NUMBER})[ ])?dozen\b(?P<unit>.*)", _FLAGS)
_COUNT = re.compile(rf"{_BOUND}{_MONEY}(?P<number>{NUMBER}){_END}(?P<plus>\+)?(?P<unit>.*)", _FLAGS)
_RANGE = re.compile(
    rf"(?:between[ ]{_MONEY}(?P<low>{NUMBER})[ ]and[ ]"
    rf"|(?:from[ ])?(?P<currency2>{_SIGN})?(?P<low2>{NUMBER})(?:[ ]to[ ]|[ ]?[-\u2013][ ]?))"
    rf"{_SIGN}?(?P<high>{NUMBER}){_END}(?P<unit>.*)",
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

    >>> read_quantity("over 1 million barrels of oil")
    Quantity(text='over 1 million barrels of oil', low=1000000, unit='barrels of oil')
    """
    plain = text.replace("\u00a0", " ").strip()
    vague = _VAGUE_COUNT.fullmatch(plain)
    if vague:
        return Quantity(text=text, low=_VAGUE[vague["vague"].lower()], unit=_unit(vague["unit"]))
    dozen = _DOZEN.fullmatch(plain)
    if dozen:
        number = read_number(dozen["number"] or "one")
        return _counted(text, dozen, None if number is None else 12 * number)
    between = _RANGE.fullmatch(plain)
    if between:
        return _ranged(text, between)
    count = None if _NO_COUNT.match(plain) else _COUNT.fullmatch(plain)
    if count is None or _FRACTION.match(count["unit"]):
        return Quantity(text=text)
    return _counted(text, count, read_number(count["number"]))


def _counted(text: str, match: re.Match[str], number: int | float | None) -> Quantity:
    """A single number, with the bound that the words before or behind it leave open."""
    groups = match.groupdict()
    if number is None:
        return Quantity(text=text)
    return Quantity(
        text=text,
        low=None if groups["less"] else number,
        high=None if groups["more"] or groups.get("plus") else number,
        unit=_unit(groups["unit"], groups.get("currency")),
        approximate=groups["about"] is not None,
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
