"""From marks and ties to a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

import attrs

from newsevents.draft import Draft
from newsevents.errors import BundleError, Issue, shorten
from newsevents.formats._marks.terms import RECORDS, VALUES, Fields, Mark, Tie, accepted, text_of
from newsevents.model.fields import Kind
from newsevents.model.ids import content_id, slug
from newsevents.model.records import Article
from newsevents.model.values import Quote
from newsevents.rules.catalogue import RULES
from newsevents.wire.structure import structure

OnError: TypeAlias = Literal["raise"] | Callable[[BundleError], object]
"""``"raise"``, or a function that is called with an error that lists everything left out."""

_VITAL = {"speaker", "speakers", "claimants", "accused"}
"""The references without which a record is dropped: without them it would be attributed to somebody else."""


class Drafting:
    """The draft that marks and ties express, and the issues found in them.

    Args:
        article: The article that was annotated.
        on_error: What to do about issues: raise an error, or leave out the records concerned.

    Attributes:
        text: The article's text.
        marks: The marks by their keys, in the order of their records.
        ties: The ties, in the order of their values in a field.
        unread: The keys of marks that cannot be read. Their fields and ties add no further issues.
        bad: The keys of marks that have an issue.
        refused: Whether an issue concerns the whole input, so that no part of it can be kept.
        issues: The issues found.

    Raises:
        BundleError: The article has no text.
    """

    def __init__(self, article: Article, on_error: OnError = "raise") -> None:
        if on_error != "raise" and not callable(on_error):
            raise ValueError(f"on_error must be 'raise' or a function, not {on_error!r}")
        self.on_error = on_error
        self.bad: set[str] = set()
        self.refused = False
        self._about: dict[int, str] = {}  # the key of the mark that an issue concerns, by the issue's position
        self.text = text_of(article)
        self.marks: dict[str, Mark] = {}
        self.ties: list[Tie] = []
        self.unread: set[str] = set()
        self.issues: list[Issue] = []
        self._data: dict[str, Fields] = {}  # the fields of each mark, as in a draft's JSON
        self._used: set[str] = set()  # the marks that are targets of a tie
        self._owners: dict[str, list[str]] = {}  # the actors to which each mention is tied

    def wrong(self, path: str, code: str, message: str, value: object = None, fix: str | None = None) -> None:
        """Add an issue."""
        self.issues.append(Issue(path, code, message, value, fix))

    @contextmanager
    def about(self, *keys: str) -> Iterator[None]:
        """Attribute the issues added in this context to some marks."""
        before = len(self.issues)
        yield
        if len(self.issues) > before:
            self.bad.update(keys)
            for place in range(before, len(self.issues)):
                self._about.setdefault(place, keys[0] if keys else "")

    def find(self, key: str, path: str) -> Mark | None:
        """Find the mark with a key. Report an unknown key, unless its mark could not be read."""
        if key not in self.marks and key not in self.unread:
            self.wrong(path, "unknown-id", "there is no mark with this id", key)
        return self.marks.get(key)

    def draft(self) -> Draft:
        """The draft that the marks and ties express. Records are in the order of their marks.

        Raises:
            BundleError: There are issues; the error lists all of them. If records may be left out, only issues that
                concern the whole input are raised.
        """
        draft = self._attempt()
        if not self.issues:
            return draft
        if isinstance(self.on_error, str) or self.refused:
            raise BundleError(self.issues)
        while True:
            self._leave_out()
            draft = self._attempt()
            if not self.bad:
                break
        self.on_error(BundleError(self.issues))
        return draft

    def _attempt(self) -> Draft:
        """The draft of the records without issues; new issues are recorded."""
        self._data = {key: _beginning(mark) for key, mark in self.marks.items()}
        self._used, self._owners = set(), {}
        valid = [tie for tie in self.ties if self._is_valid(tie)]
        for tie in valid:
            if tie.field == "mentions":
                self._owners.setdefault(tie.end, []).append(tie.begin)
        self._add_ids({tie.end for tie in valid})
        for tie in valid:
            with self.about(tie.begin):
                self._fill(tie)
        for tie in valid:
            if tie.field == "speaker" and self.marks[tie.end].label != "Speaker":
                with self.about(tie.begin):
                    self._add_speaker(tie)
        lists: dict[str, Any] = {name: [] for name in RECORDS.values()}
        for key, mark in self.marks.items():
            with self.about(key):
                if mark.label in RECORDS:
                    record, issues = structure(self._data[key], mark.term.cls, mark.path)
                    self.issues += issues
                    if not issues:
                        lists[RECORDS[mark.label]].append(record)
                else:
                    self._check_part(mark)
        return Draft(**lists)

    # --- leaving out marks

    def _leave_out(self) -> None:
        """Remove the marks that have issues, their records, and whatever depends on them."""
        bad, before = self.bad, -1
        while before != len(bad):
            before = len(bad)
            for tie in self.ties:
                if tie.begin in self.marks and tie.begin not in bad and self._spoils(tie):
                    bad.add(tie.begin)
        self._name_records()
        kept = [tie for tie in self.ties if tie.begin in self.marks and tie.begin not in bad]
        for tie in kept:
            if tie.end in bad and self._is_reference(tie):
                self._lost(tie, "and with it this reference")
        ends = {tie.end for tie in self.ties if tie.begin in bad} - {tie.end for tie in kept}
        gone = bad | {key for key in ends if key in self.marks and self.marks[key].label not in RECORDS}
        while ends:  # parts of parts
            ends = {tie.end for tie in kept if tie.begin in gone} - gone
            ends = {key for key in ends if self.marks[key].label not in RECORDS}
            gone |= ends
        self.marks = {key: mark for key, mark in self.marks.items() if key not in gone}
        self.ties = [tie for tie in kept if tie.begin not in gone and tie.end in self.marks]
        self.unread |= gone
        self.bad = set()

    def _spoils(self, tie: Tie) -> bool:
        """Whether the tie's first mark requires its second and so must be left out with it."""
        if tie.end not in self.marks:
            message = f"{tie.field} cannot be read; the {self._called(tie.begin)} is left out"
            self.wrong(tie.path or self.marks[tie.begin].path, "unknown-id", message, tie.end)
            return True
        if tie.field == "mentions":
            return False
        if self.marks[tie.end].label == "Mention":  # a mention, which means its actor
            owners = self._owners.get(tie.end, [])
            if owners and all(owner in self.bad for owner in owners):
                self.bad.add(tie.end)
        if tie.end not in self.bad:
            return False
        if not self._is_reference(tie):
            return True
        if tie.field in _VITAL:
            self._lost(tie, f"and with it the {self._called(tie.begin)}")
            return True
        return False

    def _is_reference(self, tie: Tie) -> bool:
        return self.marks[tie.end].label in RECORDS or self.marks[tie.end].label == "Mention"

    def _lost(self, tie: Tie, what: str) -> None:
        path = tie.path or self.marks[tie.begin].path
        self.wrong(path, "unknown-id", f"the {self._called(tie.end)} is left out, {what}")

    def _called(self, key: str) -> str:
        mark = self.marks[key]
        return f"{mark.label} {shorten(mark.words, 60)}"

    def _name_records(self) -> None:
        """Name in each issue the record that is left out because of it."""
        owners = {tie.end: tie.begin for tie in self.ties if tie.field != "mentions"}
        for place, key in self._about.items():
            while key in self.marks and self.marks[key].label not in RECORDS and key in owners:
                key = owners[key]
            if key in self.marks and key in self.bad:
                message = f"{self.issues[place].message}; the {self._called(key)} is left out"
                self.issues[place] = attrs.evolve(self.issues[place], message=message)
        self._about = {}

    def _is_valid(self, tie: Tie) -> bool:
        """Whether a tie leads from a mark that can have it to a valid target; otherwise report an issue."""
        with self.about(tie.begin):
            return self._check_tie(tie)

    def _check_tie(self, tie: Tie) -> bool:
        begin, end = self.find(tie.begin, tie.path), self.find(tie.end, tie.path)
        if begin is None or end is None:
            return False
        self._used.add(tie.end)  # even if the tie is wrong: the mark itself is not
        ties = begin.term.ties
        if tie.field not in ties:
            message = f"a tie from {begin.label} can be {', '.join(ties) or 'nothing'}"
            self.wrong(tie.path, "unknown-field", message, tie.field)
            return False
        labels = accepted(tie.field, ties[tie.field])
        if end.label not in labels:
            message = f"{tie.field} leads from {begin.label} to {' or '.join(labels)}"
            self.wrong(tie.path, "wrong-class", message, end.label)
            return False
        return True

    def _add_ids(self, referred: set[str]) -> None:
        """Give an id to every record that others refer to, so that each tie means exactly one mark."""
        seen: dict[str, str] = {}
        for key, mark in self.marks.items():
            if mark.label not in RECORDS:
                continue
            data = self._data[key]
            if mark.label == "Actor" and isinstance(data["name"], str) and slug(data["name"]):
                data.setdefault("id", f"actor:{slug(data['name'])}")
            elif key in referred:
                data.setdefault("id", content_id(mark.label.lower(), mark.words, mark.start))
            id = data.get("id")
            if isinstance(id, str) and id in seen:
                message = f"{seen[id]} is marked as this too"
                fix = "mark it once, and tie its other mentions to it" if mark.label == "Actor" else None
                with self.about(key):
                    self.wrong(mark.path, "duplicate-id", message, id, fix or RULES["duplicate-id"].fix)
            elif isinstance(id, str):
                seen[id] = mark.path

    def _fill(self, tie: Tie) -> None:
        """Fill the field of a tie: with an id, with words, or with a value if the mark has fields."""
        end, term = self.marks[tie.end], self.marks[tie.begin].term
        field = term.fields[tie.field]
        if term.ties[tie.field] in RECORDS:
            self._give(tie, tie.field, self._id(tie, end))
        elif field.kind is Kind.WORDS or (field.quoted and not end.fields):
            self._give(tie, tie.field, _quote(end))
        else:
            self._give(tie, tie.field, self._data[tie.end])

    def _add_speaker(self, tie: Tie) -> None:
        """Add the actor marked at a speaker's words as the speaker, once, even if two marks name it."""
        id = self._id(tie, self.marks[tie.end])
        if id not in _listed(self._data[tie.begin], "speakers"):
            self._give(tie, "speakers", id)

    def _give(self, tie: Tie, name: str, value: Any) -> None:
        if value is None:
            return
        mark, data = self.marks[tie.begin], self._data[tie.begin]
        if mark.term.fields[name].many:
            data[name] = [*_listed(data, name), value]
        elif name in data:
            message = f"{mark.label} has only one {name}, which is already given"
            self.wrong(tie.path, "type", message, name)
        else:
            data[name] = value

    def _id(self, tie: Tie, mark: Mark) -> str | None:
        """The id of the record that a mark means: its own, or that of the one actor that it mentions."""
        if mark.label != "Mention":
            return self._data[mark.key].get("id")
        owners = self._owners.get(mark.key, [])
        if len(owners) == 1:
            return self._data[owners[0]].get("id")
        paths = ", ".join(self.marks[owner].path for owner in owners)
        code, of = ("name-ambiguous", f"several actors: {paths}") if owners else ("name-unknown", "no actor")
        message = f"{mark.path} is a mention of {of}"
        self.wrong(tie.path, code, message, mark.words, "tie it to one actor")
        return None

    def _check_part(self, mark: Mark) -> None:
        if mark.key not in self._used:
            message = f"no record is tied to this {mark.label}"
            self.wrong(mark.path, "missing-field", message, mark.words, "tie it to its record")
        if mark.label not in VALUES:
            message = f"{mark.label} has words and no fields"
            self.issues += (Issue(f"{mark.path}.{name}", "unknown-field", message, name) for name in mark.fields)


def _listed(data: Fields, name: str) -> list[Any]:
    """The values of a list field, for which a note may give a single value."""
    found = data.get(name, [])
    return found if isinstance(found, list) else [found]


def _quote(mark: Mark) -> Fields:
    return {"exact": mark.words} | ({} if mark.start is None else {"start": mark.start})


def _trimmed(mark: Mark) -> Mark:
    """A mark of a record without white space at its ends, if it has other characters."""
    words = mark.words.strip()
    if mark.label not in RECORDS or not words:
        return mark
    start = None if mark.start is None else mark.start + mark.words.index(words)
    return attrs.evolve(mark, words=words, start=start)


def _beginning(mark: Mark) -> Fields:
    """The fields that a mark of a record or a value sets by itself; empty for bare words."""
    term, data = mark.term, dict(mark.fields)
    if "id" not in data:  # made in the tool, where a mark easily takes in a space too many
        mark = _trimmed(mark)
    if term.text:
        data.setdefault(term.text, mark.words)
    if term.words:
        field = term.fields[term.words]
        if field.many:
            data.setdefault(term.words, [_quote(mark)])
        elif field.cls is Quote:
            data.setdefault(term.words, _quote(mark))
        elif mark.start is not None:
            data.setdefault(term.words, _quote(mark) | {"end": mark.end})
    return data
