"""All times in a text: which there are, where, and what they mean."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

import newsevents.dates.finding as finding
from newsevents import Granularity, Relation, When
from newsevents.dates import find, resolve
from newsevents.dates.rule import Context, NoAnchor
from newsevents.testing import texts

from .settings import examples

FRIDAY = dt.date(2013, 3, 22)


def found(text: str, anchor: dt.date | None = FRIDAY) -> list[tuple[str, str | None]]:
    return [(when.text, when.edtf) for when in find(text, anchor)]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Tuesday", "2013-03-19"),
        ("on Monday", "2013-03-18"),
        ("next Tuesday", "2013-03-26"),
        ("September", "2012-09"),
        ("Oct. 7", "2012-10-07"),
        ("7 October", "2012-10-07"),
        ("07.10.2023", "2023-10-07"),
        ("last month", "2013-02"),
        ("next year's", "2014"),
        ("last week", "[2013-03-11..2013-03-17]"),
        ("earlier this month", "[2013-03-01..2013-03-22]"),
        ("since August", "2012-08/.."),
        ("until next month", "../2013-04"),
        ("since the 1990s", "1990-01-01/.."),
        ("since last week", "2013-03-11/.."),
        ("by the third quarter", "[..2013-09-30]"),
        ("by June", "[..2013-06]"),
        ("in less than two weeks", "[2013-03-22..2013-04-05]"),
        ("a year ago", "2012"),
        ("the past three days", "2013-03-20/2013-03-22"),
        ("third quarter", "2012-35"),
        ("the quarter", "2012-36"),
        ("the third quarter of 1984", "1984-35"),
        ("first half of 2012", "2012-40"),
        ("the end of the month", "[2013-03-21..2013-03-31]"),
        ("the 1990s", "199X"),
        ("20th century", "19XX"),
        ("last summer", "2012-22"),
        ("the weekend", "[2013-03-16..2013-03-17]"),
        ("this weekend", "[2013-03-23..2013-03-24]"),
        ("Easter", "2013-03-31"),
        ("Thanksgiving", "2012-11-22"),
        ("New Year's Eve", "2012-12-31"),
        ("Tuesday, March 19", "2013-03-19"),
        ("nineteen ninety-six", "1996"),
        ("the week of March 6", "[2013-03-04..2013-03-10]"),
        ("Oct. 7-9", "2012-10-07/2012-10-09"),
        ("7-9 October 2020", "2020-10-07/2020-10-09"),
        ("Oct. 7 and 8", "2012-10-07/2012-10-08"),
        ("7 and 8 October 2020", "2020-10-07/2020-10-08"),
        ("between October and January", "[2012-10..2013-01]"),
        ("between November and March", "[2012-11..2013-03]"),
        ("from Monday to Wednesday", "2013-03-18/2013-03-20"),
        ("the day before yesterday", "2013-03-20"),
        ("the day after tomorrow", "2013-03-24"),
        ("a fortnight ago", "[2013-03-04..2013-03-10]"),
        ("half a century ago", "1963"),
        ("two and a half years ago", "2010-09"),
        ("Q3 2008", "2008-35"),
        ("3Q", "2012-35"),
        ("Q1", "2013-33"),
        ("H2 '11", "2011-41"),
        ("FY2012", "2012"),
        ("2005-2008", "2005/2008"),
        ("1999-2000", "1999/2000"),
        ("2008-09", "2008/2009"),
        ("post-1959", "[1960-01-01..]"),
        ("pre-1959", "[..1958-12-31]"),
        ("July-September", "2012-07/2012-09"),
        ("Nov-Feb 2009", "2008-11/2009-02"),
        ("the same period of 2011", "2011"),
        ("Election Day", "2012-11-06"),
        ("Ash Wednesday", "2013-02-13"),
        ("Black Friday", "2012-11-23"),
        ("the month's end", "[2013-03-21..2013-03-31]"),
    ],
)
def test_words_of_news(words: str, edtf: str) -> None:
    assert resolve(words, FRIDAY).edtf == edtf


@pytest.mark.parametrize(
    ("words", "duration", "timex"),
    [
        ("three-day", "P3D", "P3D"),
        ("for six hours", "PT6H", "PT6H"),
        ("two and a half years", "P2Y6M", "P2Y6M"),
        ("two-and-a-half hours", "PT2H30M", "PT2H30M"),
        ("a year and a half", "P1Y6M", "P1Y6M"),
        ("several months", None, "PXM"),
        ("the first nine months", "P9M", "P9M"),
        ("two quarters", "P6M", "P2Q"),
        ("a decade and a half", "P15Y", "P15Y"),
        ("half an hour", "PT30M", "PT30M"),
        ("half a day", "PT12H", "PT12H"),
        ("half-century", "P50Y", "P50Y"),
        ("half a year", "P6M", "P6M"),
        ("a dozen years", "P12Y", "P12Y"),
        ("half a dozen years", "P6Y", "P6Y"),
        ("two dozen days", "P24D", "P24D"),
        ("two weekends", None, "P2WE"),
        ("a week-long", "P1W", "P1W"),
        ("yearlong", "P1Y", "P1Y"),
        ("years-old", None, "PXY"),
        ("two fortnights", "P4W", "P4W"),
        ("52-year-old", "P52Y", "P52Y"),
    ],
)
def test_durations(words: str, duration: str | None, timex: str | None) -> None:
    when = resolve(words, FRIDAY)
    assert (when.duration, when.timex) == (duration, timex)
    assert not when.resolved


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("3 p.m.", "2013-03-22T15:00:00", "2013-03-22T15:59:59"),
        ("1400 GMT", "2013-03-22T14:00:00+00:00", "2013-03-22T14:00:59+00:00"),
        ("0900 local time", "2013-03-22T09:00:00", "2013-03-22T09:00:59"),
        ("9:30 a.m. EST Tuesday", "2013-03-19T09:30:00-05:00", "2013-03-19T09:30:59-05:00"),
        ("noon Thursday", "2013-03-21T12:00:00", "2013-03-21T12:00:59"),
        ("midnight Thursday", "2013-03-22T00:00:00", "2013-03-22T00:00:59"),
        ("12 a.m.", "2013-03-22T00:00:00", "2013-03-22T00:59:59"),
        ("tonight", "2013-03-22T21:00:00", "2013-03-22T23:59:59"),
        ("Tuesday night", "2013-03-19T21:00:00", "2013-03-19T23:59:59"),
        ("this morning", "2013-03-22T05:00:00", "2013-03-22T11:59:59"),
        ("mid-afternoon yesterday", "2013-03-21T12:00:00", "2013-03-21T17:59:59"),
        ("5.30pm", "2013-03-22T17:30:00", "2013-03-22T17:30:59"),
        ("8 o'clock in the evening", "2013-03-22T20:00:00", "2013-03-22T20:59:59"),
        ("0900 hours", "2013-03-22T09:00:00", "2013-03-22T09:00:59"),
        ("5 p.m. ET Thursday", "2013-03-21T17:00:00-04:00", "2013-03-21T17:59:59-04:00"),
        ("5 p.m. ET on Jan. 5", "2013-01-05T17:00:00-05:00", "2013-01-05T17:59:59-05:00"),
        ("5 p.m. ET on March 20, 2005", "2005-03-20T17:00:00-05:00", "2005-03-20T17:59:59-05:00"),
        ("5 p.m. Pacific daylight time", "2013-03-22T17:00:00-07:00", "2013-03-22T17:59:59-07:00"),
        ("5 p.m. local time", "2013-03-22T17:00:00", "2013-03-22T17:59:59"),
    ],
)
def test_times_of_day(words: str, first: str, last: str) -> None:
    when = resolve(words, FRIDAY)
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.earliest.isoformat(), when.latest.isoformat()) == (first, last)


def test_what_recurs_has_no_bounds() -> None:
    when = resolve("every Monday", FRIDAY)
    assert (when.relation, when.timex, when.earliest) == (Relation.EVERY, "XXXX-WXX-1", None)


def test_now_is_the_day_of_publication_about() -> None:
    when = resolve("now", FRIDAY)
    assert (when.timex, when.earliest, when.approximate) == ("PRESENT_REF", FRIDAY, True)


@pytest.mark.parametrize(
    ("text", "edtf", "other"),
    [
        ("The president will meet him on Tuesday.", "2013-03-26", "2013-03-19"),
        ("The president met him on Tuesday.", "2013-03-19", None),
        ("The court is scheduled to decide in June.", "2013-06", "2012-06"),
        ("They will study Tuesday's ruling.", "2013-03-19", None),
        ("The offer had been scheduled to expire on Tuesday.", "2013-03-19", None),
        ("Until Tuesday, they had not named him.", "../2013-03-19", None),
        ("The talks, which are supposed to end by May, go on.", "[..2013-05]", "2012-05"),
        ("He finished the work by May.", "[..2012-05]", None),
        ("He will succeed John P. Smith on Tuesday.", "2013-03-26", "2013-03-19"),
    ],
)
def test_a_future_cue_in_the_clause_turns_a_bare_name_ahead(text: str, edtf: str, other: str | None) -> None:
    (when,) = find(text, FRIDAY)
    assert when.edtf == edtf
    assert when.alternatives == (() if other is None else (other,))


def test_later_words_refer_to_earlier_dates() -> None:
    text = "It closed on Oct. 7. The following day it rose. That week it fell again."
    assert found(text) == [
        ("Oct. 7", "2012-10-07"),
        ("The following day", "2012-10-08"),
        ("That week", "[2012-10-08..2012-10-14]"),
    ]
    assert [when.anchor for when in find(text, FRIDAY)] == [FRIDAY, dt.date(2012, 10, 7), dt.date(2012, 10, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from October to January 2009", [("October", "2008-10"), ("January 2009", "2009-01")]),
        ("between November and June", [("November", "2012-11"), ("June", "2013-06")]),
        (
            "It closed on Oct. 7, after losses the year before.",
            [("Oct. 7", "2012-10-07"), ("the year before", "2011")],
        ),
        ("an 8-month-old truce", [("8-month-old", None)]),
        ("on Mondays", [("Mondays", None)]),
    ],
)
def test_words_around_say_which_one_is_meant(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_a_time_in_brackets_is_on_the_same_day() -> None:
    times = [when.timex for when in find("It began at 10:35 a.m. (0735 GMT) Thursday.", FRIDAY)]
    assert times == ["2013-03-21T10:35", "2013-03-21T07:35", "2013-03-21"]


def test_dates_in_figures_are_read_in_the_order_of_the_article() -> None:
    assert found("On 03/04/2012.") == [("03/04/2012", "2012-03-04")]
    assert found("On 03/04/2012, after 13/02/2012.") == [
        ("03/04/2012", "2012-04-03"),
        ("after 13/02/2012", "[2012-02-14..]"),
    ]
    assert found("On 03.04.2012, after 02.13.2012.")[0] == ("03.04.2012", "2012-03-04")


def test_a_year_earlier_means_the_quarter_in_company_results() -> None:
    text = "Profit in the second quarter was $3 million, up from $2 million a year earlier."
    assert found(text) == [("the second quarter", "2012-34"), ("a year earlier", "2011-34")]


@pytest.mark.parametrize(
    "text",
    [
        "May said she may close the march on second street.",
        "They won 3:2.",
        "Call 555-1234 or see page 1999.",
        "It rose to $1990, or 2010 points.",
        "He was second.",
        "Jan Novak met April Jones.",
        "The 52-year-old left.",
        "He fell.",
        "He told the Sunday Times about Bloody Sunday.",
        "An 8-month-old baby left.",
        "She spoke on 60 Minutes and on This Week, and USA Today reported it.",
        "They work 24 hours a day.",
        "The H1N1 virus.",
        "Some 1,900 people came, and 1950 soldiers.",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        # soon after an event in the story is not soon from now
        ("Prices will rise soon.", ["FUTURE_REF"]),
        ("It soon will open, and soon need repair.", ["FUTURE_REF", "FUTURE_REF"]),
        ("They will be soon freed, and are soon expected to leave.", ["FUTURE_REF", "FUTURE_REF"]),
        ("He was soon freed.", []),
        ("It soon became a flood and soon reached the town.", []),
        # words that say of another time that it is near
        ("He has written recently.", ["PAST_REF"]),
        ("The bank warned of it as recently as 2010.", ["2010"]),
        ("Three mills have closed, most recently in May.", ["2012-05"]),
        ("She was most recently an adviser.", ["PAST_REF"]),
        # the future of something; future years
        ("They spoke of the future of the port.", []),
        ("They spoke of the future.", ["FUTURE_REF"]),
        ("Costs will fall in future years.", ["FUTURE_REF"]),
        # one day
        ("She will one day lead the party.", ["FUTURE_REF"]),
        ("It lasted one day.", ["P1D"]),
        # nowadays
        ("It is hard for today's youth.", []),
        ("She missed today's vote.", ["2013-03-22"]),
        # rates, and what recurs
        ("The airline has four flights a week.", []),
        ("The average daily volume fell.", []),
        ("They make 10,000 units annually.", []),
        ("The prize is awarded annually.", ["P1Y"]),
        # a unit with a description of its content is not counted from now
        ("It will be a loss in a quarter that began well.", []),
        ("The work will be done in a month.", ["2013-04"]),
        # an interval
        ("In the years that followed he wrote little.", ["PXY"]),
        ("It was colder in the past three winters.", []),
        # that day of a month or year in which no day was named
        ("She came in October and left that same day.", ["2012-10", "2012-10-XX"]),
        ("The mill burned in 1987. That month the bank failed.", ["1987", "1987-XX"]),
        ("It was in 1987. That week it rained.", ["1987", "1987-WXX"]),
        ("It was on May 5, 1987. That day it rained.", ["1987-05-05", "1987-05-05"]),
        # the day next to another, whichever it is
        ("The day before last Tuesday's vote he left.", ["2013-03-18"]),
        ("The day after Tuesday's vote he left.", ["2013-03-20"]),
        ("Two days after Tuesday's vote he left.", ["P2D", "2013-03-19"]),
        # ahead
        ("The pact will take effect July 1.", ["2013-07-01"]),
        ("The vote is due Sept. 30.", ["2013-09-30"]),
        ("The pact took effect Sept. 30.", ["2012-09-30"]),
        ("On Tuesday, the Union of Mill Workers of the North plans to strike.", ["2013-03-26"]),
        ("On Tuesday, the Union of Mill Workers of the North planned a strike.", ["2013-03-19"]),
        ("The loan was extended through July.", ["2013-07"]),
        ("Sales rose through January.", ["2013-01"]),
        # a failed plan: the nearer day
        ("The vigil planned for Thursday was canceled.", ["2013-03-21"]),
        ("The vigil planned for Sunday was canceled.", ["2013-03-24"]),
        ("The vigil planned for Thursday will be held.", ["2013-03-28"]),
        # the year of a car's model
        ("She drove her 1998 Toyota Corolla and a 1987 Ford pickup.", []),
        ("A 1998 Ford Foundation study, and in 1999 Ford Motor.", ["1998", "1999"]),
        # longer units
        ("Sails were made there in the 1800s, and in the 1900s.", ["18", "19"]),
        ("It was founded in the early 2000s.", ["200"]),
        ("It will be done by the end of the decade.", ["201"]),
        ("It was the storm of the century.", []),
    ],
)
def test_kinds_of_news(text: str, timexes: list[str]) -> None:
    assert [when.timex for when in find(text, FRIDAY)] == timexes


def test_that_day_of_a_month_is_some_day_in_it() -> None:
    _, day = find("She came in October and left that day.", FRIDAY)
    assert (day.edtf, day.granularity, day.relation) == ("[2012-10-01..2012-10-31]", Granularity.DAY, Relation.WITHIN)


def test_a_date_that_is_told_to_lie_ahead_has_the_nearest_one_as_its_alternative() -> None:
    (when,) = find("The vote is due Sept. 30.", dt.date(2013, 1, 10))
    assert (when.edtf, when.alternatives) == ("2013-09-30", ("2012-09-30",))


def test_a_preposition_that_opens_a_bound_belongs_to_the_time() -> None:
    (when,) = find("It has grown since August.", FRIDAY)
    assert (when.text, when.relation, when.latest) == ("since August", Relation.SINCE, None)
    (owned,) = find("He left after Friday’s talks.", FRIDAY)
    assert (owned.text, owned.relation) == ("Friday’s", Relation.AT)


def test_without_an_anchor_only_what_needs_none_is_found() -> None:
    assert found("On Tuesday, in 1996, and on March 3, 1997.", None) == [
        ("1996", "1996"),
        ("March 3, 1997", "1997-03-03"),
    ]


# --- what holds for any text

WORDS = [
    "Monday",
    "Tuesday's",
    "Friday",
    "Sept.",
    "May",
    "March",
    "August",
    "7",
    "31",
    "1996",
    "2013",
    "'96",
    "1990s",
    "the",
    "this",
    "last",
    "next",
    "past",
    "a",
    "an",
    "two",
    "three",
    "hundred",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "quarter",
    "third",
    "of",
    "on",
    "in",
    "since",
    "until",
    "by",
    "before",
    "after",
    "ago",
    "earlier",
    "later",
    "early",
    "late",
    "mid",
    "end",
    "night",
    "morning",
    "noon",
    "3",
    "p.m.",
    "GMT",
    "now",
    "recently",
    "soon",
    "every",
    "each",
    "for",
    "about",
    "will",
    "said",
    ",",
    ".",
    "spring",
    "Christmas",
    "Easter",
    "decade",
    "century",
    "fiscal",
    "first",
    "nine",
    "half",
    "second",
    "day",
    "9999",
    "1500",
    "10/7/2023",
    "between",
    "from",
    "2023-02-30",
    "and",
    "to",
    "Sunday",
    "Sundays",
    "nights",
    "Tuesday-Thursday",
    "Dec. 28-Jan. 3",
    "the 12th",
    "9",
    "9:30",
    "at",
    "a.m.-4",
    "eve",
    "hours",
    "that",
    "weekend",
    "must",
    "opens",
]
newsy = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
anchors = st.one_of(
    st.dates(),
    st.sampled_from([dt.date.min, dt.date.max, dt.date(2000, 2, 29), dt.date(2023, 12, 31), dt.date(2024, 1, 1)]),
    st.datetimes(),
    st.none(),
)


def form(moment: dt.date | None) -> str:
    return "none" if moment is None else "time" if isinstance(moment, dt.datetime) else "day"


@settings(deadline=None, max_examples=examples(300))
@given(st.one_of(newsy, texts()), anchors)
def test_times_are_well_formed(text: str, anchor: dt.date | None) -> None:
    end = 0
    for when in find(text, anchor):
        assert when.span is not None
        assert text[when.span.start : when.span.end] == when.span.exact == when.text
        assert when.span.start >= end
        end = when.span.end
        assert when.rule
        assert when.timex
        if when.earliest is not None and when.latest is not None:
            assert form(when.earliest) == form(when.latest)
            assert when.earliest <= when.latest
        fine = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY}
        for bound in (when.earliest, when.latest):
            assert bound is None or (form(bound) == "time") == (when.granularity in fine)


@settings(deadline=None, max_examples=examples(300))
@given(newsy, anchors)
def test_any_words_are_resolved_or_left_without_bounds(text: str, anchor: dt.date | None) -> None:
    assert isinstance(resolve(text, anchor), When)


@settings(deadline=None)
@given(
    st.sampled_from(["Monday", "last Friday", "next Tuesday", "Sunday night", "yesterday", "last week"]),
    st.dates(dt.date(2, 1, 1), dt.date(9000, 1, 1)),
    st.integers(1, 500),
)
def test_the_same_weekday_weeks_later_means_weeks_later(words: str, anchor: dt.date, weeks: int) -> None:
    step = dt.timedelta(weeks=weeks)
    now, later = resolve(words, anchor), resolve(words, anchor + step)
    assert now.earliest is not None
    assert now.earliest + step == later.earliest


@settings(deadline=None, max_examples=examples(150))
@given(newsy, st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_edtf_values_are_edtf_and_agree_with_the_bounds(text: str, anchor: dt.date) -> None:
    for when in find(text, anchor):
        if when.edtf is None:
            continue
        value = parse_edtf(when.edtf)
        if (
            ".." in when.edtf.strip("[]").split("/")
            or re.search(r"\[\.\.|\.\.\]", when.edtf)
            or when.edtf[-3:] == "-24"
        ):
            continue  # the parser has no open bounds, and its winter ends with the year
        assert (value.lower_strict()[:3], value.upper_strict()[:3]) == (
            when.earliest.timetuple()[:3],
            when.latest.timetuple()[:3],
        )


@settings(deadline=None, max_examples=examples(100))
@given(newsy)
def test_what_a_rule_needs_is_in_whatever_it_matches(text: str) -> None:
    for rule in finding.RULES:
        for match in rule.pattern.finditer(text) if rule.needs else ():
            try:
                reading = rule.read(match, Context(FRIDAY, text[: match.start()], text[match.end() :], match[0]))
            except (ValueError, OverflowError, NoAnchor):
                continue
            assert reading is None or any(need in text.lower() for need in rule.needs), rule.id


@pytest.mark.parametrize(
    "word", ["7 ", "2013 ", "Monday ", "May ", "a ", "two ", "last ", "of the ", "1/1/", "' ", ": "]
)
def test_work_grows_with_the_text_and_no_faster(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    covering = finding._covering

    def counting(*args):
        nonlocal tried
        tried += 1
        return covering(*args)

    monkeypatch.setattr(finding, "_covering", counting)
    counts = []
    for size in (200, 400, 800):
        tried = 0
        find(word * size, FRIDAY)
        counts.append(tried)
    assert counts[2] <= 2.2 * counts[1] + 20
    assert counts[1] <= 2.2 * counts[0] + 20


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on April 24 and 25 in Lys.", [("April 24", "2013-04-24"), ("25", "2013-04-25")]),
        ("They met on April 24 and 27.", [("April 24", "2013-04-24"), ("27", "2013-04-27")]),
        (
            "They met on April 24, 25 and 27, 1999.",
            [("April 24", "1999-04-24"), ("25", "1999-04-25"), ("27, 1999", "1999-04-27")],
        ),
        ("They met on 24 and 25 April 1999.", [("24", "1999-04-24"), ("25 April 1999", "1999-04-25")]),
        ("On April 24 and 25 others left.", [("April 24", "2013-04-24")]),
        ("They met on April 25 and 24.", [("April 25", "2013-04-25")]),
        ("They met on April 29 and 31.", [("April 29", "2013-04-29")]),
    ],
)
def test_days_of_one_month_are_each_a_time(text: str, days: list[tuple[str, str]]) -> None:
    assert found(text) == days
