"""Dates: from the words of a time and a reference date to an interval.

The rules are those of newswire: a bare weekday or month is the most recent one unless the context says that it lies
ahead, a month and day without a year is the nearest one, and "last month" is the calendar month.
"""

from newsevents.dates.finding import find, resolve

__all__ = ["find", "resolve"]


def __dir__() -> list[str]:
    return __all__
