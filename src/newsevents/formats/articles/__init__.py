"""Articles from elsewhere: rows with the column names that news collections use, web pages, and ninjs.

Plain text is read by `newsevents.Article.from_file`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from typing import IO, Any, Literal

from newsevents.errors import BundleError, Issue
from newsevents.formats.articles.fields import make_article
from newsevents.formats.articles.ninjs import from_ninjs
from newsevents.formats.articles.web import read_page
from newsevents.model.moments import Moment
from newsevents.model.records import Article
from newsevents.wire.json import given_json, parse
from newsevents.wire.jsonl import MAX_LINE_BYTES, parse_lines

__all__ = ["article_from_fields", "from_html", "from_ninjs", "read_article", "read_articles"]


def __dir__() -> list[str]:
    return __all__


_ARGUMENTS = ("text", "title", "published", "publisher", "language", "url", "id")
"""The arguments of `Article.from_text` that are read, each from a key of its own name."""

_OTHER_KEYS = {"text": "body", "title": "headline", "published": "date", "id": "doc"}
"""The keys that count where the first is not given."""

KEYS = frozenset((*_ARGUMENTS, *_OTHER_KEYS.values()))
"""All the keys that are read."""


def read_article(line: str | bytes) -> Article:
    """An article from a JSON object with a text and what else is known of it.

    Args:
        line: A JSON object with the keys of `article_from_fields`.

    Raises:
        BundleError: It is no such object, or a value is not what it should be; the error lists every issue.
        TypeError: It is not a text.

    >>> read_article('{"body": "It rained.", "date": "2024-05-17"}').published
    datetime.date(2024, 5, 17)
    """
    value: Any = parse(given_json(line, "`article_from_fields` reads a mapping"))
    if not isinstance(value, dict):
        raise BundleError([Issue("", "type", "an article is a JSON object", value)])
    return article_from_fields(value)


def read_articles(
    source: str | PathLike[str] | IO[bytes],
    *,
    on_error: Literal["raise"] | Callable[[BundleError], object] = "raise",
    max_line_bytes: int = MAX_LINE_BYTES,
) -> Iterator[Article]:
    """Read articles from a JSON Lines file, one at a time, in constant memory. Blank lines are passed over.

    Args:
        source: The file, or a binary stream, which stays open. Each line is as for `read_article`.
        on_error: ``"raise"``, or what to call with the error of each bad line; reading then continues with the
            next line. ``errors.append`` keeps them.
        max_line_bytes: The longest line that is read.

    Yields:
        Each article.

    Raises:
        OSError: The file cannot be read.
        BundleError: A line is not an article; each issue has its ``line``.
    """
    for _, article in parse_lines(source, read_article, on_error=on_error, max_line_bytes=max_line_bytes):
        yield article


def article_from_fields(fields: Mapping[str, Any]) -> Article:
    """An article from a row: a JSON object, or a row of a table.

    Args:
        fields: ``text`` (or ``body``), and where known ``title`` (``headline``), ``published`` (``date``),
            ``publisher``, ``language``, ``url`` and ``id`` (``doc``). Others are not read; None counts as absent. All
            are strings. The date is in ISO 8601 or RFC 3339, or a `datetime.date` or `datetime.datetime`.

    Raises:
        BundleError: The text is missing, or a value is not what it should be; the error lists every issue.
    """
    given: dict[str, tuple[str, Any]] = {}
    for name in _ARGUMENTS:
        for key in (name, _OTHER_KEYS.get(name, name)):
            if fields.get(key) is not None:
                given.setdefault(name, (key, fields[key]))
    issues = []
    if "text" not in given:
        issues.append(Issue("text", "missing-field", "an article needs its text", fix="give it as text or body"))
    path, id = given.get("id", ("id", None))
    if isinstance(id, str) and not id.startswith("article:"):
        given["id"] = path, f"article:{'-'.join(id.replace(':', '-').split())}"
    return make_article(given, issues)


def from_html(
    html: str | bytes,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | Moment | None = None,
    publisher: str | None = None,
    editors: Iterable[str] = (),
    language: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from a web page: its main text, and what the page itself states of it.

    Nothing is fetched and nothing is guessed. What is not stated, or stated in two ways, stays None: a date in the
    text or the address, the name of the host and the language of the words are not statements. Needs the extra
    ``newsevents[html]``.

    Args:
        html: The page. Bytes are in the encoding that it declares, or else in UTF-8.
        id: The article's id; by default made from the title and the text.
        title: The headline; by default the page's.
        published: When it was published; by default as the page states.
        publisher: The publisher's name; by default as the page states.
        editors: The names of those who edited it.
        language: The language of the text, as a BCP 47 tag; by default as the page states.
        url: Where it was published; by default the page's canonical address.

    Raises:
        BundleError: The page has no main text or is too large to read, ``published`` is not an ISO 8601 date, or
            bytes are not in the encoding that is declared.
        MissingExtraError: The extra is not installed.
        TypeError: The page is not a text.
    """
    given = {"id": id, "title": title, "published": published, "publisher": publisher, "language": language, "url": url}
    stated = read_page(html)
    return Article.from_text(
        **stated | {name: value for name, value in given.items() if value is not None}, editors=editors
    )
