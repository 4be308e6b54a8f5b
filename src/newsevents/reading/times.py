"""The times of an article by place, and the counts and amounts in statements."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from operator import itemgetter

from newsevents.model.moments import calendar_day
from newsevents.model.values import When
from newsevents.quantities import read_quantity

__all__ = ["Times", "quantities"]

Range = tuple[int, int]


class Times:
    """The times of an article, by place.

    Attributes:
        published: The day of publication, if known.
    """

    def __init__(self, times: tuple[When, ...], published: dt.date | None) -> None:
        self.published = published
        self._times: list[tuple[int, int, When]] = [
            (one.span.start, one.span.end, one)
            for one in times
            if one.span is not None and one.timex not in ("PRESENT_REF", "PAST_REF")
        ]

    def within(self, start: int, end: int) -> list[When]:
        """The times in a stretch."""
        found = []
        for index in range(bisect_left(self._times, start, key=itemgetter(0)), len(self._times)):
            first, last, one = self._times[index]
            if first >= end:
                break
            if last <= end:
                found.append(one)
        return found

    def dated(self, start: int, end: int) -> When | None:
        """The first time in a stretch with a position on the calendar."""
        return next((one for one in self.within(start, end) if one.earliest or one.latest), None)

    def past(self, when: When | None) -> When | None:
        """A time, unless it begins after the day of publication."""
        if when is None or when.earliest is None or self.published is None:
            return when
        return when if calendar_day(when.earliest) <= self.published else None


# --- counts and amounts

_MONEY = r"[$\u20ac\u00a3]?"
_BOUNDS = (
    "over|more than|at least|nearly|about|around|almost|some|up to|as many as|fewer than|less than|roughly|between"
    "|an estimated"
)
_COUNTED = (
    "tens of thousands|hundreds of thousands|hundreds|thousands|dozens|scores|millions|two|three|four|five|six|seven"
    "|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
)
_NO_UNIT = (
    "in|from|to|and|since|were|was|have|has|had|on|at|by|for|detained|who|that|of|with|are|is|percent|will|would|could"
)
_AMOUNT = re.compile(
    rf"\b(?:(?:{_BOUNDS}) )?(?:{_MONEY}\d[\d,.]*\d|{_MONEY}\d|{_COUNTED})\b(?: (?:and|to) {_MONEY}\d[\d,.]*)?"
    rf"(?: (?:hundred|thousand|million|billion|trillion))?(?: of)?(?:(?: (?!(?:{_NO_UNIT})\b)[A-Za-z-]+){{1,4}})"
)


def quantities(text: str, place: Range, times: Times) -> list[Range]:
    """The places of counts and amounts in a stretch, not including years and times of day."""
    found = []
    for match in _AMOUNT.finditer(text, *place):
        start, end = match.span()
        if times.within(start, end) or any(
            one.span and one.span.start < end and start < one.span.end for one in times.within(*place)
        ):
            continue
        quantity = read_quantity(text[start:end])
        if quantity.unit and (quantity.low is not None or quantity.high is not None):
            found.append((start, end))
    return found
