"""The times found by rarer rules, their meaning, and what is not a time at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsevents import Quantity
from newsevents.dates import find, resolve
from newsevents.dates.lexicon import number
from newsevents.quantities import read_quantity

from .settings import examples

FRIDAY = dt.date(2013, 3, 22)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They met at high noon.", []),
        ("It began at 3:30 in the afternoon.", [("at 3:30 in the afternoon", "2013-03-22T15:30")]),
        ("It began at noon yesterday.", [("at noon yesterday", "2013-03-21T12:00")]),
        ("It began at 9 a.m. tomorrow.", [("at 9 a.m. tomorrow", "2013-03-23T09:00")]),
        ("It began at 9 a.m. today.", [("at 9 a.m. today", "2013-03-22T09:00")]),
        ("It is a now-defunct firm.", []),
        ("It is a now defunct firm.", []),
        ("The current account shrank.", []),
        ("The current affairs show ended.", []),
        ("It began on 07.10.98.", [("07.10.98", "1998-10-07")]),
        ("It began on 3/4/13.", [("3/4/13", "2013-03-04")]),
        ("It began Feb. 3 last year.", [("Feb. 3 last year", "2012-02-03")]),
        ("It began last Feb. 3.", [("last Feb. 3", "2013-02-03")]),
        ("It begins next Feb. 3.", [("next Feb. 3", "2014-02-03")]),
        ("They fell in march-june.", []),
        ("MARCH-JUNE was dry.", [("MARCH-JUNE", "2012-03/2012-06")]),
        ("It began in March nineteen ninety-six.", [("March nineteen ninety-six", "1996-03")]),
        ("It began in june two thousand and one.", [("june two thousand and one", "2001-06")]),
        ("They march to town.", []),
        ("April Smith left.", []),
        ("It was this March.", [("this March", "2013-03")]),
        (
            "It was on March 5. On the previous Monday they left.",
            [("March 5", "2013-03-05"), ("the previous Monday", "2013-03-04")],
        ),
        (
            "It was on March 5. The following Monday they left.",
            [("March 5", "2013-03-05"), ("The following Monday", "2013-03-11")],
        ),
        ("It began in the morning of Tuesday.", [("the morning of Tuesday", "2013-03-19TMO")]),
        ("They met on December 30-2.", [("December 30", "2012-12-30")]),
        ("They met Jan. 5-3.", [("Jan. 5", "2013-01-05")]),
        ("The thanksgiving was loud.", []),
        ("Happy Easter to all.", []),
        ("The Christmas tree fell.", []),
        ("It was Easter 2012.", [("Easter 2012", "2012-04-08")]),
        ("It was Christmas, 1999.", [("Christmas, 1999", "1999-12-25")]),
        ("It was last Christmas.", [("last Christmas", "2012-12-25")]),
        ("It is next Christmas.", [("next Christmas", "2013-12-25")]),
        ("It took a dozen years.", [("a dozen years", "P12Y")]),
        ("It took two and a half years.", [("two and a half years", "P2Y6M")]),
        ("in nineteen oh six", [("nineteen oh six", "1906")]),
        ("in nineteen hundred", [("nineteen hundred", "1900")]),
        ("in two thousand one", [("two thousand one", "2001")]),
        ("two thousand and six", [("two thousand and six", "2006")]),
        ("the last decade", [("the last decade", "200X")]),
        ("this century", [("this century", "20XX")]),
        ("last century", [("last century", "19XX")]),
        ("next quarter", [("next quarter", "2013-34")]),
        ("two fortnights", [("two fortnights", "P4W")]),
        ("the past 3.5 days", [("the past 3.5 days", "P3.5D")]),
        ("the past three hours", [("the past three hours", "PT3H")]),
        ("the next two hours", [("the next two hours", "PT2H")]),
        ("the next 2 1/2 months", [("the next 2 1/2 months", "P2.5M")]),
        ("the third half of 2012", [("2012", "2012")]),
        ("the first half of last year", [("the first half of last year", "2012-40")]),
        ("Q3 2008", [("Q3 2008", "2008-35")]),
        ("q3 2008", [("2008", "2008")]),
        ("h1 2012", [("2012", "2012")]),
        ("the year-ago quarter", [("the year-ago quarter", "2011-36")]),
        (
            "In the third quarter sales fell from the year-earlier quarter.",
            [("the third quarter", "2012-35"), ("the year-earlier quarter", "2011-35")],
        ),
        (
            "In the third quarter sales fell from a year earlier.",
            [("the third quarter", "2012-35"), ("a year earlier", "2011-35")],
        ),
        ("a year-earlier", [("a year-earlier", "2012")]),
        ("two thousand", []),
        ("the nineties", [("the nineties", "199X")]),
        ("nineties", []),
        ("in his nineties", []),
        ("the late '90s", [("the late '90s", "[1996-08-31..1999-12-31]")]),
        ("the 1990s", [("the 1990s", "199X")]),
        ("the summer of 1994", [("the summer of 1994", "1994-22")]),
        ("winter of nineteen ninety-six", [("winter of nineteen ninety-six", "1996-24")]),
        ("every winter", [("every winter", "XXXX-WI")]),
        ("winter last year", [("winter last year", "2012-24")]),
        ("summer next year", [("summer next year", "2014-22")]),
        ("last summer", [("last summer", "2012-22")]),
        ("next summer", [("next summer", "2013-22")]),
        ("early this summer", [("early this summer", "[2013-06-01..2013-07-01]")]),
        ("They fall of the cliff.", []),
        ("the spring of water", []),
        ("in the winter Olympics", []),
        ("last weekend", [("last weekend", "[2013-03-16..2013-03-17]")]),
        ("next weekend", [("next weekend", "[2013-03-30..2013-03-31]")]),
        ("It was on March 5. The previous evening they met.", [("March 5", "2013-03-05")]),
        (
            "It was on March 5. The next morning they met.",
            [("March 5", "2013-03-05"), ("The next morning", "2013-03-06TMO")],
        ),
        (
            "It was on March 5. The following night they met.",
            [("March 5", "2013-03-05"), ("The following night", "2013-03-06TNI")],
        ),
        ("the following morning", []),
        (
            "It was on March 15, 2012. Earlier that month they met.",
            [("March 15, 2012", "2012-03-15"), ("Earlier that month", "[2012-03-01..2012-03-15]")],
        ),
        ("that year", []),
        ("It was on March 15. They met the year before.", [("March 15", "2013-03-15"), ("the year before", "2012")]),
        ("They met the year before.", []),
        (
            "It was on March 15. They met the night before.",
            [("March 15", "2013-03-15"), ("the night before", "2013-03-14TNI")],
        ),
        (
            "It was on March 15. They met the morning after.",
            [("March 15", "2013-03-15"), ("the morning after", "2013-03-16TMO")],
        ),
        ("the latest quarter", [("the latest quarter", "2012-36")]),
        ("the latest period", [("the latest period", "2012-36")]),
        (
            "In the third quarter they sold. The quarter was good.",
            [("the third quarter", "2012-35"), ("The quarter", "2012-35")],
        ),
        ("the period", []),
        ("for the weekend", [("the weekend", "[2013-03-16..2013-03-17]")]),
        ("the latest year", []),
        ("the year ended", [("the year", "P1Y")]),
        ("the full year", [("the full year", "2013")]),
        ("the fiscal year", [("the fiscal year", "2013")]),
        ("in the year", [("the year", "2013")]),
        ("during the month", [("the month", "2013-03")]),
        ("the week", []),
        ("at year-end", [("at year-end", "2013-12-31")]),
        ("the year's end", [("the year's end", "[2013-09-01..2013-12-31]")]),
        ("at the month's end", [("at the month's end", "[2013-03-21..2013-03-31]")]),
        ("recent days", [("recent days", "PAST_REF")]),
        ("in recent weeks", [("in recent weeks", "PXW")]),
        ("the coming years", [("the coming years", "PXY")]),
        ("coming months", [("coming months", "FUTURE_REF")]),
        ("the early days of", []),
        ("the last couple of weeks", [("the last couple of weeks", "P2W")]),
        ("five hundred years", [("five hundred years", "P500Y")]),
        ("two million years", [("two million years", "P2000000Y")]),
        ("three and a half years ago", [("three and a half years ago", "2009-09")]),
        ("two and a half hours ago", [("two and a half hours ago", "2013-03-22")]),
        ("nine million years ago", [("nine million years ago", "PAST_REF")]),
        ("two weeks before", [("two weeks before", "P2W")]),
        ("30 hours ago", [("30 hours ago", "2013-03-21")]),
        ("two minutes ago", [("two minutes ago", "2013-03-22")]),
        ("three years previously", [("three years previously", "2010")]),
        (
            "It was on March 15. Two days later they met.",
            [("March 15", "2013-03-15"), ("Two days later", "2013-03-17")],
        ),
        ("It was on March 15. Two hours later they met.", [("March 15", "2013-03-15"), ("Two hours later", "PT2H")]),
        ("many years ago", [("many years ago", "PAST_REF")]),
        ("half a year ago", [("half a year ago", "2012-09")]),
        ("a couple of days", [("a couple of days", "P2D")]),
        ("a few years", [("a few years", "PXY")]),
        ("several-year", [("several-year", "PXY")]),
        ("a five-quarter", []),
        ("second", []),
        ("every Monday", [("every Monday", "XXXX-WXX-1")]),
        ("every Monday morning", [("every Monday morning", "XXXX-WXX-1TMO")]),
        ("every March", [("every March", "XXXX-03")]),
        ("every morning", [("every morning", "XXXX-XX-XXTMO")]),
        ("The Daily Mail wrote.", []),
        ("The weekly meeting", [("weekly", "P1W")]),
        ("daily", [("daily", "P1D")]),
        ("They won 12:30 there.", []),
        ("It began at 15:30.", [("at 15:30", "2013-03-22T15:30")]),
        ("It was June last year.", [("June last year", "2012-06")]),
        ("The March on Rome failed.", []),
        ("They went in March to Lys.", [("March", "2013-03")]),
        ("Sales rose from the year-ago third quarter.", [("the year-ago third quarter", "2011-35")]),
        ("They met in her '80s.", []),
        (
            "It was on March 5. That weekend they met.",
            [("March 5", "2013-03-05"), ("That weekend", "[2013-03-09..2013-03-10]")],
        ),
        ("It took half a day.", [("half a day", "PT12H")]),
        ("It took half a decade.", [("half a decade", "P5Y")]),
        ("the next three days", [("the next three days", "2013-03-22/2013-03-25")]),
        ("It was on March 5. Late that day they met.", [("March 5", "2013-03-05"), ("Late that day", "2013-03-05")]),
        ("the mid-1990s", [("the mid-1990s", "[1993-05-02..1996-08-31]")]),
        ("later in March", [("later in March", "2013-03")]),
        ("sometime in March", [("sometime in March", "2013-03")]),
        ("He wrote for This Week again.", []),
        ("He told 60 Minutes so.", []),
        ("two thousand million years ago", [("two thousand million years ago", "PAST_REF")]),
        ("It lasted 24 hours a day.", []),
        ("He left last night.", [("last night", "2013-03-21TNI")]),
        ("the past week", [("the past week", "2013-03-16/2013-03-22")]),
        ("the last 5000000 years", [("5000000 years", "P5000000Y")]),
        ("5 hundred years", [("5 hundred years", "P500Y")]),
        ("a decade", []),
        ("a decade and a half", [("a decade and a half", "P15Y")]),
        ("one weekend", [("one weekend", "P1WE")]),
        ("It took half a dozen years.", [("half a dozen years", "P6Y")]),
        ("It took a half-dozen years.", [("a half-dozen years", "P6Y")]),
        ("It took half of a dozen years.", [("half of a dozen years", "P6Y")]),
        ("It took two dozen days.", [("two dozen days", "P24D")]),
        ("It took two to three dozen straight days.", [("three dozen straight days", "P36D")]),
        ("It took two to three dozen days.", [("two to three dozen days", "P24D")]),
        ("It took several dozen days.", [("several dozen days", "PXD")]),
        ("It took a couple of dozen days.", [("a couple of dozen days", "P24D")]),
        ("It took two and a half million years.", [("two and a half million years", "P2500000Y")]),
        ("It took a hundred and fifty days.", [("a hundred and fifty days", "P150D")]),
        ("half a dozen years ago", [("half a dozen years ago", "2007")]),
        ("two hundred and twelve years ago", [("two hundred and twelve years ago", "1801")]),
        ("a million years ago", [("a million years ago", "PAST_REF")]),
        ("half a million years ago", [("half a million years ago", "PAST_REF")]),
        ("a few dozen years ago", [("a few dozen years ago", "PAST_REF")]),
        ("the past two dozen years", [("the past two dozen years", "1989-03-22/2013-03-22")]),
        ("2500 years ago", [("2500 years ago", "PAST_REF")]),
        ("9000 years from now", [("9000 years from now", "FUTURE_REF")]),
        ("1000000000 years ago", [("1000000000 years ago", "PAST_REF")]),
        ("1000000000 years later", [("1000000000 years later", "PXY")]),
        ("five billion years", []),
        ("every weekend", [("every weekend", "P1WE")]),
        ("It was in '96.", [("'96", "1996")]),
        ("They met in the summer.", [("the summer", "2012-22")]),
        ("They came as soon as they could.", []),
        ("They will come soon.", [("soon", "FUTURE_REF")]),
    ],
)
def test_times_and_what_they_mean(text: str, times: list[tuple[str, str]]) -> None:
    assert [(when.text, when.edtf or when.timex) for when in find(text, FRIDAY)] == times


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("from December to January", "2012-12/2013-01"),
        ("from June 2012 to March 2012", None),
        ("from nowhere to May 2012", None),
        ("from 3 p.m. to 5 p.m.", None),
        ("from Feb. 29, 2012 to Feb. 28, 2012", None),
        ("since the past", None),
    ],
)
def test_from_one_time_to_another(words: str, value: str | None) -> None:
    assert resolve(words, FRIDAY).edtf == value


def test_now_needs_no_day_of_publication() -> None:
    (when,) = find("It is now closed.", None)
    assert (when.text, when.timex, when.earliest) == ("now", "PRESENT_REF", None)


def test_the_end_of_the_calendar_is_no_error() -> None:
    for anchor in (dt.date(9999, 12, 31), dt.date(1, 1, 1)):
        for words in (
            "from December to January",
            "next Christmas",
            "last summer",
            "next Feb. 29",
            "from May to Feb. 29",
        ):
            resolve(words, anchor)


PIECES = [
    *(
        "May",
        "since August",
        "midnight",
        "earlier",
        "1999",
        "Oct. 7",
        "Oct. 7-9",
        "Friday",
        "the weekend",
        "next",
        "last",
    ),
    *(
        "spring",
        "the first quarter",
        "9 a.m.",
        "Christmas",
        "tomorrow",
        "a year ago",
        "the same month",
        "and",
        "to",
        "the 5th",
    ),
]


@settings(max_examples=examples(300), deadline=None)
@example(dt.date.min, 0, ["May"])
@example(dt.date.min, 0, ["since August", "earlier", "midnight"])
@given(st.sampled_from([dt.date.min, dt.date.max]), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=4))
def test_no_time_is_outside_the_calendar(end: dt.date, days: int, pieces: list[str]) -> None:
    anchor = end + dt.timedelta(days=days if end == dt.date.min else -days)
    words = " ".join(pieces)
    for when in (resolve(words, anchor), resolve(words, anchor, ahead=True), *find(words, anchor)):
        assert not any(one.startswith("0000") for one in when.alternatives)


def test_a_number_ends_with_its_line() -> None:
    assert number("two\nhundred") is None


@pytest.mark.parametrize("digits", [309, 5000])
def test_a_number_too_long_to_count_with_is_none(digits: int) -> None:
    words = "1" + "0" * digits
    assert number(words) is None
    assert read_quantity(f"{words} men") == Quantity(text=f"{words} men")
    assert [when.earliest for when in find(f"It fell {words} years ago.", FRIDAY)] == [None]


def test_a_quantity_from_more_to_less_is_not_understood() -> None:
    assert read_quantity("500 to 300 men") == Quantity(text="500 to 300 men")


def test_no_day_follows_the_last_of_the_calendar() -> None:
    for words in ("1500 c Tuesday -15", "Tuesday and Wednesday", "tomorrow"):
        resolve(words, dt.date.max)


@pytest.mark.parametrize(
    ("words", "duration"),
    [
        ("0.00001 days", "P0.00001D"),
        ("0.00002 seconds", "PT0.00002S"),
        ("0.0000001 seconds", None),
        ("0.05 decades", "P6M"),
        ("1.05 decades", "P10Y6M"),
        ("0.03 centuries", "P3Y"),
        ("0.04 years", "P0.04Y"),
        ("11.99 years", "P11.99Y"),
        ("0.5 fortnights", "P1W"),
        ("0.0 seconds", "PT0S"),
    ],
)
def test_a_small_fraction_keeps_its_figures(words: str, duration: str | None) -> None:
    found = resolve(words, None)
    assert (found.duration, found.timex) == (duration, duration)
