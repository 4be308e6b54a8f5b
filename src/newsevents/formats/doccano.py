"""doccano: a bundle as an example of a sequence labelling project with relations, and a draft from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, product
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import BundleError, Issue
from newsevents.formats._marks.read import draft_of, read_words, same_text, take_choice, unknown_label
from newsevents.formats._marks.terms import CHOICES, FLAGS, LABELS, RECORDS, TIES, Fields, Mark, Tie, text_of
from newsevents.formats._marks.write import marks_of, split_fields
from newsevents.model.records import Article

__all__ = ["doccano_labels", "from_doccano", "to_doccano"]

_FIELDS = "newsevents"
"""The column of our own. doccano keeps columns that it does not know as an example's metadata, and exports them."""

_ORDER = ("kind", "status", "certainty")
"""The vocabularies in the order in which a label has their members."""


def to_doccano(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as an example for doccano, one line of its JSON Lines.

    Args:
        bundle: The bundle, with its text. One without records is an article to be annotated.

    Returns:
        The example: ``text``, ``entities``, ``relations``, the article's id, and in ``newsevents`` what doccano has no
        place for. Offsets count UTF-16 code units, as doccano's screen does: an emoji is two.

    Raises:
        BundleError: The article is without its text.
    """
    marks, ties = marks_of(bundle)
    units = _units(text_of(bundle.article))
    numbers = {mark.key: number for number, mark in enumerate(marks)}
    entities, fields = [], {}
    names = _names((mark.label, mark.start or 0, mark.end) for mark in marks)
    for mark, name in zip(marks, names, strict=True):
        choices, flags, rest = split_fields(mark)
        label = ":".join([mark.label, *(choices[name] for name in _ORDER if name in choices), *flags])
        start, end = units[mark.start or 0], units[mark.end]
        entities.append({"id": numbers[mark.key], "label": label, "start_offset": start, "end_offset": end})
        if rest:
            fields[name] = rest
    relations = [
        {"id": number, "from_id": numbers[tie.begin], "to_id": numbers[tie.end], "type": tie.field}
        for number, tie in enumerate(ties)
    ]
    example: dict[str, Any] = {"text": text_of(bundle.article), "entities": entities, "relations": relations}
    return example | {"article": bundle.article.id, _FIELDS: fields}


def _units(text: str) -> list[int]:
    """The offset in UTF-16 code units of each code point and of the end: those beyond U+FFFF are two units."""
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def _point(unit: Any, points: dict[int, int]) -> Any:
    """The offset in code points; outside every text, where it lies inside a character or behind the end."""
    return points.get(unit, -1) if type(unit) is int else unit


def _names(places: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    """A name for each mark that outlives doccano, which gives marks new ids: its label and place."""
    counts: dict[str, int] = {}
    for label, start, end in places:
        name = f"{label} {start}-{end}"
        counts[name] = counts.get(name, 0) + 1
        yield name if counts[name] == 1 else f"{name} {counts[name]}"


def from_doccano(article: Article, example: dict[str, Any]) -> Draft:
    """Read a draft from an example that was exported from doccano.

    Args:
        article: The article that was annotated, with its text.
        example: A line of the export: with ``entities`` and ``relations``, or with ``label`` from a project without
            relations.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The example is malformed, or its labels are not those of `doccano_labels`, with every issue.
    """
    text = text_of(article)
    points = {unit: point for point, unit in enumerate(_units(text))}
    issues: list[Issue] = []
    if not isinstance(example, dict):
        raise BundleError([Issue("", "type", "an example is a JSON object", example)])
    same_text(example.get("text", example.get("data")), article, "text", issues)
    comments = example.get("Comments")
    if comments:
        message = "there is no place for remarks in a draft"
        issues.append(Issue("Comments", "unknown-field", message, comments, "remove them once they are dealt with"))
    read = list(_entities(example, issues))
    unread: set[str] = set()
    found = []
    for key, path, label, start, end in read:
        begin = _point(start, points)
        words = read_words(text, begin, _point(end, points), path, issues)
        if words is None:
            unread.add(key)
        else:
            found.append((key, path, label, begin, words))
    said = _said(example.get(_FIELDS, {}), issues)
    places = [(label.partition(":")[0], start, start + len(words)) for _, _, label, start, words in found]
    marks = []
    for (key, path, label, start, words), name in zip(found, _names(places), strict=True):
        fields = dict(said.get(name, {}))
        cls, *parts = label.split(":")
        if cls in LABELS:
            for part in parts:
                _part(cls, part, fields, path, issues)
        marks.append(Mark(key=key, label=cls, words=words, start=start, fields=fields, path=path))
    return draft_of(marks, _relations(example, issues), unread, issues)


def _part(label: str, part: str, fields: Fields, path: str, issues: list[Issue]) -> None:
    """A part of a label behind its class: a member of one of the class's vocabularies, or a flag."""
    for vocabulary in CHOICES.get(label, {}).values():
        if part in list(vocabulary):
            take_choice(label, vocabulary.__name__, part, fields, path, issues)
            return
    if part in FLAGS.get(label, {}):
        take_choice(label, part, None, fields, path, issues)
        return
    known = [*(member for vocabulary in CHOICES.get(label, {}).values() for member in vocabulary)]
    issues.append(unknown_label(part, path, [*known, *FLAGS.get(label, {})] or ["nothing"]))


def _said(value: object, issues: list[Issue]) -> dict[str, Fields]:
    """What is said of marks besides; of one that was removed in doccano, what was said of it goes with it."""
    if not isinstance(value, dict):
        issues.append(Issue(_FIELDS, "type", "a JSON object was expected", value))
        return {}
    for name, fields in value.items():
        if not isinstance(fields, dict):
            issues.append(Issue(f"{_FIELDS}[{name!r}]", "type", "a JSON object was expected", fields))
    return {name: fields for name, fields in value.items() if isinstance(fields, dict)}


def _listed(example: dict[str, Any], name: str, issues: list[Issue]) -> list[Any]:
    values = example.get(name, [])
    if isinstance(values, list):
        return values
    issues.append(Issue(name, "type", "a list was expected", values))
    return []


def _entities(example: dict[str, Any], issues: list[Issue]) -> Iterator[tuple[str, str, str, Any, Any]]:
    """The key, path, label and offsets of each mark."""
    if "entities" not in example and "label" not in example:
        issues.append(Issue("entities", "missing-field", "a required field is missing"))
    for index, value in enumerate(_listed(example, "label", issues)):
        path = f"label[{index}]"
        if isinstance(value, list) and len(value) == 3 and isinstance(value[2], str):
            yield path, path, value[2], value[0], value[1]
        else:
            issues.append(Issue(path, "type", "two offsets and a label were expected", value))
    seen = set()
    for index, value in enumerate(_listed(example, "entities", issues)):
        path = f"entities[{index}]"
        missing = [name for name in ("id", "label", "start_offset", "end_offset") if name not in _object(value)]
        if missing:
            issues += (Issue(f"{path}.{name}", "missing-field", "a required field is missing") for name in missing)
        elif not isinstance(value["label"], str):
            issues.append(Issue(f"{path}.label", "type", "a text was expected", value["label"]))
        elif str(value["id"]) in seen:
            issues.append(Issue(f"{path}.id", "duplicate-id", "another mark has this id", value["id"]))
        else:
            seen.add(str(value["id"]))
            yield str(value["id"]), path, value["label"], value["start_offset"], value["end_offset"]


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _relations(example: dict[str, Any], issues: list[Issue]) -> Iterator[Tie]:
    for index, value in enumerate(_listed(example, "relations", issues)):
        path = f"relations[{index}]"
        missing = [name for name in ("from_id", "to_id", "type") if name not in _object(value)]
        if missing:
            issues += (Issue(f"{path}.{name}", "missing-field", "a required field is missing") for name in missing)
        else:
            yield Tie(str(value["from_id"]), str(value["type"]), str(value["to_id"]), path)


def doccano_labels() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The labels for a doccano project, to import as span types and as relation types.

    Behind the class a label has members of the class's vocabularies and flags, in any order:
    ``Statement:deny:possible:negated``. Those that a class needs are listed, and for allegations their status; add what
    else you use. doccano adds by itself the labels of examples that it imports.

    Returns:
        The span types and the relation types, each as doccano imports them.
    """
    spans = []
    for label in LABELS:
        vocabularies = CHOICES.get(label, {})
        needed = [vocabularies[name] for name in _ORDER if name in vocabularies and _is_needed(label, name)]
        spans += [":".join([label, *members]) for members in product(*needed)]
        if "status" in vocabularies and not _is_needed(label, "status"):
            spans += [f"{label}:{member}" for member in vocabularies["status"]]
    relations = dict.fromkeys(field for ties in TIES.values() for field in ties)
    return [{"text": text} for text in spans], [{"text": text} for text in relations]


def _is_needed(label: str, field: str) -> bool:
    return getattr(attrs.fields(RECORDS[label]), field).default is attrs.NOTHING
