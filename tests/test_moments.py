"""Times have fixed offsets from UTC, so that they are written and read back unchanged."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import Article, Bundle, BundleError, Draft, DraftStatement, StatementKind, dumps, extract, ground, loads
from newsevents.model.moments import fixed_moment, is_fixed

NONE = dt.timedelta()
NOON = dt.datetime(2024, 5, 17, 12)


def published(moment: object) -> Bundle:
    return Bundle(article=Article.from_text("It rained.", published=moment))  # type: ignore[arg-type]


class Moves(dt.tzinfo):
    """A zone whose offset changes each time."""

    calls = 0

    def utcoffset(self, _: dt.datetime | None) -> dt.timedelta:
        Moves.calls += 1
        return dt.timedelta(hours=Moves.calls % 5)


class Aware(dt.tzinfo):
    """A zone whose offset is unknown."""

    def utcoffset(self, _: dt.datetime | None) -> None:
        return None


offsets = st.timedeltas(dt.timedelta(hours=-23, minutes=-59), dt.timedelta(hours=23, minutes=59))
zones = st.none() | offsets.map(dt.timezone) | st.timezones()


@given(st.datetimes(timezones=zones))
def test_every_time_that_a_bundle_accepts_is_read_back_as_it_is(moment: dt.datetime) -> None:
    bundle = published(moment)
    kept = bundle.article.published
    assert loads(dumps(bundle)) == bundle
    assert isinstance(kept, dt.datetime)
    assert is_fixed(kept)
    assert (kept.utcoffset() is None) == (moment.utcoffset() is None)
    assert (kept.replace(tzinfo=None) - (kept.utcoffset() or NONE)) == moment.replace(tzinfo=None) - (
        moment.utcoffset() or NONE
    )


def test_a_zone_by_name_becomes_its_offset_at_that_time() -> None:
    assert (
        str(published(NOON.replace(tzinfo=ZoneInfo("Europe/Lisbon"))).article.published) == "2024-05-17 12:00:00+01:00"
    )


def test_a_zone_that_changes_is_asked_once() -> None:
    bundle = published(NOON.replace(tzinfo=Moves()))
    assert bundle == bundle
    assert dumps(bundle) == dumps(bundle)


@pytest.mark.parametrize("zone", [dt.tzinfo(), Aware()])
def test_a_zone_without_an_offset_is_refused(zone: dt.tzinfo) -> None:
    with pytest.raises(BundleError, match="fixed offset") as caught:
        published(NOON.replace(tzinfo=zone))
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [("article.published", "date-form")]


@pytest.mark.parametrize(
    ("local", "offset", "kept"),
    [
        ("0001-01-01 00:00:00", dt.timedelta(hours=23, minutes=58, seconds=1), "0001-01-01 00:00:59+23:59"),
        ("9999-12-31 23:59:30", dt.timedelta(hours=-5, seconds=-10), "9999-12-31 23:59:40-05:00"),
        ("2024-05-17 12:00:00", dt.timedelta(hours=23, minutes=59, seconds=59), "2024-05-17 11:59:01+23:59"),
    ],
)
def test_offsets_are_rounded_within_the_calendar_and_the_day(local: str, offset: dt.timedelta, kept: str) -> None:
    class Zone(dt.tzinfo):
        def utcoffset(self, _: dt.datetime | None) -> dt.timedelta:
            return offset

    assert str(fixed_moment(dt.datetime.fromisoformat(local).replace(tzinfo=Zone()))) == kept


def test_an_instant_that_no_clock_of_whole_minutes_tells_is_refused() -> None:
    class Zone(dt.tzinfo):
        def utcoffset(self, _: dt.datetime | None) -> dt.timedelta:
            return dt.timedelta(hours=-23, minutes=-59, seconds=-59)

    with pytest.raises(BundleError, match="fixed offset"):
        published(dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=Zone()))


@given(st.none() | st.integers() | st.text() | st.dates() | st.datetimes())
def test_all_else_is_left_as_it_is(value: object) -> None:
    assert fixed_moment(value) is value


@pytest.mark.parametrize(("field", "value"), [("published", 5), ("language", 5), ("publisher", []), ("title", b"")])
def test_an_article_of_wrong_types_is_told_of_before_it_is_read(field: str, value: object) -> None:
    article = Article.from_text("Ana Lima said on Tuesday the bridge was safe.", id="article:a", **{field: value})  # type: ignore[arg-type]
    with pytest.raises(BundleError) as caught:
        extract(article)
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [(f"article.{field}", "type")]
    with pytest.raises(BundleError):
        ground(article, Draft(statements=[DraftStatement(kind=StatementKind.SAY, unattributed=True, content="safe")]))
