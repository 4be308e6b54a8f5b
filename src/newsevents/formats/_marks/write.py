"""A bundle as marks and ties, which annotation tools show."""

from __future__ import annotations

import json

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.formats._marks.terms import RECORDS, TERMS, VALUES, Fields, Mark, Tie, text_of
from newsevents.wire.json import dumps


def marks_of(bundle: Bundle) -> tuple[list[Mark], list[Tie]]:
    """A bundle as marks and ties: the records' marks first, each class in the bundle's order.

    Raises:
        BundleError: The article is without its text.
    """
    writing = _Writing(text_of(bundle.article))
    writing.write(json.loads(dumps(Draft.from_bundle(bundle))))
    return writing.marks, writing.ties


class _Writing:
    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: list[Mark] = []
        self.ties: list[Tie] = []
        self.keys: dict[str, str] = {}  # of the marks of records, by the records' ids

    def write(self, draft: Fields) -> None:
        records = [self._record(label, one) for label, name in RECORDS.items() for one in draft.get(name, ())]
        self.keys = {mark.fields["id"]: mark.key for mark in records}
        for mark in records:
            self._write_parts(mark)

    def _mark(self, label: str, words: Fields, fields: Fields) -> Mark:
        key = str(len(self.marks) + 1)
        self.marks.append(Mark(key=key, label=label, words=words["exact"], start=words["start"], fields=fields))
        return self.marks[-1]

    def _record(self, label: str, record: Fields) -> Mark:
        evidence = record.pop("evidence", [])
        if len(evidence) != 1:
            record["evidence"] = evidence[1:]
        if evidence:
            return self._mark(label, evidence[0], record)
        # The article as a source may rest on no words. A mark must: it is put on the first word of all.
        word = self.text.split(maxsplit=1)[0]
        return self._mark(label, {"exact": word, "start": self.text.index(word)}, record)

    def _write_parts(self, mark: Mark) -> None:
        """Write the ties of a mark, and the marks of its words and values; what they say leaves its fields."""
        ties = mark.term.ties
        for field in sorted(ties, key=lambda field: field != "evidence"):
            label, given = ties[field], mark.fields.get(field, [])
            values = given if isinstance(given, list) else [given]
            if not values or (label in VALUES and any(TERMS[label].words not in value for value in values)):
                continue  # values without words have no mark, and stay together in their order
            del mark.fields[field]
            for value in values:
                if label in RECORDS:
                    self.ties.append(Tie(mark.key, field, self.keys[value]))
                else:
                    quoted = mark.term.fields[field].quoted
                    part = self._value(label, value, quoted) if label in VALUES else self._mark(label, value, {})
                    self.ties.append(Tie(mark.key, field, part.key))
                    self._write_parts(part)

    def _value(self, label: str, value: Fields, quoted: bool) -> Mark:
        term, fields = TERMS[label], dict(value)
        words = fields.pop(term.words)
        fields.pop("text", None)  # which are the words
        # Something must be said of a value that is known: of bare words grounding asks what they mean.
        for field in term.fields.values() if quoted else ():
            if not (field.required or field.optional or field.many):
                fields.setdefault(field.name, getattr(field.default, "value", field.default))
                break
        return self._mark(label, words, fields)


def split_fields(mark: Mark) -> tuple[dict[str, str], list[str], Fields]:
    """What is said of a mark, as the tools show it: members by their vocabulary, flags, and the rest."""
    rest, term = dict(mark.fields), mark.term
    choices = {name: rest.pop(field.name) for name, field in term.choices.items() if field.name in rest}
    flags = [flag for flag, (name, value) in term.flags.items() if rest.get(name) is value]
    for flag in flags:
        del rest[term.flags[flag][0]]
    return choices, flags, rest


def dump_fields(fields: Fields) -> str:
    """Fields as a note: JSON in one line, with no character that some program takes for the end of a line."""
    note = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return note.translate({code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0x2028, 0x2029)})
