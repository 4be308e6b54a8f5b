"""JSON-LD documents to the values of the wire format, which the reader of that format checks."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue, shorten
from newsevents.formats.jsonld.derived import DERIVED
from newsevents.formats.jsonld.terms import Form, Term, id_of, terms
from newsevents.model.values import Span
from newsevents.rules.catalogue import RULES
from newsevents.rules.types import field_types
from newsevents.wire.json import from_json

__all__ = ["differences", "read_bundle"]

_MAX_DIGITS = 4300  # of an integer that Python converts from and to a text
_MAX_BITS = 14_000  # of one with fewer


def read_bundle(data: dict[str, Any]) -> Bundle:
    """A bundle from what a document says in the terms of the model. The terms that say it again are not read.

    Raises:
        BundleError: With every issue; paths are those of the document.
    """
    reader = _Reader()
    values = reader.node(data, Bundle, "")
    bundle = None
    try:
        bundle = from_json(values)
    except BundleError as error:
        found = [attrs.evolve(issue, path=document_path(issue.path)) for issue in error.issues]
        said = [issue.path for issue in reader.issues]
        reader.issues += [issue for issue in found if not any(_overlap(issue.path, path) for path in said)]
    if bundle is None or reader.issues:
        raise BundleError(sorted(reader.issues, key=lambda issue: _place(issue.path)))
    return bundle


def _overlap(one: str, other: str) -> bool:
    """Whether two paths are equal or one leads through the other."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.startswith(shorter) and (longer + ".")[len(shorter)] in ".["


def _place(path: str) -> tuple[int, int]:
    """A key that sorts paths in the order of the data: the top, then list by list, record by record."""
    name, index = re.match(r"([^.\[]*)(?:\[(\d{1,9})\])?", path).groups()  # type: ignore[union-attr]
    keys = [term.key for term in terms(Bundle).values()]
    return keys.index(name) if name in keys else -1, -1 if index is None else int(index)


# --- paths

_SPAN_PATHS = {
    "start": "oa:hasSelector[0].oa:start",
    "end": "oa:hasSelector[0].oa:end",
    "exact": "oa:hasSelector[1].oa:exact",
}


def document_path(path: str) -> str:
    """The path in a document of what has this path in the wire format.

    >>> document_path("statements[0].evidence[1].start")
    'ne:statements[0].ne:evidence[1].oa:hasTarget.oa:hasSelector[0].oa:start'
    """
    found = []
    term = Term("", Form.NODE, cls=Bundle)
    for part in filter(None, path.split(".")):
        name, bracket, index = part.partition("[")
        if term.form is Form.NODE and term.cls is not None:
            term = terms(term.cls)[name]
            found.append(f"{term.key}{bracket}{index}")
        else:
            found += ["oa:hasTarget"] if term.form is Form.EVIDENCE else []
            found.append(_SPAN_PATHS[name])
    return ".".join(found)


# --- values


class _Reader:
    """Makes values of the wire format and notes what has not the form of a document.

    What cannot be read is None, for the reader of the wire format to miss.
    """

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.read: dict[Form, Callable[[Any, str], Any]] = {
            Form.SCALAR: self.scalar,
            Form.ID: self.reference,
            Form.REFERENCE: self.reference,
            Form.MOMENT: self.moment,
            Form.NUMBER: self.number,
            Form.SPAN: self.span,
            Form.EVIDENCE: self.annotation,
        }

    def wrong(self, path: str, message: str, value: object, code: str = "type") -> None:
        """Note that a value has not the right form."""
        self.issues.append(Issue(path, code, message, value))

    def object(self, value: Any, keys: Iterable[str], path: str) -> dict[str, Any]:
        """An object with no other keys than these; an empty one where it is none."""
        known = list(keys)
        if type(value) is not dict:
            self.wrong(path, "an object was expected", value)
            return {}
        for key in value:
            if key not in known:
                message = "nothing in a document of newsevents has this key here"
                fix = f"the keys are {', '.join(known)}"
                self.issues.append(Issue(_join(path, key), "unknown-field", message, key, fix))
        return value

    def node(self, value: Any, cls: type, path: str) -> dict[str, Any] | None:
        """A record or value of the model."""
        fields = terms(cls)
        keys = [term.key for term in fields.values()]
        context = ["@context"] if cls is Bundle else []
        node = self.object(value, [*context, "@type", *keys, *DERIVED.get(cls, {})], path)
        if node is not value:
            return None
        given = {name: term for name, term in fields.items() if term.key in node and name in field_types(cls)}
        return {name: self.field(node[term.key], term, _join(path, term.key)) for name, term in given.items()}

    def field(self, value: Any, term: Term, path: str) -> Any:
        """The value of a field, or its list."""
        if not term.many:
            return self.value(value, term, path)
        if type(value) is not list:
            self.wrong(path, "a list was expected", value)
            return None
        return [self.value(item, term, f"{path}[{index}]") for index, item in enumerate(value)]

    def value(self, value: Any, term: Term, path: str) -> Any:
        """One value, by the form of its term."""
        return self.node(value, term.cls, path) if term.cls is not None else self.read[term.form](value, path)

    def scalar(self, value: Any, path: str) -> Any:
        """A text, a number, or true or false: whether it is the right one of these is not asked here."""
        if type(value) in (str, bool) or (type(value) in (int, float) and _is_finite(value)):
            return value
        if type(value) in (int, float):
            self.wrong(path, RULES["number-finite"].summary, value, "number-finite")
        else:
            self.wrong(path, "a text, a number, or true or false was expected", value)
        return None

    def reference(self, value: Any, path: str) -> str | None:
        """The id in the IRI of a record."""
        id = id_of(value) if type(value) is str else None
        if id is None:
            message = "an IRI of the form urn:newsevents:article:name:class:name was expected"
            self.wrong(path, message, value, "id-form" if type(value) is str else "type")
        return id

    def moment(self, value: Any, path: str) -> Any:
        """A day or time, as a typed literal or as the text alone."""
        if type(value) is str:
            return value
        literal = self.object(value, ["@type", "@value"], path)
        return self.scalar(literal["@value"], f"{path}.@value") if "@value" in literal else None

    def number(self, value: Any, path: str) -> int | float | None:
        """A number from its digits."""
        literal = self.object(value, ["@type", "@value"], path)
        if literal is not value:
            return None
        digits = literal.get("@value")
        number: int | float | None = None
        if type(digits) is str and len(digits) < _MAX_DIGITS:
            with contextlib.suppress(ValueError):
                number = float(digits) if literal.get("@type") == "xsd:double" else int(digits)
        if number is None or not _is_finite(number):
            self.wrong(path, "the digits of an xsd:integer or an xsd:double were expected", value)
            return None
        return number

    def span(self, value: Any, path: str) -> dict[str, Any] | None:
        """A span from both its selectors, the position first."""
        node = self.object(value, ["@type", "oa:hasSource", "oa:hasSelector"], path)
        selectors = node.get("oa:hasSelector")
        path = f"{path}.oa:hasSelector"
        if type(selectors) is not list or len(selectors) != 2:
            self.wrong(path, "a list of a position selector and a quote selector was expected", selectors)
            return None
        position = self.object(selectors[0], ["@type", "oa:start", "oa:end"], f"{path}[0]")
        quote = self.object(selectors[1], ["@type", "oa:exact", "oa:prefix", "oa:suffix"], f"{path}[1]")
        keys = [(position, "oa:start", 0), (position, "oa:end", 0), (quote, "oa:exact", 1)]
        names = [field.name for field in attrs.fields(Span)]
        return {
            name: self.scalar(selector[key], f"{path}[{index}].{key}")
            for name, (selector, key, index) in zip(names, keys, strict=True)
            if key in selector
        }

    def annotation(self, value: Any, path: str) -> dict[str, Any] | None:
        """The span that is the target of an annotation."""
        node = self.object(value, ["@id", "@type", "oa:motivatedBy", "oa:hasBody", "oa:hasTarget"], path)
        return self.span(node.get("oa:hasTarget"), f"{path}.oa:hasTarget")


def _is_finite(number: float) -> bool:
    """Whether a number can be written in JSON."""
    return number.bit_length() < _MAX_BITS if isinstance(number, int) else math.isfinite(number)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


# --- what is said twice


def differences(expected: Any, got: Any, path: str) -> Iterator[Issue]:
    """Where JSON values differ from those that are written from what was read in them.

    Args:
        expected: The values that are written.
        got: Those that were read.
        path: Where they stand.
    """
    if type(expected) is dict and type(got) is dict:
        for key, value in expected.items():
            if key in got:
                yield from differences(value, got[key], _join(path, key))
            else:
                message = "a document with this content has this key"
                yield Issue(_join(path, key), "missing-field", message, fix=f"its value is {shorten(value)}")
        for key in got:
            if key not in expected:
                message = "a document with this content has no such key"
                yield Issue(_join(path, key), "unknown-field", message, got[key], "remove the key")
    elif type(expected) is list and type(got) is list and len(expected) == len(got):
        for index, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif expected != got:
        message = "a document with this content has another value here"
        yield Issue(path, "document-form", message, got, f"it is {shorten(expected)}")
