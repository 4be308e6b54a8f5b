"""brat standoff: a bundle as the annotations of a text file, and a draft from such annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import Issue
from newsevents.formats._marks.read import draft_of, read_fields, read_words, take_choice, unknown_label
from newsevents.formats._marks.terms import (
    CHOICES,
    FLAGS,
    LABELS,
    RECORDS,
    TIES,
    Fields,
    Mark,
    Tie,
    accepted,
    is_list,
    text_of,
)
from newsevents.formats._marks.write import dump_fields, marks_of, split_fields
from newsevents.model.records import Article

__all__ = ["brat_config", "from_brat", "to_brat"]

_EVENTS = ("Statement", "Meeting", "Allegation")
"""The records that are events in brat: they take any number of arguments in one line."""

# brat reads its files with Python's idea of a line, and separates the columns by tabs.
_BREAK = re.compile("[\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_PIECE = re.compile(f"[^{_BREAK.pattern[1:-1]}]+")

_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")
_EVENT = re.compile(r"([^\s:]+):(\S+)((?: [^\s:]+:\S+)*) ?")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (\S+))?")
_NOTE = re.compile(r"(\S+) (\S+)")


# --- writing


def to_brat(bundle: Bundle) -> str:
    """Write a bundle as annotations in brat's standoff format.

    Args:
        bundle: The bundle, with its text. The text file that goes with the annotations is ``bundle.article.text`` in
            UTF-8, byte for byte.

    Returns:
        The content of the ``.ann`` file. `brat_config` gives the configuration that fits.

    Raises:
        BundleError: The article is without its text.
    """
    marks, ties = marks_of(bundle)
    text = text_of(bundle.article)
    lines: list[str] = []
    arguments: dict[str, list[Tie]] = {}
    relations = []
    events = {mark.key: f"E{number}" for number, mark in enumerate((m for m in marks if m.label in _EVENTS), 1)}
    for tie in ties:
        if tie.begin in events:
            arguments.setdefault(tie.begin, []).append(tie)
        else:
            relations.append(tie)
    ids = {mark.key: events.get(mark.key, f"T{mark.key}") for mark in marks}
    for mark in marks:
        assert mark.start is not None
        pieces = _pieces(text, mark.start, mark.end)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"T{mark.key}\t{mark.label} {offsets}\t{_shown(text, pieces)}")
    for mark in marks:
        if mark.key in events:
            shown = "".join(f" {name}:{ids[tie.end]}" for name, tie in _numbered(arguments.get(mark.key, [])))
            lines.append(f"{events[mark.key]}\t{mark.label}:T{mark.key}{shown}")
    for number, tie in enumerate(relations, 1):
        lines.append(f"R{number}\t{tie.field} Arg1:{ids[tie.begin]} Arg2:{ids[tie.end]}")
    attributes = [attribute for mark in marks for attribute in _attributes(mark, ids[mark.key])]
    lines += (f"A{number}\t{attribute}" for number, attribute in enumerate(attributes, 1))
    notes = [(ids[mark.key], note) for mark in marks if (note := _note(text, mark))]
    lines += (f"#{number}\tAnnotatorNotes {id}\t{dump_fields(note)}" for number, (id, note) in enumerate(notes, 1))
    return "".join(f"{line}\n" for line in lines)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The fragments in which brat marks a stretch: its lines, without the white space around them.

    A stretch of white space alone has none, and is marked at the nearest character that can be seen.
    """
    pieces = []
    for match in _PIECE.finditer(text, start, end):
        words = match[0].strip()
        if words:
            first = match.start() + match[0].index(words)
            pieces.append((first, first + len(words)))
    if pieces:
        return pieces
    before = len(text[:start].rstrip())
    if before:
        return [(before - 1, before)]
    behind = len(text) - len(text[end:].lstrip())
    return [(behind, behind + 1)]


def _shown(text: str, pieces: list[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in pieces)


def _stretches(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that fragments cover: where only the end of a line divides two of them, they are one."""
    stretches = pieces[:1]
    for start, end in pieces[1:]:
        first, before = stretches[-1]
        between = text[before:start]
        if _BREAK.search(between) and not between.strip():
            stretches[-1] = first, end
        else:
            stretches.append((start, end))
    return stretches


def _numbered(ties: list[Tie]) -> Iterator[tuple[str, Tie]]:
    """Names of arguments as brat writes them: the second of a name has a 2 behind it."""
    counts: dict[str, int] = {}
    for tie in ties:
        counts[tie.field] = counts.get(tie.field, 0) + 1
        yield tie.field + (str(counts[tie.field]) if counts[tie.field] > 1 else ""), tie


def _attributes(mark: Mark, id: str) -> Iterator[str]:
    choices, flags, _ = split_fields(mark)
    for field, member in choices.items():
        yield f"{CHOICES[mark.label][field].__name__} {id} {member}"
    for flag in flags:
        yield f"{flag} {id}"


def _note(text: str, mark: Mark) -> Fields:
    """What attributes cannot say, and the offsets where fragments cannot."""
    assert mark.start is not None
    fields = split_fields(mark)[2]
    if _stretches(text, _pieces(text, mark.start, mark.end)) != [(mark.start, mark.end)]:
        return {"start": mark.start, "end": mark.end} | fields
    return fields


# --- reading


def from_brat(article: Article, annotations: str) -> Draft:
    """Read a draft from annotations in brat's standoff format.

    Args:
        article: The article that was annotated, with its text.
        annotations: The content of the ``.ann`` file: what `to_brat` writes, or what people mark with the
            configuration that `brat_config` gives.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The annotations do not fit the configuration or the text, with every issue. Paths are the ids of
            annotations.
    """
    return _Reading(text_of(article), annotations).draft()


class _Reading:
    def __init__(self, text: str, annotations: str) -> None:
        self.text = text
        self.issues: list[Issue] = []
        self.texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}  # the label and fragments of each T
        self.fields: dict[str, Fields] = {}  # what is said of each T and E
        self.events: dict[str, tuple[str, str]] = {}  # the label and trigger of each E
        self.ties: list[Tie] = []
        self.further: dict[str, list[str]] = {}  # the keys of a T's stretches behind the first
        self.unread: set[str] = set()
        self.later: list[tuple[Callable[[str, str, str], None], str, str, str]] = []
        seen: set[str] = set()
        for number, line in enumerate(annotations.split("\n"), 1):
            line = line.removesuffix("\r")
            if line.strip():
                self._line(line, number, seen)

    def _line(self, line: str, number: int, seen: set[str]) -> None:
        id, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        readers = {"T": self._text_bound, "E": self._event, "R": self._relation, "A": self._attribute}
        readers |= {"M": self._attribute, "#": self._note}
        match = re.fullmatch(r"([TERAM#])\d+", id)
        if match is None:
            message = "newsevents reads the annotations T, E, R, A and # of brat"
            self.issues.append(Issue(id, "unknown-member", message, line, "remove the line", line=number))
        elif id in seen:
            self.issues.append(Issue(id, "duplicate-id", "there is another annotation of this id", id, line=number))
        else:
            seen.add(id)
            if match[1] in "TE":
                readers[match[1]](id, data, tail)
            else:  # may stand before what it is about
                self.later.append((readers[match[1]], id, data, tail))

    def _malformed(self, id: str, form: str, data: str) -> None:
        self.issues.append(Issue(id, "type", f"{form} was expected", data))
        self.unread.add(id)

    def _text_bound(self, id: str, data: str, tail: str) -> None:
        match = _TEXT_BOUND.fullmatch(data)
        if match is None:
            self._malformed(id, "a label and offsets like “Actor 0 8”", data)
            return
        pieces = [(int(start), int(end)) for start, end in (piece.split(" ") for piece in match[2].split(";"))]
        found = [read_words(self.text, *piece, id, self.issues) for piece in pieces]
        if None in found:
            self.unread.add(id)
            return
        if (shown := _shown(self.text, pieces)) != tail:
            message = f"the article has {shown!r} there"
            self.issues.append(Issue(id, "span-text", message, tail, "count code points of the unchanged text"))
        self.texts[id] = match[1], pieces
        self.fields[id] = {}

    def _event(self, id: str, data: str, _: str) -> None:
        match = _EVENT.fullmatch(data)
        if match is None:
            self._malformed(id, "an event like “Statement:T1 cue:T2”", data)
            return
        self.events[id] = match[1], match[2]
        self.fields[id] = {}
        for argument in match[3].split():
            name, _, target = argument.partition(":")
            field = name.rstrip("0123456789")
            self.ties.append(Tie(id, field, target, f"{id}.{name}"))

    def _relation(self, id: str, data: str, _: str) -> None:
        match = _RELATION.fullmatch(data.rstrip())
        if match is None:
            self._malformed(id, "a relation like “members Arg1:T1 Arg2:T2”", data)
        else:
            self.ties.append(Tie(match[2], match[1], match[3], id))

    def _attribute(self, id: str, data: str, _: str) -> None:
        match = _ATTRIBUTE.fullmatch(data)
        if match is None:
            self._malformed(id, "an attribute like “StatementKind E1 say”", data)
        elif self._is_mark(id, match[2]):
            take_choice(self._label(match[2]), match[1], match[3], self.fields[match[2]], id, self.issues)

    def _note(self, id: str, data: str, tail: str) -> None:
        match = _NOTE.fullmatch(data)
        if match is None:
            self._malformed(id, "a note like “AnnotatorNotes E1”", data)
        elif self._is_mark(id, match[2]):
            read_fields(tail, self.fields[match[2]], id, self.issues)

    def _is_mark(self, id: str, target: str) -> bool:
        if target not in self.fields and target not in self.unread:
            self.issues.append(Issue(id, "unknown-id", "there is no mark of this id", target))
        return target in self.fields

    def _label(self, id: str) -> str:
        return self.events[id][0] if id in self.events else self.texts[id][0]

    def draft(self) -> Draft:
        for read, id, data, tail in self.later:
            read(id, data, tail)
        triggers = {trigger for _, trigger in self.events.values()}
        marks: list[Mark] = []
        for id in self.texts:
            if id not in triggers:
                marks += self._marks(id, id)
            elif self.fields[id]:
                message = "this is the trigger of an event: say it of the event"
                self.issues.append(Issue(id, "wrong-class", message, id))
        for id, (label, trigger) in self.events.items():
            if trigger in self.texts and self.texts[trigger][0] == label and label in _EVENTS:
                marks += self._marks(id, trigger)
                continue
            self.unread.add(id)
            if label not in _EVENTS:
                self.issues.append(unknown_label(label, id, _EVENTS))
            elif trigger in self.texts:
                message = f"the trigger is marked {self.texts[trigger][0]}, not {label}"
                self.issues.append(Issue(id, "wrong-class", message, trigger))
            elif trigger not in self.unread:
                self.issues.append(Issue(id, "unknown-id", "there is no mark of this id", trigger))
        ties = [attrs.evolve(tie, end=key) for tie in self.ties for key in (tie.end, *self.further.get(tie.end, ()))]
        return draft_of(marks, ties, self.unread, self.issues)

    def _marks(self, id: str, place: str) -> Iterator[Mark]:
        """The mark of a T or E; where its fragments are apart, one for each stretch, tied as the first is.

        The further stretches of a record are evidence.
        """
        label, pieces = self.texts[place]
        fields = dict(self.fields[id])
        stretches = _stretches(self.text, pieces)
        if "start" in fields or "end" in fields:
            start, end = fields.pop("start", None), fields.pop("end", None)
            if read_words(self.text, start, end, id, self.issues) is None:
                self.unread.add(id)
                return
            if _pieces(self.text, start, end) != pieces:
                message = "the note has the offsets of another mark"
                fix = "remove start and end from the note"
                self.issues.append(Issue(id, "quote-misplaced", message, (start, end), fix))
            stretches = [(start, end)]
        for number, (start, end) in enumerate(stretches):
            words = self.text[start:end]
            if number == 0:
                yield Mark(key=id, label=label, words=words, start=start, fields=fields, path=id)
                continue
            key = f"{id};{number}"
            if label in RECORDS:
                self.ties.append(Tie(id, "evidence", key, id))
                yield Mark(key=key, label="Evidence", words=words, start=start, path=id)
            else:
                self.further.setdefault(id, []).append(key)
                yield Mark(key=key, label=label, words=words, start=start, fields=fields, path=id)


# --- configuration


def brat_config() -> str:
    """The configuration of brat for annotating news events: the content of ``annotation.conf``."""
    lines = ["[entities]", *(label for label in LABELS if label not in _EVENTS), "", "[relations]"]
    relations: dict[str, list[str]] = {}
    for begin, ties in TIES.items():
        if begin not in _EVENTS:
            for field, target in ties.items():
                ends = "|".join(accepted(field, target))
                relations.setdefault(f"{field}\tArg1:{{}}, Arg2:{ends}", []).append(begin)
    lines += (form.format("|".join(begins)) for form, begins in relations.items())
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    for label in _EVENTS:
        arguments = [
            f"{field}{'*' if is_list(label, field) else '?'}:{'|'.join(accepted(field, target))}"
            for field, target in TIES[label].items()
        ]
        lines.append(f"{label}\t{', '.join(arguments)}")
    lines += ["", "[attributes]"]
    attributes: dict[str, list[str]] = {}
    for label in RECORDS:
        for vocabulary in CHOICES[label].values():
            values = "|".join(vocabulary)
            attributes.setdefault(f"{vocabulary.__name__}\tArg:{{}}, Value:{values}", []).append(label)
        for flag in FLAGS[label]:
            attributes.setdefault(f"{flag}\tArg:{{}}", []).append(label)
    lines += (form.format("|".join(labels)) for form, labels in attributes.items())
    return "\n".join(lines) + "\n"
