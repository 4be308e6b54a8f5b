"""Days and times: what a moment is, how one is read, and which of two is later."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any, TypeAlias

Moment: TypeAlias = dt.date | dt.datetime
"""A calendar day, or a time of day on one: with an offset from UTC where the zone is known."""


_MINUTE, _SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)


def fixed_moment(moment: Any) -> Any:
    """A time with its offset from UTC fixed; all else as it is.

    A zone of any class but `datetime.timezone` may give another offset each time. It is asked once, and its offset
    given in whole minutes, as RFC 3339 writes it: where it has seconds, the same instant is told by the clock of the
    nearest minute. A zone that gives no offset is left as it is.

    >>> from zoneinfo import ZoneInfo
    >>> fixed_moment(dt.datetime(1916, 4, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))).isoformat()
    '1916-04-01T12:00:28+00:20'
    """
    if type(moment) is not dt.datetime or moment.tzinfo is None or is_fixed(moment):
        return moment
    try:
        offset = moment.utcoffset()
    except Exception:  # somebody else's class
        return moment
    if offset is None:
        return moment
    before = offset // _MINUTE * _MINUTE
    after = before if before == offset else before + _MINUTE
    for rounded in (before, after) if offset - before <= after - offset else (after, before):
        with contextlib.suppress(OverflowError, ValueError):  # at an end of the calendar, or a day from UTC
            return moment.replace(tzinfo=dt.timezone(rounded)) + (rounded - offset)
    return moment


def is_fixed(moment: dt.datetime) -> bool:
    """Whether a time has no offset from UTC, or a fixed one that is written and read as it is."""
    zone = moment.tzinfo
    if type(zone) is not dt.timezone:
        return zone is None
    offset = zone.utcoffset(None)
    return not offset or abs(offset) >= _SECOND  # Python reads a part of a second as none


def parse_moment(text: str) -> Moment | None:
    """Read ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``, with or without microseconds and offset; else None."""
    try:
        if len(text) == 10:
            day = dt.date.fromisoformat(text)
            return day if day.isoformat() == text else None
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    canonical = text.removesuffix("Z") + "+00:00" if text.endswith("Z") else text
    return moment if moment.isoformat() == canonical else None


def calendar_day(moment: Moment) -> dt.date:
    """The day of a day or a time."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def moment_form(moment: Moment) -> str:
    """The form of a moment, in words for a message: a day, or a time with or without an offset."""
    if not isinstance(moment, dt.datetime):
        return "a day"
    return "a time without an offset" if moment.utcoffset() is None else "a time with an offset"


def later(one: Moment, other: Moment) -> bool:
    """Whether ``one`` is surely later than ``other``.

    Two days, or two times of the same form, are compared as they are; a day and a time by their days. Where
    only one of them has an offset from UTC, the other may be anywhere on Earth, and a day is allowed for that.
    """
    forms = {moment_form(one), moment_form(other)}
    if len(forms) == 1:
        return one > other
    slack = 1 if "a time with an offset" in forms else 0
    return calendar_day(one).toordinal() - calendar_day(other).toordinal() > slack
