"""Days and times: what a moment is, how it is read, and which of two moments is later."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any, TypeAlias

Moment: TypeAlias = dt.date | dt.datetime
"""A calendar day, or a time on one, with a UTC offset if the zone is known."""


_MINUTE, _SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)


def fixed_moment(moment: Any) -> Any:
    """Fix the UTC offset of a time; return anything else unchanged.

    A zone of a class other than `datetime.timezone` may return a different offset each time. It is asked once, and its
    offset is rounded to whole minutes, as RFC 3339 requires; if it has seconds, the time of day is adjusted so that
    the instant stays the same. A zone that returns no offset is left as it is.

    >>> from zoneinfo import ZoneInfo
    >>> fixed_moment(dt.datetime(1916, 4, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))).isoformat()
    '1916-04-01T12:00:28+00:20'
    """
    if type(moment) is not dt.datetime or moment.tzinfo is None or is_fixed(moment):
        return moment
    try:
        offset = moment.utcoffset()
    except Exception:  # a class from elsewhere
        return moment
    if offset is None:
        return moment
    before = offset // _MINUTE * _MINUTE
    after = before if before == offset else before + _MINUTE
    for rounded in (before, after) if offset - before <= after - offset else (after, before):
        with contextlib.suppress(OverflowError, ValueError):  # at either end of the calendar, or a whole day from UTC
            return moment.replace(tzinfo=dt.timezone(rounded)) + (rounded - offset)
    return moment


def is_fixed(moment: dt.datetime) -> bool:
    """Whether a time has no UTC offset, or one that is fixed and unchanged by writing and reading."""
    zone = moment.tzinfo
    if type(zone) is not dt.timezone:
        return zone is None
    offset = zone.utcoffset(None)
    return not offset or abs(offset) >= _SECOND  # Python reads an offset of a fraction of a second as zero


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
    """The calendar day of a day or a time."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def moment_form(moment: Moment) -> str:
    """The form of a moment in words, for a message: a day, or a time with or without an offset."""
    if not isinstance(moment, dt.datetime):
        return "a day"
    return "a time without an offset" if moment.utcoffset() is None else "a time with an offset"


def later(one: Moment, other: Moment) -> bool:
    """Whether ``one`` is certainly later than ``other``.

    Two days, or two times of the same form, are compared as they are; a day and a time are compared by their days. If
    only one of them has a UTC offset, the other may be anywhere on Earth, and a tolerance of a day is allowed.
    """
    forms = {moment_form(one), moment_form(other)}
    if len(forms) == 1:
        return one > other
    slack = 1 if "a time with an offset" in forms else 0
    return calendar_day(one).toordinal() - calendar_day(other).toordinal() > slack
