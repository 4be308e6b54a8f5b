"""Articles from other sources: rows with the column names of news collections, web pages, and ninjs.

For plain text, see `newsevents.Article.from_file`.
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
"""The arguments of `Article.from_text` that are read, each from a key of the same name."""

_OTHER_KEYS = {"text": "body", "title": "headline", "published": "date", "id": "doc"}
"""Alternative keys, used if the first is missing."""

KEYS = frozenset((*_ARGUMENTS, *_OTHER_KEYS.values()))
"""All keys that are read."""


def read_article(line: str | bytes) -> Article:
    """Read an article from a JSON object that has a text and, optionally, metadata.

    Args:
        line: A JSON object with the keys of `article_from_fields`.

    Raises:
        BundleError: The line is not such an object, or a value is invalid; the error lists every issue.
        TypeError: ``line`` is not a string.

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
    """Read articles from a JSON Lines file, one at a time, in constant memory. Blank lines are skipped.

    Args:
        source: The file, or a binary stream, which is left open. Each line is as in `read_article`.
        on_error: ``"raise"``, or a function that is called with the error of each bad line, such as ``errors.append``;
            reading then continues with the next line.
        max_line_bytes: The longest line to read.

    Yields:
        Each article.

    Raises:
        OSError: The file cannot be read.
        BundleError: A line is not an article; each issue has its ``line``.
    """
    for _, article in parse_lines(source, read_article, on_error=on_error, max_line_bytes=max_line_bytes):
        yield article


def article_from_fields(fields: Mapping[str, Any]) -> Article:
    """Make an article from a row: a JSON object, or a row of a table.

    Args:
        fields: ``text`` (or ``body``) and, if known, ``title`` (``headline``), ``published`` (``date``),
            ``publisher``, ``language``, ``url`` and ``id`` (``doc``). Other fields are ignored; None counts as absent.
            All values are strings; the date is in ISO 8601 or RFC 3339, or it is a `datetime.date` or
            `datetime.datetime`.

    Raises:
        BundleError: The text is missing, or a value is invalid; the error lists every issue.
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
    """Make an article from a web page: its main text, and the metadata that the page states.

    Nothing is fetched and nothing is guessed. Metadata that is missing or contradictory stays None: it is never
    inferred from a date in the text or the URL, from the host's name or from the language of the words. Requires the
    extra ``newsevents[html]``.

    Args:
        html: The page. Bytes are decoded as the page declares, or else as UTF-8.
        id: The article's id; derived from the title and the text by default.
        title: The headline; the page's by default.
        published: The date of publication; as stated by the page by default.
        publisher: The publisher's name; as stated by the page by default.
        editors: The editors' names.
        language: The language of the text, as a BCP 47 tag; as stated by the page by default.
        url: The article's address; the page's canonical URL by default.

    Raises:
        BundleError: The page has no main text or is too large to read, ``published`` is not an ISO 8601 date, or the
            bytes do not match the declared encoding.
        MissingExtraError: The extra is not installed.
        TypeError: The page is neither a string nor bytes.
    """
    given = {"id": id, "title": title, "published": published, "publisher": publisher, "language": language, "url": url}
    stated = read_page(html)
    return Article.from_text(
        **stated | {name: value for name, value in given.items() if value is not None}, editors=editors
    )
