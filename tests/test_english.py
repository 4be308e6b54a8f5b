"""The English word lists, and what is derived from them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import english
from newsevents.dates import find, resolve
from newsevents.dates.finding import RULES
from newsevents.dates.holidays import holiday_in
from newsevents.dates.lexicon import DAY_NAMES, HOLIDAYS, MONTH_NAMES, PARTS, PATTERNS, SEASONS, TRIGGERS
from newsevents.quantities import MULTIPLES, NUMBERS, ORDINALS, read_number, read_quantity

FRIDAY = dt.date(2024, 5, 17)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([" lone words"], "without a heading"),
        (["no colon"], "a heading and a colon were expected"),
        (["one: a", "one: b"], "no heading twice: 'one'"),
        (["one: a b", " c a"], "more than once under 'one': a"),
    ],
)
def test_a_faulty_list_is_refused(lines: list[str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "data_lines", lambda name: lines)
    with pytest.raises(ValueError, match=re.escape(message)):
        english.headed_lists("list")


def test_lists_go_on_in_lines_that_begin_with_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "data_lines", lambda name: ["one: a b", " c", "two:"])
    assert english.headed_lists("list") == {"one": ["a", "b", "c"], "two": []}


def test_the_calendar_is_whole() -> None:
    assert [len(words) for words in (DAY_NAMES, MONTH_NAMES, set(SEASONS.values()), set(PARTS.values()))] == [
        7,
        12,
        4,
        4,
    ]
    assert [dt.date(2024, 1, day).strftime("%A").lower() for day in range(1, 8)] == DAY_NAMES
    assert [dt.date(2024, month, 1).strftime("%B").lower() for month in range(1, 13)] == MONTH_NAMES
    assert set(SEASONS.values()) == {"SP", "SU", "FA", "WI"}
    assert set(PARTS.values()) == {"MO", "AF", "EV", "NI"}


def test_every_class_of_triggers_has_rules_and_every_rule_its_triggers() -> None:
    classes = {kind.rstrip(".") for kind in TRIGGERS.values()} | {"number"}  # for numerals
    assert {trigger for rule in RULES for trigger in rule.triggers} == classes


def test_every_rule_has_an_id_of_its_own_and_an_example() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.read.__doc__ for rule in RULES)


@pytest.mark.parametrize("name", [*DAY_NAMES, *MONTH_NAMES, *HOLIDAYS])
def test_every_name_of_the_calendar_is_found(name: str) -> None:
    words = name[0].upper() + name[1:]
    (when,) = find(f"It was in {words}.", FRIDAY)
    assert (when.text, when.resolved) == (words, True)
    assert resolve(words, FRIDAY).edtf == when.edtf


@pytest.mark.parametrize("name", HOLIDAYS)
def test_a_holiday_has_a_day_in_every_year(name: str) -> None:
    assert [holiday_in(name, year).year for year in (1600, 2024, 9999)] == [1600, 2024, 9999]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", "2024-03-31"),
        ("ash wednesday", "2024-02-14"),
        ("easter monday", "2024-04-01"),
        ("martin luther king day", "2024-01-15"),
        ("memorial day", "2024-05-27"),
        ("election day", "2024-11-05"),
        ("thanksgiving", "2024-11-28"),
        ("black friday", "2024-11-29"),
        ("cyber monday", "2024-12-02"),
        ("christmas eve", "2024-12-24"),
    ],
)
def test_the_day_of_a_holiday(name: str, day: str) -> None:
    assert holiday_in(name, 2024).isoformat() == day


def test_patterns_take_the_longest_word() -> None:
    assert re.compile(english.any_of(["a", "ab", "a.b"])).findall("ab a.b a a-b") == ["ab", "a.b", "a", "a"]
    assert re.fullmatch(PATTERNS["UNIT"], "weekends")


# --- numbers


def spelled(value: int) -> str:
    """A number below a thousand million in words."""
    words = {number: word for word, number in NUMBERS.items()}
    if value in words:
        return words[value]
    if value < 100:
        return f"{words[value // 10 * 10]}-{words[value % 10]}"
    name, size = next((name, size) for name, size in reversed(MULTIPLES.items()) if size <= value and size != 12)
    words, rest = f"{spelled(value // size)} {name}", value % size
    return f"{words}{' and ' if rest < 100 else ' '}{spelled(rest)}" if rest else words


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_words_is_read(value: int) -> None:
    assert read_number(spelled(value)) == value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("one half million", 500_000),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
        ("2 1/2", 2.5),
        ("half", None),
        ("two a half", None),
        ("1/0", None),
    ],
)
def test_halves_and_dozens(words: str, number: float | None) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("two and a half million people", 2_500_000, 2_500_000, "people"),
        ("about a dozen men", 12, 12, "men"),
        ("a dozen to 20 men", 12, 20, "men"),
        ("tens of billions of dollars", 20_000_000_000, None, "dollars"),
        ("hundreds of billions", 200_000_000_000, None, None),
        ("trillions of won", 2_000_000_000_000, None, "won"),
        ("scores of men", 40, None, "men"),
    ],
)
def test_a_quantity_in_words(words: str, low: float, high: float | None, unit: str | None) -> None:
    quantity = read_quantity(words)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


def test_ordinals_are_in_order() -> None:
    assert list(ORDINALS.values()) == list(range(1, 22))
    assert (ORDINALS["third"], ORDINALS["twenty-first"]) == (3, 21)
