"""JSON: the wire format. Lossless, strict, and the same bytes for the same bundle."""

from __future__ import annotations

import json
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue
from newsevents.files import write_file
from newsevents.model.records import LISTS, Article
from newsevents.model.values import Generator
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import find_issues, in_order
from newsevents.rules.partial import PartialBundle
from newsevents.wire.limits import DEFAULT, Limits
from newsevents.wire.quick import NotJSON, finite, no_constant, read
from newsevents.wire.versions import to_current

if TYPE_CHECKING:
    from newsevents.draft import Draft

T = TypeVar("T")


def dumps(value: Bundle | Draft, *, indent: int | None = None) -> str:
    """Write a bundle or a draft as JSON.

    Args:
        value: The bundle or draft.
        indent: Spaces for each level of nesting; None for a single line.

    Returns:
        The JSON text, with fields in the order of the model, empty fields left out, and characters unescaped.

    Raises:
        TypeError: The value is neither.
    """
    if indent is None and isinstance(value, Bundle):
        from newsevents.wire.write import as_text

        return as_text(value)
    return json_text(to_json(value), indent)


def json_text(values: Any, indent: int | None) -> str:
    """Format JSON values as a string; see `dumps`."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(values, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def to_json(value: Bundle | Draft) -> dict[str, Any]:
    """A bundle or a draft as JSON values."""
    if isinstance(value, Bundle):
        from newsevents.wire.write import as_values

        return as_values(value)
    if not hasattr(value, "format_version"):  # which bundles and drafts have, and records do not
        raise TypeError(
            f"a Bundle or a Draft was expected, not {type(value).__name__}: `to_dict` takes a single record"
        )
    from newsevents.wire.write import plain_values

    values: dict[str, Any] = plain_values(value)
    return values


def dump(value: Bundle | Draft, path: str | PathLike[str], *, indent: int | None = 2) -> None:
    """Write a bundle or a draft to a JSON file, in UTF-8 with a final newline.

    Args:
        value: The bundle or draft.
        path: The file. An existing file is replaced when everything is written.
        indent: Spaces for each level of nesting; None for a single line.

    Raises:
        OSError: The file cannot be written.
    """
    write_file(path, (dumps(value, indent=indent) + "\n").encode())


def loads(text: str | bytes, *, limits: Limits = DEFAULT) -> Bundle:
    """Read a bundle from JSON.

    Args:
        text: The JSON text; bytes are UTF-8.
        limits: How large it may be.

    Raises:
        BundleError: It is not JSON, or not a valid bundle; the error lists every issue.
        TypeError: It is neither a string nor bytes.
    """
    text = given_json(text, "`newsevents.load` reads a file, `from_dict` a dictionary")
    return read(text, limits) or from_json(parse(text, limits), limits)


def given_json(text: object, otherwise: str, what: str = "a JSON text") -> str | bytes:
    """The given JSON text, which must be a string or bytes.

    Args:
        text: What was given; bytes may also be in a `bytearray` or a `memoryview`.
        otherwise: What to use for something else.
        what: What was expected.

    Raises:
        TypeError: It is neither a string nor bytes.
    """
    if isinstance(text, str | bytes):
        return text
    if isinstance(text, bytearray | memoryview):
        return bytes(text)
    raise TypeError(f"{what} was expected, as str or bytes, not {type(text).__name__}; {otherwise}")


def from_json(values: Any, limits: Limits = DEFAULT) -> Bundle:
    """Read a bundle from JSON values; see `loads`."""
    from newsevents.wire.structure import structure

    data, issues = read_object(values, "bundle", ["article", *LISTS])
    count = sum(len(data[name]) for name in LISTS if isinstance(data.get(name), list))
    if count > limits.records:
        message = f"the bundle has {count} records, more than {limits.records}"
        raise BundleError([Issue("", "too-many", message, fix=RULES["too-many"].fix)])
    article = None
    if "article" in data:
        article, faults = structure(data["article"], Article, "article")
        issues += faults
    else:
        issues.append(Issue("article", "missing-field", "a required field is missing"))
    parts = PartialBundle(article=article, records=[])
    lists: dict[str, Any] = {name: read_records(data, name, cls, parts, issues) for name, cls in LISTS.items()}
    generator = read_generator(data, issues)
    if issues or article is None:
        raise BundleError(in_order([*issues, *find_issues(parts)]))
    return Bundle(article=article, **lists, generator=generator)


def load(path: str | PathLike[str], *, limits: Limits = DEFAULT) -> Bundle:
    """Read a bundle from a JSON file.

    Args:
        path: The file.
        limits: How large its content may be.

    Raises:
        OSError: The file cannot be read.
        BundleError: It is not JSON, or not a valid bundle; the error lists every issue.
    """
    with open(path, "rb") as file:  # importing pathlib would take longer than reading a bundle
        return loads(file.read(), limits=limits)


# --- reading


def read_object(data: Any, what: Literal["bundle", "draft"], fields: Any) -> tuple[dict[str, Any], list[Issue]]:
    """The outermost object, if its version is known, and the issues at its top level."""
    if not isinstance(data, dict):
        raise BundleError([Issue("", "type", f"a {what} is a JSON object", data)])
    data = to_current(data, what)
    issues = []
    if "format_version" not in data and what == "bundle":
        issues.append(Issue("format_version", "missing-field", "a required field is missing"))
    known = ["format_version", "generator", *fields]
    message = f"a {what} has no field of this name"
    fix = f"its fields are {', '.join(known)}"
    issues += [Issue(name or ".", "unknown-field", message, name, fix) for name in data if name not in known]
    return data, issues


def read_records(
    data: dict[str, Any], name: str, cls: type[T], parts: PartialBundle | None, issues: list[Issue]
) -> list[T]:
    """The well-typed records of one list; errors are added to the issues, and what was read to the parts."""
    from newsevents.wire.structure import structure

    values = data.get(name, [])
    if not isinstance(values, list):
        issues.append(Issue(name, "type", f"a list of {name} was expected", values))
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


def read_generator(data: dict[str, Any], issues: list[Issue]) -> Generator | None:
    """The generator of the bundle or draft, if given; errors are added to the issues."""
    from newsevents.wire.structure import structure

    if data.get("generator") is None:
        return None
    generator, faults = structure(data["generator"], Generator, "generator")
    issues += faults
    return generator


def parse(text: str | bytes, limits: Limits = DEFAULT) -> Any:
    """Parse JSON strictly: UTF-8, no NaN, no duplicate keys, no number too large.

    Raises:
        BundleError: It is not JSON, or exceeds the limits of length and depth.
    """
    if len(text) > limits.length:
        message = f"the text is longer than {limits.length}"
        raise BundleError([Issue("", "too-long", message, fix=RULES["too-long"].fix)])
    try:
        plain = text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        message = f"the input is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
        raise BundleError([Issue("", "encoding", message, fix=RULES["encoding"].fix)]) from None
    try:
        values = _decoder.decode(plain.removeprefix("\ufeff"))
    except RecursionError:
        raise _too_deep(limits) from None
    except json.JSONDecodeError as error:
        message = f"{error.msg} at line {error.lineno} column {error.colno}"
    except NotJSON as error:
        message = str(error)
    except ValueError:
        message = "a number has too many digits"
    else:
        return within_depth(values, limits)
    raise BundleError([Issue("", "json", f"this is not JSON: {message}", fix=RULES["json"].fix)])


def within_depth(values: T, limits: Limits) -> T:
    """JSON values, if they are nested no deeper than the limits allow.

    Raises:
        BundleError: They are nested deeper.
    """
    if _deeper(values, limits.depth):
        raise _too_deep(limits)
    return values


def _too_deep(limits: Limits) -> BundleError:
    message = f"lists and objects are nested more than {limits.depth} deep, or deeper than Python can read"
    return BundleError([Issue("", "too-deep", message, fix=RULES["too-deep"].fix)])


def _deeper(values: Any, limit: int) -> bool:
    """Whether lists and objects are nested deeper than a limit."""
    level = [values] if isinstance(values, dict | list) else []
    depth = 0
    while level and depth <= limit:
        depth += 1
        inner = (one for value in level for one in (value.values() if isinstance(value, dict) else value))
        level = [one for one in inner if isinstance(one, dict | list)]
    return depth > limit


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise NotJSON(f"the key {twice!r} occurs twice in one object")
    return fields


_decoder = json.JSONDecoder(parse_constant=no_constant, parse_float=finite, object_pairs_hook=_unique_keys)
