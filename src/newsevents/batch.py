"""Many articles to bundles: a stream of lines in, a stream of lines out, on as many cores as wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import attrs

from newsevents.errors import BundleError, ExtractionError, Issue
from newsevents.formats.articles import read_article
from newsevents.formats.json import dumps
from newsevents.pipeline import extract

__all__ = ["extract_lines"]

_AT_ONCE = 16
"""How many articles go to a process at a time."""

Line = tuple[int, bytes]
Result = tuple[int, str | None, tuple[Issue, ...]]


def extract_lines(lines: Iterable[bytes], *, jobs: int = 1) -> Iterator[Result]:
    """Read each line's article to a bundle, in the order of the lines and in bounded memory.

    Args:
        lines: Articles in JSON, one a line; see `newsevents.formats.articles.read_article`. Blank lines are skipped.
        jobs: How many processes read. The result is the same for any number.

    Yields:
        The number of the line, the bundle in JSON or None, and what was wrong where there is none.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if jobs <= 1:
        yield from map(_extract_line, numbered)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in _chunks(numbered):
            waiting.append(pool.submit(_extract_chunk, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _extract_chunk(chunk: list[Line]) -> list[Result]:
    return [_extract_line(line) for line in chunk]


def _extract_line(line: Line) -> Result:
    number, text = line
    try:
        return number, dumps(extract(read_article(text))), ()
    except BundleError as error:
        issues: Iterable[Issue] = error.issues
    except ExtractionError as error:
        issues = (Issue("text", "not-english", str(error)),)
    return number, None, tuple(attrs.evolve(issue, line=number) for issue in issues)
