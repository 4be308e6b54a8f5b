"""Quantities: number words and digits to numbers, and the words of a quantity to its bounds and its unit."""

from __future__ import annotations

import math
import re

from newsevents.english import any_of, headed_lists
from newsevents.model.given import given_text
from newsevents.model.values import Quantity

_WORDS = headed_lists("numbers")
_TENS = {word: 10 * value for value, word in enumerate(_WORDS["tens"], 2)}

NUMBERS = {word: value for value, word in enumerate(_WORDS["units"])} | _TENS
"""The numbers below a hundred that are one word."""

MULTIPLES = {word: int(value) for word, _, value in (entry.partition("=") for entry in _WORDS["multiples"])}
"""The words that multiply a number: "dozen", "hundred", "million"."""

_LETTERS = dict(entry.split("=") for entry in _WORDS["letters"])

ORDINALS = {word: value for value, word in enumerate(_WORDS["ordinals"], 1)}
"""Ordinals in words."""


# --- numbers

_WORD = any_of((*NUMBERS, *MULTIPLES))
_ONES = any_of(list(NUMBERS)[:10])
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_GAP = "[ \u00a0-]"
_AND = f"{_GAP}and{_GAP}"
_SHARE_OF = (
    rf"(?:(?:(?:an?|one){_GAP})?(?P<half>half)|(?:an?|one){_GAP}quarter|(?P<three>three{_GAP}quarters))"
    rf"{_GAP}(?:(?:of{_GAP})?an?{_GAP})?(?=(?:{any_of(MULTIPLES)})\b)"
)
_FIGURES = rf"(?:{_DIGITS})(?:(?:{any_of(_LETTERS)})\b|[ ][1-9]/[1-9]\b)?"
_MORE = rf"(?:{_AND}a{_GAP}half|(?:{_AND}|{_GAP})(?:{_WORD})|{_GAP}point(?:{_GAP}(?:{_ONES}))+)\b"
_NUMBER = rf"(?:{re.sub('[?]P<[a-z]+>', '?:', _SHARE_OF)})?(?:{_FIGURES}|\b(?:an?|{_WORD})\b)(?:{_MORE})*"
"""A pattern for one number: "1,200", "2.5 million", "1.2m", "twenty-five", "two hundred and six", "half a million"."""

_SHARE = re.compile(_SHARE_OF)
_AND_A_HALF = re.compile(rf"and{_GAP}a{_GAP}half")
_POINT = re.compile(rf"point((?:{_GAP}(?:{_ONES}))+)")
_WITH_LETTER = re.compile(rf"(?:{_DIGITS})({any_of(_LETTERS)})")


def read_number(text: str) -> int | float | None:
    """The value of a number in digits or English words; None if it is not a number.

    >>> read_number("1,200"), read_number("2.5 million"), read_number("two hundred and twenty-five")
    (1200, 2500000, 225)
    >>> read_number("two and a half"), read_number("2 1/2"), read_number("half a dozen"), read_number("1.2m")
    (2.5, 2.5, 6, 1200000)
    """
    words = text.strip().lower()
    share = _SHARE.match(words)
    try:
        value = _read(words[share.end() :] if share else words)
        if value is None or not math.isfinite(value):
            return None
    except (ValueError, OverflowError):  # more digits than Python converts, or than a float holds
        return None
    return _times(value, 1 / 2 if share["half"] else 3 / 4 if share["three"] else 1 / 4) if share else value


def _read(text: str) -> int | float | None:
    """The value of a number without a leading fraction: multiples of a thousand and more, each with its count."""
    text = _POINT.sub(_decimals, _AND_A_HALF.sub("1/2", text))
    total: int | float = 0
    least = math.inf  # the smallest multiple so far
    current: int | float | None = None
    for word in re.split(f"{_GAP}+", _WITH_LETTER.sub(_spelt_out, text)):
        multiple = MULTIPLES.get(word)
        if multiple is None:
            if word != "and" and (current := _added(current, word, total)) is None:
                return None
        elif multiple <= 100:
            if (current or 0) > 1000:
                return None
            current = _times(1 if current is None else current, multiple)
        elif multiple < least and (current is not None or total == 0):
            total, current, least = total + _times(1 if current is None else current, multiple), None, multiple
        elif current is None and total and multiple > least:
            total, least = _times(total, multiple), multiple  # "two thousand million"
        else:
            return None
    return None if current is None and total == 0 else total + (current or 0)


def _added(current: int | float | None, word: str, total: int | float) -> int | float | None:
    """A number below a thousand extended by one word; None if the word does not continue it."""
    if word in ("a", "an"):
        return 1 if current is None and total == 0 else None
    if word[:1] == ".":
        return float(f"{current}{word}") if isinstance(current, int) else None
    value = _value(word)
    if value is None or current is None:
        return value
    room = 1 if isinstance(value, float) else 10 if value < 10 else 100
    in_words = isinstance(current, int) and not word[0].isdigit() and current % room == 0 and current % 100 != 10
    return current + value if in_words or "/" in word else None


def _decimals(match: re.Match[str]) -> str:
    """The decimals after a spoken point, in digits."""
    return "." + "".join(str(NUMBERS[word]) for word in re.split(f"{_GAP}+", match[1].strip(" -\u00a0")))


def _spelt_out(match: re.Match[str]) -> str:
    """A figure with a letter suffix, with the letter spelt out as a word."""
    return f"{match[0].removesuffix(match[1])} {_LETTERS[match[1]]}"


def _value(word: str) -> int | float | None:
    """The value of a single word for a number below a hundred, for digits or for a fraction."""
    if re.fullmatch(_DIGITS, word, re.ASCII):
        digits = word.replace(",", "")
        return float(digits) if "." in digits else int(digits)
    fraction = re.fullmatch("([0-9])/([1-9])", word)
    return int(fraction[1]) / int(fraction[2]) if fraction else NUMBERS.get(word)


def _times(number: int | float, factor: int | float) -> int | float:
    """A product without the rounding error of binary fractions: 1.1 million is 1100000."""
    product = number * factor
    return round(product) if abs(product - round(product)) < 1e-6 * factor else product


# --- quantities

_OVER = (
    r"(?:just |well |slightly |far )?(?:over|more than|above)|upwards? of|in excess of|exceeding|at least"
    r"|n(?:o|ot) (?:fewer|less) than|a minimum of"
)
_UNDER = (
    r"(?:just |well |slightly |far )?(?:under|less than|fewer than|below)|up to|at most|n(?:o|ot) more than"
    r"|a maximum of|as many as|as much as"
)
_ABOUT = (
    r"about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|close to|an average of"
    r"|in the region of|circa"
)
_CURRENCY = {
    "$": "dollars", "US$": "dollars", "A$": "Australian dollars", "C$": "Canadian dollars", "HK$": "Hong Kong dollars",
    "NZ$": "New Zealand dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won", "₹": "rupees", "₽": "roubles",
    "₪": "shekels", "₴": "hryvnias", "₺": "liras",
}  # fmt: skip

# The lower bound of each vague count; none of them has an upper bound.
_VAGUE = (
    {"dozens": 24, "scores": 40}
    | {f"{word}s": 2 * value for word, value in MULTIPLES.items() if word != "dozen"}
    | {f"tens of {word}s": 20 * value for word, value in MULTIPLES.items() if value >= 1000}
    | {f"hundreds of {word}s": 200 * value for word, value in MULTIPLES.items() if value >= 1000}
    | {f"{few} {word}": 2 * value for few in ("several", "a few", "many") for word, value in MULTIPLES.items()}
)

_BOUND = rf"(?:(?P<more>{_OVER})[ ]|(?P<less>{_UNDER})[ ]|(?P<about>{_ABOUT})[ ])?"
_SIGN = rf"(?:{any_of(_CURRENCY)})"
_MONEY = rf"(?:(?P<currency>{_SIGN})[ ]?)?"
_END = r"(?![\w\u2044/]|[.,]\d)"  # not followed by anything that would make it another number
_PERCENT = r"(?P<percent>[ ]?%|[ ]per[ ]?cent)?"
_AFTER = r"(?P<plus>\+|[ -]plus\b|[ ]or[ ]more\b)?(?P<fewer>[ ]or[ ](?:less|fewer)\b)?(?P<so>[ ]or[ ]so\b|-odd\b)?"
_FLAGS = re.IGNORECASE | re.DOTALL

_VAGUE_COUNT = re.compile(rf"(?:several |many |some )?(?P<vague>{any_of(_VAGUE)})(?: of)?\b(?P<unit>.*)", _FLAGS)
_COUNT = re.compile(rf"{_BOUND}{_MONEY}(?P<number>{_NUMBER}){_END}{_AFTER}(?P<unit>.*)", _FLAGS)
_RANGE = re.compile(
    rf"(?:(?P<about>{_ABOUT})[ ])?(?:between[ ]{_MONEY}(?P<low>{_NUMBER}){_PERCENT}[ ]and[ ]"
    rf"|(?:from[ ])?(?P<currency2>{_SIGN})?(?P<low2>{_NUMBER})(?:[ ]?%|[ ]per[ ]?cent)?"
    rf"(?:[ ](?:to|or)[ ]|[ ]?[-\u2013][ ]?(?={_SIGN}?\d)))"
    rf"{_SIGN}?(?P<high>{_NUMBER}){_END}(?P<unit>.*)",
    _FLAGS,
)
_MULTIPLE = re.compile(
    rf"[ ]((?:{any_of(word for word, value in MULTIPLES.items() if value >= 1000)}))$", re.IGNORECASE
)
_LETTER = re.compile(rf"(?<=\d)(?:{any_of(_LETTERS)})$", re.IGNORECASE)
_NO_COUNT = re.compile(r"an?\W+(?:few|couple|handful|number|lot|fraction|third|quarter|half)\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
    r"|hundredths?)\b|[ ]\d",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"\W*(?:in|out of|to|or|and|by|if not|point|times as|times (?:more|the|higher|larger|less))\b|-?fold\b"
    rf"|.*\band (?:\d|(?:{_WORD})\b)"
    rf"|[ -]*(?:feet|foot|pounds?|hours?|minutes?|years?|months?|weeks?|days?|degrees?),? (?:\d|(?:{_WORD})\b)",
    _FLAGS,
)
"""Words after a number that make it part of a ratio, a range or a longer number: "one in five"."""

_METRES = re.compile(r"(?:[ ](?:tall|high|long|wide|deep|away|above|below|race|sprint|run|from|apart)\b.*)?", _FLAGS)
"""What follows "5m" and "5k" if they may be a length."""


def read_quantity(text: str) -> Quantity:
    """Read the words of a quantity.

    Bounds are inclusive, as far as words are that precise: "over 500" has low 500, "up to 20" has high 20, and
    "hundreds" has the lowest number that it can mean. A number is read whole or not at all: words that cannot be
    read have no bounds.

    Args:
        text: The words: "over 500 people", "between 200 and 300", "$12 million", "dozens".

    Returns:
        The quantity, without a span.

    Raises:
        TypeError: The words are not a string, for example because they are an article.

    >>> read_quantity("over 1 million barrels of oil")
    Quantity(text='over 1 million barrels of oil', low=1000000, unit='barrels of oil')
    """
    plain = given_text(text).replace("\u00a0", " ").strip()
    if vague := _VAGUE_COUNT.fullmatch(plain):
        if _GOES_ON.match(vague["unit"]):
            return Quantity(text=text)
        return Quantity(text=text, low=_VAGUE[vague["vague"].lower()], unit=_unit(vague["unit"]))
    if between := _RANGE.fullmatch(plain):
        return _ranged(text, between)
    count = None if _NO_COUNT.match(plain) and not _SHARE.match(plain.lower()) else _COUNT.fullmatch(plain)
    number = read_number(count["number"]) if count else None
    if count is None or number is None or _FRACTION.match(count["unit"]) or _GOES_ON.match(count["unit"]):
        return Quantity(text=text)
    if count["number"][-1] in "mMkK" and not count["currency"] and _METRES.fullmatch(count["unit"]):
        return Quantity(text=text)
    return Quantity(
        text=text,
        low=None if count["less"] or count["fewer"] else number,
        high=None if count["more"] or count["plus"] else number,
        unit=_unit(count["unit"], count["currency"]),
        approximate=count["about"] is not None or count["so"] is not None,
    )


def _ranged(text: str, match: re.Match[str]) -> Quantity:
    low, high = match["low"] or match["low2"], match["high"]
    multiple = _MULTIPLE.search(high)
    if multiple and not re.search(r"[a-z]", low, re.IGNORECASE):
        low += multiple[0]  # "2 to 3 million"
    elif (letter := _LETTER.search(high)) and not _LETTER.search(low):
        low += letter[0]
    first, last = read_number(low), read_number(high)
    if first is None or last is None or first > last or _GOES_ON.match(match["unit"]):
        return Quantity(text=text)
    unit = _unit(match["unit"], match["currency"] or match["currency2"])
    return Quantity(text=text, low=first, high=last, unit=unit, approximate=match["about"] is not None)


def _unit(words: str, currency: str | None = None) -> str | None:
    if currency is not None:
        return _CURRENCY[currency.upper()]
    if re.match(r"\s*(?:%|per cent\b)", words):
        return "percent"
    return re.sub(r"^(?:[ -]+of\b)?[ -]*", "", words).strip(" ,.;") or None
