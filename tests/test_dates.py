"""The meaning of time expressions, relative to the day of publication."""

from __future__ import annotations

import datetime as dt

import pytest

from newsevents import Granularity, Relation, When
from newsevents.dates import resolve

WEDNESDAY = dt.date(2023, 11, 15)


def bounds(when: When) -> tuple[str | None, str | None]:
    return (
        None if when.earliest is None else when.earliest.isoformat(),
        None if when.latest is None else when.latest.isoformat(),
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        # a weekday is the most recent one, the day of publication included
        ("Wednesday", "2023-11-15"),
        ("Tuesday", "2023-11-14"),
        ("Thursday", "2023-11-09"),
        ("on Monday", "2023-11-13"),
        ("ON MONDAY", "2023-11-13"),
        ("Mon.", "2023-11-13"),
        ("last Wednesday", "2023-11-08"),
        ("last Tuesday", "2023-11-14"),
        ("this Wednesday", "2023-11-15"),
        ("next Wednesday", "2023-11-22"),
        ("next Thursday", "2023-11-16"),
        ("on Tuesday,", "2023-11-14"),
        ("on\u00a0Tuesday", "2023-11-14"),
        ("on\nTuesday", "2023-11-14"),
        # named days
        ("today", "2023-11-15"),
        ("yesterday", "2023-11-14"),
        ("tomorrow", "2023-11-16"),
        # a day and month without a year is the nearest, but not one far ahead
        ("Oct. 7", "2023-10-07"),
        ("October 7", "2023-10-07"),
        ("Oct 7th", "2023-10-07"),
        ("7 October", "2023-10-07"),
        ("7th of October", "2023-10-07"),
        ("on Nov. 20", "2023-11-20"),
        ("Jan. 3", "2024-01-03"),
        ("June 3", "2023-06-03"),
        ("Feb. 29", "2020-02-29"),
        # with a year it is that day
        ("Oct. 7, 2021", "2021-10-07"),
        ("Oct. 7 2021", "2021-10-07"),
        ("7 October 2021", "2021-10-07"),
        ("Feb. 29, 2020", "2020-02-29"),
        ("2021-10-07", "2021-10-07"),
        ("on 2021-10-07", "2021-10-07"),
        # counted
        ("three days ago", "2023-11-12"),
        ("3 days ago", "2023-11-12"),
        ("a day ago", "2023-11-14"),
        ("two days earlier", "2023-11-13"),
        ("in three days", "2023-11-18"),
    ],
)
def test_a_day(words: str, day: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert bounds(when) == (day, day)
    assert when.edtf == when.timex == day
    assert (when.granularity, when.relation) == (Granularity.DAY, Relation.AT)
    assert when.text == words
    assert when.rule


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "granularity", "edtf", "timex"),
    [
        ("this week", "2023-11-13", "2023-11-19", "week", "[2023-11-13..2023-11-19]", "2023-W46"),
        ("last week", "2023-11-06", "2023-11-12", "week", "[2023-11-06..2023-11-12]", "2023-W45"),
        ("last week's", "2023-11-06", "2023-11-12", "week", "[2023-11-06..2023-11-12]", "2023-W45"),
        ("two weeks ago", "2023-10-30", "2023-11-05", "week", "[2023-10-30..2023-11-05]", "2023-W44"),
        ("last month", "2023-10-01", "2023-10-31", "month", "2023-10", "2023-10"),
        ("this month", "2023-11-01", "2023-11-30", "month", "2023-11", "2023-11"),
        ("next month", "2023-12-01", "2023-12-31", "month", "2023-12", "2023-12"),
        ("three months ago", "2023-08-01", "2023-08-31", "month", "2023-08", "2023-08"),
        ("September", "2023-09-01", "2023-09-30", "month", "2023-09", "2023-09"),
        ("in December", "2023-12-01", "2023-12-31", "month", "2023-12", "2023-12"),
        ("November", "2023-11-01", "2023-11-30", "month", "2023-11", "2023-11"),
        ("last November", "2022-11-01", "2022-11-30", "month", "2022-11", "2022-11"),
        ("next January", "2024-01-01", "2024-01-31", "month", "2024-01", "2024-01"),
        ("September 2021", "2021-09-01", "2021-09-30", "month", "2021-09", "2021-09"),
        ("Sept. 2021", "2021-09-01", "2021-09-30", "month", "2021-09", "2021-09"),
        ("last year", "2022-01-01", "2022-12-31", "year", "2022", "2022"),
        ("next year’s", "2024-01-01", "2024-12-31", "year", "2024", "2024"),
        ("two years ago", "2021-01-01", "2021-12-31", "year", "2021", "2021"),
        ("in 2021", "2021-01-01", "2021-12-31", "year", "2021", "2021"),
    ],
)
def test_a_week_month_or_year(words: str, earliest: str, latest: str, granularity: str, edtf: str, timex: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert bounds(when) == (earliest, latest)
    assert (when.granularity, when.edtf, when.timex) == (granularity, edtf, timex)
    assert when.relation is Relation.AT


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "relation", "edtf"),
    [
        ("earlier this month", "2023-11-01", "2023-11-15", Relation.WITHIN, "[2023-11-01..2023-11-15]"),
        ("later this month", "2023-11-15", "2023-11-30", Relation.WITHIN, "[2023-11-15..2023-11-30]"),
        ("in less than two weeks", "2023-11-15", "2023-11-29", Relation.WITHIN, "[2023-11-15..2023-11-29]"),
        ("within three days", "2023-11-15", "2023-11-18", Relation.WITHIN, "[2023-11-15..2023-11-18]"),
        ("since August", "2023-08-01", None, Relation.SINCE, "2023-08/.."),
        ("since Oct. 7", "2023-10-07", None, Relation.SINCE, "2023-10-07/.."),
        ("until next month", None, "2023-12-31", Relation.UNTIL, "../2023-12"),
        ("by tomorrow", None, "2023-11-16", Relation.BY, "[..2023-11-16]"),
    ],
)
def test_an_interval(words: str, earliest: str | None, latest: str | None, relation: Relation, edtf: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert bounds(when) == (earliest, latest)
    assert (when.relation, when.edtf) == (relation, edtf)


@pytest.mark.parametrize(("words", "latest"), [("before Tuesday", "2023-11-13"), ("before 2021", "2020-12-31")])
def test_before_ends_on_the_day_before(words: str, latest: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert when.relation is Relation.BEFORE
    assert bounds(when) == (None, latest)


@pytest.mark.parametrize(("words", "earliest"), [("after 2021", "2022-01-01"), ("after last month", "2023-11-01")])
def test_after_begins_when_it_is_over(words: str, earliest: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert when.relation is Relation.AFTER
    assert bounds(when) == (earliest, None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "long ago",
        "Feb. 30",
        "Feb. 29, 2023",
        "2023-02-30",
        "0000-01-01",
        "November 31",
        "on",
        "last",
        "the day",
        "a zillion years ago",
        "9" * 5000 + " days ago",
        "in 99999999999 days",
        "Tuesday Wednesday",
        "習近平",
        "\ud800",
    ],
)
def test_what_is_not_understood_has_no_bounds(words: str) -> None:
    when = resolve(words, WEDNESDAY)
    assert when == When(text=words)
    assert not when.resolved


@pytest.mark.parametrize("words", ["Tuesday", "yesterday", "Oct. 7", "September", "last month", "two days ago"])
def test_without_an_anchor_only_a_date_with_its_year_is_resolved(words: str) -> None:
    assert not resolve(words, None).resolved


@pytest.mark.parametrize(
    ("words", "earliest"),
    [("Oct. 7, 2021", "2021-10-07"), ("September 2021", "2021-09-01"), ("in 2021", "2021-01-01")],
)
def test_a_date_that_says_its_year_needs_no_anchor(words: str, earliest: str) -> None:
    for anchor in (None, WEDNESDAY):
        when = resolve(words, anchor)
        assert bounds(when)[0] == earliest
        assert when.anchor is None


def test_the_anchor_is_kept_where_it_was_used() -> None:
    assert resolve("Tuesday", WEDNESDAY).anchor == WEDNESDAY


def test_a_time_of_publication_counts_by_its_own_day() -> None:
    anchor = dt.datetime(2023, 11, 15, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    assert bounds(resolve("yesterday", anchor)) == ("2023-11-14", "2023-11-14")


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "words", ["yesterday", "tomorrow", "last year", "next year", "Oct. 7", "last Monday", "in two weeks", "next month"]
)
def test_at_the_ends_of_the_calendar_nothing_is_guessed_and_nothing_breaks(words: str, anchor: dt.date) -> None:
    when = resolve(words, anchor)
    assert when.text == words
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest
