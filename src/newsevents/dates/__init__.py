"""Dates: the words of a time, and the date they are read against, to an interval."""

from newsevents.dates.resolve import resolve

__all__ = ["resolve"]
