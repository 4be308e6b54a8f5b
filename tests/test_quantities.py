"""The meaning of the words of a quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import Quantity
from newsevents.quantities import NUMBERS, read_number, read_quantity


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("1,200", 1_200),
        ("1,234,567", 1_234_567),
        ("2.5", 2.5),
        ("1,200.5", 1_200.5),
        ("seven", 7),
        ("Seventeen", 17),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("two hundred and twenty-five", 225),
        ("three thousand two hundred", 3_200),
        ("two hundred and fifty thousand", 250_000),
        ("12 million", 12_000_000),
        ("2.5 million", 2_500_000),
        ("1.1 billion", 1_100_000_000),
        ("a million", 1_000_000),
        ("five\u00a0hundred", 500),
        ("half a million", 500_000),
        ("a half-million", 500_000),
        ("half a dozen", 6),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("zero point five", 0.5),
        ("two point two five million", 2_250_000),
        ("two and a half", 2.5),
        ("two-and-a-half", 2.5),
        ("2 1/2", 2.5),
        ("1.2m", 1_200_000),
        ("3bn", 3_000_000_000),
        ("500k", 500_000),
        ("1.5 lakh", 150_000),
        ("two crore", 20_000_000),
        ("2 lakh crore", 2_000_000_000_000),
        ("two thousand million", 2_000_000_000),
        ("three million five hundred thousand", 3_500_000),
    ],
)
def test_a_number(words: str, number: float) -> None:
    found = read_number(words)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "some",
        "and",
        "first",
        "1 2",
        "1,20",
        "x1",
        "-",
        "٣",
        "five six",
        "ten five",
        "nineteen ninety-six",
        "a five",
        "2.5 point five",
        "two million thousand",
        "two thousand hundred hundred hundred",
        "half",
        "a dozen five",
        "two thousand and a",
    ],
)
def test_what_is_no_number(words: str) -> None:
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        # exact
        ("500", 500, 500, None),
        ("500 people", 500, 500, "people"),
        ("three North Koreans", 3, 3, "North Koreans"),
        ("an hour", 1, 1, "hour"),
        ("1.5 million people", 1_500_000, 1_500_000, "people"),
        ("two hundred and six homes", 206, 206, "homes"),
        ("two hundred and fifty thousand people", 250_000, 250_000, "people"),
        ("5%", 5, 5, "percent"),
        ("5 %", 5, 5, "percent"),
        ("5\u00a0%", 5, 5, "percent"),
        ("5 percent", 5, 5, "percent"),
        ("$12 million", 12_000_000, 12_000_000, "dollars"),
        ("US$5", 5, 5, "dollars"),
        ("€1.1 million", 1_100_000, 1_100_000, "euros"),
        ("a dozen men", 12, 12, "men"),
        ("two dozen men", 24, 24, "men"),
        # one bound open
        ("over 500 North Koreans", 500, None, "North Koreans"),
        ("more than 500", 500, None, None),
        ("at least three people", 3, None, "people"),
        ("over 1 million artillery shells", 1_000_000, None, "artillery shells"),
        ("over 300\u00a0homes", 300, None, "homes"),
        ("500+ people", 500, None, "people"),
        ("up to 20 boats", None, 20, "boats"),
        ("fewer than 20", None, 20, None),
        ("as many as 20 boats", None, 20, "boats"),
        ("Up to $20", None, 20, "dollars"),
        ("more than a dozen people", 12, None, "people"),
        ("at least two dozen people", 24, None, "people"),
        # between
        ("between 200 and 300 people", 200, 300, "people"),
        ("from 5 to 10 boats", 5, 10, "boats"),
        ("200-300", 200, 300, None),
        ("200–300 people", 200, 300, "people"),
        ("two to three boats", 2, 3, "boats"),
        ("2 to 3 million people", 2_000_000, 3_000_000, "people"),
        ("$12-15 million", 12_000_000, 15_000_000, "dollars"),
        ("between 900 thousand and 1.1 million", 900_000, 1_100_000, None),
        ("between 5% and 10%", 5, 10, "percent"),
        ("30 per cent", 30, 30, "percent"),
        ("one or two men", 1, 2, "men"),
        ("2-3m people", 2_000_000, 3_000_000, "people"),
        ("$2bn-$3bn", 2_000_000_000, 3_000_000_000, "dollars"),
        ("one hundred and fifty-two thousand", 152_000, 152_000, None),
        # earlier versions read only a part as a number
        ("two and a half months", 2.5, 2.5, "months"),
        ("half a dozen men", 6, 6, "men"),
        ("half a million people", 500_000, 500_000, "people"),
        ("1.2m people", 1_200_000, 1_200_000, "people"),
        ("€3bn", 3_000_000_000, 3_000_000_000, "euros"),
        ("₹5 crore", 50_000_000, 50_000_000, "rupees"),
        ("1.5 lakh people", 150_000, 150_000, "people"),
        ("zero point five percent", 0.5, 0.5, "percent"),
        ("100-plus people", 100, None, "people"),
        ("200 or more people", 200, None, "people"),
        ("100 or fewer cases", None, 100, "cases"),
        ("just over 500", 500, None, None),
        ("not more than 20", None, 20, None),
        # vague: the least that the words say
        ("several hundred people", 200, None, "people"),
        ("a few thousand men", 2_000, None, "men"),
        # vague: the least that the words say
        ("dozens", 24, None, None),
        ("dozens of people", 24, None, "people"),
        ("hundreds of North Korean defectors", 200, None, "North Korean defectors"),
        ("several thousands of troops", 2_000, None, "troops"),
        ("tens of thousands", 20_000, None, None),
        ("Millions of dollars", 2_000_000, None, "dollars"),
    ],
)
def test_a_quantity(words: str, low: float | None, high: float | None, unit: str | None) -> None:
    assert read_quantity(words) == Quantity(text=words, low=low, high=high, unit=unit)


@pytest.mark.parametrize(
    "words",
    [
        "about 500 people", "some 500 people", "nearly 500 people", "an estimated 500 people", "500 or so people",
        "500-odd people",
    ],
)  # fmt: skip
def test_a_quantity_that_is_about_a_number(words: str) -> None:
    assert read_quantity(words) == Quantity(text=words, low=500, high=500, unit="people", approximate=True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "many people",
        "no people",
        "a few",
        "a few people",
        "a couple of men",
        "the first",
        "one-third of voters",
        "half of voters",
        # a part of a ratio, of another number or of several
        "one in five voters",
        "two out of three",
        "nearly twice as many",
        "three times as many",
        "a 10-fold rise",
        "hundreds, if not thousands",
        "at least 20 to 30",
        "20 men and 5 women",
        "5 feet 6 inches",
        "five six men",
        "10 000 people",
        # metres, or millions
        "5m",
        "5m tall",
        "1,20",
        "-5",
        "٣ boats",
        "習近平",
        "\ud800",
    ],
)
def test_what_cannot_be_read_has_no_bounds(words: str) -> None:
    quantity = read_quantity(words)
    assert (quantity.text, quantity.low, quantity.high) == (words, None, None)


@pytest.mark.parametrize(
    "words", ["9" * 5000, "over " + "9" * 5000 + " people", "9" * 400 + ".5", "9" * 400 + ".5 million"]
)
def test_a_number_too_long_to_read_has_no_bounds(words: str) -> None:
    assert read_quantity(words) == Quantity(text=words)


def spelt(number: int) -> str:
    """A number in English words, as in a grammar book."""
    words = list(NUMBERS)
    ones, tens = words[:20], words[20:]
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest < 100 else " "
            return f"{spelt(number // size)} {name}" + (joint + spelt(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_is_read_whole(number: int) -> None:
    words = spelt(number)
    assert read_number(words) == number
    assert read_quantity(f"over {words} people") == Quantity(
        text=f"over {words} people", low=number, high=None, unit="people"
    )


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_range_is_its_ends_or_nothing(one: int, other: int) -> None:
    for words in (f"between {one} and {other} men", f"{spelt(one)} to {spelt(other)} men", f"{one:,}-{other:,} men"):
        quantity = read_quantity(words)
        assert (quantity.low, quantity.high) == ((one, other) if one <= other else (None, None))
