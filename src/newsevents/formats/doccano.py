"""doccano: write a bundle as an example of a sequence labelling project with relations, and read a draft from one."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, product
from typing import Any

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.formats._marks.drafting import OnError
from newsevents.formats._marks.read import Reader
from newsevents.formats._marks.terms import TERMS, Fields, Mark, Profile, terms_of, text_of
from newsevents.formats._marks.write import marks_of
from newsevents.model.fields import Field
from newsevents.model.records import Article

__all__ = ["doccano_labels", "from_doccano", "to_doccano"]


def __dir__() -> list[str]:
    return __all__


_NOTES = "newsevents"
"""A column for our own data. doccano keeps unknown columns as an example's metadata, and exports them."""


def to_doccano(bundle: Bundle, *, profile: Profile = "all") -> dict[str, Any]:
    """Write a bundle as an example for doccano, one line of its JSON Lines.

    Args:
        bundle: The bundle, with its text. One without records is an article to be annotated.
        profile: ``"all"``, from which the bundle can be restored; or ``"statements"``: marks for statements, their
            speakers and their content. The other fields of these records are in their notes, and other records are left
            out.

    Returns:
        The example: ``text``, ``entities``, ``relations``, the article's id, and in ``newsevents`` the data that
        doccano cannot express. Offsets count UTF-16 code units, as doccano's user interface does: an emoji counts as
        two.

    Raises:
        BundleError: The article has no text.
        ValueError: The profile is unknown.
    """
    marks, ties = marks_of(bundle, profile)
    text = text_of(bundle.article)
    units = _units(text)
    numbers = {mark.key: number for number, mark in enumerate(marks)}
    entities, notes = [], {}
    for name, mark in _named(marks):
        label, note = mark.label, dict(mark.fields)
        for part, (field, value) in _parts(mark.label).items():
            if note.get(field) == value:
                label += f":{part}"
                del note[field]
        start, end = units[mark.start or 0], units[mark.end]
        entities.append({"id": numbers[mark.key], "label": label, "start_offset": start, "end_offset": end})
        if note:
            notes[name] = note
    relations = [
        {"id": number, "from_id": numbers[tie.begin], "to_id": numbers[tie.end], "type": tie.field}
        for number, tie in enumerate(ties)
    ]
    example: dict[str, Any] = {"text": text, "entities": entities, "relations": relations}
    return example | {"article": bundle.article.id, _NOTES: notes}


def _units(text: str) -> list[int]:
    """The offset in UTF-16 code units of each code point and of the end; code points above U+FFFF take two units."""
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def _named(marks: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Each mark with a name that survives doccano, which assigns new ids: its label and place."""
    counts: Counter[str] = Counter()
    for mark in marks:
        name = f"{mark.label} {mark.start}-{mark.end}"
        counts[name] += 1
        yield name if counts[name] == 1 else f"{name} {counts[name]}", mark


def _leading(label: str) -> list[Field]:
    """The fields whose members come first in a label: required fields and the status."""
    return [field for field in TERMS[label].choices.values() if field.required or field.name == "status"]


@functools.cache
def _parts(label: str) -> dict[str, tuple[str, object]]:
    """The parts that can follow the class in a label, in order: members of its vocabularies, then flags.

    Each has the field and the value that it sets. A part that could set two fields sets the first; the second is in a
    note.
    """
    term, leading = TERMS[label], _leading(label)
    fields = [*leading, *(field for field in term.choices.values() if field not in leading)]
    settings = [(str(member), (field.name, str(member))) for field in fields for member in field.cls]
    parts: dict[str, tuple[str, object]] = {}
    for part, setting in [*settings, *term.flags.items()]:
        parts.setdefault(part, setting)
    return parts


def from_doccano(article: Article, example: dict[str, Any], *, on_error: OnError = "raise") -> Draft:
    """Read a draft from an example that was exported from doccano.

    Args:
        article: The article that was annotated, with its text.
        example: A line of the export: with ``entities`` and ``relations``, or with ``label`` from a project without
            relations.
        on_error: ``"raise"``, or a function that is called with an error that lists all issues, while only the records
            concerned are left out. A text that differs from the article's raises an error in any case.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The example is malformed, or its labels are not those of `doccano_labels`; the error lists every
            issue.
        ValueError: ``on_error`` has another value.
    """
    reader = Reader(article, on_error)
    reader.expect_document(example, "an example is a JSON object")
    reader.expect_text(example.get("text", example.get("data")), "text")
    reader.expect_no_remarks(example.get("Comments"), "Comments")
    points = {unit: point for point, unit in enumerate(_units(reader.text))}
    labels: dict[str, list[str]] = {}  # the parts after the class in each mark's label
    for key, path, label, *offsets in _entities(reader, example):
        label, *labels[key] = label.split(":")
        # An offset inside a character, or after the end, is outside every text.
        start, end = (points.get(unit, -1) if type(unit) is int else unit for unit in offsets)
        reader.mark(key, path, label, start, end)
    notes = _notes(reader, example)
    for name, mark in _named(reader.marks.values()):
        reader.add(mark, notes.get(name, {}), mark.path)
        for part in labels[mark.key]:
            parts = _parts(mark.label)
            with reader.about(mark.key):
                known = reader.expect_one_of(part, parts or ["nothing"], mark.path)
            if known:
                reader.add(mark, dict([parts[part]]), mark.path)
    for path, value in reader.each(example.get("relations", []), "relations", ("from_id", "to_id", "type")):
        reader.tie(value["from_id"], value["type"], value["to_id"], path)
    return reader.draft()


def _entities(reader: Reader, example: dict[str, Any]) -> Iterator[tuple[str, str, str, Any, Any]]:
    """The key, path, label and offsets of each mark."""
    if "entities" not in example and "label" not in example:
        reader.wrong("entities", "missing-field", "a required field is missing")
    labels = example.get("label", [])
    for index, value in enumerate(labels if reader.expect(labels, list, "label") else ()):
        path = f"label[{index}]"
        if isinstance(value, list) and len(value) == 3 and isinstance(value[2], str):
            yield path, path, value[2], value[0], value[1]
        else:
            reader.wrong(path, "type", "two offsets and a label were expected", value)
    needed = ("id", "label", "start_offset", "end_offset")
    for path, value in reader.each(example.get("entities", []), "entities", needed):
        if reader.expect(value["label"], str, f"{path}.label"):
            yield str(value["id"]), path, value["label"], value["start_offset"], value["end_offset"]


def _notes(reader: Reader, example: dict[str, Any]) -> dict[str, Fields]:
    """The fields of marks in the notes; those of a mark that was removed in doccano are removed with it."""
    notes = example.get(_NOTES, {})
    if not reader.expect(notes, dict, _NOTES):
        return {}
    return {name: note for name, note in notes.items() if reader.expect(note, dict, f"{_NOTES}[{name!r}]")}


def doccano_labels(*, profile: Profile = "all") -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The labels for a doccano project, to import as span types and relation types.

    A label is a class followed by members of the class's vocabularies and flags, in any order:
    ``Statement:deny:possible:negated``. The result has the required members, and the status of allegations; add others
    as needed. doccano itself adds the labels of imported examples.

    Args:
        profile: What can be marked, as in `to_doccano`.

    Returns:
        The span types and the relation types, in the form that doccano imports.

    Raises:
        ValueError: The profile is unknown.
    """
    spans, terms = [], terms_of(profile)
    for label in terms:
        leading = _leading(label)
        if leading and not any(field.required for field in leading):
            spans.append(label)
        spans += [":".join([label, *members]) for members in product(*(field.cls for field in leading))]
    relations = dict.fromkeys(field for term in terms.values() for field in term.ties)
    return [{"text": text} for text in spans], [{"text": text} for text in relations]
