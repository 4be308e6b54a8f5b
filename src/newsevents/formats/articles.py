"""Articles in JSON Lines: one object a line, with the column names that news collections use."""

from __future__ import annotations

from typing import Any

from newsevents.errors import BundleError, Issue
from newsevents.formats.json import parse
from newsevents.records import Article

__all__ = ["read_article"]

_NAMES = {
    "text": "text",
    "body": "text",
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "publisher": "publisher",
    "language": "language",
    "url": "url",
    "id": "id",
    "doc": "id",
}
"""The keys that are read, each with the argument of `Article.from_text` that it gives; the first of two counts."""


def read_article(line: str | bytes) -> Article:
    """An article from a JSON object with a text and what else is known of it.

    Args:
        line: A JSON object with the keys ``text`` (or ``body``), and where known ``title`` (``headline``),
            ``published`` (``date``), ``publisher``, ``language``, ``url`` and ``id`` (``doc``). Others are not read.

    Raises:
        BundleError: It is no such object, or a value is not what it should be.

    >>> read_article('{"body": "It rained.", "date": "2024-05-17"}').published
    datetime.date(2024, 5, 17)
    """
    value: Any = parse(line)
    if not isinstance(value, dict):
        raise BundleError([Issue("", "type", "an article is a JSON object", value)])
    given: dict[str, Any] = {}
    for key, name in _NAMES.items():
        if value.get(key) is not None:
            given.setdefault(name, value[key])
    wrong = [Issue(name, "type", "a text was expected", one) for name, one in given.items() if not isinstance(one, str)]
    if "text" not in given:
        wrong.append(Issue("text", "missing-field", "an article needs its text", fix="give it as text or body"))
    if wrong:
        raise BundleError(wrong)
    if "id" in given and not given["id"].startswith("article:"):
        given["id"] = f"article:{'-'.join(given['id'].replace(':', '-').split())}"
    return Article.from_text(given.pop("text"), **given)
