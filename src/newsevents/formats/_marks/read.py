"""Marks and ties of an annotation tool to a draft, with everything that is wrong said at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from newsevents.draft import Draft
from newsevents.errors import BundleError, Issue
from newsevents.formats._marks.terms import CHOICES, FLAGS, LABELS, RECORDS, TIES, Fields, Mark, Tie, accepted, is_list
from newsevents.model.ids import content_id, slug
from newsevents.model.records import Article
from newsevents.rules.catalogue import RULES
from newsevents.wire.json import parse
from newsevents.wire.structure import structure

__all__ = ["add_fields", "draft_of", "read_fields", "read_words", "same_text", "take_choice", "unknown_label"]


# --- what a tool says of a mark


def same_text(found: object, article: Article, path: str, issues: list[Issue]) -> None:
    """Report a document whose text is not the article's: its offsets would mean other words."""
    if not isinstance(found, str):
        issues.append(Issue(path, "type", "a text was expected", found))
    elif found != article.text:
        message = "this is not the article's text"
        issues.append(Issue(path, "digest", message, found, "give the article that was annotated, unchanged"))


def read_words(text: str, start: object, end: object, path: str, issues: list[Issue]) -> str | None:
    """The words between two offsets, or None and an issue."""
    for offset in (start, end):
        if type(offset) is not int:
            issues.append(Issue(path, "type", "an offset is an integer", offset))
            return None
    assert isinstance(start, int)
    assert isinstance(end, int)
    if 0 <= start < end <= len(text):
        return text[start:end]
    message = f"the text has {len(text)} characters, and a mark at least one"
    issues.append(Issue(path, "span-bounds", message, (start, end), RULES["span-bounds"].fix))
    return None


def read_fields(note: object, fields: Fields, path: str, issues: list[Issue]) -> None:
    """Add what a note says, a JSON object of fields in a text, to what is said of a mark."""
    if not isinstance(note, str):
        issues.append(Issue(path, "type", "a text was expected", note))
        return
    try:
        given = parse(note)
    except BundleError as error:
        fix = 'write it like {"name": "Ana Lima"}; there is no place for remarks in a draft'
        issues += (attrs.evolve(issue, path=path, value=note, fix=fix) for issue in error.issues)
        return
    if not isinstance(given, dict):
        issues.append(Issue(path, "type", "a JSON object of the record's fields was expected", note))
        return
    add_fields(given, fields, path, issues)


def add_fields(given: Mapping[str, Any], fields: Fields, path: str, issues: list[Issue]) -> None:
    """Add fields to what is said of a mark. What is said twice is reported."""
    for name, value in given.items():
        if name in fields:
            issues.append(Issue(f"{path}.{name}", "type", "the field is given twice", value))
        else:
            fields[name] = value


def take_choice(label: str, name: str, value: object, fields: Fields, path: str, issues: list[Issue]) -> None:
    """Add what was chosen for a mark: a member of the vocabulary of that name, or a flag.

    Args:
        label: The label of the mark.
        name: The name of the vocabulary, as that of its class: ``StatementKind``; or of the flag.
        value: The member; None or True for a flag.
        fields: What is said of the mark; gains the field.
        path: Where the choice stands.
        issues: Takes what is wrong.
    """
    named = {vocabulary.__name__: field for field, vocabulary in CHOICES.get(label, {}).items()}
    flags = FLAGS.get(label, {})
    if name in named:
        add_fields({named[name]: value}, fields, path, issues)
    elif name in flags and (value is None or value is True):
        field, meant = flags[name]
        add_fields({field: meant}, fields, path, issues)
    else:
        known = ", ".join([*named, *flags]) or "nothing"
        issues.append(Issue(path, "unknown-field", f"one can choose {known} for {label}", name))


def unknown_label(label: object, path: str, known: Iterable[str] = LABELS) -> Issue:
    """The issue for a label that newsevents does not have."""
    return Issue(path, "unknown-member", f"one of {', '.join(known)} was expected", label)


# --- records


def draft_of(marks: Sequence[Mark], ties: Iterable[Tie], unread: Iterable[str], issues: list[Issue]) -> Draft:
    """The draft that marks and ties say. Records stand in the order of their marks.

    Args:
        marks: The marks, each with a key of its own.
        ties: The ties, in the order in which their values stand in a field.
        unread: The keys of marks that could not be read: a tie to one adds no issue to the mark's own.
        issues: What is wrong already.

    Raises:
        BundleError: Something is wrong, with every issue.
    """
    return _Reading(marks, unread, issues).draft(ties)


class _Reading:
    def __init__(self, marks: Sequence[Mark], unread: Iterable[str], issues: list[Issue]) -> None:
        self.issues = issues
        self.unread = set(unread)
        self.marks: dict[str, Mark] = {}
        for mark in marks:
            if mark.label in LABELS:
                self.marks[mark.key] = mark
            else:
                self.unread.add(mark.key)
                issues.append(unknown_label(mark.label, mark.path))
        self.data = {mark.key: _beginning(mark) for mark in self.marks.values() if mark.label in TIES}
        self.used: set[str] = set()
        self.owners: dict[str, list[str]] = {}  # of a mention, the actors that it is tied to

    def draft(self, ties: Iterable[Tie]) -> Draft:
        valid = [tie for tie in ties if self._is_valid(tie)]
        for tie in valid:
            self.used.add(tie.end)
            if tie.field == "mentions":
                self.owners.setdefault(tie.end, []).append(tie.begin)
        self._add_ids(valid)
        # What begins at a role comes first: a role is copied into its actor when it is complete.
        for tie in sorted(valid, key=lambda tie: self.marks[tie.begin].label != "Role"):
            self._fill(tie)
        for tie in valid:
            if tie.field == "speaker" and self.marks[tie.end].label != "Speaker":
                self._add_speaker(tie)
        for mark in self.marks.values():
            self._check_part(mark)
        lists: dict[str, Any] = {f"{label.lower()}s": self._records(label) for label in RECORDS}
        if self.issues:
            raise BundleError(self.issues)
        return Draft(**lists)

    def _is_valid(self, tie: Tie) -> bool:
        """Whether a tie leads from a mark that can have it to one that it can lead to; else there is an issue."""
        missing = [key for key in (tie.begin, tie.end) if key not in self.marks]
        if missing:
            self.issues += (
                Issue(tie.path, "unknown-id", "there is no mark of this id", key)
                for key in missing
                if key not in self.unread
            )
            return False
        begin, end = self.marks[tie.begin], self.marks[tie.end]
        fields = TIES.get(begin.label, {})
        if tie.field not in fields:
            self.used.add(tie.end)  # the tie is wrong, not the mark
            known = ", ".join(fields) or "nothing"
            message = f"from {begin.label} a tie can be {known}"
            self.issues.append(Issue(tie.path, "unknown-field", message, tie.field))
            return False
        labels = accepted(tie.field, fields[tie.field])
        if end.label not in labels:
            self.used.add(tie.end)
            message = f"{tie.field} leads from {begin.label} to {' or '.join(labels)}"
            self.issues.append(Issue(tie.path, "wrong-class", message, end.label))
            return False
        return True

    def _add_ids(self, ties: Iterable[Tie]) -> None:
        """Give an id to records that others refer to, so that a tie means just the mark to which it leads."""
        referred = {tie.end for tie in ties}
        seen: dict[str, str] = {}
        for key, mark in self.marks.items():
            if mark.label not in RECORDS:
                continue
            data = self.data[key]
            if mark.label == "Actor" and isinstance(data["name"], str) and slug(data["name"]):
                data.setdefault("id", f"actor:{slug(data['name'])}")
            elif key in referred:
                data.setdefault("id", content_id(mark.label.lower(), mark.words, mark.start))
            id = data.get("id")
            if isinstance(id, str) and id in seen:
                message = f"{seen[id]} is marked as this too"
                fix = "mark it once, and tie its other mentions to it" if mark.label == "Actor" else None
                self.issues.append(Issue(mark.path, "duplicate-id", message, id, fix or RULES["duplicate-id"].fix))
            elif isinstance(id, str):
                seen[id] = mark.path

    def _fill(self, tie: Tie) -> None:
        begin, end = self.marks[tie.begin], self.marks[tie.end]
        is_reference = TIES[begin.label][tie.field] in RECORDS
        self._give(tie, tie.field, self._id(tie, end) if is_reference else self._value(end))

    def _add_speaker(self, tie: Tie) -> None:
        """Where the words of a speaker are marked as an actor, that actor speaks, though they name it twice."""
        id = self._id(tie, self.marks[tie.end])
        if id not in self.data[tie.begin].get("speakers", ()):
            self._give(tie, "speakers", id)

    def _give(self, tie: Tie, field: str, value: Any) -> None:
        if value is None:
            return
        label, data = self.marks[tie.begin].label, self.data[tie.begin]
        if is_list(label, field):
            before = data.get(field, [])
            data[field] = [*(before if isinstance(before, list) else [before]), value]
        elif field in data:
            self.issues.append(Issue(tie.path, "type", f"{label} has one {field}, and it is given already", field))
        else:
            data[field] = value

    def _id(self, tie: Tie, mark: Mark) -> str | None:
        """The id of the record that a mark stands for: itself, or the one actor that it is a mention of."""
        if mark.label != "Mention":
            return self.data[mark.key].get("id")
        owners = self.owners.get(mark.key, [])
        if len(owners) == 1:
            return self.data[owners[0]].get("id")
        paths = ", ".join(self.marks[owner].path for owner in owners)
        code, of = ("name-ambiguous", f"several actors: {paths}") if owners else ("name-unknown", "no actor")
        self.issues.append(
            Issue(tie.path, code, f"{mark.path} is a mention of {of}", mark.words, "tie it to one actor")
        )
        return None

    def _value(self, mark: Mark) -> Fields:
        """What a mark that is no record adds to one."""
        quote = _quote(mark)
        if mark.label == "Role":
            return {"title": mark.words, "words": quote} | self.data[mark.key]
        if mark.label not in ("Time", "Place", "Quantity") or not mark.fields:
            return quote
        name = "name" if mark.label == "Place" else "text"
        span = {} if mark.start is None else {"span": {"start": mark.start, "end": mark.end, "exact": mark.words}}
        return {name: mark.words, **span} | mark.fields

    def _check_part(self, mark: Mark) -> None:
        if mark.label in RECORDS:
            return
        if mark.key not in self.used:
            message = f"no record is tied to this {mark.label}"
            self.issues.append(Issue(mark.path, "missing-field", message, mark.words, "tie it to its record"))
        if mark.label not in ("Role", "Time", "Place", "Quantity"):
            message = f"{mark.label} has words and no fields"
            self.issues += (Issue(f"{mark.path}.{name}", "unknown-field", message, name) for name in mark.fields)

    def _records(self, label: str) -> list[Any]:
        records = []
        for mark in self.marks.values():
            if mark.label == label:
                record, faults = structure(self.data[mark.key], RECORDS[label], mark.path)
                self.issues += faults
                records.append(record)
        return records


def _quote(mark: Mark) -> Fields:
    return {"exact": mark.words} | ({} if mark.start is None else {"start": mark.start})


def _beginning(mark: Mark) -> Fields:
    """What the mark of a record or a role says by itself."""
    data = dict(mark.fields)
    if mark.label in RECORDS:
        data.setdefault("evidence", [_quote(mark)])
    if mark.label == "Actor":
        data.setdefault("name", mark.words)
    return data
