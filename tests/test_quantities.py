"""What the words of a quantity mean."""

from __future__ import annotations

import pytest

from newsevents import Quantity
from newsevents.quantities import read_number, read_quantity


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
    ],
)
def test_a_number(words: str, number: float) -> None:
    found = read_number(words)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("words", ["", "some", "and", "first", "1 2", "1,20", "x1", "-", "٣"])
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
        # one end open
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
        # vague: what the words say at the least
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
    "words", ["about 500 people", "some 500 people", "nearly 500 people", "an estimated 500 people"]
)
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
        "half a dozen men",
        "one-third of voters",
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
