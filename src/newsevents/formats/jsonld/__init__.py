"""JSON-LD: a bundle as linked data, in the terms of schema.org, Web Annotation and PROV. Lossless.

A document has every field of the model in a term of its own, and beside them what the public vocabularies call
the same things. The tables are in ``_jsonld_terms`` and ``_jsonld_derived``, the reader in ``_jsonld_read``.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue
from newsevents.formats.jsonld.derived import DERIVED, View, literal, types_of
from newsevents.formats.jsonld.read import differences, read_bundle
from newsevents.formats.jsonld.terms import Form, Term, context, terms
from newsevents.model.values import Generator, Span
from newsevents.wire.versions import to_current

__all__ = ["from_jsonld", "to_jsonld"]

_CONTEXT_LENGTH = 32
"""The most code points of the article that are given before and behind a quote."""


def to_jsonld(bundle: Bundle) -> dict[str, Any]:
    """A bundle as a JSON-LD document.

    The context stands in the document, so that no processor needs the network. Records have IRIs that begin with
    that of their article; lists keep their order as RDF lists.

    Args:
        bundle: The bundle, with its article's text or without.

    Returns:
        The document as plain JSON values, new objects each time.
    """
    return {"@context": context(), **_node(View(bundle), bundle)}


def from_jsonld(data: Any) -> Bundle:
    """Read a bundle from a JSON-LD document of the form that `to_jsonld` writes.

    The order of keys is free, all else is not: the context is the same, every term is known, and what the document
    says twice agrees. Documents of other makers have to be compacted with that context first.

    Args:
        data: The document as JSON values.

    Raises:
        BundleError: It is not of that form or not a valid bundle, with every issue; paths are those of the document.
            Whether what is said twice agrees is looked at only where there is no other issue.
    """
    if type(data) is not dict:
        raise BundleError([Issue("", "type", "a JSON-LD document is a JSON object", data)])
    data = to_current(data, "jsonld", key="ne:formatVersion")
    known = {"@context": context()}
    issues = list(differences(known, {key: data[key] for key in known if key in data}, ""))
    if issues:
        raise BundleError(issues)
    bundle = read_bundle(data)
    issues = list(differences(to_jsonld(bundle), data, ""))
    if issues:
        raise BundleError(issues)
    return bundle


# --- writing


def _node(view: View, value: Any) -> dict[str, Any]:
    """A record or value with its terms, then with those that say the same in other vocabularies."""
    cls: type = type(value)
    node: dict[str, Any] = {"@type": types_of(value)}
    for name, term in terms(cls).items():
        if term.form is Form.ID:
            node = {term.key: _identity(view, value)} | node
            continue
        item = getattr(value, name)
        if term.form is Form.EVIDENCE:
            item = [_annotation(view, value.id, index, span) for index, span in enumerate(item)]
        elif term.many:
            item = [_value(view, term, one) for one in item]
        elif item is not None:
            item = _value(view, term, item)
        if item is not None and item != []:
            node[term.key] = item
    for key, derive in DERIVED.get(cls, {}).items():
        item = derive(view, value)
        if item is not None and item != []:
            node[key] = item
    return node


def _identity(view: View, value: Any) -> str:
    if isinstance(value, Bundle):
        return view.iri("bundle")
    if isinstance(value, Generator):
        return view.iri("generator")
    return view.article if value is view.bundle.article else view.iri(value.id)


def _value(view: View, term: Term, value: Any) -> Any:
    if term.form is Form.REFERENCE:
        return view.iri(value)
    if term.form is Form.MOMENT:
        return literal(value)
    if term.form is Form.NUMBER:
        return {"@type": "xsd:integer" if isinstance(value, int) else "xsd:double", "@value": repr(value)}
    if term.form is Form.SPAN:
        return _span(view, value)
    if term.form is Form.NODE:
        return _node(view, value)
    return str(value) if isinstance(value, Enum) else value


def _annotation(view: View, id: str, index: int, span: Span) -> dict[str, Any]:
    """A span that a record rests on (Web Annotation Data Model, section 3.1)."""
    return {
        "@id": view.iri(id, "evidence", index),
        "@type": "oa:Annotation",
        "oa:motivatedBy": "oa:linking",
        "oa:hasBody": view.iri(id),
        "oa:hasTarget": _span(view, span),
    }


def _span(view: View, span: Span) -> dict[str, Any]:
    """A stretch of the article (Web Annotation Data Model, sections 4.2.4 and 4.2.5)."""
    quote = {"@type": "oa:TextQuoteSelector", "oa:exact": span.exact}
    text = view.bundle.article.text or ""
    prefix = text[max(0, span.start - _CONTEXT_LENGTH) : span.start]
    suffix = text[span.end : span.end + _CONTEXT_LENGTH]
    quote |= {key: words for key, words in (("oa:prefix", prefix), ("oa:suffix", suffix)) if words}
    position = {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end}
    return {"@type": "oa:SpecificResource", "oa:hasSource": view.article, "oa:hasSelector": [position, quote]}
