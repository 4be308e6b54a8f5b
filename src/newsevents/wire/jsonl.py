"""JSON Lines: one bundle a line, read and written as a stream."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from os import PathLike
from typing import IO, Literal, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue
from newsevents.files import new_file
from newsevents.rules.catalogue import RULES
from newsevents.wire.json import loads
from newsevents.wire.limits import Limits
from newsevents.wire.write import as_bytes

MAX_LINE_BYTES = 64 * 1024 * 1024

S = TypeVar("S")
T = TypeVar("T")


def read_jsonl(
    source: str | PathLike[str] | IO[bytes],
    *,
    on_error: Literal["raise"] | Callable[[BundleError], object] = "raise",
    max_line_bytes: int = MAX_LINE_BYTES,
) -> Iterator[Bundle]:
    """Read bundles from a JSON Lines file, one at a time, in constant memory. Blank lines are skipped.

    Args:
        source: The file, or a binary stream, which stays open.
        on_error: ``"raise"``, or a function that is called with the error of each bad line; reading then continues
            with the next line. ``errors.append`` collects them.
        max_line_bytes: The longest line that is read.

    Yields:
        Each bundle.

    Raises:
        OSError: The file cannot be read.
        BundleError: A line is not a valid bundle; each issue has its ``line``.
    """
    parse = partial(loads, limits=Limits(length=max_line_bytes + len(b"\r\n")))
    for _, bundle in parse_lines(source, parse, on_error=on_error, max_line_bytes=max_line_bytes):
        yield bundle


def load_jsonl(
    source: str | PathLike[str] | IO[bytes],
    *,
    on_error: Literal["raise"] | Callable[[BundleError], object] = "raise",
    max_line_bytes: int = MAX_LINE_BYTES,
) -> list[Bundle]:
    """Read all bundles of a JSON Lines file into memory. The arguments and errors are those of `read_jsonl`.

    Python's garbage collector is paused meanwhile: it would examine every bundle again and again without finding
    anything, since all of them are kept.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return list(read_jsonl(source, on_error=on_error, max_line_bytes=max_line_bytes))
    finally:
        if collecting:
            gc.enable()


def parse_lines(
    source: str | PathLike[str] | IO[bytes],
    parse: Callable[[bytes], T],
    *,
    on_error: Literal["raise"] | Callable[[BundleError], object] = "raise",
    max_line_bytes: int = MAX_LINE_BYTES,
) -> Iterator[tuple[int, T]]:
    """Like `read_jsonl`, but yield the number of each line and whatever ``parse`` returns for it."""

    def checked(line: bytes | None) -> T:
        if line is None:
            message = f"the line is longer than {max_line_bytes} bytes"
            raise BundleError([Issue("", "too-long", message, fix=RULES["too-long"].fix)])
        return parse(line)

    with open(source, "rb") if isinstance(source, str | PathLike) else contextlib.nullcontext(source) as stream:
        yield from each_parsed(_lines(stream, max_line_bytes), checked, on_error)


def each_parsed(
    items: Iterable[tuple[int, S]],
    parse: Callable[[S], T],
    on_error: Literal["raise"] | Callable[[BundleError], object],
) -> Iterator[tuple[int, T]]:
    """Yield the result of ``parse`` for each numbered item; the issues of a bad item have its number as their line."""
    if on_error != "raise" and not callable(on_error):
        raise TypeError(f"on_error must be 'raise' or a function, not {on_error!r}")
    for number, item in items:
        try:
            parsed = parse(item)
        except BundleError as error:
            placed = BundleError(attrs.evolve(issue, line=number) for issue in error.issues)
            if on_error == "raise":
                raise placed from None
            on_error(placed)
        else:
            yield number, parsed


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line that is not blank, with its number; None for a line that is too long."""
    number = 0
    while line := stream.readline(limit + len(b"\r\n")):
        number += 1
        if len(line.removesuffix(b"\n").removesuffix(b"\r")) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            yield number, None
        elif line.strip():
            yield number, line


def write_jsonl(bundles: Iterable[Bundle], target: str | PathLike[str] | IO[bytes]) -> int:
    """Write bundles to a JSON Lines file, one at a time, in constant memory.

    Args:
        bundles: The bundles.
        target: The file, or a binary stream, which stays open. An existing file is replaced when everything is written.

    Returns:
        The number of bundles written.

    Raises:
        OSError: The file cannot be written.
    """
    count = 0
    with new_file(target) if isinstance(target, str | PathLike) else contextlib.nullcontext(target) as stream:
        for bundle in bundles:
            stream.write(as_bytes(bundle) + b"\n")
            count += 1
    return count
