"""The JSON-LD vocabulary: a term for each field of the model, the resulting context, and IRIs.

The names are those of schema.org (https://schema.org/), the Web Annotation Vocabulary
(https://www.w3.org/TR/annotation-vocab/) and PROV-O (https://www.w3.org/TR/prov-o/). Fields without an exact equivalent
in any of them have a term of their own, with the prefix ``ne``.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from newsevents.bundle import Bundle
from newsevents.formats.jsonld.derived import DERIVED, MOMENTS, TEXTS, VOCABULARY
from newsevents.model.fields import Field, classes_of
from newsevents.wire.fields import written_fields

TERMS: Mapping[str, str] = VOCABULARY["terms"]
"""The terms of fields, of every class or of one, that differ from ``ne:`` and the field's name in a draft."""

SELECTORS = {"start": (0, "oa:start"), "end": (0, "oa:end"), "exact": (1, "oa:exact")}
"""The place of each field of a span: the index of the selector, and the term in it."""

_LINK = {"@type": "@id"}
_SET = {"@container": "@set"}
_VALUES = {
    "oa:start": {"@type": "xsd:nonNegativeInteger"},  # its range in the Web Annotation Vocabulary
    "oa:end": {"@type": "xsd:nonNegativeInteger"},
    "oa:hasBody": _LINK,
    "oa:hasSource": _LINK,
    "oa:motivatedBy": _LINK,
    "oa:hasSelector": _SET,
    "schema:eventStatus": _LINK,
    "schema:url": {"@type": "schema:URL"},  # a literal: an IRI in a document would be resolved, and possibly normalised
}
"""The types of terms that are neither references nor lists of the model nor sets of links."""


@functools.cache
def terms(cls: type) -> dict[str, Field]:
    """The fields of a class by their terms, in the order in which they are written."""
    return {term(cls, field): field for field in written_fields(cls)}


def term(cls: type, field: Field) -> str:
    """The term of a field."""
    own = TERMS.get(f"{cls.__name__}.{field.name}") or TERMS.get(field.name)
    return own or "ne:" + re.sub("_(.)", lambda match: match[1].upper(), field.draft)


def context() -> dict[str, Any]:
    """The context of a document: the meaning of each key. Each call returns a new object."""
    found: dict[str, Any] = dict(VOCABULARY["prefixes"])
    for cls in classes_of(Bundle):
        for key, field in terms(cls).items():
            definition = (_LINK if field.to else {}) | ({"@container": "@list"} if field.many else {})
            if definition:
                found[key] = definition
    for key in itertools.chain.from_iterable(DERIVED.values()):
        if key not in MOMENTS:
            found[key] = (_SET if key in TEXTS else _LINK | _SET).copy()
    return found | {key: dict(definition) for key, definition in _VALUES.items()}


# --- IRIs

_NAME = r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+"
_IRI = re.compile(rf"urn:newsevents:(?:article:{_NAME}:)?([a-z]+):({_NAME})")


def id_of(value: str) -> str | None:
    """The id from which `urn` made an IRI: the record's if it names one. None for any other IRI."""
    match = _IRI.fullmatch(value)
    return None if match is None else f"{match[1]}:{unquote(match[2])}"
