"""LangExtract: a bundle as an annotated document, and a draft from one."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from typing import Any

from newsevents.bundle import Bundle
from newsevents.draft import Draft, DraftRole
from newsevents.errors import BundleError, Issue
from newsevents.formats._marks.read import draft_of, read_words, same_text, unknown_label
from newsevents.formats._marks.terms import LABELS, RECORDS, TIES, Mark, Tie, is_list, text_of
from newsevents.formats._marks.write import marks_of
from newsevents.model.records import Article
from newsevents.model.values import Place, Quantity, When
from newsevents.rules.types import field_types, members_of
from newsevents.wire.json import parse

__all__ = ["from_langextract", "to_langextract"]

_CLASSES = {label.lower(): label for label in LABELS}
_VALUES: dict[str, Any] = {"Time": When, "Place": Place, "Quantity": Quantity, "Role": DraftRole}
_RECORD = "record"
"""The attribute of an extraction that belongs to a record: the record's id."""


def to_langextract(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as a document annotated by LangExtract, one line of its JSON Lines.

    Args:
        bundle: The bundle, with its text.

    Returns:
        The document as LangExtract's ``annotated_document_to_dict`` gives it: ``text``, ``document_id``, which is the
        article's id, and ``extractions``. Offsets are code points, attributes texts or lists of texts.

    Raises:
        BundleError: The article is without its text.
    """
    marks, ties = marks_of(bundle)
    by_key = {mark.key: mark for mark in marks}
    attributes = {mark.key: {name: _text(value) for name, value in mark.fields.items()} for mark in marks}
    for tie in ties:
        begin, end = by_key[tie.begin], by_key[tie.end]
        if end.label in RECORDS:
            id = end.fields["id"]
            before = attributes[tie.begin].get(tie.field, [])
            attributes[tie.begin][tie.field] = [*before, id] if is_list(begin.label, tie.field) else id
        else:
            attributes[tie.end] = {_RECORD: begin.fields["id"]} | attributes[tie.end]
    extractions = [
        {
            "extraction_class": mark.label.lower(),
            "extraction_text": mark.words,
            "char_interval": {"start_pos": mark.start, "end_pos": mark.end},
            "alignment_status": "match_exact",
            "extraction_index": index,
            "group_index": 0,
            "description": None,
            "attributes": attributes[mark.key],
        }
        for index, mark in enumerate(marks, 1)
    ]
    return {"extractions": extractions, "text": text_of(bundle.article), "document_id": bundle.article.id}


def _text(value: Any) -> str | list[str]:
    """A field's value as an attribute: LangExtract has texts and lists of texts; the rest is JSON in a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def from_langextract(article: Article, document: dict[str, Any]) -> Draft:
    """Read a draft from a document that LangExtract annotated.

    Args:
        article: The article that was annotated, with its text.
        document: The document as a line of LangExtract's JSON Lines has it.

    Returns:
        The draft. A quote has its offset where the document's interval holds just its words; any other is left to
        grounding, which finds the words or says that they do not stand there.

    Raises:
        BundleError: The document is malformed, or its classes and attributes are not those of newsevents, with every
            issue.
    """
    issues: list[Issue] = []
    if not isinstance(document, dict):
        raise BundleError([Issue("", "type", "a document is a JSON object", document)])
    same_text(document.get("text"), article, "text", issues)
    extractions = document.get("extractions")
    if extractions is None:
        extractions = []
    if not isinstance(extractions, list):
        issues.append(Issue("extractions", "type", "a list was expected", extractions))
        extractions = []
    marks, records = [], []
    for index, value in enumerate(extractions):
        found = _mark(text_of(article), str(index), value, issues)
        if found is not None:
            mark, names = found
            marks.append(mark)
            records.append((mark, names))
    return draft_of(marks, _ties(marks, records, issues), (), issues)


def _mark(text: str, key: str, value: Any, issues: list[Issue]) -> tuple[Mark, Any] | None:
    """An extraction as a mark, and the names of the records that it belongs to."""
    path = f"extractions[{key}]"
    if not isinstance(value, dict):
        issues.append(Issue(path, "type", "an extraction is a JSON object", value))
        return None
    name, words, attributes = value.get("extraction_class"), value.get("extraction_text"), value.get("attributes")
    if not isinstance(name, str) or name not in _CLASSES:
        issues.append(unknown_label(name, f"{path}.extraction_class", _CLASSES))
        return None
    if not isinstance(words, str) or not words:
        issues.append(Issue(f"{path}.extraction_text", "type", "a text was expected", words))
        return None
    if not isinstance(attributes, dict | None):
        issues.append(Issue(f"{path}.attributes", "type", "a JSON object was expected", attributes))
        return None
    if value.get("description") is not None:
        message = "there is no place for remarks in a draft"
        issues.append(Issue(f"{path}.description", "unknown-field", message, value["description"]))
    label = _CLASSES[name]
    fields = dict(attributes or {})
    names = None if label in RECORDS else fields.pop(_RECORD, None)
    return (
        Mark(
            key=key,
            label=label,
            words=words,
            start=_start(text, words, value.get("char_interval"), path, issues),
            fields={field: _value(label, field, item) for field, item in fields.items()},
            path=path,
        ),
        names,
    )


def _start(text: str, words: str, interval: Any, path: str, issues: list[Issue]) -> int | None:
    if interval is None:
        return None
    place = f"{path}.char_interval"
    if not isinstance(interval, dict):
        issues.append(Issue(place, "type", "a JSON object was expected", interval))
        return None
    start = interval.get("start_pos")
    return start if read_words(text, start, interval.get("end_pos"), place, issues) == words else None


def _value(label: str, field: str, value: Any) -> Any:
    """An attribute as a field's value: what is no text in the model is JSON in the attribute."""
    hint = (
        field_types(RECORDS.get(label) or _VALUES[label]).get(field) if label in RECORDS or label in _VALUES else None
    )
    if not isinstance(value, str) or hint is None or _takes_text(hint):
        return value
    try:
        return parse(value)
    except BundleError:
        return value  # of the wrong type, as will be said


def _takes_text(hint: Any) -> bool:
    members = members_of(hint)
    return not any(option in (bool, int, float) or _is_roles(option) for option in members)


def _is_roles(hint: Any) -> bool:
    return DraftRole in typing.get_args(hint)


def _ties(marks: list[Mark], records: list[tuple[Mark, Any]], issues: list[Issue]) -> Iterator[Tie]:
    """A tie from each record to the extractions that name it."""
    by_name: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.label in RECORDS:
            names = [mark.fields.get("id"), mark.fields.get("name", mark.words if mark.label == "Actor" else None)]
            for name in dict.fromkeys(name for name in names if isinstance(name, str)):
                by_name.setdefault(name, []).append(mark)
    for part, names in records:
        path = f"{part.path}.attributes.{_RECORD}"
        for name in [names] if isinstance(names, str) else names if isinstance(names, list) else []:
            owners = by_name.get(name, []) if isinstance(name, str) else []
            if len(owners) != 1:
                code, count = ("name-ambiguous", "several extractions") if owners else ("unknown-id", "no extraction")
                issues.append(Issue(path, code, f"{count} of a record has this id or name", name))
                continue
            fields = [field for field, target in TIES[owners[0].label].items() if target == part.label]
            yield Tie(owners[0].key, fields[0] if fields else part.label.lower(), part.key, path)
        if not isinstance(names, str | list | None):
            issues.append(Issue(path, "type", "the id of a record was expected", names))
