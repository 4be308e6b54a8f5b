"""From JSON-LD documents to wire-format values, which the wire-format reader then checks."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterator
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue, shorten
from newsevents.formats.jsonld.derived import DERIVED
from newsevents.formats.jsonld.terms import SELECTORS, id_of, term, terms
from newsevents.model.fields import Field, Kind, field_of
from newsevents.model.values import Generator, Span
from newsevents.rules.catalogue import RULES
from newsevents.rules.types import is_number
from newsevents.wire.json import from_json

_UNREAD = object()
"""Stands in for a value that cannot be read. Its issue is already recorded when the wire-format reader rejects it."""
_MAX_DIGITS = 4300  # the most digits of an integer that Python converts from and to a string


def read_bundle(data: dict[str, Any]) -> Bundle:
    """Read a bundle from the model's terms in a document. Terms that repeat them are not read.

    Raises:
        BundleError: The error lists every issue; paths are those of the document.
    """
    reader = _Reader()
    values = reader.node(data, Bundle, "")
    bundle = None
    try:
        bundle = from_json(values)
    except BundleError as error:
        found = [issue for issue in error.issues if issue.value is not _UNREAD]
        reader.issues += [attrs.evolve(issue, path=document_path(issue.path)) for issue in found]
    if bundle is None or reader.issues:
        raise BundleError(sorted(reader.issues, key=lambda issue: _place(issue.path)))
    return bundle


def _place(path: str) -> tuple[int, int]:
    """A key that sorts paths in the order of the data: the top level, then list by list, record by record."""
    name, index = re.match(r"([^.\[]*)(?:\[(\d{1,9})\])?", path).groups()  # type: ignore[union-attr]
    keys = list(terms(Bundle))
    return keys.index(name) if name in keys else -1, -1 if index is None else int(index)


# --- paths


def document_path(path: str) -> str:
    """The path in a document that corresponds to a path in the wire format.

    >>> document_path("statements[0].evidence[1].start")
    'ne:statements[0].ne:evidence[1].oa:hasTarget.oa:hasSelector[0].oa:start'
    """
    found: list[str] = []
    cls: type = Bundle
    for part in filter(None, path.split(".")):
        name, bracket, index = part.partition("[")
        field = field_of(cls, name)
        if cls is Span:
            found.append("oa:hasSelector[{}].{}".format(*SELECTORS[name]))
        else:
            found.append(f"{term(cls, field)}{bracket}{index}")
        cls = field.cls
    return re.sub(r"(ne:evidence\[\d+\])\.", r"\1.oa:hasTarget.", ".".join(found))


# --- values


class _Reader:
    """Converts a document to wire-format values, and records issues that the wire format would not detect.

    Other malformed values are passed on unchanged, for the wire-format reader to reject.
    """

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def node(self, value: Any, cls: type, path: str) -> Any:
        """A record or value of the model."""
        if type(value) is not dict:
            return value
        fields = terms(cls)
        head = {Bundle: ["@context", "@id"], Generator: ["@id"]}.get(cls, [])
        known = [*head, "@type", *fields, *DERIVED.get(cls, {})]
        for key in value:
            if key not in known:
                message = "a newsevents document has no such key here"
                fix = f"the keys are {', '.join(known)}"
                self.issues.append(Issue(_join(path, key), "unknown-field", message, key, fix))
        given = {key: field for key, field in fields.items() if key in value}
        return {field.name: self.field(value[key], field, _join(path, key)) for key, field in given.items()}

    def field(self, value: Any, field: Field, path: str) -> Any:
        """The value of a field, or its list."""
        if not field.many:
            return self.item(value, field, path)
        if type(value) is not list:
            return value
        return [self.item(item, field, f"{path}[{index}]") for index, item in enumerate(value)]

    def item(self, value: Any, field: Field, path: str) -> Any:
        """A value of a field, or `_UNREAD`."""
        if field.kind is Kind.VALUE and value is not None:
            return self.node(value, field.cls, path)
        try:
            return _item(value, field, path)
        except BundleError as error:
            self.issues += error.issues
            return _UNREAD


def _item(value: Any, field: Field, path: str) -> Any:
    if value is None:
        raise _wrong(path, "a document has no null: leave the key out", value)
    if type(value) is float and not math.isfinite(value):
        raise _wrong(path, RULES["number-finite"].summary, value, "number-finite")
    if field.name == "evidence":
        return _span(_object(value, path).get("oa:hasTarget"), f"{path}.oa:hasTarget")
    if field.kind is Kind.WORDS:
        return _span(value, path)
    if field.kind is Kind.NUMBER:
        return _number(value, path)
    if field.kind is Kind.MOMENT and type(value) is dict:  # otherwise only the text
        return value.get("@value")
    if (field.kind is Kind.REFERENCE or field.name == "id") and type(value) is str:
        return _id(value, path)
    return value


def _wrong(path: str, message: str, value: object, code: str = "type") -> BundleError:
    return BundleError([Issue(path, code, message, value)])


def _object(value: Any, path: str) -> dict[str, Any]:
    if type(value) is not dict:
        raise _wrong(path, "an object was expected", value)
    return value


def _id(value: str, path: str) -> str:
    """The id in the IRI of a record."""
    id = id_of(value)
    if id is None:
        message = "an IRI of the form urn:newsevents:article:name:class:name was expected"
        raise _wrong(path, message, value, "id-form")
    return id


def _number(value: Any, path: str) -> int | float:
    """A number from its decimal string."""
    literal = _object(value, path)
    digits = literal.get("@value")
    if type(digits) is str and len(digits) < _MAX_DIGITS:
        with contextlib.suppress(ValueError):
            number = float(digits) if literal.get("@type") == "xsd:double" else int(digits)
            if is_number(number):
                return number
    raise _wrong(path, "the digits of an xsd:integer or an xsd:double were expected", value)


def _span(value: Any, path: str) -> dict[str, Any]:
    """A span from both its selectors, the position first."""
    selectors = _object(value, path).get("oa:hasSelector")
    path = f"{path}.oa:hasSelector"
    if type(selectors) is not list or len(selectors) != 2:
        raise _wrong(path, "a list of a position selector and a quote selector was expected", selectors)
    both = [_object(selector, f"{path}[{index}]") for index, selector in enumerate(selectors)]
    return {name: both[index][key] for name, (index, key) in SELECTORS.items() if key in both[index]}


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


# --- repeated values


def differences(expected: Any, got: Any, path: str) -> Iterator[Issue]:
    """Compare a document's JSON values with those that would be written for what was read from it.

    Args:
        expected: The values that would be written.
        got: The values in the document.
        path: Their path.
    """
    if type(expected) is dict and type(got) is dict:
        for key in expected | got:
            at = _join(path, key)
            if key not in got:
                message = "a document with this content has this key"
                yield Issue(at, "missing-field", message, fix=f"its value is {shorten(expected[key])}")
            elif key not in expected:
                message = "a document with this content has no such key"
                yield Issue(at, "unknown-field", message, got[key], "remove the key")
            else:
                yield from differences(expected[key], got[key], at)
    elif type(expected) is list and type(got) is list and len(expected) == len(got):
        for index, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif expected != got:
        message = "a document with this content has another value here"
        yield Issue(path, "document-form", message, got, f"it is {shorten(expected)}")
