"""Bundles from the files of one format to those of another: what the command ``newsevents convert`` does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from newsevents.bundle import Bundle
from newsevents.errors import BundleError
from newsevents.wire.json import load, parse, to_json
from newsevents.wire.jsonl import read_jsonl

__all__ = ["FOLDERS", "SINGLE", "STREAMS", "convert", "read_any", "write_folder"]

Report = Callable[[str], object]

# --- reading

SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonld": "jsonld", ".parquet": "parquet"}
"""The formats that keep everything, by the ends of file names."""


def read_any(path: str | PathLike[str], on_error: Callable[[BundleError], object]) -> tuple[bool, Iterator[Bundle]]:
    """The bundles of a file, whose format its name tells; any other name is taken for one of JSON.

    Args:
        path: The file.
        on_error: What to call with the error of each bad line or row of a file of many.

    Returns:
        Whether it is a format of many bundles, and the bundles, which are read when they are taken.
    """
    format = SUFFIXES.get(Path(path).suffix.lower(), "json")
    if format == "jsonl":
        return True, read_jsonl(path, on_error=on_error)
    if format == "parquet":
        from newsevents.formats.tables import read_bundles

        return True, read_bundles(fspath(path), on_error=on_error)
    return False, _one(path, format)


def _one(path: str | PathLike[str], format: str) -> Iterator[Bundle]:
    if format == "json":
        yield load(path)
    else:
        from newsevents.formats.jsonld import from_jsonld

        yield from_jsonld(parse(Path(path).read_bytes()))


# --- writing


def _json(bundle: Bundle, _: Report) -> Iterator[Any]:
    yield to_json(bundle)


def _jsonld(bundle: Bundle, _: Report) -> Iterator[Any]:
    from newsevents.formats.jsonld import to_jsonld

    yield to_jsonld(bundle)


def _ninjs(bundle: Bundle, _: Report) -> Iterator[Any]:
    from newsevents.formats.ninjs import to_ninjs

    yield to_ninjs(bundle)


def _ftm(bundle: Bundle, _: Report) -> Iterator[Any]:
    from newsevents.formats.ftm import to_ftm

    yield from to_ftm(bundle)


def _plover(bundle: Bundle, report: Report) -> Iterator[Any]:
    from newsevents.formats.plover import to_plover

    found = to_plover(bundle)
    for skipped in found.skipped:
        report(f"{bundle.article.id}, {skipped.id}: {skipped.reason}")
    yield from found.events


def _text(bundle: Bundle) -> str:
    from newsevents.formats.text import summary

    return summary(bundle)


def _dot(bundle: Bundle) -> str:
    from newsevents.formats.graphs import to_dot

    return to_dot(bundle)


def _mermaid(bundle: Bundle) -> str:
    from newsevents.formats.graphs import to_mermaid

    return to_mermaid(bundle)


_DOCUMENTS = {"json": _json, "jsonld": _jsonld, "ninjs": _ninjs}
"""One JSON value for a bundle: on many lines for one bundle, on one line each for many."""

_LINES = {"jsonl": _json, "ftm": _ftm, "plover": _plover}
"""JSON Lines, one line or more for a bundle."""

SINGLE = {"text": _text, "dot": _dot, "mermaid": _mermaid}
"""Text about one bundle."""

STREAMS = (*_DOCUMENTS, *_LINES, "polecat", *SINGLE)
FOLDERS = ("parquet", "csv")
"""Tables: a folder of files."""


def convert(bundles: Iterable[Bundle], format: str, *, many: bool, report: Report) -> Iterator[str]:
    """Bundles as text of another format, piece by piece.

    Args:
        bundles: The bundles.
        format: One of `STREAMS`.
        many: Whether there may be more than one.
        report: What to call with a line on each record that the format has no place for.

    Raises:
        ValueError: The format is for one bundle, and there are more.
    """
    if format in SINGLE and many:
        raise ValueError(f"{format} shows one bundle, not many")
    if format == "polecat":
        return _polecat(bundles)
    if format in SINGLE:
        return map(SINGLE[format], bundles)
    values = _DOCUMENTS.get(format) or _LINES[format]
    indent = 2 if format in _DOCUMENTS and not many else None
    return (_line(value, indent) for bundle in bundles for value in values(bundle, report))


def _line(value: Any, indent: int | None) -> str:
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators) + "\n"


def _polecat(bundles: Iterable[Bundle]) -> Iterator[str]:
    from newsevents.formats.plover import POLECAT_COLUMNS, to_polecat
    from newsevents.formats.tables.csv import write_rows

    stream = io.StringIO(newline="")
    write_rows(stream, [POLECAT_COLUMNS])
    for bundle in bundles:
        write_rows(stream, (row.values() for row in to_polecat(bundle)))
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def write_folder(bundles: Iterable[Bundle], format: str, folder: str | PathLike[str]) -> None:
    """Write the tables of bundles to a folder; ``format`` is one of `FOLDERS`.

    Raises:
        OSError: A file cannot be written.
        MissingExtraError: pyarrow is not installed.
    """
    from newsevents.formats.tables import write_tables

    write_tables(bundles, folder, format="csv" if format == "csv" else "parquet")
