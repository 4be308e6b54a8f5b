"""Dates: the words of a time, and the date they are read against, to an interval.

The rules are those of newswire: a bare weekday or month is the most recent one unless something says that it lies
ahead, a month and day without a year the nearest, "last month" the calendar month.
"""

from newsevents.dates.finding import find, resolve

__all__ = ["find", "resolve"]


def __dir__() -> list[str]:
    return __all__
