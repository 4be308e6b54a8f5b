"""Days and times: what a moment is, how one is read, and which of two is later."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

Moment: TypeAlias = dt.date | dt.datetime
"""A calendar day, or a time of day on one: with an offset from UTC where the zone is known."""


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
