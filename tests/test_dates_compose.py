"""Times with several parts: their combined meaning, and that a part which is not understood leaves all unresolved."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import Relation, When
from newsevents.dates import find, resolve

FRIDAY = dt.date(2013, 3, 22)


def found(text: str, anchor: dt.date = FRIDAY) -> list[tuple[str, str | None]]:
    return [(when.text, when.edtf or when.timex) for when in find(text, anchor)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # a weekday of a week, a month or a year
        ("They met Monday last week.", [("Monday last week", "2013-03-11")]),
        ("They meet on Tuesday of next week.", [("Tuesday of next week", "2013-03-26")]),
        ("They met last week on Tuesday.", [("last week on Tuesday", "2013-03-12")]),
        ("They met Tuesday of last year.", [("Tuesday", "2013-03-19"), ("last year", "2012")]),
        ("He left last Friday in Paris.", [("last Friday", "2013-03-15")]),
        ("It was his first week in office, after a first week in June.", [("June", "2012-06")]),
        ("They met Tuesday morning last week.", [("Tuesday morning last week", "2013-03-12TMO")]),
        ("They meet on the last Friday of this month.", [("the last Friday of this month", "2013-03-29")]),
        ("It was the last Friday in October.", [("the last Friday in October", "2012-10-26")]),
        ("It was last Monday of January 2013.", [("last Monday of January 2013", "2013-01-28")]),
        ("It is on the first Tuesday of next year.", [("the first Tuesday of next year", "2014-01-07")]),
        ("It was the fifth Monday of February 2013.", [("the fifth Monday of February 2013", "XXXX-WXX-1")]),
        ("They met on the last Saturday.", [("the last Saturday", "2013-03-16")]),
        # counted weekdays
        ("He was killed two Sundays ago.", [("two Sundays ago", "2013-03-10")]),
        ("They meet three Fridays from now.", [("three Fridays from now", "2013-04-12")]),
        ("They came a week ago Tuesday.", [("a week ago Tuesday", "2013-03-12")]),
        ("They come a week from Tuesday.", [("a week from Tuesday", "2013-04-02")]),
        ("They come on Tuesday week.", [("Tuesday week", "2013-04-02")]),
        ("They come on Tuesday fortnight.", [("Tuesday fortnight", "2013-04-09")]),
        ("They came the week before last.", [("the week before last", "[2013-03-04..2013-03-10]")]),
        ("They come the Tuesday after next.", [("the Tuesday after next", "2013-04-02")]),
        ("They came the Tuesday before last.", [("the Tuesday before last", "2013-03-12")]),
        ("They met two nights ago.", [("two nights ago", "2013-03-20TNI")]),
        ("They met a zillion nights ago.", []),
        ("They met 9999 Sundays ago and 99999 nights ago.", [("Sundays", "XXXX-WXX-7")]),
        # a unit of a longer one
        ("It was the first week of March.", [("the first week of March", "[2013-03-01..2013-03-07]")]),
        ("It was the last week of October 2012.", [("the last week of October 2012", "[2012-10-25..2012-10-31]")]),
        ("It was the fifth week of February 2013.", []),
        ("It is the last day of the month.", [("the last day of the month", "2013-03-31")]),
        ("It was the first weekend in May 2012.", [("the first weekend in May 2012", "[2012-05-05..2012-05-06]")]),
        ("It was the second month of 2012.", [("the second month of 2012", "2012-02")]),
        ("It was the second half of April 2012.", [("the second half of April 2012", "[2012-04-16..2012-04-30]")]),
        ("It was the first half of the year.", [("the first half of the year", "2013-40")]),
        ("It was the third half of April 2012.", []),
        ("It was the last half of 1989.", [("the last half of 1989", "1989-41")]),
        ("It was the latter half of the '80s.", [("the latter half of the '80s", "[1985-01-01..1989-12-31]")]),
        ("It was the last quarter of the year.", [("the last quarter of the year", "2013-36")]),
        ("It was the opening week of May 2012.", [("the opening week of May 2012", "[2012-05-01..2012-05-07]")]),
        ("It was the last two weeks of May.", [("the last two weeks of May", "2012-05-18/2012-05-31")]),
        ("It was the last two weeks of the race.", [("the last two weeks", "P2W")]),
        ("It was the last 40 days of May.", [("the last 40 days of May", "PXXD")]),
        ("It was the first nine months of 1997.", [("the first nine months of 1997", "1997-01-01/1997-09-30")]),
        ("It was the first two quarters of 1990.", [("the first two quarters of 1990", "1990-01-01/1990-06-30")]),
        ("It was the last two quarters of 1990.", [("the last two quarters of 1990", "1990-07-01/1990-12-31")]),
        ("It was the last days of December.", [("the last days of December", "[2012-12-21..2012-12-31]")]),
        ("It was the first few months of 2012.", [("the first few months of 2012", "[2012-01-01..2012-05-02]")]),
        ("It was the first two hours of May.", [("the first two hours", "PT2H"), ("May", "2012-05")]),
        ("It was the first two days of the trip.", [("the first two days", "P2D")]),
        ("It was the second quarter of the year.", [("the second quarter of the year", "2013-34")]),
        # a date within a month or year
        ("It began on the 12th.", [("the 12th", "2013-03-12")]),
        ("It will begin on the 12th.", [("the 12th", "2013-04-12")]),
        ("It began on the 1st of last month.", [("the 1st of last month", "2013-02-01")]),
        ("It began on the 31st of last month.", [("the 31st of last month", "XXXX-XX-XX")]),
        ("It began on Tuesday the 12th.", [("Tuesday the 12th", "2013-03-12")]),
        ("It began by the 12th of April.", [("by the 12th of April", "[..2013-04-12]")]),
        ("He lives on the 12th floor, by the 5th of them, before the 6th he saw.", []),
        ("It was Oct. 23 of last year.", [("Oct. 23 of last year", "2012-10-23")]),
        ("It was early June of that year, 2011.", [("early June of that year", "XXXX-XX"), ("2011", "2011")]),
        ("In 2011 they left. It was June of that year.", [("2011", "2011"), ("June of that year", "2011-06")]),
        ("It was 2011. It was the summer of that year.", [("2011", "2011"), ("the summer of that year", "2011-22")]),
        ("It was the fourth quarter a year ago.", [("the fourth quarter a year ago", "2011-36")]),
        ("In 2011 it was Easter of that year.", [("2011", "2011"), ("Easter of that year", "2011-04-24")]),
        (
            "In May 2012 and the same month a year earlier.",
            [("May 2012", "2012-05"), ("the same month a year earlier", "2011-05")],
        ),
        # a time of day on a day
        (
            "At 9 a.m. on the last Friday of this month.",
            [("At 9 a.m. on the last Friday of this month", "2013-03-29T09:00")],
        ),
        ("They met Sunday night at 8:30.", [("Sunday night at 8:30", "2013-03-17T20:30")]),
        ("They met Sunday morning at 8:30.", [("Sunday morning at 8:30", "2013-03-17T08:30")]),
        ("They met Friday, March 15 at 3 p.m.", [("Friday, March 15 at 3 p.m.", "2013-03-15T15:00")]),
        ("It fell as of 15:11 GMT Thursday.", [("15:11 GMT Thursday", "2013-03-21T15:11")]),
        ("They met at 8 at night.", [("at 8 at night", "2013-03-22T20:00")]),
        ("They met at 4 in the morning.", [("at 4 in the morning", "2013-03-22T04:00")]),
        ("They met at 12 at night.", [("at 12 at night", "2013-03-22T00:00")]),
        ("They met at 2 at night.", [("at 2 at night", "2013-03-22T02:00")]),
        ("They met at 15.30 GMT.", [("at 15.30 GMT", "2013-03-22T15:30")]),
        ("It was 22 March 2013 10:15.", [("22 March 2013 10:15", "2013-03-22T10:15")]),
        ("On Thursday they came in the morning.", [("Thursday", "2013-03-21"), ("in the morning", "2013-03-21TMO")]),
        ("They came in the morning.", [("in the morning", "2013-03-22TMO")]),
        (
            "They came on Thursday. By late afternoon they left.",
            [("Thursday", "2013-03-21"), ("By late afternoon", "2013-03-21TAF")],
        ),
        (
            "By mid-morning and later in the night.",
            [("By mid-morning", "2013-03-22TMO"), ("later in the night", "2013-03-22TNI")],
        ),
        (
            "On Thursday they left. It rained. In the evening they came.",
            [("Thursday", "2013-03-21"), ("In the evening", "2013-03-22TEV")],
        ),
        ("They came in the morning of their lives.", []),
        ("At mid-morning Thursday.", [("mid-morning Thursday", "2013-03-21TMO")]),
        ("They will meet on April 5 in the evening.", [("April 5 in the evening", "2013-04-05TEV")]),
        ("It is on April 5. It was in the evening.", [("April 5", "2013-04-05"), ("in the evening", "2013-03-22TEV")]),
        ("At mid-morning week.", [("mid-morning", "2013-03-22TMO")]),
        ("At mid-morning last week.", [("mid-morning", "2013-03-22TMO"), ("last week", "[2013-03-11..2013-03-17]")]),
        ("It was on Thursday. 9 a.m. They came.", [("Thursday", "2013-03-21"), ("9 a.m.", "2013-03-22T09:00")]),
        # a part of a day
        ("It was the night of Oct. 23, 2012.", [("the night of Oct. 23, 2012", "2012-10-23TNI")]),
        ("It was the early hours of Thursday.", [("the early hours of Thursday", "2013-03-21TMO")]),
        ("It was on the eve of March 5.", [("the eve of March 5", "2013-03-04")]),
        ("It was the night of the fire.", []),
        # before and after a day
        ("It was the day after Christmas.", [("the day after Christmas", "2012-12-26")]),
        ("It was the Sunday before Easter.", [("the Sunday before Easter", "2013-03-24")]),
        ("It was the Friday after Christmas.", [("the Friday after Christmas", "2012-12-28")]),
        ("It was the Friday before the vote.", [("the Friday before", "XXXX-WXX-5")]),
        ("It was the weekend after Easter.", [("the weekend after Easter", "[2013-04-06..2013-04-07]")]),
        ("It was the weekend of the crash.", []),
        ("It was two days before Christmas.", [("two days before Christmas", "2012-12-23")]),
        ("It was the night before Christmas.", [("the night before Christmas", "2012-12-24TNI")]),
        ("It was the week before Christmas.", [("the week before Christmas", "[2012-12-17..2012-12-23]")]),
        ("It was two hours before Christmas.", [("two hours before", "PT2H"), ("Christmas", "2012-12-25")]),
        ("Earlier in the day it fell.", [("Earlier in the day", "2013-03-22")]),
        (
            "On Thursday it rose, then fell later in the day.",
            [("Thursday", "2013-03-21"), ("later in the day", "2013-03-21")],
        ),
        ("At the end of the day, the day is long.", []),
    ],
)
def test_parts_make_one_time(text: str, times: list[tuple[str, str]]) -> None:
    assert found(text) == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They met from 3 to 5 p.m. on Monday.", [("3", "2013-03-18T15:00"), ("5 p.m. on Monday", "2013-03-18T17:00")]),
        ("It rained from 11 to 2 p.m. Monday.", [("11", "2013-03-18T11:00"), ("2 p.m. Monday", "2013-03-18T14:00")]),
        (
            "It rained from 3 p.m. Monday to 5:30 p.m.",
            [("3 p.m. Monday", "2013-03-18T15:00"), ("5:30 p.m.", "2013-03-18T17:30")],
        ),
        ("They won 3 to 5 p.m. bets.", [("5 p.m.", "2013-03-22T17:00")]),
        (
            "Open 10-11 a.m. and 11 a.m.-2:30 p.m. Monday.",
            [
                ("10-11 a.m.", "2013-03-22T10:00/2013-03-22T11:00"),
                ("11 a.m.-2:30 p.m. Monday", "2013-03-18T11:00/2013-03-18T14:30"),
            ],
        ),
        ("Open 10 p.m.-2 a.m. EST.", [("10 p.m.-2 a.m. EST", "2013-03-22T22:00/2013-03-23T02:00")]),
        (
            "They meet Tuesday and Wednesday next week.",
            [("Tuesday", "2013-03-26"), ("Wednesday next week", "2013-03-27")],
        ),
        (
            "They play on Friday and Saturday nights.",
            [("Friday", "XXXX-WXX-5TNI"), ("Saturday nights", "XXXX-WXX-6TNI")],
        ),
        ("They work Monday-Friday.", [("Monday-Friday", "2013-03-18/2013-03-22")]),
        ("They were away Dec. 28-Jan. 3.", [("Dec. 28-Jan. 3", "2012-12-28/2013-01-03")]),
        ("They were away Dec. 28, 2010 - Jan. 3.", [("Dec. 28, 2010 - Jan. 3", "2010-12-28/2011-01-03")]),
        ("They were away 7 Jun-14 Jul 1916.", [("7 Jun-14 Jul 1916", "1916-06-07/1916-07-14")]),
        ("From Dec. 28 to Jan. 3, 2011 they left.", [("Dec. 28", "2010-12-28"), ("Jan. 3, 2011", "2011-01-03")]),
        ("The second and fourth quarters were bad.", [("second", "2012-34"), ("fourth quarters", "2012-36")]),
        (
            "The third quarter and the second or first half were bad.",
            [("The third quarter", "2012-35"), ("first half", "2013-40")],
        ),
        ("In the spring and summer of 2011.", [("the spring", "2011-21"), ("summer of 2011", "2011-22")]),
        (
            "In the third quarter and the fourth quarter of 2010.",
            [("the third quarter", "2010-35"), ("the fourth quarter of 2010", "2010-36")],
        ),
        ("On May 5 and 6 the court sat.", [("May 5", "2013-05-05"), ("6", "2013-05-06")]),
        ("In March 12 people left.", [("March", "2013-03")]),
        ("January - March 2009 was bad.", [("January - March 2009", "2009-01/2009-03")]),
        ("It was 25/26 December 2012.", [("25/26 December 2012", "2012-12-25/2012-12-26")]),
        ("They left in 1997 and 1998.", [("1997", "1997"), ("1998", "1998")]),
        (
            "In the 1960s and 70s, the eighties and nineties.",
            [
                ("the 1960s", "196X"),
                ("70s", "197X"),
                ("the eighties", "198X"),
                ("nineties", "199X"),
            ],
        ),
        ("People in their 30s, 40s and 50s.", []),
        ("The budget for FY2023/24 was cut.", [("FY2023/24", "2023/2024")]),
    ],
)
def test_times_of_one_list_or_range(text: str, times: list[tuple[str, str]]) -> None:
    assert found(text) == times


@pytest.mark.parametrize(
    ("text", "edtf", "other"),
    [
        ("They must decide by the end of December.", "[..2013-12-31]", "2012-12"),
        ("They had decided by the end of December.", "[..2012-12-31]", None),
        ("It raised $1.5 million by June.", "[..2012-06]", None),
        ("The trial opens Monday.", "2013-03-25", "2013-03-18"),
        ("The law takes effect in January.", "2014-01", "2013-01"),
        ("They could meet Thursday.", "2013-03-28", "2013-03-21"),
        ("He could not be reached Thursday.", "2013-03-21", None),
        ("They might have met Thursday.", "2013-03-21", None),
        ("It could have a cost Thursday.", "2013-03-28", "2013-03-21"),
        ("By Thursday morning, they had left.", None, None),
        ("They will review the bill approved Thursday.", "2013-03-21", None),
        ("The bill will be approved Thursday.", "2013-03-28", "2013-03-21"),
        ("The rent is due Monday.", "2013-03-25", "2013-03-18"),
        ("They meet this Monday.", "2013-03-18", None),
        ("On Monday the court will rule.", "2013-03-25", "2013-03-18"),
        ("They will meet on the fifth Tuesday of April.", "2013-04-30", None),
        ("They will meet this Monday.", "2013-03-25", "2013-03-18"),
        ("The tour ends Tuesday-Thursday.", "2013-03-26/2013-03-28", "2013-03-19/2013-03-21"),
        ("It will be in the second half of April.", "[2013-04-16..2013-04-30]", "[2012-04-16..2012-04-30]"),
        ("They will meet over the weekend.", "[2013-03-23..2013-03-24]", "[2013-03-16..2013-03-17]"),
        ("Until late March it rains.", "../2013-03-31", "2012-03"),
        ("Before the end of June they left.", "[..2012-06-30]", None),
    ],
)
def test_what_lies_ahead(text: str, edtf: str, other: str | None) -> None:
    (when,) = find(text, FRIDAY)
    assert (when.edtf, when.alternatives) == (edtf, () if other is None else (other,))


@pytest.mark.parametrize(
    ("text", "anchor", "edtf", "alternatives"),
    [
        ("It rained last week.", dt.date(2013, 3, 24), "[2013-03-18..2013-03-24]", ("[2013-03-11..2013-03-17]",)),
        ("It rained this Thursday.", dt.date(2013, 3, 18), "2013-03-21", ("2013-03-14",)),
        ("It rained Monday last week.", dt.date(2013, 3, 24), "2013-03-18", ("2013-03-11",)),
        ("They vote on Saturday, Aug. 3.", dt.date(2013, 5, 17), "2013-08-03", ()),
        ("They voted on Friday, Oct. 23.", FRIDAY, "2009-10-23", ()),
        ("It was this winter.", dt.date(2013, 2, 1), "2012-24", ()),
        ("It was the last week.", FRIDAY, "[2013-03-11..2013-03-17]", ()),
        ("It rained for the last week.", FRIDAY, "2013-03-16/2013-03-22", ()),
    ],
)
def test_doubt_is_in_the_alternatives(text: str, anchor: dt.date, edtf: str, alternatives: tuple[str, ...]) -> None:
    (when,) = find(text, anchor)
    assert (when.edtf, when.alternatives) == (edtf, alternatives)


def test_a_weekday_that_contradicts_its_date_leaves_it_unresolved() -> None:
    (when,) = find("They met on Monday, March 5, 2013.", FRIDAY)
    assert (when.edtf, when.resolved, when.alternatives) == (None, False, ("2013-03-05",))
    (when,) = find("They met on Monday, March 5 last year.", FRIDAY)
    assert (when.edtf, when.resolved) == ("2012-03-05", True)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "relation"),
    [
        ("less than a decade ago", "2003-03-22", "2013-03-22", Relation.WITHIN),
        ("more than a year ago", None, "2012-03-22", Relation.BEFORE),
        ("a decade ago", "2003-01-01", "2003-12-31", Relation.AT),
        ("a quarter-century ago", "1988-01-01", "1988-12-31", Relation.AT),
        ("a half-century ago", "1963-01-01", "1963-12-31", Relation.AT),
        ("within 48 hours", "2013-03-22", "2013-03-24", Relation.WITHIN),
        ("within twenty working days", None, None, Relation.AT),
        ("within several weeks", None, None, Relation.AT),
        ("for months", None, None, Relation.AT),
        ("in the past", None, None, Relation.BEFORE),
        ("until 9 p.m. Friday", None, "2013-03-22T21:59:59", Relation.UNTIL),
    ],
)
def test_bounds_of_what_is_no_calendar_date(
    words: str, earliest: str | None, latest: str | None, relation: Relation
) -> None:
    when = resolve(words, FRIDAY)
    bounds = [None if one is None else one.isoformat() for one in (when.earliest, when.latest)]
    assert (*bounds, when.relation) == (earliest, latest, relation)


def test_on_a_saturday_the_weekend_is_the_one_that_has_begun() -> None:
    (when,) = find("They will meet over the weekend.", dt.date(2013, 3, 23))
    assert (when.edtf, when.alternatives) == ("[2013-03-23..2013-03-24]", ())


def test_a_weekend_is_read_from_its_value() -> None:
    (when,) = find("They will meet on Sunday of the weekend.", FRIDAY)
    assert (when.edtf, when.alternatives) == ("2013-03-24", ("2013-03-17",))


def test_what_has_no_bound_on_the_calendar_is_left_out() -> None:
    assert find("It was after 9999-12-31.", None) == ()


def test_what_is_between_only_one_number_is_no_time() -> None:
    assert found("It was between a year of that and more.") == []


def test_a_quarter_ago_is_no_time() -> None:
    assert found("It fell a quarter ago, and a quarter year ago.") == [("a quarter ago", "2012-36")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 03/04/2012, and on 7 October 2012.", "2012-04-03"),
        ("On 03/04/2012, and on October 7, 2012.", "2012-03-04"),
        ("On 03/04/2012, 7 October 2012 and October 8, 2012.", "2012-03-04"),
        ("On 2012/03/04.", "2012-03-04"),
    ],
)
def test_the_order_of_a_date_in_figures_is_that_of_the_others(text: str, edtf: str) -> None:
    assert find(text, FRIDAY)[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They fast until Orthodox Easter.", [("until Orthodox Easter", "../2013-05-05")]),
        ("It was Chinese New Year's Day.", []),
        ("It was the Jewish New Year's Eve.", []),
        ("In 1500 BC and in 1434 AH it rained.", []),
        ("It was the Labor Day weekend of 2012.", [("Labor Day weekend of 2012", "[2012-09-01..2012-09-02]")]),
        ("It was Easter week.", [("Easter week", "[2013-03-25..2013-03-31]")]),
    ],
)
def test_feasts_of_other_calendars_are_read_by_their_rule_or_not_at_all(
    text: str, times: list[tuple[str, str]]
) -> None:
    assert found(text)[: len(times)] == times
    assert bool(found(text)) == bool(times)


@pytest.mark.parametrize(
    ("words", "timex", "duration"),
    [
        ("ten or fifteen years", "P10Y", None),
        ("10-15 years", "P10Y", None),
        ("between three and five years", "P3Y", None),
        ("100-plus years", "P100Y", "P100Y"),
        ("another week", "P1W", "P1W"),
        ("a single year", "P1Y", "P1Y"),
        ("a quarter of an hour", "PT15M", "PT15M"),
        ("three-quarters of a year", "P9M", "P9M"),
        ("two thirds of a year", "PXM", None),
        ("a quarter of a century", "P25Y", "P25Y"),
        ("a quarter-century", "P25Y", "P25Y"),
        ("over the years", "PXY", None),
        ("in the weeks ahead", "PXW", None),
        ("the decades-long", "PXDE", None),
    ],
)
def test_durations_are_read_whole(words: str, timex: str, duration: str | None) -> None:
    when = resolve(words, FRIDAY)
    assert (when.timex, when.duration) == (timex, duration)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It is twice a week, and $5 a week.", [("a week", "P1W")]),
        ("It is on weekends and on weekdays.", [("on weekends", "XXXX-WXX-WE"), ("on weekdays", "XXXX-WXX-WD")]),
        ("The first time in years, after months of talks.", [("years", "PXY"), ("months", "PXM")]),
        (
            "In years past, and the years since, the years went.",
            [("years past", "PAST_REF"), ("the years since", "PXY")],
        ),
        ("Over the years between them.", []),
        ("It ran for years since. It has been two months since.", [("for years since", "PXY"), ("two months", "P2M")]),
        ("It is for the first time in two years.", [("two years", "P2Y")]),
        ("It will be on sale in two years.", [("in two years", "2015")]),
        ("It took about a decade, and a century.", [("about a decade", "P10Y")]),
        ("It ran for a decade.", [("a decade", "P10Y")]),
        ("It took a six-year time period.", [("six-year", "P6Y")]),
        ("He was killed within a week.", [("a week", "P1W")]),
        (
            "At 8:15 p.m. AEST, at 9 a.m. UTC+5:30.",
            [
                ("At 8:15 p.m. AEST", "2013-03-22T20:15"),
                ("at 9 a.m. UTC+5:30", "2013-03-22T09:00"),
            ],
        ),
        ("At 9 a.m. UTC+99.", [("At 9 a.m. UTC+99", "2013-03-22T09:00")]),
        ("At the 1968 congress. The 2014 vote.", [("the 1968", "1968"), ("The 2014", "2014")]),
        ("the mid-to-late 1990s", [("the mid-to-late 1990s", "[1993-05-02..1999-12-31]")]),
        ("early-to-mid 2009", [("early-to-mid 2009", "[2009-01-01..2009-09-01]")]),
        ("the weekend of May 4", [("the weekend of May 4", "[2013-05-04..2013-05-05]")]),
        ("the summer of '69", [("the summer of '69", "1969-22")]),
        ("the last week of the race, the first half of the game", []),
        ("the first Friday of it", [("the first Friday", "XXXX-WXX-5")]),
        ("last Friday of term", [("last Friday", "XXXX-WXX-5")]),
    ],
)
def test_kinds_of_forms(text: str, times: list[tuple[str, str]]) -> None:
    assert found(text) == times


# --- what holds for any parts

WEEKDAYS = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]
NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
anchors = st.dates(dt.date(1900, 1, 1), dt.date(2098, 1, 1))


def day_of(when: When) -> dt.date:
    assert when.earliest is not None
    return when.earliest.date() if isinstance(when.earliest, dt.datetime) else when.earliest


@given(st.integers(0, 6), st.sampled_from(["last week", "this week", "next week", "of last week"]), anchors)
def test_a_weekday_and_a_week_are_the_weekday_of_that_week(weekday: int, week: str, anchor: dt.date) -> None:
    whole = resolve(week.removeprefix("of "), anchor)
    when = resolve(f"{WEEKDAYS[weekday]} {week}", anchor)
    assert whole.earliest is not None
    assert when.earliest == when.latest == whole.earliest + dt.timedelta(days=weekday)


@given(st.sampled_from(list(NTH)), st.integers(0, 6), st.integers(1, 12), st.integers(1900, 2099), anchors)
def test_the_nth_weekday_of_a_month(nth: str, weekday: int, month: int, year: int, anchor: dt.date) -> None:
    weeks = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    when = resolve(f"the {nth} {WEEKDAYS[weekday]} of {MONTHS[month - 1]} {year}", anchor)
    assert day_of(when) == dt.date(year, month, weeks[NTH[nth]])
    assert when.anchor is None


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["yesterday", "Tuesday", "March 5, 2012", "the last Friday of last month", "Monday next week"]),
    st.sampled_from(["{time} on {day}", "{time} {day}", "{day} at {time}"]),
    anchors,
)
def test_a_time_of_day_and_a_day_are_that_time_of_that_day(
    hour: int, minute: int, day: str, form: str, anchor: dt.date
) -> None:
    when = resolve(form.format(time=f"{hour:02}:{minute:02}", day=day), anchor)
    assert when.earliest == dt.datetime.combine(day_of(resolve(day, anchor)), dt.time(hour, minute))


@given(st.sampled_from(["last year", "this year", "next year"]), st.integers(1, 12), st.integers(1, 28), anchors)
def test_a_date_of_a_year_is_that_of_the_year(year: str, month: int, day: int, anchor: dt.date) -> None:
    whole = day_of(resolve(year, anchor))
    assert day_of(resolve(f"{MONTHS[month - 1]} {day} of {year}", anchor)) == dt.date(whole.year, month, day)
    assert day_of(resolve(f"{MONTHS[month - 1]} of {year}", anchor)) == dt.date(whole.year, month, 1)


@given(st.integers(1, 30), st.sampled_from(["before", "after"]), st.dates(dt.date(1900, 2, 1), dt.date(2099, 11, 30)))
def test_days_before_or_after_a_day(count: int, where: str, day: dt.date) -> None:
    when = resolve(f"{count} days {where} {MONTHS[day.month - 1]} {day.day}, {day.year}", None)
    assert day_of(when) == day + dt.timedelta(days=count if where == "after" else -count)


@given(
    st.sampled_from(
        [
            "the last {weekday} of the {noun}",
            "9 a.m. on the first {weekday} of the {noun}",
            "at 6 a.m. ten days before the {noun}",
            "the {nth} week of the {noun}",
            "the first half of the {noun}",
            "the morning of the {noun}",
            "{weekday}, March {wrong}, 2013",
        ]
    ),
    st.sampled_from(["trial", "race", "siege", "harvest"]),
    st.integers(0, 6),
    st.sampled_from(list(NTH)),
    anchors,
)
def test_a_part_that_is_not_understood_leaves_all_unresolved(
    form: str, noun: str, weekday: int, nth: str, anchor: dt.date
) -> None:
    wrong = next(day for day in range(1, 9) if dt.date(2013, 3, day).weekday() != weekday)
    words = form.format(noun=noun, weekday=WEEKDAYS[weekday], nth=nth, wrong=wrong)
    assert not any(when.resolved for when in find(f"It was {words}.", anchor))
    assert not resolve(words, anchor).resolved


@given(
    st.sampled_from(["{day}", "{day} morning", "at 9 a.m. {day}", "{day} at noon"]),
    st.integers(0, 6),
    anchors,
)
def test_alternatives_hold_what_the_value_does_not(form: str, weekday: int, anchor: dt.date) -> None:
    (when,) = find(f"They will meet {form.format(day=WEEKDAYS[weekday])}.", anchor)
    days = {day_of(when).isoformat(), *when.alternatives}
    if anchor.weekday() == weekday:
        assert days == {anchor.isoformat()}
    else:
        assert len(days) == 2
        assert all(dt.date.fromisoformat(day).weekday() == weekday for day in days)
        assert min(days) < anchor.isoformat() < max(days)


@pytest.mark.parametrize(("words", "timex"), [("within twenty working days", "P20D"), ("within several weeks", "PXW")])
def test_how_long_within_is_known_where_the_day_is_not(words: str, timex: str) -> None:
    assert resolve(words, FRIDAY).timex == timex
