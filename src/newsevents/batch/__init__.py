"""Batches of articles or bundles, one a line: a stream in, a stream out, on any number of cores."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import tee
from operator import itemgetter
from typing import IO, Any, TypeAlias, TypeVar, cast

import attrs

from newsevents.batch.processes import map_in_order
from newsevents.bundle import Bundle
from newsevents.errors import BundleError, ExtractionError, Issue, error_text
from newsevents.formats.articles import read_article
from newsevents.formats.convert import convert
from newsevents.lint import check
from newsevents.model.records import Article
from newsevents.pipeline import extract_each
from newsevents.reading.extractor import Extractor
from newsevents.wire.json import dumps, loads
from newsevents.wire.jsonl import parse_lines

__all__ = ["check_lines", "convert_lines", "extract_all_or_issues", "extract_lines", "extract_or_issues"]

Line: TypeAlias = tuple[int, bytes | BundleError]
"""The number of a line, and its bytes or the reason why it was not read."""

Read: TypeAlias = tuple[int | None, int, Callable[[], Article]]
"""The line number of an article, if it has one; its size in bytes; and the function that returns it."""

Found: TypeAlias = tuple[Issue, ...]

_LEVELS = 20
"""How many levels of a nested value an issue keeps; not all of them are shown."""

T = TypeVar("T")


def extract_or_issues(
    read: Callable[[], Article], extractor: Extractor | None = None
) -> tuple[Bundle | None, Iterable[Issue]]:
    """Read an article and return its bundle, or the issues if there is none. A bad article never stops the others.

    Args:
        read: The function that returns the article, or raises a `BundleError`.
        extractor: The extractor; by default the rules of this package.
    """
    return next(extract_all_or_issues([read], extractor))


def extract_all_or_issues(
    reads: Iterable[Callable[[], Article]], extractor: Extractor | None = None
) -> Iterator[tuple[Bundle | None, Iterable[Issue]]]:
    """Read articles in order, as `extract_or_issues` does, but analyse them together if the analyser supports it."""
    for found in extract_each(map(_article_or_error, reads), extractor):
        yield (found, ()) if isinstance(found, Bundle) else (None, _issues_of(found))


def _article_or_error(read: Callable[[], Article]) -> Article | Exception:
    try:
        return read()
    except Exception as error:
        return error


def _issues_of(error: Exception) -> Iterable[Issue]:
    if isinstance(error, BundleError) and error.issues.errors:
        return error.issues
    if isinstance(error, ExtractionError):
        return [Issue("text", "not-english", str(error))]
    # a fault of the extractor in one article of millions
    return [Issue("", "extractor-failed", error_text(error))]


# --- many lines


def extract_lines(
    lines: Iterable[bytes], *, jobs: int = 1, extractor: Extractor | None = None
) -> Generator[tuple[int, str | None, Found], None, None]:
    """Read the article on each line, in the order of the lines and in bounded memory.

    Args:
        lines: Articles in JSON, one a line: an open binary file, or any other lines. See
            `newsevents.formats.articles.read_article`. Blank lines are skipped.
        jobs: The number of processes; 0 for one on each core. The result is the same for any number.
        extractor: The extractor; by default the rules of this package. It is pickled.

    Yields:
        The number of the line, the bundle in JSON or None, and what was wrong if there is none.

    Raises:
        ValueError: ``jobs`` is negative.
        ChildProcessError: One of the processes was killed.
    """
    reads = ((number, _weigh(text), functools.partial(_article, text)) for number, text in numbered_lines(lines))
    return extract_reads(reads, jobs=jobs, extractor=extractor)  # type: ignore[return-value]


def extract_reads(
    reads: Iterable[Read], *, jobs: int = 1, extractor: Extractor | None = None
) -> Generator[tuple[int | None, str | None, Found], None, None]:
    """Like `extract_lines`, for articles from any source.

    Args:
        reads: For each article, the number of its line or None; its size in bytes; and the function that returns it or
            raises a `BundleError`. With more than one process, the function is pickled.
        jobs: As in `extract_lines`.
        extractor: As in `extract_lines`.
    """
    return map_in_order(functools.partial(_extract_each, extractor=extractor), reads, jobs=jobs, weigh=itemgetter(1))


def check_lines(lines: Iterable[bytes], *, jobs: int = 1) -> Generator[tuple[int, Found], None, None]:
    """Check the bundle on each line, as `newsevents.check` does.

    Args:
        lines: Bundles in JSON, one a line, as in `extract_lines`.
        jobs: As in `extract_lines`.

    Yields:
        The number of the line, and everything that is wrong with its bundle or odd about it.
    """
    return _map(_check_line, lines, jobs)


def convert_lines(
    lines: Iterable[bytes], format: str, *, jobs: int = 1
) -> Generator[tuple[int, str | None, Found, tuple[str, ...]], None, None]:
    """Convert the bundle on each line to text in another format.

    Args:
        lines: Bundles in JSON, one a line, as in `extract_lines`.
        format: One of `newsevents.formats.STREAMS`.
        jobs: As in `extract_lines`.

    Yields:
        The number of the line, the text or None, what was wrong if there is none, and a line about each record that
        the format cannot represent. The header of a format that has one comes first, as line 0.

    Raises:
        ValueError: The format takes a single bundle; or as in `extract_lines`.
    """
    head = "".join(convert((), format, many=True, report=lambda _: None))  # nothing is left out of no bundles
    return _convert_lines(lines, format, head, jobs)


def _convert_lines(
    lines: Iterable[bytes], format: str, head: str, jobs: int
) -> Generator[tuple[int, str | None, Found, tuple[str, ...]], None, None]:
    if head:
        yield 0, head, (), ()
    yield from _map(functools.partial(_convert_line, format=format, head=head), lines, jobs)


def _map(work: Callable[[Line], T], lines: Iterable[bytes], jobs: int) -> Generator[T, None, None]:
    return map_in_order(
        functools.partial(map, work), numbered_lines(lines), jobs=jobs, weigh=lambda line: _weigh(line[1])
    )


def numbered_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """Yield each line that is not blank, with its number; overlong lines of a file are not read."""
    if not hasattr(lines, "readline"):
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        return
    too_long: list[BundleError] = []
    for number, line in parse_lines(cast(IO[bytes], lines), bytes, on_error=too_long.append):
        yield from _drained(too_long)
        yield number, line
    yield from _drained(too_long)


def _drained(errors: list[BundleError]) -> Iterator[Line]:
    yield from ((error.issues[0].line or 0, error) for error in errors)
    errors.clear()


def _weigh(text: bytes | BundleError) -> int:
    return len(text) if isinstance(text, bytes) else 0


# --- one line, in any process


def _extract_each(reads: Iterable[Read], extractor: Extractor | None) -> Iterator[tuple[int | None, str | None, Found]]:
    given, stream = tee(reads)
    results = extract_all_or_issues((read for _, _, read in stream), extractor)
    for (line, _, _), (bundle, issues) in zip(given, results, strict=True):
        yield line, None if bundle is None else dumps(bundle), _placed(issues, line)


def _article(text: bytes | BundleError) -> Article:
    return read_article(_readable(text))


def _check_line(line: Line) -> tuple[int, Found]:
    number, text = line
    return number, _placed(text.issues if isinstance(text, BundleError) else check(text), number)


def _convert_line(line: Line, format: str, head: str) -> tuple[int, str | None, Found, tuple[str, ...]]:
    number, text = line
    try:
        bundle = loads(_readable(text))
    except BundleError as error:
        return number, None, _placed(error.issues, number), ()
    left_out: list[str] = []
    written = "".join(convert([bundle], format, many=True, report=left_out.append))
    return number, written.removeprefix(head), (), tuple(left_out)


def _readable(text: bytes | BundleError) -> bytes:
    if isinstance(text, BundleError):
        raise text
    return text


def _placed(issues: Iterable[Issue], number: int | None) -> Found:
    return tuple(attrs.evolve(issue, line=number, value=_cut(issue.value)) for issue in issues)


def _cut(value: Any, levels: int = _LEVELS) -> Any:
    """A value without what is nested in it too deeply to be shown, and perhaps too deeply to be pickled."""
    if isinstance(value, list):
        return [_cut(item, levels - 1) for item in value] if levels else []
    if isinstance(value, dict):
        return {key: _cut(item, levels - 1) for key, item in value.items()} if levels else {}
    return value
