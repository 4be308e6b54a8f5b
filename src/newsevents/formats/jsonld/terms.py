"""The JSON-LD vocabulary: a term for each field of the model, the context that follows, and IRIs.

The names are those of schema.org (https://schema.org/), the Web Annotation Vocabulary
(https://www.w3.org/TR/annotation-vocab/) and PROV-O (https://www.w3.org/TR/prov-o/). What none of them can
say exactly has a term of its own, with the prefix ``ne``.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from enum import Enum, auto
from typing import Any
from urllib.parse import unquote

import attrs

from newsevents.bundle import Bundle
from newsevents.model.records import REFERENCES, Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When
from newsevents.rules.types import field_types, item_of, members_of

__all__ = ["PREFIXES", "TERMS", "Form", "Term", "context", "id_of", "terms"]

PREFIXES = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ne": "urn:newsevents:terms:",
}

_EVENT = {
    "source_id": "ne:source",
    "evidence": "ne:evidence",
    "rule": "ne:rule",
}
_CLAIM = {
    "content": "ne:content",
    "certainty": "ne:certainty",
    "negated": "ne:negated",
    "hedges": "ne:hedges",
}

TERMS: dict[type, dict[str, str]] = {
    Bundle: {
        "id": "@id",
        "format_version": "ne:formatVersion",
        "generator": "ne:generator",
        "article": "ne:article",
        "actors": "ne:actors",
        "sources": "ne:sources",
        "statements": "ne:statements",
        "meetings": "ne:meetings",
        "allegations": "ne:allegations",
    },
    Generator: {
        "id": "@id",
        "name": "schema:name",
        "kind": "ne:kind",
        "version": "ne:version",
    },
    Article: {
        "id": "@id",
        "text": "schema:articleBody",
        "title": "schema:headline",
        "published": "schema:datePublished",
        "publisher": "ne:publisherName",
        "publisher_id": "ne:publisher",
        "editors": "ne:editorNames",
        "language": "schema:inLanguage",
        "url": "schema:url",
        "sha256": "ne:sha256",
    },
    Actor: {
        "id": "@id",
        "name": "schema:name",
        "kind": "ne:kind",
        "aliases": "ne:aliases",
        "roles": "ne:roles",
        "country": "ne:country",
        "part_of_id": "ne:partOf",
        "member_ids": "ne:members",
        "identifiers": "ne:identifiers",
        "mentions": "ne:mentions",
        "evidence": "ne:evidence",
        "rule": "ne:rule",
    },
    Source: {
        "id": "@id",
        "kind": "ne:kind",
        "by_ids": "ne:issuers",
        "title": "schema:name",
        "published": "ne:published",
        "via_id": "ne:via",
        "named": "ne:named",
        "url": "schema:url",
        "evidence": "ne:evidence",
        "rule": "ne:rule",
    },
    Statement: {
        "id": "@id",
        "kind": "ne:kind",
        "speaker": "ne:speakerWords",
        "speaker_ids": "ne:speakers",
        "unattributed": "ne:unattributed",
        "addressee_ids": "ne:addressees",
        "target_ids": "ne:targets",
        "cue": "ne:cue",
        **_CLAIM,
        "quotes": "ne:quotes",
        "when": "ne:when",
        "place": "schema:locationCreated",
        "meeting_id": "ne:meeting",
        **_EVENT,
    },
    Meeting: {
        "id": "@id",
        "kind": "ne:kind",
        "name": "schema:name",
        "status": "ne:status",
        "participant_ids": "ne:participants",
        "host_ids": "ne:hosts",
        "when": "ne:when",
        "place": "schema:location",
        **_EVENT,
    },
    Allegation: {
        "id": "@id",
        "claimant_ids": "ne:claimants",
        "accused_ids": "ne:accused",
        "victim_ids": "ne:victims",
        **_CLAIM,
        "quantities": "ne:quantities",
        "when": "ne:when",
        "place": "schema:contentLocation",
        "status": "ne:status",
        "statement_id": "ne:statement",
        "supports_ids": "ne:supports",
        "disputes_ids": "ne:disputes",
        **_EVENT,
    },
    Role: {
        "title": "ne:title",
        "of_id": "ne:of",
        "span": "ne:words",
    },
    Place: {
        "name": "schema:name",
        "country": "ne:country",
        "identifiers": "ne:identifiers",
        "span": "ne:words",
    },
    Quantity: {
        "text": "ne:text",
        "low": "schema:minValue",
        "high": "schema:maxValue",
        "unit": "schema:unitText",
        "approximate": "ne:approximate",
        "span": "ne:words",
    },
    When: {
        "text": "ne:text",
        "span": "ne:words",
        "edtf": "ne:edtf",
        "earliest": "ne:earliest",
        "latest": "ne:latest",
        "granularity": "ne:granularity",
        "relation": "ne:relation",
        "duration": "ne:duration",
        "approximate": "ne:approximate",
        "alternatives": "ne:alternatives",
        "anchor": "ne:anchor",
        "rule": "ne:rule",
        "timex": "ne:timex",
    },
}
"""The term of each field. A bundle and a generator have no id in the model; theirs is made from the article's."""

# The values of terms that repeat in another vocabulary what the terms above say.
_LINKS = [
    "oa:hasBody",
    "oa:hasSource",
    "oa:motivatedBy",
    "schema:eventStatus",
]
_SETS_OF_LINKS = [
    "prov:alternateOf",
    "prov:wasAttributedTo",
    "prov:wasDerivedFrom",
    "prov:wasQuotedFrom",
    "schema:about",
    "schema:appearance",
    "schema:attendee",
    "schema:author",
    "schema:claimInterpreter",
    "schema:creator",
    "schema:isBasedOn",
    "schema:isPartOf",
    "schema:member",
    "schema:mentions",
    "schema:organizer",
    "schema:parentOrganization",
    "schema:publisher",
]
_SETS = ["oa:hasSelector", "schema:alternateName", "schema:identifier", "schema:jobTitle", "schema:text"]
_OFFSETS = ["oa:start", "oa:end"]  # their range in the Web Annotation Vocabulary
_URLS = ["schema:url"]  # a literal: an IRI in a document is resolved and may be normalised


class Form(Enum):
    """How a field's value stands in the document."""

    SCALAR = auto()
    """As it is."""
    ID = auto()
    """The record's own IRI."""
    REFERENCE = auto()
    """The IRI of another record."""
    MOMENT = auto()
    """A literal of the type xsd:date or xsd:dateTime."""
    NUMBER = auto()
    """A literal of the type xsd:integer or xsd:double, in words: JSON-LD makes 1.0 of 1, and 1e30 of 10**30."""
    SPAN = auto()
    """An oa:SpecificResource with both selectors."""
    EVIDENCE = auto()
    """An oa:Annotation whose target is such a resource."""
    NODE = auto()
    """A node with the terms of its class."""


@attrs.frozen
class Term:
    """How a field of the model stands in the document.

    Attributes:
        key: The term.
        form: The form of its value, or of each of its values.
        many: Whether it is a list.
        cls: The class of the model for the form NODE.
    """

    key: str
    form: Form
    many: bool = False
    cls: type | None = None


@functools.cache
def terms(cls: type) -> dict[str, Term]:
    """The terms of a class by field, in the order in which they are written."""
    hints = field_types(cls)
    return {name: _term(name, key, hints.get(name)) for name, key in TERMS[cls].items()}


def _term(name: str, key: str, hint: Any) -> Term:
    if name == "id":
        return Term(key, Form.ID)
    hint = members_of(hint)[0]
    many = item_of(hint) is not None
    item = item_of(hint) if many else hint
    if name in REFERENCES:
        return Term(key, Form.REFERENCE, many)
    if item is Span:
        return Term(key, Form.EVIDENCE if name == "evidence" else Form.SPAN, many)
    if attrs.has(item):
        return Term(key, Form.NODE, many, item)
    return Term(key, {dt.date: Form.MOMENT, int: Form.NUMBER}.get(item, Form.SCALAR), many)


def context() -> dict[str, Any]:
    """The context of a document: what each of its keys means. A new object each time."""
    found: dict[str, Any] = dict(PREFIXES)
    for cls in TERMS:
        for term in terms(cls).values():
            definition = {"@type": "@id"} if term.form is Form.REFERENCE else {}
            if term.many:
                definition["@container"] = "@list"
            if definition:
                found[term.key] = definition
    found |= {key: {"@type": "xsd:nonNegativeInteger"} for key in _OFFSETS}
    found |= {key: {"@type": "schema:URL"} for key in _URLS}
    found |= {key: {"@type": "@id"} for key in _LINKS}
    found |= {key: {"@type": "@id", "@container": "@set"} for key in _SETS_OF_LINKS}
    found |= {key: {"@container": "@set"} for key in _SETS}
    return found


# --- IRIs

_NAME = r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+"
_IRI = re.compile(rf"urn:newsevents:(?:article:{_NAME}:)?([a-z]+):({_NAME})")


def id_of(value: str) -> str | None:
    """The id that an IRI of `urn` was made from, the record's if it names one; None if it is no such IRI."""
    match = _IRI.fullmatch(value)
    return None if match is None else f"{match[1]}:{unquote(match[2])}"
