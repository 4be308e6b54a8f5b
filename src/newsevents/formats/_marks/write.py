"""A bundle as marks and ties, which annotation tools show."""

from __future__ import annotations

import json

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.formats._marks.terms import CHOICES, FLAGS, RECORDS, TIES, VALUES, WORDS, Fields, Mark, Tie, text_of
from newsevents.wire.json import dumps

__all__ = ["dump_fields", "marks_of", "split_fields"]


def marks_of(bundle: Bundle) -> tuple[list[Mark], list[Tie]]:
    """A bundle as marks and ties: the records' marks first, each class in the bundle's order.

    Raises:
        BundleError: The article is without its text.
    """
    return _Marking(bundle).marking()


class _Marking:
    def __init__(self, bundle: Bundle) -> None:
        self.text = text_of(bundle.article)
        self.draft: Fields = json.loads(dumps(Draft.from_bundle(bundle)))
        self.marks: list[Mark] = []
        self.ties: list[Tie] = []

    def marking(self) -> tuple[list[Mark], list[Tie]]:
        lists = [(label, self.draft.get(f"{label.lower()}s", [])) for label in RECORDS]
        evidence = [list(record.pop("evidence", [])) for _, records in lists for record in records]
        records = [(label, record) for label, records in lists for record in records]
        self.keys = {
            record["id"]: self._head(label, record, spans)
            for (label, record), spans in zip(records, evidence, strict=True)
        }
        for (label, record), spans in zip(records, evidence, strict=True):
            self._parts(self.keys[record["id"]], label, record, spans[1:])
        return self.marks, self.ties

    def _add(self, label: str, start: int, words: str, fields: Fields) -> str:
        key = str(len(self.marks) + 1)
        self.marks.append(Mark(key=key, label=label, words=words, start=start, fields=fields))
        return key

    def _head(self, label: str, record: Fields, evidence: list[Fields]) -> str:
        if evidence:
            return self._add(label, evidence[0]["start"], evidence[0]["exact"], record)
        # The article as a source may rest on no words. A mark must: it stands on the first word of all.
        record["evidence"] = []
        word = self.text.split(maxsplit=1)[0]
        return self._add(label, self.text.index(word), word, record)

    def _parts(self, key: str, label: str, record: Fields, evidence: list[Fields]) -> None:
        ties = TIES[label]
        for quote in evidence:
            self._word(key, "evidence", quote)
        for field, target in ties.items():
            values = record.get(field)
            several = values if isinstance(values, list) else [] if values is None else [values]
            if field == "evidence" or (field == "roles" and not all("words" in role for role in several)):
                continue  # roles without words have no mark, and stay together in their order
            record.pop(field, None)
            for value in several:
                if field in WORDS:
                    self._word(key, field, value)
                elif field in VALUES:
                    self._value(key, field, target, value)
                else:
                    self.ties.append(Tie(key, field, self.keys[value]))

    def _word(self, key: str, field: str, quote: Fields) -> None:
        self.ties.append(Tie(key, field, self._add(WORDS[field], quote["start"], quote["exact"], {})))

    def _value(self, key: str, field: str, label: str, value: Fields) -> None:
        fields = dict(value)
        span = fields.pop("words" if label == "Role" else "span")
        of = fields.pop("of", None) if label == "Role" else None
        fields.pop("text", None)
        # Something must be said of a value that is known: of bare words grounding asks what they mean.
        if label == "Time":
            fields.setdefault("relation", "at")
        elif label == "Quantity":
            fields.setdefault("approximate", False)
        part = self._add(label, span["start"], span["exact"], fields)
        self.ties.append(Tie(key, field, part))
        if of is not None:
            self.ties.append(Tie(part, "of", self.keys[of]))


def split_fields(mark: Mark) -> tuple[dict[str, str], list[str], Fields]:
    """What is said of a mark, as the tools show it: by vocabulary, as flags, and the rest."""
    choices = {name: str(mark.fields[name]) for name in CHOICES.get(mark.label, ()) if name in mark.fields}
    flags = FLAGS.get(mark.label, {})
    set_flags = {flag: field for flag, (field, value) in flags.items() if mark.fields.get(field) is value}
    shown = {*choices, *set_flags.values()}
    return choices, list(set_flags), {name: value for name, value in mark.fields.items() if name not in shown}


def dump_fields(fields: Fields) -> str:
    """Fields as a note: JSON in one line, with no character that some program takes for the end of a line."""
    note = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return note.translate({code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0x2028, 0x2029)})
