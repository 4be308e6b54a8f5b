"""JSON: the wire format. Lossless, strict, the same bytes for the same bundle."""

from __future__ import annotations

import json
import math
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from newsevents.bundle import Bundle
from newsevents.doubts import find_doubts
from newsevents.draft import (
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftSource,
    DraftStatement,
)
from newsevents.errors import BundleError, Issue, Issues
from newsevents.formats._structure import structure, unstructure
from newsevents.records import Article
from newsevents.rules import RULES
from newsevents.validation import (
    FORMAT_VERSION,
    LISTS,
    Parts,
    find_issues,
    find_warnings,
    in_order,
)
from newsevents.values import Generator

__all__ = ["check", "dump", "dumps", "load", "loads", "loads_draft", "read_draft"]

_DRAFT_LISTS: dict[str, type[Any]] = {
    "actors": DraftActor,
    "sources": DraftSource,
    "statements": DraftStatement,
    "meetings": DraftMeeting,
    "allegations": DraftAllegation,
}

T = TypeVar("T")


def dumps(value: Bundle | Draft, *, indent: int | None = None) -> str:
    """Write a bundle or a draft as JSON.

    Args:
        value: The bundle or draft.
        indent: Spaces for each level of nesting; None for a single line.

    Returns:
        The JSON text: fields in the order of the model, what is absent left out, characters as they are.
    """
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(to_json(value), ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def to_json(value: Bundle | Draft) -> dict[str, Any]:
    """A bundle or a draft as JSON values."""
    fields: dict[str, Any] = unstructure(value)
    fields.pop("format_version", None)
    head = {"format_version": value.format_version}
    if "generator" in fields:
        head["generator"] = fields.pop("generator")
    return head | fields


def dump(value: Bundle | Draft, path: str | PathLike[str], *, indent: int | None = 2) -> None:
    """Write a bundle or a draft to a JSON file, in UTF-8 with a line end at its end.

    Args:
        value: The bundle or draft.
        path: The file. One that exists is replaced.
        indent: Spaces for each level of nesting; None for a single line.

    Raises:
        OSError: The file cannot be written.
    """
    Path(path).write_bytes((dumps(value, indent=indent) + "\n").encode())


def loads(text: str | bytes) -> Bundle:
    """Read a bundle from JSON.

    Args:
        text: The JSON text; bytes are UTF-8.

    Raises:
        BundleError: It is not JSON, or not a valid bundle, with every issue.
    """
    return from_json(parse(text))


def from_json(values: Any) -> Bundle:
    """Read a bundle from JSON values; see `loads`."""
    data, issues = _object(values, "bundle", ["article", *LISTS])
    article = None
    if "article" in data:
        article, faults = structure(data["article"], Article, "article")
        issues += faults
    else:
        issues.append(Issue("article", "missing-field", "a required field is missing"))
    parts = Parts(article=article, records=[])
    lists: dict[str, Any] = {name: _records(data, name, cls, parts, issues) for name, cls in LISTS.items()}
    generator = _generator(data, issues)
    if issues or article is None:
        raise BundleError(in_order([*issues, *find_issues(parts)]))
    return Bundle(article=article, **lists, generator=generator)


def load(path: str | PathLike[str]) -> Bundle:
    """Read a bundle from a JSON file.

    Raises:
        OSError: The file cannot be read.
        BundleError: It is not JSON, or not a valid bundle, with every issue.
    """
    return loads(Path(path).read_bytes())


def loads_draft(text: str | bytes) -> Draft:
    """Read a draft from JSON.

    Raises:
        BundleError: It is not JSON, or not a draft, with every issue.
    """
    data, issues = _object(parse(text), "draft", _DRAFT_LISTS)
    lists: dict[str, Any] = {name: _records(data, name, cls, None, issues) for name, cls in _DRAFT_LISTS.items()}
    generator = _generator(data, issues)
    if issues:
        raise BundleError(in_order(issues))
    return Draft(**lists, generator=generator)


def read_draft(path: str | PathLike[str]) -> Draft:
    """Read a draft from a JSON file; see `loads_draft`."""
    return loads_draft(Path(path).read_bytes())


def check(bundle: Bundle | str | bytes) -> Issues:
    """Everything that is wrong with a bundle, or odd about it, without raising.

    Args:
        bundle: A bundle, which can only have warnings, or JSON.

    Returns:
        The issues and warnings, in the order of the data; empty if all is well. Warnings are looked for only
        where there is no error.
    """
    if isinstance(bundle, str | bytes):
        try:
            bundle = loads(bundle)
        except BundleError as error:
            return error.issues
    return in_order([*find_warnings(bundle), *find_doubts(bundle)])


# --- reading


def _object(data: Any, what: str, fields: Any) -> tuple[dict[str, Any], list[Issue]]:
    """The outermost object, if it is one of the version that is known; and what is wrong at its top."""
    if not isinstance(data, dict):
        raise BundleError([Issue("", "type", f"a {what} is a JSON object", data)])
    issues = []
    version = data.get("format_version", FORMAT_VERSION)
    if version != FORMAT_VERSION:
        message = f"this version of newsevents reads format {FORMAT_VERSION}"
        raise BundleError([Issue("format_version", "version", message, version, RULES["version"].fix)])
    if "format_version" not in data and what == "bundle":
        issues.append(Issue("format_version", "missing-field", "a required field is missing"))
    known = ["format_version", "generator", *fields]
    message = f"a {what} has no field of this name"
    fix = f"its fields are {', '.join(known)}"
    issues += [Issue(name, "unknown-field", message, name, fix) for name in data if name not in known]
    return data, issues


def _records(data: dict[str, Any], name: str, cls: type[T], parts: Parts | None, issues: list[Issue]) -> list[T]:
    values = data.get(name, [])
    if not isinstance(values, list):
        issues.append(Issue(name, "type", f"a list of {cls.__name__} was expected", values))
        if parts is not None:
            parts.add_unread(cls, None)
        return []
    records = []
    for index, value in enumerate(values):
        path = f"{name}[{index}]"
        record, faults = structure(value, cls, path)
        issues += faults
        if record is not None:
            records.append(record)
            if parts is not None:
                parts.records.append((path, record))  # type: ignore[arg-type]
        elif parts is not None:
            parts.add_unread(cls, value.get("id") if isinstance(value, dict) else None)
    return records


def _generator(data: dict[str, Any], issues: list[Issue]) -> Generator | None:
    if data.get("generator") is None:
        return None
    generator, faults = structure(data["generator"], Generator, "generator")
    issues += faults
    return generator


class _NotJSON(ValueError):
    """The text is JSON to Python's parser, but not to the standard."""


def parse(text: str | bytes) -> Any:
    """JSON values from a text, by the standard: UTF-8, no NaN, no key twice, no number too large.

    Raises:
        BundleError: It is not JSON.
    """
    try:
        plain = text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        message = f"the input is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
        raise BundleError([Issue("", "encoding", message, fix=RULES["encoding"].fix)]) from None
    try:
        return _decoder.decode(plain.removeprefix("\ufeff"))
    except RecursionError:
        message = "it is nested too deeply"
    except json.JSONDecodeError as error:
        message = f"{error.msg} at line {error.lineno} column {error.colno}"
    except _NotJSON as error:
        message = str(error)
    except ValueError:
        message = "a number has too many digits"
    raise BundleError([Issue("", "json", f"this is not JSON: {message}", fix=RULES["json"].fix)])


def _constant(name: str) -> Any:
    raise _NotJSON(f"{name} is no number")


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NotJSON(f"{digits} is too large for a number")
    return number


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _NotJSON(f"the key {twice!r} stands twice in one object")
    return fields


_decoder = json.JSONDecoder(parse_constant=_constant, parse_float=_float, object_pairs_hook=_unique_keys)
