"""From a bundle to the marks and ties that annotation tools show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.formats._marks.terms import RECORDS, TERMS, VALUES, Fields, Mark, Profile, Tie, terms_of, text_of
from newsevents.wire.json import dumps


def marks_of(bundle: Bundle, profile: Profile = "all") -> tuple[list[Mark], list[Tie]]:
    """A bundle as marks and ties: the records' marks first, each class in the bundle's order.

    Raises:
        BundleError: The article has no text.
        ValueError: The profile is unknown.
    """
    ties = {label: term.ties for label, term in terms_of(profile).items()}
    writing = _Writing(text_of(bundle.article), ties)
    draft = json.loads(dumps(Draft.from_bundle(bundle)))
    writing.write(draft if profile == "all" else _statements(draft))
    return writing.marks, writing.ties


def _statements(draft: Fields) -> Fields:
    """The statements of a draft with their speakers, or else with a source that has no speaker.

    The records keep all their fields except references to other records.
    """
    sources = {source["id"]: source for source in draft.get("sources", ())}
    kept = {statement["id"] for statement in draft.get("statements", ())}
    for statement in draft.get("statements", ()):
        kept.update(statement.get("speakers", ()))
        source = None if statement.get("speakers") or statement.get("unattributed") else statement.get("source")
        while source is not None:
            kept.update((source, *sources[source].get("by", ())))
            source = sources[source].get("via")
    return {
        RECORDS[label]: [_only(label, record, kept) for record in draft.get(RECORDS[label], ()) if record["id"] in kept]
        for label in ("Actor", "Source", "Statement")
    }


def _only(label: str, data: Fields, kept: Set[str]) -> Fields:
    """A record or a value without references to records that are left out."""
    found = {}
    for name, given in data.items():
        target = TERMS[label].ties.get(name)
        values = given if isinstance(given, list) else [given]
        if target in RECORDS:
            values = [value for value in values if value in kept]
        elif target in VALUES:
            values = [_only(target, value, kept) for value in values]
        if isinstance(given, list):
            found[name] = values
        elif values:
            found[name] = values[0]
    return found


class _Writing:
    def __init__(self, text: str, ties: Mapping[str, Mapping[str, str]]) -> None:
        self.text = text
        self.tied = ties  # the fields that are ties, by the label of their first mark
        self.marks: list[Mark] = []
        self.ties: list[Tie] = []
        self.keys: dict[str, str] = {}  # the marks of records, by the records' ids

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
        # The article needs no words as a source, but a mark does: it is placed on the first word of the text.
        word = self.text.split(maxsplit=1)[0]
        return self._mark(label, {"exact": word, "start": self.text.index(word)}, record)

    def _write_parts(self, mark: Mark) -> None:
        """Write the ties of a mark and the marks of its words and values; these are removed from its fields."""
        ties = self.tied[mark.label]
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
        fields.pop("text", None)  # these are the words
        # Something must be said of a value that is known: of bare words grounding asks what they mean.
        for field in term.fields.values() if quoted else ():
            if not (field.required or field.optional or field.many):
                fields.setdefault(field.name, getattr(field.default, "value", field.default))
                break
        return self._mark(label, words, fields)


def split_fields(mark: Mark) -> tuple[dict[str, str], list[str], Fields]:
    """Divide the fields of a mark as the tools show them: members by their vocabulary, flags, and the rest."""
    rest, term = dict(mark.fields), mark.term
    choices = {name: rest.pop(field.name) for name, field in term.choices.items() if field.name in rest}
    flags = [flag for flag, (name, value) in term.flags.items() if rest.get(name) is value]
    for flag in flags:
        del rest[term.flags[flag][0]]
    return choices, flags, rest


def dump_fields(fields: Fields) -> str:
    """Fields as a note: JSON on one line, without any character that a program may take for a line end."""
    note = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return note.translate({code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0x2028, 0x2029)})
