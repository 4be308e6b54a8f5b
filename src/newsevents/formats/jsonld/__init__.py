"""JSON-LD: a bundle as linked data, in the terms of schema.org, Web Annotation and PROV. Lossless.

A document has every field of the model in a term of its own, and repeats them in the terms of public vocabularies where
these fit. The tables are in ``terms`` and ``derived``, the reader in ``read``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue
from newsevents.formats.jsonld.derived import DERIVED, View, literal, types_of
from newsevents.formats.jsonld.read import differences, read_bundle
from newsevents.formats.jsonld.terms import context, terms
from newsevents.model.fields import Kind
from newsevents.model.records import Article
from newsevents.model.values import Generator, Span
from newsevents.wire.versions import to_current

__all__ = ["from_jsonld", "to_jsonld"]


def __dir__() -> list[str]:
    return __all__


_CONTEXT_LENGTH = 32
"""The most code points of context before and after a quote."""


def to_jsonld(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as a JSON-LD document.

    The context is part of the document, so that no processor needs the network. The IRIs of records start with that of
    their article; lists keep their order as RDF lists.

    Args:
        bundle: The bundle, with or without its article's text.

    Returns:
        The document as plain JSON values; each call returns new objects.
    """
    return {"@context": context(), **_node(View(bundle), bundle)}


def from_jsonld(data: Any) -> Bundle:
    """Read a bundle from a JSON-LD document of the form that `to_jsonld` writes.

    The keys may be in any order. Otherwise the form is fixed: the context must be the same, every term must be known,
    and repeated values must agree. Documents from other tools have to be compacted with that context first.

    Args:
        data: The document as JSON values.

    Raises:
        BundleError: The document does not have that form or is not a valid bundle; the error lists every issue. Paths
            are those of the document. Repeated values are compared only if there is no other issue.
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
    """A record or value in the model's terms, followed by the terms of other vocabularies."""
    cls: type = type(value)
    iri = _identity(view, value)
    node: dict[str, Any] = {} if iri is None else {"@id": iri}
    node["@type"] = types_of(value)
    for key, field in terms(cls).items():
        if field.name == "evidence":
            items = [_annotation(view, value.id, index, span) for index, span in enumerate(value.evidence)]
        else:
            write = _WRITTEN.get(field.kind)
            items = [item if write is None else write(view, item) for item in field.items(value)]
        if items and field.name != "id":
            node[key] = items if field.many else items[0]
    for key, derive in DERIVED.get(cls, {}).items():
        item = derive(view, value)
        if item is not None and item != []:
            node[key] = item
    return node


def _identity(view: View, value: Any) -> str | None:
    """The IRI of a record, an article, a bundle or its generator. Values have none."""
    if isinstance(value, Article):
        return view.iri()
    if isinstance(value, Bundle | Generator):
        return view.iri(type(value).__name__.lower())
    return view.iri(value.id) if hasattr(value, "id") else None


def _number(_: View, number: float) -> dict[str, str]:
    """A number as a string: JSON-LD turns 1 into 1.0, and 10**30 into 1e30."""
    return {"@type": "xsd:integer" if isinstance(number, int) else "xsd:double", "@value": repr(number)}


def _annotation(view: View, id: str, index: int, span: Span) -> dict[str, Any]:
    """The annotation for a span of evidence (Web Annotation Data Model, section 3.1)."""
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
    return {"@type": "oa:SpecificResource", "oa:hasSource": view.iri(), "oa:hasSelector": [position, quote]}


_WRITTEN: dict[Kind, Callable[[View, Any], Any]] = {
    Kind.CHOICE: lambda _, member: str(member),
    Kind.MOMENT: lambda _, moment: literal(moment),
    Kind.NUMBER: _number,
    Kind.REFERENCE: View.iri,
    Kind.VALUE: _node,
    Kind.WORDS: _span,
}
"""How a value is written, by the kind of its field. Other kinds are written unchanged."""
