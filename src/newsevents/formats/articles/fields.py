"""What was found somewhere, as the arguments of an article: every issue has the path of its value."""

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
    """`Article.from_text`, with every issue at the path of the argument.

    Args:
        given: For each argument the path where it was found, and its value.
        issues: What is wrong besides, among it a text that is missing; what is found here is added.

    Raises:
        BundleError: There is any issue.
    """
    arguments: dict[str, Any] = {}
    for name, (path, value) in given.items():
        if name == "published" and isinstance(value, dt.date):
            value = value.isoformat()  # a table may give a class of its own, such as pandas.Timestamp
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
        except BundleError as error:  # only the text can still be wrong
            issues += (attrs.evolve(issue, path=given["text"][0]) for issue in error.issues)
    if issues or article is None:
        raise BundleError(issues)
    return article


_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,6})0*)?)?"
    r"(?:([Zz])|([+-][0-9]{2})(?::?([0-9]{2}))?)?"
)


def read_moment(text: str) -> Moment | None:
    """Read a day or a time in any form of ISO 8601 (extended) or RFC 3339 that leaves nothing open.

    Beside what the wire format has, these are: a space for the ``T``, seconds left out, a fraction of one to six
    digits (more, if they are zeros), lower case, and an offset without its colon, or without its minutes, as PostgreSQL
    writes it (``+00``). A time without an offset stays so.

    Returns:
        The day or time; None for anything else. Nothing is guessed: not ``15/11/2023``, not the zone of ``10:00 EST``.

    >>> read_moment("2023-11-15 10:00:00.250Z")
    datetime.datetime(2023, 11, 15, 10, 0, 0, 250000, tzinfo=datetime.timezone.utc)
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return parse_moment(text)
    day, minute, second, fraction, utc, hours, minutes = match.groups()
    parts = f".{fraction:0<6}" if fraction and fraction.strip("0") else ""
    offset = f"{hours}:{minutes or '00'}" if hours else "+00:00" if utc else ""
    # RFC 3339, section 4.3: -00:00 is a time in UTC whose local offset is not known
    return parse_moment(f"{day}T{minute}:{second or '00'}{parts}{offset.replace('-00:00', '+00:00')}")
