"""How many: the words of a quantity to its bounds and its unit."""

from __future__ import annotations

import re

from newsevents.numerals import NUMBER, read_number
from newsevents.values import Quantity

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

_MONEY = r"(?:(?P<currency>US\$|[$€£¥₩])[ \u00a0]?)?"
_RANGE = re.compile(
    rf"(?:between[ ]|from[ ])?{_MONEY}(?P<low>{NUMBER})[ ]?(?:and|to|-|\u2013)[ ]?(?:US\$|[$€£¥₩])?(?P<high>{NUMBER})"
    r"(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COUNT = re.compile(
    rf"(?:(?P<more>{_MORE})[ ]|(?P<less>{_LESS})[ ]|(?P<about>{_ABOUT})[ ])?{_MONEY}(?P<number>{NUMBER})(?P<plus>\+)?"
    r"(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VAGUE_COUNT = re.compile(
    rf"(?:several |many |some )?(?P<vague>{'|'.join(sorted(_VAGUE, key=len, reverse=True))})(?: of)?\b(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOZEN = re.compile(rf"(?:(?P<number>{NUMBER}) )?dozen\b(?P<unit>.*)", re.IGNORECASE | re.DOTALL)


def read_quantity(text: str) -> Quantity:
    """Read the words of a quantity.

    Bounds are inclusive as far as words are: "over 500" has low 500, "up to 20" has high 20, "hundreds" has what
    it says at the least. What cannot be read has no bounds.

    Args:
        text: The words: "over 500 North Koreans", "between 200 and 300", "$12 million", "dozens".

    Returns:
        The quantity, without a span.

    >>> read_quantity("over 1 million barrels of oil")
    Quantity(text='over 1 million barrels of oil', low=1000000, unit='barrels of oil')
    """
    plain = text.replace("\u00a0", " ").strip()
    vague = _VAGUE_COUNT.fullmatch(plain)
    if vague:
        low = _VAGUE[vague["vague"].lower()]
        return Quantity(text=text, low=low, unit=_unit(vague["unit"]))
    dozen = _DOZEN.fullmatch(plain)
    if dozen:
        number = read_number(dozen["number"] or "one")
        count = None if number is None else 12 * number
        return Quantity(text=text, low=count, high=count, unit=_unit(dozen["unit"]))
    between = _RANGE.fullmatch(plain)
    if between:
        low_, high_ = read_number(between["low"]), read_number(between["high"])
        if low_ is not None and high_ is not None and low_ <= high_:
            unit = _unit(between["unit"], between["currency"])
            return Quantity(text=text, low=low_, high=high_, unit=unit)
    count_ = _COUNT.fullmatch(plain)
    number = read_number(count_["number"]) if count_ else None
    if count_ is None or number is None:
        return Quantity(text=text)
    return Quantity(
        text=text,
        low=None if count_["less"] else number,
        high=None if count_["more"] or count_["plus"] else number,
        unit=_unit(count_["unit"], count_["currency"]),
        approximate=count_["about"] is not None,
    )


def _unit(words: str, currency: str | None = None) -> str | None:
    if currency is not None:
        return _CURRENCY[currency.upper()]
    plain = re.sub(r"^(?:[ -]+of\b)?[ -]*", "", words).strip(" ,.;")
    if words.startswith("%"):
        plain = "percent"
    return plain or None
