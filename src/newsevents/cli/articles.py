"""Articles from files of any supported kind, one in a file or many."""

from __future__ import annotations

import argparse
import functools
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsevents.cli.opening import SUFFIXES, Kind, Opened, Refused, opened
from newsevents.cli.output import INVALID, fail, tell

if TYPE_CHECKING:
    from newsevents import Article, BundleError, Issue

ABOUT = ("published", "publisher", "title", "language", "url")
"""The metadata of an article that options can set."""

About = dict[str, Any]


class Given(NamedTuple):
    """An article that has not been read yet.

    Attributes:
        file: The name of its file.
        line: The number of its line, if the file has many articles.
        data: Its bytes, or a substitute for them if it cannot be read.
        read: The function that reads it, or raises a BundleError.
    """

    file: str
    line: int | None
    data: bytes
    read: Callable[[], Article]


def about(args: argparse.Namespace) -> About:
    """What the options and the metadata file say about an article; the options take precedence."""
    given = {name: getattr(args, name) for name in ABOUT}
    return _meta(args.meta) | {name: value for name, value in given.items() if value is not None}


def _meta(path: str | None) -> About:
    if path is None:
        return {}
    from newsevents.wire.json import parse

    with opened(path) as source:
        meta = parse(source.read())
    known = {*ABOUT, "editors", "id"}
    unknown = sorted(set(meta) - known) if isinstance(meta, dict) else None
    if unknown is None or unknown:
        what = "is not a JSON object" if unknown is None else f"has unknown fields: {', '.join(unknown)}"
        fail(f"{path} {what}; the known ones are {', '.join(sorted(known))}")
    return dict(meta)


def one_article(source: Opened, about: About) -> Article:
    """The article in a file that holds one article.

    Raises:
        Refused: It is not an article, or not a valid one.
    """
    from newsevents import BundleError

    data = source.read() if source.kind in (Kind.TEXT, Kind.PAGE) else source.read_json("an article")[0]
    try:
        return read_article(source.kind, data, about)
    except BundleError as error:
        raise Refused(source.name, error.issues, INVALID) from None


def read_article(kind: Kind, data: bytes, about: About, id: str | None = None) -> Article:
    """Make an article from the content of a file.

    Args:
        kind: The kind of the file.
        data: The content of the file.
        about: What the options say about the article, which takes precedence over what the file says.
        id: The id of the article, if the file gives none.

    Raises:
        BundleError: It is not an article; the error lists every issue.
    """
    from newsevents import Article

    if kind is Kind.JSON:
        return _from_json(data, about, id)
    about = about if id is None else {"id": id} | about
    if kind is Kind.TEXT:
        return Article.from_text(_text(data), **about)
    from newsevents.formats.articles import from_html

    return from_html(data, **about)


def _text(data: bytes) -> str:
    from newsevents import BundleError, Issue

    try:
        return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError as error:
        message = f"the file is not {error.encoding.upper()}: byte {error.start} is {data[error.start]:#04x}"
        raise BundleError([Issue("article.text", "encoding", message, fix="convert the file to UTF-8 first")]) from None


_ARGUMENTS = ("id", *ABOUT, "editors")


def _from_json(data: bytes, about: About, id: str | None) -> Article:
    from newsevents import BundleError, Issue
    from newsevents.formats.articles import article_from_fields, from_ninjs
    from newsevents.wire.json import parse

    fields = parse(data)
    if not isinstance(fields, dict):
        raise BundleError([Issue("", "type", "an article is a JSON object", fields)])
    if "uri" in fields and not {"text", "body"} & fields.keys():
        article = from_ninjs(fields)
    else:
        default = {} if id is None or {"id", "doc"} & fields.keys() else {"id": id}
        article = article_from_fields(default | fields)
    return with_fields(article, about) if about else article


def with_fields(article: Article, fields: About) -> Article:
    """A copy of an article with some fields changed."""
    from newsevents import Article

    return Article.from_text(article.text or "", **{name: getattr(article, name) for name in _ARGUMENTS} | fields)


# --- many


def files_of(paths: Sequence[str], output: str | None) -> list[str]:
    """The given files, and the files of each given folder that have the suffix of an article, ordered by name."""
    files: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            files.append(path)
            continue
        found = sorted((one for one in Path(path).iterdir() if _may_be_read(one, output)), key=lambda one: one.name)
        read = [str(one) for one in found if _suffix(one) in _OF_FOLDERS]
        if left := [one.name for one in found if _suffix(one) not in _OF_FOLDERS]:
            some = ", ".join(left[:3]) + (", …" if len(left) > 3 else "")
            tell(f"{path}: not read, because their names do not end like those of articles: {some}")
        files += read
    return files


_OF_FOLDERS = {suffix for suffix, kind in SUFFIXES.items() if kind in (Kind.TEXT, Kind.PAGE, Kind.LINES)} | {".json"}


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _may_be_read(path: Path, output: str | None) -> bool:
    """Whether a file is not hidden, and is not the output."""
    mine = (f"{os.path.basename(output)}.unfinished", os.path.basename(output)) if output else ()
    return path.is_file() and not path.name.startswith(".") and path.name not in mine


def articles_of(files: Sequence[str], about: About, *, lines: bool) -> Iterator[Given]:
    """The articles of files, in order; a file that cannot be used gives an article that cannot be read.

    Args:
        files: The files.
        about: What the options say about every article.
        lines: Whether they are JSON Lines, whatever their names.
    """
    named = Counter(map(os.path.basename, files))
    for file in files:
        name = os.path.basename(file)
        try:
            with opened(file, lines=lines) as source:
                yield from articles_in(source, about, file if named[name] > 1 else name)
        except Refused as error:
            yield Given(file, None, b"", functools.partial(_refuse, error.issues))
        except OSError as error:
            issue = _issue(f"the file cannot be read: {error.strerror or error}")
            yield Given(file, None, b"", functools.partial(_refuse, (issue,)))


def articles_in(source: Opened, about: About, name: str | None = None) -> Iterator[Given]:
    """The articles of an open file. An article alone in its file gets the file's name as its id, if it has none."""
    if source.kind is Kind.LINES:
        from newsevents.batch import numbered_lines

        source.must_hold("an article")
        for number, line in numbered_lines(source.stream):
            data = line if isinstance(line, bytes) else b""
            yield Given(source.name, number, data, functools.partial(_article_of_line, line, about))
        return
    id = None if name is None else f"article:{'-'.join(name.replace(':', '-').split())}"
    data = source.read() if source.kind in (Kind.TEXT, Kind.PAGE) else source.read_json("an article")[0]
    yield Given(source.name, None, data, functools.partial(read_article, source.kind, data, about, id))


# --- in any process


def _article_of_line(line: bytes | BundleError, about: About) -> Article:
    if isinstance(line, bytes):
        return read_article(Kind.JSON, line, about)
    raise line


def _refuse(issues: Sequence[Issue]) -> Article:
    from newsevents import BundleError

    raise BundleError(issues)


def _issue(message: str) -> Issue:
    from newsevents import Issue

    return Issue("", "type", message)
