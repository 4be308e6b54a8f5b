"""Conversion of bundles from one format to another, as in the command ``newsevents convert``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from typing import Any

from newsevents.bundle import Bundle
from newsevents.formats import FORMATS, Format, Shape
from newsevents.wire.json import json_text

Report = Callable[[str], object]


def convert(bundles: Iterable[Bundle], format: str, *, many: bool, report: Report) -> Iterator[str]:
    """Write bundles as text of another format, piece by piece.

    Args:
        bundles: The bundles.
        format: One of `newsevents.formats.STREAMS`.
        many: Whether there may be more than one bundle.
        report: A function that is called with a line about each record that the format cannot express.

    Raises:
        ValueError: The format is for one bundle, and there are more.
    """
    chosen = FORMATS[format]
    if chosen.shape is Shape.TEXT:
        if many:
            raise ValueError(f"{format} shows one bundle, not many")
        return map(chosen.write, bundles)
    if chosen.shape is Shape.ROWS:
        return _rows(chosen, bundles)
    indent = 2 if chosen.shape is Shape.DOCUMENT and not many else None
    return (f"{json_text(value, indent)}\n" for bundle in bundles for value in _values(chosen, bundle, report))


def _values(format: Format, bundle: Bundle, report: Report) -> Iterable[Any]:
    """The JSON values of a bundle: one, or several if the format makes a list."""
    written = format.write(bundle)
    if format is FORMATS["plover"]:
        for skipped in written.skipped:
            report(f"{bundle.article.id}, {skipped.id}: {skipped.reason}")
        written = list(written.events)
    return written if isinstance(written, list) else [written]


def _rows(format: Format, bundles: Iterable[Bundle]) -> Iterator[str]:
    from newsevents.formats.plover import POLECAT_COLUMNS
    from newsevents.formats.tables.csv import write_rows

    def written(rows: Iterable[Iterable[Any]]) -> str:
        stream = io.StringIO(newline="")
        write_rows(stream, rows)
        return stream.getvalue()

    yield written([POLECAT_COLUMNS])
    for bundle in bundles:
        yield written(row.values() for row in format.write(bundle))


def write_folder(bundles: Iterable[Bundle], format: str, folder: str | PathLike[str]) -> None:
    """Write the tables of bundles to a folder; ``format`` is one of `newsevents.formats.FOLDERS`.

    Raises:
        OSError: A file cannot be written.
        MissingExtraError: pyarrow is not installed.
    """
    FORMATS[format].write(bundles, folder, format=format)
