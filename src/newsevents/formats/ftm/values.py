"""Single values in the form that FollowTheMoney keeps, so that loading an entity changes and drops nothing.

When FollowTheMoney loads an entity, it cleans every value according to the type of its property and silently drops what
it cannot read. Each function here returns a value that this cleaning leaves unchanged, or None if there is none.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable

from newsevents.data import data_lines
from newsevents.formats._calendar import calendar_unit
from newsevents.formats._identifiers import wikidata_items
from newsevents.model.moments import Moment, calendar_day
from newsevents.model.values import When
from newsevents.model.vocabulary import Granularity, Relation
from newsevents.unicode import normalized

# --- words

_TEXT_LIMIT = 65_000
_STRING_LIMIT = 1024
_NAME_LIMIT = 384
_ADDRESS_LIMIT = 250
_URL_LIMIT = 4096
_WIKIDATA_LIMIT = 32
"""The greatest length of a value of each type in code points, as FollowTheMoney validates it."""

# As in normality.cleaning, which FollowTheMoney applies to every text.
_REMOVED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"[\u0a00\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_WHITE = re.compile(r"\s+")
_QUOTED = re.compile(r"[\"'](.*)[\"']")
_ADDRESS_MARKS = re.compile(r"<BR/?>|ESQ[.]?,|;|,\s?[,.]")


def text(value: str) -> str | None:
    """A longer text: in Unicode NFC, without control and invisible characters, stripped."""
    return _fitting(_stable(_sanitize, value), _TEXT_LIMIT)


def string(value: str) -> str | None:
    """A short text without special meaning; cleaned as in `text`."""
    return _fitting(_stable(_sanitize, value), _STRING_LIMIT)


def name(value: str) -> str | None:
    """A name: cleaned as in `text`, without enclosing straight quotes, white space collapsed to single spaces."""
    return _fitting(_stable(_bare_name, value), _NAME_LIMIT)


def address(value: str) -> str | None:
    """A place in words, white space collapsed; None if it has characters at which FollowTheMoney splits addresses."""
    one_line = _stable(_one_line, value)
    return None if _ADDRESS_MARKS.search(one_line) else _fitting(one_line, _ADDRESS_LIMIT)


def _sanitize(value: str) -> str:
    return _SPACES.sub(" ", _REMOVED.sub("", normalized("NFC", value))).strip()


def _one_line(value: str) -> str:
    return _WHITE.sub(" ", _sanitize(value)).strip()


def _bare_name(value: str) -> str:
    plain = _sanitize(value)
    quoted = _QUOTED.fullmatch(plain)
    return _one_line(plain if quoted is None else quoted.group(1))


def _stable(clean: Callable[[str], str], value: str) -> str:
    """Clean a value until it no longer changes: one pass may bring letters and combining accents together."""
    while (cleaned := clean(value)) != value:
        value = cleaned
    return value


def _fitting(value: str, limit: int) -> str | None:
    return value if 0 < len(value) <= limit else None


# --- codes

_URL = re.compile(
    r"https?://(?P<host>[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*)(:[0-9]{1,4})?/[^?#]*(\?[^#]+)?(#.+)?", re.DOTALL
)
_HOST = re.compile(r"(.*\.)?[A-Za-z][A-Za-z0-9_-]+")
_NO_LETTER = re.compile(r"(^|\.)[_-]+(\.|$)")
_EMPTY_PARAMETERS = re.compile(r";([?#]|$)")


def url(value: str) -> str | None:
    """A web address that FollowTheMoney leaves unchanged: http or https, a host by name, a path."""
    match = _URL.fullmatch(value)
    if match is None or _EMPTY_PARAMETERS.search(value) or text(value) != value or len(value) > _URL_LIMIT:
        return None
    host = match["host"]
    return value if _HOST.fullmatch(host) and not _NO_LETTER.search(host) else None


def country(code: str) -> str:
    """A country by its ISO 3166-1 alpha-2 code, in lower case."""
    return code.lower()


def language(tag: str) -> str | None:
    """A language by the ISO 639-3 code of a BCP 47 tag's first subtag, if FollowTheMoney knows it."""
    return _languages().get(tag.partition("-")[0].lower())


@functools.cache
def _languages() -> dict[str, str]:
    """The ISO 639-3 code of each language, by all its codes."""
    return {code: codes[0] for codes in map(str.split, data_lines("ftm-languages")) for code in codes}


def wikidata(identifiers: Iterable[str]) -> list[str]:
    """The Wikidata items among identifiers, as FollowTheMoney reads them: a Q and at most 31 digits."""
    return [item for item in wikidata_items(identifiers) if len(item) <= _WIKIDATA_LIMIT]


# --- dates

_YEARS = range(1001, 2999)
"""The years that FollowTheMoney's date type reads, without the first and the last, which a time zone could exceed."""

_TIMES = {
    Granularity.SECOND: "%Y-%m-%dT%H:%M:%S",
    Granularity.MINUTE: "%Y-%m-%dT%H:%M",
    Granularity.HOUR: "%Y-%m-%dT%H",
}
_UNITS = {Granularity.DAY: 10, Granularity.MONTH: 7, Granularity.YEAR: 4}
"""The certain part of a ``YYYY-MM-DD`` bound, by its granularity."""


def day_or_time(moment: Moment) -> str | None:
    """A time in UTC, if its offset is known; otherwise the day, in the zone of its author."""
    if moment.year not in _YEARS:
        return None
    return _in_utc(moment, Granularity.SECOND) or calendar_day(moment).isoformat()


def interval(when: When) -> dict[str, str]:
    """The certain part of a time, as properties of the schema Interval.

    Returns:
        ``date`` for an event within one day, month or year, ``startDate`` and ``endDate`` for one that lasted. Empty
        for a time that is approximate, has other readings or fits no calendar unit.
    """
    if when.approximate or when.alternatives:
        return {}
    relation = when.relation
    found = {
        "date": _one_unit(when) if relation in (Relation.AT, Relation.WITHIN) else None,
        "startDate": _bound(when.earliest, when) if relation in (Relation.SINCE, Relation.THROUGHOUT) else None,
        "endDate": _bound(when.latest, when) if relation in (Relation.UNTIL, Relation.THROUGHOUT) else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _one_unit(when: When) -> str | None:
    """The time of day, the day, the month or the year that two bounds span; None for any other interval."""
    first, last = when.earliest, when.latest
    if first is None or last is None or first.year not in _YEARS or last.year not in _YEARS:
        return None
    if isinstance(first, dt.datetime) or isinstance(last, dt.datetime):
        times = {_in_utc(bound, when.granularity) for bound in (first, last)}
        if len(times) == 1 and None not in times:
            return times.pop()
        return calendar_day(first).isoformat() if calendar_day(first) == calendar_day(last) else None
    return calendar_unit(first, last)


def _in_utc(moment: Moment, granularity: Granularity | None) -> str | None:
    if (
        granularity is None
        or granularity not in _TIMES
        or not isinstance(moment, dt.datetime)
        or moment.utcoffset() is None
    ):
        return None
    return moment.astimezone(dt.UTC).strftime(_TIMES[granularity])


def _bound(moment: Moment | None, when: When) -> str | None:
    """The certain part of a start or an end."""
    if moment is None or moment.year not in _YEARS:
        return None
    day = calendar_day(moment).isoformat()
    if isinstance(moment, dt.datetime):
        return day
    sure = None if when.granularity is None else _UNITS.get(when.granularity)
    return None if sure is None else day[:sure]
