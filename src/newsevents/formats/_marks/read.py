"""Strict reading of an annotation tool's data: all issues are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard, TypeVar

import attrs

from newsevents.errors import BundleError, Issue
from newsevents.formats._marks.drafting import Drafting
from newsevents.formats._marks.terms import TERMS, Mark, Tie
from newsevents.rules.catalogue import RULES
from newsevents.wire.json import parse
from newsevents.wire.limits import DEFAULT

T = TypeVar("T", str, list[Any], dict[str, Any])

_EXPECTED: dict[Any, str] = {
    str: "a text was expected",
    list: "a list was expected",
    dict: "a JSON object was expected",
}


_MOST = DEFAULT.length
"""The most characters in all marks together: two numbers are enough to mark the whole text."""


class Reader(Drafting):
    """Strict reader of a tool's data into marks and ties."""

    _marked = 0

    # --- the form of the data

    def expect(self, value: object, cls: type[T], path: str, message: str | None = None) -> TypeGuard[T]:
        """Whether a value has the expected JSON type; otherwise report an issue."""
        if isinstance(value, cls):
            return True
        self.wrong(path, "type", message or _EXPECTED[cls], value)
        return False

    def expect_one_of(self, value: object, known: Iterable[str], path: str) -> bool:
        """Whether a value is one of the known ones; otherwise report an issue."""
        known = list(known)
        if value in known:
            return True
        self.wrong(path, "unknown-member", f"one of {', '.join(known)} was expected", value)
        return False

    def expect_fields(self, value: Mapping[str, Any], names: Iterable[str], path: str) -> bool:
        """Whether a JSON object has the required fields; each missing one is reported."""
        missing = [name for name in names if name not in value]
        for name in missing:
            self.wrong(f"{path}.{name}", "missing-field", "a required field is missing")
        return not missing

    def expect_document(self, document: object, message: str) -> None:
        """Reject a document that is not a JSON object: nothing in it can be read."""
        if not self.expect(document, dict, "", message):
            raise BundleError(self.issues)

    def each(self, values: object, path: str, needed: Iterable[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
        """The objects of a list that have the required fields, with their paths. All others are reported."""
        for index, value in enumerate(values if self.expect(values, list, path) else ()):
            at = f"{path}[{index}]"
            if self.expect(value, dict, at) and self.expect_fields(value, needed, at):
                yield at, value

    def expect_text(self, found: object, path: str) -> None:
        """Report a document whose text differs from the article's: its offsets would mean other words."""
        if not self.expect(found, str, path):
            self.refused = True
        elif found != self.text:
            self.refused = True
            message = "this is not the article's text"
            self.wrong(path, "digest", message, found, "give the article that was annotated, unchanged")

    def expect_no_remarks(self, remarks: object, path: str) -> None:
        """Report annotators' remarks, which would be lost."""
        if remarks:
            message = "a draft has no place for remarks"
            self.wrong(path, "unknown-field", message, remarks, "remove them once they are dealt with")

    # --- marks and their fields

    def words(self, start: object, end: object, path: str) -> str | None:
        """The words between two offsets; None, with an issue, if there are none.

        Raises:
            BundleError: The marks are too long in total; reading stops.
        """
        if type(start) is not int or type(end) is not int:
            self.wrong(path, "type", "an offset is an integer", end if type(start) is int else start)
        elif 0 <= start < end <= len(self.text):
            self._marked += end - start
            if self._marked > _MOST:
                message = f"the marks up to this one hold over {_MOST} characters"
                raise BundleError([Issue(path, "too-long", message, fix="mark fewer or shorter stretches")])
            return self.text[start:end]
        else:
            message = f"the text has {len(self.text)} characters, and a mark needs at least one"
            self.wrong(path, "span-bounds", message, (start, end), RULES["span-bounds"].fix)
        return None

    def mark(self, key: str, path: str, label: object, start: Any, end: object, place: str = "") -> Mark | None:
        """Add a mark, or report an issue.

        Args:
            key: The key by which ties refer to it.
            path: Where it is in the tool's data.
            label: Its label.
            start: The offset of its first character.
            end: The offset after its last character.
            place: The path of its offsets, if it differs.
        """
        if key in self.marks or key in self.unread:
            with self.about(key):
                self.wrong(f"{path}.id", "duplicate-id", "another mark has this id", key)
            return None
        words = self.words(start, end, place or path)
        if not isinstance(label, str) or not self.expect_one_of(label, TERMS, path) or words is None:
            self.unread.add(key)
            return None
        self.marks[key] = Mark(key=key, label=label, words=words, start=start, path=path)
        return self.marks[key]

    def tie(self, begin: object, field: object, end: object, path: str) -> None:
        """Add a tie."""
        self.ties.append(Tie(str(begin), str(field), str(end), path))

    def add(self, mark: Mark, given: Mapping[str, Any], path: str) -> None:
        """Add fields to a mark. A field that is set twice is reported."""
        with self.about(mark.key):
            for name, value in given.items():
                if name in mark.fields:
                    self.wrong(f"{path}.{name}", "type", "the field is given twice", value)
                else:
                    mark.fields[name] = value

    def add_note(self, mark: Mark, note: str, path: str) -> None:
        """Add a note's fields to a mark. The note is a JSON object in a string."""
        with self.about(mark.key):
            try:
                given = parse(note)
            except BundleError as error:
                fix = 'write it like {"name": "Ana Lima"}; a draft has no place for remarks'
                self.issues += (attrs.evolve(issue, path=path, value=note, fix=fix) for issue in error.issues)
                return
            if isinstance(given, dict):
                self.add(mark, given, path)
            else:
                self.wrong(path, "type", "a JSON object of the record's fields was expected", note)

    def add_choice(self, mark: Mark, name: str, value: object, path: str) -> None:
        """Add an annotator's choice for a mark: a member of a vocabulary, or a flag.

        Args:
            mark: The mark.
            name: The name of the vocabulary's class, such as ``StatementKind``, or of the flag.
            value: The member; None or True for a flag.
            path: Where the choice is in the tool's data.
        """
        choices, flags = mark.term.choices, mark.term.flags
        if name in choices:
            self.add(mark, {choices[name].name: value}, path)
        elif name in flags and (value is None or value is True):
            self.add(mark, dict([flags[name]]), path)
        else:
            known = ", ".join([*choices, *flags]) or "nothing"
            with self.about(mark.key):
                self.wrong(path, "unknown-field", f"the choices for {mark.label} are {known}", name)
