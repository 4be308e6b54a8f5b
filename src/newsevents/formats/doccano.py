"""doccano: a bundle as an example of a sequence labelling project with relations, and a draft from one."""

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
"""The column of our own. doccano keeps columns that it does not know as an example's metadata, and exports them."""


def to_doccano(bundle: Bundle, *, profile: Profile = "all") -> dict[str, Any]:
    """Write a bundle as an example for doccano, one line of its JSON Lines.

    Args:
        bundle: The bundle, with its text. One without records is an article to be annotated.
        profile: ``"all"``, which reads back as the bundle; or ``"statements"``: marks for statements, who speaks and
            what is said. All else that these records say is in their notes, and other records are left out.

    Returns:
        The example: ``text``, ``entities``, ``relations``, the article's id, and in ``newsevents`` what doccano has no
        place for. Offsets count UTF-16 code units, as doccano's screen does: an emoji is two.

    Raises:
        BundleError: The article is without its text.
        ValueError: There is no such profile.
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
    """The offset in UTF-16 code units of each code point and of the end: those beyond U+FFFF are two units."""
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def _named(marks: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Each mark after a name that outlives doccano, which gives marks new ids: its label and place."""
    counts: Counter[str] = Counter()
    for mark in marks:
        name = f"{mark.label} {mark.start}-{mark.end}"
        counts[name] += 1
        yield name if counts[name] == 1 else f"{name} {counts[name]}", mark


def _leading(label: str) -> list[Field]:
    """The fields whose members come first in a label: those that a record needs, and whether it is so."""
    return [field for field in TERMS[label].choices.values() if field.required or field.name == "status"]


@functools.cache
def _parts(label: str) -> dict[str, tuple[str, object]]:
    """What can follow the class in a label, in this order: members of its vocabularies, and flags.

    Each has the field that it sets, and to what. What would mean two fields means the first; notes say the second.
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
        on_error: ``"raise"``, or what to call with the error of all that is wrong, where it is to cost no more than the
            records that it is about. A text that is not the article's raises an error all the same.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The example is malformed, or its labels are not those of `doccano_labels`; the error lists every
            issue.
        ValueError: ``on_error`` is something else.
    """
    reader = Reader(article, on_error)
    reader.expect_document(example, "an example is a JSON object")
    reader.expect_text(example.get("text", example.get("data")), "text")
    reader.expect_no_remarks(example.get("Comments"), "Comments")
    points = {unit: point for point, unit in enumerate(_units(reader.text))}
    labels: dict[str, list[str]] = {}  # what follows the class in each mark's label
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
    """What is said of marks besides; of one that was removed in doccano, what was said of it goes with it."""
    notes = example.get(_NOTES, {})
    if not reader.expect(notes, dict, _NOTES):
        return {}
    return {name: note for name, note in notes.items() if reader.expect(note, dict, f"{_NOTES}[{name!r}]")}


def doccano_labels(*, profile: Profile = "all") -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The labels for a doccano project, to import as span types and as relation types.

    After the class a label has members of the class's vocabularies and flags, in any order:
    ``Statement:deny:possible:negated``. Those that a class needs are listed, and for allegations their status; add what
    else you use. doccano adds by itself the labels of examples that it imports.

    Args:
        profile: As in `to_doccano`: what can be marked.

    Returns:
        The span types and the relation types, each as doccano imports them.

    Raises:
        ValueError: There is no such profile.
    """
    spans, terms = [], terms_of(profile)
    for label in terms:
        leading = _leading(label)
        if leading and not any(field.required for field in leading):
            spans.append(label)
        spans += [":".join([label, *members]) for members in product(*(field.cls for field in leading))]
    relations = dict.fromkeys(field for term in terms.values() for field in term.ties)
    return [{"text": text} for text in spans], [{"text": text} for text in relations]
