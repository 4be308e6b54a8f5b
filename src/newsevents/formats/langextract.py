"""LangExtract: write a bundle as an annotated document, and read a draft from one."""

from __future__ import annotations

import json
from typing import Any

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import BundleError
from newsevents.formats._marks.drafting import OnError
from newsevents.formats._marks.read import Reader
from newsevents.formats._marks.terms import RECORDS, TERMS, Mark, text_of
from newsevents.formats._marks.write import marks_of
from newsevents.model.fields import Kind
from newsevents.model.records import Article
from newsevents.wire.json import parse

__all__ = ["from_langextract", "to_langextract"]


def __dir__() -> list[str]:
    return __all__


_LABELS = {label.lower(): label for label in TERMS}
_RECORD, _FIELD = "record", "field"
"""The attributes of an extraction that belongs to a record: the record's id and the field that it fills. The field is
given only if the class of the extraction does not determine it.
"""


def to_langextract(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as a document annotated by LangExtract, one line of its JSON Lines.

    Args:
        bundle: The bundle, with its text.

    Returns:
        The document as returned by LangExtract's ``annotated_document_to_dict``: ``text``, ``document_id`` (the
        article's id) and ``extractions``. Offsets are in code points, and attributes are strings or lists of strings.

    Raises:
        BundleError: The article has no text.
    """
    marks, ties = marks_of(bundle)
    by_key = {mark.key: mark for mark in marks}
    attributes = {mark.key: {name: _text(value) for name, value in mark.fields.items()} for mark in marks}
    for tie in ties:
        begin, end, of_begin = by_key[tie.begin], by_key[tie.end], attributes[tie.begin]
        if end.label not in RECORDS:
            owner = {_RECORD: begin.fields["id"]} | ({} if _field(begin, end) == tie.field else {_FIELD: tie.field})
            attributes[tie.end] = owner | attributes[tie.end]
        elif begin.term.fields[tie.field].many:
            of_begin[tie.field] = [*of_begin.get(tie.field, []), end.fields["id"]]
        else:
            of_begin[tie.field] = end.fields["id"]
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
    """A field's value as an attribute: a string, a list of strings, or JSON in a string for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _value(field: Any, value: Any) -> Any:
    """An attribute as a field's value: JSON in a string where a draft's field cannot be a string."""
    no_text = field is not None and field.kind in (Kind.FLAG, Kind.OFFSET, Kind.NUMBER, Kind.VALUE) and not field.quoted
    if not isinstance(value, str) or not no_text:
        return value
    try:
        return parse(value)
    except BundleError:
        return value  # of the wrong type, which will be reported


def _field(record: Mark, part: Mark) -> str:
    """The field of a record that an extraction of a class fills by default: the first that leads to this class."""
    fields = (field for field, label in record.term.ties.items() if label == part.label)
    return next(fields, part.label.lower())


def from_langextract(article: Article, document: dict[str, Any], *, on_error: OnError = "raise") -> Draft:
    """Read a draft from a document that LangExtract annotated.

    Args:
        article: The article that was annotated, with its text.
        document: The document, as in a line of LangExtract's JSON Lines.
        on_error: ``"raise"``, or a function that is called with an error that lists all issues, while only the records
            concerned are left out. A text that differs from the article's raises an error in any case.

    Returns:
        The draft. A quote has its offset if the document's interval contains exactly its words. All others are left to
        grounding, which finds the words or reports that they do not appear.

    Raises:
        BundleError: The document is malformed, or its classes and attributes are not those of newsevents; the error
            lists every issue.
        ValueError: ``on_error`` has another value.
    """
    reader = _Reader(article, on_error)
    reader.expect_document(document, "a document is a JSON object")
    reader.expect_text(document.get("text"), "text")
    extractions = document.get("extractions")
    for path, extraction in reader.each([] if extractions is None else extractions, "extractions"):
        reader.read(path, extraction)
    reader.tie_parts()
    return reader.draft()


class _Reader(Reader):
    def __init__(self, article: Article, on_error: OnError) -> None:
        super().__init__(article, on_error)
        self.lost: list[Any] = []  # the records named by extractions that cannot be read
        self.owners: list[
            tuple[Mark, Any, Any]
        ] = []  # each part, with the records that it names and the field that it fills

    def read(self, path: str, extraction: dict[str, Any]) -> None:
        """Read an extraction as a mark."""
        label: Any = extraction.get("extraction_class")
        words: Any = extraction.get("extraction_text")
        attributes = extraction.get("attributes")
        if attributes is None:
            attributes = {}
        if (
            self.expect_one_of(label, _LABELS, f"{path}.extraction_class")
            and self.expect(words or None, str, f"{path}.extraction_text")
            and self.expect(attributes, dict, f"{path}.attributes")
        ):
            with self.about(path):
                self.expect_no_remarks(extraction.get("description"), f"{path}.description")
            start = self._start(words, extraction.get("char_interval"), f"{path}.char_interval")
            mark = Mark(key=path, label=_LABELS[label], words=words, start=start, path=path)
            given = dict(attributes)
            if mark.label not in RECORDS:
                self.owners.append((mark, given.pop(_RECORD, None), given.pop(_FIELD, None)))
            self.marks[path] = mark
            self.add(mark, {name: _value(mark.term.fields.get(name), value) for name, value in given.items()}, path)
        elif isinstance(attributes, dict):
            self.lost.append(attributes.get(_RECORD))

    def _start(self, words: str, interval: Any, path: str) -> int | None:
        """The offset of an interval that contains exactly these words."""
        if interval is None or not self.expect(interval, dict, path):
            return None
        start = interval.get("start_pos")
        return start if self.words(start, interval.get("end_pos"), path) == words else None

    def tie_parts(self) -> None:
        """Add a tie from each record to the extractions that name it."""
        records: dict[str, dict[str, Mark]] = {}
        for key, mark in self.marks.items():
            for name in (mark.fields.get("id"), mark.fields.get("name", mark.words if mark.label == "Actor" else None)):
                if mark.label in RECORDS and isinstance(name, str):
                    records.setdefault(name, {})[key] = mark
        if self.on_error != "raise":
            self._spoil(records)
        for part, names, field in self.owners:
            path = f"{part.path}.attributes.{_RECORD}"
            several = [] if names is None else [names] if isinstance(names, str) else names
            if not self.expect(several, list, path, "the id of a record was expected"):
                continue
            for name in several:
                owners = [*records.get(name, {}).values()] if isinstance(name, str) else []
                if len(owners) == 1:
                    self.tie(owners[0].key, field or _field(owners[0], part), part.key, path)
                else:
                    code, count = (
                        ("name-ambiguous", "several extractions") if owners else ("unknown-id", "no extraction")
                    )
                    with self.about(part.key, *(owner.key for owner in owners)):
                        self.wrong(path, code, f"{count} of a record with this id or name", name)

    def _spoil(self, records: dict[str, dict[str, Mark]]) -> None:
        """Report the records named by extractions that cannot be read."""
        for names in self.lost:
            for name in names if isinstance(names, list) else [names]:
                for mark in records.get(str(name), {}).values():
                    with self.about(mark.key):
                        self.wrong(mark.path, "unknown-id", "a part of it cannot be read", name)
