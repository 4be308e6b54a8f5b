"""From values found in a source to the arguments of an article, with each value's path in its issues."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import attrs

from newsevents.errors import BundleError, Issue
from newsevents.model.moments import Moment, parse_moment
from newsevents.model.records import Article


def make_article(given: Mapping[str, tuple[str, Any]], issues: list[Issue]) -> Article:
    """Call `Article.from_text`, and report every issue at the path of its argument.

    Args:
        given: For each argument, the path where it was found and its value.
        issues: The issues so far, including that of a missing text; new ones are added.

    Raises:
        BundleError: There are issues.
    """
    arguments: dict[str, Any] = {}
    for name, (path, value) in given.items():
        if name == "published" and isinstance(value, dt.date):
            value = value.isoformat()  # a table may use its own class, such as pandas.Timestamp
        if not isinstance(value, str):
            issues.append(Issue(path, "type", "a text was expected", value))
        elif name != "published":
            arguments[name] = value
        elif (moment := read_moment(value)) is not None:
            arguments[name] = moment
        else:
            message = "an ISO 8601 date or time was expected"
            fix = "write it like 2023-11-15 or 2023-11-15T09:30:00-05:00"
            issues.append(Issue(path, "date-form", message, value, fix))
    text = arguments.pop("text", None)
    article = None
    if text is not None:
        try:
            article = Article.from_text(text, **arguments)
        except BundleError as error:  # only the text can still be invalid
            issues += (attrs.evolve(issue, path=given["text"][0]) for issue in error.issues)
    if issues or article is None:
        raise BundleError(issues)
    return article


_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,6})0*)?)?"
    r"(?:([Zz])|([+-][0-9]{2})(?::?([0-9]{2}))?)?"
)


def read_moment(text: str) -> Moment | None:
    """Read a date or a time in any unambiguous form of ISO 8601 (extended) or RFC 3339.

    In addition to the forms of the wire format, it accepts a space instead of ``T``, missing seconds, a fraction of one
    to six digits (more, if they are zeros), lower case, and an offset without its colon, or without its minutes, as
    PostgreSQL writes it (``+00``). A time without an offset remains without one.

    Returns:
        The date or time; None for anything else. Nothing is guessed: neither ``15/11/2023`` nor the
        zone of ``10:00 EST``.

    >>> read_moment("2023-11-15 10:00:00.250Z")
    datetime.datetime(2023, 11, 15, 10, 0, 0, 250000, tzinfo=datetime.timezone.utc)
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return parse_moment(text)
    day, minute, second, fraction, utc, hours, minutes = match.groups()
    parts = f".{fraction:0<6}" if fraction and fraction.strip("0") else ""
    offset = f"{hours}:{minutes or '00'}" if hours else "+00:00" if utc else ""
    # RFC 3339, section 4.3: -00:00 is a time in UTC whose local offset is unknown
    return parse_moment(f"{day}T{minute}:{second or '00'}{parts}{offset.replace('-00:00', '+00:00')}")
